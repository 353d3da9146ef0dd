"""What can be known from counts; `statistics` computes it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf, isfinite, nan
from typing import Self


@dataclass(frozen=True, slots=True)
class Moments:
    """One metric of one arm: how many units, their mean, and how much they vary.

    Attributes:
        n: Units that have a value.
        mean: In the unit of the metric.
        variance: In its square; the sample's, with n - 1 below the line, or that of
            Agresti and Coull for conversions.
    """

    n: int = 0
    mean: float = 0.0
    variance: float = 0.0

    @classmethod
    def of(cls, units: int, total: Decimal, squares: Decimal) -> Self:
        """Return the moments of exact sums; fractions, so that no digit is lost."""
        if units == 0:
            return cls()
        mean = Fraction(total) / units
        spread = Fraction(squares) - mean * Fraction(total)
        return cls(units, _near(mean), _near(spread / max(units - 1, 1)))

    @classmethod
    def of_conversions(cls, units: int, total: Decimal) -> Self:
        """Return the moments of units of which each converted or did not.

        Their variance is never zero, so that 0 % and 100 % can be compared.
        """
        if units == 0:
            return cls()
        share = _near(Fraction(total) / units)
        return cls(units, share, agresti_coull(units, float(total)))


@dataclass(frozen=True, slots=True)
class Interval:
    """A range that holds the true value."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two groups are apart, and how well that is known.

    Attributes:
        effect: The second's mean minus the first's, in the unit of the metric.
        low: The lower end of the interval; minus infinity if nothing is known.
        high: Its upper end; infinity if nothing is known.
        p: How often chance alone would show at least this, at most.
    """

    effect: float = 0.0
    low: float = -inf
    high: float = inf
    p: float = 1.0

    @property
    def is_known(self) -> bool:
        """Whether there is an interval at all."""
        return isfinite(self.low) and isfinite(self.high)

    @property
    def interval(self) -> Interval | None:
        """Where the true difference is; None if nothing is known."""
        return Interval(self.low, self.high) if self.is_known else None


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """Whether units were split as planned.

    Attributes:
        p: How often chance alone would split them at least as unevenly; None for too
            few units.
        deviation: The largest difference between a share and its plan; 0.001 is 0.1 %.
            None without units.
    """

    p: float | None = None
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """The figure of a survey: this part of so many answers, 0.47 of 100."""

    value: float
    answers: int


def agresti_coull(units: int, conversions: float) -> float:
    """Return the variance of a conversion: p (1 - p), where p is close to the share.

    p has two conversions and two failures more than were counted, so that it is never
    0 or 1 (Agresti and Coull 1998).
    """
    share = (conversions + 2) / (units + 4)
    return share * (1 - share)


def _near(exact: Fraction) -> float:
    """Return the nearest number of the machine, if there is one."""
    try:
        return float(exact)
    except OverflowError:
        return nan
