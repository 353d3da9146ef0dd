"""What others hear from reviews: every field of every public event."""

import pytest
from google.protobuf.message import Message

from chassis.domain import Actor, Cause, DomainEvent
from day1.reviews.v1 import reviews_events_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as api
from services.reviews.domain import events
from services.reviews.domain.decision import Outcome
from services.reviews.domain.document import ReviewPolicy
from services.reviews.messaging.publisher import PUBLISHER, to_message
from tests.unit.reviews.support import NOON, reading

REVIEW, IDEA, RIA, LEO = "reviews/r1", "ideas/i1", "people/ria", "people/leo"

PUBLIC: list[tuple[DomainEvent, Message]] = [
    (
        events.ReviewOpened(
            review=REVIEW,
            idea=IDEA,
            revision="1.2",
            policy=ReviewPolicy.LIGHT,
            decider=LEO,
            at=NOON,
        ),
        pb.ReviewOpened(
            review=REVIEW,
            idea=IDEA,
            revision="1.2",
            policy=api.REVIEW_POLICY_LIGHT,
            decider=LEO,
        ),
    ),
    (
        events.ReviewReadingStarted(review=REVIEW, idea=IDEA, at=NOON),
        pb.ReviewReadingStarted(review=REVIEW, idea=IDEA),
    ),
    (
        events.ReviewReadingFinished(review=REVIEW, idea=IDEA, reader=RIA, at=NOON),
        pb.ReviewReadingFinished(review=REVIEW, idea=IDEA, reader=RIA),
    ),
    (
        events.ReviewDecided(
            review=REVIEW,
            idea=IDEA,
            revision="1.2",
            outcome=Outcome.APPROVE,
            policy=ReviewPolicy.FULL,
            decider=RIA,
            leader=LEO,
            rationale="Why not.",
            at=NOON,
        ),
        pb.ReviewDecided(
            review=REVIEW,
            idea=IDEA,
            revision="1.2",
            outcome=api.OUTCOME_APPROVE,
            policy=api.REVIEW_POLICY_FULL,
            decider=RIA,
            leader=LEO,
            rationale="Why not.",
        ),
    ),
    (
        events.ReviewSuperseded(review=REVIEW, idea=IDEA, revision="1.2", at=NOON),
        pb.ReviewSuperseded(review=REVIEW, idea=IDEA, revision="1.2"),
    ),
]

PRIVATE: list[DomainEvent] = [
    events.ReviewReaderInvited(review=REVIEW, idea=IDEA, reader=RIA, at=NOON)
]


@pytest.mark.parametrize(("event", "message"), PUBLIC)
def test_a_public_event_travels_with_all_its_fields(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)


@pytest.mark.parametrize("event", PRIVATE)
def test_a_private_event_stays_here(event: DomainEvent) -> None:
    assert to_message(event) is None


def test_no_event_is_forgotten() -> None:
    known = {type(event) for event in [*(event for event, _ in PUBLIC), *PRIVATE]}

    assert known == {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type) and DomainEvent in kind.__bases__
    }


def test_no_message_of_the_contract_is_forgotten() -> None:
    known = {message.DESCRIPTOR.name for _, message in PUBLIC}

    assert known == set(pb.DESCRIPTOR.message_types_by_name)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_contract_knows_every_outcome(outcome: Outcome) -> None:
    assert api.Outcome.Value(outcome)


def test_all_reviews_of_one_idea_stay_in_order() -> None:
    review = reading()
    cause = Cause("e1", Actor("services/ideas"))

    record = PUBLISHER.record_of(review, review.events[0], cause, "e2")

    assert record
    assert (record.topic, record.key) == ("reviews.events.v1", "i1")
    assert record.headers["ce_correlationid"] == "ideas/i1"
    assert record.headers["ce_subject"] == "reviews/r1"
