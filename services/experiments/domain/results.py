"""What was counted, per arm, and how far the arms are apart. No verdict."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from chassis.money import Money

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
    """

    arm: str
    metric: str
    units: int
    total: Decimal
    squares: Decimal = Decimal(0)

    @property
    def mean(self) -> float | None:
        """The mean over the units; None if there is none."""
        return float(self.total / self.units) if self.units else None

    @property
    def variance(self) -> float | None:
        """The variance of their values; None for fewer than two units."""
        return self.moments.variance if self.units > 1 else None

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
        units: Units with an outcome in both arms together.
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

    def of(self, arm: str, metric: str) -> Tally:
        """Return one metric of one arm; of no units if there is no outcome."""
        return self.pooled(metric, (arm,))

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
