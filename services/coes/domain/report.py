"""The report: what is known about an incident, as its owner writes it down."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    """How bad an incident is, in the contract's words."""

    UNSPECIFIED = "SEVERITY_UNSPECIFIED"
    LOW = "SEVERITY_LOW"
    MEDIUM = "SEVERITY_MEDIUM"
    HIGH = "SEVERITY_HIGH"


@dataclass(frozen=True, slots=True)
class Impact:
    """What an incident cost, as far as known."""

    customers: int = 0
    cost_usd: int = 0
    promise_broken: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known.

    Attributes:
        source: Name of what it happened to; empty when unknown.
        start_time: When it began; all three times are UTC.
        detect_time: When it was noticed.
        mitigate_time: When the harm ended; None while it goes on.
    """

    title: str
    severity: Severity
    source: str = ""
    summary: str = ""
    impact: Impact | None = None
    start_time: datetime | None = None
    detect_time: datetime | None = None
    mitigate_time: datetime | None = None
