"""Messages of the arc from experiment to mechanism, with every part filled in."""

from typing import Any

from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import coes_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_rpc
from day1.coes.v1 import mechanisms_pb2 as mechanisms
from day1.coes.v1 import mechanisms_service_pb2 as mechanisms_rpc
from day1.experiments.v1 import experiments_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_rpc
from tests.unit.web.documents import SCRIPT
from tests.unit.web.support import Services

START = 1_790_000_000
MINUTE = 60
UNDECLARED = "experiments need not declare their inputs"


def at(minutes: float) -> Timestamp:
    """Return so many minutes after the start of it all."""
    return Timestamp(seconds=START + int(minutes * MINUTE))


def dollars(units: int, nanos: int = 0) -> Money:
    """Return an amount of money."""
    return Money(currency_code="USD", units=units, nanos=nanos)


def experiment(
    state: experiments.ExperimentState, *methods: str
) -> experiments.Experiment:
    """Return an experiment with every part of its design."""
    return experiments.Experiment(
        name="experiments/e1",
        idea="ideas/7f3",
        title=f"Diapers that size themselves {SCRIPT}",
        owner="people/cara",
        team="teams/family",
        leader="people/dan",
        state=state,
        etag="9",
        hypothesis={
            "change": "pick the size by weight",
            "customer": "parents who subscribe",
            "expected": "send fewer boxes back",
            "because": "weight, not age, predicts size",
        },
        win_probability=0.1,
        approval={"revision": "1.0", "review": "reviews/r1", "loss_cap": dollars(5000)},
        unit_kind="box",
        exposure_share=0.5,
        exposure_share_steps=[0.01, 0.05, 0.25, 0.5],
        current_exposure_share=0.05,
        exposure_cap_units=9000,
        loss_cap=dollars(2000),
        kill_switch=f"Set the flag back. {SCRIPT}",
        kill_switch_verify_time=at(-60),
        arms=[
            {"id": "control", "weight": 1, "control": True},
            {"id": "by-weight", "weight": 1},
        ],
        primary_metric={
            "key": "return_rate",
            "kind": experiments.METRIC_KIND_OUTCOME,
            "direction": experiments.DIRECTION_DOWN,
            "aggregation": checks.METRIC_AGGREGATION_CONVERSION,
            "baseline": 0.04,
            "target_effect": 0.01,
            "horizon_days": 7,
            "window": "boxes returned in the week after",
        },
        secondary_metrics=[
            {
                "key": "satisfied",
                "kind": experiments.METRIC_KIND_SURVEY_PROXY,
                "direction": experiments.DIRECTION_UP,
                "survey": {"question": "Satisfied?", "answers": 100},
            }
        ],
        guardrails=[
            {
                "metric": "return_rate",
                "comparison": checks.COMPARISON_AT_MOST,
                "threshold": 0.04,
                "min_units": 100,
                "severity": experiments.BREACH_SEVERITY_HIGH,
                "aggregation": checks.METRIC_AGGREGATION_CONVERSION,
            }
        ],
        injected_guardrails=[
            {
                "metric": "mischarge_rate",
                "comparison": checks.COMPARISON_AT_MOST,
                "threshold": 0.001,
                "min_units": 500,
                "severity": experiments.BREACH_SEVERITY_HIGH,
                "action": checks.GUARDRAIL_ACTION_ALERT,
                "from_mechanism": "mechanisms/mischarge",
            }
        ],
        decision_rule={
            "scale_if": "Sure to save at least one point.",
            "scale": {
                "figure": experiments.EFFECT_FIGURE_LOWER_BOUND,
                "at_least": 0.01,
                "guardrails_green": True,
            },
            "pivot": {"figure": experiments.EFFECT_FIGURE_DIFFERENCE, "new_needs": 1},
        },
        min_units_per_arm=500,
        required_units_per_arm=5210,
        min_runtime=Duration(seconds=7 * 86_400),
        max_runtime=Duration(seconds=14 * 86_400),
        required_inputs=[{"name": "weight", "fallback": "control"}],
        treatment_reads=["weight", "age"],
        tags=["sizing"],
        pause={
            "trigger": experiments.PAUSE_TRIGGER_GUARDRAIL,
            "guardrail_metric": "return_rate",
            "cause": "return_rate is 0.068; at most 0.04 is safe.",
        },
        checks=[
            {
                "mechanism": "mechanisms/declare-inputs",
                "version": 2,
                "result": checks.CHECK_RESULT_PASS,
            }
        ],
        start_time=at(0),
        history=[{"time": at(0), "actor": "people/cara", "event": "ExperimentStarted"}],
        possible_methods=methods,
    )


