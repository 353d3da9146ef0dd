"""Experiments: what becomes of a design, of numbers, and of a decision."""

import re
from statistics import stdev

import pytest
from flask.testing import FlaskClient
from google.type.money_pb2 import Money

from chassis.domain import InvalidInput, NotAllowed, RuleBroken, Violation
from chassis.rpc.errors import Unavailable
from day1.checks.v1 import checks_pb2 as checks
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc
from tests.unit.web import loop_documents as documents
from tests.unit.web.browsing import entries
from tests.unit.web.support import Services
from tests.unit.web.test_pages import ID, NEXT, send
from web.experiments.simulating import Simulation, suggestion

DRAFT_METHODS = (
    "UpdateExperiment",
    "VerifyKillSwitch",
    "StartExperiment",
    "CancelExperiment",
)


@pytest.fixture(autouse=True)
def stocked(services: Services) -> Services:
    documents.stock(services)
    return services


def show(services: Services, experiment: pb.Experiment) -> None:
    services.answers["GetExperiment"] = rpc.GetExperimentResponse(experiment=experiment)


def test_each_tab_offers_what_belongs_there(visitor: FlaskClient) -> None:
    pages = [visitor.get(f"/experiments/e1{tab}").text for tab in ("", "/measure")]

    offered = [re.findall(r'action="/experiments/e1/([a-z-]+)"', one) for one in pages]
    assert offered == [["abort"], ["ramp", "stop", "pause", "abort", "simulate"]]


def test_what_is_done_is_not_offered_again(
    visitor: FlaskClient, stocked: Services
) -> None:
    running = documents.experiment(pb.EXPERIMENT_STATE_RUNNING, "RampExperiment")
    running.current_exposure_share = 0.5
    show(stocked, running)
    measure = visitor.get("/experiments/e1/measure").text
    cleaned = documents.decided()
    cleaned.clean_up.result = pb.CLEAN_UP_RESULT_DISCARDED
    show(stocked, cleaned)

    learn = visitor.get("/experiments/e1/learn").text

    assert "/ramp" not in measure
    assert measure.count("ramp-done") == 3
    assert visitor.get("/experiments/e1/measure").text.count("ramp-off") == 4
    assert "/clean-up" not in learn
    assert "discarded" in learn


def paused() -> pb.Experiment:
    return documents.experiment(
        pb.EXPERIMENT_STATE_PAUSED, "ResumeExperiment", "AbortExperiment"
    )


def test_a_frozen_design_that_fails_a_check_is_not_resumed_but_aborted(
    visitor: FlaskClient, stocked: Services
) -> None:
    failed = Violation("MECHANISM_CHECK_FAILED", "experiments/e1", "Draft another.")
    waits = Violation("COE_OPEN", "experiments/e1", "Finish the COE first.")
    show(stocked, paused())
    stocked.answers["ResumeExperiment"] = RuleBroken(waits, failed)

    page = visitor.get("/experiments/e1/measure").text

    assert re.findall(r'action="/experiments/e1/([a-z-]+)"', page) == ["abort"]
    assert "Draft another." in page
    assert "Finish the COE first." not in page
    assert all(one.validate_only for one in stocked.requests_of("ResumeExperiment"))


def test_what_only_waits_for_a_coe_is_offered_to_resume(
    visitor: FlaskClient, stocked: Services
) -> None:
    waits = Violation("COE_OPEN", "experiments/e1", "Finish the COE first.")
    show(stocked, paused())
    stocked.answers["ResumeExperiment"] = RuleBroken(waits)

    page = visitor.get("/experiments/e1/measure").text

    assert 'action="/experiments/e1/resume"' in page
    assert "It cannot be resumed" not in page


def test_who_is_not_on_the_team_lets_no_units_in(
    visitor: FlaskClient, stocked: Services
) -> None:
    other = Violation("NOT_ON_TEAM", "experiments/e1", "You are not on it.")
    stocked.answers["PauseExperiment"] = NotAllowed(other)

    assert "/simulate" not in visitor.get("/experiments/e1/measure").text


