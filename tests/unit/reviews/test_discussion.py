"""What people can do with comments, and what is kept of it."""

from collections.abc import Callable

import pytest

from chassis.domain import Actor, AlreadyExists, Conflict, NotFound, RuleBroken
from chassis.etags import etag_of
from services.reviews.application import discussion
from services.reviews.domain.comment import Comment, CommentState
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    BLOCKER,
    DEBATE,
    DEE,
    LATER,
    NOTE,
    POLICY,
    RIA,
    TOMORROW,
    Memory,
    comment,
    debating,
    full_reading,
    reasons_of,
    subjects_of,
)

C = CommentState


def work_on(review: Review, actor: Actor, *said: Comment) -> Memory:
    work = Memory(actor=actor, now=LATER)
    work.reviews.add(review)
    for each in said:
        work.comments.add(each)
    return work


def test_a_comment_is_kept_under_its_review() -> None:
    work = work_on(debating(), RIA)

    said = discussion.create_comment(work, "r1", "", BLOCKER, POLICY)

    assert said.name == "reviews/r1/comments/new1"
    assert (said.author, said.remark, said.created_at) == (RIA.name, BLOCKER, LATER)
    assert work.comments.all["new1"].version == 1


def test_a_comment_has_the_id_that_was_chosen_if_it_is_free() -> None:
    work = work_on(debating(), RIA)

    said = discussion.create_comment(work, "r1", "mine", NOTE, POLICY)

    def again() -> None:
        discussion.create_comment(work, "r1", "mine", NOTE, POLICY)

    assert said.name == "reviews/r1/comments/mine"
    assert reasons_of(again, AlreadyExists) == ["COMMENT_EXISTS"]


CASES: dict[str, tuple[Actor, CommentState, Callable[[Memory, str], Comment]]] = {
    "reply": (
        ANN,
        C.ANSWERED,
        lambda work, etag: discussion.reply_comment(
            work, "r1", "c1", etag, "Yes.", POLICY
        ),
    ),
    "resolve": (
        RIA,
        C.RESOLVED,
        lambda work, etag: discussion.resolve_comment(work, "r1", "c1", etag, "Fine."),
    ),
    "override": (
        DEE,
        C.OVERRIDDEN,
        lambda work, etag: discussion.override_comment(
            work, "r1", "c1", etag, "Now.", TOMORROW, POLICY
        ),
    ),
    "withdraw": (
        RIA,
        C.WITHDRAWN,
        lambda work, etag: discussion.withdraw_comment(work, "r1", "c1", etag),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_it_is_kept(name: str) -> None:
    actor, state, act = CASES[name]
    work = work_on(debating(), actor, comment(BLOCKER))

    said = act(work, etag_of(work.comments.all["c1"]))

    assert (said.state, said.version) == (state, 2)


@pytest.mark.parametrize("name", CASES)
def test_nobody_changes_a_comment_that_has_moved_on(name: str) -> None:
    actor, _, act = CASES[name]
    work = work_on(debating(), actor, comment(BLOCKER))

    assert reasons_of(lambda: act(work, "7"), Conflict) == ["ETAG_MISMATCH"]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("others", [0, 1])
def test_a_comment_of_another_review_is_not_there(name: str, others: int) -> None:
    actor, _, act = CASES[name]
    other = comment()
    other.review = "reviews/r2"
    work = work_on(debating(), actor, *[other] * others)

    assert reasons_of(lambda: act(work, ""), NotFound) == ["COMMENT_NOT_FOUND"]
    assert subjects_of(lambda: act(work, ""), NotFound) == ["reviews/r1/comments/c1"]


def test_comments_are_refused_while_their_review_is_not_read() -> None:
    work = work_on(full_reading(), RIA)

    def say() -> None:
        discussion.create_comment(work, "r1", "", NOTE, POLICY)

    assert reasons_of(say, RuleBroken) == ["NOT_READ_YET"]


def test_a_topic_is_closed_together_with_its_debate() -> None:
    review = debating(debated_topics=("Now?",))
    closed = comment(DEBATE, number="c2")
    closed.resolve("Said enough.", by=RIA, at=LATER)
    work = work_on(review, DEE, comment(DEBATE), closed, comment(NOTE, number="c3"))

    etag = etag_of(work.reviews.all["r1"])
    discussion.close_debate_topic(work, "r1", etag, "topic-1", "Now.")

    said = work.comments.all
    assert [each.state for each in said.values()] == [C.RESOLVED, C.RESOLVED, C.OPEN]
    assert [each.resolution for each in said.values()] == ["Now.", "Said enough.", ""]
    assert work.reviews.all["r1"].topics[0].outcome == "Now."


def test_a_topic_without_a_debate_stays_open() -> None:
    work = work_on(debating(debated_topics=("Now?",)), DEE)

    def close() -> None:
        discussion.close_debate_topic(work, "r1", "", "topic-1", "Now.")

    assert reasons_of(close, RuleBroken) == ["DEBATED_TOPIC_UNDEBATED"]
