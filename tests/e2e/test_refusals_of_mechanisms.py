"""What corrections, proofs and predicates refuse, beside `test_refusals_of_coes.py`."""

import pytest

from deploy.instance import Instance
from tests.e2e.loop import (
    BACK_TO_CONTROL,
    PROVED,
    Correction,
    adopt,
    asked_of_reviews,
    corrected,
    fix,
    own_tag,
    propose,
    prove,
    report,
    start_rule,
)
from tests.e2e.story import Answer, Story, ahead, titled
from tests.e2e.tools import incident, retire

ON_CALL = "dan"
"""For experiments, as its catalog-info.yaml says."""

TITLE = report()["title"]
SUBJECTS = 20
"""On fewer recorded subjects a share of false alarms says nothing."""


# Of a COE and its corrections.


def test_nothing_is_asked_before_the_harm_has_ended(story: Story) -> None:
    told = report()
    del told["mitigateTime"], told["resolveTime"]
    name = story.write("ann", "/v1/coes", told)["coe"]["name"]
    coe = Correction(story, str(name))

    words = coe.refuses("startAnalysis", "NOT_MITIGATED")

    assert "First stop the harm; then ask why." in words
    assert f"{titled(TITLE, name)} ended, as its mitigate_time." in words


def test_the_question_on_what_was_there_is_answered(story: Story) -> None:
    """What nobody knows excludes nothing: a COE about no experiment is in its scope."""
    first, tag = Correction.by_hand(story), own_tag(story, "prior")
    mechanism = propose(story, asked_of_reviews(tag, first.name))
    prove(story, mechanism, {"coe": first.name, **PROVED})
    adopt(story, mechanism)
    later = Correction.by_hand(story, questions={}, corrections=[fix(mechanism)])

    words = later.refuses("submit", "PRIOR_MECHANISM_UNANSWERED")

    assert f"{titled(TITLE, later.name)} does not say whether" in words
    assert "Answer questions.would_existing_mechanism_have_prevented." in words
    later.write(questions={"wouldExistingMechanismHavePrevented": "No."})
    later.act("submit")
    retire(story, mechanism)


def test_what_people_run_by_themselves_closes_nothing(story: Story) -> None:
    coe = Correction.by_hand(story)
    by_people = asked_of_reviews(own_tag(story, "human"), coe.name)
    del by_people["question"], by_people["scope"]
    ritual = propose(story, {**by_people, "humanRun": True})
    coe.write(corrections=[fix(ritual)])

    words = coe.refuses("submit", "HUMAN_RUN_CANNOT_CLOSE")

    relies = "relies on what people have to remember: "
    called = titled(by_people["title"], ritual)
    assert f"{titled(TITLE, coe.name)} {relies}{called}." in words
    assert "Add one that a machine evaluates" in words


def test_a_correction_is_done_once_and_a_mechanism_once_it_acts(story: Story) -> None:
    coe, tag = Correction.by_hand(story), own_tag(story, "done")
    mechanism = propose(story, asked_of_reviews(tag, coe.name))
    change = fix(
        kind="CORRECTION_KIND_ENGINEERING_CHANGE",
        text="The form asks for it.",
        id="form",
    )
    coe.write(corrections=[fix(mechanism, id="check"), change])
    coe.act("submit")
    prove(story, mechanism, {"coe": coe.name, **PROVED})
    coe.act("approve", by=coe.reviewer)

    words = coe.refuses(
        "completeCorrection", "MECHANISM_NOT_ACTIVE", correctionId="check"
    )
    called = titled("Inputs are asked for", mechanism)
    assert f"{titled(TITLE, coe.name)} waits for {called}." in words
    assert "Not there yet: the reviewer who has to adopt it." in words
    done = {"correctionId": "form", "evidenceUrl": "/services/packing"}
    path = coe.path("completeCorrection")
    words = story.refuses("gus", path, done, reasons=["NOT_ON_TEAM"], status=403)
    assert "is up to teams/books. Ask them." in words
    coe.act("completeCorrection", **done)
    words = coe.refuses("completeCorrection", "CORRECTION_DONE", **done)
    assert "'The form asks for it.' of " in words
    assert f"({coe.name}) is done already." in words


