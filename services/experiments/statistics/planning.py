"""How many units each arm needs, so that a difference is found by this interval."""

from collections.abc import Callable
from math import isfinite, pi, sqrt
from statistics import NormalDist

from ..domain.inference import agresti_coull
from .sequential import UNITS_AT_LEAST
from .width import information, two_sided

MOST_UNITS = 2**53
"""More than that nobody counts."""


def units_needed(
    control_variance: float,
    treatment_variance: float,
    effect: float,
    *,
    alpha: float,
    power: float,
) -> int | None:
    """Return the units per arm with which a difference of means is found.

    So many that the interval of `difference`, tightest at twice as many, leaves zero
    out at this look with probability `power`, where found is normal around `effect`:
    sqrt(n) effect >= c sqrt(max(v, u) + max(w, u)) + z_power sqrt(v + w), with v and w
    as they are expected to be found. None if no number would do.

    Args:
        control_variance: How much the units of control vary, as a variance.
        treatment_variance: The same of the treatment.
        effect: The difference that is to be found; its sign does not matter.
        alpha: As for `difference`.
        power: How often it is to be found, 0.8 for 80 %.
    """
    variances = (control_variance, treatment_variance)
    if not all(isfinite(one) and one >= 0 for one in variances):
        return None
    margin = _margin(control_variance, treatment_variance, power)

    def is_found(n: int) -> bool:
        reach = _reach(n, control_variance, treatment_variance, alpha) + margin
        return sqrt(n) * abs(effect) >= reach

    return _fewest(is_found)


def conversions_needed(
    baseline: float, target: float, *, alpha: float, power: float
) -> int | None:
    """Return the units per arm with which a difference of two shares is found.

    The same for conversions, whose variance in the interval is that of Agresti and
    Coull. None if no number would do, or for what are no shares.
    """
    if not (0 <= baseline <= 1 and 0 <= target <= 1):
        return None
    margin = _margin(baseline * (1 - baseline), target * (1 - target), power)

    def is_found(n: int) -> bool:
        control, treatment = (
            agresti_coull(n, n * baseline),
            agresti_coull(n, n * target),
        )
        reach = _reach(n, control, treatment, alpha) + margin
        return sqrt(n) * abs(target - baseline) >= reach

    return _fewest(is_found)


def _reach(n: int, control: float, treatment: float, alpha: float) -> float:
    """Return half the interval's width with n units per arm, times sqrt(n).

    The interval takes the larger of two variances that are guesses. Those of normal
    units that vary alike are sqrt(4 (v^2 + w^2) / (pi n)) apart, on average; it is
    added.
    """
    guess = sqrt(4 * (control * control + treatment * treatment) / (pi * n))
    varied = max(control, treatment) + (control + treatment) / 2 + guess
    return two_sided(information(2 * n, alpha, 2 * n), alpha) * sqrt(varied)


def _margin(control: float, treatment: float, power: float) -> float:
    """Return by how much the found difference may fall short, times sqrt(n)."""
    return NormalDist().inv_cdf(power) * sqrt(control + treatment)


def _fewest(is_found: Callable[[int], bool]) -> int | None:
    """Return the smallest number for which it is found, by doubling and halving."""
    high = UNITS_AT_LEAST
    while not is_found(high):
        high *= 2
        if high > MOST_UNITS:
            return None
    low = max(high // 2, UNITS_AT_LEAST - 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_found(middle) else (middle, high)
    return high
