"""Nothing that an owner writes is lost between the contract and the domain."""

from dataclasses import fields

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from chassis.checks import CheckResult, Evaluation
from chassis.domain import InvalidInput, Violation
from day1.experiments.v1 import experiments_pb2 as pb
from services.experiments.api.mapping import (
    WRITABLE,
    to_change,
    to_design,
    to_message,
    to_results,
    to_variant,
    to_verdict,
)
from services.experiments.application.reading import Reading
from services.experiments.domain.asked import AskedCheck
from services.experiments.domain.design import Design, GuardrailAction, MetricKind
from services.experiments.domain.events import Variant
from services.experiments.domain.life import ExperimentState
from services.experiments.domain.results import Effect, Results
from services.experiments.domain.verdicts import Response, Verdict
from tests.unit.experiments.support import (
    MIA,
    POLICY,
    cancelled,
    check,
    design,
    draft,
    exposed,
    gain,
    outcomes,
    paused,
    running,
    tidied,
    whole,
)


@pytest.mark.parametrize("sent", [design(), whole()])
def test_a_design_comes_back_as_it_was_sent(sent: Design) -> None:
    experiment = draft()
    experiment.design = sent

    assert to_design(to_message(experiment)) == sent


def test_where_a_guardrail_came_from_is_not_for_its_author_to_say() -> None:
    sent = to_message(draft())
    sent.guardrails[0].from_mechanism = "mechanisms/m1"
    sent.guardrails[0].action = pb.GUARDRAIL_ACTION_UNSPECIFIED
    sent.guardrails[1].action = pb.GUARDRAIL_ACTION_ALERT

    first, second = to_design(sent).guardrails

    assert first == design().guardrails[0]
    assert second.action is GuardrailAction.ALERT


def test_an_empty_design_comes_back_empty() -> None:
    sent = to_message(draft())
    for field in set(WRITABLE) - {"title"}:
        sent.ClearField(field)

    read = to_design(sent)

    assert read == Design(title="Boxes by weight")
    assert not to_message(draft(primary_metric=read.primary_metric)).HasField(
        "primary_metric"
    )


def test_every_field_of_the_message_is_filled() -> None:
    experiment = tidied()
    asked = Evaluation(check(), CheckResult.PASS)
    experiment.checks = (AskedCheck.of(asked, experiment.name, MIA),)
    experiment.warnings = (Violation("RAMP_MISSING", experiment.name, "All at once."),)
    message = to_message(experiment)

    filled = {field.name for field, _ in message.ListFields()}
    assert set(message.DESCRIPTOR.fields_by_name) - filled == {
        "pause_cause",
        "end_cause",
        "current_exposure_percent",
    }
    assert to_message(paused()).pause_cause == "Too many calls."
    assert to_message(cancelled()).end_cause == "No time."
    assert to_message(running()).current_exposure_percent == 50
    decision = message.decision
    filled = {field.name for field, _ in decision.ListFields()}
    empty = {"followed_rule", "loss_spent_usd"}
    assert set(decision.DESCRIPTOR.fields_by_name) - filled == empty


def test_only_what_is_named_changes() -> None:
    sent = pb.Experiment(title="New", kill_switch="New")

    change = to_change(sent, FieldMask(paths=["title", "primary_metric"]))

    changed = change(design())
    assert changed.title == "New"
    assert changed.kill_switch == "Turn the flag off."
    assert changed.primary_metric.kind is MetricKind.UNSPECIFIED


def test_the_idea_never_changes() -> None:
    with pytest.raises(InvalidInput, match="Cannot change idea"):
        to_change(pb.Experiment(idea="ideas/i2"), FieldMask(paths=["idea"]))


@pytest.mark.parametrize("state", list(ExperimentState))
def test_the_contract_knows_every_state(state: ExperimentState) -> None:
    assert pb.ExperimentState.Value(f"EXPERIMENT_STATE_{state}")


@pytest.mark.parametrize("response", list(Response))
def test_the_contract_knows_every_response(response: Response) -> None:
    assert pb.Response.Value(response.value)


@pytest.mark.parametrize("variant", list(Variant))
def test_the_contract_knows_every_variant(variant: Variant) -> None:
    assert to_variant(pb.CleanUp(variant=variant.value).variant) is variant


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_contract_knows_every_verdict(verdict: Verdict) -> None:
    assert to_verdict(pb.Decision(verdict=verdict.value).verdict) is verdict


def test_results_come_in_the_order_of_the_design() -> None:
    counted = Results(
        exposed(blue=2, old=3).tallies
        + outcomes("speed", blue=[1.0]).tallies
        + outcomes("fits", blue=[0.1, 0.2], old=[0.5]).tallies
    )

    message = to_results(Reading(running(), counted, effects=(gain(),)), POLICY)

    assert [(arm.arm, arm.control, arm.units) for arm in message.arms] == [
        ("old", True, 3),
        ("green", False, 0),
        ("blue", False, 2),
    ]
    counts = [
        (m.metric, m.units, round(m.mean, 9), round(m.variance, 9))
        for m in message.arms[2].metrics
    ]
    assert counts == [("fits", 2, 0.15, 0.005), ("speed", 1, 1.0, 0.0)]
    assert not message.collecting
    assert message.confidence == 0.95
    (effect,) = message.effects
    assert all(getattr(effect, each.name) for each in fields(Effect))


def test_while_it_collects_only_units_are_told() -> None:
    counted = Results(exposed(old=3).tallies + outcomes("fits", old=[0.5]).tallies)

    message = to_results(Reading(running(), counted, ["more units"]), POLICY)

    assert message.collecting
    assert list(message.still_needed) == ["more units"]
    assert [(arm.units, list(arm.metrics)) for arm in message.arms] == [
        (3, []),
        (0, []),
        (0, []),
    ]
