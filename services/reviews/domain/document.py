"""What an author submitted, and which path it takes."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from chassis.checks import DoorKind, Subject
from chassis.domain import ERASED
from chassis.labels import Label
from chassis.money import Money


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
    """The way back through a two-way door, and its price.

    Attributes:
        cost: None when nobody said.
        days: None when nobody said.
    """

    plan: str
    cost: Money | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """One decision inside an idea, and whether it can be taken back."""

    id: str
    is_two_way: bool
    decision: str = ""
    undo: Undo | None = None

    @property
    def kind(self) -> DoorKind:
        """Whether it can be taken back, in the contract's words."""
        return DoorKind.TWO_WAY if self.is_two_way else DoorKind.ONE_WAY

    @property
    def label(self) -> str:
        """What messages call it."""
        return str(Label(self.id, self.decision))

    @property
    def erased(self) -> "Door":
        """The same without its texts."""
        undo = replace(self.undo, plan=ERASED) if self.undo else None
        return replace(self, decision=ERASED, undo=undo)


@dataclass(frozen=True, slots=True)
class Bet:
    """How likely the author thinks it is to win, and how much it then pays.

    Attributes:
        win_probability: From 0 to 1; None when the author does not say.
        payoff_multiple: In stakes; None when the author does not say.
    """

    win_probability: float | None = None
    payoff_multiple: float | None = None

    @property
    def expected_value(self) -> float | None:
        """In stakes; None unless both numbers are known."""
        if self.win_probability is None or self.payoff_multiple is None:
            return None
        return self.win_probability * self.payoff_multiple


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question on the idea that nobody has answered.

    Attributes:
        name: Format: `ideas/{idea}/questions/{question}`.
    """

    name: str
    text: str

    @property
    def label(self) -> Label:
        """What messages call it."""
        return Label(self.name, self.text)

    @property
    def erased(self) -> "OpenQuestion":
        """The same without its text."""
        return replace(self, text=ERASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A frozen revision of an idea, as it was submitted.

    Attributes:
        debated_topics: What the document itself calls hotly debated.
        open_questions: What nobody had answered before.
        earlier_tags: What earlier revisions were about, and this one is not.
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
    open_questions: tuple[OpenQuestion, ...] = ()
    earlier_tags: tuple[str, ...] = ()

    @property
    def authors(self) -> set[str]:
        """Who wrote it."""
        return {self.author, *self.co_authors}

    @property
    def one_way_doors(self) -> list[str]:
        """The doors without a way back, as messages call them."""
        return [door.label for door in self.doors if not door.is_two_way]

    @property
    def door_kinds(self) -> tuple[DoorKind, ...]:
        """The kinds of its doors, each once."""
        return tuple(sorted({door.kind for door in self.doors}))

    @property
    def door_words(self) -> tuple[str, ...]:
        """The same in the words of checks and snapshots: ONE_WAY, TWO_WAY."""
        return tuple(kind.short for kind in self.door_kinds)

    @property
    def policy(self) -> ReviewPolicy:
        """The path that follows from the doors, not from people."""
        return ReviewPolicy.FULL if self.one_way_doors else ReviewPolicy.LIGHT

    @property
    def subject(self) -> Subject:
        """What decides which checks are asked of it."""
        return Subject(self.team, self.all_tags, self.door_words)

    @property
    def all_tags(self) -> tuple[str, ...]:
        """What any revision was about: no check is left by taking a tag off."""
        return (*self.tags, *self.earlier_tags)

    def after(self, old: "Submission") -> "Submission":
        """Return it as the revision that follows another of the same idea."""
        gone = (tag for tag in old.all_tags if tag not in self.tags)
        return replace(self, earlier_tags=tuple(gone))

    @property
    def erased(self) -> "Submission":
        """The same without the texts of the idea."""
        return replace(
            self,
            title=ERASED,
            doors=tuple(door.erased for door in self.doors),
            sections=tuple(Section(each.id, ERASED, ERASED) for each in self.sections),
            debated_topics=tuple(ERASED for _ in self.debated_topics),
            open_questions=tuple(each.erased for each in self.open_questions),
        )

    def reading_time(self, words_per_minute: int) -> timedelta:
        """Return what a careful reader needs, in whole minutes, at least one."""
        words = sum(len(section.text.split()) for section in self.sections)
        return timedelta(minutes=max(1, -(-words // words_per_minute)))


def number_of(revision: str) -> tuple[int, ...]:
    """Return a revision as numbers, so that 1.10 is newer than 1.9."""
    return tuple(map(int, revision.split(".")))
