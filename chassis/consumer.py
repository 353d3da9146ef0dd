"""The consumer loop: each event takes effect once, in order, or is a dead letter.

Source: Idempotent consumer, microservices.io. An event that cannot be handled yet is
parked in the service's own database, and later events of its key wait behind it; so
one key that is stuck delays no other. What is still stuck when patience ends, and what
nobody can ever read, goes to the dead-letter topic with the reason. From there it can
be sent to the group's redrive topic: what is dead is handled again, what took effect
or waits is not, so whatever is sent there, it is safe to send it twice.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

import psycopg
import structlog
from prometheus_client import Counter
from psycopg.types.json import Jsonb
from typing_extensions import override

from chassis.dead_letters import (
    as_published,
    dead_letter,
    dead_topic_of,
    redrive_topic_of,
)
from chassis.domain import DomainError
from chassis.eventlog import EventLog, LogConsumer, LogRecord
from chassis.inbox import enter, mark_dead
from chassis.messaging import EventRouter, PoisonMessage, cause_in
from chassis.outbox import add_dead_letter, add_to_outbox
from chassis.postgres import RACES, TIMEOUTS
from chassis.rpc.errors import Unavailable
from chassis.units import Units

log = structlog.get_logger()

HANDLED = Counter("events_handled", "What became of events.", ["type", "result"])

W = TypeVar("W")

POLL = timedelta(milliseconds=500)
RETRY_PARKED = timedelta(milliseconds=100)
MAX_BACKOFF = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Subscription(Generic[W]):
    """What a service listens to, as which group, and for how long it is patient."""

    group: str
    topics: tuple[str, ...]
    router: EventRouter[W]
    patience: timedelta = timedelta(minutes=10)

    @property
    def dead_topic(self) -> str:
        """Where events go that could not be handled."""
        return dead_topic_of(self.group)

    @property
    def redrive_topic(self) -> str:
        """Where events are sent that this group shall take once more."""
        return redrive_topic_of(self.group)


class Consumer(threading.Thread, Generic[W]):
    """Reads the log and lets events take effect, until stopped."""

    def __init__(
        self, event_log: EventLog, subscription: Subscription[W], units: Units[W]
    ) -> None:
        super().__init__(name="consumer", daemon=True)
        self._log = event_log
        self._subscription = subscription
        self._units = units
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Finish the event at hand, then end."""
        self._stopping.set()
        self.join()

    @override
    def run(self) -> None:
        """Consume; when log or database are away, wait for them and go on."""
        while not self._stopping.is_set():
            try:
                self._consume()
            except (DomainError, psycopg.Error, OSError) as error:
                log.warning("events.delayed", error=str(error))
                self._stopping.wait(1)
            except Exception:  # a bug must not end the thread that everyone relies on
                log.exception("events.crashed")
                self._stopping.wait(1)

    def _consume(self) -> None:
        subscription = self._subscription
        reader = self._log.subscribe(
            subscription.group, [*subscription.topics, subscription.redrive_topic]
        )
        try:
            while not self._stopping.is_set():
                self.consume_batch(reader)
        finally:
            reader.close()

    def consume_batch(self, reader: LogConsumer) -> None:
        """Handle what the log has now, then what was parked and is due."""
        waiting = self._retry_parked()
        wanted = self._subscription.router.handles
        polled = reader.poll(RETRY_PARKED if waiting else POLL)
        records = [as_published(r) for r in polled if wanted(r.headers)]
        if records and not self._receive_at_once(records):
            for record in records:
                self.receive(record)
        reader.commit()

    def _receive_at_once(self, records: Sequence[LogRecord]) -> bool:
        """Let all take effect in one transaction: the usual case, and a cheap one.

        Returns False, with nothing changed, if one of them cannot.
        """
        try:
            handled = self._handle_all(records)
        except Unavailable as away:
            if isinstance(away.__cause__, TIMEOUTS):
                return False
            raise
        except Exception:  # noqa: BLE001 - each is met again, alone, and dealt with
            return False
        for record in handled:
            _note_handled(record)
        return True

    def _handle_all(self, records: Sequence[LogRecord]) -> list[LogRecord]:
        with self._units.transaction() as connection:
            fresh = enter(connection, records)
            stuck = _stuck_keys(connection, fresh)
            outgoing: list[LogRecord] = []
            handled = []
            for record in fresh:
                if (record.topic, record.key) in stuck:
                    _park(connection, record)
                    continue
                work = self._units.open(connection, cause_in(record), outgoing)
                self._subscription.router.handle(work, record)
                handled.append(record)
            add_to_outbox(connection, outgoing)
        return handled

    def receive(self, record: LogRecord) -> None:
        """Let one event take effect, unless it did before. Raises `Unavailable`."""
        if not self._subscription.router.handles(record.headers):
            return
        with self._units.transaction() as connection:
            if not enter(connection, [record]):
                return
            if _stuck_keys(connection, [record]):
                _park(connection, record)
            elif (reason := self._try(connection, record)) is not None:
                _park(connection, record)
                log.info("event.parked", **_words(record), reason=reason)

    def _try(self, connection: psycopg.Connection, record: LogRecord) -> str | None:
        """Handle it; return why it has to wait, or None if it is done with."""
        try:
            with connection.transaction():
                outgoing: list[LogRecord] = []
                work = self._units.open(connection, cause_in(record), outgoing)
                self._subscription.router.handle(work, record)
                add_to_outbox(connection, outgoing)
        except PoisonMessage as poison:
            self._bury(connection, record, str(poison))
        except (*RACES, *TIMEOUTS) as error:
            return f"The database gave up on it: {type(error).__name__}."
        except (Unavailable, psycopg.OperationalError, psycopg.InterfaceError):
            raise
        except DomainError as refusal:
            return str(refusal)
        except Exception as bug:
            log.exception("event.crashed", **_words(record))
            return f"Internal error: {type(bug).__name__}."
        else:
            _note_handled(record)
        return None

    def _retry_parked(self) -> int:
        """Try the first parked event of each key that is due; return how many wait."""
        with self._units.connection() as connection:
            heads = connection.execute(HEADS, (MAX_BACKOFF,)).fetchall()
        for position, is_due in heads:
            if is_due:
                self._retry(position)
        return len(heads)

    def _retry(self, position: int) -> None:
        with self._units.transaction() as connection:
            row = connection.execute(TAKE, (position,)).fetchone()
            if row is None:
                return
            *fields, attempts = row
            record = LogRecord(*fields)
            reason = self._try(connection, record)
            if reason is not None and waited(attempts) < self._subscription.patience:
                connection.execute(POSTPONE, (backoff(attempts), position))
                return
            if reason is not None:
                self._bury(connection, record, reason)
            connection.execute("DELETE FROM parked WHERE position = %s", (position,))

    def _bury(
        self, connection: psycopg.Connection, record: LogRecord, reason: str
    ) -> None:
        """Send it to the dead letters, as part of the same transaction."""
        deaths = mark_dead(connection, record)
        letter = dead_letter(record, self._subscription.group, reason, deaths)
        add_dead_letter(connection, letter)
        HANDLED.labels(record.headers.get("ce_type", ""), "dead").inc()
        log.error("event.dead_lettered", **_words(record), reason=reason)


