"""What others may hear from ideas, in the words of the contract."""

from google.protobuf.message import Message

from chassis.domain import DomainEvent
from chassis.messaging import Publisher, message_of
from day1.ideas.v1 import ideas_events_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as api

from ..domain import events
from ..domain.idea import Idea

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.IdeaCreated: pb.IdeaCreated,
    events.IdeaSubmitted: pb.IdeaSubmitted,
    events.IdeaReviewStarted: pb.IdeaReviewStarted,
    events.IdeaRecalled: pb.IdeaRecalled,
    events.IdeaReturned: pb.IdeaReturned,
    events.IdeaApproved: pb.IdeaApproved,
    events.IdeaDeclined: pb.IdeaDeclined,
    events.IdeaExperimenting: pb.IdeaExperimenting,
    events.IdeaScaling: pb.IdeaScaling,
    events.IdeaPivoted: pb.IdeaPivoted,
    events.IdeaKilled: pb.IdeaKilled,
    events.IdeaLaunched: pb.IdeaLaunched,
}
"""The events that travel as they are."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case events.IdeaUpdated():
            return None
        case events.IdeaBackToApproved():
            ended, state = pb.IdeaExperimentEnded, api.IDEA_STATE_APPROVED
            return message_of(event, ended, state=state)
        case events.IdeaBackToLaunched():
            ended, state = pb.IdeaExperimentEnded, api.IDEA_STATE_LAUNCHED
            return message_of(event, ended, state=state)
        case _:
            return message_of(event, MESSAGES[type(event)])


def key_of(idea: Idea) -> str:
    """Return the record key: all that happens to one idea stays in order."""
    return idea.id


PUBLISHER = Publisher("services/ideas", "ideas.events.v1", key_of, to_message)
