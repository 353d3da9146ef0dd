"""How wide an interval is that holds at every look, in standard errors.

The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
arXiv 2103.06476; GrowthBook computes the same. With N units, and sigma the deviation of
one unit's part in the estimate, the truth is inside of

    found -+ sigma sqrt(2 (N rho^2 + 1) / (N^2 rho^2) ln(sqrt(N rho^2 + 1) / alpha))

at all looks together with probability 1 - alpha (theorem 2.2). rho says at which N the
interval is tightest. With the standard error s = sigma / sqrt(N) and x = N rho^2 the
half-width is s times a factor of x and alpha, which the functions here return; a single
look has 1.96 for 5 %.
"""

from math import log, log1p, sqrt

TUNED_FOR_AT_LEAST = 100
"""Units; an interval that is tightest earlier trusts the variance of a few units."""


def information(units: float, alpha: float, tuned_for: float) -> float:
    """Return x = N rho^2, where rho makes the interval tightest at `tuned_for` units.

    rho^2 is (-2 ln alpha + ln(1 - 2 ln alpha)) / tuned_for, very nearly (appendix B.2).
    """
    odds = -2 * log(alpha)
    return units * (odds + log1p(odds)) / max(tuned_for, TUNED_FOR_AT_LEAST)


def two_sided(x: float, alpha: float) -> float:
    """Return sqrt((1 + 1 / x) (ln(1 + x) - 2 ln alpha)), of theorem 2.2."""
    return sqrt((1 + 1 / x) * (log1p(x) - 2 * log(alpha)))


def one_sided(units: float, alpha: float, tuned_for: float) -> float:
    """Return sqrt(2 (1 + 1 / x) ln(1 + sqrt(1 + x) / (2 alpha))), of equation 134.

    One end alone is outside of the truth with probability alpha at most; rho is that
    of twice alpha. It is closer than an end of the interval with two sides.
    """
    x = information(units, 2 * alpha, tuned_for)
    return sqrt(2 * (1 + 1 / x) * log1p(sqrt(1 + x) / (2 * alpha)))
