"""The front over a real gRPC server with set answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient
from grpc_health.v1 import health, health_pb2_grpc
from pydantic import SecretStr

from tests.unit.web.support import Services
from web.app import CONTRACTS, create_app
from web.config import WebSettings


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "token.pem"
    key = Ed25519PrivateKey.generate()
    formats: Any = serialization  # its types take the members of its enums for text
    file.write_bytes(
        key.private_bytes(
            formats.Encoding.PEM, formats.PrivateFormat.PKCS8, formats.NoEncryption()
        )
    )
    return file


@pytest.fixture(scope="session")
def settings(key_file: Path) -> WebSettings:
    return WebSettings(
        token_private_key=key_file, session_key=SecretStr("for tests only"), port=0
    )


@pytest.fixture(scope="session")
def handler() -> Services:
    return Services()


@pytest.fixture(scope="session")
def health_of_services() -> health.HealthServicer:
    return health.HealthServicer()


@pytest.fixture(scope="session")
def channel(
    handler: Services, health_of_services: health.HealthServicer
) -> Iterator[grpc.Channel]:
    server = grpc.server(ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers((handler,))
    health_pb2_grpc.add_HealthServicer_to_server(health_of_services, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield channel
    server.stop(None).wait(5)


@pytest.fixture(scope="session")
def app(settings: WebSettings, channel: grpc.Channel) -> Flask:
    return create_app(settings, dict.fromkeys(CONTRACTS, channel))


@pytest.fixture(autouse=True)
def services(handler: Services) -> Services:
    handler.answers.clear()
    handler.received.clear()
    return handler


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()
