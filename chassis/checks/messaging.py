"""Checks on the wire: what `coes` says of them, and what their consumers answer."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, Protocol, TypeVar

from google.protobuf.message import Message

from chassis.domain import DomainEvent, Violation
from chassis.messaging import EventRouter, PoisonMessage, message_of
from chassis.values import as_fields
from day1.checks.v1 import checks_pb2 as pb

from . import (
    Answer,
    Check,
    CheckActivated,
    CheckEvaluated,
    Checks,
    CheckSeverity,
    Comparison,
    ExternalCheck,
    GuardrailAction,
    GuardrailTool,
    ReviewQuestion,
    Risk,
    Scope,
    Stage,
)

STATE_TOPIC = "mechanisms.state.v1"
"""What every service that asks checks listens to."""

MESSAGES: dict[type[DomainEvent], type[Message]] = {
    CheckActivated: pb.CheckActivated,
    CheckEvaluated: pb.CheckEvaluated,
}
"""The events that travel, as they are."""


class Asking(Protocol):
    """A unit of work of a service that asks checks."""

    @property
    def checks(self) -> Checks:
        """The checks that it has heard of."""


W = TypeVar("W", bound=Asking)


def subscribe(router: EventRouter[W]) -> None:
    """Say that this service wants to hear of checks."""
    router.on(pb.CheckChanged, on_check_changed)


def on_check_changed(work: Asking, event: pb.CheckChanged) -> None:
    """Take note of it. A stage that nobody knew when this was written is not ours."""
    if event.check.scope.stage in pb.Stage.values():
        work.checks.learn(
            to_check(event.check), active=event.active, heard=event.aggregate_version
        )


def to_message(event: DomainEvent) -> Message:
    """Return a `CheckActivated` or `CheckEvaluated` in the words of the contract."""
    return message_of(event, MESSAGES[type(event)])


def to_findings(violations: Iterable[Violation]) -> list[pb.Finding]:
    """Return what is worth knowing, in the words of the contract."""
    return [pb.Finding(**as_fields(violation)) for violation in violations]


def to_check(message: pb.Check) -> Check:
    """Return the check that a message describes. Raises `PoisonMessage`."""
    if (tool := message.WhichOneof("tool")) is None:
        raise PoisonMessage(f"{message.mechanism} has no tool that is known here.")
    try:
        return Check(
            mechanism=message.mechanism,
            version=message.version,
            title=message.title,
            origin_coes=tuple(message.origin_coes),
            origin_titles=tuple(message.origin_titles),
            owner_team=message.owner_team,
            scope=_scope(message.scope),
            severity=CheckSeverity(pb.CheckSeverity.Name(message.severity)),
            message=message.message,
            fix_hint=message.fix_hint,
            sunset_at=message.sunset_time.ToDatetime(UTC)
            if message.HasField("sunset_time")
            else None,
            **{tool: TOOLS[tool](getattr(message, tool))},
        )
    except ValueError as unknown:
        raise PoisonMessage(f"{message.mechanism}: {unknown}") from unknown


def from_check(check: Check) -> pb.Check:
    """Return the message that describes a check."""
    fields = as_fields(check)
    tools = {name: fields.pop(name) for name in TOOLS}
    message = pb.Check(sunset_time=fields.pop("sunset_at"), **fields)
    if check.predicate:
        message.predicate.expression = check.predicate
    else:
        tool = next(name for name, value in tools.items() if value)
        message.MergeFrom(pb.Check(**{tool: tools[tool]}))
    return message


def _scope(message: pb.Scope) -> Scope:
    return Scope(
        Stage(pb.Stage.Name(message.stage)),
        message.door_kind,
        tuple(message.tags),
        tuple(message.teams),
    )


def _question(message: pb.ReviewQuestion) -> ReviewQuestion:
    return ReviewQuestion(
        message.prompt,
        message.guidance,
        message.evidence,
        tuple(
            Answer(a.id, a.text, Risk(pb.Risk.Name(a.risk))) for a in message.answers
        ),
    )


def _guardrail(message: pb.GuardrailTool) -> GuardrailTool:
    return GuardrailTool(
        message.metric,
        Comparison(pb.Comparison.Name(message.comparison)),
        message.threshold,
        message.min_units,
        GuardrailAction(pb.GuardrailAction.Name(message.action)),
    )


def _external(message: pb.ExternalCheck) -> ExternalCheck:
    return ExternalCheck(
        message.check, message.subject, message.freshness.ToTimedelta()
    )


TOOLS: dict[str, Any] = {
    "predicate": lambda message: message.expression,
    "question": _question,
    "guardrail": _guardrail,
    "external": _external,
}
"""How each tool is read; named as the fields of the check are, here and there."""
