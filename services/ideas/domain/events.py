"""What can happen to an idea."""

from dataclasses import dataclass

from chassis.domain import DomainEvent

from .document import CostOfFailure, Door, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCreated(DomainEvent):
    """An author began a draft."""

    idea: str
    title: str
    author: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUpdated(DomainEvent):
    """The author changed the draft. Private to this service."""

    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSubmitted(DomainEvent):
    """The author asks for a review of a frozen revision."""

    idea: str
    revision: str
    title: str
    author: str
    team: str
    leader_nominee: str
    doors: tuple[Door, ...]
    cost_of_failure: CostOfFailure
    sections: tuple[Section, ...]
    document_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReviewStarted(DomainEvent):
    """A review of the submitted revision has opened."""

    idea: str
    revision: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRecalled(DomainEvent):
    """The author took the revision back."""

    idea: str
    revision: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReturned(DomainEvent):
    """A review sent it back to its author."""

    idea: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaApproved(DomainEvent):
    """A review decided to try it."""

    idea: str
    revision: str
    review: str
    title: str
    team: str
    leader: str
    doors: tuple[Door, ...]
    loss_cap_usd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaDeclined(DomainEvent):
    """A review decided against it."""

    idea: str
    revision: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaExperimenting(DomainEvent):
    """An experiment on it started."""

    idea: str
    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaBackToApproved(DomainEvent):
    """Its experiment ended without a verdict, before any launch."""

    idea: str
    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaBackToLaunched(DomainEvent):
    """Its experiment ended, and the launched idea lives on unchanged."""

    idea: str
    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaScaling(DomainEvent):
    """An experiment decided to scale it."""

    idea: str
    experiment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaPivoted(DomainEvent):
    """An experiment decided to pivot; a child goes on."""

    idea: str
    experiment: str
    child: str
    learning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaKilled(DomainEvent):
    """An experiment decided to stop it."""

    idea: str
    experiment: str
    learning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLaunched(DomainEvent):
    """It is out."""

    idea: str
