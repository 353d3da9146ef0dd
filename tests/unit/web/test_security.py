"""What protects visitors."""

import pytest
from flask.testing import FlaskClient

from tests.unit.web.support import Services

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
    "address", ["/ideas/new", "/ideas/7f3/submit", "/coes/c1/update", "/persona"]
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
