r"""The decision log: append-only, each entry chained to the one before it by a hash.

The hash of an entry is SHA-256, in hexadecimal, of these bytes:

    position + "\n" + prev_hash + "\n" + record

where `position` is decimal, from 1 without gaps; `prev_hash` is the hash of the entry
before it, in hexadecimal, 64 zeros for the first; `record` is the decision as JSON
with sorted keys and no spaces, not escaped beyond what JSON needs. All in UTF-8. The
record is kept as this very text: what is hashed is never composed a second time.

In the place of each free text, the record holds "sha256:" and, in hexadecimal, the
SHA-256 of

    salt + "\n" + text

The texts are kept beside the record with their salts. A text that is erased, and its
salt with it, leaves the record and the chain as they are; the salt keeps a short text
from being guessed from its hash.

The head holds how many entries there are and the hash of the last, so an entry that
is missing at the end is noticed as well.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from chassis.domain import ERASED

GENESIS = "0" * 64
"""What comes before the first."""

HASHED = "sha256:"
"""Begins what a record holds in the place of a text."""

TEXTS = re.compile(
    r"title|decision\.(rationale|revisit_when|conditions\.\d+"
    r"|positions\.\d+\.(text|first_text)|exceptions\.\d+\.reason)"
)
"""Where a decision has free texts."""

TITLE = "title"
"""The path of the one text that was copied from an idea."""


@dataclass(frozen=True, slots=True)
class Text:
    """One free text of a decision.

    Attributes:
        path: Keys and indexes that lead to its hash in the record.
        salt: What was hashed with it; empty once it was erased.
    """

    path: str
    salt: str
    text: str

    @property
    def hash(self) -> str:
        """What the record holds in its place."""
        digest = hashlib.sha256(f"{self.salt}\n{self.text}".encode())
        return f"{HASHED}{digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision in the log."""

    position: int
    prev_hash: str
    record: str
    hash: str
    created_at: datetime
    texts: tuple[Text, ...] = ()

    @property
    def id(self) -> str:
        """What pages of the log are cut by."""
        return str(self.position)

    def text(self, path: str) -> str:
        """Return one of its texts; `[erased]` if that is all there is."""
        return next((each.text for each in self.texts if each.path == path), ERASED)

    def erased(self, path: str) -> "Entry":
        """Return it without one of its texts."""
        texts = tuple(
            Text(path, "", ERASED) if each.path == path else each for each in self.texts
        )
        return replace(self, texts=texts)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends, or a part of it."""

    count: int = 0
    hash: str = GENESIS

    def next(
        self, values: dict[str, Any], at: datetime, salt: Callable[[], str]
    ) -> Entry:
        """Return the entry that follows; `salt` returns what nobody can guess."""
        texts: list[Text] = []
        said = json.loads(canonical(values))
        record = canonical(_detached(said, texts, salt))
        position = self.count + 1
        found = digest(position, self.hash, record)
        return Entry(position, self.hash, record, found, at, tuple(texts))


def digest(position: int, prev_hash: str, record: str) -> str:
    """Return the hash of an entry."""
    return hashlib.sha256(f"{position}\n{prev_hash}\n{record}".encode()).hexdigest()


def canonical(values: Any) -> str:
    """Return values as the one text that stands for them."""
    return json.dumps(
        values,
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def plain(value: Any, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the fields of a value object, but some."""
    names = [field.name for field in fields(value) if field.name not in without]
    return {name: getattr(value, name) for name in names}


def _plain(value: Any) -> Any:
    """Return what JSON has no word for, in words that it has."""
    return value.isoformat() if isinstance(value, datetime) else plain(value)


def _detached(value: Any, texts: list[Text], salt: Callable[[], str]) -> Any:
    """Return a value with hashes in the place of its texts, which are put aside."""

    def change(path: str, leaf: Any) -> Any:
        if not TEXTS.fullmatch(path):
            return leaf
        texts.append(Text(path, salt(), leaf))
        return texts[-1].hash

    return _walked(value, "", change)


def hashes_in(record: str) -> dict[str, str]:
    """Return the hashes of texts in a record by their paths, in its order."""
    found: dict[str, str] = {}

    def look(path: str, leaf: Any) -> None:
        if isinstance(leaf, str) and leaf.startswith(HASHED):
            found[path] = leaf

    _walked(json.loads(record), "", look)
    return found


def _walked(value: Any, path: str, change: Callable[[str, Any], Any]) -> Any:
    """Return a value with each leaf changed; objects are walked in order of keys."""
    match value:
        case dict():
            parts = sorted(value.items())
            return {key: _walked(one, _under(path, key), change) for key, one in parts}
        case list():
            items = enumerate(value)
            return [_walked(one, _under(path, index), change) for index, one in items]
        case _:
            return change(path, value)


def _under(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)
