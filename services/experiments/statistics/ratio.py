"""Were units split, and outcomes recorded, alike? If not, no result counts.

Both tests may be looked at as often as one likes: p is one divided by the evidence, an
average of likelihood ratios, which ever exceeds 1 / alpha with probability alpha at
most where nothing is wrong (Ville's inequality). They are exact for any number of
units.
"""

from collections.abc import Mapping
from math import exp, lgamma, log

from ..domain.inference import SampleRatio
from .bounds import likelihood, marginal

CONCENTRATION = 100
"""Units that the prior split counts for: it expects shares to be off by some 5 %.

More finds small deviations sooner and large ones later.
"""


def sample_ratio(
    counts: Mapping[str, int], weights: Mapping[str, float]
) -> SampleRatio:
    """Compare the units of each arm with its weight, by a sequential test.

    The evidence is the likelihood of the counts under a Dirichlet prior around the
    weights, divided by that under the weights (Lindon and Malek, arXiv 2011.03567,
    equation 7). The deviation is one of shares, from 0 to 1.
    """
    weight = sum(weights.values())
    plan = {arm: part / weight for arm, part in weights.items() if part > 0}
    found = {arm: counts.get(arm, 0) for arm in plan}
    units = sum(found.values())
    if units <= 0:
        return SampleRatio()
    deviation = max(abs(found[arm] / units - share) for arm, share in plan.items())
    evidence = lgamma(CONCENTRATION) - lgamma(CONCENTRATION + units)
    for arm, share in plan.items():
        prior = CONCENTRATION * share
        evidence += lgamma(prior + found[arm]) - lgamma(prior)
        evidence -= found[arm] * log(share)
    return SampleRatio(_p(evidence), deviation)


def recorded_ratio(
    exposed: Mapping[str, int], recorded: Mapping[str, int]
) -> float | None:
    """Return whether outcomes are recorded of the same share of each arm's units, as p.

    The evidence is the likelihood of what was recorded if each arm has a share of its
    own, under Jeffreys' prior, divided by the most likely single share's (universal
    inference; Wasserman, Ramdas and Balakrishnan 2020). None with less than two arms
    that have units.
    """
    arms = {arm: units for arm, units in exposed.items() if units > 0}
    if len(arms) <= 1:
        return None
    kept = {arm: min(max(recorded.get(arm, 0), 0), n) for arm, n in arms.items()}
    units, yes = sum(arms.values()), sum(kept.values())
    apart = sum(marginal(n, kept[arm]) for arm, n in arms.items())
    return _p(apart - likelihood(units, yes, yes / units))


def _p(evidence: float) -> float:
    """Return p of the logarithm of the evidence."""
    return exp(min(0.0, -evidence))
