"""Whether what is counted can be trusted, and how far the guardrails are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite

from chassis.checks import Comparison

from .design import Guardrail
from .inference import Interval, SampleRatio
from .results import Results, Sample

COMPARED_AT_LEAST = 5
"""Units of control; fewer are no comparison."""

UNKNOWN = Interval(-inf, inf)
"""The ends of what nobody knows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted of a guardrail since it began to count.

    Attributes:
        treated: All treatment arms together.
        control: The arm that changes nothing.
        fresh: Outcomes of treated units since the last step of the exposure, if that
            was later.
    """

    guardrail: Guardrail
    treated: Sample
    control: Sample
    fresh: int

    @property
    def has_control(self) -> bool:
        """Whether there is enough of control to compare with."""
        return self.control.units >= COMPARED_AT_LEAST


@dataclass(frozen=True, slots=True)
class GuardrailReading:
    """One guardrail, and where it is.

    Attributes:
        mean: What the true mean is at least, and at most.
        difference: The same of how far it is above that of control; None if control
            has too few units to compare with.
    """

    measured: Measured
    mean: Interval = UNKNOWN
    difference: Interval | None = None

    @property
    def guardrail(self) -> Guardrail:
        """The bound."""
        return self.measured.guardrail

    @property
    def units(self) -> int:
        """The treated units that the mean is over."""
        return self.measured.treated.units

    @property
    def mean_bound(self) -> float | None:
        """What the mean is at least, where less is safe, and else at most."""
        return self._nearest(self.mean)

    @property
    def difference_bound(self) -> float | None:
        """The same of the difference from control; None if it is not known."""
        return self._nearest(self.difference or UNKNOWN)

    @property
    def is_broken(self) -> bool:
        """Whether it is outside its bound beyond chance, and control is better.

        Where control has no values to compare with, the bound alone breaks it.
        """
        bound, versus = self.mean_bound, self.difference
        if bound is None or self.units < self.guardrail.min_units:
            return False
        if versus and not (versus.low > 0 if self._is_most else versus.high < 0):
            return False
        return not self.guardrail.holds(bound)

    @property
    def is_known(self) -> bool:
        """Whether there are enough outcomes since the last step of the exposure."""
        return self.measured.fresh >= self.guardrail.min_units

    @property
    def is_safe(self) -> bool:
        """Whether there are enough outcomes, and they are within the bound.

        Treatments that do no worse than control are safe too.
        """
        treated, control = self.measured.treated, self.measured.control
        if self.is_broken or treated.recorded.units < self.guardrail.min_units:
            return False
        mean, other = treated.mean or 0.0, control.mean
        if self.guardrail.holds(mean) or other is None:
            return self.guardrail.holds(mean)
        return mean <= other if self._is_most else mean >= other

    @property
    def _is_most(self) -> bool:
        return self.guardrail.comparison is Comparison.AT_MOST

    def _nearest(self, interval: Interval) -> float | None:
        end = interval.low if self._is_most else interval.high
        return end if isfinite(end) else None


@dataclass(frozen=True, slots=True)
class OutcomeRatio:
    """Whether outcomes are recorded of the same share of each arm's units.

    Attributes:
        p: How often chance alone would leave shares that differ as much.
        shares: The share of each arm's units that have an outcome.
    """

    p: float
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Health:
    """What speaks for and against letting more units in.

    Attributes:
        outcome_ratio: Of the primary metric; None if a missing outcome means 0.
    """

    readings: tuple[GuardrailReading, ...] = ()
    ratio: SampleRatio = field(default_factory=SampleRatio)
    results: Results = field(default_factory=Results)
    outcome_ratio: OutcomeRatio | None = None

    @property
    def is_known(self) -> bool:
        """Whether there are guardrails and each has enough outcomes."""
        return bool(self.readings) and all(each.is_known for each in self.readings)

    @property
    def is_green(self) -> bool:
        """Whether each guardrail is on its safe side, with enough outcomes."""
        return all(each.is_safe for each in self.readings)

    @property
    def broken(self) -> list[str]:
        """The metrics whose guardrails are broken."""
        return [each.guardrail.metric for each in self.readings if each.is_broken]
