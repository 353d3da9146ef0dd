"""Well-formed requests, made from what the contracts themselves demand."""

import re
from typing import Any

from google.api import field_behavior_pb2
from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from buf.validate import validate_pb2

ID = "ghost"
"""Of everything that a sample names; nothing is called so."""

LATER = {"google.protobuf.Timestamp": 4_000_000_000, "google.protobuf.Duration": 60}
"""Seconds, so that what has to lie ahead does."""

UNREADABLE = {
    "filter": ('colour = "red"', "FILTER_INVALID"),
    "page_token": ("made-up", "PAGE_TOKEN_INVALID"),
    "page_size": (-1, "FIELD_OUT_OF_RANGE"),
    "resume_token": ("made-up", "RESUME_TOKEN_INVALID"),
}
"""What no list and no stream understands, and how it says so."""

_SEGMENT = re.compile(r"\[([A-Za-z0-9._~-]+)\]\{1,\d+\}")
_NAME_OF_CHILD = re.compile(r"this\.(\w+)\.matches\('(.+)'\)")


def sample(described: Descriptor) -> Message:
    """Return a message with the fields that its contract demands, and no others."""
    message = message_factory.GetMessageClass(described)()
    for field in described.fields:
        if is_demanded(field):
            _give(message, field)
    for oneof in described.oneofs:
        options: Any = oneof.GetOptions()
        if options.Extensions[validate_pb2.oneof].required:
            _give(message, oneof.fields[0])
    return message


def is_demanded(field: FieldDescriptor) -> bool:
    """Tell whether a message is malformed without this field."""
    behaviour = field.GetOptions().Extensions[field_behavior_pb2.field_behavior]
    rules = rules_of(field)
    return (
        field_behavior_pb2.REQUIRED in behaviour
        or rules.required
        or (not rules.ignore and _refuses_empty(rules))
    )


def rules_of(field: FieldDescriptor) -> validate_pb2.FieldRules:
    """Return what protovalidate checks of a field."""
    options: Any = field.GetOptions()  # its types know no extensions of others
    rules: validate_pb2.FieldRules = options.Extensions[validate_pb2.field]
    return rules


def text_like(pattern: str) -> str:
    """Return a text that a pattern of the contracts takes."""
    segments = _SEGMENT.sub(lambda m: "1" if m[1] == "0-9" else ID, pattern)
    return segments.strip("^$").replace("[.]", ".")


def _refuses_empty(rules: validate_pb2.FieldRules) -> bool:
    return bool(
        rules.string.min_len
        or rules.string.pattern
        or rules.repeated.min_items
        or 0 in rules.enum.not_in
        or rules.int32.gte > 0
        or rules.int32.gt > 0
    )


def _give(message: Message, field: FieldDescriptor) -> None:
    rules = rules_of(field)
    if field.is_repeated:
        items = [
            _value(field, rules.repeated.items)
            for _ in range(max(1, rules.repeated.min_items))
        ]
        getattr(message, field.name).extend(items)
    elif field.message_type:
        child = getattr(message, field.name)
        child.CopyFrom(_value(field, rules))
        for rule in rules.cel:
            if named := _NAME_OF_CHILD.search(rule.expression):
                setattr(child, named[1], text_like(named[2]))
    else:
        setattr(message, field.name, _value(field, rules))


def _value(field: FieldDescriptor, rules: validate_pb2.FieldRules) -> Any:
    if field.message_type:
        made: Any = sample(field.message_type)
        if seconds := LATER.get(field.message_type.full_name):
            made.seconds = seconds
        return made
    if field.enum_type:
        return next(iter(getattr(rules.enum, "in")), 1)
    if field.cpp_type == FieldDescriptor.CPPTYPE_STRING:
        return text_like(rules.string.pattern) or "x" * max(1, rules.string.min_len)
    return 1
