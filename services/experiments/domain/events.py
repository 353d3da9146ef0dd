"""What can happen to an experiment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.domain import DomainEvent

from .design import Arm, Guardrail, Hypothesis, Metric


class Verdict(StrEnum):
    """Which way an experiment went, in the contract's words."""

    SCALE = "VERDICT_SCALE"
    PIVOT = "VERDICT_PIVOT"
    KILL = "VERDICT_KILL"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCreated(DomainEvent):
    """Someone began a design."""

    experiment: str
    idea: str
    owner: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentUpdated(DomainEvent):
    """The owner changed the design. Private to this service."""

    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KillSwitchVerified(DomainEvent):
    """The owner tried the kill switch. Private to this service."""

    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentStarted(DomainEvent):
    """The design is frozen and units come in."""

    experiment: str
    idea: str
    hypothesis: Hypothesis
    arms: tuple[Arm, ...]
    exposure_percent: int
    loss_cap_usd: int
    guardrails: tuple[Guardrail, ...]
    primary_metric: Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentPaused(DomainEvent):
    """Everyone gets control."""

    experiment: str
    idea: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentResumed(DomainEvent):
    """Units come in again."""

    experiment: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentStopped(DomainEvent):
    """Collection ended."""

    experiment: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentAborted(DomainEvent):
    """Ended without a verdict."""

    experiment: str
    idea: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentGuardrailBreached(DomainEvent):
    """A guardrail broke, and the pause follows at once."""

    experiment: str
    idea: str
    owner: str
    team: str
    guardrail: Guardrail
    value: float
    units: int
    incident_key: str
    title: str
    units_exposed: int
    start_time: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentDecided(DomainEvent):
    """Decided: scale, pivot or kill."""

    experiment: str
    idea: str
    verdict: Verdict
    learning: str
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyUpdated(DomainEvent):
    """We heard something new of an idea or a COE. Private to this service."""

    of: str
