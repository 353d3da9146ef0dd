"""Replays incidents: a mechanism fails on what was recorded, and passes on its fix.

It also asks the mechanism of what was recorded lately: how many would it have stopped,
and how many of those went wrong?
"""

from collections.abc import Mapping, Sequence

from chassis.checks import CheckResult, GuardrailTool, ReviewQuestion, Risk, Stage
from chassis.domain import Violation, id_in

from ..domain import mechanism_rules as rules
from ..domain.coe import Coe
from ..domain.design import Design, breaks
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from ..domain.proofs import FAIL, PASS, Backtest, Proof, Recorded, Replay, Trial
from .ports import Work

REPORTS_AT_MOST = 1000
NAMED_AT_MOST = 20
RECORDED_KINDS = ("experiments/", "ideas/", "reviews/")
SAID = {Risk.NONE: PASS, Risk.HIGH: FAIL}


def trial_of(
    work: Work,
    mechanism: Mechanism,
    design: Design,
    given: Sequence[Replay],
    policy: Policy,
) -> Trial:
    """Replay every incident behind a mechanism, and ask it of the past.

    How an incident is replayed is remembered. Raises `InvalidInput` for an expression
    or a correction that cannot be used.
    """
    known = {each.coe: each for each in (*mechanism.replays, *given)}
    incidents = mechanism.incidents
    replays = tuple(known.get(coe) or Replay(coe=coe) for coe in incidents)
    came = [_replayed(work, mechanism.name, design, each) for each in replays]
    stranger = rules.incident_unknown(
        mechanism.name, [each.coe for each in given], incidents
    )
    problems = [each for each in (stranger, *came) if isinstance(each, Violation)]
    return Trial(
        replays=replays,
        proofs=tuple(each for each in came if isinstance(each, Proof)),
        problems=tuple(problems),
        backtest=back_test(work, design, policy),
    )


def back_test(work: Work, design: Design, policy: Policy) -> Backtest:
    """Ask it of what was recorded lately. Raises `InvalidInput`."""
    since = work.now - policy.backtest_window
    if design.scope is None:
        return Backtest(since=since)
    stage, limit = design.scope.stage, policy.backtest_limit
    recent = work.evidence.recent(stage, since, limit + 1)
    looked_at = recent[:limit]
    subjects = [it for it in looked_at if design.scope.covers(stage, it.subject)]
    stopped = _stopped(work, design, subjects)
    asked = design.predicate or design.guardrail
    return Backtest(
        subjects=len(subjects),
        blocked=tuple(each.name for each in stopped[:NAMED_AT_MOST]),
        would_have_blocked=len(stopped),
        caught=sum(each.went_wrong for each in stopped),
        since=since,
        truncated=len(recent) > limit,
        skipped=0 if asked else len(subjects),
    )


def _stopped(
    work: Work, design: Design, subjects: Sequence[Recorded]
) -> list[Recorded]:
    if design.predicate:
        holds = work.predicates.holds
        return [each for each in subjects if not holds(design.predicate, each)]
    if design.guardrail:
        guardrail, names = design.guardrail, [each.name for each in subjects]
        broken = {
            each.experiment
            for each in work.evidence.breaches(guardrail.metric, names)
            if breaks(guardrail, each.value) and each.units >= guardrail.min_units
        }
        return [each for each in subjects if each.name in broken]
    return []


def _replayed(
    work: Work, name: str, design: Design, given: Replay
) -> Proof | Violation:
    coe = work.coes.get(id_in(given.coe))
    if design.predicate:
        return _predicate(work, name, design, coe, given)
    if design.guardrail:
        return _guardrail(work, name, design.guardrail, coe, given)
    if design.question:
        return _question(work, name, design.question, coe, given)
    return _external(work, name, coe)


