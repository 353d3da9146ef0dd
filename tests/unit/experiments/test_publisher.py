"""What others hear from experiments: every field of every public event."""

import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message

from chassis.checks import (
    ActiveCheck,
    CheckEvaluated,
    CheckResult,
    Evaluation,
    GuardrailAction,
    Stage,
)
from chassis.domain import Actor, Cause, DomainEvent
from chassis.values import as_fields
from chassis.wire import from_money
from day1.checks.v1 import checks_pb2
from day1.experiments.v1 import experiments_events_pb2 as pb
from day1.experiments.v1 import experiments_pb2 as api
from services.experiments.domain import events, library
from services.experiments.domain.asked import AskedCheck
from services.experiments.domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from services.experiments.domain.design import Design, MetricKind
from services.experiments.domain.events import CitedMetric, GuardrailMeasurement
from services.experiments.domain.verdicts import Response, Verdict
from services.experiments.messaging.publisher import (
    PUBLISHER,
    publications,
    to_message,
)
from tests.unit.experiments.support import (
    LATER,
    MIA,
    NOON,
    RETURNS,
    check,
    design,
    draft,
    gain,
    tidied,
    usd,
    whole,
)

X, IDEA, CARA, TEAM = "experiments/x1", "ideas/i1", "people/cara", "teams/family"

HYPOTHESIS = api.Hypothesis(
    change="use weight", customer="parents", expected="return less", because="it fits"
)
GUARDRAIL = api.Guardrail(
    metric="returns",
    comparison=checks_pb2.COMPARISON_AT_MOST,
    threshold=0.25,
    min_units=4,
    severity=api.BREACH_SEVERITY_HIGH,
    action=checks_pb2.GUARDRAIL_ACTION_PAUSE,
    aggregation=checks_pb2.METRIC_AGGREGATION_CONVERSION,
)
SPEED = api.Guardrail(
    metric="speed",
    comparison=checks_pb2.COMPARISON_AT_LEAST,
    threshold=10.0,
    min_units=2,
    severity=api.BREACH_SEVERITY_LOW,
    action=checks_pb2.GUARDRAIL_ACTION_PAUSE,
    aggregation=checks_pb2.METRIC_AGGREGATION_MEAN,
)
METRIC = api.Metric(
    key="fits",
    kind=api.METRIC_KIND_OUTCOME,
    direction=api.DIRECTION_UP,
    aggregation=checks_pb2.METRIC_AGGREGATION_CONVERSION,
    baseline=0.8,
    target_effect=0.1,
)
HAPPY = api.Metric(
    key="happy",
    kind=api.METRIC_KIND_SURVEY_PROXY,
    direction=api.DIRECTION_UP,
    aggregation=checks_pb2.METRIC_AGGREGATION_MEAN,
    baseline=4.0,
    target_effect=0.5,
    standard_deviation=1.25,
    horizon_days=7,
    window="the week after",
    survey=api.Survey(
        question="Are you happy?",
        population="parents",
        answers=300,
        instrument="e-mail",
    ),
)
SNAPSHOT = tidied().snapshot()
SEEN = pb.ExperimentSnapshot(**as_fields(SNAPSHOT))
ASKED = AskedCheck(
    mechanism="mechanisms/m1",
    version=2,
    stage=Stage.EXPERIMENT_START,
    result=CheckResult.PASS,
    blocked=False,
    actor=CARA,
)
ASKED_TOO = checks_pb2.CheckOutcome(
    mechanism="mechanisms/m1",
    version=2,
    stage=checks_pb2.STAGE_EXPERIMENT_START,
    result=checks_pb2.CHECK_RESULT_PASS,
    actor=CARA,
)

MEASURED = (
    GuardrailMeasurement("returns", 0.125, 40),
    GuardrailMeasurement("speed", None, 0),
)
MEASURED_TOO = [
    pb.GuardrailMeasurement(metric="returns", value=0.125, units=40),
    pb.GuardrailMeasurement(metric="speed"),
]

NO_TIME = Ending(EndTrigger.PERSON, "No time.")
NO_TIME_TOO = api.Ending(trigger=api.END_TRIGGER_PERSON, cause="No time.")

