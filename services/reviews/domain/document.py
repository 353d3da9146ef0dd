"""What an author submitted, and which path it takes."""

from dataclasses import dataclass
from enum import StrEnum


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
class Door:
    """One decision inside an idea, and whether it can be taken back."""

    id: str
    is_two_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A frozen revision of an idea, as it was submitted."""

    idea: str
    revision: str
    title: str
    author: str
    leader_nominee: str
    doors: tuple[Door, ...]
    sections: tuple[Section, ...]
    document_hash: str

    @property
    def one_way_doors(self) -> list[str]:
        """The doors without a way back."""
        return [door.id for door in self.doors if not door.is_two_way]

    @property
    def policy(self) -> ReviewPolicy:
        """The path that follows from the doors, not from people."""
        return ReviewPolicy.FULL if self.one_way_doors else ReviewPolicy.LIGHT

    def reading_minutes(self, words_per_minute: int) -> int:
        """Return the minutes that a careful reader needs, at least one."""
        words = sum(len(section.text.split()) for section in self.sections)
        return max(1, -(-words // words_per_minute))


def number_of(revision: str) -> tuple[int, ...]:
    """Return a revision as numbers, so that 1.10 is newer than 1.9."""
    return tuple(map(int, revision.split(".")))
