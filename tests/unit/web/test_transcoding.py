"""JSON for programs, against a real gRPC server."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from chassis.domain import InvalidInput, Violation
from day1.experiments.v1 import experiments_service_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from tests.unit.web.support import METHODS, Services
from web.app import CONTRACTS
from web.bodies import MAX_DEPTH
from web.http_rules import bindings_of

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
PARTS = ("title", "doors", "customer", "pressRelease", "press_release")
DOCUMENT_LIKE = st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, ANY_JSON))
NAMES = ("coAuthors", "state", "createTime", "historicYear", "stats")
IDEA_LIKE = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(NAMES, ANY_JSON) | {"document": DOCUMENT_LIKE}
)
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
        "/v1/ideas/7f3?update_mask=document.title,leader,document.pressRelease.claim",
        json={
            "document": {"title": "Go", "fiveQuestions": {"who": "Shoppers"}},
            "etag": "3",
        },
    )

    assert services.requests_of("UpdateIdea") == [
        ideas_rpc.UpdateIdeaRequest(
            idea=ideas.Idea(
                name="ideas/7f3",
                document={"title": "Go", "five_questions": {"who": "Shoppers"}},
                etag="3",
            ),
            update_mask={
                "paths": ["document.title", "leader", "document.press_release.claim"]
            },
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
        json=[
            {"unit": "u1", "measurement": {"metric": "m", "value": 0}},
            {"unit": "u2", "loss": {"currencyCode": "EUR", "units": "3"}},
        ],
    )

    assert services.requests_of("RecordOutcomes") == [
        experiments.RecordOutcomesRequest(
            name="experiments/e1", unit="u1", measurement={"metric": "m", "value": 0}
        ),
        experiments.RecordOutcomesRequest(
            name="experiments/e1",
            unit="u2",
            loss={"currency_code": "EUR", "units": 3},
        ),
    ]


def test_answers_have_a_stable_shape(visitor: FlaskClient, services: Services) -> None:
    services.answers["GetIdea"] = ideas_rpc.GetIdeaResponse(idea={"name": "ideas/7f3"})

    idea = visitor.get("/v1/ideas/7f3").get_json()["idea"]

    assert idea["state"] == "IDEA_STATE_UNSPECIFIED"
    assert idea["members"] == []
    assert "document" not in idea
    assert "createTime" not in idea


def test_the_callers_token_is_passed_on(
    visitor: FlaskClient, services: Services
) -> None:
    visitor.get("/v1/ideas", headers={"Authorization": "Bearer abc"})
    visitor.get("/v1/ideas")

    tokens = [call.metadata.get("authorization") for call in services.received]
    assert tokens == ["Bearer abc", None]


def test_the_callers_trace_is_passed_on(
    visitor: FlaskClient, services: Services
) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    visitor.get("/v1/ideas", headers={"traceparent": trace})
    visitor.get("/v1/ideas")

    traces = [call.metadata.get("traceparent") for call in services.received]
    assert traces == [trace, None]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "BODY_MALFORMED"),
        (b"[]", "BODY_MALFORMED"),
        (b"null", "BODY_MALFORMED"),
        (b"\xff", "BODY_MALFORMED"),
        (b'{"title": NaN}', "BODY_MALFORMED"),
        (b'{"etag": 7}', "FIELD_MALFORMED"),
        (b'{"etag": {"": null}}', "FIELD_MALFORMED"),
        (b'{"document": 7}', "FIELD_MALFORMED"),
        (b'{"etag": "\\ud800"}', "FIELD_MALFORMED"),
        (b'{"coAuthors": "people/ann"}', "FIELD_MALFORMED"),
        (b'{"coAuthors": ["people/ann", 7]}', "FIELD_MALFORMED"),
        (b'{"visibility": "VISIBILITY_ALL"}', "ENUM_UNKNOWN"),
        (b'{"buildStartTime": "tomorrow"}', "FIELD_MALFORMED"),
        (b'{"title": "a", "title": "b"}', "BODY_MALFORMED"),
        (b'{"document": {"doors": [{"undo": {"days": 1e999}}]}}', "FIELD_MALFORMED"),
        (b'{"document": ' + b"[" * 200 + b"]" * 200 + b"}", "BODY_MALFORMED"),
        (b'{"a": ' * 33 + b"1" + b"}" * 33, "BODY_MALFORMED"),
        (b"[" * 100_000, "BODY_MALFORMED"),
        (b"1" * 5000, "BODY_MALFORMED"),
        (b'{"origin": true}', "ENUM_UNKNOWN"),
        (b'{"origin": 1.7}', "ENUM_UNKNOWN"),
        (b'{"origin": "1"}', "ENUM_UNKNOWN"),
        (b'{"historicYear": "1_999"}', "FIELD_MALFORMED"),
        ('{"historicYear": "١٩٩٩"}'.encode(), "FIELD_MALFORMED"),
        (b'{"document": {"bet": {"winProbability": true}}}', "FIELD_MALFORMED"),
        (b'{"document": {"bet": {"winProbability": " 1"}}}', "FIELD_MALFORMED"),
        (b'{"titel": "a"}', "FIELD_UNKNOWN"),
        (b'{"document": {"doors": [{"kinds": 1}]}}', "FIELD_UNKNOWN"),
    ],
)
def test_a_body_that_does_not_fit_is_refused(
    visitor: FlaskClient, services: Services, body: bytes, reason: str
) -> None:
    answer = visitor.post("/v1/ideas", data=body, content_type="application/json")

    assert error_of(answer.get_json()) == (400, "INVALID_ARGUMENT", reason)
    assert services.received == []


def test_a_mask_that_is_not_in_camel_case_is_told_how_it_is_written(
    visitor: FlaskClient, services: Services
) -> None:
    body = {"mechanism": {"fixHint": "Ask."}, "updateMask": "fix_hint"}

    answer = visitor.post("/v1/mechanisms/m1:improve", json=body)

    assert error_of(answer.get_json())[2] == "FIELD_MALFORMED"
    message = answer.get_json()["error"]["message"]
    assert 'must name fields in camelCase, such as "title,fixHint".' in message
    assert services.received == []


def test_no_body_is_nested_deeper_than_protobuf_can_read(
    visitor: FlaskClient, services: Services
) -> None:
    patch: dict[str, Any] = {}
    for _ in range(MAX_DEPTH - 5):
        patch = {"a": patch}
    body = {"replays": [{"coe": "coes/a", "incident": {"patch": patch}}]}

    answer = visitor.post("/v1/mechanisms/a:prove", json=body)

    assert answer.status_code == 200
    assert len(services.requests_of("ProveMechanism")) == 1


def test_every_value_that_does_not_fit_is_named_by_its_path(
    visitor: FlaskClient,
) -> None:
    body = {
        "document": {"doors": [{"kind": "DOOR_KIND_TWO_WAY"}, {"kind": "ROUND"}]},
        "coAuthors": [7],
        "learning": None,
    }

    answer = visitor.post("/v1/ideas", json=body | {"visibility": "NOBODY"})

    fields = answer.get_json()["error"]["details"][1]["fieldViolations"]
    found = {one["field"]: one for one in fields}
    assert {path: one["reason"] for path, one in found.items()} == {
        "idea.document.doors[1].kind": "ENUM_UNKNOWN",
        "idea.co_authors[0]": "FIELD_MALFORMED",
        "idea.visibility": "ENUM_UNKNOWN",
    }
    doors = found["idea.document.doors[1].kind"]
    assert "DOOR_KIND_ONE_WAY" in doors["description"]


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("/v1/ideas/7f3/visuals", b'{"svg": "<svg/>", "url": "/box"}', "visual.url"),
        (
            "/v1/ideas",
            b'{"businessUnit": "a", "business_unit": "b"}',
            "idea.business_unit",
        ),
    ],
)
def test_two_values_where_one_may_be_set_are_named(
    visitor: FlaskClient, address: str, body: bytes, field: str
) -> None:
    answer = visitor.post(address, data=body, content_type="application/json")

    [found] = answer.get_json()["error"]["details"][1]["fieldViolations"]
    assert (found["field"], found["reason"]) == (field, "FIELD_MALFORMED")
    assert found["description"].startswith("cannot be set together with ")


def test_a_character_that_no_text_may_hold_is_refused_by_the_service(
    visitor: FlaskClient, services: Services
) -> None:
    services.answers["CreateIdea"] = InvalidInput(
        Violation("TEXT_UNSUPPORTED", "idea.document.title", "No NUL.")
    )

    answer = visitor.post("/v1/ideas", json={"document": {"title": "a\0b"}})

    [found] = answer.get_json()["error"]["details"][1]["fieldViolations"]
    assert (found["field"], found["reason"]) == (
        "idea.document.title",
        "TEXT_UNSUPPORTED",
    )
    [asked] = services.requests_of("CreateIdea")
    assert asked.idea.document.title == "a\0b"


def test_every_unknown_field_is_named(visitor: FlaskClient) -> None:
    answer = visitor.post(
        "/v1/ideas", json={"titel": "a", "document": {"customer": {"ned": ""}}}
    )

    fields = answer.get_json()["error"]["details"][1]["fieldViolations"]
    assert {one["field"] for one in fields} == {
        "idea.titel",
        "idea.document.customer.ned",
    }


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        ("page_size=many", "page_size", "FIELD_MALFORMED"),
        ("page_size=1&page_size=2", "page_size", "FIELD_REPEATED"),
        ("pageSize=1_0", "page_size", "FIELD_MALFORMED"),
        ("pageSize=1&pageSize=2", "page_size", "FIELD_REPEATED"),
        ("colour=red", "colour", "FIELD_UNKNOWN"),
        ("filter.x=1", "filter.x", "FIELD_UNKNOWN"),
        ("view=ALL", "view", "ENUM_UNKNOWN"),
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
