"""The inbox: which events took effect here, wait here, or are dead.

Source: Idempotent consumer, microservices.io.
"""

import hashlib
from collections.abc import Sequence

import psycopg

from chassis.dead_letters import ORIGIN
from chassis.eventlog import LogRecord

ENTER = """
    INSERT INTO inbox (event_id) SELECT unnest(%s::text[])
    ON CONFLICT (event_id) DO UPDATE SET dead = false
        WHERE inbox.dead AND inbox.event_id = ANY(%s)
    RETURNING event_id
"""


def enter(
    connection: psycopg.Connection, records: Sequence[LogRecord]
) -> list[LogRecord]:
    """Enter events; return those that are to be handled, and only now.

    That are those that did not stand here, and redriven ones that are dead.
    """
    by_id = {id_of(record): record for record in records}
    redriven = [id_of(record) for record in records if ORIGIN in record.headers]
    rows = connection.execute(ENTER, (list(by_id), redriven))
    entered = {event_id for (event_id,) in rows}
    return [record for event_id, record in by_id.items() if event_id in entered]


def mark_dead(connection: psycopg.Connection, record: LogRecord) -> int:
    """Note that an event of the inbox was given up; return how often by now."""
    row = connection.execute(
        "UPDATE inbox SET dead = true, deaths = deaths + 1 WHERE event_id = %s"
        " RETURNING deaths",
        (id_of(record),),
    ).fetchone()
    return int(row[0]) if row else 1


LONGEST_ID = 255
"""Characters; an index of PostgreSQL takes no row of more than 2704 bytes."""


def id_of(record: LogRecord) -> str:
    """Return what tells an event from all others, also one without a usable id."""
    event_id = record.headers.get("ce_id", "")
    if 0 < len(event_id) <= LONGEST_ID:
        return event_id
    return hashlib.sha256(event_id.encode() or record.value).hexdigest()
