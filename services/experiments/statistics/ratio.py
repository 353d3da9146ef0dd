"""Were units split as planned? If not, something is broken, and no result counts."""

from collections.abc import Mapping
from math import erfc, exp, gamma, sqrt

from ..domain.inference import SampleRatio

EXPECTED_AT_LEAST = 5
"""Units that each arm has to expect, or the formula does not hold (Cochran 1954)."""


def sample_ratio(
    counts: Mapping[str, int], weights: Mapping[str, float]
) -> SampleRatio:
    """Compare the units of each arm with its weight, by Pearson's chi-square test.

    The sum of (found - expected)^2 / expected over k arms, against k - 1 degrees of
    freedom (Fabijan et al., KDD 2019). The deviation is one of shares, from 0 to 1.
    """
    units, weight = sum(counts.values()), sum(weights.values())
    if units == 0 or weight == 0:
        return SampleRatio()
    expected = {arm: units * part / weight for arm, part in weights.items()}
    off = {arm: counts.get(arm, 0) - number for arm, number in expected.items()}
    deviation = max(map(abs, off.values())) / units
    if min(expected.values()) < EXPECTED_AT_LEAST:
        return SampleRatio(deviation=deviation)
    statistic = sum(off[arm] ** 2 / number for arm, number in expected.items())
    return SampleRatio(_survival(statistic, len(expected) - 1), deviation)


def _survival(statistic: float, freedom: int) -> float:
    """Return how often chance alone makes a chi-square at least as large.

    In closed form, for whole degrees of freedom: erfc or exp, and a finite sum
    (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5).
    """
    half, is_odd = statistic / 2, freedom % 2
    first = erfc(sqrt(half)) if is_odd else exp(-half)
    powers = (below / 2 for below in range(2 - is_odd, freedom, 2))
    rest: float = exp(-half) * sum(half**a / gamma(a + 1) for a in powers)
    return first + rest
