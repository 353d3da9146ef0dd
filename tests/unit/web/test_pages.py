"""Pages for people: what they show, and what becomes of what was entered."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from chassis.domain import Conflict, DomainError, InvalidInput, RuleBroken, Violation
from chassis.rpc.errors import Unavailable
from day1.coes.v1 import coes_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_rpc
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_rpc
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from day1.reviews.v1 import reviews_pb2 as reviews
from day1.reviews.v1 import reviews_service_pb2 as reviews_rpc
from tests.unit.web import documents
from tests.unit.web.support import Services
from web import live

PAGES = [
    "/",
    "/ideas",
    "/new/idea",
    "/ideas/7f3",
    "/ideas/7f3/edit",
    "/reviews",
    "/reviews/r1",
    "/experiments",
    "/new/experiment?idea=ideas/7f3",
    "/experiments/e1",
    "/experiments/e1/edit",
    "/experiments/e1/results",
    "/coes",
    "/coes/c1",
]
NEXT = "t/2="
ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"


@pytest.fixture
def stocked(services: Services) -> Services:
    idea = documents.idea(ideas.IDEA_STATE_DRAFT)
    review = documents.review(reviews.REVIEW_STATE_READING)
    experiment = documents.experiment(experiments.EXPERIMENT_STATE_RUNNING)
    coe = documents.coe(coes.COE_STATE_OPENED)
    arm = {"arm": "control", "units": 7, "metrics": [{"metric": "lost", "units": 7}]}
    services.answers |= {
        "GetIdea": ideas_rpc.GetIdeaResponse(idea=idea),
        "ListIdeas": ideas_rpc.ListIdeasResponse(ideas=[idea], next_page_token=NEXT),
        "CreateIdea": ideas_rpc.CreateIdeaResponse(idea=idea),
        "GetReview": reviews_rpc.GetReviewResponse(review=review),
        "ListReviews": reviews_rpc.ListReviewsResponse(reviews=[review]),
        "GetExperiment": experiments_rpc.GetExperimentResponse(experiment=experiment),
        "ListExperiments": experiments_rpc.ListExperimentsResponse(
            experiments=[experiment]
        ),
        "GetResults": experiments_rpc.GetResultsResponse(arms=[arm]),
        "GetCoe": coes_rpc.GetCoeResponse(coe=coe),
        "ListCoes": coes_rpc.ListCoesResponse(coes=[coe]),
    }
    return services


def send(visitor: FlaskClient, address: str, **entered: str) -> TestResponse:
    """Post a form as a browser would: with the token of a page."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/coes").text)
    assert token
    names = {name.replace("__", "."): text for name, text in entered.items()}
    form = {"csrf_token": token[1], "request_id": ID, "etag": "5"} | names
    return visitor.post(address, data=form)


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_shown_with_user_text_escaped(
    visitor: FlaskClient, address: str
) -> None:
    answer = visitor.get(address)

    assert answer.status_code == 200
    assert documents.SCRIPT not in answer.text


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_inline_script_or_style(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(address).text

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=", page)


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", [page for page in PAGES if "results" not in page])
def test_every_input_has_a_label(visitor: FlaskClient, address: str) -> None:
    page = visitor.get(address).text

    inputs = set(re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page))
    assert inputs <= set(re.findall(r'<label for="([^"]+)"', page))


@pytest.mark.usefixtures("stocked")
def test_a_list_leads_to_its_next_page(visitor: FlaskClient) -> None:
    assert 'href="/ideas?page_token=t/2%3D"' in visitor.get("/ideas").text


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("name", ["ideas/new", "experiments/new"])
def test_a_resource_whose_id_is_new_is_shown(
    visitor: FlaskClient, services: Services, name: str
) -> None:
    visitor.get(f"/{name}")

    asked = services.requests_of("GetIdea") + services.requests_of("GetExperiment")
    assert [request.name for request in asked] == [name]


