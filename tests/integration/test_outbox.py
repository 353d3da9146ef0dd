"""What is committed is published, in order, and a kill costs a repeat at most."""

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NoReturn

import psycopg
import pytest
from psycopg import Rollback
from typing_extensions import override

from chassis import outbox
from chassis.eventlog import EventLog, LogRecord
from chassis.eventlog.embedded import EmbeddedLog
from chassis.outbox import Relay, add_to_outbox
from chassis.postgres import Database
from tests.integration.support import (
    TOPIC,
    consumer_of,
    effects,
    eventually,
    note,
)


def say(database: Database, *texts: str) -> None:
    with database.transaction() as connection:
        add_to_outbox(connection, [note(text) for text in texts])


def pending(database: Database) -> int:
    with database.connection() as connection:
        row = connection.execute(
            "SELECT count(*) FROM outbox WHERE published_at IS NULL"
        ).fetchone()
    return int(row[0]) if row else 0


def published(log: EventLog, group: str) -> list[bytes]:
    reader = log.subscribe(group, [TOPIC])
    found = [record.value for record in reader.poll(timedelta(0))]
    reader.close()
    return found


def test_what_was_rolled_back_is_never_published(
    database: Database, log: EventLog
) -> None:
    class Changed(Exception):
        """A change of mind."""

    def write_and_fail() -> None:
        with database.transaction() as connection:
            add_to_outbox(connection, [note("never")])
            raise Changed

    with pytest.raises(Changed):
        write_and_fail()

    assert Relay(database, log).relay_batch() == 0


def test_events_are_published_once_and_in_order(
    database: Database, log: EventLog
) -> None:
    say(database, "one", "two", "three")
    relay = Relay(database, log)

    assert relay.relay_batch() == 3
    assert relay.relay_batch() == 0

    assert published(log, "g") == [note(t).value for t in ("one", "two", "three")]


def test_two_relays_of_one_service_publish_each_event_once(
    database: Database, log: EventLog
) -> None:
    relays = [Relay(database, log), Relay(database, log)]
    for relay in relays:
        relay.start()

    for number in range(100):
        say(database, str(number))
        relays[number % 2].wake()
    eventually(lambda: pending(database) == 0, "the outbox is empty")
    for relay in relays:
        relay.stop()

    assert published(log, "g") == [note(str(n)).value for n in range(100)]


