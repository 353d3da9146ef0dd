"""The promises themselves: short forms of the simulations behind docs/statistics.md."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.checks import Aggregation, Comparison
from loadtests.simulations import guardrails, missing, power, sample_ratio, separation
from loadtests.simulations.__main__ import HEAD, PAGE, SECTIONS
from loadtests.simulations.peeking import Scenario, rates
from loadtests.simulations.populations import bell, conversions, spend, yes
from loadtests.simulations.section import Section
from services.experiments.domain.design import Guardrail, Severity
from services.experiments.domain.health import GuardrailReading, Measured
from services.experiments.domain.results import Sample, Tally
from services.experiments.statistics import difference_bounds, share_bounds

ALPHA = 0.05

SAME = [
    Scenario(yes(0.5), yes(0.5)),
    Scenario(bell(), bell()),
    Scenario(yes(0.02), yes(0.02), 0.1),
    Scenario(spend(0.05), spend(0.05), 0.1),
]


@pytest.mark.parametrize("scenario", SAME)
def test_looking_often_raises_no_false_alarm(scenario: Scenario) -> None:
    found = rates(scenario, repetitions=300, units=2000)

    assert found.z_each_look > ALPHA
    assert found.ours <= ALPHA


def test_looking_often_raises_none_if_tuned_for_the_first_looks() -> None:
    found = rates(SAME[1], repetitions=500, units=1000, every=5, tuned_for=100)

    assert found.z_each_look > 6 * ALPHA
    assert found.ours <= ALPHA


def test_a_real_difference_is_found_and_not_overstated() -> None:
    found = rates(Scenario(yes(0.5), yes(0.6)), repetitions=200)

    assert found.found > 0.95
    assert found.ours <= ALPHA


def test_rare_events_in_a_small_arm_are_not_overstated() -> None:
    found = rates(Scenario(yes(0.02), yes(0.06), 0.1), repetitions=200)

    assert found.z_each_look > 4 * ALPHA
    assert found.too_high <= ALPHA / 2


@pytest.mark.parametrize("bound", guardrails.BOUNDS, ids=lambda bound: bound.name)
def test_a_guardrail_at_its_threshold_seldom_breaks(bound: guardrails.Bound) -> None:
    times = 200

    assert guardrails.raw_pauses(bound, times) > 0.5
    assert len(guardrails.pauses(bound, bound.metric, None, times)) <= ALPHA * times
    beside = guardrails.pauses(bound, bound.far, bound.far, times)
    assert len(beside) <= ALPHA * times


def test_a_breach_is_seen_and_against_control_too() -> None:
    bound = guardrails.BOUNDS[2]

    for control in (None, bound.metric):
        found = guardrails.pauses(bound, bound.far, control, 50)
        assert len(found) == 50
        assert max(found) < 500


def test_a_few_units_of_control_hold_no_guardrail_back() -> None:
    bound, bad = guardrails.BOUNDS[2], conversions(200, 60)

    assert guardrails.is_broken(bound, bad, conversions(4, 4))
    assert not guardrails.is_broken(bound, bad, conversions(200, 60))


def test_outcomes_that_one_arm_loses_give_no_false_verdict() -> None:
    none, lost = missing.LOSSES[0], missing.LOSSES[5]

    assert missing.rates(none, 100).refused == 0
    found = missing.rates(lost, 100)
    assert found.recorded > 0.4
    assert found.checked <= ALPHA
    assert found.exposed <= ALPHA
    assert found.refused == 1


def test_outcomes_that_come_late_in_both_arms_are_no_mismatch() -> None:
    assert missing.rates(missing.LOSSES[1], 200).refused == 0


@pytest.mark.parametrize("plan", power.PLANS[:5], ids=lambda plan: plan.control.name)
def test_the_required_units_tell_the_target_from_nothing(plan: power.Plan) -> None:
    nothing, half, target = (
        power.verdicts(plan, treatment, 1000) for treatment in plan.treatments
    )

    assert target["scale"] >= 1000 * (plan.power - 0.03)
    assert target["kill"] <= 10
    assert nothing["kill"] >= 1000 * (plan.power - 0.03)
    assert nothing["scale"] <= 10
    assert half["inconclusive"] >= 500


def test_what_reaches_the_target_is_hardly_ever_killed_however_long_one_looks() -> None:
    assert power.false_kills(power.PLANS[3], 300) <= ALPHA / 2


def test_a_wrong_split_is_found() -> None:
    units = sample_ratio.units_until_found(sample_ratio.sequential, 0.5, 45 / 95)

    assert 4000 < units < 8000


def test_the_page_has_the_text_of_every_section() -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = "\n".join([HEAD, *(section.markdown([]) for section in SECTIONS)])

    assert _without_tables(page) == _without_tables(written)
    assert all(f"| {' | '.join(section.columns)} |" in page for section in SECTIONS)


def _without_tables(page: str) -> list[str]:
    return [line for line in page.splitlines() if not line.startswith("|")]


@pytest.mark.parametrize("section", [sample_ratio.SECTION, separation.SECTION])
def test_the_tables_that_draw_nothing_are_those_of_the_page(section: Section) -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert section.markdown([list(row()) for row in section.rows]) in page


COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(COUNTS, COUNTS, st.sampled_from(guardrails.BOUNDS[:4]))
def test_the_simulated_guardrail_is_that_of_the_service(
    treated: tuple[int, int], control: tuple[int, int], bound: guardrails.Bound
) -> None:
    guardrail = Guardrail(
        metric="m",
        comparison=Comparison.AT_MOST if bound.is_most else Comparison.AT_LEAST,
        threshold=bound.metric.mean,
        min_units=guardrails.MIN_UNITS,
        severity=Severity.HIGH,
    )
    samples = [
        Sample(Tally("a", "m", n, Decimal(yes)), n, Aggregation.CONVERSION)
        for n, yes in (treated, control)
    ]
    measured = Measured(guardrail, samples[0], samples[1], fresh=treated[0])
    ours, other = (sample.moments for sample in samples)

    least, alpha = guardrails.MIN_UNITS, guardrails.ALPHA
    mean = share_bounds(ours, alpha=alpha)
    apart = difference_bounds(other, ours, alpha=alpha, tuned_for=2 * least)
    difference = apart if measured.has_control else None
    reading = GuardrailReading(measured, mean, difference)

    assert reading.is_broken == guardrails.is_broken(bound, ours, other)
