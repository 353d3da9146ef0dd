"""The API of coes over HTTP: from an error by hand to a question that protects."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import grpc
import pytest

from chassis.eventlog.embedded import EmbeddedLog
from chassis.rpc.errors import violations_in
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
        "severity": "INCIDENT_SEVERITY_MEDIUM",
        "source": "services/packing",
        "impact": {"customers": "12", "duration": "5400s"},
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


ANSWERED = {
    "incident": {"answer": "no"},
    "corrected": {"answer": "yes"},
    "mutatedIncidents": [{"answer": ""}],
}
"""How the question is replayed on an incident."""


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
        "reference": mechanism,
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

    replays = {"replays": [{"coe": coe, **ANSWERED}]}
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
    assert float(found["adoption"]["timeToProtect"].removesuffix("s")) < 60
    [proof] = found["proofs"]
    assert proof["replay"] == {"coe": coe, **ANSWERED}
    assert found["proofEvidence"] == {
        "strength": "PROOF_STRENGTH_WEAK",
        "incidents": 1,
        "mutatedIncidents": 1,
        "recordedPasses": "0",
        "searchesText": False,
    }
    assert proof["saidOnIncident"] == "CHECK_RESULT_FAIL"
    [listed] = kai.get(f"/v1/{coe}/corrections")["corrections"]
    assert listed["correction"]["state"] == "CORRECTION_STATE_DONE"
    everywhere = kai.get("/v1/coes/-/corrections")["corrections"]
    assert [it["coe"] for it in everywhere] == [coe]
    listing = kai.get('/v1/mechanisms?filter=state="ADOPTED"')
    assert [it["name"] for it in listing["mechanisms"]] == [mechanism]
    assert listing["mechanisms"][0]["proofs"] == []
    [version] = kai.get(f"/v1/{mechanism}/versions")["versions"]
    assert version["name"] == f"{mechanism}/versions/1"
    assert version["check"]["originCoes"] == [coe]
    assert version["proofEvidence"] == found["proofEvidence"]
    assert kai.get(f"/v1/{mechanism}:backtest")["backtest"]["subjects"] == "0"
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
    path = f"/v1/coes?recurrence_of={origin}"
    again = kai.post(path, report())["coe"]["name"]

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
    replays = [{"coe": again, **ANSWERED}]
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
    answers = {"outputsReached": False, "stillNeeded": False, "weOwnIt": False}
    evidence = {"evidence": "It asks and nobody reads."}
    assert refused(lambda: kai.post(f"/v1/{name}:inspect", evidence)) == [
        "FIELD_REQUIRED",
        "FIELD_REQUIRED",
        "FIELD_REQUIRED",
    ]
    kai.post(f"/v1/{name}:inspect", answers | evidence)
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
            ["FIELD_MALFORMED"],
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

    joy = product.api("joy")
    for result in ("FAIL", "FAIL", "PASS"):
        body = {"result": f"CHECK_RESULT_{result}", "evidenceUrl": "/builds/1"}
        joy.post(f"/v1/{mechanism}:reportCheckResult", body)
    kai.post(f"/v1/{mechanism}:prove")
    eve.post(f"/v1/{coe}:approve")
    eve.post(f"/v1/{mechanism}:adopt")
    for result in ("FAIL", "PASS"):
        body = {"result": f"CHECK_RESULT_{result}"}
        kai.post(f"/v1/{mechanism}:reportCheckResult", body)

    found = kai.get(f"/v1/{mechanism}")["mechanism"]
    assert "scope" not in found
    assert found["adoption"]["consumers"][0]["service"] == "services/coes"
    results = [it["result"].removeprefix("CHECK_RESULT_") for it in found["reports"]]
    assert results == ["PASS", "FAIL", "PASS", "FAIL", "FAIL"]
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


def stub(product: InProcess) -> tuple[Any, list[tuple[str, str]]]:
    """Return a stub of the COE service, and what shows that Eve calls."""
    token = token_for(Keychain(product.home), "eve")
    return CoeServiceStub(product.channel), [("authorization", f"Bearer {token}")]


def test_a_coe_is_watched_while_it_is_analysed(product: InProcess) -> None:
    kai = product.api("kai")
    told = report(source="services/watched", causeClass="")
    coe = kai.post("/v1/coes", told)["coe"]["name"]
    coes, eve = stub(product)
    request = rpc.WatchCoesRequest(name=coe)

    stream = coes.WatchCoes(request, timeout=30, metadata=eve)
    first, synced = next(stream), next(stream)
    kai.post(f"/v1/{coe}:startAnalysis")
    second = next(stream)
    stream.cancel()
    request.resume_token = second.resume_token
    kai.post(f"/v1/{coe}:addWhy", {"why": {"answer": "It was hot."}})
    resumed = coes.WatchCoes(request, timeout=30, metadata=eve)
    third, again = next(resumed), next(resumed)
    resumed.cancel()

    states = [it.changed.state for it in (first, second, third)]
    assert states == [
        pb.COE_STATE_OPENED,
        pb.COE_STATE_ANALYZING,
        pb.COE_STATE_ANALYZING,
    ]
    assert {synced.WhichOneof("event"), again.WhichOneof("event")} == {"synced"}
    assert len({it.changed.etag for it in (first, second, third)}) == 3
    assert second.changed.name == coe
    assert "SubmitCoe" in second.changed.possible_methods
    assert not second.changed.history


def test_what_does_not_match_any_more_is_removed_from_a_watch(
    product: InProcess,
) -> None:
    kai = product.api("kai")
    coe = kai.post("/v1/coes", report(source="services/left"))["coe"]["name"]
    coes, eve = stub(product)
    only = 'source = "services/left" AND state = "COE_STATE_OPENED"'
    request = rpc.WatchCoesRequest(filter=only, view="COE_VIEW_FULL")

    stream = coes.WatchCoes(request, timeout=30, metadata=eve)
    first, _ = next(stream), next(stream)
    kai.post(f"/v1/{coe}:startAnalysis")
    left = next(stream)
    stream.cancel()

    assert first.changed.history
    assert left.removed == coe


def test_a_watch_of_nothing_or_with_a_token_of_another_is_refused(
    product: InProcess,
) -> None:
    coes, eve = stub(product)
    nothing = rpc.WatchCoesRequest(name="coes/nothing")
    strange = rpc.WatchCoesRequest(resume_token="strange")  # noqa: S106

    assert reasons_of(lambda: next(coes.WatchCoes(nothing, metadata=eve))) == [
        "COE_NOT_FOUND"
    ]
    assert reasons_of(lambda: next(coes.WatchCoes(strange, metadata=eve))) == [
        "RESUME_TOKEN_INVALID"
    ]


def reasons_of(act: Callable[[], object]) -> list[str]:
    """Return the reasons that a call over gRPC is refused with."""
    with pytest.raises(grpc.RpcError) as refusal:
        act()
    return [violation.reason for violation in violations_in(refusal.value)]


def test_an_incident_that_is_reported_again_is_told_as_existing(
    product: InProcess,
) -> None:
    kai = product.api("kai")
    told, path = report(source="services/alert"), "/v1/coes?incident_key=a1"

    first, again = kai.post(path, told), kai.post(path, told)

    assert (first["existing"], again["existing"]) == (False, True)
    assert first["coe"]["name"] == again["coe"]["name"]
    assert again["coe"]["repeats"] == "1"


def test_a_coe_without_a_title_or_a_severity_is_refused_with_the_fields(
    product: InProcess,
) -> None:
    with pytest.raises(Refused) as refusal:
        product.api("kai").post("/v1/coes", {})

    [bad] = [it for it in refusal.value.body["error"]["details"] if len(it) == 2]
    found = [(it["reason"], it["field"]) for it in bad["fieldViolations"]]
    assert found == [
        ("TITLE_MISSING", "coe.title"),
        ("SEVERITY_MISSING", "coe.severity"),
    ]


def test_nothing_and_unknown_are_two_things(product: InProcess) -> None:
    kai = product.api("kai")
    nothing = {"customers": "0", "loss": {"currencyCode": "EUR"}, "duration": "0s"}
    metrics = [{"metric": "torn", "value": 0}, {"metric": "t", "value": 1, "normal": 0}]

    told = report(impact=nothing, metrics=metrics)
    coe = kai.post("/v1/coes", told)["coe"]
    unknown = kai.post("/v1/coes", report(impact={}))["coe"]

    assert coe["impact"]["customers"] == "0"
    assert coe["impact"]["loss"]["currencyCode"] == "EUR"
    assert ["normal" in it for it in coe["metrics"]] == [False, True]
    assert not {"customers", "loss", "duration"} & set(unknown["impact"])
    assert "questions" not in coe
    forgotten = report(metrics=[{"metric": "torn"}])
    assert refused(lambda: kai.post("/v1/coes", forgotten)) == ["FIELD_REQUIRED"]
    wrong = report(impact={"loss": {"currencyCode": "dollars", "units": "-1"}})
    assert refused(lambda: kai.post("/v1/coes", wrong)) == ["FIELD_MALFORMED"]


def test_an_update_names_fields_inside_and_keeps_chains_by_their_id(
    product: InProcess,
) -> None:
    kai = product.api("kai")
    coe = kai.post("/v1/coes", report(source="services/masks"))["coe"]
    path = f"/v1/{coe['name']}"
    kai.post(f"{path}:startAnalysis")

    mask = "?update_mask=impact.customers"
    changed = kai.call("PATCH", f"{path}{mask}", {"impact": {"customers": "3"}})["coe"]
    [chain] = changed["causeChains"]
    why = {"answer": "Nobody owns the form.", "whyClass": "WHY_CLASS_SYSTEMIC"}
    body = {"chainId": chain["id"], "why": why}
    longer = kai.post(f"{path}:addWhy", body)["coe"]["causeChains"]
    two = kai.post(f"{path}:addWhy", {"why": {"answer": "So."}})["coe"]["causeChains"]

    assert changed["impact"] == coe["impact"] | {"customers": "3"}
    assert [len(it["whys"]) for it in longer] == [len(chain["whys"]) + 1]
    assert two[1]["whys"][0]["whyClass"] == "WHY_CLASS_SYMPTOM"
    assert two[1]["id"] not in {"", chain["id"]}
    other = {"chainId": "nowhere", "why": {"answer": "So."}}
    assert refused(lambda: kai.post(f"{path}:addWhy", other)) == ["WHY_CHAIN_NOT_FOUND"]
    for _ in range(8):
        kai.post(f"{path}:addWhy", {"why": {"answer": "So."}})
    more = {"why": {"answer": "So."}}
    assert refused(lambda: kai.post(f"{path}:addWhy", more)) == ["WHY_CHAINS_FULL"]
    twice = {"causeChains": [{"id": "a"}, {"id": "a"}]}
    assert refused(lambda: kai.call("PATCH", path, twice)) == ["WHY_CHAIN_REPEATED"]


def test_an_update_names_its_coe(product: InProcess) -> None:
    coes, eve = stub(product)
    request = rpc.UpdateCoeRequest(coe=pb.Coe(name="ideas/i1", title="New"))

    with pytest.raises(grpc.RpcError) as refusal:
        coes.UpdateCoe(request, metadata=eve)

    [violation] = violations_in(refusal.value)
    assert (violation.reason, violation.subject) == ("FIELD_MALFORMED", "coe.name")


def test_somebody_who_became_known_meanwhile_is_not_named(product: InProcess) -> None:
    kai, zoe = product.api("kai"), product.api("lea")
    told = report(source="services/names", trigger="Lea was tired.")
    coe = kai.post("/v1/coes", told)["coe"]["name"]
    kai.post(f"/v1/{coe}:startAnalysis")

    zoe.post("/v1/coes", report(source="services/other"))

    assert "PERSON_NAMED" in refused(lambda: kai.post(f"/v1/{coe}:submit"))
    linted = kai.get(f"/v1/{coe}:lint")["violations"][0]
    assert (linted["reason"], linted["subject"]) == ("PERSON_NAMED", coe)
    assert "It is in trigger." in linted["description"]


def test_lists_are_light_and_filtered_by_the_names_of_json(product: InProcess) -> None:
    kai = product.api("kai")
    words = 'source = "services/light" AND state = "COE_STATE_OPENED"'
    only = f"filter={quote(words)}"
    for _ in range(2):
        kai.post("/v1/coes", report(source="services/light"))

    first = kai.get(f"/v1/coes?page_size=1&{only}")
    token = first["nextPageToken"]
    second = kai.get(f"/v1/coes?page_token={token}&{only}")
    full = kai.get(f"/v1/coes?view=COE_VIEW_FULL&{only}")["coes"]

    assert "totalSize" not in first
    assert [len(it["coes"]) for it in (first, second)] == [1, 1]
    for field in ("summary", "timeline", "causeChains", "history"):
        assert full[0][field]
        assert not first["coes"][0][field]
    assert (
        kai.get(f"/v1/{full[0]['name']}?view=COE_VIEW_BASIC")["coe"]
        == (first["coes"][0])
    )
    assert refused(lambda: kai.get('/v1/coes?filter=state="NEW"')) == ["FILTER_INVALID"]
    mechanisms = "/v1/mechanisms?filter="
    for right in (
        'stage="STAGE_REVIEW_DECIDE"',
        "stage=REVIEW_DECIDE",
        "tool=EXTERNAL",
    ):
        assert kai.get(f"{mechanisms}{right}")["mechanisms"]
    assert refused(lambda: kai.get(f"{mechanisms}tool=HAMMER")) == ["FILTER_INVALID"]


def test_corrections_and_versions_come_in_pages(product: InProcess) -> None:
    kai = product.api("kai")
    fixes = [correction("mechanisms/x") | {"id": f"f{number}"} for number in range(3)]
    coe = kai.post("/v1/coes", report(corrections=fixes))["coe"]["name"]

    found: list[str] = []
    path = f"/v1/{coe}/corrections?page_size=2"
    page = kai.get(path)
    found += [it["correction"]["id"] for it in page["corrections"]]
    page = kai.get(f"{path}&page_token={page['nextPageToken']}")
    found += [it["correction"]["id"] for it in page["corrections"]]

    assert found == ["f0", "f1", "f2"]
    assert page["nextPageToken"] == ""
    late = 'filter=state="CORRECTION_STATE_OVERDUE"'
    assert kai.get(f"/v1/{coe}/corrections?{late}")["corrections"] == []
    words = quote("coe_state = WATCHING AND kind = MECHANISM")
    corrected = f"/v1/coes/-/corrections?filter={words}"
    listed = kai.get(corrected)["corrections"]
    assert {it["correction"]["kind"] for it in listed} == {"CORRECTION_KIND_MECHANISM"}
    [name, *_] = [it["name"] for it in kai.get("/v1/mechanisms")["mechanisms"]]
    one = kai.get(f"/v1/{name}/versions?page_size=1")
    assert (len(one["versions"]), one["nextPageToken"]) == (1, "")


def test_causes_name_nobody(product: InProcess) -> None:
    kai = product.api("kai")

    broken = refused(lambda: kai.post("/v1/coes", report(trigger="Kai was tired.")))

    assert broken == ["PERSON_NAMED"]
