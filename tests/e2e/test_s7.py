"""S7, the loop: one team's incident becomes the rule that stops another team.

In nine steps: a guardrail trips, a COE opens, somebody asks why until the answer is
systemic, good intentions are refused, a mechanism is proved by replaying the incident,
somebody of another team adopts it, and minutes later it stops an experiment that
nobody of the first team has ever heard of. Nobody stands in between.
"""

from dataclasses import dataclass

from deploy.instance import Instance
from tests.e2e.loop import (
    BACK_TO_CONTROL,
    PROVED,
    ROOT_CAUSE,
    WHYS,
    Correction,
    adopt,
    analysis,
    asked_of_reviews,
    chain,
    change,
    corrected,
    counted,
    declared,
    fix,
    good_starts,
    own_tag,
    propose,
    prove,
    reminder,
    said_in,
    start_rule,
)
from tests.e2e.story import REMEDY, Answer, Story, name_of, somebody

PROTECTED_WITHIN_SECONDS = 60.0
"""The target of the specification for the time to protect."""

SUBSCRIBERS = 400
"""One in a hundred who come by; half of them get the treatment."""

RETURNS: Answer = {
    "metric": "return_rate",
    "comparison": "COMPARISON_AT_MOST",
    "threshold": 0.04,
    "minUnits": 100,
    "severity": "BREACH_SEVERITY_HIGH",
    "aggregation": "METRIC_AGGREGATION_CONVERSION",
}
SIZED: Answer = {
    "title": "Size by weight",
    "guardrails": [RETURNS],
    "treatmentReads": ["weight"],
}
NOBODY_ASKED = "Nobody asked what the sizes are taken from"
CORRECTED: Answer = corrected(requiredInputs=[BACK_TO_CONTROL])


@dataclass(frozen=True)
class Mechanisms:
    """What the incident leaves behind: a rule at the start, and a question."""

    rule: str
    question: str
    lesser: Correction


def test_an_incident_of_one_team_stops_another_team(product: Instance) -> None:
    autosizing = Story(product)
    tag = own_tag(autosizing, "fit")
    bystanders = good_starts(product, tag)

    a_guardrail_trips(autosizing, tag)
    coe = the_coe_opens_by_itself(autosizing)
    ask_why_until_it_is_systemic(coe)
    good_intentions_close_nothing(coe)
    mechanisms = prove_two_mechanisms(coe, tag, bystanders)
    another_team_adopts(coe, mechanisms)
    the_first_team_obeys_its_own_rule(autosizing, mechanisms)
    groceries = the_next_team_is_stopped(product, tag, coe, mechanisms)
    the_counters_know(coe, mechanisms, groceries)


# 1. An experiment at 1 %, and its guardrail.


def a_guardrail_trips(story: Story, tag: str) -> None:
    story.draft(title="Auto-sizing", trendTags=[tag])
    story.submit()
    story.approve()
    story.start(**SIZED)
    assert story.resource(story.experiment)["currentExposureShare"] == 0.01

    story.measure(
        units=SUBSCRIBERS, rates={"return_rate": {"control": 0.02, "treatment": 0.2}}
    )

    experiment = story.resource(story.experiment)
    assert experiment["state"] == "EXPERIMENT_STATE_PAUSED"
    assert experiment["pause"]["guardrailMetric"] == "return_rate"
    assert "return_rate" in experiment["pause"]["cause"]
    arms = set(story.arms_of([f"customer-{n}" for n in range(1000)]).values())
    assert arms <= {"control"}, "everyone gets control"


# 2. and 3. A COE, once, by event; the experiment waits for it.


def the_coe_opens_by_itself(story: Story) -> Correction:
    coe = story.first("coes")
    assert coe["source"] == story.experiment
    assert coe["severity"] == "INCIDENT_SEVERITY_HIGH"
    assert (coe["owner"], coe["team"]) == ("people/ann", "teams/books")
    (metric,) = coe["metrics"]
    assert metric["metric"] == "return_rate"
    assert abs(metric["value"] - 0.2) < 0.005
    assert "/experiments/" in metric["evidenceUrl"]

    name = str(coe["name"])
    story.product.await_true(
        lambda: name in told_at_resume(story), "the experiment knows its COE"
    )
    return Correction(story, name)


def told_at_resume(story: Story) -> str:
    path = f"/v1/{story.experiment}:resume"
    return story.refuses("ann", path, REMEDY, reasons=["COE_OPEN"])


# 4. Why, and why that.


