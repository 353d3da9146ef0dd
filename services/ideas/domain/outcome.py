"""What was decided about an idea, and what became of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.domain import ERASED


class OutcomeKind(StrEnum):
    """Which way an idea went, in the contract's words."""

    RETURNED = "IDEA_OUTCOME_KIND_RETURNED"
    DECLINED = "IDEA_OUTCOME_KIND_DECLINED"
    SCALED = "IDEA_OUTCOME_KIND_SCALED"
    PIVOTED = "IDEA_OUTCOME_KIND_PIVOTED"
    KILLED = "IDEA_OUTCOME_KIND_KILLED"
    WITHDRAWN = "IDEA_OUTCOME_KIND_WITHDRAWN"
    DUPLICATE = "IDEA_OUTCOME_KIND_DUPLICATE"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about an idea last, why, and what is known now.

    Attributes:
        source: The review or the experiment that the texts come from; empty for none.
    """

    kind: OutcomeKind
    reason: str
    learning: str
    at: datetime
    source: str = ""

    @property
    def erased(self) -> "Outcome":
        """The same without the text of its source: a learning, or else a reason."""
        if self.learning:
            return replace(self, learning=ERASED, source="")
        return replace(self, reason=ERASED, source="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How much of a duplicate went to the idea that stays."""

    questions: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a review decided.

    Attributes:
        decider: Who decided.
        is_full: Whether it took the full path.
    """

    revision: str
    review: str = ""
    decider: str = ""
    leader: str = ""
    rationale: str = ""
    conditions: tuple[str, ...] = ()
    is_full: bool = False
