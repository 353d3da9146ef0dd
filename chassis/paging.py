"""Lists, a page at a time: filters (a part of AIP-160) and page tokens (AIP-158)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from google.protobuf.message import Message

from chassis.domain import Query
from chassis.filtering import Filters, parse_filter
from chassis.limits import DEFAULT_PAGE_SIZE, MAX_PAGE_BYTES, MAX_PAGE_SIZE
from chassis.rpc.calls import CURRENT
from chassis.sealing import PAGE, Seal


class Listed(Protocol):
    """What a list is made of, newest first."""

    @property
    def id(self) -> str:
        """Unique in the list."""

    @property
    def created_at(self) -> datetime:
        """What the list is ordered by."""


A = TypeVar("A", bound=Listed)
M = TypeVar("M", bound=Message)
T = TypeVar("T")

FRAMING_BYTES = 6
"""Of an item in a page: its tag and its length."""


class Pager:
    """Cuts lists into pages, behind tokens that only this service can read.

    Attributes:
        seal: Makes and reads the tokens; streams use it for theirs.
    """

    def __init__(self, key: bytes) -> None:
        self.seal = Seal(key)

    def page(
        self,
        request: Any,
        filters: Filters,
        fetch: Callable[[Query], list[A]],
        to_message: Callable[[A], M],
        within: Mapping[str, str] | None = None,
    ) -> tuple[list[M], str]:
        """Return a page and the token of the next, empty on the last.

        The request has `page_size`, `page_token` and, where `filters` is not empty,
        `filter`; `within` are columns that the method itself fixes, such as the parent.
        A page ends early, rather than outgrow a message (AIP-158 allows it). Raises
        `InvalidInput` for a filter or a token that cannot be used.
        """
        terms = parse_filter(getattr(request, "filter", ""), filters)
        size, after = _size(request), self.seal.position(PAGE, request)
        position = (datetime.fromisoformat(after[0]), after[1]) if after else None
        call = CURRENT.get(None)
        viewer = call.actor if call else None
        query = Query({**terms, **(within or {})}, size + 1, position, viewer)
        found = fetch(query)
        page = _fitting(map(to_message, found[:size]))
        if len(found) == len(page):
            return page, ""
        last = found[len(page) - 1]
        next_position = [last.created_at.isoformat(), last.id]
        return page, self.seal.token(PAGE, request, next_position)

    def cut(
        self, request: Any, items: Sequence[T], to_message: Callable[[T], M]
    ) -> tuple[list[M], str]:
        """Return a page of a sequence that is computed anew at every call.

        The token holds how many items came before. A sequence that has changed between
        two pages may therefore repeat an item, or pass one over. Raises `InvalidInput`
        for a token that cannot be used.
        """
        begin = self.seal.position(PAGE, request) or 0
        page = _fitting(map(to_message, items[begin : begin + _size(request)]))
        end = begin + len(page)
        if end >= len(items):
            return page, ""
        return page, self.seal.token(PAGE, request, end)


def _size(request: Any) -> int:
    return min(request.page_size or DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)


def _fitting(messages: Iterable[M]) -> list[M]:
    """Return the first messages, at least one, that fit a page together."""
    page: list[M] = []
    total = 0
    for message in messages:
        total += message.ByteSize() + FRAMING_BYTES
        if page and total > MAX_PAGE_BYTES:
            break
        page.append(message)
    return page
