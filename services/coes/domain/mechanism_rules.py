"""The rules of mechanisms. Each is named after its reason, and says what to do."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from chassis.checks import ReviewQuestion, Risk
from chassis.domain import Actor, Violation
from chassis.figures import percentages
from chassis.labels import Label

from .people import OnCall
from .proofs import FAIL, PASS, Backtest, Proof, ProofEvidence, ProofStrength

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
    lacks = (
        "no answer without a risk" if Risk.NONE not in risks else "none that is HIGH"
    )
    text = f"Its question has {lacks}."
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


def predicate_looks_at_identity(fields: Sequence[str]) -> Violation | None:
    """An expression tells wrong from right, and not one subject from all others."""
    if not fields:
        return None
    text = f"The expression only tells which subject it is, by {', '.join(fields)}."
    hint = "Read what went wrong instead: names, people and ids are not what did, and a"
    return Violation(
        "PREDICATE_LOOKS_AT_IDENTITY",
        "mechanism.predicate.expression",
        f"{text} {hint} free text is no constant: search it, or take its size.",
    )


def expression_failed(mechanism: Label, subject: str, problem: str) -> Violation:
    """An expression has a value for every recorded subject."""
    text = f"The expression cannot be evaluated on {subject}: {problem}"
    hint = "Change it so that it is true or false for every subject of its stage."
    return Violation("EXPRESSION_FAILED", mechanism.name, f"{text} {hint}")


def correction_invalid(field: str, problem: str) -> Violation:
    """What is changed is still a snapshot."""
    text = f"After the change this is not a snapshot any more: {problem[:300]}"
    hint = "Name fields of the snapshot as in its JSON, and give values of their types."
    return Violation("CORRECTION_INVALID", field, f"{text} {hint}")


def human_run_cannot_close(mechanism: Label, *, human_run: bool) -> Violation | None:
    """What people run by themselves cannot be replayed."""
    if not human_run:
        return None
    text = f"{mechanism} is run by people: there is nothing to replay."
    hint = "It is listed as it is; propose a check that a machine evaluates."
    return Violation("HUMAN_RUN_CANNOT_CLOSE", mechanism.name, f"{text} {hint}")


def origin_missing(mechanism: Label, incidents: Sequence[str]) -> Violation | None:
    """A mechanism that is proved was made after a COE."""
    if incidents:
        return None
    text = f"{mechanism} was made after no COE, so nothing can be replayed."
    return Violation("ORIGIN_MISSING", mechanism.name, f"{text} Propose it after one.")


def incident_not_recorded(mechanism: Label, coe: Label, what: str) -> Violation:
    """Only what was recorded can be replayed."""
    text = f"For {coe} nothing was recorded that {mechanism} could be asked of: {what}."
    hint = "Name the recorded subject that went wrong, as `incident.subject`."
    return Violation("INCIDENT_NOT_RECORDED", mechanism.name, f"{text} {hint}")


def correction_missing(mechanism: Label, coe: Label, what: str) -> Violation:
    """A replay has a corrected incident."""
    text = f"Nobody has said what {coe} looks like corrected."
    return Violation("CORRECTION_MISSING", mechanism.name, f"{text} Give {what}.")


def mutated_incident_missing(mechanism: Label, coe: Label, what: str) -> Violation:
    """A replay has an incident that is as wrong in another way."""
    text = f"{mechanism} could know {coe} by heart: no other incident is replayed."
    hint = f"Give a mutated incident that is as wrong in another way: {what}."
    return Violation("MUTATED_INCIDENT_MISSING", mechanism.name, f"{text} {hint}")


def incident_out_of_scope(mechanism: Label, coe: Label, what: str) -> Violation:
    """A mechanism is replayed on what it is asked of."""
    text = f"{mechanism} would not be asked of {what}, replayed for {coe}."
    hint = "Widen its scope: stage, tags, teams and kind of door."
    return Violation("INCIDENT_OUT_OF_SCOPE", mechanism.name, f"{text} {hint}")


def not_told_apart(mechanism: Label, coe: Label, proof: Proof) -> Violation | None:
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
    text = f"For {coe}, {mechanism} says {', and '.join(wrong)}."
    hint = "It has to fail on the incident and pass on the corrected one."
    return Violation("MECHANISM_UNPROVEN", mechanism.name, f"{text} {hint}")


def proof_too_weak(
    mechanism: Label, evidence: ProofEvidence, severe: Sequence[str]
) -> Violation | None:
    """What corrects an incident of high severity is proved well."""
    if not severe or evidence.strength is ProofStrength.STRONG:
        return None
    text = (
        f"{mechanism} is made after an incident of high severity ({', '.join(severe)}),"
        f" and its proof is {_word(evidence.strength, 'PROOF_STRENGTH_')}: incidents"
        f" on which it fails: {evidence.incidents}; variants of them:"
        f" {evidence.mutated_incidents}; recorded subjects in its scope that pass it"
        f" and went well: {evidence.recorded_passes}."
    )
    hint = (
        "Prove it again when three have passed, or widen its scope to where they did."
    )
    if evidence.searches_text:
        hint = (
            "It looks for words in a free text, which the next author writes "
            "differently. Read numbers, choices or lists instead."
        )
    return Violation("PROOF_TOO_WEAK", mechanism.name, f"{text} {hint}")


def only_warns(mechanism: Label, coes: Sequence[str]) -> Violation | None:
    """A mechanism that COEs rely on goes on to block."""
    if not coes:
        return None
    text = f"{mechanism} would only warn, and these rely on it: {', '.join(coes)}."
    hint = "Let it block, or retire it."
    return Violation("MECHANISM_ONLY_WARNS", mechanism.name, f"{text} {hint}")


def incidents_forgotten(mechanism: Label, left: Sequence[str]) -> Violation | None:
    """A proof covers every incident."""
    if not left:
        return None
    text = f"{mechanism} is not proved on {', '.join(left)}."
    return Violation(
        "MECHANISM_UNPROVEN", mechanism.name, f"{text} Replay every incident."
    )


def incident_unknown(
    mechanism: Label, replayed: Sequence[str], incidents: Mapping[str, Label]
) -> Violation | None:
    """Only what it was made after, or what escaped it, is replayed."""
    strangers = [coe for coe in replayed if coe not in incidents]
    if not strangers:
        return None
    text = f"{', '.join(strangers)} is no incident behind {mechanism}."
    hint = f"Replay {', '.join(map(str, incidents.values()))}."
    return Violation("INCIDENT_UNKNOWN", mechanism.name, f"{text} {hint}")


def mechanism_escaped(
    mechanism: Label, version: int, escapes: Sequence[str]
) -> Violation | None:
    """A mechanism that did not prevent an incident is not proved any more."""
    if not escapes:
        return None
    text = f"{mechanism} v{version} let through {', '.join(escapes)}."
    hint = "Improve it: the next version is proved on those, too."
    return Violation("MECHANISM_UNPROVEN", mechanism.name, f"{text} {hint}")


def prover_is_proposer(mechanism: Label, proposer: str, by: Actor) -> Violation | None:
    """The proposer of a mechanism does not adopt or reject it."""
    if by.name != proposer:
        return None
    text = f"You proposed {mechanism} yourself. Ask a reviewer of another team."
    return Violation("PROVER_IS_PROPOSER", mechanism.name, text)


def reviewer_is_no_person(mechanism: Label, by: Actor) -> Violation | None:
    """A mechanism is judged by a person, who has a team."""
    if by.name.startswith("people/") and by.team:
        return None
    text = (
        f"{by.name} is no person. Ask a reviewer of another team to judge {mechanism}."
    )
    return Violation("REVIEWER_IS_NO_PERSON", mechanism.name, text)


def reviewer_in_same_team(
    mechanism: Label, teams: Collection[str], by: Actor
) -> Violation | None:
    """A mechanism is judged by who neither keeps nor proposed it, nor was hit."""
    if by.team not in teams:
        return None
    text = (
        f"{mechanism} is up to your own team, {by.team}: it keeps it, proposed it, or"
    )
    hint = "has the COE that it is made after. Ask a reviewer of another team."
    return Violation("REVIEWER_IN_SAME_TEAM", mechanism.name, f"{text} {hint}")


def not_on_call(
    mechanism: Label,
    consumers: Sequence[str],
    on_call: OnCall,
    refused: Collection[str],
    by: Actor,
) -> Violation | None:
    """A mechanism is suspended by who is on call where it acts, and was not stopped."""
    rota = {service: on_call[service] for service in consumers if service in on_call}
    stood_in_for = {each.team for each in rota.values() if each.name in refused}
    if by.name not in refused and (
        by.name in {each.name for each in rota.values()} or by.team in stood_in_for
    ):
        return None
    who = ", ".join(f"{each.name} for {service}" for service, each in rota.items())
    text = f"{mechanism} is suspended by who is on call: {who or 'nobody'}."
    if by.name in refused:
        text = f"{mechanism} has refused something of yours lately. {text}"
    hint = (
        "Ask them; if it refused something of theirs, ask another member of the team."
    )
    return Violation("NOT_ON_CALL", mechanism.name, f"{text} {hint}")


def suspended_lately(
    mechanism: Label, until: datetime | None, at: datetime
) -> Violation | None:
    """A version is not suspended again and again."""
    if until is None or at >= until:
        return None
    text = f"This version of {mechanism} was suspended lately: not again before"
    hint = f"{until:%Y-%m-%d %H:%M} UTC. Improve it, or inspect and retire it."
    return Violation("SUSPENDED_LATELY", mechanism.name, f"{text} {hint}")


def not_on_team(mechanism: Label, team: str, by: Actor) -> Violation | None:
    """The owner team of a mechanism keeps it."""
    if by.team == team:
        return None
    return Violation(
        "NOT_ON_TEAM", mechanism.name, f"{mechanism} is kept by {team}. Ask them."
    )


def checklist_budget_exceeded(
    mechanism: Label, path: str, used: int, budget: int, least_useful: Sequence[str]
) -> Violation | None:
    """A checklist has a limited number of blocking items."""
    if used < budget:
        return None
    text = f"{used} of {budget} blocking items of a {path} review are used."
    hint = f"Retire or merge one: {', '.join(least_useful)}."
    return Violation("CHECKLIST_BUDGET_EXCEEDED", mechanism.name, f"{text} {hint}")


def too_many_false_alarms(
    mechanism: Label, backtest: Backtest, limit: float, sample: int
) -> Violation | None:
    """A mechanism has few false alarms in its back-test."""
    ratio = backtest.false_alarm_ratio
    if backtest.subjects < sample or ratio <= limit:
        return None
    harmless = backtest.would_have_blocked - backtest.caught
    share, most = percentages(ratio, limit)
    text = (
        f"{mechanism} would have stopped {harmless} of {backtest.subjects} past"
        f" subjects after which nothing bad was heard of: {share}, and {most} is the"
        " limit."
    )
    some = ", ".join(backtest.blocked[:NAMED_AT_MOST])
    hint = f"Narrow its scope or what it checks. It would have stopped: {some}."
    return Violation("TOO_MANY_FALSE_ALARMS", mechanism.name, f"{text} {hint}")


def inspection_missing(mechanism: Label, *, inspected: bool) -> Violation | None:
    """A mechanism is inspected before it is retired."""
    if inspected:
        return None
    text = f"Nobody has inspected this version of {mechanism}."
    hint = "Inspect it first: are its outputs reached, is it needed, who owns whom?"
    return Violation("INSPECTION_MISSING", mechanism.name, f"{text} {hint}")


def still_needed(mechanism: Label, *, needed: bool) -> Violation | None:
    """What works, is needed and is in hand does not end."""
    if not needed:
        return None
    text = (
        f"The last inspection of {mechanism} found that its outputs are reached, that"
    )
    hint = "it is needed, and that you own it. Inspect it again if that is not so."
    return Violation("STILL_NEEDED", mechanism.name, f"{text} {hint}")


def sunset_passed(
    mechanism: Label, sunset_at: datetime | None, at: datetime
) -> Violation | None:
    """A sunset is in the future."""
    if sunset_at is None or sunset_at > at:
        return None
    text = (
        f"The sunset of {mechanism} would be {sunset_at:%Y-%m-%d %H:%M:%S} UTC: past."
    )
    return Violation("SUNSET_PASSED", mechanism.name, f"{text} Choose a time ahead.")


def nothing_changed(mechanism: Label, *, changed: bool) -> Violation | None:
    """A next version differs from the present one."""
    if changed:
        return None
    text = f"{mechanism} would be what it is. Change what it checks, asks or says."
    return Violation("NOTHING_CHANGED", mechanism.name, text)


def not_external(mechanism: Label, *, external: bool) -> Violation | None:
    """Only an external check gets reports."""
    if external:
        return None
    text = f"{mechanism} is evaluated by its consumers; nobody reports on it."
    hint = "Report on mechanisms whose tool is an external check."
    return Violation("NOT_EXTERNAL", mechanism.name, f"{text} {hint}")


def inspection_overdue(
    mechanism: Label, due_at: datetime | None, at: datetime, *, told: bool
) -> Violation | None:
    """A mechanism gets a warning when its inspection is overdue."""
    if not told and not (due_at and due_at <= at):
        return None
    text = f"The inspection of {mechanism} is overdue."
    hint = "Inspect it, or it will only warn."
    return Violation("INSPECTION_OVERDUE", mechanism.name, f"{text} {hint}")


def sunset_near(
    mechanism: Label, sunset_at: datetime | None, at: datetime, notice: timedelta
) -> Violation | None:
    """A mechanism gets a warning before its sunset."""
    if sunset_at is None or sunset_at > at + notice:
        return None
    text = f"{mechanism} ends by itself on {sunset_at:%Y-%m-%d}."
    return Violation(
        "SUNSET_NEAR", mechanism.name, f"{text} Inspect it to put that off."
    )


def never_fired(
    mechanism: Label, fired_at: datetime | None, at: datetime, limit: timedelta
) -> Violation | None:
    """A mechanism gets a warning when it has not failed for a long time."""
    if fired_at is None or fired_at > at - limit:
        return None
    text = f"{mechanism} has refused nothing since {fired_at:%Y-%m-%d}."
    return Violation(
        "NEVER_FIRED", mechanism.name, f"{text} Is it still needed? Inspect it."
    )


def not_active(mechanism: Label, missing: Sequence[str]) -> Violation | None:
    """A mechanism gets a warning while a consumer does not act on it."""
    if not missing:
        return None
    lacks = ", ".join(missing)
    text = f"{mechanism} does not protect yet. Its version is not at: {lacks}."
    return Violation("MECHANISM_NOT_ACTIVE", mechanism.name, f"{text} Look at them.")


def _word(said: str, prefix: str = "CHECK_RESULT_") -> str:
    return said.removeprefix(prefix)