def test_only_what_can_be_done_is_offered(
    visitor: FlaskClient, stocked: Services
) -> None:
    idea = documents.idea(ideas.IDEA_STATE_SCALING)
    idea.possible_methods.append("LaunchIdea")
    stocked.answers["GetIdea"] = ideas_rpc.GetIdeaResponse(idea=idea)

    page = visitor.get("/ideas/7f3").text

    assert re.findall(r'action="/ideas/7f3/([a-z]+)"', page) == ["launch"]


def test_a_command_carries_etag_and_request_id(
    visitor: FlaskClient, stocked: Services
) -> None:
    answer = send(visitor, "/ideas/7f3/recall", reason="Too early.")

    assert answer.headers["Location"] == "/ideas/7f3"
    assert stocked.requests_of("RecallIdea") == [
        ideas_rpc.RecallIdeaRequest(
            name="ideas/7f3", reason="Too early.", etag="5", request_id=ID
        )
    ]


def test_a_whole_document_is_sent(visitor: FlaskClient, stocked: Services) -> None:
    send(
        visitor,
        "/new/idea",
        document__title="Go",
        document__press_release__claim__target="0.5",
        document__doors__0__id="",
        document__doors__0__decision=" ",
        document__doors__1__id="",
        document__doors__1__decision="Open",
        document__doors__1__kind="DOOR_KIND_TWO_WAY",
        document__doors__1__undo__days="2",
        document__doors__1__undo__cost="EUR 12.50",
        document__press_release__summary="One\r\nTwo",
        document__leader="people/ben",
    )

    assert stocked.requests_of("CreateIdea") == [
        ideas_rpc.CreateIdeaRequest(
            idea={
                "document": {
                    "title": "Go",
                    "press_release": {"claim": {"target": 0.5}, "summary": "One\nTwo"},
                    "doors": [
                        {
                            "id": "door-1",
                            "decision": "Open",
                            "kind": "DOOR_KIND_TWO_WAY",
                            "undo": {
                                "cost": {
                                    "currency_code": "EUR",
                                    "units": 12,
                                    "nanos": 500_000_000,
                                },
                                "days": 2,
                            },
                        }
                    ],
                    "leader": "people/ben",
                }
            },
            request_id=ID,
        )
    ]


def test_a_document_that_is_saved_unchanged_stays_the_same(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/ideas/7f3/edit").text.partition("<main")[2]
    text = r'<input(?![^>]*type="checkbox")[^>]* name="([^"]+)"[^>]* value="([^"]*)"'
    found = re.findall(text, page)
    found += re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)<', page)
    entered = dict(found) | {"document.doors.0.kind": "DOOR_KIND_TWO_WAY"}

    visitor.post("/ideas/7f3/edit", data=entered)

    [request] = stocked.requests_of("UpdateIdea")
    assert request.idea.document.doors == documents.document("").doors
    assert request.idea.document.press_release.claim.target == 0.5
    assert (request.idea.name, request.idea.etag) == ("ideas/7f3", "5")


@pytest.mark.parametrize(
    ("refusal", "http"),
    [
        (
            RuleBroken(
                Violation("CLAIM_NOT_MEASURABLE", "ideas/7f3", "Say how much & when."),
                Violation("DOOR_UNCLASSIFIED", "ideas/7f3", "Say which doors."),
            ),
            400,
        ),
        (
            InvalidInput(
                Violation(
                    "FIELD_TOO_LONG", "idea.document.title", "Say how much & when."
                ),
                Violation("OTHER", "idea.document.doors[0].kind", "Say which doors."),
            ),
            400,
        ),
    ],
)
def test_a_refusal_shows_every_violation_and_keeps_what_was_entered(
    visitor: FlaskClient, stocked: Services, refusal: DomainError, http: int
) -> None:
    stocked.answers["CreateIdea"] = refusal

    answer = send(visitor, "/new/idea", document__title="Go <there>")

    assert answer.status_code == http
    assert "Say how much &amp; when." in answer.text
    assert "Say which doors." in answer.text
    assert 'value="Go &lt;there&gt;"' in answer.text


