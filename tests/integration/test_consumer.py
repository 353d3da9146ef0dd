"""Each event takes effect once, in order, or ends in the dead letters."""

import itertools
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.eventlog import EventLog, LogRecord
from chassis.postgres import Database
from tests.integration.support import (
    TOPIC,
    consumer_of,
    eventually,
    happened,
    note,
)


def parked(database: Database) -> int:
    with database.connection() as connection:
        row = connection.execute("SELECT count(*) FROM parked").fetchone()
    return int(row[0]) if row else 0


def dead(database: Database) -> list[dict[str, str]]:
    with database.connection() as connection:
        rows = connection.execute("SELECT headers FROM outbox ORDER BY position")
        return [headers for (headers,) in rows]


def test_an_event_that_arrives_twice_counts_once(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log)

    consumer.receive(note("one"))
    consumer.receive(note("one"))

    assert happened(database) == ["one"]


def test_an_event_that_came_early_waits_for_the_one_it_follows(
    database: Database, log: EventLog
) -> None:
    log.append([note("late after early", key="b"), note("early", key="a")])
    consumer = consumer_of(database, log)
    consumer.start()

    eventually(lambda: happened(database) == ["early", "late"], "both in their order")
    consumer.stop()

    assert parked(database) == 0


def test_later_events_of_a_key_wait_behind_one_that_is_stuck(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log)
    consumer.receive(note("second after first", key="a"))
    consumer.receive(note("third", key="a"))
    consumer.receive(note("other", key="b"))

    assert happened(database) == ["other"]
    assert parked(database) == 2


def test_what_nobody_can_read_is_a_dead_letter_and_delays_nobody(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log)
    broken = note("x", event_id="broken")

    consumer.receive(note("good"))
    consumer.receive(LogRecord(TOPIC, "a", broken.headers, b"\xff\xff"))
    consumer.receive(note("poison"))
    consumer.receive(note("better"))

    assert happened(database) == ["good", "better"]
    reasons = [
        (letter["dead_topic"], letter["dead_reason"]) for letter in dead(database)
    ]
    assert reasons == [
        (TOPIC, "Not a StringValue."),
        (TOPIC, "Nobody can read this."),
    ]


def test_patience_ends_in_the_dead_letters_with_the_reason(
    database: Database, log: EventLog
) -> None:
    log.append([note("late after never", key="b"), note("next", key="b")])
    consumer = consumer_of(database, log, patience=timedelta(0))
    consumer.start()

    eventually(lambda: happened(database) == ["next"], "the next event took effect")
    consumer.stop()

    assert [letter["dead_reason"] for letter in dead(database)] == [
        "never has not happened yet."
    ]


def test_a_bug_parks_its_event_and_spares_the_others(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log)

    consumer.receive(note("bug", key="a"))
    consumer.receive(note("fine", key="b"))

    assert happened(database) == ["fine"]
    assert parked(database) == 1


def test_an_event_that_takes_too_long_is_parked_and_delays_nobody(
    database: Database, log: EventLog
) -> None:
    log.append([note("slow", key="a"), note("fine", key="b")])
    consumer = consumer_of(database, log)
    consumer.start()

    eventually(lambda: happened(database) == ["fine"], "the other took effect")
    consumer.stop()

    assert parked(database) == 1


def test_a_batch_with_a_stuck_key_lets_the_other_keys_pass(
    database: Database, log: EventLog
) -> None:
    consumer = consumer_of(database, log)
    consumer.receive(note("second after first", key="a"))
    log.append([note("third", key="a"), note("other", key="b")])
    reader = log.subscribe("notes", [TOPIC])

    consumer.consume_batch(reader)
    reader.close()

    assert happened(database) == ["other"]
    assert parked(database) == 2


def test_an_event_without_an_id_is_poison(database: Database, log: EventLog) -> None:
    anonymous = note("x")
    headers = {k: v for k, v in anonymous.headers.items() if k != "ce_id"}

    consumer_of(database, log).receive(LogRecord(TOPIC, "a", headers, b""))

    assert [letter["dead_reason"] for letter in dead(database)] == [
        "Not a CloudEvent: no header 'ce_id'."
    ]


def test_types_that_nobody_wants_are_skipped(database: Database, log: EventLog) -> None:
    consumer_of(database, log).receive(LogRecord(TOPIC, "a", {"ce_type": "x.Y"}, b""))

    assert happened(database) == []
    assert dead(database) == []


ROUNDS = itertools.count()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.permutations(["1a", "1b", "2a", "2b", "3a", "3b"]))
def test_the_order_of_arrival_across_keys_and_repeats_do_not_matter(
    database: Database, log: EventLog, order: list[str]
) -> None:
    """Three keys, each event twice, any order: `2` follows `1`, and `3` follows `2`."""
    run = next(ROUNDS)
    texts = {
        "1": f"1-{run}",
        "2": f"2-{run} after 1-{run}",
        "3": f"3-{run} after 2-{run}",
    }
    consumer = consumer_of(database, log)

    for arrival in order:
        number = arrival[0]
        consumer.receive(note(texts[number], key=number, event_id=f"{run}/{number}"))

    reader = log.subscribe("idle", [TOPIC])

    def nothing_waits() -> bool:
        consumer.consume_batch(reader)
        return parked(database) == 0

    eventually(nothing_waits, "all were handled")
    reader.close()
    assert happened(database)[-3:] == [f"1-{run}", f"2-{run}", f"3-{run}"]