PUBLIC: list[tuple[DomainEvent, Message]] = [
    (
        events.ExperimentCreated(
            experiment=X, idea=IDEA, owner=CARA, team=TEAM, supporting=True, at=NOON
        ),
        pb.ExperimentCreated(
            experiment=X, idea=IDEA, owner=CARA, team=TEAM, supporting=True
        ),
    ),
    (
        events.ExperimentCancelled(
            experiment=X, idea=IDEA, supporting=True, ending=NO_TIME, at=NOON
        ),
        pb.ExperimentCancelled(
            experiment=X, idea=IDEA, supporting=True, ending=NO_TIME_TOO
        ),
    ),
    (
        events.ExperimentStarted(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            leader="people/leo",
            title="Boxes by weight",
            supporting=True,
            hypothesis=design().hypothesis,
            arms=design().arms,
            exposure_share=0.5,
            current_exposure_share=0.01,
            exposure_cap_units=5000,
            loss_cap=usd(1000),
            guardrails=design().guardrails,
            injected_guardrails=design().guardrails[:1],
            primary_metric=design().primary_metric,
            secondary_metrics=whole().secondary_metrics,
            decision_rule=whole().decision_rule,
            power=0.9,
            checks=(ASKED,),
            snapshot=SNAPSHOT,
            required_units_per_arm=489,
            at=NOON,
        ),
        pb.ExperimentStarted(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            leader="people/leo",
            title="Boxes by weight",
            supporting=True,
            hypothesis=HYPOTHESIS,
            arms=[
                api.Arm(id="old", weight=1, control=True),
                api.Arm(id="green", weight=1),
                api.Arm(id="blue", weight=2),
            ],
            exposure_share=0.5,
            current_exposure_share=0.01,
            exposure_cap_units=5000,
            loss_cap=from_money(usd(1000)),
            guardrails=[GUARDRAIL, SPEED],
            injected_guardrails=[GUARDRAIL],
            primary_metric=METRIC,
            secondary_metrics=[HAPPY],
            decision_rule=api.DecisionRule(
                scale_if="fits rises by 0.1",
                pivot_if="fits rises",
                scale=api.Condition(
                    figure=api.EFFECT_FIGURE_LOWER_BOUND,
                    at_least=0.1,
                    guardrails_green=True,
                ),
                pivot=api.Condition(figure=api.EFFECT_FIGURE_DIFFERENCE, new_needs=1),
            ),
            power=0.9,
            checks=[ASKED_TOO],
            snapshot=SEEN,
            required_units_per_arm=489,
        ),
    ),
    (
        events.ExperimentRamped(
            experiment=X,
            idea=IDEA,
            supporting=True,
            current_exposure_share=0.05,
            at=NOON,
        ),
        pb.ExperimentRamped(
            experiment=X, idea=IDEA, supporting=True, current_exposure_share=0.05
        ),
    ),
    (
        events.ExperimentPaused(
            experiment=X,
            idea=IDEA,
            supporting=True,
            pause=Pause(PauseTrigger.COE, "It is open.", coe="coes/c1"),
            at=NOON,
        ),
        pb.ExperimentPaused(
            experiment=X,
            idea=IDEA,
            supporting=True,
            pause=api.Pause(
                trigger=api.PAUSE_TRIGGER_COE, coe="coes/c1", cause="It is open."
            ),
        ),
    ),
    (
        events.ExperimentResumed(
            experiment=X, idea=IDEA, remedy="Fixed.", supporting=True, at=NOON
        ),
        pb.ExperimentResumed(experiment=X, idea=IDEA, remedy="Fixed.", supporting=True),
    ),
    (
        events.ExperimentStopped(
            experiment=X,
            idea=IDEA,
            supporting=True,
            ending=Ending(EndTrigger.LOSS_CAP, "The cap."),
            at=NOON,
        ),
        pb.ExperimentStopped(
            experiment=X,
            idea=IDEA,
            supporting=True,
            ending=api.Ending(trigger=api.END_TRIGGER_LOSS_CAP, cause="The cap."),
        ),
    ),
    (
        events.ExperimentAborted(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            title="Boxes by weight",
            ending=NO_TIME,
            supporting=True,
            harm=True,
            start_time=NOON,
            snapshot=SNAPSHOT,
            guardrails=MEASURED,
            at=NOON,
        ),
        pb.ExperimentAborted(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            title="Boxes by weight",
            ending=NO_TIME_TOO,
            supporting=True,
            harm=True,
            start_time=NOON,
            snapshot=SEEN,
            guardrails=MEASURED_TOO,
        ),
    ),
    (
        events.ExperimentGuardrailBreached(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            guardrail=RETURNS,
            value=0.5,
            units=4,
            incident_key=f"{X}/returns/1",
            title="Boxes by weight",
            units_exposed=18,
            start_time=NOON,
            action_taken=GuardrailAction.PAUSE,
            current_exposure_share=0.5,
            window=LATER - NOON,
            snapshot=SNAPSHOT,
            at=LATER,
        ),
        pb.ExperimentGuardrailBreached(
            experiment=X,
            idea=IDEA,
            owner=CARA,
            team=TEAM,
            guardrail=GUARDRAIL,
            value=0.5,
            units=4,
            incident_key=f"{X}/returns/1",
            title="Boxes by weight",
            units_exposed=18,
            start_time=NOON,
            action_taken=checks_pb2.GUARDRAIL_ACTION_PAUSE,
            current_exposure_share=0.5,
            window=Duration(seconds=3600),
            snapshot=SEEN,
        ),
    ),
    (
        events.ExperimentSeconded(
            experiment=X,
            idea=IDEA,
            second="people/mia",
            verdict=Verdict.PIVOT,
            reason="Asked for.",
            at=NOON,
        ),
        pb.ExperimentSeconded(
            experiment=X,
            idea=IDEA,
            second="people/mia",
            verdict=api.VERDICT_PIVOT,
            reason="Asked for.",
        ),
    ),
    (
        events.ExperimentDecided(
            experiment=X,
            idea=IDEA,
            supporting=True,
            verdict=Verdict.PIVOT,
            response=Response.RESPONDED_WELL,
            rule_verdict=Verdict.KILL,
            followed_rule=True,
            learning="Weight beats age.",
            decider="people/leo",
            second="people/mia",
            reason="Asked for.",
            effect=gain(0.5),
            cited=(CitedMetric("fits", MetricKind.OUTCOME),),
            new_needs=("By weight.",),
            units=6,
            loss_spent=usd(12.5),
            runtime=LATER - NOON,
            checks=(ASKED,),
            snapshot=SNAPSHOT,
            guardrails=MEASURED,
            tested_doors=("price",),
            at=NOON,
        ),
        pb.ExperimentDecided(
            experiment=X,
            idea=IDEA,
            supporting=True,
            verdict=api.VERDICT_PIVOT,
            response=api.CUSTOMER_RESPONSE_RESPONDED_WELL,
            rule_verdict=api.VERDICT_KILL,
            followed_rule=True,
            learning="Weight beats age.",
            decider="people/leo",
            second="people/mia",
            reason="Asked for.",
            effect=api.Effect(
                metric="fits",
                arm="green",
                difference=0.6,
                interval=api.Interval(low=0.5, high=0.7),
                p_value=0.01,
                units=40,
            ),
            cited=[api.CitedMetric(metric="fits", kind=api.METRIC_KIND_OUTCOME)],
            new_needs=["By weight."],
            units=6,
            loss_spent=from_money(usd(12.5)),
            runtime=Duration(seconds=3600),
            checks=[ASKED_TOO],
            snapshot=SEEN,
            guardrails=MEASURED_TOO,
            tested_doors=["price"],
        ),
    ),
    (
        events.ExperimentCleanedUp(
            experiment=X,
            idea=IDEA,
            result=events.CleanUpResult.KEPT,
            note="Flag removed.",
            supporting=True,
            at=NOON,
        ),
        pb.ExperimentCleanedUp(
            experiment=X,
            idea=IDEA,
            result=api.CLEAN_UP_RESULT_KEPT,
            note="Flag removed.",
            supporting=True,
        ),
    ),
]

