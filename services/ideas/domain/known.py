"""What ideas remembers of other services: its own copies, kept from events."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import ERASED, Actor, Aggregate, Transitions
from chassis.labels import Label

from .events import CopyUpdated


class CoeState(StrEnum):
    """Whether a COE still holds the launch of its idea."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(slots=True, kw_only=True)
class KnownCoe(Aggregate):
    """Our copy of a COE of high severity on one of our ideas.

    Attributes:
        title: What happened, in one line; empty if nobody told us.
    """

    COLLECTION: ClassVar[str] = "known_coes"
    TRANSITIONS: ClassVar[Transitions] = {}

    idea: str
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

    def hold(self, *, by: Actor, at: datetime) -> None:
        """It holds its idea again."""
        self._is(CoeState.OPEN, by, at)

    def release(self, *, by: Actor, at: datetime) -> None:
        """It holds nothing any more."""
        self._is(CoeState.CLOSED, by, at)

    def erase(self, *, by: Actor, at: datetime) -> None:
        """Its texts were erased at their source."""
        if self.title not in {"", ERASED}:
            self.title = ERASED
            self.remember(CopyUpdated(of=self.name, at=at), by=by)

    def _is(self, state: CoeState, by: Actor, at: datetime) -> None:
        self.state = state
        self.history.clear()
        self.remember(CopyUpdated(of=self.name, at=at), by=by)
