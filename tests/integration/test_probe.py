"""The health check of a container, against a real server."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from chassis.rpc.probe import serves
from deploy.instance import free_ports


@pytest.fixture
def health() -> HealthServicer:
    return HealthServicer()


@pytest.fixture
def target(health: HealthServicer) -> Iterator[str]:
    server = grpc.server(ThreadPoolExecutor(2))
    add_HealthServicer_to_server(health, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"127.0.0.1:{port}"
    server.stop(0).wait()


def exit_code(target: str) -> int:
    command = [sys.executable, "-m", "chassis.rpc.probe", target]
    return subprocess.run(command, check=False).returncode


def test_who_serves_is_healthy(health: HealthServicer, target: str) -> None:
    health.set("", HealthCheckResponse.SERVING)

    assert serves(target)
    assert exit_code(target) == 0


def test_who_is_there_and_cannot_work_is_not(
    health: HealthServicer, target: str
) -> None:
    health.set("", HealthCheckResponse.NOT_SERVING)

    assert not serves(target)
    assert exit_code(target) == 1


def test_who_is_not_there_is_not() -> None:
    assert not serves(f"127.0.0.1:{free_ports(1)[0]}")
