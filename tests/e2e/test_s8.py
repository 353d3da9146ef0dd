"""S8, a mechanism escapes: the same failure comes back, past the rule made for it.

A helper reads the attribute, so the design does not say so, and the rule of the first
incident has nothing to read. The first COE opens again, and the second version of the
rule is proved on both incidents before it acts.
"""

from typing import Any

import pytest

from deploy.instance import Instance
from tests.e2e.loop import (
    BACK_TO_CONTROL,
    DECLARED,
    Correction,
    adopt,
    analysis,
    corrected,
    counted,
    fix,
    good_starts,
    own_tag,
    propose,
    prove,
    said_in,
    start_rule,
)
from tests.e2e.story import Answer, Story, somebody

READS = {"treatmentReads": ["weight"]}
THROUGH_A_HELPER: Answer = {"treatmentReads": []}
CORRECTED: Answer = corrected(requiredInputs=[BACK_TO_CONTROL])
NEVER_SILENT = f"size(experiment.required_inputs) > 0 && {DECLARED}"
LISTED = "List each input that it or a helper reads, with fallback=control; or 'none'."


@pytest.fixture
def first(product: Instance) -> Correction:
    """Return a COE that a mechanism protects against by now."""
    story = Story(product)
    tag = own_tag(story, "escape")
    good_starts(product, tag)
    coe = broken(story, tag, READS, causeClass=tag)
    rule = propose(story, start_rule(tag, coe.name), "escape")
    prove(story, rule, {"coe": coe.name, **CORRECTED})
    coe.correct_by(rule)
    adopt(story, rule)
    coe.await_state("WATCHING")
    return coe


def approved(story: Story, tag: str) -> Story:
    story.draft(trendTags=[tag])
    story.submit()
    story.approve()
    return story


def broken(story: Story, tag: str, plan: Answer, **told: Any) -> Correction:
    """Let an experiment break its guardrail; return its COE, analysed."""
    approved(story, tag)
    story.start(**plan)
    story.measure(returned=1.0)
    coe = Correction(story, str(story.first("coes")["name"]))
    moments = coe.coe
    times = {"startTime": moments["startTime"], "detectTime": moments["detectTime"]}
    after = dict.fromkeys(["mitigateTime", "resolveTime"], moments["detectTime"])
    coe.write(**analysis(**{**times, **after, **told}))
    coe.act("startAnalysis")
    return coe


def rule_of(coe: Correction) -> str:
    (correction,) = coe.coe["corrections"]
    return str(correction["reference"])


def another_team(product: Instance) -> Story:
    return Story(product, author="gus", leader=somebody("leader", "stores"))


def test_what_escapes_comes_back_as_a_second_version_proved_on_both(
    product: Instance, first: Correction
) -> None:
    story, rule = first.story, rule_of(first)
    tag = str(first.coe["causeClass"])
    assert rates(story, tag) == (1, 0)

    second = broken(another_team(product), tag, THROUGH_A_HELPER, causeClass=tag)
    second.write(corrections=[fix(rule, team="teams/stores")])
    second.act("submit")
    it_has_escaped(first, second, rule)
    second.act("markRecurrence", recurrenceOf=first.name)
    assert first.coe["recurrences"] == [second.name]
    assert rates(story, tag) == (2, 1)

    no_incident_is_forgotten(first, second, rule)
    it_acts_as_version_two(first, second, rule)
    for correction in (first, second):
        if correction.coe["state"] == "COE_STATE_ANALYZING":
            correction.act("submit")
        correction.act("approve", by=correction.reviewer)
        correction.await_state("WATCHING")

    nobody_gets_past_it(product, tag, first, rule)
    assert rates(story, tag) == (2, 1), "it did not come back"
    before = recurrence_ratio(story)
    Correction.by_hand(story, title="Something else", causeClass=f"{tag}-not")
    assert recurrence_ratio(story) < before


def it_has_escaped(first: Correction, second: Correction, rule: str) -> None:
    story = first.story
    assert first.coe["state"] == "COE_STATE_ANALYZING", "it is open again"
    found = story.resource(rule)
    assert [(one["coe"], one["version"]) for one in found["escapes"]] == [
        (second.name, 1)
    ]
    assert found["counters"]["escapes"] == "1"
    warnings = {one["reason"]: one["description"] for one in found["warnings"]}
    assert f"v1 let through {second.name}" in warnings["MECHANISM_UNPROVEN"]
    events = [entry["event"] for entry in found["history"]]
    assert events[-1] == "MechanismEscaped"

    words = second.refuses("approve", "MECHANISM_UNPROVEN", by=second.reviewer)
    assert rule in words
    held = story.experiment
    health = f"/v1/{held}/health"
    story.product.await_true(
        lambda: first.name in story.read(health)["health"].get("openCoes", []),
        "the first experiment is held again",
    )


