"""What messages call a thing: its title, and after it the name that others know."""

from dataclasses import dataclass

from typing_extensions import override

MAX_TITLE = 80
"""Characters of a title that a message tells."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and a title; the title is empty while nobody knows it."""

    name: str
    title: str

    @override
    def __str__(self) -> str:
        title = self.title.strip()
        return f"'{title[:MAX_TITLE]}' ({self.name})" if title else self.name
