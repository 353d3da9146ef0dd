"""A channel: deadline, retries where they are safe, balancing over healthy servers."""

import json
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import grpc
from typing_extensions import override

from chassis.limits import DEFAULT_DEADLINE, MAX_MESSAGE_BYTES, MAX_METADATA_BYTES

from .calls import CURRENT
from .server import KEEPALIVE

SERVICE_CONFIG = {
    # Client health checking needs a health check and round robin (gRFC A17).
    "loadBalancingConfig": [{"round_robin": {}}],
    "healthCheckConfig": {"serviceName": ""},
    "methodConfig": [
        {
            "name": [{}],
            "retryPolicy": {
                "maxAttempts": 4,
                "initialBackoff": "0.05s",
                "maxBackoff": "1s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ],
}
"""Retrying UNAVAILABLE is safe: writes carry a request id, streams commit as one."""

OPTIONS = [
    # A proxy for the outside world must not get to see our calls.
    ("grpc.enable_http_proxy", 0),
    ("grpc.service_config", json.dumps(SERVICE_CONFIG)),
    ("grpc.max_send_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
    ("grpc.max_metadata_size", MAX_METADATA_BYTES),
    ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES),
    # A restarted server is found again within a second, not within two minutes.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1000),
    *KEEPALIVE,
]


def connect(target: str) -> grpc.Channel:
    """Return a channel to a gRPC target string, such as `127.0.0.1:50051`."""
    channel = grpc.insecure_channel(target, options=OPTIONS)
    return grpc.intercept_channel(channel, SafeCalls())


class CallDetails(NamedTuple):
    """What a client interceptor may say about a call."""

    method: str
    timeout: float | None
    metadata: Any
    credentials: Any
    wait_for_ready: bool | None
    compression: Any


class SafeCalls(
    grpc.UnaryUnaryClientInterceptor,
    grpc.UnaryStreamClientInterceptor,
    grpc.StreamUnaryClientInterceptor,
):
    """Gives each call a deadline, and each write a request id, if it has none.

    Inside a server the deadline is what is left of the call being served: gRPC for
    Python does not pass it on by itself.
    """

    @override
    def intercept_unary_unary(
        self,
        continuation: Callable[[Any, Any], Any],
        client_call_details: grpc.ClientCallDetails,
        request: Any,
    ) -> Any:
        if getattr(request, "request_id", None) == "":
            request.request_id = str(uuid.uuid4())
        return continuation(with_deadline(client_call_details), request)

    @override
    def intercept_unary_stream(
        self,
        continuation: Callable[[Any, Any], Any],
        client_call_details: grpc.ClientCallDetails,
        request: Any,
    ) -> Any:
        return continuation(with_deadline(client_call_details), request)

    @override
    def intercept_stream_unary(
        self,
        continuation: Callable[[Any, Any], Any],
        client_call_details: grpc.ClientCallDetails,
        request_iterator: Any,
    ) -> Any:
        return continuation(with_deadline(client_call_details), request_iterator)


def with_deadline(details: Any) -> CallDetails:
    """Return the details with the tightest deadline that applies."""
    timeout = details.timeout or DEFAULT_DEADLINE.total_seconds()
    if (call := CURRENT.get(None)) is not None:
        timeout = min(timeout, max(call.seconds_left, 0))
    return CallDetails(
        details.method,
        timeout,
        details.metadata,
        details.credentials,
        details.wait_for_ready,
        details.compression,
    )
