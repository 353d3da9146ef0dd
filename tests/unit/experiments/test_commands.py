"""What people can do, on a world in memory."""

from dataclasses import replace

import pytest

from chassis.domain import Conflict, NotAllowed, NotFound, RuleBroken
from services.experiments.application import commands
from services.experiments.domain.events import Verdict
from services.experiments.domain.experiment import ExperimentState
from services.experiments.domain.known import CoeState, KnownCoe
from tests.unit.experiments.support import (
    CARA,
    DAN,
    LEO,
    NOON,
    POLICY,
    SAM,
    Memory,
    analyzing,
    design,
    draft,
    paused,
    ready,
    reasons_of,
    running,
    world,
)

S = ExperimentState


def coe(state: CoeState = CoeState.OPEN, experiment: str = "x1") -> KnownCoe:
    """Return a COE that we have heard of."""
    return KnownCoe(
        id="c1", experiment=experiment, state=state, created_at=NOON, updated_at=NOON
    )


def test_an_idea_nobody_has_heard_of_cannot_be_tried() -> None:
    def act() -> None:
        commands.create_experiment(Memory(), "", "i9", design())

    assert reasons_of(act, NotFound) == ["IDEA_UNKNOWN"]


def test_a_draft_gets_the_id_that_was_asked_for_or_a_new_one() -> None:
    work = world()

    chosen = commands.create_experiment(work, "mine", "i1", design())
    given = commands.create_experiment(work, "", "i1", design())

    assert [chosen.id, given.id] == ["mine", "new1"]
    assert chosen.idea == "ideas/i1"


def test_only_the_team_of_the_idea_drafts() -> None:
    def act() -> None:
        commands.create_experiment(world(by=SAM), "", "i1", design())

    assert reasons_of(act, NotAllowed) == ["NOT_ON_TEAM"]


def test_a_draft_is_changed_by_whoever_read_it_last() -> None:
    work = world(draft())

    changed = commands.update_experiment(
        work, "x1", "1", lambda before: replace(before, title="Boxes")
    )

    assert changed.design == design(title="Boxes")
    with pytest.raises(Conflict):
        commands.update_experiment(work, "x1", "1", lambda before: before)


def test_a_draft_goes_through_its_whole_life() -> None:
    work = world(draft())

    commands.verify_kill_switch(work, "x1", "")
    commands.start_experiment(work, "x1", "", POLICY)
    commands.pause_experiment(work, "x1", "", "Enough.")
    commands.resume_experiment(work, "x1", "")
    experiment = commands.stop_experiment(work, "x1", "")

    assert experiment.state is S.ANALYZING
    assert [type(event).__name__ for event in work.experiments.published] == [
        "KillSwitchVerified",
        "ExperimentStarted",
        "ExperimentPaused",
        "ExperimentResumed",
        "ExperimentStopped",
    ]


@pytest.mark.parametrize("make", [running, paused, analyzing])
def test_one_open_experiment_per_idea(make: type) -> None:
    other, mine = make(), ready()
    other.id = "x0"
    work = world(other, mine)

    def act() -> None:
        commands.start_experiment(work, "x1", "", POLICY)

    assert reasons_of(act, Conflict) == ["DECISIVE_EXPERIMENT_EXISTS"]


def test_what_ended_makes_room_for_the_next() -> None:
    other, mine = running(), ready()
    other.id = "x0"
    work = world(other, mine)

    commands.abort_experiment(work, "x0", "", "Supplier gone.")

    assert commands.start_experiment(work, "x1", "", POLICY).is_running


def test_an_open_coe_holds_back_the_resume() -> None:
    work = world(paused())
    work.known_coes.add(coe())

    def act() -> None:
        commands.resume_experiment(work, "x1", "")

    assert reasons_of(act, RuleBroken) == ["COE_OPEN"]


def test_an_open_coe_holds_back_the_verdict() -> None:
    work = world(analyzing(), by=LEO)
    work.known_coes.add(coe())
    work.measurements.arms = dict(ENOUGH)

    assert reasons_of(lambda: decide(work), RuleBroken) == ["COE_OPEN"]


@pytest.mark.parametrize(
    "other", [coe(CoeState.CLOSED), coe(experiment="x2")], ids=["closed", "elsewhere"]
)
def test_a_coe_that_is_closed_or_elsewhere_holds_nothing_back(other: KnownCoe) -> None:
    work = world(paused())
    work.known_coes.add(other)

    assert commands.resume_experiment(work, "x1", "").is_running


def test_the_leader_decides_on_what_was_counted() -> None:
    work = world(analyzing(), by=LEO)
    assert reasons_of(lambda: decide(work), RuleBroken) == ["TOO_EARLY"]
    work.measurements.arms = dict(ENOUGH)

    decide(work)

    decision = work.experiments.get("x1").decision
    assert decision
    assert (decision.decider, decision.decide_time) == (LEO.name, NOON)


def test_nothing_starts_between_a_verdict_and_what_ideas_makes_of_it() -> None:
    other = ready()
    other.id = "x2"
    work = world(analyzing(), other, by=LEO)
    work.measurements.arms = dict(ENOUGH)
    decide(work)
    work.actor = CARA

    def act() -> None:
        commands.start_experiment(work, "x2", "", POLICY)

    assert work.known_ideas.get("i1").decided_by == "experiments/x1"
    assert reasons_of(act, RuleBroken) == ["IDEA_NOT_APPROVED"]


def test_anyone_on_the_team_aborts() -> None:
    work = world(running(), by=DAN)

    assert commands.abort_experiment(work, "x1", "", "Gone.").state is S.ABORTED


def decide(work: Memory) -> None:
    commands.decide_experiment(work, "x1", "", Verdict.KILL, "Nobody cared.")


ENOUGH = {f"{arm}{n}": arm for arm in ("old", "green", "blue") for n in range(2)}
"""Two exposed units in each arm."""