def test_losses_are_told_in_the_currency_of_the_experiment(
    visitor: FlaskClient, stocked: Services
) -> None:
    running = documents.experiment(pb.EXPERIMENT_STATE_RUNNING)
    running.loss_cap.CopyFrom(Money(currency_code="EUR", units=2000))
    show(stocked, running)
    lost = Money(currency_code="EUR", units=1812, nanos=500_000_000)
    health = pb.Health(loss_spent=lost, loss_cap=running.loss_cap)
    stocked.answers["GetHealth"] = rpc.GetHealthResponse(health=health)

    measured = visitor.get("/experiments/e1/measure").text
    design = visitor.get("/experiments/e1").text

    assert "EUR 1,812.50</span> of at most EUR 2,000" in measured
    assert "EUR 1,812.50</span> of EUR 2,000" in design
    assert 'max="2000.0" high="1600.0" value="1812.5"' in design


def test_what_nobody_has_said_is_called_unsaid(
    visitor: FlaskClient, stocked: Services
) -> None:
    empty = pb.Experiment(
        name="experiments/e1",
        state=pb.EXPERIMENT_STATE_DRAFT,
        primary_metric={"key": "returned"},
    )
    show(stocked, empty)
    stocked.answers["GetHealth"] = rpc.GetHealthResponse()
    stocked.answers["GetResults"] = rpc.GetResultsResponse(
        effects=[documents.effect(0.1, 0.0, 0.2)]
    )

    design = visitor.get("/experiments/e1").text
    measured = visitor.get("/experiments/e1/measure").text

    for words in (
        "no cap yet",
        "a share that is not set yet",
        "a number that is not known yet",
        "is known once the primary metric is described completely",
        "not known",
        "not said",
    ):
        assert words in design
    assert 'class="ramp-' not in design
    assert "no units yet" in measured
    assert "an amount that is not set" in measured
    assert 'class="target"' not in measured


def test_a_value_that_is_newer_than_the_front_is_told_by_its_number(
    visitor: FlaskClient, stocked: Services
) -> None:
    decided = documents.decided()
    decided.ClearField("clean_up")
    decided.decision.response = 99  # type: ignore[assignment]
    decided.primary_metric.kind = 99  # type: ignore[assignment]
    show(stocked, decided)

    assert "unknown (99)" in visitor.get("/experiments/e1").text
    assert "unknown (99)" in visitor.get("/experiments/e1/learn").text
    assert visitor.get("/experiments/e1/edit").status_code == 200


def test_an_end_is_told_with_its_cause_if_there_is_one(
    visitor: FlaskClient, stocked: Services
) -> None:
    ended = documents.experiment(pb.EXPERIMENT_STATE_ANALYZING)
    ended.ending.trigger = pb.END_TRIGGER_PERSON
    show(stocked, ended)
    without = visitor.get("/experiments/e1").text
    ended.ending.cause = "The runtime is over."
    show(stocked, ended)

    assert "Ended:" not in without
    assert "<strong>Ended:</strong> The runtime is over." in (
        visitor.get("/experiments/e1").text
    )


def test_a_verdict_is_that_of_the_rule_or_goes_against_it(
    visitor: FlaskClient, stocked: Services
) -> None:
    decided = documents.decided()
    show(stocked, decided)
    against = visitor.get("/experiments/e1/learn").text
    decided.decision.followed_rule = True
    show(stocked, decided)
    followed = visitor.get("/experiments/e1/learn").text

    badges = ("against the rule</span>", "as the rule says</span>")
    assert [[one in page for one in badges] for page in (against, followed)] == [
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize(
    ("verdict", "leads_to"),
    [
        (pb.VERDICT_SCALE, "the next step is its launch"),
        (pb.VERDICT_PIVOT, "another one goes on from what was learnt"),
        (pb.VERDICT_KILL, "The idea is stopped for good."),
        (pb.VERDICT_INCONCLUSIVE, "The idea goes back to where it came from"),
    ],
)
def test_each_verdict_says_what_it_leads_to(
    visitor: FlaskClient, stocked: Services, verdict: pb.Verdict, leads_to: str
) -> None:
    decided = documents.decided()
    decided.decision.verdict = decided.decision.rule_verdict = verdict
    show(stocked, decided)
    decisive = visitor.get("/experiments/e1/learn").text
    decided.supporting = True
    show(stocked, decided)
    supporting = visitor.get("/experiments/e1/learn").text

    word = pb.Verdict.Name(verdict).removeprefix("VERDICT_").lower()
    assert decisive.count(f'<p class="figure verdict-{word}">{word}</p>') == 2
    assert leads_to in decisive
    assert leads_to not in supporting
    assert "the idea stays where it is" in supporting


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (pb.VERDICT_KILL, "No treatment can have an effect as large as the target."),
        (pb.VERDICT_INCONCLUSIVE, "is neither shown nor ruled out"),
    ],
)
def test_a_rule_that_does_not_hold_says_what_is_known(
    visitor: FlaskClient, stocked: Services, verdict: pb.Verdict, words: str
) -> None:
    results = documents.results()
    results.rule_verdict = verdict
    stocked.answers["GetResults"] = results

    page = visitor.get("/experiments/e1/measure").text

    assert words in page
    assert "neither shown" in words or "neither shown" not in page


