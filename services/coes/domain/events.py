"""What can happen to a COE."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import DomainEvent

from .report import Impact, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeOpened(DomainEvent):
    """Something went wrong."""

    coe: str
    source: str
    severity: Severity
    idea: str
    owner: str
    team: str
    start_time: datetime | None
    impact_so_far: Impact | None = None
    title: str = ""
    recurrence_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRepeated(DomainEvent):
    """The same incident was told again. Private to this service."""

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
    """Somebody asked why once more. Private to this service."""

    coe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeAnalysisStarted(DomainEvent):
    """The harm is stopped; people ask why."""

    coe: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeDismissed(DomainEvent):
    """Nothing was wrong."""

    coe: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeSubmitted(DomainEvent):
    """The analysis is with a reviewer."""

    coe: str
    source: str
    severity: Severity
    cause_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeReturned(DomainEvent):
    """The analysis is not finished."""

    coe: str
    source: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeApproved(DomainEvent):
    """The analysis is sound, and the fix a mechanism or waived."""

    coe: str
    source: str
    severity: Severity
    mechanisms: tuple[str, ...]
    reviewer: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeWaived(DomainEvent):
    """It may go on without a proven mechanism for a while."""

    coe: str
    source: str
    reason: str
    expire_time: datetime
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeWaiverExpired(DomainEvent):
    """The while is over, and no mechanism has come."""

    coe: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrectionCompleted(DomainEvent):
    """A correction is done. Private to this service."""

    coe: str
    correction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeProtected(DomainEvent):
    """What was waived has come while it was watched. Private to this service."""

    coe: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrectionOverdue(DomainEvent):
    """A correction is past its date."""

    coe: str
    source: str
    correction: str
    team: str
    due_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeCorrected(DomainEvent):
    """All is put right, and a mechanism protects or is waived."""

    coe: str
    source: str
    mechanisms: tuple[str, ...]
    watch_until_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeClosed(DomainEvent):
    """It did not come back."""

    coe: str
    source: str
    by_mechanism: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRecurrenceMarked(DomainEvent):
    """It is an earlier one come back. Private to this service."""

    coe: str
    recurrence_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeRecurred(DomainEvent):
    """It came back while it was open. Private to this service."""

    coe: str
    recurrence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeReopened(DomainEvent):
    """It came back after it was put right."""

    coe: str
    source: str
    severity: Severity
    idea: str
    recurrence: str
    mechanism: str
