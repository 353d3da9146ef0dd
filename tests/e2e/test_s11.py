"""S11, a service that hears of nothing for a while: killed, and back with all of it.

That every event may come twice, shuffled and late is shown over all topics in
`tests/integration/test_shuffled_delivery.py`; here it is the process that is gone.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from deploy.instance import Instance
from tests.e2e.loop import PROVED, Correction, asked_of_reviews, own_tag, propose, prove
from tests.e2e.story import REMEDY, Answer, Story, moves_of


@contextmanager
def down(product: Instance, service: str) -> Iterator[None]:
    """Let a service do nothing while the block lasts, and end it by kill -9.

    A killed process would be started again at once, so it is frozen first. The monolith
    has no part that could be away while the others work: it is killed at the end.
    """
    process = product.process_of(service)
    if product.shape == "microservices":
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def story(product: Instance) -> Story:
    story = Story(product)
    story.draft()
    return story


def events_of(story: Story) -> list[str]:
    return [event for event, _ in moves_of(story.resource(story.idea))]


def test_a_submission_that_reviews_did_not_hear_of_is_reviewed_once(
    product: Instance, story: Story
) -> None:
    with down(product, "reviews"):
        story.write("ann", f"/v1/{story.idea}:submit")

    story.review = str(story.first("reviews")["name"])
    story.approve()
    assert len(story.of_idea("reviews")) == 1


def test_a_decision_that_ideas_did_not_hear_of_takes_effect_once(
    product: Instance, story: Story
) -> None:
    story.submit()
    story.await_idea("IN_REVIEW")
    with down(product, "ideas"):
        story.act(story.leader, "finishReading")
        story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")

    story.await_idea("APPROVED")
    assert events_of(story)[-2:] == ["IdeaReviewStarted", "IdeaApproved"]
    story.start()
    assert events_of(story)[-1] == "IdeaExperimenting"


def test_a_breach_that_coes_did_not_hear_of_opens_one_coe(
    product: Instance, story: Story
) -> None:
    story.submit()
    story.approve()
    story.start()
    with down(product, "coes"):
        story.measure(returned=1.0)

    coe = story.first("coes")
    assert (coe["source"], coe["repeats"]) == (story.experiment, "0")
    resume = f"/v1/{story.experiment}:resume"
    product.await_true(
        lambda: (
            coe["name"] in story.refuses("ann", resume, REMEDY, reasons=["COE_OPEN"])
        ),
        "the experiment knows its COE",
    )


def test_a_mechanism_protects_once_all_that_act_on_it_are_back(
    product: Instance, story: Story
) -> None:
    coe = Correction.by_hand(story)
    rule = propose(story, asked_of_reviews(own_tag(story, "away"), coe.name))
    prove(story, rule, {"coe": coe.name, **PROVED})
    with down(product, "reviews"):
        story.write("joy", f"/v1/{rule}:adopt")
        if product.shape == "microservices":
            assert story.resource(rule)["adoption"]["missing"] == ["services/reviews"]
            assert "MECHANISM_NOT_ACTIVE" in warnings(story.resource(rule))

    product.await_true(
        lambda: story.resource(rule)["adoption"].get("active"), f"{rule} acts"
    )
    assert "MECHANISM_NOT_ACTIVE" not in warnings(story.resource(rule))


def warnings(mechanism: Answer) -> set[str]:
    return {finding["reason"] for finding in mechanism.get("warnings", [])}