def test_whoever_judges_a_coe_is_of_another_team(story: Story) -> None:
    coe = Correction.by_hand(story)
    mechanism = propose(story, asked_of_reviews(own_tag(story, "who"), coe.name))
    coe.write(corrections=[fix(mechanism)])
    coe.act("submit")
    bodies: dict[str, Answer] = {
        "approve": {},
        "return": {"comment": "Why?"},
        "waiveMechanism": {"reason": "Later.", "expireTime": ahead(days=9)},
    }
    for method, body in bodies.items():
        for person, reason in (
            ("ann", "REVIEWER_IS_OWNER"),
            ("ben", "REVIEWER_IN_SAME_TEAM"),
        ):
            path = coe.path(method)
            words = story.refuses(person, path, body, reasons=[reason], status=403)
            assert coe.name in words
            assert "Ask a reviewer of another team." in words


def test_a_coe_comes_back_as_one_other(story: Story) -> None:
    earlier, other, later = (Correction.by_hand(story) for _ in range(3))
    later.act("markRecurrence", recurrenceOf=earlier.name)

    words = later.refuses("markRecurrence", "RECURRENCE_KNOWN", recurrenceOf=other.name)

    assert f"({later.name}) is known as a recurrence of " in words
    assert f"{earlier.name} already." in words


def test_a_timeline_and_a_chain_end_somewhere(story: Story) -> None:
    moment = ahead(hours=-1)
    entry: Answer = {"time": moment, "fact": "It went on.", "evidenceUrl": "/ideas"}
    entries = [{**entry, "fact": f"It went on {n} times."} for n in range(200)]
    coe = Correction.by_hand(story, timeline=entries)

    words = coe.refuses("addTimelineEntry", "TIMELINE_FULL", entry=entry)
    called = titled(TITLE, coe.name)
    assert f"The timeline of {called} would have 201 entries; 200 fit." in words
    why: Answer = {"answer": "And why that?", "whyClass": "WHY_CLASS_PROCESS"}
    [chain] = coe.coe["causeChains"]
    for _ in range(6):
        coe.act("addWhy", chainId=chain["id"], why=why)
    words = coe.refuses("addWhy", "WHY_CHAIN_TOO_LONG", chainId=chain["id"], why=why)
    assert f"A chain of {called} has 12 whys already." in words
    assert "go back to where it was systemic, or begin another" in words


# Of what is proved, and what is adopted.


def test_what_is_corrected_is_still_a_snapshot(story: Story) -> None:
    story.draft(trendTags=[own_tag(story, "patch")])
    story.submit()
    coe = incident(story, source=story.idea, severity="INCIDENT_SEVERITY_LOW")
    rule = start_rule(own_tag(story, "patch"), coe["name"])
    rule["predicate"] = {"expression": "idea.conversations > 3"}
    rule["scope"]["stage"] = "STAGE_IDEA_SUBMIT"
    name = propose(story, rule)

    for patch in ({"weather": "wet"}, {"conversations": "many"}):
        replay = {"replays": [{"coe": coe["name"], "corrected": {"patch": patch}}]}
        path = f"/v1/{name}:prove"
        words = story.refuses("ann", path, replay, reasons=["CORRECTION_INVALID"])
        assert "After the change this is not a snapshot any more" in words
        assert "Name fields of the snapshot as in its JSON" in words


def test_who_cries_wolf_is_not_let_in(product: Instance, story: Story) -> None:
    tag = own_tag(story, "wolf")
    for _ in range(SUBJECTS):
        harmless = Story(product)
        harmless.draft(trendTags=[tag])
        harmless.write("ann", f"/v1/{harmless.idea}:submit")
    coe = incident(story, source=harmless.idea, severity="INCIDENT_SEVERITY_LOW")
    rule = start_rule(tag, coe["name"], fixHint="Ask more customers.")
    rule["predicate"] = {"expression": "idea.conversations > 3"}
    rule["scope"] = {"stage": "STAGE_IDEA_SUBMIT", "tags": [tag]}
    name = propose(story, rule)
    path = f"/v1/{name}:backtest"
    product.await_true(
        lambda: story.read(path)["backtest"]["subjects"] == str(SUBJECTS),
        "all is recorded",
    )
    replay = {
        "coe": coe["name"],
        "mutatedIncidents": [{"patch": {"conversations": 0}}],
        "corrected": {"patch": {"conversations": 4}},
    }
    found = prove(story, name, replay)
    assert found["backtest"]["wouldHaveBlocked"] == str(SUBJECTS)
    assert found["backtest"]["caught"] == "1"

    words = story.refuses("joy", f"/v1/{name}:adopt", reasons=["TOO_MANY_FALSE_ALARMS"])

    called = titled(rule["title"], name)
    assert f"{called} would have stopped 19 of 20 past subjects" in words
    assert "95 %, and 10 % is the limit." in words
    assert "Narrow its scope or what it checks. It would have stopped: ideas/" in words


