"""Were units split as planned? If not, something is broken, and no result counts."""

from collections.abc import Mapping

from scipy.special import chdtrc

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
    return SampleRatio(float(chdtrc(len(expected) - 1, statistic)), deviation)
