"""What the mean of one sample is at least and at most, however often one looks."""

from collections.abc import Callable
from math import inf, isfinite, lgamma, log, pi, sqrt

from ..domain.inference import Interval, Moments
from .width import one_sided

ALIKE_AT_LEAST = 100
"""Units that are all alike have to be as many, before they say anything of a mean.

With fewer, 3 % of all units can differ, and by any amount (3 / n, the rule of three).
"""

HALVINGS = 60
"""Steps after which an end of an interval of shares is exact to the last digit."""


def mean_bounds(sample: Moments, *, alpha: float, tuned_for: float) -> Interval:
    """Return what a mean is at least, and at most, each valid at every look.

    A confidence sequence with one side (see `width`), with two choices for few and
    skewed units, where variances are guesses:

    - The variance is taken about the tested mean, as in Wilson's interval: with c
      standard errors, the reach r is c sqrt(v / (n - c^2)), where v has n below the
      line. Nothing is known of c^2 units or fewer.
    - The end that is further from zero is mean / (1 - r / |mean|), that is, a larger
      mean varies more, in proportion. Otherwise a mean of amounts would be called low
      as long as the few large ones are missing. Without end if r is at least |mean|.

    Args:
        sample: The units.
        alpha: How often the true mean may ever be beyond an end; less than 0.5.
        tuned_for: The units at which the bounds are tightest.
    """
    reach = _reach(sample, alpha, tuned_for)
    mean = sample.mean
    if not (isfinite(reach) and isfinite(mean)):
        return Interval(-inf, inf)
    far = reach if mean == 0 else inf
    if reach < abs(mean):
        far = reach / (1 - reach / abs(mean))
    down, up = (reach, far) if mean >= 0 else (far, reach)
    return Interval(mean - down, mean + up)


def share_bounds(sample: Moments, *, alpha: float) -> Interval:
    """Return what a share is at least, and at most, exactly and valid at every look.

    A share is inside as long as the likelihood of the units, averaged over Jeffreys'
    prior Beta(1/2, 1/2), is less than 1 / alpha times their likelihood under this share
    (Robbins 1970; Howard et al. 2021, section 3.4). By Ville's inequality the truth
    ever gets outside with probability `alpha` at most, for both ends together.
    """
    n = sample.n
    if n <= 0 or not isfinite(sample.mean):
        return Interval(0.0, 1.0)
    yes = round(n * min(max(sample.mean, 0.0), 1.0))
    limit = marginal(n, yes) + log(alpha)

    def is_inside(share: float) -> bool:
        return likelihood(n, yes, share) > limit

    found = yes / n
    return Interval(
        _last(is_inside, found, 0.0) if yes else 0.0,
        _last(is_inside, found, 1.0) if yes < n else 1.0,
    )


def marginal(n: int, yes: int) -> float:
    """Return the log of the likelihood of so many yes, averaged over Jeffreys' prior.

    B(yes + 1/2, n - yes + 1/2) / B(1/2, 1/2), where the latter is pi.
    """
    no = n - yes
    return lgamma(yes + 0.5) + lgamma(no + 0.5) - lgamma(n + 1) - log(pi)


def likelihood(n: int, yes: int, share: float) -> float:
    """Return the log of the likelihood of so many yes, where each has this chance."""
    parts = ((yes, share), (n - yes, 1 - share))
    return sum(
        count * (log(chance) if chance else -inf) for count, chance in parts if count
    )


def _reach(sample: Moments, alpha: float, tuned_for: float) -> float:
    """Return how far the nearer end is from the mean; infinity if it is not known."""
    n, variance = sample.n, sample.variance
    if n <= 0 or not variance >= 0 or (variance == 0 and n < ALIKE_AT_LEAST):
        return inf
    errors = one_sided(n, alpha, tuned_for)
    spare = n - errors * errors
    return errors * sqrt(variance * (n - 1) / n / spare) if spare > 0 else inf


def _last(is_inside: Callable[[float], bool], inside: float, outside: float) -> float:
    """Return the end of an interval, by halving; on the outside, to claim less."""
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        if is_inside(middle):
            inside = middle
        else:
            outside = middle
    return outside
