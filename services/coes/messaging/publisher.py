"""What others may hear from coes, in the words of the contract."""

from google.protobuf.message import Message

from chassis.domain import DomainEvent
from chassis.messaging import Publisher, message_of
from day1.coes.v1 import coes_events_pb2 as pb

from ..domain import events
from ..domain.coe import Coe

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.CoeOpened: pb.CoeOpened,
    events.CoeAnalysisStarted: pb.CoeAnalysisStarted,
    events.CoeDismissed: pb.CoeDismissed,
}
"""The events that travel as they are."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case events.CoeUpdated():
            return None
        case _:
            return message_of(event, MESSAGES[type(event)])


def key_of(coe: Coe) -> str:
    """Return the record key: all that happens to one COE stays in order."""
    return coe.id


PUBLISHER = Publisher("services/coes", "coes.events.v1", key_of, to_message)
