"""What COEs and mechanisms refuse that no story meets on its way."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from tests.e2e.loop import (
    PROVED,
    WHYS,
    Correction,
    adopt,
    asked_of_reviews,
    chain,
    corrected,
    fix,
    own_tag,
    propose,
    prove,
    reminder,
    report,
    start_rule,
)
from tests.e2e.story import Answer, Story, ahead
from tests.e2e.tools import incident, retire

CUT_OFF_WITHIN_SECONDS = 8.0


GAPS: list[tuple[Answer, str, str]] = [
    ({"timeline": []}, "TIMELINE_INCOMPLETE", "in between."),
    (
        {"timeline": [{"time": ahead(hours=-1), "fact": "It went out."}]},
        "TIMELINE_WITHOUT_EVIDENCE",
        "nothing shows: 'It went out.'. Link each entry to its data.",
    ),
    ({"impact": {}}, "IMPACT_UNQUANTIFIED", "Give at least one number"),
    ({"causeChains": []}, "WHY_CHAIN_TOO_SHORT", "Nobody has asked why in"),
    (
        {"causeChains": [chain(*WHYS), chain(WHYS[-1])]},
        "WHY_CHAIN_TOO_SHORT",
        "stop too soon: 2 (1 why).",
    ),
    (
        {"causeChains": [chain(*WHYS[:4], ("Somebody skipped it.", "HUMAN_ACTION"))]},
        "WHY_CHAIN_ENDS_IN_PERSON",
        "Ask once more: why did the system let that happen?",
    ),
    (
        {"causeChains": [chain(*WHYS[:4])]},
        "CAUSE_NOT_SYSTEMIC",
        "'The weight was missing.'",
    ),
    (
        {"corrections": [reminder("Remind teams to be careful.")]},
        "FIX_IS_NOT_A_MECHANISM",
        "'Remind teams to be careful.' asks someone to be careful.",
    ),
    (
        {"corrections": [fix("mechanisms/nowhere")]},
        "MECHANISM_UNKNOWN",
        "that nobody proposed: mechanisms/nowhere.",
    ),
]


@pytest.mark.parametrize(("changes", "reason", "words"), GAPS, ids=[g[1] for g in GAPS])
def test_an_analysis_says_what_is_missing(
    story: Story, changes: Answer, reason: str, words: str
) -> None:
    coe = Correction.by_hand(story)
    mechanism = propose(story, asked_of_reviews(own_tag(story, "gap"), coe.name))
    coe.write(corrections=[fix(mechanism)])
    mask = quote(",".join(changes))
    story.api("ann").call("PATCH", f"/v1/{coe.name}?update_mask={mask}", changes)

    found = coe.refuses("submit", reason)

    assert words in found
    assert coe.name in found
    linted = story.read(f"/v1/{coe.name}:lint")["violations"]
    assert [finding["reason"] for finding in linted] == [reason]


def test_moments_come_in_their_order(story: Story) -> None:
    coe = Correction.by_hand(story)
    mechanism = propose(story, asked_of_reviews(own_tag(story, "gap"), coe.name))
    early = coe.coe["detectTime"]
    coe.write(corrections=[fix(mechanism)], resolveTime=early)

    words = coe.refuses("submit", "TIMELINE_INCOMPLETE")

    assert "Earlier than the moment before it, in " in words
    assert f"({coe.name}): when all was well again." in words


MALFORMED: list[tuple[Answer, str, str]] = [
    ({"title": " "}, "TITLE_MISSING", "Say in one line what happened."),
    (
        {"causeChains": [chain(("@ben forgot it.", "HUMAN_ACTION"))]},
        "PERSON_NAMED",
        "Causes name no people: write the role.",
    ),
    (
        {"corrections": [fix(text="A check", team="")]},
        "CORRECTION_WITHOUT_OWNER_OR_DATE",
        "The correction 'A check' has no team. Say who does it.",
    ),
    (
        {"corrections": [fix(id="one", text="A"), fix(id="one", text="B")]},
        "CORRECTION_REPEATED",
        "Another correction has the id one. Give each its own.",
    ),
    (
        {"causeChains": [{"id": "one"}, {"id": "one"}]},
        "WHY_CHAIN_REPEATED",
        "Another chain of whys has the id one. Give each its own.",
    ),
]


@pytest.mark.parametrize(
    ("changes", "reason", "words"), MALFORMED, ids=[row[1] for row in MALFORMED]
)
def test_what_cannot_be_written_down_is_refused(
    coe: Correction, changes: Answer, reason: str, words: str
) -> None:
    found = coe.story.refuses(
        "ann", f"/v1/{coe.name}", changes, reasons=[reason], verb="PATCH"
    )

    assert words in found


MOVES: list[tuple[str, str, Answer, str, int, str]] = [
    ("gus", "submit", {}, "NOT_OWNER", 403, "is owned by people/ann. Ask them."),
    (
        "ann",
        "approve",
        {},
        "REVIEWER_IS_OWNER",
        403,
        "Ask a reviewer of another team.",
    ),
    (
        "ben",
        "dismiss",
        {"reason": "x"},
        "REVIEWER_IN_SAME_TEAM",
        403,
        "belongs to your own team, teams/books.",
    ),
    (
        "ann",
        "addWhy",
        {"chainId": "nowhere", "why": {"answer": "x"}},
        "WHY_CHAIN_NOT_FOUND",
        404,
        "({coe}) has no chain of whys 'nowhere'.",
    ),
    (
        "ann",
        "markRecurrence",
        {"recurrenceOf": "{coe}"},
        "RECURRENCE_OF_ITSELF",
        400,
        "Name the earlier COE.",
    ),
    (
        "ann",
        "completeCorrection",
        {"correctionId": "nowhere"},
        "CORRECTION_NOT_FOUND",
        404,
        "nowhere",
    ),
    ("joy", "approve", {}, "WRONG_STATE", 400, "{coe}"),
]


@pytest.mark.parametrize(
    ("person", "method", "body", "reason", "status", "words"),
    MOVES,
    ids=[row[3] for row in MOVES],
)
def test_a_coe_says_who_may_and_when(  # noqa: PLR0913, PLR0917 - one row of a table
    coe: Correction,
    person: str,
    method: str,
    body: Answer,
    reason: str,
    status: int,
    words: str,
) -> None:
    sent = {
        key: value.format(coe=coe.name) if isinstance(value, str) else value
        for key, value in body.items()
    }

    found = coe.story.refuses(
        person, coe.path(method), sent, reasons=[reason], status=status
    )

    assert words.format(coe=coe.name) in found


def test_a_coe_has_a_severity_and_nothing_ends_before_it_began(story: Story) -> None:
    words = story.refuses(
        "ann", "/v1/coes", {"title": "Boxes"}, reasons=["SEVERITY_MISSING"]
    )
    assert "Choose LOW, MEDIUM or HIGH." in words

    backwards = report(startTime=ahead(hours=-1), mitigateTime=ahead(hours=-2))
    words = story.refuses("ann", "/v1/coes", backwards, reasons=["TIMELINE_UNORDERED"])
    assert "mitigate_time" in words


def test_a_waiver_is_short(story: Story) -> None:
    coe = Correction.by_hand(story)
    mechanism = propose(story, asked_of_reviews(own_tag(story, "late"), coe.name))
    coe.write(corrections=[fix(mechanism)])
    coe.act("submit")
    coe.refuses("approve", "MECHANISM_UNPROVEN", by="joy")
    long: Answer = {"reason": "It takes a while.", "expireTime": ahead(days=91)}

    words = coe.refuses("waiveMechanism", "WAIVER_TOO_LONG", by="joy", **long)

    assert "90 days after the first began" in words


def without(*fields: str) -> Callable[[Answer], Answer]:
    return lambda mechanism: {k: v for k, v in mechanism.items() if k not in fields}


def with_(**changes: Any) -> Callable[[Answer], Answer]:
    return lambda mechanism: {**mechanism, **changes}


PROPOSALS: list[tuple[Callable[[Answer], Answer], str, str]] = [
    (without("outputs"), "OUTPUTS_MISSING", "Say first which result is wanted."),
    (without("message"), "MESSAGE_MISSING", "Say what is wrong when it fails."),
    (with_(fixHint=" "), "NO_FIX_HINT", "Say how to put it right."),
    (without("predicate"), "TOOL_MISSING", "Nothing evaluates it. Give one tool"),
    (without("scope"), "STAGE_MISSING", "Give it a scope with a stage."),
    (
        with_(predicate={"expression": "experiment.weather == 'wet'"}),
        "EXPRESSION_INVALID",
        "weather",
    ),
    (
        with_(predicate={"expression": "experiment.title"}),
        "EXPRESSION_INVALID",
        "It speaks of the fields of the stage's snapshot",
    ),
    (
        with_(originCoes=["coes/nowhere"]),
        "COE_NOT_FOUND",
        "coes/nowhere",
    ),
]


@pytest.mark.parametrize(
    ("changed", "reason", "words"), PROPOSALS, ids=[row[1] for row in PROPOSALS]
)
def test_a_proposal_says_what_is_missing(
    coe: Correction, changed: Callable[[Answer], Answer], reason: str, words: str
) -> None:
    mechanism = changed(start_rule(own_tag(coe.story, "new"), coe.name))
    status = 404 if reason.endswith("NOT_FOUND") else 400

    found = coe.story.refuses(
        "ann", "/v1/mechanisms", mechanism, reasons=[reason], status=status
    )

    assert words in found


def test_a_question_tells_an_incident_from_a_corrected_one(coe: Correction) -> None:
    mechanism = asked_of_reviews(own_tag(coe.story, "new"), coe.name)
    for answer in mechanism["question"]["answers"]:
        answer["risk"] = "RISK_MEDIUM"

    words = coe.story.refuses(
        "ann", "/v1/mechanisms", mechanism, reasons=["QUESTION_WITHOUT_RISK"]
    )

    assert "Give both: it has to tell an incident from a corrected one." in words


def test_a_proof_replays_what_was_recorded(coe: Correction) -> None:
    story, tag = coe.story, own_tag(coe.story, "new")
    refuses = story.refuses
    orphan = propose(story, asked_of_reviews(tag))
    refuses("ann", f"/v1/{orphan}:prove", reasons=["ORIGIN_MISSING"])

    by_people = without("question", "scope")(asked_of_reviews(tag, coe.name))
    human = propose(story, {**by_people, "humanRun": True})
    refuses("ann", f"/v1/{human}:prove", reasons=["HUMAN_RUN_CANNOT_CLOSE"])

    question = propose(story, asked_of_reviews(tag, coe.name))
    path = f"/v1/{question}:prove"
    words = refuses("ann", path, reasons=["CORRECTION_MISSING"])
    assert f"({coe.name}) looks like corrected." in words
    other = incident(story)["name"]
    strange = {"replays": [{"coe": coe.name, **PROVED}, {"coe": other, **PROVED}]}
    words = refuses("ann", path, strange, reasons=["INCIDENT_UNKNOWN"])
    assert f"{other} is no incident behind " in words
    same = {"coe": coe.name, **PROVED, "corrected": {"answer": "nothing"}}
    words = refuses("ann", path, {"replays": [same]}, reasons=["MECHANISM_UNPROVEN"])
    assert "FAIL instead of PASS on the answer nothing." in words
    wrong = {"coe": coe.name, **PROVED, "mutatedIncidents": [{"answer": "all"}]}
    words = refuses("ann", path, {"replays": [wrong]}, reasons=["MECHANISM_UNPROVEN"])
    assert "PASS instead of FAIL on the answer all." in words

    rule = propose(story, start_rule(tag, coe.name))
    patch = {"replays": [{"coe": coe.name, **corrected()}]}
    words = refuses(
        "ann", f"/v1/{rule}:prove", patch, reasons=["INCIDENT_NOT_RECORDED"]
    )
    assert "Name the recorded subject that went wrong, as `incident.subject`." in words


def test_a_guard_is_let_in_by_somebody_else_and_stays_within_the_budget(
    story: Story,
) -> None:
    coe, tag = Correction.by_hand(story), own_tag(story, "full")
    refuses = story.refuses
    adopted: list[str] = []

    def proved(owner: str = "") -> str:
        more = {"ownerTeam": owner} if owner else {}
        name = propose(story, asked_of_reviews(tag, coe.name, **more))
        prove(story, name, {"coe": coe.name, **PROVED})
        return name

    raw = propose(story, asked_of_reviews(tag, coe.name))
    refuses("joy", f"/v1/{raw}:adopt", reasons=["MECHANISM_UNPROVEN"])
    theirs, ours = proved("teams/family"), proved()
    words = refuses(
        "ann", f"/v1/{theirs}:adopt", reasons=["PROVER_IS_PROPOSER"], status=403
    )
    assert "Ask a reviewer of another team." in words
    refuses("ben", f"/v1/{ours}:adopt", reasons=["REVIEWER_IN_SAME_TEAM"], status=403)
    refuses("ann", f"/v1/{ours}:retire", {"reason": "x"}, reasons=["WRONG_STATE"])
    try:
        words = fill_the_checklist(story, proved, adopted)
        assert "blocking items of a LIGHT review are used" in words
        assert "Retire or merge one: 'Inputs are asked for' (mechanisms/" in words
    finally:
        for name in adopted:
            retire(story, name)


def fill_the_checklist(
    story: Story, proved: Callable[[], str], adopted: list[str]
) -> str:
    """Adopt until no more fit; return the words of the refusal."""
    for _ in range(5):
        name = proved()
        found = story.resource(name)
        assert found["state"] == "MECHANISM_STATE_PROVEN"
        adopt(story, name)
        adopted.append(name)
    return story.refuses(
        "joy", f"/v1/{proved()}:adopt", reasons=["CHECKLIST_BUDGET_EXCEEDED"]
    )


def test_what_acts_is_changed_by_its_team_and_only_into_something_else(
    story: Story,
) -> None:
    coe, tag = Correction.by_hand(story), own_tag(story, "act")
    name = propose(story, asked_of_reviews(tag, coe.name))
    prove(story, name, {"coe": coe.name, **PROVED})
    adopt(story, name)
    refuses = story.refuses
    same = {"mechanism": {"title": "Inputs are asked for"}}

    refuses("ann", f"/v1/{name}:improve", same, reasons=["NOTHING_CHANGED"])
    refuses("gus", f"/v1/{name}:improve", same, reasons=["NOT_ON_TEAM"], status=403)
    result = {"subject": "services/packing", "result": "CHECK_RESULT_PASS"}
    refuses("ann", f"/v1/{name}:reportCheckResult", result, reasons=["NOT_EXTERNAL"])
    seen = {
        "outputsReached": True,
        "stillNeeded": True,
        "weOwnIt": True,
        "evidence": "x",
    }
    past = {**seen, "sunsetTime": ahead(days=-1)}
    refuses("ann", f"/v1/{name}:inspect", past, reasons=["SUNSET_PASSED"])
    refuses(
        "ann", f"/v1/{name}:retire", {"reason": "x"}, reasons=["INSPECTION_MISSING"]
    )
    refuses("ann", f"/v1/{name}:resume", reasons=["WRONG_STATE"])
    retire(story, name)


def test_a_predicate_that_never_ends_is_cut_off_and_refused(story: Story) -> None:
    faqs = [{"id": f"faq-{number}", "answer": "Yes."} for number in range(38)]
    plain = [
        {"id": "cf-different", "answer": "Yes."},
        {"id": "cf-cost", "answer": "No."},
    ]
    story.draft(customerFaqs=[*plain, *faqs])
    story.submit()
    coe = incident(story, source=story.idea, severity="INCIDENT_SEVERITY_LOW")
    expression = 'a.id != b.id + c.id + d.id + e.id + f.id + "x"'
    for variable in "fedcba":
        expression = f"idea.customer_faqs.all({variable}, {expression})"
    rule = start_rule(own_tag(story, "loop"), coe["name"])
    slow = {**rule, "scope": {"stage": "STAGE_IDEA_SUBMIT"}}
    name = propose(story, {**slow, "predicate": {"expression": expression}})
    replay = {"coe": coe["name"], **corrected(headline="Short")}
    began = time.monotonic()

    words = story.refuses(
        "ann",
        f"/v1/{name}:prove",
        {"replays": [replay]},
        reasons=["EXPRESSION_FAILED"],
    )

    assert time.monotonic() - began < CUT_OFF_WITHIN_SECONDS
    assert f"The expression cannot be evaluated on {story.idea}" in words
    story.write("joy", f"/v1/{name}:reject", {"reason": "It never ends."})
