"""What people do with COEs and mechanisms, and what that sets off."""

from dataclasses import replace
from typing import Any

import pytest

from chassis.checks import CheckEvaluated, CheckResult, Scope, Stage
from chassis.domain import InvalidInput, NotFound, RuleBroken
from services.coes.application import commands
from services.coes.application import mechanism_commands as mechanisms
from services.coes.application.knowledge import knowledge_on, settle_those_of
from services.coes.domain.causes import Why
from services.coes.domain.coe import Coe
from services.coes.domain.heard import Heard
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import (
    FAIL,
    PASS,
    CheckReport,
    MeasuredMetric,
    Replay,
)
from services.coes.domain.proofs import ReplayedCase as Case
from services.coes.domain.report import (
    CoeMetric,
    Questions,
    Report,
    TimelineEntry,
)
from tests.unit.coes.support import (
    BEFORE,
    DAN,
    DAY,
    DECLARED,
    EVE,
    EXPERIMENTS,
    HOUR,
    JOY,
    KAI,
    LATER,
    MECHANISM,
    NOON,
    ON_CALL,
    POLICY,
    VARIED,
    WorkInMemory,
    active,
    adopted,
    analyzing,
    chore,
    closed,
    complete,
    correcting,
    correction,
    design,
    experiment,
    external,
    guardrail,
    human_run,
    inspected,
    opened,
    proposed,
    question,
    reasons,
    recorded,
    refusal,
    report,
    suspended,
    watching,
)

VARIANTS = (Case(patch=VARIED),)


def working(*aggregates: Coe | Mechanism, **changes: Any) -> WorkInMemory:
    """Return the work of Kai, an hour later, on these."""
    work = replace(WorkInMemory(actor=KAI, now=LATER), **changes)
    for each in aggregates:
        each.events.clear()
        if isinstance(each, Coe):
            work.coes.add(each)
        else:
            work.mechanisms.add(each)
    return work


def by_eve(work: WorkInMemory) -> WorkInMemory:
    return replace(work, actor=EVE)


def test_an_alert_may_call_as_often_as_it_likes() -> None:
    work = working()

    def create(told: Report) -> tuple[Coe, bool]:
        return commands.create_coe(work, "", told, policy=POLICY, incident_key="a1")

    first, was_there = create(report())
    again, is_there = create(report())
    other, _ = create(report(source="services/glue"))

    assert again is first
    assert (was_there, is_there) == (False, True)
    assert (first.repeats, first.incident_key) == (1, "services/packing#a1")
    assert other is not first


def test_a_coe_on_an_experiment_touches_its_idea() -> None:
    work = working()
    heard = Heard(
        kind="", source="experiments/e1", idea="ideas/i1", fact="", at=NOON, owner=""
    )
    work.hearsay.keep(heard)

    on_experiment, _ = commands.create_coe(
        work, "", report(source="experiments/e1"), policy=POLICY
    )
    on_idea, _ = commands.create_coe(work, "", report(source="ideas/i2"), policy=POLICY)

    assert (on_experiment.idea, on_idea.idea) == ("ideas/i1", "ideas/i2")


def test_whoever_acted_here_is_somebody_whom_causes_do_not_name() -> None:
    work = working(analyzing())
    known = complete(trigger="Kai was on leave.")

    violations = refusal(
        lambda: commands.update_coe(work, "c1", "", lambda _: known, POLICY),
        InvalidInput,
    )

    assert [(v.reason, v.subject) for v in violations] == [
        ("PERSON_NAMED", "coe.trigger")
    ]


