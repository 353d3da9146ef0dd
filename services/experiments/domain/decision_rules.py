"""The rules of the decision, each by its reason."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from chassis.domain import Violation
from chassis.labels import Label
from chassis.words import answers

from .decision import Call, Second
from .design import WHOLE, DecisionRule, Design, MetricKind
from .events import CitedMetric
from .results import Results
from .texts import out_of
from .verdicts import Verdict

DECISIVE_KINDS = {MetricKind.OUTCOME, MetricKind.BEHAVIOR}
"""What a customer got or did; a decision has to rest on one of them."""


def still_needed(
    design: Design, results: Results, runtime: timedelta, required: int
) -> list[str]:
    """Return what is missing before anything can be read, for people.

    Args:
        design: The frozen design.
        results: What was counted.
        runtime: For how long units were let in.
        required: How many units each arm needs.
    """
    metric = design.primary_metric
    what = "exposed units" if metric.aggregation in WHOLE else "outcomes"
    samples = {
        arm.id: results.sample(metric.key, (arm.id,), metric.aggregation)
        for arm in design.arms
    }
    missing = [
        f"{arm} has {sample.units} of {required} {what}"
        for arm, sample in samples.items()
        if sample.units < required
    ]
    if not any(sample.recorded.units for sample in samples.values()):
        missing.append(f"no outcome of {metric.key} is recorded")
    if design.min_runtime and runtime < design.min_runtime:
        missing.append(f"it ran for {out_of(runtime, design.min_runtime)}")
    return missing


def horizon_open(
    design: Design, results: Results, day: timedelta, at: datetime
) -> list[str]:
    """Return until when outcomes of the last units are not known yet, if so."""
    metric, last = design.primary_metric, results.last_exposed
    if last is None or at >= (until := last + metric.horizon_days * day):
        return []
    return [f"{metric.key} of the last unit is known on {until:%Y-%m-%d %H:%M} UTC"]


def too_early(experiment: Label, missing: Sequence[str]) -> Violation | None:
    """It collected for as long, and from as many units, as a verdict takes."""
    if not missing:
        return None
    text = f"{experiment} is no basis for a verdict yet: {'; '.join(missing)}."
    hint = "Collect what is missing, or abort it."
    return Violation("TOO_EARLY", experiment.name, f"{text} {hint}")


def cited_metrics(
    design: Design, kinds: Mapping[str, MetricKind], cited: Sequence[str]
) -> tuple[CitedMetric, ...]:
    """Return what a decision rests on; the library says what the design does not."""
    described = {metric.key: metric.kind for metric in reversed(design.described)}
    known = {**kinds, **described}
    keys = cited or (design.primary_metric.key,)
    return tuple(
        CitedMetric(key, known.get(key, MetricKind.UNSPECIFIED)) for key in keys
    )


def decision_rests_on_proxy(
    experiment: Label, cited: Sequence[CitedMetric], measured: Collection[str]
) -> Violation | None:
    """At least one cited metric says what customers got or did, and was measured."""
    if any(c.kind in DECISIVE_KINDS and c.metric in measured for c in cited):
        return None
    listed = ", ".join(
        metric.metric + " (no outcome)" * (metric.metric not in measured)
        for metric in cited
    )
    text = f"Nothing cited for {experiment} says what customers got or did: {listed}."
    hint = "Cite a measured outcome or behavior; more answers make no proxy one."
    return Violation("DECISION_RESTS_ON_PROXY", experiment.name, f"{text} {hint}")


def why_not(
    call: Call, rule_verdict: Verdict, rule: DecisionRule, faults: Sequence[str]
) -> list[str]:
    """Return why the rule does not say what a leader would like it to say.

    Args:
        call: What the leader says.
        rule_verdict: What the rule says.
        rule: The frozen rule.
        faults: What is wrong with the guardrails.
    """
    asked = {call.verdict}
    if rule_verdict is Verdict.INCONCLUSIVE:
        asked |= {Verdict.SCALE, Verdict.PIVOT}
    needed = rule.pivot.new_needs if rule.pivot else 0
    reasons = {
        Verdict.SCALE: "; ".join(faults),
        Verdict.PIVOT: f"{call.needs} of {needed} new needs are named"
        if call.needs < needed
        else "",
    }
    return [
        f"Not {verdict.word}: {reason}."
        for verdict, reason in reasons.items()
        if verdict in asked and reason
    ]


def decision_opposes_rule(
    experiment: Label,
    call: Call,
    rule_verdict: Verdict,
    second: Second | None,
    because: Sequence[str] = (),
) -> Violation | None:
    """A verdict against the rule has a reason and a second."""
    if rule_verdict in {Verdict.UNSPECIFIED, call.verdict}:
        return None
    is_backed = second is not None and second.verdict is call.verdict
    missing = [
        *(["a reason"] * (not answers(call.reason))),
        *(["a second for this verdict"] * (not is_backed)),
    ]
    if not missing:
        return None
    text = (
        f"The rule of {experiment} says {rule_verdict.word}, you say "
        f"{call.verdict.word}, and there is no: {', '.join(missing)}."
    )
    text = " ".join([text, *because])
    hint = (
        "Follow the rule; or say why not, and ask somebody who neither owns nor leads "
        f"it to second {call.verdict.word}."
    )
    return Violation("DECISION_OPPOSES_RULE", experiment.name, f"{text} {hint}")


def kill_before_patience(
    experiment: Label,
    until: datetime | None,
    call: Call,
    at: datetime,
    *,
    has_harmed: bool,
) -> Violation | None:
    """It is not killed before its patience ends, unless it harmed customers."""
    if call.verdict is not Verdict.KILL or until is None or at >= until or has_harmed:
        return None
    text = f"{experiment} is not to be killed before {until:%Y-%m-%d %H:%M} UTC."
    hint = (
        "No guardrail broke that pauses and has at least medium severity. Wait; you "
        "promised to be misunderstood until then."
    )
    return Violation("KILL_BEFORE_PATIENCE", experiment.name, f"{text} {hint}")


def learning_required(experiment: Label, learning: str) -> Violation | None:
    """The leader says what was learnt."""
    if answers(learning):
        return None
    text = f"Nobody has said what {experiment} taught."
    hint = "Write what is known now, whichever way it goes."
    return Violation("LEARNING_REQUIRED", experiment.name, f"{text} {hint}")
