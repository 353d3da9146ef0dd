"""How the runner learns that a process does its work, not only that it runs."""

from collections.abc import Callable
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

Probe = Callable[[], bool]
"""Asks once and answers within a second."""

TIMEOUT_SECONDS = 0.5


def grpc_serving(port: int) -> Probe:
    """Ask a gRPC server through `grpc.health.v1`."""

    def probe() -> bool:
        # A proxy for the outside world must not get to see loopback.
        options = [("grpc.enable_http_proxy", 0)]
        with grpc.insecure_channel(f"127.0.0.1:{port}", options) as channel:
            stub = health_pb2_grpc.HealthStub(channel)
            return _is_serving(stub)

    return probe


def http_ok(url: str) -> Probe:
    """Ask for a page, and expect status 200."""
    browser = build_opener(ProxyHandler({}))

    def probe() -> bool:
        try:
            with browser.open(url, timeout=TIMEOUT_SECONDS) as answer:
                return bool(answer.status == 200)  # noqa: PLR2004 - as well known as 42
        except (URLError, OSError):
            return False

    return probe


def _is_serving(stub: health_pb2_grpc.HealthStub) -> bool:
    request = health_pb2.HealthCheckRequest()
    try:
        answer = stub.Check(  # type: ignore[attr-defined]  # its types forget the rpcs
            request, timeout=TIMEOUT_SECONDS
        )
    except grpc.RpcError:
        return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)