def test_stopping_publishes_what_was_committed(
    database: Database, log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BATCH", 2)
    relay = Relay(database, log)
    relay.start()
    say(database, *(f"last words {n}" for n in range(5)))

    relay.stop()

    assert pending(database) == 0
    assert len(published(log, "g")) == 5


class DyingRelay(Relay):
    """A relay that is killed after the log has the events, before it marks them."""

    @override
    def mark(self, connection: psycopg.Connection, positions: list[int]) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def relay_and_die(database_url: str, eventlog_url: str) -> None:
    DyingRelay(Database(database_url), EmbeddedLog(eventlog_url)).relay_batch()


def test_a_relay_killed_between_append_and_mark_loses_and_doubles_nothing(
    database: Database, log: EventLog, database_url: str, eventlog_url: str
) -> None:
    say(database, "one", "two")
    arguments = (database_url, eventlog_url)
    context = multiprocessing.get_context("spawn")
    doomed = context.Process(target=relay_and_die, args=arguments)
    doomed.start()
    doomed.join(30)
    assert doomed.exitcode == -signal.SIGKILL
    assert pending(database) == 2

    assert Relay(database, log).relay_batch() == 2

    assert len(published(log, "audit")) == 4
    consumer = consumer_of(database, log)
    consumer.start()
    eventually(lambda: len(told(database)) >= 2, "both took effect")
    consumer.stop()
    assert told(database) == ["one", "two"]


def told(database: Database) -> list[str]:
    with database.connection() as connection:
        return effects(connection)


def consume_and_die(database_url: str, eventlog_url: str) -> None:
    """Be killed after the effects are committed, before the offsets are."""
    log = EmbeddedLog(eventlog_url)
    consumer = consumer_of(Database(database_url), log)
    reader = log.subscribe("notes", [TOPIC])
    for record in reader.poll(timedelta(seconds=10)):
        consumer.receive(record)
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_consumer_killed_between_effect_and_offset_loses_and_doubles_nothing(
    database: Database, log: EventLog, database_url: str, eventlog_url: str
) -> None:
    log.append([note("one"), note("two")])
    arguments = (database_url, eventlog_url)
    context = multiprocessing.get_context("spawn")
    doomed = context.Process(target=consume_and_die, args=arguments)
    doomed.start()
    doomed.join(30)
    assert doomed.exitcode == -signal.SIGKILL
    assert told(database) == ["one", "two"]
    log.append([note("three")])

    consumer = consumer_of(database, log)
    consumer.start()
    eventually(lambda: "three" in told(database), "the third took effect")
    consumer.stop()

    assert told(database) == ["one", "two", "three"]


class SlowWriter(threading.Thread):
    """Publishes in a transaction that it commits when it is told to."""

    def __init__(self, database: Database, *records: LogRecord) -> None:
        super().__init__()
        self._database = database
        self._records = records
        self.has_written, self.may_commit = threading.Event(), threading.Event()

    @override
    def run(self) -> None:
        """Write, wait, commit."""
        with self._database.transaction() as connection:
            add_to_outbox(connection, self._records)
            self.has_written.set()
            assert self.may_commit.wait(20)


def test_writers_that_commit_out_of_order_are_all_published(
    database: Database, log: EventLog
) -> None:
    slow = SlowWriter(database, note("slow", key="b"))
    slow.start()
    assert slow.has_written.wait(20)
    say(database, "quick")
    relay = Relay(database, log)

    assert relay.relay_batch() == 1
    slow.may_commit.set()
    slow.join()

    assert relay.relay_batch() == 1
    assert set(published(log, "g")) == {note("quick").value, note("slow").value}


def test_events_of_one_key_are_numbered_in_the_order_of_their_commits(
    database: Database,
) -> None:
    slow = SlowWriter(database, note("first"))
    slow.start()
    assert slow.has_written.wait(20)
    quick = threading.Thread(target=say, args=(database, "second"))
    quick.start()
    quick.join(0.2)
    assert quick.is_alive()

    slow.may_commit.set()
    slow.join()
    quick.join()

    assert numbers(database, "a") == [("a/first", 1), ("a/second", 2)]


def test_a_key_has_no_gap_and_no_number_twice_however_many_write(
    database: Database,
) -> None:
    def write(writer: int) -> None:
        for turn in range(10):
            records = [note(f"{writer}.{turn}.{n}", key="ab"[n % 2]) for n in range(3)]
            with database.transaction() as connection:
                add_to_outbox(connection, records)
                if turn % 3 == 0:
                    raise Rollback

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))

    for key, each in (("a", 2), ("b", 1)):
        found = numbers(database, key)
        assert [number for _, number in found] == [*range(1, 8 * 6 * each + 1)]


def test_several_events_of_one_transaction_are_numbered_in_their_order(
    database: Database,
) -> None:
    say(database, "one", "two", "three")
    say(database, "four")

    assert numbers(database, "a") == [
        ("a/one", 1),
        ("a/two", 2),
        ("a/three", 3),
        ("a/four", 4),
    ]


def test_a_dead_letter_keeps_the_number_of_its_event(
    database: Database, log: EventLog
) -> None:
    say(database, "poison")
    Relay(database, log).relay_batch()
    consumer = consumer_of(database, log)
    consumer.start()
    eventually(lambda: len(numbers(database, "a")) == 2, "the dead letter")
    consumer.stop()

    assert numbers(database, "a") == [("a/poison", 1), ("a/poison", 1)]


def numbers(database: Database, key: str) -> list[tuple[str, int]]:
    """Return id and number of the events of a key, in the order of the outbox."""
    with database.connection() as connection:
        rows = connection.execute(
            "SELECT headers ->> 'ce_id', headers ->> 'ce_sequence'"
            " FROM outbox WHERE key = %s ORDER BY position",
            (key,),
        )
        return [(event, int(number)) for event, number in rows]
