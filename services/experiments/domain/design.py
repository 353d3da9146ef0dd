"""The design of an experiment: what a team writes, and what the start freezes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from chassis.checks import Aggregation, Comparison, GuardrailAction
from chassis.money import Money

POWER = 0.8
"""The power of an experiment whose owner gives none."""

WHOLE = frozenset({Aggregation.CONVERSION, Aggregation.SUM})
"""Where an exposed unit without an outcome counts as 0."""


class MetricKind(StrEnum):
    """What a metric stands for, in the contract's words."""

    UNSPECIFIED = "METRIC_KIND_UNSPECIFIED"
    OUTCOME = "METRIC_KIND_OUTCOME"
    BEHAVIOR = "METRIC_KIND_BEHAVIOR"
    SURVEY_PROXY = "METRIC_KIND_SURVEY_PROXY"
    PROCESS_PROXY = "METRIC_KIND_PROCESS_PROXY"


class Direction(StrEnum):
    """Which way is better, in the contract's words."""

    UNSPECIFIED = "DIRECTION_UNSPECIFIED"
    UP = "DIRECTION_UP"
    DOWN = "DIRECTION_DOWN"


class Severity(StrEnum):
    """How bad a breach is, in the contract's words."""

    LOW = "BREACH_SEVERITY_LOW"
    MEDIUM = "BREACH_SEVERITY_MEDIUM"
    HIGH = "BREACH_SEVERITY_HIGH"


