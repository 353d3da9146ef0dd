"""Lists as a whole: how many rows there are, and all of them up to a limit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from typing_extensions import override

from .front import Front

Ask = Callable[[Any, Any], Any]

PAGE_SIZE = 200
"""The most that a service gives at once."""

MOST_PAGES = 5
"""A page for people reads so many of these, and says when there were more."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are, as far as one page tells.

    Attributes:
        number: Rows on the first page.
        more: Whether there are more than these.
    """

    number: int
    more: bool

    @override
    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.more else f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The newest rows of a list.

    Attributes:
        all: The rows, newest first.
        more: Whether there are older ones.
    """

    all: list[Any]
    more: bool


def counted(
    front: Front, rpc: Any, wanted: Any, field: str, state: str = ""
) -> Count | None:
    """Return how many there are, of one state or all; None while it is away."""
    wanted.page_size = PAGE_SIZE
    if state:
        wanted.filter = f'state = "{state}"'
    reply: Any = front.call_if_up(rpc, wanted)
    if reply is None:
        return None
    return Count(len(getattr(reply, field)), bool(reply.next_page_token))


def every(ask: Ask, rpc: Any, wanted: Any, field: str) -> Rows | None:
    """Return the newest rows, `PAGE_SIZE` times `MOST_PAGES` at most.

    None if `ask`, which calls the method, answers with nothing.
    """
    wanted.page_size, rows = PAGE_SIZE, []
    for _ in range(MOST_PAGES):
        if (reply := ask(rpc, wanted)) is None:
            return None
        rows.extend(getattr(reply, field))
        wanted.page_token = reply.next_page_token
        if not wanted.page_token:
            break
    return Rows(rows, more=bool(wanted.page_token))
