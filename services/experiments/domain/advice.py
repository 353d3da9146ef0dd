"""What is worth knowing at a start, and stops nothing, each by its reason."""

from chassis.domain import Violation

from .circumstances import Circumstances
from .design import Design, percent


def ramp_missing(name: str, design: Design) -> Violation | None:
    """The exposure grows in steps."""
    if design.exposure_share_steps:
        return None
    share = percent(design.exposure_share or 0.0)
    text = f"{name} lets in {share} of all units at once."
    hint = "Steps such as 1-5-25-50 would let few find out first."
    return Violation("RAMP_MISSING", name, f"{text} {hint}")


def rule_in_words(name: str, design: Design) -> Violation | None:
    """The decision rule has conditions that the server computes."""
    if design.decision_rule.is_computed:
        return None
    text = f"The decision rule of {name} is in words, which its leader will read."
    hint = "Conditions to scale and to pivot would be read the same by everyone."
    return Violation("RULE_IN_WORDS", name, f"{text} {hint}")


def runtime_unlimited(name: str, design: Design) -> Violation | None:
    """The experiment has a longest runtime."""
    if design.max_runtime:
        return None
    text = f"{name} has no longest runtime."
    return Violation("RUNTIME_UNLIMITED", name, f"{text} With one it ends by itself.")


def guardrails_injected(
    name: str, design: Design, circumstances: Circumstances
) -> Violation | None:
    """Guardrails of mechanisms bound metrics that the design counts."""
    added = [
        f"{guardrail.metric} {guardrail.bound} ({guardrail.from_mechanism})"
        for guardrail in circumstances.guardrails
        if guardrail.metric not in design.metrics
    ]
    if not added:
        return None
    text = f"Mechanisms bound what {name} did not plan to count: {', '.join(added)}."
    hint = "Record these outcomes, or the guardrails cannot protect anyone."
    return Violation("GUARDRAIL_INJECTED", name, f"{text} {hint}")
