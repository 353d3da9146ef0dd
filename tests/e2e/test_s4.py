"""S4, returned with marks: each comment is answered or goes on; approvals never do."""

import pytest

from deploy.instance import Instance
from tests.e2e.story import Answer, Story, document, name_of

READERS = ("cara", "dan")


@pytest.fixture
def story(product: Instance) -> Story:
    """Return a story under review; leader, Cara and Dan have read it."""
    story = Story(product)
    story.draft()
    story.submit()
    story.invite(*READERS)
    for reader in (story.leader, *READERS):
        story.act(reader, "finishReading")
    return story


def marked(story: Story) -> dict[str, str]:
    """Make the four marks of the deck; return their names by tag."""
    striking = story.comment(
        "cara",
        "Say how many are in print.",
        anchor={
            "section": "summary",
            "start": 0,
            "end": 18,
            "quote": "One million titles",
        },
        suggestion={"kind": "SUGGESTION_KIND_STRIKE"},
        tag="COMMENT_TAG_OTHER",
    )
    naming = story.comment(
        "cara",
        "Nobody calls it that.",
        anchor={"section": "headline"},
        suggestion={"kind": "SUGGESTION_KIND_REPLACE", "replacement": "Any book"},
        tag="COMMENT_TAG_NAMING",
    )
    doubting = story.comment(
        "dan",
        "No customer would say this.",
        anchor={"section": "customer-quote"},
        tag="COMMENT_TAG_QUOTE_DOUBT",
        principle="customer obsession",
    )
    missing = story.comment(
        "dan",
        "What about the blind?",
        tag="COMMENT_TAG_MISSING_CASE",
        severity="COMMENT_SEVERITY_BLOCKING",
        clearsWhen="The journey works without a screen.",
    )
    return {
        "strike": striking["name"],
        "naming": naming["name"],
        "quote": doubting["name"],
        "case": missing["name"],
    }


def rewritten(story: Story) -> None:
    """Do what three of the four marks ask for, and say so."""
    release = document()["pressRelease"]
    story.edit(
        pressRelease={
            **release,
            "headline": "Any book, at your door",
            "summary": "Every title of the 412 publishers that we asked.",
            "customerQuote": "I did not have to drive.",
        }
    )


def test_each_mark_is_answered_or_carried_and_the_diff_shows_it(story: Story) -> None:
    marks, first = marked(story), story.review
    decide = f"/v1/{first}:decide"
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    words = story.refuses(
        story.leader, decide, approve, reasons=["BLOCKING_COMMENTS_OPEN"]
    )
    assert marks["case"] in words
    story.act(
        story.leader,
        "decide",
        outcome="REVIEW_OUTCOME_RETURN",
        rationale="Four marks; answer them.",
        returnReason="RETURN_REASON_ANSWER_COMMENTS",
    )
    story.await_idea("DRAFT")
    assert story.resource(story.idea)["revision"] == "1.1"

    rewritten(story)
    for mark in ("strike", "naming", "quote"):
        story.write("ann", f"/v1/{marks[mark]}:reply", {"text": "Done, see 1.1."})
    second = story.submit()

    old = comments_of(story, first)
    assert {mark: old[name]["state"] for mark, name in marks.items()} == {
        "strike": "COMMENT_STATE_ANSWERED",
        "naming": "COMMENT_STATE_ANSWERED",
        "quote": "COMMENT_STATE_ANSWERED",
        "case": "COMMENT_STATE_CARRIED",
    }
    (carried,) = comments_of(story, second["name"]).values()
    assert carried["carriedFrom"] == marks["case"]
    assert carried["state"] == "COMMENT_STATE_OPEN"
    assert carried["text"] == "What about the blind?"
    assert (carried["author"], carried["clearsWhen"]) == (
        "people/dan",
        "The journey works without a screen.",
    )

    query = "old_revision=1.0&new_revision=1.1"
    changes = story.read(f"/v1/{story.idea}:diffRevisions?{query}")["changes"]
    changed = {change["section"]: change["paragraphs"][0] for change in changes}
    answered = {
        old[marks[m]]["anchor"]["section"] for m in ("strike", "naming", "quote")
    }
    assert set(changed) == answered, "what was marked has changed, and nothing else"
    assert changed["headline"] == {
        "kind": "CHANGE_KIND_CHANGED",
        "oldText": "Every book in print, at your door",
        "newText": "Any book, at your door",
    }

    story.act(story.leader, "finishReading")
    words = story.refuses(
        story.leader,
        f"/v1/{second['name']}:decide",
        approve,
        reasons=["BLOCKING_COMMENTS_OPEN"],
    )
    assert carried["name"] in words, "a blocking mark is not shaken off by a revision"
    story.write("dan", f"/v1/{carried['name']}:resolve", {"resolution": "It reads."})
    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")
    story.await_idea("APPROVED")


