"""What others may hear from experiments, in the words of the contract."""

from google.protobuf.message import Message

from chassis.domain import DomainEvent, id_in
from chassis.messaging import Publisher, message_of
from day1.experiments.v1 import experiments_events_pb2 as pb

from ..domain import events
from ..domain.experiment import Experiment

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    events.ExperimentCreated: pb.ExperimentCreated,
    events.ExperimentStarted: pb.ExperimentStarted,
    events.ExperimentPaused: pb.ExperimentPaused,
    events.ExperimentResumed: pb.ExperimentResumed,
    events.ExperimentStopped: pb.ExperimentStopped,
    events.ExperimentAborted: pb.ExperimentAborted,
    events.ExperimentGuardrailBreached: pb.ExperimentGuardrailBreached,
    events.ExperimentDecided: pb.ExperimentDecided,
}
"""The events that travel, as they are."""


def to_message(event: DomainEvent) -> Message | None:
    """Return what other services may see of an event, or None if it is private."""
    match event:
        case events.ExperimentUpdated() | events.KillSwitchVerified():
            return None
        case events.CopyUpdated():
            return None
        case _:
            return message_of(event, MESSAGES[type(event)])


def key_of(experiment: Experiment) -> str:
    """Return the record key: all experiments on one idea stay in order."""
    return id_in(experiment.idea)


PUBLISHER = Publisher(
    "services/experiments", "experiments.events.v1", key_of, to_message
)
