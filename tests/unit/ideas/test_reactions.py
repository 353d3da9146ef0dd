"""What ideas does when reviews and experiments speak, and when people ask."""

from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from chassis.domain import NotFound, RuleBroken
from chassis.messaging import EventRouter, PoisonMessage
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.reviews.v1 import reviews_events_pb2 as reviews
from services.ideas.application import commands
from services.ideas.application.ports import Work
from services.ideas.messaging import consumer
from tests.unit.ideas.support import (
    ANN,
    BEN,
    E1,
    E2,
    EXPERIMENTS,
    POLICY,
    R1,
    R2,
    REVIEWS,
    WorkInMemory,
    approved,
    document,
    draft,
    experimenting,
    experimenting_again,
    in_review,
    reasons,
    scaling,
    submitted,
    work_on,
)


def opened(**changes: Any) -> reviews.ReviewOpened:
    fields: dict[str, Any] = {"review": R1, "idea": "ideas/i1", "revision": "1.0"}
    return reviews.ReviewOpened(**(fields | changes))


def review_decided(outcome: str, revision: str = "1.0") -> reviews.ReviewDecided:
    return reviews.ReviewDecided(
        review=R1,
        idea="ideas/i1",
        revision=revision,
        outcome=outcome,
        leader=BEN.name,
        rationale="Tried last year.",
    )


def decided(verdict: str, experiment: str = E1) -> experiments.ExperimentDecided:
    return experiments.ExperimentDecided(
        experiment=experiment, idea="ideas/i1", verdict=verdict, learning="Bags."
    )


def started(experiment: str = E1) -> experiments.ExperimentStarted:
    return experiments.ExperimentStarted(experiment=experiment, idea="ideas/i1")


def aborted(experiment: str = E1) -> experiments.ExperimentAborted:
    return experiments.ExperimentAborted(experiment=experiment, idea="ideas/i1")


def test_an_opened_review_is_noted() -> None:
    idea = submitted()

    consumer.on_review_opened(work_on(idea, REVIEWS), opened())

    assert (idea.state, idea.review) == ("IN_REVIEW", R1)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("OUTCOME_APPROVE", "APPROVED"),
        ("OUTCOME_RETURN", "DRAFT"),
        ("OUTCOME_DECLINE", "DECLINED"),
    ],
)
def test_an_idea_goes_where_the_review_sends_it(outcome: str, state: str) -> None:
    idea = in_review()

    consumer.on_review_decided(work_on(idea, REVIEWS), review_decided(outcome))

    assert idea.state == state
    assert idea.history[-1].actor == REVIEWS.name


@pytest.mark.parametrize(
    "outcome", ["OUTCOME_APPROVE", "OUTCOME_RETURN", "OUTCOME_DECLINE"]
)
def test_a_decision_before_its_review_is_known_waits_for_it(outcome: str) -> None:
    work = work_on(submitted(), REVIEWS)

    broken = reasons(
        lambda: consumer.on_review_decided(work, review_decided(outcome)), RuleBroken
    )

    assert broken == ["WRONG_STATE"]


@pytest.mark.parametrize(
    "outcome", ["OUTCOME_APPROVE", "OUTCOME_RETURN", "OUTCOME_DECLINE"]
)
def test_a_decision_on_an_older_revision_changes_nothing(outcome: str) -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    before = deepcopy(idea)

    consumer.on_review_decided(work_on(idea, REVIEWS), review_decided(outcome))

    assert idea == before


def test_a_review_of_an_older_revision_changes_nothing() -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    idea.submit(by=ANN, at=idea.updated_at, policy=POLICY)
    before = deepcopy(idea)

    consumer.on_review_opened(work_on(idea, REVIEWS), opened())

    assert idea == before


def test_the_review_of_the_next_revision_is_another_one() -> None:
    idea = in_review()
    idea.recall("A typo.", by=ANN, at=idea.updated_at)
    idea.submit(by=ANN, at=idea.updated_at, policy=POLICY)
    work = work_on(idea, REVIEWS)

    consumer.on_review_opened(work, opened(review=R2, revision="1.1"))
    consumer.on_review_decided(work, review_decided("OUTCOME_APPROVE", "1.1"))

    assert (idea.state, idea.review) == ("APPROVED", R2)


def test_an_outcome_that_nobody_knows_can_never_be_handled() -> None:
    with pytest.raises(PoisonMessage, match="reviews/r1 has no outcome 0"):
        consumer.on_review_decided(
            work_on(in_review(), REVIEWS), review_decided("OUTCOME_UNSPECIFIED")
        )


