"""What coes does when other services speak, and when time passes."""

from collections.abc import Sequence

from chassis.checks import CheckActivated, CheckEvaluated, CheckResult
from chassis.domain import id_in

from ..domain.breach import Breach, Harm
from ..domain.coe import Coe
from ..domain.heard import Heard
from ..domain.policy import Policy
from ..domain.proofs import Counters, MeasuredMetric, Recorded
from ..domain.report import IncidentSeverity
from .knowledge import settle, settle_those_of
from .mechanism_commands import counters_of
from .ports import Work

AT_ONCE = 50
"""How many of each kind are woken in one transaction."""


def guardrail_broke(work: Work, breach: Breach) -> None:
    """Open a COE; the same incident told again is counted while it is open.

    Raises `AlreadyExists` when another instance is opening it right now: the event
    waits a moment, and then finds it.
    """
    if known := work.coes.of_incident(breach.incident_key):
        _repeat(work, known)
        return
    coe = Coe.of_incident(work.new_id(), breach, by=work.actor, at=work.now)
    work.coes.add(coe)


def mechanism_fired(
    work: Work, mechanism: str, experiment: str, owner: str, *, paused: bool
) -> None:
    """Count the breach of a guardrail that a mechanism brought; nobody else does.

    What it stops is the owner's.
    """
    if found := work.mechanisms.find(id_in(mechanism)):
        work.evaluations.keep(
            CheckEvaluated(
                mechanism=mechanism,
                version=found.number,
                subject=experiment,
                stage=found.design.stage,
                result=CheckResult.FAIL,
                blocked=paused,
                actor=owner,
                at=work.now,
            )
        )


def experiment_harmed(work: Work, harm: Harm) -> None:
    """Open a COE for an abort after harm, unless there is one on the experiment.

    One of low severity is about something else.
    """
    known = work.coes.of_incident(harm.incident_key)
    known = known or work.coes.open_on(harm.experiment)
    if known and known.report.severity is not IncidentSeverity.LOW:
        _repeat(work, known)
        return
    coe = Coe.of_incident(work.new_id(), harm, by=work.actor, at=work.now)
    work.coes.add(coe)


def hear(
    work: Work,
    heard: Heard,
    *people: str,
    recorded: Recorded | None = None,
    measures: Sequence[MeasuredMetric] = (),
) -> None:
    """Remember what others told, and whom they named."""
    work.hearsay.keep(heard)
    behind = work.cause.on_behalf
    work.people.learn(*people, *([behind.name] if behind else []))
    if recorded:
        work.evidence.keep(recorded)
    work.evidence.keep_measures(measures)


def check_activated(work: Work, event: CheckActivated, policy: Policy) -> None:
    """Note who has which version; once all have it, what waited for it goes on."""
    mechanism = work.mechanisms.find(id_in(event.mechanism))
    if mechanism is None:
        return
    mechanism.consumed(
        event.service,
        event.version,
        active=event.active,
        unsupported=event.unsupported,
        by=work.actor,
        at=event.at,
    )
    work.mechanisms.save(mechanism)
    settle_those_of(work, mechanism.name, policy)


def check_evaluated(work: Work, event: CheckEvaluated, policy: Policy) -> None:
    """Count it; an exception is looked at again, once it may prove harmless."""
    work.evaluations.keep(event)
    if event.result is not CheckResult.EXCEPTION:
        return
    mechanism = work.mechanisms.find(id_in(event.mechanism))
    if mechanism:
        mechanism.excuse(by=work.actor, at=work.now, policy=policy)
        work.mechanisms.save(mechanism)


def erase_text(work: Work, subject: str) -> None:
    """Forget every text that came with events about a subject."""
    work.hearsay.erase(subject)
    work.evidence.erase(subject)
    for coe in work.coes.about(subject):
        coe.erase(by=work.actor, at=work.now)
        work.coes.save(coe)
        for mechanism in work.mechanisms.of_origin(coe.name):
            title = coe.report.title
            mechanism.retitle(coe.name, title, by=work.actor, at=work.now)
            work.mechanisms.save(mechanism)


def wake_due(work: Work, policy: Policy) -> int:
    """Do what time has brought; return to how many."""
    coes = work.coes.due(AT_ONCE)
    for coe in coes:
        settle(work, coe, policy)
        coe.wake(by=work.actor, at=work.now)
        work.coes.save(coe)
    mechanisms = work.mechanisms.due(AT_ONCE)
    counters = counters_of(work, mechanisms, policy)
    for mechanism in mechanisms:
        mechanism.wake(
            by=work.actor,
            at=work.now,
            policy=policy,
            counters=counters.get(mechanism.name, Counters()),
        )
        work.mechanisms.save(mechanism)
        settle_those_of(work, mechanism.name, policy)
    return len(coes) + len(mechanisms)


def _repeat(work: Work, known: Coe) -> None:
    known.repeat(by=work.actor, at=work.now)
    work.coes.save(known)
