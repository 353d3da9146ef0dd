"""What people can do with reviews, and what is kept of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chassis.domain import Actor, Conflict, NotFound
from chassis.etags import etag_of
from services.reviews.application import commands
from services.reviews.domain.decision import PositionKind
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    DEE,
    KAI,
    LATER,
    LEO,
    POLICY,
    RIA,
    TOMORROW,
    Memory,
    debating,
    full_read,
    named,
    opened,
    predicate,
    question,
    read,
    reading,
    reasons_of,
    take_side,
)

NEED = InformationNeed("", "How many?")
SUPPORT = PositionKind.SUPPORT


def work_on(review: Review, actor: Actor) -> Memory:
    work = Memory(actor=actor, now=LATER)
    work.reviews.add(review)
    return work


def with_a_fix() -> Review:
    review = read(question())
    review.answer_item("way-back", "no", "We try it.", "", by=ANN, at=LATER)
    return review


def with_positions() -> Review:
    review = full_read()
    take_side(review, RIA, KAI)
    return review


CASES: dict[
    str, tuple[Callable[[], Review], Actor, Callable[[Memory, str], object]]
] = {
    "name_decider": (
        opened,
        ANN,
        lambda work, etag: commands.name_decider(work, "r1", etag, DEE.name, POLICY),
    ),
    "invite_reader": (
        reading,
        ANN,
        lambda work, etag: commands.invite_reader(work, "r1", etag, RIA.name, POLICY),
    ),
    "start_review": (
        named,
        DEE,
        lambda work, etag: commands.start_review(work, "r1", etag, None, POLICY),
    ),
    "finish_reading": (
        reading,
        LEO,
        lambda work, etag: commands.finish_reading(work, "r1", etag, POLICY),
    ),
    "create_information_need": (
        read,
        LEO,
        lambda work, etag: commands.create_information_need(
            work, "r1", etag, NEED, POLICY
        ),
    ),
    "set_position": (
        read,
        LEO,
        lambda work, etag: commands.set_position(
            work, "r1", etag, SUPPORT, "Yes.", POLICY
        ),
    ),
    "open_debate": (
        with_positions,
        DEE,
        lambda work, etag: commands.open_debate(work, "r1", etag, POLICY),
    ),
    "request_reread": (
        debating,
        DEE,
        lambda work, etag: commands.request_reread(work, "r1", etag, "New."),
    ),
    "answer_checklist_item": (
        lambda: read(question()),
        LEO,
        lambda work, etag: commands.answer_checklist_item(
            work, "r1", etag, "way-back", "yes", "", ""
        ),
    ),
    "accept_checklist_fix": (
        with_a_fix,
        LEO,
        lambda work, etag: commands.accept_checklist_fix(
            work, "r1", etag, "way-back", "I saw it."
        ),
    ),
    "grant_exception": (
        lambda: read(question()),
        LEO,
        lambda work, etag: commands.grant_exception(
            work, "r1", etag, "way-back", "Soon.", TOMORROW, POLICY
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_done_is_kept(name: str) -> None:
    prepare, actor, act = CASES[name]
    work = work_on(prepare(), actor)
    work.ask(question())

    act(work, etag_of(work.reviews.all["r1"]))

    assert work.reviews.all["r1"].version == 2


@pytest.mark.parametrize("name", CASES)
def test_nobody_changes_what_has_moved_on(name: str) -> None:
    prepare, actor, act = CASES[name]
    work = work_on(prepare(), actor)

    assert reasons_of(lambda: act(work, "7"), Conflict) == ["ETAG_MISMATCH"]


@pytest.mark.parametrize("name", CASES)
def test_nobody_changes_what_is_not_there(name: str) -> None:
    _, actor, act = CASES[name]
    work = Memory(actor=actor)

    assert reasons_of(lambda: act(work, ""), NotFound) == ["REVIEW_NOT_FOUND"]


def test_a_reading_that_is_finished_again_keeps_its_etag() -> None:
    work = work_on(read(), LEO)

    etag = etag_of(work.reviews.all["r1"])
    review = commands.finish_reading(work, "r1", etag, POLICY)

    assert review.version == 1


def test_a_need_is_changed() -> None:
    work = work_on(read(), LEO)
    _, need = commands.create_information_need(work, "r1", "", NEED, POLICY)

    review, known = commands.update_information_need(
        work,
        "r1",
        "",
        need.id,
        lambda each: replace(each, state=NeedState.KNOWN, source="An offer"),
        POLICY,
    )

    assert (review.version, review.needs) == (3, (known,))
    assert known.state is NeedState.KNOWN


def test_a_review_starts_with_what_mechanisms_ask() -> None:
    work = work_on(named(), DEE)
    work.ask(question(), predicate())

    review = commands.start_review(work, "r1", "", None, POLICY)

    assert [item.id for item in review.checklist] == ["revisit", "way-back"]


def test_an_item_that_came_in_the_same_moment_can_be_answered() -> None:
    work = work_on(read(), LEO)
    work.ask(question())

    review = commands.answer_checklist_item(work, "r1", "", "way-back", "yes", "", "")

    assert [(i.added_later, bool(i.answer)) for i in review.checklist] == [(True, True)]