def decided() -> experiments.Experiment:
    """Return that experiment, decided against its rule with a second person."""
    found = experiment(experiments.EXPERIMENT_STATE_DECIDED, "CleanUpExperiment")
    found.decision.MergeFrom(
        experiments.ExperimentDecision(
            verdict=experiments.VERDICT_PIVOT,
            rule_verdict=experiments.VERDICT_KILL,
            followed_rule=False,
            response=experiments.CUSTOMER_RESPONSE_RESPONDED_WELL,
            learning=f"Parents know the weight. {SCRIPT}",
            decider="people/dan",
            decide_time=at(20_000),
            reason="Two families asked for it.",
            cited=[{"metric": "return_rate", "kind": experiments.METRIC_KIND_OUTCOME}],
            new_needs=["Sizes for twins"],
            loss_spent=dollars(812, nanos=500_000_000),
            runtime=Duration(seconds=14 * 86_400),
            effect=effect(-0.004, -0.012, 0.004),
        )
    )
    found.second.MergeFrom(
        experiments.DecisionSecond(
            person="people/joy",
            verdict=experiments.VERDICT_PIVOT,
            reason="The need is real.",
            second_time=at(19_000),
        )
    )
    return found


def effect(
    mean: float, low: float, high: float, units: int = 900
) -> experiments.Effect:
    """Return how far that treatment is from control."""
    return experiments.Effect(
        metric="return_rate",
        arm="by-weight",
        difference=mean,
        interval={"low": low, "high": high},
        p_value=0.049998,
        units=units,
    )


def results() -> experiments_rpc.GetResultsResponse:
    """Return what was counted, and what it says."""
    return experiments_rpc.GetResultsResponse(
        arms=[
            {
                "arm": "control",
                "control": True,
                "units": 4402,
                "metrics": [
                    {
                        "metric": "return_rate",
                        "units": 4402,
                        "mean": 0.041,
                        "recorded": 180,
                    }
                ],
            },
            {"arm": "by-weight", "units": 4398},
        ],
        effects=[effect(-0.012, -0.019, -0.005)],
        rule_verdict=experiments.VERDICT_KILL,
        confidence=0.95,
    )


def looks() -> experiments_rpc.ListResultsSnapshotsResponse:
    """Return earlier looks, newest first, each interval wider than the one after."""
    wide = [0.05, 0.034, 0.026, 0.021, 0.018, 0.0155, 0.0135, 0.012, 0.0105, 0.009]
    means = [-0.03, -0.02, -0.004, -0.009, -0.014, -0.011, -0.0125, -0.012, -0.0115]
    return experiments_rpc.ListResultsSnapshotsResponse(
        results_snapshots=[
            {
                "create_time": at(720 * place),
                "units": 900 * place,
                "effects": [effect(mean, mean - half, mean + half, 900 * place)],
            }
            for place, (mean, half) in reversed(
                list(enumerate(zip(means, wide, strict=False), start=1))
            )
        ]
    )


def health() -> experiments_rpc.GetHealthResponse:
    """Return a health with one guardrail on each side."""
    found = experiment(experiments.EXPERIMENT_STATE_RUNNING)
    return experiments_rpc.GetHealthResponse(
        health={
            "state": "HEALTH_STATE_RED",
            "sample_ratio_p": 0.42,
            "sample_ratio_deviation": 0.0006,
            "units": 8800,
            "exposure_cap_units": 9000,
            "loss_spent": dollars(812, nanos=500_000_000),
            "loss_cap": dollars(2000),
            "guardrails": [
                {
                    "guardrail": found.guardrails[0],
                    "mean": 0.068,
                    "mean_bound": 0.056,
                    "difference_bound": 0.012,
                    "units": 4398,
                    "recorded": 299,
                    "broken": True,
                },
                {"guardrail": found.injected_guardrails[0], "mean": 0, "units": 20},
            ],
            "findings": [
                {
                    "reason": "COE_OPEN",
                    "description": "coes/c1 is open on it. Correct it first.",
                }
            ],
        }
    )


