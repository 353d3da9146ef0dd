"""What deciders can do: look at what a decision would meet, and decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_hex

from chassis.checks import CheckEvaluated, Evaluation, Stage
from chassis.domain import Violation, allow, refuse

from ..domain import rules
from ..domain.case import Case
from ..domain.decision import Ruling
from ..domain.policy import Policy
from ..domain.review import (
    Review,
)
from .asking import renew
from .ports import Work


@dataclass(frozen=True, slots=True)
class Lint:
    """What a ruling would meet now."""

    violations: Sequence[Violation]
    warnings: Sequence[Violation]
    review: Review


def lint_decision(work: Work, review_id: str, ruling: Ruling, policy: Policy) -> Lint:
    """Return what a ruling would meet now. Raises `NotFound`, `NotAllowed`."""
    review = work.reviews.get(review_id)
    allow(rules.not_involved(review.label, review.involved, work.actor))
    renew(work, review)
    viewer = work.actor.name
    case = replace(_case(work, review, ruling, policy), viewer=viewer)
    found = _evaluations(work, case)
    return Lint(case.violations(found), case.warnings(found), review)


def decide_review(
    work: Work, review_id: str, etag: str, ruling: Ruling, policy: Policy
) -> tuple[Review, Sequence[Violation]]:
    """Decide; return the review, and what is worth knowing.

    What came of each check is published: of all that were asked when it is decided,
    and of those that refuse when it is not. Raises `NotFound`, `NotAllowed`,
    `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    review.expect_ruling(ruling.document_hash, by=work.actor)
    renew(work, review)
    case = _case(work, review, ruling, policy)
    found = _evaluations(work, case)
    if violations := case.violations(found):
        _attest(work, review, [each for each in found if each.blocked])
        refuse(*violations)
    _attest(work, review, found)
    head = work.decision_log.head()
    entry = case.decide(found, head, token_hex, by=work.actor)
    work.decision_log.append(entry)
    return work.reviews.save(review), case.warnings(found)


def _case(work: Work, review: Review, ruling: Ruling, policy: Policy) -> Case:
    comments = work.comments.unsettled(review.name)
    return Case(review, ruling, comments, work.now, policy)


def _evaluations(work: Work, case: Case) -> list[Evaluation]:
    stage, name = Stage.REVIEW_DECIDE, case.review.name
    return case.evaluations(work.checks.evaluate(stage, name, case.snapshot()))


def _attest(work: Work, review: Review, found: Sequence[Evaluation]) -> None:
    by, at = work.actor, work.now
    facts = [CheckEvaluated.of(each, review.name, by=by, at=at) for each in found]
    work.attest(review, *facts)