PRIVATE: list[DomainEvent] = [
    events.ExperimentUpdated(experiment=X, at=NOON),
    events.KillSwitchVerified(experiment=X, at=NOON),
    events.CopyUpdated(of=IDEA, at=NOON),
    library.MetricCreated(metric="metrics/fits", at=NOON),
]

NAMES_OF_SNAPSHOTS = {
    "ExperimentSnapshot": [
        "name",
        "idea",
        "team",
        "tags",
        "door_kinds",
        "title",
        "hypothesis",
        "win_probability",
        "supporting",
        "unit_kind",
        "arms",
        "exposure_share",
        "exposure_share_steps",
        "exposure_cap_units",
        "loss_cap",
        "currency_code",
        "kill_switch",
        "primary_metric",
        "secondary_metrics",
        "guardrails",
        "treatment_reads",
        "required_inputs",
        "min_units_per_arm",
        "min_runtime_days",
        "max_runtime_days",
        "rule_is_computed",
        "verdict",
        "rule_verdict",
        "metrics_cited",
        "learning",
        "units",
        "runtime_days",
        "required_units_per_arm",
    ],
    "SnapshotGuardrail": [
        "metric",
        "comparison",
        "threshold",
        "min_units",
        "action",
        "severity",
        "from_mechanism",
    ],
    "SnapshotMetric": ["key", "kind", "direction", "horizon_days"],
    "Hypothesis": ["change", "customer", "expected", "because"],
    "Arm": ["id", "weight", "control"],
    "RequiredInput": ["name", "fallback"],
}
"""Names may be added to these lists; none is ever taken away."""

