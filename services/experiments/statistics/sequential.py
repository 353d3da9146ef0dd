"""How far two arms are apart, by intervals that hold however often one looks.

They are confidence sequences (see `width`), with two choices that keep their promise
for small and uneven arms, whose variances are guesses:

- No arm counts as less varied than all units together: s^2 = max(v, u) / n +
  max(w, u) / m, with u = (n v + m w) / (n + m). A few units that happen to be alike
  prove nothing. Where the units of each arm are all alike and the arms differ, u is the
  variance of all units about their common mean, n m (difference / (n + m))^2.
- N is what even arms would need to know as much, 4 n m / (n + m): n + m for even arms,
  less for uneven ones, and still right when the split changes on the way.
"""

from math import exp, inf, isfinite, log1p, sqrt

from ..domain.inference import Difference, Interval, Moments
from .width import information, one_sided, two_sided

UNITS_AT_LEAST = 5
"""In each arm; the variance of fewer says nothing."""


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
    x = information(_even_units(control, treatment), alpha, tuned_for)
    reach = error * two_sided(x, alpha)
    z = effect / error
    evidence = z * z * x / (1 + x) - log1p(x)
    p = exp(min(0.0, -evidence / 2))
    return Difference(effect, effect - reach, effect + reach, p)


def difference_bounds(
    control: Moments, treatment: Moments, *, alpha: float, tuned_for: float
) -> Interval:
    """Return what the difference is at least, and at most, each valid at every look.

    Each end alone is wrong with probability `alpha` at most; both together with twice
    that. Without ends if nothing is known.

    Args:
        control: What is compared with.
        treatment: What is compared.
        alpha: How often the true difference may ever be beyond an end; less than 0.5.
        tuned_for: As for the interval of two sides.
    """
    found = difference(control, treatment, alpha=alpha, tuned_for=tuned_for)
    if not found.is_known:
        return Interval(-inf, inf)
    units = _even_units(control, treatment)
    reach = _standard_error(control, treatment) * one_sided(units, alpha, tuned_for)
    return Interval(found.effect - reach, found.effect + reach)


def _standard_error(control: Moments, treatment: Moments) -> float:
    """Return s, and zero where it cannot be told."""
    arms = (control, treatment)
    if not all(arm.n >= UNITS_AT_LEAST and arm.variance >= 0 for arm in arms):
        return 0.0
    units = control.n + treatment.n
    together = sum(arm.variance * (arm.n / units) for arm in arms)
    if together == 0:
        gap = treatment.mean - control.mean
        together = gap * gap * (control.n / units) * (treatment.n / units)
    return sqrt(sum(max(arm.variance, together) / arm.n for arm in arms))


def _even_units(control: Moments, treatment: Moments) -> float:
    """Return how many units even arms would need to know as much."""
    return 4 * control.n * treatment.n / (control.n + treatment.n)
