"""COEs: the ladder of whys, corrections that are refused while one types, reviews."""

import re

import pytest
from flask.testing import FlaskClient

from chassis.domain import InvalidInput, NotAllowed, RuleBroken, Violation
from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc
from tests.unit.web import loop_documents as documents
from tests.unit.web.browsing import entries
from tests.unit.web.support import Services
from tests.unit.web.test_pages import send
from web.presentation import moment


@pytest.fixture(autouse=True)
def stocked(services: Services) -> Services:
    documents.stock(services)
    return services


def show(services: Services, coe: pb.Coe) -> None:
    services.answers["GetCoe"] = rpc.GetCoeResponse(coe=coe)


def test_a_chain_is_a_ladder_down_to_what_is_systemic(visitor: FlaskClient) -> None:
    page = visitor.get("/coes/c1").text

    assert re.findall(r'class="rung rung-([a-z-]+)"', page) == [
        "symptom",
        "component",
        "human-action",
        "process",
        "systemic",
    ]


def test_each_chain_can_be_asked_once_more_and_a_new_one_begun(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/coes/c1").text
    assert re.findall(r'name="chain_id" value="([^"]*)"', page) == ["chain-1", ""]

    form = {"why.answer": "Because.", "why.why_class": "WHY_CLASS_SYSTEMIC"}
    send(visitor, "/coes/c1/add-why", chain_id="chain-1", **form)
    send(visitor, "/coes/c1/add-why", chain_id="", **form)

    sent = [one for one in stocked.requests_of("AddWhy") if not one.validate_only]
    assert [one.chain_id for one in sent] == ["chain-1", ""]
    assert {one.why.answer for one in sent} == {"Because."}
    assert {one.why.why_class for one in sent} == {pb.WHY_CLASS_SYSTEMIC}


def test_a_refused_why_stays_at_its_chain(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["AddWhy"] = InvalidInput(
        Violation("PERSON_NAMED", "why.answer", "Write the role, not 'cara'.")
    )

    form = {"chain_id": "chain-1", "why.answer": "Cara did"}
    answer = send(visitor, "/coes/c1/add-why", **form)

    page = answer.text
    assert page.count("Write the role, not &#39;cara&#39;.") == 2
    at = page.index("<strong>This did not work:</strong>")
    assert page.index('id="why-0"') < at < page.index('id="why-1"')
    assert "Cara did" in page


def test_a_why_is_judged_while_it_is_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["AddWhy"] = InvalidInput(
        Violation("PERSON_NAMED", "why.answer", "Write the role.")
    )

    answer = send(visitor, "/coes/c1/add-why/try", **{"why.answer": "Cara did"})

    assert answer.status_code == 200
    assert "Write the role." in answer.text
    assert stocked.requests_of("AddWhy")[0].validate_only


def test_corrections_are_judged_while_they_are_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    form = {"corrections.0.text": "Be careful", "corrections.0.due_time": "2026-12-24"}

    answer = send(visitor, "/coes/c1/corrections/try", **form)

    assert "but not close the COE" in answer.text
    [request] = stocked.requests_of("UpdateCoe")
    assert request.validate_only
    assert (request.request_id, request.coe.etag) == ("", "")
    assert list(request.update_mask.paths) == ["corrections"]
    assert request.coe.corrections[0].due_time.ToJsonString() == "2026-12-24T00:00:00Z"


def test_a_fix_that_is_a_mechanism_is_not_spoken_against(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["UpdateCoe"] = rpc.UpdateCoeResponse()

    assert "nothing speaks against it" in send(visitor, "/coes/c1/corrections/try").text


def test_corrections_keep_their_ids_and_lose_their_empty_rows(
    visitor: FlaskClient, stocked: Services
) -> None:
    ours = ("corrections.", "csrf_token", "etag")
    page = entries(visitor, "/coes/c1")
    entered = {name: text for name, text in page.items() if name.startswith(ours)}
    entered["corrections.0.text"] = "Declare inputs"

    visitor.post("/coes/c1/corrections", data=entered)

    *_, request = stocked.requests_of("UpdateCoe")
    assert not request.validate_only
    assert [one.id for one in request.coe.corrections] == [
        "correction-1",
        "correction-2",
    ]
    assert request.coe.corrections[0].text == "Declare inputs"
    assert not request.validate_only


def test_refused_corrections_keep_what_was_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["UpdateCoe"] = InvalidInput(
        Violation("CORRECTION_WITHOUT_OWNER_OR_DATE", "coe.corrections[0].team", "Who?")
    )

    answer = send(visitor, "/coes/c1/corrections", **{"corrections.0.text": "Try <it>"})

    assert answer.status_code == 400
    assert "Who?" in answer.text
    assert "Try &lt;it&gt;" in answer.text


def test_what_would_be_refused_is_told_before(visitor: FlaskClient) -> None:
    page = visitor.get("/coes/c1").text

    assert "Before it can be handed in" in page
    assert "FIX_IS_NOT_A_MECHANISM" in page


def test_a_reviewer_can_approve_return_and_waive(
    visitor: FlaskClient, stocked: Services
) -> None:
    methods = ("ApproveCoe", "ReturnCoe", "WaiveMechanism")
    show(stocked, documents.coe(pb.COE_STATE_REVIEWING, *methods))

    page = visitor.get("/coes/c1").text
    send(
        visitor,
        "/coes/c1/waive-mechanism",
        reason="Rebuilt.",
        expire_time="2026-12-24T08:30",
    )

    assert re.findall(r'action="/coes/c1/([a-z-]+)"', page) == [
        "approve",
        "return",
        "waive-mechanism",
    ]
    assert "Before it can be handed in" not in page
    [request] = stocked.requests_of("WaiveMechanism")
    assert request.expire_time.ToJsonString() == "2026-12-24T08:30:00Z"


def test_the_owner_asks_to_dismiss_it_and_a_reviewer_sees_why(
    visitor: FlaskClient, stocked: Services
) -> None:
    coe = documents.coe(pb.COE_STATE_OPENED, "UpdateCoe", "DismissCoe")
    show(stocked, coe)
    owners = visitor.get("/coes/c1").text
    send(visitor, "/coes/c1/ask-dismissal", reason="A drill.")
    [request] = [it for it in stocked.requests_of("DismissCoe") if it.reason != "x"]
    assert request.reason == "A drill."

    stocked.answers["UpdateCoe"] = NotAllowed(
        Violation("NOT_OWNER", "coes/c1", "It is Cara's.")
    )
    coe.asked_dismissal.reason = "<b>A drill."
    coe.asked_dismissal.asker = "people/cara"
    show(stocked, coe)
    reviewers = visitor.get("/coes/c1").text

    asks = "asks to dismiss it:</strong>"
    assert 'action="/coes/c1/ask-dismissal"' in owners
    assert 'action="/coes/c1/dismiss"' not in owners
    assert asks not in owners
    assert 'action="/coes/c1/dismiss"' in reviewers
    assert 'action="/coes/c1/ask-dismissal"' not in reviewers
    assert asks in reviewers
    assert "&lt;b&gt;A drill." in reviewers


def test_a_refusal_is_shown_at_its_button(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["ApproveCoe"] = NotAllowed(
        Violation("REVIEWER_IN_SAME_TEAM", "coes/c1", "Ask another team.")
    )

    answer = send(visitor, "/coes/c1/approve")

    assert answer.status_code == 403
    assert "Ask another team." in answer.text


def test_a_correction_is_reported_done(visitor: FlaskClient, stocked: Services) -> None:
    show(stocked, documents.coe(pb.COE_STATE_CORRECTING, "CompleteCorrection"))
    page = visitor.get("/coes/c1").text

    send(
        visitor,
        "/coes/c1/complete-correction",
        correction_id="correction-2",
        evidence_url="/experiments/e1",
    )

    assert re.findall(r'<option value="(correction-\d)"', page) == ["correction-2"]
    *_, request = stocked.requests_of("CompleteCorrection")
    assert request.evidence_url == "/experiments/e1"


def test_what_is_known_and_saved_unchanged_stays_the_same(
    visitor: FlaskClient, stocked: Services
) -> None:
    visitor.post("/coes/c1/edit", data=entries(visitor, "/coes/c1/edit"))

    [request] = stocked.requests_of("UpdateCoe")
    known = documents.coe(pb.COE_STATE_ANALYZING)
    for path in request.update_mask.paths:
        assert getattr(request.coe, path) == getattr(known, path), path


def test_an_emptied_why_leaves_its_chain(
    visitor: FlaskClient, stocked: Services
) -> None:
    entered = entries(visitor, "/coes/c1/edit")
    for part in ("question", "answer"):
        entered[f"cause_chains.0.whys.2.{part}"] = ""

    visitor.post("/coes/c1/edit", data=entered)

    [chain] = stocked.requests_of("UpdateCoe")[0].coe.cause_chains
    assert len(chain.whys) == 4


def test_an_incident_is_reported_by_anyone(
    visitor: FlaskClient, stocked: Services
) -> None:
    coe = documents.coe(pb.COE_STATE_OPENED)
    stocked.answers["CreateCoe"] = rpc.CreateCoeResponse(coe=coe)
    page = visitor.get("/new/coe?source=experiments/e1").text

    answer = send(
        visitor,
        "/new/coe",
        title="Lost",
        severity="INCIDENT_SEVERITY_HIGH",
        source="experiments/e1",
        start_time="2026-11-22T08:30",
    )

    assert 'value="experiments/e1"' in page
    assert answer.headers["Location"] == "/coes/c1"
    [request] = stocked.requests_of("CreateCoe")
    assert request.coe.severity == pb.INCIDENT_SEVERITY_HIGH
    assert request.coe.start_time.ToJsonString() == "2026-11-22T08:30:00Z"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "x"])
def test_evidence_leads_nowhere_but_to_addresses(
    visitor: FlaskClient, stocked: Services, url: str
) -> None:
    coe = documents.coe(pb.COE_STATE_ANALYZING)
    coe.timeline[0].evidence_url = url
    show(stocked, coe)

    assert f'href="{url}' not in visitor.get("/coes/c1").text


def test_a_page_that_waits_is_told_what_has_moved(
    visitor: FlaskClient, stocked: Services
) -> None:
    address = re.findall(r'hx-get="([^"]+)"', visitor.get("/coes/c1").text)[0]
    same = visitor.get(address)
    closed = documents.coe(pb.COE_STATE_CLOSED)
    closed.etag = "8"
    show(stocked, closed)

    assert "HX-Trigger" not in same.headers
    assert visitor.get(address).headers["HX-Trigger"] == "moved"


def test_stopping_the_harm_comes_first(visitor: FlaskClient, stocked: Services) -> None:
    show(stocked, documents.coe(pb.COE_STATE_OPENED, "UpdateCoe", "StartAnalysis"))
    stocked.answers["StartAnalysis"] = RuleBroken(
        Violation("NOT_MITIGATED", "coes/c1", "First stop the harm; then ask why.")
    )

    page = visitor.get("/coes/c1").text
    answer = send(visitor, "/coes/c1/start-analysis")

    assert "First stop the harm</h2>" in page
    assert "First stop the harm; then ask why." in answer.text


def test_under_a_waiver_it_stays_watching_and_says_until_when(
    visitor: FlaskClient, stocked: Services
) -> None:
    waived = documents.coe(pb.COE_STATE_WATCHING)
    show(stocked, waived)
    open_ended = visitor.get("/coes/c1").text
    waived.watch_until_time.FromSeconds(1_790_000_000)
    waived.ClearField("waiver")
    show(stocked, waived)
    watched = visitor.get("/coes/c1").text

    end = documents.coe(pb.COE_STATE_WATCHING).waiver.expire_time
    assert f"until {moment(end)}</strong>" in open_ended
    assert "It does not close before that." in open_ended
    assert "no mechanism protects now, so it does not close" in open_ended
    assert "no mechanism protects now" not in watched
    assert "It does not close before that." not in watched
    assert "; then it closes" in watched
