"""The outbox: events committed with the state, and the relay that empties it.

Source: Transactional outbox and Polling publisher, microservices.io.
"""

import threading
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import psycopg
import structlog
from psycopg.types.json import Jsonb
from typing_extensions import override

from chassis.domain import DomainError
from chassis.eventlog import EventLog, LogRecord
from chassis.postgres import Database

log = structlog.get_logger()

BATCH = 500
BATCH_BYTES = 4 * 1024 * 1024
GATHER = timedelta(milliseconds=40)
"""How long a woken relay waits for company: what commits together travels cheaply."""

POLL = timedelta(seconds=1)
"""How long an event of another instance may lie, should that instance have died."""

TURN = """
    SELECT pg_try_advisory_xact_lock(
        hashtextextended(current_schema() || '.outbox', 0)
    )
"""
"""False, while another relay of this service has its turn. A statement of its own: what
is read must be read after the lock is held, or it shows what another just published."""

PENDING = """
    SELECT position, topic, key, headers, value FROM (
        SELECT *, sum(octet_length(value)) OVER (ORDER BY position) AS so_far
        FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT %s
    ) pending WHERE so_far - octet_length(value) < %s ORDER BY position
"""
"""As many as fit a batch, at least one."""


@lru_cache(maxsize=64)
def insert_statement(count: int) -> str:
    """Return the statement that adds so many events, each with its four parameters."""
    rows = ", ".join(["(%s, %s, %s, %s)"] * count)
    return f"INSERT INTO outbox (topic, key, headers, value) VALUES {rows}"  # noqa: S608


def add_to_outbox(connection: psycopg.Connection, records: Sequence[LogRecord]) -> None:
    """Let the records be published if, and only if, this transaction commits."""
    if records:
        connection.execute(insert_statement(len(records)).encode(), rows_of(records))


def rows_of(records: Sequence[LogRecord]) -> list[Any]:
    """Return the parameters of `insert_statement`."""
    return [
        value for r in records for value in (r.topic, r.key, Jsonb(r.headers), r.value)
    ]


class Relay(threading.Thread):
    """Moves events from the outbox to the log, in order, at least once.

    Several instances may run: whoever holds the lock of the transaction works, and a
    dead one loses it with its connection. A kill between `append` and the mark
    publishes again, and the inboxes of the consumers drop what they know.
    """

    def __init__(self, database: Database, event_log: EventLog) -> None:
        super().__init__(name="relay", daemon=True)
        self._database = database
        self._log = event_log
        self._wake = threading.Event()
        self._stopping = threading.Event()

    def wake(self) -> None:
        """Say that something was committed."""
        self._wake.set()

    def stop(self) -> None:
        """Publish what is committed, then end."""
        self._stopping.set()
        self._wake.set()
        self.join()

    @override
    def run(self) -> None:
        """Relay until stopped; trouble with database or log is waited out."""
        while True:
            last = self._stopping.wait(GATHER.total_seconds())
            self._wake.clear()
            try:
                while self.relay_batch():
                    pass
            except (DomainError, psycopg.Error, OSError) as error:
                log.warning("outbox.delayed", error=str(error))
                self._stopping.wait(POLL.total_seconds())
            except Exception:  # a bug must not end the thread that everyone relies on
                log.exception("outbox.crashed")
                self._stopping.wait(POLL.total_seconds())
            if last:
                return
            self._wake.wait(POLL.total_seconds())

    def relay_batch(self) -> int:
        """Publish some events and mark them; return how many."""
        with self._database.transaction() as connection:
            if connection.execute(TURN).fetchone() != (True,):
                return 0
            rows = connection.execute(PENDING, (BATCH, BATCH_BYTES)).fetchall()
            if rows:
                self._log.append([LogRecord(*fields) for _, *fields in rows])
                self.mark(connection, [position for position, *_ in rows])
        return len(rows)

    def mark(self, connection: psycopg.Connection, positions: list[int]) -> None:
        """Remember that the log has these."""
        connection.execute(
            "UPDATE outbox SET published_at = now() WHERE position = ANY(%s)",
            (positions,),
        )
