"""What an author submitted, and which path it takes."""

from dataclasses import dataclass
from enum import StrEnum

from chassis.checks import Subject


class ReviewPolicy(StrEnum):
    """Which path a review takes, in the contract's words."""

    LIGHT = "REVIEW_POLICY_LIGHT"
    FULL = "REVIEW_POLICY_FULL"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the document."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The way back through a two-way door, and its price."""

    plan: str
    cost_usd: int
    days: int


@dataclass(frozen=True, slots=True)
class Door:
    """One decision inside an idea, and whether it can be taken back."""

    id: str
    is_two_way: bool
    decision: str = ""
    undo: Undo | None = None

    @property
    def kind(self) -> str:
        """In the words of checks and snapshots."""
        return "TWO_WAY" if self.is_two_way else "ONE_WAY"


@dataclass(frozen=True, slots=True)
class Bet:
    """How likely the author thinks it is to win, and how much it then pays."""

    win_probability: float
    payoff_multiple: float

    @property
    def expected_value(self) -> float:
        """In stakes."""
        return self.win_probability * self.payoff_multiple


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A frozen revision of an idea, as it was submitted.

    Attributes:
        debated_topics: What the document itself calls hotly debated.
        open_questions: What nobody had answered before: names of questions.
    """

    idea: str
    revision: str
    title: str
    author: str
    leader_nominee: str
    doors: tuple[Door, ...]
    sections: tuple[Section, ...]
    document_hash: str
    co_authors: tuple[str, ...] = ()
    team: str = ""
    tags: tuple[str, ...] = ()
    debated_topics: tuple[str, ...] = ()
    bet: Bet | None = None
    open_questions: tuple[str, ...] = ()

    @property
    def authors(self) -> set[str]:
        """Who wrote it."""
        return {self.author, *self.co_authors}

    @property
    def one_way_doors(self) -> list[str]:
        """The doors without a way back."""
        return [door.id for door in self.doors if not door.is_two_way]

    @property
    def door_kinds(self) -> tuple[str, ...]:
        """The kinds of its doors, each once."""
        return tuple(sorted({door.kind for door in self.doors}))

    @property
    def policy(self) -> ReviewPolicy:
        """The path that follows from the doors, not from people."""
        return ReviewPolicy.FULL if self.one_way_doors else ReviewPolicy.LIGHT

    @property
    def subject(self) -> Subject:
        """What decides which checks are asked of it."""
        return Subject(self.team, self.tags, self.door_kinds)

    def reading_minutes(self, words_per_minute: int) -> int:
        """Return the minutes that a careful reader needs, at least one."""
        words = sum(len(section.text.split()) for section in self.sections)
        return max(1, -(-words // words_per_minute))


def number_of(revision: str) -> tuple[int, ...]:
    """Return a revision as numbers, so that 1.10 is newer than 1.9."""
    return tuple(map(int, revision.split(".")))
