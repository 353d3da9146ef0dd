"""How often a guardrail is broken that should not be, and how soon one that should."""

from collections.abc import Sequence
from functools import cache, partial
from statistics import median
from typing import NamedTuple

import numpy as np

from services.experiments.domain.inference import Interval, Moments
from services.experiments.statistics import (
    difference_bounds,
    mean_bounds,
    share_bounds,
)

from .populations import Population, bell, dice, moments, skewed, spend, yes
from .section import Section, percent

ALPHA = 0.05
REPETITIONS = 1000
UNITS = 4000
EVERY = 20
MIN_UNITS = 100
FEWEST = 5
"""Units of control from which on the treatments have to be worse than it."""

DETECTIONS = 100
"""Experiments with a true breach, which may take ten times the units."""


class Bound(NamedTuple):
    """A guardrail whose metric is at the threshold, and two breaches of it.

    Attributes:
        metric: The metric, with a mean that is the threshold.
        breach: The smallest breach that somebody would want to see.
        far: A breach that nobody overlooks.
        is_most: Whether it bounds the mean from above.
    """

    metric: Population
    breach: Population
    far: Population
    is_most: bool = True

    @property
    def name(self) -> str:
        """The metric and its bound."""
        side = "at most" if self.is_most else "at least"
        return f"{self.metric.name}; {side} {self.metric.mean:.3g}"


BOUNDS = (
    Bound(yes(0.001), yes(0.002), yes(0.003)),
    Bound(yes(0.01), yes(0.02), yes(0.03)),
    Bound(yes(0.1), yes(0.15), yes(0.3)),
    Bound(yes(0.9), yes(0.85), yes(0.7), is_most=False),
    Bound(bell(0.5), bell(0.7), bell(1.5)),
    Bound(skewed(), skewed(1.2), skewed(2)),
    Bound(skewed(), skewed(0.8), skewed(0.5), is_most=False),
    Bound(spend(0.05), spend(0.05, 0.5), spend(0.05, 0.2), is_most=False),
)


def is_broken(bound: Bound, treatments: Moments, control: Moments | None) -> bool:
    """Tell whether the guardrail is broken, as the experiments service does."""
    if treatments.n < MIN_UNITS or not _is_beyond(bound, treatments.mean):
        return False
    found = _bounds(bound, treatments)
    if not _is_beyond(bound, found.low if bound.is_most else found.high):
        return False
    if control is None or control.n < FEWEST:
        return True
    apart = difference_bounds(control, treatments, alpha=ALPHA, tuned_for=2 * MIN_UNITS)
    return apart.low > 0 if bound.is_most else apart.high < 0


def pauses(
    bound: Bound,
    treatments: Population,
    control: Population | None = None,
    repetitions: int = REPETITIONS,
    times: int = 1,
) -> list[int]:
    """Return after how many units it broke, in the experiments where it did."""
    chance = dice()

    def looks(arm: Population) -> list[Moments]:
        values = arm.draw(chance, UNITS * times)
        everybody = np.ones(len(values), dtype=np.bool_)
        return moments(
            values, everybody, EVERY * times, is_conversion=arm.is_conversion
        )

    def broken() -> int | None:
        seen = looks(treatments)
        beside: Sequence[Moments | None] = (
            looks(control) if control else [None] * len(seen)
        )
        pairs = zip(seen, beside, strict=True)
        return next(
            (one.n for one, other in pairs if is_broken(bound, one, other)), None
        )

    found = [broken() for _ in range(repetitions)]
    return [units for units in found if units is not None]


def raw_pauses(bound: Bound, repetitions: int = REPETITIONS) -> float:
    """Return how often the mean itself is beyond the threshold at some look."""
    chance = dice()
    looks = np.arange(EVERY, UNITS + 1, EVERY)

    def broken() -> bool:
        means = np.cumsum(bound.metric.draw(chance, UNITS))[looks - 1] / looks
        return any(_is_beyond(bound, mean) for mean in means[looks >= MIN_UNITS])

    return sum(broken() for _ in range(repetitions)) / repetitions


def _is_beyond(bound: Bound, figure: float) -> bool:
    threshold = bound.metric.mean
    return figure > threshold if bound.is_most else figure < threshold


def _bounds(bound: Bound, sample: Moments) -> Interval:
    if bound.metric.is_conversion:
        return _shares(sample)
    return mean_bounds(sample, alpha=ALPHA, tuned_for=MIN_UNITS)


@cache
def _shares(sample: Moments) -> Interval:
    return share_bounds(sample, alpha=ALPHA)


def _row(bound: Bound) -> list[str]:
    alone = pauses(bound, bound.metric)
    beside = pauses(bound, bound.metric, bound.metric)
    both = pauses(bound, bound.far, bound.far)
    found = pauses(bound, bound.breach, repetitions=DETECTIONS, times=10)
    worse = pauses(bound, bound.breach, bound.metric, DETECTIONS, times=10)
    return [
        bound.name,
        percent(raw_pauses(bound)),
        *(f"**{percent(len(each) / REPETITIONS)}**" for each in (alone, beside, both)),
        bound.breach.name,
        *(_units(each) for each in (found, worse)),
    ]


def _units(found: Sequence[int]) -> str:
    if len(found) <= DETECTIONS / 2:
        return "not found"
    part = f" ({len(found) / DETECTIONS:.0%})".replace("%", " %")
    return f"{median(found):,.0f}{part if len(found) < DETECTIONS else ''}"


SECTION = Section(
    "Guardrails",
    f"""\
How often a guardrail breaks at some look although the treatments are at the
threshold, and how many treated units it takes until a true breach is seen:
{REPETITIONS:,} experiments of {UNITS:,} treated units, a look every {EVERY}, at
least {MIN_UNITS} units, {percent(ALPHA, 0)} allowed; for breaches {DETECTIONS}
experiments of {10 * UNITS:,} units, a look every {10 * EVERY}. Control has as many
units.""",
    (
        "At the threshold",
        "mean alone",
        "bound, no control",
        "bound, control at the threshold",
        "bound, control as bad, far beyond",
        "True breach",
        "units, no control",
        "units, control at the threshold",
    ),
    [partial(_row, bound) for bound in BOUNDS],
    """\
"Mean alone" is the rule that compares the mean with the threshold at each look. In
the next three columns a guardrail breaks if the bound of the treatments is beyond
the threshold and, where control has at least 5 units with a value, the treatments
are worse than control by the bound of the difference. The bounds of shares are
exact; those of means and differences are asymptotic.

The price is units: a breach has to be seen in the presence of a limit on false
pauses, and against control it takes about twice as many. A share in brackets says in
how many experiments it was found, if not in all; the number is the median. A guardrail
that broke counts anew after the resume, with the same limit again.""",
)
