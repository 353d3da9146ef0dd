"""What reviews does when ideas speaks.

What is said of an older revision than the newest one known here is stale, and changes
nothing; so a repeat can neither open a review twice nor touch one that has ended.
"""

from chassis.domain import NotFound, Violation

from ..domain.document import Submission, number_of
from ..domain.review import Review
from ..domain.rules import Policy
from .ports import Work


def idea_submitted(work: Work, submission: Submission, policy: Policy) -> None:
    """Open a review; an open one of an older revision is superseded."""
    latest = work.reviews.latest(submission.idea)
    if latest and not _is_older(latest, submission.revision):
        return
    if latest:
        _supersede(work, latest)
    review = Review.open(
        work.new_id(), submission, by=work.actor, at=work.now, policy=policy
    )
    work.reviews.add(review)


def idea_recalled(work: Work, idea: str, revision: str) -> None:
    """Supersede the open review. Raises `NotFound` while there is none yet."""
    latest = work.reviews.latest(idea)
    if latest is None or _is_older(latest, revision):
        text = f"There is no review of {idea}, revision {revision}, yet."
        raise NotFound(Violation("REVIEW_NOT_FOUND", idea, text))
    if latest.submission.revision == revision:
        _supersede(work, latest)


def _is_older(review: Review, revision: str) -> bool:
    return number_of(review.submission.revision) < number_of(revision)


def _supersede(work: Work, review: Review) -> None:
    if review.is_open:
        review.supersede(by=work.actor, at=work.now)
        work.reviews.save(review)
