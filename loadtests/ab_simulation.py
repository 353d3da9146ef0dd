"""`python -m loadtests.ab_simulation`: how often looking on the way makes one wrong.

Experiments with a known truth are run many times over, with a look every few units. A
method was wrong if at any look the truth was outside of its interval: for arms that do
not differ, that is a false alarm. It takes about a minute, and always prints the same.
"""

from collections.abc import Callable, Sequence
from math import exp, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from services.experiments.domain.inference import Moments
from services.experiments.statistics import difference, sample_ratio

ALPHA = 0.05
SEED = 20_170_628
REPETITIONS = 1000
UNITS = 4000
EVERY = 20
TUNED_FOR = 1000
Z = 1.959964
FEWEST = 5
EVEN = 0.5
RATIO_ALPHA = 0.001

Numbers = NDArray[np.float64]


class Population(NamedTuple):
    """What one arm's units do, and their true mean."""

    name: str
    mean: float
    draw: Callable[[np.random.Generator, int], Numbers]


class Scenario(NamedTuple):
    """Two arms, and the part of the units that gets the treatment."""

    control: Population
    treatment: Population
    share: float = EVEN

    @property
    def name(self) -> str:
        """Both arms, and the part that is treated if it is not a half."""
        part = "" if self.share == EVEN else f", {self.share:.0%} treated"
        return f"{self.control.name}; {self.treatment.name}{part}"

    @property
    def truth(self) -> float:
        """The true difference."""
        return self.treatment.mean - self.control.mean


class Rates(NamedTuple):
    """How often each method was wrong, and what ours said.

    Attributes:
        z_each_look: The interval of a single look, at every look.
        z_last_look: The same, at the last look only.
        as_published: The sequence with each arm's own variance, N all units.
        ours: What the experiments service computes.
        too_high: Ours was above the truth: it claimed too much.
        found: Ours saw that the arms differ.
    """

    z_each_look: float
    z_last_look: float
    as_published: float
    ours: float
    too_high: float
    found: float


class Look(NamedTuple):
    """Both arms after some units."""

    control: Moments
    treatment: Moments


def yes(share: float) -> Population:
    """Return units of which a share says yes."""
    return Population(
        f"{share:.0%} yes",
        share,
        lambda dice, n: (dice.random(n) < share).astype(float),
    )


def spend(buyers: float, factor: float = 1.0) -> Population:
    """Return units of which a few spend money, and some of those a lot."""

    def draw(dice: np.random.Generator, n: int) -> Numbers:
        return factor * (dice.random(n) < buyers) * dice.lognormal(3, 1, n)

    return Population(
        f"{buyers:.0%} buy, x{factor:g}", factor * buyers * exp(3.5), draw
    )


def bell(mean: float = 0.0) -> Population:
    """Return units that vary around a mean as most things do."""
    return Population(
        f"normal, {mean:g}", mean, lambda dice, n: dice.normal(mean, 1, n)
    )


SCENARIOS = (
    Scenario(yes(0.5), yes(0.5)),
    Scenario(yes(0.02), yes(0.02)),
    Scenario(bell(), bell()),
    Scenario(spend(0.05), spend(0.05)),
    Scenario(yes(0.5), yes(0.5), 0.1),
    Scenario(yes(0.02), yes(0.02), 0.1),
    Scenario(bell(), bell(), 0.01),
    Scenario(spend(0.05), spend(0.05), 0.1),
    Scenario(yes(0.5), yes(0.6)),
    Scenario(yes(0.02), yes(0.06)),
    Scenario(yes(0.02), yes(0.06), 0.1),
    Scenario(spend(0.05), spend(0.05, 1.5)),
    Scenario(spend(0.05), spend(0.05, 3.0), 0.1),
)


def looks(
    scenario: Scenario, dice: np.random.Generator, units: int, every: int
) -> list[Look]:
    """Run one experiment; return what is seen after every few units."""
    treated = dice.random(units) < scenario.share
    drawn = [arm.draw(dice, units) for arm in (scenario.control, scenario.treatment)]
    seen = [
        _moments(values, mask, every)
        for values, mask in zip(drawn, (~treated, treated), strict=True)
    ]
    return [Look(*pair) for pair in zip(*seen, strict=True)]


