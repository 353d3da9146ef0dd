"""Paths of fields: which lead somewhere, and where a value cannot be stored."""

import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.struct_pb2 import Struct
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.rpc.field_paths import is_path_in, malformed_times, strings_with_nul
from day1.coes.v1 import coes_pb2
from day1.coes.v1 import coes_service_pb2 as coes
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc


@pytest.mark.parametrize(
    "path",
    [
        "idea",
        "idea_id",
        "idea.document.title",
        "idea.document.doors",
        "idea.document.doors[0]",
        "idea.document.doors[12].undo.cost.units",
        "idea.co_authors[3]",
        "idea.create_time",
    ],
)
def test_a_path_leads_to_a_field(path: str) -> None:
    assert is_path_in(rpc.CreateIdeaRequest.DESCRIPTOR, path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "ideas/a",
        "ideas/a/visuals",
        "idea.",
        "idea.tilte",
        "document.title",
        "idea[0]",
        "idea.document.doors.undo",
        "idea.document.title.x",
        "idea.co_authors[]",
        "idea.co_authors[0].x",
        "Idea",
    ],
)
def test_a_path_leads_nowhere(path: str) -> None:
    assert not is_path_in(rpc.CreateIdeaRequest.DESCRIPTOR, path)


def test_an_entry_of_a_map_has_fields() -> None:
    kind = Struct.DESCRIPTOR

    assert is_path_in(kind, "fields[a].string_value")
    assert not is_path_in(kind, "fields.string_value")


def test_a_nul_character_is_found_wherever_it_is() -> None:
    idea = pb.Idea(
        name="a\0b",
        document={"title": "fine", "doors": [{"id": "x"}, {"id": "\0"}]},
        co_authors=["ann", "\0ben"],
    )
    request = rpc.CreateIdeaRequest(idea=idea, idea_id="\0")

    assert sorted(strings_with_nul(request)) == [
        "idea.co_authors[1]",
        "idea.document.doors[1].id",
        "idea.name",
        "idea_id",
    ]


def test_a_zero_that_is_no_character_is_none() -> None:
    idea = pb.Idea(historic_year=0, name="ideas/a")

    assert b"\0" in idea.SerializeToString()
    assert not list(strings_with_nul(idea))


def test_a_nul_character_in_a_map_is_found() -> None:
    struct = Struct()
    struct.update({"a": "x\0y"})

    assert list(strings_with_nul(struct)) == ["fields[a].string_value"]


@pytest.mark.parametrize(
    "time",
    [
        Timestamp(seconds=10**13),
        Timestamp(seconds=-(10**13)),
        Timestamp(nanos=-1),
        Timestamp(nanos=2 * 10**9),
    ],
    ids=["far future", "far past", "backwards", "two seconds of nanoseconds"],
)
def test_a_time_that_is_none_is_found_wherever_it_is(time: Timestamp) -> None:
    entries = [coes_pb2.TimelineEntry(time=at) for at in (Timestamp(), time)]
    coe = coes_pb2.Coe(start_time=time, timeline=entries)
    request = coes.UpdateCoeRequest(coe=coe)

    assert list(malformed_times(request)) == ["coe.start_time", "coe.timeline[1].time"]


@pytest.mark.parametrize(
    "span",
    [Duration(seconds=10**13), Duration(seconds=1, nanos=-1), Duration(nanos=10**9)],
    ids=["too long", "two signs", "a second of nanoseconds"],
)
def test_a_duration_that_is_none_is_found(span: Duration) -> None:
    coe = coes_pb2.Coe(impact={"duration": span})

    assert list(malformed_times(coe)) == ["impact.duration"]


def test_times_that_are_absent_or_at_the_edge_are_fine() -> None:
    first, last = Timestamp(seconds=-62135596800), Timestamp(seconds=253402300799)
    coe = coes_pb2.Coe(start_time=first, resolve_time=last, impact={"customers": 1})

    assert not list(malformed_times(coes.UpdateCoeRequest(coe=coe)))
    assert not list(malformed_times(coes.GetCoeRequest(name="coes/a")))
    assert not list(malformed_times(Struct()))
