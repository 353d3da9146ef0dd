"""How many units an arm needs: the power is checked by adding up, and by drawing."""

from decimal import Decimal
from math import inf, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, norm

from services.experiments.domain.inference import Moments
from services.experiments.statistics import (
    conversions_needed,
    difference,
    units_needed,
)

ALPHA = 0.05
POWER = 0.8
SHARES = st.floats(0.01, 0.99)
VARIANCES = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(
    ("baseline", "target"), [(0.3, 0.5), (0.5, 0.9), (0.1, 0.3), (0.6, 0.4)]
)
@pytest.mark.parametrize("power", [0.8, 0.9])
def test_conversions_are_found_as_often_as_asked(
    baseline: float, target: float, power: float
) -> None:
    """Exactly, over all pairs of conversions that are not next to impossible."""
    n = conversions_needed(baseline, target, alpha=ALPHA, power=power)
    assert n is not None

    found = 0.0
    for yes in range(n + 1):
        if (chance := binom(n, baseline).pmf(yes)) > 1e-9:
            control = Moments.of_conversions(n, Decimal(yes))
            found += chance * _found(control, n, target)

    assert power - 0.002 <= found <= power + 0.1


def _found(control: Moments, n: int, target: float) -> float:
    """Return how often treatments with this share are told from a control."""
    arms = [Moments.of_conversions(n, Decimal(yes)) for yes in range(n + 1)]
    apart = [
        difference(control, arm, alpha=ALPHA, tuned_for=2 * n).p < ALPHA for arm in arms
    ]
    return float(binom(n, target).pmf(np.arange(n + 1))[apart].sum())


def test_means_are_found_as_often_as_asked() -> None:
    n = units_needed(4.0, 4.0, 1.0, alpha=ALPHA, power=POWER)
    assert n is not None
    chance, found = np.random.default_rng(1), 0
    for _ in range(2000):
        control, treatment = chance.normal(0, 2, n), chance.normal(1, 2, n)
        arms = [
            Moments(n, float(arm.mean()), float(arm.var(ddof=1)))
            for arm in (control, treatment)
        ]
        found += difference(*arms, alpha=ALPHA, tuned_for=2 * n).low > 0

    assert found / 2000 == pytest.approx(POWER, abs=0.025)


@given(VARIANCES, VARIANCES, st.floats(0.01, 10), st.floats(0.5, 0.99))
def test_one_unit_less_would_not_do(
    v: float, w: float, effect: float, power: float
) -> None:
    """What is needed finds what is expected, less what chance takes from it."""
    n = units_needed(v, w, effect, alpha=ALPHA, power=power)
    assert n is not None

    short = effect - norm.ppf(power) * sqrt((v + w) / n)
    found = difference(
        Moments(n, 0.0, v), Moments(n, short, w), alpha=ALPHA, tuned_for=2 * n
    )
    assert found.low >= 0
    if n > 100:
        fewer = units_needed(v, w, effect * 1.02, alpha=ALPHA, power=power)
        assert fewer is not None
        assert fewer < n


@given(SHARES, SHARES, st.floats(0.5, 0.99))
def test_turning_round_or_naming_the_other_side_changes_nothing(
    baseline: float, target: float, power: float
) -> None:
    def needed(before: float, after: float) -> int | None:
        return conversions_needed(before, after, alpha=ALPHA, power=power)

    if abs(baseline - target) > 1e-3:
        ways = {needed(baseline, target), needed(target, baseline)}
        turned = needed(1 - baseline, 1 - target)
        assert len(ways) == 1
        assert turned == pytest.approx(ways.pop(), abs=1)


def test_more_power_surer_intervals_and_smaller_effects_take_more() -> None:
    def needed(effect: float, alpha: float = ALPHA, power: float = POWER) -> int:
        return units_needed(1.0, 1.0, effect, alpha=alpha, power=power) or 0

    assert needed(0.2) < needed(0.2, power=0.9) < needed(0.1)
    assert needed(0.2) < needed(0.2, alpha=0.01)
    assert needed(0.2) == needed(-0.2)


def test_units_that_do_not_vary_take_the_fewest_that_are_compared() -> None:
    assert units_needed(0.0, 0.0, 1.0, alpha=ALPHA, power=POWER) == 5


@pytest.mark.parametrize(
    ("v", "w", "effect"),
    [(1, 1, 0), (1, 1, nan), (-1, 1, 1), (1, inf, 1), (nan, 1, 1), (1, 1, 1e-12)],
)
def test_no_number_of_units_would_do(v: float, w: float, effect: float) -> None:
    assert units_needed(v, w, effect, alpha=ALPHA, power=POWER) is None


@pytest.mark.parametrize(
    ("baseline", "target"), [(0.1, 0.1), (-0.1, 0.1), (0.1, 1.1), (nan, 0.5)]
)
def test_what_are_no_two_shares_need_no_number(baseline: float, target: float) -> None:
    assert conversions_needed(baseline, target, alpha=ALPHA, power=POWER) is None
