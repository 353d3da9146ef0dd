"""A watcher hears what is there and what changes, over a socket and without one."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import grpc
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from structlog.testing import capture_logs

from chassis.domain import Actor
from chassis.rpc import watching
from chassis.rpc.calls import CURRENT
from chassis.rpc.client import connect
from chassis.rpc.errors import status_of, violations_in
from chassis.rpc.local import LocalTransport
from chassis.rpc.server import (
    Drain,
    Pipeline,
    build_server,
    drain,
    health_servicer,
    listen,
)
from chassis.rpc.tokens import Caller, TokenVerifier
from day1.ideas.v1.ideas_pb2 import Idea
from tests.integration.support import eventually

SERVICE = "test.Ideas"
PATH = f"/{SERVICE}/Watch"
SOON = 20.0


class Anyone:
    """Lets everybody in."""

    def caller_of(self, _: str) -> Caller:
        return Caller(Actor("people/ann", "teams/books"), "test", 0)


class Ideas:
    """What can be watched."""

    def __init__(self) -> None:
        self.now = [Idea(name="ideas/a", etag="1"), Idea(name="ideas/b", etag="1")]
        self.reads = 0

    def watch(self, _: StringValue, context: grpc.ServicerContext) -> Iterator[Idea]:
        return watching.changes(context, self.read)

    def read(self) -> list[Idea]:
        self.reads += 1
        return self.now

    def handlers(self) -> dict[str, Any]:
        watch = grpc.unary_stream_rpc_method_handler(
            self.watch, StringValue.FromString, Idea.SerializeToString
        )
        return {"Watch": watch}


Watch = Callable[..., Any]


def pipeline() -> Pipeline:
    return Pipeline("ideas", cast("TokenVerifier", Anyone()))


@contextmanager
def on_a_socket(ideas: Ideas) -> Iterator[Watch]:
    server = build_server(pipeline(), health_servicer(), workers=16)
    server.add_registered_method_handlers(SERVICE, ideas.handlers())
    port = listen(server, "127.0.0.1:0")
    server.start()
    with connect(f"127.0.0.1:{port}") as channel:
        yield channel.unary_stream(PATH, StringValue.SerializeToString, Idea.FromString)
    server.stop(None).wait()


@contextmanager
def without_one(ideas: Ideas) -> Iterator[Watch]:
    transport = LocalTransport()
    server: Any = transport.server(pipeline())
    server.add_registered_method_handlers(SERVICE, ideas.handlers())
    yield cast("Any", transport.channel).unary_stream(PATH)


@pytest.fixture(params=[on_a_socket, without_one])
def watch(request: pytest.FixtureRequest, ideas: Ideas) -> Iterator[Watch]:
    with request.param(ideas) as watch:
        yield watch


@pytest.fixture
def ideas() -> Ideas:
    return Ideas()


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "POLL", watching.POLL / 20)


def names(ideas: list[Idea]) -> list[str]:
    return [f"{idea.name}@{idea.etag}" for idea in ideas]


def test_what_is_there_comes_first_and_then_what_is_new_or_changed(
    watch: Watch, ideas: Ideas
) -> None:
    stream = watch(StringValue(), timeout=SOON)
    assert names([next(stream), next(stream)]) == ["ideas/a@1", "ideas/b@1"]

    ideas.now = [ideas.now[0], Idea(name="ideas/b", etag="2")]
    assert names([next(stream)]) == ["ideas/b@2"]

    ideas.now = [*ideas.now, Idea(name="ideas/c", etag="1")]
    assert names([next(stream)]) == ["ideas/c@1"]
    stream.cancel()


def test_a_stream_ends_cleanly_at_its_deadline(watch: Watch) -> None:
    with capture_logs() as logged:
        started = time.monotonic()
        assert names(list(watch(StringValue(), timeout=1))) == [
            "ideas/a@1",
            "ideas/b@1",
        ]
        took = time.monotonic() - started
        eventually(lambda: bool(logged), "logged")

    assert took < 1
    assert [(e["event"], e["code"]) for e in logged] == [("rpc.finished", "OK")]


def test_whoever_leaves_is_not_read_for_any_more(watch: Watch, ideas: Ideas) -> None:
    stream = watch(StringValue(), timeout=SOON)
    next(stream)
    stream.cancel()

    eventually(lambda: not watching._watching, "left")  # noqa: SLF001
    reads = ideas.reads
    time.sleep(0.1)
    assert ideas.reads == reads


def test_there_are_so_many_seats_and_no_more(watch: Watch) -> None:
    streams = [watch(StringValue(), timeout=SOON) for _ in range(watching.MAX_WATCHERS)]
    for stream in streams:
        next(stream)

    with pytest.raises(grpc.RpcError) as refusal:
        next(watch(StringValue(), timeout=SOON))

    assert status_of(refusal.value).code == grpc.StatusCode.RESOURCE_EXHAUSTED.value[0]
    assert violations_in(refusal.value)[0].reason == "TOO_MANY_WATCHERS"
    streams[0].cancel()
    eventually(
        lambda: len(watching._watching) < watching.MAX_WATCHERS,  # noqa: SLF001
        "a seat is free",
    )
    next(watch(StringValue(), timeout=SOON))
    for stream in streams:
        stream.cancel()


def test_a_server_that_drains_does_not_wait_for_its_watchers(ideas: Ideas) -> None:
    health = health_servicer()
    server = build_server(pipeline(), health, workers=2)
    server.add_registered_method_handlers(SERVICE, ideas.handlers())
    port = listen(server, "127.0.0.1:0")
    server.start()
    with connect(f"127.0.0.1:{port}") as channel:
        watch = channel.unary_stream(
            PATH, StringValue.SerializeToString, Idea.FromString
        )
        stream = watch(StringValue(), timeout=SOON)
        next(stream)

        started = time.monotonic()
        drain(server, health, Drain())

        assert time.monotonic() - started < Drain().grace.total_seconds() / 2
        assert names(list(stream)) == ["ideas/b@1"]


def test_a_local_stream_leaves_the_callers_own_call_alone(ideas: Ideas) -> None:
    with without_one(ideas) as watch:
        stream = watch(StringValue(), timeout=SOON)
        next(stream)

        assert CURRENT.get(None) is None
        stream.cancel()
    assert list(stream) == []


def test_a_local_stream_can_be_left_from_another_thread(
    ideas: Ideas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "POLL", watching.POLL * 1000)
    with without_one(ideas) as watch:
        stream = watch(StringValue(), timeout=SOON)
        found: list[Idea] = []
        reader = threading.Thread(target=lambda: found.extend(stream))
        reader.start()
        eventually(lambda: len(found) == len(ideas.now), "all read")

        stream.cancel()
        reader.join(SOON)

    assert not reader.is_alive()


def test_a_stream_that_is_forgotten_leaves_its_seat(ideas: Ideas) -> None:
    with without_one(ideas) as watch:
        next(watch(StringValue(), timeout=SOON))

        assert not watching._watching  # noqa: SLF001
