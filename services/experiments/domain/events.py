"""What can happen to an experiment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.checks import GuardrailAction
from chassis.domain import DomainEvent
from chassis.money import Money

from .asked import AskedCheck
from .causes import Ending, Pause
from .design import Arm, DecisionRule, Guardrail, Hypothesis, Metric, MetricKind
from .results import Effect
from .snapshot import ExperimentSnapshot
from .verdicts import Response, Verdict


class CleanUpResult(StrEnum):
    """What became of a treatment after the decision, in the contract's words."""

    KEPT = "CLEAN_UP_RESULT_KEPT"
    DISCARDED = "CLEAN_UP_RESULT_DISCARDED"


@dataclass(frozen=True, slots=True)
class CitedMetric:
    """A metric that a decision rests on, and what it stands for."""

    metric: str
    kind: MetricKind = MetricKind.UNSPECIFIED


@dataclass(frozen=True, slots=True)
class GuardrailMeasurement:
    """What was measured of a guardrail's metric over all treatments.

    Attributes:
        value: The mean; None if nothing was recorded.
        units: Treated units with an outcome.
    """

    metric: str
    value: float | None
    units: int


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
    supporting: bool
    ending: Ending


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
    exposure_share: float
    current_exposure_share: float
    exposure_cap_units: int | None
    loss_cap: Money | None
    guardrails: tuple[Guardrail, ...]
    injected_guardrails: tuple[Guardrail, ...]
    primary_metric: Metric
    secondary_metrics: tuple[Metric, ...]
    decision_rule: DecisionRule
    power: float
    checks: tuple[AskedCheck, ...]
    snapshot: ExperimentSnapshot
    required_units_per_arm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentRamped(DomainEvent):
    """More units come in."""

    experiment: str
    idea: str
    supporting: bool
    current_exposure_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentPaused(DomainEvent):
    """Everyone gets control."""

    experiment: str
    idea: str
    supporting: bool
    pause: Pause


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
    supporting: bool
    ending: Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentAborted(DomainEvent):
    """Ended without a verdict."""

    experiment: str
    idea: str
    owner: str
    team: str
    title: str
    supporting: bool
    ending: Ending
    harm: bool
    start_time: datetime | None
    snapshot: ExperimentSnapshot
    guardrails: tuple[GuardrailMeasurement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentGuardrailBreached(DomainEvent):
    """A guardrail broke; if the experiment runs, the pause can follow at once."""

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
    current_exposure_share: float
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
    """Decided: scale, pivot, kill or inconclusive."""

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
    effect: Effect | None
    cited: tuple[CitedMetric, ...]
    new_needs: tuple[str, ...]
    units: int
    loss_spent: Money | None
    runtime: timedelta
    checks: tuple[AskedCheck, ...]
    snapshot: ExperimentSnapshot
    guardrails: tuple[GuardrailMeasurement, ...]
    tested_doors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentCleanedUp(DomainEvent):
    """The treatment is kept, or gone, everywhere."""

    experiment: str
    idea: str
    supporting: bool
    result: CleanUpResult
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyUpdated(DomainEvent):
    """We heard something new of an idea or a COE. Private to this service."""

    of: str
