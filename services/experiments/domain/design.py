"""The design of an experiment: what a team writes, and what the start freezes."""

from dataclasses import dataclass, field
from enum import StrEnum


class MetricKind(StrEnum):
    """What a metric stands for, in the contract's words."""

    UNSPECIFIED = "METRIC_KIND_UNSPECIFIED"
    OUTCOME = "METRIC_KIND_OUTCOME"
    BEHAVIOUR = "METRIC_KIND_BEHAVIOUR"
    SURVEY_PROXY = "METRIC_KIND_SURVEY_PROXY"
    PROCESS_PROXY = "METRIC_KIND_PROCESS_PROXY"


class Direction(StrEnum):
    """Which way is better, in the contract's words."""

    UNSPECIFIED = "DIRECTION_UNSPECIFIED"
    UP = "DIRECTION_UP"
    DOWN = "DIRECTION_DOWN"


class Comparison(StrEnum):
    """Which side of a threshold is safe, in the contract's words."""

    AT_MOST = "COMPARISON_AT_MOST"
    AT_LEAST = "COMPARISON_AT_LEAST"


class Severity(StrEnum):
    """How bad a breach is, in the contract's words."""

    LOW = "SEVERITY_LOW"
    MEDIUM = "SEVERITY_MEDIUM"
    HIGH = "SEVERITY_HIGH"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A sentence that can turn out false."""

    change: str = ""
    customer: str = ""
    expected: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """One way of treating units; the control changes nothing."""

    id: str
    weight: int = 1
    control: bool = False


@dataclass(frozen=True, slots=True)
class Metric:
    """Something counted per unit. Without a key, nobody has chosen one."""

    key: str = ""
    kind: MetricKind = MetricKind.UNSPECIFIED
    direction: Direction = Direction.UNSPECIFIED
    baseline: float = 0.0
    target_effect: float = 0.0


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A bound on a metric's mean over all treatment arms."""

    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    severity: Severity

    @property
    def bound(self) -> str:
        """The safe side, in words: `at most 0.2`."""
        side = "at most" if self.comparison is Comparison.AT_MOST else "at least"
        return f"{side} {self.threshold:g}"

    def holds(self, mean: float) -> bool:
        """Tell whether a mean is on the safe side; the threshold itself is."""
        if self.comparison is Comparison.AT_MOST:
            return mean <= self.threshold
        return mean >= self.threshold


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """When to scale and when to pivot, written before the data. Otherwise: kill."""

    scale_if: str = ""
    pivot_if: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """Everything that the start freezes."""

    title: str
    hypothesis: Hypothesis = field(default_factory=Hypothesis)
    win_probability: float = 0.0
    arms: tuple[Arm, ...] = ()
    exposure_percent: int = 0
    primary_metric: Metric = field(default_factory=Metric)
    guardrails: tuple[Guardrail, ...] = ()
    loss_cap_usd: int = 0
    kill_switch: str = ""
    decision_rule: DecisionRule = field(default_factory=DecisionRule)
    min_units_per_arm: int = 0

    @property
    def treatments(self) -> tuple[str, ...]:
        """The ids of all arms that change something."""
        return tuple(arm.id for arm in self.arms if not arm.control)

    @property
    def metrics(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        keys = {guardrail.metric for guardrail in self.guardrails}
        return frozenset(keys | {self.primary_metric.key})
