"""What was decided about an idea, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutcomeKind(StrEnum):
    """Which way an idea went, in the contract's words."""

    RETURNED = "OUTCOME_KIND_RETURNED"
    DECLINED = "OUTCOME_KIND_DECLINED"
    SCALED = "OUTCOME_KIND_SCALED"
    PIVOTED = "OUTCOME_KIND_PIVOTED"
    KILLED = "OUTCOME_KIND_KILLED"
    WITHDRAWN = "OUTCOME_KIND_WITHDRAWN"
    DUPLICATE = "OUTCOME_KIND_DUPLICATE"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about an idea last, why, and what is known now."""

    kind: OutcomeKind
    reason: str
    learning: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How much of a duplicate went to the idea that stays."""

    questions: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a review decided.

    Attributes:
        is_full: Whether it took the full path.
    """

    revision: str
    review: str = ""
    leader: str = ""
    rationale: str = ""
    conditions: tuple[str, ...] = ()
    is_full: bool = False
