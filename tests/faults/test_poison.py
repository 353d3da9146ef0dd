"""A poisoned event in the middle of good ones: found, told why, and in nobody's way."""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from click.testing import CliRunner
from google.protobuf.wrappers_pb2 import BytesValue

from chassis.consumer import Consumer
from chassis.eventlog import EventLog, LogRecord
from chassis.messaging import REQUIRED
from chassis.outbox import Relay
from chassis.postgres import Database
from chassis.storage import Work
from deploy.cli import main
from deploy.events.letters import everything_in
from tests.faults.notes import at_work
from tests.integration.support import (
    DEAD,
    TOPIC,
    consumer_of,
    eventually,
    happened,
    note,
)

HUGE = 600_000
"""Bytes: nearly as much as any log takes, and a dead letter has to fit as well."""


@dataclass(frozen=True)
class Poison:
    """A record that nobody can read, and what has to be said of it."""

    record: LogRecord
    reason: str


def unreadable(name: str, value: bytes = b"\xff\xff") -> Poison:
    return Poison(replace(note(name), value=value), "Not a StringValue.")


def without(header: str) -> Poison:
    whole = note(f"no {header}")
    headers = {name: text for name, text in whole.headers.items() if name != header}
    reason = f"Not a CloudEvent: no header '{header}'."
    return Poison(replace(whole, headers=headers), reason)


def at(time: str, reason: str) -> Poison:
    whole = note(f"at {time}")
    headers = {**whole.headers, "ce_time": time}
    return Poison(replace(whole, headers=headers), f"Not a CloudEvent: {reason}")


def of_version(version: str) -> Poison:
    whole = note(f"version {version}")
    headers = {**whole.headers, "ce_specversion": version}
    reason = f"Not a CloudEvent of version 1.0: {version!r}."
    return Poison(replace(whole, headers=headers), reason)


def endless() -> Poison:
    """Return one with an id that no index takes."""
    poison = unreadable("endless")
    headers = {**poison.record.headers, "ce_id": secrets.token_hex(20_000)}
    return replace(poison, record=replace(poison.record, headers=headers))


POISON = (
    unreadable("bytes"),
    unreadable("a lying type", BytesValue(value=b"\xff").SerializeToString()),
    unreadable("huge", b"\xff" * HUGE),
    endless(),
    *map(without, REQUIRED),
    Poison(
        LogRecord(TOPIC, "a", {}, b""),
        f"Not a CloudEvent: no header {str([*REQUIRED])[1:-1]}.",
    ),
    of_version("2.0"),
    at("noon", "Invalid isoformat string: 'noon'."),
    at("2030-01-01T12:00", "time without a time zone: '2030-01-01T12:00'."),
    at("0001-01-01T00:00+14:00", "time out of range: '0001-01-01T00:00+14:00'."),
)


def letters(log: EventLog) -> list[LogRecord]:
    return [stored.record for stored in everything_in(log, DEAD)]


def test_poison_of_every_kind_is_found_and_the_good_around_it_takes_effect_in_order(
    database: Database, log: EventLog
) -> None:
    for number, poison in enumerate(POISON):
        log.append([note(f"t{number}"), poison.record])
    log.append([note("last")])

    with at_work(database, log):
        eventually(lambda: len(letters(log)) == len(POISON), "every dead letter")
        eventually(lambda: "last" in happened(database), "the last good one")

    good = [f"t{number}" for number, _ in enumerate(POISON)]
    assert happened(database) == [*good, "last"]
    for poison, letter in zip(POISON, letters(log), strict=True):
        assert letter.headers["dead_reason"] == poison.reason
        assert letter.headers["dead_topic"] == TOPIC
        assert letter.value == poison.record.value
        assert poison.record.headers.items() <= letter.headers.items()


def test_later_events_of_its_key_wait_until_it_is_given_up_and_a_redrive_works_once(
    database: Database, log: EventLog, eventlog_url: str
) -> None:
    patient = consumer_of(database, log)
    for event in (note("late after early"), note("next"), note("other", key="b")):
        patient.receive(event)
    assert happened(database) == ["other"]

    impatient = consumer_of(database, log, patience=timedelta(0))
    with running(impatient), running(Relay(database, log)):
        eventually(lambda: happened(database) == ["other", "next"], "the next one")
        eventually(lambda: len(letters(log)) == 1, "the dead letter")
        log.append([note("early", key="c")])
        eventually(lambda: "early" in happened(database), "what it waited for")
        assert redriven(eventlog_url) == "Redriven: 1; before that: 0."
        eventually(lambda: "late" in happened(database), "the redriven one")
        assert redriven(eventlog_url) == "Nothing to do: 1 redriven already."

    [letter] = letters(log)
    assert letter.headers["dead_reason"] == "early has not happened yet."
    assert happened(database) == ["other", "next", "early", "late"]


def test_a_redrive_of_poison_ends_where_it_was(
    database: Database, log: EventLog, eventlog_url: str
) -> None:
    for poison in POISON:
        log.append([poison.record])
    with at_work(database, log):
        eventually(lambda: len(letters(log)) == len(POISON), "every dead letter")
        assert redriven(eventlog_url) == f"Redriven: {len(POISON)}; before that: 0."
        eventually(lambda: len(letters(log)) == 2 * len(POISON), "dead once more")

    assert happened(database) == []
    counts = Counter(letter.headers["dead_count"] for letter in letters(log))
    assert counts == {"1": len(POISON), "2": len(POISON)}


@contextmanager
def running(thread: Consumer[Work] | Relay) -> Iterator[None]:
    thread.start()
    try:
        yield
    finally:
        thread.stop()


def redriven(url: str) -> str:
    """Return what `day1 events redrive` says."""
    words = ["events", "--log", url, "redrive", "--all", "--yes"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[-1]
