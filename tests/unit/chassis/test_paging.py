"""Pages and their tokens: every item once, and a token for one list only."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet

from chassis.domain import Actor, InvalidInput, Query
from chassis.filtering import ANY
from chassis.limits import (
    DEFAULT_PAGE_SIZE,
    MAX_PAGE_BYTES,
    MAX_PAGE_SIZE,
    MAX_RESPONSE_BYTES,
    TOKEN_LIFETIME,
)
from chassis.paging import Pager
from chassis.rpc.calls import CURRENT, Call
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
KEY = Fernet.generate_key()
FILTERS = {"team": ANY}
ANN = Actor("people/ann", "teams/tea")


@dataclass(frozen=True)
class Thing:
    id: str
    created_at: datetime


class Things:
    """A list of things, newest first; it remembers what it was asked."""

    def __init__(self, count: int) -> None:
        self.all = [
            Thing(f"t{number:03}", NOON + timedelta(seconds=number))
            for number in reversed(range(count))
        ]
        self.asked: list[Query] = []

    def fetch(self, query: Query) -> list[Thing]:
        self.asked.append(query)
        after = query.after
        left = [
            one for one in self.all if not after or (one.created_at, one.id) < after
        ]
        return left[: query.limit]


def to_message(thing: Thing) -> pb.Idea:
    return pb.Idea(name=thing.id)


def heavy(thing: Thing) -> pb.Idea:
    return pb.Idea(name=thing.id, learning="x" * 1_000_000)


def page(
    things: Things,
    request: Any,
    to: Callable[[Thing], pb.Idea] = to_message,
    **within: str,
) -> tuple[list[str], str]:
    messages, token = Pager(KEY).page(request, FILTERS, things.fetch, to, within)
    return [message.name for message in messages], token


def cut(request: Any, items: list[Thing]) -> tuple[list[str], str]:
    messages, token = Pager(KEY).cut(request, items, to_message)
    return [message.name for message in messages], token


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(InvalidInput) as refusal:
        act()
    (violation,) = refusal.value.violations
    assert violation.subject == "page_token"
    return violation.reason


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_every_item_is_on_one_page(size: int) -> None:
    things, seen, token = Things(7), list[str](), ""
    while not seen or token:
        request = rpc.ListIdeasRequest(page_size=size, page_token=token)
        names, token = page(things, request)
        assert 0 < len(names) <= size
        seen += names

    assert seen == [thing.id for thing in things.all]


@pytest.mark.parametrize("size", [1, 3, 7, 8])
def test_a_computed_sequence_is_cut_into_pages(size: int) -> None:
    things, seen, token = Things(7).all, list[str](), ""
    while not seen or token:
        request = rpc.ListSimilarIdeasRequest(
            name="ideas/a", page_size=size, page_token=token
        )
        names, token = cut(request, things)
        assert 0 < len(names) <= size
        seen += names

    assert seen == [thing.id for thing in things]


def test_an_empty_list_has_one_empty_page() -> None:
    assert page(Things(0), rpc.ListIdeasRequest()) == ([], "")
    assert cut(rpc.ListSimilarIdeasRequest(), []) == ([], "")


@pytest.mark.parametrize(
    ("asked", "size"), [(0, DEFAULT_PAGE_SIZE), (7, 7), (2**31 - 1, MAX_PAGE_SIZE)]
)
def test_a_page_has_a_default_size_and_a_largest_one(asked: int, size: int) -> None:
    names, _ = page(Things(250), rpc.ListIdeasRequest(page_size=asked))
    in_sequence, _ = cut(rpc.ListSimilarIdeasRequest(page_size=asked), Things(250).all)

    assert (len(names), len(in_sequence)) == (size, size)


def test_a_page_ends_before_it_is_too_large_and_the_next_goes_on() -> None:
    things = Things(8)

    first, token = page(things, rpc.ListIdeasRequest(), heavy)
    second, _ = page(things, rpc.ListIdeasRequest(page_token=token), heavy)

    assert (first, second) == (
        ["t007", "t006", "t005"],
        ["t004", "t003", "t002"],
    )
    assert MAX_PAGE_BYTES < MAX_RESPONSE_BYTES


def test_the_filter_and_what_the_method_fixes_reach_the_storage() -> None:
    things = Things(1)
    token = CURRENT.set(Call(ANN, "test", time.monotonic() + 10))

    page(things, rpc.ListIdeasRequest(filter="team = teams/tea"), idea="ideas/a")

    CURRENT.reset(token)
    (query,) = things.asked
    assert query.equals == {"team": "teams/tea", "idea": "ideas/a"}
    assert query.viewer == ANN


def test_the_size_of_a_page_may_change_between_pages() -> None:
    things = Things(7)
    _, token = page(things, rpc.ListIdeasRequest(page_size=2))

    names, _ = page(things, rpc.ListIdeasRequest(page_size=3, page_token=token))

    assert names == ["t004", "t003", "t002"]


@pytest.mark.parametrize(
    "other",
    [
        rpc.ListIdeasRequest(filter="team = teams/tea"),
        rpc.ListIdeasRequest(view=pb.IDEA_VIEW_FULL),
        rpc.ListEvidenceRequest(),
        rpc.ListSimilarIdeasRequest(),
    ],
    ids=["another filter", "another view", "another method", "a computed sequence"],
)
def test_a_token_is_for_one_list(other: Any) -> None:
    _, token = page(Things(7), rpc.ListIdeasRequest(page_size=2))
    other.page_token = token

    assert reason_of(lambda: page(Things(7), other)) == "PAGE_TOKEN_MISMATCH"
    assert reason_of(lambda: cut(other, Things(7).all)) == "PAGE_TOKEN_MISMATCH"


def old(token: str) -> str:
    fernet = Fernet(KEY)
    made_at = int(time.time() - TOKEN_LIFETIME.total_seconds() - 1)
    return fernet.encrypt_at_time(fernet.decrypt(token.encode()), made_at).decode()


def of_another_key(_: str) -> str:
    other = Pager(Fernet.generate_key())
    request = rpc.ListIdeasRequest(page_size=1)
    return other.cut(request, Things(2).all, to_message)[1]


@pytest.mark.parametrize(
    "spoil",
    [lambda _: "x", lambda token: token[1:], lambda _: "ü", old, of_another_key],
    ids=["made up", "cut", "no base64", "old", "of another key"],
)
def test_a_token_that_cannot_be_used_is_refused(spoil: Callable[[str], str]) -> None:
    _, token = page(Things(7), rpc.ListIdeasRequest(page_size=2))
    request = rpc.ListIdeasRequest(page_token=spoil(token))

    assert reason_of(lambda: page(Things(7), request)) == "PAGE_TOKEN_INVALID"


def test_a_token_tells_nothing_of_what_is_in_it() -> None:
    _, token = page(Things(7), rpc.ListIdeasRequest(page_size=2))

    assert "t005" not in token
