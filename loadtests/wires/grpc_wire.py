"""Straight to the services, over gRPC."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import grpc
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.rpc.client import connect
from chassis.rpc.errors import violations_in

from .calls import TIMEOUT_SECONDS, Call, refusal_of

PASSING = frozenset(
    {"UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "INTERNAL", "UNKNOWN"}
)
"""Codes that do not tell whether anything was changed."""


class GrpcWire:
    """To services, each at its gRPC target string."""

    name = "grpc"

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._channels = {name: connect(target) for name, target in targets.items()}
        self._stubs: dict[str, Callable[..., Message]] = {}

    def call(self, call: Call, token: str) -> Message:
        """Return the answer. Raises `Refused` and `Passing`."""
        stub = self._stubs.get(call.method.full_name) or self._stub(call.method)
        streams = call.method.client_streaming
        argument = iter(call.requests) if streams else call.requests[0]
        metadata = (("authorization", f"Bearer {token}"),)
        try:
            return stub(argument, metadata=metadata, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            reasons = [violation.reason for violation in violations_in(error)]
            code = cast("grpc.Call", error).code().name
            raise refusal_of(reasons, passes=code in PASSING) from None

    def _stub(self, method: MethodDescriptor) -> Callable[..., Message]:
        service = method.full_name.split(".")[1]
        channel: Any = self._channels[service]
        make = channel.stream_unary if method.client_streaming else channel.unary_unary
        stub: Callable[..., Message] = make(
            f"/{method.containing_service.full_name}/{method.name}",
            request_serializer=GetMessageClass(method.input_type).SerializeToString,
            response_deserializer=GetMessageClass(method.output_type).FromString,
        )
        return self._stubs.setdefault(method.full_name, stub)