def ask_why_until_it_is_systemic(coe: Correction) -> None:
    words = coe.refuses("startAnalysis", "NOT_MITIGATED")
    assert "First stop the harm; then ask why." in words
    coe.write(mitigateTime=coe.coe["detectTime"])
    coe.act("startAnalysis")

    nothing = [
        "TIMELINE_INCOMPLETE",
        "IMPACT_UNQUANTIFIED",
        "WHY_CHAIN_TOO_SHORT",
        "CAUSE_CLASS_MISSING",
        "FIX_IS_NOT_A_MECHANISM",
    ]
    coe.refuses("submit", *nothing)
    told = coe.story.write("ann", coe.path("importTimeline"))
    facts = [entry["fact"] for entry in told["coe"]["timeline"]]
    assert any("started at 1 %" in fact for fact in facts)
    assert any("return_rate was 0." in fact for fact in facts)
    coe.write(
        resolveTime=coe.coe["mitigateTime"],
        impact={"customers": "14", "duration": "540s"},
    )

    coe.write(causeChains=[chain(*WHYS[:2], ("Somebody mistyped it.", "HUMAN_ACTION"))])
    coe.write(causeClass="undeclared-input")
    words = coe.refuses("submit", "WHY_CHAIN_ENDS_IN_PERSON", "FIX_IS_NOT_A_MECHANISM")
    assert "The chain stops at what someone did" in words
    assert "Ask once more: why did the system let that happen?" in words
    coe.write(causeChains=[chain(*WHYS[:-1])])
    words = coe.refuses("submit", "CAUSE_NOT_SYSTEMIC", "FIX_IS_NOT_A_MECHANISM")
    assert WHYS[-2][0] in words
    last, kind = WHYS[-1]
    why = {"question": "Why?", "answer": last, "whyClass": f"WHY_CLASS_{kind}"}
    (begun,) = coe.coe["causeChains"]
    coe.act("addWhy", chainId=begun["id"], why=why)
    coe.write(questions=analysis()["questions"])

    (whys,) = [one["whys"] for one in coe.coe["causeChains"]]
    assert [one["answer"] for one in whys][-1] == ROOT_CAUSE


# 5. Somebody has to be careful, or a machine looks.


def good_intentions_close_nothing(coe: Correction) -> None:
    text = "Remind teams to require the weight."
    warnings = coe.write(corrections=[reminder(text)])["warnings"]
    assert "FIX_IS_NOT_A_MECHANISM" in {one["reason"] for one in warnings}

    words = coe.refuses("submit", "FIX_IS_NOT_A_MECHANISM")

    assert "names a mechanism, which acts by itself." in words
    assert f"'{text}' asks someone to be careful." in words
    check = "a question, a start rule, a guardrail or an external test"
    assert f"Propose a check, and name it in a correction: {check}." in words


# 6. The incident, replayed.


def prove_two_mechanisms(
    coe: Correction, tag: str, bystanders: list[Story]
) -> Mechanisms:
    """Prove a rule on the grave incident, and a question on a lesser one beside it."""
    story = coe.story
    rule = propose(story, start_rule(tag, coe.name), "declare-inputs")
    lesser = Correction.by_hand(story, title=NOBODY_ASKED)
    question = propose(story, asked_of_reviews(tag, lesser.name))
    coe.write(corrections=[fix(rule)])
    coe.act("submit")
    words = coe.refuses("approve", "MECHANISM_UNPROVEN", by=coe.reviewer)
    assert rule in words

    blind = {"replays": [{"coe": coe.name, **corrected(treatmentReads=["weight"])}]}
    words = story.refuses(
        "ann", f"/v1/{rule}:prove", blind, reasons=["MECHANISM_UNPROVEN"]
    )
    assert coe.name in words
    assert "says FAIL instead of PASS on " in words
    assert "It has to fail on the incident and pass on the corrected one." in words
    found = prove(story, rule, {"coe": coe.name, **CORRECTED})

    assert found["state"] == "MECHANISM_STATE_PROVEN"
    (proof,) = found["proofs"]
    subject = proof["replay"]["incident"]["subject"]
    assert subject == story.experiment, "what was recorded when it started"
    assert said_in(proof) == ("CHECK_RESULT_FAIL", "CHECK_RESULT_PASS")
    backtest = found["backtest"]
    assert backtest["blockedSubjects"] == [story.experiment]
    assert (backtest["subjects"], backtest["caught"]) == ("4", "1")
    assert found["proofEvidence"] == {
        "strength": "PROOF_STRENGTH_STRONG",
        "incidents": 1,
        "mutatedIncidents": 1,
        "recordedPasses": str(len(bystanders)),
        "searchesText": False,
    }
    prove(story, question, {"coe": lesser.name, **PROVED})
    return Mechanisms(rule, question, lesser)


# 7. Adopted, loaded, active.


