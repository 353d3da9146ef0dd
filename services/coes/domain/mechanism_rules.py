"""The rules of mechanisms. Each is named after its reason, and says what to do."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.checks import ReviewQuestion, Risk
from chassis.domain import Actor, Violation

from .proofs import Backtest, Proof

NAMED_AT_MOST = 5


def outputs_missing(outputs: str) -> Violation | None:
    """One begins with the result that is wanted."""
    if outputs.strip():
        return None
    text = "Nobody knows what it is for. Say first which result is wanted."
    return Violation("OUTPUTS_MISSING", "mechanism.outputs", text)


def message_missing(message: str) -> Violation | None:
    """Who is stopped has to know by what."""
    if message.strip():
        return None
    text = "Whoever it stops would not know why. Say what is wrong when it fails."
    return Violation("MESSAGE_MISSING", "mechanism.message", text)


def no_fix_hint(fix_hint: str) -> Violation | None:
    """A gate that does not say how to pass it is a wall."""
    if fix_hint.strip():
        return None
    text = "Whoever it stops would not know what to do. Say how to put it right."
    return Violation("NO_FIX_HINT", "mechanism.fix_hint", text)


def tool_missing(*, has_tool: bool, human_run: bool) -> Violation | None:
    """It is evaluated by something, or run by people, and not both."""
    if has_tool != human_run:
        return None
    text = "It is run by people and by a machine at once."
    if not has_tool:
        text = "Nothing evaluates it."
    hint = "Give one tool: a predicate, a question, a guardrail or an external check."
    return Violation("TOOL_MISSING", "mechanism.tool", f"{text} {hint}")


def stage_missing(*, has_stage: bool, needs_stage: bool) -> Violation | None:
    """A check is asked at some moment, unless something else looks by itself."""
    if has_stage or not needs_stage:
        return None
    text = "Nobody knows when it is asked. Give it a scope with a stage."
    return Violation("STAGE_MISSING", "mechanism.scope.stage", text)


def question_without_risk(question: ReviewQuestion | None) -> Violation | None:
    """A question that every answer passes stops nothing."""
    if question is None:
        return None
    risks = {answer.risk for answer in question.answers}
    if {Risk.NONE, Risk.HIGH} <= risks:
        return None
    text = "Its question has no answer that is fine, or none that is HIGH."
    hint = "Give both: it has to tell an incident from a corrected one."
    return Violation("QUESTION_WITHOUT_RISK", "mechanism.question", f"{text} {hint}")


def expression_invalid(problem: str) -> Violation | None:
    """It is checked before anybody relies on it."""
    if not problem:
        return None
    text = f"The expression cannot be used: {problem}"
    hint = "It speaks of the fields of the stage's snapshot, and is true when all is"
    return Violation(
        "EXPRESSION_INVALID", "mechanism.predicate.expression", f"{text} {hint} well."
    )


def human_run_cannot_close(name: str, *, human_run: bool) -> Violation | None:
    """What people run by themselves cannot be replayed."""
    if not human_run:
        return None
    text = f"{name} is run by people: there is nothing to replay."
    hint = "It is listed as it is; propose a check that a machine evaluates."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", name, f"{text} {hint}")


def origin_missing(name: str, incidents: Sequence[str]) -> Violation | None:
    """A check is born from an incident."""
    if incidents:
        return None
    text = f"{name} was made after no COE, so nothing can be replayed."
    return Violation("ORIGIN_MISSING", name, f"{text} Propose it after one.")


def incident_not_recorded(name: str, coe: str, what: str) -> Violation:
    """Only what was recorded can be replayed."""
    text = f"For {coe} nothing was recorded that {name} could be asked of: {what}."
    hint = "Name the recorded subject that went wrong, as `incident`."
    return Violation("INCIDENT_NOT_RECORDED", name, f"{text} {hint}")


def correction_missing(name: str, coe: str, what: str) -> Violation:
    """A check that nothing passes is a wall."""
    text = f"Nobody has said what {coe} looks like corrected."
    return Violation("CORRECTION_MISSING", name, f"{text} Give {what}.")


def not_told_apart(name: str, proof: Proof) -> Violation | None:
    """It fails on the incident, and passes on the corrected one, or it is no check."""
    if proof.tells_apart:
        return None
    text = f"{name} says {proof.said_then} on {proof.incident} of {proof.coe}, and"
    more = f"{proof.said_now} on the corrected one ({proof.corrected[:200]})."
    hint = "It has to say FAIL, then PASS. Change what it checks."
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {more} {hint}")


def incidents_forgotten(name: str, left: Sequence[str]) -> Violation | None:
    """No incident is ever forgotten."""
    if not left:
        return None
    text = f"{name} is not proved on {', '.join(left)}."
    return Violation("MECHANISM_UNPROVEN", name, f"{text} Replay every incident.")


def incident_unknown(
    name: str, replayed: Sequence[str], incidents: Sequence[str]
) -> Violation | None:
    """Only what it was made after, or what escaped it, is replayed."""
    strangers = [coe for coe in replayed if coe not in incidents]
    if not strangers:
        return None
    text = f"{', '.join(strangers)} is no incident behind {name}."
    hint = f"Replay {', '.join(incidents)}."
    return Violation("INCIDENT_UNKNOWN", name, f"{text} {hint}")


def mechanism_escaped(
    name: str, version: int, escapes: Sequence[str]
) -> Violation | None:
    """What has let one through is not proved any more."""
    if not escapes:
        return None
    text = f"{name} v{version} let through {', '.join(escapes)}."
    hint = "Improve it: the next version is proved on those, too."
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {hint}")


def prover_is_proposer(name: str, proposer: str, by: Actor) -> Violation | None:
    """A guard whose author lets it in is no guard."""
    if by.name != proposer:
        return None
    text = f"You proposed {name} yourself. Ask a reviewer of another team."
    return Violation("PROVER_IS_PROPOSER", name, text)


def reviewer_in_same_team(name: str, team: str, by: Actor) -> Violation | None:
    """No team judges its own mechanisms."""
    if by.team != team:
        return None
    text = f"{name} is kept by your own team, {team}. Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", name, text)


def not_on_team(name: str, team: str, by: Actor) -> Violation | None:
    """Who keeps it, decides."""
    if by.team == team:
        return None
    return Violation("NOT_ON_TEAM", name, f"{name} is kept by {team}. Ask them.")


def checklist_budget_exceeded(
    name: str, path: str, used: int, budget: int, least_useful: Sequence[str]
) -> Violation | None:
    """A checklist that only grows becomes Day 2."""
    if used < budget:
        return None
    text = f"{used} of {budget} blocking items of a {path} review are used."
    hint = f"Retire or merge one: {', '.join(least_useful)}."
    return Violation("CHECKLIST_BUDGET_EXCEEDED", name, f"{text} {hint}")


def too_many_false_alarms(
    name: str, backtest: Backtest, limit: float, sample: int
) -> Violation | None:
    """Who cries wolf is switched off."""
    ratio = backtest.false_alarm_ratio
    if backtest.subjects < sample or ratio <= limit:
        return None
    harmless = backtest.would_have_blocked - backtest.caught
    text = (
        f"{name} would have stopped {harmless} of {backtest.subjects} past subjects"
        f" after which nothing bad was heard of: {ratio:.0%}, and {limit:.0%} is the"
        " limit."
    )
    some = ", ".join(backtest.blocked[:NAMED_AT_MOST])
    hint = f"Narrow its scope or what it checks. It would have stopped: {some}."
    return Violation("TOO_MANY_FALSE_ALARMS", name, f"{text} {hint}")


def inspection_missing(name: str, *, inspected: bool) -> Violation | None:
    """Look before you delete it."""
    if inspected:
        return None
    text = f"Nobody has inspected this version of {name}."
    hint = "Inspect it first: are its outputs reached, is it needed, who owns whom?"
    return Violation("INSPECTION_MISSING", name, f"{text} {hint}")


def sunset_passed(
    name: str, sunset_at: datetime | None, at: datetime
) -> Violation | None:
    """An end lies ahead."""
    if sunset_at is None or sunset_at > at:
        return None
    text = f"The sunset of {name} would lie in the past. Choose a time ahead."
    return Violation("SUNSET_PASSED", name, text)


def nothing_changed(name: str, *, changed: bool) -> Violation | None:
    """A next version is another one."""
    if changed:
        return None
    text = f"{name} would be what it is. Change what it checks, asks or says."
    return Violation("NOTHING_CHANGED", name, text)


def not_external(name: str, *, external: bool) -> Violation | None:
    """Only what is evaluated outside is reported."""
    if external:
        return None
    text = f"{name} is evaluated by its consumers; nobody reports on it."
    hint = "Report on mechanisms whose tool is an external check."
    return Violation("NOT_EXTERNAL", name, f"{text} {hint}")


def inspection_overdue(
    name: str, due_at: datetime | None, at: datetime, *, told: bool
) -> Violation | None:
    """What nobody looks at, owns us."""
    if not told and not (due_at and due_at <= at):
        return None
    text = f"Nobody has inspected {name} when somebody should have."
    hint = "Inspect it, or it will only warn."
    return Violation("INSPECTION_OVERDUE", name, f"{text} {hint}")


def sunset_near(
    name: str, sunset_at: datetime | None, at: datetime, notice: timedelta
) -> Violation | None:
    """Renew it with evidence, or let it go."""
    if sunset_at is None or sunset_at > at + notice:
        return None
    text = f"{name} ends by itself on {sunset_at:%Y-%m-%d}."
    return Violation("SUNSET_NEAR", name, f"{text} Inspect it to put that off.")


def never_fired(
    name: str, fired_at: datetime | None, at: datetime, limit: timedelta
) -> Violation | None:
    """What stops nobody is retired, or narrow."""
    if fired_at is None or fired_at > at - limit:
        return None
    text = f"{name} has said no to nobody since {fired_at:%Y-%m-%d}."
    return Violation("NEVER_FIRED", name, f"{text} Is it still needed? Inspect it.")


def not_active(name: str, missing: Sequence[str]) -> Violation | None:
    """An adoption gap is an alert."""
    if not missing:
        return None
    text = f"{name} does not protect yet. Its version is not at: {', '.join(missing)}."
    return Violation("MECHANISM_NOT_ACTIVE", name, f"{text} Look at them.")
