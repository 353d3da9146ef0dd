"""The COE: the correction of one error, from the incident to what prevents the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from chassis.domain import (
    Actor,
    Aggregate,
    DomainEvent,
    NotFound,
    Transitions,
    Violation,
    allow,
    broken_rules,
    refuse,
    reject,
)
from chassis.labels import Label
from chassis.words import says_nothing

from . import events, fix_rules, rules
from .breach import Breach, Harm
from .causes import CHAINS_AT_MOST, CauseChain, Why, identified
from .completeness import Knowledge, advice, gaps, malformed, named
from .corrections import Correction, CorrectionState, Fix, Waiver, dated_anew, kept
from .dismissal import AskedDismissal, owner_has_not_asked
from .life import METHODS, OPEN, TRANSITIONS, CoeState
from .policy import Policy
from .report import Report, TimelineEntry, in_order, marked


def protecting_of(fixes: Sequence[Fix]) -> tuple[str, ...]:
    """Return the mechanisms that protect now."""
    return tuple(sorted({it.mechanism for it in fixes if it.counts and it.protects}))


@dataclass(slots=True, kw_only=True)
class Coe(Aggregate):
    """The correction of one error, and an aggregate root of this service.

    Attributes:
        idea: Name of the idea it touches; empty if none.
        incident_key: What the event that opened it has, or `source#key` if a person
            gave a key; empty otherwise.
        copied: Texts in its report that another service wrote.
        asked_dismissal: What its owner asked for; None unless it is to be dismissed.
        dismiss_reason: Why nothing was wrong; empty unless dismissed.
        reviewer: Who judged it last.
        recurrence_of: The earlier COE that came back with it.
        recurrences: The later COEs in which it came back.
        repeats: How often the same incident was told again while it was open.
        waived_since: When its first waiver began; None again once it is closed.
        watch_until: Until when it must not come back; None while nothing protects.
        corrected_at: When its corrections were last done.
        protect_at: When a mechanism first protected against it.
        close_at: When it was last closed.
        warnings: What was worth knowing when it was last submitted.
    """

    COLLECTION: ClassVar[str] = "coes"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    report: Report
    owner: str
    team: str
    state: CoeState = CoeState.OPENED
    idea: str = ""
    incident_key: str = ""
    copied: tuple[str, ...] = ()
    asked_dismissal: AskedDismissal | None = None
    dismiss_reason: str = ""
    reviewer: str = ""
    return_comment: str = ""
    recurrence_of: str = ""
    recurrences: tuple[str, ...] = ()
    repeats: int = 0
    waiver: Waiver | None = None
    waived_since: datetime | None = None
    watch_until: datetime | None = None
    corrected_at: datetime | None = None
    protect_at: datetime | None = None
    close_at: datetime | None = None
    warnings: tuple[Violation, ...] = ()

    @classmethod
    def create(  # noqa: PLR0913 - what opens it, and what it is known by
        cls,
        coe_id: str,
        report: Report,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
        incident_key: str = "",
        recurrence_of: str = "",
        idea: str = "",
        people: frozenset[str] = frozenset(),
    ) -> "Coe":
        """Open one by hand. Anyone may. Raises `InvalidInput`, `RuleBroken`."""
        coe = cls(
            id=coe_id,
            report=replace(
                report,
                cause_chains=identified((), report.cause_chains),
                corrections=kept((), report.corrections),
            ),
            owner=by.name,
            team=by.team,
            idea=idea,
            incident_key=incident_key,
            recurrence_of=recurrence_of,
            created_at=at,
            updated_at=at,
        )
        reject(
            rules.title_missing(report),
            rules.severity_missing(report),
            *malformed(report, people),
        )
        refuse(
            rules.timeline_unordered(coe.label, report),
            rules.moment_in_future(coe.label, report, at),
            rules.recurrence_of_itself(coe.label, recurrence_of),
            fix_rules.due_out_of_range(
                coe.label, report.corrections, at, policy.correction_limit
            ),
        )
        coe._opened(by, at)
        return coe

    @classmethod
    def of_incident(
        cls, coe_id: str, incident: Breach | Harm, *, by: Actor, at: datetime
    ) -> "Coe":
        """Open one for whoever owns the experiment that tells of it."""
        coe = cls(
            id=coe_id,
            report=incident.report(at),
            owner=incident.owner,
            team=incident.team,
            idea=incident.idea,
            incident_key=incident.incident_key,
            copied=incident.texts,
            created_at=at,
            updated_at=at,
        )
        coe._opened(by, at)
        return coe

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.report.title)

    @property
    @override
    def journey(self) -> str:
        return self.idea or self.name

    @property
    @override
    def wake_at(self) -> datetime | None:
        times = [self._late_from(), self._waived_until(), self._watched_until()]
        return min((time for time in times if time), default=None)

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do or to wait for."""
        return self.state in OPEN

    @property
    def is_told_by_event(self) -> bool:
        """Whether an event opened it, and no person."""
        return bool(self.incident_key) and "#" not in self.incident_key

    def repeat(self, *, by: Actor, at: datetime) -> None:
        """Count another report of the same incident; nothing, once it is over."""
        if not self.is_open:
            return
        self.record(events.CoeRepeated(coe=self.name, at=at), by=by)
        self.repeats += 1

    def tell_again(self, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Count another report; open it again if it was corrected by then."""
        self._reopen("", "", by, at, policy)
        self.repeat(by=by, at=at)

    def update(
        self,
        report: Report,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Replace the report. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.

        Source and severity stay as others were told: they hold an experiment back. So
        does the start that an event told. Corrections keep their state.
        """
        report = self._as_told(report)
        reject(rules.title_missing(report), *malformed(report, people))
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeUpdated)
        harm_must_be_over = self.state is CoeState.ANALYZING
        dated = dated_anew(self.report.corrections, report.corrections)
        refuse(
            rules.timeline_unordered(self.label, report),
            rules.moment_in_future(self.label, report, at),
            rules.not_mitigated(self.label, report) if harm_must_be_over else None,
            fix_rules.due_out_of_range(self.label, dated, at, policy.correction_limit),
        )
        self.record(events.CoeUpdated(coe=self.name, at=at), by=by)
        told = self.report
        self.report = replace(
            report,
            timeline=in_order(marked(told.timeline, report.timeline)),
            cause_chains=identified(told.cause_chains, report.cause_chains),
            corrections=kept(told.corrections, report.corrections),
        )

    def add_to_timeline(
        self,
        entries: Sequence[TimelineEntry],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> int:
        """Add what is new; return how much. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeTimelineExtended)
        known = {(entry.at, entry.fact) for entry in self.report.timeline}
        new = [entry for entry in entries if (entry.at, entry.fact) not in known]
        timeline = (*self.report.timeline, *new)
        refuse(rules.timeline_full(self.label, len(timeline), policy.timeline_limit))
        if new:
            self.record(events.CoeTimelineExtended(coe=self.name, at=at), by=by)
            self.report = replace(self.report, timeline=in_order(timeline))
        return len(new)

    def start_analysis(self, *, by: Actor, at: datetime) -> None:
        """Start the analysis: nobody dismisses it then.

        Raises `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeAnalysisStarted)
        refuse(rules.not_mitigated(self.label, self.report))
        started = events.CoeAnalysisStarted(
            coe=self.name, source=self.report.source, at=at
        )
        self.record(started, by=by)
        self.asked_dismissal = None

    def add_why(  # noqa: PLR0913 - where, what, who and when
        self,
        chain_id: str,
        why: Why,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Add a why to a chain, or to a new one if the id is empty.

        Raises `InvalidInput`, `NotAllowed`, `NotFound`, `RuleBroken`.
        """
        told = {"why.question": why.question, "why.answer": why.answer}
        reject(*named(told, people))
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeWhyAdded)
        chains = self._longer(chain_id, why, policy)
        self.record(events.CoeWhyAdded(coe=self.name, at=at), by=by)
        self.report = replace(self.report, cause_chains=chains)

    def submit(
        self, known: Knowledge, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Hand it to a reviewer. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeSubmitted)
        refuse(*gaps(self.label, self.report, known, policy))
        submitted = events.CoeSubmitted(
            coe=self.name,
            source=self.report.source,
            severity=self.report.severity,
            cause_class=self.report.cause_class,
            at=at,
        )
        self.record(submitted, by=by)
        self.warnings = tuple(advice(self.label, self.report, policy))

    def give_back(
        self, comment: str, involved: Collection[str] = (), *, by: Actor, at: datetime
    ) -> None:
        """Return it with a comment.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._allow_reviewer(by, involved)
        self.expect(events.CoeReturned)
        reject(says_nothing(comment, "comment"))
        returned = events.CoeReturned(
            coe=self.name, source=self.report.source, comment=comment, at=at
        )
        self.record(returned, by=by)
        self.reviewer, self.return_comment = by.name, comment

    def approve(
        self,
        fixes: Sequence[Fix],
        involved: Collection[str] = (),
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Approve it. Raises `NotAllowed`, `RuleBroken`.

        A waiver in force stands in for a mechanism. `involved` are the people and teams
        of what it happened to.
        """
        self._allow_reviewer(by, involved)
        self.expect(events.CoeApproved)
        if not self._is_waived(at):
            refuse(
                fix_rules.mechanism_unproven(self.label, fixes),
                fix_rules.mechanism_only_warns(self.label, fixes),
            )
        approved = events.CoeApproved(
            coe=self.name,
            source=self.report.source,
            severity=self.report.severity,
            mechanisms=self.report.mechanisms,
            reviewer=by.name,
            idea=self.idea,
            at=at,
        )
        self.record(approved, by=by)
        self.reviewer = by.name
        if not self._is_waived(at):
            self.waiver = None

    def waive(  # noqa: PLR0913 - why, for how long, and who may not
        self,
        reason: str,
        expires_at: datetime,
        involved: Collection[str] = (),
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Let it continue without a mechanism.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._allow_reviewer(by, involved)
        self.expect(events.CoeWaived)
        reject(says_nothing(reason, "reason"))
        since, limit = self.waived_since or at, policy.waiver_limit
        refuse(
            rules.waiver_passed(self.label, expires_at, at),
            rules.waiver_too_long(self.label, expires_at, since, limit),
        )
        waived = events.CoeWaived(
            coe=self.name,
            source=self.report.source,
            reason=reason,
            expire_time=expires_at,
            reviewer=by.name,
            at=at,
        )
        self.record(waived, by=by)
        self.waiver = Waiver(reason, expires_at, by.name, at)
        self.waived_since = since

    def ask_dismissal(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Ask a reviewer to dismiss it.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeDismissed)
        reject(says_nothing(reason, "reason"))
        self.record(events.CoeDismissalAsked(coe=self.name, at=at), by=by)
        self.asked_dismissal = AskedDismissal(reason, by.name, at)

    def dismiss(
        self, reason: str, involved: Collection[str] = (), *, by: Actor, at: datetime
    ) -> None:
        """Agree with its owner that nothing was wrong.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._allow_reviewer(by, involved)
        self.expect(events.CoeDismissed)
        reject(says_nothing(reason, "reason"))
        refuse(owner_has_not_asked(self.label, self.owner, self.asked_dismissal))
        dismissed = events.CoeDismissed(
            coe=self.name, source=self.report.source, reason=reason, at=at
        )
        self.record(dismissed, by=by)
        self.dismiss_reason = reason
        self.reviewer = by.name

    def complete(
        self,
        correction_id: str,
        evidence_url: str,
        fix: Fix | None,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Report a correction done.

        Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`.

        Args:
            correction_id: Which one.
            evidence_url: What shows it.
            fix: What is known of the mechanism, if it is one. What people run is done
                when they say so, and closes nothing.
            by: The owner, or anyone of the team that does it.
            at: When.
        """
        correction = self.correction(correction_id)
        lacking = fix_rules.correction_without_evidence
        reject(lacking(self.label, correction, evidence_url))
        if by.name != self.owner:
            allow(rules.not_on_team(self.label, correction.team, by))
        self.expect(events.CoeCorrectionCompleted)
        refuse(
            fix_rules.correction_done(self.label, correction),
            *(self._fix_missing(fix) if fix and not fix.human_run else ()),
        )
        self._completed(correction, evidence_url, by, at)

    def settle(
        self, fixes: Sequence[Fix], *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Go on to WATCHING if all corrections are done; otherwise do nothing.

        Mechanisms that act are done by that, unless something has escaped them since.
        Where the mechanism is waived, the others are enough. What is watched is watched
        only while a mechanism protects.
        """
        if self.state is CoeState.WATCHING:
            self._keep_watch(fixes, by, at, policy)
        if self.state is not CoeState.CORRECTING:
            return
        protecting = protecting_of(fixes)
        come = {fix.mechanism for fix in fixes if fix.is_shown and fix.protects}
        for each in self.report.corrections:
            if each.is_mechanism and each.reference in come and not each.is_done:
                self._completed(each, "", by, at)
        waived = self._is_waived(at)
        unproven = {f.mechanism for f in fixes if not f.is_shown and not f.human_run}
        left = [
            each
            for each in self.report.corrections
            if (not each.is_done or each.reference in unproven)
            and not (waived and each.is_mechanism)
        ]
        if left or not (protecting or waived):
            return
        until = at + policy.watch if protecting else None
        corrected = events.CoeCorrected(
            coe=self.name,
            source=self.report.source,
            mechanisms=protecting,
            watch_until_time=until,
            at=at,
        )
        self.record(corrected, by=by)
        self.watch_until, self.corrected_at = until, at
        if protecting:
            self._protected(at)

    def mark_recurrence(self, earlier: str, *, by: Actor, at: datetime) -> None:
        """Name the earlier COE of the same error. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.label, self.owner, by))
        self.expect(events.CoeRecurrenceMarked)
        refuse(
            rules.recurrence_of_itself(self.label, earlier),
            rules.recurrence_known(self.label, self.recurrence_of),
        )
        marked = events.CoeRecurrenceMarked(coe=self.name, recurrence_of=earlier, at=at)
        self.record(marked, by=by)
        self.recurrence_of = earlier

    def recur(
        self,
        recurrence: str,
        mechanism: str = "",
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Take note of a later COE of the same error; open again if it was over."""
        if recurrence not in self.recurrences:
            self.recurrences = (*self.recurrences, recurrence)
            recurred = events.CoeRecurred(coe=self.name, recurrence=recurrence, at=at)
            self.record(recurred, by=by)
        self._reopen(recurrence, mechanism, by, at, policy)

    def _reopen(
        self,
        recurrence: str,
        mechanism: str,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Analyse it again, if it was corrected."""
        if (self.state, events.CoeReopened) not in TRANSITIONS:
            return
        reopened = events.CoeReopened(
            coe=self.name,
            source=self.report.source,
            severity=self.report.severity,
            idea=self.idea,
            recurrence=recurrence,
            mechanism=mechanism,
            at=at,
        )
        self.record(reopened, by=by)
        self._start_over(at, policy)

    def erase(self, *, by: Actor, at: datetime) -> None:
        """Forget the texts that other services wrote; do nothing if there are none."""
        left = self.report.erased(self.copied)
        if self.copied or left != self.report:
            self.record(events.CoeTextErased(coe=self.name, at=at), by=by)
            before = str(self.label)
            self.report, self.copied = left, ()
            self.warnings = tuple(
                replace(it, description=it.description.replace(before, str(self.label)))
                for it in self.warnings
            )

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        for each in self.report.corrections:
            if self.state in OPEN[:-1] and each.is_late(at):
                self._overdue(each, by, at)
        if (until := self._waived_until()) and until <= at:
            expired = events.CoeWaiverExpired(
                coe=self.name, source=self.report.source, at=at
            )
            self.record(expired, by=by)
            self.waiver = self.watch_until = None
        elif (until := self._watched_until()) and until <= at:
            closed = events.CoeClosed(
                coe=self.name,
                source=self.report.source,
                mechanisms=tuple(
                    each.reference for each in self.report.corrections if each.acts
                ),
                at=at,
            )
            self.record(closed, by=by)
            self.close_at, self.watch_until, self.waived_since = at, None, None

    def correction(self, correction_id: str) -> Correction:
        """Return one of its corrections. Raises `NotFound`."""
        for correction in self.report.corrections:
            if correction.id == correction_id:
                return correction
        name = f"{self.name}/corrections/{correction_id}"
        raise NotFound(Violation("CORRECTION_NOT_FOUND", name, f"There is no {name}."))

    def _as_told(self, report: Report) -> Report:
        """Return a report with what its owner does not change."""
        told = self.report
        start = told.start_time if self.is_told_by_event else report.start_time
        return replace(
            report, source=told.source, severity=told.severity, start_time=start
        )

    def _allow_reviewer(self, by: Actor, involved: Collection[str]) -> None:
        source = self.report.source
        allow(rules.reviewer_is_owner(self.label, self.owner, by))
        allow(rules.reviewer_is_no_person(self.label, by))
        allow(rules.reviewer_in_same_team(self.label, self.team, source, involved, by))

    def _longer(
        self, chain_id: str, why: Why, policy: Policy
    ) -> tuple[CauseChain, ...]:
        """Return the chains with one more why."""
        chains = self.report.cause_chains
        if not chain_id:
            refuse(rules.why_chains_full(self.label, len(chains), CHAINS_AT_MOST))
            return identified(chains, (*chains, CauseChain((why,))))
        chain = next((it for it in chains if it.id == chain_id), None)
        if chain is None:
            raise NotFound(rules.why_chain_not_found(self.label, chain_id, chains))
        whys = len(chain.whys)
        refuse(rules.why_chain_too_long(self.label, whys, policy.whys_at_most))
        longer = replace(chain, whys=(*chain.whys, why))
        return tuple(longer if it is chain else it for it in chains)

    def _fix_missing(self, fix: Fix) -> list[Violation]:
        return broken_rules(
            fix_rules.mechanism_unproven(self.label, [fix]),
            fix_rules.mechanism_not_active(self.label, fix),
        )

    def _is_waived(self, at: datetime) -> bool:
        return bool(self.waiver and self.waiver.is_in_force(at))

    def _late_from(self) -> datetime | None:
        waiting = [
            each.due_at
            for each in self.report.corrections
            if each.due_at and each.state is CorrectionState.OPEN
        ]
        return min(waiting, default=None) if self.state in OPEN[:-1] else None

    def _waived_until(self) -> datetime | None:
        waits = self.state in (CoeState.CORRECTING, CoeState.WATCHING)
        return self.waiver.expires_at if waits and self.waiver else None

    def _watched_until(self) -> datetime | None:
        """Return when it closes: never while a waiver stands in for a mechanism."""
        watched = self.state is CoeState.WATCHING and not self.waiver
        return self.watch_until if watched else None

    def _overdue(self, correction: Correction, by: Actor, at: datetime) -> None:
        overdue = events.CoeCorrectionOverdue(
            coe=self.name,
            source=self.report.source,
            correction=correction.id,
            team=correction.team,
            due_time=correction.due_at,
            at=at,
        )
        self.record(overdue, by=by)
        late = replace(correction, state=CorrectionState.OVERDUE)
        self.report = self.report.corrected(late)

    def _completed(
        self, correction: Correction, evidence_url: str, by: Actor, at: datetime
    ) -> None:
        completed = events.CoeCorrectionCompleted(
            coe=self.name, correction=correction.id, at=at
        )
        self.record(completed, by=by)
        self.report = self.report.corrected(correction.done(evidence_url, at))

    def _keep_watch(
        self, fixes: Sequence[Fix], by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Watch it while a mechanism protects, from the moment at which one does."""
        checked = [fix for fix in fixes if fix.exists and not fix.human_run]
        if any(fix.counts and fix.acts for fix in checked):
            self._protect(fixes, by, at, policy)
        elif self.watch_until:
            self.record(events.CoeUnprotected(coe=self.name, at=at), by=by)
            self.watch_until = None
        if checked and all(fix.ended for fix in checked) and not self.waiver:
            self._reopen("", checked[0].mechanism, by, at, policy)

    def _protect(
        self, fixes: Sequence[Fix], by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Take note of mechanisms that protect now, and did not before."""
        protecting = protecting_of(fixes)
        come = [
            each
            for each in self.report.corrections
            if each.is_mechanism and each.reference in protecting and not each.is_done
        ]
        if not protecting or (self.watch_until and not come):
            return
        protected = events.CoeProtected(coe=self.name, mechanisms=protecting, at=at)
        self.record(protected, by=by)
        for each in come:
            self.report = self.report.corrected(each.done("", at))
        self._protected(at)
        self.watch_until = at + policy.watch

    def _protected(self, at: datetime) -> None:
        self.protect_at = self.protect_at or at
        if all(each.is_done for each in self.report.corrections):
            self.waiver = None

    def _start_over(self, at: datetime, policy: Policy) -> None:
        """Make the corrections by mechanisms open again, with a new date."""
        self.waiver = self.watch_until = None
        due_at = at + policy.watch
        for each in self.report.corrections:
            if each.is_mechanism:
                self.report = self.report.corrected(each.to_be_done_again(due_at))

    def _opened(self, by: Actor, at: datetime) -> None:
        opened = events.CoeOpened(
            coe=self.name,
            source=self.report.source,
            severity=self.report.severity,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            start_time=self.report.start_time,
            impact_so_far=self.report.impact,
            title=self.report.title,
            recurrence_of=self.recurrence_of,
            at=at,
        )
        self.remember(opened, by=by)
