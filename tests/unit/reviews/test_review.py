"""The review: how it opens, who reads, who decides."""

from datetime import timedelta

import pytest

from chassis.domain import Actor, NotAllowed, RuleBroken
from services.reviews.domain import events
from services.reviews.domain.decision import Decision, Outcome, Reader, Ruling
from services.reviews.domain.document import ReviewPolicy
from services.reviews.domain.review import ReviewState
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    DECLINE,
    IDEAS,
    LATER,
    LEO,
    NOON,
    POLICY,
    RETURN,
    RIA,
    SAM,
    decided,
    opened,
    read,
    reading,
    reasons_of,
    submission,
    superseded,
    with_reader,
    words,
)


def test_two_way_doors_only_are_read_at_once_and_decided_by_the_leader() -> None:
    review = reading()

    assert review.policy is ReviewPolicy.LIGHT
    assert review.state is ReviewState.READING
    assert review.decider == LEO.name
    assert review.readers == (Reader(LEO.name),)
    assert [type(event) for event in review.events] == [
        events.ReviewOpened,
        events.ReviewReadingStarted,
    ]
    assert [entry.state for entry in review.history] == ["OPENED", "READING"]


def test_any_one_way_door_waits_for_a_decider() -> None:
    review = opened()

    assert review.policy is ReviewPolicy.FULL
    assert review.state is ReviewState.OPENED
    assert review.decider == ""
    assert review.readers == (Reader(LEO.name),)
    assert [type(event) for event in review.events] == [events.ReviewOpened]


def test_the_clock_follows_from_the_doors() -> None:
    assert reading().due_time == NOON + timedelta(days=2)
    assert opened().due_time == NOON + timedelta(days=10)


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 3)]
)
def test_a_careful_reader_reads_200_words_a_minute(number: int, minutes: int) -> None:
    assert reading(sections=words(number)).reading_minutes == minutes


def test_a_review_belongs_to_the_journey_of_its_idea() -> None:
    assert reading().journey == "ideas/i1"


def test_whoever_is_invited_reads_as_well() -> None:
    review = reading()

    review.invite(RIA.name, by=ANN, at=LATER, policy=POLICY)

    assert review.readers == (Reader(LEO.name), Reader(RIA.name))
    assert review.events[-1] == events.ReviewReaderInvited(
        review="reviews/r1", idea="ideas/i1", reader=RIA.name, at=LATER
    )


def test_author_decider_and_readers_invite_and_a_stranger_does_not() -> None:
    for person in (ANN, LEO, RIA):
        review = with_reader(reading())

        review.invite(SAM.name, by=person, at=LATER, policy=POLICY)

        assert review.readers[-1] == Reader(SAM.name)

    def invite_by_a_stranger() -> None:
        reading().invite(RIA.name, by=SAM, at=LATER, policy=POLICY)

    assert reasons_of(invite_by_a_stranger, NotAllowed) == ["NOT_INVOLVED"]


def test_who_has_read_to_the_end_says_so() -> None:
    review = with_reader(reading())

    review.finish_reading(by=RIA, at=LATER)

    assert review.readers == (Reader(LEO.name), Reader(RIA.name, LATER))
    assert review.events[-1] == events.ReviewReadingFinished(
        review="reviews/r1", idea="ideas/i1", reader=RIA.name, at=LATER
    )


def test_reading_to_the_end_twice_is_reading_it_once() -> None:
    review = read()
    events_before = list(review.events)

    review.finish_reading(by=LEO, at=LATER)

    assert review.readers == (Reader(LEO.name, NOON),)
    assert review.events == events_before


def test_who_was_not_invited_does_not_finish_reading() -> None:
    def finish() -> None:
        reading().finish_reading(by=ANN, at=LATER)

    assert reasons_of(finish, NotAllowed) == ["NOT_READER"]


def test_an_approval_names_the_leader() -> None:
    review = read()

    review.decide(APPROVE, by=LEO, at=LATER, policy=POLICY)

    assert review.state is ReviewState.DECIDED
    assert review.decision == Decision(
        Outcome.APPROVE, "Cheap to undo.", LEO.name, LEO.name, LATER
    )
    assert review.events[-1] == events.ReviewDecided(
        review="reviews/r1",
        idea="ideas/i1",
        revision="1.0",
        outcome=Outcome.APPROVE,
        policy=ReviewPolicy.LIGHT,
        decider=LEO.name,
        leader=LEO.name,
        rationale="Cheap to undo.",
        at=LATER,
    )


@pytest.mark.parametrize("ruling", [RETURN, DECLINE])
def test_without_an_approval_nobody_leads(ruling: Ruling) -> None:
    decision = decided(ruling).decision

    assert decision == Decision(ruling.outcome, ruling.rationale, "", LEO.name, NOON)


def test_only_the_decider_decides() -> None:
    def decide() -> None:
        with_reader(read()).decide(APPROVE, by=RIA, at=LATER, policy=POLICY)

    assert reasons_of(decide, NotAllowed) == ["NOT_DECIDER"]


def test_an_author_who_leads_decides_while_nobody_else_reads() -> None:
    review = read(leader_nominee=ANN.name)

    review.decide(APPROVE, by=ANN, at=LATER, policy=POLICY)

    assert review.state is ReviewState.DECIDED


@pytest.mark.parametrize("person", [ANN, LEO, RIA])
def test_one_way_doors_are_refused_to_all_who_are_involved(person: Actor) -> None:
    review = with_reader(opened())

    with pytest.raises(RuleBroken) as refusal:
        review.decide(APPROVE, by=person, at=LATER, policy=POLICY)

    (violation,) = refusal.value.violations
    assert violation.reason == "LIGHT_PROCESS_ON_ONE_WAY_DOOR"
    assert ": brand." in violation.description
    assert "recall the idea and split the door" in violation.description


def test_a_stranger_is_not_told_about_one_way_doors() -> None:
    def decide() -> None:
        opened().decide(APPROVE, by=SAM, at=LATER, policy=POLICY)

    assert reasons_of(decide, NotAllowed) == ["NOT_INVOLVED"]


def test_a_decision_is_final() -> None:
    def decide() -> None:
        decided().decide(DECLINE, by=LEO, at=LATER, policy=POLICY)

    assert reasons_of(decide, RuleBroken) == ["DECISION_FINAL"]


def test_a_revision_that_was_taken_back_is_not_reviewed_any_more() -> None:
    review = opened()

    review.supersede(by=IDEAS, at=LATER)

    assert review.state is ReviewState.SUPERSEDED
    assert review.events[-1] == events.ReviewSuperseded(
        review="reviews/r1", idea="ideas/i1", revision="1.0", at=LATER
    )


def test_what_is_decided_or_superseded_is_not_open() -> None:
    assert reading().is_open
    assert opened().is_open
    assert not decided().is_open
    assert not superseded().is_open


def test_the_document_is_kept_as_it_was_submitted() -> None:
    assert reading().submission == submission()
