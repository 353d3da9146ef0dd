"""S10, the leader is taken: two ideas are approved for one person at the same time."""

from collections.abc import Callable, Sequence
from threading import Thread

import pytest

from deploy.api import Refused
from deploy.instance import Instance
from tests.e2e.story import Story, name_of, somebody

Approve = Callable[[Sequence[Story]], None]


@pytest.fixture
def rivals(product: Instance) -> list[Story]:
    """Return two ideas that wait for a decision of the same leader."""
    leader = somebody("leader", "books")
    stories = [Story(product, leader=leader) for _ in range(2)]
    for story in stories:
        story.draft()
        story.submit()
        story.act(leader, "finishReading")
    return stories


def decide(story: Story) -> None:
    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")


def in_turn(stories: Sequence[Story]) -> None:
    for story in stories:
        decide(story)


def the_other_way_round(stories: Sequence[Story]) -> None:
    in_turn(stories[::-1])


def at_once(stories: Sequence[Story]) -> None:
    threads = [Thread(target=decide, args=(story,)) for story in stories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("approve", [in_turn, the_other_way_round, at_once])
def test_one_idea_gets_the_leader_and_the_other_is_vacant(
    rivals: list[Story], approve: Approve
) -> None:
    approve(rivals)
    for story in rivals:
        story.await_idea("APPROVED")

    ideas = {story.idea: story.resource(story.idea) for story in rivals}
    led, vacant = sorted(rivals, key=lambda one: ideas[one.idea]["leaderVacant"])
    leader = name_of(led.leader)
    assert ideas[led.idea]["leader"] == leader
    assert not ideas[led.idea]["leaderVacant"]
    assert ideas[vacant.idea]["leader"] == ""
    assert ideas[vacant.idea]["leaderVacant"]
    events = [entry["event"] for entry in ideas[vacant.idea]["history"]]
    assert events[-2:] == ["IdeaApproved", "IdeaLeaderVacant"]

    vacant.plan()
    start = f"/v1/{vacant.experiment}:start"
    words = vacant.refuses("ann", start, reasons=["LEADER_VACANT"])
    assert vacant.idea in words
    assert "Assign a leader to the idea who leads no other." in words
    led.start()

    assign = f"/v1/{vacant.idea}:assignLeader"
    words = vacant.refuses(
        "ann", assign, {"leader": leader}, reasons=["LEADER_NOT_SINGLE_THREADED"]
    )
    assert f"{leader} already leads 'Every book in print' ({led.idea})." in words
    other = somebody("leader", "books")
    vacant.write("ann", assign, {"leader": name_of(other)})
    vacant.leader = other
    vacant.product.await_true(lambda: starts(vacant), "it starts with its new leader")
    assert vacant.resource(vacant.experiment)["leader"] == name_of(other)


def test_a_leader_whose_idea_is_out_leads_the_next(rivals: list[Story]) -> None:
    first, second = rivals
    decide(first)
    first.await_idea("APPROVED")
    first.start()
    first.measure()
    first.decide()
    first.launch()

    decide(second)
    second.await_idea("APPROVED")

    assert second.resource(second.idea)["leader"] == name_of(second.leader)


def test_a_leader_hands_over_to_somebody_who_is_free(rivals: list[Story]) -> None:
    first, second = rivals
    in_turn(rivals)
    for story in rivals:
        story.await_idea("APPROVED")
    led, vacant = (
        (first, second)
        if not first.resource(first.idea)["leaderVacant"]
        else (second, first)
    )
    heir = somebody("heir", "books")
    transfer = f"/v1/{led.idea}:transferLeader"
    led.refuses(
        "ann", transfer, {"leader": name_of(heir)}, reasons=["NOT_LEADER"], status=403
    )

    led.write(led.leader, transfer, {"leader": name_of(heir)})

    assign = f"/v1/{vacant.idea}:assignLeader"
    vacant.refuses(
        "ann", assign, {"leader": name_of(heir)}, reasons=["LEADER_NOT_SINGLE_THREADED"]
    )
    vacant.write("ann", assign, {"leader": name_of(vacant.leader)})
    assert vacant.resource(vacant.idea)["leader"] == name_of(vacant.leader)


def starts(story: Story) -> bool:
    """Tell whether it starts; the name of the leader may still be on its way."""
    try:
        story.write("ann", f"/v1/{story.experiment}:start")
    except Refused as refusal:
        if refusal.reasons != ["LEADER_VACANT"]:
            raise
        return False
    return True
