"""Amounts of money, between inputs and contract."""

import pytest
from google.protobuf.json_format import ParseDict
from google.type.money_pb2 import Money
from hypothesis import given
from hypothesis import strategies as st

from web import money


@pytest.mark.parametrize(
    ("entered", "meant"),
    [
        ("2000", Money(currency_code="USD", units=2000)),
        ("EUR 12.50", Money(currency_code="EUR", units=12, nanos=500_000_000)),
        (" jpy1,500 ", Money(currency_code="JPY", units=1500)),
        ("0.000000001", Money(currency_code="USD", nanos=1)),
    ],
)
def test_an_amount_is_read_with_its_currency(entered: str, meant: Money) -> None:
    assert ParseDict(money.amount(entered), Money()) == meant


@pytest.mark.parametrize("entered", ["a lot", "-5", "1.0000000001", "EURO 5", "5 EUR"])
def test_what_is_no_amount_stays_as_it_is(entered: str) -> None:
    assert money.amount(entered) == entered


@given(st.integers(0, 10**15), st.integers(0, 999_999_999))
def test_an_amount_is_shown_as_it_can_be_entered(units: int, nanos: int) -> None:
    meant = Money(currency_code="USD", units=units, nanos=nanos)

    assert ParseDict(money.amount(money.shown(meant)), Money()) == meant
