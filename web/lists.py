"""Lists as a whole: how many rows there are, and all of them up to a limit."""

from typing import Any

from .front import Front

PAGE_SIZE = 200
"""The most that a service gives at once."""

MOST_PAGES = 5
"""A dashboard reads so many pages, and says when there were more."""


def total(front: Front, rpc: Any, wanted: Any, state: str = "") -> int | None:
    """Return how many there are, of one state or all; None while it is away."""
    wanted.page_size = 1
    if state:
        wanted.filter = f'state = "{state}"'
    reply: Any = front.call_if_up(rpc, wanted)
    return None if reply is None else reply.total_size


def every(front: Front, rpc: Any, wanted: Any, field: str) -> list[Any] | None:
    """Return the newest rows, `PAGE_SIZE` times `MOST_PAGES` at most; None if away."""
    wanted.page_size, rows = PAGE_SIZE, []
    for _ in range(MOST_PAGES):
        reply: Any = front.call_if_up(rpc, wanted)
        if reply is None:
            return None
        rows.extend(getattr(reply, field))
        wanted.page_token = reply.next_page_token
        if not wanted.page_token:
            break
    return rows
