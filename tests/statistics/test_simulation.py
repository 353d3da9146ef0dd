"""The promise itself: arms that do not differ, looked at again and again."""

import pytest

from loadtests.ab_simulation import Scenario, bell, rates, spend, yes

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

    assert found.z_each_look > 4 * ALPHA
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

    assert found.as_published > 4 * ALPHA
    assert found.too_high <= ALPHA / 2
