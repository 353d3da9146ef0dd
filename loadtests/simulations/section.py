"""A section of the page: a table whose rows are simulated one by one."""

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import NamedTuple

WIDTH = 88
"""Characters in a line of text."""


class Section(NamedTuple):
    """What is simulated, and what is said about it.

    Attributes:
        title: The heading.
        before: What stands above the table: what is simulated, and how.
        columns: The heads of the columns.
        rows: Each returns the cells of one row; always the same ones.
        after: What stands below the table: what follows from it.
    """

    title: str
    before: str
    columns: Sequence[str]
    rows: Sequence[Callable[[], Sequence[str]]]
    after: str

    def markdown(self, cells: Sequence[Sequence[str]]) -> str:
        """Return the section with these cells as Markdown."""
        lines = [
            f"## {self.title}\n",
            f"{_filled(self.before)}\n",
            _line(self.columns),
            _line(["---"] * len(self.columns)),
            *map(_line, cells),
            f"\n{_filled(self.after)}\n",
        ]
        return "\n".join(lines)


def percent(share: float, digits: int = 1) -> str:
    """Return a share for people: `0.1 %`."""
    return f"{100 * share:.{digits}f} %"


def _filled(text: str) -> str:
    """Break the lines of each paragraph anew, as figures have been filled in."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(fill(each, WIDTH, break_on_hyphens=False) for each in paragraphs)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