SNAPSHOTS = {"ExperimentSnapshot", "SnapshotMetric", "SnapshotGuardrail"}
"""What checks see."""

PARTS = {*SNAPSHOTS, "GuardrailMeasurement"}
"""Messages of the contract that travel inside others."""


@pytest.mark.parametrize(("event", "message"), PUBLIC)
def test_a_public_event_travels_with_all_its_fields(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)


@pytest.mark.parametrize("event", PRIVATE)
def test_a_private_event_stays_here(event: DomainEvent) -> None:
    assert to_message(event) is None


def test_no_event_is_forgotten() -> None:
    known = {type(event) for event in [*(event for event, _ in PUBLIC), *PRIVATE]}

    assert known - {library.MetricCreated} == {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type) and DomainEvent in kind.__bases__
    }


def test_no_message_of_the_contract_is_forgotten() -> None:
    known = {message.DESCRIPTOR.name for _, message in PUBLIC}

    assert known == set(pb.DESCRIPTOR.message_types_by_name) - PARTS


def test_the_names_that_stored_expressions_use_never_change() -> None:
    found = {
        name: [field.name for field in pb.DESCRIPTOR.message_types_by_name[name].fields]
        for name in sorted(SNAPSHOTS)
    }
    of_parts = {
        kind.DESCRIPTOR.name: [field.name for field in kind.DESCRIPTOR.fields]
        for kind in (api.Hypothesis, api.Arm, api.RequiredInput)
    }

    assert {**found, **of_parts} == NAMES_OF_SNAPSHOTS


def test_what_checks_see_is_whole() -> None:
    experiment = tidied()
    decided = next(
        e for e in experiment.events if isinstance(e, events.ExperimentDecided)
    )
    message = to_message(decided)
    assert isinstance(message, pb.ExperimentDecided)

    seen = message.snapshot
    filled = {field.name for field, _ in seen.ListFields()}
    assert set(seen.DESCRIPTOR.fields_by_name) == filled
    assert list(seen.tags) == ["boxes", "family"]
    assert list(seen.door_kinds) == ["TWO_WAY"]
    assert (seen.verdict, seen.rule_verdict) == ("PIVOT", "SCALE")
    assert seen.guardrails[-1].from_mechanism == "mechanisms/m1"
    assert (seen.required_inputs[0].name, seen.treatment_reads[0]) == (
        "weight",
        "weight",
    )
    assert (seen.loss_cap, seen.currency_code) == (1000.0, "USD")
    assert seen.exposure_share == 0.5
    assert seen.runtime_days == pytest.approx(1 / 12)
    assert seen.secondary_metrics[0].kind == "SURVEY_PROXY"
    first = seen.guardrails[0]
    words = (first.comparison, first.action, first.severity)
    assert words == ("AT_MOST", "PAUSE", "HIGH")


def test_what_is_not_said_is_absent_for_checks() -> None:
    experiment = draft()
    experiment.design = Design(title="Boxes")

    seen = pb.ExperimentSnapshot(**as_fields(experiment.snapshot()))

    filled = {field.name for field, _ in seen.ListFields()}
    optional = {field.name for field in seen.DESCRIPTOR.fields if field.has_presence}
    assert filled & optional == {"hypothesis", "primary_metric"}
    assert seen.currency_code == ""


def test_what_came_of_a_check_is_told_with_its_experiment() -> None:
    experiment = draft()
    fact = CheckEvaluated.of(Evaluation(check(), CheckResult.FAIL), X, by=MIA, at=NOON)

    (told,) = publications(experiment, fact)

    assert (told.topic, told.key) == ("experiments.events.v1", "i1")
    assert told.message.DESCRIPTOR.full_name == "day1.checks.v1.CheckEvaluated"


def test_a_check_that_was_heard_of_is_answered_under_its_mechanism() -> None:
    known = ActiveCheck(id="m1", check=check(), created_at=NOON, updated_at=NOON)
    service = "services/experiments"
    known.learn(check(), active=True, heard=1, service=service, by=MIA, at=NOON)

    (told,) = publications(known, known.events[0])

    assert told.key == "m1"
    assert told.message.DESCRIPTOR.full_name == "day1.checks.v1.CheckActivated"


def test_all_experiments_on_one_idea_stay_in_order() -> None:
    experiment = draft()
    cause = Cause("e1", Actor(CARA, TEAM))

    (record,) = PUBLISHER.records_of(
        experiment, experiment.events[0], cause, lambda: "e2"
    )

    assert (record.topic, record.key) == ("experiments.events.v1", "i1")
    assert record.headers["ce_journey"] == IDEA
    assert record.headers["ce_subject"] == X