class Figure(StrEnum):
    """A figure of how far a treatment is from control, in the contract's words."""

    LOWER_BOUND = "EFFECT_FIGURE_LOWER_BOUND"
    DIFFERENCE = "EFFECT_FIGURE_DIFFERENCE"
    UPPER_BOUND = "EFFECT_FIGURE_UPPER_BOUND"


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
    """How a survey is done; its figure can be interpreted only if all of it is known.

    Attributes:
        answers: How many people answer; None if it is not known.
    """

    question: str = ""
    population: str = ""
    answers: int | None = None
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """Something counted per unit. Without a key, nobody has chosen one.

    Attributes:
        baseline: The mean before the experiment; None if it is not known.
        target_effect: The improvement of the mean that would be worth it, above zero
            whichever way is better; None if not said.
        standard_deviation: How much the values of units are expected to vary around
            their mean, for sums and means; None if not said.
    """

    key: str = ""
    kind: MetricKind = MetricKind.UNSPECIFIED
    direction: Direction = Direction.UNSPECIFIED
    aggregation: Aggregation = Aggregation.UNSPECIFIED
    baseline: float | None = None
    target_effect: float | None = None
    standard_deviation: float | None = None
    horizon_days: int = 0
    window: str = ""
    survey: Survey | None = None

    @property
    def missing(self) -> list[str]:
        """What has to be said before anybody can decide on it, in words."""
        needs_deviation = self.aggregation in {Aggregation.SUM, Aggregation.MEAN}
        parts = {
            "key": bool(self.key),
            "kind": self.kind is not MetricKind.UNSPECIFIED,
            "direction": self.direction is not Direction.UNSPECIFIED,
            "aggregation": self.aggregation is not Aggregation.UNSPECIFIED,
            "baseline": self.baseline is not None,
            "target_effect above 0": (self.target_effect or 0.0) > 0,
            "standard_deviation": bool(self.standard_deviation) or not needs_deviation,
        }
        return [part for part, is_there in parts.items() if not is_there]

    @property
    def target(self) -> float:
        """The mean that is hoped for."""
        effect = self.target_effect or 0.0
        is_down = self.direction is Direction.DOWN
        return (self.baseline or 0.0) + (-effect if is_down else effect)

    @property
    def room(self) -> float | None:
        """By how much it can improve at most; None if there is no limit."""
        if self.aggregation is not Aggregation.CONVERSION or self.baseline is None:
            return None
        is_down = self.direction is Direction.DOWN
        return self.baseline if is_down else 1.0 - self.baseline


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A bound on a metric's mean over all treatment arms.

    Attributes:
        aggregation: What the value of one unit is; the start settles it.
        from_mechanism: `mechanisms/{mechanism}`; empty if the owner wrote it.
    """

    metric: str
    comparison: Comparison
    threshold: float
    min_units: int
    severity: Severity
    action: GuardrailAction = GuardrailAction.PAUSE
    from_mechanism: str = ""
    aggregation: Aggregation = Aggregation.UNSPECIFIED

    @property
    def label(self) -> str:
        """What tells it from others: a mechanism may bound a metric of the owner's."""
        return " of ".join(filter(None, (self.metric, self.from_mechanism)))

    @property
    def protects(self) -> bool:
        """Whether customers would notice a breach, and it pauses the experiment."""
        is_felt = self.severity is not Severity.LOW
        return is_felt and self.action is GuardrailAction.PAUSE

    @property
    def bound(self) -> str:
        """The safe side, in words: `at most 0.2`."""
        return f"{self.side} {self.threshold:g}"

    @property
    def side(self) -> str:
        """Which side is safe, in words."""
        return "at most" if self.comparison is Comparison.AT_MOST else "at least"

    def holds(self, mean: float) -> bool:
        """Tell whether a mean is on the safe side; the threshold itself is."""
        if self.comparison is Comparison.AT_MOST:
            return mean <= self.threshold
        return mean >= self.threshold


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to hold of the primary metric, and beside it.

    Attributes:
        at_least: In the metric's unit, as an improvement; None for above zero.
        guardrails_green: Whether no guardrail may be outside of its bound or unknown.
        new_needs: How many have to come out of conversations with customers.
    """

    figure: Figure
    at_least: float | None = None
    guardrails_green: bool = False
    new_needs: int = 0


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """When to scale and when to pivot, written before the data.

    Attributes:
        scale_if: Why the condition to scale is as it is, in words.
        pivot_if: Why the condition to pivot is as it is, in words.
    """

    scale_if: str = ""
    pivot_if: str = ""
    scale: Condition | None = None
    pivot: Condition | None = None

    @property
    def is_computed(self) -> bool:
        """Whether the server can compute the verdict from it."""
        return self.scale is not None and self.pivot is not None


@dataclass(frozen=True, slots=True)
class RequiredInput:
    """What the treatment needs to know, and what a unit without it gets."""

    name: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """Everything that the start freezes.

    Attributes:
        win_probability: How likely it is to work, from 0 to 1; None if not said.
        exposure_share: The largest share of units that is let in; None if not said.
        loss_cap: The most that it may lose; None if not said.
        power: How often it should find an effect as large as the target.
        min_units_per_arm: Units that the owner wants in each arm; None if not said.
        supporting: Whether it only adds evidence; otherwise it is decisive.
        salt: What units are hashed with.
        exposure_share_steps: Shares let in one after another; if empty, the exposure
            share is the only one.
        exposure_cap_units: The most units; None for no such cap.
        min_runtime: How long it collects before anything is read; None for no time.
        max_runtime: After that the collection ends by itself; None for never.
        tested_doors: Ids of the doors it goes through; if empty, all of them.
    """

    title: str
    hypothesis: Hypothesis = field(default_factory=Hypothesis)
    win_probability: float | None = None
    arms: tuple[Arm, ...] = ()
    exposure_share: float | None = None
    primary_metric: Metric = field(default_factory=Metric)
    guardrails: tuple[Guardrail, ...] = ()
    loss_cap: Money | None = None
    kill_switch: str = ""
    decision_rule: DecisionRule = field(default_factory=DecisionRule)
    power: float = POWER
    min_units_per_arm: int | None = None
    supporting: bool = False
    unit_kind: str = ""
    salt: str = ""
    exposure_share_steps: tuple[float, ...] = ()
    exposure_cap_units: int | None = None
    secondary_metrics: tuple[Metric, ...] = ()
    min_runtime: timedelta | None = None
    max_runtime: timedelta | None = None
    patience_until_time: datetime | None = None
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
    def steps(self) -> tuple[float, ...]:
        """The shares of units that are let in one after another."""
        whole = (self.exposure_share,) if self.exposure_share else ()
        return self.exposure_share_steps or whole

    @property
    def reach(self) -> tuple[object, ...]:
        """What says how many units get which treatment."""
        return (self.arms, self.exposure_share, self.steps, self.exposure_cap_units)

    @property
    def described(self) -> tuple[Metric, ...]:
        """The metrics that say what they stand for, the primary one first."""
        return (self.primary_metric, *self.secondary_metrics)

    @property
    def metrics(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        keys = {guardrail.metric for guardrail in self.guardrails}
        return frozenset(keys | {metric.key for metric in self.described})

    def units_for(self, per_arm: int) -> int:
        """Return how many units bring so many into the smallest arm, on average."""
        weights = [arm.weight for arm in self.arms]
        return ceil(per_arm * sum(weights) / min(weights))
