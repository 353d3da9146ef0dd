"""Between the words of the contract and the words of the domain."""

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import InvalidInput
from day1.ideas.v1 import ideas_service_pb2 as pb
from services.ideas.api.mapping import WRITABLE, to_change, to_document, to_message
from services.ideas.domain.document import Door
from tests.unit.ideas.support import (
    ANN,
    EXPERIMENTS,
    NOON,
    R1,
    UNCLASSIFIED,
    document,
    draft,
    pivoted,
    refusal,
)

NOT_WRITABLE = {
    "name",
    "author",
    "team",
    "state",
    "revision",
    "parent",
    "review",
    "learning",
    "create_time",
    "update_time",
    "etag",
    "history",
}


def test_others_see_everything() -> None:
    idea = pivoted()
    idea.parent = "ideas/i0"

    message = to_message(idea)

    assert {field.name for field, _ in message.ListFields()} == {
        field.name for field in pb.Idea.DESCRIPTOR.fields
    }
    assert (message.name, message.etag) == ("ideas/i1", "0")
    assert (message.author, message.team) == ("people/ann", "teams/books")
    assert (message.state, message.revision) == (pb.IDEA_STATE_PIVOTED, "1.0")
    assert (message.review, message.parent) == (R1, "ideas/i0")
    assert message.learning == "They want a bag."
    assert message.history[-1] == pb.HistoryEntry(
        time=Timestamp(seconds=int(NOON.timestamp())),
        actor=EXPERIMENTS.name,
        event="IdeaPivoted",
        state="IDEA_STATE_PIVOTED",
    )


def test_every_field_is_writable_or_not() -> None:
    assert set(WRITABLE) | NOT_WRITABLE == set(pb.Idea.DESCRIPTOR.fields_by_name)


def test_output_only_fields_are_ignored() -> None:
    message = to_message(draft())
    message.MergeFrom(pb.Idea(author="people/mallory", state="IDEA_STATE_LAUNCHED"))

    assert to_document(message) == document()


def test_what_is_unknown_is_absent() -> None:
    message = to_message(draft(cost_of_failure=None, doors=(UNCLASSIFIED,)))

    assert not message.HasField("cost_of_failure")
    assert not message.doors[0].HasField("undo")
    assert to_document(message).doors == (Door("size", "Make it smaller."),)


def test_an_update_changes_what_the_mask_names_and_nothing_else() -> None:
    change = to_change(
        pb.Idea(title="New", leader="people/eve"),
        FieldMask(paths=["title", "cost_of_failure"]),
    )

    assert change(document()) == document(title="New", cost_of_failure=None)


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    message = pb.Idea(name="ideas/i1", title="New", etag="1", author=ANN.name)

    assert to_change(message, FieldMask())(document()) == document(title="New")


@pytest.mark.parametrize("field", sorted(NOT_WRITABLE))
def test_what_only_the_service_writes_cannot_be_updated(field: str) -> None:
    [violation] = refusal(
        lambda: to_change(pb.Idea(), FieldMask(paths=[field])), InvalidInput
    )

    assert violation.reason == "FIELD_NOT_UPDATABLE"