def test_an_owner_writes_it_all_down() -> None:
    work = working(opened())
    heard = Heard(
        kind="", source="services/packing", idea="", fact="It broke.", at=BEFORE
    )
    work.hearsay.keep(heard)

    commands.add_timeline_entry(work, "c1", "", TimelineEntry(NOON, "Ours."), POLICY)
    coe, added = commands.import_timeline(work, "c1", "", POLICY)
    commands.start_analysis(work, "c1", "")
    commands.add_why(work, "c1", "", "", Why("It was hot."), policy=POLICY)

    assert added == 1
    assert [entry.imported for entry in coe.report.timeline] == [True, False]
    assert coe.report.cause_chains[0].whys == (Why("It was hot."),)


def test_from_the_analysis_to_the_watch() -> None:
    work = working(analyzing(corrections=(correction(), chore())), active())

    commands.submit_coe(work, "c1", "", POLICY)
    commands.return_coe(by_eve(work), "c1", "", "Why?")
    commands.submit_coe(work, "c1", "", POLICY)
    approved = commands.approve_coe(by_eve(work), "c1", "", POLICY)
    assert (approved.state, approved.report.corrections[0].is_done) == (
        "CORRECTING",
        True,
    )
    done = commands.complete_correction(work, "c1", "", "glue", "/glue", policy=POLICY)

    assert done.state == "WATCHING"


def test_a_mechanism_is_completed_by_hand_when_it_acts() -> None:
    coe = correcting(corrections=(correction(), chore()))
    work = working(coe, active())

    commands.complete_correction(work, "c1", "", "check", "", policy=POLICY)

    assert coe.report.corrections[0].is_done


def test_what_does_not_exist_cannot_be_relied_on() -> None:
    work = working(
        analyzing(questions=Questions(escaped_mechanisms=("mechanisms/m9",)))
    )

    [violation] = refusal(
        lambda: commands.submit_coe(work, "c1", "", POLICY), RuleBroken
    )

    assert violation.reason == "MECHANISM_UNKNOWN"
    assert "mechanisms/glue-age, mechanisms/m9" in violation.description


def test_a_waiver_lets_it_go_on() -> None:
    work = working(analyzing(), proposed())
    commands.submit_coe(work, "c1", "", POLICY)
    until = LATER + 10 * DAY

    commands.waive_mechanism(by_eve(work), "c1", "", "No glue.", until, policy=POLICY)
    coe = commands.approve_coe(by_eve(work), "c1", "", POLICY)

    assert coe.state == "WATCHING"
    assert coe.waiver


def test_mechanisms_in_whose_scope_it_is_have_to_be_answered_for() -> None:
    prior = active(design(scope=Scope(Stage.EXPERIMENT_START, tags=("ai",))))
    prior.origin_coes, prior.id = ("coes/c0",), "m7"
    coe = analyzing()
    work = working(coe, prior, proposed())
    coe.report = complete(source="experiments/e1")

    unknown = knowledge_on(work, coe).prior
    work.evidence.keep(recorded(tags=("iot",)))
    elsewhere = knowledge_on(work, coe).prior

    label = "'Experiments declare what they read' (mechanisms/m7)"
    assert (unknown, elsewhere) == ((label,), ())


def recurring() -> tuple[WorkInMemory, Coe, Coe, Mechanism]:
    """Return an error that was put right, the same again, and what should hold."""
    first, mechanism = watching(), active()
    second = analyzing(cause_class="")
    second.id = "c2"
    second.report = replace(second.report, corrections=(correction(),))
    return working(first, second, mechanism, now=LATER + DAY), first, second, mechanism


def test_a_recurrence_opens_the_earlier_one_and_its_mechanism_has_escaped() -> None:
    work, first, second, mechanism = recurring()

    commands.mark_recurrence(work, "c2", "", "coes/c1", POLICY)

    assert (first.state, first.recurrences) == ("ANALYZING", ("coes/c2",))
    assert mechanism.unanswered == ("coes/c2",)
    assert second.recurrence_of == "coes/c1"
    reopened = [it for it in first.events if type(it).__name__ == "CoeReopened"]
    assert len(reopened) == 1


