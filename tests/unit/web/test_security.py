"""What protects visitors."""

import grpc
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.web.support import Services
from web.app import CONTRACTS, create_app
from web.config import WebSettings

ADDRESSES = [
    "/",
    "/nowhere",
    "/v1/ideas",
    "/v1/nowhere",
    "/healthz",
    "/static/day1.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers(
    visitor: FlaskClient, address: str
) -> None:
    headers = visitor.get(address, buffered=True).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Referrer-Policy" in headers


def test_personal_pages_are_not_stored(visitor: FlaskClient) -> None:
    assert visitor.get("/").headers["Cache-Control"] == "no-store"
    assert (
        visitor.get("/static/day1.css", buffered=True).headers["Cache-Control"]
        != "no-store"
    )


@pytest.mark.parametrize(
    "address", ["/new/idea", "/ideas/7f3/submit", "/coes/c1/update", "/persona"]
)
def test_a_form_without_its_token_changes_nothing(
    visitor: FlaskClient, services: Services, address: str
) -> None:
    answer = visitor.post(address, data={"title": "Go", "persona": "ben"})

    assert answer.status_code == 400
    assert services.received == []


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: FlaskClient) -> None:
    cookie = visitor.get("/").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_programs_need_no_form_token_and_get_no_cookie(
    visitor: FlaskClient, services: Services
) -> None:
    answer = visitor.post("/v1/ideas", json={"title": "Go"})

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "authorization" not in services.received[0].metadata


@pytest.fixture(scope="module")
def renamed(settings: WebSettings, channel: grpc.Channel) -> Flask:
    own = settings.model_copy(update={"host": "Day1.test"})
    return create_app(own, dict.fromkeys(CONTRACTS, channel))


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1:8080", "[::1]", "[::1]:9", "LOCALHOST:80", "day1.test:1"],
)
def test_it_answers_to_its_own_names_on_any_port(renamed: Flask, host: str) -> None:
    visitor = renamed.test_client()

    assert visitor.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "evil.test:8080",
        "localhost.evil.test",
        "[::2]",
        "[",
        "",
        "a b",
    ],
)
@pytest.mark.parametrize(
    ("address", "kind"), [("/", "text/html"), ("/v1/ideas", "application/json")]
)
def test_it_does_not_answer_to_names_of_others(
    visitor: FlaskClient, services: Services, address: str, kind: str, host: str
) -> None:
    answer = visitor.get(address, headers={"Host": host})

    assert answer.status_code == 400
    assert answer.mimetype == kind
    assert "Nobody here has this name." in answer.text
    assert services.received == []
