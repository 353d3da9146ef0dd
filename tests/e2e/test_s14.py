"""S14, the process as the thing: it was followed, and that explains nothing.

Where a gate itself was the error, its end is the fix: its team inspects it, says that
it owns them, and retires it.
"""

import pytest

from deploy.instance import Instance
from tests.e2e.loop import (
    PROVED,
    WHYS,
    Correction,
    adopt,
    asked_of_reviews,
    chain,
    fix,
    own_tag,
    propose,
    prove,
)
from tests.e2e.story import Story

APPROVE = {"outcome": "REVIEW_OUTCOME_APPROVE"}
NEXT_WHY = "Nothing asks of a gate what it is still good for."


@pytest.fixture
def gate(product: Instance) -> Correction:
    """Return the COE that a gate before every review was made after, long ago."""
    story = Story(product)
    coe = Correction.by_hand(story, title="Signed off by nobody")
    question = propose(story, asked_of_reviews(own_tag(story, "gate"), coe.name))
    prove(story, question, {"coe": coe.name, **PROVED})
    coe.correct_by(question)
    adopt(story, question)
    coe.await_state("WATCHING")
    return coe


def test_a_gate_that_owns_us_is_retired_and_that_is_the_fix(gate: Correction) -> None:
    story = gate.story
    (correction,) = gate.coe["corrections"]
    mechanism = str(correction["reference"])
    stuck = a_review_that_waits_for_it(story, mechanism)
    coe = a_coe_about_it(story, mechanism)

    the_process_was_followed(coe)
    coe.correct_by(mechanism)
    assert coe.coe["state"] == "COE_STATE_CORRECTING", "it still stands"
    (waiting,) = coe.coe["corrections"]
    words = coe.refuses(
        "completeCorrection", "MECHANISM_NOT_ACTIVE", correctionId=waiting["id"]
    )
    assert f"{mechanism}). Not there yet: its next version, or its end." in words
    look_before_you_delete(story, mechanism)

    coe.await_state("WATCHING")
    (done,) = coe.coe["corrections"]
    assert done["state"] == "CORRECTION_STATE_DONE"
    item = mechanism.partition("/")[2]
    story.product.await_true(
        lambda: not checklist(stuck)[item]["active"], "reviews ask it no more"
    )
    stuck.act(stuck.leader, "decide", **APPROVE)
    assert (
        stuck.resource(stuck.review)["decision"]["outcome"] == "REVIEW_OUTCOME_APPROVE"
    )


def a_review_that_waits_for_it(story: Story, mechanism: str) -> Story:
    (tag,) = story.resource(mechanism)["scope"]["tags"]
    waiting = Story(story.product, author="gus")
    waiting.draft(trendTags=[tag])
    waiting.submit()
    waiting.act(waiting.leader, "finishReading")
    decide = f"/v1/{waiting.review}:decide"
    words = waiting.refuses(
        waiting.leader, decide, APPROVE, reasons=["CHECKLIST_INCOMPLETE"]
    )
    assert mechanism.partition("/")[2] in words
    return waiting


def checklist(story: Story) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in story.resource(story.review)["checklist"]}


def a_coe_about_it(story: Story, mechanism: str) -> Correction:
    coe = Correction.by_hand(
        story,
        title="A fix waited three days for a form",
        source=mechanism,
        causeClass="gate-without-use",
        corrections=[fix(mechanism)],
    )
    assert coe.coe["source"] == mechanism
    return coe


def the_process_was_followed(coe: Correction) -> None:
    for excuse in ("The process was followed.", "We followed every procedure."):
        coe.write(causeChains=[chain(*WHYS[:2], (excuse, "SYSTEMIC"))])
        words = coe.refuses("submit", "PROCESS_FOLLOWED_IS_NOT_A_CAUSE")
        assert f"'{excuse}' is where " in words
        assert f"({coe.name}) stops, and no cause." in words
        assert "Ask why the process allowed it" in words
        assert "a process that owns us can be retired" in words
    coe.write(causeChains=[chain(*WHYS[:2], (NEXT_WHY, "SYSTEMIC"))])


def look_before_you_delete(story: Story, mechanism: str) -> None:
    retire, reason = f"/v1/{mechanism}:retire", {"reason": "It owns us."}
    story.refuses("gus", retire, reason, reasons=["NOT_ON_TEAM"], status=403)
    words = story.refuses("ann", retire, reason, reasons=["INSPECTION_MISSING"])
    assert "are its outputs reached, is it needed, who owns whom?" in words
    answers = {"outputsReached": False, "stillNeeded": False, "weOwnIt": False}
    evidence = "Thirty answers, all of them 'all', and nobody reads them."
    story.write("ben", f"/v1/{mechanism}:inspect", {**answers, "evidence": evidence})
    inspection = story.resource(mechanism)["inspection"]
    assert not inspection["weOwnIt"]
    assert (inspection["inspector"], inspection["evidence"]) == ("people/ben", evidence)

    story.write("ann", retire, reason)

    found = story.resource(mechanism)
    assert found["state"] == "MECHANISM_STATE_RETIRED"
    assert found["endReason"] == "It owns us."
    assert found["possibleMethods"] == []
