"""S5, misunderstood for a long time: a long shot is declined, and comes back."""

import pytest

from deploy.instance import Instance
from tests.e2e.story import Story, moves_of, usd
from tests.e2e.test_pages import Browser

LONG_SHOT = {"winProbability": 0.1, "payoffMultiple": 100, "buildCost": usd(50000)}
WHY = (
    "Nobody out of forty readers would wait a week for a book, and the publishers "
    "told us that they will not deliver single copies."
)

DECLINE = {
    "outcome": "REVIEW_OUTCOME_DECLINE",
    "rationale": WHY,
    "revisitWhen": "A publisher delivers single copies",
}


@pytest.fixture
def story(product: Instance) -> Story:
    """Return a story whose bet may be declined now."""
    story = Story(product)
    story.draft(bet=LONG_SHOT)
    story.submit()
    story.act(story.leader, "finishReading")
    return story


def test_a_long_shot_is_not_declined_without_a_reason(story: Story) -> None:
    decide = f"/v1/{story.review}:decide"

    for rationale in ("", "Too risky."):
        decline = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": rationale}
        words = story.refuses(
            story.leader, decide, decline, reasons=["DECLINE_NEEDS_REASON"]
        )
        assert "bets 0.1 on 100 times the stake" in words
        assert "write at least 15: what makes this bet a bad one" in words

    story.act(story.leader, "decide", **DECLINE)
    story.await_idea("DECLINED")


def test_a_sure_thing_is_declined_with_one_word_but_not_with_none(
    product: Instance,
) -> None:
    story = Story(product)
    story.draft(bet={"winProbability": 0.5, "payoffMultiple": 2})
    story.submit()
    story.act(story.leader, "finishReading")
    decline = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": " "}

    words = story.refuses(
        story.leader,
        f"/v1/{story.review}:decide",
        decline,
        reasons=["DECLINE_NEEDS_REASON"],
    )

    assert "Write the rationale." in words
    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_DECLINE", rationale="No.")


def test_new_evidence_brings_it_back_and_nothing_was_deleted(story: Story) -> None:
    story.act(story.leader, "decide", **DECLINE)
    story.await_idea("DECLINED")
    declined = story.resource(story.idea)
    review, old = story.resource(story.review), story.all_evidence()
    reopen = f"/v1/{story.idea}:reopen"

    words = story.refuses("ann", reopen, reasons=["REOPEN_NEEDS_NEW_EVIDENCE"])
    assert "Nothing new since 20" in words
    assert (
        "Add a conversation, or behaviour that was observed since, then reopen."
        in words
    )
    story.refuses("cara", reopen, reasons=["NOT_AUTHOR"], status=403)
    new = story.evidence(
        summary="Two publishers deliver single copies now.", result="SUPPORTS", by="gus"
    )
    story.write("ann", reopen)

    idea = story.resource(story.idea)
    assert (idea["state"], idea["revision"]) == ("IDEA_STATE_DRAFT", "2.0")
    assert idea["outcome"] == declined["outcome"]
    assert idea["outcome"]["reason"] == WHY, "shown beside the new evidence"
    assert [piece["name"] for piece in story.all_evidence()] == [
        new["name"],
        *(piece["name"] for piece in old),
    ]
    assert [event for event, _ in moves_of(idea)] == [
        "IdeaCreated",
        "IdeaSubmitted",
        "IdeaReviewStarted",
        "IdeaDeclined",
        "IdeaReopened",
    ]
    assert story.resource(review["name"]) == review
    logged = story.first("decisions", outcome="REVIEW_OUTCOME_DECLINE")
    assert logged["rationale"] == WHY
    frozen = story.read(f"/v1/{story.idea}/revisions/1.0")["revision"]
    assert frozen["documentHash"] == review["documentHash"]

    again = story.submit()
    assert (again["revision"], again["name"] != review["name"]) == ("2.0", True)
    sections = {section["id"]: section["text"] for section in again["document"]}
    assert "Two publishers deliver single copies now." in sections["evidence"]
    story.approve()


def test_the_reason_is_shown_beside_the_new_evidence(
    product: Instance, story: Story
) -> None:
    story.act(story.leader, "decide", **DECLINE)
    story.await_idea("DECLINED")
    told = "Two publishers deliver single copies now."
    story.evidence(summary=told)
    story.write("ann", f"/v1/{story.idea}:reopen")

    page = Browser(product.base_url, "ann").open(f"/{story.idea}/evidence")

    assert page.status == 200
    assert told in page.text
    assert WHY in page.text


def test_only_what_was_declined_is_reopened(story: Story) -> None:
    story.evidence()

    words = story.refuses("ann", f"/v1/{story.idea}:reopen", reasons=["WRONG_STATE"])

    assert story.idea in words
