r"""The decision log: append-only, each entry chained to the one before it by a hash.

The hash of an entry is SHA-256, in hexadecimal, of these bytes:

    position + "\n" + prev_hash + "\n" + record

where `position` is decimal, from 1 without gaps; `prev_hash` is the hash of the entry
before it, in hexadecimal, 64 zeros for the first; `record` is the decision as JSON
with sorted keys and no spaces, not escaped beyond what JSON needs. All in UTF-8. The
record is kept as this very text: what is hashed is never composed a second time.

The head holds how many entries there are and the hash of the last, so an entry that
is missing at the end is missed too.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

GENESIS = "0" * 64
"""What comes before the first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in the log."""

    position: int
    prev_hash: str
    record: str
    hash: str
    created_at: datetime

    @property
    def id(self) -> str:
        """What pages of the log are cut by."""
        return str(self.position)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends."""

    count: int = 0
    hash: str = GENESIS

    def next(self, record: str, at: datetime) -> Entry:
        """Return the entry that follows."""
        position = self.count + 1
        found = digest(position, self.hash, record)
        return Entry(position, self.hash, record, found, at)


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of computing every hash again.

    Attributes:
        verified: How many entries are as they were written, up to the first that is
            not.
        expected: How many there should be.
        broken_position: The first place that is not as it was written; 0 if all are.
        description: What is wrong there; empty if nothing is.
    """

    verified: int
    expected: int
    head_hash: str
    broken_position: int = 0
    description: str = ""

    @property
    def is_intact(self) -> bool:
        """Whether the log is as it was written."""
        return not self.broken_position


def digest(position: int, prev_hash: str, record: str) -> str:
    """Return the hash of an entry."""
    return hashlib.sha256(f"{position}\n{prev_hash}\n{record}".encode()).hexdigest()


def canonical(values: dict[str, Any]) -> str:
    """Return values as the one text that stands for them."""
    return json.dumps(
        values,
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def verify(head: Head, entries: Iterable[Entry]) -> Verification:
    """Compute every hash again, in order of position, and name the first break."""
    previous = Head()
    for entry in entries:
        if problem := _problem(previous, head, entry):
            expected = previous.count + 1
            return Verification(previous.count, head.count, "", expected, problem)
        previous = Head(entry.position, entry.hash)
    if previous != head:
        problem = _missing(previous.count + 1, head.count)
        broken = min(previous.count + 1, head.count) or 1
        return Verification(previous.count, head.count, "", broken, problem)
    return Verification(head.count, head.count, head.hash)


def _problem(previous: Head, head: Head, entry: Entry) -> str:
    expected = previous.count + 1
    if entry.position != expected:
        return _missing(expected, head.count)
    if entry.prev_hash != previous.hash:
        return f"Decision {expected} does not follow from the one before it."
    if entry.hash != digest(entry.position, entry.prev_hash, entry.record):
        return f"Decision {expected} is not as it was written."
    if expected > head.count:
        return f"Decision {expected} was never written: the log ends at {head.count}."
    return ""


def _missing(position: int, count: int) -> str:
    if position > count:
        return f"The log ends at decision {count}, with another hash than was written."
    return f"Decision {position} of {count} is missing."


def plain(value: Any, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a value object, but some."""
    names = [field.name for field in fields(value) if field.name not in without]
    return {name: getattr(value, name) for name in names}


def _plain(value: Any) -> Any:
    """Return what JSON has no word for, in words that it has."""
    return value.isoformat() if isinstance(value, datetime) else plain(value)
