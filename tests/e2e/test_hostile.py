"""Junk, floods and half requests: the product goes on, and says nothing it should not.

The monolith has no gRPC port; what is about gRPC runs on the microservices alone.
"""

import os
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

import grpc
import psutil
import pytest

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from deploy.instance import Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for

MANY = 10_000
FEWEST = 1_000
SPARE = 500
IN_TIME_SECONDS = 5.0
MAX_BYTES_A_CONNECTION = 64 * 1024
GARBAGE = [
    os.urandom(4096),
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 4096,
    b"\x16\x03\x01" + b"\x00" * 512,
    b"",
]


PAGES = (
    "/",
    "/ideas",
    "/new/idea",
    "/reviews",
    "/experiments",
    "/new/experiment",
    "/metrics",
    "/coes",
    "/new/coe",
    "/corrections",
    "/mechanisms",
    "/new/mechanism",
    "/loop",
    "/loop/numbers",
    "/loop/incidents",
    "/roadmap",
    "/decisions",
    "/day1",
    "/day1/customers",
    "/day1/proxies",
    "/day1/trends",
    "/day1/velocity",
)
"""Every page that is about nothing in particular."""

NARROWED = [
    "state",
    "idea",
    "team",
    "owner",
    "leader",
    "source",
    "stage",
    "tool",
    "owner_team",
    "tag",
    "doors",
    "coe",
    "metric",
    "decider",
    "outcome",
]
STRANGE = [
    *(f"{name}=%3Cscript%3Ealert(1)%3C/script%3E%22%00" for name in NARROWED),
    "page_token=made-up",
    "page_size=-1",
    "page_size=99999999999999999999",
    "verify=%ff%fe",
    "x=" + "y" * 4000,
    "&&&=%zz;",
]
"""What no link of ours asks for."""


@pytest.fixture(scope="module")
def microservices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    instance = Instance("microservices", tmp_path_factory.mktemp("hostile") / "home")
    instance.start()
    yield instance
    assert instance.stop() == 0, instance.output[-3000:]


@contextmanager
def ideas_of(product: Instance) -> Iterator[IdeaServiceStub]:
    """Call the service without the manners of our own client."""
    options = [("grpc.enable_http_proxy", 0), ("grpc.max_send_message_length", -1)]
    address = f"127.0.0.1:{product.ports['ideas']}"
    with grpc.insecure_channel(address, options) as channel:
        yield IdeaServiceStub(channel)


def authorized(product: Instance, *more: tuple[str, str | bytes]) -> Any:
    token = token_for(Keychain(product.home), "ann")
    return (("authorization", f"Bearer {token}"), *more)


def code_of(act: Any, *args: Any, **kwargs: Any) -> str:
    """Return how a call ends: OK, or the code of its refusal."""
    try:
        act(*args, timeout=30, **kwargs)
    except grpc.RpcError as error:
        call: Any = error
        return str(call.code().name)
    return "OK"


def assert_unharmed(product: Instance) -> None:
    """Everything answers in time, and nothing has crashed."""
    product.await_true(product.is_ready, "ready")
    assert product.api("ann").get("/v1/ideas?page_size=1")["ideas"]
    assert "Traceback" not in product.output


def test_a_message_of_64_megabytes_is_refused(microservices: Instance) -> None:
    process = microservices.process_of("ideas")
    release = pb.PressRelease(summary="x" * 64 * 1024 * 1024)
    written = pb.IdeaDocument(title="Huge", press_release=release)
    request = rpc.CreateIdeaRequest(idea=pb.Idea(document=written))

    with ideas_of(microservices) as ideas:
        code = code_of(ideas.CreateIdea, request, metadata=authorized(microservices))

    assert code == "RESOURCE_EXHAUSTED"
    assert microservices.process_of("ideas") == process
    assert_unharmed(microservices)


@pytest.mark.parametrize(
    ("headers", "codes"),
    [
        ([("junk-bin", os.urandom(4096))], {"OK"}),
        ([("authorization-bin", os.urandom(64))], {"OK"}),
        ([(f"header-{n}", "x") for n in range(300)], {"OK"}),
        ([("huge", "x" * 1_000_000)], {"RESOURCE_EXHAUSTED", "INTERNAL"}),
        ([("authorization", "Bearer x")], {"UNAUTHENTICATED"}),
        ([("grpc-timeout", "soon")], {"OK", "INTERNAL", "UNAVAILABLE"}),
    ],
    ids=["binary", "binary token", "many", "huge", "two tokens", "a bad timeout"],
)
def test_strange_metadata_harms_nobody(
    microservices: Instance, headers: list[tuple[str, str | bytes]], codes: set[str]
) -> None:
    process = microservices.process_of("ideas")
    metadata = authorized(microservices, *headers)

    with ideas_of(microservices) as ideas:
        code = code_of(ideas.ListIdeas, rpc.ListIdeasRequest(), metadata=metadata)

    assert code in codes
    assert microservices.process_of("ideas") == process
    assert_unharmed(microservices)


