"""Digests tell messages apart by their fields, whatever the bytes look like."""

from types import SimpleNamespace
from typing import cast

import pytest
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Struct

from chassis.digests import digest_of
from chassis.domain import Aggregate
from chassis.etags import etag_of
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

UNKNOWN = b"\xf2\x3f\x01x", b"\xf8\x3f\x05"
"""Fields of a future version: number 1022 with a text, 1023 with a number."""


def idea(**fields: object) -> pb.Idea:
    return pb.Idea(**fields)  # type: ignore[arg-type]


DIFFERENT: list[Message] = [
    idea(),
    idea(name="ideas/a"),
    idea(team="ideas/a"),
    idea(historic_year=0),
    idea(historic_year=1),
    idea(document={}),
    idea(document={"title": "a"}),
    idea(co_authors=["a", "b"]),
    idea(co_authors=["b", "a"]),
    idea(co_authors=["ab"]),
    idea(create_time={"seconds": 1}),
    idea(create_time={"nanos": 1}),
    pb.Idea.FromString(UNKNOWN[0]),
    pb.Idea.FromString(UNKNOWN[1]),
    pb.Idea.FromString(UNKNOWN[0] + UNKNOWN[1]),
    pb.Idea(document=pb.IdeaDocument.FromString(UNKNOWN[0])),
    rpc.SubmitIdeaRequest(name="ideas/a"),
    rpc.LaunchIdeaRequest(name="ideas/a"),
]


def test_messages_that_differ_have_different_digests() -> None:
    assert len({digest_of(message) for message in DIFFERENT}) == len(DIFFERENT)


@pytest.mark.parametrize("message", DIFFERENT)
def test_the_same_message_has_the_same_digest(message: Message) -> None:
    again = type(message).FromString(message.SerializeToString())

    assert digest_of(again) == digest_of(message)


def test_the_order_of_fields_on_the_wire_does_not_matter() -> None:
    parts = [idea(name="a").SerializeToString(), idea(team="b").SerializeToString()]
    parts += UNKNOWN

    forward = pb.Idea.FromString(b"".join(parts))
    backward = pb.Idea.FromString(b"".join(reversed(parts)))

    assert digest_of(forward) == digest_of(backward)


def test_the_order_of_a_map_does_not_matter() -> None:
    forward, backward = Struct(), Struct()
    forward.update({"a": 1.5, "b": [True, None]})
    backward.update({"b": [True, None], "a": 1.5})

    assert digest_of(forward) == digest_of(backward)
    backward["a"] = 2
    assert digest_of(forward) != digest_of(backward)


def test_fields_can_be_left_out() -> None:
    one, other = (rpc.SubmitIdeaRequest(name="a", request_id=i) for i in "xy")

    assert digest_of(one) != digest_of(other)
    assert digest_of(one, without={"request_id"}) == digest_of(
        other, without={"request_id"}
    )


def test_an_etag_differs_per_resource_and_version_and_tells_neither() -> None:
    stored = [
        SimpleNamespace(name=name, version=version)
        for name in ("ideas/a", "ideas/b")
        for version in (1, 2, 11)
    ]

    etags = {etag_of(cast("Aggregate", one)) for one in stored}

    assert len(etags) == len(stored)
    assert all(len(etag) == 16 for etag in etags)
