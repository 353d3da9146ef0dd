"""Health and the proxy explainer, in the words of the contract."""

from chassis.checks.messaging import to_findings
from chassis.values import as_fields
from chassis.wire import from_money
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..application.reading import Condition
from ..domain.health import GuardrailReading
from ..domain.proxies import Change, Interpretation, SurveyPoint
from .design import to_survey


def to_health(condition: Condition) -> pb.Health:
    """Return whether what is counted can be trusted."""
    health, experiment = condition.health, condition.experiment
    cap, lost = experiment.design.loss_cap, experiment.lost(health.results)
    return pb.Health(
        state=_state(condition),
        sample_ratio_p=health.ratio.p,
        sample_ratio_deviation=health.ratio.deviation,
        guardrails=map(_guardrail_message, health.readings),
        units=health.results.units,
        exposure_cap_units=experiment.design.exposure_cap_units,
        loss_spent=None if lost is None else from_money(lost),
        loss_cap=None if cap is None else from_money(cap),
        open_coes=[coe.name for coe in condition.open_coes],
        runtime=condition.runtime,
        findings=to_findings(condition.findings),
        outcome_ratio_p=health.outcome_ratio.p if health.outcome_ratio else None,
    )


def to_change_of_metric(request: rpc.InterpretMetricRequest) -> Change:
    """Return what is said to have changed between two surveys."""
    return Change(
        request.metric,
        _point(request.before),
        _point(request.after),
        same_people=request.same_people,
        controlled=request.controlled,
    )


def to_interpretation(found: Interpretation) -> rpc.InterpretMetricResponse:
    """Return what the change can mean."""
    interval = found.difference.interval
    return rpc.InterpretMetricResponse(
        change=found.change,
        interval=pb.Interval(**as_fields(interval)) if interval else None,
        p_value=found.difference.p if interval else None,
        answers_needed=found.answers_needed,
        findings=to_findings(found.findings),
        reading=found.reading,
    )


def _state(condition: Condition) -> "pb.HealthState":
    if condition.findings:
        return pb.HEALTH_STATE_RED
    is_known = condition.health.is_known
    return pb.HEALTH_STATE_GREEN if is_known else pb.HEALTH_STATE_UNKNOWN


def _point(point: pb.SurveyPoint) -> SurveyPoint:
    return SurveyPoint(point.share, to_survey(point.survey))


def _guardrail_message(reading: GuardrailReading) -> pb.GuardrailHealth:
    return pb.GuardrailHealth(
        guardrail=pb.Guardrail(**as_fields(reading.guardrail)),
        mean=reading.measured.treated.mean,
        units=reading.units,
        broken=reading.is_broken,
        recorded=reading.measured.fresh,
        mean_bound=reading.mean_bound,
        difference_bound=reading.difference_bound,
    )
