"""What can happen to a review."""

from dataclasses import dataclass

from chassis.domain import DomainEvent

from .decision import Outcome
from .document import ReviewPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened(DomainEvent):
    """A review of a submitted revision exists."""

    review: str
    idea: str
    revision: str
    policy: ReviewPolicy
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReadingStarted(DomainEvent):
    """It has a decider and readers."""

    review: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReaderInvited(DomainEvent):
    """Someone else may read it. Private to this service."""

    review: str
    idea: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReadingFinished(DomainEvent):
    """One more reader has read it to the end."""

    review: str
    idea: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(DomainEvent):
    """Decided, once and for all."""

    review: str
    idea: str
    revision: str
    outcome: Outcome
    policy: ReviewPolicy
    decider: str
    leader: str
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSuperseded(DomainEvent):
    """The revision was taken back or replaced before a decision."""

    review: str
    idea: str
    revision: str
