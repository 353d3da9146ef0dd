"""Checks on the wire: what `coes` publishes of them, and what consumers answer."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, Protocol, TypeVar

from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet

from chassis.domain import DomainEvent, Violation
from chassis.messaging import EventRouter, message_of
from chassis.values import as_fields
from chassis.wire import given, member
from day1.checks.v1 import checks_pb2 as pb

from . import (
    Aggregation,
    Answer,
    Check,
    CheckActivated,
    CheckEvaluated,
    Checks,
    CheckSeverity,
    Comparison,
    DoorKind,
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

FEATURES: frozenset[str] = frozenset()
"""What `Check.requires` may name for this version to ask the check."""

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
    """Take note of it; one that is not understood is answered, and not asked."""
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
    """Return the check that a message describes.

    One that needs what this version does not know is not `understood`: it has no tool.
    A stage that nobody here knows is `Stage.UNKNOWN`.
    """
    return Check(
        mechanism=message.mechanism,
        version=message.version,
        title=message.title,
        origin_coes=tuple(message.origin_coes),
        origin_titles=tuple(message.origin_titles),
        owner_team=message.owner_team,
        message=message.message,
        fix_hint=message.fix_hint,
        sunset_at=given(message, "sunset_time", lambda time: time.ToDatetime(UTC)),
        **(_how_to_ask(message) or _outline(message)),
    )


def _how_to_ask(message: pb.Check) -> dict[str, Any] | None:
    """Return what says how to ask it, or None if that is not understood."""
    tool = message.WhichOneof("tool")
    if not tool or len(UnknownFieldSet(message.scope)):
        return None
    if not FEATURES.issuperset(message.requires):
        return None
    try:
        return {
            "scope": to_scope(message.scope),
            "severity": CheckSeverity(pb.CheckSeverity.Name(message.severity)),
            tool: TOOLS[tool](getattr(message, tool)),
        }
    except ValueError:  # an enum has a value that is not known here
        return None


def _outline(message: pb.Check) -> dict[str, Any]:
    """Return as much of the same as is needed to answer."""
    stage = member(Stage, pb.Stage, message.scope.stage, Stage.UNKNOWN)
    severity = CheckSeverity.WARN
    return {"scope": Scope(stage), "severity": severity, "understood": False}


def from_check(check: Check) -> pb.Check:
    """Return the message that describes a check."""
    fields = as_fields(check)
    del fields["understood"]
    tools = {name: fields.pop(name) for name in TOOLS}
    message = pb.Check(sunset_time=fields.pop("sunset_at"), **fields)
    if check.predicate:
        message.predicate.expression = check.predicate
    else:
        tool = next(name for name, value in tools.items() if value)
        message.MergeFrom(pb.Check(**{tool: tools[tool]}))
    return message


def to_scope(message: pb.Scope) -> Scope:
    """Return the scope that a message describes. Raises `ValueError`."""
    return Scope(
        Stage(pb.Stage.Name(message.stage)),
        DoorKind(pb.DoorKind.Name(message.door_kind)),
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
        Aggregation(pb.MetricAggregation.Name(message.aggregation)),
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
