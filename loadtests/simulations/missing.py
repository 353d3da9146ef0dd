"""How often outcomes that nobody records lead to a false verdict."""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.experiments.domain.inference import Moments
from services.experiments.statistics import difference, recorded_ratio

from .populations import Which, conversions, dice
from .section import Section, percent

ALPHA = 0.05
RATIO_ALPHA = 0.001
REPETITIONS = 1000
UNITS = 4000
EVERY = 40
TUNED_FOR = 1000
SHARE = 0.3
HALF = 0.5

DELAY = 400
"""How many units come, on average, before a late outcome does."""


class Loss(NamedTuple):
    """Which outcomes nobody records.

    Attributes:
        name: For the table.
        noes: The lost part of those without a conversion, of control and treatment.
        yeses: The lost part of those with one, of control and treatment.
        is_late: Whether outcomes come some time after their units.
    """

    name: str
    noes: tuple[float, float] = (0.0, 0.0)
    yeses: tuple[float, float] = (0.0, 0.0)
    is_late: bool = False


class Found(NamedTuple):
    """How often it was said, at some look, that arms differ which do not.

    Attributes:
        recorded: With the units that have an outcome as the denominator.
        checked: The same, where the check sees outcomes recorded alike.
        exposed: With exposed units as the denominator.
        refused: How often the check saw outcomes recorded unlike.
    """

    recorded: float
    checked: float
    exposed: float
    refused: float


LOSSES = (
    Loss("none"),
    Loss("none, but outcomes come late", is_late=True),
    Loss("half of all, in both arms", (0.5, 0.5), (0.5, 0.5)),
    Loss("all noes, in both arms", (1.0, 1.0)),
    Loss("55 % of the noes, in the treatment", (0.0, 0.55)),
    Loss("20 % of the noes, in the treatment", (0.0, 0.2)),
    Loss("10 % of the noes, in the treatment", (0.0, 0.1)),
    Loss("5 % of the noes, in the treatment", (0.0, 0.05)),
    Loss("30 % of the yeses, in the treatment", yeses=(0.0, 0.3)),
)


def rates(loss: Loss, repetitions: int = REPETITIONS) -> Found:
    """Return how often each was the case, over many experiments."""
    chance = dice()
    runs = [_run(loss, chance) for _ in range(repetitions)]
    return Found(*(sum(column) / repetitions for column in zip(*runs, strict=True)))


def _run(loss: Loss, chance: np.random.Generator) -> Found:
    """Run one experiment without an effect: 1 is something that was said, 0 is not."""
    treated = chance.random(UNITS) < HALF
    values = chance.random(UNITS) < SHARE
    no, yes = (np.where(treated, part[1], part[0]) for part in (loss.noes, loss.yeses))
    kept = chance.random(UNITS) >= np.where(values, yes, no)
    due = np.arange(UNITS) + chance.exponential(DELAY, UNITS) * loss.is_late
    counted = [
        [_at_looks(arm & which, due) for arm in (~treated, treated)]
        for which in (kept, kept & values)
    ]
    units = [_at_looks(arm, np.arange(UNITS)) for arm in (~treated, treated)]
    looks = np.array([*units, *counted[0], *counted[1]]).T.tolist()
    said = [_said(*look) for look in looks]
    return Found(*(any(column) for column in zip(*said, strict=True)))


def _at_looks(which: Which, due: NDArray[Any]) -> NDArray[Any]:
    """Return how many of these are recorded at each look."""
    looks = np.arange(EVERY, UNITS + 1, EVERY)
    return np.searchsorted(np.sort(due[which]), looks)


def _said(  # noqa: PLR0913, PLR0917 - the counts of both arms
    n: int, m: int, control: int, treatment: int, yes: int, treated_yes: int
) -> Found:
    """Return what is said at one look."""
    p = recorded_ratio({"a": n, "b": m}, {"a": control, "b": treatment})
    is_refused = p is not None and p < RATIO_ALPHA
    is_different = _differ(
        conversions(control, yes), conversions(treatment, treated_yes)
    )
    return Found(
        is_different,
        is_different and not is_refused,
        _differ(conversions(n, yes), conversions(m, treated_yes)),
        is_refused,
    )


def _differ(control: Moments, treatment: Moments) -> bool:
    return difference(control, treatment, alpha=ALPHA, tuned_for=TUNED_FOR).p < ALPHA


def _row(loss: Loss) -> list[str]:
    found = rates(loss)
    return [
        loss.name,
        percent(found.recorded),
        f"**{percent(found.checked)}**",
        f"**{percent(found.exposed)}**",
        percent(found.refused),
    ]


SECTION = Section(
    "Missing outcomes",
    f"""\
How often it is said at some look that two arms differ, of which each converts
{percent(SHARE, 0)} of its units, while some outcomes are not recorded:
{REPETITIONS:,} experiments of {UNITS:,} units, a look every {EVERY}, {
        percent(ALPHA, 0)
    } allowed. The last column says how often the check saw that the arms differ in the
share of units that have an outcome (p < {RATIO_ALPHA}).""",
    (
        "Lost outcomes",
        "of recorded units",
        "of recorded units, with the check",
        "of exposed units",
        "refused",
    ),
    [partial(_row, loss) for loss in LOSSES],
    f"""\
A mean is one of recorded units, and needs the check. Conversions and sums are of
exposed units, where a missing outcome counts as zero, so that lost noes change
nothing. Lost yeses do: a conversion that nobody records is none. Where noes are
recorded too, the check sees that as well, though in some experiments not before the
difference (last row). Late outcomes come {DELAY} units later, on average; late in
both arms alike, they are no mismatch. The check cannot see losses that are as large
in both arms but hit other units.""",
)
