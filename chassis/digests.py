"""Digests of messages that stay the same from one version of a library to the next."""

import hashlib
import json
from collections.abc import Collection
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet


def digest_of(message: Message, *, without: Collection[str] = ()) -> bytes:
    """Return what tells messages apart: their type and the values of their fields.

    Fields are taken by number, with those that this version does not know; those named
    in `without` are left out. Serialised bytes would not do: their order may differ
    between versions of protobuf.
    """
    fields = _fields(message, without)
    text = json.dumps([message.DESCRIPTOR.full_name, fields], ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()


def _fields(message: Message, without: Collection[str] = ()) -> list[Any]:
    known = [
        [field.number, _value(field, value)]
        for field, value in message.ListFields()
        if field.name not in without
    ]
    return [*known, *_unknown(UnknownFieldSet(message))]


def _value(field: FieldDescriptor, value: Any) -> Any:
    entry = field.message_type
    if entry is not None and entry.GetOptions().map_entry:
        inner = entry.fields_by_name["value"]
        return sorted([key, _one(inner, value[key])] for key in value)
    if field.is_repeated:
        return [_one(field, one) for one in value]
    return _one(field, value)


def _one(field: FieldDescriptor, value: Any) -> Any:
    if field.type in {FieldDescriptor.TYPE_MESSAGE, FieldDescriptor.TYPE_GROUP}:
        return _fields(value)
    return value.hex() if field.type == FieldDescriptor.TYPE_BYTES else value


def _unknown(fields: Any) -> list[Any]:
    found = [[one.field_number, one.wire_type, _raw(one.data)] for one in fields]
    return sorted(found, key=lambda one: one[0])


def _raw(data: Any) -> Any:
    if isinstance(data, bytes):
        return data.hex()
    return data if isinstance(data, int) else _unknown(data)
