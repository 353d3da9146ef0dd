"""Nothing that an owner writes is lost between the contract and the domain."""

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from chassis.domain import InvalidInput
from day1.experiments.v1 import experiments_service_pb2 as pb
from services.experiments.api.mapping import (
    WRITABLE,
    to_change,
    to_design,
    to_message,
    to_results,
    to_verdict,
)
from services.experiments.domain.design import Design, MetricKind
from services.experiments.domain.events import Verdict
from services.experiments.domain.experiment import ExperimentState
from services.experiments.domain.results import Results
from tests.unit.experiments.support import (
    decided,
    design,
    draft,
    exposed,
    outcomes,
    paused,
    running,
)


def test_a_design_comes_back_as_it_was_sent() -> None:
    assert to_design(to_message(draft())) == design()


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
    message = to_message(decided())

    filled = {field.name for field, _ in message.ListFields()}
    assert set(message.DESCRIPTOR.fields_by_name) - filled == {"pause_cause"}
    assert to_message(paused()).pause_cause == "Too many calls."


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


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_contract_knows_every_verdict(verdict: Verdict) -> None:
    assert to_verdict(pb.Decision(verdict=verdict.value).verdict) is verdict


def test_results_come_in_the_order_of_the_design() -> None:
    counted = Results(
        exposed(blue=2, old=3).tallies
        + outcomes("speed", blue=[1.0]).tallies
        + outcomes("fits", blue=[0.1, 0.2], old=[0.5]).tallies
    )

    arms = to_results(running(), counted)

    assert [(arm.arm, arm.control, arm.units) for arm in arms] == [
        ("old", True, 3),
        ("green", False, 0),
        ("blue", False, 2),
    ]
    means = [(m.metric, m.units, round(m.mean, 9)) for m in arms[2].metrics]
    assert means == [("fits", 2, 0.15), ("speed", 1, 1.0)]
