"""What is known of the world when an experiment starts, beside its design."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chassis.checks import Check, CheckSeverity, Evaluation

from .design import Guardrail, MetricKind, Severity
from .known import KnownIdea

SEVERITIES = {
    CheckSeverity.BLOCK: Severity.HIGH,
    CheckSeverity.WARN: Severity.MEDIUM,
}
"""How bad it is when a guardrail of a mechanism breaks."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a start depends on.

    Attributes:
        rival: Name of another decisive experiment that is open on the idea, or empty.
        guardrails: Those that mechanisms in scope bring along.
        kinds: What the library says that metrics stand for, by key.
        evaluations: What came of asking the checks in scope.
    """

    idea: KnownIdea
    rival: str = ""
    guardrails: tuple[Guardrail, ...] = ()
    kinds: Mapping[str, MetricKind] = field(default_factory=dict)
    evaluations: Sequence[Evaluation] = ()


def guardrails_of(checks: Sequence[Check]) -> tuple[Guardrail, ...]:
    """Return the guardrails that mechanisms bring along."""
    return tuple(
        Guardrail(
            check.guardrail.metric,
            check.guardrail.comparison,
            check.guardrail.threshold,
            check.guardrail.min_units,
            SEVERITIES[check.severity],
            check.guardrail.action,
            check.mechanism,
        )
        for check in checks
        if check.guardrail
    )
