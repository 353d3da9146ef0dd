"""Checks to ask, and a place in memory to keep them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.checks import (
    ActiveCheck,
    Answer,
    Check,
    CheckActivated,
    CheckSeverity,
    Comparison,
    ExternalCheck,
    GuardrailAction,
    GuardrailTool,
    ReviewQuestion,
    Risk,
    Scope,
    Stage,
)
from chassis.checks.evaluation import ActiveChecks
from chassis.domain import Actor, Aggregate, DomainEvent, Query
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
COES = Actor("services/coes")
SNAPSHOTS = {Stage.IDEA_SUBMIT: IdeaSnapshot}


@dataclass(frozen=True, slots=True)
class Seen:
    """As much of a snapshot as these checks look at."""

    title: str = "Boxes"
    team: str = "teams/books"
    tags: tuple[str, ...] = ("boxes",)
    door_kinds: tuple[str, ...] = ("TWO_WAY",)


def check(**changes: Any) -> Check:
    """Return a check of ideas that have to have a title."""
    scope = Scope(Stage.IDEA_SUBMIT, **changes.pop("scope", {}))
    base = Check(
        mechanism="mechanisms/has-title",
        version=1,
        title="Has a title",
        owner_team="teams/books",
        scope=scope,
        severity=CheckSeverity.BLOCK,
        message="It has no title.",
        fix_hint="Give it one.",
        origin_coes=("coes/c1",),
        predicate='idea.title != ""',
    )
    return replace(base, **changes)


TOOLS: dict[str, dict[str, Any]] = {
    "predicate": {},
    "question": {
        "predicate": "",
        "question": ReviewQuestion(
            "Who?", "Ask.", "A name.", (Answer("a", "Me", Risk.HIGH),)
        ),
    },
    "guardrail": {
        "predicate": "",
        "guardrail": GuardrailTool(
            "returns", Comparison.AT_MOST, 0.25, 40, GuardrailAction.PAUSE
        ),
    },
    "external": {
        "predicate": "",
        "external": ExternalCheck("ci", "services/reviews", timedelta(days=1)),
    },
}
"""One check of each kind."""


class InMemory:
    """A repository of them."""

    def __init__(self) -> None:
        self.kept: dict[str, ActiveCheck] = {}
        self.events: list[DomainEvent] = []

    def get(self, aggregate_id: str, *, etag: str = "") -> ActiveCheck:
        return self.kept[aggregate_id]

    def find(self, aggregate_id: str) -> ActiveCheck | None:
        return self.kept.get(aggregate_id)

    def add(self, aggregate: ActiveCheck) -> ActiveCheck:
        return self.save(aggregate)

    def due(self, limit: int) -> list[ActiveCheck]:
        return []

    def page(self, query: Query) -> list[ActiveCheck]:
        return [
            copy
            for copy in self.kept.values()
            if {"stage": copy.stage, "state": copy.state} == query.equals
        ]

    def count(self, equals: Mapping[str, str]) -> int:
        return len(self.page(Query(equals, 0)))

    def save(self, aggregate: ActiveCheck) -> ActiveCheck:
        self.events += aggregate.events
        aggregate.events.clear()
        self.kept[aggregate.id] = aggregate
        return aggregate


@dataclass
class WorkInMemory:
    """A unit of work on them."""

    actor: Actor = COES
    now: datetime = NOON
    known: InMemory = field(default_factory=InMemory)
    new_id: Callable[[], str] = lambda: "new"

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        """Nobody listens."""

    @property
    def checks(self) -> ActiveChecks:
        """The checks that ideas has heard of."""
        return ActiveChecks(self, self.known, SNAPSHOTS, "services/ideas")

    @property
    def activated(self) -> list[tuple[str, int, bool]]:
        """What it has answered."""
        return [
            (event.mechanism, event.version, event.active)
            for event in self.known.events
            if isinstance(event, CheckActivated)
        ]