def no_incident_is_forgotten(first: Correction, second: Correction, rule: str) -> None:
    story, improve = first.story, f"/v1/{rule}:improve"
    escaped = {"coe": second.name, **CORRECTED}
    better = version_two()
    story.refuses("gus", improve, better, reasons=["NOT_ON_TEAM"], status=403)
    words = story.refuses("ann", improve, better, reasons=["CORRECTION_MISSING"])
    assert second.name in words
    words = story.refuses(
        "ann",
        improve,
        {"mechanism": {"title": "Inputs are declared"}, "replays": [escaped]},
        reasons=["NOTHING_CHANGED"],
    )
    assert "Change what it checks, asks or says." in words

    late = version_two("size(experiment.treatment_reads) > 0", escaped)
    words = story.refuses("ann", improve, late, reasons=["MECHANISM_UNPROVEN"] * 2)
    assert "says PASS instead of FAIL" in words
    assert first.name in words
    assert story.experiment in words
    assert second.name in words
    same = version_two(f"{DECLARED} && true", escaped)
    words = story.refuses("ann", improve, same, reasons=["MECHANISM_UNPROVEN"])
    assert "says PASS instead of FAIL" in words
    assert second.name in words
    assert second.story.experiment in words

    improved = version_two(NEVER_SILENT, escaped)
    rehearsed = story.write("ann", improve, {**improved, "validateOnly": True})
    assert rehearsed["mechanism"]["version"] == 2
    assert story.resource(rule)["version"] == 1
    story.write("ann", improve, improved)


def version_two(expression: str = NEVER_SILENT, *replays: Answer) -> Answer:
    changed = {"predicate": {"expression": expression}, "fixHint": LISTED}
    return {"mechanism": changed, "replays": list(replays)}


def it_acts_as_version_two(first: Correction, second: Correction, rule: str) -> None:
    story = first.story
    story.product.await_true(
        lambda: story.resource(rule)["adoption"].get("active"), f"{rule} v2 acts"
    )
    found = story.resource(rule)
    assert found["version"] == 2
    (consumer,) = found["adoption"]["consumers"]
    assert (consumer["service"], consumer["version"]) == ("services/experiments", 2)
    shown = ("CHECK_RESULT_FAIL", "CHECK_RESULT_PASS")
    assert {one["coe"]: said_in(one) for one in found["proofs"]} == {
        first.name: shown,
        second.name: shown,
    }
    assert "MECHANISM_UNPROVEN" not in {w["reason"] for w in found["warnings"]}
    versions = story.read(f"/v1/{rule}/versions")["versions"]
    assert [one["version"] for one in versions] == [2, 1]
    assert [len(one["proofs"]) for one in versions] == [2, 1]
    assert versions[1]["check"]["predicate"]["expression"] == DECLARED


def nobody_gets_past_it(
    product: Instance, tag: str, first: Correction, rule: str
) -> None:
    """Let a third team try the same, with the helper."""
    third = Story(product, author="hana", leader=somebody("leader", "stores"))
    approved(third, tag)
    third.plan(**THROUGH_A_HELPER)
    third.await_approval()
    start = f"/v1/{third.experiment}:start"
    before = first.story.resource(rule)["counters"]

    words = third.refuses("hana", start, reasons=["MECHANISM_CHECK_FAILED"])

    assert f"({rule} v2, from '{first.coe['title']}' {first.name}): " in words
    assert words.endswith(LISTED)
    counters = counted(
        first.story,
        rule,
        evaluated=int(before["evaluated"]) + 1,
        fired=int(before["fired"]) + 1,
        blocked=int(before["blocked"]) + 1,
    )
    assert counters["escapes"] == "1"


def test_an_analysis_may_name_what_should_have_caught_it(
    product: Instance, first: Correction
) -> None:
    rule = rule_of(first)
    later = Correction.by_hand(
        another_team(product),
        title="The guess was in a report",
        causeClass=f"{first.coe['causeClass']}-elsewhere",
        questions={"escapedMechanisms": ["mechanisms/nobody-made-it"]},
        corrections=[fix(rule, team="teams/stores")],
    )
    words = later.refuses("submit", "MECHANISM_UNKNOWN")
    assert "mechanisms/nobody-made-it" in words
    later.write(questions={"escapedMechanisms": [rule]})
    later.act("submit")

    assert [one["coe"] for one in later.story.resource(rule)["escapes"]] == [later.name]
    assert first.coe["state"] == "COE_STATE_ANALYZING"


def rates(story: Story, cause_class: str) -> tuple[int, int]:
    """Return how many incidents were of this kind, and how many came back."""
    found = {
        one["causeClass"]: (int(one["coes"]), int(one["recurrences"]))
        for one in story.read("/v1/loopHealth")["causeClasses"]
    }
    return found[cause_class]


def recurrence_ratio(story: Story) -> float:
    measures = story.read("/v1/loopHealth")["measures"]
    (found,) = [one for one in measures if one["key"] == "recurrence_ratio"]
    return float(found["value"])