def test_a_recurrence_can_be_known_from_the_start() -> None:
    work = working(closed())

    commands.create_coe(work, "c2", report(), policy=POLICY, recurrence_of="coes/c1")

    assert work.coes.get("c1").state == "ANALYZING"
    broken = reasons(
        lambda: commands.create_coe(
            work, "c3", report(), policy=POLICY, recurrence_of="coes/c9"
        ),
        NotFound,
    )
    assert broken == ["COE_NOT_FOUND"]


def test_an_analysis_that_names_a_mechanism_lets_it_have_escaped_once() -> None:
    work, first, second, mechanism = recurring()
    blamed = Questions(escaped_mechanisms=(MECHANISM,))
    second.report = replace(
        second.report, questions=blamed, cause_class="old-glue", start_time=NOON
    )

    commands.submit_coe(work, "c2", "", POLICY)

    assert first.state == "ANALYZING"
    assert [it.coe for it in mechanism.escapes] == ["coes/c2"]


@pytest.mark.parametrize(
    ("changes", "scope", "escaped"),
    [
        ({"cause_class": "old-glue"}, {}, True),
        ({"cause_class": "old-press"}, {}, False),
        ({"cause_class": "old-glue", "start_time": BEFORE}, {}, True),
        (
            {"cause_class": "old-glue", "start_time": BEFORE, "detect_time": BEFORE},
            {},
            False,
        ),
        ({"cause_class": "old-glue"}, {"teams": ("teams/stores",)}, False),
    ],
)
def test_the_same_kind_of_cause_is_an_escape_in_scope_and_time(
    changes: dict[str, Any], scope: dict[str, Any], *, escaped: bool
) -> None:
    work, _, second, mechanism = recurring()
    mechanism.design = design(scope=Scope(Stage.EXPERIMENT_START, **scope))
    answered = Questions(would_existing_mechanism_have_prevented="Yes.")
    times = dict.fromkeys(("start_time", "detect_time", "mitigate_time"), LATER)
    known = complete(questions=answered, **(times | {"resolve_time": LATER}) | changes)
    second.report = known

    commands.submit_coe(work, "c2", "", POLICY)

    assert bool(mechanism.escapes) is escaped


def test_what_said_no_has_not_escaped() -> None:
    work, _, second, mechanism = recurring()
    answered = Questions(would_existing_mechanism_have_prevented="It did.")
    times = dict.fromkeys(
        ("start_time", "detect_time", "mitigate_time", "resolve_time"), LATER
    )
    second.report = complete(questions=answered, **times)
    tell_of = CheckEvaluated(
        mechanism=mechanism.name,
        version=1,
        subject=second.report.source,
        stage=Stage.EXPERIMENT_START,
        result=CheckResult.FAIL,
        blocked=True,
        actor=JOY.name,
        at=LATER,
    )
    work.evaluations.keep(tell_of)

    commands.submit_coe(work, "c2", "", POLICY)

    assert mechanism.escapes == ()


def propose(work: WorkInMemory, is_like: Any, **changes: Any) -> Mechanism:
    given: dict[str, Any] = {"origin_coes": ("coes/c1",), "owner_team": ""}
    return mechanisms.create_mechanism(work, "", is_like, **(given | changes))


def prove(work: WorkInMemory, mechanism: Mechanism, **replay: Any) -> Mechanism:
    given = [Replay(coe="coes/c1", **replay)] if replay else []
    return mechanisms.prove_mechanism(work, mechanism.id, "", given, POLICY)


def about(**changes: Any) -> Coe:
    """Return a COE about an experiment."""
    return opened(**({"source": "experiments/e1"} | changes))


