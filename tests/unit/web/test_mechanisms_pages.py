"""Mechanisms: the library, proposing, proving, improving; and the loop's health."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from google.protobuf.json_format import MessageToDict

from chassis.domain import InvalidInput, NotAllowed, RuleBroken, Violation
from chassis.rpc.errors import Unavailable
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_rpc
from day1.coes.v1 import mechanisms_pb2 as pb
from day1.coes.v1 import mechanisms_service_pb2 as rpc
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.experiments.v1.experiments_pb2 import Experiment
from tests.unit.web import loop_documents as documents
from tests.unit.web.browsing import entries
from tests.unit.web.support import Services
from tests.unit.web.test_pages import ID, send
from web.loop.pages import said
from web.mechanisms import incidents, replaying, snapshots
from web.refusals import FieldsRefused

ONE = "/mechanisms/declare-inputs"
PATCH = '{"requiredInputs": [{"name": "age"}]}'
PROPOSED = {
    "title": "Declare",
    "mechanism_id": "declare-inputs",
    "origin_coes": "coes/c1\r\ncoes/c2",
    "outputs": "Nobody guesses.",
    "scope.stage": "STAGE_EXPERIMENT_START",
    "scope.tags": "sizing",
    "tool": "predicate",
    "predicate.expression": "true",
    "question.prompt": "Never sent",
    "guardrail.metric": "never_sent",
}


@pytest.fixture(autouse=True)
def stocked(services: Services) -> Services:
    documents.stock(services)
    return services


def show(services: Services, mechanism: pb.Mechanism) -> None:
    services.answers["GetMechanism"] = rpc.GetMechanismResponse(mechanism=mechanism)


def test_a_card_tells_what_it_is_for_and_who_acts_on_it(visitor: FlaskClient) -> None:
    page = visitor.get("/mechanisms").text

    for words in (
        "No customer gets a treatment that guesses.",
        "service experiments",
        "not yet",
        "protected after 38.2 s",
        "it owns us",
        "fired 9, stopped 4, false alarms 0, escapes 1",
        "2 of the 3 it would have stopped",
        "a proxy",
    ):
        assert words in page


def test_only_the_chosen_tool_is_sent(visitor: FlaskClient, stocked: Services) -> None:
    answer = send(visitor, "/new/mechanism", **PROPOSED)

    assert answer.headers["Location"] == ONE
    [request] = stocked.requests_of("CreateMechanism")
    mechanism = request.mechanism
    assert mechanism.WhichOneof("tool") == "predicate"
    assert list(mechanism.origin_coes) == ["coes/c1", "coes/c2"]
    assert mechanism.scope.stage == checks.STAGE_EXPERIMENT_START
    assert request.request_id == ID
    assert request.mechanism_id == "declare-inputs"


def test_what_people_run_themselves_is_said_to_be_that(
    visitor: FlaskClient, stocked: Services
) -> None:
    send(visitor, "/new/mechanism", **PROPOSED | {"tool": "human_run"})

    [request] = stocked.requests_of("CreateMechanism")
    assert request.mechanism.human_run
    assert request.mechanism.WhichOneof("tool") is None


def test_a_question_is_sent_without_its_empty_rows(
    visitor: FlaskClient, stocked: Services
) -> None:
    answers = {
        "question.answers.0.id": "yes",
        "question.answers.0.risk": "RISK_NONE",
        "question.answers.2.id": "no",
    }

    send(visitor, "/new/mechanism", **PROPOSED | answers | {"tool": "question"})

    [request] = stocked.requests_of("CreateMechanism")
    assert [one.id for one in request.mechanism.question.answers] == ["yes", "no"]


def test_a_refused_proposal_keeps_what_was_typed_for_every_tool(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["CreateMechanism"] = InvalidInput(
        Violation(
            "EXPRESSION_INVALID", "mechanism.predicate.expression", "Column 4: what?"
        )
    )

    answer = send(visitor, "/new/mechanism", **PROPOSED)

    assert answer.status_code == 400
    for words in ("Column 4: what?", "Never sent", "never_sent", "Nobody guesses."):
        assert words in answer.text


def test_a_proof_is_shown_side_by_side(visitor: FlaskClient) -> None:
    page = visitor.get(ONE).text

    then = page.index('The incident: <span class="badge badge-bad">fail<')
    now = page.index('Corrected: <span class="badge badge-good">pass<')
    mutated = page.index('Mutated: <span class="badge badge-bad">fail<')
    assert then < page.index('href="/experiments/e1"', then) < now < mutated
    assert "requiredInputs" in page[now:mutated]
    assert "treatmentReads" in page[mutated:]


def test_every_mutated_incident_is_shown_with_what_was_said_of_it(
    visitor: FlaskClient, stocked: Services
) -> None:
    mechanism = documents.mechanism(pb.MECHANISM_STATE_ADOPTED)
    [proof] = mechanism.proofs
    proof.replay.ClearField("mutated_incidents")
    for case in ({"value": 0.5}, {"answer": ""}, {"subject": "experiments/e2"}, {}):
        proof.replay.mutated_incidents.add(**case)
    del proof.said_on_mutated_incidents[:]
    proof.said_on_mutated_incidents.extend(
        [checks.CHECK_RESULT_FAIL, checks.CHECK_RESULT_PASS]
    )
    show(stocked, mechanism)

    page = visitor.get(ONE).text

    assert re.findall(r'Mutated: <span class="[^"]+">([a-z ]+)<', page) == [
        "fail",
        "pass",
        "not said",
        "not said",
    ]
    for words in (
        "the value 0.5",
        "none of the answers",
        '<a href="/experiments/e2">',
        "a case that this page does not know",
    ):
        assert words in page[page.index("Mutated") :]


def test_a_service_that_cannot_ask_a_check_is_named(
    visitor: FlaskClient, stocked: Services
) -> None:
    mechanism = documents.mechanism(pb.MECHANISM_STATE_ADOPTED)
    mechanism.adoption.consumers.add(
        service="services/reviews", version=2, unsupported=True
    )
    show(stocked, mechanism)
    stocked.answers["ListMechanisms"] = rpc.ListMechanismsResponse(
        mechanisms=[mechanism]
    )

    for address in (ONE, "/mechanisms"):
        page = visitor.get(address).text
        assert re.search(
            r'<span class="badge badge-bad">cannot ask it</span> service reviews\s*'
            "<small>does not know this kind of check; update the service</small>",
            page,
        )
        assert '<span class="badge badge-good">v2</span> service experiments' in page


def test_a_tool_that_is_newer_than_the_front_is_not_called_a_job_of_people(
    visitor: FlaskClient, stocked: Services
) -> None:
    mechanism = documents.mechanism(pb.MECHANISM_STATE_ADOPTED)
    mechanism.ClearField("predicate")
    show(stocked, mechanism)

    page = visitor.get(ONE).text

    assert "By a tool that this page does not know" in page
    assert "people, by themselves" not in page


def test_versions_beyond_the_first_page_are_told_of(
    visitor: FlaskClient, stocked: Services
) -> None:
    past = documents.versions()
    stocked.answers["ListMechanismVersions"] = past
    all_ = visitor.get(ONE).text
    past.next_page_token = "more"  # noqa: S105

    assert "There are more than" not in all_
    assert "There are more than 2 versions." in visitor.get(ONE).text


def test_a_proof_replays_every_incident_and_every_escape(
    visitor: FlaskClient, stocked: Services
) -> None:
    show(stocked, documents.mechanism(pb.MECHANISM_STATE_PROPOSED, "ProveMechanism"))
    entered = entries(visitor, ONE)

    visitor.post(f"{ONE}/prove", data=entered | {"replays.2.corrected.patch": PATCH})

    rows = [entered[f"replays.{row}.coe"] for row in (0, 1, 2)]
    assert rows == ["coes/c1", "coes/c8", "coes/c9"]
    recorded = {entered[f"replays.{row}.was.treatment_reads"] for row in (0, 1, 2)}
    assert recorded == {"weight\nage"}
    [request] = stocked.requests_of("ProveMechanism")
    [replay] = request.replays
    assert replay.coe == "coes/c9"
    assert replay.corrected.patch["requiredInputs"][0]["name"] == "age"
    assert not request.validate_only


@pytest.mark.parametrize("patch", ["{", "[]", '"x"', "[" * 5000, '{"a": NaN'])
def test_a_correction_that_is_no_json_object_is_refused_at_its_input(
    visitor: FlaskClient, stocked: Services, patch: str
) -> None:
    show(stocked, documents.mechanism(pb.MECHANISM_STATE_PROPOSED, "ProveMechanism"))
    form = {"replays.0.coe": "coes/c1", "replays.0.corrected.patch": patch}

    answer = send(visitor, f"{ONE}/prove", **form)

    assert answer.status_code == 400
    assert "must be a JSON object" in answer.text
    assert stocked.requests_of("ProveMechanism") == []


def test_a_proof_is_tried_while_it_is_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    form = {"replays.0.coe": "coes/c1", "replays.0.corrected.patch": PATCH}

    fine = send(visitor, f"{ONE}/prove/try", **form)
    stocked.answers["ProveMechanism"] = RuleBroken(
        Violation("MECHANISM_UNPROVEN", "coes/c1", "It passes on the incident.")
    )
    wrong = send(visitor, f"{ONE}/prove/try", **form)

    assert "this would prove it" in fine.text
    assert "It passes on the incident." in wrong.text
    assert [fine.status_code, wrong.status_code] == [200, 200]
    assert all(one.validate_only for one in stocked.requests_of("ProveMechanism"))


def test_a_refused_proof_keeps_what_was_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["ProveMechanism"] = RuleBroken(
        Violation("MECHANISM_UNPROVEN", "coes/c1", "It passes on the incident.")
    )

    form = {"replays.0.coe": "coes/c1", "replays.0.corrected.patch": PATCH}
    answer = send(visitor, f"{ONE}/prove", **form)

    assert "It passes on the incident." in answer.text
    assert "requiredInputs" in answer.text


def test_an_improvement_is_proved_again(
    visitor: FlaskClient, stocked: Services
) -> None:
    entered = entries(visitor, f"{ONE}/edit")
    entered["predicate.expression"] = "false"
    entered["replays.2.corrected.patch"] = PATCH

    answer = visitor.post(f"{ONE}/edit", data=entered)

    assert answer.headers["Location"] == ONE
    [request] = stocked.requests_of("ImproveMechanism")
    assert request.mechanism.predicate.expression == "false"
    assert "predicate" in request.update_mask.paths
    assert [one.coe for one in request.replays] == ["coes/c9"]
    known = documents.mechanism(pb.MECHANISM_STATE_ADOPTED)
    for path in set(request.update_mask.paths) - {"predicate"}:
        assert getattr(request.mechanism, path) == getattr(known, path), path


def test_an_inspection_says_who_owns_whom(
    visitor: FlaskClient, stocked: Services
) -> None:
    said = {"still_needed": "true", "we_own_it": "false", "outputs_reached": ""}

    send(visitor, f"{ONE}/inspect", **said, evidence="Nine starts.")

    [request] = stocked.requests_of("InspectMechanism")
    assert (request.still_needed, request.we_own_it) == (True, False)
    assert request.HasField("we_own_it")
    assert not request.HasField("outputs_reached")


def test_a_refused_field_of_a_mechanism_is_marked_at_its_input(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["CreateMechanism"] = InvalidInput(
        Violation("FIELD_REQUIRED", "mechanism.outputs", "Say what is wanted.")
    )

    answer = send(visitor, "/new/mechanism", **PROPOSED)

    assert '<strong class="wrong">Say what is wanted.</strong>' in answer.text


def test_counters_do_not_make_forms_out_of_date(
    visitor: FlaskClient, stocked: Services
) -> None:
    address = re.findall(r'hx-get="([^"]+/numbers[^"]*)"', visitor.get(ONE).text)[0]
    moved = documents.mechanism(pb.MECHANISM_STATE_ADOPTED)
    moved.counters.fired, moved.etag = 10, "4"
    show(stocked, moved)

    answer = visitor.get(address)

    assert "HX-Trigger" not in answer.headers
    assert ">10<" in answer.text


def test_the_past_is_asked_again_when_wanted(
    visitor: FlaskClient, stocked: Services
) -> None:
    visitor.get(ONE)
    assert stocked.requests_of("BacktestMechanism") == []

    assert "as of now" in visitor.get(f"{ONE}?backtest=now").text


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ({"external": {"check": "deliveries twice"}}, "deliveries twice"),
        ({"guardrail": {"metric": "mischarge_rate", "threshold": 0.001}}, "0.001"),
        ({"question": {"prompt": "What if it is skipped?"}}, "What if it is skipped?"),
        ({"human_run": True}, "closes no COE"),
    ],
)
def test_every_tool_is_shown(
    visitor: FlaskClient, stocked: Services, tool: dict[str, object], words: str
) -> None:
    methods = ("ProveMechanism", "ImproveMechanism", "ReportCheckResult")
    show(
        stocked,
        documents.mechanism(pb.MECHANISM_STATE_PROPOSED, *methods, **tool),
    )

    page = visitor.get(ONE).text

    assert words in page
    assert ("report-check-result" in page) == ("external" in tool)
    assert visitor.get(f"{ONE}/edit").status_code == 200


def test_only_the_first_three_measures_are_no_proxies(visitor: FlaskClient) -> None:
    page = visitor.get("/loop/numbers").text

    results, _, proxies = page.partition("What stands for it")
    assert results.count('class="proxy"') == 0
    assert proxies.count('class="proxy"') == 5
    assert [page.count(f">{words}<") for words in ("better", "worse", "as before")] == [
        4,
        1,
        1,
    ]
    assert "20 %" in page


@pytest.mark.parametrize(
    ("value", "unit", "is_told"),
    [(0.9, "minutes", True), (1.0, "minutes", False), (0.9, "customers", False)],
)
def test_times_that_only_programs_keep_are_said_to_be_theirs(
    visitor: FlaskClient, stocked: Services, value: float, unit: str, *, is_told: bool
) -> None:
    measure = pb.LoopMeasure(key="m", title="It took", value=value, unit=unit)
    health = rpc.GetLoopHealthResponse(measures=[measure])
    stocked.answers["GetLoopHealth"] = health

    page = visitor.get("/loop").text

    assert ("Seconds are the pace of programs." in page) == is_told
    assert "no earlier figure: none in the 90 days before" in page


def test_a_number_opens_its_rows(visitor: FlaskClient, stocked: Services) -> None:
    page = visitor.get("/loop?days=30").text
    assert 'href="/loop/incidents?days=30"' in page
    recent = documents.coe(coes.COE_STATE_CLOSED)
    recent.create_time.GetCurrentTime()
    recent.close_time.GetCurrentTime()
    old = documents.coe(coes.COE_STATE_OPENED)
    old.title = "Long ago"
    stocked.answers["ListCoes"] = coes_rpc.ListCoesResponse(coes=[recent, old])

    rows = visitor.get("/loop/incidents?days=30").text

    stocked.answers["ListCoes"] = Unavailable(Violation("AWAY", "", "Away."))
    away = visitor.get("/loop/incidents?days=30")

    assert (away.status_code, "away for a moment" in away.text) == (200, True)
    assert "26 min" in rows
    assert "Long ago" not in rows
    assert re.search(r'data-label="Closed">20[0-9-]+ [0-9:]+ UTC<', rows)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0001, "hours", "0.36 s"),
        (26, "minutes", "26 min"),
        (0.2, "ratio", "20 %"),
        (1234.0, "customers", "1,234 customers"),
    ],
)
def test_a_measure_is_said_in_the_unit_that_suits_it(
    value: float, unit: str, words: str
) -> None:
    assert said(value, unit) == words


@pytest.mark.parametrize("days", ["1000", "-1", "many", ""])
def test_a_window_that_is_none_is_the_usual_one(
    visitor: FlaskClient, stocked: Services, days: str
) -> None:
    visitor.get(f"/loop?days={days}")

    assert stocked.requests_of("GetLoopHealth")[0].days == 90


def test_a_proof_puts_right_one_part_of_what_was_recorded() -> None:
    parts = snapshots.parts_of(
        "STAGE_EXPERIMENT_START",
        "experiment.treatment_reads.all(a, experiment.required_inputs.exists(i, true))",
    )
    known = Experiment(
        treatment_reads=["weight"],
        required_inputs=[{"name": "age", "fallback": "control"}],
    )
    was = snapshots.texts_of(parts, known)

    assert was == {
        "treatment_reads": "weight",
        "required_inputs": "name = age, fallback = control",
    }
    row = {"replays.0.coe": "coes/c1"}
    row |= {f"replays.0.was.{name}": text for name, text in was.items()}
    row |= {f"replays.0.part.{name}": text for name, text in was.items()}
    row["replays.0.part.required_inputs"] = "name = weight, fallback = control"
    request = rpc.ProveMechanismRequest()
    replaying.fill(request.replays, row, "STAGE_EXPERIMENT_START")
    [replay] = request.replays
    assert MessageToDict(replay.corrected.patch) == {
        "requiredInputs": [{"name": "weight", "fallback": "control"}]
    }


def test_what_was_recorded_is_written_as_the_snapshot_has_it() -> None:
    expression = "experiment.loss_cap < 1.0 && experiment.primary_metric.kind != '' &&"
    expression += "experiment.win_probability > 0.0 && experiment.min_units_per_arm > 0"
    parts = snapshots.parts_of("STAGE_EXPERIMENT_START", expression)
    known = documents.experiment(experiments.EXPERIMENT_STATE_RUNNING)
    known.ClearField("win_probability")

    was = snapshots.texts_of(parts, known)

    assert was == {
        "loss_cap": "2000",
        "primary_metric": "key = return_rate, kind = OUTCOME, direction = DOWN, "
        "horizon_days = 7",
        "win_probability": "",
        "min_units_per_arm": "500",
    }
    metric = was["primary_metric"].replace("OUTCOME", "PROCESS_PROXY")
    assert snapshots.value_of("STAGE_EXPERIMENT_START", "primary_metric", metric) == {
        "key": "return_rate",
        "kind": "PROCESS_PROXY",
        "direction": "DOWN",
        "horizonDays": 7,
    }


def test_a_part_that_cannot_be_read_is_refused_at_its_input() -> None:
    row = {
        "replays.0.coe": "coes/c1",
        "replays.0.part.required_inputs": "weight",
        "replays.0.part.units": "many",
    }

    with pytest.raises(FieldsRefused) as refusal:
        replaying.fill([], row, "STAGE_EXPERIMENT_START")

    assert [(one.field, one.description) for one in refusal.value.problems] == [
        (
            "replays.0.part.required_inputs",
            "must look like this. One a line: name = …, fallback = ….",
        ),
        ("replays.0.part.units", "must be a whole number."),
    ]


@pytest.mark.parametrize("stage", ["STAGE_IDEA_SUBMIT", "STAGE_UNSPECIFIED", ""])
def test_a_part_of_another_stage_is_refused_at_its_input(stage: str) -> None:
    row = {"replays.0.coe": "coes/c1", "replays.0.part.treatment_reads": "weight"}

    with pytest.raises(FieldsRefused) as refusal:
        replaying.fill([], row, stage)

    assert [(one.field, one.description) for one in refusal.value.problems] == [
        (
            "replays.0.part.treatment_reads",
            "is not known at this stage; leave it as it was.",
        )
    ]


def test_a_proof_holds_a_variant_of_the_incident() -> None:
    row = {"replays.0.coe": "coes/c1"}
    for name, text in (("was", "age"), ("part", ""), ("mutant", "diet")):
        row[f"replays.0.{name}.treatment_reads"] = text
    request = rpc.ProveMechanismRequest()

    replaying.fill(request.replays, row, "STAGE_EXPERIMENT_START")

    [replay] = request.replays
    [variant] = replay.mutated_incidents
    assert MessageToDict(replay.corrected.patch) == {"treatmentReads": []}
    assert MessageToDict(variant.patch) == {"treatmentReads": ["diet"]}


def test_a_variant_that_is_not_changed_is_not_sent(
    visitor: FlaskClient, stocked: Services
) -> None:
    show(stocked, documents.mechanism(pb.MECHANISM_STATE_PROPOSED, "ProveMechanism"))
    entered = entries(visitor, ONE)
    assert entered["replays.0.mutant.treatment_reads"] == "weight\nage"
    entered["replays.0.part.treatment_reads"] = "weight"

    visitor.post(f"{ONE}/prove", data=entered)

    [request] = stocked.requests_of("ProveMechanism")
    assert not request.replays[0].mutated_incidents


@pytest.mark.parametrize(
    ("case", "sent"),
    [
        ({"answer": "(none)"}, {"answer": ""}),
        ({"answer": "no"}, {"answer": "no"}),
        ({"value": "0.9"}, {"value": 0.9}),
        ({"subject": "experiments/e2"}, {"subject": "experiments/e2"}),
        ({"patch": PATCH}, {"patch": {"requiredInputs": [{"name": "age"}]}}),
    ],
)
def test_a_variant_is_of_the_kind_that_its_tool_is_asked_of(
    case: dict[str, str], sent: dict[str, Any]
) -> None:
    row = {f"replays.0.mutated_incidents.0.{k}": v for k, v in case.items()}
    request = rpc.ProveMechanismRequest()

    replaying.fill(request.replays, {"replays.0.coe": "coes/c1"} | row, "")

    [variant] = request.replays[0].mutated_incidents
    assert variant == pb.ReplayedCase(**sent)


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ({"guardrail": {"metric": "mischarge_rate"}}, "Another value that breaks it"),
        (
            {"question": {"prompt": "?", "answers": [{"id": "no", "text": "No."}]}},
            '<option value="(none)">None of these</option>',
        ),
        ({"external": {"check": "twice"}}, "two that failed, and one that passed"),
    ],
)
def test_every_tool_asks_for_a_variant(
    visitor: FlaskClient, stocked: Services, tool: dict[str, object], words: str
) -> None:
    show(
        stocked,
        documents.mechanism(pb.MECHANISM_STATE_PROPOSED, "ProveMechanism", **tool),
    )

    assert words in visitor.get(ONE).text


def words_of(page: str) -> str:
    """Return what a page says, without its tags."""
    return " ".join(re.sub("<[^>]*>", " ", page).split())


@pytest.mark.parametrize("address", [ONE, "/mechanisms"])
def test_a_proof_says_how_strong_it_is(visitor: FlaskClient, address: str) -> None:
    words = words_of(visitor.get(address).text)

    proved = "proved on 2 incidents and 1 variant; 0 recorded subjects pass: weak"
    assert proved in words


def test_each_version_says_how_strong_its_proof_is(visitor: FlaskClient) -> None:
    words = words_of(visitor.get(ONE).text)

    assert "proved on 1 incident and 2 variants; 1 recorded subject passes: fair" in (
        words
    )


def test_a_tried_proof_says_how_strong_it_would_be(visitor: FlaskClient) -> None:
    answer = send(visitor, f"{ONE}/prove/try", **{"replays.0.coe": "coes/c1"})

    assert "It would be proved on 2 incidents" in words_of(answer.text)


def test_who_is_not_on_call_is_told_who_may_suspend_it(
    visitor: FlaskClient, stocked: Services
) -> None:
    offered = visitor.get(ONE).text
    said = "Only people/kai, who is on call for services/coes, may."
    stocked.answers["SuspendMechanism"] = NotAllowed(Violation("NOT_ON_CALL", "", said))

    told = visitor.get(ONE).text

    assert 'action="/mechanisms/declare-inputs/suspend"' in offered
    assert "Suspend it:" not in offered
    assert 'action="/mechanisms/declare-inputs/suspend"' not in told
    assert "Suspend it: Only Kai Kowalski, who is on call for services/coes" in told
    assert all(one.validate_only for one in stocked.requests_of("SuspendMechanism"))


def test_what_came_back_is_replayed_too(
    visitor: FlaskClient, stocked: Services
) -> None:
    show(stocked, documents.mechanism(pb.MECHANISM_STATE_PROPOSED, "ProveMechanism"))
    unseen = NotAllowed(Violation("COE_NOT_FOUND", "", "No."))
    stocked.answers["GetCoe"] = unseen

    entered = entries(visitor, ONE)

    assert [v for k, v in entered.items() if k.endswith(".coe")] == [
        "coes/c1",
        "coes/c9",
    ]


def test_the_loop_says_what_counts_as_come_back(visitor: FlaskClient) -> None:
    page = visitor.get("/loop/numbers").text

    assert "if it got past a mechanism that acts" in page
    assert "if an earlier COE has the same kind of cause" in page


def test_a_suspension_says_who_did_it_and_why(
    visitor: FlaskClient, stocked: Services
) -> None:
    suspended = documents.mechanism(pb.MECHANISM_STATE_SUSPENDED)
    suspended.suspend_reason = "It refuses what is fine."
    suspended.history.add(actor="people/kai", event="MechanismSuspended")
    show(stocked, suspended)

    words = words_of(visitor.get(ONE).text)

    assert "Suspended by Kai Kowalski until" in words
    assert "It refuses what is fine." in words


def test_what_came_back_and_was_dismissed_is_not_replayed() -> None:
    mechanism = documents.mechanism(pb.MECHANISM_STATE_PROPOSED)
    known = {
        "coes/c1": documents.coe(coes.COE_STATE_ANALYZING),
        "coes/c8": documents.coe(coes.COE_STATE_DISMISSED),
    }

    assert incidents.names_of(mechanism, known) == ["coes/c1", "coes/c9"]
