"""Watch streams: what is there, and then what changes, while the call lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol, TypeVar

import grpc

from chassis.domain import Violation

from .calls import CURRENT
from .errors import ResourceExhausted

POLL = timedelta(milliseconds=500)

MAX_WATCHERS = 8
"""In one process: each holds a worker, and half of the workers are for other calls."""

MARGIN_SECONDS = 0.1
"""How long before its deadline a stream ends: cleanly, so that nobody logs an error."""


class Resource(Protocol):
    """A message with a name and a version.

    Attributes:
        name: Such as `ideas/7f3`.
        etag: Changes with every change.
    """

    name: str
    etag: str


M = TypeVar("M", bound=Resource)

_lock = threading.Lock()
_watching: set[threading.Event] = set()


def changes(
    context: grpc.ServicerContext, read: Callable[[], Sequence[M]]
) -> Iterator[M]:
    """Yield what `read` returns, then again whatever of it is new or has changed.

    Ends with the call: at its deadline, when the caller leaves, when the server drains.
    Raises `ResourceExhausted` when too many are watching, and what `read` raises.
    """
    call, seen = CURRENT.get(), dict[str, str]()
    with _seat() as ended:
        watched = context.add_callback(ended.set)
        while watched:
            found = read()
            for resource in found:
                if seen.get(resource.name) != resource.etag:
                    yield resource
            seen = {resource.name: resource.etag for resource in found}
            seconds = call.seconds_left - MARGIN_SECONDS
            watched = seconds > 0 and not ended.wait(min(seconds, POLL.total_seconds()))


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
