"""A dead letter gets another chance, once per redrive; whatever else comes is known."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from chassis.consumer import Consumer
from chassis.dead_letters import as_published, redriven
from chassis.eventlog import EventLog, LogRecord
from chassis.postgres import Database
from chassis.storage import Work
from tests.integration.support import (
    TOPIC,
    consumer_of,
    eventually,
    happened,
    note,
)

LATE = note("late after early", key="b")


@pytest.fixture
def consumer(database: Database, log: EventLog) -> Consumer[Work]:
    """Return a consumer that is out of patience as soon as it looks again."""
    return consumer_of(database, log, patience=timedelta(0))


def dead_letters(database: Database) -> list[LogRecord]:
    with database.connection() as connection:
        rows = connection.execute(
            "SELECT topic, key, headers, value FROM outbox ORDER BY position"
        )
        return [LogRecord(*row) for row in rows]


@pytest.fixture
def look_again(consumer: Consumer[Work], log: EventLog) -> Iterator[Callable[[], None]]:
    """Let the consumer try what it parked: now its patience ends."""
    reader = log.subscribe("idle", [TOPIC])
    yield lambda: consumer.consume_batch(reader)
    reader.close()


@pytest.fixture
def letter(
    database: Database, consumer: Consumer[Work], look_again: Callable[[], None]
) -> LogRecord:
    """Return what became of an event that came too early."""
    consumer.receive(LATE)
    look_again()
    [letter] = dead_letters(database)
    return letter


def send_back(consumer: Consumer[Work], record: LogRecord) -> None:
    consumer.receive(as_published(redriven(record, "notes")))


def test_a_redriven_dead_letter_takes_effect_once_however_often_it_is_sent(
    database: Database, consumer: Consumer[Work], letter: LogRecord
) -> None:
    consumer.receive(note("early"))

    send_back(consumer, letter)
    send_back(consumer, letter)

    assert happened(database) == ["early", "late"]
    assert dead_letters(database) == [letter]


def test_one_that_fails_again_is_a_dead_letter_again_and_is_counted(
    database: Database,
    consumer: Consumer[Work],
    letter: LogRecord,
    look_again: Callable[[], None],
) -> None:
    send_back(consumer, letter)
    look_again()
    [_, again] = dead_letters(database)
    assert letter.headers["dead_count"] == "1"
    assert again.headers == {**letter.headers, "dead_count": "2"}

    consumer.receive(note("early"))
    send_back(consumer, again)

    assert happened(database) == ["early", "late"]


def test_poison_is_handled_once_somebody_can_read_it(
    database: Database, consumer: Consumer[Work]
) -> None:
    sent = note("good", key="a")
    consumer.receive(LogRecord(TOPIC, "a", sent.headers, b"\xff\xff"))
    [letter] = dead_letters(database)
    assert letter.headers["dead_reason"] == "Not a StringValue."

    readable = LogRecord(letter.topic, letter.key, letter.headers, sent.value)
    send_back(consumer, readable)

    assert happened(database) == ["good"]


@pytest.mark.usefixtures("letter")
def test_a_dead_letter_that_only_arrives_again_stays_dead(
    database: Database, consumer: Consumer[Work]
) -> None:
    consumer.receive(note("early"))

    consumer.receive(LATE)

    assert happened(database) == ["early"]


def test_what_took_effect_is_replayed_without_effect_and_what_was_lost_with(
    database: Database, consumer: Consumer[Work]
) -> None:
    consumer.receive(note("one"))

    send_back(consumer, note("one"))
    send_back(consumer, note("lost"))
    send_back(consumer, note("lost"))

    assert happened(database) == ["one", "lost"]


def test_what_waits_is_not_made_to_wait_twice(
    database: Database, consumer: Consumer[Work]
) -> None:
    consumer.receive(LATE)

    send_back(consumer, LATE)

    with database.connection() as connection:
        assert connection.execute("SELECT count(*) FROM parked").fetchone() == (1,)


def test_a_redriven_event_waits_behind_the_one_its_key_is_stuck_on(
    database: Database, consumer: Consumer[Work], letter: LogRecord
) -> None:
    consumer.receive(note("early", key="a"))
    consumer.receive(note("next after never", key="b"))

    send_back(consumer, letter)

    assert happened(database) == ["early"]


def test_a_running_consumer_hears_of_its_redrive_topic(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log, patience=timedelta(0))
    log.append([LATE])
    consumer.start()
    eventually(lambda: len(dead_letters(database)) == 1, "it is a dead letter")

    log.append([redriven(dead_letters(database)[-1], "notes")])
    eventually(lambda: len(dead_letters(database)) == 2, "it is one again")
    again = dead_letters(database)[-1]
    log.append([note("early", key="a")])
    eventually(lambda: happened(database) == ["early"], "what it waited for is there")
    log.append([redriven(again, "notes")])

    eventually(lambda: happened(database) == ["early", "late"], "it took effect")
    consumer.stop()
    assert again.headers["dead_topic"] == TOPIC
