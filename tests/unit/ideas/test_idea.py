"""What an idea does."""

from dataclasses import replace

import pytest

from chassis.domain import HistoryEntry, RuleBroken
from services.ideas.domain import events
from services.ideas.domain.document import CostOfFailure, hash_of
from services.ideas.domain.idea import IdeaState
from tests.unit.ideas.support import (
    ANN,
    BEN,
    E1,
    E2,
    ENDS,
    EXPERIMENTS,
    LATER,
    NOON,
    ONE_WAY,
    POLICY,
    R1,
    REVIEWS,
    TWO_WAY,
    approved,
    declined,
    document,
    draft,
    experimenting,
    experimenting_again,
    in_review,
    killed,
    launched,
    pivoted,
    reasons,
    refusal,
    scaling,
    submitted,
)


def test_who_begins_an_idea_is_its_author() -> None:
    idea = draft()

    assert (idea.author, idea.team) == (ANN.name, ANN.team)
    assert (idea.state, idea.revision) == (IdeaState.DRAFT, "1.0")
    assert idea.events == [
        events.IdeaCreated(
            idea="ideas/i1",
            title="Boxes that fit",
            author=ANN.name,
            team=ANN.team,
            at=NOON,
        )
    ]


def test_a_draft_is_rewritten_by_its_author() -> None:
    idea = draft()

    idea.update(document(title="Bags that fit"), by=ANN, at=LATER)

    assert idea.document == document(title="Bags that fit")
    assert idea.revision == "1.0"
    assert idea.events[-1] == events.IdeaUpdated(idea="ideas/i1", at=LATER)


def test_a_submission_carries_all_that_reviewers_need() -> None:
    idea = draft()

    idea.submit(by=ANN, at=LATER, policy=POLICY)

    sections = document().sections()
    assert idea.events[-1] == events.IdeaSubmitted(
        idea="ideas/i1",
        revision="1.0",
        title="Boxes that fit",
        author=ANN.name,
        team=ANN.team,
        leader_nominee=BEN.name,
        doors=(ONE_WAY, TWO_WAY),
        cost_of_failure=CostOfFailure(900, 50),
        sections=sections,
        document_hash=hash_of(sections),
        at=LATER,
    )


def test_a_submitted_revision_is_frozen_and_says_how_to_thaw_it() -> None:
    idea = submitted()

    [violation] = refusal(lambda: idea.update(document(), by=ANN, at=LATER), RuleBroken)

    assert violation.reason == "REVISION_IMMUTABLE"
    assert "Revision 1.0 of ideas/i1 is frozen" in violation.description
    assert "Recall" in violation.description


def test_an_idea_knows_the_review_of_its_revision() -> None:
    idea = submitted()

    idea.start_review(R1, "1.0", by=REVIEWS, at=LATER)

    assert idea.review == R1
    assert idea.events[-1] == events.IdeaReviewStarted(
        idea="ideas/i1", revision="1.0", review=R1, at=LATER
    )


def test_a_recalled_idea_goes_on_under_the_next_revision() -> None:
    idea = in_review()

    idea.recall("A typo.", by=ANN, at=LATER)

    assert (idea.revision, idea.review) == ("1.1", "")
    assert idea.events[-1] == events.IdeaRecalled(
        idea="ideas/i1", revision="1.0", reason="A typo.", at=LATER
    )


def test_a_returned_idea_goes_on_under_the_next_revision() -> None:
    idea = in_review()

    idea.send_back("1.0", by=REVIEWS, at=LATER)

    assert (idea.revision, idea.review) == ("1.1", "")
    assert idea.events[-1] == events.IdeaReturned(
        idea="ideas/i1", revision="1.0", at=LATER
    )


def test_the_tenth_revision_is_not_the_first() -> None:
    idea = draft()

    for _ in range(10):
        idea.submit(by=ANN, at=NOON, policy=POLICY)
        idea.recall("A typo.", by=ANN, at=NOON)

    assert idea.revision == "1.10"


def test_an_approval_carries_all_that_experiments_need() -> None:
    idea = in_review()

    idea.approve("1.0", BEN.name, by=REVIEWS, at=LATER)

    assert idea.events[-1] == events.IdeaApproved(
        idea="ideas/i1",
        revision="1.0",
        review=R1,
        title="Boxes that fit",
        team=ANN.team,
        leader=BEN.name,
        doors=(ONE_WAY, TWO_WAY),
        loss_cap_usd=900,
        at=LATER,
    )


def test_a_declined_idea_says_why() -> None:
    assert declined().events[-1] == events.IdeaDeclined(
        idea="ideas/i1", revision="1.0", reason="Tried last year.", at=NOON
    )


