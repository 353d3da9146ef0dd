"""What an analysis has to say: each rule seen broken with its message, and kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.domain import (
    Actor,
    DomainError,
    InvalidInput,
    NotAllowed,
    NotFound,
    RuleBroken,
)
from chassis.labels import Label
from chassis.money import Money
from services.coes.domain import events
from services.coes.domain.causes import CauseChain, Why, WhyClass
from services.coes.domain.coe import Coe
from services.coes.domain.completeness import advice
from services.coes.domain.corrections import CorrectionKind, CorrectionState
from services.coes.domain.report import (
    CoeMetric,
    Impact,
    IncidentSeverity,
    Questions,
    TimelineEntry,
)
from tests.unit.coes.support import (
    BEFORE,
    COES,
    DAY,
    EVE,
    EXPERIMENTS,
    HOUR,
    JOY,
    KAI,
    LATER,
    MECHANISM,
    NOON,
    POLICY,
    WHYS,
    acting,
    analyzing,
    breach,
    chore,
    closed,
    complete,
    correcting,
    correction,
    dismissed,
    fix,
    knowing,
    opened,
    reasons,
    refusal,
    report,
    reviewing,
    waived,
    watching,
)

DRILL = "mechanisms/drill"


def submit(coe: Coe, **known: Any) -> None:
    coe.submit(knowing(**known), by=KAI, at=LATER, policy=POLICY)


def ending(answer: str, why_class: WhyClass = WhyClass.SYSTEMIC) -> CauseChain:
    return CauseChain((*WHYS[:2], Why(answer, "Why?", why_class)))


BROKEN: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
    ({"timeline": ()}, {}, "TIMELINE_INCOMPLETE", "in between."),
    ({"resolve_time": None}, {}, "TIMELINE_INCOMPLETE", "well again."),
    (
        {"mitigate_time": BEFORE},
        {},
        "TIMELINE_INCOMPLETE",
        "in 'Boxes came back torn' (coes/c1): when the harm ended.",
    ),
    (
        {"timeline": tuple(TimelineEntry(NOON, f"Fact {n}") for n in range(7))},
        {},
        "TIMELINE_WITHOUT_EVIDENCE",
        "'Fact 4' and 2 more. Link each entry to its data.",
    ),
    ({"impact": None}, {}, "IMPACT_UNQUANTIFIED", "Give at least one number"),
    (
        {"impact": Impact(promise_broken="Whole boxes.")},
        {},
        "IMPACT_UNQUANTIFIED",
        "Nobody knows how bad 'Boxes came back torn' (coes/c1) was.",
    ),
    ({"cause_chains": ()}, {}, "WHY_CHAIN_TOO_SHORT", "Nobody has asked why"),
    (
        {"cause_chains": (CauseChain(WHYS), CauseChain(WHYS[2:]))},
        {},
        "WHY_CHAIN_TOO_SHORT",
        "these chains stop too soon: 2 (1 why).",
    ),
    (
        {"cause_chains": (ending("the GLUE let go. "),)},
        {},
        "WHY_CHAIN_TOO_SHORT",
        "1 (3 whys, the last answer is an earlier one). Each asks",
    ),
    (
        {"cause_chains": (ending("Somebody forgot.", WhyClass.HUMAN_ACTION),)},
        {},
        "WHY_CHAIN_ENDS_IN_PERSON",
        (
            "The chain stops at what someone did, in 'Boxes came back torn' (coes/c1):"
            " 'Somebody forgot.'. Ask once more: why did the system let that happen?"
        ),
    ),
    (
        {"cause_chains": (ending("The press is old.", WhyClass.COMPONENT),)},
        {},
        "CAUSE_NOT_SYSTEMIC",
        "'The press is old.'",
    ),
    (
        {"cause_chains": (ending("The process was followed."),)},
        {},
        "PROCESS_FOLLOWED_IS_NOT_A_CAUSE",
        "'The process was followed.' is where 'Boxes came back torn' (coes/c1) stops",
    ),
    (
        {"corrections": (chore(text="Remind teams to look at the date."),)},
        {"fixes": ()},
        "FIX_IS_NOT_A_MECHANISM",
        (
            "No correction of 'Boxes came back torn' (coes/c1) names a mechanism, which"
            " acts by itself. 'Remind teams to look at the date.' asks someone to be"
            " careful. Propose a check, and name it in a correction: a question, a"
            " start rule, a guardrail or an external test."
        ),
    ),
    (
        {"corrections": ()},
        {"fixes": ()},
        "FIX_IS_NOT_A_MECHANISM",
        "acts by itself. Propose a check",
    ),
    (
        {"corrections": (chore(kind=CorrectionKind.HUMAN_REMINDER, text="Look."),)},
        {"fixes": ()},
        "FIX_IS_NOT_A_MECHANISM",
        "'Look.' asks someone to be careful.",
    ),
    (
        {"corrections": (correction(reference="https://wiki.example/be-good"),)},
        {"fixes": ()},
        "FIX_IS_NOT_A_MECHANISM",
        "Propose a check",
    ),
    (
        {},
        {"fixes": (fix(exists=False),), "unknown": (MECHANISM,)},
        "MECHANISM_UNKNOWN",
        "mechanisms that nobody proposed: mechanisms/glue-age",
    ),
    (
        {},
        {"fixes": (fix(human_run=True),)},
        "HUMAN_RUN_CANNOT_CLOSE",
        "relies on what people have to remember: mechanisms/glue-age",
    ),
    (
        {},
        {"prior": ("mechanisms/m7",)},
        "PRIOR_MECHANISM_UNANSWERED",
        "a mechanism should have prevented it: mechanisms/m7.",
    ),
]


@pytest.mark.parametrize(
    ("changes", "known", "reason", "words"),
    BROKEN,
    ids=[f"{number} {case[2]}" for number, case in enumerate(BROKEN)],
)
def test_an_analysis_that_says_too_little_is_refused(
    changes: dict[str, Any], known: dict[str, Any], reason: str, words: str
) -> None:
    coe = analyzing(**changes)

    [violation] = refusal(lambda: submit(coe, **known), RuleBroken)

    assert (violation.reason, violation.subject) == (reason, "coes/c1")
    assert words in violation.description
    assert coe.state == "ANALYZING"


def test_all_that_is_missing_comes_back_at_once() -> None:
    coe = opened(impact=None)
    coe.start_analysis(by=KAI, at=NOON)

    broken = reasons(
        lambda: submit(coe, fixes=(), prior=("mechanisms/m7",)), RuleBroken
    )

    assert broken == [
        "TIMELINE_INCOMPLETE",
        "IMPACT_UNQUANTIFIED",
        "WHY_CHAIN_TOO_SHORT",
        "CAUSE_CLASS_MISSING",
        "FIX_IS_NOT_A_MECHANISM",
        "PRIOR_MECHANISM_UNANSWERED",
    ]


def test_an_incident_of_high_severity_was_felt() -> None:
    coe = analyzing(severity=IncidentSeverity.HIGH, impact=Impact(0, Money("EUR", 0)))

    [violation] = refusal(lambda: submit(coe), RuleBroken)

    assert violation.reason == "IMPACT_UNQUANTIFIED"
    assert "is HIGH, and each number of its impact is 0" in violation.description


@pytest.mark.parametrize(
    "impact",
    [
        Impact(1),
        Impact(loss=Money("EUR", 0, 1)),
        Impact(duration=HOUR),
        Impact(promise_broken="1 day"),
    ],
)
def test_any_number_above_0_is_felt(impact: Impact) -> None:
    coe = analyzing(severity=IncidentSeverity.HIGH, impact=impact)

    submit(coe)

    assert coe.state == "REVIEWING"


def test_a_chain_that_ends_nowhere_ends_in_nothing() -> None:
    coe = analyzing(cause_chains=(CauseChain(), CauseChain(WHYS)))

    assert reasons(lambda: submit(coe), RuleBroken) == ["WHY_CHAIN_TOO_SHORT"]


@pytest.mark.parametrize(
    "questions",
    [
        Questions(would_existing_mechanism_have_prevented="No."),
        Questions(escaped_mechanisms=("mechanisms/m7",)),
    ],
)
def test_an_answer_for_the_mechanisms_that_exist_is_enough(
    questions: Questions,
) -> None:
    coe = analyzing(questions=questions)

    submit(coe, prior=("mechanisms/m7",))

    assert coe.state == "REVIEWING"


@pytest.mark.parametrize(
    "impact",
    [
        Impact(0),
        Impact(loss=Money("EUR", 1)),
        Impact(duration=HOUR),
        Impact(promise_broken="1 day"),
    ],
)
def test_one_number_is_enough(impact: Impact) -> None:
    coe = analyzing(impact=impact)

    submit(coe)

    assert coe.state == "REVIEWING"


def test_a_person_in_a_cause_is_refused_with_everything_else() -> None:
    coe = analyzing(impact=None)
    coe.report = complete(impact=None, cause_chains=(ending("Ann forgot it."),))

    violations = refusal(lambda: submit(coe, people=frozenset({"ann"})), RuleBroken)

    assert [v.reason for v in violations] == ["PERSON_NAMED", "IMPACT_UNQUANTIFIED"]
    assert violations[0].subject == "coes/c1"
    assert violations[0].description == (
        "Somebody is named here: ann. Causes name no people: write the role."
        " It is in cause_chains[0].whys[2].answer."
    )


def test_only_the_owner_hands_it_in() -> None:
    coe = analyzing()

    broken = reasons(
        lambda: coe.submit(knowing(), by=JOY, at=LATER, policy=POLICY), NotAllowed
    )

    assert broken == ["NOT_OWNER"]


def test_what_is_worth_knowing_stops_nothing_and_is_kept() -> None:
    coe = analyzing(corrections=(correction(), chore(text="Train the team.")))

    submit(coe)

    assert [it.reason for it in coe.warnings] == ["FIX_IS_NOT_A_MECHANISM", "FEW_WHYS"]
    assert "'Train the team.' asks someone to be careful" in coe.warnings[0].description
    assert "fewer than 5 whys in chain 1" in coe.warnings[1].description


def test_five_whys_are_enough_for_everyone() -> None:
    answers = [f"Because of {n}" for n in range(4)]
    chain = CauseChain(tuple(Why(it) for it in answers) + WHYS[2:])

    assert advice(Label("coes/c1", ""), report(cause_chains=(chain,)), POLICY) == []


def test_a_why_is_added_to_its_chain_or_begins_one() -> None:
    coe = analyzing()

    coe.add_why("glue", Why("Nobody owns the glue."), by=KAI, at=LATER, policy=POLICY)
    coe.add_why("", Why("It was hot."), by=KAI, at=LATER, policy=POLICY)
    coe.add_why("1", Why("The door was open."), by=KAI, at=LATER, policy=POLICY)

    chains = [(chain.id, len(chain.whys)) for chain in coe.report.cause_chains]
    assert chains == [("glue", 4), ("1", 2)]


@pytest.mark.parametrize(
    ("chain_id", "whys", "chains", "kind", "reason"),
    [
        ("other", 3, 1, NotFound, "WHY_CHAIN_NOT_FOUND"),
        ("0", 12, 1, RuleBroken, "WHY_CHAIN_TOO_LONG"),
        ("", 3, 10, RuleBroken, "WHY_CHAINS_FULL"),
    ],
)
def test_a_why_is_refused_where_there_is_no_place_for_it(
    chain_id: str, whys: int, chains: int, kind: type[DomainError], reason: str
) -> None:
    asked = tuple(Why(f"Because {n}") for n in range(whys))
    known = tuple(CauseChain(asked, str(n)) for n in range(chains))
    coe = analyzing(cause_chains=known)

    broken = reasons(
        lambda: coe.add_why(chain_id, WHYS[0], by=KAI, at=LATER, policy=POLICY), kind
    )

    assert broken == [reason]
    assert coe.report.cause_chains == known


def test_a_chain_keeps_its_id_and_no_id_is_used_twice() -> None:
    coe = analyzing(cause_chains=(CauseChain(WHYS), CauseChain(WHYS, "2")))
    first = coe.report.cause_chains[0]

    chains = (CauseChain(WHYS[:1]), first)
    coe.update(complete(cause_chains=chains), by=KAI, at=LATER, policy=POLICY)

    assert [chain.id for chain in coe.report.cause_chains] == ["3", "1"]
    twice = complete(cause_chains=(CauseChain(id="a"), CauseChain(id="a")))
    [violation] = refusal(
        lambda: coe.update(twice, by=KAI, at=LATER, policy=POLICY), InvalidInput
    )
    assert violation.reason == "WHY_CHAIN_REPEATED"
    assert violation.subject == "coe.cause_chains[1].id"


def test_a_why_names_nobody() -> None:
    coe = analyzing()
    why = Why("@joy forgot it", "What did people/lea do?")

    violations = refusal(
        lambda: coe.add_why("", why, by=KAI, at=LATER, policy=POLICY), InvalidInput
    )

    assert [v.subject for v in violations] == ["why.question", "why.answer"]


def test_a_timeline_is_kept_in_order_and_says_nothing_twice() -> None:
    coe = opened()
    entries = [TimelineEntry(LATER, "Mended."), TimelineEntry(BEFORE, "Broken.")]

    first = coe.add_to_timeline(entries, by=KAI, at=LATER, policy=POLICY)
    again = coe.add_to_timeline(entries[:1], by=KAI, at=LATER + HOUR, policy=POLICY)

    assert (first, again) == (2, 0)
    assert [entry.fact for entry in coe.report.timeline] == ["Broken.", "Mended."]
    assert coe.updated_at == LATER


def test_a_timeline_has_an_end() -> None:
    coe = opened()
    entries = [TimelineEntry(NOON + HOUR * n, "It goes on.") for n in range(201)]

    [violation] = refusal(
        lambda: coe.add_to_timeline(entries, by=KAI, at=LATER, policy=POLICY),
        RuleBroken,
    )

    assert violation.reason == "TIMELINE_FULL"
    assert "would have 201 entries; 200 fit" in violation.description


def test_corrections_need_somebody_and_a_day_and_an_id_of_their_own() -> None:
    known = report(
        corrections=(
            chore(id="a", team=""),
            chore(id="a", due_at=None),
            chore(id=""),
        )
    )

    violations = refusal(
        lambda: Coe.create("c1", known, by=KAI, at=NOON, policy=POLICY), InvalidInput
    )

    assert [(v.reason, v.subject) for v in violations] == [
        ("CORRECTION_WITHOUT_OWNER_OR_DATE", "coe.corrections[0].team"),
        ("CORRECTION_WITHOUT_OWNER_OR_DATE", "coe.corrections[1].due_time"),
        ("CORRECTION_REPEATED", "coe.corrections[1].id"),
    ]
    assert violations[0].description == (
        "The correction 'Buy other glue.' has no team. Say who does it."
    )
    assert "has no date. Say by when." in violations[1].description


def test_corrections_get_ids_and_keep_what_is_known_of_them() -> None:
    coe = analyzing(corrections=(chore(id=""), chore(id="2"), chore(id="")))
    assert [it.id for it in coe.report.corrections] == ["1", "2", "3"]
    coe.wake(by=COES, at=NOON + 10 * DAY)
    overdue = CorrectionState.OVERDUE

    coe.update(
        complete(
            corrections=(
                chore(id="1"),
                chore(id="2", due_at=NOON + 90 * DAY),
                chore(id="3", reference="elsewhere"),
                chore(id=""),
            )
        ),
        by=KAI,
        at=LATER,
        policy=POLICY,
    )

    states = [it.state for it in coe.report.corrections]
    assert states == [overdue, *[CorrectionState.OPEN] * 3]
    assert coe.report.corrections[3].id == "4"


def approve(coe: Coe, **changes: Any) -> None:
    coe.approve([fix(**changes)], by=EVE, at=LATER)


@pytest.mark.parametrize(
    ("changes", "reason", "words"),
    [
        (
            {"proven": False},
            "MECHANISM_UNPROVEN",
            "would have stopped 'Boxes came back",
        ),
        ({"only_warns": True}, "MECHANISM_ONLY_WARNS", "and stop nothing: mechanisms/"),
        ({"human_run": True}, "MECHANISM_UNPROVEN", "mechanisms/glue-age"),
        ({"exists": False}, "MECHANISM_UNPROVEN", "mechanisms/glue-age"),
    ],
)
def test_nothing_is_approved_without_a_proven_mechanism(
    changes: dict[str, Any], reason: str, words: str
) -> None:
    coe = reviewing()

    [violation] = refusal(lambda: approve(coe, **changes), RuleBroken)

    assert violation.reason == reason
    assert words in violation.description


def test_who_judges_is_another_and_of_another_team() -> None:
    coe = reviewing()

    for act in (
        lambda: coe.approve([fix()], by=KAI, at=LATER),
        lambda: coe.give_back("Why?", by=KAI, at=LATER),
        lambda: coe.waive("No glue.", LATER + DAY, by=KAI, at=LATER, policy=POLICY),
        lambda: coe.dismiss("Fine.", by=KAI, at=LATER),
    ):
        broken = reasons(act, NotAllowed)
        assert broken == ["REVIEWER_IS_OWNER"]


@pytest.mark.parametrize(
    ("by", "involved", "reason"),
    [
        (EXPERIMENTS, (), "REVIEWER_IS_NO_PERSON"),
        (Actor("people/nobody"), (), "REVIEWER_IS_NO_PERSON"),
        (JOY, (), "REVIEWER_IN_SAME_TEAM"),
        (EVE, (EVE.team,), "REVIEWER_IN_SAME_TEAM"),
        (EVE, (EVE.name,), "REVIEWER_IN_SAME_TEAM"),
    ],
)
def test_who_judges_is_a_person_who_is_not_involved(
    by: Actor, involved: tuple[str, ...], reason: str
) -> None:
    coe, until = reviewing(), LATER + DAY

    for act in (
        lambda: coe.approve([fix()], involved, by=by, at=LATER),
        lambda: coe.give_back("Why?", involved, by=by, at=LATER),
        lambda: coe.waive("No.", until, involved, by=by, at=LATER, policy=POLICY),
        lambda: coe.dismiss("Fine.", involved, by=by, at=LATER),
    ):
        assert reasons(act, NotAllowed) == [reason]


def test_what_is_returned_says_why() -> None:
    coe = reviewing()

    coe.give_back("Why was it hot?", by=EVE, at=LATER)

    assert (coe.state, coe.return_comment) == ("ANALYZING", "Why was it hot?")
    assert coe.reviewer == EVE.name


@pytest.mark.parametrize(
    ("days", "reason", "words"),
    [
        (0, "WAIVER_PASSED", "would have ended on 2026-03-02 13:00:00 UTC"),
        (91, "WAIVER_TOO_LONG", "2026-06-01 13:00:00 UTC. All its waivers end by"),
    ],
)
def test_a_waiver_ends_ahead_and_soon(days: int, reason: str, words: str) -> None:
    coe = reviewing()
    until = LATER + days * DAY

    [violation] = refusal(
        lambda: coe.waive("No glue.", until, by=EVE, at=LATER, policy=POLICY),
        RuleBroken,
    )

    assert violation.reason == reason
    assert words in violation.description


def test_waivers_cannot_be_renewed_for_ever() -> None:
    coe = waived()
    coe.settle([], by=COES, at=LATER, policy=POLICY)
    ends = NOON + 40 * DAY
    coe.wake(by=COES, at=ends)
    submit(coe)
    last = NOON + POLICY.waiver_limit

    def waive(until: datetime) -> None:
        coe.waive("No glue yet.", until, by=EVE, at=ends, policy=POLICY)

    broken = reasons(lambda: waive(last + timedelta(seconds=1)), RuleBroken)
    assert broken == ["WAIVER_TOO_LONG"]
    waive(last)

    assert coe.waiver
    assert coe.waiver.expires_at == last


def test_no_coe_closes_while_a_waiver_is_in_force() -> None:
    coe = waived()
    assert coe.state == "CORRECTING"

    coe.settle([], by=COES, at=LATER, policy=POLICY)
    assert (coe.state, coe.protect_at, coe.watch_until) == ("WATCHING", None, None)
    assert coe.wake_at == NOON + 40 * DAY

    coe.wake(by=COES, at=LATER + POLICY.watch)
    assert coe.state == "WATCHING"
    coe.wake(by=COES, at=NOON + 40 * DAY)
    assert (coe.state, coe.waiver) == ("ANALYZING", None)


def test_a_mechanism_that_acts_by_then_makes_a_waiver_unneeded() -> None:
    coe = waived()
    coe.settle([], by=COES, at=LATER, policy=POLICY)
    ends = NOON + 40 * DAY

    coe.settle([acting()], by=COES, at=ends, policy=POLICY)
    coe.wake(by=COES, at=ends)

    assert (coe.state, coe.waiver) == ("WATCHING", None)
    assert coe.watch_until == ends + POLICY.watch
    coe.wake(by=COES, at=ends + POLICY.watch)
    assert (coe.state, coe.waived_since) == ("CLOSED", None)


def test_a_watch_begins_anew_when_a_mechanism_acts_again() -> None:
    coe = watching()
    away = acting(acts=False, protects=False)

    for _ in range(2):
        coe.settle([away], by=COES, at=LATER, policy=POLICY)
    assert (coe.state, coe.watch_until, coe.wake_at) == ("WATCHING", None, None)
    coe.wake(by=COES, at=NOON + POLICY.watch)
    assert coe.state == "WATCHING"
    coe.settle([acting(protects=False)], by=COES, at=LATER, policy=POLICY)
    assert coe.watch_until is None
    for at in (LATER + DAY, LATER + 2 * DAY):
        coe.settle([acting()], by=COES, at=at, policy=POLICY)

    assert coe.watch_until == LATER + DAY + POLICY.watch
    names = [type(it).__name__ for it in coe.events]
    assert names.count("CoeUnprotected") == names.count("CoeProtected") == 1


def test_a_version_that_consumers_do_not_have_yet_does_not_end_a_watch() -> None:
    coe = watching()

    coe.settle([acting(protects=False)], by=COES, at=LATER, policy=POLICY)

    assert coe.watch_until == NOON + POLICY.watch


@pytest.mark.parametrize("changes", [{"only_warns": True}, {"proven": False}])
def test_what_only_warns_or_let_something_through_is_not_watched(
    changes: dict[str, Any],
) -> None:
    coe = watching()

    coe.settle([acting(**changes)], by=COES, at=LATER, policy=POLICY)

    assert (coe.state, coe.watch_until) == ("WATCHING", None)


def test_a_mechanism_that_ends_while_it_is_watched_opens_it_again() -> None:
    coe = watching()
    gone = fix(ended=True)
    drill = fix(mechanism=DRILL, human_run=True, proven=False)

    coe.settle([gone, acting(mechanism=DRILL)], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "WATCHING"
    coe.settle([gone, drill], by=COES, at=LATER, policy=POLICY)

    assert coe.state == "ANALYZING"
    reopened = coe.events[-1]
    assert isinstance(reopened, events.CoeReopened)
    assert (reopened.recurrence, reopened.mechanism) == ("", MECHANISM)


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (watching, "ANALYZING"),
        (closed, "ANALYZING"),
        (dismissed, "DISMISSED"),
        (reviewing, "REVIEWING"),
    ],
)
def test_the_same_incident_told_again_opens_what_was_corrected(
    make: Callable[[], Coe], state: str
) -> None:
    coe = make()

    coe.tell_again(by=COES, at=LATER, policy=POLICY)

    assert coe.state == state
    assert coe.repeats == (0 if state == "DISMISSED" else 1)


def test_a_waiver_that_expires_leads_back_to_the_analysis() -> None:
    coe = waived()
    coe.report = complete(corrections=(correction(), chore()))

    coe.settle([], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "CORRECTING"
    coe.wake(by=COES, at=NOON + 40 * DAY)

    assert (coe.state, coe.waiver) == ("ANALYZING", None)
    assert type(coe.events[-1]).__name__ == "CoeWaiverExpired"


def test_all_is_put_right_once_a_mechanism_protects_and_the_rest_is_done() -> None:
    coe = correcting(corrections=(correction(), chore()))
    protecting = [acting()]

    coe.settle([fix()], by=COES, at=NOON, policy=POLICY)
    assert not coe.report.corrections[0].is_done
    coe.settle(protecting, by=COES, at=NOON, policy=POLICY)
    assert (coe.state, coe.report.corrections[0].is_done) == ("CORRECTING", True)
    coe.complete("glue", "https://git.example/1", None, by=JOY, at=LATER)
    coe.settle(protecting, by=COES, at=LATER, policy=POLICY)

    assert (coe.state, coe.protect_at) == ("WATCHING", LATER)
    assert coe.watch_until == LATER + POLICY.watch
    assert coe.report.corrections[1].evidence_url == "https://git.example/1"


def test_nothing_is_put_right_by_chores_alone() -> None:
    coe = correcting()
    coe.report = complete(corrections=(chore(),))
    coe.complete("glue", "/glue", None, by=KAI, at=LATER)

    coe.settle([], by=COES, at=LATER, policy=POLICY)

    assert coe.state == "CORRECTING"


def test_what_is_not_being_corrected_does_not_settle() -> None:
    coe = reviewing()

    coe.settle([acting()], by=COES, at=LATER, policy=POLICY)

    assert coe.state == "REVIEWING"


@pytest.mark.parametrize(
    ("known", "broken"),
    [
        (fix(missing=("services/experiments",)), ["MECHANISM_NOT_ACTIVE"]),
        (fix(), ["MECHANISM_NOT_ACTIVE"]),
        (fix(proven=False), ["MECHANISM_UNPROVEN", "MECHANISM_NOT_ACTIVE"]),
    ],
)
def test_a_mechanism_is_done_when_it_acts(known: Any, broken: list[str]) -> None:
    coe = correcting()

    violations = refusal(
        lambda: coe.complete("check", "", known, by=KAI, at=LATER), RuleBroken
    )

    assert [v.reason for v in violations] == broken
    if known.missing:
        assert "Not there yet: services/experiments." in violations[0].description


def test_a_mechanism_that_acts_is_done_by_hand_too() -> None:
    coe = correcting()

    coe.complete("check", "", acting(), by=KAI, at=LATER)

    assert coe.report.corrections[0].is_done


def test_what_people_run_is_done_when_they_say_so_and_closes_nothing() -> None:
    coe = correcting(
        corrections=(correction(), correction(id="drill", reference=DRILL))
    )
    drill = fix(mechanism=DRILL, human_run=True, proven=False)

    coe.complete("drill", "", drill, by=KAI, at=LATER)
    coe.settle([fix(), drill], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "CORRECTING"

    coe.settle([acting(), drill], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "WATCHING"


def test_a_mechanism_that_something_escapes_is_not_done_any_more() -> None:
    coe = correcting(corrections=(correction(), correction(id="too", reference=DRILL)))
    acts, other = acting(), acting(mechanism=DRILL)
    coe.complete("check", "", acts, by=KAI, at=NOON)

    coe.settle([fix(proven=False), other], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "CORRECTING"

    coe.settle([acts, other], by=COES, at=LATER, policy=POLICY)
    assert coe.state == "WATCHING"


def test_an_old_waiver_does_not_undo_what_was_approved_after_it() -> None:
    coe = reviewing()
    coe.waive("No glue.", NOON + DAY, by=EVE, at=NOON, policy=POLICY)
    after = NOON + 2 * DAY

    unproven = [fix(proven=False)]
    broken = reasons(lambda: coe.approve(unproven, by=EVE, at=after), RuleBroken)
    assert broken == ["MECHANISM_UNPROVEN"]
    coe.approve([fix()], by=EVE, at=after)
    coe.wake(by=COES, at=after)

    assert (coe.state, coe.waiver) == ("CORRECTING", None)


def test_a_waiver_covers_what_is_not_done_while_it_is_watched() -> None:
    coe = reviewing(corrections=(correction(), correction(id="too", reference=DRILL)))
    until = NOON + 10 * DAY
    coe.waive("No glue.", until, by=EVE, at=NOON, policy=POLICY)
    coe.approve([], by=EVE, at=NOON)
    known = [acting(), fix(mechanism=DRILL)]

    coe.settle(known, by=COES, at=NOON, policy=POLICY)
    assert (coe.state, coe.protect_at) == ("WATCHING", NOON)

    coe.wake(by=COES, at=until)
    assert coe.state == "ANALYZING"


def test_no_coe_closes_while_one_of_its_mechanisms_is_waived() -> None:
    coe = reviewing(corrections=(correction(), correction(id="too", reference=DRILL)))
    until = NOON + 40 * DAY
    coe.waive("No glue.", until, by=EVE, at=NOON, policy=POLICY)
    coe.approve([], by=EVE, at=NOON)
    coe.settle([acting(), fix(mechanism=DRILL)], by=COES, at=NOON, policy=POLICY)
    assert (coe.watch_until, coe.wake_at) == (NOON + POLICY.watch, until)

    coe.wake(by=COES, at=NOON + POLICY.watch)

    assert coe.state == "WATCHING"


def test_a_mechanism_that_comes_while_it_is_watched_ends_the_waiver() -> None:
    coe = reviewing(corrections=(correction(), correction(id="too", reference=DRILL)))
    coe.waive("No glue.", NOON + 40 * DAY, by=EVE, at=NOON, policy=POLICY)
    coe.approve([], by=EVE, at=NOON)
    coe.settle([], by=COES, at=NOON, policy=POLICY)
    one, both = (
        [acting()],
        [acting(), acting(mechanism=DRILL)],
    )

    for known in (one, one):
        coe.settle(known, by=COES, at=LATER, policy=POLICY)
    assert (coe.state, coe.protect_at) == ("WATCHING", LATER)
    before = coe.waiver
    assert before, "one is still missing"
    coe.settle(both, by=COES, at=LATER + DAY, policy=POLICY)

    assert (coe.waiver, coe.protect_at) == (None, LATER)
    assert coe.watch_until == LATER + DAY + POLICY.watch
    arrived = [e.mechanisms for e in coe.events if isinstance(e, events.CoeProtected)]
    assert arrived == [(MECHANISM,), (DRILL, MECHANISM)]
    coe.wake(by=COES, at=coe.watch_until)
    over = coe.events[-1]
    assert isinstance(over, events.CoeClosed)
    assert over.mechanisms == (MECHANISM, DRILL)


def test_what_is_done_is_done_once() -> None:
    coe = correcting(corrections=(correction(), chore()))
    coe.complete("glue", "/glue", None, by=KAI, at=LATER)

    broken = reasons(
        lambda: coe.complete("glue", "/glue", None, by=KAI, at=LATER), RuleBroken
    )

    assert broken == ["CORRECTION_DONE"]


def test_what_is_no_mechanism_is_done_when_something_shows_it() -> None:
    coe = correcting(corrections=(correction(), chore()))

    [violation] = refusal(
        lambda: coe.complete("glue", "", None, by=KAI, at=LATER), InvalidInput
    )

    assert violation.reason == "CORRECTION_WITHOUT_EVIDENCE"
    assert "Nothing shows that 'Buy other glue.' of" in violation.description


def test_a_correction_is_up_to_its_team() -> None:
    coe = correcting(corrections=(correction(), chore()))

    broken = reasons(
        lambda: coe.complete("glue", "/glue", None, by=EVE, at=LATER), NotAllowed
    )

    assert broken == ["NOT_ON_TEAM"]


def test_a_correction_that_is_not_there_is_not_found() -> None:
    broken = reasons(
        lambda: correcting().complete("glow", "", None, by=KAI, at=LATER), NotFound
    )

    assert broken == ["CORRECTION_NOT_FOUND"]


def test_a_correction_past_its_day_is_told_once() -> None:
    coe = correcting()
    assert coe.wake_at == NOON + 10 * DAY

    coe.wake(by=COES, at=NOON + 10 * DAY)
    coe.wake(by=COES, at=NOON + 11 * DAY)

    told = [it for it in coe.events if type(it).__name__ == "CoeCorrectionOverdue"]
    assert len(told) == 1
    assert coe.report.corrections[0].state is CorrectionState.OVERDUE
    assert coe.wake_at is None


def test_what_comes_back_opens_again_with_time_to_do_it_better() -> None:
    coe = watching()

    coe.recur("coes/c9", MECHANISM, by=COES, at=LATER, policy=POLICY)
    coe.recur("coes/c9", MECHANISM, by=COES, at=LATER, policy=POLICY)

    assert (coe.state, coe.recurrences) == ("ANALYZING", ("coes/c9",))
    [again] = coe.report.corrections
    assert (again.state, again.due_at) == (
        CorrectionState.OPEN,
        LATER + POLICY.watch,
    )
    names = [type(it).__name__ for it in coe.events]
    assert names[-2:] == ["CoeRecurred", "CoeReopened"]


def test_a_chore_stays_done_when_it_comes_back() -> None:
    coe = correcting(corrections=(correction(), chore()))
    coe.complete("glue", "/glue", None, by=KAI, at=NOON)
    coe.settle([acting()], by=COES, at=NOON, policy=POLICY)

    coe.recur("coes/c9", by=COES, at=LATER, policy=POLICY)

    assert [it.is_done for it in coe.report.corrections] == [False, True]


def test_a_recurrence_is_of_another_one_and_said_once() -> None:
    coe = opened()

    assert reasons(
        lambda: coe.mark_recurrence("coes/c1", by=KAI, at=LATER), RuleBroken
    ) == ["RECURRENCE_OF_ITSELF"]
    coe.mark_recurrence("coes/c0", by=KAI, at=LATER)
    assert reasons(
        lambda: coe.mark_recurrence("coes/c2", by=KAI, at=LATER), RuleBroken
    ) == ["RECURRENCE_KNOWN"]
    assert coe.recurrence_of == "coes/c0"


def test_a_breach_brings_its_number() -> None:
    assert report().metrics == ()
    told = CoeMetric("refund_rate", 0.31, 0.2, "/experiments/e1")
    coe = Coe.of_incident("c1", breach(), by=COES, at=NOON)

    assert coe.report.metrics == (told,)
    assert coe.report.detected_by == "guardrail refund_rate"


def test_the_clock_of_a_watched_one_is_its_watch() -> None:
    coe = watching()
    assert coe.wake_at == NOON + POLICY.watch

    coe.wake(by=COES, at=NOON + POLICY.watch - timedelta(seconds=1))
    assert coe.state == "WATCHING"
    coe.wake(by=COES, at=NOON + POLICY.watch)

    assert (coe.state, coe.close_at) == ("CLOSED", NOON + POLICY.watch)
