"""The rules of permissions, of running experiments and of recordings, by reason.

It says what is wrong, with which item, and what to do about it. Those of the start
and of the decision have files of their own.
"""

from collections.abc import Collection, Sequence

from chassis.checks import Evaluation
from chassis.domain import Actor, Violation
from chassis.money import Money

from .design import Design, percent
from .health import Health
from .known import KnownIdea
from .policy import Policy


def idea_missing(idea: str) -> Violation | None:
    """An experiment tries an idea."""
    if idea:
        return None
    text = "The experiment names no idea. Name the one it tries, like ideas/…."
    return Violation("IDEA_MISSING", "experiment.idea", text)


def title_missing(title: str) -> Violation | None:
    """An experiment has a title."""
    if title.strip():
        return None
    text = "The experiment has no title. Give it one."
    return Violation("TITLE_MISSING", "experiment.title", text)


def not_owner(name: str, owner: str, by: Actor) -> Violation | None:
    """Only the owner designs, starts, resumes and stops."""
    if by.name == owner:
        return None
    return Violation("NOT_OWNER", name, f"{name} belongs to {owner}. Ask them.")


def not_on_team(name: str, team: str, by: Actor) -> Violation | None:
    """Anyone on the team drafts, pauses, aborts and records; nobody else does."""
    if by.team == team:
        return None
    text = f"{name} belongs to {team}, and you are not on it. Ask someone who is."
    return Violation("NOT_ON_TEAM", name, text)


def not_leader(name: str, leader: str, by: Actor) -> Violation | None:
    """Only the leader decides."""
    if by.name == leader:
        return None
    text = f"{leader} decides {name}." if leader else f"{name} has no leader yet."
    hint = "Ask them." if leader else "The approval names one when it starts."
    return Violation("NOT_LEADER", name, f"{text} {hint}")


def design_frozen(name: str, state: str) -> Violation:
    """The design of an experiment that has started does not change."""
    text = f"The design of {name} is frozen ({state})."
    hint = "Draft another experiment for another design."
    return Violation("DESIGN_FROZEN", name, f"{text} {hint}")


def kill_switch_missing(name: str, design: Design) -> Violation | None:
    """A kill switch is written down before somebody says that it was tried."""
    if design.kill_switch.strip():
        return None
    text = f"{name} has no kill switch that could have been tried."
    hint = "Write down how everyone gets back to control, try it, then verify."
    return Violation("KILL_SWITCH_MISSING", name, f"{text} {hint}")


def coe_open(name: str, coes: Sequence[str], *, awaited: bool) -> Violation | None:
    """An open COE of high severity holds the experiment back."""
    held_by = [*coes, *(["the one that is about to open"] if awaited else [])]
    if not held_by:
        return None
    text = f"{name} waits for COEs of high severity: {', '.join(held_by)}."
    return Violation("COE_OPEN", name, f"{text} Finish them first.")


def beyond_repair(name: str, evaluations: Sequence[Evaluation]) -> list[Violation]:
    """A design that has started cannot be edited to pass a check that fails now."""
    frozen = "This design is frozen: abort it, and draft another experiment. There:"
    told = (
        f"{check.label}: {check.message} {frozen} {check.fix_hint}".rstrip(": ")
        for check in (each.check for each in evaluations if each.blocked)
    )
    return [Violation("MECHANISM_CHECK_FAILED", name, text) for text in told]


def sample_ratio_mismatch(
    name: str, health: Health, policy: Policy
) -> Violation | None:
    """Units were split between the arms as planned."""
    p, deviation = health.ratio.p, health.ratio.deviation
    if p is None or deviation is None or p >= policy.sample_ratio_p:
        return None
    if deviation < policy.sample_ratio_deviation:
        return None
    text = (
        f"The arms of {name} have {deviation:.1%} more or fewer units than "
        f"planned; chance alone does that with p = {p:.1g}."
    )
    hint = "Nothing can be read from it: abort it, find the leak, and try again."
    return Violation("SAMPLE_RATIO_MISMATCH", name, f"{text} {hint}")


def health_not_green(
    name: str, health: Health, alerted: Collection[str]
) -> Violation | None:
    """No guardrail is broken or has alerted since the last start or resume."""
    if not (broken := sorted({*health.broken, *alerted})):
        return None
    text = f"{name} has guardrails outside their bounds: {', '.join(broken)}."
    hint = "Find out why before anyone else is let in."
    return Violation("HEALTH_NOT_GREEN", name, f"{text} {hint}")


