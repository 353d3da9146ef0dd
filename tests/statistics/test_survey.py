"""Two surveys and what lies between them: the headline figures, a library, the laws."""

from math import isfinite, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportions_ztest,
    samplesize_proportions_2indep_onetail,
)

from services.experiments.domain.inference import Difference, Share
from services.experiments.statistics import answers_needed, compare_shares

SHARES = st.floats(0, 1)
ANSWERS = st.integers(1, 10**6)
SURVEYS = st.builds(Share, SHARES, ANSWERS)


def compare(before: Share, after: Share) -> Difference:
    """Compare at 5 %."""
    return compare_shares(before, after, alpha=0.05)


def satisfied(answers: int) -> Difference:
    """Compare 47 % with 55 %, each of this many answers."""
    return compare(Share(0.47, answers), Share(0.55, answers))


def test_a_hundred_answers_each_say_nearly_nothing() -> None:
    found = satisfied(100)

    assert found.effect == pytest.approx(0.08)
    assert (round(found.low, 3), round(found.high, 3)) == (-0.058, 0.218)
    assert round(found.p, 2) == 0.26


def test_exactly_three_hundred_are_the_first_to_pass() -> None:
    assert next(n for n in range(5, 1000) if satisfied(n).p < 0.05) == 300
    assert int(satisfied(300).p * 100_000) == 4999
    assert satisfied(300).low > 0


def test_four_times_out_of_five_takes_612() -> None:
    assert answers_needed(0.47, 0.55, alpha=0.05, power=0.8) == 612
    assert answers_needed(0.55, 0.47, alpha=0.05, power=0.8) == 612


@given(st.integers(10, 5000), st.integers(10, 5000), st.data())
def test_it_is_the_z_test_of_a_kept_library(
    n: int, m: int, data: st.DataObject
) -> None:
    before = data.draw(st.integers(5, n - 5))
    after = data.draw(st.integers(5, m - 5))

    found = compare(Share(before / n, n), Share(after / m, m))

    _, p = proportions_ztest([after, before], [m, n])
    low, high = confint_proportions_2indep(after, m, before, n, method="wald")
    assert found.p == pytest.approx(p, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


def test_five_of_a_kind_are_five_whatever_their_share_is_rounded_to() -> None:
    assert 5 / 77 * 77 < 5

    found = compare(Share(5 / 77, 77), Share(0.5, 77))

    assert found.high - found.effect == pytest.approx(found.effect - found.low)


@given(st.integers(1, 4), st.integers(10, 1000), st.integers(10, 1000), st.data())
def test_few_answers_of_a_kind_have_the_interval_of_newcombe(
    before: int, n: int, m: int, data: st.DataObject
) -> None:
    after = data.draw(st.integers(0, m))

    found = compare(Share(before / n, n), Share(after / m, m))

    low, high = confint_proportions_2indep(after, m, before, n, method="newcomb")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(("yes", "of"), [(3, 5), (5, 5), (4, 10), (6, 12)])
def test_few_answers_of_a_kind_have_nearly_the_exact_p(yes: int, of: int) -> None:
    found = compare(Share(0.0, of), Share(yes / of, of))

    exact = fisher_exact([[0, of], [yes, of - yes]]).pvalue
    assert found.p == pytest.approx(exact, abs=0.015)


@given(st.integers(1, 99), st.integers(1, 99), st.floats(0.001, 0.2))
def test_the_answers_needed_are_those_of_a_kept_library(
    before: int, after: int, alpha: float
) -> None:
    if before == after:
        return
    found = answers_needed(before / 100, after / 100, alpha=alpha, power=0.8)

    expected = samplesize_proportions_2indep_onetail(
        (after - before) / 100, before / 100, 0.8, alpha=alpha, alternative="two-sided"
    )
    assert found == pytest.approx(expected, abs=1.01)


@given(SURVEYS, SURVEYS)
def test_the_interval_contains_what_was_found_and_is_never_certain(
    before: Share, after: Share
) -> None:
    found = compare(before, after)

    assert found.is_known
    assert found.low <= found.effect <= found.high
    assert found.low < found.high
    assert 0 <= found.p <= 1


@given(SURVEYS, SURVEYS)
def test_changing_places_changes_the_sign_only(before: Share, after: Share) -> None:
    found, turned = compare(before, after), compare(after, before)

    assert turned.effect == -found.effect
    assert turned.p == pytest.approx(found.p)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


@given(SURVEYS, SURVEYS, st.integers(2, 50))
def test_more_answers_never_say_less(before: Share, after: Share, factor: int) -> None:
    found = compare(before, after)
    more = compare(
        Share(before.value, before.answers * factor),
        Share(after.value, after.answers * factor),
    )

    assert more.high - more.low <= (found.high - found.low) * 1.1


@pytest.mark.parametrize(
    "odd", [Share(0.5, 0), Share(0.5, -3), Share(-0.1, 9), Share(1.1, 9), Share(nan, 9)]
)
def test_what_is_no_survey_says_nothing(odd: Share) -> None:
    assert compare(odd, Share(0.5, 100)) == Difference()
    assert compare(Share(0.5, 100), odd) == Difference()


@pytest.mark.parametrize(
    ("before", "after"), [(0.5, 0.5), (nan, 0.5), (0.5, 1.5), (-1, 0.5), (0.0, 5e-324)]
)
def test_no_number_of_answers_would_do(before: float, after: float) -> None:
    assert answers_needed(before, after, alpha=0.05, power=0.8) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_planning_never_fails(before: float, after: float) -> None:
    needed = answers_needed(before, after, alpha=0.05, power=0.8)

    assert needed is None or (needed >= 1 and isfinite(needed))