def test_an_experiment_is_open_on_an_idea_until_it_ends() -> None:
    idea = approved()

    idea.experiment_started(E1, by=EXPERIMENTS, at=LATER)
    open_now = idea.experiment
    idea.experiment_aborted(E1, by=EXPERIMENTS, at=LATER)

    assert (open_now, idea.experiment) == (E1, "")
    assert idea.events[-2:] == [
        events.IdeaExperimenting(idea="ideas/i1", experiment=E1, at=LATER),
        events.IdeaBackToApproved(idea="ideas/i1", experiment=E1, at=LATER),
    ]


def test_the_next_experiment_waits_until_the_open_one_has_ended() -> None:
    idea = experimenting()

    broken = reasons(
        lambda: idea.experiment_started(E2, by=EXPERIMENTS, at=LATER), RuleBroken
    )

    assert broken == ["WRONG_STATE"]
    assert idea.experiment == E1


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_another_experiment_changes_nothing(end: str) -> None:
    idea, before = experimenting(), experimenting()

    ENDS[end](idea, E2)

    assert idea == before
    assert idea.events == before.events


def test_what_scales_was_learnt() -> None:
    idea = scaling()

    assert (idea.learning, idea.experiment) == ("They love it.", "")
    assert idea.events[-1] == events.IdeaScaling(
        idea="ideas/i1", experiment=E1, at=NOON
    )


def test_what_is_killed_was_learnt() -> None:
    idea = killed()

    assert (idea.learning, idea.experiment) == ("Nobody noticed.", "")
    assert idea.events[-1] == events.IdeaKilled(
        idea="ideas/i1", experiment=E1, learning="Nobody noticed.", at=NOON
    )


def test_a_child_goes_on_with_what_was_learnt() -> None:
    idea = experimenting()

    child = idea.pivot(E1, "i2", "They want a bag.", by=EXPERIMENTS, at=LATER)

    assert child is not None
    assert (child.parent, child.learning) == ("ideas/i1", "They want a bag.")
    assert (child.author, child.team) == (ANN.name, ANN.team)
    assert (child.state, child.revision) == (IdeaState.DRAFT, "1.0")
    assert child.document == idea.document
    assert [type(event) for event in child.events] == [events.IdeaCreated]


def test_a_pivoted_idea_names_its_child() -> None:
    idea = pivoted()

    assert (idea.learning, idea.experiment) == ("They want a bag.", "")
    assert idea.events[-1] == events.IdeaPivoted(
        idea="ideas/i1",
        experiment=E1,
        child="ideas/i2",
        learning="They want a bag.",
        at=NOON,
    )


def test_the_leader_launches() -> None:
    idea = scaling()

    idea.launch(by=BEN, at=LATER)

    assert idea.launched
    assert idea.events[-1] == events.IdeaLaunched(idea="ideas/i1", at=LATER)


@pytest.mark.parametrize("end", ["experiment_aborted", "pivot", "kill"])
def test_what_was_launched_lives_on_when_its_next_experiment_fails(end: str) -> None:
    idea = experimenting_again()

    ENDS[end](idea, E1)

    assert idea.state is IdeaState.LAUNCHED
    assert idea.events[-1] == events.IdeaBackToLaunched(
        idea="ideas/i1", experiment=E1, at=LATER
    )


def test_history_says_who_did_what() -> None:
    assert launched().history == [
        HistoryEntry(NOON, ANN.name, "IdeaCreated", "DRAFT"),
        HistoryEntry(NOON, ANN.name, "IdeaSubmitted", "SUBMITTED"),
        HistoryEntry(NOON, REVIEWS.name, "IdeaReviewStarted", "IN_REVIEW"),
        HistoryEntry(NOON, REVIEWS.name, "IdeaApproved", "APPROVED"),
        HistoryEntry(NOON, EXPERIMENTS.name, "IdeaExperimenting", "EXPERIMENTING"),
        HistoryEntry(NOON, EXPERIMENTS.name, "IdeaScaling", "SCALING"),
        HistoryEntry(NOON, BEN.name, "IdeaLaunched", "LAUNCHED"),
    ]


def test_edits_in_a_row_are_one_entry_of_the_history() -> None:
    idea = draft()
    for at in (NOON, LATER):
        idea.update(document(title=f"At {at}"), by=ANN, at=at)
    idea.submit(by=ANN, at=LATER, policy=POLICY)
    idea.recall("A typo.", by=ANN, at=LATER)
    idea.update(document(), by=ANN, at=LATER)

    assert idea.history == [
        HistoryEntry(NOON, ANN.name, "IdeaCreated", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaUpdated", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaSubmitted", "SUBMITTED"),
        HistoryEntry(LATER, ANN.name, "IdeaRecalled", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaUpdated", "DRAFT"),
    ]
    assert len(idea.events) == 6


def test_an_approval_of_an_idea_without_a_known_cost_allows_no_loss() -> None:
    idea = in_review()
    idea.document = replace(idea.document, cost_of_failure=None)

    idea.approve("1.0", BEN.name, by=REVIEWS, at=LATER)

    approval = idea.events[-1]
    assert isinstance(approval, events.IdeaApproved)
    assert approval.loss_cap_usd == 0
