"""The COE: the correction of one error, from the incident to the question why."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import Actor, Aggregate, Transitions, allow, refuse, reject

from . import events, rules
from .breach import Breach
from .report import Report


class CoeState(StrEnum):
    """Where a COE is in its life."""

    OPENED = "OPENED"
    ANALYZING = "ANALYZING"
    DISMISSED = "DISMISSED"


S = CoeState

TRANSITIONS: Transitions = {
    (S.OPENED, events.CoeUpdated): S.OPENED,
    (S.OPENED, events.CoeAnalysisStarted): S.ANALYZING,
    (S.OPENED, events.CoeDismissed): S.DISMISSED,
    (S.ANALYZING, events.CoeUpdated): S.ANALYZING,
}
"""Every move there is. What is not in this table cannot happen."""


@dataclass(slots=True, kw_only=True)
class Coe(Aggregate):
    """The correction of one error, and the aggregate root of this service.

    Attributes:
        idea: Name of the idea it touches; empty if none.
        incident_key: Of the breach that opened it; empty if a person did.
        dismiss_reason: Why nothing was wrong; empty unless dismissed.
    """

    COLLECTION: ClassVar[str] = "coes"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS

    report: Report
    owner: str
    team: str
    state: CoeState = CoeState.OPENED
    idea: str = ""
    incident_key: str = ""
    dismiss_reason: str = ""

    @classmethod
    def create(cls, coe_id: str, report: Report, *, by: Actor, at: datetime) -> "Coe":
        """Open one by hand. Anyone may. Raises `InvalidInput`, `RuleBroken`."""
        coe = cls(
            id=coe_id,
            report=report,
            owner=by.name,
            team=by.team,
            created_at=at,
            updated_at=at,
        )
        reject(rules.title_missing(report), rules.severity_missing(report))
        refuse(rules.timeline_unordered(coe.name, report))
        coe._opened(by, at)
        return coe

    @classmethod
    def of_breach(
        cls, coe_id: str, breach: Breach, *, by: Actor, at: datetime
    ) -> "Coe":
        """Open one for whoever owns the experiment whose guardrail broke."""
        coe = cls(
            id=coe_id,
            report=breach.report(at),
            owner=breach.owner,
            team=breach.team,
            idea=breach.idea,
            incident_key=breach.incident_key,
            created_at=at,
            updated_at=at,
        )
        coe._opened(by, at)
        return coe

    @property
    @override
    def journey(self) -> str:
        return self.idea or self.name

    def update(self, report: Report, *, by: Actor, at: datetime) -> None:
        """Replace the report. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.

        Source and severity stay as others were told: they hold an experiment back.
        """
        reject(rules.title_missing(report))
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.CoeUpdated)
        harm_must_be_over = self.state is CoeState.ANALYZING
        refuse(
            rules.timeline_unordered(self.name, report),
            rules.not_mitigated(self.name, report) if harm_must_be_over else None,
        )
        self.record(events.CoeUpdated(coe=self.name, at=at), by=by)
        told = self.report
        self.report = replace(report, source=told.source, severity=told.severity)

    def start_analysis(self, *, by: Actor, at: datetime) -> None:
        """Begin to ask why. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_owner(self.name, self.owner, by))
        self.expect(events.CoeAnalysisStarted)
        refuse(rules.not_mitigated(self.name, self.report))
        started = events.CoeAnalysisStarted(
            coe=self.name, source=self.report.source, at=at
        )
        self.record(started, by=by)

    def dismiss(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Find that nothing was wrong. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.reviewer_is_owner(self.name, self.owner, by))
        allow(rules.reviewer_in_same_team(self.name, self.team, by))
        dismissed = events.CoeDismissed(
            coe=self.name, source=self.report.source, reason=reason, at=at
        )
        self.record(dismissed, by=by)
        self.dismiss_reason = reason

    def _opened(self, by: Actor, at: datetime) -> None:
        opened = events.CoeOpened(
            coe=self.name,
            source=self.report.source,
            severity=self.report.severity,
            idea=self.idea,
            owner=self.owner,
            team=self.team,
            start_time=self.report.start_time,
            at=at,
        )
        self.remember(opened, by=by)
