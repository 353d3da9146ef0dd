"""The laws of assignment, of a unit and over the life of an experiment."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import Violation
from services.experiments.domain.assignment import Assignment, assign
from services.experiments.domain.design import Arm
from services.experiments.domain.experiment import Experiment
from tests.unit.experiments.support import (
    CARA,
    DAN,
    LATER,
    NOON,
    POLICY,
    abort,
    circumstances,
    ramp,
    ready,
    resume,
    running,
)

UNITS = st.text(min_size=1, max_size=20)
SHARES = st.floats(0, 1)
SAMPLE = [f"customer-{number}" for number in range(20_000)]


@st.composite
def arms(draw: st.DrawFn) -> tuple[Arm, ...]:
    """Return two to five arms, control first."""
    weights = draw(st.lists(st.integers(1, 1000), min_size=2, max_size=5))
    return tuple(Arm(f"a{n}", w, control=n == 0) for n, w in enumerate(weights))


@given(UNITS, UNITS, arms(), SHARES)
def test_the_same_unit_gets_the_same_arm_for_ever(
    salt: str, unit: str, design: Sequence[Arm], share: float
) -> None:
    first = assign(salt, unit, design, share)

    assert assign(salt, unit, tuple(design), share) == first
    assert first.arm in {arm.id for arm in design}
    assert first.enrolled or first.arm == "a0"


@given(UNITS, UNITS, arms(), SHARES, SHARES)
def test_letting_more_in_neither_removes_nor_moves_a_unit(
    salt: str, unit: str, design: Sequence[Arm], share: float, other: float
) -> None:
    fewer, more = sorted((share, other))
    before = assign(salt, unit, design, fewer)

    if before.enrolled:
        assert assign(salt, unit, design, more) == before


@given(UNITS, UNITS, arms())
def test_none_means_nobody_and_all_means_everybody(
    salt: str, unit: str, design: Sequence[Arm]
) -> None:
    assert not assign(salt, unit, design, 0).enrolled
    assert assign(salt, unit, design, 1).enrolled


def test_weights_and_exposure_hold_within_sampling_error() -> None:
    design = (Arm("old", 5, control=True), Arm("green", 3), Arm("blue", 2))

    found = [assign("x1", unit, design, 0.4) for unit in SAMPLE]

    let_in = [place.arm for place in found if place.enrolled]
    shares = {arm: number / len(let_in) for arm, number in Counter(let_in).items()}
    assert abs(len(let_in) / len(SAMPLE) - 0.4) < 0.015
    for arm in design:
        assert abs(shares[arm.id] - arm.weight / 10) < 0.02


def test_another_salt_reshuffles() -> None:
    design = (Arm("old", 1, control=True), Arm("new", 1))

    first = [assign("x1", unit, design, 0.5) for unit in SAMPLE]
    second = [assign("x2", unit, design, 0.5) for unit in SAMPLE]

    pairs = list(zip(first, second, strict=True))
    both_in = [(a, b) for a, b in pairs if a.enrolled and b.enrolled]
    moved = sum(a.arm != b.arm for a, b in both_in)
    assert abs(len(both_in) / len(SAMPLE) - 0.25) < 0.015
    assert abs(moved / len(both_in) - 0.5) < 0.03


def test_whoever_is_in_stays_there_in_any_later_version() -> None:
    design = (Arm("old", 1, control=True), Arm("new", 1))

    found = [assign("x1", f"customer-{number}", design, 0.5) for number in range(12)]

    arms = " ".join(place.arm if place.enrolled else "-" for place in found)
    assert arms == "- old - - old - - - old new old new"


@given(st.lists(st.floats(0.001, 0.5), max_size=5), st.floats(0.001, 0.5))
def test_no_exposure_that_may_start_skips_a_rung(
    steps: Sequence[float], share: float
) -> None:
    experiment = ready(exposure_share=share, exposure_share_steps=tuple(steps))

    refused = {each.reason for each in objections_to(experiment)}

    taken = [0.0, *(steps or [share])]
    climbs = all(
        before < after and not any(before < rung < after for rung in POLICY.ramp_rungs)
        for before, after in pairwise(taken)
    )
    assert ("RAMP_TOO_FAST" in refused) is not climbs
    assert climbs or refused, "and nothing above the first rung starts at once"


def objections_to(experiment: Experiment) -> list[Violation]:
    return experiment.objections(circumstances(), at=NOON, policy=POLICY)


LIFE: dict[str, Callable[[Experiment], object]] = {
    "RampExperiment": ramp,
    "PauseExperiment": lambda x: x.pause("Enough.", by=DAN, at=LATER),
    "ResumeExperiment": resume,
    "StopExperiment": lambda x: x.stop(by=CARA, at=LATER),
    "AbortExperiment": abort,
}
"""What can happen to an experiment that has started."""


@given(UNITS, st.lists(st.sampled_from(sorted(LIFE)), max_size=8))
def test_whatever_happens_nobody_moves_and_the_kill_switch_wins_at_once(
    unit: str, acts: Sequence[str]
) -> None:
    experiment = running(exposure_share_steps=(0.01, 0.05, 0.25, 0.5))
    was_in = experiment.assign(unit)

    for act in acts:
        if act in experiment.possible and not _at_the_cap(experiment, act):
            LIFE[act](experiment)
        now = experiment.assign(unit)

        if not experiment.is_running:
            assert now == Assignment("old", enrolled=False)
        elif was_in.enrolled:
            assert now == was_in
        else:
            was_in = now


def _at_the_cap(experiment: Experiment, act: str) -> bool:
    return act == "RampExperiment" and experiment.exposure_share == 0.5
