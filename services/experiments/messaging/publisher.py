"""What others may hear from experiments, in the words of the contract."""

from collections.abc import Iterable

from google.protobuf.message import Message

from chassis.checks import ActiveCheck, CheckActivated, CheckEvaluated
from chassis.checks import messaging as checks
from chassis.domain import DomainEvent, id_in
from chassis.messaging import Publication, Publisher, message_of
from day1.experiments.v1 import experiments_events_pb2 as pb

from ..domain import events, library
from ..domain.experiment import Experiment

TOPIC = "experiments.events.v1"

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.ExperimentCreated: pb.ExperimentCreated,
    events.ExperimentCancelled: pb.ExperimentCancelled,
    events.ExperimentStarted: pb.ExperimentStarted,
    events.ExperimentRamped: pb.ExperimentRamped,
    events.ExperimentPaused: pb.ExperimentPaused,
    events.ExperimentResumed: pb.ExperimentResumed,
    events.ExperimentStopped: pb.ExperimentStopped,
    events.ExperimentAborted: pb.ExperimentAborted,
    events.ExperimentGuardrailBreached: pb.ExperimentGuardrailBreached,
    events.ExperimentSeconded: pb.ExperimentSeconded,
    events.ExperimentDecided: pb.ExperimentDecided,
    events.ExperimentCleanedUp: pb.ExperimentCleanedUp,
}
"""The events that travel, as they are."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case events.ExperimentUpdated() | events.KillSwitchVerified():
            return None
        case events.CopyUpdated() | library.MetricCreated():
            return None
        case CheckActivated() | CheckEvaluated():
            return checks.to_message(event)
        case _:
            return message_of(event, MESSAGES[type(event)])


def key_of(aggregate: Experiment | ActiveCheck) -> str:
    """Return the record key: all experiments on one idea stay in order."""
    if isinstance(aggregate, ActiveCheck):
        return aggregate.id
    return id_in(aggregate.idea)


def publications(
    aggregate: Experiment | ActiveCheck, event: DomainEvent
) -> Iterable[Publication]:
    """Return what is published of an event, if anything."""
    if message := to_message(event):
        yield Publication(TOPIC, key_of(aggregate), message)


PUBLISHER = Publisher("services/experiments", {TOPIC: "idea"}, publications)
