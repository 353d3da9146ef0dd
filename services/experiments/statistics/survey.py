"""What two surveys say of a share, looked at once."""

from math import ceil, erfc, isfinite, sqrt
from statistics import NormalDist

from ..domain.inference import Difference, Share

NORMAL = NormalDist()

FEW = 5
"""With fewer answers of one kind than this, the plainest formulas do not hold."""


def compare_shares(before: Share, after: Share, *, alpha: float) -> Difference:
    """Return how far two surveys of different people are apart, for one look.

    The interval is Wald's, d -+ z sqrt(p1 q1 / n1 + p2 q2 / n2), and p that of the
    z-test with pooled variance. With fewer than five answers of one kind it is
    Newcombe's interval (1998, method 10), which never shrinks to a point, and p with
    the correction of Yates. Shares are parts of one: 0.08 is 8 points.
    """
    if not (_is_valid(before) and _is_valid(after)):
        return Difference()
    few = min(_fewest(before), _fewest(after)) < FEW
    z = -NORMAL.inv_cdf(alpha / 2)
    low, high = _newcombe(before, after, z) if few else _wald(before, after, z)
    p = _pooled_p(before, after, corrected=few)
    return Difference(after.value - before.value, low, high, p)


def answers_needed(
    before: float, after: float, *, alpha: float, power: float
) -> int | None:
    """Return how many answers each survey needs to tell two shares apart.

    So many that the two-sided z-test with pooled variance finds the difference with
    probability `power` (Fleiss, Levin and Paik 2003, chapter 4): the square of
    (z_alpha sqrt(2 p q) + z_power sqrt(p1 q1 + p2 q2)) / d, rounded up. None if no
    number would do.
    """
    if not (0 <= before <= 1 and 0 <= after <= 1) or before == after:
        return None
    pooled = (before + after) / 2
    by_chance = -NORMAL.inv_cdf(alpha / 2) * sqrt(2 * _variance(pooled))
    in_truth = NORMAL.inv_cdf(power) * sqrt(_variance(before) + _variance(after))
    root = (by_chance + in_truth) / (after - before)
    needed = root * root
    return ceil(needed) if isfinite(needed) else None


def _is_valid(share: Share) -> bool:
    return 0 <= share.value <= 1 and share.answers > 0


def _variance(share: float) -> float:
    return share * (1 - share)


def _fewest(share: Share) -> int:
    """Return how many answers there are of the rarer kind."""
    return round(share.answers * min(share.value, 1 - share.value))


def _wald(before: Share, after: Share, z: float) -> tuple[float, float]:
    effect = after.value - before.value
    spread = [_variance(share.value) / share.answers for share in (before, after)]
    reach = z * sqrt(sum(spread))
    return effect - reach, effect + reach


def _newcombe(before: Share, after: Share, z: float) -> tuple[float, float]:
    """Combine the two surveys' own intervals, which are Wilson's."""
    effect = after.value - before.value
    (low, high), (later_low, later_high) = _wilson(before, z), _wilson(after, z)
    down = sqrt((after.value - later_low) ** 2 + (high - before.value) ** 2)
    up = sqrt((later_high - after.value) ** 2 + (before.value - low) ** 2)
    return effect - down, effect + up


def _wilson(share: Share, z: float) -> tuple[float, float]:
    n, shrunk = share.answers, 1 + z**2 / share.answers
    middle = (share.value + z**2 / (2 * n)) / shrunk
    reach = z * sqrt(_variance(share.value) / n + z**2 / (4 * n**2)) / shrunk
    return middle - reach, middle + reach


def _pooled_p(before: Share, after: Share, *, corrected: bool) -> float:
    answers = before.answers + after.answers
    positive = before.value * before.answers + after.value * after.answers
    per_answer = 1 / before.answers + 1 / after.answers
    error = sqrt(_variance(positive / answers) * per_answer)
    correction = per_answer / 2 if corrected else 0.0
    distance = abs(after.value - before.value) - correction
    return erfc(distance / error / sqrt(2)) if distance > 0 else 1.0
