"""What others may hear from reviews, in the words of the contract."""

from google.protobuf.message import Message

from chassis.domain import DomainEvent, id_in
from chassis.messaging import Publisher, message_of
from day1.reviews.v1 import reviews_events_pb2 as pb

from ..domain import events
from ..domain.review import Review

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.ReviewOpened: pb.ReviewOpened,
    events.ReviewReadingStarted: pb.ReviewReadingStarted,
    events.ReviewReadingFinished: pb.ReviewReadingFinished,
    events.ReviewDecided: pb.ReviewDecided,
    events.ReviewSuperseded: pb.ReviewSuperseded,
}
"""The events that travel as they are."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case events.ReviewReaderInvited():
            return None
        case _:
            return message_of(event, MESSAGES[type(event)])


def key_of(review: Review) -> str:
    """Return the record key: all reviews of one idea stay in order."""
    return id_in(review.submission.idea)


PUBLISHER = Publisher("services/reviews", "reviews.events.v1", key_of, to_message)