def another_team_adopts(coe: Correction, mechanisms: Mechanisms) -> None:
    story, adoption = coe.story, f"/v1/{mechanisms.rule}:adopt"
    story.refuses("ann", adoption, reasons=["PROVER_IS_PROPOSER"], status=403)
    story.refuses("ben", adoption, reasons=["REVIEWER_IN_SAME_TEAM"], status=403)
    coe.act("approve", by=coe.reviewer)
    assert coe.coe["state"] == "COE_STATE_CORRECTING"

    consumers = {mechanisms.rule: "experiments", mechanisms.question: "reviews"}
    for mechanism, service in consumers.items():
        found = adopt(story, mechanism)["adoption"]
        (consumer,) = found["consumers"]
        assert consumer["service"] == f"services/{service}"
        assert consumer["version"] == 1
        assert not found["missing"]
        seconds = float(found["timeToProtect"].removesuffix("s"))
        assert 0.0 <= seconds < PROTECTED_WITHIN_SECONDS

    coe.await_state("WATCHING")
    assert coe.coe["protectTime"]
    states = {one["state"] for one in coe.coe["corrections"]}
    assert states == {"CORRECTION_STATE_DONE"}, "they completed by themselves"


def the_first_team_obeys_its_own_rule(story: Story, mechanisms: Mechanisms) -> None:
    path = f"/v1/{story.experiment}:resume"
    health = f"/v1/{story.experiment}/health"
    story.product.await_true(
        lambda: not story.read(health)["health"].get("openCoes"), "its COE lets it go"
    )
    words = story.refuses("ann", path, REMEDY, reasons=["MECHANISM_CHECK_FAILED"])
    assert mechanisms.rule.partition("/")[2] in words
    story.write("ann", f"/v1/{story.experiment}:abort", {"reason": "We start over."})


# 8. The next team.


def the_next_team_is_stopped(
    product: Instance, tag: str, coe: Correction, mechanisms: Mechanisms
) -> Story:
    story = Story(product, author="gus", leader=somebody("leader", "stores"))
    story.draft(title="Groceries substitutes", trendTags=[tag])
    review = story.submit()
    item = mechanisms.question.partition("/")[2]
    assert [one["id"] for one in review["checklist"]] == [item]
    story.act(story.leader, "finishReading")
    approve = {"outcome": "REVIEW_OUTCOME_APPROVE"}
    words = story.refuses(
        story.leader,
        f"/v1/{story.review}:decide",
        approve,
        reasons=["CHECKLIST_INCOMPLETE"],
    )
    lesser = mechanisms.lesser
    assert f"'{lesser.coe['title']}' {lesser.name})" in words
    story.act(story.leader, "answerChecklistItem", item=item, answer="all")
    story.act(story.leader, "decide", **approve)
    story.await_idea("APPROVED")

    story.plan(title="Substitutes by diet", treatmentReads=["diet"])
    story.await_approval()
    words = story.refuses(
        "gus", f"/v1/{story.experiment}:start", reasons=["MECHANISM_CHECK_FAILED"]
    )
    assert mechanisms.rule.startswith("mechanisms/declare-inputs-")
    assert words == (
        f"MECHANISM_CHECK_FAILED {story.experiment}: 'Inputs are declared' "
        f"({mechanisms.rule} v1, from 'Guardrail return_rate broke in Size by weight' "
        f"{coe.name}): The treatment reads what required_inputs does not list. "
        "Add it and set fallback=control."
    )
    assert story.resource(story.idea)["state"] == "IDEA_STATE_APPROVED"

    change(story, "gus", story.experiment, {"requiredInputs": [declared("diet")]})
    story.write("gus", f"/v1/{story.experiment}:start")
    story.await_idea("EXPERIMENTING")
    asked = story.resource(story.experiment)["checks"]
    assert [(one["mechanism"], one["result"]) for one in asked] == [
        (mechanisms.rule, "CHECK_RESULT_PASS")
    ]
    return story


# 9. What it did, and what people say of it.


def the_counters_know(
    coe: Correction, mechanisms: Mechanisms, groceries: Story
) -> None:
    story, rule = coe.story, mechanisms.rule
    counters = counted(story, rule, evaluated=3, fired=2, blocked=2)
    assert (counters["falseAlarms"], counters["escapes"]) == ("0", "0")
    seen = {"outputsReached": True, "stillNeeded": True, "weOwnIt": True}
    inspect = f"/v1/{rule}:inspect"
    body = {**seen, "evidence": f"It stopped {groceries.experiment}."}
    story.refuses("gus", inspect, body, reasons=["NOT_ON_TEAM"], status=403)

    story.write("ann", inspect, body)

    found = story.resource(rule)
    assert found["inspection"]["inspectionInterval"] == "2592000s"
    assert found["inspection"]["inspector"] == name_of("ann")
    assert found["originCoes"] == [coe.name]
    assert [entry["event"] for entry in found["history"]] == [
        "MechanismProposed",
        "MechanismProven",
        "MechanismAdopted",
        "MechanismActivated",
        "MechanismInspected",
    ]
    measures = story.read("/v1/loopHealth")["measures"]
    protect = next(one for one in measures if one["key"] == "hours_to_protect")
    assert int(protect["sample"]) >= 1
    assert protect["proxy"]
