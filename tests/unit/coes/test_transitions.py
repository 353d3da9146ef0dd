"""Every method of a COE, and of a mechanism, in every one of its states."""

from collections.abc import Callable, Mapping

import pytest

from chassis.domain import RuleBroken
from services.coes.domain.coe import Coe
from services.coes.domain.life import CoeState
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.mechanism_life import MechanismState
from services.coes.domain.report import TimelineEntry
from tests.unit.coes.support import (
    COES as SERVICE,
)
from tests.unit.coes.support import (
    DAY,
    EVE,
    JOY,
    KAI,
    LATER,
    NOON,
    POLICY,
    WHYS,
    adopted,
    analyzing,
    chore,
    closed,
    complete,
    correcting,
    correction,
    design,
    dismissed,
    external,
    fix,
    inspect,
    inspected,
    knowing,
    proposed,
    proven,
    reasons,
    rejected,
    retired,
    reviewing,
    suspend,
    suspended,
    to_be_dismissed,
    trial,
    watching,
)

WRONG = "WRONG_STATE"
SAME = "(nothing happens)"

COES: dict[str, Callable[[], Coe]] = {
    "OPENED": lambda: to_be_dismissed(corrections=(correction(),)),
    "ANALYZING": lambda: analyzing(corrections=(correction(), chore())),
    "REVIEWING": lambda: reviewing(corrections=(correction(), chore())),
    "CORRECTING": lambda: correcting(corrections=(correction(), chore())),
    "WATCHING": watching,
    "CLOSED": closed,
    "DISMISSED": dismissed,
}


def complete_one(coe: Coe) -> None:
    if coe.report.corrections == ():
        coe.report = complete(corrections=(chore(),))
    which = coe.report.corrections[-1].id
    coe.complete(which, "https://git.example/1", None, by=KAI, at=LATER)


def erase(coe: Coe) -> None:
    coe.copied = ("torn",)
    coe.erase(by=SERVICE, at=LATER)


COE_METHODS: dict[str, Callable[[Coe], object]] = {
    "repeat": lambda coe: coe.repeat(by=SERVICE, at=LATER),
    "tell_again": lambda coe: coe.tell_again(by=SERVICE, at=LATER, policy=POLICY),
    "update": lambda coe: coe.update(complete(), by=KAI, at=LATER, policy=POLICY),
    "add_to_timeline": lambda coe: coe.add_to_timeline(
        [TimelineEntry(NOON, "It broke.")], by=KAI, at=LATER, policy=POLICY
    ),
    "start_analysis": lambda coe: coe.start_analysis(by=KAI, at=LATER),
    "add_why": lambda coe: coe.add_why("", WHYS[0], by=KAI, at=LATER, policy=POLICY),
    "submit": lambda coe: coe.submit(knowing(), by=KAI, at=LATER, policy=POLICY),
    "give_back": lambda coe: coe.give_back("Why?", by=EVE, at=LATER),
    "approve": lambda coe: coe.approve([fix()], by=EVE, at=LATER),
    "waive": lambda coe: coe.waive(
        "No glue.", LATER + DAY, by=EVE, at=LATER, policy=POLICY
    ),
    "ask_dismissal": lambda coe: coe.ask_dismissal("Fine.", by=KAI, at=LATER),
    "dismiss": lambda coe: coe.dismiss("Fine.", by=EVE, at=LATER),
    "complete": complete_one,
    "mark_recurrence": lambda coe: coe.mark_recurrence("coes/c0", by=KAI, at=LATER),
    "recur": lambda coe: coe.recur("coes/c9", by=SERVICE, at=LATER, policy=POLICY),
    "erase": erase,
}

