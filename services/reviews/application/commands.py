"""What people can do with reviews, from the first reader to the debate.

Comments are in `discussion`, the decision is in `deciding`.
"""

from collections.abc import Callable
from datetime import datetime

from ..domain.decision import PositionKind
from ..domain.document import ReviewPolicy
from ..domain.information import InformationNeed
from ..domain.policy import Policy
from ..domain.review import (
    Review,
)
from .asking import checks_of, renew
from .ports import Work


def name_decider(
    work: Work, review_id: str, etag: str, decider: str, policy: Policy
) -> Review:
    """Say who decides. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    checks = checks_of(work, review.submission)
    review.name_decider(decider, checks, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def invite_reader(
    work: Work, review_id: str, etag: str, reader: str, policy: Policy
) -> Review:
    """Add a reader. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    review.invite(reader, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def start_review(
    work: Work, review_id: str, etag: str, asked: ReviewPolicy | None, policy: Policy
) -> Review:
    """Begin the reading. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    checks = checks_of(work, review.submission)
    review.start(asked, checks, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def finish_reading(
    work: Work, review_id: str, etag: str, policy: Policy, document_hash: str = ""
) -> Review:
    """Note who has read. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.

    The second time changes nothing, not even the etag.
    """
    review = work.reviews.get(review_id, etag=etag)
    review.finish_reading(
        by=work.actor, at=work.now, policy=policy, document_hash=document_hash
    )
    return work.reviews.save(review)


def create_information_need(
    work: Work, review_id: str, etag: str, need: InformationNeed, policy: Policy
) -> tuple[Review, InformationNeed]:
    """List something to be known.

    Raises `NotFound`, `AlreadyExists`, `InvalidInput`, `NotAllowed`, `RuleBroken`,
    `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    listed = review.list_need(need, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review), listed


def update_information_need(  # noqa: PLR0913, PLR0917 - which need, and the change
    work: Work,
    review_id: str,
    etag: str,
    need_id: str,
    change: Callable[[InformationNeed], InformationNeed],
    policy: Policy,
) -> tuple[Review, InformationNeed]:
    """Say what is known by now.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    need = change(review.need(need_id))
    review.change_need(need, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review), need


def set_position(  # noqa: PLR0913, PLR0917 - which review, and the position
    work: Work,
    review_id: str,
    etag: str,
    kind: PositionKind,
    text: str,
    policy: Policy,
) -> Review:
    """Take a side. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    review.set_position(kind, text, by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def open_debate(work: Work, review_id: str, etag: str, policy: Policy) -> Review:
    """Begin to argue. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review = work.reviews.get(review_id, etag=etag)
    review.open_debate(by=work.actor, at=work.now, policy=policy)
    return work.reviews.save(review)


def request_reread(work: Work, review_id: str, etag: str, reason: str) -> Review:
    """Go back to reading.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    review.request_reread(reason, by=work.actor, at=work.now)
    return work.reviews.save(review)


def answer_checklist_item(  # noqa: PLR0913, PLR0917 - which item, and the answer
    work: Work,
    review_id: str,
    etag: str,
    item: str,
    answer: str,
    fix: str,
    evidence_url: str,
) -> Review:
    """Answer an item.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    renew(work, review)
    review.answer_item(item, answer, fix, evidence_url, by=work.actor, at=work.now)
    return work.reviews.save(review)


def accept_checklist_fix(
    work: Work, review_id: str, etag: str, item: str, reason: str
) -> Review:
    """Accept what somebody else does about a high risk.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    renew(work, review)
    review.accept_fix(item, reason, by=work.actor, at=work.now)
    return work.reviews.save(review)


def grant_exception(  # noqa: PLR0913, PLR0917 - which item, why, and until when
    work: Work,
    review_id: str,
    etag: str,
    item: str,
    reason: str,
    expire_time: datetime,
    policy: Policy,
) -> Review:
    """Accept an item for a while.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    renew(work, review)
    review.grant_exception(
        item, reason, expire_time, by=work.actor, at=work.now, policy=policy
    )
    return work.reviews.save(review)
