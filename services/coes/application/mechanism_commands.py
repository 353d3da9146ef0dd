"""What people can do with mechanisms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from chassis.checks import CheckEvaluated
from chassis.domain import id_in

from ..domain.admission import Acting
from ..domain.design import Design
from ..domain.loop import LoopHealth
from ..domain.mechanism import Mechanism
from ..domain.people import OnCall
from ..domain.policy import Policy
from ..domain.proofs import Backtest, CheckReport, Counters, Replay
from ..domain.report import IncidentSeverity
from .knowledge import come_back, settle_those_of
from .ports import Work
from .proving import back_test, trial_of


def create_mechanism(
    work: Work,
    mechanism_id: str,
    design: Design,
    origin_coes: tuple[str, ...],
    owner_team: str,
) -> Mechanism:
    """Say that there should be one. Raises `InvalidInput`, `AlreadyExists`."""
    origins = [work.coes.get(id_in(coe)) for coe in origin_coes]
    work.people.learn(work.actor.name)
    problem = _problem(work, design)
    mechanism = Mechanism.propose(
        mechanism_id or work.new_id(),
        design,
        origin_coes,
        owner_team,
        problem=problem,
        by=work.actor,
        at=work.now,
        identity=() if problem else _identity(work, design),
        origin_titles=tuple(coe.report.title for coe in origins),
    )
    return work.mechanisms.add(mechanism)


def prove_mechanism(
    work: Work,
    mechanism_id: str,
    etag: str,
    replays: Sequence[Replay],
    policy: Policy,
) -> Mechanism:
    """Replay its incidents. Raises `NotFound`, `InvalidInput`, `RuleBroken`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.recurrences = _recurrences(work, mechanism)
    mechanism.allow_proof()
    trial = trial_of(work, mechanism, mechanism.design, replays, policy)
    mechanism.prove(trial, by=work.actor, at=work.now)
    return work.mechanisms.save(mechanism)


def backtest_mechanism(work: Work, mechanism_id: str, policy: Policy) -> Backtest:
    """Return what it would have done lately. Raises `NotFound`, `RuleBroken`."""
    mechanism = work.mechanisms.get(mechanism_id)
    return back_test(work, mechanism, mechanism.design, policy)