def health_unknown(name: str, health: Health) -> Violation | None:
    """Each guardrail has an outcome since the last start or resume."""
    if not (silent := sorted(set(health.silent))):
        return None
    text = f"Nobody knows whether {name} is well: no outcome of {', '.join(silent)}."
    hint = "Record what came of treated units since it last began, then let more in."
    return Violation("HEALTH_NOT_GREEN", name, f"{text} {hint}")


def ramp_too_fast(name: str, asked: float, following: float) -> Violation | None:
    """The exposure takes the next step, and no other."""
    if asked == following or not following:
        return None
    text = f"The next step of {name} is {percent(following)}, not {percent(asked)}."
    return Violation("RAMP_TOO_FAST", name, f"{text} Ask for that one, or for none.")


def cap_exceeded(
    name: str, design: Design, asked: float, following: float
) -> Violation | None:
    """The exposure stays within the frozen design."""
    cap = design.exposure_share or 0.0
    if following and asked <= cap:
        return None
    text = f"{name} was designed to let in at most {percent(cap)} of all units."
    hint = "Decide on what it shows there; more takes another experiment."
    return Violation("CAP_EXCEEDED", name, f"{text} {hint}")


def idea_taken_back(name: str, idea: KnownIdea) -> Violation | None:
    """The approval of the idea was not taken back."""
    if idea.is_standing:
        return None
    text = f"{idea.name} ('{idea.title}') is {idea.state} by now, as far as we know."
    hint = "Resume once it is approved again, or abort."
    return Violation("IDEA_NOT_APPROVED", name, f"{text} {hint}")


def second_is_involved(
    name: str, owner: str, leader: str, by: Actor
) -> Violation | None:
    """The second neither owns nor leads the experiment."""
    if by.name not in {owner, leader}:
        return None
    text = f"You own or lead {name}, and cannot be its second."
    return Violation("SECOND_IS_INVOLVED", name, f"{text} Ask somebody else.")


def experiment_not_running(
    name: str, state: str, states: Collection[str]
) -> Violation | None:
    """Units and outcomes are recorded in the states that take them."""
    if state in states:
        return None
    text = f"{name} is {state} and takes these only while {', '.join(sorted(states))}."
    hint = "Record them for one that is."
    return Violation("EXPERIMENT_NOT_RUNNING", name, f"{text} {hint}")


def metric_unknown(
    name: str, counted: Collection[str], metric: str, field: str
) -> Violation | None:
    """Only what the design or a mechanism says is counted."""
    if metric in counted:
        return None
    text = f"{name} does not count {metric}."
    hint = f"It counts: {', '.join(sorted(counted))}."
    return Violation("METRIC_UNKNOWN", field, f"{text} {hint}")


def loss_currency_mismatch(
    name: str, cap: Money | None, currencies: Collection[str]
) -> list[Violation]:
    """Losses are in the currency of the loss cap, so that their sum can reach it."""
    expected = cap.currency_code if cap else ""
    return [
        Violation(
            "CURRENCY_MISMATCH",
            "loss.currency_code",
            f"A loss is in {found}; the loss cap of {name} is in {expected}. Record "
            f"losses in {expected}.",
        )
        for found in sorted(currencies)
        if found != expected
    ]


def batch_empty(experiments: Sequence[str]) -> Violation | None:
    """A stream carries at least one message."""
    if experiments:
        return None
    return Violation("BATCH_EMPTY", "unit", "The stream was empty. Send one message.")


def batch_too_large(experiments: Sequence[str], policy: Policy) -> Violation | None:
    """A stream has at most as many messages as fit in one transaction."""
    if len(experiments) <= policy.batch_limit:
        return None
    text = f"The stream has more than {policy.batch_limit} messages. Send several."
    return Violation("BATCH_TOO_LARGE", "unit", text)


def batch_mixed(experiments: Sequence[str]) -> Violation | None:
    """All messages of a stream are about one experiment."""
    if len(named := sorted(set(experiments))) <= 1:
        return None
    text = f"The stream names {', '.join(named[:3])}."
    return Violation("BATCH_MIXED", "name", f"{text} Send a stream for each.")
