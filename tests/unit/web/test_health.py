"""Whether the front can work."""

import grpc
from flask.testing import FlaskClient
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckResponse

from web.app import CONTRACTS, create_app
from web.config import WebSettings


def test_it_serves_when_all_services_do(visitor: FlaskClient) -> None:
    answer = visitor.get("/healthz")

    assert answer.status_code == 200
    assert answer.get_json() == {
        "status": "SERVING",
        "services": dict.fromkeys(CONTRACTS, "SERVING"),
    }


def test_it_does_not_serve_while_a_service_drains(
    visitor: FlaskClient, health_of_services: HealthServicer
) -> None:
    health_of_services.set("", HealthCheckResponse.NOT_SERVING)
    answer = visitor.get("/healthz")
    health_of_services.set("", HealthCheckResponse.SERVING)

    assert answer.status_code == 503


def test_it_says_which_service_is_away(
    settings: WebSettings, channel: grpc.Channel
) -> None:
    with grpc.insecure_channel("127.0.0.1:1") as nobody:
        channels = dict.fromkeys(CONTRACTS, channel) | {"coes": nobody}
        answer = create_app(settings, channels).test_client().get("/healthz")

    assert answer.status_code == 503
    assert answer.get_json()["services"] == {
        "ideas": "SERVING",
        "reviews": "SERVING",
        "experiments": "SERVING",
        "coes": "UNREACHABLE",
    }
