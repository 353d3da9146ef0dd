"""What experiments remembers of other services: its own copies, kept from events."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import ERASED, Actor, Aggregate, Transitions
from chassis.labels import Label

from .approval import Approval
from .events import CopyUpdated


class IdeaState(StrEnum):
    """Where an idea was when we last heard of it.

    UNSETTLED is ours: its experiment has decided, and `ideas` has not yet said where
    that leads.
    """

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    EXPERIMENTING = "EXPERIMENTING"
    UNSETTLED = "UNSETTLED"
    SCALING = "SCALING"
    LAUNCHED = "LAUNCHED"
    PIVOTED = "PIVOTED"
    KILLED = "KILLED"
    WITHDRAWN = "WITHDRAWN"
    DUPLICATE = "DUPLICATE"


APPROVED_STATES = frozenset(
    {IdeaState.APPROVED, IdeaState.EXPERIMENTING, IdeaState.LAUNCHED}
)
"""Where an approval is good for a decisive experiment."""

STANDING_STATES = APPROVED_STATES | {IdeaState.UNSETTLED, IdeaState.SCALING}
"""Where an approval has not been taken back: what runs may go on, evidence may come."""

ENDED_STATES = frozenset(
    {IdeaState.PIVOTED, IdeaState.KILLED, IdeaState.WITHDRAWN, IdeaState.DUPLICATE}
)
"""Where nothing is tried any more."""


class CoeState(StrEnum):
    """Whether a COE still holds its experiment back."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class Submission:
    """What the submission of an idea says of it.

    Attributes:
        currency_code: Of all money of the idea; empty if it names none.
    """

    title: str
    team: str
    tags: tuple[str, ...] = ()
    currency_code: str = ""


@dataclass(slots=True, kw_only=True)
class KnownIdea(Aggregate):
    """Our copy of an idea: who may try it, and what its approval allows.

    Attributes:
        tags: What it is about.
        currency_code: Of all its money; empty if it names none.
        review: Name of the review that opened last; empty before.
        decided_by: Name of the experiment that left it UNSETTLED; empty otherwise.
    """

    COLLECTION: ClassVar[str] = "known_ideas"
    TRANSITIONS: ClassVar[Transitions] = {}

    title: str
    team: str
    state: IdeaState = IdeaState.SUBMITTED
    approval: Approval = field(default_factory=Approval)
    tags: tuple[str, ...] = ()
    currency_code: str = ""
    review: str = ""
    decided_by: str = ""

    @property
    @override
    def name(self) -> str:
        return f"ideas/{self.id}"

    @property
    def is_approved(self) -> bool:
        """Whether it may be tried."""
        return self.state in APPROVED_STATES

    @property
    def is_standing(self) -> bool:
        """Whether nobody has taken its approval back."""
        return self.state in STANDING_STATES

    def submit(self, said: Submission, *, by: Actor, at: datetime) -> None:
        """Its next revision was submitted."""
        self.title, self.team, self.tags = said.title, said.team, said.tags
        self.currency_code = said.currency_code
        self.move(IdeaState.SUBMITTED, by=by, at=at)

    def erase_text(self, *, by: Actor, at: datetime) -> None:
        """Its texts were erased at their source."""
        if self.title != ERASED:
            self.title = ERASED
            self.remember(CopyUpdated(of=self.name, at=at), by=by)

    def enter_review(self, review: str, *, by: Actor, at: datetime) -> None:
        """A review of it opened."""
        self.review = review
        self.move(IdeaState.IN_REVIEW, by=by, at=at)

    def approve(
        self, approval: Approval, tags: tuple[str, ...], *, by: Actor, at: datetime
    ) -> None:
        """A review decided to try it."""
        self.approval, self.tags = approval, tags
        self.move(IdeaState.APPROVED, by=by, at=at)

    def led_by(self, leader: str, *, by: Actor, at: datetime) -> None:
        """Someone leads it, or nobody does."""
        self.approval = replace(self.approval, leader=leader)
        self.remember(CopyUpdated(of=self.name, at=at), by=by)

    def end(self, state: IdeaState, *, by: Actor, at: datetime) -> None:
        """A person ended it; whatever an experiment decided, this is final."""
        self.decided_by = ""
        self.approval = replace(self.approval, leader="")
        self.move(state, by=by, at=at)

    def unsettle(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """An experiment on it has decided."""
        self.move(IdeaState.UNSETTLED, by=by, at=at)
        self.decided_by = experiment

    def move(
        self, state: IdeaState, *, by: Actor, at: datetime, ended: str = ""
    ) -> None:
        """It is there now; whoever owns it knows the rules, and its history.

        Once an experiment has decided, all is old news until that one has `ended`.
        """
        if self.decided_by not in {"", ended}:
            return
        self.state, self.decided_by = state, ""
        self.history.clear()
        self.remember(CopyUpdated(of=self.name, at=at), by=by)


@dataclass(slots=True, kw_only=True)
class KnownCoe(Aggregate):
    """Our copy of a COE of high severity on one of our experiments.

    Attributes:
        title: What happened, in one line; empty if nobody told us.
    """

    COLLECTION: ClassVar[str] = "known_coes"
    TRANSITIONS: ClassVar[Transitions] = {}

    experiment: str
    title: str = ""
    state: CoeState = CoeState.OPEN

    @property
    @override
    def name(self) -> str:
        return f"coes/{self.id}"

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.title)

    def close(self, *, by: Actor, at: datetime) -> None:
        """It holds nothing back any more."""
        self._move(CoeState.CLOSED, by=by, at=at)

    def reopen(self, *, by: Actor, at: datetime) -> None:
        """It came back, and holds its experiment back again."""
        self._move(CoeState.OPEN, by=by, at=at)

    def erase(self, *, by: Actor, at: datetime) -> None:
        """Its texts were erased at their source."""
        if self.title not in {"", ERASED}:
            self.title = ERASED
            self.remember(CopyUpdated(of=self.name, at=at), by=by)

    def _move(self, state: CoeState, *, by: Actor, at: datetime) -> None:
        self.state = state
        self.history.clear()
        self.remember(CopyUpdated(of=self.name, at=at), by=by)
