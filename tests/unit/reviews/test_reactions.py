"""What reviews does when ideas speaks, also twice, late, or too early."""

from collections.abc import Callable

import pytest

from chassis.domain import NotFound
from services.reviews.application.reactions import idea_recalled, idea_submitted
from services.reviews.domain.review import Review, ReviewState
from tests.unit.reviews.support import (
    POLICY,
    Memory,
    decided,
    reading,
    reasons_of,
    submission,
    superseded,
)

S = ReviewState


def memory(*reviews: Review) -> Memory:
    return Memory(kept={review.id: review for review in reviews})


def states(work: Memory) -> dict[str, ReviewState]:
    """Return revision to state."""
    return {r.submission.revision: r.state for r in work.kept.values()}


def submit(work: Memory, revision: str) -> None:
    idea_submitted(work, submission(revision=revision), POLICY)


def test_a_submitted_revision_is_reviewed() -> None:
    work = memory()

    submit(work, "1.0")

    assert states(work) == {"1.0": S.READING}


@pytest.mark.parametrize("in_state", [reading, decided, superseded])
def test_a_repeated_submission_changes_nothing(in_state: Callable[[], Review]) -> None:
    review = in_state()
    work, version, state = memory(review), review.version, review.state

    submit(work, "1.0")

    assert states(work) == {"1.0": state}
    assert review.version == version


def test_a_newer_revision_supersedes_an_open_review() -> None:
    work = memory(reading(revision="1.9"))

    submit(work, "1.10")

    assert states(work) == {"1.9": S.SUPERSEDED, "1.10": S.READING}


def test_a_newer_revision_leaves_a_decision_alone() -> None:
    work = memory(decided())

    submit(work, "1.1")

    assert states(work) == {"1.0": S.DECIDED, "1.1": S.READING}


def test_an_older_revision_opens_nothing_any_more() -> None:
    work = memory(reading(revision="1.10"))

    submit(work, "1.9")

    assert states(work) == {"1.10": S.READING}


def test_ideas_do_not_touch_each_other() -> None:
    work = memory(reading(idea="ideas/other"))

    submit(work, "1.1")

    assert states(work) == {"1.0": S.READING, "1.1": S.READING}


def test_a_recalled_revision_is_superseded() -> None:
    work = memory(reading())

    idea_recalled(work, "ideas/i1", "1.0")

    assert states(work) == {"1.0": S.SUPERSEDED}


@pytest.mark.parametrize("in_state", [decided, superseded])
def test_a_recall_leaves_alone_what_has_ended(in_state: Callable[[], Review]) -> None:
    review = in_state()
    work, version, state = memory(review), review.version, review.state

    idea_recalled(work, "ideas/i1", "1.0")

    assert states(work) == {"1.0": state}
    assert review.version == version


def test_a_late_recall_leaves_the_newer_revision_alone() -> None:
    work = memory(reading(revision="1.1"))

    idea_recalled(work, "ideas/i1", "1.0")

    assert states(work) == {"1.1": S.READING}


@pytest.mark.parametrize("work", [memory(), memory(reading())])
def test_a_recall_waits_for_its_review(work: Memory) -> None:
    def recall() -> None:
        idea_recalled(work, "ideas/i1", "1.1")

    assert reasons_of(recall, NotFound) == ["REVIEW_NOT_FOUND"]
