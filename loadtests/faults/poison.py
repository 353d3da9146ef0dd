"""Records that nobody can read, in the middle of good ones.

Every kind of them is met in `tests/faults`; here are a few, in a product at work.
"""

import uuid
from contextlib import closing
from dataclasses import replace

import psycopg

from chassis.dead_letters import dead_topic_of
from chassis.eventlog import LogRecord
from chassis.eventlog.opening import open_log
from deploy.instance import Instance
from deploy.keychain import Keychain

from .doors import dsn, everything_said
from .fault import Step

POISONED = "events, poisoned"
UNREADABLE = b"\xff\xff"
WRITER = "poison"
"""Stands where the write would that an event came of: none of the load."""


def poison(product: Instance, step: Step) -> None:
    """Say what nobody can read, until the service that takes it has buried it.

    It has the key of what the service took last: what follows must not wait behind it.
    """
    spoilt = _spoilt(_taken_last(product, step))
    with closing(open_log(Keychain(product.home).eventlog_url.read_text())) as log:
        log.append(spoilt)
    buried = dead_topic_of(step.takes)

    def are_buried() -> bool:
        letters = {
            stored.record.headers["ce_id"]
            for stored in everything_said(product)
            if stored.record.topic == buried
        }
        return letters >= {record.headers["ce_id"] for record in spoilt}

    product.await_true(are_buried, f"buried by {step.takes}")


def _taken_last(product: Instance, step: Step) -> LogRecord:
    with psycopg.connect(dsn(product, step.takes)) as connection:
        rows = connection.execute("SELECT event_id FROM inbox").fetchall()
    taken = {event_id for (event_id,) in rows}
    found = [
        stored
        for stored in everything_said(product)
        if stored.record.topic == f"{step.says}.events.v1"
        and stored.record.headers["ce_id"] in taken
        and stored.record.headers["ce_journey"] != WRITER
    ]
    return max(found, key=lambda stored: stored.appended_at).record


def _spoilt(record: LogRecord) -> list[LogRecord]:
    """Return it with bytes that are no message, without an actor, and at no time."""
    headers = {**record.headers, "ce_journey": WRITER}
    nobody = {name: text for name, text in headers.items() if name != "ce_actor"}
    spoilt = (
        replace(record, headers=headers, value=UNREADABLE),
        replace(record, headers=nobody),
        replace(record, headers={**headers, "ce_time": "noon"}),
    )
    return [
        replace(one, headers={**one.headers, "ce_id": str(uuid.uuid4())})
        for one in spoilt
    ]
