"""Messages in which every text is markup: what a page must show as text."""

from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

MARKUP = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"""
DEEP = 5
"""Levels; a message may hold itself."""

TEXT = FieldDescriptor.CPPTYPE_STRING


def fill(message: Message, levels: int = DEEP, **names: Any) -> Any:
    """Return a message with every field set; `names` are top-level fields as given."""
    for field in message.DESCRIPTOR.fields:
        if field.name in names:
            _set(message, field, names[field.name])
        elif field.message_type is None:
            _set(message, field, MARKUP if field.cpp_type == TEXT else 1)
        elif levels:
            _fill_part(message, field, levels - 1)
    return message


def _set(message: Any, field: Any, value: Any) -> None:
    if field.is_repeated:
        getattr(message, field.name).extend(
            value if isinstance(value, list) else [value]
        )
    else:
        setattr(message, field.name, value)


def _fill_part(message: Any, field: Any, levels: int) -> None:
    part = getattr(message, field.name)
    part = part.add() if field.is_repeated else part
    part.SetInParent()
    fill(part, levels)
