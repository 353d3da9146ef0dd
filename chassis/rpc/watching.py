"""Watch streams: what is there, and then what changes, while the call lasts.

A stream reads the order in which transactions changed rows. It shows a change once all
transactions that began to write earlier have ended, in any database of the server: a
transaction that stays open for a minute delays every stream by a minute.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

import grpc
from google.protobuf.message import Message

from chassis.domain import (
    Aggregate,
    Change,
    ChangeQuery,
    Query,
    UnitOfWork,
    Violation,
    Watchable,
)
from chassis.limits import MAX_WATCHERS
from chassis.sealing import RESUME, Seal

from .calls import CURRENT
from .errors import ResourceExhausted

POLL = timedelta(milliseconds=500)

BATCH = 50
"""Aggregates that are read at a time."""

MARGIN_SECONDS = 0.1
"""How long before its deadline a stream ends: cleanly, so that nobody logs an error."""

W = TypeVar("W", bound=UnitOfWork)
A = TypeVar("A", bound=Aggregate)
R = TypeVar("R", bound=Message)

Place: TypeAlias = tuple[list[Any] | None, list[tuple[str, str]]]
"""Where a stream is, as JSON can hold it: which of the watched types it lists and after
which aggregate, None once all are listed; and after which change of each type it is."""


W_co = TypeVar("W_co", covariant=True)
T = TypeVar("T")


class Reading(Protocol[W_co]):
    """What opens units of work to read in, such as `chassis.units.Units`."""

    def read(self, act: Callable[[W_co], T]) -> T:
        """Return what `act` reads."""


@dataclass(frozen=True, kw_only=True)
class Watched(Generic[W, A]):
    """Aggregates of one type that a stream is about.

    Attributes:
        repository: Where a unit of work has them.
        to_messages: Returns a message for each of some aggregates.
        within: Column to value, of columns that never change, such as `id` or `review`:
            nothing outside is ever told.
        equals: Column to value, as `parse_filter` returns them: what does not match any
            more is removed.
        arm: The field of a response that takes a message.
    """

    repository: Callable[[W], Watchable[A]]
    to_messages: Callable[[W, Sequence[A]], Sequence[Message]]
    within: Mapping[str, str] = field(default_factory=dict)
    equals: Mapping[str, str | bool] = field(default_factory=dict)
    arm: str = "changed"


_lock = threading.Lock()
_watching: set[threading.Event] = set()


def watch(
    context: grpc.ServicerContext,
    units: Reading[W],
    seal: Seal,
    request: Any,
    response: Callable[..., R],
    *watched: Watched[W, Any],
) -> Iterator[R]:
    """Yield what there is, `synced`, and then whatever is new, changed or removed.

    The request has a `resume_token`; a response has `synced`, `removed`, `resume_token`
    and the arms that `watched` names. With a token, the stream goes on after the
    response that the token came with; `synced` then says that all earlier changes were
    sent. Some changes may be sent twice. `removed` may name what was never sent: after
    a token, nobody knows what the caller has.

    Ends with the call: at its deadline, when the caller leaves, when the server drains.
    Raises `InvalidInput` (RESUME_TOKEN_INVALID), `ResourceExhausted` when too many are
    watching, and what `units` raises.
    """
    call = CURRENT.get()
    with _seat() as ended:
        stream = _Stream(units, seal, request, response, watched)
        is_there = context.add_callback(ended.set)
        for message in stream.responses():
            seconds = call.seconds_left - MARGIN_SECONDS
            if not is_there or seconds <= 0 or ended.is_set():
                return
            if message is None:
                ended.wait(min(seconds, POLL.total_seconds()))
            else:
                yield message


class _Stream(Generic[W, R]):
    """The responses of one call, and the place that each of them has."""

    def __init__(
        self,
        units: Reading[W],
        seal: Seal,
        request: Any,
        response: Callable[..., R],
        watched: Sequence[Watched[W, Any]],
    ) -> None:
        self._units = units
        self._seal = seal
        self._request = request
        self._response = response
        self._watched = watched
        self._viewer = CURRENT.get().actor
        self._versions: dict[str, int | None] = {}  # of what the caller has; None: gone
        settled, self._begun = self._horizon()
        resumed = seal.position(RESUME, request)
        self._is_resumed = resumed is not None
        start: Place = ([0, None], [(str(settled), "")] * len(watched))
        place: Place = start if resumed is None else resumed
        self._listing, self._positions = place
        if any(int(change) > settled for change, _ in self._positions):
            raise RESUME.invalid  # it was made on another database server

    def responses(self) -> Iterator[R | None]:
        """Yield responses without end, and None whenever there is none at present."""
        while self._listing:
            yield from self._listed(*self._listing)
        while self._misses_some():
            yield from self._changed()
            yield None
        yield from self._changed()
        yield self._answer(synced={})
        while True:
            yield None
            yield from self._changed()

    def _horizon(self) -> tuple[int, int]:
        """Return where changes begin that may be unread, and where those to come do."""
        first = self._watched[0].repository
        settled, begun = self._units.read(lambda work: first(work).horizon())
        return int(settled), int(begun)

    def _misses_some(self) -> bool:
        """Tell whether a change from before the call cannot be read as a change yet.

        A list has it; who resumes does not list.
        """
        return self._is_resumed and self._horizon()[0] < self._begun

    def _listed(self, index: int, after: Sequence[str] | None) -> Iterator[R]:
        """Yield some of what there is, and move on."""
        watched = self._watched[index]
        position = (datetime.fromisoformat(after[0]), after[1]) if after else None
        equals = {**watched.within, **watched.equals}
        query = Query(equals, BATCH, position, self._viewer)

        def read(work: W) -> list[tuple[Any, Message]]:
            found = watched.repository(work).page(query)
            messages = watched.to_messages(work, found)
            return list(zip(found, messages, strict=True))

        found = self._units.read(read)
        for one, message in found:
            self._listing = [index, [one.created_at.isoformat(), one.id]]
            self._versions[one.name] = one.version
            yield self._answer(**{watched.arm: message})
        if len(found) < BATCH:
            is_last = index + 1 == len(self._watched)
            self._listing = None if is_last else [index + 1, None]

    def _changed(self) -> Iterator[R]:
        """Yield all changes that can be read at present."""
        for index, watched in enumerate(self._watched):
            found = self._read_changes(index, watched)
            while found:
                for change, message in found:
                    self._positions[index] = change.position
                    if answer := self._told(change, {watched.arm: message}):
                        yield answer
                is_last = len(found) < BATCH
                found = [] if is_last else self._read_changes(index, watched)

    def _read_changes(
        self, index: int, watched: Watched[W, A]
    ) -> list[tuple[Change[A], Message | None]]:
        after = self._positions[index]
        query = ChangeQuery(
            watched.within, watched.equals, BATCH, (after[0], after[1]), self._viewer
        )

        def read(work: W) -> list[tuple[Change[A], Message | None]]:
            changes = watched.repository(work).changes(query)
            matching = [one.aggregate for one in changes if one.matches]
            messages = iter(watched.to_messages(work, matching))
            return [(one, next(messages) if one.matches else None) for one in changes]

        return self._units.read(read)

    def _told(self, change: Change[Any], arm: Mapping[str, Any]) -> R | None:
        """Return what to say of a change, if the caller does not have it yet."""
        one, absent = change.aggregate, object()
        has = self._versions.get(one.name, absent)
        if change.matches:
            self._versions[one.name] = one.version
            return None if has == one.version else self._answer(**arm)
        may_have = self._is_resumed and change.known if has is absent else has
        if not may_have:
            return None
        self._versions[one.name] = None
        return self._answer(removed=one.name)

    def _answer(self, **arm: Any) -> R:
        place = (self._listing, self._positions)
        token = self._seal.token(RESUME, self._request, place)
        return self._response(**arm, resume_token=token)


def end_all() -> None:
    """Let every stream of this process end soon: the server leaves."""
    with _lock:
        for ended in _watching:
            ended.set()


@contextmanager
def _seat() -> Iterator[threading.Event]:
    """Take one of the seats; return what says that it has to be left."""
    ended = threading.Event()
    with _lock:
        if len(_watching) >= MAX_WATCHERS:
            text = "Too many are watching. Watch later, or list now and then instead."
            raise ResourceExhausted(Violation("TOO_MANY_WATCHERS", "", text))
        _watching.add(ended)
    try:
        yield ended
    finally:
        with _lock:
            _watching.discard(ended)