def test_a_number_that_is_none_is_refused_at_its_input(
    visitor: FlaskClient, stocked: Services
) -> None:
    answer = send(visitor, "/new/idea", document__cost_of_failure__loss_cap="much")

    assert "must be an amount, such as USD 12.50." in answer.text
    assert stocked.requests_of("CreateIdea") == []


@pytest.mark.parametrize(
    ("refusal", "is_kept"),
    [
        (Unavailable(Violation("AWAY", "", "Away.")), True),
        (RuleBroken(Violation("NO", "", "No.")), False),
    ],
)
def test_only_an_uncertain_failure_keeps_the_request_id(
    visitor: FlaskClient, stocked: Services, refusal: DomainError, *, is_kept: bool
) -> None:
    stocked.answers["CreateIdea"] = refusal

    answer = send(visitor, "/new/idea", document__title="Go")

    assert (ID in answer.text) is is_kept


def test_a_lost_race_gets_the_new_etag(visitor: FlaskClient, stocked: Services) -> None:
    stocked.answers["UpdateIdea"] = Conflict(Violation("ETAG_MISMATCH", "", "Read."))

    answer = send(visitor, "/ideas/7f3/edit", document__title="Go", etag="old")

    assert answer.status_code == 409
    assert 'name="etag" value="5"' in answer.text


def test_a_service_that_is_away_costs_one_panel(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["ListCoes"] = Unavailable(Violation("AWAY", "", "Away."))

    answer = visitor.get("/ideas/7f3")

    assert answer.status_code == 200
    assert "Away for a moment" in answer.text


@pytest.mark.usefixtures("stocked")
def test_a_waiting_page_loads_again_once_the_state_is_another(
    visitor: FlaskClient,
) -> None:
    address = f"/ideas/7f3/pulse?version={ideas.IDEA_STATE_DRAFT}"
    same = visitor.get(address)
    again = visitor.get(address, headers={"If-None-Match": same.headers["ETag"]})
    other = visitor.get(f"/ideas/7f3/pulse?version={ideas.IDEA_STATE_SUBMITTED}")

    assert (same.status_code, "HX-Trigger" in same.headers) == (200, False)
    assert (again.status_code, again.text) == (304, "")
    assert (other.status_code, other.headers["HX-Trigger"]) == (200, "moved")


def test_the_page_has_the_part_that_its_address_answers_with(
    visitor: FlaskClient, stocked: Services
) -> None:
    idea = documents.idea(ideas.IDEA_STATE_IN_REVIEW)
    stocked.answers["GetIdea"] = ideas_rpc.GetIdeaResponse(idea=idea)

    part = visitor.get("/ideas/7f3/pulse").headers["ETag"].strip('"')

    assert f'data-etag="{part}" data-live' in visitor.get("/ideas/7f3").text


@pytest.mark.usefixtures("stocked")
def test_what_is_final_is_not_asked_for_again(
    visitor: FlaskClient, stocked: Services
) -> None:
    idea = documents.idea(ideas.IDEA_STATE_KILLED)
    stocked.answers["GetIdea"] = ideas_rpc.GetIdeaResponse(idea=idea)

    assert visitor.get("/ideas/7f3/pulse").status_code == live.STOP
    assert "data-live" not in visitor.get("/ideas/7f3").text


def test_harm_ends_only_when_the_box_says_so(
    visitor: FlaskClient, stocked: Services
) -> None:
    time = "2026-11-22T12:00:00Z"

    send(visitor, "/coes/c1/update", summary="Known.", mitigate_time=time)
    send(visitor, "/coes/c1/update", is_over="yes", mitigate_time=time)

    one, other = stocked.requests_of("UpdateCoe")
    assert list(one.update_mask.paths) == ["summary", "impact"]
    assert not one.coe.HasField("mitigate_time")
    assert other.coe.mitigate_time.ToJsonString() == time


def test_an_unknown_command_is_not_found(visitor: FlaskClient) -> None:
    assert send(visitor, "/ideas/7f3/explode").status_code == 404