def test_a_mechanism_is_proposed_after_coes_that_exist() -> None:
    work = working(about())

    assert propose(work, design()).name == "mechanisms/c1"
    assert propose(work, human_run(), origin_coes=()).state == "PROPOSED"
    broken = reasons(
        lambda: propose(work, design(), origin_coes=("coes/c9",)), NotFound
    )
    assert broken == ["COE_NOT_FOUND"]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("experiment.nonsense == 1", "nonsense"),
        ("experiment.title ==", "Line 1"),
        ("experiment.title", "expression cannot be used"),
    ],
)
def test_an_expression_is_checked_before_anybody_relies_on_it(
    expression: str, words: str
) -> None:
    work = working(about())

    [violation] = refusal(
        lambda: propose(work, design(predicate=expression)), InvalidInput
    )

    assert violation.reason == "EXPRESSION_INVALID"
    assert words in violation.description


def test_an_incident_is_replayed_as_it_was_recorded() -> None:
    work = working(about())
    work.evidence.keep(recorded())
    mechanism = propose(work, design())

    prove(
        work,
        mechanism,
        corrected=Case(patch=DECLARED),
        mutated=(Case(patch=VARIED), Case(subject="experiments/e1")),
    )

    [proof] = mechanism.proofs
    assert proof.replay.incident == Case(subject="experiments/e1")
    assert proof.replay.corrected == Case(patch=DECLARED)
    assert (proof.said_on_incident, proof.said_on_corrected) == (FAIL, PASS)
    assert proof.said_on_mutated == (FAIL, FAIL)
    assert mechanism.replays[0].incident is None


@pytest.mark.parametrize(
    ("mutated", "reason", "words"),
    [
        (Case(patch=DECLARED), "MECHANISM_UNPROVEN", "PASS instead of FAIL on the"),
        (Case(subject="experiments/e9"), "INCIDENT_NOT_RECORDED", "a mutated incident"),
        (Case(value=1.0), "INCIDENT_NOT_RECORDED", "a mutated incident"),
    ],
)
def test_a_mutated_incident_has_to_fail_as_well(
    mutated: Case, reason: str, words: str
) -> None:
    work = working(about())
    work.evidence.keep(recorded())
    mechanism = propose(work, design())
    right, variants = Case(patch=DECLARED), (Case(patch=VARIED), mutated)

    [violation] = refusal(
        lambda: prove(work, mechanism, corrected=right, mutated=variants), RuleBroken
    )

    assert violation.reason == reason
    assert words in violation.description


def test_a_later_subject_can_be_what_is_right() -> None:
    work = working(about(source="services/packing"))
    right = experiment(name="experiments/e2", required_inputs=[{"name": "weight"}])
    work.evidence.keep(recorded())
    work.evidence.keep(
        recorded(name="experiments/e2", idea="", snapshot=right.SerializeToString())
    )
    mechanism = propose(work, design())

    prove(
        work,
        mechanism,
        incident=Case(subject="experiments/e1"),
        corrected=Case(subject="experiments/e2"),
        mutated=(Case(patch=VARIED),),
    )

    assert mechanism.state == "PROVEN"


@pytest.mark.parametrize(
    ("replay", "reason", "words"),
    [
        ({}, "CORRECTION_MISSING", "what 'Boxes came back torn' (coes/c1) looks like"),
        (
            {"corrected": Case(subject="experiments/e9")},
            "CORRECTION_MISSING",
            "a recorded subject",
        ),
        (
            {"incident": Case(subject="experiments/e9")},
            "INCIDENT_NOT_RECORDED",
            "experiments/e9",
        ),
        (
            {"incident": Case(subject="experiments/x1")},
            "INCIDENT_NOT_RECORDED",
            "experiments/x1",
        ),
        ({"incident": Case(answer="x")}, "INCIDENT_NOT_RECORDED", "the answer x"),
        ({"incident": Case()}, "INCIDENT_NOT_RECORDED", "nothing"),
    ],
)
def test_what_cannot_be_replayed_proves_nothing(
    replay: dict[str, Any], reason: str, words: str
) -> None:
    work = working(about())
    work.evidence.keep(recorded(name="experiments/x1", idea="ideas/i9"))
    work.evidence.keep(recorded())
    mechanism = propose(work, design())

    [violation] = refusal(lambda: prove(work, mechanism, **replay), RuleBroken)

    assert violation.reason == reason
    assert words in violation.description


