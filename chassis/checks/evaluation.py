"""Asking the checks that a service has heard of, wherever it keeps them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from google.protobuf.message import Message

from chassis.domain import Query, Repository, UnitOfWork, id_in
from chassis.values import as_fields

from . import (
    ActiveCheck,
    Check,
    CheckResult,
    CheckState,
    Evaluation,
    Snapshot,
    Stage,
    Subject,
)
from .predicates import InvalidExpression, Predicate

log = structlog.get_logger()

MOST = 1000
"""Of a stage; the budget of a checklist is far below."""

MAX_DETAIL = 500

Snapshots = Mapping[Stage, type[Message]]
"""What a service lets predicates see at each stage that it owns."""


class ActiveChecks:
    """The checks of the stages that a service owns, kept in a repository."""

    def __init__(
        self,
        work: UnitOfWork,
        known: Repository[ActiveCheck],
        snapshots: Snapshots,
        service: str,
    ) -> None:
        self._work = work
        self._known = known
        self._snapshots = snapshots
        self._service = service

    def active(self, stage: Stage, subject: Subject) -> list[Check]:
        """Return those with a say about this subject, by their mechanism's name."""
        query = Query({"stage": stage, "state": CheckState.ACTIVE}, MOST)
        return asked(self._known.page(query), stage, subject, self._work.now)

    def evaluate(
        self, stage: Stage, subject_name: str, snapshot: Snapshot
    ) -> list[Evaluation]:
        """Ask every active predicate with a say about this subject."""
        subject = Subject(snapshot.team, snapshot.tags, snapshot.door_kinds)
        checks = [check for check in self.active(stage, subject) if check.predicate]
        if not checks:
            return []
        seen = self._snapshots[stage](**as_fields(snapshot))
        return [evaluation_of(check, subject_name, seen) for check in checks]

    def learn(self, check: Check, *, active: bool, heard: int) -> None:
        """Take note of the newest state of a check; older news change nothing.

        A check of somebody else's stage is ignored, unless it was ours before. One of a
        stage that nobody here knows may be ours, and is answered.
        """
        mechanism, stage = id_in(check.mechanism), check.scope.stage
        ours = stage in self._snapshots or stage is Stage.UNKNOWN
        now, by = self._work.now, self._work.actor
        known = self._known.find(mechanism)
        if known is None and not ours:
            return
        copy = known or ActiveCheck(
            id=mechanism, check=check, created_at=now, updated_at=now
        )
        copy.learn(
            check,
            active=active and ours,
            heard=heard,
            service=self._service,
            by=by,
            at=now,
        )
        (self._known.save if known else self._known.add)(copy)


def asked(
    known: Sequence[ActiveCheck], stage: Stage, subject: Subject, at: datetime
) -> list[Check]:
    """Return the checks with a say about this subject, by their mechanism's name."""
    checks = [copy.check for copy in known if copy.is_asked(stage, subject, at)]
    return sorted(checks, key=lambda check: check.mechanism)


def evaluation_of(check: Check, subject_name: str, snapshot: Message) -> Evaluation:
    """Ask one predicate. One that cannot be evaluated here is said to be so."""
    variable = check.scope.stage.variable
    try:
        holds = Predicate(check.predicate, type(snapshot), variable).holds(snapshot)
    except InvalidExpression as problem:
        detail = str(problem)[:MAX_DETAIL]
        log.warning(
            "check.not_evaluated",
            mechanism=check.mechanism,
            version=check.version,
            subject=subject_name,
            reason=detail,
        )
        return Evaluation(check, CheckResult.NOT_APPLICABLE, detail)
    return Evaluation(check, CheckResult.PASS if holds else CheckResult.FAIL)
