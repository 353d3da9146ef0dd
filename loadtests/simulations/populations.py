"""What the units of an arm do, and what is seen of them at each look."""

from collections.abc import Callable
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.experiments.domain.inference import Moments, agresti_coull

SEED = 20_170_628

Numbers = NDArray[np.float64]
Which = NDArray[np.bool_]


class Population(NamedTuple):
    """What one arm's units do.

    Attributes:
        name: For the table.
        mean: The true one.
        draw: Returns the values of so many units.
        is_conversion: Whether each unit is a yes or a no.
    """

    name: str
    mean: float
    draw: Callable[[np.random.Generator, int], Numbers]
    is_conversion: bool = False


def dice() -> np.random.Generator:
    """Return the same source of chance each time."""
    return np.random.default_rng(SEED)


def yes(share: float) -> Population:
    """Return units of which a share says yes."""

    def draw(chance: np.random.Generator, n: int) -> Numbers:
        return (chance.random(n) < share).astype(float)

    return Population(f"{100 * share:g} % yes", share, draw, is_conversion=True)


def spend(buyers: float, factor: float = 1.0) -> Population:
    """Return units of which a few spend money, and some of those a lot."""

    def draw(chance: np.random.Generator, n: int) -> Numbers:
        return factor * (chance.random(n) < buyers) * chance.lognormal(3, 1, n)

    times = "" if factor == 1 else f", {factor:g} times as much"
    mean = factor * buyers * exp(3.5)
    return Population(f"{100 * buyers:g} % buy{times}", mean, draw)


def bell(mean: float = 0.0) -> Population:
    """Return units that vary around a mean as most things do, by one."""

    def draw(chance: np.random.Generator, n: int) -> Numbers:
        return chance.normal(mean, 1, n)

    return Population(f"normal, mean {mean:g}", mean, draw)


def skewed(mean: float = 1.0) -> Population:
    """Return units that vary as durations do: lognormal, with sigma 1."""

    def draw(chance: np.random.Generator, n: int) -> Numbers:
        return mean * chance.lognormal(-0.5, 1, n)

    return Population(f"lognormal, mean {mean:g}", mean, draw)


def moments(
    values: Numbers, counted: Which, every: int, *, is_conversion: bool
) -> list[Moments]:
    """Return the moments of the counted values, after every few units."""
    n = np.cumsum(counted)[every - 1 :: every].tolist()
    totals = np.cumsum(values * counted)[every - 1 :: every].tolist()
    if is_conversion:
        return list(map(conversions, n, totals))
    squares = np.cumsum(values**2 * counted)[every - 1 :: every].tolist()
    return list(map(_of_sums, n, totals, squares))


def conversions(n: int, total: float) -> Moments:
    """Return what `Moments.of_conversions` does, without exact sums."""
    return Moments(n, total / n, agresti_coull(n, total)) if n else Moments()


def _of_sums(n: int, total: float, squares: float) -> Moments:
    if n == 0:
        return Moments()
    spread = max(squares - total * total / n, 0.0)
    return Moments(n, total / n, spread / max(n - 1, 1))
