"""Numbers in sentences differ from the limit that they miss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.figures import percentages, told_apart


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        (0.6957, 0.7, ("0.696", "0.700")),
        (0.5, 0.7, ("0.50", "0.70")),
        (0.7, 0.7, ("0.70", "0.70")),
        (0.69999999, 0.7, ("0.69999999", "0.70000000")),
        (0.7 - 1e-16, 0.7, ("0.700000000000000", "0.700000000000000")),
    ],
)
def test_a_number_has_the_decimals_that_set_it_apart(
    value: float, limit: float, expected: tuple[str, str]
) -> None:
    assert told_apart(value, limit) == expected


def test_shares_are_told_in_percent() -> None:
    assert percentages(0.1004, 0.1) == ("10.04 %", "10.00 %")
    assert percentages(0.25, 0.01) == ("25 %", "1 %")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_different_numbers_of_nine_decimals_never_look_equal(
    value: int, limit: int
) -> None:
    shown, bound = told_apart(value / 10**9, limit / 10**9)
    assert (shown == bound) == (value == limit)
