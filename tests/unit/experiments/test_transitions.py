"""Every method in every state: allowed exactly where this table says so."""

from collections.abc import Callable

import pytest

from chassis.domain import RuleBroken
from services.experiments.domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from services.experiments.domain.events import CleanUpResult
from services.experiments.domain.experiment import Experiment
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.verdicts import Verdict
from tests.unit.experiments.support import (
    CARA,
    COES,
    DAN,
    LATER,
    LEO,
    MIA,
    NOON,
    abort,
    aborted,
    analyzing,
    begin,
    cancelled,
    decide,
    decided,
    design,
    gain,
    lost,
    outcomes,
    paused,
    ramp,
    ready,
    reasons_of,
    resume,
    running,
    seen,
    watch,
)

S = ExperimentState
BROKEN = outcomes("returns", green=[1.0] * 20)
LOST = lost(green=1000.0)
ENDED = Ending(EndTrigger.IDEA_ENDED, "ideas/i1 is KILLED.")
RECALLED = Pause(PauseTrigger.IDEA_RECALLED, "ideas/i1 was taken back.")


def ready_for_leo() -> Experiment:
    """Return a draft that LEO would decide, so that only its state speaks."""
    return led_by_leo(ready())


def led_by_leo(experiment: Experiment) -> Experiment:
    """Return it with a leader, which it would have if it had ever started."""
    experiment.leader = LEO.name
    return experiment


def on_steps(make: Callable[[], Experiment]) -> Experiment:
    """Return one with a next step and an end, so that only its state speaks."""
    experiment = make()
    steps = {"exposure_share_steps": (0.01, 0.05), "max_runtime": LATER - NOON}
    experiment.design = design(**steps)
    return experiment


IN_STATE: dict[ExperimentState, Callable[[], Experiment]] = {
    S.DRAFT: ready_for_leo,
    S.RUNNING: running,
    S.PAUSED: paused,
    S.ANALYZING: analyzing,
    S.ABORTED: aborted,
    S.DECIDED: decided,
    S.CANCELLED: lambda: led_by_leo(cancelled()),
}

METHODS: dict[str, Callable[[Experiment], object]] = {
    "update": lambda x: x.update(design(), by=CARA, at=LATER),
    "verify": lambda x: x.verify_kill_switch(by=CARA, at=LATER),
    "cancel": lambda x: x.cancel("No time.", by=CARA, at=LATER),
    "drop": lambda x: x.drop(ENDED, by=COES, at=LATER),
    "start": begin,
    "ramp": ramp,
    "pause": lambda x: x.pause("Enough.", by=DAN, at=LATER),
    "halt": lambda x: x.halt(RECALLED, by=COES, at=LATER),
    "watch": lambda x: watch(x, BROKEN),
    "watch the caps": lambda x: watch(x, LOST),
    "hear of a COE": lambda x: x.hear_of_coe("coes/c1", by=COES, at=LATER),
    "wake": lambda x: x.wake(by=COES, at=LATER),
    "resume": resume,
    "stop": lambda x: x.stop(by=CARA, at=LATER),
    "abort": abort,
    "second": lambda x: x.back(Verdict.PIVOT, "Parents asked.", by=MIA, at=LATER),
    "decide": lambda x: decide(x, evidence=seen(effects=(gain(),))),
    "clean up": lambda x: x.tidy(CleanUpResult.DISCARDED, "", by=CARA, at=LATER),
    "enrol": lambda x: x.enrol(["u1"], by=DAN),
    "expect_outcomes": lambda x: x.expect_outcomes([], [], by=DAN),
    "assign": lambda x: x.assign("u1"),
}

FROZEN, WRONG, AWAY = "DESIGN_FROZEN", "WRONG_STATE", "EXPERIMENT_NOT_RUNNING"

