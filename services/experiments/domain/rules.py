"""The rules of permissions, of running experiments and of recordings, by reason.

It says what is wrong, with which item, and what to do about it. Those of the start
and of the decision have files of their own.
"""

from collections.abc import Collection, Sequence

from chassis.checks import Aggregation, Evaluation
from chassis.domain import Actor, Violation
from chassis.labels import Label
from chassis.money import Money
from chassis.words import answers

from .design import Design
from .known import KnownIdea
from .policy import Policy
from .texts import percent


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


def not_owner(experiment: Label, owner: str, by: Actor) -> Violation | None:
    """Only the owner designs, starts, resumes and stops."""
    if by.name == owner:
        return None
    return Violation(
        "NOT_OWNER", experiment.name, f"{experiment} belongs to {owner}. Ask them."
    )


def not_on_team(experiment: Label, team: str, by: Actor) -> Violation | None:
    """Anyone on the team drafts, pauses, aborts and records; nobody else does."""
    if by.team == team:
        return None
    text = f"{experiment} belongs to {team}, and you are not on it. Ask someone who is."
    return Violation("NOT_ON_TEAM", experiment.name, text)


def not_leader(experiment: Label, leader: str, by: Actor) -> Violation | None:
    """Only the leader decides, if there is one."""
    if not leader or by.name == leader:
        return None
    text = f"{leader} decides {experiment}. Ask them."
    return Violation("NOT_LEADER", experiment.name, text)


def leader_vacant(experiment: Label, idea: str, leader: str) -> Violation | None:
    """Somebody leads the idea, and can decide its experiments."""
    if leader:
        return None
    text = f"Nobody leads {idea}, so nobody can decide {experiment}."
    hint = "Assign a leader to the idea who leads no other."
    return Violation("LEADER_VACANT", experiment.name, f"{text} {hint}")


def design_frozen(experiment: Label, state: str) -> Violation:
    """The design of an experiment that has started does not change."""
    text = f"The design of {experiment} is frozen ({state})."
    hint = "Draft another experiment for another design."
    return Violation("DESIGN_FROZEN", experiment.name, f"{text} {hint}")


def kill_switch_missing(experiment: Label, design: Design) -> Violation | None:
    """A kill switch is written down before somebody says that it was tried."""
    if answers(design.kill_switch):
        return None
    text = f"{experiment} has no kill switch that could have been tried."
    hint = "Write down how everyone gets back to control, try it, then verify."
    return Violation("KILL_SWITCH_MISSING", experiment.name, f"{text} {hint}")


def coe_open(
    experiment: Label, coes: Sequence[Label], *, awaited: bool
) -> Violation | None:
    """An open COE of high severity holds the experiment back."""
    held_by = [*map(str, coes), *(["one that is about to open"] if awaited else [])]
    if not held_by:
        return None
    text = (
        f"{experiment} waits for the correction of errors of high severity: "
        f"{', '.join(held_by)}."
    )
    hint = "Go on once the analysis is approved, or the COE is dismissed."
    return Violation("COE_OPEN", experiment.name, f"{text} {hint}")


def beyond_repair(
    experiment: Label, evaluations: Sequence[Evaluation]
) -> list[Violation]:
    """A design that has started cannot be edited to pass a check that fails now."""
    frozen = "This design is frozen: abort it, and draft another experiment. There:"
    told = (
        f"{check.label}: {check.message} {frozen} {check.fix_hint}".rstrip(": ")
        for check in (each.check for each in evaluations if each.blocked)
    )
    return [Violation("MECHANISM_CHECK_FAILED", experiment.name, text) for text in told]


def remedy_missing(
    experiment: Label, broken: Collection[str], remedy: str
) -> Violation | None:
    """Whoever resumes after a breach says what was done about it."""
    if not broken or answers(remedy):
        return None
    text = f"{experiment} has guardrails that broke: {', '.join(sorted(broken))}."
    hint = "Say in the remedy what was done about it; they are counted anew then."
    return Violation("REMEDY_MISSING", experiment.name, f"{text} {hint}")