COE_EXPECTED: dict[str, Mapping[str, str]] = {
    "OPENED": {
        "repeat": "OPENED",
        "tell_again": "OPENED",
        "update": "OPENED",
        "add_to_timeline": "OPENED",
        "start_analysis": "ANALYZING",
        "ask_dismissal": "OPENED",
        "dismiss": "DISMISSED",
        "mark_recurrence": "OPENED",
        "recur": "OPENED",
        "erase": "OPENED",
    },
    "ANALYZING": {
        "repeat": "ANALYZING",
        "tell_again": "ANALYZING",
        "update": "ANALYZING",
        "add_to_timeline": "ANALYZING",
        "add_why": "ANALYZING",
        "submit": "REVIEWING",
        "mark_recurrence": "ANALYZING",
        "recur": "ANALYZING",
        "erase": "ANALYZING",
    },
    "REVIEWING": {
        "repeat": "REVIEWING",
        "tell_again": "REVIEWING",
        "give_back": "ANALYZING",
        "approve": "CORRECTING",
        "waive": "REVIEWING",
        "mark_recurrence": "REVIEWING",
        "recur": "REVIEWING",
        "erase": "REVIEWING",
    },
    "CORRECTING": {
        "repeat": "CORRECTING",
        "tell_again": "CORRECTING",
        "waive": "CORRECTING",
        "complete": "CORRECTING",
        "mark_recurrence": "CORRECTING",
        "recur": "CORRECTING",
        "erase": "CORRECTING",
    },
    "WATCHING": {
        "repeat": "WATCHING",
        "tell_again": "ANALYZING",
        "mark_recurrence": "WATCHING",
        "recur": "ANALYZING",
        "erase": "WATCHING",
    },
    "CLOSED": {
        "tell_again": "ANALYZING",
        "repeat": SAME,
        "recur": "ANALYZING",
        "erase": "CLOSED",
    },
    "DISMISSED": {
        "tell_again": SAME,
        "repeat": SAME,
        "recur": "DISMISSED",
        "erase": "DISMISSED",
    },
}
"""Where each method leads; whatever is left out is refused with WRONG_STATE."""


def report_ready(mechanism: Mechanism) -> None:
    mechanism.design = external()
    mechanism.report(by=JOY, at=LATER)


MECHANISMS: dict[str, Callable[[], Mechanism]] = {
    "PROPOSED": proposed,
    "PROVEN": proven,
    "ADOPTED": inspected,
    "SUSPENDED": suspended,
    "RETIRED": retired,
    "REJECTED": rejected,
}


def look_at(mechanism: Mechanism) -> None:
    inspect(mechanism, at=LATER)


def retitle(mechanism: Mechanism) -> None:
    mechanism.origin_titles = ("Torn",)
    mechanism.retitle("coes/c1", "[erased]", by=SERVICE, at=LATER)


def retire(mechanism: Mechanism) -> None:
    if mechanism.state == "SUSPENDED":
        mechanism.inspection = inspected().inspection
    mechanism.retire("It owns us.", by=KAI, at=LATER)


MECHANISM_METHODS: dict[str, Callable[[Mechanism], object]] = {
    "allow_proof": lambda it: it.allow_proof(),
    "prove": lambda it: it.prove(trial(), by=JOY, at=LATER),
    "reject_proposal": lambda it: it.reject_proposal("Too broad.", by=EVE, at=LATER),
    "adopt": lambda it: it.adopt([], by=EVE, at=LATER, policy=POLICY),
    "allow_change": lambda it: it.allow_change(design(message="Other."), by=KAI),
    "improve": lambda it: it.improve(
        design(message="Other."), trial(), [], by=KAI, at=LATER, policy=POLICY
    ),
    "suspend": lambda it: suspend(it, at=LATER),
    "resume": lambda it: it.resume(by=KAI, at=LATER),
    "retire": retire,
    "inspect": look_at,
    "report": report_ready,
    "consumed": lambda it: it.consumed(
        "services/experiments", 9, active=True, by=SERVICE, at=LATER
    ),
    "excuse": lambda it: it.excuse(by=SERVICE, at=LATER, policy=POLICY),
    "escape": lambda it: it.escape("coes/c9", by=SERVICE, at=LATER),
    "retitle": retitle,
}

