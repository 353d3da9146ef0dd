"""What others may hear from reviews, in the words of the contract."""

from collections.abc import Iterable
from typing import Any

from google.protobuf.message import Message

from chassis.checks import ActiveCheck, CheckActivated, CheckEvaluated
from chassis.checks import messaging as checks
from chassis.domain import DomainEvent, id_in
from chassis.messaging import Publication, Publisher, message_of
from day1.reviews.v1 import reviews_events_pb2 as pb

from ..domain import events

TOPIC = "reviews.events.v1"

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.ReviewOpened: pb.ReviewOpened,
    events.ReviewReadingStarted: pb.ReviewReadingStarted,
    events.ReviewReadingFinished: pb.ReviewReadingFinished,
    events.ReviewDebateOpened: pb.ReviewDebateOpened,
    events.ReviewRereadRequested: pb.ReviewRereadRequested,
    events.ReviewDecided: pb.ReviewDecided,
    events.ReviewSuperseded: pb.ReviewSuperseded,
    events.ReviewWithdrawn: pb.ReviewWithdrawn,
    events.ReviewStalled: pb.ReviewStalled,
    events.ReviewCheckActivated: pb.ReviewCheckActivated,
    events.ReviewExceptionExpired: pb.ReviewExceptionExpired,
}
"""The events that travel, as they are; the others are private."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    if isinstance(event, CheckActivated | CheckEvaluated):
        return checks.to_message(event)
    kind = MESSAGES.get(type(event))
    return message_of(event, kind) if kind else None


def publications(aggregate: Any, event: DomainEvent) -> Iterable[Publication]:
    """Return what is published of an event, if anything.

    All reviews of one idea stay in order; all that is said of one mechanism as well.
    """
    if message := to_message(event):
        of = aggregate.name if isinstance(aggregate, ActiveCheck) else aggregate.journey
        yield Publication(TOPIC, id_in(of), message)


PUBLISHER = Publisher("services/reviews", {TOPIC: "idea"}, publications)
