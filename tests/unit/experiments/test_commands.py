"""What people can do, on a world in memory."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from chassis.checks import (
    Aggregation,
    Check,
    CheckEvaluated,
    CheckResult,
    CheckSeverity,
    Stage,
)
from chassis.domain import (
    AlreadyExists,
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    RuleBroken,
)
from services.experiments import statistics
from services.experiments.application import commands
from services.experiments.domain.design import Design, RequiredInput
from services.experiments.domain.events import CleanUpResult, ExperimentDecided
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.known import CoeState, IdeaState, KnownCoe
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.results import Outcome
from services.experiments.domain.verdicts import Verdict
from tests.unit.experiments.support import (
    CARA,
    DAN,
    FITS,
    HAPPY,
    LEO,
    MIA,
    NOON,
    POLICY,
    SAM,
    Memory,
    aborted,
    analyzing,
    call,
    check,
    decided,
    design,
    draft,
    guarding,
    paused,
    ready,
    reasons_of,
    running,
    world,
)

S = ExperimentState


def coe(state: CoeState = CoeState.OPEN, experiment: str = "x1") -> KnownCoe:
    """Return a COE that we have heard of."""
    return KnownCoe(
        id="c1", experiment=experiment, state=state, created_at=NOON, updated_at=NOON
    )


def test_an_idea_nobody_has_heard_of_cannot_be_tried() -> None:
    def act() -> None:
        create(Memory(), "", "i9", design())

    assert reasons_of(act, NotFound) == ["IDEA_UNKNOWN"]


def test_a_draft_names_an_idea_and_has_a_title() -> None:
    with pytest.raises(InvalidInput) as refusal:
        create(world(), "", "", design(title=" "))

    assert [(each.reason, each.subject) for each in refusal.value.violations] == [
        ("IDEA_MISSING", "experiment.idea"),
        ("TITLE_MISSING", "experiment.title"),
    ]


def test_a_draft_gets_the_id_that_was_asked_for_or_a_new_one() -> None:
    work = world()

    chosen = create(work, "mine", "i1", design())
    given = create(work, "", "i1", design())

    assert [chosen.id, given.id] == ["mine", "new1"]
    assert chosen.idea == "ideas/i1"


def test_only_the_team_of_the_idea_drafts() -> None:
    def act() -> None:
        create(world(by=SAM), "", "i1", design())

    assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_a_draft_is_changed_by_whoever_read_it_last() -> None:
    work = world(draft())

    changed = update(work, "1", lambda before: replace(before, title="Boxes"))

    assert changed.design == design(title="Boxes", salt="x1")
    with pytest.raises(Conflict):
        update(work, "1", lambda before: before)


def test_a_draft_goes_through_its_whole_life() -> None:
    work = world(draft())

    commands.verify_kill_switch(work, "x1", "")
    begin(work, "x1")
    commands.pause_experiment(work, "x1", "", "Enough.")
    commands.resume_experiment(work, "x1", "", "Fewer calls.", POLICY)
    experiment = commands.stop_experiment(work, "x1", "", statistics, POLICY)

    assert experiment.state is S.ANALYZING
    assert [type(event).__name__ for event in work.experiments.published] == [
        "KillSwitchVerified",
        "ExperimentStarted",
        "ExperimentPaused",
        "ExperimentResumed",
        "ExperimentStopped",
    ]


@pytest.mark.parametrize("make", [running, paused, analyzing])
def test_one_open_experiment_per_idea(make: type) -> None:
    other, mine = make(), ready()
    other.id = "x0"
    work = world(other, mine)

    def act() -> None:
        begin(work, "x1")

    assert reasons_of(act, Conflict) == ["DECISIVE_EXPERIMENT_EXISTS"]


def test_what_ended_makes_room_for_the_next() -> None:
    other, mine = running(), ready()
    other.id = "x0"
    work = world(other, mine)

    commands.abort_experiment(work, "x0", "", "Supplier gone.", statistics, POLICY)

    assert begin(work, "x1").is_running


def test_an_open_coe_holds_back_the_resume() -> None:
    work = world(paused())
    work.known_coes.add(coe())

    def act() -> None:
        commands.resume_experiment(work, "x1", "", "", POLICY)

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_an_open_coe_holds_back_the_verdict() -> None:
    work = world(analyzing(), by=LEO)
    work.known_coes.add(coe())
    expose(work)

    assert reasons_of(lambda: decide(work), RuleBroken) == ["COE_OPEN"]


@pytest.mark.parametrize(
    "other", [coe(CoeState.CLOSED), coe(experiment="x2")], ids=["closed", "elsewhere"]
)
def test_a_coe_that_is_closed_or_elsewhere_holds_nothing_back(other: KnownCoe) -> None:
    work = world(paused())
    work.known_coes.add(other)

    assert commands.resume_experiment(work, "x1", "", "", POLICY).is_running


def test_the_leader_decides_on_what_was_counted() -> None:
    work = world(analyzing(), by=LEO)
    assert reasons_of(lambda: decide(work), RuleBroken) == ["TOO_EARLY"]
    expose(work)

    decide(work)

    decision = work.experiments.get("x1").decision
    assert decision
    assert (decision.decider, decision.decide_time) == (LEO.name, NOON)


def test_nothing_starts_between_a_verdict_and_what_ideas_makes_of_it() -> None:
    other = ready()
    other.id = "x2"
    work = world(analyzing(), other, by=LEO)
    expose(work)
    decide(work)
    work.actor = CARA

    def act() -> None:
        begin(work, "x2")

    assert work.known_ideas.get("i1").decided_by == "experiments/x1"
    assert reasons_of(act, RuleBroken) == ["IDEA_NOT_APPROVED"]


def test_an_open_coe_holds_back_the_next_experiment_on_the_idea() -> None:
    other, mine = aborted(), ready()
    other.id = "x0"
    work = world(other, mine)
    work.known_coes.add(coe(experiment="x0"))

    assert reasons_of(lambda: begin(work, "x1"), RuleBroken) == ["COE_OPEN"]
    work.known_coes.get("c1").close(by=DAN, at=NOON)
    other.awaits_coe = True
    assert reasons_of(lambda: begin(work, "x1"), RuleBroken) == ["COE_OPEN"]
    other.awaits_coe = False
    assert begin(work, "x1").is_running


def test_experiments_on_an_idea_share_its_loss_cap() -> None:
    other, mine = running(), ready(supporting=True)
    other.id = "x0"
    work = world(other, mine, draft_of("x2"))

    refused = reasons_of(lambda: begin(work, "x1"), RuleBroken)

    assert refused == ["COST_OF_FAILURE_UNBOUNDED"]


def draft_of(experiment_id: str) -> Experiment:
    """Return another draft, which bounds nothing yet."""
    other = draft()
    other.id = experiment_id
    return other


def test_what_can_be_read_is_decided_and_not_aborted() -> None:
    work = world(running(), by=DAN)
    expose(work)

    def act() -> None:
        commands.abort_experiment(work, "x1", "", "We try.", statistics, POLICY)

    assert reasons_of(act, RuleBroken) == ["VERDICT_DUE"]
    work.known_coes.add(coe())
    act()
    assert work.experiments.get("x1").state is S.ABORTED


def test_a_draft_says_how_many_units_its_arms_need() -> None:
    work = world()
    made = create(work, "x1", "i1", design())
    assert made.required_units == 489

    spent = replace(FITS, aggregation=Aggregation.SUM, baseline=30.0)
    spent = replace(spent, target_effect=5.0, standard_deviation=10.0)
    changed = update(work, "", lambda plan: replace(plan, primary_metric=spent))
    assert changed.required_units == 144
    few = update(work, "", lambda plan: replace(plan, min_units_per_arm=9000))
    assert few.required_units == 9000
    same = replace(spent, standard_deviation=1e9)
    hopeless = update(work, "", lambda plan: replace(plan, primary_metric=same))
    assert hopeless.required_units is None
    gone = update(work, "", lambda plan: replace(plan, arms=()))
    assert gone.required_units is None


def test_anyone_on_the_team_aborts() -> None:
    work = world(running(), by=DAN)

    assert (
        commands.abort_experiment(work, "x1", "", "Gone.", statistics, POLICY).state
        is S.ABORTED
    )


def learn(work: Memory, *checks: Check) -> Memory:
    """Let the world know of these checks."""
    for known in checks:
        work.checks.learn(known, active=True, heard=1)
    return work


def careless() -> Experiment:
    """Return a draft whose treatment reads what it does not declare."""
    return ready(treatment_reads=("diet",))


def test_a_check_born_elsewhere_stops_the_start_until_it_is_heeded() -> None:
    work = learn(world(careless()), check())

    def act() -> None:
        begin(work, "x1")

    assert reasons_of(act, RuleBroken) == ["MECHANISM_CHECK_FAILED"]
    (told,) = work.attested
    assert isinstance(told, CheckEvaluated)
    assert (told.result, told.blocked, told.actor) == (
        "CHECK_RESULT_FAIL",
        True,
        CARA.name,
    )
    assert told.subject == "experiments/x1"

    inputs = (RequiredInput("diet", "control"),)
    update(work, "", lambda before: replace(before, required_inputs=inputs))
    act()

    assert [asked.result for asked in work.experiments.get("x1").checks] == [
        CheckResult.PASS
    ]
    assert len(work.attested) == 2


def test_whoever_may_not_start_it_asks_no_check() -> None:
    work = learn(world(careless(), by=DAN), check())

    def act() -> None:
        begin(work, "x1")

    assert reasons_of(act, NotAllowed) == ["NOT_OWNER"]
    assert work.attested == []


def test_a_check_that_warns_lets_pass_and_is_told() -> None:
    work = learn(world(careless()), check(severity=CheckSeverity.WARN))

    experiment = begin(work, "x1")

    assert "MECHANISM_CHECK_FAILED" in {each.reason for each in experiment.warnings}


def test_a_mechanism_that_guards_comes_along() -> None:
    work = learn(world(ready()), guarding())

    experiment = begin(work, "x1")

    assert [guardrail.metric for guardrail in experiment.injected] == ["mischarge"]
    assert "mischarge" in experiment.counted


def test_a_check_that_came_after_the_start_holds_back_the_resume() -> None:
    work = world(careless())
    begin(work, "x1")
    commands.pause_experiment(work, "x1", "", "Enough.")
    learn(work, check())

    def act() -> None:
        commands.resume_experiment(work, "x1", "", "", POLICY)

    assert reasons_of(act, RuleBroken) == ["MECHANISM_CHECK_FAILED"]
    assert len(work.attested) == 1


def test_a_check_at_the_decision_sees_what_is_cited() -> None:
    only_outcomes = check(
        stage=Stage.EXPERIMENT_DECIDE,
        predicate="experiment.metrics_cited.all(m, m.kind == 'OUTCOME')",
    )
    work = learn(world(running(secondary_metrics=(HAPPY,))), only_outcomes)
    commands.stop_experiment(work, "x1", "", statistics, POLICY)
    work.actor = LEO
    expose(work)
    said = call(Verdict.INCONCLUSIVE, metrics_cited=("fits", "happy"))

    def act() -> None:
        commands.decide_experiment(work, "x1", "", said, statistics, POLICY)

    assert reasons_of(act, RuleBroken) == ["MECHANISM_CHECK_FAILED"]
    learn_better = replace(only_outcomes, severity=CheckSeverity.WARN)
    work.checks.learn(learn_better, active=True, heard=2)
    _, warnings = commands.decide_experiment(work, "x1", "", said, statistics, POLICY)
    assert [warning.reason for warning in warnings] == ["MECHANISM_CHECK_FAILED"]


def test_who_cannot_decide_hears_of_the_idea_by_its_title() -> None:
    work = world(running())
    commands.stop_experiment(work, "x1", "", statistics, POLICY)
    work.experiments.get("x1").leader = ""
    name = work.experiments.get("x1").idea

    def act() -> None:
        commands.decide_experiment(work, "x1", "", call(), statistics, POLICY)

    for title, told in (("Auto-sizing", f"'Auto-sizing' ({name})"), ("", name)):
        work.known_ideas.get("i1").title = title
        with pytest.raises(RuleBroken, match=re.escape(f"Nobody leads {told}, so")):
            act()


def test_a_supporting_experiment_moves_no_idea() -> None:
    rival = running()
    rival.id = "x0"
    rival.design = replace(rival.design, loss_cap=None)
    work = world(rival, ready(supporting=True))
    begin(work, "x1").required_units = 2
    commands.stop_experiment(work, "x1", "", statistics, POLICY)
    work.actor = LEO
    expose(work)

    decide(work)

    assert work.known_ideas.get("i1").state is IdeaState.APPROVED
    told = work.experiments.published[-1]
    assert isinstance(told, ExperimentDecided)
    assert told.supporting


def test_a_ramp_goes_on_while_all_is_well() -> None:
    work = world(running(exposure_share_steps=(0.01, 0.05)))
    work.measurements.arms = {f"u{number}": "old" for number in range(200)}

    def act() -> None:
        commands.ramp_experiment(work, "x1", "", None, statistics, POLICY)

    assert reasons_of(act, RuleBroken) == ["SAMPLE_RATIO_MISMATCH", "HEALTH_UNKNOWN"]
    work.measurements.arms = dict(ENOUGH)
    treated = [unit for unit, arm in ENOUGH.items() if arm != "old"]
    safe = [Outcome(unit, "returns", 0.0) for unit in treated]
    work.measurements.add_outcomes("x1", safe)
    assert reasons_of(act, RuleBroken) == ["HEALTH_UNKNOWN"]
    fast = [Outcome(unit, "speed", 12.0) for unit in treated]
    work.measurements.add_outcomes("x1", fast)
    act()
    assert work.experiments.get("x1").exposure_share == 0.05


def test_a_draft_is_given_up_by_its_owner() -> None:
    work = world(draft())

    assert commands.cancel_experiment(work, "x1", "", "No time.").state is S.CANCELLED


def test_somebody_else_seconds_and_the_owner_cleans_up() -> None:
    work = world(analyzing(), by=MIA)
    backed = commands.second_decision(work, "x1", "", Verdict.PIVOT, "Asked for.")
    assert backed.second
    assert backed.second.person == MIA.name

    other = world(decided())
    tidy = commands.clean_up_experiment(other, "x1", "", CleanUpResult.KEPT, "Done.")
    assert tidy.clean_up
    assert tidy.clean_up.note == "Done."


def test_the_library_says_once_what_a_key_means() -> None:
    work, happy = world(ready(primary_metric=MISCALLED)), HAPPY

    metric = commands.create_metric(work, happy, "Happy parents", "By e-mail.")

    assert (metric.name, metric.owner) == ("metrics/happy", CARA.name)
    with pytest.raises(AlreadyExists):
        commands.create_metric(work, happy, "Again", "")

    def act() -> None:
        begin(work, "x1")

    assert reasons_of(act, RuleBroken) == ["METRIC_KIND_MISMATCH"]


def test_the_end_of_the_collection_keeps_a_look() -> None:
    work = world(running())
    expose(work)

    commands.stop_experiment(work, "x1", "", statistics, POLICY)

    (look,) = work.looks.kept.values()
    assert (look.experiment, look.units) == ("x1", 6)
    assert {effect.metric for effect in look.effects} == {"fits", "returns", "speed"}


def create(work: Memory, experiment_id: str, idea_id: str, plan: Design) -> Experiment:
    return commands.create_experiment(
        work, experiment_id, idea_id, plan, statistics, POLICY
    )


def update(work: Memory, etag: str, change: Callable[[Design], Design]) -> Experiment:
    return commands.update_experiment(work, "x1", etag, change, statistics, POLICY)


def begin(work: Memory, experiment_id: str) -> Experiment:
    return commands.start_experiment(work, experiment_id, "", statistics, POLICY)


def expose(work: Memory) -> None:
    """Let two units of each arm meet it, all of which convert."""
    work.measurements.arms = dict(ENOUGH)
    work.measurements.add_outcomes("x1", [Outcome(u, "fits", 1.0) for u in ENOUGH])


def decide(work: Memory, verdict: Verdict = Verdict.INCONCLUSIVE) -> None:
    said = call(verdict)
    commands.decide_experiment(work, "x1", "", said, statistics, POLICY)


ENOUGH = {f"{arm}{n}": arm for arm in ("old", "green", "blue") for n in range(2)}
"""Two exposed units in each arm."""

MISCALLED = replace(FITS, key="happy", aggregation=HAPPY.aggregation)
MISCALLED = replace(MISCALLED, standard_deviation=0.25)
