"""The outbox: events committed with the state, and the relay that empties it.

Source: Transactional outbox and Polling publisher, microservices.io.
"""

import threading
from collections.abc import Sequence
from datetime import timedelta

import psycopg
import structlog
from psycopg.types.json import Jsonb
from typing_extensions import override

from chassis.domain import DomainError
from chassis.eventlog import EventLog, LogRecord
from chassis.postgres import Database

log = structlog.get_logger()

BATCH = 500
POLL = timedelta(seconds=1)
"""How long an event of another instance may lie, should that instance have died."""

INSERT = "INSERT INTO outbox (topic, key, headers, value) VALUES (%s, %s, %s, %s)"


def add_to_outbox(connection: psycopg.Connection, records: Sequence[LogRecord]) -> None:
    """Let the records be published if, and only if, this transaction commits."""
    for record in records:
        row = (record.topic, record.key, Jsonb(dict(record.headers)), record.value)
        connection.execute(INSERT, row)


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
            last = self._stopping.is_set()
            self._wake.clear()
            try:
                while self.relay_batch():
                    pass
            except (DomainError, psycopg.Error, OSError) as error:
                log.warning("outbox.delayed", error=str(error))
                self._stopping.wait(POLL.total_seconds())
            if last:
                return
            self._wake.wait(POLL.total_seconds())

    def relay_batch(self) -> int:
        """Publish some events and mark them; return how many."""
        with self._database.transaction() as connection:
            if not _holds_lock(connection):
                return 0
            rows = connection.execute(
                "SELECT position, topic, key, headers, value FROM outbox"
                " WHERE published_at IS NULL ORDER BY position LIMIT %s",
                (BATCH,),
            ).fetchall()
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


def _holds_lock(connection: psycopg.Connection) -> bool:
    row = connection.execute(
        "SELECT pg_try_advisory_xact_lock("
        "hashtextextended(current_schema() || '.outbox', 0))"
    ).fetchone()
    return bool(row and row[0])
