"""What programs can record, on a world in memory."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chassis.domain import NotFound, RuleBroken
from services.experiments import statistics
from services.experiments.application import recording
from services.experiments.domain.design import LOSS
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.results import Outcome
from tests.unit.experiments.support import (
    DAN,
    NOON,
    POLICY,
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


def record(work: Memory, outcomes: list[Outcome]) -> int:
    """Record them."""
    return recording.record_outcomes(work, "x1", outcomes, statistics, POLICY)


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

    assert record(work, returned("g1", "stranger")) == 1


def test_the_first_value_of_a_unit_counts() -> None:
    work = exposed_world()

    record(work, returned("g1"))
    record(work, returned("g1", value=0.0))

    assert work.measurements.values == {("g1", "returns"): 1.0}


def test_outcomes_within_bounds_change_no_experiment() -> None:
    work = exposed_world()
    version = work.experiments.get("x1").version

    record(work, returned(*TREATED, value=0.0))

    assert work.experiments.get("x1").version == version
    assert work.experiments.published == []


def test_the_outcome_that_breaks_a_guardrail_pauses_exactly_once() -> None:
    work = exposed_world()

    record(work, returned("g1", "g2", "b1", "c1"))
    assert work.experiments.get("x1").is_running
    record(work, returned("b2"))
    record(work, returned("b2"))

    assert not work.experiments.get("x1").is_running
    assert [type(event).__name__ for event in work.experiments.published] == [
        "ExperimentGuardrailBreached",
        "ExperimentPaused",
    ]


def test_late_outcomes_of_a_paused_experiment_count_and_break_nothing() -> None:
    work = world(paused())
    work.measurements.arms = dict.fromkeys(TREATED, "green")

    assert record(work, returned(*TREATED)) == 4
    assert work.experiments.published == []


def test_a_draft_records_nothing() -> None:
    def act() -> None:
        record(world(draft()), returned("g1"))

    assert reasons_of(act, RuleBroken) == ["EXPERIMENT_NOT_RUNNING"]


def test_the_last_unit_of_the_cap_ends_the_collection() -> None:
    work = world(running(exposure_cap_units=10), by=DAN)
    units = [f"u{number}" for number in range(60)]

    first = recording.record_exposures(work, "x1", units[:10])
    rest = recording.record_exposures(work, "x1", units)

    assert 0 < first < 10
    assert first + rest == 10 == len(work.measurements.arms)
    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.ANALYZING
    assert experiment.end_cause == "The cap of 10 units is reached."


def test_what_is_lost_counts_up_to_the_cap() -> None:
    work = exposed_world()

    record(work, [Outcome("g1", LOSS, 999.5)])
    assert work.experiments.get("x1").is_running
    record(work, [Outcome("c1", LOSS, 0.5)])

    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.ANALYZING
    assert work.measurements.results("x1").total(LOSS) == 1000


def test_looks_are_kept_now_and_then_once_anything_can_be_read() -> None:
    work = exposed_world()
    record(work, [Outcome("g1", "fits", 1.0)])
    assert not work.looks.kept, "too few units in control"

    work.measurements.arms |= {"c2": "old"}
    record(work, [Outcome("g2", "fits", 1.0)])
    work.now = NOON + POLICY.look_interval - timedelta(seconds=1)
    record(work, [Outcome("b1", "fits", 1.0)])
    assert len(work.looks.kept) == 1

    work.now = NOON + POLICY.look_interval
    record(work, [Outcome("b1", "fits", 1.0)])
    assert len(work.looks.kept) == 1, "what was told before says nothing new"
    record(work, [Outcome("b2", "fits", 1.0)])
    assert len(work.looks.kept) == 2


def test_no_look_is_kept_while_units_are_lost_on_the_way() -> None:
    work = exposed_world()
    work.measurements.arms |= {f"c{number}": "old" for number in range(100)}

    record(work, [Outcome("g1", "fits", 1.0)])

    assert not work.looks.kept


def test_what_was_counted_before_can_be_taken_away() -> None:
    work = exposed_world()
    record(work, returned("g1"))
    before = work.measurements.results("x1").pooled("returns", ["green", "blue"])
    record(work, returned("g2", value=0.5))
    after = work.measurements.results("x1").pooled("returns", ["green", "blue"])

    new = after.since(before)

    assert new == replace(
        before, units=1, total=Decimal("0.5"), squares=Decimal("0.25")
    )
