"""What can happen to a mechanism."""

from dataclasses import dataclass
from datetime import datetime

from chassis.checks import Check
from chassis.domain import DomainEvent

from .keeping import EndTrigger, SoftenTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismEvent(DomainEvent):
    """Something happened to a version of a mechanism."""

    mechanism: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismProposed(MechanismEvent):
    """A member proposed it."""

    title: str
    origin_coes: tuple[str, ...]
    proposer: str
    owner_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismProven(MechanismEvent):
    """It fails on its incidents, and passes on the corrected ones."""

    backtest_subjects: int
    would_have_blocked: int
    caught: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismRejected(MechanismEvent):
    """The proposal was rejected."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismAdopted(MechanismEvent):
    """It acts from now on."""

    check: Check
    adopter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismActivated(MechanismEvent):
    """All that act on it have it now. Private to this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismConsumed(MechanismEvent):
    """A consumer told which version it has. Private to this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismImproved(MechanismEvent):
    """A next version acts from now on."""

    check: Check
    proved_coes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismSuspended(MechanismEvent):
    """It does not act for a while."""

    reason: str
    resume_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismResumed(MechanismEvent):
    """It acts again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismRetired(MechanismEvent):
    """It acts no more."""

    reason: str
    trigger: EndTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismInspected(MechanismEvent):
    """Its owner team inspected it."""

    outputs_reached: bool
    still_needed: bool
    we_own_it: bool
    next_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismInspectionOverdue(MechanismEvent):
    """Its inspection is overdue."""

    due_time: datetime
    owner_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismSoftened(MechanismEvent):
    """From now on it only warns."""

    trigger: SoftenTrigger
    owner_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismEscaped(MechanismEvent):
    """It should have prevented an incident, and did not."""

    coe: str
    origin_coes: tuple[str, ...]
    owner_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismExcused(MechanismEvent):
    """Somebody granted an exception from it. Private to this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismReported(MechanismEvent):
    """An external check told what it found. Private to this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismTextErased(MechanismEvent):
    """Titles that other services wrote are forgotten. Private to this service."""
