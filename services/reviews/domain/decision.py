"""Who has read a document, what they think of it, and what was decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from .checklist import CheckOutcome, GrantedException


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who reads; without a `finish_time` until they have read to the end.

    Attributes:
        team: Known once they have finished.
        invite_time: When they could begin, or had to begin again.
    """

    person: str
    finish_time: datetime | None = None
    team: str = ""
    invite_time: datetime | None = None

    @property
    def took(self) -> timedelta | None:
        """How long they read at most; None while that is not known."""
        if self.finish_time is None or self.invite_time is None:
            return None
        return self.finish_time - self.invite_time


class PositionKind(StrEnum):
    """For or against, in the contract's words."""

    SUPPORT = "POSITION_KIND_SUPPORT"
    DISAGREE_AND_COMMIT = "POSITION_KIND_DISAGREE_AND_COMMIT"
    OBJECT = "POSITION_KIND_OBJECT"


@dataclass(frozen=True, slots=True)
class Position:
    """What one reader thinks.

    Attributes:
        revealed: Whether others see it: once the debate has opened.
        first_kind: Of the first that others could see, if it was changed since.
        first_text: The words that belong to it.
    """

    person: str
    kind: PositionKind
    text: str
    set_time: datetime
    revealed: bool = False
    first_kind: PositionKind | None = None
    first_text: str = ""

    def after(self, old: "Position | None") -> "Position":
        """Return it with what others could see before, which stays on record."""
        if old is None or not old.revealed:
            return self
        if old.first_kind:
            return replace(self, first_kind=old.first_kind, first_text=old.first_text)
        return replace(self, first_kind=old.kind, first_text=old.text)


@dataclass(frozen=True, slots=True)
class PositionsSummary:
    """How many stood where."""

    support: int = 0
    disagree_and_commit: int = 0
    object: int = 0

    @classmethod
    def of(cls, positions: Iterable[Position]) -> "PositionsSummary":
        """Count them."""
        count = Counter(position.kind for position in positions)
        return cls(
            count[PositionKind.SUPPORT],
            count[PositionKind.DISAGREE_AND_COMMIT],
            count[PositionKind.OBJECT],
        )


@dataclass(frozen=True, slots=True)
class DebateTopic:
    """Something that the document itself calls hotly debated.

    Attributes:
        outcome: What the debate came to; empty while it is open.
    """

    id: str
    text: str
    outcome: str = ""
    closed_by: str = ""
    close_time: datetime | None = None


class Outcome(StrEnum):
    """What a review can decide, in the contract's words."""

    APPROVE = "REVIEW_OUTCOME_APPROVE"
    RETURN = "REVIEW_OUTCOME_RETURN"
    DECLINE = "REVIEW_OUTCOME_DECLINE"


class ReturnReason(StrEnum):
    """What to do before a returned idea comes again, in the contract's words."""

    UNSPECIFIED = "RETURN_REASON_UNSPECIFIED"
    SPLIT_ONE_WAY_DOOR = "RETURN_REASON_SPLIT_ONE_WAY_DOOR"
    ANSWER_COMMENTS = "RETURN_REASON_ANSWER_COMMENTS"
    MORE_INFORMATION = "RETURN_REASON_MORE_INFORMATION"
    OTHER = "RETURN_REASON_OTHER"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decider says: which way, why, and under which conditions.

    Attributes:
        leader: Who will lead; the nominee of the document when empty.
        revisit_when: What would make one look at it again.
        validation: Names of the mechanisms that will tell whether it was right.
        document_hash: Of the text that they have read; empty if they do not say.
    """

    outcome: Outcome
    rationale: str
    leader: str = ""
    conditions: tuple[str, ...] = ()
    revisit_when: str = ""
    validation: tuple[str, ...] = ()
    return_reason: ReturnReason = ReturnReason.UNSPECIFIED
    document_hash: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling that stands. Only an approval names a leader.

    Attributes:
        information_ratio: None when nothing was listed. A proxy.
        log_position: Place in the decision log, from 1.
        prev_hash: Of the decision before it in the log.
        hash: Of this one.
        alone: Whether one person wrote it, would lead it, read it and decided.
    """

    outcome: Outcome
    rationale: str
    leader: str
    decider: str
    decide_time: datetime
    information_ratio: float | None = None
    positions: tuple[Position, ...] = ()
    conditions: tuple[str, ...] = ()
    exceptions: tuple[GrantedException, ...] = ()
    revisit_when: str = ""
    validation: tuple[str, ...] = ()
    return_reason: ReturnReason = ReturnReason.UNSPECIFIED
    checks: tuple[CheckOutcome, ...] = ()
    alone: bool = False
    log_position: int = 0
    prev_hash: str = ""
    hash: str = ""
