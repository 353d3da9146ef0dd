"""The mechanism: a check that was made after an incident and prevents the next one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from chassis.checks import Check, CheckSeverity
from chassis.domain import (
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    broken_rules,
    refuse,
    reject,
)
from chassis.labels import Label
from chassis.words import says_nothing

from . import mechanism_events as events
from . import mechanism_rules as rules
from .admission import Acting, malformed, too_much, unproved
from .design import OURSELVES, Design, Tool
from .keeping import (
    Consumer,
    EndTrigger,
    Inspection,
    MechanismVersion,
    SoftenTrigger,
)
from .mechanism_life import METHODS, TRANSITIONS, MechanismState
from .people import OnCall
from .policy import Policy
from .proofs import (
    Backtest,
    Counters,
    Escape,
    Proof,
    ProofEvidence,
    Replay,
    Trial,
)


@dataclass(slots=True, kw_only=True)
class Mechanism(Aggregate):
    """A check that was made after an incident, and an aggregate root of this service.

    Attributes:
        number: Counts its improvements, from 1; what others call its version.
        since: When the present version began to act.
        author: Who made the present version.
        origin_titles: What its origins were called when it was proposed.
        consumers: Who has which version.
        protected_at: When all that act on it first had the present version.
        replays: How each incident is replayed, as last given.
        recurrences: COEs in which the error of its origins came back.
        escapes: COEs that it should have prevented.
        suspended_until: When it returns by itself.
        suspendable_at: When the present version can be suspended again.
        due_at: When it is to be inspected next.
        overdue_told: Whether its owners were told that it was not.
        end_trigger: What ended it; None while nothing has.
        softened_because: Why it only warns; None if its design says so.
        recheck_at: When an exception may have turned out harmless.
        past: Its earlier versions.
    """

    COLLECTION: ClassVar[str] = "mechanisms"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    design: Design
    owner_team: str
    proposer: str
    proposer_team: str
    origin_coes: tuple[str, ...] = ()
    origin_titles: tuple[str, ...] = ()
    state: MechanismState = MechanismState.PROPOSED
    number: int = 1
    author: str = ""
    adopter: str = ""
    adopted_at: datetime | None = None
    since: datetime | None = None
    consumers: tuple[Consumer, ...] = ()
    protected_at: datetime | None = None
    replays: tuple[Replay, ...] = ()
    proofs: tuple[Proof, ...] = ()
    backtest: Backtest | None = None
    recurrences: tuple[str, ...] = ()
    escapes: tuple[Escape, ...] = ()
    suspend_reason: str = ""
    suspended_until: datetime | None = None
    suspendable_at: datetime | None = None
    end_reason: str = ""
    end_trigger: EndTrigger | None = None
    inspection: Inspection | None = None
    due_at: datetime | None = None
    overdue_told: bool = False
    softened_because: SoftenTrigger | None = None
    recheck_at: datetime | None = None
    past: tuple[MechanismVersion, ...] = ()

    @classmethod
    def propose(  # noqa: PLR0913 - what it is, who keeps it, and what it comes from
        cls,
        mechanism_id: str,
        design: Design,
        origin_coes: tuple[str, ...],
        owner_team: str,
        *,
        problem: str,
        by: Actor,
        at: datetime,
        identity: Sequence[str] = (),
        origin_titles: tuple[str, ...] = (),
    ) -> "Mechanism":
        """Propose one. Any member may. Raises `InvalidInput`.

        Args:
            mechanism_id: Of the new one.
            design: What it is.
            origin_coes: The incidents it is made after.
            owner_team: Who keeps it; the proposer's team when empty.
            problem: Why its expression cannot be used; empty if it can.
            by: Who proposes.
            at: When.
            identity: What its expression reads that only says which subject it is.
            origin_titles: What those are called, in the same order.
        """
        reject(*malformed(design, problem, identity))
        mechanism = cls(
            id=mechanism_id,
            design=design,
            owner_team=owner_team or by.team,
            proposer=by.name,
            proposer_team=by.team,
            author=by.name,
            origin_coes=origin_coes,
            origin_titles=origin_titles,
            created_at=at,
            updated_at=at,
        )
        proposed = events.MechanismProposed(
            mechanism=mechanism.name,
            version=mechanism.number,
            title=design.title,
            origin_coes=origin_coes,
            proposer=by.name,
            owner_team=mechanism.owner_team,
            at=at,
        )
        mechanism.remember(proposed, by=by)
        return mechanism

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.design.title)

    @property
    @override
    def journey(self) -> str:
        return self.origin_coes[0] if self.origin_coes else self.name

    @property
    @override
    def wake_at(self) -> datetime | None:
        match self.state:
            case MechanismState.ADOPTED:
                times = [self.design.sunset_at, self.recheck_at, self.due_at]
            case MechanismState.SUSPENDED:
                times = [self.design.sunset_at, self.suspended_until]
            case _:
                times = []
        return min((time for time in times if time), default=None)

    @property
    def incidents(self) -> tuple[str, ...]:
        """Every COE that it has to be proved on.

        Its origins, what these came back in when it was last proved, and what escaped.
        """
        escaped = (escape.coe for escape in self.escapes)
        known = [*self.origin_coes, *self.recurrences, *escaped]
        return tuple(dict.fromkeys(known))

    @property
    def called(self) -> dict[str, Label]:
        """What messages call those COEs, as far as their titles are known."""
        titles = dict(zip(self.origin_coes, self.origin_titles, strict=False))
        return {coe: Label(coe, titles.get(coe, "")) for coe in self.incidents}

    @property
    def evidence(self) -> ProofEvidence | None:
        """How much speaks for the present version; None before it was proved."""
        proved = bool(self.proofs)
        return ProofEvidence.of(self.proofs, self.backtest) if proved else None

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What has escaped the present version."""
        return tuple(e.coe for e in self.escapes if e.version == self.number)

    @property
    def is_proven(self) -> bool:
        """Whether the present version was proved, and nothing has escaped it."""
        return bool(self.proofs) and not self.unanswered

    @property
    def missing(self) -> tuple[str, ...]:
        """Services that have to act on it, and do not act on the present version."""
        act = {each.service for each in self._have if not each.unsupported}
        return tuple(each for each in self.design.consumers if each not in act)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The same services, in words: some do not understand the version."""
        lost = {each.service for each in self._have if each.unsupported}
        hint = "(it does not understand this version: update it)"
        return tuple(f"{it} {hint}" if it in lost else it for it in self.missing)

    @property
    def _have(self) -> list[Consumer]:
        return [each for each in self.consumers if each.version == self.number]

    @property
    def is_active(self) -> bool:
        """Whether all that act on it have the present version."""
        return self.state is MechanismState.ADOPTED and not self.missing

    def check(self) -> Check:
        """Return what its consumers have to know.

        Raises `ValueError` for what people run by themselves: nobody asks it.
        """
        design = self.design
        return Check(
            mechanism=self.name,
            version=self.number,
            title=design.title,
            owner_team=self.owner_team,
            scope=design.asked_of,
            severity=design.severity,
            message=design.message,
            fix_hint=design.fix_hint,
            origin_coes=self.origin_coes,
            origin_titles=self.origin_titles,
            sunset_at=design.sunset_at,
            predicate=design.predicate,
            question=design.question,
            guardrail=design.guardrail,
            external=design.external,
        )

    def allow_proof(self) -> None:
        """Raise `RuleBroken` if it cannot be proved, before anything is replayed."""
        self.expect(events.MechanismProven)
        human_run = self.design.human_run
        refuse(
            rules.human_run_cannot_close(self.label, human_run=human_run),
            rules.origin_missing(self.label, self.incidents),
        )

    def prove(self, trial: Trial, *, by: Actor, at: datetime) -> None:
        """Take note of what its trial said. Raises `RuleBroken`."""
        self.expect(events.MechanismProven)
        refuse(*unproved(self.label, self.called, self.design, trial))
        proven = events.MechanismProven(
            mechanism=self.name,
            version=self.number,
            backtest_subjects=trial.backtest.subjects,
            would_have_blocked=trial.backtest.would_have_blocked,
            caught=trial.backtest.caught,
            at=at,
        )
        self.record(proven, by=by)
        self._tried(trial)

    def reject_proposal(
        self, reason: str, hit: Collection[str] = (), *, by: Actor, at: datetime
    ) -> None:
        """Reject it. `hit` are the teams of its COEs.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._allow_reviewer(by, hit)
        self.expect(events.MechanismRejected)
        reject(says_nothing(reason, "reason"))
        rejected = events.MechanismRejected(
            mechanism=self.name, version=self.number, reason=reason, at=at
        )
        self.record(rejected, by=by)
        self.end_reason, self.end_trigger = reason, EndTrigger.PERSON

    def adopt(  # noqa: PLR0913 - what else acts, and what it was made after
        self,
        others: Sequence[Acting],
        *,
        hit: Collection[str] = (),
        severe: Sequence[str] = (),
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Let it act. Raises `NotAllowed`, `RuleBroken`.

        Args:
            others: All that act now, and what they did.
            hit: The teams of the COEs that it was made after.
            severe: Its incidents of high severity.
            by: Somebody of another team, and not who proposed it.
            at: When.
            policy: How much a checklist holds.
        """
        self._allow_reviewer(by, hit)
        if self.state is MechanismState.PROPOSED:
            unproved = [str(coe) for coe in self.called.values()] or ["any incident"]
            refuse(rules.incidents_forgotten(self.label, unproved))
        self.expect(events.MechanismAdopted)
        evidence = ProofEvidence.of(self.proofs, self.backtest)
        refuse(
            rules.proof_too_weak(self.label, evidence, severe),
            *too_much(self.label, self.design, self.backtest, others, policy),
            rules.sunset_passed(self.label, self.design.sunset_at, at),
        )
        sunset_at = _soonest(self.design.sunset_at, at + policy.lifetime)
        self.design = replace(self.design, sunset_at=sunset_at)
        self.adopter, self.adopted_at, self.since = by.name, at, at
        self.due_at = at + policy.inspection_every
        adopted = events.MechanismAdopted(
            mechanism=self.name,
            version=self.number,
            check=self.check(),
            adopter=by.name,
            at=at,
        )
        self.record(adopted, by=by)
        self._consume_ourselves(by, at)

    def improve(  # noqa: PLR0913 - what it becomes, and what speaks for it
        self,
        design: Design,
        trial: Trial,
        others: Sequence[Acting],
        *,
        severe: Sequence[str] = (),
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Become the next version. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.

        No incident is ever forgotten: it is proved on all of them again.
        """
        self.allow_change(design, by=by)
        evidence = ProofEvidence.of(trial.proofs, trial.backtest)
        relying = [] if self.design.only_warns else [*map(str, self.called.values())]
        refuse(
            *unproved(self.label, self.called, design, trial),
            None
            if trial.problems
            else rules.proof_too_weak(self.label, evidence, severe),
            rules.only_warns(self.label, relying if design.only_warns else []),
            *too_much(self.label, design, trial.backtest, others, policy),
            rules.sunset_passed(self.label, design.sunset_at, at),
        )
        design = replace(
            design, sunset_at=_soonest(design.sunset_at, at + policy.lifetime)
        )
        before = self.present_version()
        self.past = (*self.past, before)
        self.design, self.number, self.author = design, self.number + 1, by.name
        self.since, self.protected_at, self.softened_because = at, None, None
        if self.present_version().acts != before.acts:
            self.suspendable_at = None
        self._tried(trial)
        improved = events.MechanismImproved(
            mechanism=self.name,
            version=self.number,
            check=self.check(),
            proved_coes=self.incidents,
            at=at,
        )
        self.record(improved, by=by)
        self._consume_ourselves(by, at)

    def allow_change(
        self,
        design: Design,
        problem: str = "",
        identity: Sequence[str] = (),
        *,
        by: Actor,
    ) -> None:
        """Raise if it may not become that, before anything is replayed."""
        allow(rules.not_on_team(self.label, self.owner_team, by))
        reject(*malformed(design, problem, identity))
        self.expect(events.MechanismImproved)
        refuse(
            rules.nothing_changed(self.label, changed=design != self.design),
            rules.human_run_cannot_close(self.label, human_run=design.human_run),
        )

    def suspend(  # noqa: PLR0913 - why, and who may
        self,
        reason: str,
        on_call: OnCall,
        refused: Collection[str],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Stop it for a while. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.

        Args:
            reason: Why.
            on_call: Who is on call for which service.
            refused: People whom it refused something lately.
            by: One who is on call, or stands in for one whom it refused something.
            at: When.
            policy: For how long, and how often.
        """
        consumers = self.design.consumers
        allow(rules.not_on_call(self.label, consumers, on_call, refused, by))
        self.expect(events.MechanismSuspended)
        reject(says_nothing(reason, "reason"))
        refuse(rules.suspended_lately(self.label, self.suspendable_at, at))
        until = at + policy.suspension
        suspended = events.MechanismSuspended(
            mechanism=self.name,
            version=self.number,
            reason=reason,
            resume_time=until,
            at=at,
        )
        self.record(suspended, by=by)
        self.suspend_reason, self.suspended_until = reason, until
        self.suspendable_at = until + policy.suspension_pause

    def resume(self, *, by: Actor, at: datetime) -> None:
        """Let it act again. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.label, self.owner_team, by))
        self._resume(by, at)

    def retire(self, reason: str, *, by: Actor, at: datetime) -> None:
        """End it. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`."""
        allow(rules.not_on_team(self.label, self.owner_team, by))
        self.expect(events.MechanismRetired)
        reject(says_nothing(reason, "reason"))
        found = self.inspection
        inspected = bool(found and found.version == self.number)
        refuse(
            rules.inspection_missing(self.label, inspected=inspected),
            rules.still_needed(self.label, needed=bool(found and found.is_well)),
        )
        self._retire(reason, EndTrigger.PERSON, by, at)

    def inspect(  # noqa: PLR0913 - three answers, and what shows them
        self,
        *,
        outputs_reached: bool,
        still_needed: bool,
        we_own_it: bool,
        evidence: str,
        sunset_at: datetime | None,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Record an inspection. Raises `NotAllowed`, `RuleBroken`.

        What it lost because nobody looked, it gets back, if it is needed and in hand;
        only then its sunset is put off.
        """
        allow(rules.not_on_team(self.label, self.owner_team, by))
        self.expect(events.MechanismInspected)
        refuse(rules.sunset_passed(self.label, sunset_at, at))
        next_time = at + policy.inspection_every
        inspected = events.MechanismInspected(
            mechanism=self.name,
            version=self.number,
            outputs_reached=outputs_reached,
            still_needed=still_needed,
            we_own_it=we_own_it,
            next_time=next_time,
            at=at,
        )
        self.record(inspected, by=by)
        self.inspection = Inspection(
            at=at,
            inspector=by.name,
            version=self.number,
            outputs_reached=outputs_reached,
            still_needed=still_needed,
            we_own_it=we_own_it,
            evidence=evidence,
        )
        self.due_at, self.overdue_told = next_time, False
        if not (still_needed and we_own_it):
            sunset_at = _soonest(sunset_at, self.design.sunset_at)
        if sunset_at:
            sunset_at = _soonest(sunset_at, at + policy.lifetime)
            self.design = replace(self.design, sunset_at=sunset_at)
        forgotten = self.softened_because is SoftenTrigger.INSPECTION_OVERDUE
        if forgotten and still_needed and we_own_it:
            self.design = replace(self.design, severity=CheckSeverity.BLOCK)
            self.softened_because = None

    def report(self, *, by: Actor, at: datetime) -> None:
        """Take note that something outside has reported. Raises `RuleBroken`."""
        self.expect(events.MechanismReported)
        external = self.design.tool is Tool.EXTERNAL
        refuse(rules.not_external(self.label, external=external))
        reported = events.MechanismReported(
            mechanism=self.name, version=self.number, at=at
        )
        self.record(reported, by=by)

    def consumed(  # noqa: PLR0913 - who has what, and does what with it
        self,
        service: str,
        version: int,
        *,
        active: bool,
        unsupported: bool = False,
        by: Actor,
        at: datetime,
    ) -> None:
        """Take note of which version a consumer has; of nothing, if it was known."""
        known = {each.service: each for each in self.consumers}
        before, now = known.pop(service, None), None
        if active or unsupported:
            now = Consumer(
                service=service,
                version=version,
                answered_at=at,
                unsupported=unsupported,
            )
        if (before and before.has) == (now and now.has):
            return
        if (self.state, events.MechanismConsumed) not in TRANSITIONS:
            return
        self.consumers = (*known.values(), *([now] if now else []))
        consumed = events.MechanismConsumed(mechanism=self.name, version=version, at=at)
        self.record(consumed, by=by)
        if self.is_active and not self.protected_at:
            self.protected_at = at
            activated = events.MechanismActivated(
                mechanism=self.name, version=self.number, at=at
            )
            self.record(activated, by=by)

    def excuse(self, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Remember to look, later, whether an exception was harmless."""
        if (self.state, events.MechanismExcused) not in TRANSITIONS:
            return
        excused = events.MechanismExcused(
            mechanism=self.name, version=self.number, at=at
        )
        self.record(excused, by=by)
        self.recheck_at = self.recheck_at or at + policy.harmless_after

    def escape(self, coe: str, *, by: Actor, at: datetime) -> bool:
        """Take note that it let one through; tell whether that is news."""
        known = coe in self.incidents
        if known or (self.state, events.MechanismEscaped) not in TRANSITIONS:
            return False
        escaped = events.MechanismEscaped(
            mechanism=self.name,
            version=self.number,
            coe=coe,
            origin_coes=self.origin_coes,
            owner_team=self.owner_team,
            at=at,
        )
        self.record(escaped, by=by)
        escape = Escape(coe=coe, version=self.number, at=at)
        self.escapes = (*self.escapes, escape)
        return True

    def retitle(self, coe: str, title: str, *, by: Actor, at: datetime) -> None:
        """Take over the title of an origin of which a text was erased."""
        known = zip(self.origin_coes, self.origin_titles, strict=False)
        titles = tuple(title if name == coe else old for name, old in known)
        if titles == self.origin_titles:
            return
        erased = events.MechanismTextErased(
            mechanism=self.name, version=self.number, at=at
        )
        self.record(erased, by=by)
        self.origin_titles = titles
        self.past = tuple(version.retitled(titles) for version in self.past)

    @override
    def wake(
        self,
        *,
        by: Actor,
        at: datetime,
        policy: Policy | None = None,
        counters: Counters | None = None,
    ) -> None:
        policy, counters = policy or Policy(), counters or Counters()
        if _is_past(self.design.sunset_at, at):
            reason = "Its sunset has passed, and nobody renewed it."
            self._retire(reason, EndTrigger.SUNSET, by, at)
        elif self.state is MechanismState.SUSPENDED:
            self._resume(by, at)
        else:
            self._judge(counters, by, at, policy)
            self._miss_inspection(by, at, policy)

    def present_version(self) -> MechanismVersion:
        """Return the present version, to remember it by."""
        return MechanismVersion(
            version=self.number,
            check=None if self.design.human_run else self.check(),
            proofs=self.proofs,
            backtest=self.backtest,
            since=self.since or self.created_at,
            author=self.author,
        )

    def findings(
        self, counters: Counters, at: datetime, policy: Policy
    ) -> list[Violation]:
        """Return what is worth knowing of it now."""
        if self.state is not MechanismState.ADOPTED:
            return []
        fired_at = counters.last_fired_at or self.adopted_at
        sunset = self.design.sunset_at
        return broken_rules(
            rules.inspection_overdue(
                self.label, self.due_at, at, told=self.overdue_told
            ),
            rules.sunset_near(self.label, sunset, at, policy.sunset_notice),
            rules.never_fired(self.label, fired_at, at, policy.never_fired),
            rules.not_active(self.label, self.waits_for),
            rules.mechanism_escaped(self.label, self.number, self.unanswered),
        )

    def _allow_reviewer(self, by: Actor, hit: Collection[str]) -> None:
        teams = {self.owner_team, self.proposer_team, *hit}
        allow(rules.prover_is_proposer(self.label, self.proposer, by))
        allow(rules.reviewer_is_no_person(self.label, by))
        allow(rules.reviewer_in_same_team(self.label, teams, by))

    def _tried(self, trial: Trial) -> None:
        self.replays, self.proofs = trial.replays, trial.proofs
        self.backtest = trial.backtest

    def _consume_ourselves(self, by: Actor, at: datetime) -> None:
        """An external check reports to this very service: it has it at once."""
        if OURSELVES in self.design.consumers:
            self.consumed(OURSELVES, self.number, active=True, by=by, at=at)

    def _resume(self, by: Actor, at: datetime) -> None:
        resumed = events.MechanismResumed(
            mechanism=self.name, version=self.number, at=at
        )
        self.record(resumed, by=by)
        self.suspend_reason, self.suspended_until = "", None

    def _retire(
        self, reason: str, trigger: EndTrigger, by: Actor, at: datetime
    ) -> None:
        retired = events.MechanismRetired(
            mechanism=self.name,
            version=self.number,
            reason=reason,
            trigger=trigger,
            at=at,
        )
        self.record(retired, by=by)
        self.end_reason, self.end_trigger = reason, trigger
        self.suspended_until = None

    def _judge(
        self, counters: Counters, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Make it only warn if too many of its failures were false alarms."""
        if not _is_past(self.recheck_at, at):
            return
        self.recheck_at = None
        alarms, fired = counters.false_alarms, counters.fired
        enough = fired >= policy.false_alarm_failures
        if enough and alarms / fired > policy.false_alarm_limit:
            self._soften(SoftenTrigger.FALSE_ALARMS, by, at)

    def _miss_inspection(self, by: Actor, at: datetime, policy: Policy) -> None:
        """Tell the owners first; make it only warn later."""
        if self.due_at is None or self.due_at > at:
            return
        if self.overdue_told:
            self.due_at = None
            self._soften(SoftenTrigger.INSPECTION_OVERDUE, by, at)
            return
        overdue = events.MechanismInspectionOverdue(
            mechanism=self.name,
            version=self.number,
            due_time=self.due_at,
            owner_team=self.owner_team,
            at=at,
        )
        self.record(overdue, by=by)
        self.overdue_told, self.due_at = True, at + policy.inspection_grace

    def _soften(self, trigger: SoftenTrigger, by: Actor, at: datetime) -> None:
        if self.design.severity is CheckSeverity.WARN:
            return
        self.design = replace(self.design, severity=CheckSeverity.WARN)
        self.softened_because = trigger
        softened = events.MechanismSoftened(
            mechanism=self.name,
            version=self.number,
            trigger=trigger,
            owner_team=self.owner_team,
            at=at,
        )
        self.record(softened, by=by)


def _soonest(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier one; None is later than any time."""
    return min((time for time in (one, other) if time), default=None)


def _is_past(time: datetime | None, at: datetime) -> bool:
    return time is not None and time <= at
