"""What was counted, per arm. Counts, not a verdict."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

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
    """How many units have a value, and the sum of their values.

    The sum is exact, so the order in which outcomes arrive changes no mean.
    """

    arm: str
    metric: str
    units: int
    total: Decimal

    @property
    def mean(self) -> float:
        """The mean over the units; there has to be one."""
        return float(self.total / self.units)


@dataclass(frozen=True, slots=True)
class Results:
    """All tallies of an experiment."""

    tallies: tuple[Tally, ...] = ()

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
        units, total = sum(t.units for t in found), sum(t.total for t in found)
        return Tally("+".join(arms), metric, units, Decimal(total))
