"""What others may hear from ideas, in the words of the contract."""

from collections.abc import Iterable

from google.protobuf.message import Message

from chassis.checks import CheckActivated, CheckEvaluated
from chassis.checks import messaging as checks
from chassis.domain import Aggregate, DomainEvent, id_in
from chassis.messaging import Publication, Publisher
from chassis.values import as_fields
from day1.ideas.v1 import ideas_events_pb2 as pb

from ..domain import events
from ..domain.idea import Idea
from ..domain.life import IdeaState
from ..domain.names import PUBLIC

TOPIC = "ideas.events.v1"

INTERNAL = frozenset({"at", "is_news"})
"""Fields that no message has: the time of an event is in its envelope."""

BACK_IN: dict[type[DomainEvent], IdeaState] = {
    events.IdeaBackToApproved: IdeaState.APPROVED,
    events.IdeaBackToLaunched: IdeaState.LAUNCHED,
}
"""Where the end of an experiment leaves an idea."""


def publications(aggregate: Aggregate, event: DomainEvent) -> Iterable[Publication]:
    """Return what other services may see of an event; nothing, if it is private.

    All that happens to one idea has one key, so it stays in order; what happens to a
    question or a piece of evidence happens to its idea. Nothing is told of an idea that
    only its team may see.
    """
    if isinstance(event, CheckActivated):
        yield Publication(TOPIC, id_in(event.mechanism), checks.to_message(event))
    elif not _is_hidden(aggregate) and (message := to_message(event)) is not None:
        yield Publication(TOPIC, id_in(aggregate.journey), message)


def to_message(event: DomainEvent) -> Message | None:
    """Return an event in the words of the contract, or None if it is private."""
    if isinstance(event, CheckEvaluated):
        return checks.to_message(event)
    if type(event) not in PUBLIC or not getattr(event, "is_news", True):
        return None
    fields = as_fields(event)
    for field in INTERNAL & fields.keys():
        del fields[field]
    if state := BACK_IN.get(type(event)) or fields.get("state"):
        fields["state"] = f"IDEA_STATE_{state}"
    kind: type[Message] = getattr(pb, PUBLIC[type(event)])
    return kind(**fields)


def _is_hidden(aggregate: Aggregate) -> bool:
    return isinstance(aggregate, Idea) and aggregate.is_hidden


PUBLISHER = Publisher("services/ideas", {TOPIC: "idea"}, publications)
