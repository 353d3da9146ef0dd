"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask

from chassis.checks.messaging import to_findings
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.checks.v1 import checks_pb2
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..application.reading import Reading
from ..domain import design as plan
from ..domain.decision import Call
from ..domain.events import Variant
from ..domain.experiment import Experiment
from ..domain.library import Metric
from ..domain.look import Look
from ..domain.policy import Policy
from ..domain.results import Effect
from ..domain.verdicts import Verdict


def to_message(experiment: Experiment) -> pb.Experiment:
    """Return the experiment as others see it."""
    message = _design_message(experiment.design)
    approval, decision = experiment.approval, experiment.decision
    second, clean_up = experiment.second, experiment.clean_up
    message.MergeFrom(
        pb.Experiment(
            name=experiment.name,
            idea=experiment.idea,
            idea_revision=approval.revision if approval else "",
            owner=experiment.owner,
            team=experiment.team,
            leader=experiment.leader,
            approval=_approval_message(experiment),
            kill_switch_verify_time=experiment.kill_switch_verified_at,
            state=to_state(experiment.state),
            possible_methods=experiment.possible,
            current_exposure_percent=experiment.exposure_percent,
            injected_guardrails=[
                pb.Guardrail(**as_fields(bound)) for bound in experiment.injected
            ],
            checks=[
                checks_pb2.CheckEvaluated(**as_fields(asked))
                for asked in experiment.checks
            ],
            warnings=to_findings(experiment.warnings),
            start_time=experiment.start_time,
            stop_time=experiment.stopped_at,
            pause_cause=experiment.pause_cause,
            end_cause=experiment.end_cause,
            second=pb.Second(**as_fields(second)) if second else None,
            decision=pb.Decision(**as_fields(decision)) if decision else None,
            clean_up=pb.CleanUp(**as_fields(clean_up)) if clean_up else None,
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
    )
    return message


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"EXPERIMENT_STATE_{state}"


def to_results(reading: Reading, policy: Policy) -> rpc.GetResultsResponse:
    """Return the counts of each arm, in the order of the design, and what they say."""
    is_readable = not reading.still_needed
    return rpc.GetResultsResponse(
        arms=[
            pb.ArmResult(
                arm=arm.id,
                control=arm.control,
                units=reading.results.exposed(arm.id),
                metrics=_metric_results(reading, arm.id) if is_readable else [],
            )
            for arm in reading.experiment.design.arms
        ],
        collecting=not is_readable,
        still_needed=reading.still_needed,
        effects=to_effects(reading.effects),
        rule_verdict=reading.rule_verdict.value,
        findings=to_findings(reading.findings),
        confidence=1 - policy.error_rate,
    )


def to_effects(effects: Sequence[Effect]) -> list[pb.Effect]:
    """Return how far treatments are from control."""
    return [pb.Effect(**as_fields(effect)) for effect in effects]


def to_snapshot(look: Look) -> pb.Snapshot:
    """Return a look at the results."""
    return pb.Snapshot(
        time=look.created_at,
        units=look.units,
        effects=to_effects(look.effects),
        sample_ratio_p=look.sample_ratio_p,
    )


def to_library_metric(metric: Metric) -> pb.LibraryMetric:
    """Return a metric of the library."""
    return pb.LibraryMetric(
        name=metric.name,
        title=metric.title,
        description=metric.description,
        metric=_metric_message(metric.metric),
        owner=metric.owner,
        team=metric.team,
        create_time=metric.created_at,
    )


def to_verdict(value: "pb.Verdict") -> Verdict:
    """Return the verdict; the contract allows no other value."""
    return Verdict(pb.Verdict.Name(value))


def to_variant(value: "pb.Variant") -> Variant:
    """Return what became of a treatment; the contract allows no other value."""
    return Variant(pb.Variant.Name(value))


def to_call(request: rpc.DecideExperimentRequest) -> Call:
    """Return what the leader says."""
    return Call(
        to_verdict(request.verdict),
        request.learning,
        request.reason,
        tuple(request.metrics_cited),
        tuple(request.new_needs),
    )


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


def to_metric(metric: pb.Metric) -> plan.Metric:
    """Return what is counted, and what it stands for."""
    return plan.Metric(
        metric.key,
        plan.MetricKind(pb.MetricKind.Name(metric.kind)),
        plan.Direction(pb.Direction.Name(metric.direction)),
        metric.baseline,
        metric.target_effect,
        metric.horizon_days,
        metric.window,
        to_survey(metric.survey),
    )


def to_survey(survey: pb.Survey) -> plan.Survey:
    """Return how a survey was done."""
    return plan.Survey(
        survey.question, survey.population, survey.answers, survey.instrument
    )


def _design_message(design: plan.Design) -> pb.Experiment:
    metric = design.primary_metric
    return pb.Experiment(
        title=design.title,
        supporting=design.supporting,
        hypothesis=pb.Hypothesis(**as_fields(design.hypothesis)),
        win_probability=design.win_probability,
        unit_kind=design.unit_kind,
        salt=design.salt,
        arms=[pb.Arm(**as_fields(arm)) for arm in design.arms],
        exposure_percent=design.exposure_percent,
        exposure_steps=design.exposure_steps,
        exposure_cap_units=design.exposure_cap_units,
        primary_metric=_metric_message(metric) if metric.key else None,
        secondary_metrics=[_metric_message(each) for each in design.secondary_metrics],
        guardrails=[pb.Guardrail(**as_fields(bound)) for bound in design.guardrails],
        loss_cap_usd=design.loss_cap_usd,
        kill_switch=design.kill_switch,
        decision_rule=_rule_message(design.decision_rule),
        min_units_per_arm=design.min_units_per_arm,
        min_runtime=design.min_runtime or None,
        max_runtime=design.max_runtime or None,
        patience_until=design.patience_until,
        required_inputs=[
            pb.RequiredInput(**as_fields(each)) for each in design.required_inputs
        ],
        treatment_reads=design.treatment_reads,
        tags=design.tags,
        tested_doors=design.tested_doors,
    )


def _approval_message(experiment: Experiment) -> pb.Approval | None:
    if (approval := experiment.approval) is None:
        return None
    return pb.Approval(
        revision=approval.revision,
        review=approval.review,
        doors=[pb.ApprovedDoor(**as_fields(door)) for door in approval.doors],
        loss_cap_usd=approval.loss_cap_usd,
    )


def _metric_message(metric: plan.Metric) -> pb.Metric:
    fields = as_fields(metric)
    survey = fields.pop("survey")
    return pb.Metric(**fields, survey=survey if any(survey.values()) else None)


def _rule_message(rule: plan.DecisionRule) -> pb.DecisionRule:
    fields = as_fields(rule)
    for name in ("scale", "pivot"):
        if not getattr(rule, name).is_set:
            del fields[name]
    return pb.DecisionRule(**fields)


def _metric_results(reading: Reading, arm: str) -> list[pb.MetricResult]:
    return [
        pb.MetricResult(
            metric=tally.metric,
            units=tally.units,
            mean=tally.mean,
            variance=tally.moments.variance,
        )
        for tally in reading.results.outcomes(arm)
    ]


def _hypothesis(experiment: pb.Experiment) -> plan.Hypothesis:
    text = experiment.hypothesis
    return plan.Hypothesis(text.change, text.customer, text.expected, text.because)


def _arm(arm: pb.Arm) -> plan.Arm:
    return plan.Arm(arm.id, arm.weight, arm.control)


def _guardrail(bound: pb.Guardrail) -> plan.Guardrail:
    """Return the bound; where it came from is not for its author to say."""
    alerts = bound.action == pb.GUARDRAIL_ACTION_ALERT
    return plan.Guardrail(
        bound.metric,
        plan.Comparison(pb.Comparison.Name(bound.comparison)),
        bound.threshold,
        bound.min_units,
        plan.Severity(pb.Severity.Name(bound.severity)),
        plan.GuardrailAction.ALERT if alerts else plan.GuardrailAction.PAUSE,
    )


def _decision_rule(experiment: pb.Experiment) -> plan.DecisionRule:
    rule = experiment.decision_rule
    return plan.DecisionRule(
        rule.scale_if, rule.pivot_if, _condition(rule.scale), _condition(rule.pivot)
    )


def _condition(condition: pb.Condition) -> plan.Condition:
    return plan.Condition(
        plan.Figure(pb.Figure.Name(condition.figure)),
        condition.at_least,
        condition.guardrails_green,
        condition.new_needs,
    )


def _required_input(needed: pb.RequiredInput) -> plan.RequiredInput:
    return plan.RequiredInput(needed.name, needed.fallback)


def _patience_until(experiment: pb.Experiment) -> Any:
    if not experiment.HasField("patience_until"):
        return None
    return experiment.patience_until.ToDatetime(UTC)


WRITABLE: dict[str, Callable[[pb.Experiment], Any]] = {
    "title": lambda experiment: experiment.title,
    "supporting": lambda experiment: experiment.supporting,
    "hypothesis": _hypothesis,
    "win_probability": lambda experiment: experiment.win_probability,
    "unit_kind": lambda experiment: experiment.unit_kind,
    "salt": lambda experiment: experiment.salt,
    "arms": lambda experiment: tuple(map(_arm, experiment.arms)),
    "exposure_percent": lambda experiment: experiment.exposure_percent,
    "exposure_steps": lambda experiment: tuple(experiment.exposure_steps),
    "exposure_cap_units": lambda experiment: experiment.exposure_cap_units,
    "primary_metric": lambda experiment: to_metric(experiment.primary_metric),
    "secondary_metrics": lambda experiment: tuple(
        map(to_metric, experiment.secondary_metrics)
    ),
    "guardrails": lambda experiment: tuple(map(_guardrail, experiment.guardrails)),
    "loss_cap_usd": lambda experiment: experiment.loss_cap_usd,
    "kill_switch": lambda experiment: experiment.kill_switch,
    "decision_rule": _decision_rule,
    "min_units_per_arm": lambda experiment: experiment.min_units_per_arm,
    "min_runtime": lambda experiment: experiment.min_runtime.ToTimedelta(),
    "max_runtime": lambda experiment: experiment.max_runtime.ToTimedelta(),
    "patience_until": _patience_until,
    "required_inputs": lambda experiment: tuple(
        map(_required_input, experiment.required_inputs)
    ),
    "treatment_reads": lambda experiment: tuple(experiment.treatment_reads),
    "tags": lambda experiment: tuple(experiment.tags),
    "tested_doors": lambda experiment: tuple(experiment.tested_doors),
}
"""The fields that an owner may write, and how to read them."""
