"""Were units split as planned?"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chisquare

from services.experiments.domain.inference import SampleRatio
from services.experiments.statistics import sample_ratio

EVEN = {"old": 1, "new": 1}
COUNTS = st.lists(st.integers(0, 10**9), min_size=2, max_size=5)
WEIGHTS = st.lists(st.integers(1, 1000), min_size=5, max_size=5)


def test_the_published_example_is_reproduced() -> None:
    found = sample_ratio({"old": 502_000, "new": 498_000}, EVEN)

    assert found.p == pytest.approx(0.00006, abs=0.000005)
    assert found.deviation == pytest.approx(0.002)


@given(COUNTS, WEIGHTS)
def test_it_is_the_chi_square_test_of_a_kept_library(
    counts: list[int], weights: list[int]
) -> None:
    plan = weights[: len(counts)]
    expected = [sum(counts) * weight / sum(plan) for weight in plan]
    assume(min(expected) >= 5)

    found = sample_ratio(_by_arm(counts), _by_arm(plan))

    assert found.p == pytest.approx(chisquare(counts, expected).pvalue, abs=1e-12)


@given(COUNTS, WEIGHTS, st.integers(2, 100))
def test_only_the_proportion_of_weights_counts(
    counts: list[int], weights: list[int], factor: int
) -> None:
    plan = weights[: len(counts)]
    scaled = [weight * factor for weight in plan]

    found = sample_ratio(_by_arm(counts), _by_arm(plan))

    again = sample_ratio(_by_arm(counts), _by_arm(scaled))
    assert again.p == pytest.approx(found.p)
    assert again.deviation == pytest.approx(found.deviation, abs=1e-12)


def test_an_arm_without_units_is_off_by_its_whole_share() -> None:
    found = sample_ratio({"old": 1000}, EVEN)

    assert found.p is not None
    assert found.p < 1e-200
    assert found.deviation == 0.5


@pytest.mark.parametrize(
    ("counts", "weights"),
    [({}, EVEN), ({"old": 0, "new": 0}, EVEN), ({}, {}), ({"old": 9}, {"old": 0})],
)
def test_without_units_or_plan_nothing_is_known(
    counts: dict[str, int], weights: dict[str, float]
) -> None:
    assert sample_ratio(counts, weights) == SampleRatio(p=None, deviation=None)


def test_few_units_prove_nothing_even_if_they_all_went_the_rare_way() -> None:
    found = sample_ratio({"old": 0, "new": 2}, {"old": 99, "new": 1})

    assert found.p is None
    assert found.deviation == pytest.approx(0.99)


def _by_arm(numbers: list[int]) -> dict[str, int]:
    return {f"a{place}": number for place, number in enumerate(numbers)}