def coe(state: coes.CoeState, *methods: str) -> coes.Coe:
    """Return a COE with every part written."""
    deep: list[tuple[str, Any]] = [
        ("Boxes came one size too large.", coes.WHY_CLASS_SYMPTOM),
        ("The size was advanced by age.", coes.WHY_CLASS_COMPONENT),
        ("Somebody skipped the weight.", coes.WHY_CLASS_HUMAN_ACTION),
        (f"The form let it be skipped. {SCRIPT}", coes.WHY_CLASS_PROCESS),
        (f"Nothing makes {UNDECLARED}.", coes.WHY_CLASS_SYSTEMIC),
    ]
    return coes.Coe(
        name="coes/c1",
        title=f"Boxes one size too large {SCRIPT}",
        source="experiments/e1",
        idea="ideas/7f3",
        severity=coes.INCIDENT_SEVERITY_HIGH,
        summary=f"Parents got boxes that do not fit. {SCRIPT}",
        trigger="The ramp went from 1 to 5 percent.",
        detected_by="a guardrail",
        impact={
            "customers": 312,
            "loss": dollars(4100),
            "duration": Duration(seconds=95 * 60),
            "promise_broken": "The right size, always.",
        },
        start_time=at(0),
        detect_time=at(25),
        mitigate_time=at(26),
        resolve_time=at(95),
        protect_time=at(300),
        owner="people/cara",
        team="teams/family",
        reviewer="people/joy",
        state=state,
        etag="7",
        metrics=[
            {
                "metric": "return_rate",
                "value": 0.068,
                "normal": 0.04,
                "evidence_url": "/experiments/e1/measure",
            }
        ],
        timeline=[
            {
                "time": at(0),
                "fact": "experiments/e1 let in 5 percent.",
                "evidence_url": "/experiments/e1",
                "imported": True,
            },
            {"time": at(25), "fact": f"The guardrail broke. {SCRIPT}"},
        ],
        cause_chains=[
            {
                "id": "chain-1",
                "whys": [
                    {"question": "Why?", "answer": words, "why_class": depth}
                    for words, depth in deep
                ],
            }
        ],
        cause_class="undeclared-input",
        questions={
            "detect_half": "A guardrail on the first hundred boxes.",
            "escaped_mechanisms": ["mechanisms/declare-inputs"],
        },
        lessons={"well": "It paused by itself.", "lucky": "Few boxes were out."},
        corrections=[
            {
                "id": "correction-1",
                "kind": coes.CORRECTION_KIND_MECHANISM,
                "text": "Treatments declare what they read",
                "reference": "mechanisms/declare-inputs",
                "team": "teams/platform",
                "due_time": at(9000),
                "effect": coes.CORRECTION_EFFECT_PREVENT,
                "state": coes.CORRECTION_STATE_DONE,
                "done_time": at(4000),
            },
            {
                "id": "correction-2",
                "kind": coes.CORRECTION_KIND_HUMAN_REMINDER,
                "text": f"Remind teams to require weight {SCRIPT}",
                "team": "teams/family",
                "due_time": at(9000),
                "state": coes.CORRECTION_STATE_OVERDUE,
            },
        ],
        recurrences=["coes/c8"],
        waiver={
            "reason": "The form is rebuilt anyway.",
            "reviewer": "people/joy",
            "expire_time": at(90_000),
        },
        history=[
            {"time": at(25), "actor": "services/experiments", "event": "CoeOpened"}
        ],
        possible_methods=methods,
    )


