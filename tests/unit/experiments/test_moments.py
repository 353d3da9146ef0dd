"""Moments of exact sums."""

from decimal import Decimal
from math import isnan
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.experiments.domain.inference import Moments

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30)


def moments(values: list[float]) -> Moments:
    """Return the moments of values, by way of their exact sums."""
    exact = [Decimal(repr(value)) for value in values]
    squares = sum((value * value for value in exact), Decimal())
    return Moments.of(len(values), sum(exact, Decimal()), squares)


@given(VALUES)
def test_sums_have_the_moments_of_their_values(values: list[float]) -> None:
    found = moments(values)

    assert found.n == len(values)
    assert found.mean == pytest.approx(mean(values), abs=1e-6)
    assert found.variance == pytest.approx(variance(values), rel=1e-6, abs=1e-6)


def test_no_digit_is_lost_where_values_are_large_and_alike() -> None:
    assert moments([1e12, 1e12 + 1, 1e12 + 2]) == Moments(3, 1e12 + 1, 1.0)


def test_few_units_have_no_spread() -> None:
    assert moments([]) == Moments()
    assert moments([3.5]) == Moments(1, 3.5, 0.0)


def test_what_no_number_can_hold_is_none() -> None:
    assert isnan(moments([1e300, -1e300]).variance)


@given(st.integers(1, 10**9), st.data())
def test_conversions_have_their_share_and_never_no_variance(
    units: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, units))

    found = Moments.of_conversions(units, Decimal(yes))

    assert (found.n, found.mean) == (units, yes / units)
    share = (yes + 2) / (units + 4)
    assert found.variance == pytest.approx(share * (1 - share))
    assert found.variance > 0


def test_no_units_convert_nothing() -> None:
    assert Moments.of_conversions(0, Decimal(0)) == Moments()
