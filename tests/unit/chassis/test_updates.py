"""What an update changes: the fields that are named, or else those that are set."""

from typing import Any

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from chassis.domain import InvalidInput
from chassis.rpc.updates import merged
from day1.coes.v1 import mechanisms_pb2
from day1.ideas.v1 import ideas_pb2 as pb

UPDATABLE = ("document", "team", "co_authors", "historic_year")


def current() -> pb.Idea:
    return pb.Idea(
        name="ideas/a",
        document={
            "title": "Kettle",
            "press_release": {"headline": "Tea at once", "summary": "It is fast."},
            "doors": [
                {"id": "price", "undo": {"cost": {"currency_code": "USD", "units": 9}}}
            ],
        },
        team="teams/tea",
        co_authors=["people/ann", "people/ben"],
        historic_year=1999,
        etag="old",
    )


def updated(
    changes: dict[str, Any], *paths: str, updatable: tuple[str, ...] = UPDATABLE
) -> tuple[pb.Idea, list[str]]:
    message = pb.Idea(**changes)
    return merged(current(), message, FieldMask(paths=paths), updatable)


def test_without_a_mask_the_fields_that_are_set_are_changed() -> None:
    idea, touched = updated({"document": {"title": "Pot"}, "co_authors": ["people/c"]})

    expected = current()
    expected.document.title = "Pot"
    expected.co_authors[:] = ["people/c"]
    assert (idea, touched) == (expected, ["document", "co_authors"])


def test_without_a_mask_the_fields_inside_messages_are_changed_one_by_one() -> None:
    changes = {"document": {"press_release": {"headline": "Tea now"}}}

    idea, _ = updated(changes)

    assert idea.document.press_release.headline == "Tea now"
    assert idea.document.press_release.summary == "It is fast."


def test_without_a_mask_lists_are_replaced_as_a_whole() -> None:
    idea, _ = updated({"document": {"doors": [{"id": "name"}]}})

    assert idea.document.doors == [pb.Door(id="name")]


def test_without_a_mask_output_only_fields_are_ignored() -> None:
    idea, touched = updated({"etag": "new", "name": "ideas/b", "learning": "None"})

    assert (idea, touched) == (current(), [])


def test_an_explicit_zero_counts_as_set() -> None:
    idea, touched = updated({"historic_year": 0})

    assert (idea.historic_year, touched) == (0, ["historic_year"])
    assert idea.HasField("historic_year")


def test_amounts_and_times_are_one_value() -> None:
    current = pb.Undo(days=1, cost={"currency_code": "USD", "units": 9, "nanos": 5})
    changes = pb.Undo(cost={"currency_code": "EUR", "units": 8})

    undo, touched = merged(current, changes, FieldMask(), ("days", "cost"))

    assert undo == pb.Undo(days=1, cost={"currency_code": "EUR", "units": 8})
    assert touched == ["cost"]


@pytest.mark.parametrize("document", [{}, {"press_release": {}}])
def test_without_a_mask_a_message_with_nothing_in_it_changes_nothing(
    document: dict[str, Any],
) -> None:
    assert updated({"document": document}) == (current(), [])


def test_an_empty_message_that_is_named_replaces_what_is_there() -> None:
    changes: dict[str, Any] = {"document": {"press_release": {}}}

    idea, _ = updated(changes, "document.press_release")

    assert idea.document.press_release == pb.PressRelease()
    assert idea.document.HasField("press_release")


def test_what_is_named_and_absent_is_cleared() -> None:
    idea, touched = updated({}, "historic_year", "co_authors", "document.press_release")

    assert not idea.HasField("historic_year")
    assert not idea.co_authors
    assert not idea.document.HasField("press_release")
    assert idea.document.title == "Kettle"
    assert touched == ["document", "co_authors", "historic_year"]


def test_a_message_that_is_named_is_replaced_as_a_whole() -> None:
    changes = {"document": {"press_release": {"headline": "Tea now"}}}

    idea, _ = updated(changes, "document.press_release")

    assert idea.document.press_release == pb.PressRelease(headline="Tea now")
    assert idea.document.title == "Kettle"


