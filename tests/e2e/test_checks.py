"""What was learnt from one incident stops ideas, decisions and verdicts that follow."""

import pytest

from deploy.instance import Instance
from tests.e2e.story import Story
from tests.e2e.tools import predicate, retire

FAILED = ["MECHANISM_CHECK_FAILED"]


@pytest.fixture
def past(product: Instance) -> Story:
    """Return an approved idea of Ann's, with a tag of its own."""
    story = Story(product)
    story.draft(trendTags=[tag_of(story)])
    story.submit()
    story.approve()
    return story


@pytest.fixture
def present(product: Instance, past: Story) -> Story:
    """Return a draft with the same tag, by Cara of another team."""
    story = Story(product, author="cara")
    story.draft(trendTags=[tag_of(past)])
    return story


def tag_of(story: Story) -> str:
    return f"tag-{story.leader[7:15]}"


def says_what_to_do(words: str, story: Story, mechanism: str) -> None:
    """Assert that it names the mechanism, the incident, and the way out."""
    (coe,) = story.resource(mechanism)["originCoes"]
    title = story.resource(coe)["title"]
    label = f"({mechanism} v1, from '{title}' {coe})"
    assert f"{label}: It was done so once, and failed. Do what was learnt." in words


def test_a_submission_is_checked(past: Story, present: Story) -> None:
    mechanism = predicate(
        past,
        tag_of(past),
        past.idea,
        stage="STAGE_IDEA_SUBMIT",
        expression="idea.conversations >= 2",
        mutated={"conversations": 0},
        corrected={"conversations": 2},
    )
    submit = f"/v1/{present.idea}:submit"

    says_what_to_do(present.refuses("cara", submit, reasons=FAILED), past, mechanism)
    linted = present.read(f"/v1/{present.idea}:lint")["violations"]
    assert [finding["reason"] for finding in linted] == FAILED
    present.evidence(summary="A second one told us.")
    present.submit()
    retire(past, mechanism)


def test_an_approval_is_checked(past: Story, present: Story) -> None:
    mechanism = predicate(
        past,
        tag_of(past),
        past.review,
        stage="STAGE_REVIEW_DECIDE",
        expression='decision.revisit_when != ""',
        mutated={"rationale": "We believe in it."},
        corrected={"revisitWhen": "In a year"},
    )
    present.submit()
    present.act(present.leader, "finishReading")
    decide, approve = (
        f"/v1/{present.review}:decide",
        {"outcome": "REVIEW_OUTCOME_APPROVE"},
    )

    words = present.refuses(present.leader, decide, approve, reasons=FAILED)
    says_what_to_do(words, past, mechanism)
    answer = {"item": mechanism.rpartition("/")[2], "answer": "yes"}
    words = present.refuses(
        "cara",
        f"/v1/{present.review}:answerChecklistItem",
        answer,
        reasons=["ITEM_NOT_A_QUESTION"],
    )
    assert "it is evaluated at the decision" in words
    present.act(present.leader, "decide", **approve, revisitWhen="In a year")
    decision = present.resource(present.review)["decision"]
    assert [one["result"] for one in decision["checks"]] == ["CHECK_RESULT_PASS"]
    retire(past, mechanism)


def test_a_verdict_is_checked_and_every_answer_is_counted(
    past: Story, present: Story
) -> None:
    past.start()
    past.measure()
    past.decide(learning="It works.")
    mechanism = predicate(
        past,
        tag_of(past),
        past.experiment,
        stage="STAGE_EXPERIMENT_DECIDE",
        expression="size(experiment.learning) >= 40",
        mutated={"learning": "It sells."},
        corrected={"learning": "Readers order what they find, and come back."},
    )
    present.submit()
    present.approve()
    present.start()
    present.measure()
    present.stop()
    decide = f"/v1/{present.experiment}:decide"
    short = {"verdict": "VERDICT_SCALE", "learning": "It works."}

    words = present.refuses(present.leader, decide, short, reasons=FAILED)
    says_what_to_do(words, past, mechanism)
    learning = "Readers order what they find, and come back."
    present.write(present.leader, decide, {**short, "learning": learning})
    present.await_idea("SCALING")

    past.product.await_true(
        lambda: past.resource(mechanism)["counters"]["evaluated"] == "2", "counted"
    )
    counters = past.resource(mechanism)["counters"]
    assert (counters["fired"], counters["blocked"]) == ("1", "1")
    retire(past, mechanism)
