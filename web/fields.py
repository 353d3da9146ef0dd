"""Sets the fields of a message from text: query parameters and form fields alike.

A field is named by its path: `page_size`, `press_release.claim.metric`,
`doors.0.decision`; camelCase names work as well.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message

from . import times
from .refusals import FieldProblem, FieldsRefused

MASK = "google.protobuf.FieldMask"
READERS = {
    "google.protobuf.Timestamp": times.timestamp,
    "google.protobuf.Duration": times.duration,
}
"""What inputs of forms send for these, as the contract wants it."""
DURATION = "must be a length of time, such as 30 min, 12 h or 7 d."
TRUTHS = {"true": True, "false": False}
SHAPES = {
    FieldDescriptor.CPPTYPE_INT32: "must be a whole number.",
    FieldDescriptor.CPPTYPE_INT64: "must be a whole number.",
    FieldDescriptor.CPPTYPE_UINT32: "must be a whole number.",
    FieldDescriptor.CPPTYPE_UINT64: "must be a whole number.",
    FieldDescriptor.CPPTYPE_DOUBLE: "must be a number.",
    FieldDescriptor.CPPTYPE_FLOAT: "must be a number.",
    FieldDescriptor.CPPTYPE_BOOL: "must be true or false.",
    FieldDescriptor.CPPTYPE_ENUM: "must be one of the names in the contract.",
    FieldDescriptor.CPPTYPE_MESSAGE: "must look like 2030-01-31T12:00:00Z.",
}


def assign(message: Message, items: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Set fields by path. Raises `FieldsRefused` with every problem at once."""
    problems = [
        problem for path, texts in items if (problem := _set(message, path, texts))
    ]
    if problems:
        raise FieldsRefused(problems)


def field_of(message: Any, name: str) -> Any:
    """Return the field with this name, snake_case or camelCase."""
    return message.fields_by_name.get(name) or message.fields_by_camelcase_name.get(
        name
    )


def _set(message: Message, path: str, texts: Sequence[str]) -> FieldProblem | None:
    *parents, leaf = path.split(".")
    owner = _descend(message, parents)
    field = field_of(owner.DESCRIPTOR, leaf) if owner is not None else None
    if owner is None or field is None or not _settable(field):
        return FieldProblem(path, "FIELD_UNKNOWN", "there is no such field.")
    if len(texts) > 1 and not field.is_repeated:
        return FieldProblem(path, "FIELD_REPEATED", "was given more than once.")
    if any("\x00" in text for text in texts):
        return FieldProblem(path, "FIELD_MALFORMED", "contains a null character.")
    try:
        ParseDict({field.name: _value(field, texts)}, owner)
    except (ParseError, ValueError, KeyError):
        return FieldProblem(path, "FIELD_MALFORMED", _shape(field))
    return None


def _settable(field: FieldDescriptor) -> bool:
    kind = field.message_type
    return kind is None or (
        kind.file.package == "google.protobuf" and not field.is_repeated
    )


def _descend(message: Message, names: Sequence[str]) -> Message | None:
    """Return the message that a path leads to; None when it leads nowhere.

    A number after a repeated field is a row; the row after the last is added.
    """
    here: Any = message
    for name in names:
        if not isinstance(here, Message):
            here = _row(here, name)
        elif (field := field_of(here.DESCRIPTOR, name)) and field.message_type:
            here = getattr(here, field.name)
        else:
            here = None
        if here is None:
            return None
    return here if isinstance(here, Message) else None


def _row(rows: Any, name: str) -> Message | None:
    index = int(name) if re.fullmatch(r"[0-9]{1,3}", name) else -1
    if index == len(rows):
        rows.add()
    return rows[index] if 0 <= index < len(rows) else None


def _value(field: FieldDescriptor, texts: Sequence[str]) -> Any:
    values = [_one(field, text) for text in texts]
    return values if field.is_repeated else values[0]


def _one(field: FieldDescriptor, text: str) -> Any:
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return TRUTHS[text]
    kind = field.message_type.full_name if field.message_type else ""
    if kind == MASK:
        return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), text)
    return READERS[kind](text) if kind in READERS else text


def _shape(field: FieldDescriptor) -> str:
    if field.message_type and field.message_type.name == "Duration":
        return DURATION
    return SHAPES.get(field.cpp_type, "no.")