def test_a_path_inside_a_message_leaves_its_other_fields() -> None:
    changes = {"document": {"press_release": {"headline": "Tea now", "summary": "!"}}}

    idea, touched = updated(changes, "document.press_release.headline")

    expected = current()
    expected.document.press_release.headline = "Tea now"
    assert (idea, touched) == (expected, ["document"])


def test_a_path_inside_a_message_that_nobody_has_changes_nothing() -> None:
    idea, touched = updated({}, "document.user_manual.stage")

    assert (idea, touched) == (current(), ["document"])


def test_a_star_names_all_that_can_be_changed() -> None:
    idea, touched = updated({"document": {"title": "Pot"}, "etag": "new"}, "*")

    expected = pb.Idea(name="ideas/a", document={"title": "Pot"}, etag="old")
    assert (idea, touched) == (expected, list(UPDATABLE))


def test_a_path_above_updatable_ones_names_these() -> None:
    changes = {"document": {"title": "Pot", "press_release": {"headline": "Now"}}}

    idea, touched = updated(changes, "document", updatable=("document.title", "team"))

    expected = current()
    expected.document.title = "Pot"
    assert (idea, touched) == (expected, ["document.title"])


def test_what_is_there_already_is_not_changed_itself() -> None:
    given = current()

    merged(given, pb.Idea(team="teams/pots"), FieldMask(), UPDATABLE)

    assert given == current()


@pytest.mark.parametrize(
    "path",
    [
        "etag",
        "learning",
        "documents",
        "document.tilte",
        "document.doors.id",
        "document.doors[0]",
        "co_authors.x",
        "document.title.x",
        "document.",
        "",
    ],
)
def test_a_path_that_cannot_be_changed_is_refused(path: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        updated({"document": {"title": "Pot"}}, "team", path)

    (violation,) = refusal.value.violations
    assert violation.reason == "FIELD_NOT_UPDATABLE"
    assert violation.subject == "update_mask"
    assert "document, team, co_authors, historic_year" in violation.description


def test_a_star_does_not_hide_a_path_that_cannot_be_changed() -> None:
    with pytest.raises(InvalidInput) as refusal:
        updated({"document": {"title": "Pot"}}, "*", "etag")

    assert refusal.value.violations[0].reason == "FIELD_NOT_UPDATABLE"


def test_a_change_inside_a_message_cannot_leave_it_broken() -> None:
    priced = current()
    priced.document.cost_of_failure.loss_cap.currency_code = "USD"
    priced.document.press_release.headline = "x" * 301  # by whomever: it stays
    mask = FieldMask(paths=["document.cost_of_failure.loss_cap.currency_code"])

    with pytest.raises(InvalidInput) as refusal:
        merged(priced, pb.Idea(), mask, UPDATABLE)

    (violation,) = refusal.value.violations
    assert violation.reason == "FIELD_MALFORMED"
    assert violation.subject == "idea.document.cost_of_failure.loss_cap"
    assert violation.description.startswith("Cost of failure, loss cap must be an")


def test_a_path_inside_another_choice_cannot_replace_it_by_half_of_one() -> None:
    before = mechanisms_pb2.Mechanism(predicate={"expression": "true"})
    changes = mechanisms_pb2.Mechanism(question={"prompt": "Why?"})
    mask = FieldMask(paths=["question.prompt"])

    with pytest.raises(InvalidInput) as refusal:
        merged(before, changes, mask, ("predicate", "question"))

    (violation,) = refusal.value.violations
    assert (violation.reason, violation.subject) == (
        "TOO_FEW",
        "mechanism.question.answers",
    )


def test_all_paths_that_cannot_be_changed_are_refused_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        updated({}, "etag", "name")

    assert len(refusal.value.violations) == 2


def test_a_field_of_a_future_version_is_not_kept() -> None:
    future = pb.Idea(document={"title": "Pot"}).SerializeToString() + b"\xf2\x3f\x01x"

    idea, _ = merged(current(), pb.Idea.FromString(future), FieldMask(), UPDATABLE)

    assert b"\xf2\x3f\x01x" not in idea.SerializeToString()