def test_a_stranger_is_not_replayed() -> None:
    work = working(about())
    mechanism = propose(work, design())
    strange = [Replay(coe="coes/c9", corrected=Case(patch="{}"))]

    broken = reasons(
        lambda: mechanisms.prove_mechanism(work, mechanism.id, "", strange, POLICY),
        RuleBroken,
    )

    assert broken == ["INCIDENT_UNKNOWN", "INCIDENT_NOT_RECORDED"]


def test_a_predicate_that_never_ends_is_cut_off_and_refused() -> None:
    work = working(about())
    reads = ["w" * 200] * 200
    seen = experiment(treatment_reads=reads).SerializeToString()
    work.evidence.keep(recorded(snapshot=seen))
    endless = "experiment.treatment_reads"
    for name in "abcd":
        endless = (
            f"experiment.treatment_reads.all({name}, {endless}.size() > 0)"
            if (name == "a")
            else f"experiment.treatment_reads.all({name}, {endless})"
        )
    mechanism = propose(work, design(predicate=endless))

    right = Case(patch=DECLARED)
    for act in (
        lambda: prove(work, mechanism, corrected=right),
        lambda: mechanisms.backtest_mechanism(work, mechanism.id, POLICY),
    ):
        [violation] = refusal(act, RuleBroken)

        assert violation.reason == "EXPRESSION_FAILED"
        assert "cannot be evaluated on experiments/e1:" in violation.description


@pytest.mark.parametrize("patch", ['{"required_inputs": []}', '{"title": 3}'])
def test_a_change_that_cannot_be_used_is_refused_with_its_place(patch: str) -> None:
    work = working(about())
    work.evidence.keep(recorded())
    mechanism = propose(work, design())
    wrong, right = Case(patch=patch), Case(patch=DECLARED)

    def place_of(**replay: Any) -> str:
        [violation] = refusal(lambda: prove(work, mechanism, **replay), InvalidInput)
        assert violation.reason == "CORRECTION_INVALID"
        return violation.subject

    assert place_of(corrected=wrong) == "replays[0].corrected.patch"
    place = place_of(corrected=right, mutated=(right, wrong))
    assert place == "replays[0].mutated_incidents[1].patch"
    mechanism.replays = (Replay(coe="coes/c1", corrected=wrong),)
    assert place_of() == "replays"


def breached(**changes: Any) -> MeasuredMetric:
    given: dict[str, Any] = {
        "experiment": "experiments/e1",
        "metric": "refund_rate",
        "value": 0.31,
        "units": 120,
    }
    return MeasuredMetric(**(given | changes))


def test_a_guardrail_is_replayed_on_the_breach() -> None:
    work = working(about())
    work.evidence.keep_measures([breached(value=0.1), breached()])
    mechanism = propose(work, guardrail())

    prove(work, mechanism, corrected=Case(value=0.15), mutated=(Case(value=0.5),))

    [proof] = mechanism.proofs
    assert proof.replay.incident == Case(value=0.31)
    assert proof.said_on_mutated == (FAIL,)


def test_a_guardrail_is_replayed_on_a_number_with_a_link_to_its_data() -> None:
    told = (
        CoeMetric("refund_rate", 0.9),
        CoeMetric("refund_rate", 0.4, evidence_url="/chart"),
        CoeMetric("returns", 0.4, evidence_url="/chart"),
    )
    work = working(about(metrics=told))
    mechanism = propose(work, guardrail())

    prove(
        work,
        mechanism,
        incident=Case(value=0.4),
        corrected=Case(value=0.15),
        mutated=(Case(value=0.5),),
    )

    assert mechanism.proofs[0].replay.incident == Case(value=0.4)


