"""What programs can record, on a world in memory."""

import pytest

from chassis.domain import NotFound, RuleBroken
from services.experiments.application import recording
from services.experiments.domain.results import Outcome
from tests.unit.experiments.support import (
    DAN,
    Memory,
    draft,
    paused,
    reasons_of,
    running,
    world,
)

TREATED = ("g1", "g2", "b1", "b2")


def exposed_world() -> Memory:
    """Return a running experiment that four treated units and a control have met."""
    work = world(running(), by=DAN)
    arms = {unit: "green" if unit[0] == "g" else "blue" for unit in TREATED}
    work.measurements.arms = {**arms, "c1": "old"}
    return work


def returned(*units: str, value: float = 1.0) -> list[Outcome]:
    """Return these units' boxes."""
    return [Outcome(unit, "returns", value) for unit in units]


def test_a_unit_counts_once_and_only_if_it_takes_part() -> None:
    work, units = world(running()), [f"u{number}" for number in range(40)]

    recorded = recording.record_exposures(work, "x1", units)

    assert recorded == len(work.experiments.get("x1").enrol(units, by=DAN))
    assert recording.record_exposures(work, "x1", units) == 0


def test_units_of_an_experiment_that_is_none_are_refused() -> None:
    with pytest.raises(NotFound):
        recording.record_exposures(world(), "x1", ["u1"])


def test_outcomes_of_units_that_never_met_it_are_ignored() -> None:
    work = exposed_world()

    assert recording.record_outcomes(work, "x1", returned("g1", "stranger")) == 1


def test_the_first_value_of_a_unit_counts() -> None:
    work = exposed_world()

    recording.record_outcomes(work, "x1", returned("g1"))
    recording.record_outcomes(work, "x1", returned("g1", value=0.0))

    assert work.measurements.values == {("g1", "returns"): 1.0}


def test_outcomes_within_bounds_change_no_experiment() -> None:
    work = exposed_world()
    version = work.experiments.get("x1").version

    recording.record_outcomes(work, "x1", returned(*TREATED, value=0.0))

    assert work.experiments.get("x1").version == version
    assert work.experiments.published == []


def test_the_outcome_that_breaks_a_guardrail_pauses_exactly_once() -> None:
    work = exposed_world()

    recording.record_outcomes(work, "x1", returned("g1", "g2", "b1", "c1"))
    assert work.experiments.get("x1").is_running
    recording.record_outcomes(work, "x1", returned("b2"))
    recording.record_outcomes(work, "x1", returned("b2"))

    assert not work.experiments.get("x1").is_running
    assert [type(event).__name__ for event in work.experiments.published] == [
        "ExperimentGuardrailBreached",
        "ExperimentPaused",
    ]


def test_late_outcomes_of_a_paused_experiment_count_and_break_nothing() -> None:
    work = world(paused())
    work.measurements.arms = dict.fromkeys(TREATED, "green")

    assert recording.record_outcomes(work, "x1", returned(*TREATED)) == 4
    assert work.experiments.published == []


def test_a_draft_records_nothing() -> None:
    def act() -> None:
        recording.record_outcomes(world(draft()), "x1", returned("g1"))

    assert reasons_of(act, RuleBroken) == ["EXPERIMENT_NOT_RUNNING"]
