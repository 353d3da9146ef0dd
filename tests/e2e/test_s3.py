"""S3, break the door down: a one-way door comes back as smaller ones."""

import pytest

from deploy.instance import Instance
from tests.e2e.story import (
    DECIDER,
    TWO_WAY_DOOR,
    Answer,
    Story,
)

SMALL_DOOR: Answer = {
    "id": "name",
    "decision": "Announce the name",
    "kind": "DOOR_KIND_ONE_WAY",
}
PILOT: Answer = {**TWO_WAY_DOOR, "id": "pilot", "decision": "Promise it in one town"}
SHELF: Answer = {**TWO_WAY_DOOR, "id": "shelf", "decision": "Hold the best sellers"}
SPLIT = "RETURN_REASON_SPLIT_ONE_WAY_DOOR"
WHY = "Most of it could be taken back. Split the door."


@pytest.fixture
def story(product: Instance) -> Story:
    """Return a story whose one-way door was sent back to be split."""
    story = Story(product)
    story.draft_full()
    story.submit()
    story.hold_debate()
    story.act(
        DECIDER,
        "decide",
        outcome="REVIEW_OUTCOME_RETURN",
        rationale=WHY,
        returnReason=SPLIT,
    )
    story.await_idea("DRAFT")
    return story


def split(story: Story, door: str, *into: Answer) -> Answer:
    path = f"/v1/{story.idea}:splitDoor"
    idea: Answer = story.write("ann", path, {"door": door, "into": into})["idea"]
    return idea


def test_what_can_be_taken_back_is_tried_and_what_cannot_is_read_in_full(
    story: Story,
) -> None:
    first = story.resource(story.review)
    assert story.resource(story.idea)["outcome"]["reason"] == WHY

    idea = split(story, "promise", PILOT, SHELF, SMALL_DOOR)
    assert [(door["id"], door["splitFrom"]) for door in idea["document"]["doors"]] == [
        ("pilot", "promise"),
        ("shelf", "promise"),
        ("name", "promise"),
    ]
    second = story.submit()

    assert second["name"] != first["name"]
    assert (second["revision"], second["policy"]) == ("1.1", "REVIEW_POLICY_FULL")
    kinds = {door["id"]: door["kind"] for door in second["doors"]}
    assert kinds == {
        "pilot": "DOOR_KIND_TWO_WAY",
        "shelf": "DOOR_KIND_TWO_WAY",
        "name": "DOOR_KIND_ONE_WAY",
    }
    story.hold_debate()
    story.approve_full()

    story.plan()
    words = story.refuses(
        "ann", f"/v1/{story.experiment}:start", reasons=["DOOR_IS_ONE_WAY"]
    )
    assert "doors: name." in words
    story.start(testedDoors=["pilot", "shelf"])
    approval = story.resource(story.experiment)["approval"]
    assert approval["review"] == second["name"]


def test_a_door_that_is_split_into_two_way_doors_takes_the_light_path(
    story: Story,
) -> None:
    split(story, "promise", PILOT, SHELF)

    second = story.submit()

    assert second["policy"] == "REVIEW_POLICY_LIGHT"
    assert second["state"] == "REVIEW_STATE_READING", "its decider is its leader"
    full = {"policy": "REVIEW_POLICY_FULL"}
    words = story.refuses(
        story.leader,
        f"/v1/{second['name']}:start",
        full,
        reasons=["HEAVY_PROCESS_ON_TWO_WAY_DOOR"],
    )
    assert "Being wrong costs the way back: USD 200 and 1 days." in words
    story.approve()


def test_the_old_decision_stays_readable(story: Story) -> None:
    before = story.resource(story.review)
    split(story, "promise", PILOT, SHELF)
    story.submit()
    story.approve()

    old = story.resource(before["name"])
    assert old == before
    assert old["decision"]["rationale"] == WHY
    assert old["decision"]["returnReason"] == SPLIT
    logged = story.of_idea("decisions")
    assert [one["outcome"] for one in logged] == [
        "REVIEW_OUTCOME_APPROVE",
        "REVIEW_OUTCOME_RETURN",
    ]
    assert (logged[1]["review"], logged[1]["returnReason"]) == (before["name"], SPLIT)
    frozen = story.read(f"/v1/{story.idea}/revisions/1.0")["revision"]
    assert [door["id"] for door in frozen["document"]["doors"]] == ["promise"]


@pytest.mark.parametrize(
    ("door", "into", "reason", "status"),
    [
        ("gate", [PILOT, SHELF], "DOOR_NOT_FOUND", 404),
        ("promise", [PILOT, PILOT], "DUPLICATE", 400),
        ("promise", [PILOT], "TOO_FEW", 400),
    ],
)
def test_a_door_is_split_into_two_doors_at_least(
    story: Story, door: str, into: list[Answer], reason: str, status: int
) -> None:
    path, body = f"/v1/{story.idea}:splitDoor", {"door": door, "into": into}

    story.refuses("ann", path, body, reasons=[reason], status=status)


def test_a_new_door_needs_an_id_of_its_own_and_an_author(story: Story) -> None:
    doors = story.resource(story.idea)["document"]["doors"]
    story.edit(doors=[*doors, TWO_WAY_DOOR])
    path = f"/v1/{story.idea}:splitDoor"
    body = {"door": "promise", "into": [PILOT, TWO_WAY_DOOR]}

    words = story.refuses("ann", path, body, reasons=["DOOR_ID_TAKEN"])
    assert "catalogue" in words
    story.refuses("cara", path, body, reasons=["NOT_AUTHOR"], status=403)
