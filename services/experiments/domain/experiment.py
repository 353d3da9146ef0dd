"""The experiment: one trial of one idea, on few customers, under a frozen design."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import (
    Actor,
    Aggregate,
    Conflict,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    refuse,
    reject,
)

from . import events, rules, start_rules
from .assignment import Assignment, assign
from .design import Design, Guardrail, Severity
from .events import Verdict
from .known import KnownIdea
from .results import Results
from .rules import Policy


class ExperimentState(StrEnum):
    """Where an experiment is in its life."""

    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    ANALYZING = "ANALYZING"
    ABORTED = "ABORTED"
    DECIDED = "DECIDED"


S = ExperimentState

TRANSITIONS: Transitions = {
    (S.DRAFT, events.ExperimentUpdated): S.DRAFT,
    (S.DRAFT, events.KillSwitchVerified): S.DRAFT,
    (S.DRAFT, events.ExperimentStarted): S.RUNNING,
    (S.RUNNING, events.ExperimentGuardrailBreached): S.RUNNING,
    (S.RUNNING, events.ExperimentPaused): S.PAUSED,
    (S.RUNNING, events.ExperimentStopped): S.ANALYZING,
    (S.RUNNING, events.ExperimentAborted): S.ABORTED,
    (S.PAUSED, events.ExperimentResumed): S.RUNNING,
    (S.PAUSED, events.ExperimentStopped): S.ANALYZING,
    (S.PAUSED, events.ExperimentAborted): S.ABORTED,
    (S.ANALYZING, events.ExperimentAborted): S.ABORTED,
    (S.ANALYZING, events.ExperimentDecided): S.DECIDED,
}
"""Every move there is. What is not in this table cannot happen."""

OPEN_STATES = frozenset({S.RUNNING, S.PAUSED, S.ANALYZING})
"""Where outcomes come in, and no other experiment on the idea may start."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an experiment decided."""

    verdict: Verdict
    learning: str
    decider: str
    decide_time: datetime