def test_inconclusive_can_be_chosen(visitor: FlaskClient, stocked: Services) -> None:
    analyzing = pb.EXPERIMENT_STATE_ANALYZING
    methods = ("DecideExperiment", "SecondDecision")
    show(stocked, documents.experiment(analyzing, *methods))

    page = visitor.get("/experiments/e1/learn").text

    assert page.count('<option value="VERDICT_INCONCLUSIVE">') == 2


def test_the_units_that_each_arm_needs_are_told_before_and_while_it_collects(
    visitor: FlaskClient, stocked: Services
) -> None:
    measured = visitor.get("/experiments/e1/measure").text
    draft = documents.experiment(pb.EXPERIMENT_STATE_DRAFT, *DRAFT_METHODS)
    show(stocked, draft)
    stocked.answers["LintExperiment"] = rpc.LintExperimentResponse(
        required_units_per_arm=5210
    )

    design = visitor.get("/experiments/e1").text

    assert "now control has 4,402, by-weight has 4,398" in measured
    assert all("<strong>5,210 units</strong>" in one for one in (design, measured))
    assert "the owner wants at least 500" in design


def test_who_leads_nothing_decides_nothing(
    visitor: FlaskClient, stocked: Services
) -> None:
    freed = documents.experiment(pb.EXPERIMENT_STATE_ANALYZING)
    freed.leader = ""
    show(stocked, freed)

    assert "somebody has to lead the idea first" in visitor.get("/experiments/e1").text


def test_a_draft_says_what_stands_in_its_way(
    visitor: FlaskClient, stocked: Services
) -> None:
    show(stocked, documents.experiment(pb.EXPERIMENT_STATE_DRAFT, *DRAFT_METHODS))

    page = visitor.get("/experiments/e1").text

    assert 'href="/mechanisms/declare-inputs"' in page
    assert 'href="/coes/c1"' in page
    assert "Edit the design" in page


def test_intervals_are_drawn_against_zero_and_target(visitor: FlaskClient) -> None:
    page = visitor.get("/experiments/e1/measure").text

    for part in ("zero", "target", "band", "effect"):
        assert f'class="{part}"' in page
    assert "10 looks." in page
    assert "0.04999" in page


def test_nothing_is_read_too_early(visitor: FlaskClient, stocked: Services) -> None:
    stocked.answers["GetResults"] = rpc.GetResultsResponse(
        collecting=True, still_needed=["100 more units in by-weight"]
    )
    stocked.answers["ListResultsSnapshots"] = rpc.ListResultsSnapshotsResponse()

    page = visitor.get("/experiments/e1/measure").text

    assert "Collecting." in page
    assert "100 more units in by-weight" in page
    assert 'class="chart"' not in page


def test_a_guardrail_is_shown_against_its_bound(visitor: FlaskClient) -> None:
    page = visitor.get("/experiments/e1/results").text

    assert 'aria-label="return_rate is 0.068; at most 0.04 is safe"' in page
    assert page.index("broken") < page.index("collecting")
    bounds = "true mean at least 0.056<br>above control by at least 0.012</td>"
    assert f'data-label="Known beyond chance">{bounds}' in page
    assert ">nothing yet</td>" in page
    assert "299 with an outcome since the last step" in page


