"""JSON for programs, against a real gRPC server."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from day1.experiments.v1 import experiments_service_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from tests.unit.web.support import METHODS, Services
from web.app import CONTRACTS
from web.http_rules import bindings_of

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
NAMES = ("title", "doors", "customer", "state", "createTime", "pressRelease")
IDEA_LIKE = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ANY_JSON))
LAW = hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def error_of(body: Any) -> tuple[int, str, str]:
    """Return code, status and reason of an error."""
    error = body["error"]
    return error["code"], error["status"], error["details"][0]["reason"]


def test_every_method_but_the_watching_ones_has_a_path() -> None:
    files = [file for files in CONTRACTS.values() for file in files]
    served = {b.method.name for file in files for b in bindings_of(file)}

    unary = {one.name for one in METHODS.values() if not one.server_streaming}
    assert served == unary


def test_a_body_a_path_and_a_query_become_one_request(
    visitor: FlaskClient, services: Services
) -> None:
    visitor.patch(
        "/v1/ideas/7f3?update_mask=title,five_questions,pressRelease.claim",
        json={"title": "Go", "fiveQuestions": {"who": "Shoppers"}, "etag": "3"},
    )

    assert services.requests_of("UpdateIdea") == [
        ideas_rpc.UpdateIdeaRequest(
            idea=ideas.Idea(
                name="ideas/7f3",
                title="Go",
                five_questions=ideas.FiveQuestions(who="Shoppers"),
                etag="3",
            ),
            update_mask={"paths": ["title", "five_questions", "press_release.claim"]},
        )
    ]


@pytest.mark.parametrize("query", ["page_size=7&filter=x", "pageSize=7&filter=x"])
def test_query_parameters_may_be_snake_case_or_camel_case(
    visitor: FlaskClient, services: Services, query: str
) -> None:
    visitor.get(f"/v1/ideas?{query}")

    asked = services.requests_of("ListIdeas")
    assert asked == [ideas_rpc.ListIdeasRequest(page_size=7, filter="x")]


def test_a_custom_method_takes_its_whole_request(
    visitor: FlaskClient, services: Services
) -> None:
    visitor.post("/v1/ideas/7f3:recall", json={"reason": "Too early.", "etag": "2"})

    assert services.requests_of("RecallIdea") == [
        ideas_rpc.RecallIdeaRequest(name="ideas/7f3", reason="Too early.", etag="2")
    ]


def test_an_array_becomes_a_stream(visitor: FlaskClient, services: Services) -> None:
    visitor.post(
        "/v1/experiments/e1:recordOutcomes",
        json=[{"unit": "u1", "metric": "m", "value": 1}, {"unit": "u2"}],
    )

    assert services.requests_of("RecordOutcomes") == [
        experiments.RecordOutcomesRequest(
            experiment="experiments/e1", unit="u1", metric="m", value=1
        ),
        experiments.RecordOutcomesRequest(experiment="experiments/e1", unit="u2"),
    ]


def test_answers_have_a_stable_shape(visitor: FlaskClient, services: Services) -> None:
    services.answers["GetIdea"] = ideas_rpc.GetIdeaResponse(idea={"name": "ideas/7f3"})

    idea = visitor.get("/v1/ideas/7f3").get_json()["idea"]

    assert idea["state"] == "IDEA_STATE_UNSPECIFIED"
    assert idea["doors"] == []
    assert "createTime" not in idea


def test_the_callers_token_is_passed_on(
    visitor: FlaskClient, services: Services
) -> None:
    visitor.get("/v1/ideas", headers={"Authorization": "Bearer abc"})
    visitor.get("/v1/ideas")

    tokens = [call.metadata.get("authorization") for call in services.received]
    assert tokens == ["Bearer abc", None]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "BODY_MALFORMED"),
        (b"[]", "BODY_MALFORMED"),
        (b"null", "BODY_MALFORMED"),
        (b"\xff", "BODY_MALFORMED"),
        (b'{"title": NaN}', "BODY_MALFORMED"),
        (b'{"title": 7}', "BODY_MALFORMED"),
        (b'{"title": "a\\u0000b"}', "BODY_MALFORMED"),
        (b'{"title": "\\ud800"}', "BODY_MALFORMED"),
        (b'{"title": "a", "title": "b"}', "BODY_MALFORMED"),
        (b'{"doors": [{"undo": {"days": 1e999}}]}', "BODY_MALFORMED"),
        (b'{"doors": ' + b"[" * 200 + b"]" * 200 + b"}", "BODY_MALFORMED"),
        (b"[" * 100_000, "BODY_MALFORMED"),
        (b"1" * 5000, "BODY_MALFORMED"),
        (b'{"titel": "a"}', "FIELD_UNKNOWN"),
        (b'{"doors": [{"kinds": 1}]}', "FIELD_UNKNOWN"),
    ],
)
def test_a_body_that_does_not_fit_is_refused(
    visitor: FlaskClient, services: Services, body: bytes, reason: str
) -> None:
    answer = visitor.post("/v1/ideas", data=body, content_type="application/json")

    assert error_of(answer.get_json()) == (400, "INVALID_ARGUMENT", reason)
    assert services.received == []


def test_every_unknown_field_is_named(visitor: FlaskClient) -> None:
    answer = visitor.post("/v1/ideas", json={"titel": "a", "customer": {"ned": ""}})

    fields = answer.get_json()["error"]["details"][1]["fieldViolations"]
    assert {one["field"] for one in fields} == {"idea.titel", "idea.customer.ned"}


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ("page_size=many", "page_size", "FIELD_MALFORMED"),
        ("page_size=1&page_size=2", "page_size", "FIELD_REPEATED"),
        ("colour=red", "colour", "FIELD_UNKNOWN"),
        ("filter.x=1", "filter.x", "FIELD_UNKNOWN"),
        ("filter=%00", "filter", "FIELD_MALFORMED"),
    ],
)
def test_a_query_that_does_not_fit_is_refused(
    visitor: FlaskClient, query: str, field: str, reason: str
) -> None:
    error = visitor.get(f"/v1/ideas?{query}").get_json()["error"]

    violation = error["details"][1]["fieldViolations"][0]
    assert (violation["field"], violation["reason"]) == (field, reason)


def test_what_path_and_body_say_cannot_be_said_in_the_query(
    visitor: FlaskClient,
) -> None:
    one = visitor.get("/v1/ideas/7f3?name=ideas/other")
    other = visitor.patch("/v1/ideas/7f3?idea.title=x", json={})

    assert one.status_code == other.status_code == 400


def test_an_unknown_path_is_not_found(visitor: FlaskClient) -> None:
    answers = [visitor.get(path) for path in ("/v1/", "/v1/idea", "/v1/ideas/a:b")]

    assert [error_of(answer.get_json()) for answer in answers] == [
        (404, "NOT_FOUND", "PATH_UNKNOWN")
    ] * 3


def test_a_wrong_verb_is_told_the_right_ones(visitor: FlaskClient) -> None:
    answers = [
        visitor.open("/v1/ideas", method=verb) for verb in ("DELETE", "PROPFIND")
    ]

    assert [answer.status_code for answer in answers] == [405, 405]
    assert [answer.headers["Allow"] for answer in answers] == ["GET, HEAD, POST"] * 2


def test_another_content_type_is_refused(visitor: FlaskClient) -> None:
    answer = visitor.post("/v1/ideas", data=b"{}", content_type="text/plain")

    assert error_of(answer.get_json())[2] == "CONTENT_TYPE_UNSUPPORTED"


def test_a_body_above_eight_megabytes_is_refused(visitor: FlaskClient) -> None:
    body = b" " * (8 * 1024 * 1024 + 1)

    answer = visitor.post("/v1/ideas", data=body, content_type="application/json")

    assert error_of(answer.get_json())[::2] == (413, "REQUEST_TOO_LARGE")


@LAW
@given(st.text())
def test_no_text_crashes_it(visitor: FlaskClient, text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")

    answer = visitor.post("/v1/ideas", data=body, content_type="application/json")

    assert answer.status_code < 500


@LAW
@given(ANY_JSON | IDEA_LIKE)
def test_no_json_crashes_it(visitor: FlaskClient, value: Any) -> None:
    body = json.dumps(value)

    answer = visitor.post("/v1/ideas", data=body, content_type="application/json")

    assert answer.status_code < 500


@LAW
@given(st.text(), st.text())
def test_no_address_crashes_it(visitor: FlaskClient, idea: str, value: str) -> None:
    query = {"page_size": value, "filter": value, value or "x": value}

    answers = [
        visitor.get("/v1/ideas/" + idea.replace("?", "")),
        visitor.get("/v1/ideas", query_string=query),
    ]

    assert all(answer.status_code < 500 for answer in answers)