HEADS = (
    "SELECT DISTINCT ON (topic, key) position,"
    " next_attempt_at NOT BETWEEN now() AND now() + %s"
    " FROM parked ORDER BY topic, key, position"
)
"""What is due later than it can be was postponed before the clock was put back."""

TAKE = (
    "SELECT topic, key, headers, value, attempts"
    " FROM parked WHERE position = %s FOR UPDATE SKIP LOCKED"
)

POSTPONE = (
    "UPDATE parked SET attempts = attempts + 1, next_attempt_at = now() + %s"
    " WHERE position = %s"
)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait before the next attempt: doubling, up to a limit."""
    doubled: timedelta = RETRY_PARKED * (1 << min(attempts, 10))
    return min(doubled, MAX_BACKOFF)


def waited(attempts: int) -> timedelta:
    """Return how long has been waited before this attempt, whatever clocks said."""
    return sum(map(backoff, range(attempts)), timedelta())


def _note_handled(record: LogRecord) -> None:
    HANDLED.labels(record.headers["ce_type"], "handled").inc()
    log.info("event.handled", **_words(record))


def _stuck_keys(
    connection: psycopg.Connection, records: Sequence[LogRecord]
) -> set[tuple[str, str]]:
    """Return the topics and keys for which an event waits already."""
    rows = connection.execute(
        "SELECT DISTINCT topic, key FROM parked WHERE key = ANY(%s)",
        ([record.key for record in records],),
    ).fetchall()
    ours = {(record.topic, record.key) for record in records}
    return {(topic, key) for topic, key in rows} & ours


def _park(connection: psycopg.Connection, record: LogRecord) -> None:
    connection.execute(
        "INSERT INTO parked (topic, key, headers, value) VALUES (%s, %s, %s, %s)",
        (record.topic, record.key, Jsonb(dict(record.headers)), record.value),
    )


def _words(record: LogRecord) -> dict[str, Any]:
    headers = record.headers
    return {
        "type": headers.get("ce_type"),
        "subject": headers.get("ce_subject"),
        "event_id": headers.get("ce_id"),
        "journey": headers.get("ce_journey"),
    }
