"""The rules of the start, each named after its reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from chassis.checks import Aggregation
from chassis.domain import Violation
from chassis.figures import percentages
from chassis.labels import Label
from chassis.money import Money
from chassis.words import answers

from . import rules
from .design import Design, Guardrail, Metric, MetricKind
from .known import ENDED_STATES, IdeaState, KnownIdea
from .policy import Policy
from .texts import percent, span

PROXIES = {MetricKind.SURVEY_PROXY, MetricKind.PROCESS_PROXY}
MIN_ARMS = 2


def idea_not_approved(
    experiment: Label, design: Design, idea: KnownIdea
) -> Violation | None:
    """The idea is approved."""
    if idea.is_approved or (design.supporting and idea.is_standing):
        return None
    text = f"{titled(idea)} is {idea.state}, as far as we have heard."
    in_review = idea.state is IdeaState.IN_REVIEW and idea.review
    where = f" {idea.review} is still open." if in_review else ""
    return Violation(
        "IDEA_NOT_APPROVED", experiment.name, f"{text}{where} {_way_out(idea)}"
    )


def _way_out(idea: KnownIdea) -> str:
    if idea.is_standing:
        return "What was to be tried is decided; only a supporting experiment follows."
    if idea.state in ENDED_STATES:
        return "Nothing more is tried on it. Try another idea."
    return "Start once a review has approved it."


def leader_vacant(experiment: Label, idea: KnownIdea) -> Violation | None:
    """Somebody leads the idea, and can decide the experiment."""
    if not idea.is_standing:
        return None
    return rules.leader_vacant(experiment, str(titled(idea)), idea.approval.leader)


def door_unknown(
    experiment: Label, design: Design, idea: KnownIdea
) -> Violation | None:
    """The tested doors are doors of the approval."""
    if not (unknown := idea.approval.unknown(design.tested_doors)):
        return None
    text = f"{titled(idea)} was approved without doors {', '.join(unknown)}."
    doors = ", ".join(door.id for door in idea.approval.doors)
    return Violation(
        "DOOR_UNKNOWN", experiment.name, f"{text} Name some out of: {doors}."
    )


def door_is_one_way(
    experiment: Label, design: Design, idea: KnownIdea
) -> Violation | None:
    """No tested door is a one-way door."""
    approval = idea.approval
    if not (one_way := approval.one_way(design.tested_doors)):
        return None
    text = (
        f"{approval.review} approved revision {approval.revision} of {titled(idea)} "
        f"with one-way doors: {', '.join(one_way)}."
    )
    hint = (
        "Split them, or give them a way back, in a new revision; or test only doors "
        "that have one."
    )
    return Violation("DOOR_IS_ONE_WAY", experiment.name, f"{text} {hint}")


def hypothesis_missing(experiment: Label, design: Design) -> Violation | None:
    """The hypothesis has all four parts."""
    sentence = design.hypothesis
    parts = {
        "change": sentence.change,
        "customer": sentence.customer,
        "expected": sentence.expected,
        "because": sentence.because,
    }
    if not (missing := [part for part, text in parts.items() if not answers(text)]):
        return None
    text = f"The hypothesis of {experiment} has no: {', '.join(missing)}."
    hint = "Complete 'If we {change}, then {customer} will {expected}, because'."
    return Violation("HYPOTHESIS_MISSING", experiment.name, f"{text} {hint}")


def not_an_experiment(
    experiment: Label, design: Design, policy: Policy
) -> Violation | None:
    """The result is not known in advance."""
    chance = design.win_probability
    if chance is None:
        text = f"{experiment} has no win probability."
        hint = "Say how likely it is to work, from 0 to 1."
        return Violation("NOT_AN_EXPERIMENT", experiment.name, f"{text} {hint}")
    low, high = policy.hopeless_to, policy.certain_from
    if low < chance < high:
        return None
    is_low = chance <= low
    shown, limit = percentages(chance, low if is_low else high)
    side = f"at or below {limit}" if is_low else f"at or above {limit}"
    text = f"The win probability of {experiment} is {shown}; {side}, you already know."
    hint = "Ship it as a two-way change or drop it; otherwise say how likely it is."
    return Violation("NOT_AN_EXPERIMENT", experiment.name, f"{text} {hint}")


def arms_incomplete(experiment: Label, design: Design) -> Violation | None:
    """At least two arms, each with its own id; the first, and only it, is control."""
    arms = design.arms
    is_unique = len({arm.id for arm in arms}) == len(arms)
    is_first = [arm.control for arm in arms] == [True] + [False] * (len(arms) - 1)
    if len(arms) >= MIN_ARMS and is_unique and is_first:
        return None
    listed = ", ".join(arm.id + " (control)" * arm.control for arm in arms) or "none"
    text = f"These arms of {experiment} cannot be compared: {listed}."
    hint = "Have at least two with ids of their own: first one control, then treatment."
    return Violation("ARMS_INCOMPLETE", experiment.name, f"{text} {hint}")


def primary_metric_missing(experiment: Label, design: Design) -> Violation | None:
    """There is one metric to decide on, and it is known what to expect of it."""
    if not (missing := design.primary_metric.missing):
        return None
    text = f"The primary metric of {experiment} has no: {', '.join(missing)}."
    hint = (
        "Say what is counted, what it stands for, where it is today, and which "
        "improvement would be worth it: how many units are needed follows from these."
    )
    return Violation("PRIMARY_METRIC_MISSING", experiment.name, f"{text} {hint}")


def primary_metric_is_proxy(experiment: Label, design: Design) -> Violation | None:
    """The primary metric is not a proxy."""
    metric = design.primary_metric
    if metric.kind not in PROXIES:
        return None
    text = f"{metric.key} is a proxy and cannot decide alone."
    hint = "Decide on what the customer got or did."
    return Violation("PRIMARY_METRIC_IS_PROXY", experiment.name, f"{text} {hint}")


def metric_kind_mismatch(
    experiment: Label, design: Design, library: Mapping[str, Metric]
) -> Violation | None:
    """A metric is what the library calls it, and a survey is a proxy."""
    keys = [metric.key for metric in design.described]
    twice = sorted({key for key in keys if key and keys.count(key) > 1})
    called = [
        *(f"{key} is described twice" for key in twice),
        *(
            text
            for metric in design.described
            for text in (*_called(metric, library.get(metric.key)), *_surveyed(metric))
        ),
    ]
    if not called:
        return None
    text = f"Metrics of {experiment} are not what they are called: {'; '.join(called)}."
    return Violation("METRIC_KIND_MISMATCH", experiment.name, f"{text} Correct them.")


def _called(metric: Metric, known: Metric | None) -> list[str]:
    """Return how the library calls a metric where the design calls it otherwise."""
    if known is None:
        return []
    pairs = (
        (known.kind, metric.kind),
        (known.direction, metric.direction),
        (known.aggregation, metric.aggregation),
    )
    return [
        f"{metric.key} is {_word(theirs)} in the library, not {_word(ours)}"
        for theirs, ours in pairs
        if theirs is not ours and "UNSPECIFIED" not in {_word(theirs), _word(ours)}
    ]


def _surveyed(metric: Metric) -> list[str]:
    if metric.survey is None or metric.kind in {*PROXIES, MetricKind.UNSPECIFIED}:
        return []
    return [f"{metric.key} is a survey, so SURVEY_PROXY, not {_word(metric.kind)}"]


def guardrail_missing(experiment: Label, design: Design) -> Violation | None:
    """At least one metric has a guardrail, and none has two."""
    metrics = [guardrail.metric for guardrail in design.guardrails]
    if metrics and len(set(metrics)) == len(metrics):
        return None
    found = f"has guardrails on {', '.join(metrics)}" if metrics else "has no guardrail"
    hint = "Bound at least one metric that must not break, and each of them once."
    return Violation(
        "GUARDRAIL_MISSING", experiment.name, f"{experiment} {found}. {hint}"
    )


def guardrail_cannot_break(experiment: Label, design: Design) -> Violation | None:
    """Each guardrail can break: by some value, and by units that can meet it."""
    dead = [
        f"no share of {each.metric} is beyond '{each.bound}'"
        for each in design.guardrails
        if each.aggregation is Aggregation.CONVERSION and not _can_break(each)
    ]
    cap = design.exposure_cap_units
    late = [
        f"{each.metric} waits for {each.min_units} units, and {cap} are let in"
        for each in design.guardrails
        if cap is not None and each.min_units > cap
    ]
    if not (found := [*dead, *late]):
        return None
    text = f"Guardrails of {experiment} cannot break: {'; '.join(found)}."
    hint = "Give each a threshold and a number of units that a harmful change reaches."
    return Violation("GUARDRAIL_CANNOT_BREAK", experiment.name, f"{text} {hint}")


def _can_break(conversion: Guardrail) -> bool:
    """Tell whether all or none of the units would break it."""
    return not (conversion.holds(0.0) and conversion.holds(1.0))


def cost_of_failure_unbounded(
    experiment: Label,
    design: Design,
    idea: KnownIdea,
    beside: Sequence[Money],
    policy: Policy,
) -> Violation | None:
    """Money, units and time to get back are bounded, within the approval."""
    approved, limit = idea.approval.loss_cap, policy.exposure_share_limit
    within = f"within the approved {approved}" if approved else "that was approved"
    others = f" together with {_total(beside)} of others" if beside else ""
    cap = design.loss_cap
    is_within = not idea.is_standing or _is_within(cap, approved, beside)
    asked = {
        "a loss cap above 0": bool(cap),
        f"a loss cap {within}{others}": is_within,
        f"an exposure above 0 % and at most {percent(limit)}": (
            0 < (design.exposure_share or 0.0) <= limit
        ),
        "a kill switch": answers(design.kill_switch),
    }
    if not (missing := [what for what, is_there in asked.items() if not is_there]):
        return None
    own = f": its loss cap is {cap}" if cap is not None and not is_within else ""
    text = f"{experiment} could lose more than it should{own}."
    return Violation(
        "COST_OF_FAILURE_UNBOUNDED",
        experiment.name,
        f"{text} Give it {', '.join(missing)}.",
    )


def _is_within(
    cap: Money | None, approved: Money | None, beside: Sequence[Money]
) -> bool:
    """Tell whether all caps are within the approved one, if in its currency."""
    if cap is None or approved is None:
        return cap is None
    if cap.currency_code != approved.currency_code:
        return True
    return _total((cap, *beside)) <= approved


def _total(amounts: Sequence[Money]) -> Money:
    first, *others = amounts
    return sum(others, first)


def currency_mismatch(
    experiment: Label, design: Design, idea: KnownIdea
) -> Violation | None:
    """The money of an experiment is in the currency of its idea."""
    cap, expected = design.loss_cap, idea.currency_code
    if cap is None or not expected or cap.currency_code == expected:
        return None
    text = f"The loss cap of {experiment} is {cap}; {titled(idea)} is in {expected}."
    return Violation(
        "CURRENCY_MISMATCH", experiment.name, f"{text} Give it in {expected}."
    )


def ramp_too_fast(
    experiment: Label, design: Design, policy: Policy
) -> Violation | None:
    """No step of the exposure skips a rung; without steps, there is one step."""
    steps, rungs = design.steps, policy.ramp_rungs
    bad = [
        f"{percent(step)} to {percent(following)}"
        for step, following in pairwise((0.0, *steps))
        if following <= step or any(step < rung < following for rung in rungs)
    ]
    if not bad:
        return None
    text = f"{experiment} would go from {', from '.join(bad)}."
    hint = f"Let units in step by step: {', '.join(map(percent, rungs))}, or slower."
    return Violation("RAMP_TOO_FAST", experiment.name, f"{text} {hint}")


def cap_exceeded(experiment: Label, design: Design) -> Violation | None:
    """No step of the exposure is above the exposure share."""
    cap = design.exposure_share or 0.0
    if not (above := [step for step in design.exposure_share_steps if step > cap]):
        return None
    listed = ", ".join(map(percent, above))
    text = (
        f"{experiment} may let in {percent(cap)} of all units; steps above: {listed}."
    )
    hint = "Drop them, or raise the cap."
    return Violation("CAP_EXCEEDED", experiment.name, f"{text} {hint}")


def runtime_impossible(experiment: Label, design: Design) -> Violation | None:
    """The shortest runtime is not longer than the longest one."""
    shortest, longest = design.min_runtime, design.max_runtime
    if not shortest or not longest or shortest <= longest:
        return None
    text = (
        f"{experiment} ends after {span(longest)}, and is read after {span(shortest)}."
    )
    hint = "Let it run longer."
    return Violation("RUNTIME_IMPOSSIBLE", experiment.name, f"{text} {hint}")


def kill_switch_unverified(
    experiment: Label, verified_at: datetime | None, at: datetime, policy: Policy
) -> Violation | None:
    """The kill switch was tried within its lifetime."""
    lifetime = policy.kill_switch_lifetime
    if verified_at is not None and at - verified_at <= lifetime:
        return None
    last = f"last tried on {verified_at:%Y-%m-%d}" if verified_at else "never tried"
    lasts = f"a try counts for {span(lifetime)}"
    text = f"The kill switch of {experiment} was {last}; {lasts}."
    hint = "Try it, then verify it."
    return Violation("KILL_SWITCH_UNVERIFIED", experiment.name, f"{text} {hint}")


def decisive_experiment_exists(
    experiment: Label, design: Design, rival: str
) -> Violation | None:
    """No other decisive experiment on the idea is open."""
    if design.supporting or not rival:
        return None
    text = f"{rival} is open on the same idea as {experiment}."
    hint = "Wait for its verdict, abort it, or make this one a supporting one."
    return Violation("DECISIVE_EXPERIMENT_EXISTS", experiment.name, f"{text} {hint}")


def titled(idea: KnownIdea) -> Label:
    """Return what messages call an idea."""
    return Label(idea.name, idea.title)


def _word(value: str) -> str:
    """Return the last word of a value of the contract: `OUTCOME`."""
    for prefix in ("METRIC_KIND_", "METRIC_AGGREGATION_", "DIRECTION_"):
        value = value.removeprefix(prefix)
    return value
