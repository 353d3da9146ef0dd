"""A service about kettles: they boil when their time has come, and are checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

from google.protobuf.wrappers_pb2 import StringValue
from typing_extensions import override

import chassis.checks.storage
from chassis.checks import CheckEvaluated, Stage
from chassis.checks.evaluation import ActiveChecks
from chassis.checks.messaging import to_message
from chassis.checks.storage import checks_in
from chassis.domain import Actor, Aggregate, DomainEvent, Transitions
from chassis.messaging import Publication, Publisher
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.storage import Aggregates, Table, Work
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot

TOPIC = "kettles.events.v1"
SNAPSHOTS = {Stage.IDEA_SUBMIT: IdeaSnapshot}


class KettleState(StrEnum):
    """How far a kettle is."""

    HEATING = "HEATING"
    BOILING = "BOILING"


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleFilled(DomainEvent):
    """Somebody wants tea."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleBoiled(DomainEvent):
    """Tea can be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleLabelled(DomainEvent):
    """Whose it is, or what is in it."""


@dataclass(slots=True, kw_only=True)
class Kettle(Aggregate):
    """Boils a while after it was filled.

    Attributes:
        kitchen: Where it stands, for ever.
        owner: The only one who may see it; empty for everybody.
    """

    COLLECTION: ClassVar[str] = "kettles"
    TRANSITIONS: ClassVar[Transitions] = {
        (KettleState.HEATING, KettleFilled): KettleState.HEATING,
        (KettleState.HEATING, KettleLabelled): KettleState.HEATING,
        (KettleState.HEATING, KettleBoiled): KettleState.BOILING,
    }

    state: KettleState = KettleState.HEATING
    boils_at: datetime
    kitchen: str = ""
    owner: str = ""
    title: str = "none"

    @property
    @override
    def wake_at(self) -> datetime | None:
        return self.boils_at if self.state == KettleState.HEATING else None

    def put_title(self, title: str, *, by: Actor, at: datetime) -> None:
        """Change its title."""
        self.record(KettleLabelled(at=at), by=by)
        self.title = title

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        self.record(KettleBoiled(at=at), by=by)


KETTLES = Table(
    Kettle,
    columns={
        "wake_at": lambda kettle: kettle.wake_at,
        "state": lambda kettle: kettle.state,
        "kitchen": lambda kettle: kettle.kitchen,
        "owner": lambda kettle: kettle.owner,
    },
    visible="owner IN ('', %(viewer)s)",
    was_visible="owner = 'people/thief'",
)

TABLE = """
    CREATE TABLE IF NOT EXISTS kettles (
        id text PRIMARY KEY,
        version bigint NOT NULL,
        created_at timestamptz NOT NULL,
        changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        wake_at timestamptz,
        state text NOT NULL,
        kitchen text NOT NULL,
        owner text NOT NULL,
        body jsonb NOT NULL
    );
    CREATE INDEX IF NOT EXISTS kettles_by_change ON kettles (changed_in, id)
"""


def documented_sql() -> str:
    """Return what services are told to have in a migration."""
    doc = chassis.checks.storage.__doc__ or ""
    start = doc.index("CREATE TABLE")
    return doc[start : doc.index("and in its unit of work")]


def prepared(url: str) -> Database:
    """Return a database with these tables."""
    migrate(url, CHASSIS_MIGRATIONS)
    database = Database(url)
    with database.connection() as connection:
        connection.execute(TABLE)
        connection.execute(documented_sql().encode())
    return database


def publications(aggregate: Aggregate, event: DomainEvent) -> Iterable[Publication]:
    """Publish checks in their own words, and of kettles the name of the event."""
    if isinstance(event, CheckEvaluated):
        yield Publication(TOPIC, aggregate.id, to_message(event))
    elif isinstance(event, KettleBoiled | KettleFilled):
        message = StringValue(value=type(event).__name__)
        yield Publication(TOPIC, aggregate.id, message)


PUBLISHER = Publisher("services/kettles", {TOPIC: "kettle"}, publications)


class KettlesWork(Work):
    """A unit of work on kettles."""

    @cached_property
    def kettles(self) -> Aggregates[Kettle]:
        """All kettles."""
        return Aggregates(KETTLES, self)

    @cached_property
    def checks(self) -> ActiveChecks:
        """What was heard of checks."""
        return checks_in(self, SNAPSHOTS)


def fill(work: KettlesWork, kettle_id: str, after: timedelta, **fields: Any) -> Kettle:
    """Put one on."""
    kettle = Kettle(
        id=kettle_id,
        created_at=work.now,
        updated_at=work.now,
        boils_at=work.now + after,
        **fields,
    )
    kettle.record(KettleFilled(at=work.now), by=work.actor)
    return work.kettles.add(kettle)


def wake_due(work: KettlesWork) -> int:
    """Let those boil whose time has come."""
    due = work.kettles.due(limit=2)
    for kettle in due:
        kettle.wake(by=work.actor, at=work.now)
        work.kettles.save(kettle)
    return len(due)
