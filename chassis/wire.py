"""Between values of Python and the common messages of contracts."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import Message
from google.type import date_pb2, money_pb2

from chassis.domain import InvalidInput, Violation
from chassis.money import Money

R = TypeVar("R")
Word = TypeVar("Word", bound=StrEnum)
Default = TypeVar("Default")


def to_money(message: money_pb2.Money) -> Money:
    """Return the amount that a message holds. Ask `HasField` first: absent is None."""
    return Money(message.currency_code, message.units, message.nanos)


def from_money(money: Money) -> money_pb2.Money:
    """Return the message that holds an amount."""
    return money_pb2.Money(
        currency_code=money.currency_code, units=money.units, nanos=money.nanos
    )


def to_date(message: date_pb2.Date, subject: str = "") -> date:
    """Return the day that a message holds. Raises `InvalidInput` about `subject`.

    `google.type.Date` may leave out the day or the month, which is no date here.
    """
    try:
        return date(message.year, message.month, message.day)
    except ValueError:
        text = f"{message.year:04}-{message.month:02}-{message.day:02} is not a date."
        raise InvalidInput(Violation("FIELD_MALFORMED", subject, text)) from None


def from_date(day: date) -> date_pb2.Date:
    """Return the message that holds a day."""
    return date_pb2.Date(year=day.year, month=day.month, day=day.day)


def given(message: Message, field: str, read: Callable[[Any], R]) -> R | None:
    """Return what `read` makes of a field with presence, or None if it is absent."""
    return read(getattr(message, field)) if message.HasField(field) else None


def enum_name(kind: EnumTypeWrapper, value: int, default: str) -> str:
    """Return the name of an enum value, or `default` for one that nobody knows yet."""
    known = kind.DESCRIPTOR.values_by_number.get(value)
    return known.name if known else default


def member(
    words: type[Word], kind: EnumTypeWrapper, value: int, default: Default
) -> Word | Default:
    """Return an enum value as the member of the domain whose value is its name.

    It is `default` for a value without a name, and for a name that is no member.
    """
    try:
        return words(enum_name(kind, value, ""))
    except ValueError:
        return default
