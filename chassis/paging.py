"""Lists, a page at a time: filters (a part of AIP-160) and page tokens (AIP-158)."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias, TypeVar

from cryptography.fernet import Fernet, InvalidToken
from google.protobuf.message import Message

from chassis.domain import Aggregate, InvalidInput, Query, Violation

A = TypeVar("A", bound=Aggregate)
M = TypeVar("M", bound=Message)

DEFAULT_SIZE = 50
MAX_SIZE = 200
MAX_PAGE_BYTES = 4 * 1024 * 1024
TOKEN_LIFETIME = timedelta(days=3)
TERM = re.compile(r'\s*(\w+)\s*=\s*(?:"([^"]*)"|([\w./-]+))\s*')

Filters: TypeAlias = Mapping[str, Collection[str]]
"""What a list can be filtered by, and the values that there are; none named: any."""


class ListRequest(Protocol):
    """What every List method takes."""

    page_size: int
    page_token: str
    filter: str


class Pager:
    """Cuts lists into pages, behind tokens that only this service can read."""

    def __init__(self, key: bytes) -> None:
        self._tokens = Fernet(key)

    def page(
        self,
        request: ListRequest,
        filters: Filters,
        fetch: Callable[[Query], list[A]],
        to_message: Callable[[A], M],
    ) -> tuple[list[M], str]:
        """Return a page and the token of the next, empty on the last.

        A page ends early, rather than outgrow a message (AIP-158 allows it). Raises
        `InvalidInput` for a filter or a token that cannot be used.
        """
        equals = parse_filter(request.filter, filters)
        size = min(request.page_size or DEFAULT_SIZE, MAX_SIZE)
        after = self._position(request.page_token, equals)
        found = fetch(Query(equals, size + 1, after))
        page = _fitting(map(to_message, found[:size]))
        is_last = len(found) == len(page)
        return page, "" if is_last else self._token(found[len(page) - 1], equals)

    def total(
        self,
        request: ListRequest,
        filters: Filters,
        count: Callable[[Mapping[str, str]], int],
    ) -> int:
        """Return how many match the filter, over all pages. Raises `InvalidInput`."""
        return count(parse_filter(request.filter, filters))

    def _token(self, last: Aggregate, equals: Mapping[str, str]) -> str:
        text = json.dumps([last.created_at.isoformat(), last.id, equals])
        return self._tokens.encrypt(text.encode()).decode()

    def _position(
        self, token: str, equals: Mapping[str, str]
    ) -> tuple[datetime, str] | None:
        if not token:
            return None
        try:
            lifetime = int(TOKEN_LIFETIME.total_seconds())
            text = self._tokens.decrypt(token.encode(), ttl=lifetime).decode()
        except (InvalidToken, UnicodeError):
            raise _refused(
                "PAGE_TOKEN_INVALID", "page_token", "Start again without a page token."
            ) from None
        created_at, last_id, same = json.loads(text)
        if same != equals:
            text = "The filter differs from the one this page token was made for."
            raise _refused("PAGE_TOKEN_MISMATCH", "page_token", text)
        return datetime.fromisoformat(created_at), last_id


def _fitting(messages: Iterable[M]) -> list[M]:
    """Return the first messages, at least one, that fit a page together."""
    page: list[M] = []
    total = 0
    for message in messages:
        total += message.ByteSize()
        if page and total > MAX_PAGE_BYTES:
            break
        page.append(message)
    return page


def parse_filter(text: str, filters: Filters) -> dict[str, str]:
    """Return field to value for `field = "value" AND …`. Raises `InvalidInput`."""
    if not text.strip():
        return {}
    terms: dict[str, str] = {}
    for part in re.split(r"\bAND\b", text):
        if (term := TERM.fullmatch(part)) is None or term[1] not in filters:
            allowed = ", ".join(sorted(filters))
            hint = f'Write field = "value", joined by AND, over: {allowed}.'
            raise _refused("FILTER_INVALID", "filter", f"Cannot read '{part}'. {hint}")
        value = term[2] if term[2] is not None else term[3]
        if (known := filters[term[1]]) and value not in known:
            hint = f"Choose among: {', '.join(known)}."
            text = f"No {term[1]} is called '{value}'. {hint}"
            raise _refused("FILTER_INVALID", "filter", text)
        if terms.setdefault(term[1], value) != value:
            text = f"{term[1]} cannot equal two values at once."
            raise _refused("FILTER_INVALID", "filter", text)
    return terms


def _refused(reason: str, field: str, description: str) -> InvalidInput:
    return InvalidInput(Violation(reason, field, description))