def adopt_mechanism(
    work: Work, mechanism_id: str, etag: str, policy: Policy
) -> Mechanism:
    """Let it act. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.adopt(
        _others(work, policy),
        hit=_hit(work, mechanism),
        severe=_severe(work, mechanism),
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return _acting(work, mechanism, policy)


def improve_mechanism(  # noqa: PLR0913 - what it becomes, and what shows that it may
    work: Work,
    mechanism_id: str,
    etag: str,
    change: Callable[[Design], Design],
    replays: Sequence[Replay],
    *,
    policy: Policy,
) -> Mechanism:
    """Make it the next version.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    design = change(mechanism.design)
    mechanism.recurrences = _recurrences(work, mechanism)
    problem = _problem(work, design)
    identity = () if problem else _identity(work, design)
    mechanism.allow_change(design, problem, identity, by=work.actor)
    mechanism.improve(
        design,
        trial_of(work, mechanism, design, replays, policy),
        _others(work, policy),
        severe=_severe(work, mechanism),
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return _acting(work, mechanism, policy)


def suspend_mechanism(  # noqa: PLR0913 - why, and who may
    work: Work,
    mechanism_id: str,
    etag: str,
    reason: str,
    *,
    on_call: OnCall,
    policy: Policy,
) -> Mechanism:
    """Stop it for a while.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    since = work.now - policy.suspension
    refused = work.evaluations.refused_lately(mechanism.name, since)
    mechanism.suspend(
        reason, on_call, refused, by=work.actor, at=work.now, policy=policy
    )
    return _acting(work, mechanism, policy)


def resume_mechanism(
    work: Work, mechanism_id: str, etag: str, policy: Policy
) -> Mechanism:
    """Let it act again. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.resume(by=work.actor, at=work.now)
    return _acting(work, mechanism, policy)


def retire_mechanism(
    work: Work, mechanism_id: str, etag: str, reason: str, policy: Policy
) -> Mechanism:
    """End it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.retire(reason, by=work.actor, at=work.now)
    return _acting(work, mechanism, policy)


def reject_mechanism(
    work: Work, mechanism_id: str, etag: str, reason: str
) -> Mechanism:
    """Turn it down. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    hit = _hit(work, mechanism)
    mechanism.reject_proposal(reason, hit, by=work.actor, at=work.now)
    return work.mechanisms.save(mechanism)


def inspect_mechanism(  # noqa: PLR0913 - three answers, and what shows them
    work: Work,
    mechanism_id: str,
    etag: str,
    policy: Policy,
    *,
    outputs_reached: bool,
    still_needed: bool,
    we_own_it: bool,
    evidence: str,
    sunset_at: datetime | None,
) -> Mechanism:
    """Answer for it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.inspect(
        outputs_reached=outputs_reached,
        still_needed=still_needed,
        we_own_it=we_own_it,
        evidence=evidence,
        sunset_at=sunset_at,
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return _acting(work, mechanism, policy)


def report_check_result(
    work: Work, mechanism_id: str, etag: str, report: CheckReport, policy: Policy
) -> Mechanism:
    """Take note of what an external check found. Raises `NotFound`, `RuleBroken`.

    It is about the subject of the check if it names none.
    """
    mechanism = work.mechanisms.get(mechanism_id, etag=etag)
    mechanism.report(by=work.actor, at=work.now)
    external = mechanism.design.external
    if external and not report.subject:
        report = replace(report, subject=external.subject)
    work.check_reports.keep(mechanism.name, report)
    if mechanism.is_active:
        work.evaluations.keep(_evaluation(mechanism, report))
    return _acting(work, mechanism, policy)


def loop_health(work: Work, since: datetime) -> LoopHealth:
    """Return how the loop does since then, beside as long before."""
    return work.loop.health(since, work.now)


def counters_of(
    work: Work, mechanisms: Sequence[Mechanism], policy: Policy
) -> Mapping[str, Counters]:
    """Return what each of them did so far, by its name."""
    names = [mechanism.name for mechanism in mechanisms]
    return work.evaluations.counters(names, work.now - policy.harmless_after)


def _others(work: Work, policy: Policy) -> list[Acting]:
    acting = work.mechanisms.adopted()
    counters = counters_of(work, acting, policy)
    return [(it.name, it.design, counters.get(it.name, Counters())) for it in acting]


def _acting(work: Work, mechanism: Mechanism, policy: Policy) -> Mechanism:
    """Keep it, and let go on, or wait, what depends on it."""
    work.mechanisms.save(mechanism)
    settle_those_of(work, mechanism.name, policy)
    return mechanism


def _recurrences(work: Work, mechanism: Mechanism) -> tuple[str, ...]:
    """Return the COEs in which the error of its origins came back."""
    coes = (work.coes.find(id_in(coe)) for coe in mechanism.origin_coes)
    return tuple(name for coe in coes if coe for name in come_back(work, coe))


def _hit(work: Work, mechanism: Mechanism) -> frozenset[str]:
    """Return the teams of the COEs that it was made after."""
    coes = (work.coes.find(id_in(coe)) for coe in mechanism.origin_coes)
    return frozenset(coe.team for coe in coes if coe)


def _severe(work: Work, mechanism: Mechanism) -> list[str]:
    """Return its incidents of high severity, in words."""
    coes = (work.coes.find(id_in(coe)) for coe in mechanism.incidents)
    high = IncidentSeverity.HIGH
    return [str(it.label) for it in coes if it and it.report.severity is high]


def _identity(work: Work, design: Design) -> tuple[str, ...]:
    if not design.predicate or design.scope is None:
        return ()
    return work.predicates.identity(design.scope.stage, design.predicate)


def _problem(work: Work, design: Design) -> str:
    if not design.predicate or design.scope is None:
        return ""
    return work.predicates.problem(design.scope.stage, design.predicate)


def _evaluation(mechanism: Mechanism, report: CheckReport) -> CheckEvaluated:
    return CheckEvaluated(
        mechanism=mechanism.name,
        version=mechanism.number,
        subject=report.subject,
        stage=mechanism.design.stage,
        result=report.result,
        blocked=False,
        actor=report.reporter,
        at=report.at,
    )
