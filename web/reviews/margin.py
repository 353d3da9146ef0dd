"""The document with its marks: which comment is on which words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from day1.reviews.v1 import reviews_pb2 as pb

GONE = {pb.COMMENT_STATE_WITHDRAWN}
OPEN = {pb.COMMENT_STATE_OPEN, pb.COMMENT_STATE_ANSWERED}


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment with its number on the page."""

    number: int
    comment: pb.Comment

    @property
    def id(self) -> str:
        """Name of its place on the page."""
        return f"comment-{self.comment.name.rpartition('/')[2]}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.comment.state in OPEN


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that the same marks are on."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One section of the document with its margin."""

    section: pb.Section
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


def numbered(comments: Iterable[pb.Comment]) -> tuple[Mark, ...]:
    """Return the comments that still stand, oldest first, each with a number."""
    standing = [one for one in comments if one.state not in GONE]
    standing.sort(key=lambda one: one.create_time.ToNanoseconds())
    return tuple(Mark(n, one) for n, one in enumerate(standing, 1))


def marked(sections: Sequence[pb.Section], marks: Sequence[Mark]) -> list[Marked]:
    """Return every section, its text cut where marks begin and end."""
    return [_marked(one, _on(one.id, marks)) for one in sections]


def elsewhere(sections: Sequence[pb.Section], marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks on the whole document, and on places it does not have."""
    known = {section.id for section in sections}
    return [mark for mark in marks if mark.comment.anchor.section not in known]


def anchor(sections: Sequence[pb.Section], section: str, quote: str) -> dict[str, str]:
    """Return the inputs that say where a quote stands.

    A quote that stands nowhere is left for the service to refuse.
    """
    text = next((one.text for one in sections if one.id == section), "")
    start = max(text.find(quote), 0)
    place = "comment.anchor."
    return {f"{place}start": str(start), f"{place}end": str(start + len(quote))}


def _on(section: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(one for one in marks if one.comment.anchor.section == section)


def _marked(section: pb.Section, marks: tuple[Mark, ...]) -> Marked:
    return Marked(section, tuple(_pieces(section.text, marks)), marks)


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[Piece]:
    spans = [
        (m.comment.anchor.start, min(m.comment.anchor.end, len(text)), m) for m in marks
    ]
    spans = [(start, end, mark) for start, end, mark in spans if start < end]
    cuts = sorted({0, len(text), *(c for start, end, _ in spans for c in (start, end))})
    for start, end in pairwise(cuts):
        on = tuple(m for s, e, m in spans if s <= start and end <= e)
        begins = tuple(m for s, _, m in spans if s == start)
        yield Piece(text[start:end], on, begins)
