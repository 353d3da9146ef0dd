"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask

from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.experiments.v1 import experiments_service_pb2 as pb

from ..domain import design as plan
from ..domain.events import Verdict
from ..domain.experiment import Experiment
from ..domain.results import Results


def to_message(experiment: Experiment) -> pb.Experiment:
    """Return the experiment as others see it."""
    design, metric = experiment.design, experiment.design.primary_metric
    decision = experiment.decision
    return pb.Experiment(
        name=experiment.name,
        idea=experiment.idea,
        title=design.title,
        owner=experiment.owner,
        team=experiment.team,
        leader=experiment.leader,
        hypothesis=pb.Hypothesis(**as_fields(design.hypothesis)),
        win_probability=design.win_probability,
        arms=[pb.Arm(**as_fields(arm)) for arm in design.arms],
        exposure_percent=design.exposure_percent,
        primary_metric=pb.Metric(**as_fields(metric)) if metric.key else None,
        guardrails=[pb.Guardrail(**as_fields(bound)) for bound in design.guardrails],
        loss_cap_usd=design.loss_cap_usd,
        kill_switch=design.kill_switch,
        kill_switch_verify_time=experiment.kill_switch_verified_at,
        decision_rule=pb.DecisionRule(**as_fields(design.decision_rule)),
        min_units_per_arm=design.min_units_per_arm,
        state=to_state(experiment.state),
        pause_cause=experiment.pause_cause,
        decision=pb.Decision(**as_fields(decision)) if decision else None,
        create_time=experiment.created_at,
        update_time=experiment.updated_at,
        etag=str(experiment.version),
        history=[
            pb.HistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in experiment.history
        ],
    )


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"EXPERIMENT_STATE_{state}"


def to_results(experiment: Experiment, results: Results) -> list[pb.ArmResult]:
    """Return the counts of each arm, in the order of the design."""
    return [
        pb.ArmResult(
            arm=arm.id,
            control=arm.control,
            units=results.exposed(arm.id),
            metrics=[
                pb.MetricResult(metric=tally.metric, units=tally.units, mean=tally.mean)
                for tally in results.outcomes(arm.id)
            ],
        )
        for arm in experiment.design.arms
    ]


def to_verdict(value: "pb.Verdict") -> Verdict:
    """Return the verdict; the contract allows no other value."""
    return Verdict(pb.Verdict.Name(value))


def to_design(message: pb.Experiment) -> plan.Design:
    """Return what the owner wrote; output-only fields are ignored."""
    return plan.Design(**{path: read(message) for path, read in WRITABLE.items()})


def to_change(
    message: pb.Experiment, mask: FieldMask
) -> Callable[[plan.Design], plan.Design]:
    """Return the change that an update asks for. Raises `InvalidInput`."""
    paths = masked(message, mask, WRITABLE)
    values = {path: WRITABLE[path](message) for path in paths}
    return lambda design: replace(design, **values)


def _hypothesis(experiment: pb.Experiment) -> plan.Hypothesis:
    text = experiment.hypothesis
    return plan.Hypothesis(text.change, text.customer, text.expected, text.because)


def _arm(arm: pb.Arm) -> plan.Arm:
    return plan.Arm(arm.id, arm.weight, arm.control)


def _primary_metric(experiment: pb.Experiment) -> plan.Metric:
    metric = experiment.primary_metric
    return plan.Metric(
        metric.key,
        plan.MetricKind(pb.MetricKind.Name(metric.kind)),
        plan.Direction(pb.Direction.Name(metric.direction)),
        metric.baseline,
        metric.target_effect,
    )


def _guardrail(bound: pb.Guardrail) -> plan.Guardrail:
    return plan.Guardrail(
        bound.metric,
        plan.Comparison(pb.Comparison.Name(bound.comparison)),
        bound.threshold,
        bound.min_units,
        plan.Severity(pb.Severity.Name(bound.severity)),
    )


def _decision_rule(experiment: pb.Experiment) -> plan.DecisionRule:
    rule = experiment.decision_rule
    return plan.DecisionRule(rule.scale_if, rule.pivot_if)


WRITABLE: dict[str, Callable[[pb.Experiment], Any]] = {
    "title": lambda experiment: experiment.title,
    "hypothesis": _hypothesis,
    "win_probability": lambda experiment: experiment.win_probability,
    "arms": lambda experiment: tuple(map(_arm, experiment.arms)),
    "exposure_percent": lambda experiment: experiment.exposure_percent,
    "primary_metric": _primary_metric,
    "guardrails": lambda experiment: tuple(map(_guardrail, experiment.guardrails)),
    "loss_cap_usd": lambda experiment: experiment.loss_cap_usd,
    "kill_switch": lambda experiment: experiment.kill_switch,
    "decision_rule": _decision_rule,
    "min_units_per_arm": lambda experiment: experiment.min_units_per_arm,
}
"""The fields that an owner may write, and how to read them."""
