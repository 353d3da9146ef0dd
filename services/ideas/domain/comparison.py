"""How two texts differ, by section and paragraph; and which titles read alike."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from .text import Section

MAX_PARAGRAPHS = 400
"""A section with more paragraphs is compared as one: time grows with their product."""


class ChangeKind(StrEnum):
    """How a text differs from an older one, in the contract's words."""

    KEPT = "CHANGE_KIND_KEPT"
    ADDED = "CHANGE_KIND_ADDED"
    REMOVED = "CHANGE_KIND_REMOVED"
    CHANGED = "CHANGE_KIND_CHANGED"


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """How one paragraph differs; a text that is not there is empty."""

    kind: ChangeKind
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """How one section differs, with all its paragraphs in order."""

    section: str
    heading: str
    kind: ChangeKind
    paragraphs: tuple[ParagraphChange, ...]


def differences(
    old: tuple[Section, ...], new: tuple[Section, ...]
) -> list[SectionChange]:
    """Return the sections that differ, in the order of the newer text."""
    was, now = {s.id: s for s in old}, {s.id: s for s in new}
    order = [*now, *(gone for gone in was if gone not in now)]
    return [
        _of_section(was.get(key), now.get(key), now.get(key) or was[key])
        for key in order
        if was.get(key) != now.get(key)
    ]


def _of_section(
    old: Section | None, new: Section | None, known: Section
) -> SectionChange:
    kind = ChangeKind.CHANGED
    if old is None:
        kind = ChangeKind.ADDED
    elif new is None:
        kind = ChangeKind.REMOVED
    paragraphs = _of_paragraphs(_paragraphs(old), _paragraphs(new))
    return SectionChange(known.id, known.heading, kind, paragraphs)


def _paragraphs(section: Section | None) -> list[str]:
    if section is None:
        return []
    lines = section.text.split("\n")
    return lines if len(lines) <= MAX_PARAGRAPHS else [section.text]


def _of_paragraphs(old: list[str], new: list[str]) -> tuple[ParagraphChange, ...]:
    changes: list[ParagraphChange] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        pairs = zip_longest(old[i1:i2], new[j1:j2])
        changes += [_of_pair(tag, was, now) for was, now in pairs]
    return tuple(changes)


def _of_pair(tag: str, was: str | None, now: str | None) -> ParagraphChange:
    if was is None:
        return ParagraphChange(ChangeKind.ADDED, "", now or "")
    if now is None:
        return ParagraphChange(ChangeKind.REMOVED, was, "")
    kind = ChangeKind.KEPT if tag == "equal" else ChangeKind.CHANGED
    return ParagraphChange(kind, was, now)


def similarity(one: str, other: str) -> float:
    """Return how alike two short texts are, from 0 to 1, in any language.

    The share of common triples of letters (Jaccard); word order and endings count
    little, and a language without spaces needs no dictionary.
    """
    a, b = triples(one), triples(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def triples(text: str) -> frozenset[str]:
    """Return all runs of three letters of each word, its edges marked."""
    words = ["".join(filter(str.isalnum, word)) for word in text.casefold().split()]
    marked = [f" {word} " for word in words if word]
    return frozenset(w[i : i + 3] for w in marked for i in range(len(w) - 2))
