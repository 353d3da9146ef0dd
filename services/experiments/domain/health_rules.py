"""The rules on whether what is counted can be trusted, and is well, by reason."""

from collections.abc import Collection, Sequence

from chassis.domain import Violation
from chassis.figures import percentages, told_apart
from chassis.labels import Label

from .health import GuardrailReading, Health, OutcomeRatio
from .policy import Policy


def mismatches(experiment: Label, health: Health, policy: Policy) -> list[Violation]:
    """Nothing can be read while units or their outcomes are split otherwise."""
    found = (
        sample_ratio_mismatch(experiment, health, policy),
        outcome_ratio_mismatch(experiment, health.outcome_ratio, policy),
    )
    return [violation for violation in found if violation]


def sample_ratio_mismatch(
    experiment: Label, health: Health, policy: Policy
) -> Violation | None:
    """Units were split between the arms as planned."""
    p, deviation = health.ratio.p, health.ratio.deviation
    if p is None or deviation is None or p >= policy.sample_ratio_p:
        return None
    if deviation < policy.sample_ratio_deviation:
        return None
    shown, _ = percentages(deviation, policy.sample_ratio_deviation)
    text = (
        f"An arm of {experiment} has a share of the units that is {shown} away from "
        f"its plan; chance alone does that with p = {p:.1g}."
    )
    hint = "Nothing can be read from it: abort it, find the leak, and try again."
    return Violation("SAMPLE_RATIO_MISMATCH", experiment.name, f"{text} {hint}")


def outcome_ratio_mismatch(
    experiment: Label, ratio: OutcomeRatio | None, policy: Policy
) -> Violation | None:
    """Outcomes are recorded of the same share of each arm's units."""
    if ratio is None or ratio.p >= policy.sample_ratio_p:
        return None
    (least, low), *_, (most, high) = sorted(ratio.shares.items(), key=_by_share)
    shares = percentages(low, high)
    text = (
        f"{experiment} has an outcome of the primary metric for {shares[0]} of the "
        f"units of {least} and for {shares[1]} of those of {most}; chance alone does "
        f"that with p = {ratio.p:.1g}."
    )
    hint = "Record the missing outcomes; if there are none, abort it and find the leak."
    return Violation("OUTCOME_RATIO_MISMATCH", experiment.name, f"{text} {hint}")


def health_not_green(
    experiment: Label, health: Health, alerted: Collection[str]
) -> Violation | None:
    """No guardrail is broken or has alerted since the last start or resume."""
    if not (broken := sorted({*health.broken, *alerted})):
        return None
    text = f"{experiment} has guardrails outside their bounds: {', '.join(broken)}."
    hint = "Find out why before anyone else is let in."
    return Violation("HEALTH_NOT_GREEN", experiment.name, f"{text} {hint}")


def health_unknown(
    experiment: Label, readings: Sequence[GuardrailReading]
) -> Violation | None:
    """Each guardrail has enough outcomes since the last step of the exposure."""
    silent = [
        f"{one.guardrail.metric} has {one.measured.fresh} of {one.guardrail.min_units}"
        for one in readings
        if not one.is_known
    ]
    if not silent:
        return None
    text = f"{experiment} has too few outcomes of treated units: {', '.join(silent)}."
    hint = "Record what came of them since the last step, then let more in."
    return Violation("HEALTH_UNKNOWN", experiment.name, f"{text} {hint}")


def not_safe(
    experiment: Label, health: Health, alerted: Collection[str]
) -> list[Violation]:
    """What keeps the rule from saying scale, whatever the primary metric says."""
    if red := health_not_green(experiment, health, alerted):
        return [red]
    return [
        _not_safe(experiment, reading)
        for reading in health.readings
        if not reading.is_safe
    ]


def faults(health: Health, alerted: Collection[str]) -> list[str]:
    """Return what keeps the rule from saying scale, guardrail by guardrail."""
    readings = health.readings
    broken = {each.guardrail.label for each in readings if each.is_broken}
    unsafe = [
        each
        for each in readings
        if not each.is_safe and each.guardrail.label not in {*broken, *alerted}
    ]
    told = (f"{guardrail} broke" for guardrail in sorted({*broken, *alerted}))
    return [*told, *map(_fault, unsafe)]


def _fault(reading: GuardrailReading) -> str:
    guardrail, treated = reading.guardrail, reading.measured.treated
    metric, needed = guardrail.metric, guardrail.min_units
    if treated.recorded.units < needed:
        return f"{metric} has {treated.recorded.units} of {needed} outcomes"
    mean, bound = told_apart(treated.mean or 0.0, guardrail.threshold)
    return f"{metric} is {mean}, not {guardrail.side} {bound}"


def _not_safe(experiment: Label, reading: GuardrailReading) -> Violation:
    guardrail, measured = reading.guardrail, reading.measured.treated.recorded.units
    hint = "Until then the rule does not say scale."
    if measured < guardrail.min_units:
        text = f"{experiment} has {measured} of {guardrail.min_units} outcomes"
        hint = f"of {guardrail.metric}. {hint}"
        return Violation("HEALTH_UNKNOWN", experiment.name, f"{text} {hint}")
    mean, bound = told_apart(reading.measured.treated.mean or 0.0, guardrail.threshold)
    text = (
        f"{guardrail.metric} of {experiment} is {mean}, not {guardrail.side} {bound}."
    )
    return Violation("HEALTH_NOT_GREEN", experiment.name, f"{text} {hint}")


def _by_share(arm: tuple[str, float]) -> float:
    return arm[1]
