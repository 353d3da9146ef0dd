"""What people can do with comments and debates.

Each locks the review first, so that nothing is said while it is being decided.
"""

from datetime import datetime

from chassis.domain import NotFound, Violation

from ..domain import events
from ..domain.comment import Comment
from ..domain.policy import Policy
from ..domain.remark import Remark
from ..domain.review import (
    Review,
)
from .ports import Work


def create_comment(
    work: Work, review_id: str, comment_id: str, remark: Remark, policy: Policy
) -> Comment:
    """Say something, under an id or, if that is empty, under a new one.

    Raises `NotFound`, `AlreadyExists`, `InvalidInput`, `NotAllowed`, `RuleBroken`.
    """
    review = work.reviews.get(review_id)
    count = work.comments.count({"review": review.name})
    review.expect_remark(remark, count, by=work.actor, policy=policy)
    comment = Comment.make(
        comment_id or work.new_id(),
        remark,
        review=review.name,
        idea=review.submission.idea,
        by=work.actor,
        at=work.now,
    )
    return work.comments.add(comment)


def reply_comment(  # noqa: PLR0913, PLR0917 - which comment, and what is said to it
    work: Work, review_id: str, comment_id: str, etag: str, text: str, policy: Policy
) -> Comment:
    """Reply.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review, comment = _thread(work, review_id, comment_id, etag)
    is_author = review.expect_reply(work.actor)
    comment.reply(text, is_author=is_author, by=work.actor, at=work.now, policy=policy)
    return work.comments.save(comment)


def resolve_comment(
    work: Work, review_id: str, comment_id: str, etag: str, resolution: str
) -> Comment:
    """Clear it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review, comment = _thread(work, review_id, comment_id, etag)
    review.expect(events.CommentResolved)
    comment.resolve(resolution, by=work.actor, at=work.now)
    return work.comments.save(comment)


def override_comment(  # noqa: PLR0913, PLR0917 - which comment, why, and until when
    work: Work,
    review_id: str,
    comment_id: str,
    etag: str,
    reason: str,
    expire_time: datetime | None,
    policy: Policy,
) -> Comment:
    """Go on nevertheless.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review, comment = _thread(work, review_id, comment_id, etag)
    review.expect_override(comment.label, work.actor)
    comment.overrule(
        reason,
        expire_time,
        review.policy,
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return work.comments.save(comment)


def withdraw_comment(work: Work, review_id: str, comment_id: str, etag: str) -> Comment:
    """Take it back. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    review, comment = _thread(work, review_id, comment_id, etag)
    review.expect(events.CommentWithdrawn)
    comment.withdraw(by=work.actor, at=work.now)
    return work.comments.save(comment)


def close_debate_topic(
    work: Work, review_id: str, etag: str, topic_id: str, outcome: str
) -> Review:
    """Write down what a debate came to; its comments are resolved, if none blocks.

    Who closes it does not debate with themselves. Raises `NotFound`, `InvalidInput`,
    `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    review = work.reviews.get(review_id, etag=etag)
    topic = review.topic(topic_id)
    said = work.comments.debate(review.name, topic_id)
    is_debated = any(comment.author != work.actor.name for comment in said)
    review.close_topic(
        topic, outcome, is_debated=is_debated, by=work.actor, at=work.now
    )
    for comment in said:
        if comment.ends_with_its_topic:
            comment.settle(outcome, by=work.actor, at=work.now)
            work.comments.save(comment)
    return work.reviews.save(review)


def _thread(
    work: Work, review_id: str, comment_id: str, etag: str
) -> tuple[Review, Comment]:
    """Return a review and one of its comments, locked in this order."""
    review = work.reviews.get(review_id)
    comment = work.comments.find(comment_id)
    if comment is None or comment.review != review.name:
        name = f"{review.name}/comments/{comment_id}"
        text = f"There is no {name}."
        raise NotFound(Violation("COMMENT_NOT_FOUND", name, text))
    return review, work.comments.get(comment_id, etag=etag)
