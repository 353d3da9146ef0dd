"""Refusals of services and of the front, as JSON and as pages."""

import re
from pathlib import Path

import grpc
import pytest
from flask.testing import FlaskClient
from google.rpc.status_pb2 import Status

from chassis.domain import (
    AlreadyExists,
    Conflict,
    DomainError,
    InvalidInput,
    NotAllowed,
    NotFound,
    RuleBroken,
    Violation,
)
from chassis.rpc.errors import Unauthenticated, Unavailable
from tests.unit.web.support import Services
from web.app import CONTRACTS, create_app
from web.config import WebSettings
from web.statuses import HTTP, http_of

ROOT = Path(__file__).parents[3]

WHY = Violation("A_REASON", "ideas/7f3", "Something is missing. Add it.")


@pytest.mark.parametrize(
    ("code", "http"),
    [
        (grpc.StatusCode.INVALID_ARGUMENT, 400),
        (grpc.StatusCode.FAILED_PRECONDITION, 400),
        (grpc.StatusCode.OUT_OF_RANGE, 400),
        (grpc.StatusCode.UNAUTHENTICATED, 401),
        (grpc.StatusCode.PERMISSION_DENIED, 403),
        (grpc.StatusCode.NOT_FOUND, 404),
        (grpc.StatusCode.ABORTED, 409),
        (grpc.StatusCode.ALREADY_EXISTS, 409),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, 429),
        (grpc.StatusCode.CANCELLED, 499),
        (grpc.StatusCode.INTERNAL, 500),
        (grpc.StatusCode.UNKNOWN, 500),
        (grpc.StatusCode.DATA_LOSS, 500),
        (grpc.StatusCode.UNIMPLEMENTED, 501),
        (grpc.StatusCode.UNAVAILABLE, 503),
        (grpc.StatusCode.DEADLINE_EXCEEDED, 504),
    ],
)
def test_each_code_has_its_http_code(code: grpc.StatusCode, http: int) -> None:
    assert http_of(Status(code=code.value[0])) == http


def test_the_documentation_has_the_http_code_of_each_status() -> None:
    text = (ROOT / "docs" / "json-api.md").read_text()

    rows = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE))

    assert rows == {code.name: str(http) for code, http in HTTP.items()}


def test_a_code_that_nobody_knows_is_500() -> None:
    assert http_of(Status(code=99)) == 500


@pytest.mark.parametrize(
    ("refusal", "http", "status"),
    [
        (InvalidInput(WHY), 400, "INVALID_ARGUMENT"),
        (NotFound(WHY), 404, "NOT_FOUND"),
        (AlreadyExists(WHY), 409, "ALREADY_EXISTS"),
        (NotAllowed(WHY), 403, "PERMISSION_DENIED"),
        (RuleBroken(WHY), 400, "FAILED_PRECONDITION"),
        (Conflict(WHY), 409, "ABORTED"),
        (Unauthenticated(WHY), 401, "UNAUTHENTICATED"),
        (Unavailable(WHY), 503, "UNAVAILABLE"),
    ],
)
def test_a_refusal_keeps_its_status_and_reason(
    visitor: FlaskClient,
    services: Services,
    refusal: DomainError,
    http: int,
    status: str,
) -> None:
    services.answers["GetIdea"] = refusal

    answer = visitor.get("/v1/ideas/7f3")

    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (http, http, status)
    assert error["details"][0] == {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "A_REASON",
        "domain": "day1.example",
        "metadata": {"subject": "ideas/7f3"},
    }


def test_what_is_away_says_when_to_try_again(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = Unavailable(WHY)

    answers = [visitor.get("/v1/ideas"), visitor.get("/ideas")]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert [answer.headers["Retry-After"] for answer in answers] == ["1", "1"]


def test_a_crash_of_a_service_leaks_nothing(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["ListIdeas"] = KeyError("password=hunter2")

    answers = [visitor.get("/v1/ideas"), visitor.get("/ideas")]

    assert [answer.status_code for answer in answers] == [500, 500]
    assert not any("hunter2" in answer.text for answer in answers)


def test_a_crash_of_the_front_leaks_nothing(
    settings: WebSettings, channel: grpc.Channel
) -> None:
    app = create_app(settings, dict.fromkeys(CONTRACTS, channel))
    app.add_url_rule("/crash", "crash", crash)
    app.add_url_rule("/v1/crash", "api_crash", crash)

    answers = [app.test_client().get(path) for path in ("/crash", "/v1/crash")]

    assert [answer.status_code for answer in answers] == [500, 500]
    assert not any("hunter2" in answer.text for answer in answers)


def crash() -> str:
    raise KeyError("password=hunter2")


def test_a_page_says_what_is_wrong(visitor: FlaskClient, services: Services) -> None:
    services.answers["GetIdea"] = NotFound(WHY)

    answer = visitor.get("/ideas/7f3")

    assert answer.status_code == 404
    assert WHY.description in answer.text


def test_an_unknown_page_is_not_found(visitor: FlaskClient) -> None:
    answer = visitor.get("/nowhere")

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
