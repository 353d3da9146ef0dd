"""What can happen to a COE."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import DomainEvent

from .report import Impact, IncidentSeverity


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeOpened(DomainEvent):
    """Something went wrong."""

    coe: str
    source: str
    severity: IncidentSeverity
    idea: str
    owner: str
    team: str
    start_time: datetime | None
    impact_so_far: Impact | None = None
    title: str = ""
    recurrence_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRepeated(DomainEvent):
    """The same incident was reported again. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeUpdated(DomainEvent):
    """The owner wrote down what is known. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeTimelineExtended(DomainEvent):
    """More of what happened is known. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeWhyAdded(DomainEvent):
    """A why was added to a chain. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeAnalysisStarted(DomainEvent):
    """The harm has ended, and the analysis begins."""

    coe: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeDismissalAsked(DomainEvent):
    """The owner asked a reviewer to dismiss it. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeDismissed(DomainEvent):
    """A reviewer agreed with the owner that nothing was wrong."""

    coe: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeSubmitted(DomainEvent):
    """The owner handed the analysis to a reviewer."""

    coe: str
    source: str
    severity: IncidentSeverity
    cause_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeReturned(DomainEvent):
    """A reviewer returned the analysis."""

    coe: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeApproved(DomainEvent):
    """A reviewer approved the analysis."""

    coe: str
    source: str
    severity: IncidentSeverity
    mechanisms: tuple[str, ...]
    reviewer: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeWaived(DomainEvent):
    """A reviewer let it continue without a proven mechanism for a while."""

    coe: str
    source: str
    reason: str
    expire_time: datetime
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeWaiverExpired(DomainEvent):
    """The waiver ended, and no mechanism protects."""

    coe: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrectionCompleted(DomainEvent):
    """A correction is done. Private to this service."""

    coe: str
    correction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeProtected(DomainEvent):
    """A mechanism protects that did not before. Private to this service."""

    coe: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeUnprotected(DomainEvent):
    """No mechanism acts now, so nothing is watched. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrectionOverdue(DomainEvent):
    """The date of a correction has passed."""

    coe: str
    source: str
    correction: str
    team: str
    due_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrected(DomainEvent):
    """All corrections are done, and a mechanism protects or is waived."""

    coe: str
    source: str
    mechanisms: tuple[str, ...]
    watch_until_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeClosed(DomainEvent):
    """The error did not recur."""

    coe: str
    source: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRecurrenceMarked(DomainEvent):
    """The owner named the earlier COE of the same error. Private to this service."""

    coe: str
    recurrence_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRecurred(DomainEvent):
    """A later COE is about the same error. Private to this service."""

    coe: str
    recurrence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeTextErased(DomainEvent):
    """Texts that other services wrote are forgotten. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeReopened(DomainEvent):
    """The error recurred after it was corrected, or what corrected it ended."""

    coe: str
    source: str
    severity: IncidentSeverity
    idea: str
    recurrence: str
    mechanism: str
