"""The review: how it opens, who reads, what they say, and what time brings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.domain import (
    Actor,
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    RuleBroken,
)
from services.reviews.domain import events
from services.reviews.domain.checklist import GrantedException
from services.reviews.domain.decision import PositionKind, Reader
from services.reviews.domain.document import OpenQuestion, ReviewPolicy
from services.reviews.domain.events import StallReason
from services.reviews.domain.information import NeedState
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.policy import Policy
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    ASKED,
    BLOCKER,
    COY,
    DEE,
    IDEAS,
    ITSELF,
    KAI,
    LATER,
    LEO,
    NOON,
    POLICY,
    RIA,
    SAM,
    TOMORROW,
    comment,
    debating,
    decide,
    decided,
    full_read,
    full_reading,
    informed,
    know,
    named,
    opened,
    predicate,
    question,
    read,
    reading,
    reasons_of,
    submission,
    superseded,
    take_side,
    with_reader,
    withdrawn,
    words,
)


def test_two_way_doors_only_are_read_at_once_and_decided_by_the_leader() -> None:
    review = reading()

    assert review.policy is ReviewPolicy.LIGHT
    assert review.state is ReviewState.READING
    assert review.decider == LEO.name
    assert review.readers == (Reader(LEO.name, invite_time=NOON),)
    assert [type(event) for event in review.events] == [
        events.ReviewOpened,
        events.ReviewReadingStarted,
    ]
    assert [entry.state for entry in review.history] == ["OPENED", "READING"]


def test_a_review_begins_with_what_mechanisms_ask_by_then() -> None:
    review = reading(question(), predicate())

    assert [(item.id, item.added_later) for item in review.checklist] == [
        ("way-back", False),
        ("revisit", False),
    ]


def test_any_one_way_door_waits_for_a_decider() -> None:
    review = opened()

    assert review.policy is ReviewPolicy.FULL
    assert review.state is ReviewState.OPENED
    assert review.decider == ""
    assert review.readers == (Reader(LEO.name, invite_time=NOON),)
    assert [type(event) for event in review.events] == [events.ReviewOpened]


def test_two_way_doors_without_a_nominee_start_when_a_decider_is_named() -> None:
    review = reading(leader_nominee="")
    assert (review.state, review.readers) == (ReviewState.OPENED, ())

    review.name_decider(LEO.name, [question()], by=ANN, at=LATER, policy=POLICY)

    assert (review.state, review.decider) == (ReviewState.READING, LEO.name)
    assert review.readers == (Reader(LEO.name, invite_time=LATER),)
    assert [item.id for item in review.checklist] == ["way-back"]


def test_the_clock_follows_from_the_doors() -> None:
    assert reading().due_time == NOON + timedelta(days=2)
    assert opened().due_time == NOON + timedelta(days=10)


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 3)]
)
def test_a_careful_reader_reads_200_words_a_minute(number: int, minutes: int) -> None:
    review = reading(sections=words(number))

    assert review.reading_time == timedelta(minutes=minutes)


def test_a_review_belongs_to_the_journey_of_its_idea() -> None:
    assert reading().journey == "ideas/i1"


def test_the_document_is_kept_as_it_was_submitted() -> None:
    assert reading().submission == submission()


def test_a_decider_reads_as_well_and_only_they_hand_over() -> None:
    review = opened()
    review.name_decider(DEE.name, by=LEO, at=LATER, policy=POLICY)
    assert review.readers == (
        Reader(LEO.name, invite_time=NOON),
        Reader(DEE.name, invite_time=LATER),
    )

    def grab() -> None:
        review.name_decider(SAM.name, by=ANN, at=LATER, policy=POLICY)

    assert reasons_of(grab, NotAllowed) == ["NOT_DECIDER"]
    review.invite(RIA.name, by=ANN, at=LATER, policy=POLICY)
    review.name_decider(RIA.name, by=DEE, at=LATER, policy=POLICY)
    assert review.decider == RIA.name
    assert len(review.readers) == 3
    assert review.state is ReviewState.OPENED


def test_whoever_is_invited_reads_as_well() -> None:
    review = reading()

    review.invite(RIA.name, by=ANN, at=LATER, policy=POLICY)

    assert review.readers == (
        Reader(LEO.name, invite_time=NOON),
        Reader(RIA.name, invite_time=LATER),
    )
    assert review.events[-1] == events.ReviewReaderInvited(
        review="reviews/r1", idea="ideas/i1", reader=RIA.name, at=LATER
    )


def test_authors_decider_and_readers_invite_and_a_stranger_does_not() -> None:
    for person in (ANN, COY, LEO, RIA):
        review = with_reader(reading(co_authors=(COY.name,)))

        review.invite(SAM.name, by=person, at=LATER, policy=POLICY)

        assert review.readers[-1] == Reader(SAM.name, invite_time=LATER)

    def invite_by_a_stranger() -> None:
        reading().invite(RIA.name, by=SAM, at=LATER, policy=POLICY)

    assert reasons_of(invite_by_a_stranger, NotAllowed) == ["NOT_INVOLVED"]


def test_a_full_review_starts_with_its_checklist() -> None:
    review = full_reading(question())

    assert review.state is ReviewState.READING
    assert [item.id for item in review.checklist] == ["way-back"]


def test_who_has_read_to_the_end_says_so() -> None:
    review = with_reader(reading())

    review.finish_reading(by=RIA, at=LATER, policy=POLICY, document_hash="5ec7")

    assert review.readers == (
        Reader(LEO.name, invite_time=NOON),
        Reader(RIA.name, LATER, RIA.team, NOON),
    )
    assert review.events[-1] == events.ReviewReadingFinished(
        review="reviews/r1", idea="ideas/i1", reader=RIA.name, at=LATER
    )


def test_reading_to_the_end_twice_is_reading_it_once() -> None:
    review = read()
    before = list(review.events)

    review.finish_reading(by=LEO, at=LATER, policy=POLICY)

    assert review.readers[0].finish_time == NOON
    assert review.events == before


def test_who_was_not_invited_does_not_finish_reading() -> None:
    def finish() -> None:
        reading().finish_reading(by=ANN, at=LATER, policy=POLICY)

    assert reasons_of(finish, NotAllowed) == ["NOT_READER"]


def test_who_has_read_another_text_has_not_read_this_one() -> None:
    def finish() -> None:
        reading().finish_reading(by=LEO, at=LATER, policy=POLICY, document_hash="x")

    assert reasons_of(finish, Conflict) == ["REVISION_STALE"]


def test_positions_are_hidden_from_others_until_the_debate_opens() -> None:
    review = full_read()
    take_side(review, RIA)
    take_side(review, KAI)

    assert review.visible_positions(LEO.name) == []
    assert review.visible_positions(DEE.name) == []
    assert [p.person for p in review.visible_positions(RIA.name)] == [RIA.name]

    review.open_debate(by=DEE, at=LATER, policy=POLICY)

    seen = [p.person for p in review.visible_positions(LEO.name)]
    assert seen == [RIA.name, KAI.name]


def test_who_speaks_in_the_debate_speaks_openly_and_the_last_word_counts() -> None:
    review = debating()
    take_side(review, RIA)
    review.set_position(
        PositionKind.SUPPORT, "Now yes.", by=RIA, at=LATER, policy=POLICY
    )

    position = review.visible_positions(SAM.name)[-1]

    assert (position.kind, position.text) == (PositionKind.SUPPORT, "Now yes.")
    assert (position.first_kind, position.first_text) == (PositionKind.SUPPORT, "Yes.")


def test_a_light_review_shows_positions_when_it_is_decided() -> None:
    review = with_reader(read())
    review.finish_reading(by=RIA, at=NOON, policy=POLICY)
    take_side(review, RIA)
    assert review.visible_positions(LEO.name) == []

    decide(review)

    assert [p.person for p in review.visible_positions(ANN.name)] == [RIA.name]


def test_the_debate_opens_by_itself_when_all_who_read_have_taken_sides() -> None:
    review = full_read()

    take_side(review, RIA)
    assert not has_debated(review)
    take_side(review, LEO, KAI)

    assert has_debated(review)
    assert review.events[-1] == events.ReviewDebateOpened(
        review="reviews/r1", idea="ideas/i1", automatic=True, at=NOON
    )


def test_the_debate_does_not_open_by_itself_before_enough_have_read() -> None:
    review = full_reading()
    review.finish_reading(by=DEE, at=NOON, policy=POLICY)
    review.finish_reading(by=RIA, at=NOON, policy=POLICY)
    take_side(review, RIA)
    assert not has_debated(review)

    with_two = Policy(full_readers=2)
    review.set_position(PositionKind.OBJECT, "", by=RIA, at=NOON, policy=with_two)

    assert has_debated(review)


def has_debated(review: Review) -> bool:
    return review.state is ReviewState.DEBATING


def test_everybody_reads_again_after_a_new_argument() -> None:
    review = debating()
    take_side(review, RIA)

    review.request_reread("The price has doubled.", by=DEE, at=LATER)

    assert review.state is ReviewState.READING
    assert not any(reader.finish_time for reader in review.readers)
    assert len(review.visible_positions(SAM.name)) == 2
    assert isinstance(review.events[-1], events.ReviewRereadRequested)


def test_a_topic_is_closed_with_an_outcome() -> None:
    review = debating(debated_topics=("Now?", "Here?"))

    topic = review.topic("topic-2")
    review.close_topic(topic, "Here.", is_debated=True, by=DEE, at=LATER)

    assert [each.outcome for each in review.topics] == ["", "Here."]
    assert review.topics[1].closed_by == DEE.name

    def unknown() -> None:
        review.topic("topic-3")

    assert reasons_of(unknown, NotFound) == ["TOPIC_NOT_FOUND"]


def test_needs_have_numbers_and_can_be_changed() -> None:
    review = read()
    know(review, 1, NeedState.UNKNOWN)
    know(review, 2, NeedState.UNKNOWN)

    learnt = replace(review.need("need-2"), state=NeedState.KNOWN, source="Survey")
    review.change_need(learnt, by=LEO, at=LATER, policy=POLICY)

    assert [need.id for need in review.needs] == ["need-1", "need-2"]
    assert review.information_ratio == 2 / 3

    def unknown() -> None:
        review.need("need-3")

    assert reasons_of(unknown, NotFound) == ["NEED_NOT_FOUND"]


def test_a_question_of_the_document_that_is_answered_is_open_no_more() -> None:
    asked = (ASKED, OpenQuestion("ideas/i1/questions/q2", "Who pays?"))
    review = opened(open_questions=asked)

    review.question_answered(ASKED.name, by=IDEAS, at=LATER)
    review.question_answered("ideas/i1/questions/q9", by=IDEAS, at=LATER)

    assert review.questions == asked[1:]


def test_a_question_that_is_answered_after_the_end_changes_nothing() -> None:
    review = superseded(open_questions=(ASKED,))

    review.question_answered(ASKED.name, by=IDEAS, at=LATER)

    assert len(review.questions) == 1


def test_a_mechanism_that_is_adopted_adds_a_new_item() -> None:
    review = full_reading(question())

    review.renew_checklist([question(), predicate()], by=ITSELF, at=LATER)

    assert [(item.id, item.added_later) for item in review.checklist] == [
        ("way-back", False),
        ("revisit", True),
    ]
    assert review.events[-1] == events.ReviewCheckActivated(
        review="reviews/r1",
        idea="ideas/i1",
        mechanism="mechanisms/revisit",
        version=1,
        at=LATER,
    )


def test_a_mechanism_that_is_improved_asks_anew() -> None:
    review = full_reading(question())
    review.answer_item("way-back", "yes", "", "", by=ANN, at=NOON)

    review.renew_checklist([question(version=2)], by=ITSELF, at=LATER)

    (item,) = review.checklist
    assert (item.check.version, item.added_later, item.answer) == (2, True, None)


def test_a_mechanism_that_is_suspended_asks_nothing_until_it_is_back() -> None:
    review = full_reading(question())
    review.answer_item("way-back", "yes", "", "", by=ANN, at=NOON)

    review.renew_checklist([], by=ITSELF, at=LATER)
    assert [item.active for item in review.checklist] == [False]
    assert isinstance(review.events[-1], events.ReviewCheckEnded)

    review.renew_checklist([question()], by=ITSELF, at=LATER)
    assert [(i.active, bool(i.answer)) for i in review.checklist] == [(True, True)]
    assert isinstance(review.events[-1], events.ReviewCheckActivated)


def test_what_mechanisms_ask_already_is_no_news() -> None:
    review = full_reading(question())
    before = list(review.events)

    review.renew_checklist([question()], by=ITSELF, at=LATER)

    assert review.events == before


@pytest.mark.parametrize("review", [opened(), decided(), superseded(), withdrawn()])
def test_no_item_comes_before_reading_or_after_the_end(review: Review) -> None:
    review.renew_checklist([question()], by=ITSELF, at=LATER)

    assert review.checklist == ()


def test_an_answer_is_kept_with_its_risk() -> None:
    review = reading(question())

    review.answer_item("way-back", "no", "We try it.", "http://x", by=ANN, at=LATER)

    (item,) = review.checklist
    assert item.answer
    assert (item.answer.risk.name, item.answer.fix) == ("HIGH", "We try it.")
    assert (item.answer.person, item.answer.answer_time) == (ANN.name, LATER)


@pytest.mark.parametrize(
    ("item", "answer", "reason"),
    [("way-back", "maybe", "ANSWER_UNKNOWN"), ("revisit", "", "ITEM_NOT_A_QUESTION")],
)
def test_an_answer_fits_its_question(item: str, answer: str, reason: str) -> None:
    review = reading(question(), predicate())

    def give() -> None:
        review.answer_item(item, answer, "", "", by=ANN, at=LATER)

    assert reasons_of(give, InvalidInput) == [reason]


def test_what_is_not_on_the_list_is_not_answered() -> None:
    def give() -> None:
        reading().answer_item("nothing", "", "", "", by=ANN, at=LATER)

    assert reasons_of(give, NotFound) == ["ITEM_NOT_FOUND"]


def test_the_decider_accepts_an_item_for_a_while() -> None:
    review = read(question())

    review.grant_exception(
        "way-back", "Soon.", TOMORROW, by=LEO, at=LATER, policy=POLICY
    )

    assert review.checklist[0].exception == GrantedException(
        "mechanisms/way-back", LEO.name, "Soon.", TOMORROW
    )


def test_an_open_review_wakes_at_its_clock_and_says_so_once() -> None:
    review = reading()
    assert review.wake_at == review.due_time

    review.wake(by=ITSELF, at=review.due_time)
    review.wake(by=ITSELF, at=review.due_time)

    assert review.wake_at is None
    assert review.stalls == (StallReason.CLOCK_PASSED,)
    assert review.events[-1] == events.ReviewStalled(
        review="reviews/r1",
        idea="ideas/i1",
        reason=StallReason.CLOCK_PASSED,
        due_time=review.due_time,
        information_ratio=None,
        at=review.due_time,
    )


def test_a_review_that_knows_enough_for_a_day_is_nudged() -> None:
    review = reading()
    know(review, 3)
    assert review.wake_at == TOMORROW

    review.wake(by=ITSELF, at=TOMORROW)

    assert review.stalls == (StallReason.WAITING_PAST_90,)
    assert review.wake_at == review.due_time


def test_the_day_begins_anew_when_less_is_known() -> None:
    review = read()
    know(review, 3)
    know(review, 3, NeedState.UNKNOWN)
    assert review.slow_time is None

    known = replace(review.need("need-2"), state=NeedState.KNOWN)
    review.change_need(known, by=LEO, at=LATER, policy=POLICY)
    review.change_need(known, by=LEO, at=TOMORROW, policy=POLICY)

    assert review.slow_time == LATER + timedelta(days=1)


def test_nothing_wakes_a_review_that_has_ended() -> None:
    assert decided().wake_at is None
    assert superseded().wake_at is None
    review = withdrawn()
    review.wake(by=ITSELF, at=TOMORROW)
    assert review.stalls == ()


def test_an_exception_of_the_decision_expires_and_the_decision_stands() -> None:
    review = read(question())
    review.grant_exception(
        "way-back", "Soon.", TOMORROW, by=LEO, at=NOON, policy=POLICY
    )
    for_good = comment(BLOCKER)
    for_good.overrule("Now.", None, review.policy, by=LEO, at=NOON, policy=POLICY)
    decide(review, APPROVE, for_good)
    assert review.decision
    assert len(review.decision.exceptions) == 2
    assert review.wake_at == TOMORROW

    review.wake(by=ITSELF, at=LATER)
    assert len(review.expired) == 0
    review.wake(by=ITSELF, at=TOMORROW)

    assert list(review.expired) == ["mechanisms/way-back"]
    assert review.wake_at is None
    assert review.state is ReviewState.DECIDED
    assert review.events[-1] == events.ReviewExceptionExpired(
        review="reviews/r1",
        idea="ideas/i1",
        subject="mechanisms/way-back",
        approver=LEO.name,
        expire_time=TOMORROW,
        at=TOMORROW,
    )


def test_what_is_decided_superseded_or_withdrawn_is_not_open() -> None:
    assert reading().is_open
    assert opened().is_open
    assert informed().is_open
    assert not decided().is_open
    assert not superseded().is_open
    assert not withdrawn().is_open


def test_a_revision_that_was_taken_back_is_not_reviewed_any_more() -> None:
    review = opened()

    review.supersede(by=IDEAS, at=LATER)

    assert review.events[-1] == events.ReviewSuperseded(
        review="reviews/r1", idea="ideas/i1", revision="1.0", at=LATER
    )


def test_an_idea_that_was_given_up_is_not_reviewed_any_more() -> None:
    review = opened()

    review.withdraw(by=IDEAS, at=LATER)

    assert review.events[-1] == events.ReviewWithdrawn(
        review="reviews/r1", idea="ideas/i1", revision="1.0", at=LATER
    )


def test_only_the_decider_starts_debates_and_closes() -> None:
    review = named()

    def start() -> None:
        review.start(None, (), by=ANN, at=LATER, policy=POLICY)

    def open_it() -> None:
        full_read().open_debate(by=RIA, at=LATER, policy=POLICY)

    def reread() -> None:
        debating().request_reread("New.", by=RIA, at=LATER)

    for act in (start, open_it, reread):
        assert reasons_of(act, NotAllowed) == ["NOT_DECIDER"]


def test_nothing_is_said_unread() -> None:
    review = full_reading()

    def take() -> None:
        take_side(review, RIA)

    def accept() -> None:
        review.grant_exception("x", "Now.", TOMORROW, by=DEE, at=NOON, policy=POLICY)

    def reply() -> None:
        review.expect_reply(Actor(RIA.name))

    for act in (take, accept, reply):
        assert reasons_of(act, RuleBroken) == ["NOT_READ_YET"]
    assert review.expect_reply(ANN)