def _predicate(
    work: Work, name: str, design: Design, coe: Coe, given: Replay
) -> Proof | Violation:
    stage = design.stage
    incident = _incident(work, stage, coe, given)
    if incident is None:
        what = (
            given.incident or f"{coe.report.source or 'an unknown source'} at {stage}"
        )
        return rules.incident_not_recorded(name, coe.name, what)
    if given.patch:
        right, words = work.predicates.corrected(incident, given.patch), given.patch
    elif given.subject and (other := work.evidence.latest(stage, given.subject)):
        right, words = other, given.subject
    else:
        what = "a change to the recorded snapshot, or a recorded subject that is right"
        return rules.correction_missing(name, coe.name, what)
    holds = work.predicates.holds
    return Proof(
        coe=coe.name,
        incident=incident.name,
        said_then=PASS if holds(design.predicate, incident) else FAIL,
        corrected=words,
        said_now=PASS if holds(design.predicate, right) else FAIL,
        at=work.now,
    )


def _incident(work: Work, stage: Stage, coe: Coe, given: Replay) -> Recorded | None:
    """Return what was recorded of the incident, and of no other one."""
    names = [given.incident] if given.incident else [coe.report.source, coe.idea]
    found = (work.evidence.latest(stage, name) for name in names if name)
    return next((it for it in found if it and _belongs(it, coe)), None)


def _belongs(recorded: Recorded, coe: Coe) -> bool:
    own = recorded.name == coe.report.source or (coe.idea and recorded.idea == coe.idea)
    # Nothing is recorded of a service: whoever reviews the COE sees what was replayed.
    return bool(own) or not coe.report.source.startswith(RECORDED_KINDS)


def _guardrail(
    work: Work, name: str, guardrail: GuardrailTool, coe: Coe, given: Replay
) -> Proof | Violation:
    broken = [
        each.value
        for each in work.evidence.breaches(guardrail.metric, [coe.report.source])
        if each.units >= guardrail.min_units
    ]
    shown = [
        each.value
        for each in coe.report.metrics
        if each.metric == guardrail.metric and each.evidence_url
    ]
    values = broken or shown
    if not values:
        what = f"{guardrail.metric}, as a breach or as a metric with a link to its data"
        return rules.incident_not_recorded(name, coe.name, what)
    if given.value is None:
        what = f"a value of {guardrail.metric} that is fine"
        return rules.correction_missing(name, coe.name, what)
    then = next((each for each in values if breaks(guardrail, each)), values[0])
    return Proof(
        coe=coe.name,
        incident=f"{guardrail.metric} = {then:.10g}",
        said_then=FAIL if breaks(guardrail, then) else PASS,
        corrected=f"{guardrail.metric} = {given.value:.10g}",
        said_now=FAIL if breaks(guardrail, given.value) else PASS,
        at=work.now,
    )


def _question(
    work: Work, name: str, question: ReviewQuestion, coe: Coe, given: Replay
) -> Proof | Violation:
    risks: Mapping[str, Risk] = {each.id: each.risk for each in question.answers}
    if given.answer_now not in risks or given.answer_then not in {"", *risks}:
        what = f"two of its answers: {', '.join(risks)}"
        return rules.correction_missing(name, coe.name, what)
    # "None of these" is the riskiest answer there is.
    then = risks.get(given.answer_then, Risk.HIGH)
    return Proof(
        coe=coe.name,
        incident=f"answer {given.answer_then or 'none of these'}",
        said_then=SAID.get(then, then),
        corrected=f"answer {given.answer_now}",
        said_now=SAID.get(risks[given.answer_now], risks[given.answer_now]),
        at=work.now,
    )


def _external(work: Work, name: str, coe: Coe) -> Proof | Violation:
    reports = work.check_reports.newest(name, REPORTS_AT_MOST)[::-1]
    failed = [each for each in reports if each.result is CheckResult.FAIL]
    if not failed:
        what = "a report that says FAIL"
        return rules.incident_not_recorded(name, coe.name, what)
    first = failed[0]
    passed = [
        each
        for each in reports
        if each.result is CheckResult.PASS
        and each.subject == first.subject
        and each.at > first.at
    ]
    if not passed:
        what = f"a later report on {first.subject} that says PASS"
        return rules.correction_missing(name, coe.name, what)
    return Proof(
        coe=coe.name,
        incident=f"report on {first.subject} of {first.at:%Y-%m-%d %H:%M:%S}",
        said_then=FAIL,
        corrected=f"report on {first.subject} of {passed[0].at:%Y-%m-%d %H:%M:%S}",
        said_now=PASS,
        at=work.now,
    )
