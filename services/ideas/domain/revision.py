"""Revisions: the document as it was submitted, never changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import Actor, Aggregate, Transitions, Violation

from .document import Document
from .events import RevisionFrozen
from .text import Section, hash_of, word_count


class RevisionState(StrEnum):
    """A revision is frozen; nothing else ever becomes of it."""

    FROZEN = "FROZEN"


@dataclass(slots=True, kw_only=True)
class Revision(Aggregate):
    """A frozen revision.

    Attributes:
        idea: `ideas/{idea}` it is a text of.
        number: "major.minor".
        sections: The text as readers got it.
        warnings: What was warned of at its submission.
        evidence: Names of what it rested on.
        visuals: Names of its pictures.
    """

    COLLECTION: ClassVar[str] = "revisions"
    TRANSITIONS: ClassVar[Transitions] = {}

    idea: str
    number: str
    submitter: str
    document: Document
    sections: tuple[Section, ...]
    warnings: tuple[Violation, ...] = ()
    evidence: tuple[str, ...] = ()
    visuals: tuple[str, ...] = ()
    state: RevisionState = RevisionState.FROZEN

    @property
    @override
    def name(self) -> str:
        return f"{self.idea}/revisions/{self.number}"

    @property
    def document_hash(self) -> str:
        """SHA-256 of the sections, hexadecimal."""
        return hash_of(self.sections)

    @property
    def word_count(self) -> int:
        """Words in all sections."""
        return word_count(self.sections)

    def froze(self, *, by: Actor, at: datetime) -> None:
        """Note that it exists."""
        self.remember(RevisionFrozen(revision=self.name, at=at), by=by)


def revision_id(idea_id: str, number: str) -> str:
    """Return where a revision is kept: `7f3.1.0` for revision 1.0 of `ideas/7f3`."""
    return f"{idea_id}.{number}"