def wrong(scenario: Scenario, seen: Sequence[Look], tuned_for: float) -> Rates:
    """Tell which methods were wrong in one experiment: 1 is wrong, 0 is not."""
    found = [difference(*look, alpha=ALPHA, tuned_for=tuned_for) for look in seen]
    z = [abs(_z(look, scenario.truth)) for look in seen]
    limits = [_published(look, tuned_for) for look in seen]
    return Rates(
        any(value > Z for value in z),
        z[-1] > Z,
        any(value > limit for value, limit in zip(z, limits, strict=True)),
        any(not one.low <= scenario.truth <= one.high for one in found),
        any(one.low > scenario.truth for one in found),
        any(not one.low <= 0 <= one.high for one in found),
    )


def rates(
    scenario: Scenario,
    repetitions: int = REPETITIONS,
    units: int = UNITS,
    every: int = EVERY,
    tuned_for: float = TUNED_FOR,
) -> Rates:
    """Return how often each method was wrong, over many experiments."""
    dice = np.random.default_rng(SEED)
    runs = [
        wrong(scenario, looks(scenario, dice, units, every), tuned_for)
        for _ in range(repetitions)
    ]
    return Rates(*(sum(column) / repetitions for column in zip(*runs, strict=True)))


def false_ratio_alarms(repetitions: int = REPETITIONS) -> float:
    """Return how often a fair split is called broken at some look."""
    dice = np.random.default_rng(SEED)
    alarms = 0
    for _ in range(repetitions):
        treated = np.cumsum(dice.random(UNITS) < EVEN)[EVERY - 1 :: EVERY].tolist()
        checks = [
            sample_ratio({"a": EVERY * (look + 1) - n, "b": n}, {"a": 1, "b": 1})
            for look, n in enumerate(treated)
        ]
        alarms += any(check.p is not None and check.p < RATIO_ALPHA for check in checks)
    return alarms / repetitions


def main() -> None:
    """Simulate everything and print the table."""
    table = Table("arms")
    table.title = f"Wrong at some of {UNITS // EVERY} looks, {UNITS} units, {ALPHA:.0%}"
    for method in Rates._fields:
        table.add_column(method.replace("_", "\n"), justify="right")
    for scenario in SCENARIOS:
        table.add_row(scenario.name, *(f"{rate:.1%}" for rate in rates(scenario)))
    console = Console()
    console.print(table)
    alarms = false_ratio_alarms()
    console.print(f"A fair split called broken, p < {RATIO_ALPHA}: {alarms:.1%}")


def _moments(values: Numbers, mask: NDArray[np.bool_], every: int) -> list[Moments]:
    """Return the moments of the masked values, after every few."""
    n = np.cumsum(mask)[every - 1 :: every]
    sums = np.cumsum(values * mask)[every - 1 :: every]
    squares = np.cumsum(values**2 * mask)[every - 1 :: every]
    means = sums / np.maximum(n, 1)
    variances = np.maximum(squares - sums * means, 0) / np.maximum(n - 1, 1)
    columns = (n.tolist(), means.tolist(), variances.tolist())
    return [Moments(*row) for row in zip(*columns, strict=True)]


def _z(look: Look, truth: float) -> float:
    """Return how many standard errors the truth is away, as textbooks have it."""
    error = sqrt(sum(arm.variance / max(arm.n, 1) for arm in look))
    if min(arm.n for arm in look) < FEWEST or error == 0:
        return 0.0
    return (look.treatment.mean - look.control.mean - truth) / error


def _published(look: Look, tuned_for: float) -> float:
    """Return where the published interval ends, N being the units of both arms."""
    chances = -2 * np.log(ALPHA)
    x = (look.control.n + look.treatment.n) * (chances + np.log1p(chances)) / tuned_for
    return float(np.sqrt((1 + 1 / x) * (np.log1p(x) + chances)))


if __name__ == "__main__":
    main()
