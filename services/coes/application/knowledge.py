"""What is known when a COE is judged: its mechanisms, and the people around it."""

from collections.abc import Iterable
from dataclasses import replace

from chassis.checks import CheckResult, Subject
from chassis.domain import id_in

from ..domain.coe import Coe
from ..domain.completeness import Knowledge
from ..domain.corrections import Fix
from ..domain.fixes import fix_by
from ..domain.life import CoeState
from ..domain.mechanism import Mechanism
from ..domain.people import handles_in
from ..domain.policy import Policy
from .ports import Work

REPORTS_AT_MOST = 1000


def people_told(work: Work, texts: Iterable[str]) -> frozenset[str]:
    """Return which handles in these texts are somebody's."""
    handles: frozenset[str] = frozenset().union(*map(handles_in, texts))
    return work.people.among(handles)


def knowledge_on(work: Work, coe: Coe) -> Knowledge:
    """Return what the analysis of a COE is judged against."""
    fixes = fixes_of(work, coe)
    blamed = coe.report.questions.escaped_mechanisms
    strangers = [each for each in blamed if work.mechanisms.find(id_in(each)) is None]
    missing = [fix.mechanism for fix in fixes if not fix.exists]
    subject = subject_of(work, coe)
    return Knowledge(
        people=people_told(work, coe.report.told_causes.values()),
        fixes=fixes,
        prior=tuple(
            str(mechanism.label)
            for mechanism in work.mechanisms.adopted()
            if coe.name not in mechanism.incidents and mechanism.design.covers(subject)
        ),
        unknown=tuple(dict.fromkeys([*missing, *strangers])),
    )


def subject_of(work: Work, coe: Coe) -> Subject:
    """Return what decides whether a COE is in a scope, as far as it is known."""
    recorded = work.evidence.about(coe.report.source)
    if recorded is None:
        return Subject(team=coe.team)
    return replace(recorded.subject, team=recorded.team or coe.team)


def involved_in(work: Work, coe: Coe) -> frozenset[str]:
    """Return whose the source of a COE is: a team and a person, as far as known."""
    source = coe.report.source
    recorded = work.evidence.about(source)
    known = (recorded.team if recorded else "", work.hearsay.owner_of(source))
    return frozenset(filter(None, known))


def fixes_of(work: Work, coe: Coe) -> tuple[Fix, ...]:
    """Return what is known of each mechanism that its corrections name."""
    return tuple(fix_of(work, coe, ref) for ref in coe.report.mechanisms)


def fix_of(work: Work, coe: Coe, name: str) -> Fix:
    """Return what is known of one mechanism."""
    if (mechanism := work.mechanisms.find(id_in(name))) is None:
        return Fix(mechanism=name, exists=False)
    return fix_by(
        mechanism,
        (coe.name, *come_back(work, coe)),
        coe.report.source,
        coe.created_at,
        failing=_is_failing(work, mechanism),
    )


def come_back(work: Work, coe: Coe) -> list[str]:
    """Return the COEs in which its error came back; a dismissed one was none."""
    found = (work.coes.find(id_in(each)) for each in coe.recurrences)
    return [it.name for it in found if it and it.state is not CoeState.DISMISSED]


def _is_failing(work: Work, mechanism: Mechanism) -> bool:
    """Tell whether something that an external check looks at failed last."""
    if not mechanism.design.external:
        return False
    reports = work.check_reports.newest(mechanism.name, REPORTS_AT_MOST)
    last = {each.subject: each.result for each in reversed(reports)}
    return CheckResult.FAIL in last.values()


def settle(work: Work, coe: Coe, policy: Policy) -> Coe:
    """Let it go on, if by now all is put right, and keep it."""
    coe.settle(fixes_of(work, coe), by=work.actor, at=work.now, policy=policy)
    return work.coes.save(coe)


def settle_those_of(work: Work, mechanism: str, policy: Policy) -> None:
    """Let go on what has waited for this mechanism."""
    for coe in work.coes.waiting_for(mechanism):
        settle(work, coe, policy)
