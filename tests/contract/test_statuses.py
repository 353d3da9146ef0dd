"""Every rpc gives the same status through `LocalTransport` and through a socket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import protovalidate
import pytest
from cryptography.fernet import Fernet
from google.protobuf import message_factory
from google.protobuf.descriptor import Descriptor, MethodDescriptor
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from chassis.eventlog.embedded import EmbeddedLog
from chassis.rpc.client import connect
from chassis.rpc.errors import ERROR_DOMAIN, status_of
from chassis.rpc.server import build_server, health_servicer, listen
from chassis.service import Running, pipeline
from chassis.settings import ServiceSettings
from deploy.databases import provide_together
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from monolith.bootstrap import SERVICES, build
from tests.contract.samples import ID, UNREADABLE, is_demanded, sample
from web.app import CONTRACTS

METHODS = [
    (name, method)
    for name, contracts in CONTRACTS.items()
    for contract in contracts
    for service in contract.services_by_name.values()
    for method in service.methods
]

DOOR = {"decision": "Whether to go in."}
KIND = {"kind": 1, "direction": 1}

BY_HAND: dict[str, dict[str, Any]] = {
    "CreateMetric": {"metric_id": "joy", "metric": {"title": "Joy", **KIND}},
    "SplitDoor": {
        "name": f"ideas/{ID}",
        "door": ID,
        "into": [{"id": "one", **DOOR}, {"id": "two", **DOOR}],
    },
}
"""What rules demand that only people can read."""


def type_of(described: Descriptor) -> type[Message]:
    """Return the class of a message."""
    return message_factory.GetMessageClass(described)


def request_to(method: MethodDescriptor) -> Message:
    """Return a well-formed request about something that is not there."""
    if by_hand := BY_HAND.get(method.name):
        return ParseDict(by_hand, type_of(method.input_type)())
    return sample(method.input_type)


def demands(method: MethodDescriptor) -> bool:
    """Tell whether an empty request is malformed."""
    return any(map(is_demanded, method.input_type.fields))


def named_by(method: MethodDescriptor) -> str:
    """Return the first resource that the sample names, such as `ideas/ghost`."""
    found = re.search(rf"[a-zA-Z]+/{ID}[^\"]*", str(request_to(method)))
    return found[0] if found else ""


WATCHED_SECONDS = 2
"""How long a stream is read that would go on; it ends well."""

every_method = pytest.mark.parametrize(
    ("service", "method"), METHODS, ids=[method.full_name for _, method in METHODS]
)
every_named_method = pytest.mark.parametrize(
    ("service", "method"),
    [pair for pair in METHODS if named_by(pair[1])],
    ids=[method.full_name for _, method in METHODS if named_by(method)],
)


@dataclass(frozen=True)
class Product:
    """All services twice: in this thread, and behind sockets."""

    local: grpc.Channel
    sockets: dict[str, grpc.Channel]
    token: str

    def answers(
        self, service: str, method: MethodDescriptor, *sent: Message, token: str
    ) -> tuple[Status, Status]:
        """Return how both transports end a call."""
        headers = (("authorization", f"Bearer {token}"),) if token else ()
        channels = (self.local, self.sockets[service])
        first, second = (ended(one, method, sent, headers) for one in channels)
        return first, second


@pytest.fixture(scope="module")
def product(
    postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    keychain = Keychain(tmp_path_factory.mktemp("statuses"))
    keychain.make_token_keys()
    urls = provide_together(postgres, CONTRACTS)
    settings = settings_of(keychain.token_jwks, urls)
    log = EmbeddedLog(urls["eventlog"])
    transport, running = build(settings, log, HealthServicer())
    servers, sockets = [], {}
    for (_, build_service), own in zip(SERVICES, settings, strict=True):
        service = build_service(own)
        server = build_server(pipeline(service.name, own), health_servicer(), 2)
        running.append(Running(service, own, log, server))
        port = listen(server, "127.0.0.1:0")
        sockets[service.name] = connect(f"127.0.0.1:{port}")
        server.start()
        servers.append(server)
    yield Product(transport.channel, sockets, token_for(keychain, "ann"))
    for channel in sockets.values():
        channel.close()
    for server in servers:
        server.stop(None).wait()
    for one in running:
        one.database.close()
    log.close()


def settings_of(jwks: Path, urls: Any) -> list[ServiceSettings]:
    page_token_key = Fernet.generate_key().decode()
    return [
        settings_type.model_validate(
            {
                "database_url": urls[name],
                "eventlog_url": urls["eventlog"],
                "token_jwks": jwks,
                "page_token_key": page_token_key,
                "database_connections": 2,
            }
        )
        for name, (settings_type, _) in zip(CONTRACTS, SERVICES, strict=True)
    ]


def ended(
    channel: grpc.Channel,
    method: MethodDescriptor,
    sent: tuple[Message, ...],
    headers: tuple[tuple[str, str], ...],
) -> Status:
    """Return the status of a call, as the wire would carry it."""
    service = method.containing_service
    kinds = {
        (False, False): channel.unary_unary,
        (True, False): channel.stream_unary,
        (False, True): channel.unary_stream,
    }
    rpc: Any = kinds[method.client_streaming, method.server_streaming](
        f"/{service.full_name}/{method.name}",
        request_serializer=type_of(method.input_type).SerializeToString,
        response_deserializer=type_of(method.output_type).FromString,
    )
    # Each transport gets its own copies: a client may add a request id to them.
    copies = [type(message).FromString(message.SerializeToString()) for message in sent]
    request = iter(copies) if method.client_streaming else copies[0]
    try:
        if method.server_streaming:
            list(rpc(request, timeout=WATCHED_SECONDS, metadata=headers))
        else:
            rpc(request, timeout=10, metadata=headers)
    except grpc.RpcError as error:
        return status_of(error)
    return Status()


def info_in(status: Status) -> ErrorInfo:
    info = ErrorInfo()
    found = [detail for detail in status.details if detail.Is(info.DESCRIPTOR)]
    assert len(found) == 1
    found[0].Unpack(info)
    return info


def code_of(status: Status) -> str:
    return next(code.name for code in grpc.StatusCode if code.value[0] == status.code)


@every_method
def test_a_sample_is_well_formed(service: str, method: MethodDescriptor) -> None:
    assert service in CONTRACTS
    assert protovalidate.collect_violations(request_to(method)) == []


@every_method
def test_nobody_is_served_without_a_token(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    local, remote = product.answers(service, method, request_to(method), token="")

    assert code_of(local) == "UNAUTHENTICATED"
    assert info_in(local).reason == "TOKEN_MISSING"
    assert info_in(local).domain == ERROR_DOMAIN
    assert local == remote


@every_method
def test_a_token_that_is_none_is_refused_alike(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    empty, forged = type_of(method.input_type)(), "x.y.z"

    local, remote = product.answers(service, method, empty, token=forged)

    assert code_of(local) == "UNAUTHENTICATED"
    assert info_in(local).reason == "TOKEN_INVALID"
    assert local == remote


@every_method
def test_an_empty_request_is_malformed_unless_nothing_is_demanded(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    empty = type_of(method.input_type)()

    local, remote = product.answers(service, method, empty, token=product.token)

    if demands(method):
        assert code_of(local) == "INVALID_ARGUMENT"
        assert info_in(local).domain == ERROR_DOMAIN
    else:
        assert code_of(local) == "OK"
    assert local == remote


@every_named_method
def test_what_does_not_exist_is_not_found_with_its_reason(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    sent = request_to(method)

    local, remote = product.answers(service, method, sent, token=product.token)

    nouns = [part.removesuffix("s").upper() for part in named_by(method).split("/")]
    reasons = {f"{noun}_NOT_FOUND" for noun in nouns[::2]}
    if method.name == "CreateExperiment":
        reasons = {"IDEA_UNKNOWN"}
    assert code_of(local) == "NOT_FOUND"
    assert info_in(local).reason in reasons
    assert info_in(local).domain == ERROR_DOMAIN
    assert local == remote


@pytest.mark.parametrize(
    ("service", "method"), [pair for pair in METHODS if pair[1].client_streaming]
)
def test_an_empty_stream_is_refused_alike(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    local, remote = product.answers(service, method, token=product.token)

    assert code_of(local) == "INVALID_ARGUMENT"
    assert info_in(local).reason == "BATCH_EMPTY"
    assert local == remote


@pytest.mark.parametrize(
    ("service", "method", "field"),
    [
        (service, method, field)
        for service, method in METHODS
        for field in UNREADABLE
        if field in method.input_type.fields_by_name and not demands(method)
    ],
)
def test_a_request_that_cannot_be_read_is_refused_alike(
    product: Product, service: str, method: MethodDescriptor, field: str
) -> None:
    sent = request_to(method)
    value, reason = UNREADABLE[field]
    setattr(sent, field, value)

    local, remote = product.answers(service, method, sent, token=product.token)

    assert info_in(local).reason == reason
    assert local == remote


@pytest.mark.parametrize("service", CONTRACTS)
def test_anyone_may_ask_for_health(product: Product, service: str) -> None:
    for channel in (product.local, product.sockets[service]):
        stub: Any = HealthStub(channel)
        answer = stub.Check(HealthCheckRequest(), timeout=10)

        assert answer.status == HealthCheckResponse.SERVING
