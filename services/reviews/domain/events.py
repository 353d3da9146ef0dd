"""What can happen to a review, and to a comment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.checks import DoorKind
from chassis.domain import DomainEvent

from .checklist import CheckOutcome, GrantedException
from .decision import Outcome, PositionsSummary, ReturnReason
from .document import ReviewPolicy
from .snapshot import DecisionSnapshot


class StallReason(StrEnum):
    """Why a review waits longer than it should, in the contract's words."""

    CLOCK_PASSED = "STALL_REASON_CLOCK_PASSED"
    WAITING_PAST_90 = "STALL_REASON_WAITING_PAST_90"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEvent(DomainEvent):
    """Something that happened to a review."""

    review: str
    idea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOpened(ReviewEvent):
    """A review of a submitted revision exists."""

    revision: str
    policy: ReviewPolicy
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDeciderNamed(ReviewEvent):
    """Someone decides it. Private to this service."""

    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReadingStarted(ReviewEvent):
    """It has a decider, readers and a checklist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReaderInvited(ReviewEvent):
    """Someone else may read it. Private to this service."""

    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReadingFinished(ReviewEvent):
    """One more reader has read it to the end."""

    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNeedChanged(ReviewEvent):
    """Something to be known was listed, or is known. Private to this service."""

    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPositionSet(ReviewEvent):
    """A reader has a position; which one is nobody's business yet. Private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDebateOpened(ReviewEvent):
    """Enough have read it; positions are open."""

    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTopicClosed(ReviewEvent):
    """A debated topic has an outcome. Private to this service."""

    topic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRereadRequested(ReviewEvent):
    """Back to reading, after a substantial new argument."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQuestionAsked(ReviewEvent):
    """A question was asked on the idea. Private to this service."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQuestionAnswered(ReviewEvent):
    """A question on the idea has an answer. Private to this service."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCheckActivated(ReviewEvent):
    """An item came to the checklist of a running review."""

    mechanism: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCheckEnded(ReviewEvent):
    """A mechanism asks no more. Private to this service."""

    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItemAnswered(ReviewEvent):
    """A question of the checklist has an answer. Private to this service."""

    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFixAccepted(ReviewEvent):
    """Somebody accepts the fix of a high risk. Private to this service."""

    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewExceptionGranted(ReviewEvent):
    """The decider accepts an item for a while. Private to this service."""

    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(ReviewEvent):
    """Decided, once and for all."""

    revision: str
    outcome: Outcome
    policy: ReviewPolicy
    decider: str
    leader: str
    rationale: str
    door_kinds: tuple[DoorKind, ...]
    information_ratio: float | None
    conditions: tuple[str, ...]
    exceptions: tuple[GrantedException, ...]
    checks: tuple[CheckOutcome, ...]
    positions_summary: PositionsSummary
    return_reason: ReturnReason
    elapsed: timedelta
    snapshot: DecisionSnapshot
    revisit_when: str
    validation: tuple[str, ...]
    log_position: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSuperseded(ReviewEvent):
    """The revision was taken back or replaced before a decision."""

    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWithdrawn(ReviewEvent):
    """The idea was withdrawn before a decision."""

    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStalled(ReviewEvent):
    """It waits longer than it should."""

    reason: StallReason
    due_time: datetime
    information_ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewExceptionExpired(ReviewEvent):
    """What the decision had accepted for a while is accepted no more."""

    subject: str
    approver: str
    expire_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTextErased(ReviewEvent):
    """The texts that were copied from the idea are erased. Private to this service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentMade(DomainEvent):
    """Someone says something about a place. All events of comments are private."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReplied(DomainEvent):
    """Someone replied."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAnswered(DomainEvent):
    """An author of the document replied."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReopened(DomainEvent):
    """Who made it does not accept the answer."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentResolved(DomainEvent):
    """Who made it is satisfied, or its topic was closed."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentOverridden(DomainEvent):
    """The decider goes on nevertheless."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentCarried(DomainEvent):
    """It goes on in the review of the next revision."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWithdrawn(DomainEvent):
    """Who made it took it back."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTextErased(DomainEvent):
    """The words of the document that it quotes are erased."""

    comment: str
