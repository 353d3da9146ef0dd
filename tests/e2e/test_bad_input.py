"""What is malformed, too large, unknown, repeated or not allowed changes nothing."""

import json
import time
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.tokens import mint
from deploy.api import Api, Refused
from deploy.instance import Instance
from deploy.keychain import Keychain
from tests.e2e.story import document, idea_of, refused

HOUR = timedelta(hours=1)


def send(product: Instance, body: bytes, token: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", product.ports["web"], timeout=30)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    connection.request("POST", "/v1/ideas", body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text)


def signed(product: Instance, *, key: bytes = b"", at: datetime | None = None) -> str:
    private = Keychain(product.home).token_signing_key.read_bytes()
    return mint(
        key or private,
        person="people/ann",
        team="teams/books",
        client="test",
        lifetime=HOUR,
        now=at or datetime.now(UTC),
    )


def test_all_malformed_fields_come_back_at_once(product: Instance) -> None:
    body = idea_of({"title": "x" * 201, "leader": "Bob", "doors": [{"id": "A B"}]})

    status, reasons = refused(lambda: product.api("ann").post("/v1/ideas", body))

    assert status == 400
    assert sorted(reasons) == [
        "FIELD_MALFORMED",
        "FIELD_MALFORMED",
        "FIELD_REQUIRED",
        "FIELD_TOO_LONG",
    ]


def test_a_press_release_of_five_megabytes_is_refused_and_nothing_is_written(
    product: Instance,
) -> None:
    title = f"huge {uuid.uuid4()}"
    body = idea_of(document(title=title))
    body["document"]["pressRelease"]["summary"] = "x" * 5_000_000

    answer = refused(lambda: product.api("ann").post("/v1/ideas", body))

    assert answer == (400, ["FIELD_TOO_LONG"])
    ideas = product.api("ann").get("/v1/ideas?page_size=200")["ideas"]
    assert title not in {idea["title"] for idea in ideas}


def test_a_body_above_every_limit_is_refused(product: Instance) -> None:
    status, body = send(
        product, b'{"learning": "' + b"x" * 9_000_000 + b'"}', signed(product)
    )

    assert status == 413
    assert body["error"]["details"][0]["reason"] == "REQUEST_TOO_LARGE"


@pytest.mark.parametrize(
    ("body", "reason", "field"),
    [
        (b"{", "BODY_MALFORMED", ""),
        (b"[]", "BODY_MALFORMED", ""),
        (b'"x"', "BODY_MALFORMED", ""),
        (b"\xff\xfe", "BODY_MALFORMED", ""),
        (b"null", "BODY_MALFORMED", ""),
        (b"[" * 100_000, "BODY_MALFORMED", ""),
        (b'{"learning": "a", "learning": "b"}', "BODY_MALFORMED", ""),
        (b'{"document": {"bet": {"winProbability": NaN}}}', "BODY_MALFORMED", ""),
        (b'{"nobody": 1}', "FIELD_UNKNOWN", "idea.nobody"),
        (b'{"document": {"nobody": 1}}', "FIELD_UNKNOWN", "idea.document.nobody"),
        (b'{"learning": 7}', "FIELD_MALFORMED", "idea.learning"),
        (b'{"document": {"title": 7}}', "FIELD_MALFORMED", "idea.document.title"),
        (b'{"document": "x"}', "FIELD_MALFORMED", "idea.document"),
        (b'{"origin": "IDEA_ORIGIN_MARS"}', "ENUM_UNKNOWN", "idea.origin"),
        (
            b'{"document": {"title": "a\\u0000b"}}',
            "TEXT_UNSUPPORTED",
            "idea.document.title",
        ),
    ],
    ids=lambda part: repr(part[:16]) if isinstance(part, bytes) else part,
)
def test_a_malformed_body_is_refused_with_its_reason_and_field(
    product: Instance, body: bytes, reason: str, field: str
) -> None:
    status, answer = send(product, body, signed(product))

    assert status == 400
    assert answer["error"]["status"] == "INVALID_ARGUMENT"
    refusal = Refused(status, answer)
    assert refusal.reasons == [reason]
    details = answer["error"]["details"]
    named = [f["field"] for d in details for f in d.get("fieldViolations", [])]
    assert named == ([field] if field else [])


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/v1/ideas/ghost", 404, "IDEA_NOT_FOUND"),
        ("/v1/reviews/ghost", 404, "REVIEW_NOT_FOUND"),
        ("/v1/experiments/ghost", 404, "EXPERIMENT_NOT_FOUND"),
        ("/v1/coes/ghost", 404, "COE_NOT_FOUND"),
        ("/v1/ideas/UPPER", 400, "FIELD_MALFORMED"),
        ("/v1/nothing", 404, "PATH_UNKNOWN"),
        ("/v1/ideas?filter=colour%20%3D%20%22red%22", 400, "FILTER_INVALID"),
        ("/v1/ideas?filter=state%20%3D%20%22FOO%22", 400, "FILTER_INVALID"),
        ("/v1/reviews?filter=state%20%3D%20%22FOO%22", 400, "FILTER_INVALID"),
        ("/v1/experiments?filter=state%20%3D%20%22FOO%22", 400, "FILTER_INVALID"),
        ("/v1/coes?filter=state%20%3D%20%22FOO%22", 400, "FILTER_INVALID"),
        ("/v1/mechanisms?filter=tool%20%3D%20%22FOO%22", 400, "FILTER_INVALID"),
        ("/v1/ideas?page_token=made-up", 400, "PAGE_TOKEN_INVALID"),
        ("/v1/ideas?page_size=-1", 400, "FIELD_OUT_OF_RANGE"),
        ("/v1/ideas?page_size=many", 400, None),
    ],
)
def test_a_bad_read_is_refused_with_its_reason(
    product: Instance, path: str, status: int, reason: str | None
) -> None:
    found, reasons = refused(lambda: product.api("ann").get(path))

    assert found == status
    assert reason is None or reasons == [reason]


