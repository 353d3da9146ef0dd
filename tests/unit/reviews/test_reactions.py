"""What reviews does when others speak, also twice, late, or early; and with time."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chassis.checks import CheckActivated, Scope, Stage
from chassis.domain import ERASED, Actor, NotFound
from chassis.money import Money
from services.reviews.application.asking import all_checks
from services.reviews.application.reactions import (
    check_changed,
    erase_text,
    idea_recalled,
    idea_submitted,
    idea_withdrawn,
    question_answered,
    wake_due,
)
from services.reviews.domain.comment import CommentState
from services.reviews.domain.decision_log import TITLE
from services.reviews.domain.document import Section, Undo
from services.reviews.domain.events import ReviewStalled
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.remark import Anchor
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.verification import Part
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    ASKED,
    BLOCKER,
    DEE,
    ITSELF,
    NOON,
    NOTE,
    POLICY,
    QUESTION,
    RETURN,
    TOMORROW,
    Memory,
    comment,
    debating,
    decide,
    decided,
    full_reading,
    know,
    opened,
    predicate,
    question,
    reading,
    reasons_of,
    submission,
    superseded,
    withdrawn,
)

S, C = ReviewState, CommentState


def memory(*reviews: Review) -> Memory:
    work = Memory()
    for review in reviews:
        work.reviews.add(review)
    return work


def states(work: Memory) -> dict[str, ReviewState]:
    """Return revision to state."""
    return {r.submission.revision: r.state for r in work.reviews.all.values()}


def submit(work: Memory, revision: str) -> None:
    idea_submitted(work, submission(revision=revision), POLICY)


def test_a_submitted_revision_is_reviewed() -> None:
    work = memory()
    work.ask(question())

    submit(work, "1.0")

    assert states(work) == {"1.0": S.READING}
    assert len(work.reviews.all["new1"].checklist) == 1


@pytest.mark.parametrize("in_state", [reading, decided, superseded, withdrawn])
def test_a_repeated_submission_changes_nothing(in_state: Callable[[], Review]) -> None:
    review = in_state()
    work = memory(review)
    version, state = review.version, review.state

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


@pytest.mark.parametrize("old", [lambda: decided(RETURN), reading, superseded])
def test_comments_that_nobody_has_answered_go_on_in_the_next_revision(
    old: Callable[[], Review],
) -> None:
    work = memory(old())
    answered, resolved = comment(QUESTION, number="c2"), comment(NOTE, number="c3")
    answered.reply("Yes.", is_author=True, by=ANN, at=NOON, policy=POLICY)
    resolved.resolve("", by=Actor(resolved.author), at=NOON)
    for said in (comment(BLOCKER), answered, resolved):
        work.comments.add(said)

    submit(work, "1.1")

    kept = work.comments.all
    assert [kept[each].state for each in ("c1", "c2", "c3")] == [
        C.CARRIED,
        C.ANSWERED,
        C.RESOLVED,
    ]
    (carried,) = work.comments.unsettled("reviews/new1")
    assert carried.remark == BLOCKER
    assert carried.carried_from == "reviews/r1/comments/c1"


@pytest.mark.parametrize(
    ("topics", "topic"),
    [(("Tab?", "Glue?"), "topic-2"), (("Glue?",), "topic-1"), (("Tab?",), "")],
)
def test_what_was_debated_goes_on_under_its_topic_or_under_none(
    topics: tuple[str, ...], topic: str
) -> None:
    old = full_reading(debated_topics=("Tab?", "Glue?"))
    work = memory(old)
    work.comments.add(comment(replace(NOTE, topic="topic-2")))

    new = submission(revision="1.1", debated_topics=topics)
    idea_submitted(work, new, POLICY)

    (carried,) = work.comments.unsettled("reviews/new1")
    assert carried.remark == replace(NOTE, topic=topic)


def test_a_recalled_revision_is_superseded() -> None:
    work = memory(reading())

    idea_recalled(work, "ideas/i1", "1.0")

    assert states(work) == {"1.0": S.SUPERSEDED}


@pytest.mark.parametrize("in_state", [decided, superseded])
def test_a_recall_leaves_alone_what_has_ended(in_state: Callable[[], Review]) -> None:
    review = in_state()
    work = memory(review)
    version, state = review.version, review.state

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


def test_a_withdrawn_idea_ends_its_review() -> None:
    work = memory(opened())

    idea_withdrawn(work, "ideas/i1")
    idea_withdrawn(work, "ideas/i1")

    assert states(work) == {"1.0": S.WITHDRAWN}
    assert work.reviews.all["r1"].version == 2


def test_a_draft_is_withdrawn_without_a_review_and_a_decision_stands() -> None:
    work = memory(decided())

    idea_withdrawn(work, "ideas/i1")
    idea_withdrawn(work, "ideas/unknown")

    assert states(work) == {"1.0": S.DECIDED}


def test_an_answer_to_a_question_of_the_document_is_noted() -> None:
    work = memory(opened(open_questions=(ASKED,)))

    question_answered(work, "ideas/i1", "ideas/i1/questions/q1")
    question_answered(work, "ideas/unknown", "ideas/unknown/questions/q1")

    assert work.reviews.all["r1"].questions == ()


def test_an_adopted_mechanism_reaches_every_review_that_runs() -> None:
    other = full_reading(idea="ideas/i2")
    other.id = "r2"
    third = opened(idea="ideas/i3")
    third.id = "r3"
    work = memory(reading(), other, third)

    check_changed(work, question(), active=True, heard=1)
    check_changed(work, question(), active=True, heard=1)

    kept = work.reviews.all
    assert [len(kept[each].checklist) for each in ("r1", "r2", "r3")] == [1, 1, 0]
    assert [kept[each].version for each in ("r1", "r2", "r3")] == [2, 2, 1]
    heard = [e for e in work.published if isinstance(e, CheckActivated)]
    assert [(e.service, e.active) for e in heard] == [("services/reviews", True)]


def test_a_suspended_mechanism_asks_no_more() -> None:
    work = memory(reading())

    check_changed(work, question(), active=True, heard=1)
    check_changed(work, question(), active=False, heard=2)

    assert [item.active for item in work.reviews.all["r1"].checklist] == [False]
    assert all_checks(work) == []


def test_a_mechanism_of_another_stage_reaches_no_review() -> None:
    work = memory(reading())
    elsewhere = Scope(Stage.IDEA_SUBMIT)

    check_changed(work, question(scope=elsewhere), active=True, heard=1)

    assert work.reviews.all["r1"].checklist == ()
    assert work.known_checks.all == {}


def test_a_mechanism_that_moves_to_another_stage_asks_here_no_more() -> None:
    work = memory(reading())
    moved = question(scope=Scope(Stage.IDEA_SUBMIT), version=2)

    check_changed(work, question(), active=True, heard=1)
    check_changed(work, moved, active=True, heard=2)

    assert [item.active for item in work.reviews.all["r1"].checklist] == [False]


def test_all_checks_are_listed_until_their_sunset() -> None:
    work = memory()
    work.ask(question(sunset_at=TOMORROW), predicate())

    assert [each.mechanism for each in all_checks(work)] == [
        "mechanisms/revisit",
        "mechanisms/way-back",
    ]
    work.now = TOMORROW
    assert [each.mechanism for each in all_checks(work)] == ["mechanisms/revisit"]


def test_what_was_copied_from_an_idea_is_erased_and_what_is_ours_stays() -> None:
    review = debating(debated_topics=("Now?",))
    know(review, 3)
    topic = review.topic("topic-1")
    review.close_topic(topic, "Now.", is_debated=True, by=DEE, at=NOON)
    entry = decide(review, by=DEE)
    said = comment(replace(BLOCKER, topic="topic-1"))
    work = memory(review)
    work.decision_log.append(entry)
    work.comments.add(said)
    work.comments.add(comment(NOTE, number="c2"))

    erase_text(work, "ideas/i1")

    assert review.submission.title == ERASED
    assert review.submission.sections == (Section("headline", ERASED, ERASED),)
    two_way, one_way = review.submission.doors
    assert (two_way.decision, one_way.decision) == (ERASED, ERASED)
    assert two_way.undo == Undo(ERASED, Money("USD", 1500), 3)
    assert review.submission.debated_topics == (ERASED,)
    assert [(topic.text, topic.outcome) for topic in review.topics] == [
        (ERASED, "Now.")
    ]
    assert review.needs[0].text == "Weight 3"
    assert said.remark.text == BLOCKER.text
    assert said.remark.anchor == Anchor("headline", 0, 5, ERASED)
    (kept,) = work.decision_log.entries
    assert (kept.text(TITLE), kept.text("decision.rationale")) == (
        ERASED,
        APPROVE.rationale,
    )
    assert (kept.record, kept.hash) == (entry.record, entry.hash)
    assert work.decision_log.verify(Part()).is_intact


def test_what_is_erased_again_stays_as_it_is() -> None:
    work = memory(reading())
    work.comments.add(comment(BLOCKER))

    erase_text(work, "ideas/i1")
    erase_text(work, "ideas/i1")
    erase_text(work, "ideas/unknown")

    assert work.reviews.all["r1"].version == 2
    assert work.comments.all["c1"].version == 2


@pytest.mark.parametrize("state", [opened, reading, decided, superseded, withdrawn])
def test_texts_are_erased_in_every_state(state: Callable[[], Review]) -> None:
    review = state()
    before = review.state

    erase_text(memory(review), "ideas/i1")

    assert (review.state, review.submission.title) == (before, ERASED)


def test_time_reaches_those_that_are_due() -> None:
    work = memory(reading())
    work.actor = ITSELF
    assert wake_due(work) == 0
    work.now = work.reviews.all["r1"].due_time

    assert wake_due(work) == 1
    assert wake_due(work) == 0

    assert isinstance(work.published[-1], ReviewStalled)
    assert work.reviews.all["r1"].version == 2
