"""kill -9 of every process, and at the moments that delivery is built around.

A relay has read events that the log does not have; the log has events that the relay
has not marked; a consumer holds events that have no effect; their effect is there and
the offset is not. Nothing in the product helps to hit these moments: a lock in its
database, or a broker that is suspended, makes it stand still just there, and is taken
away once it is dead.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import psycopg

from deploy.instance import SERVICES, Instance

from .doors import dsn, embedded_log
from .fault import Step, Strike

if TYPE_CHECKING:
    from deploy.kafka.broker import Broker

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01

UNPUBLISHED = """
    SELECT FROM outbox WHERE published_at IS NULL FOR UPDATE SKIP LOCKED
"""
PARTITIONS = "SELECT FROM partitions WHERE topic = %s FOR UPDATE"
OFFSETS = """
    SELECT FROM readings r JOIN groups g ON g.id = r.group_id WHERE g.name = %s
    FOR UPDATE OF r
"""
IS_IN_THE_WAY = """
    SELECT FROM pg_locks WHERE NOT granted
        AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""
END_WHO_WAITS = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_locks
    WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""
READS_THE_OUTBOX = """
    SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))
        AND query LIKE '%FROM outbox WHERE published_at IS NULL%'
"""
HAS_READ_THE_OUTBOX = """
    SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = %s AND state = 'idle in transaction'
        AND query LIKE '%%FROM outbox WHERE published_at IS NULL%%'
"""
"""The last statement of a relay that is now busy with the log."""


MOMENTS = (
    "relay, before it appends",
    "relay, before it marks",
    "consumer, before the effect",
    "consumer, before it commits the offset",
)
DATABASE, BROKER = "PostgreSQL", "Kafka"


class Kills:
    """The ways to kill what an instance is made of, and its broker if it has one."""

    def __init__(self, product: Instance, broker: "Broker | None" = None) -> None:
        self._product = product
        self._broker = broker

    def strike(self, victim: str) -> Strike:
        """Return what ends a victim: at a moment, a server, or a process by name."""
        moments = (
            self._before_append,
            self._before_mark,
            self._before_effect,
            self._before_offset,
        )
        known: dict[str, Strike] = {
            **dict(zip(MOMENTS, moments, strict=True)),
            DATABASE: lambda _: self._end_database(),
            BROKER: lambda _: self._break(),
        }
        return known.get(victim, lambda _: self._end(victim))

    def _before_append(self, step: Step) -> None:
        with self._enter(step.says) as held:
            _await(lambda: _locks_unpublished(held), "an event to relay")
            _await(lambda: _finds(held, READS_THE_OUTBOX), "a relay that reads it")
            with self._log_held(step.says):
                held.commit()
                _await(
                    lambda: _finds(held, HAS_READ_THE_OUTBOX, step.says),
                    "a relay that has read it",
                )
                self._end(step.says)

    def _before_mark(self, step: Step) -> None:
        with self._enter(step.says) as held:
            _await(lambda: held.execute(UNPUBLISHED).rowcount, "an event to relay")
            _await(lambda: _finds(held, IS_IN_THE_WAY), "an event to mark")
            self._end(step.says)

    def _before_effect(self, step: Step) -> None:
        with self._inbox_held(step.takes):
            self._end(step.takes)

    def _before_offset(self, step: Step) -> None:
        with self._inbox_held(step.takes) as held:
            taken = _count(held)
            with self._offsets_held(step.takes):
                held.commit()
                _await(lambda: _count(held) > taken, "an effect")
                self._end(step.takes)

    @contextmanager
    def _inbox_held(self, service: str) -> Iterator[psycopg.Connection]:
        """Let a consumer stand before the entry of its events into the inbox."""
        with self._enter(service) as held:
            held.execute("LOCK TABLE inbox IN SHARE MODE")
            _await(lambda: _finds(held, IS_IN_THE_WAY), "an event to take")
            yield held

    def _log_held(self, service: str) -> AbstractContextManager[object]:
        """Let the log take nothing of a service while the block runs."""
        return self._held(PARTITIONS, f"{service}.events.v1")

    def _offsets_held(self, service: str) -> AbstractContextManager[object]:
        """Let a service commit no offset while the block runs."""
        return self._held(OFFSETS, service)

    @contextmanager
    def _held(self, rows: str, of: str) -> Iterator[None]:
        """Hold these rows of the embedded log; Kafka as a whole.

        What the victim had sent by then must not be done when it is dead: those who
        would do it end as well, before they are let go.
        """
        if self._broker is None:
            with psycopg.connect(embedded_log(self._product)) as held:
                held.execute(rows.encode(), [of])
                yield
                held.execute(END_WHO_WAITS)
            return
        self._broker.process.suspend()
        try:
            yield
        finally:
            self._break()

    def _enter(self, service: str) -> psycopg.Connection:
        return psycopg.connect(dsn(self._product, service))

    def _end(self, name: str) -> None:
        process = self._product.process_of(name)
        process.kill()
        process.wait(PATIENCE_SECONDS)

    def _end_database(self) -> None:
        """Kill it, and wait until it serves nobody: its own processes outlive it."""
        with self._enter(SERVICES[0]) as witness:
            self._product.kill_database()
            _await(lambda: _is_cut_off(witness), "cut off")

    def _break(self) -> None:
        """End the broker, and start it again, as whoever runs it does."""
        if self._broker is None:
            raise ValueError("there is no Kafka to kill: events do not go over it")
        self._broker.kill()
        self._broker.start()


def _locks_unpublished(connection: psycopg.Connection) -> bool:
    """Keep everybody out of an outbox with events in it; else let them go on."""
    connection.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
    if connection.execute(UNPUBLISHED).rowcount:
        return True
    connection.rollback()
    return False


def _finds(connection: psycopg.Connection, query: str, *of: str) -> bool:
    """Look afresh: within a transaction, the server's statistics stand still."""
    connection.execute("SELECT pg_stat_clear_snapshot()")
    return connection.execute(query.encode(), of or None).rowcount > 0


def _count(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT count(*) FROM inbox").fetchone()
    return int(row[0]) if row else 0


def _is_cut_off(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("SELECT")
    except psycopg.OperationalError:
        return True
    return False


def _await(is_true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not {what} within {PATIENCE_SECONDS:.0f} seconds")
        time.sleep(LOOK_SECONDS)