@dataclass(slots=True, kw_only=True)
class Experiment(Aggregate):
    """One trial of one idea, and the aggregate root of this service.

    Attributes:
        idea: Name of the idea it tries.
        leader: Who decides it; fixed by the start, empty before.
        starts: How often it was started or resumed.
        started_at: When that last happened.
        pause_cause: Why it is paused; empty otherwise.
        awaits_coe: Whether a grave breach has not led to a COE yet, as far as we know.
    """

    COLLECTION: ClassVar[str] = "experiments"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS

    idea: str
    design: Design
    owner: str
    team: str
    state: ExperimentState = ExperimentState.DRAFT
    leader: str = ""
    kill_switch_verified_at: datetime | None = None
    starts: int = 0
    started_at: datetime | None = None
    pause_cause: str = ""
    awaits_coe: bool = False
    decision: Decision | None = None

    @classmethod
    def create(
        cls,
        experiment_id: str,
        idea: KnownIdea,
        design: Design,
        *,
        by: Actor,
        at: datetime,
    ) -> "Experiment":
        """Begin a design. Raises `NotAllowed`."""
        allow(rules.not_on_team(idea.name, idea.team, by))
        experiment = cls(
            id=experiment_id,
            idea=idea.name,
            design=design,
            owner=by.name,
            team=idea.team,
            created_at=at,
            updated_at=at,
        )
        created = events.ExperimentCreated(
            experiment=experiment.name,
            idea=idea.name,
            owner=by.name,
            team=idea.team,
            at=at,
        )
        experiment.remember(created, by=by)
        return experiment

    @property
    @override
    def journey(self) -> str:
        return self.idea

    @property
    def is_running(self) -> bool:
        """Whether units come in."""
        return self.state is S.RUNNING

    @property
    def is_open(self) -> bool:
        """Whether it has begun and not ended."""
        return self.state in OPEN_STATES

    def update(self, design: Design, *, by: Actor, at: datetime) -> None:
        """Replace the design of a draft. Another kill switch has not been tried."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.record(events.ExperimentUpdated(experiment=self.name, at=at), by=by)
        if design.kill_switch != self.design.kill_switch:
            self.kill_switch_verified_at = None
        self.design = design

    def verify_kill_switch(self, *, by: Actor, at: datetime) -> None:
        """Note that the kill switch was tried and works."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.KillSwitchVerified)
        refuse(rules.kill_switch_missing(self.name, self.design))
        self.record(events.KillSwitchVerified(experiment=self.name, at=at), by=by)
        self.kill_switch_verified_at = at

    def start(
        self, idea: KnownIdea, rival: str, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Freeze the design and let units in, unless a rival is open on the idea.

        Refused with everything that is missing, at once; only then with `Conflict`.
        """
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.ExperimentStarted)
        name, design, verified_at = self.name, self.design, self.kill_switch_verified_at
        refuse(
            start_rules.idea_not_approved(name, idea),
            start_rules.door_is_one_way(name, idea),
            start_rules.hypothesis_missing(name, design),
            start_rules.not_an_experiment(name, design, policy),
            start_rules.arms_incomplete(name, design),
            start_rules.primary_metric_missing(name, design),
            start_rules.primary_metric_is_proxy(name, design),
            start_rules.guardrail_missing(name, design),
            start_rules.cost_of_failure_unbounded(name, design, idea, policy),
            start_rules.kill_switch_unverified(name, verified_at, at, policy),
            start_rules.decision_rule_missing(name, design),
        )
        if taken := start_rules.decisive_experiment_exists(name, rival):
            raise Conflict(taken)
        self.record(self._started(at), by=by)
        self.leader = idea.approval.leader
        self._let_units_in(at)

    def pause(self, cause: str, *, by: Actor, at: datetime) -> None:
        """Send everyone to control. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.name, self.team, by))
        self.halt(cause, by=by, at=at)

    def halt(self, cause: str, *, by: Actor, at: datetime) -> None:
        """Send everyone to control because a guardrail or a COE says so."""
        paused = events.ExperimentPaused(
            experiment=self.name, idea=self.idea, cause=cause, at=at
        )
        self.record(paused, by=by)
        self.pause_cause = cause

    def resume(self, open_coes: Sequence[str], *, by: Actor, at: datetime) -> None:
        """Let units in again, unless a COE is open on it."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.ExperimentResumed)
        refuse(rules.coe_open(self.name, open_coes, awaited=self.awaits_coe))
        resumed = events.ExperimentResumed(experiment=self.name, idea=self.idea, at=at)
        self.record(resumed, by=by)
        self._let_units_in(at)

    def stop(self, *, by: Actor, at: datetime) -> None:
        """End the collection. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.name, self.owner, by))
        stopped = events.ExperimentStopped(experiment=self.name, idea=self.idea, at=at)
        self.record(stopped, by=by)
        self.pause_cause = ""

    def abort(self, reason: str, *, by: Actor, at: datetime) -> None:
        """End it without a verdict. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.name, self.team, by))
        aborted = events.ExperimentAborted(
            experiment=self.name, idea=self.idea, reason=reason, at=at
        )
        self.record(aborted, by=by)
        self.pause_cause = ""

    def decide(
        self,
        decision: Decision,
        results: Results,
        open_coes: Sequence[str],
        *,
        by: Actor,
    ) -> None:
        """Scale, pivot or kill. Refused with everything that is missing, at once."""
        allow(rules.not_leader(self.name, self.leader, by))
        self.expect(events.ExperimentDecided)
        refuse(
            rules.too_early(self.name, self.design, results),
            rules.learning_required(self.name, decision.learning),
            rules.coe_open(self.name, open_coes, awaited=self.awaits_coe),
        )
        decided = events.ExperimentDecided(
            experiment=self.name,
            idea=self.idea,
            verdict=decision.verdict,
            learning=decision.learning,
            decider=decision.decider,
            at=decision.decide_time,
        )
        self.record(decided, by=by)
        self.decision = decision

    def assign(self, unit: str) -> Assignment:
        """Return where a unit belongs; while it does not run, nobody is let in."""
        percent = self.design.exposure_percent if self.is_running else 0
        return assign(self.id, unit, self.design.arms, percent)

    def enrol(self, units: Iterable[str], *, by: Actor) -> dict[str, str]:
        """Return the arm of each unit that takes part, and leave out the others.

        Raises `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_on_team(self.name, self.team, by))
        refuse(rules.experiment_not_running(self.name, self.state, {S.RUNNING}))
        found = {unit: self.assign(unit) for unit in units}
        return {unit: place.arm for unit, place in found.items() if place.enrolled}

    def expect_outcomes(self, metrics: Collection[str], *, by: Actor) -> None:
        """Raise `NotAllowed`, `RuleBroken` or `InvalidInput` if none may come in."""
        allow(rules.not_on_team(self.name, self.team, by))
        refuse(rules.experiment_not_running(self.name, self.state, OPEN_STATES))
        reject(rules.metric_unknown(self.name, self.design, metrics))

    def watch(self, results: Results, *, by: Actor, at: datetime) -> None:
        """Pause at the first guardrail that is broken; once paused, nothing breaks."""
        guardrails = self.design.guardrails if self.is_running else ()
        broken = (bound for bound in guardrails if self._breaks(bound, results))
        if guardrail := next(broken, None):
            breached = self._breached(guardrail, results, at)
            self.record(breached, by=by)
            self.awaits_coe = guardrail.severity is Severity.HIGH
            text = f"{breached.value:g} over {breached.units} units of treatment"
            cause = f"Guardrail {guardrail.metric}: {text} is not {guardrail.bound}."
            self.halt(cause, by=by, at=at)

    def hear_of_coe(self, coe: str, *, by: Actor, at: datetime) -> None:
        """A COE of high severity is open on it: everyone goes to control."""
        if self.awaits_coe:
            self.awaits_coe = False
            self.remember(events.CopyUpdated(of=coe, at=at), by=by)
        if self.is_running:
            self.halt(coe, by=by, at=at)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        if event is events.ExperimentUpdated:
            return rules.design_frozen(self.name, self.state)
        return Aggregate.wrong_state(self, event)

    def _let_units_in(self, at: datetime) -> None:
        self.starts += 1
        self.started_at = at
        self.pause_cause = ""

    def _breaks(self, guardrail: Guardrail, results: Results) -> bool:
        tally = results.pooled(guardrail.metric, self.design.treatments)
        return tally.units >= guardrail.min_units and not guardrail.holds(tally.mean)

    def _breached(
        self, guardrail: Guardrail, results: Results, at: datetime
    ) -> events.ExperimentGuardrailBreached:
        tally = results.pooled(guardrail.metric, self.design.treatments)
        return events.ExperimentGuardrailBreached(
            experiment=self.name,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            guardrail=guardrail,
            value=tally.mean,
            units=tally.units,
            incident_key=f"{self.name}/{guardrail.metric}/{self.starts}",
            title=self.design.title,
            units_exposed=results.exposed(*(arm.id for arm in self.design.arms)),
            start_time=self.started_at,
            at=at,
        )

    def _started(self, at: datetime) -> events.ExperimentStarted:
        return events.ExperimentStarted(
            experiment=self.name,
            idea=self.idea,
            hypothesis=self.design.hypothesis,
            arms=self.design.arms,
            exposure_percent=self.design.exposure_percent,
            loss_cap_usd=self.design.loss_cap_usd,
            guardrails=self.design.guardrails,
            primary_metric=self.design.primary_metric,
            at=at,
        )
