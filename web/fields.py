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

from . import money, times
from .refusals import FieldProblem, FieldsRefused

MASK = "google.protobuf.FieldMask"
READERS = {
    "google.protobuf.Timestamp": times.timestamp,
    "google.protobuf.Duration": times.duration,
    "google.type.Date": times.date,
    "google.type.Money": money.amount,
}
"""What inputs of forms send for these, as the contract wants it."""
SHAPES_OF_MESSAGES = {
    MASK: 'must name fields in camelCase, such as "title,fixHint".',
    "google.protobuf.Duration": "must be a length of time, such as 30 min or 7 d.",
    "google.protobuf.Timestamp": "must look like 2030-01-31T12:00:00Z.",
    "google.type.Date": "must be a day, such as 2030-01-31.",
    "google.type.Money": "must be an amount, such as USD 12.50.",
}
TRUTHS = {"true": True, "false": False}
SHAPES = {
    FieldDescriptor.CPPTYPE_INT32: "must be a whole number.",
    FieldDescriptor.CPPTYPE_INT64: "must be a whole number.",
    FieldDescriptor.CPPTYPE_UINT32: "must be a whole number.",
    FieldDescriptor.CPPTYPE_UINT64: "must be a whole number.",
    FieldDescriptor.CPPTYPE_DOUBLE: "must be a number.",
    FieldDescriptor.CPPTYPE_FLOAT: "must be a number.",
    FieldDescriptor.CPPTYPE_BOOL: "must be true or false.",
}

NUMBERS = frozenset(SHAPES) - {FieldDescriptor.CPPTYPE_BOOL}
NUMBER = re.compile(
    r"[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|-?Infinity"
)
"""Python reads more than that as a number, such as "1_000" and digits of any script."""


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


def is_number(text: str) -> bool:
    """Tell whether a text is a number in JSON, or close to one."""
    return NUMBER.fullmatch(text) is not None


def _set(message: Message, path: str, texts: Sequence[str]) -> FieldProblem | None:
    *parents, leaf = path.split(".")
    owner = _descend(message, parents)
    field = field_of(owner.DESCRIPTOR, leaf) if owner is not None else None
    if owner is None or field is None or not _settable(field):
        return FieldProblem(path, "FIELD_UNKNOWN", "there is no such field.")
    if len(texts) > 1 and not field.is_repeated:
        place = _in_contract(message.DESCRIPTOR, path)
        return FieldProblem(place, "FIELD_REPEATED", "was given more than once.")
    try:
        ParseDict({field.name: _value(field, texts)}, owner)
    except (ParseError, ValueError, KeyError):
        return misfit(field, _in_contract(message.DESCRIPTOR, path))
    return None


def _in_contract(kind: Any, path: str) -> str:
    """Return a path with the names that the contract gives, not those of JSON."""
    names = []
    for name in path.split("."):
        if field := field_of(kind, name) if kind else None:
            kind = field.message_type
        names.append(field.name if field else name)
    return ".".join(names)


def _settable(field: FieldDescriptor) -> bool:
    if (kind := field.message_type) is None:
        return True
    is_one_text = not has_fields(kind) or kind.full_name in READERS
    return is_one_text and not field.is_repeated


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
    if field.cpp_type in NUMBERS and not is_number(text.strip()):
        raise ValueError(text)
    kind = field.message_type.full_name if field.message_type else ""
    if kind == MASK:
        return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), text)
    return READERS[kind](text) if kind in READERS else text


def misfit(field: FieldDescriptor, path: str) -> FieldProblem:
    """Return what to say of a field that cannot take the value it was given.

    Reasons are those of the services for the same mistake.
    """
    if field.enum_type:
        return FieldProblem(path, "ENUM_UNKNOWN", _choices(field.enum_type))
    if field.message_type:
        name = field.message_type.full_name
        shape = SHAPES_OF_MESSAGES.get(name, "must be a JSON object.")
    else:
        shape = SHAPES.get(field.cpp_type, "must be a text.")
    return FieldProblem(path, "FIELD_MALFORMED", shape)


def has_fields(kind: Any) -> bool:
    """Tell whether JSON writes a value as an object, field by field.

    `kind` is None for a plain value. A timestamp, for one, has a form of its own.
    """
    return kind is not None and kind.file.package != "google.protobuf"


def _choices(enum: Any) -> str:
    names = [value.name for value in enum.values if value.number]
    return f"must be one of {', '.join(names)}."
