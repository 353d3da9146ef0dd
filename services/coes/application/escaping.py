"""Escapes: a mechanism should have prevented an incident, and did not.

A mechanism escapes when somebody says that the COE is one come back that it was made
after, when an analysis names it, or when an analysis arrives at the kind of cause that
it was made for, in its scope, of an incident that was detected after it was adopted,
and that it said nothing about. The COE that it was made after also comes back if none
of its mechanisms acts at that time.
"""

from datetime import datetime

from chassis.domain import id_in

from ..domain.coe import Coe
from ..domain.mechanism import Mechanism
from ..domain.policy import Policy
from .knowledge import fixes_of, subject_of
from .ports import Work


def came_back(work: Work, coe: Coe, policy: Policy) -> None:
    """Let the earlier COE, and what was made after it, know. Raises `NotFound`."""
    earlier = coe.recurrence_of
    work.coes.get(id_in(earlier))
    for mechanism in work.mechanisms.made_after([earlier]):
        let_through(work, mechanism, coe, policy)
    _recur(work, earlier, coe, "", policy)


def analysed(work: Work, coe: Coe, policy: Policy) -> None:
    """Let the mechanisms know that this analysis speaks of."""
    for name in coe.report.questions.escaped_mechanisms:
        let_through(work, work.mechanisms.get(id_in(name)), coe, policy)
    alike = [n for n in work.coes.of_class(coe.report.cause_class) if n != coe.name]
    subject = subject_of(work, coe)
    noticed_at = _noticed_at(coe)
    for mechanism in work.mechanisms.made_after(alike):
        acted = mechanism.adopted_at and mechanism.adopted_at <= noticed_at
        fired = work.evaluations.has_fired_on(mechanism.name, coe.report.source)
        if acted and not fired and mechanism.design.covers(subject):
            let_through(work, mechanism, coe, policy)
    for earlier in work.coes.corrected_of_class(coe.report.cause_class):
        since = earlier.corrected_at
        if earlier.name != coe.name and since and since <= noticed_at:
            _unless_protected(work, earlier, coe, policy)


def let_through(work: Work, mechanism: Mechanism, coe: Coe, policy: Policy) -> None:
    """Note the escape, once, and open the COEs again that it was made after."""
    if not mechanism.escape(coe.name, by=work.actor, at=work.now):
        return
    work.mechanisms.save(mechanism)
    for origin in mechanism.origin_coes:
        _recur(work, origin, coe, mechanism.name, policy)


def _noticed_at(coe: Coe) -> datetime:
    """Return when it was noticed; what an event opened was noticed by then."""
    told = coe.report.detect_time if not coe.is_told_by_event else None
    return told or coe.created_at


def _unless_protected(work: Work, earlier: Coe, coe: Coe, policy: Policy) -> None:
    fixes = fixes_of(work, earlier)
    if not any(fix.acts for fix in fixes):
        earlier.recur(coe.name, by=work.actor, at=work.now, policy=policy)
        work.coes.save(earlier)


def _recur(work: Work, earlier: str, coe: Coe, mechanism: str, policy: Policy) -> None:
    origin = work.coes.get(id_in(earlier))
    origin.recur(coe.name, mechanism, by=work.actor, at=work.now, policy=policy)
    work.coes.save(origin)
