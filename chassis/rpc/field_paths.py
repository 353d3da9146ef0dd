"""Paths of fields in a message, such as `idea.document.doors[1].undo.cost`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

STEP = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?P<subscript>\[[^\]]+\])?")

TIMES = {"google.protobuf.Timestamp", "google.protobuf.Duration"}
"""Messages that can hold what is no time: more than 9,999 years, or 2e9 nanoseconds."""


def is_path_in(kind: Any, path: str) -> bool:
    """Tell whether a path leads to a field of a message, given its descriptor.

    A list or a map may be named as a whole, or one of its items with a subscript; only
    an item has fields of its own.
    """
    if not path:
        return False
    for step in path.split("."):
        found = STEP.fullmatch(step)
        field = kind.fields_by_name.get(found["name"]) if found and kind else None
        if found is None or field is None:
            return False
        if found["subscript"] and not field.is_repeated:
            return False
        is_item = bool(found["subscript"]) or not field.is_repeated
        kind = field.message_type if is_item else None
        if kind is not None and kind.GetOptions().map_entry:
            kind = kind.fields_by_name["value"].message_type
    return True


def strings_with_nul(message: Message) -> Iterator[str]:
    """Yield the path of each text that holds a NUL, which PostgreSQL cannot store."""
    if b"\0" in message.SerializeToString():  # most messages hold no zero byte at all
        yield from _strings_with_nul(message, "")


def _strings_with_nul(message: Message, prefix: str) -> Iterator[str]:
    for field, value in message.ListFields():
        path = f"{prefix}{field.name}"
        if not field.is_repeated:
            yield from _with_nul(value, path)
        elif field.message_type and field.message_type.GetOptions().map_entry:
            for key in value:
                yield from _with_nul(key, path)
                yield from _with_nul(value[key], f"{path}[{key}]")
        else:
            for index, item in enumerate(value):
                yield from _with_nul(item, f"{path}[{index}]")


def _with_nul(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Message):
        yield from _strings_with_nul(value, f"{path}.")
    elif isinstance(value, str) and "\0" in value:
        yield path


def malformed_times(message: Message) -> Iterator[str]:
    """Yield the path of each timestamp and duration with a value that is none."""
    yield from _malformed_times(message, "")


def _malformed_times(message: Message, prefix: str) -> Iterator[str]:
    for field in _fields_with_times(message.DESCRIPTOR):
        for path, value in _values(message, field, prefix):
            if value.DESCRIPTOR.full_name not in TIMES:
                yield from _malformed_times(value, f"{path}.")
            elif not _is_time(value):
                yield path


def _values(
    message: Message, field: FieldDescriptor, prefix: str
) -> Iterator[tuple[str, Any]]:
    path = f"{prefix}{field.name}"
    if field.is_repeated:
        for index, item in enumerate(getattr(message, field.name)):
            yield f"{path}[{index}]", item
    elif message.HasField(field.name):
        yield path, getattr(message, field.name)


@cache
def _fields_with_times(kind: Descriptor) -> tuple[FieldDescriptor, ...]:
    """Return the fields of one of our messages that are times or may hold some."""
    return tuple(field for field in kind.fields if _may_hold_times(field.message_type))


def _may_hold_times(kind: Descriptor | None) -> bool:
    if kind is None or kind.full_name in TIMES:
        return kind is not None
    is_ours = not kind.full_name.startswith("google.")
    return is_ours and bool(_fields_with_times(kind))


def _is_time(value: Any) -> bool:
    try:
        value.ToJsonString()
    except ValueError:
        return False
    return True
