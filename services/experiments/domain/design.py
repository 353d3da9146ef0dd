"""The design of an experiment: what a team writes, and what the start freezes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.checks import Comparison, GuardrailAction
from chassis.money import Money

POWER = 0.8
"""The power of an experiment whose owner gives none."""


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


class Aggregation(StrEnum):
    """What the value of one unit is, in the contract's words."""

    UNSPECIFIED = "METRIC_AGGREGATION_UNSPECIFIED"
    CONVERSION = "METRIC_AGGREGATION_CONVERSION"
    SUM = "METRIC_AGGREGATION_SUM"
    MEAN = "METRIC_AGGREGATION_MEAN"


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
        target_effect: The change of the mean that would be worth it; None if not said.
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
        at_least: In the metric's unit, as an improvement; None for above zero.
        new_needs: How many have to come out of conversations with customers.
    """

    figure: Figure
    at_least: float | None = None
    guardrails_green: bool = False
    new_needs: int = 0


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """When to scale and when to pivot, written before the data. Otherwise: kill.

    It is in words, which the leader reads, or in conditions, which are computed.
    """

    scale_if: str = ""
    pivot_if: str = ""
    scale: Condition | None = None
    pivot: Condition | None = None

    @property
    def is_computed(self) -> bool:
        """Whether the server computes the verdict from it."""
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
        min_units_per_arm: Exposed units each arm needs; None if not said.
        supporting: Whether it only adds evidence; otherwise it is decisive.
        salt: What units are hashed with.
        exposure_share_steps: Shares let in one after another; if empty, all at once.
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
        return self.exposure_share_steps or (self.exposure_share or 0.0,)

    @property
    def described(self) -> tuple[Metric, ...]:
        """The metrics that say what they stand for, the primary one first."""
        return (self.primary_metric, *self.secondary_metrics)

    @property
    def metrics(self) -> frozenset[str]:
        """The keys of everything that is counted."""
        keys = {guardrail.metric for guardrail in self.guardrails}
        return frozenset(keys | {metric.key for metric in self.described})


def percent(share: float) -> str:
    """Return a share for people: `0.1 %`."""
    return f"{100 * share:g} %"