@pytest.mark.parametrize(
    ("known", "replay", "reason"),
    [
        ([], {"corrected": Case(value=0.1)}, "INCIDENT_NOT_RECORDED"),
        ([breached()], {"incident": Case(value=0.3)}, "INCIDENT_NOT_RECORDED"),
        ([breached(units=9)], {"corrected": Case(value=0.1)}, "INCIDENT_NOT_RECORDED"),
        ([breached()], {}, "CORRECTION_MISSING"),
        ([breached()], {"corrected": Case(patch="{}")}, "CORRECTION_MISSING"),
        ([breached()], {"corrected": Case(value=0.3)}, "MECHANISM_UNPROVEN"),
        ([breached(value=0.1)], {"corrected": Case(value=0.0)}, "MECHANISM_UNPROVEN"),
    ],
)
def test_a_guardrail_that_would_not_have_broken_proves_nothing(
    known: list[MeasuredMetric], replay: dict[str, Any], reason: str
) -> None:
    work = working(about())
    work.evidence.measured = known
    mechanism = propose(work, guardrail())
    given = {"mutated": (Case(value=0.5),), **replay}

    assert reasons(lambda: prove(work, mechanism, **given), RuleBroken) == [reason]


@pytest.mark.parametrize(
    "replay",
    [
        {"incident": Case(answer="unknown"), "mutated": (Case(answer=""),)},
        {"incident": Case(answer=""), "mutated": (Case(answer="unknown"),)},
        {"mutated": (Case(answer="unknown"),)},
        {"mutated": (Case(answer=""), Case(answer="unknown"))},
    ],
)
def test_a_question_is_replayed_by_its_answers(replay: dict[str, Any]) -> None:
    work = working(about())
    mechanism = propose(work, question())

    prove(work, mechanism, corrected=Case(answer="declared"), **replay)

    assert mechanism.state == "PROVEN"


@pytest.mark.parametrize(
    ("replay", "reason", "words"),
    [
        ({}, "CORRECTION_MISSING", "one of its answers: declared, some, unknown"),
        (
            {"corrected": Case(answer="nonsense")},
            "CORRECTION_MISSING",
            "one of its answers",
        ),
        (
            {"incident": Case(answer="nonsense")},
            "INCIDENT_NOT_RECORDED",
            "the answer 'nonsense'",
        ),
        ({"incident": Case(value=1)}, "INCIDENT_NOT_RECORDED", "'the value 1'"),
        (
            {"corrected": Case(answer="some")},
            "MECHANISM_UNPROVEN",
            "NOT_APPLICABLE instead of PASS on the answer some",
        ),
        (
            {"incident": Case(answer="some"), "corrected": Case(answer="declared")},
            "MECHANISM_UNPROVEN",
            "says NOT_APPLICABLE instead of FAIL on the answer some",
        ),
        (
            {"corrected": Case(answer="declared"), "mutated": (Case(value=1),)},
            "INCIDENT_NOT_RECORDED",
            "a mutated incident",
        ),
    ],
)
def test_answers_that_tell_nothing_apart_prove_nothing(
    replay: dict[str, Any], reason: str, words: str
) -> None:
    work = working(about())
    mechanism = propose(work, question())
    given = {"mutated": (Case(answer="unknown"),), **replay}

    [violation] = refusal(lambda: prove(work, mechanism, **given), RuleBroken)

    assert violation.reason == reason
    assert words in violation.description


def tell(
    work: WorkInMemory,
    mechanism: Mechanism,
    result: CheckResult,
    subject: str = "services/reviews",
    **changes: Any,
) -> None:
    work.now += HOUR
    told = CheckReport(
        subject=subject,
        result=result,
        evidence_url="/ci",
        at=work.now,
        reporter=JOY.name,
    )
    told = replace(told, **changes)
    mechanisms.report_check_result(work, mechanism.id, "", told, POLICY)