def mechanism(
    state: mechanisms.MechanismState, *methods: str, **more: Any
) -> mechanisms.Mechanism:
    """Return a mechanism with every part filled in."""
    tool = more or {
        "predicate": {
            "expression": "experiment.treatment_reads.all(a, experiment.required_inputs"
            ".exists(i, i.name == a && i.fallback == 'control'))"
        }
    }
    return mechanisms.Mechanism(
        name="mechanisms/declare-inputs",
        title=f"Treatments declare what they read {SCRIPT}",
        origin_coes=["coes/c1"],
        outputs="No customer gets a treatment that guesses.",
        inputs="The attributes that a treatment reads.",
        scope={"stage": checks.STAGE_EXPERIMENT_START, "tags": ["sizing"]},
        severity=checks.CHECK_SEVERITY_BLOCK,
        message=f"The treatment reads what is not declared. {SCRIPT}",
        fix_hint="Add it to required_inputs, with fallback control.",
        owner_team="teams/platform",
        sunset_time=at(500_000),
        version=2,
        state=state,
        proposer="people/cara",
        adopter="people/joy",
        adoption={
            "adopt_time": at(300),
            "active": False,
            "missing": ["services/reviews"],
            "consumers": [
                {
                    "service": "services/experiments",
                    "version": 2,
                    "answer_time": at(301),
                }
            ],
            "time_to_protect": Duration(seconds=38, nanos=200_000_000),
        },
        inspection={
            "inspection_interval": Duration(seconds=30 * 86_400),
            "last_time": at(40_000),
            "due_time": at(80_000),
            "outputs_reached": True,
            "still_needed": True,
            "inspector": "people/kai",
            "evidence": "Nine starts were better for it.",
            "version": 1,
        },
        counters={"evaluated": 41, "fired": 9, "blocked": 4, "escapes": 1},
        proofs=[
            {
                "coe": "coes/c1",
                "replay": {
                    "coe": "coes/c1",
                    "incident": {"subject": "experiments/e1"},
                    "corrected": {"patch": {"requiredInputs": [{"name": "weight"}]}},
                    "mutated_incidents": [{"patch": {"treatmentReads": ["diet"]}}],
                },
                "said_on_incident": checks.CHECK_RESULT_FAIL,
                "said_on_corrected": checks.CHECK_RESULT_PASS,
                "said_on_mutated_incidents": [checks.CHECK_RESULT_FAIL],
            }
        ],
        proof_evidence={
            "strength": mechanisms.PROOF_STRENGTH_WEAK,
            "incidents": 2,
            "mutated_incidents": 1,
            "recorded_passes": 0,
        },
        backtest={
            "subjects": 41,
            "would_have_blocked": 3,
            "caught": 2,
            "false_alarm_ratio": 0.024,
            "blocked_subjects": ["experiments/e1"],
        },
        escapes=[{"coe": "coes/c9", "version": 1, "time": at(30_000)}],
        warnings=[
            {"reason": "MECHANISM_NOT_ACTIVE", "description": "reviews has v1 still."}
        ],
        etag="3",
        history=[
            {"time": at(280), "actor": "people/cara", "event": "MechanismProposed"}
        ],
        possible_methods=methods,
        **tool,
    )


def versions() -> mechanisms_rpc.ListMechanismVersionsResponse:
    """Return two versions, newest first."""
    return mechanisms_rpc.ListMechanismVersionsResponse(
        versions=[
            {
                "version": number,
                "author": "people/kai",
                "check": {"predicate": {"expression": f"experiment.v{number}"}},
                "proofs": [{"coe": "coes/c1"}],
                "proof_evidence": {
                    "strength": mechanisms.PROOF_STRENGTH_FAIR,
                    "incidents": 1,
                    "mutated_incidents": number,
                    "recorded_passes": 1,
                },
                "backtest": {"subjects": 41, "would_have_blocked": number},
            }
            for number in (2, 1)
        ]
    )


def loop_health() -> mechanisms_rpc.GetLoopHealthResponse:
    """Return every measure, one of them without a number."""
    measures: list[tuple[Any, ...]] = [
        ("incidents_per_100_experiments", "Fewer", 2.9, 4.8, "per 100", False, True),
        ("minutes_to_mitigate", "Shorter", 26.0, 95.0, "minutes", False, True),
        ("customers_per_incident", "Smaller", 312.0, 40.0, "customers", False, True),
        ("recurrence_ratio", "Came back", 0.2, 0.5, "ratio", True, True),
        (
            "corrected_by_mechanism_ratio",
            "By mechanism",
            0.8,
            0.6,
            "ratio",
            True,
            False,
        ),
        ("hours_to_protect", "Until protected", 4.6, None, "hours", True, True),
        ("review_hours_one_way", "Review, one-way", None, 30.0, "hours", True, True),
        ("review_hours_two_way", "Review, two-way", 2.0, 2.0, "hours", True, True),
    ]
    return mechanisms_rpc.GetLoopHealthResponse(
        measures=[
            mechanisms.LoopMeasure(
                key=key,
                title=title,
                value=value,
                previous=previous,
                unit=unit,
                proxy=proxy,
                sample=6,
                less_is_better=less,
            )
            for key, title, value, previous, unit, proxy, less in measures
        ],
        cause_classes=[
            {
                "cause_class": "undeclared-input",
                "coes": 2,
                "recurrences": 1,
                "recurrence_ratio": 0.5,
            }
        ],
        open_coes=2,
        adopted_mechanisms=5,
    )


