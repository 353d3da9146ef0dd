"""No consumer stumbles over what a later version of a contract has added.

Each consumer of each service gets each event that it subscribes to, once as it is and
once for each thing that a later version may have added to it. What was added is never
poison, never an error, and never a reason to wait.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import psycopg
import pytest
from google.protobuf.descriptor import Descriptor
from google.protobuf.descriptor_pool import Default
from google.protobuf.message import Message

from chassis.domain import Actor, DomainError
from chassis.eventlog import LogRecord
from chassis.messaging import Envelope, EventRouter, PoisonMessage, cause_in
from chassis.outbox import add_to_outbox
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.service import Service
from chassis.units import Units
from day1.checks.v1.checks_pb2 import CheckChanged
from day1.reviews.v1.reviews_events_pb2 import ReviewDecided
from day1.reviews.v1.reviews_pb2 import ReviewOutcome
from deploy.postgres import EmbeddedPostgres
from monolith.bootstrap import SERVICES
from tests.contract.future import UNKNOWN_VALUE, changes, event, everything
from tests.unit.ideas.support import approved, experimenting, in_review, submitted

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
NOTHING = Envelope(
    id="event-1",
    type="",
    source="services/others",
    subject="ideas/i1",
    time=NOON,
    actor=Actor("people/ann", "teams/books"),
    journey="ideas/i1",
    causation_id="request-1",
    aggregate_version=1,
    data=b"",
)


def built() -> dict[str, Service[Any]]:
    """Return every service, as the monolith builds it."""
    made = [build(kind.model_construct()) for kind, build in SERVICES]
    return {service.name: service for service in made}


BUILT = built()


@cache
def router_of(name: str) -> EventRouter[Any]:
    """Return what a service does with events."""
    router: EventRouter[Any] = EventRouter()
    BUILT[name].subscribe(router)
    return router


def described_as(kind: str) -> Descriptor:
    """Return what describes the messages of this name."""
    found: Descriptor = Default().FindMessageTypeByName(kind)
    return found


def consumed() -> list[tuple[str, Descriptor]]:
    """Return each service with each type of event that it subscribes to."""
    return [
        (name, described_as(kind))
        for name in sorted(BUILT)
        for kind in router_of(name).types
    ]


CONSUMED = consumed()

IDEAS = {
    "ReviewOpened": submitted,
    "ReviewDecided": in_review,
    "ExperimentStarted": approved,
    "ExperimentAborted": experimenting,
    "ExperimentDecided": experimenting,
}
"""What `ideas` knows when an event of this type arrives."""


def before(name: str, kind: str) -> Iterator[Callable[[Any], None]]:
    """Yield what has happened in a service, so that this event is not too early."""
    if name == "ideas" and kind in IDEAS:
        yield lambda work: work.ideas.add(IDEAS[kind]())
    if name in {"reviews", "experiments"} and kind != "IdeaSubmitted":
        first = record_of(event(described_as("day1.ideas.v1.IdeaSubmitted")))
        yield lambda work: router_of(name).handle(work, first)


def record_of(message: Message) -> LogRecord:
    """Return an event as it comes from the log."""
    kind = message.DESCRIPTOR.full_name
    headers = {**NOTHING.to_record("", "").headers, "ce_type": kind}
    return LogRecord("topic", "i1", headers, message.SerializeToString())


@dataclass(frozen=True)
class Consumer:
    """What takes events in, and leaves no trace of them."""

    service: Service[Any]
    database: Database

    @contextmanager
    def rolled_back(self) -> Iterator[psycopg.Connection]:
        with (
            self.database.connection() as connection,
            connection.transaction(force_rollback=True),
        ):
            yield connection

    def outcome_of(self, message: Message) -> str:
        """Return what became of an event: "" if it took effect, or was ignored."""
        record, name = record_of(message), self.service.name
        units = Units(
            self.database,
            self.service.work_type,
            self.service.publisher,
            lambda: NOON,
            lambda: None,
        )
        try:
            with self.rolled_back() as connection:
                outgoing: list[LogRecord] = []
                work = units.open(connection, cause_in(record), outgoing)
                for happen in before(name, message.DESCRIPTOR.name):
                    happen(work)
                router_of(name).handle(work, record)
                add_to_outbox(connection, outgoing)
        except PoisonMessage as poison:
            return f"Poison: {poison}"
        except DomainError as refusal:
            return " ".join(violation.reason for violation in refusal.violations)
        except Exception as bug:  # noqa: BLE001 - every outcome is compared
            return f"{type(bug).__name__}: {bug}"
        return ""


@pytest.fixture(scope="module")
def consumer_of(postgres: EmbeddedPostgres) -> Iterator[Callable[[str], Consumer]]:
    databases: dict[str, Database] = {}

    def consumer(name: str) -> Consumer:
        service = BUILT[name]
        if name not in databases:
            url = postgres.create(f"future_{name}")
            migrate(url, CHASSIS_MIGRATIONS, service.migrations)
            databases[name] = Database(url)
        return Consumer(service, databases[name])

    yield consumer
    for database in databases.values():
        database.close()


@pytest.mark.parametrize(
    ("name", "described"),
    CONSUMED,
    ids=[f"{name} hears {described.name}" for name, described in CONSUMED],
)
def test_what_a_later_version_adds_to_an_event_stops_no_consumer(
    name: str, described: Descriptor, consumer_of: Callable[[str], Consumer]
) -> None:
    consumer = consumer_of(name)
    today = consumer.outcome_of(event(described))
    stumbled = {}
    for what, change in [*changes(described), everything(described)]:
        message = event(described)
        change(message)
        if (outcome := consumer.outcome_of(message)) not in {today, ""}:
            stumbled[what] = outcome

    assert (today, stumbled) == ("", {})


def test_every_value_field_and_arm_of_an_event_is_tried() -> None:
    described = described_as("day1.checks.v1.CheckChanged")
    tried = dict(changes(described))

    assert {
        "an unknown field",
        "an unknown field in check",
        "an unknown field in check.scope",
        "an unknown field in check.question.answers",
        "check.severity = 99",
        "check.scope.stage = 99",
        "check.question.answers.risk = 99",
        "an unknown arm of check.tool",
    } <= set(tried)
    message = CheckChanged.FromString(event(described).SerializeToString())
    tried["check.question.answers.risk = 99"](message)
    assert message.check.question.answers[0].risk == UNKNOWN_VALUE
    tried["an unknown arm of check.tool"](message)
    assert message.check.WhichOneof("tool") is None


def test_a_consumer_that_stumbles_is_noticed(
    consumer_of: Callable[[str], Consumer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_: Any, decided: ReviewDecided) -> None:
        ReviewOutcome.Name(decided.outcome)

    router: EventRouter[Any] = EventRouter()
    router.on(ReviewDecided, stumble)
    monkeypatch.setattr(f"{__name__}.router_of", lambda _: router)
    described = described_as("day1.reviews.v1.ReviewDecided")
    consumer, message = consumer_of("coes"), event(described)

    assert consumer.outcome_of(message) == ""
    dict(changes(described))["outcome = 99"](message)
    assert consumer.outcome_of(message).startswith("ValueError: ")
