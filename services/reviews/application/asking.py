"""What commands and reactions ask mechanisms: our own copies answer."""

from datetime import datetime

from chassis.checks import Check, CheckState, Stage
from chassis.domain import Query

from ..domain.document import Submission
from ..domain.review import (
    Review,
)
from .ports import Work

MOST = 1000
"""A budget keeps them far below."""


def checks_of(work: Work, submission: Submission) -> list[Check]:
    """Return what mechanisms ask of a decision on this document now."""
    return work.checks.active(Stage.REVIEW_DECIDE, submission.subject)


def all_checks(work: Work) -> list[Check]:
    """Return what mechanisms ask of any decision now, by their mechanism's name."""
    equals = {"stage": Stage.REVIEW_DECIDE, "state": CheckState.ACTIVE}
    known = work.known_checks.page(Query(equals, MOST))
    checks = [copy.check for copy in known if is_asked(copy.check, work.now)]
    return sorted(checks, key=lambda check: check.mechanism)


def is_asked(check: Check, at: datetime) -> bool:
    """Tell whether its sunset is still to come."""
    return check.sunset_at is None or at < check.sunset_at


def renew(work: Work, review: Review) -> None:
    """Take in what mechanisms ask by now.

    A change of a mechanism reaches every running review; this is for one that began
    in the same moment.
    """
    checks = checks_of(work, review.submission)
    review.renew_checklist(checks, by=work.actor, at=work.now)
