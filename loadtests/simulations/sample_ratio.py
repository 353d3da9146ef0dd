"""How often a split is called broken, by adding up all ways a split can go."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from math import sqrt

import numpy as np

from services.experiments.statistics import sample_ratio

from .section import Section, percent

ALPHA = 0.001
UNITS = 10_000
CHI = 3.290527
"""The z of a chi-square with one degree of freedom at 0.001."""

EXPECTED_AT_LEAST = 5
"""Units that each arm has to expect for a chi-square test (Cochran 1954)."""

HALF = 0.5

IsBroken = Callable[[int, int, float], bool]


def sequential(units: int, treated: int, plan: float) -> bool:
    """Tell whether the service calls this split broken."""
    counts = {"control": units - treated, "treatment": treated}
    p = sample_ratio(counts, {"control": 1 - plan, "treatment": plan}).p
    return p is not None and p < ALPHA


def chi_square(units: int, treated: int, plan: float) -> bool:
    """Tell whether Pearson's test, made for one look, calls it broken."""
    if units * min(plan, 1 - plan) < EXPECTED_AT_LEAST:
        return False
    error = sqrt(units * plan * (1 - plan))
    return abs(treated - units * plan) > CHI * error


def broken(is_broken: IsBroken, plan: float, truth: float) -> Iterator[float]:
    """Yield how likely it is that the split was called broken by now, unit by unit.

    Exactly: `chances` holds how likely each number of treated units is without an
    alarm so far. The numbers without alarm are an interval, whose ends move by at most
    one with each unit while the plan is in it.
    """
    chances = np.array([1.0])
    low = 0
    for units in count(1):
        grown = np.zeros(len(chances) + 1)
        grown[:-1] += chances * (1 - truth)
        grown[1:] += chances * truth
        chances = grown
        while len(chances) and is_broken(units, low, plan):
            chances, low = chances[1:], low + 1
        while len(chances) and is_broken(units, low + len(chances) - 1, plan):
            chances = chances[:-1]
        yield 1 - float(chances.sum())


def alarms(is_broken: IsBroken, plan: float, units: int = UNITS) -> float:
    """Return how often a split as planned is ever called broken."""
    seen = broken(is_broken, plan, plan)
    return next(chance for n, chance in enumerate(seen, 1) if n == units)


def units_until_found(is_broken: IsBroken, plan: float, truth: float) -> int:
    """Return after how many units half of the wrong splits are called broken."""
    seen = enumerate(broken(is_broken, plan, truth), 1)
    return next(n for n, chance in seen if chance >= HALF)


def _row(plan: float, truth: float) -> list[str]:
    return [
        _split(plan),
        percent(alarms(chi_square, plan), 2),
        f"**{percent(alarms(sequential, plan), 3)}**",
        _split(truth),
        f"{units_until_found(sequential, plan, truth):,}",
    ]


def _split(treated: float) -> str:
    return f"{100 * (1 - treated):.3g} : {100 * treated:.3g}"


SECTION = Section(
    "Sample ratio",
    f"""\
How often a split that is as planned is called broken at some look, p < {ALPHA}, with
a look after every unit of {UNITS:,}; and how many units it takes until half of the
experiments with a wrong split are called broken. Nothing is drawn here: the chances
of all ways in which units can be split are added up.""",
    (
        "Plan, control : treatment",
        "chi-square, each look",
        "ours, each look",
        "True split",
        "units until found",
    ),
    [
        partial(_row, 0.5, 45 / 95),
        partial(_row, 0.5, 0.45),
        partial(_row, 0.5, 0.33),
        partial(_row, 0.1, 0.08),
        partial(_row, 0.01, 0.005),
    ],
    """\
50 : 45 units is what is left if the treatment loses one unit in ten, 52.6 : 47.4.""",
)
