"""Conventions that every contract file keeps; ADR 33 gives the reasons."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from google.api import field_behavior_pb2
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

from buf.validate import validate_pb2
from deploy.contracts import image

MESSAGE, ENUM, SERVICE, FIELD, ONEOF = 4, 5, 6, 2, 8
"""Numbers of fields in descriptors, of which paths in source info are made."""

EVENTS_OF_CHECKS = {"CheckActivated", "CheckChanged", "CheckEvaluated"}
"""Events that `checks.proto` defines beside the messages that resources use."""

UNKNOWN_VALUE = re.compile(
    r" (Unknown values: .+\.|Closed: no value will be added\.)", re.MULTILINE
)
UNKNOWN_ARM = re.compile(r" Unknown arms: .+\.", re.MULTILINE)
BOUND = re.compile(
    r"[Aa]t most|newest \d+|each (reason )?once|\d+ to \d+|[Oo]ne per|in the order of"
)
NUMBERS_AND_BOOLS = {
    FieldDescriptorProto.TYPE_BOOL,
    FieldDescriptorProto.TYPE_DOUBLE,
    FieldDescriptorProto.TYPE_INT32,
    FieldDescriptorProto.TYPE_INT64,
}
NAMES = {
    "people": "^people/[A-Za-z0-9._~-]{1,128}$",
    "teams": "^teams/[A-Za-z0-9._~-]{1,128}$",
}
SAME = {
    "request_id": "Request",
    "validate_only": "Request",
    "page_size": "Request",
    "page_token": "Request",
    "next_page_token": "Response",
    "resume_token": "Response",
    "synced": "Response",
}
"""Fields that mean the same wherever they are, and the messages that have them."""


@dataclass(frozen=True)
class Described:
    """Something in a contract, with its comment."""

    place: str
    proto: Any
    comment: str


@dataclass(frozen=True)
class Field(Described):
    """A field of a message."""

    message: str
    is_of_event: bool

    @property
    def behaviour(self) -> Sequence[int]:
        """What `google.api.field_behavior` says."""
        said: Sequence[int] = self.proto.options.Extensions[
            field_behavior_pb2.field_behavior
        ]
        return said

    @property
    def rules(self) -> validate_pb2.FieldRules:
        """What protovalidate checks."""
        rules: validate_pb2.FieldRules = self.proto.options.Extensions[
            validate_pb2.field
        ]
        return rules


@cache
def files() -> list[FileDescriptorProto]:
    """Return the files of the project."""
    return [one for one in image.compiled().file if one.name.startswith("day1/")]


@cache
def comments() -> dict[tuple[str, *tuple[int, ...]], str]:
    """Return the comment above everything, by its file and its path there."""
    return {
        (file.name, *one.path): one.leading_comments
        for file in files()
        for one in file.source_code_info.location
    }


def top_level(number: int, member: str) -> list[Described]:
    """Return all enums, or all services, of all files."""
    return [
        Described(f"{file.name}: {one.name}", one, comments()[file.name, number, index])
        for file in files()
        for index, one in enumerate(getattr(file, member))
    ]


def messages() -> Iterator[tuple[FileDescriptorProto, int, DescriptorProto]]:
    """Return all messages with their file and their place in it."""
    for file in files():
        for index, message in enumerate(file.message_type):
            yield file, index, message


@cache
def fields() -> list[Field]:
    """Return all fields of all messages."""
    said = comments()
    return [
        Field(
            f"{file.name}: {message.name}.{field.name}",
            field,
            " ".join(said[file.name, MESSAGE, index, FIELD, place].split()),
            message.name,
            "_events" in file.name or message.name in EVENTS_OF_CHECKS,
        )
        for file, index, message in messages()
        for place, field in enumerate(message.field)
    ]


def oneofs() -> list[Described]:
    """Return all oneofs, without those that stand for `optional`."""
    made = {
        (file.name, index, field.oneof_index)
        for file, index, message in messages()
        for field in message.field
        if field.proto3_optional
    }
    return [
        Described(
            f"{file.name}: {message.name}.{oneof.name}",
            oneof,
            comments()[file.name, MESSAGE, index, ONEOF, place],
        )
        for file, index, message in messages()
        for place, oneof in enumerate(message.oneof_decl)
        if (file.name, index, place) not in made
    ]


def places(found: Sequence[Described]) -> list[str]:
    return [one.place for one in found]


def test_nothing_is_nested_so_that_everything_is_looked_at() -> None:
    assert not [
        message.name
        for _, _, message in messages()
        if message.enum_type or message.nested_type
    ]


def test_every_enum_says_what_to_do_with_an_unknown_value() -> None:
    enums = top_level(ENUM, "enum_type")

    assert len(enums) > 50
    assert places([e for e in enums if not UNKNOWN_VALUE.search(e.comment)]) == []


def test_every_oneof_says_what_to_do_with_an_unknown_arm() -> None:
    found = oneofs()

    assert len(found) > 5
    assert places([one for one in found if not UNKNOWN_ARM.search(one.comment)]) == []


def test_every_field_of_a_request_or_a_resource_says_who_writes_it() -> None:
    silent = [
        one
        for one in fields()
        if not one.behaviour
        and not one.is_of_event
        and not one.message.endswith("Response")
    ]

    assert places(silent) == []


def test_every_list_has_a_bound() -> None:
    lists = [
        one
        for one in fields()
        if one.proto.label == FieldDescriptorProto.LABEL_REPEATED
    ]

    assert len(lists) > 100
    assert places([one for one in lists if not BOUND.search(one.comment)]) == []


def test_every_text_of_a_request_has_a_limit() -> None:
    written = {field_behavior_pb2.REQUIRED, field_behavior_pb2.OPTIONAL}
    endless = [
        one
        for one in fields()
        if one.proto.type == FieldDescriptorProto.TYPE_STRING
        and written & set(one.behaviour)
        and not re.search("max_len|pattern|uuid", str(one.rules))
    ]

    assert places(endless) == []


def test_a_number_or_bool_that_a_request_must_carry_has_presence() -> None:
    numbers = [
        one
        for one in fields()
        if one.proto.type in NUMBERS_AND_BOOLS
        and field_behavior_pb2.REQUIRED in one.behaviour
    ]

    assert numbers
    assert [
        one.place
        for one in numbers
        if not (one.proto.proto3_optional and one.rules.required)
    ] == []


def test_a_point_in_time_is_called_time() -> None:
    times = [
        one
        for one in fields()
        if one.proto.type_name == ".google.protobuf.Timestamp"
        and not re.search(r"(^|_)time$", one.proto.name)
    ]

    assert places(times) == []


@pytest.mark.parametrize("collection", NAMES)
def test_people_and_teams_have_one_pattern(collection: str) -> None:
    patterns = {
        pattern
        for one in fields()
        for pattern in re.findall(r'pattern: "(.*)"', str(one.rules))
        if collection in pattern
    }

    assert patterns == {NAMES[collection]}


@pytest.mark.parametrize(("name", "ending"), SAME.items())
def test_the_same_field_says_the_same_in_every_method(name: str, ending: str) -> None:
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in fields():
        if one.proto.name == name and one.message.endswith(ending):
            said[one.comment, str(one.rules)].append(one.place)

    assert len(said) == 1, dict(said)


@pytest.mark.parametrize(
    "topic", ["Errors carry", "Limits:", "Retries:", "Validation:"]
)
def test_services_promise_the_same_in_the_same_words(topic: str) -> None:
    services = top_level(SERVICE, "service")
    paragraphs = [
        " ".join(paragraph.split()).partition(" A document has ")[0]
        for service in services
        for paragraph in service.comment.split("\n\n")
        if paragraph.strip().startswith(topic)
    ]

    assert len(paragraphs) == 5
    assert len(set(paragraphs)) == 1
