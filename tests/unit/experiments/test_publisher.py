"""What others hear from experiments: every field of every public event."""

import pytest
from google.protobuf.message import Message

from chassis.domain import Actor, Cause, DomainEvent
from day1.experiments.v1 import experiments_events_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as api
from services.experiments.domain import events
from services.experiments.messaging.publisher import PUBLISHER, to_message
from tests.unit.experiments.support import LATER, NOON, RETURNS, design, draft

X, IDEA, CARA, TEAM = "experiments/x1", "ideas/i1", "people/cara", "teams/family"

HYPOTHESIS = api.Hypothesis(
    change="use weight", customer="parents", expected="return less", because="it fits"
)
GUARDRAIL = api.Guardrail(
    metric="returns",
    comparison=api.COMPARISON_AT_MOST,
    threshold=0.25,
    min_units=4,
    severity=api.SEVERITY_HIGH,
)
SPEED = api.Guardrail(
    metric="speed",
    comparison=api.COMPARISON_AT_LEAST,
    threshold=10.0,
    min_units=2,
    severity=api.SEVERITY_LOW,
)
METRIC = api.Metric(
    key="fits",
    kind=api.METRIC_KIND_OUTCOME,
    direction=api.DIRECTION_UP,
    baseline=0.8,
    target_effect=0.1,
)

PUBLIC: list[tuple[DomainEvent, Message]] = [
    (
        events.ExperimentCreated(
            experiment=X, idea=IDEA, owner=CARA, team=TEAM, at=NOON
        ),
        pb.ExperimentCreated(experiment=X, idea=IDEA, owner=CARA, team=TEAM),
    ),
    (
        events.ExperimentStarted(
            experiment=X,
            idea=IDEA,
            hypothesis=design().hypothesis,
            arms=design().arms,
            exposure_percent=50,
            loss_cap_usd=1000,
            guardrails=design().guardrails,
            primary_metric=design().primary_metric,
            at=NOON,
        ),
        pb.ExperimentStarted(
            experiment=X,
            idea=IDEA,
            hypothesis=HYPOTHESIS,
            arms=[
                api.Arm(id="old", weight=1, control=True),
                api.Arm(id="green", weight=1),
                api.Arm(id="blue", weight=2),
            ],
            exposure_percent=50,
            loss_cap_usd=1000,
            guardrails=[GUARDRAIL, SPEED],
            primary_metric=METRIC,
        ),
    ),
    (
        events.ExperimentPaused(experiment=X, idea=IDEA, cause="Enough.", at=NOON),
        pb.ExperimentPaused(experiment=X, idea=IDEA, cause="Enough."),
    ),
    (
        events.ExperimentResumed(experiment=X, idea=IDEA, at=NOON),
        pb.ExperimentResumed(experiment=X, idea=IDEA),
    ),
    (
        events.ExperimentStopped(experiment=X, idea=IDEA, at=NOON),
        pb.ExperimentStopped(experiment=X, idea=IDEA),
    ),
    (
        events.ExperimentAborted(experiment=X, idea=IDEA, reason="Gone.", at=NOON),
        pb.ExperimentAborted(experiment=X, idea=IDEA, reason="Gone."),
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
        ),
    ),
    (
        events.ExperimentDecided(
            experiment=X,
            idea=IDEA,
            verdict=events.Verdict.PIVOT,
            learning="Weight beats age.",
            decider="people/leo",
            at=NOON,
        ),
        pb.ExperimentDecided(
            experiment=X,
            idea=IDEA,
            verdict=api.VERDICT_PIVOT,
            learning="Weight beats age.",
            decider="people/leo",
        ),
    ),
]

PRIVATE: list[DomainEvent] = [
    events.ExperimentUpdated(experiment=X, at=NOON),
    events.KillSwitchVerified(experiment=X, at=NOON),
    events.CopyUpdated(of=IDEA, at=NOON),
]


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

    assert known == {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type) and DomainEvent in kind.__bases__
    }


def test_no_message_of_the_contract_is_forgotten() -> None:
    known = {message.DESCRIPTOR.name for _, message in PUBLIC}

    assert known == set(pb.DESCRIPTOR.message_types_by_name)


def test_all_experiments_on_one_idea_stay_in_order() -> None:
    experiment = draft()
    cause = Cause("e1", Actor(CARA, TEAM))

    record = PUBLISHER.record_of(experiment, experiment.events[0], cause, "e2")

    assert record
    assert (record.topic, record.key) == ("experiments.events.v1", "i1")
    assert record.headers["ce_correlationid"] == IDEA
    assert record.headers["ce_subject"] == X