MECHANISM_EXPECTED: dict[str, Mapping[str, str]] = {
    "PROPOSED": {
        "retitle": "PROPOSED",
        "allow_proof": "PROPOSED",
        "prove": "PROVEN",
        "reject_proposal": "REJECTED",
        "adopt": "MECHANISM_UNPROVEN",
        "report": "PROPOSED",
        "consumed": SAME,
        "excuse": SAME,
        "escape": SAME,
    },
    "PROVEN": {
        "retitle": "PROVEN",
        "reject_proposal": "REJECTED",
        "adopt": "ADOPTED",
        "report": "PROVEN",
        "consumed": SAME,
        "excuse": SAME,
        "escape": SAME,
    },
    "ADOPTED": {
        "retitle": "ADOPTED",
        "allow_change": "ADOPTED",
        "improve": "ADOPTED",
        "suspend": "SUSPENDED",
        "retire": "RETIRED",
        "inspect": "ADOPTED",
        "report": "ADOPTED",
        "consumed": "ADOPTED",
        "excuse": "ADOPTED",
        "escape": "ADOPTED",
    },
    "SUSPENDED": {
        "retitle": "SUSPENDED",
        "resume": "ADOPTED",
        "retire": "RETIRED",
        "report": "SUSPENDED",
        "consumed": "SUSPENDED",
        "excuse": SAME,
        "escape": SAME,
    },
    "RETIRED": {
        "retitle": "RETIRED",
        "consumed": "RETIRED",
        "excuse": SAME,
        "escape": SAME,
    },
    "REJECTED": {
        "retitle": "REJECTED",
        "consumed": SAME,
        "excuse": SAME,
        "escape": SAME,
    },
}
"""Where each method leads; whatever is left out is refused with WRONG_STATE."""

UNGUARDED = {"allow_proof", "allow_change"}
"""They change nothing, and only tell what would be refused."""


def public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def test_no_state_and_no_method_is_forgotten() -> None:
    tables = {"COLLECTION", "TRANSITIONS", "METHODS", "journey", "wake_at", "wake"}
    tables |= {"label", "called", "evidence"}
    makers = {"create", "of_incident", "propose"}
    asked = {"is_open", "findings", "settle", "correction"}
    asked |= {"incidents", "unanswered", "is_proven", "missing", "is_active", "check"}
    asked |= {"present_version", "waits_for", "is_told_by_event"}

    assert set(COES) == set(CoeState)
    assert set(MECHANISMS) == set(MechanismState)
    left = public(Coe) - set(Coe.__slots__) - tables - makers - asked
    assert set(COE_METHODS) == left
    left = public(Mechanism) - set(Mechanism.__slots__) - tables - makers - asked
    assert set(MECHANISM_METHODS) == left


@pytest.mark.parametrize("state", COES)
def test_each_method_does_in_a_state_what_the_table_says(state: str) -> None:
    for method in COE_METHODS:
        expect_move(state, method)


def expect_move(state: str, method: str) -> None:
    coe, expected = COES[state](), COE_EXPECTED[state].get(method, WRONG)
    assert coe.state == state

    if expected == WRONG:
        assert reasons(lambda: COE_METHODS[method](coe), RuleBroken) == [WRONG]
    else:
        COE_METHODS[method](coe)
    happened = expected not in {WRONG, SAME}
    assert coe.state == (expected if happened else state)
    assert (coe.updated_at == LATER) is happened


@pytest.mark.parametrize("state", MECHANISMS)
def test_each_method_of_a_mechanism_does_what_the_table_says(state: str) -> None:
    for method in MECHANISM_METHODS:
        expect_move_of_mechanism(state, method)


def expect_move_of_mechanism(state: str, method: str) -> None:
    mechanism = MECHANISMS[state]()
    expected = MECHANISM_EXPECTED[state].get(method, WRONG)
    assert mechanism.state == state

    if expected in {WRONG, "MECHANISM_UNPROVEN"}:
        act = MECHANISM_METHODS[method]
        assert reasons(lambda: act(mechanism), RuleBroken) == [expected]
    else:
        MECHANISM_METHODS[method](mechanism)
    moved = expected in set(MechanismState)
    assert mechanism.state == (expected if moved else state)
    changed = moved and method not in UNGUARDED
    assert (mechanism.updated_at == LATER) is changed


def test_the_methods_that_a_state_allows_are_told() -> None:
    assert correcting().possible == [
        "WaiveMechanism",
        "MarkRecurrence",
        "CompleteCorrection",
    ]
    assert adopted().possible == [
        "ImproveMechanism",
        "SuspendMechanism",
        "RetireMechanism",
        "InspectMechanism",
        "ReportCheckResult",
    ]
    assert dismissed().possible == []
