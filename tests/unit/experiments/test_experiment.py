"""What an experiment does, and what it lets nobody do."""

from typing import Any

import pytest

from chassis.domain import Conflict, InvalidInput, NotAllowed, RuleBroken
from services.experiments.domain import events
from services.experiments.domain.assignment import Assignment
from services.experiments.domain.experiment import Experiment, ExperimentState
from services.experiments.domain.results import Results
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
    decided,
    decision,
    design,
    draft,
    enough,
    exposed,
    known_idea,
    outcomes,
    paused,
    ready,
    reasons_of,
    running,
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
        lambda: ready().start(known_idea(), "", by=DAN, at=LATER, policy=POLICY),
        lambda: paused().resume([], by=DAN, at=LATER),
        lambda: running().stop(by=DAN, at=LATER),
    ]

    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_OWNER"]


def test_anyone_on_the_team_but_nobody_else_pauses_aborts_and_records() -> None:
    running().pause("Enough.", by=DAN, at=LATER)
    running().abort("Enough.", by=DAN, at=LATER)
    running().enrol(["u"], by=DAN)
    running().expect_outcomes({"fits"}, by=DAN)

    acts: list[Any] = [
        lambda: running().pause("Enough.", by=SAM, at=LATER),
        lambda: running().abort("Enough.", by=SAM, at=LATER),
        lambda: running().enrol(["u"], by=SAM),
        lambda: running().expect_outcomes({"fits"}, by=SAM),
    ]
    for act in acts:
        assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_a_draft_has_no_leader_to_decide_it() -> None:
    with pytest.raises(NotAllowed, match="has no leader yet"):
        draft().decide(decision(), enough(), [], by=LEO)


def test_a_changed_kill_switch_has_not_been_tried() -> None:
    experiment = ready()

    experiment.update(design(title="Boxes"), by=CARA, at=LATER)
    assert experiment.kill_switch_verified_at == NOON

    experiment.update(design(kill_switch="Pull the plug."), by=CARA, at=LATER)
    assert experiment.kill_switch_verified_at is None


def test_a_kill_switch_that_was_tried_lets_it_start() -> None:
    experiment = draft()

    experiment.verify_kill_switch(by=CARA, at=NOON)
    experiment.start(known_idea(), "", by=CARA, at=LATER, policy=POLICY)

    assert experiment.is_running


def test_the_start_fixes_the_leader_and_tells_the_design() -> None:
    experiment = ready()
    experiment.events.clear()

    experiment.start(known_idea(), "", by=CARA, at=LATER, policy=POLICY)

    assert (experiment.leader, experiment.starts) == (LEO.name, 1)
    assert experiment.started_at == LATER
    (started,) = experiment.events
    assert isinstance(started, events.ExperimentStarted)
    assert (started.arms, started.loss_cap_usd) == (design().arms, 1000)


def test_a_rival_on_the_idea_has_the_right_of_way() -> None:
    experiment = ready()

    def act() -> None:
        experiment.start(
            known_idea(), "experiments/x0", by=CARA, at=LATER, policy=POLICY
        )

    assert reasons_of(act, Conflict) == ["DECISIVE_EXPERIMENT_EXISTS"]
    assert experiment.state is ExperimentState.DRAFT


def test_a_pause_says_why_until_it_ends() -> None:
    experiment = paused()
    assert experiment.pause_cause == "Too many calls."

    experiment.resume([], by=CARA, at=LATER)

    assert experiment.pause_cause == ""
    assert (experiment.starts, experiment.started_at) == (2, LATER)


def test_what_ended_is_not_paused_any_more() -> None:
    stopped, given_up = paused(), paused()

    stopped.stop(by=CARA, at=LATER)
    given_up.abort("Supplier gone.", by=DAN, at=LATER)

    assert (stopped.pause_cause, given_up.pause_cause) == ("", "")


def test_an_open_coe_holds_back_the_resume() -> None:
    def act() -> None:
        paused().resume(["coes/c1"], by=CARA, at=LATER)

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_the_leader_decides() -> None:
    experiment = analyzing()

    experiment.decide(decision(), enough(), [], by=LEO)

    assert experiment.decision == decision()
    assert isinstance(experiment.events[-1], events.ExperimentDecided)


