"""The experiment: one trial of one idea, on few customers, under a frozen design."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from typing_extensions import override

from chassis import checks
from chassis.checks import Evaluation, GuardrailAction
from chassis.domain import (
    ERASED,
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
from chassis.figures import told_apart
from chassis.labels import Label
from chassis.money import Money

from . import (
    advice,
    decision_rules,
    events,
    health_rules,
    plan_rules,
    rules,
    start_rules,
)
from .approval import Approval
from .asked import AskedCheck
from .assignment import Assignment, assign
from .causes import Ending, EndTrigger, Pause, PauseTrigger
from .circumstances import Circumstances
from .counting import Counting
from .decision import Call, CleanUp, Decision, Evidence, Second
from .design import Design, Guardrail, Severity
from .events import CleanUpResult
from .health import GuardrailReading, Health
from .known import KnownIdea
from .life import (
    COLLECTING_STATES,
    METHODS,
    OPEN_STATES,
    TRANSITIONS,
    ExperimentState,
)
from .policy import Policy
from .results import Loss, Outcome, Results, Sample
from .settling import settled, settled_guardrails
from .snapshot import (
    DAY,
    MOST_TEXT,
    ExperimentSnapshot,
    Place,
    SnapshotMetric,
    snapshot_of,
)
from .texts import span
from .verdicts import RESPONSES, Verdict, best_effect, rule_verdict

S = ExperimentState

MAX_PAST_TAGS = 100
"""Of a draft; a check whose tag was taken off is asked all the same."""


@dataclass(slots=True, kw_only=True)
class Experiment(Aggregate):
    """One trial of one idea, and the aggregate root of this service.

    Attributes:
        idea: Name of the idea it tries.
        leader: Who decides it: whoever leads the idea; empty before the start.
        approval: What the review allowed; fixed by the start.
        idea_tags: What the idea is about; fixed by the start.
        past_tags: What the draft said that it is about, and does not say any more.
        injected: Guardrails that mechanisms brought along at the start.
        checks: What was asked at the start.
        warnings: What was worth knowing then.
        step: How many steps of the exposure were taken beyond the first.
        starts: How often it was started or resumed.
        started_at: When that last happened.
        began_at: When units first came in.
        stopped_at: When the collection ended.
        ending: Why the collection ended, or the draft was given up.
        paused: Why it is paused.
        has_broken: Whether a guardrail ever broke.
        has_harmed: Whether one did that customers notice, and that pauses.
        base: What guardrails that broke had counted at the resume after that, and
            count no more, by metric and arm.
        stepped: Outcomes of treated units at the last step of the exposure, by metric.
        alerted: Guardrails that broke since the last start or resume.
        ran: For how long units were let in before the last start or resume.
        required_units: Units that each arm needs before there is a verdict; None in a
            draft that is not complete.
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
    paused: Pause | None = None
    has_broken: bool = False
    has_harmed: bool = False
    awaits_coe: bool = False
    decision: Decision | None = None
    approval: Approval | None = None
    idea_tags: tuple[str, ...] = ()
    past_tags: tuple[str, ...] = ()
    injected: tuple[Guardrail, ...] = ()
    checks: tuple[AskedCheck, ...] = ()
    warnings: tuple[Violation, ...] = ()
    step: int = 0
    began_at: datetime | None = None
    stopped_at: datetime | None = None
    ending: Ending | None = None
    base: tuple[Sample, ...] = ()
    stepped: tuple[Sample, ...] = ()
    alerted: tuple[str, ...] = ()
    ran: timedelta = timedelta(0)
    required_units: int | None = None
    second: Second | None = None
    clean_up: CleanUp | None = None

    @classmethod
    def create(  # noqa: PLR0913 - what is tried, by whom, and how it is planned
        cls,
        experiment_id: str,
        idea: KnownIdea,
        design: Design,
        *,
        required_units: int | None = None,
        by: Actor,
        at: datetime,
    ) -> "Experiment":
        """Begin a design. Raises `NotAllowed`."""
        allow(rules.not_on_team(start_rules.titled(idea), idea.team, by))
        experiment = cls(
            id=experiment_id,
            idea=idea.name,
            design=_salted(design, experiment_id),
            owner=by.name,
            team=idea.team,
            required_units=required_units,
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
    @override
    def label(self) -> Label:
        return Label(self.name, self.design.title)

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
    def exposure_share(self) -> float:
        """The share of all units that is let in now."""
        return self.design.steps[self.step] if self.is_running else 0.0

    @property
    def guardrails(self) -> tuple[Guardrail, ...]:
        """The owner's, and those of mechanisms."""
        return (*self.design.guardrails, *self.injected)

    @property
    def counted(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        return self.design.metrics | {guardrail.metric for guardrail in self.injected}

    @property
    def patience_until_time(self) -> datetime | None:
        """Before when it is not killed: what its design or its idea says, the later.

        A supporting one cannot kill its idea, so it need not wait for it.
        """
        approval = self.approval or Approval()
        of_idea = None if self.design.supporting else approval.patience_until_time
        times = (self.design.patience_until_time, of_idea)
        return max((time for time in times if time), default=None)

    def runtime(self, at: datetime) -> timedelta:
        """Return for how long units were let in; clocks may be put back."""
        if not self.is_running or self.started_at is None:
            return self.ran
        return self.ran + max(at - self.started_at, timedelta(0))

    def lost(self, results: Results) -> Money | None:
        """Return the sum of all losses; None before there is a currency for it."""
        cap = self.design.loss_cap
        return None if cap is None else results.lost(cap.currency_code)

    @property
    def counting(self) -> Counting:
        """How it counts."""
        return Counting(self.design, self.guardrails, self.base, self.stepped)

    def still_needed(self, results: Results, at: datetime, policy: Policy) -> list[str]:
        """Return what is missing before anything can be read; nothing when it can."""
        design, required = self.design, self.required_units or 0
        runtime = self.runtime(at)
        return [
            *decision_rules.still_needed(design, results, runtime, required),
            *decision_rules.horizon_open(design, results, policy.horizon_day, at),
        ]

    def is_green(self, health: Health) -> bool:
        """Tell whether each guardrail is safe, and none broke since the last resume."""
        return health.is_green and not self.alerted

    def update(
        self,
        design: Design,
        *,
        required_units: int | None = None,
        by: Actor,
        at: datetime,
    ) -> None:
        """Replace the design of a draft.

        The kill switch has to be tried again if it is another one, or if more or other
        units get the treatment.
        """
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.ExperimentUpdated)
        reject(rules.title_missing(design.title))
        self.record(events.ExperimentUpdated(experiment=self.name, at=at), by=by)
        before = self.design
        if (design.kill_switch, design.reach) != (before.kill_switch, before.reach):
            self.kill_switch_verified_at = None
        tags = (*self.past_tags, *before.tags)
        self.past_tags = tuple(dict.fromkeys(tags))[:MAX_PAST_TAGS]
        self.design = _salted(design, self.id)
        self.required_units = required_units

    def verify_kill_switch(self, *, by: Actor, at: datetime) -> None:
        """Note that the kill switch was tried and works."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.KillSwitchVerified)
        refuse(rules.kill_switch_missing(self.label, self.design))
        self.record(events.KillSwitchVerified(experiment=self.name, at=at), by=by)
        self.kill_switch_verified_at = at

    def cancel(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Give up a draft. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.drop(Ending(EndTrigger.PERSON, reason), by=by, at=at)

    def drop(self, ending: Ending, *, by: Actor, at: datetime) -> None:
        """Give up a draft, whoever says so."""
        cancelled = events.ExperimentCancelled(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            ending=ending,
            at=at,
        )
        self.record(cancelled, by=by)
        self.ending = ending

    def snapshot_at_start(self, idea: KnownIdea) -> ExperimentSnapshot:
        """Return what checks see of the draft, on the idea as we know it."""
        tags = (*idea.tags, *self.past_tags)
        place = Place(self.name, self.idea, self.team, tags, idea.approval)
        return self._snapshot_at(place)

    def snapshot(self) -> ExperimentSnapshot:
        """Return what checks see of it once it has started."""
        approval = self.approval or Approval()
        tags = (*self.idea_tags, *self.past_tags)
        place = Place(self.name, self.idea, self.team, tags, approval)
        return self._snapshot_at(place)

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
            units=evidence.health.results.units,
            runtime_days=self.runtime(at) / DAY,
        )

    def expect_start(self, *, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` unless this person may start it now."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.ExperimentStarted)

    def objections(
        self, circumstances: Circumstances, *, at: datetime, policy: Policy
    ) -> list[Violation]:
        """Return everything that speaks against starting, whoever asks."""
        label = self.label
        idea, library = circumstances.idea, circumstances.library
        design, required = settled(self.design, library), circumstances.required_units
        return broken_rules(
            start_rules.idea_not_approved(label, design, idea),
            start_rules.leader_vacant(label, idea),
            start_rules.door_unknown(label, design, idea),
            start_rules.door_is_one_way(label, design, idea),
            start_rules.hypothesis_missing(label, design),
            start_rules.not_an_experiment(label, design, policy),
            start_rules.arms_incomplete(label, design),
            start_rules.primary_metric_missing(label, design),
            start_rules.primary_metric_is_proxy(label, design),
            plan_rules.target_impossible(label, design),
            plan_rules.sample_out_of_reach(label, design, required),
            start_rules.metric_kind_mismatch(label, design, library),
            start_rules.guardrail_missing(label, design),
            start_rules.guardrail_cannot_break(label, design),
            start_rules.cost_of_failure_unbounded(
                label, design, idea, circumstances.loss_caps, policy
            ),
            start_rules.currency_mismatch(label, design, idea),
            start_rules.ramp_too_fast(label, design, policy),
            start_rules.cap_exceeded(label, design),
            self._kill_switch_unverified(at, policy),
            plan_rules.decision_rule_missing(label, design),
            plan_rules.rule_not_computable(label, design),
            plan_rules.rule_too_weak(label, design),
            plan_rules.rule_impossible(label, design),
            start_rules.runtime_impossible(label, design),
            rules.coe_open(
                label, circumstances.open_coes, awaited=circumstances.awaits_coe
            ),
            *checks.failures(self.name, circumstances.evaluations),
        )

    def advice(self, circumstances: Circumstances) -> tuple[Violation, ...]:
        """Return everything that is worth knowing at a start, and stops nothing."""
        label, design = self.label, self.design
        found = (
            advice.runtime_unlimited(label, design),
            advice.guardrails_injected(label, design, circumstances),
            *checks.warnings(self.name, circumstances.evaluations),
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
            self.label, self.design, circumstances.rival
        ):
            raise Conflict(taken)
        idea, library = circumstances.idea, circumstances.library
        self.warnings = self.advice(circumstances)
        self.checks = _asked(circumstances.evaluations, by)
        self.design = settled(self.design, library)
        self.injected = settled_guardrails(
            circumstances.guardrails, self.design, library
        )
        self.required_units = circumstances.required_units
        self.approval, self.idea_tags = idea.approval, idea.tags
        self.leader = idea.approval.leader
        self.record(self._started(at), by=by)
        self.began_at = at
        self._let_units_in(at)

    def ramp(  # noqa: PLR0913 - what is asked, and what speaks against it
        self,
        share: float | None,
        health: Health,
        open_coes: Sequence[Label],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Take the next step of the exposure, and no other; None asks for the next."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.ExperimentRamped)
        following = next(iter(self.design.steps[self.step + 1 :]), 0.0)
        asked = share or following
        refuse(
            rules.ramp_too_fast(self.label, asked, following),
            rules.cap_exceeded(self.label, self.design, asked, following),
            self._kill_switch_unverified(at, policy),
            *health_rules.mismatches(self.label, health, policy),
            health_rules.health_not_green(self.label, health, self.alerted)
            or health_rules.health_unknown(self.label, health.readings),
            rules.coe_open(self.label, open_coes, awaited=self.awaits_coe),
        )
        ramped = events.ExperimentRamped(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            current_exposure_share=asked,
            at=at,
        )
        self.record(ramped, by=by)
        self.step += 1
        self.stepped = self.counting.now(health.results)

    def pause(self, cause: str, *, by: Actor, at: datetime) -> None:
        """Send everyone to control. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.label, self.team, by))
        self.halt(Pause(PauseTrigger.PERSON, cause), by=by, at=at)

    def halt(self, pause: Pause, *, by: Actor, at: datetime) -> None:
        """Send everyone to control, whatever the cause."""
        paused = events.ExperimentPaused(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            pause=pause,
            at=at,
        )
        ran = self.runtime(at)
        self.record(paused, by=by)
        self.paused, self.ran = pause, ran

    def expect_resume(self, *, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` unless this person may resume it now."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.ExperimentResumed)

    def resume(  # noqa: PLR0913 - what was done, and what speaks against it
        self,
        remedy: str,
        circumstances: Circumstances,
        open_coes: Sequence[Label],
        results: Results,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Let units in again, unless a COE, the idea or a check speaks against it.

        A guardrail that broke counts anew: it would otherwise break for ever. Others
        go on, or a pause in time would keep them from breaking.
        """
        self.expect_resume(by=by)
        refuse(
            rules.coe_open(self.label, open_coes, awaited=self.awaits_coe),
            rules.idea_taken_back(self.label, circumstances.idea),
            rules.remedy_missing(self.label, self.alerted, remedy),
            self._kill_switch_unverified(at, policy),
            *rules.beyond_repair(self.label, circumstances.evaluations),
        )
        resumed = events.ExperimentResumed(
            experiment=self.name,
            idea=self.idea,
            remedy=remedy,
            supporting=self.design.supporting,
            at=at,
        )
        self.record(resumed, by=by)
        self.base = self.counting.anew(self.alerted, results)
        self._let_units_in(at)

    def stop(self, *, by: Actor, at: datetime) -> None:
        """End the collection. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.label, self.owner, by))
        self._stop(Ending(EndTrigger.PERSON), by=by, at=at)

    def abort(  # noqa: PLR0913 - why, and what speaks against it
        self,
        reason: str,
        circumstances: Circumstances,
        health: Health,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """End it without a verdict. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.label, self.team, by))
        self.expect(events.ExperimentAborted)
        is_due = self._is_due(circumstances, health, at, policy)
        refuse(rules.verdict_due(self.label, is_due=is_due))
        ending = Ending(EndTrigger.PERSON, reason)
        aborted = events.ExperimentAborted(
            experiment=self.name,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            title=self.design.title,
            supporting=self.design.supporting,
            ending=ending,
            harm=self.has_broken,
            start_time=self.began_at,
            snapshot=self.snapshot(),
            guardrails=self.counting.measurements(health.results),
            at=at,
        )
        ran = self.runtime(at)
        self.record(aborted, by=by)
        self._end(ending, at, ran)

    def back(self, verdict: Verdict, reason: str, *, by: Actor, at: datetime) -> None:
        """Second a verdict that the rule does not give. Raises `NotAllowed`."""
        allow(rules.second_is_involved(self.label, self.owner, self.leader, by))
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

    def expect_decision(self, call: Call, *, by: Actor, idea_title: str = "") -> None:
        """Raise a refusal unless this person may decide it now, on such metrics."""
        idea = Label(self.idea, idea_title)
        allow(rules.not_leader(self.label, self.leader, by))
        self.expect(events.ExperimentDecided)
        refuse(rules.leader_vacant(self.label, str(idea), self.leader))
        reject(
            *(
                rules.metric_unknown(
                    self.label, self.counted, metric, f"metrics_cited[{place}]"
                )
                for place, metric in enumerate(call.metrics_cited)
            )
        )

    def decide(
        self, call: Call, evidence: Evidence, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Give a verdict. Refused with everything that is missing, at once."""
        self.expect_decision(call, by=by)
        label, design, health = self.label, self.design, evidence.health
        second = self._independent_second
        measured = {design.primary_metric.key, *health.results.metrics}
        verdict = self._rule_verdict(call, evidence, at, policy)
        cited = decision_rules.cited_metrics(design, evidence.kinds, call.metrics_cited)
        faults = health_rules.faults(health, self.alerted)
        because = decision_rules.why_not(call, verdict, design.decision_rule, faults)
        refuse(
            decision_rules.too_early(
                label, self.still_needed(health.results, at, policy)
            ),
            *health_rules.mismatches(label, health, policy),
            decision_rules.decision_rests_on_proxy(label, cited, measured),
            decision_rules.decision_opposes_rule(label, call, verdict, second, because),
            decision_rules.kill_before_patience(
                label, self.patience_until_time, call, at, has_harmed=self.has_harmed
            ),
            decision_rules.learning_required(label, call.learning),
            rules.coe_open(label, evidence.open_coes, awaited=self.awaits_coe),
            *checks.failures(self.name, evidence.evaluations),
        )
        followed = verdict is call.verdict
        decision = Decision(
            verdict=call.verdict,
            learning=call.learning,
            decider=by.name,
            decide_time=at,
            response=RESPONSES[call.verdict],
            rule_verdict=verdict,
            followed_rule=followed,
            effect=best_effect(design, evidence.effects),
            cited=cited,
            second=second.person if second and not followed else "",
            reason=call.reason,
            new_needs=call.new_needs,
            loss_spent=self.lost(health.results),
            runtime=self.runtime(at),
        )
        snapshot = self.snapshot_at_decision(call, evidence, at=at, policy=policy)
        asked = _asked(evidence.evaluations, by)
        decided = self._decided(decision, asked, health.results, snapshot)
        self.record(decided, by=by)
        self.decision = decision

    def tidy(
        self, result: CleanUpResult, note: str, *, by: Actor, at: datetime
    ) -> None:
        """Note that the treatment is kept or discarded everywhere."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.ExperimentCleanedUp)
        verdict = self.decision.verdict if self.decision else Verdict.UNSPECIFIED
        is_kept = result is CleanUpResult.KEPT
        opposes = is_kept and verdict is not Verdict.SCALE
        refuse(
            rules.clean_up_opposes_verdict(self.label, verdict.word, opposes=opposes)
        )
        cleaned_up = events.ExperimentCleanedUp(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            result=result,
            note=note,
            at=at,
        )
        self.record(cleaned_up, by=by)
        self.clean_up = CleanUp(result, note, at)

    def assign(self, unit: str) -> Assignment:
        """Return where a unit belongs; while it does not run, nobody is let in."""
        design = self.design
        return assign(design.salt, unit, design.arms, self.exposure_share)

    def enrol(self, units: Iterable[str], *, by: Actor) -> dict[str, str]:
        """Return the arm of each unit that takes part, and leave out the others.

        Raises `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_on_team(self.label, self.team, by))
        refuse(rules.experiment_not_running(self.label, self.state, {S.RUNNING}))
        found = {unit: self.assign(unit) for unit in units}
        return {unit: place.arm for unit, place in found.items() if place.enrolled}

    def expect_outcomes(
        self, outcomes: Iterable[Outcome], losses: Iterable[Loss], *, by: Actor
    ) -> None:
        """Raise `NotAllowed`, `RuleBroken` or `InvalidInput` if these are refused."""
        allow(rules.not_on_team(self.label, self.team, by))
        refuse(rules.experiment_not_running(self.label, self.state, OPEN_STATES))
        label, counted, cap = self.label, self.counted, self.design.loss_cap
        values: dict[str, set[float]] = {}
        for outcome in outcomes:
            values.setdefault(outcome.metric, set()).add(outcome.value)
        currencies = {loss.amount.currency_code for loss in losses}
        reject(
            *(
                rules.metric_unknown(label, counted, metric, "measurement.metric")
                for metric in sorted(values)
            ),
            *(
                rules.outcome_not_a_conversion(
                    label, metric, self.counting.aggregation(metric), sorted(found)
                )
                for metric, found in sorted(values.items())
            ),
            *rules.loss_currency_mismatch(label, cap, currencies),
        )

    def watch(self, health: Health, *, by: Actor, at: datetime) -> None:
        """Act on what was counted: pause or tell at a breach, stop at a cap."""
        if self.is_open:
            self._watch_guardrails(health, by=by, at=at)
        if self.state in COLLECTING_STATES:
            self._watch_caps(health.results, by=by, at=at)

    def hear_of_coe(self, coe: str, *, by: Actor, at: datetime) -> None:
        """A COE of high severity is open on it: everyone goes to control."""
        if self.awaits_coe:
            self.awaits_coe = False
            self.remember(events.CopyUpdated(of=coe, at=at), by=by)
        if self.is_running:
            cause = f"{coe} of high severity is open."
            self.halt(Pause(PauseTrigger.COE, cause, coe=coe), by=by, at=at)

    def led_by(self, leader: str, *, by: Actor, at: datetime) -> None:
        """Somebody else leads its idea by now, and will decide it."""
        if self.leader != leader:
            self.leader = leader
            self.remember(events.CopyUpdated(of=self.idea, at=at), by=by)

    def erase_text_of(self, mechanism: str, *, by: Actor, at: datetime) -> None:
        """Erase the warnings that quote a mechanism whose texts were erased."""
        warnings = tuple(
            replace(each, description=ERASED) if quotes(each, mechanism) else each
            for each in self.warnings
        )
        if warnings != self.warnings:
            self.warnings = warnings
            self.remember(events.CopyUpdated(of=mechanism, at=at), by=by)

    @property
    @override
    def wake_at(self) -> datetime | None:
        limit, start = self.design.max_runtime, self.began_at
        if self.state not in COLLECTING_STATES or not limit or start is None:
            return None
        return start + limit

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        if self.wake_at is not None and self.wake_at <= at:
            longest = span(self.wake_at - (self.began_at or at))
            cause = f"Its longest runtime, {longest}, is over."
            self._stop(Ending(EndTrigger.MAX_RUNTIME, cause), by=by, at=at)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        if event is events.ExperimentUpdated:
            return rules.design_frozen(self.label, self.state)
        return Aggregate.wrong_state(self, event)

    def _let_units_in(self, at: datetime) -> None:
        self.starts += 1
        self.started_at = at
        self.paused = None
        self.alerted = ()

    def _stop(self, ending: Ending, *, by: Actor, at: datetime) -> None:
        stopped = events.ExperimentStopped(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            ending=ending,
            at=at,
        )
        ran = self.runtime(at)
        self.record(stopped, by=by)
        self._end(ending, at, ran)

    def _end(self, ending: Ending, at: datetime, ran: timedelta) -> None:
        self.paused, self.ending, self.ran = None, ending, ran
        self.stopped_at = self.stopped_at or at

    def _watch_guardrails(self, health: Health, *, by: Actor, at: datetime) -> None:
        """Tell of every guardrail that broke; the first one that is to, pauses."""
        for reading in health.readings:
            guardrail = reading.guardrail
            if guardrail.label in self.alerted or not reading.is_broken:
                continue
            halts = self.is_running and guardrail.action is GuardrailAction.PAUSE
            breached = self._breached(reading, health.results, at, halts=halts)
            self.record(breached, by=by)
            self.has_broken = True
            self.has_harmed |= guardrail.protects
            self.awaits_coe |= guardrail.severity is Severity.HIGH
            self.alerted = (*self.alerted, guardrail.label)
            if halts:
                self.halt(_pause_of(reading), by=by, at=at)

    def _watch_caps(self, results: Results, *, by: Actor, at: datetime) -> None:
        cap, spent = self.design.loss_cap, self.lost(results)
        units = self.design.exposure_cap_units
        if cap is not None and spent is not None and spent >= cap:
            cause = f"The loss cap of {cap} is spent."
            self._stop(Ending(EndTrigger.LOSS_CAP, cause), by=by, at=at)
        elif units and results.units >= units:
            cause = f"The cap of {units} units is reached."
            self._stop(Ending(EndTrigger.EXPOSURE_CAP, cause), by=by, at=at)

    @property
    def _independent_second(self) -> Second | None:
        """Who seconds a verdict, unless they own or lead it by now."""
        second = self.second
        is_involved = second is not None and second.person in {self.owner, self.leader}
        return None if is_involved else second

    def _is_due(
        self, circumstances: Circumstances, health: Health, at: datetime, policy: Policy
    ) -> bool:
        """Tell whether there is a verdict, and nothing keeps the leader from it."""
        is_free = bool(self.leader) and circumstances.idea.is_standing
        is_held = bool(circumstances.open_coes) or self.awaits_coe or self.has_harmed
        return is_free and not is_held and self._is_readable(health, at, policy)

    def _is_readable(self, health: Health, at: datetime, policy: Policy) -> bool:
        return not (
            self.still_needed(health.results, at, policy)
            or health_rules.mismatches(self.label, health, policy)
        )

    def _rule_verdict(
        self, call: Call, evidence: Evidence, at: datetime, policy: Policy
    ) -> Verdict:
        """Return what the rule says; nothing, while nothing can be read."""
        health = evidence.health
        if not self._is_readable(health, at, policy):
            return Verdict.UNSPECIFIED
        return rule_verdict(
            self.design,
            evidence.effects,
            green=self.is_green(health),
            new_needs=call.needs,
        )

    def _kill_switch_unverified(self, at: datetime, policy: Policy) -> Violation | None:
        tried_at = self.kill_switch_verified_at
        return start_rules.kill_switch_unverified(self.label, tried_at, at, policy)

    def _snapshot_at(self, place: Place) -> ExperimentSnapshot:
        seen = snapshot_of(place, self.design, self.injected)
        return replace(seen, required_units_per_arm=self.required_units)

    def _breached(
        self, reading: GuardrailReading, results: Results, at: datetime, *, halts: bool
    ) -> events.ExperimentGuardrailBreached:
        guardrail, action = reading.guardrail, GuardrailAction
        return events.ExperimentGuardrailBreached(
            experiment=self.name,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            guardrail=guardrail,
            value=reading.measured.treated.mean or 0.0,
            units=reading.units,
            incident_key=f"{self.name}/{guardrail.metric}/{self.starts}",
            title=self.design.title,
            units_exposed=results.units,
            start_time=self.started_at,
            action_taken=action.PAUSE if halts else action.ALERT,
            current_exposure_share=self.exposure_share,
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
            exposure_share=design.exposure_share or 0.0,
            current_exposure_share=design.steps[0],
            exposure_cap_units=design.exposure_cap_units,
            loss_cap=design.loss_cap,
            guardrails=design.guardrails,
            injected_guardrails=self.injected,
            primary_metric=design.primary_metric,
            secondary_metrics=design.secondary_metrics,
            decision_rule=design.decision_rule,
            power=design.power,
            checks=self.checks,
            snapshot=self.snapshot(),
            required_units_per_arm=self.required_units or 0,
            at=at,
        )

    def _decided(
        self,
        decision: Decision,
        asked: tuple[AskedCheck, ...],
        results: Results,
        snapshot: ExperimentSnapshot,
    ) -> events.ExperimentDecided:
        return events.ExperimentDecided(
            experiment=self.name,
            idea=self.idea,
            supporting=self.design.supporting,
            verdict=decision.verdict,
            response=decision.response,
            rule_verdict=decision.rule_verdict,
            followed_rule=decision.followed_rule,
            learning=decision.learning,
            decider=decision.decider,
            second=decision.second,
            reason=decision.reason,
            effect=decision.effect,
            cited=decision.cited,
            new_needs=decision.new_needs,
            units=results.units,
            loss_spent=decision.loss_spent,
            runtime=decision.runtime,
            checks=asked,
            snapshot=snapshot,
            guardrails=self.counting.measurements(results),
            tested_doors=self.design.tested_doors,
            at=decision.decide_time,
        )


def quotes(warning: Violation, mechanism: str) -> bool:
    """Tell whether a warning has texts of a mechanism: `… (mechanisms/fit v1, …`."""
    return f"({mechanism} v" in warning.description


def _salted(design: Design, experiment_id: str) -> Design:
    """Return the design with a salt: units are hashed with the id if it has none."""
    return design if design.salt else replace(design, salt=experiment_id)


def _asked(evaluations: Sequence[Evaluation], by: Actor) -> tuple[AskedCheck, ...]:
    return tuple(AskedCheck.of(each, by) for each in evaluations)


def _pause_of(reading: GuardrailReading) -> Pause:
    guardrail, mean = reading.guardrail, reading.measured.treated.mean or 0.0
    found, bound = told_apart(mean, guardrail.threshold)
    text = f"{found} over {reading.units} units of treatment is not {guardrail.side}"
    cause = f"Guardrail {guardrail.metric}: {text} {bound}."
    return Pause(PauseTrigger.GUARDRAIL, cause, guardrail_metric=guardrail.metric)
