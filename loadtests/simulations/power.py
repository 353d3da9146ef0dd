"""How often an experiment of the required size finds what is there."""

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from services.experiments.domain.inference import Moments
from services.experiments.statistics import (
    conversions_needed,
    difference,
    units_needed,
)

from .populations import (
    Population,
    bell,
    conversions,
    dice,
    moments,
    skewed,
    spend,
    yes,
)
from .section import Section, percent

ALPHA = 0.05
POWER = 0.8
REPETITIONS = 2000
MEANS_REPETITIONS = 1000
TIMES = 4
"""How many times the required units are collected, where somebody goes on."""

LOOKS = 20
NAMES = ("scale", "inconclusive", "kill")


class Plan(NamedTuple):
    """An experiment, and what its treatment does: nothing, half the target, it."""

    control: Population
    treatments: tuple[Population, Population, Population]
    power: float = POWER

    @property
    def target(self) -> float:
        """The difference that is worth it."""
        return self.treatments[-1].mean - self.control.mean

    @property
    def needed(self) -> int:
        """The units per arm that the service requires."""
        return _needed(self.control, self.treatments[-1], self.power)


PLANS = (
    Plan(yes(0.01), (yes(0.01), yes(0.0125), yes(0.015))),
    Plan(yes(0.02), (yes(0.02), yes(0.03), yes(0.04))),
    Plan(yes(0.1), (yes(0.1), yes(0.11), yes(0.12))),
    Plan(yes(0.3), (yes(0.3), yes(0.4), yes(0.5))),
    Plan(yes(0.47), (yes(0.47), yes(0.51), yes(0.55))),
    Plan(yes(0.47), (yes(0.47), yes(0.51), yes(0.55)), power=0.9),
    Plan(bell(), (bell(), bell(0.1), bell(0.2))),
    Plan(skewed(), (skewed(), skewed(1.1), skewed(1.2))),
    Plan(spend(0.05), (spend(0.05), spend(0.05, 1.5), spend(0.05, 2.0))),
)


def verdicts(plan: Plan, treatment: Population, repetitions: int) -> Counter[str]:
    """Return how often each verdict is drawn when the required units are there."""
    chance = dice()
    looks = (
        (
            _seen(plan.control, plan.needed, chance),
            _seen(treatment, plan.needed, chance),
        )
        for _ in range(repetitions)
    )
    return Counter(_verdict(plan, *look) for look in looks)


def false_kills(plan: Plan, repetitions: int) -> float:
    """Return how often a treatment that reaches the target is killed at some look.

    The first look is at the required units, the last one at several times as many.
    """
    chance = dice()
    treatment = plan.treatments[-1]

    def is_killed() -> bool:
        pairs = zip(
            _grown(plan.control, plan.needed, chance),
            _grown(treatment, plan.needed, chance),
            strict=True,
        )
        return any(_verdict(plan, *look) == "kill" for look in pairs)

    return sum(is_killed() for _ in range(repetitions)) / repetitions


def _grown(
    arm: Population, needed: int, chance: np.random.Generator
) -> Iterator[Moments]:
    """Yield what is seen of an arm from the required units on."""
    every = max(needed // LOOKS, 1)
    values = arm.draw(chance, TIMES * needed)
    everybody = np.ones(len(values), dtype=np.bool_)
    seen = moments(values, everybody, every, is_conversion=arm.is_conversion)
    return (one for one in seen if one.n >= needed)


def _seen(arm: Population, n: int, chance: np.random.Generator) -> Moments:
    """Return what is seen of so many units at once."""
    if arm.is_conversion:
        return conversions(n, int(chance.binomial(n, arm.mean)))
    values = arm.draw(chance, n)
    return Moments(n, float(values.mean()), float(values.var(ddof=1)))


def _verdict(plan: Plan, control: Moments, treatment: Moments) -> str:
    """Return what a rule says that scales what is above zero."""
    found = difference(control, treatment, alpha=ALPHA, tuned_for=2 * plan.needed)
    if found.low > 0:
        return "scale"
    return "kill" if found.high < plan.target else "inconclusive"


@cache
def _needed(control: Population, treatment: Population, power: float) -> int:
    ends = (control.mean, treatment.mean)
    if control.is_conversion:
        needed = conversions_needed(*ends, alpha=ALPHA, power=power)
    else:
        variances = (_variance(control), _variance(treatment))
        effect = treatment.mean - control.mean
        needed = units_needed(*variances, effect, alpha=ALPHA, power=power)
    return needed or 0


@cache
def _variance(arm: Population) -> float:
    """Return the variance of many units."""
    return float(arm.draw(dice(), 1_000_000).var())


def _row(plan: Plan) -> list[str]:
    repetitions = REPETITIONS if plan.control.is_conversion else MEANS_REPETITIONS
    cells = []
    for treatment in plan.treatments:
        found = verdicts(plan, treatment, repetitions)
        names = ("scale", "inconclusive", "kill")
        cells.append(
            " / ".join(f"{100 * found[name] / repetitions:.0f}" for name in names)
        )
    return [
        f"{plan.control.name}; {plan.treatments[-1].name}",
        percent(plan.power, 0),
        f"{plan.needed:,}",
        *cells,
        percent(false_kills(plan, MEANS_REPETITIONS)),
    ]


SECTION = Section(
    "Power",
    f"""\
Which verdict is drawn when each arm has the units that the service requires for a
baseline, a target and a power, in per cent: scale / inconclusive / kill.
{REPETITIONS:,} experiments per figure, {MEANS_REPETITIONS:,} for means and for the
last column, {percent(ALPHA, 0)} allowed. The rule scales if the lower end of the
interval is above zero, and kills if the upper end is below the target. The last
column goes on to look until there are {TIMES} times as many units.""",
    (
        "Control; target",
        "power",
        "units per arm",
        "no effect",
        "half the target",
        "the target",
        "target killed at some look",
    ),
    [partial(_row, plan) for plan in PLANS],
    """\
What reaches the target is scaled as often as the power says, and next to never
killed. What has no effect is killed about as often, as the interval is as wide
there. Half the target mostly stays inconclusive: that takes more units or another
question, and no kill.

For means, the variance of both arms is known here. An owner gives one standard
deviation: it has to be that of the arm that varies more, or the power is less. Twice
the amounts vary twice as much.""",
)
