"""What drafts, submissions and launches are refused for, and what they warn of."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deploy.instance import Instance
from tests.e2e.story import (
    TWO_WAY_DOOR,
    Answer,
    Story,
    document,
    idea_of,
    name_of,
    usd,
)
from tests.e2e.tools import incident

UNDO: Answer = {"plan": "Hide it", "cost": usd(100), "days": 1}
PAST = {"year": 2001, "month": 7, "day": 16}


@pytest.fixture(scope="module")
def draft(product: Instance) -> Story:
    """Return a complete draft; each test leaves it as it was."""
    story = Story(product)
    story.draft()
    return story


def door(**undo: Any) -> dict[str, list[Answer]]:
    return {"doors": [{**TWO_WAY_DOOR, "undo": {**UNDO, **undo}}]}


def release(**parts: Any) -> dict[str, Answer]:
    return {"pressRelease": {**document()["pressRelease"], **parts}}


def claim(**parts: Any) -> dict[str, Answer]:
    return release(claim={**document()["pressRelease"]["claim"], **parts})


GAPS: list[tuple[Answer, str, str]] = [
    (release(problem="", journey=" "), "PRESS_RELEASE_MISSING", "problem, journey."),
    (
        claim(byDate=PAST),
        "CLAIM_NOT_MEASURABLE",
        "its day, 2001-07-16, is not after today.",
    ),
    (
        claim(target=3000),
        "CLAIM_NOT_MEASURABLE",
        "it promises the value of today, 3,000.",
    ),
    (
        {"customer": {"segment": "Everyone", "context": "Now", "need": "All"}},
        "CUSTOMER_NOT_SPECIFIC",
        "the segment 'Everyone' is everyone.",
    ),
    (
        {"fiveQuestions": {"who": "Readers", "benefit": "Choice"}},
        "FIVE_QUESTIONS_UNANSWERED",
        "problem, evidence, experience. Answer them.",
    ),
    (
        {"mlpFeatures": []},
        "FAQ_MISSING_REQUIRED",
        "what the minimum lovable product has",
    ),
    ({"doors": []}, "FAQ_MISSING_REQUIRED", "which doors it goes through"),
    ({"leader": ""}, "FAQ_MISSING_REQUIRED", "who leads it"),
    (
        {"doors": [{"id": "gate", "decision": "Open it"}]},
        "DOOR_UNCLASSIFIED",
        "'Open it' (gate). Classify each.",
    ),
    (door(plan=" "), "TWO_WAY_DOOR_WITHOUT_WAY_BACK", "(catalogue): no plan."),
    (door(days=31), "TWO_WAY_DOOR_WITHOUT_WAY_BACK", "31 days where 30 are allowed."),
    (door(cost=usd(5001)), "TWO_WAY_DOOR_WITHOUT_WAY_BACK", "loss cap of USD 5,000"),
    (door(cost=None), "TWO_WAY_DOOR_WITHOUT_WAY_BACK", "(catalogue): no cost."),
    ({"buildStartTime": "2001-01-01T00:00:00Z"}, "ALREADY_DECIDED", "on 2001-01-01"),
    (
        {"members": [f"people/p{number}" for number in range(11)]},
        "TEAM_OVER_TWO_PIZZAS",
        "13 people, with authors and leader; the limit is 10.",
    ),
    (
        {"visibility": "VISIBILITY_TEAM"},
        "VISIBILITY_TOO_NARROW",
        "Set its visibility to VISIBILITY_COMPANY first.",
    ),
]


@pytest.mark.parametrize(
    ("changes", "reason", "words"), GAPS, ids=[row[1] for row in GAPS]
)
def test_a_submission_says_what_is_missing(
    product: Instance, changes: Answer, reason: str, words: str
) -> None:
    story = Story(product)
    story.draft()
    story.edit(**changes)

    found = story.refuses("ann", f"/v1/{story.idea}:submit", reasons=[reason])

    assert words in found
    assert story.idea in found
    linted = story.read(f"/v1/{story.idea}:lint")["violations"]
    assert [finding["reason"] for finding in linted] == [reason]


def test_what_customers_ticked_is_no_evidence_alone(product: Instance) -> None:
    story = Story(product)
    story.begin(document(leader=name_of(story.leader)))
    story.evidence(kind="SURVEY", summary="55 % are satisfied.")
    story.evidence(kind="DATA_ANALYSIS", summary="They stay for longer.")
    story.ask()
    submit = f"/v1/{story.idea}:submit"

    words = story.refuses(
        "ann", submit, reasons=["NO_HARD_QUESTION", "ONLY_PROXY_EVIDENCE"]
    )

    assert "Evidence is all survey and analysis." in words
    assert "Different questions of others with an answer: 0. Needed: 1." in words
    why = "There is no such customer yet."
    story.evidence(kind="INVENTED_ON_BEHALF", inventedBecause=why)
    story.refuses("ann", submit, reasons=["NO_HARD_QUESTION"])


def test_everything_worth_knowing_is_warned_of_and_kept(product: Instance) -> None:
    story = Story(product)
    story.draft()
    story.visual(fidelity="PROTOTYPE")
    summary = "- Seamless synergies\n- Free, always\n" + "and so on " * 200
    story.edit(**claim(byDate=soon(5)))
    parts = {**document()["pressRelease"], "summary": summary}
    parts["claim"]["byDate"] = soon(5)
    story.edit(pressRelease=parts)
    warned = {
        "VISUAL_FIDELITY_ABOVE_MATURITY",
        "NOT_A_NARRATIVE",
        "PR_TOO_LONG",
        "JARGON",
        "SHORT_HORIZON",
        "ONLY_SUPPORTING_EVIDENCE",
        "PROMISE_WITHOUT_LIMITS",
    }

    linted = story.read(f"/v1/{story.idea}:lint")
    answer = story.write("ann", f"/v1/{story.idea}:submit")

    assert not linted.get("violations")
    frozen = story.read(f"/v1/{story.idea}/revisions/1.0")["revision"]
    for findings in (linted["warnings"], answer["warnings"], frozen["warnings"]):
        assert {finding["reason"] for finding in findings} == warned
    words = {
        finding["reason"]: finding["description"] for finding in answer["warnings"]
    }
    assert "seamless, synergies" in words["JARGON"]
    assert "always, free" in words["PROMISE_WITHOUT_LIMITS"]
    assert "summary" in words["NOT_A_NARRATIVE"]


def soon(days: int) -> Answer:
    day = datetime.now(UTC) + timedelta(days=days)
    return {"year": day.year, "month": day.month, "day": day.day}


LONG: list[Answer] = [
    {"id": f"faq-{n}", "answer": "\u00e4" * 10_000} for n in range(40)
]
"""800,000 bytes of answers."""


NO_DAY = {"year": 2031, "month": 2, "day": 31}

MALFORMED: list[tuple[str, str, Answer, str, str]] = [
    ("POST", "/v1/ideas", {"document": {}}, "TITLE_MISSING", "Say in one line"),
    ("PATCH", "/v1/{idea}", idea_of({"title": " "}), "TITLE_MISSING", "in one line"),
    (
        "PATCH",
        "/v1/{idea}",
        idea_of({"internalFaqs": LONG, "customerFaqs": LONG}),
        "DOCUMENT_TOO_LARGE",
        "1000000 are allowed. Shorten it.",
    ),
    (
        "POST",
        "/v1/{idea}/evidence",
        {"kind": "EVIDENCE_KIND_INVENTED_ON_BEHALF", "summary": "They want it."},
        "INVENTION_NEEDS_REASON",
        "Say why nobody was asked.",
    ),
    (
        "POST",
        "/v1/{idea}/visuals",
        {"caption": "A box", "fidelity": "FIDELITY_SKETCH"},
        "FIELD_REQUIRED",
        "",
    ),
    (
        "POST",
        "/v1/{idea}/evidence",
        {"kind": "EVIDENCE_KIND_EXPERIMENT", "summary": "They love it."},
        "EVIDENCE_KIND_RESERVED",
        "Choose another kind.",
    ),
    (
        "PATCH",
        "/v1/{idea}",
        idea_of({"bet": {"buildCost": {"currencyCode": "EUR", "units": 9}}}),
        "CURRENCY_MIXED",
        "Convert EUR 9.",
    ),
    (
        "PATCH",
        "/v1/{idea}",
        idea_of({"bet": {"buildCost": {"currencyCode": "euro", "units": 9}}}),
        "FIELD_MALFORMED",
        "USD",
    ),
    (
        "PATCH",
        "/v1/{idea}",
        idea_of({"pressRelease": {"claim": {"byDate": NO_DAY}}}),
        "FIELD_MALFORMED",
        "2031-02-31 is not a date.",
    ),
]


@pytest.mark.parametrize(
    ("verb", "path", "body", "reason", "words"),
    MALFORMED,
    ids=[row[3] for row in MALFORMED],
)
def test_what_cannot_be_written_is_refused(  # noqa: PLR0913, PLR0917 - one row of a table
    draft: Story, verb: str, path: str, body: Answer, reason: str, words: str
) -> None:
    path = path.format(idea=draft.idea)

    found = draft.refuses("ann", path, body, reasons=[reason], verb=verb)

    assert words in found


NOWHERE: list[tuple[str, str, Answer, str]] = [
    ("GET", "/v1/ideas/nowhere", {}, "IDEA_NOT_FOUND"),
    ("GET", "/v1/{idea}/questions/nowhere", {}, "QUESTION_NOT_FOUND"),
    ("GET", "/v1/{idea}/revisions/9.9", {}, "REVISION_NOT_FOUND"),
    ("GET", "/v1/{idea}:diffRevisions?old_revision=9.9", {}, "REVISION_NOT_FOUND"),
    (
        "POST",
        "/v1/{idea}:prioritize",
        {"priority": 1, "reason": "x", "evidence": ["{idea}/evidence/nowhere"]},
        "EVIDENCE_NOT_FOUND",
    ),
]


@pytest.mark.parametrize(
    ("verb", "path", "body", "reason"), NOWHERE, ids=[row[3] for row in NOWHERE]
)
def test_what_is_not_there_is_named(
    draft: Story, verb: str, path: str, body: Answer, reason: str
) -> None:
    if "evidence" in body:
        body = {**body, "evidence": [body["evidence"][0].format(idea=draft.idea)]}
    path = path.format(idea=draft.idea)

    words = draft.refuses("ann", path, body, reasons=[reason], status=404, verb=verb)

    assert "nowhere" in words or "9.9" in words


def test_lists_have_an_end(product: Instance) -> None:
    story = Story(product)
    story.draft()
    split = f"/v1/{story.idea}:splitDoor"
    story.edit(doors=[{**TWO_WAY_DOOR, "id": f"door-{number}"} for number in range(20)])
    into = [{**TWO_WAY_DOOR, "id": f"new-{number}"} for number in range(2)]
    words = story.refuses(
        "ann", split, {"door": "door-3", "into": into}, reasons=["TOO_MANY_DOORS"]
    )
    assert "would have 21 doors; 20 are allowed. Split the idea." in words

    for _ in range(20):
        story.visual()
    picture = {"caption": "x", "fidelity": "FIDELITY_SKETCH", "svg": "<svg/>"}
    words = story.refuses(
        "ann", f"/v1/{story.idea}/visuals", picture, reasons=["TOO_MANY_VISUALS"]
    )
    assert "20 are allowed. Show the best ones." in words


def test_an_entry_of_the_faq_has_an_id_of_its_own(product: Instance) -> None:
    story = Story(product)
    story.begin(document())
    question = story.ask()
    promote = f"/v1/{question}:promote"
    body = {"audience": "FAQ_AUDIENCE_CUSTOMER", "faqId": "cf-cost"}
    story.refuses("ann", promote, body, reasons=["WRONG_STATE"])
    story.answer(question)

    words = story.refuses("ann", promote, body, reasons=["FAQ_ID_TAKEN"])
    assert "cf-cost already. Choose another id." in words

    faqs = [{"id": f"faq-{number}", "answer": "Yes."} for number in range(40)]
    story.edit(customerFaqs=faqs)
    body = {"audience": "FAQ_AUDIENCE_CUSTOMER", "faqId": "cf-new"}
    words = story.refuses("ann", promote, body, reasons=["TOO_MANY_FAQS"])
    assert "Take one out, then promote." in words


def test_a_duplicate_points_at_an_idea_that_stays(product: Instance) -> None:
    kept, twin = Story(product), Story(product)
    for story in (kept, twin):
        story.begin(document())
    question = twin.ask()
    twin.evidence()
    mark = f"/v1/{twin.idea}:markDuplicate"
    words = twin.refuses(
        "ann", mark, {"duplicateOf": twin.idea}, reasons=["DUPLICATE_TARGET_INVALID"]
    )
    assert "cannot be a duplicate of itself" in words
    nowhere = {"duplicateOf": "ideas/nowhere"}
    twin.refuses("ann", mark, nowhere, reasons=["IDEA_NOT_FOUND"], status=404)

    moved = twin.write("ann", mark, {"duplicateOf": kept.idea})

    assert (moved["movedQuestions"], moved["movedEvidence"]) == ("1", "1")
    ids = [one["name"] for one in kept.read(f"/v1/{kept.idea}/questions")["questions"]]
    assert [name.rpartition("/")[2] for name in ids] == [question.rpartition("/")[2]]
    words = kept.refuses(
        "ann",
        f"/v1/{kept.idea}:markDuplicate",
        {"duplicateOf": twin.idea},
        reasons=["DUPLICATE_TARGET_INVALID"],
    )
    assert f"({kept.idea}) already, which is the one that stays." in words


def test_a_launch_needs_a_manual_and_no_open_coe(product: Instance) -> None:
    story = Story(product)
    story.draft(userManual={"stage": "MANUAL_STAGE_OUTLINED"})
    story.submit()
    story.approve()
    story.start()
    story.measure()
    story.decide()
    story.await_idea("SCALING")
    coe = incident(story, source=story.idea)
    launch = f"/v1/{story.idea}:launch"
    story.product.await_true(
        lambda: story.resource(story.idea)["stats"]["openCoes"], "the COE is known"
    )

    words = story.refuses(
        story.leader, launch, reasons=["MANUAL_NOT_WRITTEN", "COE_OPEN"]
    )
    assert f"({coe['name']}). Correct the error first." in words
    story.refuses(
        story.leader,
        f"/v1/{story.idea}:kill",
        {"reason": "Too dear."},
        reasons=["LEARNING_REQUIRED"],
    )
    sections = [{"heading": "Find a book", "text": "Type its title."}]
    story.edit(userManual={"stage": "MANUAL_STAGE_WRITTEN", "sections": sections})
    story.refuses(story.leader, launch, reasons=["COE_OPEN"])
    dismissal = {"reason": "Nothing was wrong."}
    for person in (coe["owner"].removeprefix("people/"), "joy"):
        story.write(person, f"/v1/{coe['name']}:dismiss", dismissal)
    story.product.await_true(
        lambda: not story.resource(story.idea)["stats"]["openCoes"], "the COE is over"
    )
    story.launch()


def test_the_refusal_of_a_frozen_revision_says_how_to_edit_it(
    product: Instance,
) -> None:
    story = Story(product)
    story.draft()
    story.submit()
    path, change = f"/v1/{story.idea}", idea_of({"title": "New"})

    words = story.refuses(
        "ann", path, change, reasons=["REVISION_IMMUTABLE"], verb="PATCH"
    )

    assert f"Revision 1.0 of {story.idea} is frozen" in words
    assert "Recall the idea to edit it." in words


def test_a_hidden_idea_is_refused_where_others_would_see_it(product: Instance) -> None:
    story, other = Story(product), Story(product)
    for each in (story, other):
        each.begin(document(visibility="VISIBILITY_TEAM"))
    path = f"/v1/{story.idea}"

    story.refuses("eve", path, reasons=["IDEA_NOT_FOUND"], status=404, verb="GET")
    words = story.refuses("ann", f"{path}:share", reasons=["VISIBILITY_TOO_NARROW"])
    assert "Set its visibility to VISIBILITY_COMPANY first." in words
    twice = ["VISIBILITY_TOO_NARROW"] * 2
    target = {"duplicateOf": other.idea}
    story.refuses("ann", f"{path}:markDuplicate", target, reasons=twice)

    shown = Story(product)
    shown.draft()
    shown.submit()
    hide = {"visibility": "VISIBILITY_TEAM"}
    words = shown.refuses(
        "ann",
        f"/v1/{shown.idea}",
        hide,
        reasons=["VISIBILITY_TOO_NARROW"],
        verb="PATCH",
    )
    assert "Leave its visibility at VISIBILITY_COMPANY." in words


def test_a_draft_has_at_most_500_readers(product: Instance) -> None:
    story = Story(product)
    story.begin(document())
    share = f"/v1/{story.idea}:share"
    for first in range(0, 500, 100):
        names = [f"people/p{number}" for number in range(first, first + 100)]
        story.write("ann", share, {"readers": names})

    one_more = {"readers": ["people/one-more"]}
    words = story.refuses("ann", share, one_more, reasons=["READERS_TOO_MANY"])

    assert "501 readers; 500 are allowed" in words


def test_a_file_that_would_outgrow_a_response_is_refused(product: Instance) -> None:
    story = Story(product)
    faqs = [{"id": f"faq-{n}", "answer": "&" * 10_000} for n in range(40)]
    story.begin(document(customerFaqs=faqs, internalFaqs=faqs))
    path = f"/v1/{story.idea}:export"

    words = story.refuses("ann", path, reasons=["EXPORT_TOO_LARGE"], verb="GET")

    assert "3145728 are allowed" in words