def ramp_too_fast(
    experiment: Label, asked: float, following: float
) -> Violation | None:
    """The exposure takes the next step, and no other."""
    if asked == following or not following:
        return None
    text = (
        f"The next step of {experiment} is {percent(following)}, not {percent(asked)}."
    )
    return Violation(
        "RAMP_TOO_FAST", experiment.name, f"{text} Ask for that one, or for none."
    )


def cap_exceeded(
    experiment: Label, design: Design, asked: float, following: float
) -> Violation | None:
    """The exposure stays within the frozen design."""
    cap = design.exposure_share or 0.0
    if following and asked <= cap:
        return None
    text = f"{experiment} was designed to let in at most {percent(cap)} of all units."
    hint = "Decide on what it shows there; more takes another experiment."
    return Violation("CAP_EXCEEDED", experiment.name, f"{text} {hint}")


def idea_taken_back(experiment: Label, idea: KnownIdea) -> Violation | None:
    """The approval of the idea was not taken back."""
    if idea.is_standing:
        return None
    title = Label(idea.name, idea.title)
    text = f"{title} is {idea.state} by now, as far as we know."
    hint = "Resume once it is approved again, or abort."
    return Violation("IDEA_NOT_APPROVED", experiment.name, f"{text} {hint}")


def second_is_involved(
    experiment: Label, owner: str, leader: str, by: Actor
) -> Violation | None:
    """The second neither owns nor leads the experiment."""
    if by.name not in {owner, leader}:
        return None
    text = f"You own or lead {experiment}, and cannot be its second."
    return Violation(
        "SECOND_IS_INVOLVED", experiment.name, f"{text} Ask somebody else."
    )


def experiment_not_running(
    experiment: Label, state: str, states: Collection[str]
) -> Violation | None:
    """Units and outcomes are recorded in the states that take them."""
    if state in states:
        return None
    listed = ", ".join(sorted(states))
    text = f"{experiment} is {state} and takes these only while {listed}."
    hint = "Record them for one that is."
    return Violation("EXPERIMENT_NOT_RUNNING", experiment.name, f"{text} {hint}")


def metric_unknown(
    experiment: Label, counted: Collection[str], metric: str, field: str
) -> Violation | None:
    """Only what the design or a mechanism says is counted."""
    if metric in counted:
        return None
    text = f"{experiment} does not count {metric}."
    hint = f"It counts: {', '.join(sorted(counted))}."
    return Violation("METRIC_UNKNOWN", field, f"{text} {hint}")


def loss_currency_mismatch(
    experiment: Label, cap: Money | None, currencies: Collection[str]
) -> list[Violation]:
    """Losses are in the currency of the loss cap, so that their sum can reach it."""
    expected = cap.currency_code if cap else ""
    return [
        Violation(
            "CURRENCY_MISMATCH",
            "loss.currency_code",
            f"A loss is in {found}; the loss cap of {experiment} is in {expected}. "
            f"Record losses in {expected}.",
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


def outcome_not_a_conversion(
    experiment: Label, metric: str, aggregation: Aggregation, values: Collection[float]
) -> Violation | None:
    """A unit converts or does not."""
    wrong = [value for value in values if value not in {0.0, 1.0}]
    if aggregation is not Aggregation.CONVERSION or not wrong:
        return None
    text = f"{metric} of {experiment} is a conversion, and {wrong[0]:g} is neither 0"
    hint = "Record 1 for a unit that did it and 0 for one that did not."
    return Violation(
        "OUTCOME_NOT_A_CONVERSION", "measurement.value", f"{text} nor 1. {hint}"
    )


def verdict_due(experiment: Label, *, is_due: bool) -> Violation | None:
    """What can be decided is not thrown away, or one could try until one wins."""
    if not is_due:
        return None
    text = f"The results of {experiment} can be read: there is a verdict."
    hint = "Pause it to protect customers; then stop it, and let the leader decide."
    return Violation("VERDICT_DUE", experiment.name, f"{text} {hint}")


def clean_up_opposes_verdict(
    experiment: Label, verdict: str, *, opposes: bool
) -> Violation | None:
    """Only what is to be scaled is kept."""
    if not opposes:
        return None
    text = f"The verdict on {experiment} is {verdict}: its treatment is not kept."
    hint = "Discard it everywhere; what is to stay takes a verdict to scale."
    return Violation("CLEAN_UP_OPPOSES_VERDICT", experiment.name, f"{text} {hint}")
