"""What is known where all units of an arm are alike. Nothing is simulated."""

from decimal import Decimal
from functools import partial

from services.experiments.domain.inference import Difference, Moments
from services.experiments.statistics import difference

from .section import Section

ALPHA = 0.05
TUNED_FOR = 1000
SIZES = (5, 10, 20, 50, 100, 409)


def compare(control: Moments, treatment: Moments) -> Difference:
    """Compare two arms as an experiment of 500 units per arm does."""
    return difference(control, treatment, alpha=ALPHA, tuned_for=TUNED_FOR)


def _row(n: int) -> list[str]:
    none = Moments.of_conversions(n, Decimal(0))
    every = Moments.of_conversions(n, Decimal(n))
    return [
        f"{n}",
        _interval(compare(none, every)),
        _interval(compare(none, none)),
        _interval(compare(Moments(n, 0.0, 0.0), Moments(n, 1.0, 0.0))),
    ]


def _interval(found: Difference) -> str:
    if not found.is_known:
        return "not known"
    verdict = ", differ" if found.p < ALPHA else ""
    return f"{found.low:.2f} to {found.high:.2f}{verdict}"


SECTION = Section(
    "Complete separation",
    f"""\
The interval of the difference where all units of an arm are alike, tightest at
{TUNED_FOR:,} units of both arms.""",
    (
        "Units per arm",
        "0 % against 100 %, conversions",
        "0 % against 0 %, conversions",
        "0 against 1, a mean",
    ),
    [partial(_row, n) for n in SIZES],
    """\
For conversions, arms count with two conversions and two failures more than they have
when their variance is taken, so that it is never zero. For other metrics, arms that
are alike inside and differ from each other count as varied as all units are
together.""",
)
