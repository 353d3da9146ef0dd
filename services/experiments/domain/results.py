"""What was counted, per arm, and how far the arms are apart. No verdict."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chassis.checks import Aggregation
from chassis.money import Money

from .design import WHOLE
from .inference import Difference, Interval, Moments

EXPOSURES = ""
"""What exposed units are tallied under; no metric has this key."""

LOSSES = "$losses"
"""What losses are tallied under, in nano-units of money; no metric has this key."""

MOST_NANOS = 2**63 * 1_000_000_000 - 1
"""The largest amount that a message can hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The value of one metric of one unit."""

    unit: str
    metric: str
    value: float


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost on one unit."""

    unit: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ExposuresRecorded:
    """What became of the messages of a stream of exposures.

    Attributes:
        recorded: New units.
        duplicate: Messages about units that were recorded before.
        not_enrolled: Messages about units that do not take part.
        beyond_cap: Units that were not recorded because the cap was reached.
    """

    recorded: int
    duplicate: int
    not_enrolled: int
    beyond_cap: int


@dataclass(frozen=True, slots=True)
class OutcomesRecorded:
    """What became of the messages of a stream of outcomes.

    Attributes:
        recorded: New outcomes.
        duplicate: Outcomes that were recorded before.
        not_exposed: Outcomes of units that never met the experiment.
    """

    recorded: int
    duplicate: int
    not_exposed: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units have a value, the sum of their values, and of their squares.

    The sums are exact, so the order in which outcomes arrive changes no mean.

    Attributes:
        last: When it last grew; None if it is not known.
    """

    arm: str
    metric: str
    units: int
    total: Decimal
    squares: Decimal = Decimal(0)
    last: datetime | None = None

    def since(self, before: "Tally") -> "Tally":
        """Return what was counted after an earlier tally of the same."""
        return Tally(
            self.arm,
            self.metric,
            self.units - before.units,
            self.total - before.total,
            self.squares - before.squares,
            self.last,
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """One metric over all units of some arms, whether or not they have an outcome.

    Attributes:
        recorded: The units that have an outcome.
        exposed: How many units met these arms.
    """

    recorded: Tally
    exposed: int
    aggregation: Aggregation

    @property
    def units(self) -> int:
        """The units that the mean is over: in a mean only those with an outcome."""
        measured = self.recorded.units
        is_whole = self.aggregation in WHOLE
        return max(self.exposed, measured) if is_whole else measured

    @property
    def mean(self) -> float | None:
        """The mean over the units; None if there is none."""
        return float(self.recorded.total / self.units) if self.units else None

    @property
    def variance(self) -> float | None:
        """The variance of their values; None for fewer than two units."""
        sums = self.recorded
        known = Moments.of(self.units, sums.total, sums.squares)
        return known.variance if self.units > 1 else None

    @property
    def moments(self) -> Moments:
        """What comparing it with another sample takes."""
        sums = self.recorded
        if self.aggregation is Aggregation.CONVERSION:
            return Moments.of_conversions(self.units, sums.total)
        return Moments.of(self.units, sums.total, sums.squares)

    @property
    def has_zeros(self) -> bool:
        """Whether somebody recorded a conversion that did not happen."""
        is_conversion = self.aggregation is Aggregation.CONVERSION
        return is_conversion and self.recorded.units > self.recorded.total

    def since(self, before: "Sample") -> "Sample":
        """Return what was counted after an earlier sample of the same."""
        recorded = self.recorded.since(before.recorded)
        return Sample(recorded, self.exposed - before.exposed, self.aggregation)


@dataclass(frozen=True, slots=True)
class Effect:
    """How far a treatment is from control by one metric, and how well that is known.

    Attributes:
        units: The units of both arms together that the means are over.
        difference: The mean of the treatment minus that of control; None with the
            interval.
        interval: Where the true difference is; None while too little is known.
        p_value: How often chance alone would ever show at least this; None with the
            interval.
    """

    metric: str
    arm: str
    units: int = 0
    difference: float | None = None
    interval: Interval | None = None
    p_value: float | None = None

    @classmethod
    def of(cls, metric: str, arm: str, units: int, found: Difference) -> "Effect":
        """Return what was found of one metric of one treatment."""
        if found.interval is None:
            return cls(metric, arm, units)
        return cls(metric, arm, units, found.effect, found.interval, found.p)


@dataclass(frozen=True, slots=True)
class Results:
    """All tallies of an experiment."""

    tallies: tuple[Tally, ...] = ()

    @property
    def units(self) -> int:
        """How many units met the experiment."""
        return sum(tally.units for tally in self.tallies if tally.metric == EXPOSURES)

    @property
    def last_exposed(self) -> datetime | None:
        """When the last unit met the experiment; None before the first."""
        times = (each.last for each in self.tallies if each.metric == EXPOSURES)
        return max((time for time in times if time), default=None)

    def sample(
        self, metric: str, arms: Collection[str], aggregation: Aggregation
    ) -> Sample:
        """Return one metric over some arms."""
        return Sample(self.pooled(metric, arms), self.exposed(*arms), aggregation)

    @property
    def metrics(self) -> frozenset[str]:
        """The keys of metrics that have an outcome."""
        counted = (tally.metric for tally in self.tallies if tally.units)
        return frozenset(counted) - {EXPOSURES, LOSSES}

    def lost(self, currency_code: str) -> Money:
        """Return the sum of all losses, which are in this currency."""
        found = (tally.total for tally in self.tallies if tally.metric == LOSSES)
        total = min(int(sum(found, Decimal())), MOST_NANOS)
        return Money.from_nanos(currency_code, total)

    def exposed(self, *arms: str) -> int:
        """Return how many units met these arms."""
        return self.pooled(EXPOSURES, arms).units

    def outcomes(self, arm: str) -> list[Tally]:
        """Return each metric of an arm that has an outcome, ordered by key."""
        others = {EXPOSURES, LOSSES}
        found = (t for t in self.tallies if t.arm == arm and t.metric not in others)
        return sorted(found, key=lambda tally: tally.metric)

    def pooled(self, metric: str, arms: Collection[str]) -> Tally:
        """Return one tally over several arms; of no units if there is no outcome."""
        found = [t for t in self.tallies if t.metric == metric and t.arm in arms]
        return Tally(
            "+".join(arms),
            metric,
            sum(tally.units for tally in found),
            sum((tally.total for tally in found), Decimal()),
            sum((tally.squares for tally in found), Decimal()),
        )
