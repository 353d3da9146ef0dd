"""The rules of the start, each named after its reason."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise

from chassis.domain import Violation
from chassis.money import Money

from .design import Design, Direction, MetricKind, percent
from .known import ENDED_STATES, IdeaState, KnownIdea
from .policy import Policy
from .snapshot import DAY

PROXIES = {MetricKind.SURVEY_PROXY, MetricKind.PROCESS_PROXY}
MIN_ARMS = 2


def idea_not_approved(name: str, design: Design, idea: KnownIdea) -> Violation | None:
    """The idea is approved."""
    if idea.is_approved or (design.supporting and idea.is_standing):
        return None
    text = f"{idea.name} ('{idea.title}') is {idea.state}, as far as we have heard."
    in_review = idea.state is IdeaState.IN_REVIEW and idea.review
    where = f" {idea.review} is still open." if in_review else ""
    return Violation("IDEA_NOT_APPROVED", name, f"{text}{where} {_way_out(idea)}")


def _way_out(idea: KnownIdea) -> str:
    if idea.is_standing:
        return "What was to be tried is decided; only a supporting experiment follows."
    if idea.state in ENDED_STATES:
        return "Nothing more is tried on it. Try another idea."
    return "Start once a review has approved it."


def leader_vacant(name: str, idea: KnownIdea) -> Violation | None:
    """Somebody leads the idea, and can decide the experiment."""
    if not idea.is_standing or idea.approval.leader:
        return None
    text = f"Nobody leads {idea.name}, so nobody could decide {name}."
    hint = "Assign a leader to the idea who leads no other."
    return Violation("LEADER_VACANT", name, f"{text} {hint}")


def door_unknown(name: str, design: Design, idea: KnownIdea) -> Violation | None:
    """The tested doors are doors of the approval."""
    if not (unknown := idea.approval.unknown(design.tested_doors)):
        return None
    text = f"{idea.name} was approved without doors {', '.join(unknown)}."
    doors = ", ".join(door.id for door in idea.approval.doors)
    return Violation("DOOR_UNKNOWN", name, f"{text} Name some out of: {doors}.")


def door_is_one_way(name: str, design: Design, idea: KnownIdea) -> Violation | None:
    """No tested door is a one-way door."""
    approval = idea.approval
    if not (one_way := approval.one_way(design.tested_doors)):
        return None
    text = f"{approval.review} approved {idea.name} {approval.revision} with one-way"
    hint = (
        "Split them, or give them a way back, in a new revision; or test only doors "
        "that have one."
    )
    return Violation(
        "DOOR_IS_ONE_WAY", name, f"{text} doors: {', '.join(one_way)}. {hint}"
    )


def hypothesis_missing(name: str, design: Design) -> Violation | None:
    """The hypothesis has all four parts."""
    sentence = design.hypothesis
    parts = {
        "change": sentence.change,
        "customer": sentence.customer,
        "expected": sentence.expected,
        "because": sentence.because,
    }
    if not (missing := [part for part, text in parts.items() if not text.strip()]):
        return None
    text = f"The hypothesis of {name} has no: {', '.join(missing)}."
    hint = "Complete 'If we {change}, then {customer} will {expected}, because'."
    return Violation("HYPOTHESIS_MISSING", name, f"{text} {hint}")


def not_an_experiment(name: str, design: Design, policy: Policy) -> Violation | None:
    """The result is not known in advance."""
    chance = design.win_probability
    if chance is None:
        text = f"{name} has no win probability. Say how likely it is to work, 0 to 1."
        return Violation("NOT_AN_EXPERIMENT", name, text)
    if policy.hopeless_to < chance < policy.certain_from:
        return None
    text = f"You give it {percent(chance)}: you already know."
    hint = "Ship it as a two-way change or drop it; otherwise say how likely it is."
    return Violation("NOT_AN_EXPERIMENT", name, f"{text} {hint}")


def arms_incomplete(name: str, design: Design) -> Violation | None:
    """At least two arms, each with its own id; the first, and only it, is control."""
    arms = design.arms
    is_unique = len({arm.id for arm in arms}) == len(arms)
    is_first = [arm.control for arm in arms] == [True] + [False] * (len(arms) - 1)
    if len(arms) >= MIN_ARMS and is_unique and is_first:
        return None
    listed = ", ".join(arm.id + " (control)" * arm.control for arm in arms) or "none"
    text = f"These arms of {name} cannot be compared: {listed}."
    hint = "Have at least two with ids of their own: first one control, then treatment."
    return Violation("ARMS_INCOMPLETE", name, f"{text} {hint}")


def primary_metric_missing(name: str, design: Design) -> Violation | None:
    """There is one metric to decide on, and a better way for it to go."""
    metric = design.primary_metric
    parts = {
        "key": bool(metric.key),
        "direction": metric.direction is not Direction.UNSPECIFIED,
        "kind": metric.kind is not MetricKind.UNSPECIFIED,
    }
    if not (missing := [part for part, is_there in parts.items() if not is_there]):
        return None
    text = f"The primary metric of {name} has no: {', '.join(missing)}."
    hint = "Say what is counted, which way is better, and what it stands for."
    return Violation("PRIMARY_METRIC_MISSING", name, f"{text} {hint}")


def primary_metric_is_proxy(name: str, design: Design) -> Violation | None:
    """The primary metric is not a proxy."""
    metric = design.primary_metric
    if metric.kind not in PROXIES:
        return None
    text = f"{metric.key} is a proxy and cannot decide alone."
    hint = "Decide on what the customer got or did."
    return Violation("PRIMARY_METRIC_IS_PROXY", name, f"{text} {hint}")


def metric_kind_mismatch(
    name: str, design: Design, kinds: Mapping[str, MetricKind]
) -> Violation | None:
    """A metric has the kind that the library gives it."""
    called = [
        f"{metric.key} is {_kind(kinds[metric.key])}, not {_kind(metric.kind)}"
        for metric in design.described
        if metric.kind is not MetricKind.UNSPECIFIED
        and kinds.get(metric.key, metric.kind) is not metric.kind
    ]
    if not called:
        return None
    text = f"The library says otherwise of {name}: {'; '.join(called)}."
    hint = "Call it what it is, or count something else under another key."
    return Violation("METRIC_KIND_MISMATCH", name, f"{text} {hint}")


def guardrail_missing(name: str, design: Design) -> Violation | None:
    """At least one metric has a guardrail, and none has two."""
    metrics = [guardrail.metric for guardrail in design.guardrails]
    if metrics and len(set(metrics)) == len(metrics):
        return None
    found = f"has guardrails on {', '.join(metrics)}" if metrics else "has no guardrail"
    hint = "Bound at least one metric that must not break, and each of them once."
    return Violation("GUARDRAIL_MISSING", name, f"{name} {found}. {hint}")


def cost_of_failure_unbounded(
    name: str, design: Design, idea: KnownIdea, policy: Policy
) -> Violation | None:
    """Money, units and time to get back are bounded, within the approval."""
    approved, limit = idea.approval.loss_cap, policy.exposure_share_limit
    within = f"within the approved {approved}" if approved else "that was approved"
    asked = {
        "a loss cap above 0": bool(design.loss_cap),
        f"a loss cap {within}": (
            not idea.is_approved or _is_within(design.loss_cap, approved)
        ),
        f"an exposure above 0 % and at most {percent(limit)}": (
            0 < (design.exposure_share or 0.0) <= limit
        ),
        "a kill switch": bool(design.kill_switch.strip()),
    }
    if not (missing := [what for what, is_there in asked.items() if not is_there]):
        return None
    text = f"{name} could lose more than it should."
    return Violation(
        "COST_OF_FAILURE_UNBOUNDED", name, f"{text} Give it {', '.join(missing)}."
    )


def _is_within(cap: Money | None, approved: Money | None) -> bool:
    """Tell whether a cap is within the approved one, if their currencies are equal."""
    if cap is None or approved is None:
        return cap is None
    return cap.currency_code != approved.currency_code or cap <= approved


def currency_mismatch(name: str, design: Design, idea: KnownIdea) -> Violation | None:
    """The money of an experiment is in the currency of its idea."""
    cap, expected = design.loss_cap, idea.currency_code
    if cap is None or not expected or cap.currency_code == expected:
        return None
    text = (
        f"The loss cap of {name} is {cap}; the money of {idea.name} is in {expected}."
    )
    return Violation("CURRENCY_MISMATCH", name, f"{text} Give it in {expected}.")


def ramp_too_fast(name: str, design: Design, policy: Policy) -> Violation | None:
    """No step of the exposure skips a rung."""
    steps, rungs = design.exposure_share_steps, policy.ramp_rungs
    bad = [
        f"{percent(step)} to {percent(following)}"
        for step, following in pairwise((0.0, *steps))
        if following <= step or any(step < rung < following for rung in rungs)
    ]
    if not bad:
        return None
    text = f"{name} would go from {', from '.join(bad)}."
    hint = f"Let units in step by step: {', '.join(map(percent, rungs))}, or slower."
    return Violation("RAMP_TOO_FAST", name, f"{text} {hint}")


def cap_exceeded(name: str, design: Design) -> Violation | None:
    """No step of the exposure is above the exposure share."""
    cap = design.exposure_share or 0.0
    if not (above := [step for step in design.exposure_share_steps if step > cap]):
        return None
    listed = ", ".join(map(percent, above))
    text = (
        f"{name} may let in {percent(cap)} of all units, and has steps above: {listed}."
    )
    return Violation("CAP_EXCEEDED", name, f"{text} Drop them, or raise the cap.")


def runtime_impossible(name: str, design: Design) -> Violation | None:
    """The shortest runtime is not longer than the longest one."""
    shortest, longest = design.min_runtime, design.max_runtime
    if not shortest or not longest or shortest <= longest:
        return None
    text = f"{name} ends after {longest}, and is not read before {shortest}."
    return Violation("RUNTIME_IMPOSSIBLE", name, f"{text} Let it run longer.")


def kill_switch_unverified(
    name: str, verified_at: datetime | None, at: datetime, policy: Policy
) -> Violation | None:
    """The kill switch was tried within its lifetime."""
    lifetime = policy.kill_switch_lifetime
    if verified_at is not None and at - verified_at <= lifetime:
        return None
    last = f"last tried on {verified_at:%Y-%m-%d}" if verified_at else "never tried"
    lasts = f"a try counts for {lifetime // DAY} days"
    text = f"The kill switch of {name} was {last}; {lasts}."
    return Violation("KILL_SWITCH_UNVERIFIED", name, f"{text} Try it, then verify it.")


def decision_rule_missing(name: str, design: Design) -> Violation | None:
    """The decision rule is complete."""
    rule = design.decision_rule
    parts = {
        "scale_if": bool(rule.scale_if.strip() or rule.scale),
        "pivot_if": bool(rule.pivot_if.strip() or rule.pivot),
        "condition to scale": bool(rule.scale) or not rule.pivot,
        "condition to pivot": bool(rule.pivot) or not rule.scale,
        "min_units_per_arm": bool(design.min_units_per_arm),
    }
    if not (missing := [part for part, is_there in parts.items() if not is_there]):
        return None
    text = f"The decision rule of {name} has no: {', '.join(missing)}."
    hint = "Write it now: once there is data, the data would write it."
    return Violation("DECISION_RULE_MISSING", name, f"{text} {hint}")


def decisive_experiment_exists(
    name: str, design: Design, rival: str
) -> Violation | None:
    """No other decisive experiment on the idea is open."""
    if design.supporting or not rival:
        return None
    text = f"{rival} is open on the same idea."
    hint = "Wait for its verdict, abort it, or make this one a supporting one."
    return Violation("DECISIVE_EXPERIMENT_EXISTS", name, f"{text} {hint}")


def _kind(kind: MetricKind) -> str:
    return kind.removeprefix("METRIC_KIND_")