def test_an_approval_never_moves_to_a_new_revision(story: Story) -> None:
    first = story.resource(story.review)
    for reader in READERS:
        story.act(reader, "setPosition", kind="POSITION_KIND_SUPPORT")
    story.write("ann", f"/v1/{story.idea}:recall", {"reason": "A better headline."})
    story.await_state(first["name"], "REVIEW_STATE_SUPERSEDED")
    rewritten(story)

    second = story.submit()

    assert second["documentHash"] != first["documentHash"]
    assert "decision" not in second
    assert second.get("positions", []) == []
    assert {reader.get("finishTime") for reader in second["readers"]} == {None}
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    words = story.refuses(
        story.leader,
        f"/v1/{second['name']}:decide",
        approve,
        reasons=["NOT_READ_YET"],
    )
    assert name_of(story.leader) in words
    words = story.refuses(
        story.leader,
        f"/v1/{first['name']}:decide",
        approve,
        reasons=["REVISION_STALE"],
        status=409,
    )
    assert "Read the newest revision" in words


def test_nobody_decides_on_another_text_than_the_one_they_read(story: Story) -> None:
    decide = f"/v1/{story.review}:decide"
    stale = {"outcome": "REVIEW_OUTCOME_APPROVE", "documentHash": "0" * 64}

    words = story.refuses(
        story.leader, decide, stale, reasons=["REVISION_STALE"], status=409
    )

    assert f"{story.idea}, revision 1.0" in words
    right = story.resource(story.review)["documentHash"]
    story.act(
        story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE", documentHash=right
    )
    story.await_idea("APPROVED")


def test_a_decider_goes_on_over_a_blocking_mark_on_record(story: Story) -> None:
    case = marked(story)["case"]
    override = {"reason": "A reader for the blind comes in July."}
    story.refuses(
        "cara", f"/v1/{case}:override", override, reasons=["NOT_DECIDER"], status=403
    )
    story.write(story.leader, f"/v1/{case}:override", override)

    story.act(story.leader, "decide", outcome="REVIEW_OUTCOME_APPROVE")

    (exception,) = story.resource(story.review)["decision"]["exceptions"]
    assert (exception["subject"], exception["reason"]) == (case, override["reason"])
    assert exception["approver"] == name_of(story.leader)


def test_marks_are_made_at_places_that_are_there(story: Story) -> None:
    path = f"/v1/{story.review}/comments"
    wrong: list[tuple[Answer, str]] = [
        ({"anchor": {"section": "appendix"}}, "no section 'appendix'"),
        ({"anchor": {"section": "summary", "start": 5, "end": 999}}, "characters"),
        (
            {"anchor": {"section": "summary", "end": 3, "quote": "Two"}},
            "'Two' does not stand there",
        ),
    ]
    for anchor, words in wrong:
        body = {"kind": "COMMENT_KIND_COMMENT", "text": "Here.", **anchor}
        assert words in story.refuses("cara", path, body, reasons=["ANCHOR_INVALID"])


def comments_of(story: Story, review: str) -> dict[str, Answer]:
    comments = story.read(f"/v1/{review}/comments?page_size=200")["comments"]
    return {comment["name"]: comment for comment in comments}
