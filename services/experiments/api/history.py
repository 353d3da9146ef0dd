"""What a history calls each event."""

from collections.abc import Mapping

from chassis.domain import DomainEvent

from ..domain import events

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
