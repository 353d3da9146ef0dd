"""Every method in every state: allowed exactly where this table says so."""

from collections.abc import Callable

import pytest

from chassis.domain import RuleBroken
from services.experiments.domain.experiment import Experiment, ExperimentState
from tests.unit.experiments.support import (
    CARA,
    COES,
    DAN,
    LATER,
    LEO,
    POLICY,
    aborted,
    analyzing,
    decided,
    decision,
    design,
    enough,
    known_idea,
    outcomes,
    paused,
    ready,
    reasons_of,
    running,
)

S = ExperimentState
BROKEN = outcomes("returns", green=[1.0] * 4)


def ready_for_leo() -> Experiment:
    """Return a draft that LEO would decide, so that only its state speaks."""
    experiment = ready()
    experiment.leader = LEO.name
    return experiment


IN_STATE: dict[ExperimentState, Callable[[], Experiment]] = {
    S.DRAFT: ready_for_leo,
    S.RUNNING: running,
    S.PAUSED: paused,
    S.ANALYZING: analyzing,
    S.ABORTED: aborted,
    S.DECIDED: decided,
}

METHODS: dict[str, Callable[[Experiment], object]] = {
    "update": lambda x: x.update(design(), by=CARA, at=LATER),
    "verify": lambda x: x.verify_kill_switch(by=CARA, at=LATER),
    "start": lambda x: x.start(known_idea(), "", by=CARA, at=LATER, policy=POLICY),
    "pause": lambda x: x.pause("Enough.", by=DAN, at=LATER),
    "halt": lambda x: x.halt("coes/c1", by=COES, at=LATER),
    "watch": lambda x: x.watch(BROKEN, by=DAN, at=LATER),
    "resume": lambda x: x.resume([], by=CARA, at=LATER),
    "stop": lambda x: x.stop(by=CARA, at=LATER),
    "abort": lambda x: x.abort("Enough.", by=DAN, at=LATER),
    "decide": lambda x: x.decide(decision(), enough(), [], by=LEO),
    "enrol": lambda x: x.enrol(["u1"], by=DAN),
    "expect_outcomes": lambda x: x.expect_outcomes({"fits"}, by=DAN),
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
    },
    "verify": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "start": {
        S.DRAFT: S.RUNNING,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "pause": {
        S.DRAFT: WRONG,
        S.RUNNING: S.PAUSED,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "halt": {
        S.DRAFT: WRONG,
        S.RUNNING: S.PAUSED,
        S.PAUSED: WRONG,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "watch": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.PAUSED,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
    },
    "resume": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: S.RUNNING,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "stop": {
        S.DRAFT: WRONG,
        S.RUNNING: S.ANALYZING,
        S.PAUSED: S.ANALYZING,
        S.ANALYZING: WRONG,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "abort": {
        S.DRAFT: WRONG,
        S.RUNNING: S.ABORTED,
        S.PAUSED: S.ABORTED,
        S.ANALYZING: S.ABORTED,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "decide": {
        S.DRAFT: WRONG,
        S.RUNNING: WRONG,
        S.PAUSED: WRONG,
        S.ANALYZING: S.DECIDED,
        S.ABORTED: WRONG,
        S.DECIDED: WRONG,
    },
    "enrol": {
        S.DRAFT: AWAY,
        S.RUNNING: S.RUNNING,
        S.PAUSED: AWAY,
        S.ANALYZING: AWAY,
        S.ABORTED: AWAY,
        S.DECIDED: AWAY,
    },
    "expect_outcomes": {
        S.DRAFT: AWAY,
        S.RUNNING: S.RUNNING,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: AWAY,
        S.DECIDED: AWAY,
    },
    "assign": {
        S.DRAFT: S.DRAFT,
        S.RUNNING: S.RUNNING,
        S.PAUSED: S.PAUSED,
        S.ANALYZING: S.ANALYZING,
        S.ABORTED: S.ABORTED,
        S.DECIDED: S.DECIDED,
    },
}
"""The state it leads to, or the reason against it."""

CASES = [
    (state, method, expected)
    for method, row in EXPECTED.items()
    for state, expected in row.items()
]


def test_the_table_is_whole() -> None:
    asked = {(state, method) for state, method, _ in CASES}

    assert asked == {(state, method) for state in S for method in METHODS}


@pytest.mark.parametrize(("state", "method", "expected"), CASES)
def test_an_experiment_moves_along_the_table_only(
    state: ExperimentState, method: str, expected: ExperimentState | str
) -> None:
    experiment = IN_STATE[state]()
    assert experiment.state is state

    if isinstance(expected, ExperimentState):
        METHODS[method](experiment)
        assert experiment.state is expected
    else:
        assert reasons_of(lambda: METHODS[method](experiment), RuleBroken) == [expected]
        assert experiment.state is state
