"""What was counted, per arm, and how far the arms are apart. No verdict."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from .inference import Difference, Moments

EXPOSURES = ""
"""The metric under which exposed units are counted."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one unit, by one metric."""

    unit: str
    metric: str
    value: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units have a value, the sum of their values, and of their squares.

    The sums are exact, so the order in which outcomes arrive changes no mean.
    """

    arm: str
    metric: str
    units: int
    total: Decimal
    squares: Decimal = Decimal(0)

    @property
    def mean(self) -> float:
        """The mean over the units; 0 if there is none."""
        return float(self.total / self.units) if self.units else 0.0

    @property
    def moments(self) -> Moments:
        """What comparing it with another arm takes."""
        return Moments.of(self.units, self.total, self.squares)

    def since(self, before: "Tally") -> "Tally":
        """Return what was counted after an earlier tally of the same."""
        return Tally(
            self.arm,
            self.metric,
            self.units - before.units,
            self.total - before.total,
            self.squares - before.squares,
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """How far a treatment is from control by one metric, and how well that is known.

    Attributes:
        effect: Treatment's mean minus control's, in the metric's unit.
        low: Lower end of the interval; 0 unless known, for JSON has no infinity.
        high: Its upper end; 0 unless known.
        p_value: How often chance alone would show at least this, at most.
        units: Behind it, both arms.
        known: Whether there is an interval yet.
    """

    metric: str
    arm: str
    effect: float = 0.0
    low: float = 0.0
    high: float = 0.0
    p_value: float = 1.0
    units: int = 0
    known: bool = False

    @classmethod
    def of(cls, metric: str, arm: str, units: int, found: Difference) -> "Effect":
        """Return what was found of one metric of one treatment."""
        if not found.is_known:
            return cls(metric, arm, units=units)
        ends = found.low, found.high
        return cls(metric, arm, found.effect, *ends, found.p, units, known=True)


@dataclass(frozen=True, slots=True)
class Results:
    """All tallies of an experiment."""

    tallies: tuple[Tally, ...] = ()

    @property
    def units(self) -> int:
        """How many units met the experiment."""
        return sum(tally.units for tally in self.tallies if tally.metric == EXPOSURES)

    def of(self, arm: str, metric: str) -> Tally:
        """Return one metric of one arm; of no units if there is no outcome."""
        return self.pooled(metric, (arm,))

    def total(self, metric: str) -> float:
        """Return the sum of a metric over all arms."""
        found = (tally.total for tally in self.tallies if tally.metric == metric)
        return float(sum(found, Decimal()))

    def exposed(self, *arms: str) -> int:
        """Return how many units met these arms."""
        return self.pooled(EXPOSURES, arms).units

    def outcomes(self, arm: str) -> list[Tally]:
        """Return each metric of an arm that has an outcome, ordered by key."""
        found = (t for t in self.tallies if t.arm == arm and t.metric != EXPOSURES)
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
