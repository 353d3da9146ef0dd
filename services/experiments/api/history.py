"""What a history calls each event."""

from collections.abc import Mapping

from chassis.domain import DomainEvent, HistoryEntry
from day1.experiments.v1 import experiments_pb2 as pb

from ..domain import events
from ..domain.experiment import Experiment

MOST = 100
"""Entries that a message has at most: the newest."""

NAMES: Mapping[type[DomainEvent], str] = {
    events.ExperimentCreated: "ExperimentCreated",
    events.ExperimentUpdated: "ExperimentUpdated",
    events.KillSwitchVerified: "KillSwitchVerified",
    events.ExperimentCancelled: "ExperimentCancelled",
    events.ExperimentStarted: "ExperimentStarted",
    events.ExperimentRamped: "ExperimentRamped",
    events.ExperimentGuardrailBreached: "ExperimentGuardrailBreached",
    events.ExperimentPaused: "ExperimentPaused",
    events.ExperimentResumed: "ExperimentResumed",
    events.ExperimentStopped: "ExperimentStopped",
    events.ExperimentAborted: "ExperimentAborted",
    events.ExperimentSeconded: "ExperimentSeconded",
    events.ExperimentDecided: "ExperimentDecided",
    events.ExperimentCleanedUp: "ExperimentCleanedUp",
}
"""The name of the message that is published, or one that the contract lists: a class
can be renamed, these names cannot."""

LEFT_OUT = {events.CopyUpdated}
"""Events that no history shows: they are bookkeeping of this service."""

PUBLIC_NAMES = {event.__name__: name for event, name in NAMES.items()}
"""By the name that is stored."""


def to_history(experiment: Experiment) -> list[pb.ExperimentHistoryEntry]:
    """Return the newest entries of the history, oldest first."""
    shown = [entry for entry in experiment.history if entry.event in PUBLIC_NAMES]
    return list(map(_entry, shown[-MOST:]))


def _entry(entry: HistoryEntry) -> pb.ExperimentHistoryEntry:
    return pb.ExperimentHistoryEntry(
        time=entry.at,
        actor=entry.actor,
        event=PUBLIC_NAMES[entry.event],
        state=f"EXPERIMENT_STATE_{entry.state}",
    )
