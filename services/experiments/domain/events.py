"""What can happen to an experiment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.domain import DomainEvent

from .asked import AskedCheck
from .design import Arm, DecisionRule, Guardrail, GuardrailAction, Hypothesis, Metric
from .results import Effect
from .snapshot import ExperimentSnapshot
from .verdicts import Response, Verdict


class Variant(StrEnum):
    """What becomes of a treatment after the decision, in the contract's words."""

    KEPT = "VARIANT_KEPT"
    DISCARDED = "VARIANT_DISCARDED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCreated(DomainEvent):
    """Someone began a design."""

    experiment: str
    idea: str
    owner: str
    team: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentUpdated(DomainEvent):
    """The owner changed the design. Private to this service."""

    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KillSwitchVerified(DomainEvent):
    """The owner tried the kill switch. Private to this service."""

    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCancelled(DomainEvent):
    """A draft was given up."""

    experiment: str
    idea: str
    reason: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentStarted(DomainEvent):
    """The design is frozen and units come in."""

    experiment: str
    idea: str
    owner: str
    team: str
    leader: str
    title: str
    supporting: bool
    hypothesis: Hypothesis
    arms: tuple[Arm, ...]
    exposure_percent: int
    current_exposure_percent: int
    exposure_cap_units: int
    loss_cap_usd: int
    guardrails: tuple[Guardrail, ...]
    injected_guardrails: tuple[Guardrail, ...]
    primary_metric: Metric
    secondary_metrics: tuple[Metric, ...]
    decision_rule: DecisionRule
    checks: tuple[AskedCheck, ...]
    snapshot: ExperimentSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentRamped(DomainEvent):
    """More units come in."""

    experiment: str
    idea: str
    exposure_percent: int
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentPaused(DomainEvent):
    """Everyone gets control."""

    experiment: str
    idea: str
    cause: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentResumed(DomainEvent):
    """Units come in again."""

    experiment: str
    idea: str
    remedy: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentStopped(DomainEvent):
    """Collection ended."""

    experiment: str
    idea: str
    cause: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentAborted(DomainEvent):
    """Ended without a verdict."""

    experiment: str
    idea: str
    owner: str
    team: str
    title: str
    reason: str
    supporting: bool
    harm: bool
    start_time: datetime | None
    snapshot: ExperimentSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentGuardrailBreached(DomainEvent):
    """A guardrail broke; unless it only alerts, the pause follows at once."""

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
    action_taken: GuardrailAction
    exposure_percent: int
    window: timedelta
    snapshot: ExperimentSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentSeconded(DomainEvent):
    """Someone who neither owns nor leads it backs a verdict against the rule."""

    experiment: str
    idea: str
    second: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentDecided(DomainEvent):
    """Decided: scale, pivot or kill."""

    experiment: str
    idea: str
    supporting: bool
    verdict: Verdict
    response: Response
    rule_verdict: Verdict
    followed_rule: bool
    learning: str
    decider: str
    second: str
    reason: str
    effect: Effect
    metrics_cited: tuple[str, ...]
    new_needs: tuple[str, ...]
    units: int
    loss_spent_usd: float
    days: float
    checks: tuple[AskedCheck, ...]
    snapshot: ExperimentSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCleanedUp(DomainEvent):
    """The treatment is kept, or gone, everywhere."""

    experiment: str
    idea: str
    variant: Variant
    note: str
    supporting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyUpdated(DomainEvent):
    """We heard something new of an idea or a COE. Private to this service."""

    of: str