def stock(services: Services) -> None:
    """Let every method of this arc answer with these."""
    running = experiment(
        experiments.EXPERIMENT_STATE_RUNNING,
        "RampExperiment",
        "PauseExperiment",
        "StopExperiment",
        "AbortExperiment",
    )
    analyzing = coe(
        coes.COE_STATE_ANALYZING,
        "UpdateCoe",
        "AddTimelineEntry",
        "ImportTimeline",
        "AddWhy",
        "SubmitCoe",
        "MarkRecurrence",
    )
    adopted = mechanism(
        mechanisms.MECHANISM_STATE_ADOPTED,
        "ImproveMechanism",
        "SuspendMechanism",
        "RetireMechanism",
        "InspectMechanism",
    )
    refusal = {
        "reason": "FIX_IS_NOT_A_MECHANISM",
        "description": "No correction of coes/c1 acts without a person.",
    }
    services.answers |= {
        "GetExperiment": experiments_rpc.GetExperimentResponse(experiment=running),
        "ListExperiments": experiments_rpc.ListExperimentsResponse(
            experiments=[running, decided()]
        ),
        "GetResults": results(),
        "ListResultsSnapshots": looks(),
        "GetHealth": health(),
        "LintExperiment": experiments_rpc.LintExperimentResponse(
            violations=[
                {
                    "reason": "MECHANISM_CHECK_FAILED",
                    "description": "'Inputs' (mechanisms/declare-inputs v1, "
                    "from coes/c1): no.",
                }
            ]
        ),
        "InterpretMetric": experiments_rpc.InterpretMetricResponse(
            change=0.08,
            interval={"low": -0.058, "high": 0.218},
            p_value=0.26,
            answers_needed=612,
            reading=f"It may as well be nothing. {SCRIPT}",
            findings=[
                {"reason": "NO_CONTROL", "description": "Nobody else was asked."}
            ],
        ),
        "ListMetrics": experiments_rpc.ListMetricsResponse(
            metrics=[
                {
                    "name": "metrics/repeat_purchase_rate",
                    "title": "Repeat purchases",
                    "kind": experiments.METRIC_KIND_BEHAVIOR,
                    "direction": experiments.DIRECTION_UP,
                    "horizon_days": 90,
                    "owner": "people/ann",
                }
            ]
        ),
        "GetCoe": coes_rpc.GetCoeResponse(coe=analyzing),
        "ListCoes": coes_rpc.ListCoesResponse(coes=[analyzing]),
        "ListCorrections": coes_rpc.ListCorrectionsResponse(
            corrections=[
                {"coe": analyzing.name, "correction": one}
                for one in analyzing.corrections
            ]
        ),
        "LintCoe": coes_rpc.LintCoeResponse(violations=[refusal]),
        "UpdateCoe": coes_rpc.UpdateCoeResponse(coe=analyzing, warnings=[refusal]),
        "GetMechanism": mechanisms_rpc.GetMechanismResponse(mechanism=adopted),
        "ListMechanisms": mechanisms_rpc.ListMechanismsResponse(mechanisms=[adopted]),
        "ListMechanismVersions": versions(),
        "CreateMechanism": mechanisms_rpc.CreateMechanismResponse(mechanism=adopted),
        "ProveMechanism": mechanisms_rpc.ProveMechanismResponse(mechanism=adopted),
        "BacktestMechanism": mechanisms_rpc.BacktestMechanismResponse(
            backtest=adopted.backtest
        ),
        "GetLoopHealth": loop_health(),
    }