def test_a_method_that_is_not_there_is_unimplemented(microservices: Instance) -> None:
    address = f"127.0.0.1:{microservices.ports['ideas']}"
    codes = []

    with grpc.insecure_channel(address, [("grpc.enable_http_proxy", 0)]) as channel:
        for path in ("/day1.ideas.v1.IdeaService/DropEverything", "/x", "/a/b/c"):
            rpc: Any = channel.unary_unary(path)
            codes.append(code_of(rpc, b"", metadata=authorized(microservices)))

    assert codes == ["UNIMPLEMENTED"] * 3
    assert_unharmed(microservices)


def test_bytes_that_are_no_message_are_refused(microservices: Instance) -> None:
    address = f"127.0.0.1:{microservices.ports['ideas']}"

    with grpc.insecure_channel(address, [("grpc.enable_http_proxy", 0)]) as channel:
        rpc: Any = channel.unary_unary("/day1.ideas.v1.IdeaService/CreateIdea")
        code = code_of(rpc, b"\xff" * 1000, metadata=authorized(microservices))

    assert code != "OK"
    assert_unharmed(microservices)


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda sent: repr(sent[:8]))
@pytest.mark.parametrize("port", ["ideas", "web"])
def test_bytes_that_are_no_protocol_are_dropped(
    microservices: Instance, port: str, garbage: bytes
) -> None:
    for _ in range(20):
        with connected(microservices, port) as connection:
            connection.sendall(garbage)

    with ideas_of(microservices) as ideas:
        metadata = authorized(microservices)
        code = code_of(ideas.ListIdeas, rpc.ListIdeasRequest(), metadata=metadata)
    assert code == "OK"
    assert_unharmed(microservices)


def connected(product: Instance, port: str) -> socket.socket:
    address = ("127.0.0.1", product.ports[port])
    return socket.create_connection(address, timeout=IN_TIME_SECONDS)


@contextmanager
def crowd(product: Instance, port: str, size: int, says: bytes = b"") -> Iterator[int]:
    """Keep connections open that never send a whole request; yield how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    allowed = min(size, hard - SPARE)
    try:
        with ExitStack() as open_ones:
            for _ in range(allowed):
                one = open_ones.enter_context(connected(product, port))
                one.sendall(says)
            yield allowed
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def memory_of(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def test_a_crowd_of_idle_connections_keeps_nobody_from_grpc(
    microservices: Instance,
) -> None:
    process = microservices.process_of("ideas")
    before = memory_of(process)
    request, metadata = rpc.ListIdeasRequest(page_size=1), authorized(microservices)

    with crowd(microservices, "ideas", MANY) as size, ideas_of(microservices) as ideas:
        found = ideas.ListIdeas(request, timeout=IN_TIME_SECONDS, metadata=metadata)
        grown = memory_of(process) - before

    assert size >= FEWEST, f"only {size} connections are allowed here"
    assert found.ideas
    assert grown < size * MAX_BYTES_A_CONNECTION
    assert microservices.process_of("ideas") == process
    assert_unharmed(microservices)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_asked_for_strangely_says_so_and_no_more(
    product: Instance, page: str
) -> None:
    assert shown(product, page)[0] == HTTPStatus.OK

    for query in STRANGE:
        status, text = shown(product, f"{page}?{query}")

        assert status < HTTPStatus.INTERNAL_SERVER_ERROR, query
        assert "<script>alert" not in text, query
        assert "Traceback" not in text, query
    assert "Traceback" not in product.output


def shown(product: Instance, address: str) -> tuple[int, str]:
    """Return what a browser gets that nobody has introduced itself with."""
    connection = HTTPConnection("127.0.0.1", product.ports["web"], timeout=30)
    connection.request("GET", address, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.parametrize(
    ("size", "says"),
    [
        (MANY, b""),
        (FEWEST, b"GET / HTTP/1.1\r\nHost: x\r\n"),
        (
            FEWEST,
            b"POST /v1/ideas HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
        ),
    ],
    ids=["idle", "half a header", "half a body"],
)
def test_a_crowd_of_slow_visitors_keeps_nobody_from_the_pages(
    product: Instance, size: int, says: bytes
) -> None:
    front = web_process(product)
    before = memory_of(front)

    with crowd(product, "web", size, says) as there:
        assert product.api("ann").get("/v1/ideas?page_size=1")["ideas"]
        assert product.is_ready()
        grown = memory_of(front) - before

    assert there >= FEWEST, f"only {there} connections are allowed here"
    assert grown < there * MAX_BYTES_A_CONNECTION
    assert web_process(product) == front
    assert_unharmed(product)


def web_process(product: Instance) -> psutil.Process:
    module = "monolith" if product.shape == "monolith" else "web"
    children = psutil.Process(product.runner.pid).children(recursive=True)
    return next(child for child in children if child.cmdline()[-1:] == [module])
