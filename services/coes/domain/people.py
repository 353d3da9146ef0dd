"""People in texts: a cause names roles, never people."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from chassis.domain import Actor

OnCall: TypeAlias = Mapping[str, Actor]
"""The person who is on call for a service, by the name of the service."""

UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts whose words stand next to each other without a space."""

WORD = re.compile(r"\w+(?:[-.~']\w+)*")
NAMED = re.compile(r"(?<!\w)(?:people/([\w.~-]+)|@(\w[\w.~-]*))", re.IGNORECASE)
"""A resource name, or a handle, whoever it is."""


def handles_in(text: str) -> frozenset[str]:
    """Return what could be somebody's handle: every word, and parts of joined ones."""
    return frozenset(
        part for word in _words(text) for part in (word, *re.split(r"[-.~']", word))
    )


def people_in(text: str, known: Collection[str]) -> list[str]:
    """Return who is named, known or not, each once, in order.

    Args:
        text: In any language.
        known: Handles of people, in lower case.
    """
    plain = _plain(text)
    marked = ((it[1] or it[2]).rstrip(".-") for it in NAMED.finditer(plain))
    found = (handle for handle in handles_in(text) if handle in known)
    return list(dict.fromkeys([*marked, *sorted(found)]))


def _words(text: str) -> Iterator[str]:
    """Return words in lower case; where the script changes, a word ends."""
    for match in WORD.finditer(_plain(text)):
        word, start = match[0], 0
        for place in range(1, len(word)):
            if _is_unspaced(word[place]) != _is_unspaced(word[place - 1]):
                yield word[start:place].strip("-.'")
                start = place
        yield word[start:].strip("-.'")


def _plain(text: str) -> str:
    """Return the text in one spelling: full-width letters are letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_unspaced(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").startswith(UNSPACED)
