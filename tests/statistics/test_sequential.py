"""Intervals for every look: the published formulas, the laws, and odd data."""

from dataclasses import replace
from decimal import Decimal
from math import exp, inf, log, nan, pi, sqrt
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from services.experiments.domain.inference import Difference, Interval, Moments
from services.experiments.statistics import difference, difference_bounds

ALPHA = 0.05
TUNED_FOR = 1000.0
ARMS = st.builds(
    Moments, st.integers(5, 10**7), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)
)
CONTROL = Moments(500, 0.10, 0.09)
TREATMENT = Moments(500, 0.18, 0.09)


def compare(control: Moments, treatment: Moments, alpha: float = ALPHA) -> Difference:
    """Compare by the sequence that is tightest at 1,000 units."""
    return difference(control, treatment, alpha=alpha, tuned_for=TUNED_FOR)


def bounds(control: Moments, treatment: Moments, alpha: float = ALPHA) -> Interval:
    """Bound by the sequence that is tightest at 1,000 units."""
    return difference_bounds(control, treatment, alpha=alpha, tuned_for=TUNED_FOR)


def published_rho(alpha: float) -> float:
    """Return rho as the paper and GrowthBook have it."""
    return sqrt((-2 * log(alpha) + log(-2 * log(alpha) + 1)) / TUNED_FOR)


def test_even_arms_have_the_published_interval() -> None:
    n, rho = 1000, published_rho(ALPHA)
    sigma = sqrt(n) * sqrt(0.09 / 500 + 0.09 / 500)
    root = 2 * (n * rho**2 + 1) / (n**2 * rho**2) * log(sqrt(n * rho**2 + 1) / ALPHA)

    found = compare(CONTROL, TREATMENT)

    assert found.effect == pytest.approx(0.08)
    assert found.high - found.effect == pytest.approx(sigma * sqrt(root))
    assert found.effect - found.low == pytest.approx(sigma * sqrt(root))


def test_uneven_arms_count_as_the_even_ones_that_know_as_much() -> None:
    n, m, v, w = 900, 100, 0.09, 0.04
    together = (n * v + m * w) / (n + m)
    error = sqrt(v / n + together / m)
    units, rho = 4 * n * m / (n + m), published_rho(ALPHA)
    root = 2 * (units * rho**2 + 1) / (units * rho**2)

    found = compare(Moments(n, 0.1, v), Moments(m, 0.2, w))

    reach = error * sqrt(root * log(sqrt(units * rho**2 + 1) / ALPHA))
    assert found.high - found.effect == pytest.approx(reach)


def test_the_one_sided_bounds_are_the_published_ones() -> None:
    n, rho = 1000, published_rho(2 * ALPHA)
    sigma = sqrt(n) * sqrt(0.09 / 500 + 0.09 / 500)
    inner = log(1 + sqrt(n * rho**2 + 1) / (2 * ALPHA))
    root = 2 * (n * rho**2 + 1) / (n**2 * rho**2) * inner

    found = bounds(CONTROL, TREATMENT)
    assert found.low == pytest.approx(0.08 - sigma * sqrt(root))
    assert found.high == pytest.approx(0.08 + sigma * sqrt(root))


def test_p_is_one_divided_by_the_mixture_of_likelihood_ratios() -> None:
    """The evidence is an integral over all differences there could be; done here."""
    n, rho = 1000, published_rho(ALPHA)
    z = 0.08 / sqrt(0.09 / 500 + 0.09 / 500)

    def weighted(drift: float) -> float:
        ratio = exp(drift * z * sqrt(n) - n * drift**2 / 2)
        return ratio * exp(-((drift / rho) ** 2) / 2) / (rho * sqrt(2 * pi))

    evidence, _ = quad(weighted, -20 * rho, 20 * rho)

    assert compare(CONTROL, TREATMENT).p == pytest.approx(1 / evidence, rel=1e-6)


def test_the_width_is_smallest_where_it_was_tuned_for() -> None:
    def factor(tuned_for: float) -> float:
        found = difference(CONTROL, TREATMENT, alpha=ALPHA, tuned_for=tuned_for)
        return found.high - found.low

    assert min((250, 500, 1000, 2000, 4000), key=factor) == 1000


def test_tuning_for_a_handful_is_tuning_for_a_hundred() -> None:
    few = difference(CONTROL, TREATMENT, alpha=ALPHA, tuned_for=0)

    assert few == difference(CONTROL, TREATMENT, alpha=ALPHA, tuned_for=100)


@given(ARMS, ARMS)
def test_it_is_wider_than_the_interval_of_a_single_look(a: Moments, b: Moments) -> None:
    single = norm.ppf(1 - ALPHA / 2) * sqrt(a.variance / a.n + b.variance / b.n)

    found = compare(a, b)

    assert found.high - found.effect > single * 0.999


@given(ARMS, ARMS)
def test_p_and_interval_never_contradict_each_other(a: Moments, b: Moments) -> None:
    found = compare(a, b)

    assert 0 <= found.p <= 1
    if abs(found.p - ALPHA) > 1e-9:
        assert (found.p < ALPHA) == (not found.low <= 0 <= found.high)


