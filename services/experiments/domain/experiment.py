"""The experiment: one trial of one idea, on few customers, under a frozen design."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from typing_extensions import override

from chassis import checks
from chassis.checks import Evaluation
from chassis.domain import (
    Actor,
    Aggregate,
    Conflict,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    broken_rules,
    refuse,
    reject,
)

from . import advice, decision_rules, events, rules, start_rules
from .approval import Approval
from .asked import AskedCheck
from .assignment import Assignment, assign
from .circumstances import Circumstances
from .decision import Call, CleanUp, Decision, Evidence, Second
from .design import LOSS, Design, Guardrail, GuardrailAction, Severity
from .events import Variant
from .health import GuardrailReading, Health
from .inference import SampleRatio
from .known import KnownIdea
from .life import (
    COLLECTING_STATES,
    METHODS,
    OPEN_STATES,
    TRANSITIONS,
    ExperimentState,
)
from .policy import Policy
from .results import Results, Tally
from .snapshot import (
    DAY,
    MOST_TEXT,
    ExperimentSnapshot,
    Place,
    SnapshotMetric,
    int32,
    snapshot_of,
)
from .verdicts import RESPONSES, Verdict, best_effect, rule_verdict

S = ExperimentState


@dataclass(slots=True, kw_only=True)
class Experiment(Aggregate):
    """One trial of one idea, and the aggregate root of this service.

    Attributes:
        idea: Name of the idea it tries.
        leader: Who decides it: whoever leads the idea; empty before the start.
        approval: What the review allowed; fixed by the start.
        idea_tags: What the idea is about; fixed by the start.
        injected: Guardrails that mechanisms brought along at the start.
        checks: What was asked at the start.
        warnings: What was worth knowing then.
        step: How many steps of the exposure were taken beyond the first.
        starts: How often it was started or resumed.
        started_at: When that last happened.
        began_at: When units first came in; unset where that was not kept yet.
        stopped_at: When the collection ended.
        end_cause: Why it stopped, was aborted or was cancelled.
        pause_cause: Why it is paused; empty otherwise.
        base: What guardrails had counted at the last resume, and count no more.
        alerted: Guardrails that have told, and let it run, since the last start or
            resume.
        awaits_coe: Whether a grave breach has not led to a COE yet, as far as we know.
    """

    COLLECTION: ClassVar[str] = "experiments"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

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
    approval: Approval | None = None
    idea_tags: tuple[str, ...] = ()
    injected: tuple[Guardrail, ...] = ()
    checks: tuple[AskedCheck, ...] = ()
    warnings: tuple[Violation, ...] = ()
    step: int = 0
    began_at: datetime | None = None
    stopped_at: datetime | None = None
    end_cause: str = ""
    base: tuple[Tally, ...] = ()
    alerted: tuple[str, ...] = ()
    second: Second | None = None
    clean_up: CleanUp | None = None

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
            supporting=design.supporting,
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

    @property
    def holds_idea(self) -> bool:
        """Whether no other decisive experiment on the idea may start."""
        return self.is_open and not self.design.supporting

    @property
    def has_broken(self) -> bool:
        """Whether a guardrail ever broke."""
        breach = events.ExperimentGuardrailBreached.__name__
        return any(entry.event == breach for entry in self.history)

    @property
    def exposure_percent(self) -> int:
        """The share of all units that is let in now."""
        return self.design.steps[self.step] if self.is_running else 0

    @property
    def guardrails(self) -> tuple[Guardrail, ...]:
        """The owner's, and those of mechanisms."""
        return (*self.design.guardrails, *self.injected)

    @property
    def counted(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        return self.design.metrics | {guardrail.metric for guardrail in self.injected}

    @property
    def start_time(self) -> datetime | None:
        """When units first came in."""
        return self.began_at or self.started_at

    @property
    def patience_until(self) -> datetime | None:
        """Before when it is not killed: what its design or its idea says, the later.

        A supporting one cannot kill its idea, so it need not wait for it.
        """
        approval = self.approval or Approval()
        of_idea = None if self.design.supporting else approval.patience_until
        times = (self.design.patience_until, of_idea)
        return max((time for time in times if time), default=None)

    def runtime(self, at: datetime) -> timedelta:
        """Return for how long it has collected, or did; clocks may be put back."""
        if self.start_time is None:
            return timedelta(0)
        return max((self.stopped_at or at) - self.start_time, timedelta(0))

    def health(self, results: Results, ratio: SampleRatio) -> Health:
        """Return whether what is counted can be trusted, and where guardrails are."""
        readings = (self._reading(guardrail, results) for guardrail in self.guardrails)
        return Health(tuple(readings), ratio, results)

    def still_needed(self, results: Results, at: datetime) -> list[str]:
        """Return what is missing before anything can be read; nothing when it can."""
        return decision_rules.still_needed(self.design, results, self.runtime(at))

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

    def cancel(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Give up a draft. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.drop(reason, by=by, at=at)

    def drop(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Give up a draft because its idea ended."""
        cancelled = events.ExperimentCancelled(
            experiment=self.name,
            idea=self.idea,
            reason=reason,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(cancelled, by=by)
        self.end_cause = reason

    def snapshot_at_start(self, idea: KnownIdea) -> ExperimentSnapshot:
        """Return what checks see of the draft, on the idea as we know it."""
        place = Place(self.name, self.idea, self.team, idea.tags, idea.approval)
        return snapshot_of(place, self.design, self.injected)

    def snapshot(self) -> ExperimentSnapshot:
        """Return what checks see of it once it has started."""
        approval = self.approval or Approval()
        place = Place(self.name, self.idea, self.team, self.idea_tags, approval)
        return snapshot_of(place, self.design, self.injected)

    def snapshot_at_decision(
        self, call: Call, evidence: Evidence, *, at: datetime, policy: Policy
    ) -> ExperimentSnapshot:
        """Return what checks see of a decision before it is one."""
        cited = decision_rules.cited_metrics(
            self.design, evidence.kinds, call.metrics_cited
        )
        described = {metric.key: metric for metric in self.design.described}
        metrics = (
            replace(described[each.metric], kind=each.kind)
            if each.metric in described
            else replace(self.design.primary_metric, key=each.metric, kind=each.kind)
            for each in cited
        )
        return replace(
            self.snapshot(),
            verdict=call.verdict.word,
            rule_verdict=self._rule_verdict(call, evidence, at, policy).word,
            metrics_cited=tuple(map(SnapshotMetric.of, metrics)),
            learning=call.learning[:MOST_TEXT],
            units=int32(evidence.health.results.units),
            days=self.runtime(at) / DAY,
        )

    def expect_start(self, *, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` unless this person may start it now."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.ExperimentStarted)

    def objections(
        self, circumstances: Circumstances, *, at: datetime, policy: Policy
    ) -> list[Violation]:
        """Return everything that speaks against starting, whoever asks."""
        name, design, verified_at = self.name, self.design, self.kill_switch_verified_at
        idea = circumstances.idea
        return broken_rules(
            start_rules.idea_not_approved(name, design, idea),
            start_rules.leader_vacant(name, idea),
            start_rules.door_unknown(name, design, idea),
            start_rules.door_is_one_way(name, design, idea),
            start_rules.hypothesis_missing(name, design),
            start_rules.not_an_experiment(name, design, policy),
            start_rules.arms_incomplete(name, design),
            start_rules.primary_metric_missing(name, design),
            start_rules.primary_metric_is_proxy(name, design),
            start_rules.metric_kind_mismatch(name, design, circumstances.kinds),
            start_rules.guardrail_missing(name, design),
            start_rules.cost_of_failure_unbounded(name, design, idea, policy),
            start_rules.ramp_too_fast(name, design, policy),
            start_rules.cap_exceeded(name, design),
            start_rules.kill_switch_unverified(name, verified_at, at, policy),
            start_rules.decision_rule_missing(name, design),
            start_rules.runtime_impossible(name, design),
            *checks.failures(name, circumstances.evaluations),
        )

    def advice(self, circumstances: Circumstances) -> tuple[Violation, ...]:
        """Return everything that is worth knowing at a start, and stops nothing."""
        name, design = self.name, self.design
        found = (
            advice.ramp_missing(name, design),
            advice.rule_in_words(name, design),
            advice.runtime_unlimited(name, design),
            advice.guardrails_injected(name, design, circumstances),
            *checks.warnings(name, circumstances.evaluations),
        )
        return tuple(finding for finding in found if finding)

    def start(
        self, circumstances: Circumstances, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Freeze the design and let units in, unless a rival is open on the idea.

        Refused with everything that is missing, at once; only then with `Conflict`.
        """
        self.expect_start(by=by)
        refuse(*self.objections(circumstances, at=at, policy=policy))
        if taken := start_rules.decisive_experiment_exists(
            self.name, self.design, circumstances.rival
        ):
            raise Conflict(taken)
        idea = circumstances.idea
        self.warnings = self.advice(circumstances)
        self.checks = self._asked(circumstances.evaluations, by)
        self.injected = circumstances.guardrails
        self.approval, self.idea_tags = idea.approval, idea.tags
        self.leader = idea.approval.leader
        self.record(self._started(at), by=by)
        self.began_at = at
        self._let_units_in(at)

    def ramp(  # noqa: PLR0913 - what is asked, and what speaks against it
        self,
        percent: int,
        health: Health,
        open_coes: Sequence[str],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Take the next step of the exposure, and no other; 0 asks for the next."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.ExperimentRamped)
        following = next(iter(self.design.steps[self.step + 1 :]), 0)
        asked = percent or following
        refuse(
            rules.ramp_too_fast(self.name, asked, following),
            rules.cap_exceeded(self.name, self.design, asked, following),
            rules.sample_ratio_mismatch(self.name, health, policy),
            rules.health_not_green(self.name, health, self.alerted)
            or rules.health_unknown(self.name, health),
            rules.coe_open(self.name, open_coes, awaited=self.awaits_coe),
        )
        ramped = events.ExperimentRamped(
            experiment=self.name,
            idea=self.idea,
            exposure_percent=asked,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(ramped, by=by)
        self.step += 1

    def pause(self, cause: str, *, by: Actor, at: datetime) -> None:
        """Send everyone to control. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.name, self.team, by))
        self.halt(cause, by=by, at=at)

    def halt(self, cause: str, *, by: Actor, at: datetime) -> None:
        """Send everyone to control because a guardrail, a COE or its idea says so."""
        paused = events.ExperimentPaused(
            experiment=self.name,
            idea=self.idea,
            cause=cause,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(paused, by=by)
        self.pause_cause = cause

    def expect_resume(self, *, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` unless this person may resume it now."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.ExperimentResumed)

    def resume(  # noqa: PLR0913 - what was done, and what speaks against it
        self,
        remedy: str,
        circumstances: Circumstances,
        open_coes: Sequence[str],
        results: Results,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Let units in again, unless a COE, the idea or a check speaks against it.

        Guardrails count anew: what broke them once would break them for ever.
        """
        self.expect_resume(by=by)
        refuse(
            rules.coe_open(self.name, open_coes, awaited=self.awaits_coe),
            rules.idea_taken_back(self.name, circumstances.idea),
            *rules.beyond_repair(self.name, circumstances.evaluations),
        )
        resumed = events.ExperimentResumed(
            experiment=self.name,
            idea=self.idea,
            remedy=remedy,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(resumed, by=by)
        self.base = tuple(
            self._counted(metric, results)
            for metric in sorted({guardrail.metric for guardrail in self.guardrails})
        )
        self._let_units_in(at)

    def stop(self, *, by: Actor, at: datetime) -> None:
        """End the collection. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.name, self.owner, by))
        self._stop("", by=by, at=at)

    def abort(self, reason: str, *, by: Actor, at: datetime) -> None:
        """End it without a verdict. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.name, self.team, by))
        aborted = events.ExperimentAborted(
            experiment=self.name,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            title=self.design.title,
            reason=reason,
            supporting=self.design.supporting,
            harm=self.has_broken,
            start_time=self.start_time,
            snapshot=self.snapshot(),
            at=at,
        )
        self.record(aborted, by=by)
        self._end(reason, at)

    def back(self, verdict: Verdict, reason: str, *, by: Actor, at: datetime) -> None:
        """Second a verdict that the rule does not give. Raises `NotAllowed`."""
        allow(rules.second_is_involved(self.name, self.owner, self.leader, by))
        seconded = events.ExperimentSeconded(
            experiment=self.name,
            idea=self.idea,
            second=by.name,
            verdict=verdict,
            reason=reason,
            at=at,
        )
        self.record(seconded, by=by)
        self.second = Second(by.name, verdict, reason, at)

    def expect_decision(self, call: Call, *, by: Actor) -> None:
        """Raise a refusal unless this person may decide it now, on such metrics."""
        allow(rules.not_leader(self.name, self.leader, by))
        self.expect(events.ExperimentDecided)
        reject(rules.metric_unknown(self.name, self.counted, call.metrics_cited))

    def decide(
        self, call: Call, evidence: Evidence, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Scale, pivot or kill. Refused with everything that is missing, at once."""
        self.expect_decision(call, by=by)
        name, design, health = self.name, self.design, evidence.health
        verdict = self._rule_verdict(call, evidence, at, policy)
        cited = decision_rules.cited_metrics(design, evidence.kinds, call.metrics_cited)
        refuse(
            decision_rules.too_early(name, self.still_needed(health.results, at)),
            rules.sample_ratio_mismatch(name, health, policy),
            decision_rules.decision_rests_on_proxy(name, cited),
            decision_rules.decision_opposes_rule(name, call, verdict, self.second),
            decision_rules.kill_before_patience(
                name, self.patience_until, call, at, has_broken=self.has_broken
            ),
            decision_rules.learning_required(name, call.learning),
            rules.coe_open(name, evidence.open_coes, awaited=self.awaits_coe),
            *checks.failures(name, evidence.evaluations),
        )
        followed = verdict in {Verdict.UNSPECIFIED, call.verdict}
        decision = Decision(
            verdict=call.verdict,
            learning=call.learning,
            decider=by.name,
            decide_time=at,
            response=RESPONSES[call.verdict],
            rule_verdict=verdict,
            followed_rule=followed,
            effect=best_effect(design, evidence.effects),
            metrics_cited=tuple(each.metric for each in cited),
            second=self.second.person if self.second and not followed else "",
            reason=call.reason,
            new_needs=call.new_needs,
            loss_spent_usd=health.results.total(LOSS),
            days=self.runtime(at) / DAY,
            cited=cited,
        )
        snapshot = self.snapshot_at_decision(call, evidence, at=at, policy=policy)
        asked = self._asked(evidence.evaluations, by)
        self.record(self._decided(decision, asked, snapshot), by=by)
        self.decision = decision

    def tidy(self, variant: Variant, note: str, *, by: Actor, at: datetime) -> None:
        """Note that the treatment is kept, or gone, everywhere."""
        allow(rules.not_owner(self.name, self.owner, by))
        cleaned_up = events.ExperimentCleanedUp(
            experiment=self.name,
            idea=self.idea,
            variant=variant,
            note=note,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(cleaned_up, by=by)
        self.clean_up = CleanUp(variant, note, at)

    def assign(self, unit: str) -> Assignment:
        """Return where a unit belongs; while it does not run, nobody is let in."""
        salt = self.design.salt or self.id
        return assign(salt, unit, self.design.arms, self.exposure_percent)

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
        reject(rules.metric_unknown(self.name, self.counted, metrics))

    def watch(self, results: Results, *, by: Actor, at: datetime) -> None:
        """Act on what was counted: pause or tell at a breach, stop at a cap."""
        if self.is_running:
            self._watch_guardrails(results, by=by, at=at)
        if self.state in COLLECTING_STATES:
            self._watch_caps(results, by=by, at=at)

    def hear_of_coe(self, coe: str, *, by: Actor, at: datetime) -> None:
        """A COE of high severity is open on it: everyone goes to control."""
        if self.awaits_coe:
            self.awaits_coe = False
            self.remember(events.CopyUpdated(of=coe, at=at), by=by)
        if self.is_running:
            self.halt(coe, by=by, at=at)

    def led_by(self, leader: str, *, by: Actor, at: datetime) -> None:
        """Somebody else leads its idea by now, and will decide it."""
        if self.leader != leader:
            self.leader = leader
            self.remember(events.CopyUpdated(of=self.idea, at=at), by=by)

    @property
    @override
    def wake_at(self) -> datetime | None:
        limit, start = self.design.max_runtime, self.start_time
        if self.state not in COLLECTING_STATES or not limit or start is None:
            return None
        return start + limit

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        if self.wake_at is not None and self.wake_at <= at:
            limit = self.design.max_runtime
            self._stop(f"Its longest runtime, {limit}, is over.", by=by, at=at)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        if event is events.ExperimentUpdated:
            return rules.design_frozen(self.name, self.state)
        return Aggregate.wrong_state(self, event)

    def _let_units_in(self, at: datetime) -> None:
        self.starts += 1
        self.started_at = at
        self.pause_cause = ""
        self.alerted = ()

    def _stop(self, cause: str, *, by: Actor, at: datetime) -> None:
        stopped = events.ExperimentStopped(
            experiment=self.name,
            idea=self.idea,
            cause=cause,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(stopped, by=by)
        self._end(cause, at)

    def _end(self, cause: str, at: datetime) -> None:
        self.pause_cause, self.end_cause = "", cause
        self.stopped_at = self.stopped_at or at

    def _watch_guardrails(self, results: Results, *, by: Actor, at: datetime) -> None:
        for guardrail in self.guardrails:
            reading = self._reading(guardrail, results)
            if guardrail.label in self.alerted or not reading.is_broken:
                continue
            self.record(self._breached(reading, results, at), by=by)
            self.awaits_coe |= guardrail.severity is Severity.HIGH
            if guardrail.action is GuardrailAction.PAUSE:
                self.halt(_cause_of(reading), by=by, at=at)
                return
            self.alerted = (*self.alerted, guardrail.label)

    def _watch_caps(self, results: Results, *, by: Actor, at: datetime) -> None:
        cap, spent = self.design.loss_cap_usd, results.total(LOSS)
        units = self.design.exposure_cap_units
        if spent >= cap:
            self._stop(f"The loss cap of {cap} USD is spent.", by=by, at=at)
        elif units and results.units >= units:
            self._stop(f"The cap of {units} units is reached.", by=by, at=at)

    def _counted(self, metric: str, results: Results) -> Tally:
        return results.pooled(metric, self.design.treatments)

    def _reading(self, guardrail: Guardrail, results: Results) -> GuardrailReading:
        tally = self._counted(guardrail.metric, results)
        before = (base for base in self.base if base.metric == guardrail.metric)
        for base in before:
            tally = tally.since(base)
        return GuardrailReading(guardrail, tally)

    def _rule_verdict(
        self, call: Call, evidence: Evidence, at: datetime, policy: Policy
    ) -> Verdict:
        """Return what the rule says; nothing, while nothing can be read."""
        health = evidence.health
        if self.still_needed(health.results, at) or rules.sample_ratio_mismatch(
            self.name, health, policy
        ):
            return Verdict.UNSPECIFIED
        return rule_verdict(
            self.design,
            evidence.effects,
            green=not health.broken,
            new_needs=len(call.new_needs),
        )

    def _asked(
        self, evaluations: Sequence[Evaluation], by: Actor
    ) -> tuple[AskedCheck, ...]:
        return tuple(AskedCheck.of(each, self.name, by) for each in evaluations)

    def _breached(
        self, reading: GuardrailReading, results: Results, at: datetime
    ) -> events.ExperimentGuardrailBreached:
        guardrail, tally = reading.guardrail, reading.tally
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
            units_exposed=results.units,
            start_time=self.started_at,
            action_taken=guardrail.action,
            exposure_percent=self.exposure_percent,
            window=at - (self.started_at or at),
            snapshot=self.snapshot(),
            at=at,
        )

    def _started(self, at: datetime) -> events.ExperimentStarted:
        design = self.design
        return events.ExperimentStarted(
            experiment=self.name,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            leader=self.leader,
            title=design.title,
            supporting=design.supporting,
            hypothesis=design.hypothesis,
            arms=design.arms,
            exposure_percent=design.exposure_percent,
            current_exposure_percent=design.steps[0],
            exposure_cap_units=design.exposure_cap_units,
            loss_cap_usd=design.loss_cap_usd,
            guardrails=design.guardrails,
            injected_guardrails=self.injected,
            primary_metric=design.primary_metric,
            secondary_metrics=design.secondary_metrics,
            decision_rule=design.decision_rule,
            checks=self.checks,
            snapshot=self.snapshot(),
            at=at,
        )

    def _decided(
        self,
        decision: Decision,
        asked: tuple[AskedCheck, ...],
        snapshot: ExperimentSnapshot,
    ) -> events.ExperimentDecided:
        effect = decision.effect or best_effect(self.design, ())
        return events.ExperimentDecided(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            verdict=decision.verdict,
            response=RESPONSES[decision.verdict],
            rule_verdict=decision.rule_verdict,
            followed_rule=decision.followed_rule,
            learning=decision.learning,
            decider=decision.decider,
            second=decision.second,
            reason=decision.reason,
            effect=effect,
            metrics_cited=decision.metrics_cited,
            new_needs=decision.new_needs,
            units=snapshot.units,
            loss_spent_usd=decision.loss_spent_usd,
            days=decision.days,
            checks=asked,
            snapshot=snapshot,
            at=decision.decide_time,
        )


def _cause_of(reading: GuardrailReading) -> str:
    guardrail, tally = reading.guardrail, reading.tally
    text = f"{tally.mean:.4g} over {tally.units} units of treatment"
    return f"Guardrail {guardrail.metric}: {text} is not {guardrail.bound}."
