"""What an experiment does, and what it lets nobody do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.checks import CheckResult, Evaluation, GuardrailAction
from chassis.domain import Conflict, InvalidInput, NotAllowed, RuleBroken
from chassis.money import Money
from services.experiments.domain import events
from services.experiments.domain.assignment import Assignment
from services.experiments.domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from services.experiments.domain.circumstances import Circumstances, guardrails_of
from services.experiments.domain.design import Severity
from services.experiments.domain.events import CleanUpResult
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.inference import SampleRatio
from services.experiments.domain.known import IdeaState
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.results import Loss, Outcome, Results
from services.experiments.domain.verdicts import Response, Verdict
from tests.unit.experiments.support import (
    CARA,
    COES,
    DAN,
    LATER,
    LEO,
    NOON,
    POLICY,
    RETURNS,
    SAM,
    SPEED,
    aborted,
    analyzing,
    begin,
    cancelled,
    check,
    decide,
    decided,
    design,
    draft,
    exposed,
    guarding,
    known_idea,
    lost,
    outcomes,
    paused,
    ramp,
    ready,
    reasons_of,
    resume,
    running,
    usd,
)


def test_whoever_drafts_it_owns_it() -> None:
    experiment = draft()

    assert experiment.name == "experiments/x1"
    assert (experiment.owner, experiment.team) == (CARA.name, CARA.team)
    assert experiment.journey == "ideas/i1"
    assert [type(event) for event in experiment.events] == [events.ExperimentCreated]


def test_only_the_team_of_the_idea_drafts() -> None:
    def act() -> Experiment:
        return Experiment.create("x2", known_idea(), design(), by=SAM, at=NOON)

    assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_only_the_owner_designs_starts_resumes_and_stops() -> None:
    acts: list[Any] = [
        lambda: draft().update(design(), by=DAN, at=LATER),
        lambda: draft().verify_kill_switch(by=DAN, at=LATER),
        lambda: begin(ready(), by=DAN),
        lambda: resume(paused(), by=DAN),
        lambda: running().stop(by=DAN, at=LATER),
        lambda: draft().cancel("No time.", by=DAN, at=LATER),
        lambda: ramp(running(), by=DAN),
        lambda: decided().tidy(CleanUpResult.KEPT, "", by=DAN, at=LATER),
    ]

    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_OWNER"]


def test_anyone_on_the_team_but_nobody_else_pauses_aborts_and_records() -> None:
    running().pause("Enough.", by=DAN, at=LATER)
    running().abort("Enough.", by=DAN, at=LATER)
    running().enrol(["u"], by=DAN)
    running().expect_outcomes(FITTING, [], by=DAN)

    acts: list[Any] = [
        lambda: running().pause("Enough.", by=SAM, at=LATER),
        lambda: running().abort("Enough.", by=SAM, at=LATER),
        lambda: running().enrol(["u"], by=SAM),
        lambda: running().expect_outcomes(FITTING, [], by=SAM),
    ]
    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_a_draft_has_no_leader_to_decide_it() -> None:
    with pytest.raises(NotAllowed, match="has no leader yet"):
        decide(draft())


def test_a_changed_kill_switch_has_not_been_tried() -> None:
    experiment = ready()

    experiment.update(design(title="Boxes"), by=CARA, at=LATER)
    assert experiment.kill_switch_verified_at == NOON

    experiment.update(design(kill_switch="Pull the plug."), by=CARA, at=LATER)
    assert experiment.kill_switch_verified_at is None


def test_a_kill_switch_that_was_tried_lets_it_start() -> None:
    experiment = draft()

    experiment.verify_kill_switch(by=CARA, at=NOON)
    begin(experiment, at=LATER)

    assert experiment.is_running


def test_the_start_fixes_the_leader_and_tells_the_design() -> None:
    experiment = ready()
    experiment.events.clear()

    begin(experiment, at=LATER)

    assert (experiment.leader, experiment.starts) == (LEO.name, 1)
    assert experiment.started_at == LATER
    (started,) = experiment.events
    assert isinstance(started, events.ExperimentStarted)
    assert (started.arms, started.loss_cap) == (design().arms, usd(1000))
    assert (started.exposure_share, started.power) == (0.5, 0.8)


def test_a_rival_on_the_idea_has_the_right_of_way() -> None:
    experiment = ready()

    def act() -> None:
        circumstances = Circumstances(known_idea(), rival="experiments/x0")
        experiment.start(circumstances, by=CARA, at=LATER, policy=POLICY)

    assert reasons_of(act, Conflict) == ["DECISIVE_EXPERIMENT_EXISTS"]
    assert experiment.state is ExperimentState.DRAFT


def test_a_pause_says_why_until_it_ends() -> None:
    experiment = paused()
    assert experiment.paused == Pause(PauseTrigger.PERSON, "Too many calls.")

    resume(experiment)

    assert experiment.paused is None
    assert (experiment.starts, experiment.started_at) == (2, LATER)


def test_what_ended_is_not_paused_any_more() -> None:
    stopped, given_up = paused(), paused()

    stopped.stop(by=CARA, at=LATER)
    given_up.abort("Supplier gone.", by=DAN, at=LATER)

    assert (stopped.paused, given_up.paused) == (None, None)
    assert stopped.ending == Ending(EndTrigger.PERSON)
    assert given_up.ending == Ending(EndTrigger.PERSON, "Supplier gone.")


def test_an_open_coe_holds_back_the_resume() -> None:
    def act() -> None:
        resume(paused(), ["coes/c1"])

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_the_leader_decides() -> None:
    experiment = analyzing()

    decide(experiment)

    decision = experiment.decision
    assert decision
    assert (decision.verdict, decision.learning) == (Verdict.SCALE, "Weight beats age.")
    assert (decision.decider, decision.decide_time) == (LEO.name, LATER)
    assert (decision.response, decision.followed_rule) == (Response.LOVED, None)
    assert isinstance(experiment.events[-1], events.ExperimentDecided)


def test_nobody_else_decides() -> None:
    def act() -> None:
        decide(analyzing(), by=CARA)

    assert reasons_of(act, NotAllowed) == ["NOT_LEADER"]


@pytest.mark.parametrize("make", [draft, paused, analyzing, aborted, decided])
def test_outside_running_everyone_gets_control(make: Any) -> None:
    experiment = make()

    found = {experiment.assign(f"u{number}") for number in range(50)}

    assert found == {Assignment("old", enrolled=False)}


def test_a_design_without_arms_shows_nothing() -> None:
    assert draft(arms=()).assign("u1") == Assignment("", enrolled=False)


def test_only_units_that_take_part_are_recorded() -> None:
    experiment, units = running(), [f"u{number}" for number in range(50)]

    arms = experiment.enrol(units, by=CARA)

    assert 0 < len(arms) < 50
    assert all(experiment.assign(unit).arm == arm for unit, arm in arms.items())
    assert set(units) - set(arms) == {
        unit for unit in units if not experiment.assign(unit).enrolled
    }


@pytest.mark.parametrize("make", [draft, paused, analyzing, aborted, decided])
def test_units_come_in_while_it_runs(make: Any) -> None:
    running().enrol(["u1"], by=CARA)

    refused = reasons_of(lambda: make().enrol(["u1"], by=CARA), RuleBroken)
    assert refused == ["EXPERIMENT_NOT_RUNNING"]


@pytest.mark.parametrize("make", [running, paused, analyzing])
def test_outcomes_come_in_while_it_is_open(make: Any) -> None:
    counted = [Outcome("u1", each, 1.0) for each in ("fits", "returns", "speed")]
    make().expect_outcomes(counted, [Loss("u1", usd(0.1))], by=CARA)


@pytest.mark.parametrize("make", [draft, aborted, decided])
def test_outcomes_stay_out_before_and_after(make: Any) -> None:
    refused = reasons_of(
        lambda: make().expect_outcomes(FITTING, [], by=CARA), RuleBroken
    )
    assert refused == ["EXPERIMENT_NOT_RUNNING"]


def test_only_what_the_design_counts_is_counted() -> None:
    sent = [*FITTING, Outcome("u1", "tears", 1.0), Outcome("u2", "loss_usd", 1.0)]

    with pytest.raises(InvalidInput, match="does not count tears") as refusal:
        running().expect_outcomes(sent, [], by=CARA)

    found = [(each.reason, each.subject) for each in refusal.value.violations]
    assert found == [("METRIC_UNKNOWN", "measurement.metric")] * 2


def test_a_loss_is_in_the_currency_of_the_loss_cap() -> None:
    losses = [Loss("u1", usd(1)), Loss("u2", Money("EUR", 1)), Loss("u3", Money("JPY"))]

    with pytest.raises(InvalidInput, match="is in USD") as refusal:
        running().expect_outcomes([], losses, by=CARA)

    found = [(each.reason, each.subject) for each in refusal.value.violations]
    assert found == [("CURRENCY_MISMATCH", "loss.currency_code")] * 2


def test_a_broken_guardrail_pauses_it_and_tells_once() -> None:
    experiment = running()
    experiment.events.clear()
    found = Results(
        exposed(old=9, green=5, blue=4).tallies
        + outcomes("returns", old=[9.0], green=[1.0, 0.0], blue=[1.0, 0.0]).tallies
    )

    experiment.watch(found, by=DAN, at=LATER)
    experiment.watch(found, by=DAN, at=LATER)

    assert experiment.state is ExperimentState.PAUSED
    breached, paused_ = experiment.events
    assert breached == events.ExperimentGuardrailBreached(
        experiment="experiments/x1",
        idea="ideas/i1",
        owner=CARA.name,
        team=CARA.team,
        guardrail=RETURNS,
        value=0.5,
        units=4,
        incident_key="experiments/x1/returns/1",
        title="Boxes by weight",
        units_exposed=18,
        start_time=NOON,
        action_taken=GuardrailAction.PAUSE,
        current_exposure_share=0.5,
        window=LATER - NOON,
        snapshot=experiment.snapshot(),
        at=LATER,
    )
    assert isinstance(paused_, events.ExperimentPaused)
    cause = "Guardrail returns: 0.5 over 4 units of treatment is not at most 0.25."
    why = Pause(PauseTrigger.GUARDRAIL, cause, guardrail_metric="returns")
    assert paused_.pause == experiment.paused == why
    assert experiment.has_broken


@pytest.mark.parametrize(
    "found",
    [
        outcomes("returns", green=[1.0, 1.0, 1.0]),
        outcomes("returns", green=[1.0, 0.0], blue=[0.0, 0.0]),
        outcomes("returns", old=[1.0] * 9),
        outcomes("speed", green=[10.0, 10.0]),
        outcomes("fits", green=[0.0] * 9),
        Results(),
    ],
    ids=["too few", "at the bound", "control", "at least", "no guardrail", "nothing"],
)
def test_a_guardrail_that_holds_changes_nothing(found: Results) -> None:
    experiment = running()
    experiment.events.clear()

    experiment.watch(found, by=DAN, at=LATER)

    assert experiment.is_running
    assert not experiment.events


def test_of_two_broken_guardrails_the_first_counts() -> None:
    experiment = running(guardrails=(SPEED, RETURNS))
    slow, returned = outcomes("speed", green=[1, 2]), outcomes("returns", blue=[1] * 4)

    experiment.watch(Results(slow.tallies + returned.tallies), by=DAN, at=LATER)

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.guardrail for event in breached] == [SPEED]
    assert experiment.paused
    assert "1.5 over 2 units of treatment is not at least 10" in experiment.paused.cause


def test_each_start_gives_a_breach_its_own_key() -> None:
    experiment, once = running(), outcomes("returns", green=[1] * 4)
    twice = outcomes("returns", green=[1] * 8)

    experiment.watch(once, by=DAN, at=NOON)
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    resume(experiment, results=once)
    experiment.watch(twice, by=DAN, at=LATER)

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    keys = [event.incident_key for event in breached]
    assert keys == ["experiments/x1/returns/1", "experiments/x1/returns/2"]
    assert [event.start_time for event in breached] == [NOON, LATER]


def test_what_broke_a_guardrail_once_does_not_break_it_again() -> None:
    experiment, once = running(), outcomes("returns", green=[1] * 4)
    experiment.watch(once, by=DAN, at=NOON)
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)

    resume(experiment, results=once)
    experiment.watch(outcomes("returns", green=[1] * 7), by=DAN, at=LATER)

    assert experiment.is_running, "three new units are too few"


def test_a_grave_breach_holds_it_back_before_its_coe_is_heard_of() -> None:
    experiment = running()
    experiment.watch(outcomes("returns", green=[1] * 4), by=DAN, at=NOON)

    assert reasons_of(lambda: resume(experiment), RuleBroken) == ["COE_OPEN"]
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    resume(experiment)
    assert experiment.is_running


def test_a_guardrail_that_alerts_tells_once_and_lets_it_run() -> None:
    tells = replace(RETURNS, action=GuardrailAction.ALERT, severity=Severity.LOW)
    experiment, found = running(guardrails=(tells,)), outcomes("returns", green=[1] * 4)

    experiment.watch(found, by=DAN, at=LATER)
    experiment.watch(found, by=DAN, at=LATER)

    assert experiment.is_running
    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.action_taken for event in breached] == [GuardrailAction.ALERT]
    assert not experiment.awaits_coe
    experiment.pause("To see why.", by=DAN, at=LATER)
    resume(experiment, results=found)
    assert experiment.alerted == ()


@pytest.mark.parametrize("at_once", [True, False])
def test_an_alert_on_a_metric_never_keeps_a_mechanism_from_pausing(
    *, at_once: bool
) -> None:
    owners = replace(RETURNS, action=GuardrailAction.ALERT, severity=Severity.LOW)
    experiment = running(guardrails=(owners,))
    brought = replace(RETURNS, threshold=0.5, from_mechanism="mechanisms/m1")
    experiment.injected = (brought,)

    if not at_once:
        some = outcomes("returns", green=[0, 0, 1, 1])
        experiment.watch(some, by=DAN, at=LATER)
        assert (experiment.state, experiment.alerted) == ("RUNNING", ("returns",))
    experiment.watch(outcomes("returns", green=[1] * 4), by=DAN, at=LATER)

    assert experiment.state == "PAUSED"
    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.guardrail for event in breached] == [owners, brought]


def test_a_guardrail_of_a_mechanism_protects_like_any_other() -> None:
    experiment = ready()
    brought = guardrails_of([guarding(), check()])
    circumstances = Circumstances(known_idea(), guardrails=brought)
    experiment.start(circumstances, by=CARA, at=NOON, policy=POLICY)
    experiment.expect_outcomes([Outcome("u1", "mischarge", 0.0)], [], by=DAN)

    experiment.watch(outcomes("mischarge", green=[1] * 100), by=DAN, at=LATER)

    (breached,) = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert breached.guardrail.from_mechanism == "mechanisms/m2"
    assert breached.guardrail.severity is Severity.HIGH
    assert breached.snapshot.guardrails[-1].from_mechanism == "mechanisms/m2"
    assert [w.reason for w in experiment.warnings if "mischarge" in w.description] == [
        "GUARDRAIL_INJECTED"
    ]


@pytest.mark.parametrize(
    ("found", "trigger", "cause"),
    [
        (
            lost(green=600.9, old=399.1),
            EndTrigger.LOSS_CAP,
            "The loss cap of USD 1,000 is spent.",
        ),
        (
            exposed(old=3, green=3, blue=4),
            EndTrigger.EXPOSURE_CAP,
            "The cap of 10 units is reached.",
        ),
    ],
)
def test_a_cap_that_is_reached_ends_the_collection(
    found: Results, trigger: EndTrigger, cause: str
) -> None:
    experiment = running(exposure_cap_units=10)

    experiment.watch(found, by=DAN, at=LATER)

    assert experiment.state is ExperimentState.ANALYZING
    assert experiment.ending == Ending(trigger, cause)
    assert experiment.stopped_at == LATER
    stopped = experiment.events[-1]
    assert isinstance(stopped, events.ExperimentStopped)
    assert stopped.ending == experiment.ending


def test_below_its_caps_it_goes_on() -> None:
    experiment = running(exposure_cap_units=10)

    experiment.watch(exposed(old=3, green=3, blue=3), by=DAN, at=LATER)
    experiment.watch(lost(green=999.999999999), by=DAN, at=LATER)

    assert experiment.is_running


def test_the_longest_runtime_ends_the_collection() -> None:
    experiment = running(max_runtime=timedelta(hours=1))
    assert (draft(max_runtime=timedelta(hours=1)).wake_at, running().wake_at) == (
        None,
        None,
    )
    assert experiment.wake_at == LATER

    experiment.wake(by=COES, at=LATER - timedelta(seconds=1))
    assert experiment.is_running
    experiment.wake(by=COES, at=LATER)

    assert experiment.state is ExperimentState.ANALYZING
    assert experiment.wake_at is None
    cause = "Its longest runtime, 1:00:00, is over."
    assert experiment.ending == Ending(EndTrigger.MAX_RUNTIME, cause)
    assert experiment.runtime(LATER + timedelta(days=1)) == timedelta(hours=1)


def test_what_never_started_has_not_run() -> None:
    assert draft().runtime(LATER) == timedelta(0)


def test_what_a_clock_put_back_says_was_before_the_start_has_not_run_either() -> None:
    experiment = running()
    assert experiment.began_at is not None
    assert experiment.runtime(experiment.began_at - timedelta(1)) == timedelta(0)


def test_a_ramp_takes_one_step_after_the_other() -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05, 0.25, 0.5))
    units = [f"u{number}" for number in range(2000)]
    shares, before = [experiment.exposure_share], experiment.enrol(units, by=CARA)

    for asked in (None, 0.25, None):
        ramp(experiment, asked)
        after = experiment.enrol(units, by=CARA)
        assert before.items() <= after.items(), "who is in an arm stays there"
        shares, before = [*shares, experiment.exposure_share], after

    assert shares == [0.01, 0.05, 0.25, 0.5]
    assert isinstance(experiment.events[-1], events.ExperimentRamped)
    assert reasons_of(lambda: ramp(experiment), RuleBroken) == ["CAP_EXCEEDED"]


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (0.25, ["RAMP_TOO_FAST"]),
        (0.03, ["RAMP_TOO_FAST"]),
        (0.51, ["RAMP_TOO_FAST", "CAP_EXCEEDED"]),
    ],
)
def test_no_other_step_is_taken(asked: float, reasons: list[str]) -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05, 0.25, 0.5))

    assert reasons_of(lambda: ramp(experiment, asked), RuleBroken) == reasons
    assert experiment.exposure_share == 0.01


def test_nothing_unwell_goes_further_and_all_of_it_is_said() -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05))
    experiment.alerted, experiment.awaits_coe = ("speed",), True
    off = SampleRatio(p=0.0001, deviation=0.01)
    health = experiment.health(outcomes("returns", green=[1] * 4), off)

    def act() -> None:
        ramp(experiment, 0.25, health, ["coes/c1"])

    with pytest.raises(RuleBroken) as refusal:
        act()
    broken = {v.reason: v.description for v in refusal.value.violations}
    assert list(broken) == [
        "RAMP_TOO_FAST",
        "SAMPLE_RATIO_MISMATCH",
        "HEALTH_NOT_GREEN",
        "COE_OPEN",
    ]
    assert "returns, speed" in broken["HEALTH_NOT_GREEN"]
    assert "The next step of experiments/x1 is 5 %" in broken["RAMP_TOO_FAST"]


@pytest.mark.parametrize(
    ("counted", "silent"),
    [({}, ["returns", "speed"]), ({"returns": [0]}, ["speed"])],
)
def test_silence_lets_nobody_else_in(
    counted: dict[str, list[float]], silent: list[str]
) -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05))
    results = Results(
        tuple(
            tally
            for metric, values in counted.items()
            for tally in outcomes(metric, green=values).tallies
        )
    )

    with pytest.raises(RuleBroken) as refusal:
        ramp(experiment, None, experiment.health(results, SampleRatio()))

    (unknown,) = refusal.value.violations
    assert unknown.reason == "HEALTH_NOT_GREEN"
    assert f"no outcome of {', '.join(silent)}. Record" in unknown.description
    assert experiment.exposure_share == 0.01


def test_a_resume_begins_in_silence() -> None:
    experiment = paused()
    seen_before = outcomes("returns", green=[0] * 9)

    resume(experiment, results=seen_before)

    assert "returns" in experiment.health(seen_before, SampleRatio()).silent


def test_a_frozen_design_that_fails_a_check_has_one_way_out() -> None:
    evaluations = [Evaluation(check(), CheckResult.FAIL)]
    circumstances = Circumstances(known_idea(), evaluations=evaluations)

    with pytest.raises(RuleBroken) as refusal:
        paused().resume("", circumstances, [], Results(), by=CARA, at=LATER)

    (failed,) = refusal.value.violations
    words, _, there = failed.description.partition(" There: ")
    assert words.endswith("abort it, and draft another experiment.")
    assert check().fix_hint in there
    assert check().fix_hint not in words


def test_what_was_taken_back_or_is_checked_by_now_does_not_go_on() -> None:
    evaluations = [Evaluation(check(), CheckResult.FAIL)]
    idea = known_idea(state=IdeaState.DRAFT)
    circumstances = Circumstances(idea, evaluations=evaluations)

    def act() -> None:
        paused().resume("", circumstances, ["coes/c1"], Results(), by=CARA, at=LATER)

    assert reasons_of(act, RuleBroken) == [
        "COE_OPEN",
        "IDEA_NOT_APPROVED",
        "MECHANISM_CHECK_FAILED",
    ]


@pytest.mark.parametrize("state", ["UNSETTLED", "SCALING", "EXPERIMENTING"])
def test_it_goes_on_while_nobody_took_the_approval_back(state: str) -> None:
    experiment = paused()

    resume(experiment, state=IdeaState(state))

    resumed = experiment.events[-1]
    assert isinstance(resumed, events.ExperimentResumed)
    assert resumed.remedy == "Fixed."


def test_a_draft_is_cancelled_for_a_reason() -> None:
    experiment = cancelled()

    assert experiment.ending == Ending(EndTrigger.PERSON, "No time.")
    assert isinstance(experiment.events[-1], events.ExperimentCancelled)


def test_an_abort_says_whether_it_did_harm() -> None:
    broken = running()
    broken.watch(outcomes("returns", green=[1] * 4), by=DAN, at=NOON)
    broken.abort("Enough.", by=DAN, at=LATER)

    told = [one.events[-1] for one in (aborted(), broken)]

    assert [isinstance(e, events.ExperimentAborted) and e.harm for e in told] == [
        False,
        True,
    ]


def test_the_treatment_is_kept_or_gone_in_the_end() -> None:
    experiment = decided()

    experiment.tidy(CleanUpResult.KEPT, "Flag removed.", by=CARA, at=LATER)

    assert experiment.clean_up
    assert experiment.clean_up.result is CleanUpResult.KEPT


def test_another_salt_deals_units_anew() -> None:
    units = [f"u{number}" for number in range(300)]
    same, other = running(salt="x1"), running(salt="x2")
    assert running().design.salt == "x1"

    assert same.enrol(units, by=CARA) == running().enrol(units, by=CARA)
    assert other.enrol(units, by=CARA) != running().enrol(units, by=CARA)


def test_a_coe_pauses_it_without_being_on_the_team() -> None:
    experiment = running()

    experiment.hear_of_coe("coes/c1", by=COES, at=LATER)

    cause = "coes/c1 of high severity is open."
    assert experiment.paused == Pause(PauseTrigger.COE, cause, coe="coes/c1")
    assert experiment.history[-1].actor == COES.name


def test_a_salt_that_is_taken_away_becomes_the_id_again() -> None:
    experiment = draft(salt="x2")

    experiment.update(design(salt=""), by=CARA, at=LATER)

    assert experiment.design.salt == "x1"


def test_a_draft_keeps_a_title() -> None:
    experiment = draft()

    with pytest.raises(InvalidInput) as refusal:
        experiment.update(design(title=" "), by=CARA, at=LATER)

    (missing,) = refusal.value.violations
    assert (missing.reason, missing.subject) == ("TITLE_MISSING", "experiment.title")
    assert experiment.design.title == "Boxes by weight"


def test_a_tenth_of_a_percent_can_be_let_in() -> None:
    experiment = running(exposure_share=0.01, exposure_share_steps=(0.001, 0.01))

    assert experiment.exposure_share == 0.001
    with pytest.raises(RuleBroken, match=r"is 1 %, not 0\.5 %"):
        ramp(experiment, 0.005)


FITTING = [Outcome("u1", "fits", 1.0)]

BREACHED = events.ExperimentGuardrailBreached