def test_an_external_check_is_proved_by_what_it_reported() -> None:
    work = working(about())
    mechanism = propose(work, external())
    assert reasons(lambda: prove(work, mechanism), RuleBroken) == [
        "INCIDENT_NOT_RECORDED"
    ]
    tell(work, mechanism, CheckResult.PASS)
    tell(work, mechanism, CheckResult.FAIL)
    assert reasons(lambda: prove(work, mechanism), RuleBroken) == ["CORRECTION_MISSING"]
    tell(work, mechanism, CheckResult.PASS)
    assert reasons(lambda: prove(work, mechanism), RuleBroken) == [
        "MUTATED_INCIDENT_MISSING"
    ]
    tell(work, mechanism, CheckResult.FAIL, "services/ideas")

    [proof] = prove(work, mechanism, mutated=(Case(answer="x"),)).proofs
    replay = proof.replay
    assert replay.incident
    assert replay.corrected
    assert replay.incident.words.startswith("the report on services/reviews of 2026-")
    assert (replay.incident.report, replay.corrected.report) == (
        work.check_reports.kept[1][1],
        work.check_reports.kept[2][1],
    )
    [mutated] = replay.mutated
    assert mutated.report == work.check_reports.kept[3][1]
    assert work.evaluations.kept == []


@pytest.mark.parametrize(
    "changes",
    [
        {"reporter": KAI.name},
        {"evidence_url": ""},
        {"at": NOON - DAY},
    ],
)
def test_a_report_proves_something_if_another_saw_it_since(
    changes: dict[str, Any],
) -> None:
    work = working(about())
    mechanism = propose(work, external())
    for result in (CheckResult.FAIL, CheckResult.FAIL, CheckResult.PASS):
        tell(work, mechanism, result, **changes)

    broken = reasons(lambda: prove(work, mechanism), RuleBroken)

    assert broken == ["INCIDENT_NOT_RECORDED"]


def test_a_report_is_about_what_the_check_is_about_unless_it_says_so() -> None:
    work = working(about())
    mechanism = propose(work, external())

    tell(work, mechanism, CheckResult.PASS, subject="")
    tell(work, mechanism, CheckResult.PASS, subject="services/packing")

    subjects = [report.subject for _, report in work.check_reports.kept]
    assert subjects == ["services/reviews", "services/packing"]


def test_reports_on_an_adopted_one_are_counted() -> None:
    mechanism = adopted(external())
    work = working(about(), mechanism)

    tell(work, mechanism, CheckResult.FAIL)

    [counted] = work.evaluations.kept
    assert (counted.result, counted.blocked) == (CheckResult.FAIL, False)


@pytest.mark.parametrize(
    ("is_like", "blocked", "skipped", "passed"),
    [
        (design(), 2, 0, 1),
        (guardrail(), 1, 1, 1),
        (question(scope=Scope(Stage.EXPERIMENT_START)), 0, 3, 0),
    ],
)
def test_a_back_test_asks_the_past(
    is_like: Any, blocked: int, skipped: int, passed: int
) -> None:
    mechanism = proposed(is_like)
    work = working(mechanism)
    fine = experiment(treatment_reads=[]).SerializeToString()
    work.evidence.keep(recorded(went_wrong=True))
    work.evidence.keep(recorded(name="experiments/e2"))
    work.evidence.keep(recorded(name="experiments/e3", snapshot=fine))
    work.evidence.keep_measures(
        [
            breached(value=0.1),
            breached(),
            breached(experiment="experiments/e2", units=1),
            breached(experiment="experiments/e3", value=0.1),
        ]
    )

    found = mechanisms.backtest_mechanism(work, mechanism.id, POLICY)
    few = mechanisms.backtest_mechanism(
        work, mechanism.id, replace(POLICY, backtest_limit=1)
    )

    assert (found.subjects, found.would_have_blocked) == (3, blocked)
    assert (found.caught, found.skipped) == (min(blocked, 1), skipped)
    assert found.passed == passed
    assert (found.truncated, few.truncated, few.subjects) == (False, True, 1)


