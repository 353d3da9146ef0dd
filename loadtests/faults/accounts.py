"""Each event, counted from the service that says it to those that take it.

It was committed to an outbox with the state. The log has to have it, after all that
happened to the same aggregate before; and each service that takes events of its kind
has it in its inbox, where it was entered in the transaction of its effect.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

import psycopg

from chassis.eventlog import LogRecord
from deploy.instance import SERVICES, Instance

from .doors import dsn, everything_said

PAUSE_SECONDS = 0.5

SAID = """
    SELECT topic, headers ->> 'ce_type', headers ->> 'ce_subject', headers ->> 'ce_id'
    FROM outbox WHERE refused IS NULL ORDER BY position
"""
DISORDERED = "aggregates whose events are out of order"

TAKEN = "SELECT event_id FROM inbox"


class Event(NamedTuple):
    """One event, as far as it is counted."""

    topic: str
    kind: str
    subject: str
    id: str


class Accounts(NamedTuple):
    """What is wrong, and what is only worth knowing.

    Attributes:
        wrong: What to how many; empty when each event is where it belongs.
        events: How many different ones the log has.
        repeats: How many records it has beside those: it promises at least once.
    """

    wrong: Counter[str]
    events: int
    repeats: int


def accounts_of(product: Instance, patience: float) -> Accounts:
    """Count, again until nothing is wrong or nothing has changed for so many seconds.

    Raises `psycopg.Error` and `OSError`.
    """
    found, since = _counted(product), time.monotonic()
    while found.wrong and time.monotonic() - since < patience:
        time.sleep(PAUSE_SECONDS)
        before, found = found, _counted(product)
        if found != before:
            since = time.monotonic()
    return found


def _counted(product: Instance) -> Accounts:
    outboxes = [Event(*row) for name in SERVICES for row in _rows(product, name, SAID)]
    said = set(outboxes)
    found = [_event_in(one.record) for one in everything_said(product)]
    records = [event for event in found if event in said]  # others are poison
    log = list(dict.fromkeys(records))
    wrong = Counter({"events that the log lacks": len(said - set(log))})
    wrong[DISORDERED] = _disordered(outboxes, log)
    for name in SERVICES:
        inbox = {event_id for (event_id,) in _rows(product, name, TAKEN)}
        wrong[f"events that {name} has not taken"] = len(_not_taken(log, inbox))
    return Accounts(+wrong, len(log), len(records) - len(log))


def _disordered(said: Iterable[Event], log: Iterable[Event]) -> int:
    """Return how many aggregates have another history in the log, as far as it goes.

    One aggregate has one outbox: what happens to it waits for its row.
    """
    there = set(log)
    histories = _by_aggregate(log)
    return sum(
        histories[aggregate] != [event for event in events if event in there]
        for aggregate, events in _by_aggregate(said).items()
    )


def _by_aggregate(events: Iterable[Event]) -> dict[tuple[str, str], list[Event]]:
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        found[event.topic, event.subject].append(event)
    return found


def _not_taken(log: Iterable[Event], inbox: Collection[str]) -> list[Event]:
    """Return what is missing of the kinds of which something was taken."""
    kinds = {(event.topic, event.kind) for event in log if event.id in inbox}
    return [e for e in log if (e.topic, e.kind) in kinds and e.id not in inbox]


def _event_in(record: LogRecord) -> Event:
    names = ("ce_type", "ce_subject", "ce_id")
    return Event(record.topic, *(record.headers.get(name, "") for name in names))


def _rows(product: Instance, service: str, query: str) -> list[Any]:
    with psycopg.connect(dsn(product, service)) as connection:
        return connection.execute(query.encode()).fetchall()
