"""What the use cases need from the outside world, in their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chassis.checks import ActiveCheck, Checks
from chassis.domain import Repository, UnitOfWork, Watchable

from ..domain.evidence import Evidence
from ..domain.idea import Idea
from ..domain.known import KnownCoe
from ..domain.life import IdeaState
from ..domain.question import Question
from ..domain.revision import Revision
from ..domain.visual import Visual


@dataclass(frozen=True, slots=True)
class Headline:
    """As much of an idea as its first lines tell."""

    idea: str
    title: str
    headline: str
    state: IdeaState


@dataclass(frozen=True, slots=True)
class Tally:
    """What is told of an idea elsewhere, and changes without it.

    Attributes:
        last_conversation_at: When the newest conversation with a customer was added.
        open_coes: Names of the grave COEs that hold its launch, the newest.
    """

    evidence: int = 0
    conversations: int = 0
    last_conversation_at: datetime | None = None
    open_questions: int = 0
    open_coes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """An idea, and what is told of it elsewhere."""

    idea: Idea
    tally: Tally


class Ideas(Watchable[Idea], Protocol):
    """All ideas, as if they were in memory.

    Each method leaves out the ideas that whoever acts may not know of, as if they did
    not exist; a `Query` does so for its viewer.
    """

    def seen(self, idea_id: str) -> Seen:
        """Return an idea with what is told of it elsewhere. Raises `NotFound`."""

    def headlines(self, limit: int) -> list[Headline]:
        """Return the first lines of the newest."""

    def next_of_kin(self, ideas: Sequence[Idea], limit: int) -> list[Idea]:
        """Return parents, children, originals and duplicates of some, oldest first.

        Those that are given may be among them.
        """

    def tallies(self, names: Sequence[str]) -> Mapping[str, Tally]:
        """Return what is told of each that there is."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def ideas(self) -> Ideas:
        """The ideas as this transaction sees them."""

    @property
    def revisions(self) -> Repository[Revision]:
        """Every revision that was ever submitted."""

    @property
    def evidence(self) -> Repository[Evidence]:
        """All evidence, of all ideas."""

    @property
    def questions(self) -> Repository[Question]:
        """All questions, of all ideas."""

    @property
    def visuals(self) -> Repository[Visual]:
        """All visuals, of all ideas."""

    @property
    def known_coes(self) -> Repository[KnownCoe]:
        """What we have heard about COEs of high severity on ideas."""

    @property
    def checks(self) -> Checks:
        """What mechanisms ask of a submission."""

    @property
    def known_checks(self) -> Repository[ActiveCheck]:
        """What we have heard about the checks of mechanisms."""
