"""Health and the proxy explainer, in the words of the contract."""

from chassis.checks.messaging import to_findings
from chassis.values import as_fields
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..application.reading import Condition
from ..domain.design import LOSS
from ..domain.health import GuardrailReading
from ..domain.proxies import Change, Interpretation, SurveyPoint
from .mapping import to_survey


def to_health(condition: Condition) -> pb.Health:
    """Return whether what is counted can be trusted."""
    health, design = condition.health, condition.experiment.design
    state = _state(condition)
    return pb.Health(
        green=state == pb.HEALTH_STATE_GREEN,
        sample_ratio_p=health.ratio.p,
        sample_ratio_deviation=health.ratio.deviation,
        guardrails=map(_guardrail_message, health.readings),
        units=health.results.units,
        exposure_cap_units=design.exposure_cap_units,
        loss_spent_usd=health.results.total(LOSS),
        loss_cap_usd=design.loss_cap_usd,
        open_coes=condition.open_coes,
        runtime=condition.runtime,
        findings=to_findings(condition.findings),
        state=state,
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
    """Return what it can mean; it never decides alone."""
    difference = found.difference
    is_known = difference.is_known
    return rpc.InterpretMetricResponse(
        change=difference.effect,
        low=difference.low if is_known else 0,
        high=difference.high if is_known else 0,
        p_value=difference.p,
        answers_needed=found.answers_needed,
        findings=to_findings(found.findings),
        reading=found.reading,
        can_decide_alone=False,
        known=is_known,
    )


def _state(condition: Condition) -> pb.HealthState:
    if condition.findings:
        return pb.HEALTH_STATE_NOT_GREEN
    is_known = condition.health.is_known
    return pb.HEALTH_STATE_GREEN if is_known else pb.HEALTH_STATE_UNKNOWN


def _point(point: pb.SurveyPoint) -> SurveyPoint:
    return SurveyPoint(point.share, to_survey(point.survey))


def _guardrail_message(reading: GuardrailReading) -> pb.GuardrailHealth:
    return pb.GuardrailHealth(
        guardrail=pb.Guardrail(**as_fields(reading.guardrail)),
        mean=reading.tally.mean,
        units=reading.tally.units,
        broken=reading.is_broken,
    )
