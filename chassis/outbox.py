"""The outbox: events committed with the state, and the relay that empties it.

Source: Transactional outbox and Polling publisher, microservices.io.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

import psycopg
import structlog
from psycopg.types.json import Jsonb
from typing_extensions import override

from chassis.domain import DomainError
from chassis.eventlog import EventLog, LogRecord, RecordRefused
from chassis.messaging import SEQUENCE
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
    ), (SELECT log FROM published_to)
"""
"""False, while another relay of this service has its turn; and which log has it all.

A statement of its own: what is read must be read after the lock is held, or it shows
what another just published. That the log was read just before costs a repeat at worst.
"""

PENDING = """
    SELECT position, topic, key, headers, value FROM (
        SELECT *, sum(octet_length(value)) OVER (ORDER BY position) AS so_far
        FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT %s
    ) pending WHERE so_far - octet_length(value) < %s ORDER BY position
"""
"""As many as fit a batch, at least one."""


@lru_cache(maxsize=64)
def _publish(keys: int, records: int) -> str:
    """Return the common table expressions that add events of so many keys."""
    counts = ", ".join(["(%s, %s, %s)"] * keys)
    events = ", ".join(
        f"(%s, %s, %s::jsonb, %s::bytea, %s::int, {place})" for place in range(records)
    )
    return f"""
        counted AS (
            INSERT INTO sequences AS s (topic, key, last) VALUES {counts}
            ON CONFLICT (topic, key) DO UPDATE SET last = s.last + excluded.last
            RETURNING topic, key, last
        ), published AS (
            INSERT INTO outbox (topic, key, headers, value)
            SELECT topic, key, headers || jsonb_build_object(
                '{SEQUENCE}', (last - behind)::text
            ), value
            FROM (VALUES {events}) AS e (topic, key, headers, value, behind, place)
            JOIN counted USING (topic, key) ORDER BY place
        )
    """  # noqa: S608 - our own numbers and names


def publishing(records: Sequence[LogRecord]) -> tuple[str, list[Any]]:
    """Return common table expressions that add events, and their parameters.

    Each event gets its number in the order of its topic and key. The row of the counter
    stays locked until the transaction ends. So the numbers have the order of the
    commits, none is given twice, and a transaction that is rolled back leaves no gap.
    """
    behind = Counter((record.topic, record.key) for record in records)
    # In one order: two transactions that wait for each other would be a deadlock.
    values: list[Any] = [
        value for key in sorted(behind) for value in (*key, behind[key])
    ]
    statement = _publish(len(behind), len(records))
    for record in records:
        behind[record.topic, record.key] -= 1
        left = behind[record.topic, record.key]
        values += [record.topic, record.key, Jsonb(record.headers), record.value, left]
    return statement, values


def add_to_outbox(connection: psycopg.Connection, records: Sequence[LogRecord]) -> None:
    """Let the records be published if, and only if, this transaction commits."""
    if records:
        expressions, values = publishing(records)
        connection.execute(f"WITH {expressions} SELECT".encode(), values)


def add_dead_letter(connection: psycopg.Connection, letter: LogRecord) -> None:
    """Let it be published as it is, with the number that its event has."""
    connection.execute(
        "INSERT INTO outbox (topic, key, headers, value) VALUES (%s, %s, %s, %s)",
        (letter.topic, letter.key, Jsonb(letter.headers), letter.value),
    )


class Relay(threading.Thread):
    """Moves events from the outbox to the log, in order, at least once.

    Several instances may run: whoever holds the lock of the transaction works, and a
    dead one loses it with its connection. A kill between `append` and the mark
    publishes again, and the inboxes of the consumers drop what they know. So does
    another log in the place of the one that had it all: it gets everything.
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
            last, published = self._stopping.wait(GATHER.total_seconds()), 0
            self._wake.clear()
            try:
                published = self.relay_batch()
            except (DomainError, psycopg.Error, OSError) as error:
                log.warning("outbox.delayed", error=str(error))
                self._stopping.wait(POLL.total_seconds())
            except Exception:  # a bug must not end the thread that everyone relies on
                log.exception("outbox.crashed")
                self._stopping.wait(POLL.total_seconds())
            if published:
                self._wake.set()  # there may be more, and that waits for company, too
            elif last:
                return
            self._wake.wait(POLL.total_seconds())

    def relay_batch(self) -> int:
        """Publish some events and mark them; return how many."""
        with self._database.transaction() as connection:
            is_ours, followed = connection.execute(TURN).fetchone() or (False, None)
            if not is_ours:
                return 0
            if followed != (identity := self._log.identity()):
                _follow(connection, identity)
            rows = connection.execute(PENDING, (BATCH, BATCH_BYTES)).fetchall()
            if rows:
                self._publish(connection, rows)
        return len(rows)

    def _publish(self, connection: psycopg.Connection, rows: list[Any]) -> None:
        records = [LogRecord(*fields) for _, *fields in rows]
        positions = [position for position, *_ in rows]
        try:
            self._log.append(records)
        except RecordRefused as refusal:
            placed = zip(positions, records, strict=True)
            [refused] = [p for p, record in placed if record is refusal.record]
            _set_aside(connection, refused, refusal)
        else:
            self.mark(connection, positions)

    def mark(self, connection: psycopg.Connection, positions: list[int]) -> None:
        """Remember that the log has these."""
        connection.execute(
            "UPDATE outbox SET published_at = now() WHERE position = ANY(%s)",
            (positions,),
        )


def _follow(connection: psycopg.Connection, identity: str) -> None:
    """Take nothing for published that this log may not have."""
    # An outbox keeps everything, so this may take longer than a statement should.
    connection.execute("SET LOCAL statement_timeout = 0")
    again = connection.execute(
        "UPDATE outbox SET published_at = NULL, refused = NULL"
        " WHERE published_at IS NOT NULL"
    ).rowcount
    connection.execute("DELETE FROM published_to")
    connection.execute("INSERT INTO published_to VALUES (%s)", (identity,))
    if again:
        log.warning("outbox.republished", events=again, log=identity)


def _set_aside(
    connection: psycopg.Connection, position: int, refusal: RecordRefused
) -> None:
    """Let one event that no log will ever take hold up no other."""
    connection.execute(
        "UPDATE outbox SET published_at = now(), refused = %s WHERE position = %s",
        (str(refusal), position),
    )
    log.error(
        "outbox.refused",
        topic=refusal.record.topic,
        event_id=refusal.record.headers.get("ce_id"),
        position=position,
        reason=str(refusal),
    )
