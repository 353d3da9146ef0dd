"""What was recorded of an incident, as inputs: what a proof puts right, part by part.

A predicate is asked of a snapshot. The parts of it that the expression names are the
ones worth changing. A list has an item on each line; an item with fields of its own
looks like `name = weight, fallback = control`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.empty_pb2 import Empty
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot

from .. import money
from ..fields import SHAPES, TRUTHS

SNAPSHOTS: Mapping[str, tuple[str, Any]] = {
    "STAGE_IDEA_SUBMIT": ("idea", IdeaSnapshot.DESCRIPTOR),
    "STAGE_REVIEW_DECIDE": ("decision", DecisionSnapshot.DESCRIPTOR),
    "STAGE_EXPERIMENT_START": ("experiment", ExperimentSnapshot.DESCRIPTOR),
    "STAGE_EXPERIMENT_DECIDE": ("experiment", ExperimentSnapshot.DESCRIPTOR),
}
"""By stage: what expressions call the snapshot, and what it is."""

NOTHING: tuple[str, Any] = ("", Empty.DESCRIPTOR)
"""Where nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a snapshot, as an input.

    Attributes:
        field: Of the snapshot.
        label: For people.
        hint: How it is written.
        rows: As many as it wants; 0 for a single line.
    """

    field: FieldDescriptor
    label: str
    hint: str
    rows: int

    @property
    def name(self) -> str:
        """Name of its field."""
        return str(self.field.name)


def parts_of(stage: str, expression: str) -> list[Part]:
    """Return what an expression that is asked at a stage looks at."""
    variable, snapshot = SNAPSHOTS.get(stage, NOTHING)
    named = re.findall(rf"\b{variable}\.([a-z_]+)", expression)
    fields = (snapshot.fields_by_name.get(name) for name in dict.fromkeys(named))
    return [_part(field) for field in fields if field]


def texts_of(parts: Iterable[Part], known: Message) -> dict[str, str]:
    """Return what each part says now, where a resource has one of the same name.

    It is written as the snapshot has it: money as a number, an enum value as a word.
    """
    fields: Any = known.DESCRIPTOR.fields_by_name
    return {
        part.name: _text(part.field, fields[part.name], known)
        for part in parts
        if part.name in fields
    }


def value_of(stage: str, name: str, text: str) -> Any:
    """Return the JSON of what was entered for a part.

    Raises `ValueError` that says how the part is written, or that the form was made
    for another stage than was entered in it.
    """
    _, snapshot = SNAPSHOTS.get(stage, NOTHING)
    if (field := snapshot.fields_by_name.get(name)) is None:
        raise ValueError("is not known at this stage; leave it as it was.")
    try:
        value = _read(field, text)
        ParseDict({name: value}, GetMessageClass(snapshot)())
    except (ValueError, KeyError, ParseError):
        raise ValueError(_shape(field)) from None
    return value


def json_name(stage: str, name: str) -> str:
    """Return what the JSON form of a snapshot calls a part."""
    _, snapshot = SNAPSHOTS.get(stage, NOTHING)
    return str(snapshot.fields_by_name[name].json_name)


def _part(field: FieldDescriptor) -> Part:
    rows = 3 if field.is_repeated else 0
    return Part(field, _words(field.name).capitalize(), _hint(field), rows)


def _hint(field: FieldDescriptor) -> str:
    if field.message_type:
        example = ", ".join(f"{one.name} = …" for one in field.message_type.fields)
        return f"{'One a line' if field.is_repeated else 'Like this'}: {example}"
    return "One a line." if field.is_repeated else ""


def _shape(field: FieldDescriptor) -> str:
    if field.message_type:
        return f"must look like this. {_hint(field)}."
    return SHAPES.get(field.cpp_type, "must be text.")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _text(wanted: FieldDescriptor, said: FieldDescriptor, known: Any) -> str:
    """Return a field of a resource as a snapshot has it; empty if it is absent."""
    value = getattr(known, said.name)
    if said.is_repeated:
        return "\n".join(_item(wanted, said, one) for one in value)
    if said.has_presence and not known.HasField(said.name):
        return ""
    return _item(wanted, said, value)


def _item(wanted: FieldDescriptor, said: FieldDescriptor, value: Any) -> str:
    if wanted.message_type and said.message_type:
        fields: Any = said.message_type.fields_by_name
        parts = [one for one in wanted.message_type.fields if one.name in fields]
        texts = ((one.name, _text(one, fields[one.name], value)) for one in parts)
        return ", ".join(f"{name} = {text}" for name, text in texts)
    if said.message_type:
        return f"{money.size(value):.15g}"
    if said.enum_type:
        return _short(said.enum_type, value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(kind: Any, number: int) -> str:
    """Return a value as snapshots name it: `METRIC_KIND_OUTCOME` is "OUTCOME"."""
    value = kind.values_by_number.get(number)
    prefix = kind.values[0].name.removesuffix("UNSPECIFIED")
    return str(value.name.removeprefix(prefix)) if value and number else ""


def _read(field: FieldDescriptor, text: str) -> Any:
    if field.is_repeated:
        lines = (line.strip() for line in text.splitlines())
        return [_read_item(field, line) for line in lines if line]
    return _read_item(field, text.strip())


def _read_item(field: FieldDescriptor, text: str) -> Any:
    if field.message_type:
        return dict(_pairs(field.message_type, text))
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return TRUTHS[text or "false"]
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        return text
    return float(text or "0") if "." in text else int(text or "0")


def _pairs(kind: Descriptor, text: str) -> Iterator[tuple[str, Any]]:
    for pair in text.split(","):
        name, _, value = pair.partition("=")
        field = kind.fields_by_name[name.strip()]
        yield field.json_name, _read_item(field, value.strip())
