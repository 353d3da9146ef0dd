"""The design of an experiment: what a team writes, and what the start freezes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LOSS = "loss_usd"
"""The metric under which money lost is recorded; every experiment has it."""


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


class GuardrailAction(StrEnum):
    """What a breach does, in the contract's words."""

    PAUSE = "GUARDRAIL_ACTION_PAUSE"
    ALERT = "GUARDRAIL_ACTION_ALERT"


class Figure(StrEnum):
    """A figure of how far a treatment is from control, in the contract's words."""

    UNSPECIFIED = "FIGURE_UNSPECIFIED"
    LOWER_BOUND = "FIGURE_LOWER_BOUND"
    EFFECT = "FIGURE_EFFECT"
    UPPER_BOUND = "FIGURE_UPPER_BOUND"


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
class Survey:
    """How a survey is done; without all of it, its figure says nothing."""

    question: str = ""
    population: str = ""
    answers: int = 0
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """Something counted per unit. Without a key, nobody has chosen one."""

    key: str = ""
    kind: MetricKind = MetricKind.UNSPECIFIED
    direction: Direction = Direction.UNSPECIFIED
    baseline: float = 0.0
    target_effect: float = 0.0
    horizon_days: int = 0
    window: str = ""
    survey: Survey = field(default_factory=Survey)


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A bound on a metric's mean over all treatment arms.

    Attributes:
        from_mechanism: `mechanisms/{mechanism}`; empty if the owner wrote it.
    """

    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    severity: Severity
    action: GuardrailAction = GuardrailAction.PAUSE
    from_mechanism: str = ""

    @property
    def label(self) -> str:
        """What tells it from others: a mechanism may bound a metric of the owner's."""
        return " of ".join(filter(None, (self.metric, self.from_mechanism)))

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
class Condition:
    """What has to hold of the primary metric, and beside it.

    Attributes:
        at_least: In the metric's unit, as an improvement.
        new_needs: How many have to come out of conversations with customers.
    """

    figure: Figure = Figure.UNSPECIFIED
    at_least: float = 0.0
    guardrails_green: bool = False
    new_needs: int = 0

    @property
    def is_set(self) -> bool:
        """Whether there is a condition at all."""
        return self.figure is not Figure.UNSPECIFIED


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """When to scale and when to pivot, written before the data. Otherwise: kill.

    In words, for the leader to read; or as conditions, for the server to compute.
    """

    scale_if: str = ""
    pivot_if: str = ""
    scale: Condition = field(default_factory=Condition)
    pivot: Condition = field(default_factory=Condition)

    @property
    def is_computed(self) -> bool:
        """Whether the verdict follows from it without reading."""
        return self.scale.is_set and self.pivot.is_set


@dataclass(frozen=True, slots=True)
class RequiredInput:
    """What the treatment needs to know, and what a unit without it gets."""

    name: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """Everything that the start freezes.

    Attributes:
        supporting: Whether it only adds evidence; otherwise it is decisive.
        salt: What units are hashed with; when empty, the experiment's id.
        exposure_steps: Shares let in one after another; when empty, all at once.
        exposure_cap_units: The most units; 0 for no such cap.
        max_runtime: After that the collection ends by itself; zero for never.
        tested_doors: Ids of the doors it goes through; when empty, all of them.
    """

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
    supporting: bool = False
    unit_kind: str = ""
    salt: str = ""
    exposure_steps: tuple[int, ...] = ()
    exposure_cap_units: int = 0
    secondary_metrics: tuple[Metric, ...] = ()
    min_runtime: timedelta = timedelta(0)
    max_runtime: timedelta = timedelta(0)
    patience_until: datetime | None = None
    required_inputs: tuple[RequiredInput, ...] = ()
    treatment_reads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tested_doors: tuple[str, ...] = ()

    @property
    def control(self) -> str:
        """The id of the arm that changes nothing; empty before there is one."""
        return next((arm.id for arm in self.arms if arm.control), "")

    @property
    def treatments(self) -> tuple[str, ...]:
        """The ids of all arms that change something."""
        return tuple(arm.id for arm in self.arms if not arm.control)

    @property
    def steps(self) -> tuple[int, ...]:
        """The shares of units that are let in one after another, percent."""
        return self.exposure_steps or (self.exposure_percent,)

    @property
    def described(self) -> tuple[Metric, ...]:
        """The metrics that say what they stand for, the primary one first."""
        return (self.primary_metric, *self.secondary_metrics)

    @property
    def metrics(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        keys = {guardrail.metric for guardrail in self.guardrails}
        return frozenset(keys | {metric.key for metric in self.described} | {LOSS})
