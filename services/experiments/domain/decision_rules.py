"""The rules of the decision, each by its reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chassis.domain import Violation

from .decision import Call, Second
from .design import Design, MetricKind
from .events import CitedMetric
from .results import Results
from .verdicts import Verdict

DECISIVE_KINDS = {MetricKind.OUTCOME, MetricKind.BEHAVIOR}
"""What a customer got or did; a decision has to rest on one of them."""


def still_needed(design: Design, results: Results, runtime: timedelta) -> list[str]:
    """Return what is missing before anything can be read, for people."""
    need = design.min_units_per_arm or 0
    counts = {arm.id: results.exposed(arm.id) for arm in design.arms}
    missing = [
        f"{arm} has {units} of {need} exposed units"
        for arm, units in counts.items()
        if units < need
    ]
    if design.min_runtime and runtime < design.min_runtime:
        missing.append(f"it ran for {runtime} of {design.min_runtime}")
    return missing


def too_early(name: str, missing: Sequence[str]) -> Violation | None:
    """It collected for as long, and from as many units, as the design asks for."""
    if not missing:
        return None
    text = f"{name} is no basis for a verdict yet: {'; '.join(missing)}."
    hint = "Collect what is missing, or abort it."
    return Violation("TOO_EARLY", name, f"{text} {hint}")


def cited_metrics(
    design: Design, kinds: Mapping[str, MetricKind], cited: Sequence[str]
) -> tuple[CitedMetric, ...]:
    """Return what a decision rests on; the library says what the design does not."""
    described = {metric.key: metric.kind for metric in design.described}
    known = {**kinds, **described}
    keys = cited or (design.primary_metric.key,)
    return tuple(
        CitedMetric(key, known.get(key, MetricKind.UNSPECIFIED)) for key in keys
    )


def decision_rests_on_proxy(
    name: str, cited: Sequence[CitedMetric]
) -> Violation | None:
    """At least one cited metric says what customers got or did."""
    if any(metric.kind in DECISIVE_KINDS for metric in cited):
        return None
    listed = ", ".join(metric.metric for metric in cited)
    text = f"Nothing cited for {name} says what customers got or did: {listed}."
    hint = "Cite an outcome or a behavior; more answers do not make a proxy one."
    return Violation("DECISION_RESTS_ON_PROXY", name, f"{text} {hint}")


def decision_opposes_rule(
    name: str, call: Call, rule_verdict: Verdict, second: Second | None
) -> Violation | None:
    """A verdict against the rule has a reason and a second."""
    if rule_verdict in {Verdict.UNSPECIFIED, call.verdict}:
        return None
    is_backed = second is not None and second.verdict is call.verdict
    missing = [
        *(["a reason"] * (not call.reason.strip())),
        *(["a second for this verdict"] * (not is_backed)),
    ]
    if not missing:
        return None
    text = (
        f"The rule of {name} says {rule_verdict.word}, you say {call.verdict.word}, "
        f"and there is no: {', '.join(missing)}."
    )
    hint = (
        f"Follow the rule; or say why not, and ask somebody who neither owns nor leads "
        f"it to second {call.verdict.word}."
    )
    return Violation("DECISION_OPPOSES_RULE", name, f"{text} {hint}")


def kill_before_patience(
    name: str, until: datetime | None, call: Call, at: datetime, *, has_broken: bool
) -> Violation | None:
    """It is not killed before its patience ends, unless a guardrail broke."""
    if call.verdict is not Verdict.KILL or until is None or at >= until or has_broken:
        return None
    text = f"{name} is not to be killed before {until:%Y-%m-%d %H:%M} UTC."
    hint = "No guardrail broke. Wait; you promised to be misunderstood until then."
    return Violation("KILL_BEFORE_PATIENCE", name, f"{text} {hint}")


def learning_required(name: str, learning: str) -> Violation | None:
    """The leader says what was learnt."""
    if learning.strip():
        return None
    text = f"Nobody has said what {name} taught."
    hint = "Write what is known now, whichever way it goes."
    return Violation("LEARNING_REQUIRED", name, f"{text} {hint}")
