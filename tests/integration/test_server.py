"""A server from its first call to its last: deadlines, crashes, tokens, drain."""

import base64
import hmac
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.request import ProxyHandler, build_opener

import grpc
import jwt
import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf.wrappers_pb2 import StringValue
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub
from grpc_reflection.v1alpha.reflection_pb2 import ServerReflectionRequest
from grpc_reflection.v1alpha.reflection_pb2_grpc import ServerReflectionStub
from structlog.testing import capture_logs

from chassis.rpc.calls import CURRENT
from chassis.rpc.client import connect
from chassis.rpc.errors import Unauthenticated, status_of
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
from chassis.rpc.tokens import LEEWAY_SECONDS, TokenVerifier
from chassis.tokens import ALGORITHM, AUDIENCE
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
        """Tell the time left, crash, or wait."""
        self.calls += 1
        if request.value == "crash":
            raise RuntimeError(SECRET)
        if request.value == "wait":
            self.entered.set()
            assert self.released.wait(10)
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
    def private(self) -> bytes:
        return self.keychain.token_private_key.read_bytes()

    @property
    def public(self) -> bytes:
        return self.keychain.token_public_key.read_bytes()

    @property
    def metadata(self) -> Metadata:
        return (("authorization", f"Bearer {token_for(self.keychain, 'ann')}"),)

    def pipeline(self) -> Pipeline:
        return Pipeline("notes", TokenVerifier(self.public))


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
    tokens, silence = TokenVerifier(keys.public), threading.Event()
    pipeline = Pipeline("notes", tokens, default_deadline=timedelta(milliseconds=200))
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
        "IDEAS_TOKEN_PUBLIC_KEY": str(keys.keychain.token_public_key),
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


def reflected(ideas: Ideas, metadata: Metadata) -> list[str]:
    with plain_channel(ideas.port) as channel:
        stub: Any = ServerReflectionStub(channel)
        asked = iter([ServerReflectionRequest(list_services="")])
        answers = stub.ServerReflectionInfo(asked, metadata=metadata, timeout=5)
        return [
            service.name
            for answer in answers
            for service in answer.list_services_response.service
        ]


def test_reflection_tells_the_services_to_those_with_a_token(
    ideas: Ideas, keys: Keys
) -> None:
    assert "day1.ideas.v1.IdeaService" in reflected(ideas, keys.metadata)


def test_reflection_tells_nobody_else_anything(ideas: Ideas) -> None:
    error = refusal(lambda: reflected(ideas, ()))

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


CLAIMS = {
    "sub": "people/ann",
    "team": "teams/books",
    "azp": "test",
    "aud": AUDIENCE,
    "exp": NOON.timestamp() + 60,
}


def caller_of(keys: Keys, token: str) -> str:
    verifier = TokenVerifier(keys.public, NOON.timestamp)
    return verifier.caller_of(f"Bearer {token}").actor.name


def signed(keys: Keys, **changes: Any) -> str:
    claims = {**CLAIMS, **changes}
    given = {name: claim for name, claim in claims.items() if claim is not ...}
    header = {"alg": ALGORITHM, "typ": "JWT"}
    text = joined(header, given)
    key = serialization.load_pem_private_key(keys.private, password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return f"{text}.{encoded(key.sign(text.encode()))}"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def test_a_token_speaks_for_a_person_until_it_expires(keys: Keys) -> None:
    assert caller_of(keys, signed(keys)) == "people/ann"


def test_a_token_that_has_expired_meanwhile_is_refused_though_it_is_remembered(
    keys: Keys,
) -> None:
    times = [NOON.timestamp(), NOON.timestamp() + 60 + LEEWAY_SECONDS]
    verifier = TokenVerifier(keys.public, lambda: times.pop(0))
    authorization = f"Bearer {signed(keys)}"
    verifier.caller_of(authorization)

    with pytest.raises(Unauthenticated) as refused:
        verifier.caller_of(authorization)

    assert refused.value.violations[0].reason == "TOKEN_EXPIRED"


def test_clocks_that_differ_a_little_refuse_nobody(keys: Keys) -> None:
    verifier = TokenVerifier(keys.public, lambda: NOON.timestamp() + LEEWAY_SECONDS)
    in_an_hour = time.time() + 3600
    token = signed(keys, iat=in_an_hour, exp=NOON.timestamp() + 1)

    assert verifier.caller_of(f"Bearer {token}").actor.name == "people/ann"


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Basic YTpi", "x"])
def test_without_a_bearer_token_nobody_is_known(keys: Keys, authorization: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        TokenVerifier(keys.public).caller_of(authorization)

    assert refused.value.violations[0].reason == "TOKEN_MISSING"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another"},
        {"aud": ["another"]},
        *({claim: ...} for claim in ("exp", "sub", "aud", "team")),
        *({claim: None} for claim in ("exp", "sub", "aud", "team")),
        *({claim: 7} for claim in ("sub", "aud", "team", "azp")),
        {"sub": ["people/ann"]},
        {"team": {"name": "teams/books"}},
        {"azp": None},
        {"exp": "soon"},
        {"exp": "99999999999"},
        {"exp": []},
        {"exp": float("inf")},
        {"exp": 10**400},
        {"iat": "yesterday"},
    ],
    ids=str,
)
def test_a_signed_token_with_other_claims_is_refused(
    keys: Keys, changes: dict[str, Any]
) -> None:
    with pytest.raises(Unauthenticated) as refused:
        caller_of(keys, signed(keys, **changes))

    assert refused.value.violations[0].reason == "TOKEN_INVALID"


def joined(header: dict[str, str], claims: dict[str, Any]) -> str:
    return ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))


def forgeries(public_key: bytes, token: str) -> dict[str, str]:
    """Return tokens that nobody who holds the private key has made, by their trick."""
    header, claims, signature = token.split(".")
    unsigned = joined({"alg": "none", "typ": "JWT"}, CLAIMS)
    # What everyone may know, taken for a shared secret.
    symmetric = joined({"alg": "HS256", "typ": "JWT"}, CLAIMS)
    digest = hmac.digest(public_key, symmetric.encode(), "sha256")
    ben = encoded(json.dumps({**CLAIMS, "sub": "people/ben"}).encode())
    stranger = Ed25519PrivateKey.generate()
    return {
        "unsigned": f"{unsigned}.",
        "signed by another": jwt.encode(CLAIMS, stranger, algorithm=ALGORITHM),
        "signed with the public key": f"{symmetric}.{encoded(digest)}",
        "changed after signing": f"{header}.{ben}.{signature}",
        "without its signature": f"{header}.{claims}.",
        "with other characters": f"{token}ü",
        "no token at all": "x.y.z",
    }


@pytest.mark.parametrize("trick", forgeries(b"", "..").keys())
def test_a_forged_token_is_refused(keys: Keys, trick: str) -> None:
    forged = forgeries(keys.public, signed(keys))[trick]

    with pytest.raises(Unauthenticated) as refused:
        caller_of(keys, forged)

    assert refused.value.violations[0].reason == "TOKEN_INVALID"
