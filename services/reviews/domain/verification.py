"""Verifying the decision log, a part at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chassis.domain import ERASED

from .decision_log import GENESIS, Entry, Head, digest, hashes_in

DEFAULT_PART = 5_000
MAX_PART = 10_000
"""Entries that one call verifies: some seconds of work at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """The entries that one verification is about.

    Attributes:
        first: Position of the first of them.
        most: At most so many.
        start_hash: Of the entry before them; empty to trust what is stored.
    """

    first: int = 1
    most: int = DEFAULT_PART
    start_hash: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of computing the hashes of a part again.

    Attributes:
        verified: How many entries are as they were written, up to the first that is
            not.
        expected: How many the whole log should have.
        end_hash: Of the last entry of the part; empty if the part is not intact.
        next_position: Where the next part begins; 0 if there is none.
        broken_position: The first place that is not as it was written; 0 if all are.
        description: What is wrong there; empty if nothing is.
    """

    verified: int
    expected: int
    end_hash: str = ""
    next_position: int = 0
    broken_position: int = 0
    description: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether the part is as it was written."""
        return not self.broken_position


class Broken(Exception):
    """The log is not as it was written, at a position and for a reason."""

    def __init__(self, position: int, description: str) -> None:
        super().__init__(description)
        self.position = position
        self.description = description


def verify(part: Part, head: Head, entries: Iterable[Entry]) -> Verification:
    """Compute the hashes of a part again, and name the first break.

    Args:
        part: What is verified.
        head: Where the log should end.
        entries: In order of position: the one before the part, if there is one, and
            those of the part.
    """
    verified = 0
    try:
        rest = iter(entries)
        end = _before(part, head, rest)
        for entry in rest:
            _ensure_intact(end, head, entry)
            end = Head(entry.position, entry.hash)
            verified += 1
        if verified < part.most or end.count >= head.count:
            _ensure_complete(end, head)
            return Verification(verified, head.count, end.hash)
        return Verification(verified, head.count, end.hash, end.count + 1)
    except Broken as broken:
        return Verification(
            verified,
            head.count,
            broken_position=broken.position,
            description=broken.description,
        )


def _before(part: Part, head: Head, entries: Iterator[Entry]) -> Head:
    """Return the end of what comes before a part. Raises `Broken`."""
    if part.first == 1:
        return Head(0, part.start_hash or GENESIS)
    before = part.first - 1
    if before > head.count:
        text = f"The log ends at decision {head.count}; there is no decision {before}."
        raise Broken(head.count + 1, text)
    entry = next(entries, None)
    if entry is None or entry.position != before:
        raise _missing(before, head)
    return Head(before, part.start_hash or entry.hash)


def _ensure_intact(previous: Head, head: Head, entry: Entry) -> None:
    """Raises `Broken`."""
    expected = previous.count + 1
    if entry.position != expected:
        raise _missing(expected, head)
    if entry.prev_hash != previous.hash:
        text = f"Decision {expected} does not follow from the one before it."
        raise Broken(expected, text)
    if entry.hash != digest(entry.position, entry.prev_hash, entry.record):
        raise Broken(expected, f"Decision {expected} is not as it was written.")
    if expected > head.count:
        text = f"Decision {expected} was never written: the log ends at {head.count}."
        raise Broken(expected, text)
    _ensure_texts(entry)


def _ensure_texts(entry: Entry) -> None:
    """Raises `Broken`."""
    hashes = hashes_in(entry.record)
    if [each.path for each in entry.texts] != [*hashes]:
        text = f"Decision {entry.position} has other texts than were written."
        raise Broken(entry.position, text)
    for each in entry.texts:
        if each.text != ERASED and each.hash != hashes[each.path]:
            text = f"The text {each.path} of decision {entry.position} was changed."
            raise Broken(entry.position, text)


def _ensure_complete(end: Head, head: Head) -> None:
    """Raises `Broken`."""
    if end.count < head.count:
        raise _missing(end.count + 1, head)
    if end.hash != head.hash:
        text = f"The log ends at decision {head.count}, with another hash than noted."
        raise Broken(head.count or 1, text)


def _missing(position: int, head: Head) -> Broken:
    text = f"Decision {position} of {head.count} is missing."
    return Broken(position, text)