@given(ARMS, ARMS)
def test_changing_places_changes_the_sign_only(a: Moments, b: Moments) -> None:
    found, turned = compare(a, b), compare(b, a)

    assert turned == Difference(-found.effect, -found.high, -found.low, found.p)


@given(ARMS, ARMS, st.floats(0.01, 100), st.floats(-100, 100))
def test_another_unit_or_zero_of_the_metric_changes_nothing_else(
    a: Moments, b: Moments, scale: float, shift: float
) -> None:
    def moved(arm: Moments) -> Moments:
        return Moments(arm.n, arm.mean * scale + shift, arm.variance * scale**2)

    found, again = compare(a, b), compare(moved(a), moved(b))

    ends = (found.low * scale, found.high * scale)
    assert (again.low, again.high) == pytest.approx(ends, rel=1e-6, abs=1e-3)
    assert again.p == pytest.approx(found.p, rel=1e-3, abs=1e-6)


@given(ARMS, ARMS, st.integers(2, 100))
def test_more_units_never_say_less(a: Moments, b: Moments, factor: int) -> None:
    more = compare(replace(a, n=a.n * factor), replace(b, n=b.n * factor))

    found = compare(a, b)
    assert more.high - more.low < found.high - found.low


@given(ARMS, ARMS, st.floats(0.001, 0.4))
def test_a_weaker_promise_is_a_shorter_interval(
    a: Moments, b: Moments, alpha: float
) -> None:
    strict, lax = compare(a, b, alpha / 2), compare(a, b, alpha)

    assert strict.low < lax.low
    assert lax.high < strict.high


@given(ARMS, ARMS)
def test_the_one_sided_bounds_are_closer(a: Moments, b: Moments) -> None:
    found, closer = compare(a, b), bounds(a, b)

    assert found.low < closer.low < found.effect < closer.high < found.high


@given(ARMS, ARMS)
def test_changing_places_changes_the_ends(a: Moments, b: Moments) -> None:
    found, turned = bounds(a, b), bounds(b, a)

    assert (turned.low, turned.high) == (-found.high, -found.low)


def test_a_few_units_that_are_alike_prove_nothing() -> None:
    """Of ten, none failed; so it was with the control, nine times out of ten."""
    control = Moments(10_000, 0.01, 0.0099)

    found = compare(control, Moments(10, 0.0, 0.0))

    assert found.p == 1.0
    assert found.low < 0 < found.high


KNOWN = Moments(100, 1.0, 2.0)
ODD = [
    Moments(),
    Moments(1, 3.0, 0.0),
    Moments(4, 3.0, 1.0),
    Moments(-7, 3.0, 1.0),
    Moments(100, nan, 1.0),
    Moments(100, inf, 1.0),
    Moments(100, -inf, 1.0),
    Moments(100, 1.0, nan),
    Moments(100, 1.0, inf),
    Moments(100, 1.0, -1.0),
]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("other", [KNOWN, *ODD])
def test_where_nothing_can_be_known_nothing_is_said(
    odd: Moments, other: Moments
) -> None:
    for pair in ((odd, other), (other, odd)):
        assert compare(*pair) == Difference(0.0, -inf, inf, 1.0)
        assert not compare(*pair).is_known
        assert bounds(*pair) == Interval(-inf, inf)


@pytest.mark.parametrize("n", [5, 6, 50, 409, 10**6])
def test_complete_separation_is_known_at_any_size(n: int) -> None:
    none, every = (Moments.of_conversions(n, Decimal(yes)) for yes in (0, n))

    for pair in ((none, every), (Moments(n, 0.0, 0.0), Moments(n, 1.0, 0.0))):
        found = compare(*pair)
        assert found.effect == 1.0
        assert found.is_known
        assert (found.low > 0) == (n >= 50) == (found.p < ALPHA)


def test_complete_separation_has_the_variance_of_all_units_together() -> None:
    control, treatment = Moments(30, 2.0, 0.0), Moments(10, 6.0, 0.0)
    together = pvariance([2.0] * 30 + [6.0] * 10)

    found = compare(control, treatment)

    assert found == compare(
        replace(control, variance=together), replace(treatment, variance=together)
    )


def test_nobody_converts_in_either_arm() -> None:
    none = Moments.of_conversions(100, Decimal(0))

    found = compare(none, none)

    assert found.is_known
    assert found.effect == 0.0
    assert found.p == 1.0


def test_arms_that_are_all_alike_leave_it_open() -> None:
    alike = Moments(100, 3.0, 0.0)

    assert compare(alike, alike) == Difference()


@given(*[st.builds(Moments, st.integers(-5, 10**15), st.floats(), st.floats())] * 2)
def test_no_data_whatever_raise_or_make_p_a_lie(a: Moments, b: Moments) -> None:
    found = compare(a, b)

    assert found.low <= found.effect <= found.high
    assert 0 <= found.p <= 1
    assert bounds(a, b).low <= found.effect <= bounds(a, b).high
