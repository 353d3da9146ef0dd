"""Amounts of money, exact, each in one currency.

This file is part of the kernel: it uses the standard library only, and a domain may
import it. `chassis.wire` translates to and from `google.type.Money`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import total_ordering
from typing import Self

from typing_extensions import override

NANOS = 1_000_000_000
"""So many nano-units make one unit of a currency."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency, exact to a billionth of its unit.

    The fields are those of `google.type.Money`, so that `as_fields` fits its message.
    Amounts of two currencies are unequal, and cannot be added or ordered.

    Attributes:
        currency_code: Three letters of ISO 4217, such as `USD`.
        units: The whole units.
        nanos: The rest in billionths of a unit, with the sign of `units`.
    """

    currency_code: str
    units: int = 0
    nanos: int = 0

    def __post_init__(self) -> None:
        if abs(self.nanos) >= NANOS or self.units * self.nanos < 0:
            raise ValueError(f"{self.nanos} nanos do not go with {self.units} units.")

    @classmethod
    def zero(cls, currency_code: str) -> Self:
        """Return nothing, in a currency."""
        return cls(currency_code)

    @classmethod
    def of(cls, currency_code: str, amount: float | Decimal) -> Self:
        """Return the amount, rounded to a billionth. Raises `ArithmeticError`."""
        return cls.from_nanos(currency_code, round(Decimal(str(amount)) * NANOS))

    @classmethod
    def from_nanos(cls, currency_code: str, nanos: int) -> Self:
        """Return the amount of so many billionths of a unit."""
        units, rest = divmod(abs(nanos), NANOS)
        sign = -1 if nanos < 0 else 1
        return cls(currency_code, sign * units, sign * rest)

    @property
    def total_nanos(self) -> int:
        """The whole amount in billionths of a unit."""
        return self.units * NANOS + self.nanos

    @property
    def amount(self) -> float:
        """The amount as a number, for expressions and charts; not exact."""
        return self.total_nanos / NANOS

    def __add__(self, other: "Money") -> "Money":
        """Raises `ValueError` for another currency."""
        nanos = self.total_nanos + self._same(other).total_nanos
        return self.from_nanos(self.currency_code, nanos)

    def __lt__(self, other: "Money") -> bool:
        """Raises `ValueError` for another currency."""
        return self.total_nanos < self._same(other).total_nanos

    def __bool__(self) -> bool:
        return self.total_nanos != 0

    @override
    def __str__(self) -> str:
        """Return it for people: `USD 12.50`, or `USD 1,200` for whole units."""
        sign = "-" if self.total_nanos < 0 else ""
        fraction = f"{abs(self.nanos):09}".rstrip("0")
        places = f".{fraction:0<2}" if fraction else ""
        return f"{self.currency_code} {sign}{abs(self.units):,}{places}"

    def _same(self, other: "Money") -> "Money":
        if other.currency_code != self.currency_code:
            raise ValueError(f"{self} and {other} have two currencies.")
        return other