def test_an_experiment_on_an_idea_is_noted_until_it_ends() -> None:
    idea = approved()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_started(work, started())
    state = str(idea.state)
    consumer.on_experiment_aborted(work, aborted())

    assert (state, idea.state) == ("EXPERIMENTING", "APPROVED")


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("VERDICT_SCALE", "SCALING"),
        ("VERDICT_PIVOT", "PIVOTED"),
        ("VERDICT_KILL", "KILLED"),
    ],
)
def test_an_idea_goes_where_the_experiment_sends_it(verdict: str, state: str) -> None:
    idea = experimenting()

    consumer.on_experiment_decided(work_on(idea, EXPERIMENTS), decided(verdict))

    assert (idea.state, idea.learning) == (state, "Bags.")


def test_a_pivot_leaves_a_child_behind() -> None:
    work = work_on(experimenting(), EXPERIMENTS)

    consumer.on_experiment_decided(work, decided("VERDICT_PIVOT"))

    child = work.ideas.get("i2")
    assert (child.parent, child.learning) == ("ideas/i1", "Bags.")


def test_a_pivot_of_what_was_launched_leaves_a_child_behind_as_well() -> None:
    idea = experimenting_again()
    work = work_on(idea, EXPERIMENTS)

    consumer.on_experiment_decided(work, decided("VERDICT_PIVOT"))

    assert idea.state == "LAUNCHED"
    assert work.ideas.get("i2").parent == "ideas/i1"


@pytest.mark.parametrize("begin", [approved, experimenting])
def test_the_end_of_an_experiment_that_is_not_open_changes_nothing(begin: Any) -> None:
    idea = begin()
    before, work = deepcopy(idea), work_on(idea, EXPERIMENTS)

    consumer.on_experiment_aborted(work, aborted(E2))
    for verdict in ("VERDICT_SCALE", "VERDICT_PIVOT", "VERDICT_KILL"):
        consumer.on_experiment_decided(work, decided(verdict, E2))

    assert list(work.ideas.by_id.values()) == [before]


def test_an_experiment_that_starts_too_early_waits() -> None:
    work = work_on(in_review(), EXPERIMENTS)

    broken = reasons(
        lambda: consumer.on_experiment_started(work, started()), RuleBroken
    )

    assert broken == ["WRONG_STATE"]


def test_a_verdict_that_nobody_knows_can_never_be_handled() -> None:
    with pytest.raises(PoisonMessage, match="experiments/e1 has no verdict 0"):
        consumer.on_experiment_decided(
            work_on(experimenting(), EXPERIMENTS), decided("VERDICT_UNSPECIFIED")
        )


def test_news_of_an_idea_that_nobody_knows_yet_waits() -> None:
    work = WorkInMemory(REVIEWS)

    broken = reasons(lambda: consumer.on_review_opened(work, opened()), NotFound)

    assert broken == ["IDEA_NOT_FOUND"]


def test_these_events_are_all_that_ideas_listens_to() -> None:
    router: EventRouter[Work] = EventRouter()

    consumer.subscribe(router)

    told = {
        name
        for module in (reviews, experiments)
        for name, kind in module.DESCRIPTOR.message_types_by_name.items()
        if router.handles({"ce_type": kind.full_name})
    }
    assert told == {
        "ReviewOpened",
        "ReviewDecided",
        "ExperimentStarted",
        "ExperimentAborted",
        "ExperimentDecided",
    }


def test_a_person_begins_an_idea_under_an_id_of_their_choice_or_a_new_one() -> None:
    work = WorkInMemory(ANN)

    chosen = commands.create_idea(work, "fit", document())
    given = commands.create_idea(work, "", document())

    assert (chosen.name, given.name) == ("ideas/fit", "ideas/i2")
    assert chosen.author == ANN.name


def test_an_author_takes_an_idea_to_its_review_and_back() -> None:
    work = work_on(draft(title="Boxes"), ANN)
    submit = partial(commands.submit_idea, work, "i1", "", POLICY)

    commands.update_idea(work, "i1", "", lambda known: replace(known, title="Fit"))
    assert submit().state == "SUBMITTED"
    assert commands.recall_idea(work, "i1", "", "A typo.").state == "DRAFT"

    assert (work.ideas.get("i1").document.title, submit().revision) == ("Fit", "1.1")


def test_a_leader_launches_what_scales() -> None:
    work = work_on(scaling(), BEN)

    assert commands.launch_idea(work, "i1", "").state == "LAUNCHED"