def test_nobody_else_decides() -> None:
    def act() -> None:
        analyzing().decide(decision(), enough(), [], by=CARA)

    assert reasons_of(act, NotAllowed) == ["NOT_LEADER"]


def test_a_verdict_is_refused_with_all_its_gaps_at_once() -> None:
    early, open_coes = exposed(old=2, green=1), ["coes/c1"]

    with pytest.raises(RuleBroken) as refusal:
        analyzing().decide(decision(" "), early, open_coes, by=LEO)

    broken = {v.reason: v.description for v in refusal.value.violations}
    assert list(broken) == ["TOO_EARLY", "LEARNING_REQUIRED", "COE_OPEN"]
    assert "Too few in: green (1), blue (0)." in broken["TOO_EARLY"]
    assert "coes/c1" in broken["COE_OPEN"]


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
    make().expect_outcomes({"fits", "returns", "speed"}, by=CARA)


@pytest.mark.parametrize("make", [draft, aborted, decided])
def test_outcomes_stay_out_before_and_after(make: Any) -> None:
    refused = reasons_of(lambda: make().expect_outcomes({"x"}, by=CARA), RuleBroken)
    assert refused == ["EXPERIMENT_NOT_RUNNING"]


def test_only_what_the_design_counts_is_counted() -> None:
    with pytest.raises(InvalidInput, match="does not count: tears") as refusal:
        running().expect_outcomes({"fits", "tears"}, by=CARA)

    assert refusal.value.violations[0].reason == "METRIC_UNKNOWN"


def test_a_broken_guardrail_pauses_it_and_tells_once() -> None:
    experiment = running()
    experiment.events.clear()
    seen = Results(
        exposed(old=9, green=5, blue=4).tallies
        + outcomes("returns", old=[9.0], green=[1.0, 0.0], blue=[1.0, 0.0]).tallies
    )

    experiment.watch(seen, by=DAN, at=LATER)
    experiment.watch(seen, by=DAN, at=LATER)

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
        at=LATER,
    )
    assert isinstance(paused_, events.ExperimentPaused)
    cause = "Guardrail returns: 0.5 over 4 units of treatment is not at most 0.25."
    assert paused_.cause == experiment.pause_cause == cause


@pytest.mark.parametrize(
    "seen",
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
def test_a_guardrail_that_holds_changes_nothing(seen: Results) -> None:
    experiment = running()
    experiment.events.clear()

    experiment.watch(seen, by=DAN, at=LATER)

    assert experiment.is_running
    assert not experiment.events


def test_of_two_broken_guardrails_the_first_counts() -> None:
    experiment = running(guardrails=(SPEED, RETURNS))
    slow, returned = outcomes("speed", green=[1, 2]), outcomes("returns", blue=[1] * 4)

    experiment.watch(Results(slow.tallies + returned.tallies), by=DAN, at=LATER)

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    assert [event.guardrail for event in breached] == [SPEED]
    assert "1.5 over 2 units of treatment is not at least 10" in experiment.pause_cause


def test_each_start_gives_a_breach_its_own_key() -> None:
    experiment, seen = running(), outcomes("returns", green=[1] * 4)

    experiment.watch(seen, by=DAN, at=NOON)
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    experiment.resume([], by=CARA, at=LATER)
    experiment.watch(seen, by=DAN, at=LATER)

    breached = [e for e in experiment.events if isinstance(e, BREACHED)]
    keys = [event.incident_key for event in breached]
    assert keys == ["experiments/x1/returns/1", "experiments/x1/returns/2"]
    assert [event.start_time for event in breached] == [NOON, LATER]


def test_a_grave_breach_holds_it_back_before_its_coe_is_heard_of() -> None:
    experiment = running()
    experiment.watch(outcomes("returns", green=[1] * 4), by=DAN, at=NOON)

    def resume() -> None:
        experiment.resume([], by=CARA, at=LATER)

    assert reasons_of(resume, RuleBroken) == ["COE_OPEN"]
    experiment.hear_of_coe("coes/c1", by=COES, at=NOON)
    resume()
    assert experiment.is_running


def test_a_coe_pauses_it_without_being_on_the_team() -> None:
    experiment = running()

    experiment.halt("coes/c1", by=COES, at=LATER)

    assert experiment.pause_cause == "coes/c1"
    assert experiment.history[-1].actor == COES.name


BREACHED = events.ExperimentGuardrailBreached
