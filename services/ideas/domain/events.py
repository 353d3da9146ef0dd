"""What can happen to an idea."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.domain import DomainEvent, Violation
from chassis.money import Money

from .document import Bet, CostOfFailure, Door, DoorKind
from .snapshot import IdeaSnapshot
from .text import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCreated(DomainEvent):
    """An author began a draft."""

    idea: str
    title: str
    author: str
    team: str
    create_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaOpened(IdeaCreated):
    """The company can see a draft that only a team could see; told as created."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUpdated(DomainEvent):
    """Somebody changed the draft.

    Attributes:
        is_news: Whether others hear of it: not more often than once in a while.
    """

    idea: str
    title: str
    team: str
    is_news: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaProfileUpdated(IdeaUpdated):
    """Somebody changed a field beside a frozen document, or its user manual."""


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
    """Somebody wants to know something.

    Attributes:
        title: Of the idea.
        revision: Of its document, "major.minor".
        is_news: Whether others hear of it: not while only a team may see the idea.
    """

    idea: str
    title: str
    revision: str
    question: str
    text: str
    asker: str
    is_news: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaQuestionAnswered(DomainEvent):
    """A question has an answer.

    Attributes:
        is_news: Whether others hear of it: not while only a team may see the idea.
    """

    idea: str
    question: str
    answer: str
    answerer: str
    is_news: bool = True


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
    """There is more evidence.

    Attributes:
        is_news: Whether others hear of it: not while only a team may see the idea.
    """

    idea: str
    evidence: str
    kind: str
    result: str
    conversation_length: timedelta | None
    creator: str
    is_news: bool = True


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
class CopiedTextErased(DomainEvent):
    """A text from another service was erased here too. Private to this service."""

    of: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that waits for its answer: its name and its text."""

    question: str
    text: str


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
    cost_of_failure: CostOfFailure | None
    sections: tuple[Section, ...]
    document_hash: str
    business_unit: str
    door_kinds: tuple[DoorKind, ...]
    review_policy: str
    word_count: int
    debated_topics: tuple[str, ...]
    bet: Bet | None
    learns_from: tuple[str, ...]
    snapshot: IdeaSnapshot
    co_authors: tuple[str, ...]
    trend_tags: tuple[str, ...]
    warnings: tuple[Violation, ...]
    pivoted_from: str
    patience_until_time: datetime | None
    open_questions: tuple[OpenQuestion, ...]
    currency_code: str


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
    loss_cap: Money | None
    conditions: tuple[str, ...]
    leader_vacant: bool
    trend_tags: tuple[str, ...]
    door_kinds: tuple[DoorKind, ...]
    patience_until_time: datetime | None
    currency_code: str


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
    new_idea: str
    learning: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaKilled(DomainEvent):
    """An experiment decided to stop it."""

    idea: str
    experiment: str
    reason: str
    learning: str
    avoided_build_cost: Money | None
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
    previous_leader: str
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
    moved_questions: int
    moved_evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReprioritized(DomainEvent):
    """It has another place on the roadmap."""

    idea: str
    priority: int
    previous_priority: int | None
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
