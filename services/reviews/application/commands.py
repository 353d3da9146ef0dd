"""What people can do with reviews."""

from ..domain.decision import Ruling
from ..domain.review import Review
from ..domain.rules import Policy
from .ports import Work


def invite_reader(
    work: Work, review_id: str, etag: str, reader: str, policy: Policy
) -> Review:
    """Add a reader. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    review.invite(reader, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def finish_reading(work: Work, review_id: str, etag: str) -> Review:
    """Note who has read. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.

    The second time changes nothing, not even the etag.
    """
    review = work.reviews.get(review_id, etag=etag)
    review.finish_reading(by=work.actor, at=work.now)
    return work.reviews.save(review)


def decide_review(
    work: Work, review_id: str, etag: str, ruling: Ruling, policy: Policy
) -> Review:
    """Decide. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    review.decide(ruling, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)
