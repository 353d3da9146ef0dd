"""Who has read a document, and what was decided about it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who reads; without a `finish_time` until they have read to the end."""

    person: str
    finish_time: datetime | None = None


class Outcome(StrEnum):
    """Which way a review can go, in the contract's words."""

    APPROVE = "OUTCOME_APPROVE"
    RETURN = "OUTCOME_RETURN"
    DECLINE = "OUTCOME_DECLINE"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decider says: which way, and why."""

    outcome: Outcome
    rationale: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling that stands. Only an approval names a leader."""

    outcome: Outcome
    rationale: str
    leader: str
    decider: str
    decide_time: datetime
