"""Money: exact amounts, each in one currency."""

from decimal import Decimal

import pytest
from google.type import money_pb2
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from chassis.money import Money
from chassis.values import as_fields
from chassis.wire import from_money, to_money

amounts = st.integers(-(10**27), 10**27).map(lambda n: Money.from_nanos("USD", n))
on_the_wire = st.integers(-(2**63), 2**63 - 1).map(lambda n: Money.from_nanos("USD", n))


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money("USD", 12, 500_000_000), "USD 12.50"),
        (Money("USD", 1200), "USD 1,200"),
        (Money("USD", 0, 1), "USD 0.000000001"),
        (Money("JPY", 0, -50_000_000), "JPY -0.05"),
        (Money("EUR", -3, -100_000_000), "EUR -3.10"),
        (Money.zero("EUR"), "EUR 0"),
    ],
)
def test_people_read_the_currency_and_at_least_two_decimals_of_a_fraction(
    money: Money, text: str
) -> None:
    assert str(money) == text


@pytest.mark.parametrize("amount", [0.1, Decimal("0.1")])
def test_a_float_becomes_the_amount_that_it_is_printed_as(amount: float) -> None:
    assert Money.of("USD", amount) == Money("USD", 0, 100_000_000)


def test_sums_are_exact() -> None:
    tenths = [Money.of("USD", 0.1)] * 3

    assert sum(tenths, Money.zero("USD")) == Money.of("USD", 0.3)


@given(amounts, amounts)
def test_amounts_are_added_and_ordered_as_numbers_are(one: Money, two: Money) -> None:
    assert (one + two).total_nanos == one.total_nanos + two.total_nanos
    assert (one < two) == (one.total_nanos < two.total_nanos)
    assert (one >= two) == (one.total_nanos >= two.total_nanos)
    assert bool(one) == (one.total_nanos != 0)


@given(amounts)
def test_money_is_stored_as_it_is(money: Money) -> None:
    adapter = TypeAdapter(Money)

    assert adapter.validate_json(adapter.dump_json(money)) == money


@given(on_the_wire)
def test_money_travels_as_it_is(money: Money) -> None:
    assert to_money(from_money(money)) == money
    assert money_pb2.Money(**as_fields(money)) == from_money(money)


def test_two_currencies_are_not_added_or_compared() -> None:
    with pytest.raises(ValueError, match="two currencies"):
        Money("USD", 1) + Money("EUR", 1)
    with pytest.raises(ValueError, match="two currencies"):
        assert Money("USD", 1) < Money("EUR", 2)
    assert Money("USD", 1) != Money("EUR", 1)


@pytest.mark.parametrize(("units", "nanos"), [(1, -1), (-1, 1), (0, 10**9)])
def test_units_and_nanos_have_one_sign_and_nanos_are_less_than_a_unit(
    units: int, nanos: int
) -> None:
    with pytest.raises(ValueError, match="do not go with"):
        Money("USD", units, nanos)


def test_charts_get_a_number() -> None:
    assert Money("USD", 12, 500_000_000).amount == 12.5
