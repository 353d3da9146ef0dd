"""What people can do with reviews, and what is kept of it."""

from chassis.domain import Actor, Conflict, NotFound
from services.reviews.application.commands import (
    decide_review,
    finish_reading,
    invite_reader,
)
from services.reviews.domain.decision import Reader
from services.reviews.domain.review import Review, ReviewState
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    LATER,
    LEO,
    POLICY,
    RIA,
    Memory,
    read,
    reading,
    reasons_of,
)


def work_on(review: Review, actor: Actor) -> Memory:
    work = Memory(actor=actor, now=LATER)
    work.add(review)
    return work


def test_the_invited_reader_is_kept() -> None:
    work = work_on(reading(), ANN)

    review = invite_reader(work, "r1", "1", RIA.name, POLICY)

    assert review.readers[-1] == Reader(RIA.name)
    assert work.kept["r1"].version == 2


def test_the_finished_reading_is_kept() -> None:
    work = work_on(reading(), LEO)

    review = finish_reading(work, "r1", "1")

    assert review.readers == (Reader(LEO.name, LATER),)
    assert work.kept["r1"].version == 2


def test_a_reading_that_is_finished_again_keeps_its_etag() -> None:
    work = work_on(read(), LEO)

    review = finish_reading(work, "r1", "1")

    assert review.version == 1


def test_the_decision_is_kept() -> None:
    work = work_on(read(), LEO)

    review = decide_review(work, "r1", "1", APPROVE, POLICY)

    assert review.state is ReviewState.DECIDED
    assert work.kept["r1"].version == 2


def test_nobody_decides_on_what_has_moved_on() -> None:
    work = work_on(read(), LEO)

    def decide() -> None:
        decide_review(work, "r1", "7", APPROVE, POLICY)

    assert reasons_of(decide, Conflict) == ["ETAG_MISMATCH"]


def test_nobody_reads_what_is_not_there() -> None:
    def finish() -> None:
        finish_reading(Memory(actor=LEO), "r1", "")

    assert reasons_of(finish, NotFound) == ["REVIEW_NOT_FOUND"]
