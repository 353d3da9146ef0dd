"""How often an interval is wrong at some look."""

from collections.abc import Sequence
from functools import partial
from math import log, log1p, sqrt
from typing import NamedTuple

from services.experiments.domain.inference import Moments
from services.experiments.statistics import difference

from .populations import Population, bell, dice, moments, spend, yes
from .section import Section, percent

ALPHA = 0.05
REPETITIONS = 1000
UNITS = 4000
EVERY = 20
TUNED_FOR = 1000
Z = 1.959964
FEWEST = 5
EVEN = 0.5


class Scenario(NamedTuple):
    """Two arms, and the part of the units that gets the treatment."""

    control: Population
    treatment: Population
    share: float = EVEN

    @property
    def name(self) -> str:
        """Both arms, and the part that is treated if it is not a half."""
        part = "" if self.share == EVEN else f", {self.share:.0%} treated"
        same = self.treatment.name == self.control.name
        treatment = "the same" if same else self.treatment.name
        return f"{self.control.name}; {treatment}{part.replace('%', ' %')}"

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


Look = tuple[Moments, Moments]

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


def rates(
    scenario: Scenario,
    repetitions: int = REPETITIONS,
    units: int = UNITS,
    every: int = EVERY,
    tuned_for: float = TUNED_FOR,
) -> Rates:
    """Return how often each method was wrong, over many experiments."""
    chance = dice()

    def looks() -> list[Look]:
        treated = chance.random(units) < scenario.share
        arms = ((scenario.control, ~treated), (scenario.treatment, treated))
        seen = [
            moments(
                arm.draw(chance, units), which, every, is_conversion=arm.is_conversion
            )
            for arm, which in arms
        ]
        return list(zip(*seen, strict=True))

    runs = [_wrong(scenario, looks(), tuned_for) for _ in range(repetitions)]
    return Rates(*(sum(column) / repetitions for column in zip(*runs, strict=True)))


def _wrong(scenario: Scenario, seen: Sequence[Look], tuned_for: float) -> Rates:
    """Tell which methods were wrong in one experiment: 1 is wrong, 0 is not."""
    found = [difference(*look, alpha=ALPHA, tuned_for=tuned_for) for look in seen]
    z = [abs(_z(*look, scenario.truth)) for look in seen]
    limits = [_published(*look, tuned_for) for look in seen]
    return Rates(
        any(value > Z for value in z),
        z[-1] > Z,
        any(value > limit for value, limit in zip(z, limits, strict=True)),
        any(not one.low <= scenario.truth <= one.high for one in found),
        any(one.low > scenario.truth for one in found),
        any(not one.low <= 0 <= one.high for one in found),
    )


def _z(control: Moments, treatment: Moments, truth: float) -> float:
    """Return how many standard errors the truth is away, as textbooks have it."""
    arms = (control, treatment)
    error = sqrt(sum(arm.variance / max(arm.n, 1) for arm in arms))
    if min(arm.n for arm in arms) < FEWEST or error == 0:
        return 0.0
    return (treatment.mean - control.mean - truth) / error


def _published(control: Moments, treatment: Moments, tuned_for: float) -> float:
    """Return where the published interval ends, N being the units of both arms."""
    chances = -2 * log(ALPHA)
    x = (control.n + treatment.n) * (chances + log1p(chances)) / tuned_for
    return sqrt((1 + 1 / x) * (log1p(x) + chances))


def _row(scenario: Scenario) -> list[str]:
    found = rates(scenario)
    ours = percent(found.ours)
    return [
        scenario.name,
        percent(found.z_each_look),
        percent(found.z_last_look),
        percent(found.as_published),
        f"**{ours}**" if scenario.truth == 0 else ours,
        percent(found.found) if scenario.truth else "",
    ]


SECTION = Section(
    "Peeking",
    f"""\
How often each method was wrong at some look, that is, had the true difference
outside of its interval: {REPETITIONS:,} experiments of {UNITS:,} units, a look every
{EVERY}, {percent(ALPHA, 0)} allowed, tightest at {TUNED_FOR:,}.""",
    (
        "Control; treatment",
        "z, each look",
        "z, last look",
        "as published",
        "ours",
        "found",
    ),
    [partial(_row, scenario) for scenario in SCENARIOS],
    """\
Each row is a pair of arms; the last five have a true difference, and the last column
says how often it was found. "z, each look" is what people do who watch a 5 % test;
"z, last look" is what that test was made for; "as published" is the asymptotic
confidence sequence without our two changes for uneven arms.

A false alarm is rarer than promised in every row without a difference. With few
treated units and rare outcomes the interval can lie too close to zero until the
small arm has some hundred units. The units that a design requires hide that part
(section Power), and no verdict is drawn before they are there.""",
)
