"""What a mechanism does: each rule seen broken with its message, and kept."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from chassis.checks import (
    CheckSeverity,
    Comparison,
    DoorKind,
    GuardrailAction,
    GuardrailTool,
    ReviewQuestion,
    Scope,
    Stage,
    Subject,
)
from chassis.domain import Actor, InvalidInput, NotAllowed, RuleBroken, Violation
from services.coes.domain.admission import Acting
from services.coes.domain.design import Design, breaks
from services.coes.domain.fixes import fix_by
from services.coes.domain.keeping import Consumer, EndTrigger
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import FAIL, PASS, Backtest, Counters
from tests.unit.coes.support import (
    COES,
    DAN,
    DAY,
    EVE,
    EXPERIMENTS,
    HOUR,
    JOY,
    KAI,
    LATER,
    MIA,
    NOON,
    POLICY,
    active,
    adopted,
    design,
    external,
    guardrail,
    human_run,
    inspect,
    inspected,
    proof,
    proposed,
    proven,
    question,
    reasons,
    refusal,
    rejected,
    retired,
    suspend,
    suspended,
    trial,
)

HANA = replace(EVE, name="people/hana", team="teams/stores")


def propose(is_like: Design, problem: str = "") -> Mechanism:
    return Mechanism.propose(
        "m1", is_like, ("coes/c1",), "", problem=problem, by=KAI, at=NOON
    )


MALFORMED: list[tuple[Design, str, str]] = [
    (design(outputs=" "), "OUTPUTS_MISSING", "Say first which result is wanted."),
    (design(message=""), "MESSAGE_MISSING", "Say what is wrong when it fails."),
    (design(fix_hint=""), "NO_FIX_HINT", "Say how to put it right."),
    (design(predicate=""), "TOOL_MISSING", "Nothing evaluates it. Give one tool"),
    (design(human_run=True), "TOOL_MISSING", "by people and by a machine at once"),
    (design(scope=None), "STAGE_MISSING", "Give it a scope with a stage."),
    (
        question(question=ReviewQuestion("Fine?", answers=())),
        "QUESTION_WITHOUT_RISK",
        "Its question has no answer without a risk.",
    ),
]


@pytest.mark.parametrize(
    ("is_like", "reason", "words"),
    MALFORMED,
    ids=[f"{n} {case[1]}" for n, case in enumerate(MALFORMED)],
)
def test_a_proposal_that_says_too_little_is_refused(
    is_like: Design, reason: str, words: str
) -> None:
    [violation] = refusal(lambda: propose(is_like), InvalidInput)

    assert violation.reason == reason
    assert words in violation.description


def test_an_external_check_needs_no_stage_for_nobody_asks_it() -> None:
    mechanism = propose(external(scope=None))
    version = mechanism.present_version()

    assert version.check
    assert version.check.scope == Scope(Stage.NONE)
    assert mechanism.design.covers(Subject("teams/books"))
    assert not mechanism.design.takes_up(DoorKind.ONE_WAY)


def test_all_that_is_missing_in_a_proposal_comes_back_at_once() -> None:
    broken = reasons(lambda: propose(Design(), "Line 1, column 3: no."), InvalidInput)

    assert broken == [
        "OUTPUTS_MISSING",
        "MESSAGE_MISSING",
        "NO_FIX_HINT",
        "TOOL_MISSING",
        "STAGE_MISSING",
        "EXPRESSION_INVALID",
    ]


def test_an_expression_that_is_none_is_refused_with_its_place() -> None:
    [violation] = refusal(
        lambda: propose(design(), "Line 1, column 3: undeclared."), InvalidInput
    )

    assert violation.description.startswith(
        "The expression cannot be used: Line 1, column 3: undeclared."
    )


def test_who_proposes_keeps_it_unless_they_say_otherwise() -> None:
    assert propose(design()).owner_team == KAI.team
    assert proposed(owner_team="teams/stores").owner_team == "teams/stores"


def test_a_proof_remembers_what_was_replayed() -> None:
    mechanism = proven()

    assert mechanism.is_proven
    assert [it.coe for it in mechanism.proofs] == ["coes/c1"]
    assert mechanism.backtest
    assert mechanism.backtest.false_alarm_ratio == pytest.approx(1 / 41)


@pytest.mark.parametrize(
    ("came", "reason", "words"),
    [
        (
            trial(proofs=(proof(said_on_incident=PASS, said_on_corrected=FAIL),)),
            "MECHANISM_UNPROVEN",
            (
                "(mechanisms/glue-age) says PASS instead of FAIL on experiments/e1, and"
                " FAIL instead of PASS on the change {}."
            ),
        ),
        (
            trial(proofs=(proof(said_on_mutated=(PASS,)),)),
            "MECHANISM_UNPROVEN",
            (
                'PASS instead of FAIL on the change {"treatmentReads": ["height"]}. It'
                " has to fail on the incident and pass on the corrected one."
            ),
        ),
        (trial(proofs=()), "MECHANISM_UNPROVEN", "is not proved on coes/c1."),
        (
            trial(proofs=(), problems=(Violation("INCIDENT_NOT_RECORDED", "", "No."),)),
            "INCIDENT_NOT_RECORDED",
            "No.",
        ),
    ],
)
def test_a_proof_that_tells_nothing_apart_is_none(
    came: Any, reason: str, words: str
) -> None:
    mechanism = proposed()

    [violation] = refusal(lambda: mechanism.prove(came, by=JOY, at=LATER), RuleBroken)

    assert violation.reason == reason
    assert words in violation.description
    assert mechanism.state == "PROPOSED"


def test_what_people_run_or_nobody_was_hurt_by_is_not_proved() -> None:
    assert reasons(proposed(human_run()).allow_proof, RuleBroken) == [
        "HUMAN_RUN_CANNOT_CLOSE"
    ]
    assert reasons(proposed(origin_coes=()).allow_proof, RuleBroken) == [
        "ORIGIN_MISSING"
    ]
    assert proposed(origin_coes=()).journey == "mechanisms/glue-age"
    with pytest.raises(ValueError, match="run by people"):
        proposed(human_run()).check()


def test_nobody_adopts_what_is_not_proved() -> None:
    for mechanism in (proposed(), proposed(origin_coes=())):
        adopt = partial(mechanism.adopt, [], by=EVE, at=NOON, policy=POLICY)
        assert reasons(adopt, RuleBroken) == ["MECHANISM_UNPROVEN"]


def test_who_adopts_is_neither_the_proposer_nor_of_the_team() -> None:
    mechanism = proven()

    broken = refusal(
        lambda: mechanism.adopt([], by=KAI, at=NOON, policy=POLICY), NotAllowed
    )
    moved = reasons(
        lambda: mechanism.adopt([], by=JOY, at=NOON, policy=POLICY), NotAllowed
    )
    elsewhere = replace(KAI, team="teams/stores")
    own = reasons(
        lambda: mechanism.adopt([], by=elsewhere, at=NOON, policy=POLICY), NotAllowed
    )

    assert [v.reason for v in broken] == ["PROVER_IS_PROPOSER"]
    assert (
        "You proposed 'Experiments declare what they read' (mech"
        in broken[0].description
    )
    assert moved == ["REVIEWER_IN_SAME_TEAM"]
    assert own == ["PROVER_IS_PROPOSER"]


def test_an_adopted_one_has_an_end_and_an_inspection_ahead() -> None:
    mechanism = adopted()

    assert mechanism.design.sunset_at == NOON + POLICY.lifetime
    assert mechanism.wake_at == NOON + POLICY.inspection_every
    assert mechanism.adopter == EVE.name
    assert mechanism.missing == ("services/experiments",)
    assert not mechanism.is_active


@pytest.mark.parametrize(
    ("by", "hit", "reason"),
    [
        (EXPERIMENTS, (), "REVIEWER_IS_NO_PERSON"),
        (Actor("people/nobody"), (), "REVIEWER_IS_NO_PERSON"),
        (Actor("people/gus", "teams/stores"), (), "REVIEWER_IN_SAME_TEAM"),
        (JOY, (), "REVIEWER_IN_SAME_TEAM"),
        (EVE, (EVE.team,), "REVIEWER_IN_SAME_TEAM"),
    ],
)
def test_who_judges_it_is_a_person_who_is_not_involved(
    by: Actor, hit: tuple[str, ...], reason: str
) -> None:
    mechanism = proven(owner_team="teams/stores")

    for act in (
        lambda: mechanism.adopt([], hit=hit, by=by, at=NOON, policy=POLICY),
        lambda: mechanism.reject_proposal("No.", hit, by=by, at=NOON),
    ):
        assert reasons(act, NotAllowed) == [reason]


SEVERE = ["'Boxes came back torn' (coes/c1)"]


@pytest.mark.parametrize(
    ("passed", "mutated", "strength"),
    [
        (0, 1, "WEAK"),
        (1, 1, "FAIR"),
        (2, 1, "FAIR"),
        (3, 0, "FAIR"),
        (3, 1, "STRONG"),
    ],
)
def test_what_corrects_a_severe_incident_is_proved_well(
    passed: int, mutated: int, strength: str
) -> None:
    mechanism = proposed()
    cases = proof(said_on_mutated=(FAIL,) * mutated)
    mechanism.prove(
        trial(proofs=(cases,), backtest=Backtest(passed=passed)), by=JOY, at=NOON
    )
    found = mechanism.evidence
    assert found
    assert found.strength == f"PROOF_STRENGTH_{strength}"

    def adopt() -> None:
        mechanism.adopt([], severe=SEVERE, by=EVE, at=NOON, policy=POLICY)

    if strength == "STRONG":
        adopt()
        assert mechanism.state == "ADOPTED"
        return
    [violation] = refusal(adopt, RuleBroken)
    assert violation.reason == "PROOF_TOO_WEAK"
    numbers = f"on which it fails: 1; variants of them: {mutated}; recorded subjects"
    assert f"its proof is {strength}: incidents {numbers}" in violation.description


def test_a_search_for_words_does_not_correct_a_severe_incident() -> None:
    mechanism = proposed()
    past = Backtest(passed=9, searches_text=True)
    mechanism.prove(trial(proofs=(proof(),), backtest=past), by=JOY, at=NOON)

    [violation] = refusal(
        lambda: mechanism.adopt([], severe=SEVERE, by=EVE, at=NOON, policy=POLICY),
        RuleBroken,
    )

    assert violation.reason == "PROOF_TOO_WEAK"
    assert "looks for words in a free text" in violation.description


def test_an_improvement_is_proved_as_well() -> None:
    mechanism = active()
    weak = trial(backtest=Backtest(passed=2))
    other = replace(mechanism.design, message="Other.")

    broken = reasons(
        lambda: mechanism.improve(
            other, weak, [], severe=SEVERE, by=KAI, at=NOON, policy=POLICY
        ),
        RuleBroken,
    )

    assert broken == ["PROOF_TOO_WEAK"]


def test_a_mechanism_that_coes_rely_on_goes_on_to_block() -> None:
    mechanism = active()
    softer = replace(mechanism.design, severity=CheckSeverity.WARN)

    [violation] = refusal(lambda: improve(mechanism, softer), RuleBroken)
    assert violation.reason == "MECHANISM_ONLY_WARNS"
    assert "these rely on it: coes/c1" in violation.description

    mild = active(softer)
    improve(mild, replace(softer, message="Other."))
    assert mild.number == 2


@pytest.mark.parametrize(
    ("by", "refused", "allowed"),
    [
        (DAN, (), True),
        (MIA, (), False),
        (EVE, (), False),
        (DAN, (DAN.name,), False),
        (MIA, (DAN.name,), True),
        (MIA, (DAN.name, MIA.name), False),
        (EVE, (DAN.name,), False),
        (KAI, (DAN.name,), False),
    ],
)
def test_only_who_is_on_call_and_was_not_stopped_suspends(
    by: Actor, refused: tuple[str, ...], *, allowed: bool
) -> None:
    mechanism = active()

    if allowed:
        suspend(mechanism, refused, by=by)
        assert mechanism.state == "SUSPENDED"
        return
    [violation] = refusal(lambda: suspend(mechanism, refused, by=by), NotAllowed)
    assert violation.reason == "NOT_ON_CALL"
    assert "people/dan for services/experiments" in violation.description
    is_stopped = by.name in refused
    assert ("refused something of yours" in violation.description) is is_stopped


def test_nobody_is_on_call_for_what_nobody_acts_on() -> None:
    mechanism = active(design(scope=Scope(Stage.IDEA_SUBMIT)))

    [violation] = refusal(lambda: suspend(mechanism), NotAllowed)

    assert "who is on call: nobody." in violation.description


def test_a_version_is_not_suspended_again_and_again() -> None:
    mechanism = suspended()
    back = NOON + POLICY.suspension
    again = back + POLICY.suspension_pause
    mechanism.wake(by=COES, at=back)

    late = again - timedelta(seconds=1)
    [violation] = refusal(lambda: suspend(mechanism, at=late), RuleBroken)
    assert violation.reason == "SUSPENDED_LATELY"
    improve(mechanism, replace(mechanism.design, message="Other words."))
    broken = reasons(lambda: suspend(mechanism, at=late), RuleBroken)
    assert broken == ["SUSPENDED_LATELY"]
    suspend(deepcopy(mechanism), at=again)
    other = Scope(Stage.EXPERIMENT_START, tags=("ai",))
    improve(mechanism, replace(mechanism.design, scope=other))
    suspend(mechanism, at=late)

    assert mechanism.state == "SUSPENDED"


def test_what_works_and_is_needed_and_in_hand_does_not_end() -> None:
    mechanism = active()
    inspect(mechanism, outputs_reached=True, still_needed=True, we_own_it=True)

    broken = reasons(lambda: mechanism.retire("x", by=KAI, at=LATER), RuleBroken)
    assert broken == ["STILL_NEEDED"]
    inspect(mechanism, outputs_reached=True, still_needed=True, we_own_it=False)
    mechanism.retire("It owns us.", by=KAI, at=LATER)

    assert mechanism.state == "RETIRED"


def test_a_sunset_lies_ahead() -> None:
    mechanism = proven(design(sunset_at=NOON))

    broken = reasons(
        lambda: mechanism.adopt([], by=EVE, at=NOON, policy=POLICY), RuleBroken
    )

    assert broken == ["SUNSET_PASSED"]


def others(number: int, **changes: Any) -> list[Acting]:
    """Return so many questions, each more useful than the one before."""
    return [
        (f"mechanisms/m{n}", question(**changes), Counters(blocked=n))
        for n in range(number)
    ]


FULL = Scope(Stage.REVIEW_DECIDE, DoorKind.ONE_WAY)
LIGHT = Scope(Stage.REVIEW_DECIDE, DoorKind.TWO_WAY)


@pytest.mark.parametrize(
    ("is_like", "known", "words"),
    [
        (question(scope=FULL), others(15), "15 of 15 blocking items of a FULL review"),
        (question(scope=LIGHT), others(5), "5 of 5 blocking items of a LIGHT review"),
        (question(), others(5), "5 of 5 blocking items of a LIGHT review"),
    ],
)
def test_a_checklist_that_is_full_takes_no_more(
    is_like: Design, known: list[Acting], words: str
) -> None:
    mechanism = proven(is_like)

    [violation] = refusal(
        lambda: mechanism.adopt(known, by=EVE, at=NOON, policy=POLICY), RuleBroken
    )

    assert violation.reason == "CHECKLIST_BUDGET_EXCEEDED"
    assert words in violation.description
    named = [word for word in violation.description.split() if "mechanisms/" in word]
    assert named == ["(mechanisms/m0),", "(mechanisms/m1),", "(mechanisms/m2)."]


@pytest.mark.parametrize(
    ("is_like", "known"),
    [
        (question(), others(4)),
        (question(severity=CheckSeverity.WARN), others(15)),
        (question(), others(15, severity=CheckSeverity.WARN)),
        (question(scope=LIGHT), others(15, scope=FULL)),
        (design(), others(15)),
        (
            question(scope=replace(LIGHT, teams=("teams/a",))),
            others(5, scope=replace(LIGHT, teams=("teams/b",))),
        ),
        (
            question(scope=replace(LIGHT, tags=("ai",))),
            others(5, scope=replace(LIGHT, tags=("iot",))),
        ),
    ],
)
def test_what_stands_on_another_checklist_takes_no_place(
    is_like: Design, known: list[Acting]
) -> None:
    mechanism = proven(is_like)

    mechanism.adopt(known, by=EVE, at=NOON, policy=POLICY)

    assert mechanism.state == "ADOPTED"


def test_who_cries_wolf_is_not_let_in() -> None:
    mechanism = proven()
    mechanism.backtest = Backtest(
        subjects=20, would_have_blocked=4, caught=1, blocked=("experiments/x1",)
    )

    [violation] = refusal(
        lambda: mechanism.adopt([], by=EVE, at=NOON, policy=POLICY), RuleBroken
    )

    assert violation.reason == "TOO_MANY_FALSE_ALARMS"
    assert "stopped 3 of 20 past subjects" in violation.description
    assert "15 %, and 10 % is the limit" in violation.description
    assert "experiments/x1" in violation.description


def test_on_few_subjects_a_share_says_nothing() -> None:
    mechanism = proven()
    mechanism.backtest = Backtest(subjects=19, would_have_blocked=19)

    mechanism.adopt([], by=EVE, at=NOON, policy=POLICY)

    assert Backtest().false_alarm_ratio == 0
    assert mechanism.state == "ADOPTED"


def consume(mechanism: Mechanism, version: int, *, is_active: bool = True) -> None:
    mechanism.consumed(
        "services/experiments", version, active=is_active, by=EXPERIMENTS, at=LATER
    )


def test_it_protects_once_all_that_act_on_it_have_it() -> None:
    mechanism = adopted()

    consume(mechanism, 1)

    assert mechanism.is_active
    assert mechanism.protected_at == LATER
    have = Consumer(service="services/experiments", version=1, answered_at=LATER)
    assert mechanism.consumers == (have,)


def test_the_same_news_twice_is_no_news() -> None:
    mechanism = active()
    before = len(mechanism.events)

    consume(mechanism, 1)
    consume(adopted(), 1, is_active=False)

    assert len(mechanism.events) == before


def test_a_consumer_that_lost_it_has_it_no_more() -> None:
    mechanism = active()

    consume(mechanism, 1, is_active=False)
    assert mechanism.missing == ("services/experiments",)
    consume(mechanism, 1)

    assert mechanism.is_active
    assert mechanism.protected_at == NOON


def test_a_consumer_that_does_not_understand_it_does_not_act_on_it() -> None:
    mechanism = active()

    def answer(version: int, *, is_lost: bool) -> None:
        mechanism.consumed(
            "services/experiments",
            version,
            active=not is_lost,
            unsupported=is_lost,
            by=EXPERIMENTS,
            at=LATER,
        )

    answer(1, is_lost=True)
    told = len(mechanism.events)
    answer(1, is_lost=True)

    assert len(mechanism.events) == told
    assert not mechanism.is_active
    assert mechanism.missing == ("services/experiments",)
    words = "services/experiments (it does not understand this version: update it)"
    assert mechanism.waits_for == (words,)
    [finding] = mechanism.findings(Counters(), LATER, POLICY)
    assert finding.reason == "MECHANISM_NOT_ACTIVE"
    assert words in finding.description
    found = fix_by(mechanism, ["coes/c1"], "services/packing", LATER)
    assert (found.protects, found.missing) == (False, (words,))
    answer(1, is_lost=False)
    assert mechanism.is_active


def test_what_something_outside_checks_is_there_at_once() -> None:
    mechanism = adopted(external())

    assert mechanism.is_active
    assert mechanism.protected_at == NOON


def improve(mechanism: Mechanism, is_like: Design, **changes: Any) -> None:
    came = changes.pop("came", trial(*mechanism.incidents))
    by, at = changes.pop("by", KAI), changes.pop("at", LATER)
    mechanism.improve(is_like, came, [], by=by, at=at, policy=POLICY)


def test_a_next_version_has_to_arrive_at_its_consumers_again() -> None:
    mechanism = active()

    improve(mechanism, replace(mechanism.design, message="Other."))

    assert (mechanism.number, mechanism.is_active) == (2, False)
    assert mechanism.protected_at is None
    assert [it.version for it in mechanism.past] == [1]
    consume(mechanism, 2)
    assert mechanism.is_active
    assert mechanism.protected_at == LATER


def test_an_escape_is_answered_by_the_next_version() -> None:
    mechanism = active()

    news = mechanism.escape("coes/c9", by=COES, at=LATER)
    again = mechanism.escape("coes/c9", by=COES, at=LATER)
    own = mechanism.escape("coes/c1", by=COES, at=LATER)

    assert (news, again, own) == (True, False, False)
    assert (mechanism.is_proven, mechanism.unanswered) == (False, ("coes/c9",))
    assert mechanism.incidents == ("coes/c1", "coes/c9")
    broken = refusal(
        lambda: improve(
            mechanism,
            replace(mechanism.design, message="Other."),
            came=trial("coes/c1"),
        ),
        RuleBroken,
    )
    assert [v.reason for v in broken] == ["MECHANISM_UNPROVEN"]
    assert "is not proved on coes/c9. Replay every incident." in broken[0].description
    improve(mechanism, replace(mechanism.design, message="Other."))
    assert mechanism.is_proven


@pytest.mark.parametrize(
    ("changes", "kind", "broken"),
    [
        ({}, RuleBroken, ["NOTHING_CHANGED"]),
        ({"message": ""}, InvalidInput, ["MESSAGE_MISSING"]),
        (
            {"predicate": "", "scope": None, "human_run": True},
            RuleBroken,
            ["HUMAN_RUN_CANNOT_CLOSE"],
        ),
        ({"sunset_at": NOON}, RuleBroken, ["SUNSET_PASSED"]),
    ],
)
def test_not_everything_is_an_improvement(
    changes: dict[str, Any], kind: Any, broken: list[str]
) -> None:
    mechanism = active()
    is_like = replace(mechanism.design, **changes)

    assert reasons(lambda: improve(mechanism, is_like), kind) == broken
    assert mechanism.number == 1


def test_only_its_team_improves_ends_resumes_and_inspects_it() -> None:
    for act in (
        lambda: improve(active(), design(message="Other."), by=EVE),
        lambda: inspected().retire("It owns us.", by=EVE, at=LATER),
        lambda: suspended().resume(by=EVE, at=LATER),
        lambda: inspect(active(), by=EVE),
    ):
        [violation] = refusal(act, NotAllowed)
        assert violation.reason == "NOT_ON_TEAM"
        assert "is kept by teams/platform. Ask them." in violation.description


def test_a_suspended_one_returns_by_itself() -> None:
    mechanism = suspended()
    assert mechanism.wake_at == NOON + timedelta(days=7)

    mechanism.wake(by=COES, at=NOON + timedelta(days=7))

    assert (mechanism.state, mechanism.suspend_reason) == ("ADOPTED", "")
    assert mechanism.wake_at == NOON + POLICY.inspection_every


def test_nothing_is_deleted_unseen() -> None:
    mechanism = active()

    [violation] = refusal(
        lambda: mechanism.retire("It owns us.", by=KAI, at=LATER), RuleBroken
    )

    assert violation.reason == "INSPECTION_MISSING"
    inspect(mechanism)
    mechanism.retire("It owns us.", by=KAI, at=LATER)
    assert (mechanism.state, mechanism.end_reason) == ("RETIRED", "It owns us.")
    assert mechanism.end_trigger is EndTrigger.PERSON


def test_an_inspection_of_an_older_version_is_none() -> None:
    mechanism = inspected()
    improve(mechanism, replace(mechanism.design, message="Other."))

    broken = reasons(lambda: mechanism.retire("Old.", by=KAI, at=LATER), RuleBroken)

    assert broken == ["INSPECTION_MISSING"]


def test_at_its_sunset_it_ends_by_itself() -> None:
    for mechanism in (active(design(sunset_at=NOON + DAY)), suspended()):
        at = mechanism.design.sunset_at
        assert at
        mechanism.wake(by=COES, at=at)
        assert mechanism.state == "RETIRED"
        assert mechanism.wake_at is None
        assert "Its sunset has passed" in mechanism.end_reason
        assert mechanism.end_trigger is EndTrigger.SUNSET


def test_an_inspection_can_put_off_the_sunset() -> None:
    mechanism = active()

    well = {"outputs_reached": True, "still_needed": True, "we_own_it": True}
    inspect(mechanism, **well, at=LATER, sunset_at=LATER + 360 * DAY)
    assert mechanism.design.sunset_at == LATER + 360 * DAY
    inspect(mechanism, **well, at=LATER, sunset_at=LATER + 900 * DAY)
    broken = reasons(lambda: inspect(mechanism, sunset_at=NOON), RuleBroken)

    assert mechanism.design.sunset_at == LATER + POLICY.lifetime
    assert broken == ["SUNSET_PASSED"]


@pytest.mark.parametrize(
    "answers",
    [
        {"still_needed": False, "we_own_it": True},
        {"still_needed": True, "we_own_it": False},
    ],
)
def test_what_is_not_needed_or_owns_its_owners_is_not_put_off(
    answers: dict[str, bool],
) -> None:
    mechanism = active(design(sunset_at=NOON + 9 * DAY))

    inspect(mechanism, **answers, sunset_at=NOON + 90 * DAY)
    assert mechanism.design.sunset_at == NOON + 9 * DAY
    inspect(mechanism, **answers, sunset_at=NOON + DAY)
    assert mechanism.design.sunset_at == NOON + DAY


@pytest.mark.parametrize("act", ["adopt", "improve"])
def test_no_sunset_is_further_away_than_a_lifetime(act: str) -> None:
    far = design(sunset_at=NOON + 9000 * DAY)
    mechanism = adopted(far) if act == "adopt" else active()
    if act == "improve":
        improve(mechanism, far)

    assert mechanism.since
    assert mechanism.design.sunset_at == mechanism.since + POLICY.lifetime


def test_who_does_not_look_is_told_and_then_loses_the_severity() -> None:
    mechanism = active()
    due = NOON + POLICY.inspection_every

    mechanism.wake(by=COES, at=due, policy=POLICY)
    assert mechanism.softened_because is None
    assert mechanism.wake_at == due + POLICY.inspection_grace
    mechanism.wake(by=COES, at=due + POLICY.inspection_grace, policy=POLICY)

    assert mechanism.design.severity is CheckSeverity.WARN
    names = [type(it).__name__ for it in mechanism.events]
    assert names[-2:] == ["MechanismInspectionOverdue", "MechanismSoftened"]
    assert mechanism.wake_at == mechanism.design.sunset_at
    inspect(mechanism, at=due + 30 * DAY)
    assert mechanism.check().severity is CheckSeverity.WARN, "it is not needed"
    inspect(mechanism, still_needed=True, we_own_it=True, at=due + 30 * DAY)
    assert mechanism.check().severity is CheckSeverity.BLOCK


def test_what_only_warns_cannot_be_softened() -> None:
    mechanism = active(design(severity=CheckSeverity.WARN))
    due = NOON + POLICY.inspection_every

    mechanism.wake(by=COES, at=due)
    mechanism.wake(by=COES, at=due + POLICY.inspection_grace)
    inspect(mechanism, at=due + 30 * DAY)

    assert mechanism.design.severity is CheckSeverity.WARN
    assert "MechanismSoftened" not in [it.event for it in mechanism.history]


@pytest.mark.parametrize(
    ("counters", "severity"),
    [
        (Counters(fired=10, exceptions=2, false_alarms=2), CheckSeverity.WARN),
        (Counters(fired=9, exceptions=9, false_alarms=9), CheckSeverity.BLOCK),
        (Counters(fired=10, exceptions=1, false_alarms=1), CheckSeverity.BLOCK),
        (Counters(), CheckSeverity.BLOCK),
    ],
)
def test_exceptions_that_prove_harmless_cost_the_severity(
    counters: Counters, severity: CheckSeverity
) -> None:
    mechanism = active()
    mechanism.excuse(by=COES, at=LATER, policy=POLICY)
    mechanism.excuse(by=COES, at=LATER + HOUR, policy=POLICY)
    assert mechanism.recheck_at == LATER + POLICY.harmless_after

    mechanism.wake(by=COES, at=LATER + POLICY.harmless_after, counters=counters)

    assert mechanism.design.severity is severity
    assert mechanism.recheck_at is None


def test_what_is_worth_knowing_of_it() -> None:
    mechanism = adopted()
    mechanism.escape("coes/c9", by=COES, at=NOON)
    late = NOON + timedelta(days=340)

    found = mechanism.findings(Counters(), late, POLICY)

    assert [it.reason for it in found] == [
        "INSPECTION_OVERDUE",
        "SUNSET_NEAR",
        "NEVER_FIRED",
        "MECHANISM_NOT_ACTIVE",
        "MECHANISM_UNPROVEN",
    ]
    assert "v1 let through coes/c9." in found[-1].description
    assert active().findings(Counters(), LATER, POLICY) == []
    assert retired().findings(Counters(), late, POLICY) == []
    fired = Counters(last_fired_at=late)
    assert "NEVER_FIRED" not in [
        it.reason for it in mechanism.findings(fired, late, POLICY)
    ]
    mechanism.wake(by=COES, at=NOON + POLICY.inspection_every)
    assert mechanism.findings(Counters(), LATER, POLICY)[0].reason == (
        "INSPECTION_OVERDUE"
    )


@pytest.mark.parametrize(
    ("scope", "subject", "covered"),
    [
        (Scope(Stage.IDEA_SUBMIT), Subject(), True),
        (Scope(Stage.IDEA_SUBMIT, teams=("teams/a",)), Subject("teams/a"), True),
        (Scope(Stage.IDEA_SUBMIT, teams=("teams/a",)), Subject("teams/b"), False),
        (Scope(Stage.IDEA_SUBMIT, tags=("ai",)), Subject(tags=("ai", "x")), True),
        (Scope(Stage.IDEA_SUBMIT, tags=("ai",)), Subject(tags=("x",)), False),
        (Scope(Stage.IDEA_SUBMIT, tags=("ai",)), Subject(), True),
        (
            Scope(Stage.IDEA_SUBMIT, DoorKind.ONE_WAY),
            Subject(door_kinds=("TWO_WAY",)),
            False,
        ),
        (Scope(Stage.IDEA_SUBMIT, DoorKind.ONE_WAY), Subject(), True),
    ],
)
def test_what_nobody_knows_excludes_nothing(
    scope: Scope, subject: Subject, *, covered: bool
) -> None:
    assert design(scope=scope).covers(subject) is covered
    assert not human_run().covers(subject)


def test_the_end_of_a_mechanism_is_a_fix_where_it_was_the_error() -> None:
    mechanism = retired()

    its_own = fix_by(mechanism, ["coes/c9"], mechanism.name, LATER)
    others_fix = fix_by(mechanism, ["coes/c1"], "services/packing", LATER)

    assert (its_own.counts, its_own.protects) == (True, True)
    assert (others_fix.counts, others_fix.protects) == (True, False)
    assert fix_by(proposed(human_run()), ["coes/c1"], "", LATER).human_run


def test_a_mechanism_is_a_fix_for_the_incidents_it_was_proved_on_and_no_other() -> None:
    mechanism = active()

    assert fix_by(mechanism, ["coes/c1"], "services/packing", LATER).counts
    assert not fix_by(mechanism, ["coes/c2"], "services/packing", LATER).counts
    mechanism.escape("coes/c2", by=COES, at=NOON)
    assert not fix_by(mechanism, ["coes/c1"], "services/packing", LATER).counts
    improve(mechanism, replace(mechanism.design, message="Other."))
    assert fix_by(mechanism, ["coes/c1"], "services/packing", LATER).counts
    assert fix_by(mechanism, ["coes/c2"], "services/packing", LATER).counts


@pytest.mark.parametrize(
    ("mechanism", "waits_for"),
    [
        (proposed(), "the reviewer who has to adopt it"),
        (proven(), "the reviewer who has to adopt it"),
        (adopted(), "services/experiments"),
        (suspended(), "the end of its suspension"),
        (retired(), "a waiver, because this one is retired"),
        (rejected(), "a waiver, because this one was rejected"),
    ],
)
def test_a_fix_says_what_it_waits_for(mechanism: Mechanism, waits_for: str) -> None:
    found = fix_by(mechanism, ["coes/c1"], "services/packing", LATER)

    assert (found.protects, found.missing) == (False, (waits_for,))


def test_what_was_the_error_protects_by_its_next_version_and_not_as_it_was() -> None:
    mechanism = active()
    since = mechanism.since
    assert since

    before = since - timedelta(seconds=1)
    as_it_was = fix_by(mechanism, ["coes/c1"], mechanism.name, since)
    renewed = fix_by(mechanism, ["coes/c1"], mechanism.name, before)
    never_adopted = fix_by(proposed(), ["coes/c1"], proposed().name, since)

    assert not as_it_was.protects
    assert as_it_was.missing == ("its next version, or its end",)
    assert (renewed.protects, renewed.missing) == (True, ())
    assert not never_adopted.protects


def test_other_words_are_no_fix_where_the_mechanism_was_the_error() -> None:
    mechanism = active()

    def own_fix() -> bool:
        return fix_by(mechanism, ["coes/c1"], mechanism.name, LATER).acts

    assert not own_fix()
    improve(mechanism, replace(mechanism.design, message="Other."), at=LATER + DAY)
    assert not own_fix()
    narrower = Scope(Stage.EXPERIMENT_START, tags=("ai",))
    improve(mechanism, replace(mechanism.design, scope=narrower), at=LATER + DAY)

    assert own_fix()


def test_what_people_run_is_no_fix_of_itself() -> None:
    drill = proposed(human_run())

    found = fix_by(drill, ["coes/c1"], drill.name, LATER)

    assert (found.acts, found.counts, found.missing) == (
        False,
        False,
        ("its next version, or its end",),
    )


def test_a_fix_is_proved_on_every_time_that_the_error_came_back() -> None:
    mechanism = active()

    found = fix_by(mechanism, ["coes/c1", "coes/c2"], "services/packing", LATER)

    assert not found.counts


@pytest.mark.parametrize(
    ("make", "acts", "ended"),
    [
        (proven, False, False),
        (adopted, True, False),
        (active, True, False),
        (suspended, False, False),
        (retired, False, True),
        (rejected, False, True),
    ],
)
def test_a_fix_says_whether_it_acts(
    make: Callable[[], Mechanism], *, acts: bool, ended: bool
) -> None:
    found = fix_by(make(), ["coes/c1"], "services/packing", LATER)

    assert (found.acts, found.ended) == (acts, ended)


def test_an_external_check_that_fails_protects_nobody() -> None:
    mechanism = active(external())

    found = fix_by(mechanism, ["coes/c1"], "services/x", LATER, failing=True)

    assert (found.acts, found.protects) == (False, False)
    assert found.missing == ("a report that says PASS on what failed last",)


@pytest.mark.parametrize(
    ("is_like", "only_warns"),
    [
        (design(), False),
        (design(severity=CheckSeverity.WARN), True),
        (guardrail(), False),
        (
            guardrail(
                guardrail=GuardrailTool(
                    "m", Comparison.AT_MOST, 0.1, 1, GuardrailAction.ALERT
                )
            ),
            True,
        ),
        (external(severity=CheckSeverity.WARN), False),
    ],
)
def test_what_only_warns_is_no_fix(is_like: Design, *, only_warns: bool) -> None:
    assert is_like.only_warns is only_warns


def test_reports_are_for_external_checks() -> None:
    [violation] = refusal(lambda: active().report(by=JOY, at=LATER), RuleBroken)

    assert violation.reason == "NOT_EXTERNAL"


@pytest.mark.parametrize(
    ("is_like", "tool", "consumers"),
    [
        (design(), "PREDICATE", ("services/experiments",)),
        (question(), "QUESTION", ("services/reviews",)),
        (guardrail(), "GUARDRAIL", ("services/experiments",)),
        (external(), "EXTERNAL", ("services/coes",)),
        (human_run(), "", ()),
        (design(scope=Scope(Stage.IDEA_SUBMIT)), "PREDICATE", ("services/ideas",)),
    ],
)
def test_who_acts_on_it_follows_from_its_tool_and_stage(
    is_like: Design, tool: str, consumers: tuple[str, ...]
) -> None:
    assert (is_like.tool, is_like.consumers) == (tool, consumers)
    assert not is_like.could_meet(human_run())


def test_a_guardrail_has_two_sides() -> None:
    above = guardrail().guardrail
    assert above
    below = replace(above, comparison=Comparison.AT_LEAST)

    assert (breaks(above, 0.3), breaks(above, 0.2)) == (True, False)
    assert (breaks(below, 0.1), breaks(below, 0.2)) == (True, False)
