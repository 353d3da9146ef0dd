"""What programs can record, on a world in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from chassis.domain import NotFound, RuleBroken
from chassis.money import Money
from chassis.values import as_fields
from chassis.wire import from_money, to_money
from services.experiments import statistics
from services.experiments.application import recording
from services.experiments.domain.causes import Ending, EndTrigger
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.results import (
    ExposuresRecorded,
    Loss,
    Outcome,
    OutcomesRecorded,
)
from tests.unit.experiments.support import (
    DAN,
    NOON,
    POLICY,
    Memory,
    draft,
    paused,
    reasons_of,
    running,
    usd,
    world,
)

TREATED = tuple(f"{arm}{number}" for arm in "gb" for number in range(1, 11))


def exposed_world() -> Memory:
    """Return a running experiment that twenty treated units and a control have met."""
    work = world(running(), by=DAN)
    arms = {unit: "green" if unit[0] == "g" else "blue" for unit in TREATED}
    work.measurements.arms = {**arms, "c1": "old"}
    return work


def record(
    work: Memory, outcomes: list[Outcome], losses: Sequence[Loss] = ()
) -> OutcomesRecorded:
    """Record them."""
    return recording.record_outcomes(work, "x1", outcomes, losses, statistics, POLICY)


def expose(work: Memory, units: list[str]) -> ExposuresRecorded:
    """Let them meet it."""
    return recording.record_exposures(work, "x1", units, statistics, POLICY)


def returned(*units: str, value: float = 1.0) -> list[Outcome]:
    """Return these units' boxes."""
    return [Outcome(unit, "returns", value) for unit in units]


def test_a_unit_counts_once_and_only_if_it_takes_part() -> None:
    work, units = world(running()), [f"u{number}" for number in range(400)]

    first = expose(work, [*units, units[0]])

    enrolled = len(work.experiments.get("x1").enrol(units, by=DAN))
    out = 400 - enrolled
    twice = units[0] in work.measurements.arms
    assert first == ExposuresRecorded(
        recorded=enrolled,
        duplicate=int(twice),
        not_enrolled=out + (not twice),
        beyond_cap=0,
    )
    assert enrolled > 0
    again = expose(work, units)
    assert again == ExposuresRecorded(0, enrolled, out, 0)


def test_units_of_an_experiment_that_is_none_are_refused() -> None:
    with pytest.raises(NotFound):
        expose(world(), ["u1"])


def test_each_outcome_is_recorded_a_duplicate_or_of_a_unit_that_never_met_it() -> None:
    work = exposed_world()
    sent = returned("g1", "g1", "stranger", "stranger")
    losses = [Loss("g1", usd(1)), Loss("stranger", usd(1))]

    assert record(work, sent, losses) == OutcomesRecorded(2, 1, 3)
    assert record(work, sent, losses) == OutcomesRecorded(0, 3, 3)


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

    record(work, returned(*TREATED[:5], "c1"))
    assert work.experiments.get("x1").is_running
    record(work, returned(*TREATED))
    record(work, returned(*TREATED))

    assert not work.experiments.get("x1").is_running
    assert [type(event).__name__ for event in work.experiments.published] == [
        "ExperimentGuardrailBreached",
        "ExperimentPaused",
    ]


def test_late_outcomes_of_a_paused_experiment_count_and_tell_of_a_breach() -> None:
    work = world(paused())
    work.measurements.arms = dict.fromkeys(TREATED, "green")

    assert record(work, returned(*TREATED)).recorded == 20
    assert [type(event).__name__ for event in work.experiments.published] == [
        "ExperimentGuardrailBreached"
    ]


def test_a_draft_records_nothing() -> None:
    def act() -> None:
        record(world(draft()), returned("g1"))

    assert reasons_of(act, RuleBroken) == ["EXPERIMENT_NOT_RUNNING"]


def test_the_last_unit_of_the_cap_ends_the_collection() -> None:
    work = world(running(exposure_cap_units=10), by=DAN)
    units = [f"u{number}" for number in range(3000)]

    first = expose(work, units[:500])
    rest = expose(work, units)

    assert 0 < first.recorded < 10
    assert first.recorded + rest.recorded == 10 == len(work.measurements.arms)
    assert rest.duplicate == first.recorded
    assert first.beyond_cap == 0 < rest.beyond_cap
    assert sum(as_fields(rest).values()) == 3000
    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.ANALYZING
    cause = "The cap of 10 units is reached."
    assert experiment.ending == Ending(EndTrigger.EXPOSURE_CAP, cause)


def test_what_is_lost_counts_up_to_the_cap() -> None:
    work = exposed_world()

    record(work, [], [Loss("g1", usd(999.7)), Loss("g1", usd(5))])
    record(work, [], [Loss("g2", usd(0.1))])
    assert work.experiments.get("x1").is_running
    record(work, [], [Loss("c1", usd(0.2))])

    experiment = work.experiments.get("x1")
    assert experiment.state is ExperimentState.ANALYZING
    assert work.measurements.results("x1").lost("USD") == usd(1000)


def test_losses_beyond_what_a_message_can_hold_are_cut_to_it() -> None:
    work, most = exposed_world(), Money("USD", 2**63 - 1)

    record(work, [], [Loss("g1", most), Loss("g2", most)])

    lost = work.measurements.results("x1").lost("USD")
    assert lost == Money("USD", 2**63 - 1, 999_999_999)
    assert to_money(from_money(lost)) == lost


def test_looks_are_kept_now_and_then_once_anything_can_be_read() -> None:
    work = exposed_world()
    work.measurements.arms = {"g1": "green", "b1": "blue", "b2": "blue", "c1": "old"}
    work.measurements.arms |= {"g2": "green"}
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
    work.measurements.arms |= {f"c{number}": "old" for number in range(200)}

    record(work, [Outcome("g1", "fits", 1.0)])

    assert not work.looks.kept


def test_what_was_counted_before_can_be_taken_away() -> None:
    work = exposed_world()
    record(work, returned("g1"))
    before = work.measurements.results("x1").pooled("returns", ["green", "blue"])
    record(work, [Outcome("g2", "returns", 0.0)])
    after = work.measurements.results("x1").pooled("returns", ["green", "blue"])

    new = after.since(before)

    assert new == replace(before, units=1, total=Decimal(0), squares=Decimal(0))
