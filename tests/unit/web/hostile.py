"""Messages that every page must show: markup, nothing, or newer than the front."""

from collections.abc import Callable
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

MARKUP = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"""
DEEP = 5
"""Levels; a message may hold itself."""

TEXT = FieldDescriptor.CPPTYPE_STRING


FUTURE = 99
"""A value that no enum has."""

Value = Callable[[Any], Any]


def markup(field: Any) -> Any:
    """Return markup for a text, and 1 for everything else."""
    return MARKUP if field.cpp_type == TEXT else 1


def nothing(_: Any) -> None:
    """Return nothing, which leaves a field unset."""


def future(field: Any) -> int | None:
    """Return a value of the future for an enum, and nothing for everything else."""
    return FUTURE if field.enum_type else None


def fill(
    message: Message, levels: int = DEEP, value: Value = markup, **names: Any
) -> Any:
    """Return a message with every message in it, and its fields set by `value`.

    `names` are top-level fields as given.
    """
    for field in message.DESCRIPTOR.fields:
        if field.name in names:
            _set(message, field, names[field.name])
        elif field.message_type is None:
            if (one := value(field)) is not None:
                _set(message, field, one)
        elif levels:
            _fill_part(message, field, levels - 1, value)
    return message


def _set(message: Any, field: Any, value: Any) -> None:
    if field.is_repeated:
        getattr(message, field.name).extend(
            value if isinstance(value, list) else [value]
        )
    else:
        setattr(message, field.name, value)


def _fill_part(message: Any, field: Any, levels: int, value: Value) -> None:
    part = getattr(message, field.name)
    part = part.add() if field.is_repeated else part
    part.SetInParent()
    fill(part, levels, value)
