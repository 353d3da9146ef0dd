"""Tells machines whether the front and all four services can work."""

from collections.abc import Mapping
from typing import Any

import grpc
from flask import Response, jsonify
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

TIMEOUT_SECONDS = 1.0
SERVING = "SERVING"


class Health:
    """Asks every service, by the gRPC health protocol."""

    def __init__(self, channels: Mapping[str, grpc.Channel]) -> None:
        # The stub is made with its methods as attributes, which its types do not know.
        self._stubs: dict[str, Any] = {
            name: HealthStub(channel) for name, channel in channels.items()
        }

    def answer(self) -> tuple[Response, int]:
        """Return 200 only when all serve; otherwise 503, and which does not."""
        services = {name: _state(stub) for name, stub in self._stubs.items()}
        is_serving = set(services.values()) == {SERVING}
        status = SERVING if is_serving else "NOT_SERVING"
        reply = jsonify(status=status, services=services)
        return reply, 200 if is_serving else 503


def _state(stub: Any) -> str:
    try:
        reply = stub.Check(HealthCheckRequest(service=""), timeout=TIMEOUT_SECONDS)
    except grpc.RpcError:
        return "UNREACHABLE"
    return str(HealthCheckResponse.ServingStatus.Name(reply.status))
