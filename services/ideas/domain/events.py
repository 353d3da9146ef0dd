"""What can happen to an idea."""

from dataclasses import dataclass
from datetime import datetime

from chassis.domain import DomainEvent, Violation

from .document import Bet, CostOfFailure, Door
from .snapshot import IdeaSnapshot
from .text import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCreated(DomainEvent):
    """An author began a draft."""

    idea: str
    title: str
    author: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUpdated(DomainEvent):
    """Somebody changed the draft; told to others once in a while only."""

    idea: str
    title: str
    team: str
    is_news: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaProfileUpdated(IdeaUpdated):
    """Somebody changed what is said about it, or wrote its user manual. As above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaShared(DomainEvent):
    """Readers may ask now."""

    idea: str
    title: str
    author: str
    readers: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaQuestionAsked(DomainEvent):
    """Somebody wants to know something."""

    idea: str
    question: str
    text: str
    asker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaQuestionAnswered(DomainEvent):
    """A question has an answer."""

    idea: str
    question: str
    answer: str
    answerer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPromoted(DomainEvent):
    """A question is in the FAQ now. Private to this service."""

    question: str
    faq: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUpvoted(DomainEvent):
    """Somebody else wants to know it too. Private to this service."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaEvidenceAdded(DomainEvent):
    """There is more evidence."""

    idea: str
    evidence: str
    kind: str
    result: str
    minutes: int
    creator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaVisualAdded(DomainEvent):
    """There is one more picture. Private to this service."""

    idea: str
    visual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionFrozen(DomainEvent):
    """A revision was kept as it was submitted. Private: the submission says it all."""

    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyUpdated(DomainEvent):
    """What we know of something elsewhere has changed. Private to this service."""

    of: str


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
    business_unit: str
    door_kinds: tuple[str, ...]
    policy: str
    word_count: int
    debated_topics: tuple[str, ...]
    bet: Bet | None
    learns_from: tuple[str, ...]
    snapshot: IdeaSnapshot
    co_authors: tuple[str, ...]
    tags: tuple[str, ...]
    warnings: tuple[Violation, ...]
    parent: str
    patience_until: datetime | None
    open_questions: tuple[str, ...]


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
    reason: str


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
    conditions: tuple[str, ...]
    leader_vacant: bool
    tags: tuple[str, ...]
    door_kinds: tuple[str, ...]
    patience_until: datetime | None


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
    leader: str
    leader_vacant: bool


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
    learning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaPivoted(DomainEvent):
    """An experiment decided to pivot; a child goes on."""

    idea: str
    experiment: str
    child: str
    learning: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaKilled(DomainEvent):
    """An experiment decided to stop it."""

    idea: str
    experiment: str
    reason: str
    learning: str
    avoided_build_cost_usd: int
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaStopped(IdeaKilled):
    """Its leader stopped it; others hear that it was killed, by no experiment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLaunched(DomainEvent):
    """It is out."""

    idea: str
    title: str
    team: str
    leader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReopened(DomainEvent):
    """New evidence brought it back."""

    idea: str
    revision: str
    declined_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWithdrawn(DomainEvent):
    """Its author gave it up."""

    idea: str
    revision: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLeaderAssigned(DomainEvent):
    """Somebody leads it, or would."""

    idea: str
    leader: str
    previous: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLeaderTransferred(IdeaLeaderAssigned):
    """Its leader handed it over; others hear that a leader was assigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLeaderVacant(DomainEvent):
    """It needs a leader: whoever was named leads another idea."""

    idea: str
    person: str
    leads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaMarkedDuplicate(DomainEvent):
    """Another idea says it, and has its questions and evidence now."""

    idea: str
    duplicate_of: str
    questions: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReprioritized(DomainEvent):
    """It has another place on the roadmap."""

    idea: str
    priority: int
    previous: int
    evidence: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaStaleDecisionIgnored(DomainEvent):
    """A decision on an older revision arrived, and changed nothing."""

    idea: str
    revision: str
    current_revision: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaDiscussed(DomainEvent):
    """Somebody had spoken of it lately, so it is not quiet. Private to this service."""

    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWentQuiet(DomainEvent):
    """Nothing has happened to it for long."""

    idea: str
    last_event_time: datetime
    state: str
    team: str
