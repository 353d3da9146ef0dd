"""The front, and services in this process with set answers."""

from pathlib import Path

import grpc
import pytest
from flask import Flask
from flask.testing import FlaskClient
from grpc_health.v1 import health, health_pb2_grpc
from pydantic import SecretStr

from chassis.rpc.local import LocalTransport
from deploy.keychain import Keychain
from tests.unit.web.support import Services, Straight
from web.app import CONTRACTS, create_app
from web.config import WebSettings


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    keychain = Keychain(tmp_path_factory.mktemp("keys"))
    keychain.make_token_keys()
    return keychain.token_signing_key


@pytest.fixture(scope="session")
def settings(key_file: Path) -> WebSettings:
    return WebSettings(
        token_signing_key=key_file, session_key=SecretStr("for tests only"), port=0
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
) -> grpc.Channel:
    transport = LocalTransport()
    server = transport.server(Straight())
    handler.serve(server)
    health_pb2_grpc.add_HealthServicer_to_server(health_of_services, server)
    return transport.channel


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
