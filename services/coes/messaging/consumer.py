"""What coes wants to hear from experiments."""

from datetime import UTC

from chassis.messaging import EventRouter, PoisonMessage
from day1.experiments.v1 import experiments_events_pb2 as experiments
from day1.experiments.v1 import experiments_service_pb2 as experiments_api

from ..application import reactions
from ..application.ports import Work
from ..domain.breach import Breach

TOPICS = ("experiments.events.v1",)


def subscribe(router: EventRouter[Work]) -> None:
    """Say which events this service wants."""
    router.on(experiments.ExperimentGuardrailBreached, on_guardrail_breached)


def on_guardrail_breached(
    work: Work, event: experiments.ExperimentGuardrailBreached
) -> None:
    """Open a COE where a promise was broken."""
    match event.guardrail.severity:
        case experiments_api.SEVERITY_HIGH:
            reactions.guardrail_broke(work, to_breach(event))
        case experiments_api.SEVERITY_MEDIUM | experiments_api.SEVERITY_LOW:
            return
        case unknown:
            raise PoisonMessage(f"{event.incident_key} has no severity {unknown}.")


def to_breach(event: experiments.ExperimentGuardrailBreached) -> Breach:
    """Return what the event says, in the words of the domain."""
    return Breach(
        incident_key=event.incident_key,
        experiment=event.experiment,
        idea=event.idea,
        owner=event.owner,
        team=event.team,
        title=event.title,
        metric=event.guardrail.metric,
        value=event.value,
        threshold=event.guardrail.threshold,
        units=event.units,
        units_exposed=event.units_exposed,
        start_time=event.start_time.ToDatetime(tzinfo=UTC),
    )