def test_the_past_has_nothing_to_say_on_what_people_run() -> None:
    work = working(proposed(human_run()))

    found = mechanisms.backtest_mechanism(work, "glue-age", POLICY)

    assert (found.subjects, found.since) == (0, LATER - POLICY.backtest_window)


def test_from_the_proof_to_the_end() -> None:
    coe = correcting()
    work = working(coe)
    work.evidence.keep(recorded())
    coe.report = replace(coe.report, source="experiments/e1")
    mechanism = mechanisms.create_mechanism(
        work, "glue-age", design(), ("coes/c1",), ""
    )
    prove(work, mechanism, corrected=Case(patch=DECLARED), mutated=VARIANTS)

    mechanisms.adopt_mechanism(by_eve(work), "glue-age", "", POLICY)
    mechanism.consumed("services/experiments", 1, active=True, by=EXPERIMENTS, at=LATER)
    mechanisms.suspend_mechanism(
        replace(work, actor=DAN),
        "glue-age",
        "",
        "It hurts.",
        on_call=ON_CALL,
        policy=POLICY,
    )
    assert coe.state == "CORRECTING"
    mechanisms.resume_mechanism(work, "glue-age", "", POLICY)
    assert coe.state == "WATCHING"
    mechanisms.improve_mechanism(
        work,
        "glue-age",
        "",
        lambda known: replace(known, message="Other words."),
        [],
        policy=POLICY,
    )
    mechanisms.inspect_mechanism(
        work,
        "glue-age",
        "",
        POLICY,
        outputs_reached=True,
        still_needed=False,
        we_own_it=True,
        evidence="Counters.",
        sunset_at=None,
    )
    mechanisms.retire_mechanism(work, "glue-age", "", "Built in.", POLICY)

    assert (mechanism.state, mechanism.number) == ("RETIRED", 2)
    assert coe.state == "ANALYZING"


def test_an_improvement_is_an_expression_that_can_be_used() -> None:
    work = working(about(), active())

    broken = reasons(
        lambda: mechanisms.improve_mechanism(
            work,
            "glue-age",
            "",
            lambda known: replace(known, predicate="nonsense"),
            [],
            policy=POLICY,
        ),
        InvalidInput,
    )

    assert broken == ["EXPRESSION_INVALID"]


def test_a_proposal_is_turned_down() -> None:
    work = working(proposed())

    rejected = mechanisms.reject_mechanism(by_eve(work), "glue-age", "", "Too broad.")

    assert (rejected.state, rejected.end_reason) == ("REJECTED", "Too broad.")


def test_deleting_a_gate_is_a_fix_where_the_gate_was_the_error() -> None:
    gate = inspected()
    coe = correcting()
    coe.report = replace(coe.report, source=gate.name)
    work = working(coe, gate)
    gate.consumers = ()

    mechanisms.retire_mechanism(work, gate.id, "", "It owned us.", POLICY)

    assert coe.state == "WATCHING"


def test_a_suspended_mechanism_protects_nobody() -> None:
    coe = correcting()
    work = working(coe, suspended())

    settle_those_of(work, MECHANISM, POLICY)

    assert coe.state == "CORRECTING"


def test_the_loop_has_a_health() -> None:
    health = mechanisms.loop_health(working(), NOON - 90 * DAY)

    assert (health.since, health.measures) == (NOON - 90 * DAY, ())


def test_joy_proves_what_kai_proposed() -> None:
    work = working(about())
    work.evidence.keep(recorded())
    mechanism = propose(work, design())

    given = {"corrected": Case(patch=DECLARED), "mutated": VARIANTS}
    prove(replace(work, actor=JOY), mechanism, **given)

    assert mechanism.history[-1].actor == JOY.name
