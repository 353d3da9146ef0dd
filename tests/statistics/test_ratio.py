"""Were units split, and outcomes recorded, alike?"""

from collections.abc import Sequence
from itertools import product
from math import exp
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import betabinom, binom, dirichlet_multinomial, multinomial

from loadtests.simulations.sample_ratio import alarms, chi_square, sequential
from services.experiments.domain.inference import SampleRatio
from services.experiments.statistics import recorded_ratio, sample_ratio

Number = TypeVar("Number", int, float)

EVEN = {"old": 1, "new": 1}
COUNTS = st.lists(st.integers(0, 10**6), min_size=2, max_size=5)
WEIGHTS = st.lists(st.integers(1, 1000), min_size=5, max_size=5)


@given(COUNTS, WEIGHTS)
def test_it_is_the_published_ratio_of_likelihoods(
    counts: list[int], weights: list[int]
) -> None:
    plan = [weight / sum(weights[: len(counts)]) for weight in weights[: len(counts)]]
    assume(any(counts))
    units = sum(counts)
    prior = [100 * share for share in plan]
    evidence = dirichlet_multinomial(prior, units).logpmf(counts) - multinomial(
        units, plan
    ).logpmf(counts)

    found = sample_ratio(_by_arm(counts), _by_arm(plan))

    assert found.p == pytest.approx(exp(min(0.0, -evidence)), rel=1e-3, abs=1e-300)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01])
def test_a_split_as_planned_is_called_broken_once_in_a_thousand_at_most(
    share: float,
) -> None:
    """However often one looks: the chances of all ways to split are added up."""
    assert alarms(sequential, share, units=3000) <= 0.001
    assert alarms(chi_square, share, units=3000) > 0.01


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.97])
@pytest.mark.parametrize(("n", "m"), [(10, 10), (30, 5), (40, 40)])
def test_equal_recording_is_called_unequal_as_often_as_promised_at_most(
    share: float, n: int, m: int
) -> None:
    first = binom(n, share).pmf(range(n + 1))
    second = binom(m, share).pmf(range(m + 1))
    found = 0.0
    for yes, other in product(range(n + 1), range(m + 1)):
        p = recorded_ratio({"a": n, "b": m}, {"a": yes, "b": other})
        assert p is not None
        found += first[yes] * second[other] * (p <= 0.05)

    assert found <= 0.05


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.floats(0, 1)), min_size=2, max_size=4)
)
def test_outcomes_are_compared_by_the_ratio_of_likelihoods(
    arms: list[tuple[int, float]],
) -> None:
    exposed = [units for units, _ in arms]
    recorded = [round(units * share) for units, share in arms]
    single = sum(recorded) / sum(exposed)
    evidence = sum(
        betabinom(n, 0.5, 0.5).logpmf(yes) - binom(n, single).logpmf(yes)
        for n, yes in zip(exposed, recorded, strict=True)
    )

    found = recorded_ratio(_by_arm(exposed), _by_arm(recorded))

    assert found == pytest.approx(exp(min(0.0, -evidence)), rel=1e-3, abs=1e-300)


def test_an_arm_that_reports_less_is_noticed() -> None:
    exposed = {"old": 400, "new": 400}

    found = recorded_ratio(exposed, {"old": 400, "new": 246})

    assert found is not None
    assert found < 1e-40
    assert recorded_ratio(exposed, {"old": 300, "new": 290}) == 1.0
    assert recorded_ratio(exposed, {}) == 1.0


@pytest.mark.parametrize("exposed", [{}, {"old": 9}, {"old": 9, "new": 0}])
def test_one_arm_alone_cannot_be_compared(exposed: dict[str, int]) -> None:
    assert recorded_ratio(exposed, {"old": 9}) is None


@given(*[st.lists(st.integers(-5, 10**15), min_size=2, max_size=4)] * 2)
def test_no_counts_whatever_raise(exposed: list[int], recorded: list[int]) -> None:
    found = recorded_ratio(_by_arm(exposed), _by_arm(recorded))

    assert found is None or 0 <= found <= 1


@given(COUNTS, WEIGHTS, st.integers(2, 100))
def test_only_the_proportion_of_weights_counts(
    counts: list[int], weights: list[int], factor: int
) -> None:
    plan = weights[: len(counts)]
    scaled = [weight * factor for weight in plan]

    assume(any(counts))
    found = sample_ratio(_by_arm(counts), _by_arm(plan))

    again = sample_ratio(_by_arm(counts), _by_arm(scaled))
    assert again.p == pytest.approx(found.p, rel=1e-6)
    assert again.deviation == pytest.approx(found.deviation, abs=1e-12)


def test_an_arm_without_units_is_off_by_its_whole_share() -> None:
    found = sample_ratio({"old": 1000}, EVEN)

    assert found.p is not None
    assert found.p < 1e-100
    assert found.deviation == 0.5


def test_an_arm_without_weight_is_left_out() -> None:
    found = sample_ratio({"old": 40, "new": 60, "off": 7}, {**EVEN, "off": 0})

    assert found == sample_ratio({"old": 40, "new": 60}, EVEN)


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

    assert found.p == pytest.approx(0.505)
    assert found.deviation == pytest.approx(0.99)


def _by_arm(numbers: Sequence[Number]) -> dict[str, Number]:
    return {f"a{place}": number for place, number in enumerate(numbers)}
