"""What can happen to a COE."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import DomainEvent

from .report import Severity


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CoeUpdated(DomainEvent):
    """The owner wrote down what is known. Private to this service."""

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
