"""What others may hear from ideas, in the words of the contract."""

from collections.abc import Iterable

from google.protobuf.message import Message

from chassis.checks import CheckActivated, CheckEvaluated
from chassis.checks import messaging as checks
from chassis.domain import Aggregate, DomainEvent, id_in
from chassis.messaging import Publication, Publisher, message_of
from chassis.values import as_fields
from day1.ideas.v1 import ideas_events_pb2 as pb
from day1.ideas.v1 import ideas_pb2 as api

from ..domain import events

TOPIC = "ideas.events.v1"

PRIVATE = (
    events.IdeaDiscussed,
    events.IdeaVisualAdded,
    events.QuestionPromoted,
    events.QuestionUpvoted,
    events.RevisionFrozen,
    events.CopyUpdated,
)
"""Nobody else's business."""

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.IdeaCreated: pb.IdeaCreated,
    events.IdeaShared: pb.IdeaShared,
    events.IdeaQuestionAsked: pb.IdeaQuestionAsked,
    events.IdeaQuestionAnswered: pb.IdeaQuestionAnswered,
    events.IdeaEvidenceAdded: pb.IdeaEvidenceAdded,
    events.IdeaSubmitted: pb.IdeaSubmitted,
    events.IdeaReviewStarted: pb.IdeaReviewStarted,
    events.IdeaRecalled: pb.IdeaRecalled,
    events.IdeaReturned: pb.IdeaReturned,
    events.IdeaApproved: pb.IdeaApproved,
    events.IdeaDeclined: pb.IdeaDeclined,
    events.IdeaReopened: pb.IdeaReopened,
    events.IdeaWithdrawn: pb.IdeaWithdrawn,
    events.IdeaLeaderVacant: pb.IdeaLeaderVacant,
    events.IdeaMarkedDuplicate: pb.IdeaMarkedDuplicate,
    events.IdeaReprioritized: pb.IdeaReprioritized,
    events.IdeaStaleDecisionIgnored: pb.IdeaStaleDecisionIgnored,
    events.IdeaExperimenting: pb.IdeaExperimenting,
    events.IdeaScaling: pb.IdeaScaling,
    events.IdeaPivoted: pb.IdeaPivoted,
    events.IdeaKilled: pb.IdeaKilled,
    events.IdeaStopped: pb.IdeaKilled,
    events.IdeaLaunched: pb.IdeaLaunched,
}
"""The events that travel as they are."""

WITH_STATE: dict[type[DomainEvent], type[Message]] = {
    events.IdeaLeaderAssigned: pb.IdeaLeaderAssigned,
    events.IdeaLeaderTransferred: pb.IdeaLeaderAssigned,
    events.IdeaWentQuiet: pb.IdeaWentQuiet,
}
"""The events that name a state, which the contract spells in its own way."""

BACK_IN: dict[type[DomainEvent], api.IdeaState] = {
    events.IdeaBackToApproved: api.IDEA_STATE_APPROVED,
    events.IdeaBackToLaunched: api.IDEA_STATE_LAUNCHED,
}
"""Where the end of an experiment leaves an idea."""


def publications(aggregate: Aggregate, event: DomainEvent) -> Iterable[Publication]:
    """Return what other services may see of an event; nothing, if it is private.

    All that happens to one idea has one key, so it stays in order; what happens to a
    question or a piece of evidence happens to its idea.
    """
    if isinstance(event, CheckActivated):
        yield Publication(TOPIC, id_in(event.mechanism), checks.to_message(event))
    elif (message := to_message(event)) is not None:
        yield Publication(TOPIC, id_in(aggregate.journey), message)


def to_message(event: DomainEvent) -> Message | None:
    """Return an event in the words of the contract, or None if it is private."""
    match event:
        case events.IdeaUpdated():
            return _news(event)
        case events.IdeaBackToApproved() | events.IdeaBackToLaunched():
            state = BACK_IN[type(event)]
            return message_of(event, pb.IdeaExperimentEnded, state=state)
        case CheckEvaluated():
            return checks.to_message(event)
        case _:
            return None if isinstance(event, PRIVATE) else _as_it_is(event)


def _as_it_is(event: DomainEvent) -> Message:
    if type(event) in WITH_STATE:
        return _with_state(event)
    return message_of(event, MESSAGES[type(event)])


def _news(event: events.IdeaUpdated) -> Message | None:
    if not event.is_news:
        return None
    return pb.IdeaUpdated(idea=event.idea, title=event.title, team=event.team)


def _with_state(event: DomainEvent) -> Message:
    fields = as_fields(event)
    del fields["at"]
    fields["state"] = f"IDEA_STATE_{fields['state']}"
    return WITH_STATE[type(event)](**fields)


PUBLISHER = Publisher("services/ideas", (TOPIC,), publications)
