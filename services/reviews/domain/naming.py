"""How messages name many things."""

from collections.abc import Iterable

NAMED = 10
"""More than this are counted, not named."""


def names(things: Iterable[object]) -> str:
    """Return what the things are called, and how many more there are."""
    words = list(map(str, things))
    rest = len(words) - NAMED
    return ", ".join(words[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
