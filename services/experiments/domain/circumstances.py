"""What is known of the world when an experiment starts, beside its design."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chassis.checks import Check, CheckSeverity, Evaluation
from chassis.labels import Label
from chassis.money import Money

from .design import Guardrail, Metric, Severity
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
        library: What the library says of metrics, by key.
        evaluations: What came of asking the checks in scope.
        open_coes: The COEs that hold back what is tried on the idea.
        awaits_coe: Whether another of them is about to open.
        loss_caps: What other experiments that are open on the idea may lose.
        required_units: How many units each arm needs before there is a verdict; None
            if that cannot be said.
    """

    idea: KnownIdea
    rival: str = ""
    guardrails: tuple[Guardrail, ...] = ()
    library: Mapping[str, Metric] = field(default_factory=dict)
    evaluations: Sequence[Evaluation] = ()
    open_coes: Sequence[Label] = ()
    awaits_coe: bool = False
    loss_caps: Sequence[Money] = ()
    required_units: int | None = None


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
            check.guardrail.aggregation,
        )
        for check in checks
        if check.guardrail
    )
