"""The full path by forms: a one-way door is read, debated, decided, and logged."""

import re

import pytest

from deploy.instance import Instance
from tests.e2e.story import Story
from tests.e2e.test_pages import DOCUMENT, Browser, ready

ONE_WAY = {
    "document.title": "A shop of our own",
    "document.doors.1.decision": "Lease a shop for ten years",
    "document.doors.1.kind": "DOOR_KIND_ONE_WAY",
    "document.doors.1.undo.plan": "There is none: nobody shortens the lease.",
    "document.doors.1.undo.cost": "USD 800000",
    "document.doors.1.undo.days": "3650",
    "document.cost_of_failure.loss_cap": "USD 900000",
    "document.cost_of_failure.undo_days": "30",
    "document.rejected_options.0.option": "A shelf in other shops",
    "document.rejected_options.0.reason": "Too short again.",
    "document.debated_topics": "Do readers want a shop?",
    "document.contradiction_sought": "We asked ten who never visit one.",
    **{
        f"document.customer_faqs.{row}.{part}": text
        for row, name in enumerate(
            ("cf-different", "cf-cost", "cf-refund", "cf-manage")
        )
        for part, text in (("id", name), ("answer", "As in every shop."))
    },
    **{
        f"document.internal_faqs.{row}.{part}": text
        for row, name in enumerate(("if-decisions", "if-feedback", "if-disappoint"))
        for part, text in (("id", name), ("answer", "One lease."))
    },
}


@pytest.fixture
def people(product: Instance) -> dict[str, Browser]:
    names = ("ann", "ben", "cara", "gus", "joy")
    return {name: Browser(product.base_url, name) for name in names}


def complete(people: dict[str, Browser], idea: str) -> None:
    """Add what a one-way door needs besides its document."""
    ann, questions, evidence = (
        people["ann"],
        f"/{idea}/questions",
        f"/{idea}/evidence",
    )
    for name in ("cara", "joy"):
        asked = {"question.text": f"What would {name} do there?"}
        assert people[name].fill(questions, f"/{idea}/ask", **asked).status == 200
    for action in ann.open(questions).actions:
        if action.endswith("/answer"):
            assert ann.fill(questions, action, answer="Read.").status == 200
    for result in ("CONTRADICTS", "NEW_NEED"):
        seen = {
            "evidence.kind": "EVIDENCE_KIND_CUSTOMER_CONVERSATION",
            "evidence.result": f"EVIDENCE_RESULT_{result}",
            "evidence.summary": f"He reads on a screen: {result}.",
        }
        assert ann.fill(evidence, f"/{idea}/add-evidence", **seen).status == 200
    drawn = {
        "visual.caption": "The shop",
        "visual.fidelity": "FIDELITY_SKETCH",
        "visual.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    assert ann.fill(evidence, f"/{idea}/add-visual", **drawn).status == 200


def test_a_one_way_door_is_read_debated_and_decided_by_forms(
    product: Instance, people: dict[str, Browser]
) -> None:
    ann, gus, joy = people["ann"], people["gus"], people["joy"]
    story = Story(product)
    story.idea = ready(product, ann)
    page = ann.fill(f"/{story.idea}/edit", **{**DOCUMENT, **ONE_WAY})
    assert page.status == 200
    complete(people, story.idea)
    submitted = ann.fill(f"/{story.idea}", "submit")
    assert submitted.status == 200, submitted.text
    review = "/" + story.first("reviews")["name"]
    decision = f"{review}/decision"

    assert ann.fill(review, "name-decider", decider="people/joy").status == 200
    for reader in ("gus", "cara"):
        invited = ann.fill(review, "invite-reader", reader=f"people/{reader}")
        assert invited.status == 200
    assert joy.fill(review, "start").status == 200
    for reader in ("joy", "gus", "cara"):
        assert people[reader].fill(review, "finish-reading").status == 200

    position = {"kind": "POSITION_KIND_OBJECT", "text": "A lease is for ever."}
    assert gus.fill(review, "set-position", **position).status == 200
    assert "A lease is for ever." in gus.open(review).text
    assert "A lease is for ever." not in joy.open(review).text
    marked = {
        "comment.anchor.section": "summary",
        "comment.anchor.quote": "One million titles.",
        "comment.kind": "COMMENT_KIND_COMMENT",
        "comment.severity": "COMMENT_SEVERITY_BLOCKING",
        "comment.text": "On which shelves?",
        "comment.clears_when": "Somebody has measured them.",
    }
    assert gus.fill(review, "comment", **marked).status == 200
    assert "<mark>One million titles.</mark>" in joy.open(review).text
    position = {"kind": "POSITION_KIND_SUPPORT", "text": "It is one shop."}
    assert people["cara"].fill(review, "set-position", **position).status == 200
    assert "A lease is for ever." in joy.open(review).text

    at_once = {"outcome": "REVIEW_OUTCOME_APPROVE", "rationale": "Why wait?"}
    early = joy.fill(decision, "decide", **at_once)
    assert early.status == 400
    found = set(re.findall(r'class="reason">([A-Z_]+)<', early.text))
    assert found >= {
        "BLOCKING_COMMENTS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_NOT_LISTED",
    }

    side = {"comment.kind": "COMMENT_KIND_DEBATE", "comment.topic": "topic-1"}
    sides = {**side, "comment.text": "Some do."}
    assert gus.fill(review, "comment", **sides).status == 200
    closed = joy.fill(decision, f"{review}/close-topic", outcome="One shop will tell.")
    assert closed.status == 200
    need = {
        "information_need.text": "How many would come?",
        "information_need.weight": "3",
        "information_need.state": "NEED_STATE_KNOWN",
        "information_need.source": "Forty of fifty said so.",
    }
    assert gus.fill(decision, "add-need", **need).status == 200
    assert ": 100 percent" in ann.open(decision).text
    for action in gus.open(review).actions:
        if action.endswith("/resolve"):
            assert gus.fill(review, action, resolution="Measured.").status == 200
    ruling = {
        "outcome": "REVIEW_OUTCOME_APPROVE",
        "rationale": "We can afford one shop.",
    }
    assert joy.fill(decision, "decide", **ruling).status == 200

    log = ann.open("/decisions?verify=1").text
    assert "<strong>Intact.</strong>" in log
    assert "We can afford one shop." in log
    story.await_idea("APPROVED")
