"""What is worth knowing at a start, and stops nothing, each by its reason."""

from chassis.domain import Violation
from chassis.labels import Label

from .circumstances import Circumstances
from .design import Design


def runtime_unlimited(experiment: Label, design: Design) -> Violation | None:
    """The experiment has a longest runtime."""
    if design.max_runtime:
        return None
    text = f"{experiment} has no longest runtime. With one it ends by itself."
    return Violation("RUNTIME_UNLIMITED", experiment.name, text)


def guardrails_injected(
    experiment: Label, design: Design, circumstances: Circumstances
) -> Violation | None:
    """Guardrails of mechanisms bound metrics that the design counts."""
    added = [
        f"{guardrail.metric} {guardrail.bound} ({guardrail.from_mechanism})"
        for guardrail in circumstances.guardrails
        if guardrail.metric not in design.metrics
    ]
    if not added:
        return None
    text = (
        f"Mechanisms bound what {experiment} did not plan to count: {', '.join(added)}."
    )
    hint = "Record these outcomes, or the guardrails cannot protect anyone."
    return Violation("GUARDRAIL_INJECTED", experiment.name, f"{text} {hint}")