def test_a_repeated_request_gets_the_first_answer(product: Instance) -> None:
    ann = product.api("ann")
    path = f"/v1/ideas?request_id={uuid.uuid4()}"
    first = ann.post(path, idea_of({"title": "Once"}))
    ann.call(
        "PATCH", f"/v1/{first['idea']['name']}", idea_of({"title": "Changed since"})
    )

    assert ann.post(path, idea_of({"title": "Once"})) == first
    assert refused(lambda: ann.post(path, idea_of({"title": "Twice"}))) == (
        409,
        ["REQUEST_ID_REUSED"],
    )


def test_the_same_request_id_of_another_person_is_another_request(
    product: Instance,
) -> None:
    path = f"/v1/ideas?request_id={uuid.uuid4()}"

    first = product.api("ann").post(path, idea_of({"title": "Once"}))
    second = product.api("ben").post(path, idea_of({"title": "Once"}))

    assert first["idea"]["name"] != second["idea"]["name"]


def test_a_lost_update_is_refused(product: Instance) -> None:
    ann = product.api("ann")
    idea = ann.post("/v1/ideas", idea_of({"title": "First"}))["idea"]
    path = f"/v1/{idea['name']}"
    ann.call("PATCH", path, {**idea_of({"title": "Second"}), "etag": idea["etag"]})

    assert refused(
        lambda: ann.call(
            "PATCH", path, {**idea_of({"title": "Third"}), "etag": idea["etag"]}
        )
    ) == (409, ["ETAG_MISMATCH"])
    assert ann.get(path)["idea"]["title"] == "Second"


def test_an_update_touches_what_it_names_and_nothing_else(product: Instance) -> None:
    ann = product.api("ann")
    idea = ann.post("/v1/ideas", idea_of(document()))["idea"]
    path = f"/v1/{idea['name']}"

    ignored = idea_of({"title": "Ignored"})
    ann.call("PATCH", f"{path}?update_mask=document.customer", ignored)

    changed = ann.get(path)["idea"]
    assert changed["title"] == idea["title"]
    assert "customer" not in changed["document"]
    assert changed["document"]["pressRelease"] == idea["document"]["pressRelease"]
    assert refused(lambda: ann.call("PATCH", f"{path}?update_mask=state", {})) == (
        400,
        ["FIELD_NOT_UPDATABLE"],
    )


def test_pages_follow_each_other_and_belong_to_their_filter(product: Instance) -> None:
    ivo = product.api("ivo")
    names = [
        ivo.post("/v1/ideas", idea_of({"title": f"{n}"}))["idea"]["name"]
        for n in range(5)
    ]
    base = "/v1/ideas?page_size=2&filter=author%20%3D%20people/ivo"

    found, token = [], ""
    while True:
        page = ivo.get(f"{base}&page_token={token}")
        found += [idea["name"] for idea in page["ideas"]]
        if not (token := page["nextPageToken"]):
            break

    assert found[:5] == names[::-1]
    assert len(found) == len(set(found))
    token = ivo.get(base)["nextPageToken"]
    assert refused(lambda: ivo.get(f"/v1/ideas?page_size=2&page_token={token}")) == (
        400,
        ["PAGE_TOKEN_MISMATCH"],
    )


def other_key(product: Instance) -> bytes:
    """Return a key of somebody else, who calls it as ours is called."""
    ours = json.loads(Keychain(product.home).token_signing_key.read_bytes())
    theirs = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True)
    return json.dumps({**ours, **theirs}).encode()


def bad_tokens(product: Instance) -> dict[str, str]:
    good = signed(product)
    return {
        "": "TOKEN_MISSING",
        "junk": "TOKEN_INVALID",
        good[:-6] + "AAAAAA": "TOKEN_INVALID",
        signed(product, key=other_key(product)): "TOKEN_INVALID",
        signed(product, at=datetime.now(UTC) - 2 * HOUR): "TOKEN_EXPIRED",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwZW9wbGUvYW5uIn0.": "TOKEN_INVALID",
    }


def test_nobody_gets_in_without_a_valid_token(product: Instance) -> None:
    paths = ("/v1/ideas", "/v1/reviews", "/v1/experiments", "/v1/coes")
    for token, reason in bad_tokens(product).items():
        for path in paths:
            read = partial(Api(product.base_url, token).get, path)
            assert refused(read) == (401, [reason])


def test_a_token_for_another_persona_does_not_open_this_ones_drafts(
    product: Instance,
) -> None:
    idea = product.api("ann").post("/v1/ideas", idea_of({"title": "Mine"}))["idea"][
        "name"
    ]

    answer = refused(
        lambda: product.api("cara").call(
            "PATCH", f"/v1/{idea}", idea_of({"title": "Yours"})
        )
    )

    assert answer == (403, ["NOT_AUTHOR"])


def test_text_of_any_language_and_markup_comes_back_as_it_went_in(
    product: Instance,
) -> None:
    title = "<script>alert(1)</script> — 本 📚 ؟ \u202e"

    idea = product.api("ann").post("/v1/ideas", idea_of({"title": title}))["idea"]

    assert product.api("ann").get(f"/v1/{idea['name']}")["idea"]["title"] == title


def test_the_product_is_still_ready_after_all_this(product: Instance) -> None:
    deadline = time.monotonic() + 10
    while not product.is_ready():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert "Traceback" not in product.output