def test_a_guardrail_collects_until_it_has_outcomes_of_the_last_step(
    visitor: FlaskClient, stocked: Services
) -> None:
    rule = pb.Guardrail(metric="returned", comparison=2, threshold=0.5, min_units=9)  # type: ignore[arg-type]
    reading = pb.GuardrailHealth(guardrail=rule, units=40, recorded=8, mean_bound=0.75)
    health = pb.Health(guardrails=[reading])
    stocked.answers["GetHealth"] = rpc.GetHealthResponse(health=health)
    waits = visitor.get("/experiments/e1/results").text
    reading.recorded = 9
    stocked.answers["GetHealth"] = rpc.GetHealthResponse(
        health=pb.Health(guardrails=[reading])
    )

    assert ">collecting</span>" in waits
    assert ">true mean at most 0.75</td>" in waits
    assert ">safe</span>" in visitor.get("/experiments/e1/results").text


def test_arms_that_lose_outcomes_unequally_are_told_once(
    visitor: FlaskClient, stocked: Services
) -> None:
    finding = {
        "reason": "OUTCOME_RATIO_MISMATCH",
        "description": "98 % of control and 61 % of by-weight have an outcome.",
    }
    other = {"reason": "HEALTH_UNKNOWN", "description": "Outcomes are missing."}
    health = pb.Health(outcome_ratio_p=0.0002, findings=[finding])
    stocked.answers["GetHealth"] = rpc.GetHealthResponse(health=health)
    stocked.answers["GetResults"] = rpc.GetResultsResponse(findings=[finding, other])

    page = visitor.get("/experiments/e1/results").text

    assert page.count("98 % of control") == 1
    assert "Outcomes are missing." in page
    assert "p = 0.0002<" in page
    assert "the arms lose outcomes of return_rate unequally" in page


def test_counts_tell_units_without_an_outcome(visitor: FlaskClient) -> None:
    page = visitor.get("/experiments/e1/results").text

    assert '<td data-label="With an outcome">180</td>' in page
    assert '<td data-label="Over units">4,402</td>' in page


def test_numbers_come_again_only_when_they_are_others(visitor: FlaskClient) -> None:
    page = visitor.get("/experiments/e1").text
    found = re.search(r'data-etag="(\w+)"[^>]*hx-get="([^"]+)"', page)
    assert found

    again = visitor.get(found[2], headers={"If-None-Match": f'"{found[1]}"'})

    assert again.status_code == 304


