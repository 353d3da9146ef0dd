"""What others may hear from coes, in the words of the contract."""

from collections.abc import Iterable

from google.protobuf.message import Message

from chassis.checks.messaging import STATE_TOPIC, from_check
from chassis.domain import Aggregate, DomainEvent
from chassis.messaging import Publication, Publisher, message_of
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_events_pb2 as pb
from day1.coes.v1 import mechanisms_events_pb2 as mechanisms_pb

from ..domain import events
from ..domain import mechanism_events as mechanisms
from ..domain.design import Tool
from ..domain.mechanism import Mechanism
from ..domain.mechanism_life import MechanismState

COES_TOPIC = "coes.events.v1"
MECHANISMS_TOPIC = "mechanisms.events.v1"

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.CoeOpened: pb.CoeOpened,
    events.CoeAnalysisStarted: pb.CoeAnalysisStarted,
    events.CoeDismissed: pb.CoeDismissed,
    events.CoeSubmitted: pb.CoeSubmitted,
    events.CoeReturned: pb.CoeReturned,
    events.CoeApproved: pb.CoeApproved,
    events.CoeCorrected: pb.CoeCorrected,
    events.CoeClosed: pb.CoeClosed,
    events.CoeReopened: pb.CoeReopened,
    events.CoeCorrectionOverdue: pb.CoeCorrectionOverdue,
    events.CoeWaived: pb.CoeWaived,
    events.CoeWaiverExpired: pb.CoeWaiverExpired,
    mechanisms.MechanismProposed: mechanisms_pb.MechanismProposed,
    mechanisms.MechanismProven: mechanisms_pb.MechanismProven,
    mechanisms.MechanismAdopted: mechanisms_pb.MechanismAdopted,
    mechanisms.MechanismImproved: mechanisms_pb.MechanismImproved,
    mechanisms.MechanismSuspended: mechanisms_pb.MechanismSuspended,
    mechanisms.MechanismResumed: mechanisms_pb.MechanismResumed,
    mechanisms.MechanismRetired: mechanisms_pb.MechanismRetired,
    mechanisms.MechanismRejected: mechanisms_pb.MechanismRejected,
    mechanisms.MechanismInspected: mechanisms_pb.MechanismInspected,
    mechanisms.MechanismInspectionOverdue: mechanisms_pb.MechanismInspectionOverdue,
    mechanisms.MechanismSoftened: mechanisms_pb.MechanismSoftened,
    mechanisms.MechanismEscaped: mechanisms_pb.MechanismEscaped,
}
"""The events that travel; the others are private."""

CHANGES = (
    mechanisms.MechanismTextErased,
    mechanisms.MechanismAdopted,
    mechanisms.MechanismImproved,
    mechanisms.MechanismSuspended,
    mechanisms.MechanismResumed,
    mechanisms.MechanismRetired,
    mechanisms.MechanismInspected,
    mechanisms.MechanismSoftened,
)
"""After these a consumer has to know something new."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case mechanisms.MechanismAdopted():
            return mechanisms_pb.MechanismAdopted(
                mechanism=event.mechanism,
                version=event.version,
                check=from_check(event.check),
                adopter=event.adopter,
            )
        case mechanisms.MechanismImproved():
            return mechanisms_pb.MechanismImproved(
                mechanism=event.mechanism,
                version=event.version,
                check=from_check(event.check),
                proved_coes=event.proved_coes,
            )
        case _:
            kind = MESSAGES.get(type(event))
            return message_of(event, kind) if kind else None


def publications(aggregate: Aggregate, event: DomainEvent) -> Iterable[Publication]:
    """Return what is published of an event, if anything.

    All that happens to one COE stays in order, and all that happens to one mechanism.
    """
    topic = MECHANISMS_TOPIC if isinstance(aggregate, Mechanism) else COES_TOPIC
    if message := to_message(event):
        yield Publication(topic, aggregate.id, message)
    if isinstance(aggregate, Mechanism) and isinstance(event, CHANGES):
        yield from _state(aggregate)


def _state(mechanism: Mechanism) -> Iterable[Publication]:
    """Return all that consumers have to know: nothing of what nobody asks."""
    if mechanism.adopted_at and mechanism.design.tool is not Tool.EXTERNAL:
        changed = checks.CheckChanged(
            check=from_check(mechanism.check()),
            active=mechanism.state is MechanismState.ADOPTED,
            aggregate_version=mechanism.version,
        )
        yield Publication(STATE_TOPIC, mechanism.id, changed)


TOPICS = {
    COES_TOPIC: "coe",
    MECHANISMS_TOPIC: "mechanism",
    STATE_TOPIC: "check.mechanism",
}

PUBLISHER = Publisher("services/coes", TOPICS, publications)
