"""Texts that people rely on."""

from chassis.domain import Violation
from chassis.words import answers

QUOTED = 80


def says_nothing(text: str, field: str) -> Violation | None:
    """A text that people rely on is more than space, punctuation or a placeholder."""
    if answers(text):
        return None
    words = f"'{text.strip()[:QUOTED]}' says nothing. Write it in words."
    return Violation("TEXT_SAYS_NOTHING", field, words)