# Of the language of predicates.


EXPRESSIONS = [
    ("experiment.weather == 'wet'", "Line 1, column 11"),
    ("experiment.title ==", "Line 1, column"),
    ("experiment.title\n  == experiment.arms", "Line 2, column 3"),
    ("idea.title == 'x'", "Line 1, column 5"),
    ("open('/etc/passwd') == ''", "Line 1, column 5"),
    ("experiment.exposure_share", "it has to be true or false."),
]


@pytest.mark.parametrize(("expression", "place"), EXPRESSIONS)
def test_an_expression_that_is_none_is_refused_with_its_place(
    coe: Correction, expression: str, place: str
) -> None:
    rule = start_rule(own_tag(coe.story, "new"), coe.name)
    rule["predicate"] = {"expression": expression}

    words = coe.story.refuses(
        "ann", "/v1/mechanisms", rule, reasons=["EXPRESSION_INVALID"]
    )

    assert place in words
    assert "It speaks of the fields of the stage's snapshot" in words


def test_an_expression_is_short(coe: Correction) -> None:
    rule = start_rule(own_tag(coe.story, "new"), coe.name)
    long = " || ".join(["experiment.title == 'x'"] * 50)
    rule["predicate"] = {"expression": long}

    words = coe.story.refuses("ann", "/v1/mechanisms", rule, reasons=["FIELD_TOO_LONG"])

    assert "expression" in words
    assert "1,000" in words


def test_all_that_a_proposal_lacks_is_told_at_once(coe: Correction) -> None:
    nothing: Answer = {"title": "Something", "originCoes": [coe.name]}

    coe.story.refuses(
        "ann",
        "/v1/mechanisms",
        nothing,
        reasons=[
            "OUTPUTS_MISSING",
            "MESSAGE_MISSING",
            "NO_FIX_HINT",
            "TOOL_MISSING",
            "STAGE_MISSING",
        ],
    )


def test_what_is_suspended_stops_nobody_until_it_returns(
    product: Instance, story: Story
) -> None:
    tag = own_tag(story, "pause")
    story.draft(trendTags=[tag])
    story.submit()
    story.approve()
    story.start(treatmentReads=["weight"])
    told = report(source=story.experiment, severity="INCIDENT_SEVERITY_LOW")
    coe = story.write("ann", "/v1/coes", told)["coe"]["name"]
    rule = propose(story, start_rule(tag, coe))
    prove(story, rule, {"coe": coe, **corrected(requiredInputs=[BACK_TO_CONTROL])})
    adopt(story, rule)
    next_one = Story(product, author="gus")
    next_one.draft(trendTags=[tag])
    next_one.submit()
    next_one.approve()
    next_one.plan(treatmentReads=["weight"])
    start = f"/v1/{next_one.experiment}:start"
    next_one.refuses("gus", start, reasons=["MECHANISM_CHECK_FAILED"])

    reason = {"reason": "It hurts."}
    suspend = f"/v1/{rule}:suspend"
    story.refuses("gus", suspend, reason, reasons=["NOT_ON_CALL"], status=403)
    suspended = story.write(ON_CALL, suspend, reason)
    assert suspended["mechanism"]["resumeTime"]
    product.await_true(lambda: passes(next_one, start), "nobody is stopped")
    story.refuses("gus", f"/v1/{rule}:resume", reasons=["NOT_ON_TEAM"], status=403)
    story.write("ann", f"/v1/{rule}:resume")
    product.await_true(lambda: not passes(next_one, start), "it stops them again")
    retire(story, rule)


def passes(story: Story, start: str) -> bool:
    """Tell whether a start would be refused for nothing, without starting."""
    linted = story.api("gus").get(f"{start.partition(':')[0]}:lint")
    return not linted.get("violations")
