"""What an experiment does, and what it lets nobody do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.checks import CheckResult, Evaluation, GuardrailAction
from chassis.domain import Conflict, InvalidInput, NotAllowed, RuleBroken
from chassis.labels import Label
from chassis.money import Money
from services.experiments.domain import events
from services.experiments.domain.assignment import Assignment
from services.experiments.domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from services.experiments.domain.circumstances import guardrails_of
from services.experiments.domain.design import Severity
from services.experiments.domain.events import CleanUpResult, GuardrailMeasurement
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
    abort,
    aborted,
    analyzing,
    begin,
    both,
    call,
    cancelled,
    check,
    circumstances,
    decide,
    decided,
    design,
    draft,
    exposed,
    gain,
    guarding,
    health_at,
    known_idea,
    lost,
    outcomes,
    paused,
    ramp,
    ready,
    reasons_of,
    resume,
    running,
    seen,
    usd,
    watch,
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
        lambda: decided().tidy(CleanUpResult.DISCARDED, "", by=DAN, at=LATER),
    ]

    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_OWNER"]


def test_anyone_on_the_team_but_nobody_else_pauses_aborts_and_records() -> None:
    running().pause("Enough.", by=DAN, at=LATER)
    abort(running(), by=DAN)
    running().enrol(["u"], by=DAN)
    running().expect_outcomes(FITTING, [], by=DAN)

    acts: list[Any] = [
        lambda: running().pause("Enough.", by=SAM, at=LATER),
        lambda: abort(running(), by=SAM),
        lambda: running().enrol(["u"], by=SAM),
        lambda: running().expect_outcomes(FITTING, [], by=SAM),
    ]
    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_a_draft_is_not_decided_by_anybody() -> None:
    assert reasons_of(lambda: decide(draft()), RuleBroken) == ["WRONG_STATE"]


@pytest.mark.parametrize(
    "changes",
    [
        {"arms": design().arms[:2]},
        {"exposure_share": 0.25},
        {"exposure_share_steps": (0.01, 0.05)},
        {"exposure_cap_units": 9},
    ],
)
def test_a_kill_switch_that_was_tried_on_fewer_or_others_has_not_been_tried(
    changes: dict[str, Any],
) -> None:
    experiment = ready()

    experiment.update(design(**changes), by=CARA, at=LATER)

    assert experiment.kill_switch_verified_at is None


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
        known = replace(circumstances(), rival="experiments/x0")
        experiment.start(known, by=CARA, at=LATER, policy=POLICY)

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
    abort(given_up)

    assert (stopped.paused, given_up.paused) == (None, None)
    assert stopped.ending == Ending(EndTrigger.PERSON)
    assert given_up.ending == Ending(EndTrigger.PERSON, "Supplier gone.")


def test_an_open_coe_holds_back_the_resume() -> None:
    def act() -> None:
        resume(paused(), [Label("coes/c1", "Wrong boxes")])

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_the_leader_decides() -> None:
    experiment = analyzing()

    decide(experiment, evidence=seen(effects=(gain(),)))

    decision = experiment.decision
    assert decision
    assert (decision.verdict, decision.learning) == (Verdict.SCALE, "Weight beats age.")
    assert (decision.decider, decision.decide_time) == (LEO.name, LATER)
    assert (decision.response, decision.followed_rule) == (Response.LOVED, True)
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
    experiment, units = running(), [f"u{number}" for number in range(500)]

    arms = experiment.enrol(units, by=CARA)

    assert 0 < len(arms) < 500
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
    found = both(
        exposed(old=20, green=10, blue=10),
        outcomes(
            "returns", old=[0] * 20, green=[1, 1, 1, 1, 0] * 2, blue=[1] * 7 + [0] * 3
        ),
    )

    watch(experiment, found)
    watch(experiment, found)

    assert experiment.state is ExperimentState.PAUSED
    breached, paused_ = experiment.events
    assert breached == events.ExperimentGuardrailBreached(
        experiment="experiments/x1",
        idea="ideas/i1",
        owner=CARA.name,
        team=CARA.team,
        guardrail=RETURNS,
        value=0.75,
        units=20,
        incident_key="experiments/x1/returns/1",
        title="Boxes by weight",
        units_exposed=40,
        start_time=NOON,
        action_taken=GuardrailAction.PAUSE,
        current_exposure_share=0.01,
        window=LATER - NOON,
        snapshot=experiment.snapshot(),
        at=LATER,
    )
    assert isinstance(paused_, events.ExperimentPaused)
    cause = "Guardrail returns: 0.75 over 20 units of treatment is not at most 0.25."
    why = Pause(PauseTrigger.GUARDRAIL, cause, guardrail_metric="returns")
    assert paused_.pause == experiment.paused == why
    assert experiment.has_broken


@pytest.mark.parametrize(
    "found",
    [
        outcomes("returns", green=[1.0, 1.0, 1.0]),
        outcomes("returns", green=[1.0, 0.0] * 4, blue=[0.0, 0.0] * 4),
        outcomes("returns", green=[1.0] * 5, blue=[0.0] * 10),
        outcomes("returns", old=[1.0] * 30, green=[1.0] * 30),
        both(outcomes("returns", green=[1.0] * 9), exposed(green=50)),
        outcomes("returns", old=[1.0] * 9),
        outcomes("speed", green=[10.0, 10.0]),
        outcomes("fits", green=[0.0] * 9),
        Results(),
    ],
    ids=[
        "too few",
        "at the bound",
        "beyond the bound by chance",
        "no worse than control",
        "few of all that met it",
        "control",
        "at least",
        "no guardrail",
        "nothing",
    ],
)
def test_a_guardrail_that_holds_changes_nothing(found: Results) -> None:
    experiment = running()
    experiment.events.clear()

    watch(experiment, found)

    assert experiment.is_running
    assert not experiment.events


def test_a_small_breach_hides_no_grave_one() -> None:
    experiment = running(guardrails=(SPEED, RETURNS))
    slow = outcomes("speed", green=[1, 2] * 40)
    returned = outcomes("returns", blue=[1] * 20)

    watch(experiment, both(slow, returned))

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.guardrail for event in breached] == [SPEED, RETURNS]
    assert [event.action_taken for event in breached] == [
        GuardrailAction.PAUSE,
        GuardrailAction.ALERT,
    ]
    assert experiment.paused
    assert "1.50 over 80 units of treatment is not at least 10.00" in (
        experiment.paused.cause
    )
    assert experiment.awaits_coe


@pytest.mark.parametrize("make", [paused, analyzing])
def test_what_comes_after_the_pause_or_the_stop_breaks_a_guardrail_too(
    make: Any,
) -> None:
    experiment = make()
    state = experiment.state

    watch(experiment, outcomes("returns", green=[1] * 20))

    (breached,) = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert breached.action_taken is GuardrailAction.ALERT
    assert (experiment.state, experiment.has_broken) == (state, True)
    assert experiment.awaits_coe


def test_units_whose_outcome_is_not_known_yet_hide_no_breach() -> None:
    crowd = exposed(old=1000, green=1000)
    early = both(crowd, outcomes("returns", old=[0.0], green=[1.0] * 20))
    only_what_happened = both(crowd, outcomes("returns", green=[1.0] * 20))
    experiment, other = running(), running()

    watch(experiment, early)
    watch(other, only_what_happened)

    assert experiment.has_broken, "zeros are recorded, so the others are not known yet"
    assert other.is_running, "nobody records zeros: 2 % returned"


def test_a_pause_keeps_no_guardrail_from_breaking() -> None:
    experiment = running(guardrails=(replace(RETURNS, min_units=50),))
    for batch in (20, 40):
        watch(experiment, outcomes("returns", green=[1] * batch))
        experiment.pause("Lunch.", by=CARA, at=LATER)
        resume(experiment, results=outcomes("returns", green=[1] * batch))

    watch(experiment, outcomes("returns", green=[1] * 60))

    assert experiment.state is ExperimentState.PAUSED
    assert experiment.has_broken


def test_each_start_gives_a_breach_its_own_key() -> None:
    experiment, once = running(), outcomes("returns", green=[1] * 20)
    twice = outcomes("returns", green=[1] * 40)

    watch(experiment, once, at=NOON)
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    resume(experiment, results=once)
    watch(experiment, twice)

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    keys = [event.incident_key for event in breached]
    assert keys == ["experiments/x1/returns/1", "experiments/x1/returns/2"]
    assert [event.start_time for event in breached] == [NOON, LATER]


def test_what_broke_a_guardrail_once_does_not_break_it_again() -> None:
    experiment, once = running(), outcomes("returns", old=[0] * 9, green=[1] * 20)
    watch(experiment, once, at=NOON)
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)

    resume(experiment, results=once)
    later = outcomes("returns", old=[0] * 14, green=[1] * 23)
    watch(experiment, later)

    assert experiment.is_running, "three new units are too few"
    counted = experiment.counting.measured(later)[0]
    assert (counted.treated.units, counted.control.units) == (3, 5)


def test_whoever_resumes_after_a_breach_says_what_was_done() -> None:
    experiment = running(guardrails=(replace(RETURNS, severity=Severity.LOW),))
    broken = outcomes("returns", green=[1] * 20)
    watch(experiment, broken)

    def act(remedy: str) -> None:
        experiment.resume(
            remedy, circumstances(), [], broken, by=CARA, at=LATER, policy=POLICY
        )

    assert reasons_of(lambda: act("."), RuleBroken) == ["REMEDY_MISSING"]
    act("The scale was wrong.")
    assert not experiment.is_green(health_at(experiment, broken)), "nothing is known"
    safe = outcomes("returns", green=[1] * 20 + [0] * 4)
    assert experiment.is_green(health_at(experiment, safe))


def test_the_second_breach_begins_where_the_second_resume_was() -> None:
    grave = replace(RETURNS, severity=Severity.LOW)
    calls = replace(grave, metric="calls")
    experiment = running(guardrails=(grave, calls))
    first = outcomes("returns", green=[1] * 20)
    second = both(first, outcomes("calls", green=[1] * 20))
    for found in (first, second):
        watch(experiment, found)
        resume(experiment, results=found)

    counted = [each.treated.units for each in experiment.counting.measured(second)]

    assert counted == [0, 0]


def test_a_grave_breach_holds_it_back_before_its_coe_is_heard_of() -> None:
    experiment = running()
    watch(experiment, outcomes("returns", green=[1] * 20), at=NOON)

    assert reasons_of(lambda: resume(experiment), RuleBroken) == ["COE_OPEN"]
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    resume(experiment)
    assert experiment.is_running


def test_a_guardrail_that_alerts_tells_once_and_lets_it_run() -> None:
    tells = replace(RETURNS, action=GuardrailAction.ALERT, severity=Severity.LOW)
    experiment = running(guardrails=(tells,))
    found = outcomes("returns", green=[1] * 20)

    watch(experiment, found)
    watch(experiment, found)

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
        some = outcomes("returns", green=[0, 1, 1] * 10)
        watch(experiment, some)
        assert (experiment.state, experiment.alerted) == ("RUNNING", ("returns",))
    watch(experiment, outcomes("returns", green=[1] * 40))

    assert experiment.state == "PAUSED"
    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.guardrail for event in breached] == [owners, brought]


def test_a_guardrail_of_a_mechanism_protects_like_any_other() -> None:
    experiment = ready()
    brought = guardrails_of([guarding(), check()])
    known = replace(circumstances(), guardrails=brought)
    experiment.start(known, by=CARA, at=NOON, policy=POLICY)
    experiment.expect_outcomes([Outcome("u1", "mischarge", 0.0)], [], by=DAN)

    watch(experiment, outcomes("mischarge", green=[1] * 100))

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

    watch(experiment, found)

    assert experiment.state is ExperimentState.ANALYZING
    assert experiment.ending == Ending(trigger, cause)
    assert experiment.stopped_at == LATER
    stopped = experiment.events[-1]
    assert isinstance(stopped, events.ExperimentStopped)
    assert stopped.ending == experiment.ending


def test_below_its_caps_it_goes_on() -> None:
    experiment = running(exposure_cap_units=10)

    watch(experiment, exposed(old=3, green=3, blue=3))
    watch(experiment, lost(green=999.999999999))

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
    cause = "Its longest runtime, 1 hour, is over."
    assert experiment.ending == Ending(EndTrigger.MAX_RUNTIME, cause)
    assert experiment.runtime(LATER + timedelta(days=1)) == timedelta(hours=1)


def test_only_the_time_in_which_units_came_in_is_runtime() -> None:
    experiment = running()
    hour = timedelta(hours=1)

    experiment.pause("Lunch.", by=CARA, at=NOON + hour)
    assert experiment.runtime(NOON + 9 * hour) == hour
    resume(experiment, at=NOON + 9 * hour)
    assert experiment.runtime(NOON + 10 * hour) == 2 * hour
    experiment.stop(by=CARA, at=NOON + 11 * hour)

    assert experiment.runtime(NOON + 99 * hour) == 3 * hour


def test_what_never_started_has_not_run() -> None:
    assert draft().runtime(LATER) == timedelta(0)


def test_what_a_clock_put_back_says_was_before_the_start_has_not_run_either() -> None:
    experiment = running()
    assert experiment.began_at is not None
    assert experiment.runtime(experiment.began_at - timedelta(1)) == timedelta(0)


def test_more_units_take_a_kill_switch_that_was_tried_lately() -> None:
    experiment, held = running(), paused()
    later = NOON + timedelta(days=8)

    for late in (
        lambda: ramp(experiment, at=later),
        lambda: resume(held, at=later),
    ):
        assert reasons_of(late, RuleBroken) == ["KILL_SWITCH_UNVERIFIED"]

    for one in (experiment, held):
        one.verify_kill_switch(by=CARA, at=later)
    ramp(experiment, at=later)
    resume(held, at=later)


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
    health = health_at(experiment, outcomes("returns", green=[1] * 20))
    health = replace(health, ratio=off)

    def act() -> None:
        ramp(experiment, 0.25, health, [Label("coes/c1", "Wrong boxes")])

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
    step = "The next step of 'Boxes by weight' (experiments/x1) is 5 %"
    assert step in broken["RAMP_TOO_FAST"]


@pytest.mark.parametrize(
    ("counted", "silent"),
    [
        ({}, "returns has 0 of 4, speed has 0 of 2"),
        ({"returns": [0] * 4, "speed": [9]}, "speed has 1 of 2"),
    ],
)
def test_silence_lets_nobody_else_in(
    counted: dict[str, list[float]], silent: str
) -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05))
    found = (outcomes(metric, green=values) for metric, values in counted.items())
    results = both(*found)

    with pytest.raises(RuleBroken) as refusal:
        ramp(experiment, None, health_at(experiment, results))

    (unknown,) = refusal.value.violations
    assert unknown.reason == "HEALTH_UNKNOWN"
    assert f"outcomes of treated units: {silent}. Record" in unknown.description
    assert experiment.exposure_share == 0.01


def test_each_step_begins_in_silence() -> None:
    experiment = running()

    def found(units: int) -> Results:
        return both(
            outcomes("returns", green=[0] * units), outcomes("speed", blue=[12] * units)
        )

    ramp(experiment, None, health_at(experiment, found(4)))
    for too_few in (4, 7):
        health = health_at(experiment, found(too_few))
        refused = reasons_of(lambda: ramp(experiment, None, health), RuleBroken)  # noqa: B023 - called at once
        assert refused == ["HEALTH_UNKNOWN"]
    ramp(experiment, None, health_at(experiment, found(8)))

    assert experiment.exposure_share == 0.25


def test_a_frozen_design_that_fails_a_check_has_one_way_out() -> None:
    evaluations = [Evaluation(check(), CheckResult.FAIL)]
    known = replace(circumstances(), evaluations=evaluations)

    with pytest.raises(RuleBroken) as refusal:
        paused().resume("", known, [], Results(), by=CARA, at=LATER, policy=POLICY)

    (failed,) = refusal.value.violations
    words, _, there = failed.description.partition(" There: ")
    assert words.endswith("abort it, and draft another experiment.")
    assert check().fix_hint in there
    assert check().fix_hint not in words


def test_what_was_taken_back_or_is_checked_by_now_does_not_go_on() -> None:
    evaluations = [Evaluation(check(), CheckResult.FAIL)]
    known = replace(circumstances(state=IdeaState.DRAFT), evaluations=evaluations)

    def act() -> None:
        paused().resume(
            "",
            known,
            [Label("coes/c1", "Wrong boxes")],
            Results(),
            by=CARA,
            at=LATER,
            policy=POLICY,
        )

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
    found = outcomes("returns", green=[1] * 20)
    watch(broken, found, at=NOON)
    abort(broken, health=health_at(broken, found))

    told = [one.events[-1] for one in (aborted(), broken)]

    fine, harmed = [e for e in told if isinstance(e, events.ExperimentAborted)]
    assert (fine.harm, harmed.harm) == (False, True)
    assert harmed.guardrails == (
        GuardrailMeasurement("returns", 1.0, 20),
        GuardrailMeasurement("speed", None, 0),
    )


@pytest.mark.parametrize("result", CleanUpResult)
def test_what_is_scaled_is_kept_or_gone_in_the_end(result: CleanUpResult) -> None:
    experiment = analyzing()
    decide(experiment, evidence=seen(effects=(gain(),)))

    experiment.tidy(result, "Flag removed.", by=CARA, at=LATER)

    assert experiment.clean_up
    assert experiment.clean_up.result is result


def test_nothing_else_is_kept() -> None:
    experiment = analyzing()
    decide(experiment, call(Verdict.INCONCLUSIVE))

    def act() -> None:
        experiment.tidy(CleanUpResult.KEPT, "We like it.", by=CARA, at=LATER)

    assert reasons_of(act, RuleBroken) == ["CLEAN_UP_OPPOSES_VERDICT"]
    experiment.tidy(CleanUpResult.DISCARDED, "Flag removed.", by=CARA, at=LATER)


@pytest.mark.parametrize("value", [0.5, 2.0, -1.0])
def test_a_unit_converts_or_does_not(value: float) -> None:
    sent = [*FITTING, Outcome("u2", "returns", value), Outcome("u3", "speed", value)]

    with pytest.raises(InvalidInput, match=f"{value:g} is neither 0 nor 1") as refusal:
        running().expect_outcomes(sent, [], by=CARA)

    (found,) = refusal.value.violations
    assert (found.reason, found.subject) == (
        "OUTCOME_NOT_A_CONVERSION",
        "measurement.value",
    )


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
