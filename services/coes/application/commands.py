"""What people can do with COEs."""

from collections.abc import Callable
from datetime import datetime

from ..domain.causes import Why
from ..domain.coe import Coe
from ..domain.life import CoeState
from ..domain.policy import Policy
from ..domain.report import Report, TimelineEntry
from . import escaping
from .knowledge import (
    fix_of,
    fixes_of,
    involved_in,
    knowledge_on,
    people_told,
    settle,
)
from .ports import Work


def create_coe(  # noqa: PLR0913 - what is known of it, and what it is known by
    work: Work,
    coe_id: str,
    report: Report,
    *,
    policy: Policy,
    incident_key: str = "",
    recurrence_of: str = "",
) -> tuple[Coe, bool]:
    """Open one, or count a repeat of its incident; tell whether it existed already.

    One that was dismissed does not count.

    Raises `InvalidInput`, `RuleBroken`, `AlreadyExists`, `NotFound`.
    """
    key = f"{report.source}#{incident_key}" if incident_key else ""
    known = work.coes.of_incident(key) if key else None
    if known and known.state is not CoeState.DISMISSED:
        known.tell_again(by=work.actor, at=work.now, policy=policy)
        return work.coes.save(known), True
    work.people.learn(work.actor.name)
    coe = Coe.create(
        coe_id or work.new_id(),
        report,
        by=work.actor,
        at=work.now,
        policy=policy,
        incident_key=key,
        recurrence_of=recurrence_of,
        idea=_idea_of(work, report.source),
        people=people_told(work, report.told_causes.values()),
    )
    work.coes.add(coe)
    if recurrence_of:
        escaping.came_back(work, coe, policy)
    return coe, False


def update_coe(
    work: Work,
    coe_id: str,
    etag: str,
    change: Callable[[Report], Report],
    policy: Policy,
) -> Coe:
    """Write down what is known.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    work.people.learn(work.actor.name)
    report = change(coe.report)
    people = people_told(work, report.told_causes.values())
    coe.update(report, by=work.actor, at=work.now, policy=policy, people=people)
    return work.coes.save(coe)


def add_timeline_entry(
    work: Work, coe_id: str, etag: str, entry: TimelineEntry, policy: Policy
) -> Coe:
    """Add what happened. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.add_to_timeline([entry], by=work.actor, at=work.now, policy=policy)
    return work.coes.save(coe)


def import_timeline(
    work: Work, coe_id: str, etag: str, policy: Policy
) -> tuple[Coe, int]:
    """Add what was heard of its source; return how much of it is new.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    heard = work.hearsay.about(coe.report.source, policy.timeline_limit // 2)
    entries = [each.entry() for each in heard]
    added = coe.add_to_timeline(entries, by=work.actor, at=work.now, policy=policy)
    return work.coes.save(coe), added


def start_analysis(work: Work, coe_id: str, etag: str) -> Coe:
    """Begin to ask why. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.start_analysis(by=work.actor, at=work.now)
    return work.coes.save(coe)


def add_why(  # noqa: PLR0913 - where, and what
    work: Work, coe_id: str, etag: str, chain_id: str, why: Why, *, policy: Policy
) -> Coe:
    """Add a why to a chain, or to a new one if the id is empty.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    work.people.learn(work.actor.name)
    people = people_told(work, [why.question, why.answer])
    coe.add_why(chain_id, why, by=work.actor, at=work.now, policy=policy, people=people)
    return work.coes.save(coe)


def submit_coe(work: Work, coe_id: str, etag: str, policy: Policy) -> Coe:
    """Hand the analysis to a reviewer; what it says escaped, has.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    known = knowledge_on(work, coe)
    coe.submit(known, by=work.actor, at=work.now, policy=policy)
    work.coes.save(coe)
    escaping.analysed(work, coe, policy)
    return coe


def return_coe(work: Work, coe_id: str, etag: str, comment: str) -> Coe:
    """Ask for more. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.give_back(comment, involved_in(work, coe), by=work.actor, at=work.now)
    return work.coes.save(coe)


def approve_coe(work: Work, coe_id: str, etag: str, policy: Policy) -> Coe:
    """Find it sound. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    coe = work.coes.get(coe_id, etag=etag)
    involved = involved_in(work, coe)
    coe.approve(fixes_of(work, coe), involved, by=work.actor, at=work.now)
    return settle(work, coe, policy)


def waive_mechanism(  # noqa: PLR0913 - why, and for how long
    work: Work,
    coe_id: str,
    etag: str,
    reason: str,
    expires_at: datetime,
    *,
    policy: Policy,
) -> Coe:
    """Let it go on without one. Raises as `approve_coe` does."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.waive(
        reason,
        expires_at,
        involved_in(work, coe),
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return settle(work, coe, policy)


def dismiss_coe(work: Work, coe_id: str, etag: str, reason: str) -> Coe:
    """Nothing was wrong: the owner asks for it, and a reviewer agrees.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    if work.actor.name == coe.owner:
        coe.ask_dismissal(reason, by=work.actor, at=work.now)
    else:
        coe.dismiss(reason, involved_in(work, coe), by=work.actor, at=work.now)
    return work.coes.save(coe)


def mark_recurrence(
    work: Work, coe_id: str, etag: str, earlier: str, policy: Policy
) -> Coe:
    """Say which one came back. Raises as `approve_coe` does."""
    coe = work.coes.get(coe_id, etag=etag)
    coe.mark_recurrence(earlier, by=work.actor, at=work.now)
    work.coes.save(coe)
    escaping.came_back(work, coe, policy)
    return coe


def complete_correction(  # noqa: PLR0913 - which, and what shows it
    work: Work,
    coe_id: str,
    etag: str,
    correction_id: str,
    evidence_url: str,
    *,
    policy: Policy,
) -> Coe:
    """Report one done.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    coe = work.coes.get(coe_id, etag=etag)
    correction = coe.correction(correction_id)
    fix = fix_of(work, coe, correction.reference) if correction.is_mechanism else None
    coe.complete(correction_id, evidence_url, fix, by=work.actor, at=work.now)
    return settle(work, coe, policy)


def _idea_of(work: Work, source: str) -> str:
    return source if source.startswith("ideas/") else work.hearsay.idea_of(source)
