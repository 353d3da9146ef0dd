"""How far two arms are apart, by intervals that hold however often one looks.

The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
arXiv 2103.06476, theorem 2.2; GrowthBook computes the same. With N units of both arms,
and sigma the deviation of one unit's part in the difference, the truth is inside of

    found -+ sigma sqrt(2 (N rho^2 + 1) / (N^2 rho^2) ln(sqrt(N rho^2 + 1) / alpha))

at all looks together with probability 1 - alpha; rho says at which N it is tightest.
The standard error s of a difference is sigma / sqrt(N), so with x = N rho^2 this is s
times sqrt((1 + 1 / x) (ln(1 + x) - 2 ln alpha)), where a single look has s times 1.96.

Two choices keep the promise for small and uneven arms, where variances are guesses:

- No arm counts as less varied than all units together: s^2 = max(v, u) / n +
  max(w, u) / m, with u = (n v + m w) / (n + m). A few units that happen to be alike
  prove nothing.
- N is what even arms would need to know as much, 4 n m / (n + m): n + m for even arms,
  less for uneven ones, and still right when the split changes on the way.
"""

from math import exp, inf, isfinite, log, log1p, sqrt

from ..domain.inference import Difference, Moments

UNITS_AT_LEAST = 5
"""In each arm; the variance of fewer says nothing."""

TUNED_FOR_AT_LEAST = 100
"""Units; an interval that is tightest earlier trusts the variance of a handful."""


def difference(
    control: Moments, treatment: Moments, *, alpha: float, tuned_for: float
) -> Difference:
    """Return the treatment's mean minus the control's, valid at every look.

    The interval is two-sided. p is one divided by the evidence (the e-value) against no
    difference (equation 155): below `alpha` exactly when the interval leaves zero out.

    Args:
        control: What is compared with.
        treatment: What is compared.
        alpha: How often the true difference may ever be outside, 0.05 for 5 %.
        tuned_for: The units of both arms at which the interval is tightest, chosen
            before the first look; it changes the width and not the promise.
    """
    error = _standard_error(control, treatment)
    effect = treatment.mean - control.mean
    if not (error > 0 and isfinite(error) and isfinite(effect)):
        return Difference()
    x = _information(control, treatment, alpha, tuned_for)
    reach = error * sqrt((1 + 1 / x) * (log1p(x) - 2 * log(alpha)))
    z = effect / error
    evidence = z * z * x / (1 + x) - log1p(x)
    p = exp(min(0.0, -evidence / 2))
    return Difference(effect, effect - reach, effect + reach, p)


def lower_bound(
    control: Moments, treatment: Moments, *, alpha: float, tuned_for: float
) -> float:
    """Return what the difference is at least, valid at every look.

    Equation 134: s sqrt(2 (1 + 1 / x) ln(1 + sqrt(1 + x) / (2 alpha))) below what was
    found, with rho for twice alpha. As it says nothing of the upper end, it is closer
    than the lower end of the two-sided interval. Minus infinity if nothing is known.

    Args:
        control: What is compared with.
        treatment: What is compared.
        alpha: How often the true difference may ever be lower; less than 0.5.
        tuned_for: As for the interval of two sides.
    """
    found = difference(control, treatment, alpha=alpha, tuned_for=tuned_for)
    if not found.is_known:
        return -inf
    x = _information(control, treatment, 2 * alpha, tuned_for)
    odds = 1 + sqrt(1 + x) / (2 * alpha)
    reach = sqrt(2 * (1 + 1 / x) * log(odds))
    return found.effect - _standard_error(control, treatment) * reach


def _standard_error(control: Moments, treatment: Moments) -> float:
    """Return s, and zero where it cannot be told."""
    arms = (control, treatment)
    if not all(arm.n >= UNITS_AT_LEAST and arm.variance >= 0 for arm in arms):
        return 0.0
    units = control.n + treatment.n
    together = sum(arm.variance * (arm.n / units) for arm in arms)
    return sqrt(sum(max(arm.variance, together) / arm.n for arm in arms))


def _information(
    control: Moments, treatment: Moments, alpha: float, tuned_for: float
) -> float:
    """Return x = N rho^2, where rho is tightest at `tuned_for` units (appendix B.2).

    There rho^2 is (-2 ln alpha + ln(1 - 2 ln alpha)) / tuned_for, very nearly.
    """
    units = 4 * control.n * treatment.n / (control.n + treatment.n)
    odds = -2 * log(alpha)
    return units * (odds + log1p(odds)) / max(tuned_for, TUNED_FOR_AT_LEAST)