def test_a_page_loads_again_once_its_forms_are_out_of_date(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/experiments/e1").text
    address = re.findall(r'hx-get="([^"]+)"', page)[0]
    show(stocked, documents.decided())

    assert visitor.get(address).headers["HX-Trigger"] == "moved"


def test_coes_that_are_away_cost_one_line(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["ListCoes"] = Unavailable(Violation("AWAY", "", "Away."))

    page = visitor.get("/experiments/e1/measure")

    assert page.status_code == 200
    assert "away for a moment" in page.text


def test_the_rule_stands_beside_the_choice_and_the_second_person(
    visitor: FlaskClient, stocked: Services
) -> None:
    show(stocked, documents.decided())

    page = visitor.get("/experiments/e1/learn").text

    said = [
        page.index(words) for words in ("kill</p>", "pivot</p>", "against the rule")
    ]
    assert said == sorted(said)
    assert "<strong>Joy Jensen</strong> backs <strong>pivot</strong>" in page
    assert 'action="/experiments/e1/clean-up"' in page


def test_a_decision_sends_lists_a_line_each(
    visitor: FlaskClient, stocked: Services
) -> None:
    answer = send(
        visitor,
        "/experiments/e1/decide",
        verdict="VERDICT_PIVOT",
        learning="Weight works.",
        metrics_cited="return_rate\r\nsatisfied\r\n",
        new_needs="Twins",
    )

    assert answer.headers["Location"] == "/experiments/e1/learn"
    [request] = stocked.requests_of("DecideExperiment")
    assert list(request.metrics_cited) == ["return_rate", "satisfied"]
    assert list(request.new_needs) == ["Twins"]


def test_a_refused_command_is_shown_on_its_tab_with_all_that_was_typed(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["DecideExperiment"] = RuleBroken(
        Violation("DECISION_OPPOSES_RULE", "experiments/e1", "The rule says kill."),
        Violation("LEARNING_REQUIRED", "experiments/e1", "Say what we now know."),
    )

    answer = send(visitor, "/experiments/e1/decide", reason="Two families asked.")

    assert answer.status_code == 400
    for words in (
        "The rule says kill.",
        "Say what we now know.",
        "Two families asked.",
    ):
        assert words in answer.text


def test_the_whole_design_is_sent(visitor: FlaskClient, stocked: Services) -> None:
    form = {
        "title": "Weight",
        "idea": "ideas/7f3",
        "supporting": "true",
        "exposure_share": "0.5",
        "exposure_share_steps": "0.001\r\n0.05",
        "power": "0.9",
        "loss_cap": "eur 3000.50",
        "primary_metric.key": "weight",
        "primary_metric.aggregation": "METRIC_AGGREGATION_MEAN",
        "primary_metric.baseline": "0",
        "primary_metric.target_effect": "1.5",
        "primary_metric.standard_deviation": "2.5",
        "treatment_reads": "weight\r\nage",
        "min_runtime": "7 d",
        "max_runtime": "36 h",
        "patience_until_time": "2026-12-24T08:30",
        "required_inputs.0.name": "",
        "required_inputs.1.name": "weight",
        "required_inputs.1.fallback": "control",
        "guardrails.0.metric": "",
        "guardrails.1.metric": "lost",
        "guardrails.1.aggregation": "METRIC_AGGREGATION_CONVERSION",
        "secondary_metrics.0.survey.answers": "100",
        "decision_rule.scale.figure": "EFFECT_FIGURE_LOWER_BOUND",
        "decision_rule.scale.at_least": "0.01",
        "decision_rule.pivot.figure": "EFFECT_FIGURE_DIFFERENCE",
        "decision_rule.pivot.guardrails_green": "true",
    }

    send(visitor, "/new/experiment", **form)

    [request] = stocked.requests_of("CreateExperiment")
    design = request.experiment
    assert design.exposure_share == 0.5
    assert list(design.exposure_share_steps) == [0.001, 0.05]
    assert design.power == 0.9
    assert design.loss_cap == Money(currency_code="EUR", units=3000, nanos=500_000_000)
    metric = design.primary_metric
    assert metric.aggregation == checks.METRIC_AGGREGATION_MEAN
    assert (metric.baseline, metric.target_effect) == (0, 1.5)
    assert metric.standard_deviation == 2.5
    assert not design.HasField("min_units_per_arm")
    assert list(design.treatment_reads) == ["weight", "age"]
    assert design.min_runtime.seconds == 7 * 86_400
    assert design.max_runtime.seconds == 36 * 3_600
    assert design.patience_until_time.ToJsonString() == "2026-12-24T08:30:00Z"
    assert [one.name for one in design.required_inputs] == ["weight"]
    assert [(one.metric, one.aggregation) for one in design.guardrails] == [
        ("lost", checks.METRIC_AGGREGATION_CONVERSION)
    ]
    assert design.secondary_metrics[0].survey.answers == 100
    assert design.decision_rule.scale.figure == pb.EFFECT_FIGURE_LOWER_BOUND
    assert design.decision_rule.pivot.guardrails_green
    assert request.request_id == ID
    assert design.supporting


def test_a_design_that_is_saved_unchanged_stays_the_same(
    visitor: FlaskClient, stocked: Services
) -> None:
    drafted = documents.experiment(pb.EXPERIMENT_STATE_DRAFT)
    drafted.patience_until_time.FromSeconds(1_790_000_000)
    drafted.power = 0.9
    for metric in (drafted.primary_metric, drafted.secondary_metrics[0]):
        metric.aggregation = checks.METRIC_AGGREGATION_MEAN
        metric.standard_deviation = 2.5
        metric.target_effect = 0
        metric.survey.question = "How many boxes?"
    show(stocked, drafted)

    visitor.post("/experiments/e1/edit", data=entries(visitor, "/experiments/e1/edit"))

    [request] = stocked.requests_of("UpdateExperiment")
    for path in request.update_mask.paths:
        assert getattr(request.experiment, path) == getattr(drafted, path), path


def test_a_length_of_time_that_is_none_is_refused_at_its_input(
    visitor: FlaskClient, stocked: Services
) -> None:
    answer = send(visitor, "/new/experiment", title="Go", min_runtime="a while")

    assert "must be a length of time, such as 30 min or 7 d." in answer.text
    assert 'value="a while"' in answer.text
    assert stocked.requests_of("CreateExperiment") == []


def test_the_list_narrows_and_keeps_that_on_its_next_page(
    visitor: FlaskClient, stocked: Services
) -> None:
    listed = rpc.ListExperimentsResponse(next_page_token=NEXT)
    stocked.answers["ListExperiments"] = listed

    page = visitor.get("/experiments?state=PAUSED").text

    [request] = stocked.requests_of("ListExperiments")
    assert request.filter == 'state = "PAUSED"'
    assert "state=PAUSED&amp;page_token=t/2%3D" in page


def test_what_is_not_a_state_stays_one_value(
    visitor: FlaskClient, stocked: Services
) -> None:
    visitor.get('/experiments?state=" OR "1&idea=ideas/7f3')

    asked = stocked.requests_of("ListExperiments")[0].filter
    assert asked == 'state = "\\" OR \\"1" AND idea = "ideas/7f3"'


def test_the_scene_is_asked_with_shares(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/metrics").text

    [request] = stocked.requests_of("InterpretMetric")
    assert (request.before.share, request.after.share) == (0.47, 0.55)
    assert request.before.survey.answers == request.after.survey.answers == 100
    assert request.before.survey.question == request.after.survey.question
    assert "\N{MINUS SIGN}5.8 to +21.8 points" in page
    assert 'value="47"' in page


def test_the_scene_can_be_had_with_numbers(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/metrics").text
    address = re.findall(r'href="(/metrics\?[^"]+answers=300[^"]*)"', page)[0]

    visitor.get(address.replace("&amp;", "&"))

    assert stocked.requests_of("InterpretMetric")[-1].after.survey.answers == 300


def test_a_figure_that_says_nothing_is_refused_in_the_words_of_the_service(
    visitor: FlaskClient, stocked: Services
) -> None:
    stocked.answers["InterpretMetric"] = InvalidInput(
        Violation("PROXY_NOT_INTERPRETABLE", "before.survey", "How many answered?")
    )

    answers = [visitor.get("/metrics"), visitor.get("/metrics/reading?metric=happy")]

    assert [one.status_code for one in answers] == [200, 200]
    assert all("How many answered?" in one.text for one in answers)


def test_a_share_that_is_no_number_is_refused_at_its_input(
    visitor: FlaskClient, stocked: Services
) -> None:
    page = visitor.get("/metrics?metric=happy&before.share=most").text

    assert "must be a number." in page
    assert 'value="most"' in page
    assert stocked.requests_of("InterpretMetric") == []


def test_a_metric_is_added_to_the_library(
    visitor: FlaskClient, stocked: Services
) -> None:
    form = {"metric.title": "Returns", "metric_id": "return_rate"}

    send(visitor, "/metrics", **form)
    stocked.answers["CreateMetric"] = InvalidInput(
        Violation("FIELD_REQUIRED", "metric.kind", "Say what it stands for.")
    )
    refused = send(visitor, "/metrics", **form)

    request = stocked.requests_of("CreateMetric")[0]
    assert (request.metric_id, request.metric.title) == ("return_rate", "Returns")
    assert '<strong class="wrong">Say what it stands for.</strong>' in refused.text
    assert 'value="Returns"' in refused.text


SIMULATED = {"units": "40", "effect": "0.1", "seed": "7", "guardrails": ""}


def test_simulated_units_come_in_as_those_of_a_program_do(
    visitor: FlaskClient, stocked: Services
) -> None:
    places = [
        {"unit": "simulated-7-0", "arm": "treatment", "enrolled": True},
        {"unit": "simulated-7-1", "arm": "control", "enrolled": False},
    ]
    stocked.answers["BatchAssignUnits"] = rpc.BatchAssignUnitsResponse(
        assignments=places
    )

    for _ in range(2):
        answer = send(visitor, "/experiments/e1/simulate", **SIMULATED)

    assert answer.headers["Location"] == "/experiments/e1/measure"
    sent = stocked.requests_of("RecordExposures")
    sent += stocked.requests_of("BatchAssignUnits")
    sent += stocked.requests_of("RecordOutcomes")
    assert {one.name for one in sent} == {"experiments/e1"}
    exposed = [one.unit for one in stocked.requests_of("RecordExposures")]
    assert exposed == [f"simulated-7-{n}" for n in range(40)] * 2
    told = [
        (one.unit, one.measurement.metric, one.measurement.value)
        for one in stocked.requests_of("RecordOutcomes")
    ]
    assert {unit for unit, _, _ in told} == {"simulated-7-0"}
    half = len(told) // 2
    assert told[:half] == told[half:], "the same seed, the same customers"
    assert len({metric for _, metric, _ in told}) == half


@pytest.mark.parametrize(
    ("mean", "told"),
    [
        (0.5, "Broken: complaints."),
        (
            0.1,
            "complaints is at 0.1, bound 0.4, over 12 treated units, and counts from 1",
        ),
    ],
)
def test_a_breach_that_is_wanted_says_what_came_of_it(
    visitor: FlaskClient, stocked: Services, mean: float, told: str
) -> None:
    rule = pb.Guardrail(metric="complaints", threshold=0.4, min_units=100)
    reading = pb.GuardrailHealth(guardrail=rule, mean=mean, units=12, broken=mean > 0.4)
    health = pb.Health(guardrails=[reading])
    stocked.answers["GetHealth"] = rpc.GetHealthResponse(health=health)

    send(visitor, "/experiments/e1/simulate", **{**SIMULATED, "guardrails": "break"})
    page = visitor.get("/experiments/e1/measure").text

    assert "0 of 40 simulated units were let in." in page
    assert told in page
    again = visitor.get("/experiments/e1/measure").text
    assert "simulated units were let in" not in again


def test_what_cannot_be_simulated_is_said_at_its_input(
    visitor: FlaskClient, stocked: Services
) -> None:
    wrong = {**SIMULATED, "units": "many", "effect": ""}

    answer = send(visitor, "/experiments/e1/simulate", **wrong)

    assert answer.status_code == 400
    assert "Units: must be a whole number from 1 to 10,000." in answer.text
    assert "Effect: must be a number." in answer.text
    assert stocked.requests_of("RecordExposures") == []


def test_a_simulated_effect_and_a_breach_are_there_on_average() -> None:
    running = documents.experiment(pb.EXPERIMENT_STATE_RUNNING)
    key, rule = running.primary_metric.key, running.guardrails[0]
    rule.metric = "complaints"
    fine = Simulation(100, 0.1, "1", breach=False)
    harm = Simulation(100, 0.1, "1", breach=True)
    control, treatment = (arm.id for arm in running.arms[:2])

    lift = fine.mean(running, key, treatment) - fine.mean(running, key, control)

    assert lift == pytest.approx(0.1)
    assert fine.mean(running, rule.metric, treatment) < rule.threshold
    assert harm.mean(running, rule.metric, treatment) > rule.threshold
    assert harm.mean(running, rule.metric, control) < rule.threshold


@pytest.mark.parametrize(
    ("needed", "share", "units"),
    [(None, 0.01, "1000"), (9, 0.01, "4200"), (9, 0.0, "1000"), (999, 0.01, "10000")],
)
def test_so_many_come_by_as_the_arms_need(
    needed: int | None, share: float, units: str
) -> None:
    running = documents.experiment(pb.EXPERIMENT_STATE_RUNNING)
    running.current_exposure_share = share
    running.ClearField("required_units_per_arm")
    if needed:
        running.required_units_per_arm = needed

    assert suggestion(running, pb.Health())["units"] == units


def test_a_simulated_value_is_as_its_metric_says() -> None:
    wanted = Simulation(100, 0.1, "1", breach=False)
    amount = pb.Metric(key="m", standard_deviation=2.0)
    share = pb.Metric(key="m", aggregation=checks.METRIC_AGGREGATION_CONVERSION)

    def values(metric: pb.Metric, mean: float) -> list[float]:
        return [wanted.value(f"u{unit}", metric, mean) for unit in range(2_000)]

    assert set(values(share, 1.5)) == {1.0}
    assert set(values(pb.Metric(key="m"), 0.5)) == {0.0, 1.0}
    assert stdev(values(amount, 0.5)) == pytest.approx(2.0, rel=0.1)
    assert stdev(values(pb.Metric(key="m"), 8.0)) == pytest.approx(2.0, rel=0.1)
