"""A server from its first call to its last: deadlines, crashes, tokens, drain."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.request import ProxyHandler, build_opener

import grpc
import pytest
from cryptography.fernet import Fernet
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.protobuf.wrappers_pb2 import StringValue
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub
from grpc_reflection.v1alpha.reflection_pb2 import (
    ServerReflectionRequest,
    ServerReflectionResponse,
)
from structlog.testing import capture_logs

from chassis.domain import InvalidInput, RuleBroken, Violation
from chassis.limits import MAX_RESPONSE_BYTES
from chassis.rpc.calls import CURRENT
from chassis.rpc.client import connect
from chassis.rpc.errors import status_of, violations_in
from chassis.rpc.local import LocalTransport
from chassis.rpc.server import (
    AddressTaken,
    Drain,
    Pipeline,
    build_server,
    drain,
    health_servicer,
    listen,
)
from chassis.rpc.tokens import TokenVerifier, Trust
from day1.ideas.v1 import ideas_service_pb2 as pb
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from deploy.databases import EVENTLOG, provide_separately
from deploy.instance import free_ports
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.program import ROOT
from deploy.tokens import token_for
from tests.integration.support import eventually

SERVICE = "test.Notes"
PATH = f"/{SERVICE}/Say"
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
SECRET = "password=hunter2"  # noqa: S105 - a made-up one, which must not leak
SWIFT = Drain(notice=timedelta(milliseconds=150), grace=timedelta(seconds=5))
Metadata = tuple[tuple[str, str], ...]


class Notes:
    """A service that does what it is told."""

    def __init__(self) -> None:
        self.calls = 0
        self.entered = threading.Event()
        self.released = threading.Event()

    def say(self, request: StringValue, context: grpc.ServicerContext) -> StringValue:
        """Tell the time left, crash, wait, refuse, or send so many letters."""
        self.calls += 1
        if request.value == "crash":
            raise RuntimeError(SECRET)
        if request.value == "wait":
            self.entered.set()
            assert self.released.wait(10)
        if request.value.isdigit():
            return StringValue(value="x" * int(request.value))
        if request.value == "refuse":
            raise InvalidInput(
                Violation("TITLE_MISSING", "idea.document.title", "Give it a title."),
                Violation("FIELD_REQUIRED", "idea.team", "Name a team."),
            )
        if request.value == "not now":
            raise RuleBroken(*[Violation("WRONG_STATE", "ideas/a", "x" * 500)] * 20)
        return StringValue(value=str(CURRENT.get().seconds_left))

    def hear(
        self, requests: Iterator[StringValue], context: grpc.ServicerContext
    ) -> StringValue:
        """Listen to the end of a stream."""
        return StringValue(value=" ".join(request.value for request in requests))

    def handlers(self) -> dict[str, Any]:
        handler = grpc.unary_unary_rpc_method_handler(
            self.say, StringValue.FromString, StringValue.SerializeToString
        )
        hear = grpc.stream_unary_rpc_method_handler(
            self.hear, StringValue.FromString, StringValue.SerializeToString
        )
        return {"Say": handler, "Hear": hear}


@dataclass(frozen=True)
class Backend:
    """One server of the service."""

    server: grpc.Server
    health: HealthServicer
    port: int

    def drain(self) -> None:
        drain(self.server, self.health, SWIFT)


@dataclass(frozen=True)
class Keys:
    """What signs tokens, and what verifies them."""

    keychain: Keychain

    @property
    def verifier(self) -> TokenVerifier:
        return TokenVerifier(self.keychain.token_jwks, Trust("notes"))

    @property
    def metadata(self) -> Metadata:
        return (("authorization", f"Bearer {token_for(self.keychain, 'ann')}"),)

    def pipeline(self) -> Pipeline:
        return Pipeline(self.verifier)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    keychain = Keychain(tmp_path_factory.mktemp("keys"))
    keychain.make_token_keys()
    return Keys(keychain)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def backend(keys: Keys, notes: Notes) -> Iterator[Backend]:
    backend = started(keys, notes)
    yield backend
    backend.server.stop(None).wait()


def started(keys: Keys, notes: Notes, port: int = 0) -> Backend:
    health = health_servicer()
    server = build_server(keys.pipeline(), health, 8)
    generic = grpc.method_handlers_generic_handler(SERVICE, notes.handlers())
    server.add_generic_rpc_handlers((generic,))
    bound = listen(server, f"127.0.0.1:{port}")
    server.start()
    return Backend(server, health, bound)


def sayer(channel: grpc.Channel) -> Any:
    return channel.unary_unary(
        PATH,
        request_serializer=StringValue.SerializeToString,
        response_deserializer=StringValue.FromString,
    )


@contextmanager
def plain_channel(port: int) -> Iterator[grpc.Channel]:
    """Open a channel that adds nothing of ours to a call."""
    options = [("grpc.enable_http_proxy", 0)]
    with grpc.insecure_channel(f"127.0.0.1:{port}", options) as channel:
        yield channel


def local(keys: Keys, notes: Notes) -> Any:
    transport = LocalTransport()
    server: Any = transport.server(keys.pipeline())
    server.add_registered_method_handlers(SERVICE, notes.handlers())
    return transport.channel.unary_unary(PATH)


def refusal(act: Callable[[], object]) -> grpc.RpcError:
    with pytest.raises(grpc.RpcError) as refused:
        act()
    return refused.value


def code_of(error: grpc.RpcError) -> str:
    code = status_of(error).code
    return next(one.name for one in grpc.StatusCode if one.value[0] == code)


@pytest.mark.parametrize(
    ("asked", "at_least", "at_most"),
    [(None, 8, 10), (200_000, 58, 60), (3, 1, 4)],
    ids=["none gets the default", "endless gets the longest", "short keeps its own"],
)
def test_every_call_has_a_deadline(
    backend: Backend, keys: Keys, asked: float | None, at_least: float, at_most: float
) -> None:
    with plain_channel(backend.port) as channel:
        said = sayer(channel)(
            StringValue(value="time"), metadata=keys.metadata, timeout=asked
        )

    assert at_least < float(said.value) <= at_most


def test_a_call_that_nobody_waits_for_any_more_is_not_served(
    keys: Keys, notes: Notes
) -> None:
    say = local(keys, notes)

    error = refusal(
        lambda: say(StringValue(value="time"), timeout=-1, metadata=keys.metadata)
    )

    assert code_of(error) == "DEADLINE_EXCEEDED"
    assert notes.calls == 0


def test_a_stream_on_which_nothing_comes_ends_at_its_deadline(
    keys: Keys, notes: Notes
) -> None:
    """Otherwise a client without a deadline could hold every worker for ever."""
    tokens, silence = keys.verifier, threading.Event()
    pipeline = Pipeline(tokens, default_deadline=timedelta(milliseconds=200))
    server = build_server(pipeline, health_servicer(), workers=1)
    server.add_registered_method_handlers(SERVICE, notes.handlers())
    port = listen(server, "127.0.0.1:0")
    server.start()

    def say_nothing() -> Iterator[StringValue]:
        assert silence.wait(20)
        yield StringValue()

    with plain_channel(port) as channel:
        hear = channel.stream_unary(
            f"/{SERVICE}/Hear", StringValue.SerializeToString, StringValue.FromString
        )
        error = refusal(lambda: hear(say_nothing(), metadata=keys.metadata))
        answer = sayer(channel)(StringValue(), metadata=keys.metadata, timeout=10)
    silence.set()
    server.stop(1).wait()

    assert code_of(error) == "CANCELLED"
    assert answer.value


def test_what_a_crash_says_is_logged_once_and_never_told(
    backend: Backend, keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logged, plain_channel(backend.port) as channel:
        say = sayer(channel)
        error: Any = refusal(
            lambda: say(StringValue(value="crash"), metadata=keys.metadata, timeout=5)
        )
        eventually(lambda: any(e["event"] == "rpc.finished" for e in logged), "logged")

    assert (code_of(error), error.details()) == ("INTERNAL", "Internal error.")
    assert "hunter2" not in f"{error!r} {error.trailing_metadata()}"
    crashes = [entry for entry in logged if "hunter2" in str(entry)]
    assert [entry["event"] for entry in crashes] == ["rpc.crashed"]
    assert "hunter2" not in caplog.text


def test_an_answer_that_clients_would_refuse_is_not_sent(
    backend: Backend, keys: Keys
) -> None:
    framing = len(StringValue(value="x" * 2**21).SerializeToString()) - 2**21
    with grpc.insecure_channel(  # as it is, with the limits of an ordinary client
        f"127.0.0.1:{backend.port}", [("grpc.enable_http_proxy", 0)]
    ) as channel:
        say, most = sayer(channel), MAX_RESPONSE_BYTES - framing
        answer = say(StringValue(value=str(most)), metadata=keys.metadata, timeout=10)
        error = refusal(
            lambda: say(
                StringValue(value=str(most + 1)), metadata=keys.metadata, timeout=10
            )
        )

    assert len(answer.value) == most
    assert violations_in(error)[0].reason == "RESPONSE_TOO_LARGE"
    assert code_of(error) == "RESOURCE_EXHAUSTED"


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("time", [[], [], []]),
        (
            "refuse",
            [
                ["TITLE_MISSING", "FIELD_REQUIRED"],
                ["idea.document.title", "idea.team"],
                ["subject"],
            ],
        ),
        ("not now", [["WRONG_STATE"] * 20, [], ["subject", "violations_omitted"]]),
    ],
    ids=["an answer", "malformed input", "broken rules"],
)
def test_the_log_tells_every_reason(
    keys: Keys, notes: Notes, what: str, told: list[list[str]]
) -> None:
    say = local(keys, notes)

    with capture_logs() as logged, suppress(grpc.RpcError):
        say(StringValue(value=what), metadata=keys.metadata)

    (line,) = logged
    assert (line["event"], line["method"]) == ("rpc.finished", PATH)
    assert [list(line[name]) for name in ("reasons", "fields", "metadata")] == told


def test_a_port_that_is_taken_is_an_error(backend: Backend, keys: Keys) -> None:
    with pytest.raises(AddressTaken):
        started(keys, Notes(), backend.port)


def test_a_server_that_drains_says_so_and_finishes_what_it_has_begun(
    backend: Backend, keys: Keys, notes: Notes
) -> None:
    with plain_channel(backend.port) as channel:
        health: Any = HealthStub(channel)
        running = sayer(channel).future(
            StringValue(value="wait"), metadata=keys.metadata, timeout=10
        )
        assert notes.entered.wait(10)
        updates = health.Watch(HealthCheckRequest(), timeout=10)
        assert next(updates).status == HealthCheckResponse.SERVING
        leaving = threading.Thread(target=backend.drain)
        leaving.start()

        assert next(updates).status == HealthCheckResponse.NOT_SERVING
        assert not running.done()
        updates.cancel()
        notes.released.set()
        assert float(running.result(timeout=10).value) > 0
        leaving.join(10)

    assert not leaving.is_alive()


class Clients:
    """Four threads that call without a pause, and note every failure."""

    def __init__(self, say: Any, metadata: Metadata) -> None:
        self.failures: list[str] = []
        self._stop = threading.Event()
        self._say, self._metadata = say, metadata
        self._threads = [threading.Thread(target=self._call) for _ in range(4)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _call(self) -> None:
        while not self._stop.is_set():
            try:
                self._say(StringValue(value="time"), metadata=self._metadata, timeout=5)
            except grpc.RpcError as error:
                self.failures.append(str(error))


def test_replacing_one_of_two_servers_under_load_fails_no_call(keys: Keys) -> None:
    ports = free_ports(2)
    other, kept = Notes(), started(keys, Notes(), ports[0])
    replaced = started(keys, other, ports[1])
    target = "ipv4:" + ",".join(f"127.0.0.1:{port}" for port in ports)
    channel = connect(target)
    with Clients(sayer(channel), keys.metadata) as clients:
        for _ in range(3):
            await_calls(other)
            replaced.drain()
            other = Notes()
            replaced = started(keys, other, ports[1])
        await_calls(other)
    channel.close()
    for backend in (kept, replaced):
        backend.server.stop(None).wait()

    assert clients.failures == []


def await_calls(notes: Notes) -> None:
    eventually(lambda: notes.calls > 20, "the balancer calls this server")


@pytest.fixture(scope="module")
def environment(postgres: EmbeddedPostgres, keys: Keys) -> dict[str, str]:
    urls = provide_separately(postgres, ["ideas"])
    return {
        **os.environ,
        "IDEAS_DATABASE_URL": urls["ideas"],
        "IDEAS_EVENTLOG_URL": urls[EVENTLOG],
        "IDEAS_TOKEN_JWKS": str(keys.keychain.token_jwks),
        "IDEAS_PAGE_TOKEN_KEY": Fernet.generate_key().decode(),
        "IDEAS_LOG_FORMAT": "json",
    }


@dataclass(frozen=True)
class Ideas:
    """The ideas service as a process."""

    process: "subprocess.Popen[bytes]"
    port: int
    metrics_port: int

    def is_serving(self) -> bool:
        """Tell what health tells; a process that has ended never will."""
        assert self.process.poll() is None
        with plain_channel(self.port) as channel:
            stub: Any = HealthStub(channel)
            try:
                answer = stub.Check(HealthCheckRequest(), timeout=1)
            except grpc.RpcError:
                return False
        return bool(answer.status == HealthCheckResponse.SERVING)


@contextmanager
def ideas_process(environment: dict[str, str], log: Path) -> Iterator[Ideas]:
    port, metrics_port = free_ports(2)
    own = {"IDEAS_PORT": str(port), "IDEAS_METRICS_PORT": str(metrics_port)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "services.ideas"],
            cwd=ROOT,
            env={**environment, **own},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        ideas = Ideas(process, port, metrics_port)
        eventually(ideas.is_serving, "it serves")
        yield ideas
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def ideas(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ideas]:
    log = tmp_path_factory.mktemp("ideas") / "log"
    with ideas_process(environment, log) as ideas:
        yield ideas


def test_sigterm_ends_a_service_within_its_grace(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with ideas_process(environment, log) as ideas:
        asked_at = time.monotonic()
        ideas.process.send_signal(signal.SIGTERM)
        status = ideas.process.wait(20)
        seconds = time.monotonic() - asked_at

    assert (status, seconds < SWIFT.grace.total_seconds()) == (0, True)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines[-1]["event"] == "service.stopped"


REFLECTION = pytest.mark.parametrize("version", ["v1", "v1alpha"])
"""Tools speak one or the other; the messages are the same."""


def reflected(
    ideas: Ideas, version: str, metadata: Metadata, **asked: str
) -> ServerReflectionResponse:
    with plain_channel(ideas.port) as channel:
        ask = channel.stream_stream(
            f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            ServerReflectionRequest.SerializeToString,
            ServerReflectionResponse.FromString,
        )
        requests = iter([ServerReflectionRequest(**asked)])  # type: ignore[arg-type]
        (answer,) = ask(requests, metadata=metadata, timeout=5)
        return answer


@REFLECTION
def test_reflection_tells_the_services_to_those_with_a_token(
    ideas: Ideas, keys: Keys, version: str
) -> None:
    answer = reflected(ideas, version, keys.metadata, list_services="")

    names = [service.name for service in answer.list_services_response.service]
    assert names == [
        "day1.ideas.v1.IdeaService",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
    ]


@REFLECTION
def test_reflection_describes_every_service_that_it_names(
    ideas: Ideas, keys: Keys, version: str
) -> None:
    services = reflected(ideas, version, keys.metadata, list_services="")

    for service in services.list_services_response.service:
        answer = reflected(
            ideas, version, keys.metadata, file_containing_symbol=service.name
        )
        files = [
            FileDescriptorProto.FromString(one)
            for one in answer.file_descriptor_response.file_descriptor_proto
        ]
        described = {f"{one.package}.{it.name}" for one in files for it in one.service}
        assert service.name in described


@REFLECTION
def test_reflection_tells_nobody_else_anything(ideas: Ideas, version: str) -> None:
    error = refusal(lambda: reflected(ideas, version, (), list_services=""))

    assert code_of(error) == "UNAUTHENTICATED"


def test_metrics_count_the_calls_by_method_and_code(ideas: Ideas, keys: Keys) -> None:
    with plain_channel(ideas.port) as channel:
        IdeaServiceStub(channel).ListIdeas(
            pb.ListIdeasRequest(), metadata=keys.metadata, timeout=5
        )
    opener = build_opener(ProxyHandler({}))
    url = f"http://127.0.0.1:{ideas.metrics_port}/metrics"
    with opener.open(url, timeout=5) as answer:
        text = answer.read().decode()

    method = "/day1.ideas.v1.IdeaService/ListIdeas"
    count = f'rpc_server_seconds_count{{code="OK",method="{method}",reason=""}} 1.0'
    assert count in text.splitlines()
