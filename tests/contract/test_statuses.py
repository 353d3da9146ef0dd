"""Every rpc gives the same status through `LocalTransport` and through a socket."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography.fernet import Fernet
from google.protobuf import message_factory
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from chassis.eventlog.embedded import EmbeddedLog
from chassis.rpc.client import connect
from chassis.rpc.errors import status_of
from chassis.rpc.server import build_server, health_servicer, listen
from chassis.service import Running, pipeline
from chassis.settings import ServiceSettings
from deploy.databases import provide_together
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from monolith.bootstrap import SERVICES, build
from web.app import CONTRACTS

METHODS = [
    (name, method)
    for name, contracts in CONTRACTS.items()
    for contract in contracts
    for service in contract.services_by_name.values()
    for method in service.methods
]

GHOST: dict[str, dict[str, Any]] = {
    "GetIdea": {"name": "ideas/ghost"},
    "UpdateIdea": {"idea": {"name": "ideas/ghost", "title": "New"}},
    "SubmitIdea": {"name": "ideas/ghost"},
    "RecallIdea": {"name": "ideas/ghost", "reason": "A better headline."},
    "LaunchIdea": {"name": "ideas/ghost"},
    "GetReview": {"name": "reviews/ghost"},
    "InviteReader": {"name": "reviews/ghost", "reader": "people/joy"},
    "FinishReading": {"name": "reviews/ghost"},
    "DecideReview": {"name": "reviews/ghost", "outcome": "OUTCOME_APPROVE"},
    "CreateExperiment": {"experiment": {"idea": "ideas/ghost", "title": "Try it"}},
    "GetExperiment": {"name": "experiments/ghost"},
    "UpdateExperiment": {"experiment": {"name": "experiments/ghost", "title": "New"}},
    "GetResults": {"name": "experiments/ghost"},
    "VerifyKillSwitch": {"name": "experiments/ghost"},
    "StartExperiment": {"name": "experiments/ghost"},
    "PauseExperiment": {"name": "experiments/ghost", "cause": "A doubt."},
    "ResumeExperiment": {"name": "experiments/ghost"},
    "StopExperiment": {"name": "experiments/ghost"},
    "AbortExperiment": {"name": "experiments/ghost", "reason": "Wrong customers."},
    "DecideExperiment": {
        "name": "experiments/ghost",
        "verdict": "VERDICT_KILL",
        "learning": "Nobody came.",
    },
    "AssignUnit": {"experiment": "experiments/ghost", "unit": "u1"},
    "RecordExposures": {"experiment": "experiments/ghost", "unit": "u1"},
    "RecordOutcomes": {"experiment": "experiments/ghost", "unit": "u1", "metric": "m"},
    "GetCoe": {"name": "coes/ghost"},
    "UpdateCoe": {"coe": {"name": "coes/ghost", "title": "New"}},
    "StartAnalysis": {"name": "coes/ghost"},
    "DismissCoe": {"name": "coes/ghost", "reason": "A test of the alarm."},
}
"""A well-formed request about something that is not there, by method."""

UNNAMED = {"CreateIdea", "ListIdeas", "ListReviews", "ListExperiments"} | {
    "CreateCoe",
    "ListCoes",
}
"""Methods that name nothing which could be missing."""

every_method = pytest.mark.parametrize(
    ("service", "method"), METHODS, ids=[method.full_name for _, method in METHODS]
)
every_named_method = pytest.mark.parametrize(
    ("service", "method"),
    [pair for pair in METHODS if pair[1].name not in UNNAMED],
    ids=[m.full_name for _, m in METHODS if m.name not in UNNAMED],
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
    settings = settings_of(keychain.token_public_key, urls)
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


def settings_of(public_key: Path, urls: Any) -> list[ServiceSettings]:
    page_token_key = Fernet.generate_key().decode()
    return [
        settings_type.model_validate(
            {
                "database_url": urls[name],
                "eventlog_url": urls["eventlog"],
                "token_public_key": public_key,
                "page_token_key": page_token_key,
                "database_connections": 2,
            }
        )
        for name, (settings_type, _) in zip(CONTRACTS, SERVICES, strict=True)
    ]


def request_of(method: MethodDescriptor, **values: Any) -> Message:
    return message_factory.GetMessageClass(method.input_type)(**values)


def ended(
    channel: grpc.Channel,
    method: MethodDescriptor,
    sent: tuple[Message, ...],
    headers: tuple[tuple[str, str], ...],
) -> Status:
    """Return the status of a call, as the wire would carry it."""
    service = method.containing_service
    path = f"/{service.full_name}/{method.name}"
    kind = channel.stream_unary if method.client_streaming else channel.unary_unary
    asked = message_factory.GetMessageClass(method.input_type)
    answered = message_factory.GetMessageClass(method.output_type)
    rpc: Any = kind(
        path,
        request_serializer=asked.SerializeToString,
        response_deserializer=answered.FromString,
    )
    # Each transport gets its own copies: a client may add a request id to them.
    copies = [type(message).FromString(message.SerializeToString()) for message in sent]
    request = iter(copies) if method.client_streaming else copies[0]
    try:
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


def test_every_method_names_something_or_says_that_it_does_not() -> None:
    assert {method.name for _, method in METHODS} == UNNAMED | GHOST.keys()


@every_method
def test_nobody_is_served_without_a_token(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    sent = request_of(method, **GHOST.get(method.name, {}))

    local, remote = product.answers(service, method, sent, token="")

    assert code_of(local) == "UNAUTHENTICATED"
    assert info_in(local).reason == "TOKEN_MISSING"
    assert info_in(local).domain == f"{service}.day1"
    assert local == remote


@every_method
def test_a_token_that_is_none_is_refused_alike(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    sent, forged = request_of(method), "x.y.z"

    local, remote = product.answers(service, method, sent, token=forged)

    assert code_of(local) == "UNAUTHENTICATED"
    assert info_in(local).reason == "TOKEN_INVALID"
    assert local == remote


@every_method
def test_an_empty_request_gets_the_same_violations_or_the_same_list(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    local, remote = product.answers(
        service, method, request_of(method), token=product.token
    )

    if method.name.startswith("List"):
        assert code_of(local) == "OK"
    else:
        assert code_of(local) == "INVALID_ARGUMENT"
        assert info_in(local).domain == f"{service}.day1"
    assert local == remote


@every_named_method
def test_what_does_not_exist_is_not_found_with_its_reason(
    product: Product, service: str, method: MethodDescriptor
) -> None:
    sent = request_of(method, **GHOST[method.name])

    local, remote = product.answers(service, method, sent, token=product.token)

    noun = service.removesuffix("s").upper()
    unknown = "IDEA_UNKNOWN" if method.name == "CreateExperiment" else ""
    assert code_of(local) == "NOT_FOUND"
    assert info_in(local).reason == (unknown or f"{noun}_NOT_FOUND")
    assert info_in(local).domain == f"{service}.day1"
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
    ("service", "method"), [pair for pair in METHODS if pair[1].name[:4] == "List"]
)
@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"filter": 'colour = "red"'}, "FILTER_INVALID"),
        ({"page_token": "made-up"}, "PAGE_TOKEN_INVALID"),
        ({"page_size": -1}, "INT32_GTE"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_alike(
    product: Product,
    service: str,
    method: MethodDescriptor,
    values: dict[str, Any],
    reason: str,
) -> None:
    sent = request_of(method, **values)

    local, remote = product.answers(service, method, sent, token=product.token)

    assert info_in(local).reason == reason
    assert local == remote


@pytest.mark.parametrize("service", CONTRACTS)
def test_anyone_may_ask_for_health(product: Product, service: str) -> None:
    for channel in (product.local, product.sockets[service]):
        stub: Any = HealthStub(channel)
        answer = stub.Check(HealthCheckRequest(), timeout=10)

        assert answer.status == HealthCheckResponse.SERVING
