"""Each method of COEs and mechanisms refuses what its contract lists.

What needs other services, or a long story, is in `tests/e2e/test_refusals_of_*.py`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from chassis.eventlog.embedded import EmbeddedLog
from chassis.tokens import mint
from day1.coes.v1 import coes_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coe_rpc
from day1.coes.v1 import mechanisms_service_pb2 as mechanism_rpc
from day1.coes.v1.coes_service_pb2_grpc import CoeServiceStub
from day1.coes.v1.mechanisms_service_pb2_grpc import MechanismServiceStub
from deploy.api import Refused
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from tests.e2e.story import Story
from tests.integration.in_process import InProcess, running_monolith
from tests.integration.test_coes_api import (
    ANSWERED,
    correction,
    question,
    reasons_of,
    refused,
    report,
    stamp,
)

OWNER, COLLEAGUE, OTHER = "kai", "joy", "eve"
"""Two of one team, and somebody of another."""

ON_CALL = "hana"
"""On call for reviews."""

Fields = dict[str, Any]

TOO_LATE: Fields = {"seconds": 10**13}
LATE = "9000-01-01T00:00:00Z"
WHY = {"answer": "It was hot."}
CHOICE = {"title": "T", "outputs": "O", "message": "M", "fixHint": "F"}
INSPECTED: Fields = {"outputsReached": True, "stillNeeded": True, "weOwnIt": True}
INSPECTED |= {"evidence": "Its counters."}


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    home: Path = tmp_path_factory.mktemp("refusals")
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    with running_monolith(server, home / "home", EmbeddedLog) as running:
        yield running
    server.stop()


class Caller:
    """Calls methods over gRPC, for one person."""

    def __init__(self, product: InProcess, persona: str, token: str = "") -> None:
        token = token or token_for(Keychain(product.home), persona)
        self._metadata = [("authorization", f"Bearer {token}")]
        self._coes: Any = CoeServiceStub(product.channel)
        self._mechanisms: Any = MechanismServiceStub(product.channel)

    def call(self, method: str, **fields: Any) -> Any:
        """Return the answer; of a stream, the first one."""
        is_coe = hasattr(self._coes, method)
        stub, rpc = (
            (self._coes, coe_rpc) if is_coe else (self._mechanisms, mechanism_rpc)
        )
        request = getattr(rpc, f"{method}Request")(**fields)
        answer = getattr(stub, method)(request, metadata=self._metadata, timeout=30)
        return next(answer) if method.startswith("Watch") else answer

    def refused(self, method: str, **fields: Any) -> list[str]:
        """Return the reasons that a call is refused with."""
        return reasons_of(lambda: self.call(method, **fields))


@pytest.fixture
def owner(product: InProcess) -> Caller:
    return Caller(product, OWNER)


@pytest.fixture
def colleague(product: InProcess) -> Caller:
    return Caller(product, COLLEAGUE)


@pytest.fixture
def other(product: InProcess) -> Caller:
    return Caller(product, OTHER)


COE_METHODS: dict[str, Fields] = {
    "StartAnalysis": {},
    "DismissCoe": {"reason": "Fine."},
    "AddTimelineEntry": {"entry": {"time": {"seconds": 1}, "fact": "It broke."}},
    "ImportTimeline": {},
    "AddWhy": {"why": WHY},
    "SubmitCoe": {},
    "ReturnCoe": {"comment": "Why?"},
    "ApproveCoe": {},
    "WaiveMechanism": {"reason": "Later.", "expire_time": {"seconds": 1}},
    "MarkRecurrence": {"recurrence_of": "coes/nothing"},
    "CompleteCorrection": {"correction_id": "one"},
}
"""Each method that moves a COE, and a request that has all that is required."""

REVIEWERS = {"DismissCoe", "ReturnCoe", "ApproveCoe", "WaiveMechanism"}
"""The methods that a reviewer of another team calls."""

MECHANISM_METHODS: dict[str, Fields] = {
    "ProveMechanism": {},
    "AdoptMechanism": {},
    "ImproveMechanism": {"mechanism": {"title": "New"}},
    "SuspendMechanism": {"reason": "It hurts."},
    "ResumeMechanism": {},
    "RetireMechanism": {"reason": "It is over."},
    "RejectMechanism": {"reason": "Too broad."},
    "InspectMechanism": {
        "outputs_reached": True,
        "still_needed": True,
        "we_own_it": True,
        "evidence": "Its counters.",
    },
    "ReportCheckResult": {"result": "CHECK_RESULT_PASS"},
}
"""Each method that moves a mechanism, and a request that has all that is required."""

OWNERS = {"ImproveMechanism", "ResumeMechanism", "RetireMechanism", "InspectMechanism"}
"""The methods that the owner team calls."""


@pytest.mark.parametrize("method", [*COE_METHODS, "GetCoe", "LintCoe", "WatchCoes"])
def test_a_coe_that_does_not_exist_is_not_found(owner: Caller, method: str) -> None:
    fields = {"name": "coes/nothing", **COE_METHODS.get(method, {})}

    assert owner.refused(method, **fields) == ["COE_NOT_FOUND"]


def test_a_coe_that_is_named_elsewhere_is_not_found(owner: Caller) -> None:
    missing = "coes/nothing"
    new = {"title": "T", "severity": "INCIDENT_SEVERITY_LOW"}
    made_after = {"origin_coes": [missing], "outputs": "O"}

    methods: dict[str, Fields] = {
        "CreateCoe": {"coe": new, "recurrence_of": missing},
        "UpdateCoe": {"coe": {"name": missing, "title": "T"}},
        "ListCorrections": {"parent": missing},
        "CreateMechanism": {"mechanism": made_after},
    }
    for method, fields in methods.items():
        assert owner.refused(method, **fields) == ["COE_NOT_FOUND"], method


@pytest.mark.parametrize(
    "method", [*MECHANISM_METHODS, "GetMechanism", "BacktestMechanism"]
)
def test_a_mechanism_that_does_not_exist_is_not_found(
    owner: Caller, method: str
) -> None:
    fields = {"name": "mechanisms/nothing", **MECHANISM_METHODS.get(method, {})}

    assert owner.refused(method, **fields) == ["MECHANISM_NOT_FOUND"]


def test_versions_of_a_mechanism_that_does_not_exist_are_not_found(
    owner: Caller,
) -> None:
    broken = owner.refused("ListMechanismVersions", parent="mechanisms/nothing")

    assert broken == ["MECHANISM_NOT_FOUND"]


def new_coe(product: InProcess, **changes: Any) -> str:
    """Return the name of a new COE."""
    coe = product.api(OWNER).post("/v1/coes", report(**changes))["coe"]
    return str(coe["name"])


@pytest.fixture(scope="module")
def dismissed(product: InProcess) -> str:
    """Return a COE that is over."""
    name = new_coe(product)
    for person in (OWNER, OTHER):
        product.api(person).post(f"/v1/{name}:dismiss", {"reason": "Fine."})
    return name


@pytest.mark.parametrize("method", COE_METHODS)
def test_a_coe_that_is_over_does_not_move(
    product: InProcess, owner: Caller, other: Caller, dismissed: str, method: str
) -> None:
    caller = other if method in REVIEWERS else owner
    fields = dict(COE_METHODS[method])
    if method == "CompleteCorrection":
        fields["evidence_url"] = "/changes/1"
        dismissed = new_coe(product, corrections=[correction("") | {"id": "one"}])

    assert caller.refused(method, name=dismissed, **fields) == ["WRONG_STATE"]


def test_a_coe_that_is_over_is_not_written(owner: Caller, dismissed: str) -> None:
    change = {"name": dismissed, "title": "New"}

    assert owner.refused("UpdateCoe", coe=change) == ["WRONG_STATE"]


@pytest.mark.parametrize(
    "method", sorted({*COE_METHODS} - REVIEWERS - {"CompleteCorrection"})
)
def test_only_the_owner_writes_a_coe(
    colleague: Caller, dismissed: str, method: str
) -> None:
    fields = COE_METHODS[method]

    assert colleague.refused(method, name=dismissed, **fields) == ["NOT_OWNER"]


def test_only_the_owner_changes_a_coe(colleague: Caller, dismissed: str) -> None:
    change = {"name": dismissed, "title": "New"}

    assert colleague.refused("UpdateCoe", coe=change) == ["NOT_OWNER"]


@pytest.mark.parametrize("method", sorted(REVIEWERS))
def test_a_reviewer_is_of_another_team(
    owner: Caller, colleague: Caller, dismissed: str, method: str
) -> None:
    fields = {"name": dismissed, **COE_METHODS[method]}

    own = "WRONG_STATE" if method == "DismissCoe" else "REVIEWER_IS_OWNER"
    assert owner.refused(method, **fields) == [own]
    assert colleague.refused(method, **fields) == ["REVIEWER_IN_SAME_TEAM"]


def test_a_dismissal_is_asked_for_and_agreed_to(
    product: InProcess, owner: Caller, other: Caller
) -> None:
    name = new_coe(product)

    assert other.refused("DismissCoe", name=name, reason="Fine.") == [
        "OWNER_HAS_NOT_ASKED"
    ]
    asked = owner.call("DismissCoe", name=name, reason="A drill.").coe
    assert asked.state == coes.COE_STATE_OPENED
    assert asked.asked_dismissal.asker == f"people/{OWNER}"
    assert asked.asked_dismissal.reason == "A drill."
    over = other.call("DismissCoe", name=name, reason="It was.").coe
    assert over.state == coes.COE_STATE_DISMISSED
    events = [entry.event for entry in over.history]
    assert events == ["CoeOpened", "CoeDismissalAsked", "CoeDismissed"]


def test_an_alert_told_again_after_a_dismissal_opens_another(
    product: InProcess,
) -> None:
    kai, path = product.api(OWNER), "/v1/coes?incident_key=alert-7"
    first = kai.post(path, report())["coe"]["name"]
    assert kai.post(path, report())["existing"]
    for person in (OWNER, OTHER):
        product.api(person).post(f"/v1/{first}:dismiss", {"reason": "Fine."})

    answer = kai.post(path, report())
    again = kai.post(path, report())

    assert not answer.get("existing")
    assert answer["coe"]["name"] == again["coe"]["name"] != first
    assert again["existing"]


def test_times_exist(product: InProcess, owner: Caller, other: Caller) -> None:
    coe = new_coe(product)
    told = {"title": "T", "severity": "INCIDENT_SEVERITY_LOW", "start_time": TOO_LATE}
    design = {"outputs": "O", "sunset_time": TOO_LATE}
    entry = {"time": TOO_LATE, "fact": "It broke."}

    for caller, method, fields in (
        (owner, "CreateCoe", {"coe": told}),
        (owner, "UpdateCoe", {"coe": {"name": coe, "start_time": TOO_LATE}}),
        (owner, "AddTimelineEntry", {"name": coe, "entry": entry}),
        (
            other,
            "WaiveMechanism",
            {"name": coe, "reason": "Later.", "expire_time": TOO_LATE},
        ),
        (owner, "CreateMechanism", {"mechanism": design}),
        (
            owner,
            "InspectMechanism",
            {
                "name": "mechanisms/nothing",
                **MECHANISM_METHODS["InspectMechanism"],
                "sunset_time": TOO_LATE,
            },
        ),
    ):
        assert caller.refused(method, **fields) == ["FIELD_MALFORMED"], method


def test_an_update_with_an_old_etag_is_refused(
    product: InProcess, owner: Caller
) -> None:
    told = {"name": new_coe(product), "title": "T", "etag": "old"}

    assert owner.refused("UpdateCoe", coe=told) == ["ETAG_MISMATCH"]


def test_what_is_wrong_with_a_report_is_told_by_both_who_create_and_who_change(
    product: InProcess,
) -> None:
    kai = product.api(OWNER)
    coe = new_coe(product)
    fix = correction("") | {"id": "one"}
    for changes, reason in (
        ({"title": " "}, "TITLE_MISSING"),
        ({"trigger": "Kai was tired."}, "PERSON_NAMED"),
        ({"corrections": [fix | {"team": ""}]}, "CORRECTION_WITHOUT_OWNER_OR_DATE"),
        ({"corrections": [fix, fix]}, "CORRECTION_REPEATED"),
        ({"causeChains": [{"id": "a"}, {"id": "a"}]}, "WHY_CHAIN_REPEATED"),
        ({"mitigateTime": stamp(-900)}, "TIMELINE_UNORDERED"),
        ({"resolveTime": stamp(900)}, "MOMENT_IN_FUTURE"),
        ({"corrections": [fix | {"dueTime": stamp(-1)}]}, "DUE_OUT_OF_RANGE"),
        ({"corrections": [fix | {"dueTime": LATE}]}, "DUE_OUT_OF_RANGE"),
    ):
        new = report(**changes)
        create = partial(kai.post, "/v1/coes", new)
        change = partial(kai.call, "PATCH", f"/v1/{coe}", changes)
        assert refused(create) == refused(change) == [reason]


def test_a_coe_has_an_id_of_its_own_and_is_no_recurrence_of_itself(
    owner: Caller, dismissed: str
) -> None:
    new = coes.Coe(title="T", severity="INCIDENT_SEVERITY_LOW")
    taken, fresh = dismissed.removeprefix("coes/"), "coes/fresh"

    assert owner.refused("CreateCoe", coe=new, coe_id=taken) == ["COE_EXISTS"]
    assert owner.refused("CreateCoe", coe=new, coe_id="fresh", recurrence_of=fresh) == [
        "RECURRENCE_OF_ITSELF"
    ]


def test_harm_ends_before_the_analysis(product: InProcess, owner: Caller) -> None:
    going_on = new_coe(product, mitigateTime=None, resolveTime=None)
    assert owner.refused("StartAnalysis", name=going_on) == ["NOT_MITIGATED"]

    coe = new_coe(product)
    owner.call("StartAnalysis", name=coe)
    mask = {"paths": ["mitigate_time"]}
    change = {"coe": {"name": coe}, "update_mask": mask}
    assert owner.refused("UpdateCoe", **change) == ["NOT_MITIGATED"]
    named = {"answer": "@joy forgot it."}
    assert owner.refused("AddWhy", name=coe, why=named) == ["PERSON_NAMED"]


def test_a_timeline_that_is_full_takes_no_imports(
    product: InProcess, owner: Caller
) -> None:
    kai = product.api(OWNER)
    idea = kai.post("/v1/ideas", {"document": {"title": "Boxes"}})["idea"]["name"]
    entry = {"time": stamp(-80), "evidenceUrl": "/x"}
    entries = [{**entry, "fact": f"Fact {n}"} for n in range(200)]
    coe = new_coe(product, source=idea, timeline=entries)
    other = new_coe(product, source=idea)
    product.await_true(
        lambda: owner.call("ImportTimeline", name=other, validate_only=True).added,
        "heard of",
    )

    assert owner.refused("ImportTimeline", name=coe) == ["TIMELINE_FULL"]


def test_a_recurrence_is_of_one_other(product: InProcess, owner: Caller) -> None:
    earlier, later = new_coe(product), new_coe(product)
    itself = {"name": later, "recurrence_of": later}

    assert owner.refused("MarkRecurrence", **itself) == ["RECURRENCE_OF_ITSELF"]
    owner.call("MarkRecurrence", name=later, recurrence_of=earlier)
    again = owner.refused("MarkRecurrence", name=later, recurrence_of=earlier)
    assert again == ["RECURRENCE_KNOWN"]


def test_a_correction_is_done_by_its_team_and_a_mechanism_once_it_acts(
    product: InProcess, owner: Caller, other: Caller
) -> None:
    coe, mechanism = new_coe(product), propose(product)
    change = {"kind": "CORRECTION_KIND_ENGINEERING_CHANGE", "id": "change"}
    check = correction(mechanism) | {"id": "check"}
    fixes = {"corrections": [check, check | change]}
    product.api(OWNER).call("PATCH", f"/v1/{coe}", fixes)
    owner.call("StartAnalysis", name=coe)
    owner.call("SubmitCoe", name=coe)
    assert other.refused("ApproveCoe", name=coe) == ["MECHANISM_UNPROVEN"]
    waiver = {"name": coe, "reason": "Later."}
    for seconds, reason in ((1, "WAIVER_PASSED"), (4 * 10**9, "WAIVER_TOO_LONG")):
        late = {"seconds": seconds}
        broken = other.refused("WaiveMechanism", **waiver, expire_time=late)
        assert broken == [reason]
    soon = {"reason": "Later.", "expireTime": stamp(60)}
    product.api(OTHER).post(f"/v1/{coe}:waiveMechanism", soon)
    other.call("ApproveCoe", name=coe)

    def completed(caller: Caller, which: str, evidence: str = "/x") -> list[str]:
        fields = {"correction_id": which, "evidence_url": evidence}
        return caller.refused("CompleteCorrection", name=coe, **fields)

    assert completed(owner, "change", "") == ["CORRECTION_WITHOUT_EVIDENCE"]
    assert completed(owner, "check") == ["MECHANISM_UNPROVEN", "MECHANISM_NOT_ACTIVE"]
    assert completed(owner, "nothing") == ["CORRECTION_NOT_FOUND"]
    assert completed(other, "change") == ["NOT_ON_TEAM"]


def propose(product: InProcess, **changes: Any) -> str:
    """Return the name of a new mechanism."""
    body = question(**changes)
    mechanism = product.api(OWNER).post("/v1/mechanisms", body)["mechanism"]
    return str(mechanism["name"])


def acting(product: InProcess, **changes: Any) -> tuple[str, str]:
    """Return a mechanism that is adopted, and the COE that it was made after."""
    coe = new_coe(product)
    name = propose(product, originCoes=[coe], **changes)
    replays = {"replays": [{"coe": coe, **ANSWERED}]}
    product.api(OWNER).post(f"/v1/{name}:prove", replays)
    product.api(OTHER).post(f"/v1/{name}:adopt")
    return name, coe


@pytest.fixture(scope="module")
def adopted(product: InProcess) -> tuple[str, str]:
    return acting(product, severity="CHECK_SEVERITY_WARN")


@pytest.fixture(scope="module")
def rejected(product: InProcess) -> str:
    """Return a mechanism that is over."""
    name = propose(product)
    product.api(OTHER).post(f"/v1/{name}:reject", {"reason": "Too broad."})
    return name


@pytest.mark.parametrize("method", MECHANISM_METHODS)
def test_a_mechanism_that_is_over_does_not_move(
    product: InProcess, owner: Caller, other: Caller, rejected: str, method: str
) -> None:
    is_judged = method in {"AdoptMechanism", "RejectMechanism"}
    caller, fields = other if is_judged else owner, MECHANISM_METHODS[method]
    if method == "SuspendMechanism":
        caller = Caller(product, ON_CALL)

    assert caller.refused(method, name=rejected, **fields) == ["WRONG_STATE"]


@pytest.mark.parametrize("method", sorted(OWNERS))
def test_only_the_owner_team_keeps_a_mechanism(
    other: Caller, rejected: str, method: str
) -> None:
    fields = MECHANISM_METHODS[method]

    assert other.refused(method, name=rejected, **fields) == ["NOT_ON_TEAM"]


@pytest.mark.parametrize("method", ["AdoptMechanism", "RejectMechanism"])
def test_a_mechanism_is_judged_by_another_team(
    owner: Caller, colleague: Caller, rejected: str, method: str
) -> None:
    fields = {"name": rejected, **MECHANISM_METHODS[method]}

    assert owner.refused(method, **fields) == ["PROVER_IS_PROPOSER"]
    assert colleague.refused(method, **fields) == ["REVIEWER_IN_SAME_TEAM"]


def test_a_mechanism_has_an_id_of_its_own(product: InProcess, rejected: str) -> None:
    kai = product.api(OWNER)
    path = f"/v1/mechanisms?mechanism_id={rejected.removeprefix('mechanisms/')}"

    assert refused(lambda: kai.post(path, question())) == ["MECHANISM_EXISTS"]


UNCHANGED = {"title": "Boxes are compared with what goes in"}
PREDICATE = {"expression": "decision.doors.size() > 0"}
BY_NAME = {"predicate": {"expression": "decision.title != 'x'"}}
ELSEWHERE = {"stage": "STAGE_REVIEW_DECIDE", "teams": ["teams/nobody"]}
RISKY = [
    {"id": "yes", "text": "Yes.", "risk": "RISK_HIGH"},
    {"id": "no", "text": "No.", "risk": "RISK_HIGH"},
]

IMPROVEMENTS: list[tuple[Fields, str, str]] = [
    ({"outputs": ""}, "outputs", "OUTPUTS_MISSING"),
    ({"message": ""}, "message", "MESSAGE_MISSING"),
    ({"fixHint": ""}, "fixHint", "NO_FIX_HINT"),
    ({}, "question", "TOOL_MISSING"),
    ({}, "scope", "STAGE_MISSING"),
    (
        {"question": {"prompt": "Was it?", "answers": RISKY}},
        "question",
        "QUESTION_WITHOUT_RISK",
    ),
    ({"predicate": {"expression": "decision.no"}}, "predicate", "EXPRESSION_INVALID"),
    ({"sunsetTime": stamp(-60)}, "sunsetTime", "SUNSET_PASSED"),
    (UNCHANGED, "title", "NOTHING_CHANGED"),
    ({"predicate": PREDICATE}, "predicate", "INCIDENT_NOT_RECORDED"),
    (BY_NAME, "predicate", "PREDICATE_LOOKS_AT_IDENTITY"),
    ({"scope": ELSEWHERE}, "scope", "INCIDENT_OUT_OF_SCOPE"),
]


@pytest.mark.parametrize(
    ("changes", "mask", "reason"), IMPROVEMENTS, ids=[it[2] for it in IMPROVEMENTS]
)
def test_not_everything_is_an_improvement(
    product: InProcess,
    adopted: tuple[str, str],
    changes: Fields,
    mask: str,
    reason: str,
) -> None:
    body = {"mechanism": changes, "updateMask": mask}
    path = f"/v1/{adopted[0]}:improve"

    assert refused(lambda: product.api(OWNER).post(path, body)) == [reason]


def test_an_improvement_is_for_machines_and_fails_on_all_its_incidents(
    product: InProcess, owner: Caller, adopted: tuple[str, str]
) -> None:
    kai, (name, coe) = product.api(OWNER), adopted
    path = f"/v1/{name}:improve"

    def improved(changes: Fields, mask: str, **more: Any) -> list[str]:
        body = {"mechanism": changes, "updateMask": mask, **more}
        return refused(lambda: kai.post(path, body))

    by_people = improved({"humanRun": True}, "question,scope,humanRun")
    assert by_people == ["HUMAN_RUN_CANNOT_CLOSE"]
    change = ({"message": "Other."}, "message")
    same = {"coe": coe, **ANSWERED, "corrected": {"answer": "no"}}
    assert improved(*change, replays=[same]) == ["MECHANISM_UNPROVEN"]
    strange = [{"coe": coe, **ANSWERED}, {"coe": "coes/nothing", **ANSWERED}]
    assert improved(*change, replays=strange) == ["INCIDENT_UNKNOWN"]
    alone = [{"coe": coe, **ANSWERED, "mutatedIncidents": []}]
    assert improved(*change, replays=alone) == ["MUTATED_INCIDENT_MISSING"]
    none = [{"coe": coe}]
    assert improved(*change, replays=none) == ["CORRECTION_MISSING"]
    late = {"sunset_time": TOO_LATE}
    assert owner.refused("ImproveMechanism", name=name, mechanism=late) == [
        "FIELD_MALFORMED"
    ]


def test_what_acts_is_not_proved_again_and_external_checks_only_are_reported(
    product: InProcess, owner: Caller, adopted: tuple[str, str]
) -> None:
    kai, (name, _) = product.api(OWNER), adopted

    assert owner.refused("ProveMechanism", name=name) == ["WRONG_STATE"]
    passed = MECHANISM_METHODS["ReportCheckResult"]
    broken = owner.refused("ReportCheckResult", name=name, **passed)
    assert broken == ["NOT_EXTERNAL"]
    path = f"/v1/{name}:inspect"
    past = {**INSPECTED, "sunsetTime": stamp(-60)}
    assert refused(lambda: kai.post(path, past)) == ["SUNSET_PASSED"]
    ended = owner.refused("RetireMechanism", name=name, reason="It is over.")
    assert ended == ["INSPECTION_MISSING"]


def test_reasons_say_something(
    product: InProcess, owner: Caller, other: Caller, adopted: tuple[str, str]
) -> None:
    reviewed, opened, nothing = new_coe(product), new_coe(product), {"reason": "."}
    said = {"wouldExistingMechanismHavePrevented": "It came later."}
    check = {"corrections": [correction(propose(product))], "questions": said}
    product.api(OWNER).call("PATCH", f"/v1/{reviewed}", check)
    owner.call("StartAnalysis", name=reviewed)
    owner.call("SubmitCoe", name=reviewed)
    until = {"expire_time": {"seconds": 4 * 10**9}}
    on_call = Caller(product, ON_CALL)

    for caller, method, name, fields in (
        (owner, "DismissCoe", opened, nothing),
        (other, "ReturnCoe", reviewed, {"comment": "TBD"}),
        (other, "WaiveMechanism", reviewed, nothing | until),
        (on_call, "SuspendMechanism", adopted[0], nothing),
        (owner, "RetireMechanism", adopted[0], nothing),
        (other, "RejectMechanism", propose(product), nothing),
    ):
        broken = caller.refused(method, name=name, **fields)
        assert broken == ["TEXT_SAYS_NOTHING"], method


def test_an_end_lies_ahead_when_a_mechanism_is_adopted(product: InProcess) -> None:
    kai, eve = product.api(OWNER), product.api(OTHER)
    coe = new_coe(product)
    name = propose(product, originCoes=[coe], sunsetTime=stamp(-60))
    raw = propose(product)
    assert refused(lambda: eve.post(f"/v1/{raw}:adopt")) == ["MECHANISM_UNPROVEN"]

    kai.post(f"/v1/{name}:prove", {"replays": [{"coe": coe, **ANSWERED}]})

    assert refused(lambda: eve.post(f"/v1/{name}:adopt")) == ["SUNSET_PASSED"]


def test_a_checklist_that_is_full_takes_no_improvement(product: InProcess) -> None:
    kai, eve = product.api(OWNER), product.api(OTHER)
    scope = {"stage": "STAGE_REVIEW_DECIDE", "tags": ["full"]}
    warning, _ = acting(product, scope=scope, severity="CHECK_SEVERITY_WARN")
    for _ in range(5):
        acting(product, scope=scope)
    coe = new_coe(product)
    name = propose(product, originCoes=[coe], scope=scope)
    kai.post(f"/v1/{name}:prove", {"replays": [{"coe": coe, **ANSWERED}]})
    blocks = {"mechanism": {"severity": "CHECK_SEVERITY_BLOCK"}}

    assert refused(lambda: eve.post(f"/v1/{name}:adopt")) == [
        "CHECKLIST_BUDGET_EXCEEDED"
    ]
    assert refused(lambda: kai.post(f"/v1/{warning}:improve", blocks)) == [
        "CHECKLIST_BUDGET_EXCEEDED"
    ]


def test_every_field_of_a_refusal_is_in_the_request(product: InProcess) -> None:
    choice = {**CHOICE, "question": {"prompt": "Was it?", "answers": RISKY}}
    expected = {
        "mechanism.scope.stage": {**choice, "question": question()["question"]},
        "mechanism": CHOICE | {"scope": {"stage": "STAGE_REVIEW_DECIDE"}},
        "mechanism.question.answers": choice
        | {"scope": {"stage": "STAGE_REVIEW_DECIDE"}},
    }
    for field, body in expected.items():
        with pytest.raises(Refused) as refusal:
            product.api(OWNER).post("/v1/mechanisms", body)
        details = refusal.value.body["error"]["details"]
        fields = [v["field"] for d in details for v in d.get("fieldViolations", [])]
        assert fields == [field]


FAILS = {"predicate": {"expression": 'idea.tags[9] == "x"'}}
"""An expression that can be compiled, and not evaluated on an idea with one tag."""

PASSES = {"predicate": {"expression": "idea.conversations > 3"}}


RARE = "rare"


def submitted(product: InProcess, *tags: str) -> str:
    """Return an idea with these tags that was submitted."""
    story = Story(product)
    story.draft(trendTags=[*tags])
    story.write(story.author, f"/v1/{story.idea}:submit")
    return story.idea


def test_predicates_are_tried_on_what_was_recorded(product: InProcess) -> None:
    kai, eve, tag = product.api(OWNER), product.api(OTHER), "recorded"
    ideas = [submitted(product, tag, RARE)]
    ideas += [submitted(product, tag) for _ in range(19)]
    coe = new_coe(product, source=ideas[0])
    scope = {"stage": "STAGE_IDEA_SUBMIT", "tags": [tag]}
    base = {key: value for key, value in question().items() if key != "question"}
    base |= {"originCoes": [coe], "scope": scope}

    def proposed(**changes: Any) -> str:
        path = "/v1/mechanisms"
        return str(kai.post(path, {**base, **changes})["mechanism"]["name"])

    def replays(patch: Fields) -> Fields:
        mutated = [{"patch": {"conversations": 3}}, {"patch": {"tags": [tag, RARE]}}]
        replay = {"corrected": {"patch": patch}, "mutatedIncidents": mutated}
        return {"replays": [{"coe": coe, **replay}]}

    wrong, broad = proposed(**FAILS), proposed(**PASSES)
    narrow = f'!("{RARE}" in idea.tags) || idea.conversations > 3'
    good = proposed(predicate={"expression": narrow})
    product.await_true(
        lambda: kai.get(f"/v1/{broad}:backtest")["backtest"]["subjects"] == "20",
        "all are recorded",
    )
    right = replays({"conversations": 4})

    assert refused(lambda: kai.get(f"/v1/{wrong}:backtest")) == ["EXPRESSION_FAILED"]
    proof = f"/v1/{wrong}:prove"
    assert refused(lambda: kai.post(proof, right)) == ["EXPRESSION_FAILED"]
    proof = f"/v1/{good}:prove"
    snake = replays({"customer_need": "x"})
    assert refused(lambda: kai.post(proof, snake)) == ["CORRECTION_INVALID"]
    kai.post(f"/v1/{broad}:prove", right)
    assert refused(lambda: eve.post(f"/v1/{broad}:adopt")) == ["TOO_MANY_FALSE_ALARMS"]
    kai.post(proof, right)
    eve.post(f"/v1/{good}:adopt")
    for changes, more, reason in (
        (FAILS, {}, "EXPRESSION_FAILED"),
        ({"message": "Other."}, snake, "CORRECTION_INVALID"),
        (PASSES, {}, "TOO_MANY_FALSE_ALARMS"),
    ):
        body = {"mechanism": changes, **more}
        improve = partial(kai.post, f"/v1/{good}:improve", body)
        assert refused(improve) == [reason]


@pytest.mark.parametrize(
    "method", sorted({*REVIEWERS, "AdoptMechanism", "RejectMechanism"})
)
def test_who_judges_is_a_person(
    product: InProcess, dismissed: str, rejected: str, method: str
) -> None:
    key = Keychain(product.home).token_signing_key.read_bytes()
    token = mint(
        key,
        person="services/ci",
        team="",
        client="tests",
        lifetime=timedelta(minutes=5),
        now=datetime.now(UTC),
    )
    job = Caller(product, "", token)
    fields = {**COE_METHODS, **MECHANISM_METHODS}[method]
    name = dismissed if method in REVIEWERS else rejected

    assert job.refused(method, name=name, **fields) == ["REVIEWER_IS_NO_PERSON"]


def test_a_proposal_tells_wrong_from_right_and_not_who(product: InProcess) -> None:
    body = {key: value for key, value in question().items() if key != "question"}
    create = partial(product.api(OWNER).post, "/v1/mechanisms", {**body, **BY_NAME})

    assert refused(create) == ["PREDICATE_LOOKS_AT_IDENTITY"]


def test_a_proof_has_another_incident_and_is_in_scope(product: InProcess) -> None:
    kai, coe = product.api(OWNER), new_coe(product)
    alone = {"coe": coe, **ANSWERED, "mutatedIncidents": []}
    same = {"coe": coe, **ANSWERED, "mutatedIncidents": [{"answer": "no"}]}
    whole = {"coe": coe, **ANSWERED}
    name = propose(product, originCoes=[coe])
    elsewhere = propose(product, originCoes=[coe], scope=ELSEWHERE)

    for proof, replay, reason in (
        (f"/v1/{name}:prove", alone, "MUTATED_INCIDENT_MISSING"),
        (f"/v1/{name}:prove", same, "MUTATED_INCIDENT_MISSING"),
        (f"/v1/{elsewhere}:prove", whole, "INCIDENT_OUT_OF_SCOPE"),
    ):
        prove = partial(kai.post, proof, {"replays": [replay]})
        assert refused(prove) == [reason]


def test_what_follows_a_severe_incident_is_proved_well(product: InProcess) -> None:
    kai, eve = product.api(OWNER), product.api(OTHER)
    severe = new_coe(product, severity="INCIDENT_SEVERITY_HIGH")
    scope = {"stage": "STAGE_REVIEW_DECIDE", "tags": ["severe"]}
    name = propose(product, originCoes=[severe], scope=scope)
    kai.post(f"/v1/{name}:prove", {"replays": [{"coe": severe, **ANSWERED}]})

    assert refused(lambda: eve.post(f"/v1/{name}:adopt")) == ["PROOF_TOO_WEAK"]

    mild, coe = acting(product, severity="CHECK_SEVERITY_WARN")
    grave = report(severity="INCIDENT_SEVERITY_HIGH")
    again = kai.post(f"/v1/coes?recurrence_of={coe}", grave)["coe"]["name"]
    body = {
        "mechanism": {"message": "Other."},
        "replays": [{"coe": again, **ANSWERED}],
    }
    assert refused(lambda: kai.post(f"/v1/{mild}:improve", body)) == ["PROOF_TOO_WEAK"]


SAID = {"wouldExistingMechanismHavePrevented": "No."}


def test_what_only_warns_corrects_nothing(
    product: InProcess, owner: Caller, other: Caller
) -> None:
    kai = product.api(OWNER)
    mild, coe = acting(product, severity="CHECK_SEVERITY_WARN")
    kai.call("PATCH", f"/v1/{coe}", {"corrections": [correction(mild)]})
    owner.call("StartAnalysis", name=coe)
    kai.call("PATCH", f"/v1/{coe}?update_mask=causeClass", {})
    kai.call("PATCH", f"/v1/{coe}", {"questions": SAID})
    assert owner.refused("SubmitCoe", name=coe) == ["CAUSE_CLASS_MISSING"]
    kai.call("PATCH", f"/v1/{coe}", {"causeClass": "only-warned"})
    owner.call("SubmitCoe", name=coe)

    assert other.refused("ApproveCoe", name=coe) == ["MECHANISM_ONLY_WARNS"]

    scope = {"stage": "STAGE_REVIEW_DECIDE", "tags": ["warns"]}
    strict, _ = acting(product, scope=scope)
    softer = {"mechanism": {"severity": "CHECK_SEVERITY_WARN"}}
    assert refused(lambda: kai.post(f"/v1/{strict}:improve", softer)) == [
        "MECHANISM_ONLY_WARNS"
    ]


def test_who_is_on_call_suspends_once_and_owners_retire_what_is_not_needed(
    product: InProcess, owner: Caller, other: Caller
) -> None:
    scope = {"stage": "STAGE_REVIEW_DECIDE", "tags": ["suspended"]}
    name, _ = acting(product, scope=scope)
    on_call = Caller(product, ON_CALL)
    why = {"name": name, "reason": "It hurts."}

    for caller in (owner, other):
        assert caller.refused("SuspendMechanism", **why) == ["NOT_ON_CALL"]
    on_call.call("SuspendMechanism", **why)
    owner.call("ResumeMechanism", name=name)
    assert on_call.refused("SuspendMechanism", **why) == ["SUSPENDED_LATELY"]
    owner.call("InspectMechanism", name=name, **MECHANISM_METHODS["InspectMechanism"])
    assert owner.refused("RetireMechanism", **why) == ["STILL_NEEDED"]
