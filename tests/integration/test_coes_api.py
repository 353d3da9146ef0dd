"""The API of coes over HTTP: from an error by hand to a question that protects."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.eventlog.embedded import EmbeddedLog
from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceStub
from deploy.api import Refused
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from tests.integration.in_process import InProcess, running_monolith

NOW = datetime.now(UTC).replace(microsecond=0)
MARKUP = "<script>alert(1)</script> 箱が小さい"
OF_NO_METRIC = {
    "metric": "refund-rate.net",
    "comparison": "COMPARISON_AT_MOST",
    "threshold": 0.2,
    "minUnits": 10,
    "action": "GUARDRAIL_ACTION_PAUSE",
}
"""No outcome can be recorded under such a key."""


@pytest.fixture(scope="module")
def product(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[InProcess]:
    home: Path = tmp_path_factory.mktemp("coes")
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    with running_monolith(server, home / "home", EmbeddedLog) as running:
        yield running
    server.stop()


def stamp(minutes: int) -> str:
    """Return a time so many minutes from now, as JSON has it."""
    return (NOW + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def refused(act: Callable[[], object]) -> list[str]:
    """Return the reasons that a call is refused with."""
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.reasons


def report(**changes: Any) -> dict[str, Any]:
    """Return all that an analysis has to say, but for what is done about it."""
    answers = [
        ("The parcel was torn.", "WHY_CLASS_SYMPTOM"),
        ("The box was too small.", "WHY_CLASS_COMPONENT"),
        ("Nothing compares a box with what goes in.", "WHY_CLASS_SYSTEMIC"),
    ]
    return {
        "title": f"Torn parcels {MARKUP}",
        "summary": MARKUP,
        "severity": "SEVERITY_HIGH",
        "source": "services/packing",
        "impact": {"customers": "12", "minutes": "90"},
        "startTime": stamp(-90),
        "detectTime": stamp(-60),
        "mitigateTime": stamp(-30),
        "resolveTime": stamp(-10),
        "timeline": [
            {"time": stamp(-90), "fact": MARKUP, "evidenceUrl": "/services/packing"}
        ],
        "causeChains": [
            {"whys": [{"answer": text, "whyClass": kind} for text, kind in answers]}
        ],
        "causeClass": "box-too-small",
    } | changes


def question(**changes: Any) -> dict[str, Any]:
    """Return a question for every review."""
    return {
        "title": "Boxes are compared with what goes in",
        "outputs": "No parcel is torn.",
        "message": "Nobody has compared the box with what goes in.",
        "fixHint": "Compare them, and say how.",
        "scope": {"stage": "STAGE_REVIEW_DECIDE"},
        "question": {
            "prompt": "Was the box compared with what goes in?",
            "answers": [
                {"id": "yes", "text": "Yes.", "risk": "RISK_NONE"},
                {"id": "no", "text": "No.", "risk": "RISK_HIGH"},
            ],
        },
    } | changes


def correction(mechanism: str) -> dict[str, Any]:
    """Return a correction by a mechanism."""
    return {
        "kind": "CORRECTION_KIND_MECHANISM",
        "ref": mechanism,
        "team": "teams/platform",
        "dueTime": stamp(60 * 24),
    }


def test_an_error_becomes_a_question_that_protects(product: InProcess) -> None:
    kai, eve = product.api("kai"), product.api("eve")
    coe = kai.post("/v1/coes", report())["coe"]["name"]
    kai.post(f"/v1/{coe}:startAnalysis")

    assert refused(lambda: kai.post(f"/v1/{coe}:submit")) == ["FIX_IS_NOT_A_MECHANISM"]
    reminder = correction("") | {
        "kind": "CORRECTION_KIND_HUMAN_REMINDER",
        "text": "Be careful.",
    }
    told = kai.call("PATCH", f"/v1/{coe}", {"corrections": [reminder]})
    assert told["warnings"][0]["reason"] == "FIX_IS_NOT_A_MECHANISM"
    linted = kai.get(f"/v1/{coe}:lint")
    assert [it["reason"] for it in linted["violations"]] == ["FIX_IS_NOT_A_MECHANISM"]
    assert "'Be careful.' asks someone" in linted["violations"][0]["description"]

    made_after = question(originCoes=[coe])
    mechanism = kai.post("/v1/mechanisms", made_after)["mechanism"]["name"]
    kai.call("PATCH", f"/v1/{coe}", {"corrections": [correction(mechanism)]})
    kai.post(f"/v1/{coe}:submit")
    assert refused(lambda: eve.post(f"/v1/{coe}:approve")) == ["MECHANISM_UNPROVEN"]

    replays = {"replays": [{"coe": coe, "answers": {"then": "no", "now": "yes"}}]}
    rehearsed = kai.post(f"/v1/{mechanism}:prove", replays | {"validateOnly": True})
    assert rehearsed["mechanism"]["state"] == "MECHANISM_STATE_PROVEN"
    assert kai.get(f"/v1/{mechanism}")["mechanism"]["state"] == (
        "MECHANISM_STATE_PROPOSED"
    )
    kai.post(f"/v1/{mechanism}:prove", replays)
    approved = eve.post(f"/v1/{coe}:approve")["coe"]
    assert approved["state"] == "COE_STATE_CORRECTING"
    assert refused(lambda: kai.post(f"/v1/{mechanism}:adopt")) == ["PROVER_IS_PROPOSER"]
    eve.post(f"/v1/{mechanism}:adopt")

    product.await_true(
        lambda: kai.get(f"/v1/{coe}")["coe"]["state"] == "COE_STATE_WATCHING",
        "protected",
    )
    found = kai.get(f"/v1/{mechanism}")["mechanism"]
    assert found["adoption"]["active"]
    assert found["adoption"]["consumers"][0]["service"] == "services/reviews"
    assert found["adoption"]["secondsToProtect"] < 60
    [listed] = kai.get(f"/v1/{coe}/corrections")["corrections"]
    assert listed["correction"]["state"] == "CORRECTION_STATE_DONE"
    everywhere = kai.get("/v1/coes/-/corrections")["corrections"]
    assert [it["coe"] for it in everywhere] == [coe]
    listing = kai.get('/v1/mechanisms?filter=state="ADOPTED"')
    assert [it["name"] for it in listing["mechanisms"]] == [mechanism]
    assert listing["totalSize"] == 1
    [version] = kai.get(f"/v1/{mechanism}/versions")["versions"]
    assert version["check"]["originCoes"] == [coe]
    assert kai.get(f"/v1/{mechanism}:backtest")["backtest"]["subjects"] == 0
    keys = [it["key"] for it in kai.get("/v1/loopHealth")["measures"]]
    assert keys[:3] == [
        "incidents_per_100_experiments",
        "minutes_to_mitigate",
        "customers_per_incident",
    ]
    assert kai.get(f"/v1/{coe}")["coe"]["summary"] == MARKUP


def test_a_recurrence_asks_for_a_next_version(product: InProcess) -> None:
    kai, eve = product.api("kai"), product.api("eve")
    [mechanism] = kai.get("/v1/mechanisms")["mechanisms"]
    [origin] = mechanism["originCoes"]
    again = kai.post("/v1/coes", report(recurrenceOf=origin))["coe"]["name"]

    reopened = kai.get(f"/v1/{origin}")["coe"]
    assert (reopened["state"], reopened["recurrences"]) == (
        "COE_STATE_ANALYZING",
        [again],
    )
    name = mechanism["name"]
    assert kai.get(f"/v1/{name}")["mechanism"]["escapes"][0]["coe"] == again
    change = {"mechanism": {"fixHint": "Measure both."}}
    assert refused(lambda: kai.post(f"/v1/{name}:improve", change)) == [
        "CORRECTION_MISSING"
    ]
    replays = [{"coe": again, "answers": {"then": "no", "now": "yes"}}]
    improved = kai.post(f"/v1/{name}:improve", change | {"replays": replays})
    assert improved["mechanism"]["version"] == 2
    assert [it["coe"] for it in improved["mechanism"]["proofs"]] == [origin, again]
    kai.post(f"/v1/{origin}:submit")
    eve.post(f"/v1/{origin}:approve")
    product.await_true(
        lambda: kai.get(f"/v1/{origin}")["coe"]["state"] == "COE_STATE_WATCHING",
        "protected again",
    )


def test_deleting_a_gate_is_a_legal_fix(product: InProcess) -> None:
    kai = product.api("kai")
    [mechanism] = kai.get("/v1/mechanisms")["mechanisms"]
    name = mechanism["name"]
    excuse = report(source=name, corrections=[correction(name)])
    excuse["causeChains"][0]["whys"][-1]["answer"] = "The process was followed."
    excuse["questions"] = {"wouldExistingMechanismHavePrevented": "No, it is one."}
    coe = kai.post("/v1/coes", excuse)["coe"]["name"]
    kai.post(f"/v1/{coe}:startAnalysis")

    assert refused(lambda: kai.post(f"/v1/{coe}:submit")) == [
        "PROCESS_FOLLOWED_IS_NOT_A_CAUSE"
    ]
    reason = {"reason": "It owns us."}
    assert refused(lambda: kai.post(f"/v1/{name}:retire", reason)) == [
        "INSPECTION_MISSING"
    ]
    kai.post(f"/v1/{name}:inspect", {"evidence": "It asks and nobody reads."})
    retired = kai.post(f"/v1/{name}:retire", reason)["mechanism"]
    assert retired["state"] == "MECHANISM_STATE_RETIRED"


@pytest.mark.parametrize(
    ("method", "path", "body", "reasons"),
    [
        (
            "post",
            "/v1/mechanisms",
            {"title": "X"},
            [
                "OUTPUTS_MISSING",
                "MESSAGE_MISSING",
                "NO_FIX_HINT",
                "TOOL_MISSING",
                "STAGE_MISSING",
            ],
        ),
        (
            "post",
            "/v1/mechanisms",
            {"title": "X", "guardrail": OF_NO_METRIC},
            ["STRING_PATTERN"],
        ),
        ("get", "/v1/mechanisms/nothing", None, ["MECHANISM_NOT_FOUND"]),
        ("post", "/v1/coes/nothing:submit", {}, ["COE_NOT_FOUND"]),
    ],
)
def test_what_is_refused_is_refused_with_every_reason(
    product: InProcess, method: str, path: str, body: Any, reasons: list[str]
) -> None:
    act = getattr(product.api("kai"), method)
    call = (lambda: act(path)) if body is None else (lambda: act(path, body))

    assert refused(call) == reasons


def test_a_check_from_outside_is_asked_of_nothing_and_corrects_a_coe(
    product: InProcess,
) -> None:
    kai, eve = product.api("kai"), product.api("eve")
    change = {
        "id": "wrap",
        "kind": "CORRECTION_KIND_ENGINEERING_CHANGE",
        "text": "Wrap what is sharp.",
        "team": "teams/platform",
        "dueTime": stamp(60 * 24),
    }
    told = report(source="services/wrapping", causeClass="sharp-edges")
    coe = kai.post("/v1/coes", told)["coe"]["name"]
    kai.post(f"/v1/{coe}:startAnalysis")
    job = {"check": "wrap-test", "subject": "services/wrapping", "freshness": "3600s"}
    proposal = question(originCoes=[coe], external=job)
    del proposal["question"], proposal["scope"]
    mechanism = kai.post("/v1/mechanisms", proposal)["mechanism"]["name"]
    fixes = {"corrections": [change, correction(mechanism)]}
    kai.call("PATCH", f"/v1/{coe}", fixes)
    kai.post(f"/v1/{coe}:submit")

    for result in ("FAIL", "PASS"):
        body = {"result": f"CHECK_RESULT_{result}", "evidenceUrl": "/builds/1"}
        kai.post(f"/v1/{mechanism}:reportCheckResult", body)
    kai.post(f"/v1/{mechanism}:prove")
    eve.post(f"/v1/{coe}:approve")
    eve.post(f"/v1/{mechanism}:adopt")
    kai.post(f"/v1/{mechanism}:reportCheckResult", {"result": "CHECK_RESULT_FAIL"})

    found = kai.get(f"/v1/{mechanism}")["mechanism"]
    assert "scope" not in found
    assert found["adoption"]["consumers"][0]["service"] == "services/coes"
    assert [it["result"] for it in found["reports"]] == [
        "CHECK_RESULT_FAIL",
        "CHECK_RESULT_PASS",
        "CHECK_RESULT_FAIL",
    ]
    [version] = kai.get(f"/v1/{mechanism}/versions")["versions"]
    assert version["check"]["external"] == job
    waiting = kai.get(f"/v1/{coe}")["coe"]
    assert waiting["state"] == "COE_STATE_CORRECTING"
    done = {"correctionId": "wrap", "evidenceUrl": "/changes/7"}
    put_right = kai.post(f"/v1/{coe}:completeCorrection", done)["coe"]
    assert put_right["state"] == "COE_STATE_WATCHING"
    assert put_right["corrections"][0]["evidenceUrl"] == "/changes/7"
    assert refused(lambda: kai.post(f"/v1/{coe}:completeCorrection", done)) == [
        "WRONG_STATE"
    ]


def test_a_mechanism_that_convinces_nobody_is_rejected(product: InProcess) -> None:
    kai, eve = product.api("kai"), product.api("eve")
    name = kai.post("/v1/mechanisms", question())["mechanism"]["name"]
    why = {"reason": f"Nobody would answer it. {MARKUP}"}

    rejected = eve.post(f"/v1/{name}:reject", why)["mechanism"]

    assert rejected["state"] == "MECHANISM_STATE_REJECTED"
    assert kai.get(f"/v1/{name}")["mechanism"] == rejected
    assert refused(lambda: kai.post(f"/v1/{name}:prove")) == ["WRONG_STATE"]


def test_a_coe_is_watched_while_it_is_analysed(product: InProcess) -> None:
    kai = product.api("kai")
    told = report(source="services/watched", causeClass="")
    coe = kai.post("/v1/coes", told)["coe"]["name"]
    coes: Any = CoeServiceStub(product.channel)
    token = token_for(Keychain(product.home), "eve")
    authorized = [("authorization", f"Bearer {token}")]
    request = rpc.WatchCoeRequest(name=coe)

    stream = coes.WatchCoe(request, timeout=30, metadata=authorized)
    first = next(stream).coe
    kai.post(f"/v1/{coe}:startAnalysis")
    second = next(stream).coe
    stream.cancel()

    assert (first.state, second.state) == (
        pb.COE_STATE_OPENED,
        pb.COE_STATE_ANALYZING,
    )
    assert first.etag != second.etag
    assert second.name == coe
    assert "SubmitCoe" in second.possible_methods


def test_causes_name_nobody(product: InProcess) -> None:
    kai = product.api("kai")

    broken = refused(lambda: kai.post("/v1/coes", report(trigger="Kai was tired.")))

    assert broken == ["PERSON_NAMED"]
