"""A service small enough to see through: it notes every event in a table."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
from google.protobuf.wrappers_pb2 import StringValue

from chassis.consumer import Consumer, Subscription
from chassis.domain import Actor, RuleBroken, Violation
from chassis.eventlog import EventLog, LogRecord
from chassis.messaging import Envelope, EventRouter, PoisonMessage, Publisher
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.storage import Work
from chassis.units import Units

TOPIC = "notes.events.v1"
DEAD = "notes.dead.v1"
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
PATIENCE_SECONDS = 60.0

PUBLISHER = Publisher("services/notes", {TOPIC: "note"}, lambda *_: ())


def note(text: str, *, key: str = "a", event_id: str = "") -> LogRecord:
    """Return an event that says `text`."""
    message = StringValue(value=text)
    envelope = Envelope(
        id=event_id or f"{key}/{text}",
        type=message.DESCRIPTOR.full_name,
        source="services/notes",
        subject=f"notes/{key}",
        time=NOON,
        actor=Actor("people/ann", "teams/books"),
        journey=f"notes/{key}",
        causation_id="request-1",
        aggregate_version=1,
        data=message.SerializeToString(),
    )
    return envelope.to_record(TOPIC, key)


def prepared(url: str) -> Database:
    """Return a migrated database with a table for effects."""
    migrate(url, CHASSIS_MIGRATIONS)
    database = Database(url)
    with database.connection() as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS effects (position serial, text text NOT NULL)"
        )
    return database


def units_of(database: Database) -> Units[Work]:
    """Return units of work that publish nothing and wake nobody."""
    return Units(database, Work, PUBLISHER, lambda: NOON, lambda: None)


def write_down(work: Work, event: StringValue) -> None:
    """Note the event; one that follows another is refused until that one is there."""
    match event.value.split():
        case ["poison"]:
            raise PoisonMessage("Nobody can read this.")
        case ["slow"]:
            work.connection.execute("SET LOCAL statement_timeout = 20")
            work.connection.execute("SELECT pg_sleep(5)")
        case ["bug"]:
            raise ZeroDivisionError
        case [_, "after", earlier] if earlier not in effects(work.connection):
            text = f"{earlier} has not happened yet."
            raise RuleBroken(Violation("TOO_EARLY", earlier, text))
    statement = "INSERT INTO effects (text) VALUES (%s)"
    work.connection.execute(statement, (event.value.split()[0],))


def effects(connection: psycopg.Connection) -> list[str]:
    """Return what took effect so far, in order."""
    rows = connection.execute("SELECT text FROM effects ORDER BY position")
    return [text for (text,) in rows]


def happened(database: Database) -> list[str]:
    """Return what took effect so far, in order, and as often as it did."""
    with database.connection() as connection:
        return effects(connection)


def consumer_of(
    database: Database, log: EventLog, *, patience: timedelta = timedelta(minutes=10)
) -> Consumer[Work]:
    """Return a consumer that notes every event."""
    router: EventRouter[Work] = EventRouter()
    router.on(StringValue, write_down)
    subscription = Subscription("notes", (TOPIC,), router, patience)
    return Consumer(log, subscription, units_of(database))


def eventually(is_true: Callable[[], bool], what: str) -> None:
    """Wait until it is true; fail when patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.02)
