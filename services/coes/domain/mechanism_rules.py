"""The rules of mechanisms. Each is named after its reason, and says what to do."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chassis.checks import CheckResult, ReviewQuestion, Risk
from chassis.domain import Actor, Violation

from .proofs import FAIL, PASS, Backtest, Proof

NAMED_AT_MOST = 5


def outputs_missing(outputs: str) -> Violation | None:
    """A mechanism says which result is wanted."""
    if outputs.strip():
        return None
    text = "Nobody knows what it is for. Say first which result is wanted."
    return Violation("OUTPUTS_MISSING", "mechanism.outputs", text)


def message_missing(message: str) -> Violation | None:
    """A mechanism says what is wrong when it fails."""
    if message.strip():
        return None
    text = "Whoever it stops would not know why. Say what is wrong when it fails."
    return Violation("MESSAGE_MISSING", "mechanism.message", text)


def no_fix_hint(fix_hint: str) -> Violation | None:
    """A mechanism says what to do about a failure."""
    if fix_hint.strip():
        return None
    text = "Whoever it stops would not know what to do. Say how to put it right."
    return Violation("NO_FIX_HINT", "mechanism.fix_hint", text)


def tool_missing(*, has_tool: bool, human_run: bool) -> Violation | None:
    """A mechanism either has a tool or is run by people."""
    if has_tool != human_run:
        return None
    text = "It is run by people and by a machine at once."
    if not has_tool:
        text = "Nothing evaluates it."
    hint = "Give one tool: a predicate, a question, a guardrail or an external check."
    return Violation("TOOL_MISSING", "mechanism", f"{text} {hint}")


def stage_missing(*, has_stage: bool, needs_stage: bool) -> Violation | None:
    """A check that a service asks has a stage."""
    if has_stage or not needs_stage:
        return None
    text = "Nobody knows when it is asked. Give it a scope with a stage."
    return Violation("STAGE_MISSING", "mechanism.scope.stage", text)


def question_without_risk(question: ReviewQuestion | None) -> Violation | None:
    """A question has an answer without risk and one with high risk."""
    if question is None:
        return None
    risks = {answer.risk for answer in question.answers}
    if {Risk.NONE, Risk.HIGH} <= risks:
        return None
    text = "Its question has no answer that is fine, or none that is HIGH."
    hint = "Give both: it has to tell an incident from a corrected one."
    return Violation(
        "QUESTION_WITHOUT_RISK", "mechanism.question.answers", f"{text} {hint}"
    )


def expression_invalid(problem: str) -> Violation | None:
    """An expression can be compiled."""
    if not problem:
        return None
    text = f"The expression cannot be used: {problem}"
    hint = "It speaks of the fields of the stage's snapshot, and is true when all is"
    return Violation(
        "EXPRESSION_INVALID", "mechanism.predicate.expression", f"{text} {hint} well."
    )


def expression_failed(name: str, subject: str, problem: str) -> Violation:
    """An expression has a value for every recorded subject."""
    text = f"The expression cannot be evaluated on {subject}: {problem}"
    hint = "Change it so that it is true or false for every subject of its stage."
    return Violation("EXPRESSION_FAILED", name, f"{text} {hint}")


def correction_invalid(field: str, problem: str) -> Violation:
    """What is changed is still a snapshot."""
    text = f"After the change this is not a snapshot any more: {problem[:300]}"
    hint = "Name fields of the snapshot as in its JSON, and give values of their types."
    return Violation("CORRECTION_INVALID", field, f"{text} {hint}")


def human_run_cannot_close(name: str, *, human_run: bool) -> Violation | None:
    """What people run by themselves cannot be replayed."""
    if not human_run:
        return None
    text = f"{name} is run by people: there is nothing to replay."
    hint = "It is listed as it is; propose a check that a machine evaluates."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", name, f"{text} {hint}")


def origin_missing(name: str, incidents: Sequence[str]) -> Violation | None:
    """A mechanism that is proved was made after a COE."""
    if incidents:
        return None
    text = f"{name} was made after no COE, so nothing can be replayed."
    return Violation("ORIGIN_MISSING", name, f"{text} Propose it after one.")


def incident_not_recorded(name: str, coe: str, what: str) -> Violation:
    """Only what was recorded can be replayed."""
    text = f"For {coe} nothing was recorded that {name} could be asked of: {what}."
    hint = "Name the recorded subject that went wrong, as `incident.subject`."
    return Violation("INCIDENT_NOT_RECORDED", name, f"{text} {hint}")


def correction_missing(name: str, coe: str, what: str) -> Violation:
    """A replay has a corrected incident."""
    text = f"Nobody has said what {coe} looks like corrected."
    return Violation("CORRECTION_MISSING", name, f"{text} Give {what}.")


def not_told_apart(name: str, proof: Proof) -> Violation | None:
    """A proof fails on the incident and passes on the corrected one."""
    if proof.tells_apart:
        return None
    replay = proof.replay
    cases = [(replay.incident, proof.said_on_incident, FAIL)]
    cases += [
        (it, said, FAIL)
        for it, said in zip(replay.mutated, proof.said_on_mutated, strict=True)
    ]
    cases.append((replay.corrected, proof.said_on_corrected, PASS))
    wrong = [
        f"{_word(said)} instead of {_word(wanted)} on {case.words[:200]}"
        for case, said, wanted in cases
        if case and said is not wanted
    ]
    text = f"For {proof.coe}, {name} says {', and '.join(wrong)}."
    hint = "It has to fail on the incident and pass on the corrected one."
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {hint}")


def incidents_forgotten(name: str, left: Sequence[str]) -> Violation | None:
    """A proof covers every incident."""
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
    """A mechanism that did not prevent an incident is not proved any more."""
    if not escapes:
        return None
    text = f"{name} v{version} let through {', '.join(escapes)}."
    hint = "Improve it: the next version is proved on those, too."
    return Violation("MECHANISM_UNPROVEN", name, f"{text} {hint}")


def prover_is_proposer(name: str, proposer: str, by: Actor) -> Violation | None:
    """The proposer of a mechanism does not adopt or reject it."""
    if by.name != proposer:
        return None
    text = f"You proposed {name} yourself. Ask a reviewer of another team."
    return Violation("PROVER_IS_PROPOSER", name, text)


def reviewer_in_same_team(name: str, team: str, by: Actor) -> Violation | None:
    """A mechanism is adopted or rejected by another team."""
    if by.team != team:
        return None
    text = f"{name} is kept by your own team, {team}. Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", name, text)


def not_on_team(name: str, team: str, by: Actor) -> Violation | None:
    """The owner team of a mechanism keeps it."""
    if by.team == team:
        return None
    return Violation("NOT_ON_TEAM", name, f"{name} is kept by {team}. Ask them.")


def checklist_budget_exceeded(
    name: str, path: str, used: int, budget: int, least_useful: Sequence[str]
) -> Violation | None:
    """A checklist has a limited number of blocking items."""
    if used < budget:
        return None
    text = f"{used} of {budget} blocking items of a {path} review are used."
    hint = f"Retire or merge one: {', '.join(least_useful)}."
    return Violation("CHECKLIST_BUDGET_EXCEEDED", name, f"{text} {hint}")


def too_many_false_alarms(
    name: str, backtest: Backtest, limit: float, sample: int
) -> Violation | None:
    """A mechanism has few false alarms in its back-test."""
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
    """A mechanism is inspected before it is retired."""
    if inspected:
        return None
    text = f"Nobody has inspected this version of {name}."
    hint = "Inspect it first: are its outputs reached, is it needed, who owns whom?"
    return Violation("INSPECTION_MISSING", name, f"{text} {hint}")


def sunset_passed(
    name: str, sunset_at: datetime | None, at: datetime
) -> Violation | None:
    """A sunset is in the future."""
    if sunset_at is None or sunset_at > at:
        return None
    text = f"The sunset of {name} would lie in the past. Choose a time ahead."
    return Violation("SUNSET_PASSED", name, text)


def nothing_changed(name: str, *, changed: bool) -> Violation | None:
    """A next version differs from the present one."""
    if changed:
        return None
    text = f"{name} would be what it is. Change what it checks, asks or says."
    return Violation("NOTHING_CHANGED", name, text)


def not_external(name: str, *, external: bool) -> Violation | None:
    """Only an external check gets reports."""
    if external:
        return None
    text = f"{name} is evaluated by its consumers; nobody reports on it."
    hint = "Report on mechanisms whose tool is an external check."
    return Violation("NOT_EXTERNAL", name, f"{text} {hint}")


def inspection_overdue(
    name: str, due_at: datetime | None, at: datetime, *, told: bool
) -> Violation | None:
    """A mechanism gets a warning when its inspection is overdue."""
    if not told and not (due_at and due_at <= at):
        return None
    text = f"The inspection of {name} is overdue."
    hint = "Inspect it, or it will only warn."
    return Violation("INSPECTION_OVERDUE", name, f"{text} {hint}")


def sunset_near(
    name: str, sunset_at: datetime | None, at: datetime, notice: timedelta
) -> Violation | None:
    """A mechanism gets a warning before its sunset."""
    if sunset_at is None or sunset_at > at + notice:
        return None
    text = f"{name} ends by itself on {sunset_at:%Y-%m-%d}."
    return Violation("SUNSET_NEAR", name, f"{text} Inspect it to put that off.")


def never_fired(
    name: str, fired_at: datetime | None, at: datetime, limit: timedelta
) -> Violation | None:
    """A mechanism gets a warning when it has not failed for a long time."""
    if fired_at is None or fired_at > at - limit:
        return None
    text = f"{name} has refused nothing since {fired_at:%Y-%m-%d}."
    return Violation("NEVER_FIRED", name, f"{text} Is it still needed? Inspect it.")


def not_active(name: str, missing: Sequence[str]) -> Violation | None:
    """A mechanism gets a warning while a consumer does not act on it."""
    if not missing:
        return None
    text = f"{name} does not protect yet. Its version is not at: {', '.join(missing)}."
    return Violation("MECHANISM_NOT_ACTIVE", name, f"{text} Look at them.")


def _word(said: CheckResult) -> str:
    return said.removeprefix("CHECK_RESULT_")
