"""The design of an experiment, between the words of the domain and the contract."""

from collections.abc import Callable
from datetime import UTC

from google.protobuf.field_mask_pb2 import FieldMask

from chassis.checks import Aggregation, Comparison, GuardrailAction
from chassis.rpc.updates import merged
from chassis.values import as_fields
from chassis.wire import given, member, to_money
from day1.checks.v1 import checks_pb2
from day1.experiments.v1 import experiments_pb2 as pb

from ..domain import design as plan
from ..domain.library import Metric

WRITABLE = (
    "title",
    "supporting",
    "hypothesis",
    "win_probability",
    "unit_kind",
    "salt",
    "arms",
    "exposure_share",
    "exposure_share_steps",
    "exposure_cap_units",
    "primary_metric",
    "secondary_metrics",
    "guardrails",
    "loss_cap",
    "kill_switch",
    "decision_rule",
    "power",
    "min_units_per_arm",
    "min_runtime",
    "max_runtime",
    "patience_until_time",
    "required_inputs",
    "treatment_reads",
    "tags",
    "tested_doors",
)
"""The fields that an owner may write; those of the domain's design."""


def to_change(
    changes: pb.Experiment, mask: FieldMask
) -> Callable[[plan.Design], plan.Design]:
    """Return the change that an update asks for; it raises `InvalidInput`."""

    def change(design: plan.Design) -> plan.Design:
        message, _ = merged(from_design(design), changes, mask, WRITABLE)
        return to_design(message)

    return change


def to_design(message: pb.Experiment) -> plan.Design:
    """Return what the owner wrote; output-only fields are ignored."""
    text = message.hypothesis
    return plan.Design(
        title=message.title,
        supporting=message.supporting,
        hypothesis=plan.Hypothesis(
            text.change, text.customer, text.expected, text.because
        ),
        win_probability=given(message, "win_probability", float),
        unit_kind=message.unit_kind,
        salt=message.salt,
        arms=tuple(plan.Arm(a.id, a.weight, a.control) for a in message.arms),
        exposure_share=given(message, "exposure_share", float),
        exposure_share_steps=tuple(message.exposure_share_steps),
        exposure_cap_units=given(message, "exposure_cap_units", int),
        primary_metric=_metric(message.primary_metric),
        secondary_metrics=tuple(map(_metric, message.secondary_metrics)),
        guardrails=tuple(map(_guardrail, message.guardrails)),
        loss_cap=given(message, "loss_cap", to_money),
        kill_switch=message.kill_switch,
        decision_rule=_decision_rule(message.decision_rule),
        power=message.power if message.HasField("power") else plan.POWER,
        min_units_per_arm=given(message, "min_units_per_arm", int),
        min_runtime=given(message, "min_runtime", lambda span: span.ToTimedelta()),
        max_runtime=given(message, "max_runtime", lambda span: span.ToTimedelta()),
        patience_until_time=given(
            message, "patience_until_time", lambda time: time.ToDatetime(UTC)
        ),
        required_inputs=tuple(
            plan.RequiredInput(each.name, each.fallback)
            for each in message.required_inputs
        ),
        treatment_reads=tuple(message.treatment_reads),
        tags=tuple(message.tags),
        tested_doors=tuple(message.tested_doors),
    )


def from_design(design: plan.Design) -> pb.Experiment:
    """Return an experiment that has the design and nothing else.

    Messages that nobody has written anything in are absent.
    """
    fields = as_fields(design)
    for name, empty in (
        ("hypothesis", plan.Hypothesis()),
        ("primary_metric", plan.Metric()),
        ("decision_rule", plan.DecisionRule()),
    ):
        if getattr(design, name) == empty:
            del fields[name]
    return pb.Experiment(**fields)


def to_library_metric(metric: Metric) -> pb.LibraryMetric:
    """Return a metric of the library."""
    said = metric.metric
    return pb.LibraryMetric(
        name=metric.name,
        title=metric.title,
        description=metric.description,
        kind=said.kind,
        direction=said.direction,
        aggregation=said.aggregation,
        horizon_days=said.horizon_days,
        window=said.window,
        survey=pb.Survey(**as_fields(said.survey)) if said.survey else None,
        owner=metric.owner,
        team=metric.team,
        create_time=metric.created_at,
    )


def to_meaning(key: str, message: pb.LibraryMetric) -> plan.Metric:
    """Return what a metric of the library says of its key."""
    return plan.Metric(
        key,
        kind=plan.MetricKind(pb.MetricKind.Name(message.kind)),
        direction=plan.Direction(pb.Direction.Name(message.direction)),
        aggregation=_aggregation(message.aggregation),
        horizon_days=message.horizon_days,
        window=message.window,
        survey=given(message, "survey", to_survey),
    )


def to_survey(survey: pb.Survey) -> plan.Survey:
    """Return how a survey is done."""
    answers = given(survey, "answers", int)
    return plan.Survey(survey.question, survey.population, answers, survey.instrument)


def _metric(metric: pb.Metric) -> plan.Metric:
    return plan.Metric(
        metric.key,
        kind=plan.MetricKind(pb.MetricKind.Name(metric.kind)),
        direction=plan.Direction(pb.Direction.Name(metric.direction)),
        aggregation=_aggregation(metric.aggregation),
        baseline=given(metric, "baseline", float),
        target_effect=given(metric, "target_effect", float),
        standard_deviation=given(metric, "standard_deviation", float),
        horizon_days=metric.horizon_days,
        window=metric.window,
        survey=given(metric, "survey", to_survey),
    )


def _guardrail(bound: pb.Guardrail) -> plan.Guardrail:
    """Return the bound; where it came from is not for its author to say."""
    alerts = bound.action == checks_pb2.GUARDRAIL_ACTION_ALERT
    return plan.Guardrail(
        bound.metric,
        Comparison(checks_pb2.Comparison.Name(bound.comparison)),
        bound.threshold,
        bound.min_units,
        plan.Severity(pb.BreachSeverity.Name(bound.severity)),
        GuardrailAction.ALERT if alerts else GuardrailAction.PAUSE,
        aggregation=_aggregation(bound.aggregation),
    )


def _aggregation(value: "checks_pb2.MetricAggregation") -> Aggregation:
    return Aggregation(checks_pb2.MetricAggregation.Name(value))


def _decision_rule(rule: pb.DecisionRule) -> plan.DecisionRule:
    return plan.DecisionRule(
        rule.scale_if,
        rule.pivot_if,
        given(rule, "scale", _condition),
        given(rule, "pivot", _condition),
    )


def _condition(condition: pb.Condition) -> plan.Condition | None:
    """Return the condition, or None if its figure was cleared."""
    figure = member(plan.Figure, pb.EffectFigure, condition.figure, None)
    if figure is None:
        return None
    return plan.Condition(
        figure,
        given(condition, "at_least", float),
        condition.guardrails_green,
        condition.new_needs,
    )
