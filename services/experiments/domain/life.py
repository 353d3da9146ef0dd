"""The life of an experiment, as data: its states, its moves, and what causes them."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.domain import DomainEvent, Transitions

from . import events


class ExperimentState(StrEnum):
    """Where an experiment is in its life."""

    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    ANALYZING = "ANALYZING"
    ABORTED = "ABORTED"
    DECIDED = "DECIDED"
    CANCELLED = "CANCELLED"


S = ExperimentState

TRANSITIONS: Transitions = {
    (S.DRAFT, events.ExperimentUpdated): S.DRAFT,
    (S.DRAFT, events.KillSwitchVerified): S.DRAFT,
    (S.DRAFT, events.ExperimentStarted): S.RUNNING,
    (S.DRAFT, events.ExperimentCancelled): S.CANCELLED,
    (S.RUNNING, events.KillSwitchVerified): S.RUNNING,
    (S.RUNNING, events.ExperimentRamped): S.RUNNING,
    (S.RUNNING, events.ExperimentGuardrailBreached): S.RUNNING,
    (S.RUNNING, events.ExperimentPaused): S.PAUSED,
    (S.RUNNING, events.ExperimentStopped): S.ANALYZING,
    (S.RUNNING, events.ExperimentAborted): S.ABORTED,
    (S.PAUSED, events.KillSwitchVerified): S.PAUSED,
    (S.PAUSED, events.ExperimentResumed): S.RUNNING,
    (S.PAUSED, events.ExperimentGuardrailBreached): S.PAUSED,
    (S.PAUSED, events.ExperimentStopped): S.ANALYZING,
    (S.PAUSED, events.ExperimentAborted): S.ABORTED,
    (S.ANALYZING, events.ExperimentGuardrailBreached): S.ANALYZING,
    (S.ANALYZING, events.ExperimentAborted): S.ABORTED,
    (S.ANALYZING, events.ExperimentSeconded): S.ANALYZING,
    (S.ANALYZING, events.ExperimentDecided): S.DECIDED,
    (S.DECIDED, events.ExperimentCleanedUp): S.DECIDED,
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "UpdateExperiment": events.ExperimentUpdated,
    "VerifyKillSwitch": events.KillSwitchVerified,
    "StartExperiment": events.ExperimentStarted,
    "CancelExperiment": events.ExperimentCancelled,
    "RampExperiment": events.ExperimentRamped,
    "PauseExperiment": events.ExperimentPaused,
    "ResumeExperiment": events.ExperimentResumed,
    "StopExperiment": events.ExperimentStopped,
    "AbortExperiment": events.ExperimentAborted,
    "SecondDecision": events.ExperimentSeconded,
    "DecideExperiment": events.ExperimentDecided,
    "CleanUpExperiment": events.ExperimentCleanedUp,
}
"""What people can ask for, and the event that it causes."""

COLLECTING_STATES = frozenset({S.RUNNING, S.PAUSED})
"""Where time and caps can end the collection."""

OPEN_STATES = COLLECTING_STATES | {S.ANALYZING}
"""Where outcomes come in, and no other decisive experiment on the idea may start."""
