"""Builders of experiments in each of their states, and a world kept in memory."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, Generic, TypeVar

import pytest

from chassis.checks import (
    ActiveCheck,
    Aggregation,
    Check,
    CheckSeverity,
    Comparison,
    DoorKind,
    GuardrailAction,
    GuardrailTool,
    Scope,
    Stage,
)
from chassis.checks.evaluation import ActiveChecks
from chassis.domain import (
    Actor,
    Aggregate,
    AlreadyExists,
    Change,
    ChangeQuery,
    Conflict,
    DomainError,
    DomainEvent,
    NotFound,
    Query,
    Violation,
)
from chassis.labels import Label
from chassis.money import Money
from services.experiments import statistics
from services.experiments.application.measuring import health_of
from services.experiments.domain.approval import Approval, ApprovedDoor
from services.experiments.domain.circumstances import Circumstances
from services.experiments.domain.decision import Call, Evidence
from services.experiments.domain.design import (
    Arm,
    Condition,
    DecisionRule,
    Design,
    Direction,
    Figure,
    Guardrail,
    Hypothesis,
    Metric,
    MetricKind,
    RequiredInput,
    Severity,
    Survey,
)
from services.experiments.domain.events import CleanUpResult
from services.experiments.domain.experiment import Experiment, quotes
from services.experiments.domain.health import Health
from services.experiments.domain.inference import Interval, SampleRatio
from services.experiments.domain.known import IdeaState, KnownCoe, KnownIdea
from services.experiments.domain.library import Metric as LibraryMetric
from services.experiments.domain.look import Look
from services.experiments.domain.policy import Policy
from services.experiments.domain.results import (
    EXPOSURES,
    LOSSES,
    Effect,
    Loss,
    Outcome,
    Results,
    Tally,
)
from services.experiments.domain.verdicts import Verdict
from services.experiments.storage.postgres import SNAPSHOTS

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
MIA = Actor("people/mia", "teams/stores")
"""Neither owner nor leader."""
COES = Actor("services/coes")

CONTROL, GREEN, BLUE = Arm("old", 1, control=True), Arm("green", 1), Arm("blue", 2)
RETURNS = Guardrail(
    "returns",
    Comparison.AT_MOST,
    0.25,
    4,
    Severity.HIGH,
    aggregation=Aggregation.CONVERSION,
)
SPEED = Guardrail(
    "speed",
    Comparison.AT_LEAST,
    10.0,
    2,
    Severity.LOW,
    aggregation=Aggregation.MEAN,
)


SCALE = Condition(Figure.LOWER_BOUND, 0.1, guardrails_green=True)
PIVOT = Condition(Figure.DIFFERENCE, new_needs=1)
RULE = DecisionRule("fits rises by 0.1", "fits rises", SCALE, PIVOT)
"""A rule that computes."""

FITS = Metric(
    "fits",
    MetricKind.OUTCOME,
    Direction.UP,
    Aggregation.CONVERSION,
    baseline=0.8,
    target_effect=0.1,
)

HAPPY = Metric(
    "happy",
    MetricKind.SURVEY_PROXY,
    Direction.UP,
    Aggregation.MEAN,
    baseline=4.0,
    target_effect=0.5,
    standard_deviation=1.25,
    horizon_days=7,
    window="the week after",
    survey=Survey("Are you happy?", "parents", 300, "e-mail"),
)


def usd(amount: float) -> Money:
    """Return an amount in dollars."""
    return Money.of("USD", amount)


def whole(**changes: Any) -> Design:
    """Return a design that leaves nothing out, and may start."""
    everything: dict[str, Any] = {
        "supporting": True,
        "unit_kind": "customer",
        "salt": "boxes-1",
        "exposure_share_steps": (0.01, 0.05, 0.25, 0.5),
        "exposure_cap_units": 5000,
        "secondary_metrics": (HAPPY,),
        "min_runtime": timedelta(hours=1),
        "max_runtime": timedelta(days=14),
        "patience_until_time": NOON + timedelta(days=7),
        "required_inputs": (RequiredInput("weight", "control"),),
        "treatment_reads": ("weight",),
        "tags": ("boxes",),
        "tested_doors": ("price",),
        "decision_rule": RULE,
        "power": 0.9,
    }
    return design(**{**everything, **changes})


def design(**changes: Any) -> Design:
    """Return a design that may start."""
    return replace(
        Design(
            title="Boxes by weight",
            hypothesis=Hypothesis("use weight", "parents", "return less", "it fits"),
            win_probability=0.3,
            arms=(CONTROL, GREEN, BLUE),
            exposure_share=0.5,
            exposure_share_steps=(0.01, 0.05, 0.25, 0.5),
            primary_metric=FITS,
            guardrails=(RETURNS, SPEED),
            loss_cap=usd(1000),
            kill_switch="Turn the flag off.",
            decision_rule=RULE,
            min_units_per_arm=2,
        ),
        **changes,
    )


def known_idea(**changes: Any) -> KnownIdea:
    """Return what we know of an idea with an approval like this."""
    doors = (
        *map(two_way, ("price", "look")),
        *map(one_way, changes.pop("one_way", ())),
    )
    approval = Approval("1.2", "reviews/r1", LEO.name, usd(1000), doors)
    return KnownIdea(
        id="i1",
        title="Auto-sizing",
        team="teams/family",
        tags=("family",),
        currency_code=changes.pop("currency_code", "USD"),
        review="reviews/r1",
        state=changes.pop("state", IdeaState.APPROVED),
        approval=replace(approval, **changes),
        created_at=NOON,
        updated_at=NOON,
    )


def one_way(door: str) -> ApprovedDoor:
    """Return a door that has no way back."""
    return ApprovedDoor(door, DoorKind.ONE_WAY)


def two_way(door: str) -> ApprovedDoor:
    """Return a door that has a way back."""
    return ApprovedDoor(door, DoorKind.TWO_WAY)


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
    begin(experiment, **changes)
    return experiment


def begin(
    experiment: Experiment, at: datetime = NOON, by: Actor = CARA, **changes: Any
) -> None:
    """Start it on an idea like this."""
    experiment.start(circumstances(**changes), by=by, at=at, policy=POLICY)


def circumstances(**changes: Any) -> Circumstances:
    """Return what a start depends on: an idea like this, and two units per arm."""
    return Circumstances(known_idea(**changes), required_units=2)


def resume(
    experiment: Experiment,
    coes: Sequence[Label] = (),
    results: Results | None = None,
    at: datetime = LATER,
    by: Actor = CARA,
    **changes: Any,
) -> None:
    """Resume it on an idea like this."""
    world, found = circumstances(**changes), results or Results()
    experiment.resume("Fixed.", world, coes, found, by=by, at=at, policy=POLICY)


def abort(  # noqa: PLR0913, PLR0917 - what speaks for it and against it
    experiment: Experiment,
    reason: str = "Supplier gone.",
    health: Health | None = None,
    coes: Sequence[Label] = (),
    at: datetime = NOON,
    by: Actor = DAN,
    **changes: Any,
) -> None:
    """Abort it on an idea like this; nothing can be read unless said otherwise."""
    world = replace(circumstances(**changes), open_coes=coes)
    found = health or Health()
    experiment.abort(reason, world, found, by=by, at=at, policy=POLICY)


def health_at(experiment: Experiment, results: Results) -> Health:
    """Return what the statistics say of these results."""
    return health_of(experiment, results, statistics, POLICY)


def watch(
    experiment: Experiment, results: Results, at: datetime = LATER, by: Actor = DAN
) -> None:
    """Let it act on these results."""
    experiment.watch(health_at(experiment, results), by=by, at=at)


def decide(
    experiment: Experiment,
    said: Call | None = None,
    evidence: Evidence | None = None,
    at: datetime = LATER,
    by: Actor = LEO,
) -> None:
    """Decide it."""
    experiment.decide(said or call(), evidence or seen(), by=by, at=at, policy=POLICY)


def ramp(  # noqa: PLR0913, PLR0917 - what speaks for it and against it
    experiment: Experiment,
    share: float | None = None,
    health: Health | None = None,
    coes: Sequence[Label] = (),
    by: Actor = CARA,
    at: datetime = LATER,
) -> None:
    """Ramp it."""
    found = health or Health()
    experiment.ramp(share, found, coes, by=by, at=at, policy=POLICY)


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
    abort(experiment)
    return experiment


def decided() -> Experiment:
    experiment = analyzing()
    decide(experiment, evidence=seen(effects=(gain(),)))
    return experiment


def cancelled() -> Experiment:
    experiment = draft()
    experiment.cancel("No time.", by=CARA, at=NOON)
    return experiment


def tidied() -> Experiment:
    """Return one that leaves nothing out, decided against its rule and cleaned up."""
    experiment = ready()
    experiment.design = whole()
    begin(experiment)
    experiment.injected = (replace(RETURNS, from_mechanism="mechanisms/m1"),)
    experiment.stop(by=CARA, at=NOON + timedelta(hours=2))
    experiment.back(Verdict.PIVOT, "Parents asked for it.", by=MIA, at=LATER)
    said = call(Verdict.PIVOT, reason="Parents asked.", new_needs=("By weight.",))
    decide(experiment, said, seen(effects=(gain(),)))
    experiment.tidy(CleanUpResult.DISCARDED, "The flag is gone.", by=CARA, at=LATER)
    return experiment


def call(verdict: Verdict = Verdict.SCALE, **changes: Any) -> Call:
    """Return what the leader says."""
    return replace(Call(verdict, "Weight beats age."), **changes)


def gain(low: float = 0.2, **changes: Any) -> Effect:
    """Return an effect on the primary metric that is known."""
    known = effect("fits", low, low + 0.1, low + 0.2)
    return replace(known, **changes)


def effect(metric: str, low: float, difference: float, high: float) -> Effect:
    """Return an effect of the green treatment that is known."""
    return Effect(metric, "green", 40, difference, Interval(low, high), 0.01)


def unknown(found: Effect) -> Effect:
    """Return the effect as it is while too little is known."""
    return replace(found, difference=None, interval=None, p_value=None)


def seen(results: Results | None = None, **changes: Any) -> Evidence:
    """Return evidence from enough units; more of it as asked."""
    ratio = changes.pop("ratio", SampleRatio())
    readings = changes.pop("readings", ())
    health = Health(readings, ratio, enough() if results is None else results)
    return Evidence(health, **changes)


def exposed(**units: int) -> Results:
    """Return so many exposed units in each arm."""
    return Results(
        tuple(Tally(arm, EXPOSURES, n, Decimal(0)) for arm, n in units.items())
    )


def enough() -> Results:
    """Return as many units as are needed, with outcomes of the primary metric."""
    fits = outcomes("fits", old=[1, 0], green=[1, 1], blue=[1, 1])
    return both(exposed(old=2, green=2, blue=2), fits)


def both(*found: Results) -> Results:
    """Return all these tallies together."""
    return Results(tuple(tally for each in found for tally in each.tallies))


def outcomes(metric: str, **values: Sequence[float]) -> Results:
    """Return these values in each arm."""
    return Results(tuple(tally(arm, metric, *each) for arm, each in values.items()))


def lost(**amounts: float) -> Results:
    """Return these losses of one unit in each arm, in dollars."""
    nanos = {arm: Decimal(usd(each).total_nanos) for arm, each in amounts.items()}
    return Results(tuple(Tally(arm, LOSSES, 1, each) for arm, each in nanos.items()))


def tally(arm: str, metric: str, *values: float) -> Tally:
    """Return the tally of these values."""
    exact = [Decimal(str(value)) for value in values]
    squares = sum((value * value for value in exact), Decimal())
    return Tally(arm, metric, len(exact), sum(exact, Decimal()), squares)


def check(**changes: Any) -> Check:
    """Return a mechanism: what a treatment reads has to be declared."""
    base = Check(
        mechanism="mechanisms/declare-inputs",
        version=1,
        title="Declare inputs",
        owner_team="teams/platform",
        scope=Scope(changes.pop("stage", Stage.EXPERIMENT_START)),
        severity=CheckSeverity.BLOCK,
        message="The treatment reads what it does not declare.",
        fix_hint="Add it to required_inputs with fallback control.",
        origin_coes=("coes/c1",),
        predicate="experiment.treatment_reads.all(a, "
        "experiment.required_inputs.exists(i, i.name == a && i.fallback == 'control'))",
    )
    return replace(base, **changes)


def guarding(**changes: Any) -> Check:
    """Return a mechanism that brings a guardrail along."""
    tool = GuardrailTool(
        "mischarge", Comparison.AT_MOST, 0.001, 100, GuardrailAction.PAUSE
    )
    return check(mechanism="mechanisms/m2", predicate="", guardrail=tool, **changes)


def reasons_of(act: Callable[[], object], refusal: type[DomainError]) -> list[str]:
    """Return the reasons of the refusal that the act meets."""
    with pytest.raises(refusal) as refused:
        act()
    return [violation.reason for violation in refused.value.violations]


A = TypeVar("A", bound=Aggregate)


@dataclass
class Kept(Generic[A]):
    """Aggregates kept in memory, and what was published of them."""

    columns: Callable[[A], Mapping[str, str | bool]] = lambda _: {}
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
        if aggregate.id in self.kept:
            raise AlreadyExists(Violation("EXISTS", aggregate.id, "It is there."))
        self.kept[aggregate.id] = aggregate
        return self._publish(aggregate)

    def page(self, query: Query) -> list[A]:
        found = [
            aggregate
            for aggregate in self.kept.values()
            if query.equals.items() <= self.columns(aggregate).items()
        ]
        newest = sorted(found, key=_age, reverse=True)
        after = [each for each in newest if not query.after or _age(each) < query.after]
        return after[: query.limit]

    def count(self, equals: Mapping[str, str | bool]) -> int:
        return len(self.page(Query(equals, limit=len(self.kept))))

    def horizon(self) -> tuple[str, str]:
        raise NotImplementedError

    def changes(self, query: ChangeQuery) -> list[Change[A]]:
        raise NotImplementedError

    def due(self, limit: int) -> list[A]:
        waits = [each for each in self.kept.values() if each.wake_at is not None]
        return waits[:limit]

    def save(self, aggregate: A) -> A:
        return self._publish(aggregate) if aggregate.events else aggregate

    def _publish(self, aggregate: A) -> A:
        aggregate.version += 1
        self.published += aggregate.events
        aggregate.events.clear()
        return aggregate


class KeptExperiments(Kept[Experiment]):
    """Experiments kept in memory."""

    def quoting(self, mechanism: str) -> Iterator[Experiment]:
        return iter(
            each
            for each in self.kept.values()
            if any(quotes(warning, mechanism) for warning in each.warnings)
        )


def _age(aggregate: Aggregate) -> tuple[datetime, str]:
    return aggregate.created_at, aggregate.id


@dataclass
class Counted:
    """Measurements kept in memory, counted anew each time."""

    arms: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], float] = field(default_factory=dict)
    losses: dict[str, Money] = field(default_factory=dict)

    def add_exposures(
        self,
        experiment_id: str,
        arms: Mapping[str, str],
        at: datetime,
        *,
        limit: int | None = None,
    ) -> tuple[int, int]:
        new = [unit for unit in arms if unit not in self.arms]
        self.arms |= {unit: arms[unit] for unit in new[:limit]}
        return len(new[:limit]), len(new) - len(new[:limit])

    def add_outcomes(
        self,
        experiment_id: str,
        outcomes: Sequence[Outcome],
        losses: Sequence[Loss] = (),
        at: datetime = NOON,
    ) -> tuple[int, int]:
        before = len(self.values) + len(self.losses)
        units = [*(one.unit for one in outcomes), *(one.unit for one in losses)]
        strangers = [unit for unit in units if unit not in self.arms]
        for outcome in outcomes:
            if outcome.unit in self.arms:
                self.values.setdefault((outcome.unit, outcome.metric), outcome.value)
        for loss in losses:
            if loss.unit in self.arms:
                self.losses.setdefault(loss.unit, loss.amount)
        return len(self.values) + len(self.losses) - before, len(strangers)

    def results(self, experiment_id: str) -> Results:
        units = [Tally(arm, EXPOSURES, 1, Decimal(0)) for arm in self.arms.values()]
        values = [
            tally(self.arms[unit], metric, value)
            for (unit, metric), value in self.values.items()
        ]
        losses = [
            Tally(self.arms[unit], LOSSES, 1, Decimal(amount.total_nanos))
            for unit, amount in self.losses.items()
        ]
        return Results(tuple(units + values + losses))


@dataclass
class Memory:
    """A unit of work on a world that is kept in memory."""

    actor: Actor = CARA
    now: datetime = NOON
    ids: Any = field(default_factory=lambda: count(1))
    experiments: KeptExperiments = field(
        default_factory=lambda: KeptExperiments(
            lambda e: {
                "idea": e.idea,
                "is_open": e.holds_idea,
                "state": e.state,
            }
        )
    )
    known_ideas: Kept[KnownIdea] = field(default_factory=Kept)
    known_coes: Kept[KnownCoe] = field(
        default_factory=lambda: Kept(
            lambda coe: {"experiment": coe.experiment, "state": coe.state}
        )
    )
    metrics: Kept[LibraryMetric] = field(
        default_factory=lambda: Kept(lambda metric: {"id": metric.id})
    )
    looks: Kept[Look] = field(
        default_factory=lambda: Kept(lambda look: {"experiment": look.experiment})
    )
    known_checks: Kept[ActiveCheck] = field(
        default_factory=lambda: Kept(
            lambda copy: {"stage": copy.stage, "state": copy.state}
        )
    )
    measurements: Counted = field(default_factory=Counted)
    attested: list[DomainEvent] = field(default_factory=list)

    @property
    def checks(self) -> ActiveChecks:
        return ActiveChecks(self, self.known_checks, SNAPSHOTS, "services/experiments")

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        self.attested += events

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
