"""What experiments remembers of other services: its own copies, kept from events."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import Aggregate, Transitions


class IdeaState(StrEnum):
    """Where an idea was when we last heard of it."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    EXPERIMENTING = "EXPERIMENTING"
    SCALING = "SCALING"
    LAUNCHED = "LAUNCHED"
    PIVOTED = "PIVOTED"
    KILLED = "KILLED"


APPROVED_STATES = frozenset(
    {
        IdeaState.APPROVED,
        IdeaState.EXPERIMENTING,
        IdeaState.SCALING,
        IdeaState.LAUNCHED,
    }
)
"""Where an approval is still good."""


class CoeState(StrEnum):
    """Whether a COE still holds its experiment back."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(slots=True, kw_only=True)
class KnownIdea(Aggregate):
    """Our copy of an idea: who may try it, and what its approval allows.

    Attributes:
        revision: The one that was approved; empty before.
        one_way_doors: Ids of the doors in the approval that have no way back.
    """

    COLLECTION: ClassVar[str] = "known_ideas"
    TRANSITIONS: ClassVar[Transitions] = {}

    title: str
    team: str
    state: IdeaState = IdeaState.SUBMITTED
    revision: str = ""
    review: str = ""
    leader: str = ""
    one_way_doors: tuple[str, ...] = ()
    loss_cap_usd: int = 0

    @property
    @override
    def name(self) -> str:
        return f"ideas/{self.id}"

    @property
    def is_approved(self) -> bool:
        """Whether it may be tried."""
        return self.state in APPROVED_STATES


@dataclass(slots=True, kw_only=True)
class KnownCoe(Aggregate):
    """Our copy of a COE of high severity on one of our experiments."""

    COLLECTION: ClassVar[str] = "known_coes"
    TRANSITIONS: ClassVar[Transitions] = {}

    experiment: str
    state: CoeState = CoeState.OPEN

    @property
    @override
    def name(self) -> str:
        return f"coes/{self.id}"
