"""The rules of experiments, but for those of the start. Each is named after its reason.

It says what is wrong, with which item, and what to do about it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from chassis.domain import Actor, Violation

from .design import Design
from .results import Results


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the rules."""

    certain_from: float = 0.95
    hopeless_to: float = 0.05
    exposure_percent_limit: int = 50
    kill_switch_lifetime: timedelta = timedelta(days=7)
    batch_limit: int = 10_000


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
    """What is tried stays what was written before the data."""
    text = f"The design of {name} is frozen ({state})."
    hint = "Draft another experiment for another design."
    return Violation("DESIGN_FROZEN", name, f"{text} {hint}")


def kill_switch_missing(name: str, design: Design) -> Violation | None:
    """What is not written down cannot have been tried."""
    if design.kill_switch.strip():
        return None
    text = f"{name} has no kill switch that could have been tried."
    hint = "Write down how everyone gets back to control, try it, then verify."
    return Violation("KILL_SWITCH_MISSING", name, f"{text} {hint}")


def coe_open(name: str, coes: Sequence[str], *, awaited: bool) -> Violation | None:
    """First the error is corrected, then it goes on."""
    held_by = [*coes, *(["the one that is about to open"] if awaited else [])]
    if not held_by:
        return None
    text = f"{name} waits for COEs of high severity: {', '.join(held_by)}."
    return Violation("COE_OPEN", name, f"{text} Finish them first.")


def too_early(name: str, design: Design, results: Results) -> Violation | None:
    """Each arm has the units that the design asked for."""
    need = design.min_units_per_arm
    counts = {arm.id: results.exposed(arm.id) for arm in design.arms}
    short = [f"{arm} ({units})" for arm, units in counts.items() if units < need]
    if not short:
        return None
    text = f"{name} needs {need} exposed units in each arm. Too few in:"
    hint = "That is no basis for a verdict."
    return Violation("TOO_EARLY", name, f"{text} {', '.join(short)}. {hint}")


def learning_required(name: str, learning: str) -> Violation | None:
    """Every outcome teaches something."""
    if learning.strip():
        return None
    text = f"Nobody has said what {name} taught."
    hint = "Write what is known now, whichever way it goes."
    return Violation("LEARNING_REQUIRED", name, f"{text} {hint}")


def experiment_not_running(
    name: str, state: str, states: Collection[str]
) -> Violation | None:
    """Units and outcomes count only while somebody asked for them."""
    if state in states:
        return None
    text = f"{name} is {state} and takes these only while {', '.join(sorted(states))}."
    hint = "Record them for one that is."
    return Violation("EXPERIMENT_NOT_RUNNING", name, f"{text} {hint}")


def metric_unknown(
    name: str, design: Design, used: Collection[str]
) -> Violation | None:
    """What nobody planned to count is not counted."""
    if not (unknown := sorted(set(used) - design.metrics)):
        return None
    text = f"{name} does not count: {', '.join(unknown)}."
    hint = f"It counts: {', '.join(sorted(design.metrics))}."
    return Violation("METRIC_UNKNOWN", "metric", f"{text} {hint}")


def batch_empty(experiments: Sequence[str]) -> Violation | None:
    """A stream carries at least one message."""
    if experiments:
        return None
    return Violation("BATCH_EMPTY", "", "The stream was empty. Send one message.")


def batch_too_large(experiments: Sequence[str], policy: Policy) -> Violation | None:
    """What is committed together fits in one transaction."""
    if len(experiments) <= policy.batch_limit:
        return None
    text = f"The stream has more than {policy.batch_limit} messages. Send several."
    return Violation("BATCH_TOO_LARGE", "", text)


def batch_mixed(experiments: Sequence[str]) -> Violation | None:
    """One stream, one experiment."""
    if len(named := sorted(set(experiments))) <= 1:
        return None
    text = f"The stream names {', '.join(named[:3])}."
    return Violation("BATCH_MIXED", "experiment", f"{text} Send a stream for each.")
