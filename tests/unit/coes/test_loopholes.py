"""Ways around the rules that were open once: each is tried, and refused."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from chassis.checks import (
    CheckEvaluated,
    CheckResult,
    CheckSeverity,
    DoorKind,
    Scope,
    Stage,
)
from chassis.domain import InvalidInput, NotAllowed, RuleBroken
from services.coes.application import commands, reactions
from services.coes.application import mechanism_commands as mechanisms
from services.coes.application.knowledge import involved_in, settle_those_of
from services.coes.domain.coe import Coe
from services.coes.domain.design import Design
from services.coes.domain.heard import Heard
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import CheckReport, Replay
from services.coes.domain.proofs import ReplayedCase as Case
from services.coes.domain.report import CoeMetric, IncidentSeverity, Questions
from services.coes.domain.rules import MOMENTS
from tests.unit.coes.support import (
    BEFORE,
    DAN,
    DAY,
    DECLARED,
    EVE,
    EXPERIMENTS,
    JOY,
    KAI,
    LATER,
    MECHANISM,
    MIA,
    NOON,
    ON_CALL,
    POLICY,
    VARIED,
    WorkInMemory,
    active,
    analyzing,
    breach,
    closed,
    complete,
    design,
    dismissed,
    experiment,
    external,
    guardrail,
    inspect,
    inspected,
    knowing,
    opened,
    opened_by_breach,
    proof,
    proposed,
    question,
    reasons,
    recorded,
    refusal,
    reviewing,
    suspended,
    to_be_dismissed,
    waived,
    watching,
)

RIGHT, OTHER = Case(patch=DECLARED), (Case(patch=VARIED),)


def working(*aggregates: Coe | Mechanism, **changes: Any) -> WorkInMemory:
    """Return the work of Kai, an hour later, on these; an experiment was recorded."""
    work = replace(WorkInMemory(actor=KAI, now=LATER), **changes)
    for each in aggregates:
        if isinstance(each, Coe):
            work.coes.add(each)
        else:
            work.mechanisms.add(each)
    work.evidence.keep(recorded())
    return work


def about(**changes: Any) -> Coe:
    return opened(**({"source": "experiments/e1"} | changes))


def propose(work: WorkInMemory, is_like: Design) -> Mechanism:
    return mechanisms.create_mechanism(work, "m1", is_like, ("coes/c1",), "")


def prove(work: WorkInMemory, is_like: Design, **replay: Any) -> Mechanism:
    propose(work, is_like)
    given = [Replay(coe="coes/c1", **replay)]
    return mechanisms.prove_mechanism(work, "m1", "", given, POLICY)


def test_a_proof_by_the_title_of_the_incident_is_refused() -> None:
    work = working(about())
    is_like = design(predicate='experiment.title != "Boxes that fit"')

    [violation] = refusal(lambda: propose(work, is_like), InvalidInput)

    assert violation.reason == "PREDICATE_LOOKS_AT_IDENTITY"
    assert violation.subject == "mechanism.predicate.expression"
    assert "by ExperimentSnapshot.title." in violation.description


def test_an_improvement_does_not_look_at_identity_either() -> None:
    work = working(about(), active())

    broken = reasons(
        lambda: mechanisms.improve_mechanism(
            work,
            "glue-age",
            "",
            lambda it: replace(it, predicate='experiment.team != "teams/x"'),
            [],
            policy=POLICY,
        ),
        InvalidInput,
    )

    assert broken == ["PREDICATE_LOOKS_AT_IDENTITY"]


@pytest.mark.parametrize(
    "mutated",
    [
        (),
        (Case(subject="experiments/e1"),),
        (Case(patch='{"title": "Other", "name": "experiments/e2"}'),),
        (Case(patch='{"lossCap": 5}'),),
    ],
)
def test_a_proof_on_one_incident_alone_is_refused(mutated: tuple[Case, ...]) -> None:
    work = working(about())

    [violation] = refusal(
        lambda: prove(work, design(), corrected=RIGHT, mutated=mutated), RuleBroken
    )

    assert violation.reason == "MUTATED_INCIDENT_MISSING"
    assert "could know 'Boxes came back torn' (coes/c1) by heart" in (
        violation.description
    )


def test_a_number_of_the_incident_is_not_learned_by_heart() -> None:
    work = working(about())
    is_like = design(predicate="experiment.treatment_reads.size() != 1")
    cases = {"corrected": Case(patch='{"treatmentReads": []}')}

    for patch, reason in (
        (VARIED, ""),
        ('{"lossCap": 5}', "MUTATED_INCIDENT_MISSING"),
        ('{"treatmentReads": ["a", "b"]}', "MECHANISM_UNPROVEN"),
    ):
        work.mechanisms.by_id.clear()
        mutated = (Case(patch=patch),)
        if not reason:
            assert prove(work, is_like, **cases, mutated=mutated).state == "PROVEN"
            continue
        given = {**cases, "mutated": mutated}
        refused = partial(prove, work, is_like, **given)
        assert reasons(refused, RuleBroken) == [reason]


@pytest.mark.parametrize(
    ("is_like", "cases"),
    [
        (guardrail(), {"corrected": Case(value=0.1), "mutated": (Case(value=0.31),)}),
        (
            question(),
            {
                "incident": Case(answer="unknown"),
                "corrected": Case(answer="declared"),
                "mutated": (Case(answer="unknown"),),
            },
        ),
    ],
)
def test_the_incident_is_no_variant_of_itself(
    is_like: Design, cases: dict[str, Any]
) -> None:
    coe = about()
    work = working(coe)
    told = CoeMetric("refund_rate", 0.31, evidence_url="/x")
    coe.report = replace(coe.report, metrics=(told,))

    broken = reasons(lambda: prove(work, is_like, **cases), RuleBroken)

    assert broken == ["MUTATED_INCIDENT_MISSING"]


SCOPES = [
    Scope(Stage.EXPERIMENT_START, tags=("nothing-has-it",)),
    Scope(Stage.EXPERIMENT_START, teams=("teams/nobody",)),
    Scope(Stage.EXPERIMENT_START, DoorKind.ONE_WAY),
]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_mechanism_that_never_meets_its_incident_is_refused(scope: Scope) -> None:
    work = working(about())

    [violation] = refusal(
        lambda: prove(work, design(scope=scope), corrected=RIGHT, mutated=OTHER),
        RuleBroken,
    )

    assert violation.reason == "INCIDENT_OUT_OF_SCOPE"
    assert "would not be asked of experiments/e1" in violation.description


@pytest.mark.parametrize("place", ["corrected", "mutated"])
def test_what_is_corrected_by_leaving_the_scope_proves_nothing(place: str) -> None:
    work = working(about())
    work.evidence.keep(
        recorded(tags=("ai",), snapshot=experiment(tags=["ai"]).SerializeToString())
    )
    scope = Scope(Stage.EXPERIMENT_START, tags=("ai",))
    cases: dict[str, Any] = {"corrected": RIGHT, "mutated": OTHER}
    cases[place] = Case(patch=DECLARED.replace("}]}", '}], "tags": []}'))
    if place == "mutated":
        cases[place] = (Case(patch=VARIED.replace("]}", '], "tags": []}')),)

    broken = reasons(lambda: prove(work, design(scope=scope), **cases), RuleBroken)

    assert broken == ["INCIDENT_OUT_OF_SCOPE"]


@pytest.mark.parametrize("is_like", [guardrail(), question()])
def test_a_guardrail_and_a_question_are_asked_where_it_happened(
    is_like: Design,
) -> None:
    coe = about()
    told = CoeMetric("refund_rate", 0.31, evidence_url="/x")
    coe.report = replace(coe.report, metrics=(told,))
    assert is_like.scope
    elsewhere = replace(is_like, scope=replace(is_like.scope, teams=("teams/x",)))
    cases: dict[str, Any] = {"corrected": Case(value=0.1), "mutated": (Case(value=1),)}
    if is_like.question:
        cases = {
            "corrected": Case(answer="declared"),
            "mutated": (Case(answer="unknown"),),
        }

    assert reasons(lambda: prove(working(coe), elsewhere, **cases), RuleBroken) == [
        "INCIDENT_OUT_OF_SCOPE"
    ]
    assert prove(working(coe), is_like, **cases).state == "PROVEN"


def test_a_severe_incident_needs_recorded_subjects_that_pass() -> None:
    work = working(about(severity=IncidentSeverity.HIGH))
    mechanism = prove(work, design(), corrected=RIGHT, mutated=OTHER)
    by_eve = replace(work, actor=EVE)

    def adopt() -> None:
        mechanisms.adopt_mechanism(by_eve, "m1", "", POLICY)

    [violation] = refusal(adopt, RuleBroken)
    assert violation.reason == "PROOF_TOO_WEAK"
    assert "'Boxes came back torn' (coes/c1)" in violation.description

    fine = experiment(treatment_reads=[]).SerializeToString()
    for number in range(3):
        name = f"experiments/good{number}"
        work.evidence.keep(recorded(name=name, idea="", snapshot=fine))
    work.mechanisms.by_id.clear()
    mechanism = prove(work, design(), corrected=RIGHT, mutated=OTHER)
    adopt()

    assert mechanism.state == "ADOPTED"


def test_a_question_is_proved_well_by_what_it_was_answered() -> None:
    work = working(about())
    for number in range(2):
        evaluate(work, "mechanisms/m1", CheckResult.PASS, subject=f"reviews/r{number}")
    cases = {"corrected": Case(answer="declared"), "mutated": (Case(answer="unknown"),)}

    mechanism = prove(work, question(), **cases)

    assert mechanism.evidence
    assert mechanism.evidence.recorded_passes == 2


def evaluate(
    work: WorkInMemory, mechanism: str, result: CheckResult, **changes: Any
) -> None:
    given: dict[str, Any] = {
        "mechanism": mechanism,
        "version": 1,
        "subject": "experiments/e1",
        "stage": Stage.EXPERIMENT_START,
        "result": result,
        "blocked": result is CheckResult.FAIL,
        "actor": DAN.name,
        "at": LATER,
    }
    work.evaluations.keep(CheckEvaluated(**(given | changes)))


@pytest.mark.parametrize(
    ("by", "blocked_at", "allowed"),
    [
        (KAI, None, False),
        (DAN, None, True),
        (DAN, LATER, False),
        (MIA, LATER, True),
        (MIA, LATER - 8 * DAY, False),
    ],
)
def test_who_is_stopped_does_not_suspend_what_stops_them(
    by: Any, blocked_at: Any, *, allowed: bool
) -> None:
    work = working(active(), actor=by)
    if blocked_at:
        evaluate(work, MECHANISM, CheckResult.FAIL, at=blocked_at)

    def suspend() -> Mechanism:
        return mechanisms.suspend_mechanism(
            work, "glue-age", "", "It hurts.", on_call=ON_CALL, policy=POLICY
        )

    if allowed:
        assert suspend().state == "SUSPENDED"
    else:
        assert reasons(suspend, NotAllowed) == ["NOT_ON_CALL"]


def test_the_owner_of_an_experiment_is_who_its_guardrail_stops() -> None:
    work = working(active(guardrail()))

    reactions.mechanism_fired(work, MECHANISM, "experiments/e1", DAN.name, paused=True)

    assert work.evaluations.refused_lately(MECHANISM, NOON) == {DAN.name}


def retire(work: WorkInMemory) -> None:
    inspect(work.mechanisms.get("glue-age"))
    mechanisms.retire_mechanism(work, "glue-age", "", "It owns us.", POLICY)


def suspend(work: WorkInMemory) -> None:
    by_dan = replace(work, actor=DAN)
    mechanisms.suspend_mechanism(
        by_dan, "glue-age", "", "It hurts.", on_call=ON_CALL, policy=POLICY
    )


def soften(work: WorkInMemory) -> None:
    mechanism = work.mechanisms.get("glue-age")
    warns = replace(mechanism.design, severity=CheckSeverity.WARN)
    mechanism.design = warns
    settle_those_of(work, MECHANISM, POLICY)


@pytest.mark.parametrize(
    ("act", "state"),
    [(retire, "ANALYZING"), (suspend, "WATCHING"), (soften, "WATCHING")],
)
def test_no_coe_closes_by_a_mechanism_that_does_not_act(
    act: Callable[[WorkInMemory], None], state: str
) -> None:
    coe = watching()
    work = working(coe, active())

    act(work)
    assert (coe.state, coe.watch_until) == (state, None)
    work.now = NOON + 3 * POLICY.watch
    coe.wake(by=EXPERIMENTS, at=work.now)

    assert coe.state == state


def test_a_waiver_that_ends_reopens_the_analysis_unless_a_mechanism_acts() -> None:
    for found, state in (([], "ANALYZING"), ([active()], "WATCHING")):
        coe = waived()
        coe.settle([], by=EVE, at=NOON, policy=POLICY)
        work = working(coe, *found, now=NOON + 40 * DAY)

        reactions.wake_due(work, POLICY)

        assert (coe.state, coe.waiver) == (state, None)


def test_the_team_of_the_incident_does_not_judge_its_own_fix() -> None:
    coe = about()
    coe.team = "teams/hit"
    work = working(coe)
    prove(work, design(), corrected=RIGHT, mutated=OTHER)
    hit = replace(work, actor=replace(EVE, team="teams/hit"))

    for act in (
        lambda: mechanisms.adopt_mechanism(hit, "m1", "", POLICY),
        lambda: mechanisms.reject_mechanism(hit, "m1", "", "No."),
    ):
        assert reasons(act, NotAllowed) == ["REVIEWER_IN_SAME_TEAM"]


def test_who_broke_it_does_not_judge_it() -> None:
    coe = about()
    work = working(coe, actor=EVE)
    work.evidence.keep(recorded(team=EVE.team))
    work.hearsay.keep(
        Heard(
            kind="",
            source="experiments/e1",
            idea="",
            fact="",
            at=NOON,
            owner="people/ann",
        )
    )

    [violation] = refusal(
        lambda: commands.dismiss_coe(work, "c1", "", "Nothing."), NotAllowed
    )

    assert violation.reason == "REVIEWER_IN_SAME_TEAM"
    assert "about experiments/e1, which is yours or your team's" in (
        violation.description
    )
    assert involved_in(work, coe) == {EVE.team, "people/ann"}


def recurring(first: Coe, *found: Mechanism, **changes: Any) -> WorkInMemory:
    second = analyzing()
    second.id, second.created_at = "c2", LATER
    answered = Questions(would_existing_mechanism_have_prevented="It was away.")
    times = dict.fromkeys(
        ("start_time", "detect_time", "mitigate_time", "resolve_time"), LATER
    )
    second.report = complete(questions=answered, **(times | changes))
    return working(first, second, *found, now=LATER + DAY)


@pytest.mark.parametrize("first", [watching, closed])
@pytest.mark.parametrize("found", [[suspended], [inspected]])
def test_a_class_that_comes_back_while_nothing_acts_is_a_recurrence(
    first: Callable[[], Coe], found: list[Callable[[], Mechanism]]
) -> None:
    coe, made = first(), [make() for make in found]
    for mechanism in made:
        if mechanism.state == "ADOPTED":
            mechanism.retire("It owns us.", by=KAI, at=NOON)
    work = recurring(coe, *made)

    commands.submit_coe(work, "c2", "", POLICY)

    assert (coe.state, coe.recurrences) == ("ANALYZING", ("coes/c2",))


@pytest.mark.parametrize(
    "changes", [{"cause_class": "else"}, {"detect_time": BEFORE, "start_time": BEFORE}]
)
def test_what_has_another_class_or_came_before_is_no_recurrence(
    changes: dict[str, Any],
) -> None:
    coe = watching()
    work = recurring(coe, suspended(), **changes)

    commands.submit_coe(work, "c2", "", POLICY)

    assert coe.recurrences == ()


def test_a_class_that_a_mechanism_saw_coming_is_no_recurrence() -> None:
    coe, mechanism = watching(), active()
    work = recurring(coe, mechanism)
    evaluate(work, MECHANISM, CheckResult.FAIL, subject="services/packing")

    commands.submit_coe(work, "c2", "", POLICY)

    assert (coe.state, mechanism.escapes) == ("WATCHING", ())


def test_a_breach_cannot_be_dated_back_behind_the_mechanism() -> None:
    coe, mechanism = watching(), active()
    work = recurring(coe, mechanism, detect_time=BEFORE, start_time=BEFORE)
    work.coes.get("c2").incident_key = breach().incident_key

    commands.submit_coe(work, "c2", "", POLICY)

    assert [it.coe for it in mechanism.escapes] == ["coes/c2"]


def test_an_error_that_came_back_is_part_of_what_a_fix_is_proved_on() -> None:
    for other, state in ((opened(), "CORRECTING"), (dismissed(), "WATCHING")):
        coe = watching()
        other.id = "c2"
        coe.recur("coes/c2", by=KAI, at=NOON, policy=POLICY)
        coe.submit(knowing(), by=KAI, at=NOON, policy=POLICY)
        work = working(coe, other, active(), actor=EVE)
        if state == "CORRECTING":
            approve = partial(commands.approve_coe, work, "c1", "", POLICY)
            assert reasons(approve, RuleBroken) == ["MECHANISM_UNPROVEN"]
            work.mechanisms.get("glue-age").proofs = (proof(), proof("coes/c2"))
        found = commands.approve_coe(work, "c1", "", POLICY)

        assert found.state == "WATCHING"


def test_a_proof_covers_every_time_that_the_error_came_back() -> None:
    coe = about()
    coe.recurrences = ("coes/c2", "coes/c3")
    again, joke = about(), dismissed()
    again.id, joke.id = "c2", "c3"
    work = working(coe, again, joke)
    cases: dict[str, Any] = {"corrected": RIGHT, "mutated": OTHER}

    assert reasons(lambda: prove(work, design(), **cases), RuleBroken) == [
        "CORRECTION_MISSING"
    ]
    replays = [Replay(coe=name, **cases) for name in ("coes/c1", "coes/c2")]
    proved = mechanisms.prove_mechanism(work, "m1", "", replays, POLICY)

    assert [it.coe for it in proved.proofs] == ["coes/c1", "coes/c2"]


def test_an_external_check_that_fails_interrupts_the_watch() -> None:
    coe, mechanism = watching(), active(external())
    work = working(coe, mechanism)

    def tell(result: CheckResult, subject: str) -> None:
        told = CheckReport(
            subject=subject,
            result=result,
            evidence_url="/ci",
            at=work.now,
            reporter=JOY.name,
        )
        mechanisms.report_check_result(work, "glue-age", "", told, POLICY)

    tell(CheckResult.PASS, "services/reviews")
    assert coe.watch_until == NOON + POLICY.watch
    tell(CheckResult.FAIL, "services/reviews")
    tell(CheckResult.PASS, "services/ideas")
    assert coe.watch_until is None
    tell(CheckResult.PASS, "services/reviews")

    assert coe.watch_until == work.now + POLICY.watch


def test_a_repeated_alarm_is_not_swallowed_by_a_closed_coe() -> None:
    coe = closed()
    coe.incident_key = "services/packing#a1"
    work = working(coe)

    found, existed = commands.create_coe(
        work, "", opened().report, policy=POLICY, incident_key="a1"
    )

    assert (found.state, found.repeats, existed) == ("ANALYZING", 1, True)


def test_a_repeated_alarm_is_not_swallowed_by_a_dismissed_coe() -> None:
    coe = dismissed()
    coe.incident_key = "services/packing#a1"
    work = replace(working(coe), now=LATER)

    def create(**changes: Any) -> tuple[Coe, bool]:
        told = replace(opened().report, **changes)
        return commands.create_coe(work, "c2", told, policy=POLICY, incident_key="a1")

    found, existed = create(severity=IncidentSeverity.HIGH)
    again, known = create()

    assert (found.state, found.name, existed) == ("OPENED", "coes/c2", False)
    assert found.report.severity is IncidentSeverity.HIGH
    assert (again is found, found.repeats, known) == (True, 1, True)


def test_the_start_that_an_event_told_stays() -> None:
    long_ago = BEFORE - 900 * DAY
    told, written = opened_by_breach(), opened()
    told.erase(by=EXPERIMENTS, at=NOON)
    written.incident_key = "services/packing#a1"

    for coe in (told, written):
        report = replace(coe.report, start_time=long_ago)
        coe.update(report, by=KAI, at=LATER, policy=POLICY)

    assert told.report.start_time == BEFORE
    assert written.report.start_time == long_ago


@pytest.mark.parametrize("text", [".", " ", "TBD", "n/a"])
def test_nothing_ends_or_waits_for_a_reason_that_says_nothing(text: str) -> None:
    coe, later = reviewing(), NOON + DAY
    waive = partial(coe.waive, text, later, by=EVE, at=LATER, policy=POLICY)
    acts: list[tuple[Callable[[], object], str]] = [
        (waive, "reason"),
        (partial(coe.give_back, text, by=EVE, at=LATER), "comment"),
        (partial(opened().ask_dismissal, text, by=KAI, at=LATER), "reason"),
        (partial(to_be_dismissed().dismiss, text, by=EVE, at=LATER), "reason"),
        (partial(proposed().reject_proposal, text, by=EVE, at=LATER), "reason"),
        (partial(inspected().retire, text, by=KAI, at=LATER), "reason"),
        (
            partial(
                active().suspend, text, ON_CALL, (), by=DAN, at=LATER, policy=POLICY
            ),
            "reason",
        ),
    ]

    for act, field in acts:
        [violation] = refusal(act, InvalidInput)
        assert (violation.reason, violation.subject) == ("TEXT_SAYS_NOTHING", field)


def test_what_a_warning_copied_of_a_title_is_erased() -> None:
    coe = analyzing(title="Boxes that fit broke")
    coe.submit(knowing(), by=KAI, at=NOON, policy=POLICY)
    coe.copied = ("Boxes that fit",)
    assert "Boxes that fit" in coe.warnings[0].description

    coe.erase(by=EXPERIMENTS, at=LATER)

    assert "'[erased] broke' (coes/c1)" in coe.warnings[0].description
    assert "Boxes that fit" not in coe.warnings[0].description


def test_harm_does_not_end_tomorrow() -> None:
    report = opened().report
    work = working()

    for field in MOMENTS:
        times: dict[str, Any] = dict.fromkeys(MOMENTS)
        times[field] = LATER + DAY
        ahead = replace(report, **times)
        create = partial(commands.create_coe, work, "", ahead, policy=POLICY)
        [violation] = refusal(create, RuleBroken)
        assert violation.reason == "MOMENT_IN_FUTURE"
        assert f"{field} 2026-03-03 13:00:00 UTC" in violation.description
