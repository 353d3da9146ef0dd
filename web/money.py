"""Amounts of money, between inputs of a form and fields of the contract."""

import re
from typing import Any

from google.type.money_pb2 import Money

CURRENCY = "USD"
"""What an amount is in when nobody names a currency (ISO 4217)."""

NANOS = 1_000_000_000
"""In one unit."""

_AMOUNT = re.compile(r"(?:([A-Za-z]{3})\s*)?([0-9][0-9,]*)(?:\.([0-9]{1,9}))?")


def amount(text: str) -> Any:
    """Return an amount as the contract wants it: "EUR 12.50", or "12.50" in `CURRENCY`.

    Commas may group the digits. What is no amount stays as it is, and fits no field.
    """
    if (found := _AMOUNT.fullmatch(text.strip())) is None:
        return text
    code, units, fraction = found.groups("")
    return {
        "currencyCode": code.upper() or CURRENCY,
        "units": units.replace(",", ""),
        "nanos": int(fraction.ljust(9, "0")) if fraction else 0,
    }


def size(money: Money) -> float:
    """Return an amount as a plain number, for a picture."""
    return float(money.units + money.nanos / NANOS)


def shown(money: Money) -> str:
    """Return an amount as people read it, and as `amount` reads it again."""
    fraction = f"{money.nanos:09d}".rstrip("0")
    cents = f".{fraction.ljust(2, '0')}" if fraction else ""
    return f"{money.currency_code} {money.units:,}{cents}"
