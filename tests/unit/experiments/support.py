"""Builders of experiments in each of their states, and a world kept in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any, Generic, TypeVar

import pytest

from chassis.domain import (
    Actor,
    Aggregate,
    Conflict,
    DomainError,
    NotFound,
    Query,
    Violation,
)
from services.experiments.domain.design import (
    Arm,
    Comparison,
    DecisionRule,
    Design,
    Direction,
    Guardrail,
    Hypothesis,
    Metric,
    MetricKind,
    Severity,
)
from services.experiments.domain.events import Verdict
from services.experiments.domain.experiment import Decision, Experiment
from services.experiments.domain.known import Approval, IdeaState, KnownCoe, KnownIdea
from services.experiments.domain.results import EXPOSURES, Outcome, Results, Tally
from services.experiments.domain.rules import Policy

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)
POLICY = Policy()

CARA = Actor("people/cara", "teams/family")
"""The owner."""
DAN = Actor("people/dan", "teams/family")
"""On the team."""
LEO = Actor("people/leo", "teams/books")
"""The leader, from the approval."""
SAM = Actor("people/sam", "teams/devices")
"""A stranger."""
COES = Actor("services/coes")

CONTROL, GREEN, BLUE = Arm("old", 1, control=True), Arm("green", 1), Arm("blue", 2)
RETURNS = Guardrail("returns", Comparison.AT_MOST, 0.25, 4, Severity.HIGH)
SPEED = Guardrail("speed", Comparison.AT_LEAST, 10.0, 2, Severity.LOW)


def design(**changes: Any) -> Design:
    """Return a design that may start."""
    return replace(
        Design(
            title="Boxes by weight",
            hypothesis=Hypothesis("use weight", "parents", "return less", "it fits"),
            win_probability=0.3,
            arms=(CONTROL, GREEN, BLUE),
            exposure_percent=50,
            primary_metric=Metric("fits", MetricKind.OUTCOME, Direction.UP, 0.8, 0.1),
            guardrails=(RETURNS, SPEED),
            loss_cap_usd=1000,
            kill_switch="Turn the flag off.",
            decision_rule=DecisionRule("fits rises by 0.1", "fits rises at all"),
            min_units_per_arm=2,
        ),
        **changes,
    )


def known_idea(**changes: Any) -> KnownIdea:
    """Return what we know of an idea with an approval like this."""
    approval = Approval("1.2", "reviews/r1", LEO.name, (), 1000)
    return KnownIdea(
        id="i1",
        title="Auto-sizing",
        team="teams/family",
        state=changes.pop("state", IdeaState.APPROVED),
        approval=replace(approval, **changes),
        created_at=NOON,
        updated_at=NOON,
    )


def draft(**changes: Any) -> Experiment:
    """Return a draft whose kill switch was not tried."""
    return Experiment.create("x1", known_idea(), design(**changes), by=CARA, at=NOON)


def ready(**changes: Any) -> Experiment:
    """Return a draft that may start."""
    experiment = draft(**changes)
    experiment.kill_switch_verified_at = NOON
    return experiment


def start(experiment: Experiment, **changes: Any) -> Experiment:
    """Start it on an idea like this."""
    experiment.start(known_idea(**changes), "", by=CARA, at=NOON, policy=POLICY)
    return experiment


def running(**changes: Any) -> Experiment:
    return start(ready(**changes))


def paused() -> Experiment:
    experiment = running()
    experiment.pause("Too many calls.", by=DAN, at=NOON)
    return experiment


def analyzing() -> Experiment:
    experiment = running()
    experiment.stop(by=CARA, at=NOON)
    return experiment


def aborted() -> Experiment:
    experiment = running()
    experiment.abort("Supplier gone.", by=DAN, at=NOON)
    return experiment


def decided() -> Experiment:
    experiment = analyzing()
    experiment.decide(decision(), enough(), [], by=LEO)
    return experiment


def decision(learning: str = "Weight beats age.") -> Decision:
    return Decision(Verdict.SCALE, learning, LEO.name, LATER)


def exposed(**units: int) -> Results:
    """Return so many exposed units in each arm."""
    return Results(
        tuple(Tally(arm, EXPOSURES, n, Decimal(0)) for arm, n in units.items())
    )


def enough() -> Results:
    return exposed(old=2, green=2, blue=2)


def outcomes(metric: str, **values: Sequence[float]) -> Results:
    """Return these values in each arm."""
    return Results(
        tuple(
            Tally(arm, metric, len(each), sum(map(Decimal, map(str, each)), Decimal()))
            for arm, each in values.items()
        )
    )


def reasons_of(act: Callable[[], object], refusal: type[DomainError]) -> list[str]:
    """Return the reasons of the refusal that the act meets."""
    with pytest.raises(refusal) as refused:
        act()
    return [violation.reason for violation in refused.value.violations]


A = TypeVar("A", bound=Aggregate)


@dataclass
class Kept(Generic[A]):
    """Aggregates kept in memory, and what was published of them."""

    columns: Callable[[A], Mapping[str, str]] = lambda _: {}
    kept: dict[str, A] = field(default_factory=dict)
    published: list[object] = field(default_factory=list)

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        if (found := self.find(aggregate_id)) is None:
            raise NotFound(Violation("NOT_FOUND", aggregate_id, "None."))
        if etag and etag != str(found.version):
            raise Conflict(Violation("ETAG_MISMATCH", aggregate_id, "Changed."))
        return found

    def find(self, aggregate_id: str) -> A | None:
        return self.kept.get(aggregate_id)

    def add(self, aggregate: A) -> A:
        assert aggregate.id not in self.kept
        self.kept[aggregate.id] = aggregate
        return self._publish(aggregate)

    def page(self, query: Query) -> list[A]:
        found = [
            aggregate
            for aggregate in self.kept.values()
            if query.equals.items() <= self.columns(aggregate).items()
        ]
        return found[: query.limit]

    def save(self, aggregate: A) -> A:
        return self._publish(aggregate) if aggregate.events else aggregate

    def _publish(self, aggregate: A) -> A:
        aggregate.version += 1
        self.published += aggregate.events
        aggregate.events.clear()
        return aggregate


@dataclass
class Counted:
    """Measurements kept in memory, counted anew each time."""

    arms: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], float] = field(default_factory=dict)

    def add_exposures(
        self, experiment_id: str, arms: Mapping[str, str], at: datetime
    ) -> int:
        before = len(self.arms)
        self.arms |= arms
        return len(self.arms) - before

    def add_outcomes(
        self, experiment_id: str, outcomes: Sequence[Outcome], at: datetime
    ) -> int:
        before = len(self.values)
        for outcome in outcomes:
            if outcome.unit in self.arms:
                self.values.setdefault((outcome.unit, outcome.metric), outcome.value)
        return len(self.values) - before

    def results(self, experiment_id: str) -> Results:
        units = [Tally(arm, EXPOSURES, 1, Decimal(0)) for arm in self.arms.values()]
        values = [
            Tally(self.arms[unit], metric, 1, Decimal(str(value)))
            for (unit, metric), value in self.values.items()
        ]
        return Results(tuple(units + values))


@dataclass
class Memory:
    """A unit of work on a world that is kept in memory."""

    actor: Actor = CARA
    now: datetime = NOON
    ids: Any = field(default_factory=lambda: count(1))
    experiments: Kept[Experiment] = field(
        default_factory=lambda: Kept(
            lambda e: {"idea": e.idea, "is_open": str(e.is_open).lower()}
        )
    )
    known_ideas: Kept[KnownIdea] = field(default_factory=Kept)
    known_coes: Kept[KnownCoe] = field(
        default_factory=lambda: Kept(
            lambda coe: {"experiment": coe.experiment, "state": coe.state}
        )
    )
    measurements: Counted = field(default_factory=Counted)

    def new_id(self) -> str:
        return f"new{next(self.ids)}"


def world(*experiments: Experiment, by: Actor = CARA, at: datetime = NOON) -> Memory:
    """Return a world with an approved idea and these experiments."""
    work = Memory(actor=by, now=at)
    work.known_ideas.add(known_idea())
    for experiment in experiments:
        work.experiments.add(experiment)
    work.experiments.published.clear()
    return work