EXPECTED: dict[str, dict[ExperimentState, ExperimentState | str]] = {
    "update": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: FROZEN,
        S.PAUSED: FROZEN,
        S.ANALYZING: FROZEN,
        S.ABORTED: FROZEN,
        S.DECIDED: FROZEN,
        S.CANCELLED: FROZEN,
    },
    "verify": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.RUNNING,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "cancel": {
        S.DRAFT: S.CANCELLED,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "drop": {
        S.DRAFT: S.CANCELLED,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "start": {
        S.DRAFT: S.RUNNING,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "ramp": {
        S.DRAFT: WRONG,
        S.RUNNING: S.RUNNING,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "pause": {
        S.DRAFT: WRONG,
        S.RUNNING: S.PAUSED,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "halt": {
        S.DRAFT: WRONG,
        S.RUNNING: S.PAUSED,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "watch": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.PAUSED,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: S.CANCELLED,
    },
    "watch the caps": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.ANALYZING,
        S.PAUSED: S.ANALYZING,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: S.CANCELLED,
    },
    "hear of a COE": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.PAUSED,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: S.CANCELLED,
    },
    "wake": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.ANALYZING,
        S.PAUSED: S.ANALYZING,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: S.CANCELLED,
    },
    "resume": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: S.RUNNING,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "stop": {
        S.DRAFT: WRONG,
        S.RUNNING: S.ANALYZING,
        S.PAUSED: S.ANALYZING,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "abort": {
        S.DRAFT: WRONG,
        S.RUNNING: S.ABORTED,
        S.PAUSED: S.ABORTED,
        S.ANALYZING: S.ABORTED,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "second": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "decide": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: S.DECIDED,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
        S.CANCELLED: WRONG,
    },
    "clean up": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: WRONG,
    },
    "enrol": {
        S.DRAFT: AWAY,
        S.RUNNING: S.RUNNING,
        S.PAUSED: AWAY,
        S.ANALYZING: AWAY,
        S.ABORTED: AWAY,
        S.DECIDED: AWAY,
        S.CANCELLED: AWAY,
    },
    "expect_outcomes": {
        S.DRAFT: AWAY,
        S.RUNNING: S.RUNNING,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: AWAY,
        S.DECIDED: AWAY,
        S.CANCELLED: AWAY,
    },
    "assign": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.RUNNING,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
        S.CANCELLED: S.CANCELLED,
    },
}
"""The state it leads to, or the reason against it."""


def test_the_table_is_whole() -> None:
    assert list(EXPECTED) == list(METHODS)
    assert all(set(row) == set(S) for row in EXPECTED.values())


@pytest.mark.parametrize("state", S)
def test_an_experiment_moves_along_the_table_only(state: ExperimentState) -> None:
    for method, row in EXPECTED.items():
        expect_move(state, method, row[state])


def expect_move(
    state: ExperimentState, method: str, expected: ExperimentState | str
) -> None:
    experiment = on_steps(IN_STATE[state])
    assert experiment.state is state

    if isinstance(expected, ExperimentState):
        METHODS[method](experiment)
        assert experiment.state is expected
    else:
        assert reasons_of(lambda: METHODS[method](experiment), RuleBroken) == [expected]
        assert experiment.state is state


def test_what_is_possible_is_what_the_table_says() -> None:
    for state, make in IN_STATE.items():
        possible = {RPCS[method] for method in RPCS if moves(method, state)}
        assert set(make().possible) == possible


def moves(method: str, state: ExperimentState) -> bool:
    return isinstance(EXPECTED[method][state], ExperimentState)


RPCS = {
    "update": "UpdateExperiment",
    "verify": "VerifyKillSwitch",
    "start": "StartExperiment",
    "cancel": "CancelExperiment",
    "ramp": "RampExperiment",
    "pause": "PauseExperiment",
    "resume": "ResumeExperiment",
    "stop": "StopExperiment",
    "abort": "AbortExperiment",
    "second": "SecondDecision",
    "decide": "DecideExperiment",
    "clean up": "CleanUpExperiment",
}
"""The methods of the API that the state guards."""
