"""What one sample says of its mean: exact bounds of shares, and those of means."""

from decimal import Decimal
from math import inf, log, nan, sqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import betabinom, binom

from loadtests.simulations.sample_ratio import alarms
from services.experiments.domain.inference import Interval, Moments
from services.experiments.statistics import mean_bounds, share_bounds

ALPHA = 0.05
TUNED_FOR = 1000.0
SAMPLES = st.builds(
    Moments, st.integers(100, 10**7), st.floats(1e-3, 1e6), st.floats(1e-3, 1e6)
)


def shares(n: int, yes: int, alpha: float = ALPHA) -> Interval:
    """Bound the share of so many yes."""
    return share_bounds(Moments.of_conversions(n, Decimal(yes)), alpha=alpha)


def means(sample: Moments, alpha: float = ALPHA) -> Interval:
    """Bound a mean by the sequence that is tightest at 1,000 units."""
    return mean_bounds(sample, alpha=alpha, tuned_for=TUNED_FOR)


@given(st.integers(2, 10**5), st.data())
def test_shares_end_where_the_likelihood_ratio_is_one_divided_by_alpha(
    n: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(1, n - 1))

    def over(share: float) -> float:
        mixed = betabinom(n, 0.5, 0.5).logpmf(yes)
        return float(mixed - binom(n, share).logpmf(yes) + log(ALPHA))

    found = shares(n, yes)

    tiny = 1e-300
    assert found.low == pytest.approx(brentq(over, tiny, yes / n), rel=1e-5)
    assert found.high == pytest.approx(brentq(over, yes / n, 1 - 1e-16), rel=1e-5)


@pytest.mark.parametrize("truth", [0.001, 0.01, 0.1, 0.5])
def test_the_true_share_is_ever_outside_as_often_as_promised_at_most(
    truth: float,
) -> None:
    """With a look after each of 1,000 units; all ways they can go are added up."""

    def is_outside(n: int, yes: int, share: float) -> bool:
        found = shares(n, yes)
        return not found.low <= share <= found.high

    assert alarms(is_outside, truth, units=1000) <= ALPHA


@given(st.integers(1, 10**6), st.data())
def test_noes_have_the_bounds_of_yeses_turned_round(
    n: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, n))

    found, turned = shares(n, yes), shares(n, n - yes)

    assert 0 <= found.low <= yes / n <= found.high <= 1
    assert turned.low == pytest.approx(1 - found.high, abs=1e-9)
    assert turned.high == pytest.approx(1 - found.low, abs=1e-9)


def test_units_that_all_say_the_same_bound_one_side() -> None:
    assert shares(20, 0).low == 0.0
    assert shares(20, 0).high == pytest.approx(1 - shares(20, 20).low)
    assert shares(20, 20).low > 0.7
    assert shares(20, 20).high == 1.0


def test_means_have_the_published_bound_about_the_tested_mean() -> None:
    n, rho = 2000, sqrt((-2 * log(0.1) + log(-2 * log(0.1) + 1)) / TUNED_FOR)
    inner = log(1 + sqrt(n * rho**2 + 1) / (2 * ALPHA))
    errors = sqrt(2 * (n * rho**2 + 1) / (n * rho**2) * inner)

    low = means(Moments(n, 7.0, 4.0)).low

    tested = sqrt((4.0 * (n - 1) / n + (7.0 - low) ** 2) / n)
    assert (7.0 - low) / tested == pytest.approx(errors)


@given(SAMPLES)
def test_the_far_end_is_that_of_a_mean_whose_units_vary_in_proportion(
    sample: Moments,
) -> None:
    found = means(sample)
    near = (sample.mean - found.low) / sample.mean

    if near >= 1:
        assert found.high == inf
    else:
        assert found.high == pytest.approx(sample.mean / (1 - near), rel=1e-6)


@given(SAMPLES)
def test_less_than_zero_is_bounded_as_more_than_zero(sample: Moments) -> None:
    found, turned = (
        means(sample),
        means(Moments(sample.n, -sample.mean, sample.variance)),
    )

    assert turned == Interval(-found.high, -found.low)


@given(SAMPLES, st.floats(0.001, 0.1))
def test_a_weaker_promise_bounds_more_closely(sample: Moments, alpha: float) -> None:
    assert means(sample, alpha / 2).low < means(sample, alpha).low < sample.mean


def test_a_mean_of_zero_has_both_ends() -> None:
    found = means(Moments(1000, 0.0, 1.0))

    assert found.low == -found.high
    assert 0 < found.high < 0.2


def test_units_that_are_all_alike_say_nothing_before_there_are_a_hundred() -> None:
    assert means(Moments(99, 1.0, 0.0)) == Interval(-inf, inf)
    assert means(Moments(100, 1.0, 0.0)) == Interval(1.0, 1.0)


@pytest.mark.parametrize(
    "odd",
    [
        Moments(),
        Moments(-7, 1.0, 1.0),
        Moments(1, 3.0, 1.0),
        Moments(10, 3.0, 1.0),
        Moments(100, nan, 1.0),
        Moments(100, inf, 1.0),
        Moments(100, 1.0, nan),
        Moments(100, 1.0, inf),
        Moments(100, 1.0, -1.0),
    ],
)
def test_where_nothing_can_be_known_nothing_is_said(odd: Moments) -> None:
    assert means(odd) == Interval(-inf, inf)


@pytest.mark.parametrize("odd", [Moments(), Moments(-7, 0.5), Moments(9, nan)])
def test_no_share_is_bounded_by_zero_and_one(odd: Moments) -> None:
    assert share_bounds(odd, alpha=ALPHA) == Interval(0.0, 1.0)


@given(st.builds(Moments, st.integers(-5, 10**15), st.floats(), st.floats()))
@example(Moments(2, 9e307, 0.0))
def test_no_data_whatever_raise(sample: Moments) -> None:
    found, share = means(sample), share_bounds(sample, alpha=ALPHA)

    assert found.low <= found.high
    assert 0 <= share.low <= share.high <= 1
