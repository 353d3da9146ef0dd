"""The rules of comments. Each is named after its reason, and says what to do.

What is wrong in itself names the field of the request that is wrong.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from chassis.domain import Actor, Violation
from chassis.labels import Label
from chassis.words import answers

from .decision import DebateTopic
from .document import ReviewPolicy, Submission
from .policy import Policy
from .remark import Anchor, CommentSeverity, Remark, Reply


def comment_empty(review: Label, remark: Remark) -> Violation | None:
    """A comment says something."""
    if answers(remark.text):
        return None
    text = f"The comment on {review} says nothing. Write what you mean."
    return Violation("COMMENT_EMPTY", "comment.text", text)


def blocking_without_clearance(review: Label, remark: Remark) -> Violation | None:
    """Who blocks says what would clear it."""
    is_blocking = remark.severity is CommentSeverity.BLOCKING
    if not is_blocking or answers(remark.clears_when):
        return None
    text = f"A blocking comment on {review} does not say what would clear it."
    return Violation(
        "BLOCKING_WITHOUT_CLEARANCE",
        "comment.clears_when",
        f"{text} Write clears_when, or make it a note.",
    )


def anchor_invalid(
    review: Label, submission: Submission, anchor: Anchor | None
) -> Violation | None:
    """A place is one that is there."""
    if anchor is None or (problem := _misplaced(submission, anchor)) == "":
        return None
    text = f"{problem} Mark a place in the text that is under review in {review}."
    return Violation("ANCHOR_INVALID", "comment.anchor", text)


def topic_unknown(
    review: Label, topics: Sequence[DebateTopic], topic: str
) -> Violation | None:
    """A debate is about a topic of the document, or about none of them."""
    ids = [each.id for each in topics]
    if not topic or topic in ids:
        return None
    known = f"Use one of {', '.join(ids)}" if ids else "Its document names no topics"
    text = f"{review} has no topic {topic}. {known}, or leave the topic empty."
    return Violation("TOPIC_UNKNOWN", "comment.topic", text)


def comments_too_many(review: Label, count: int, policy: Policy) -> Violation | None:
    """What nobody can answer helps nobody."""
    if count < policy.max_comments:
        return None
    text = f"{review} has {count} comments, and no more fit."
    hint = "Reply to one of them, or have it returned to its author."
    return Violation("COMMENTS_TOO_MANY", review.name, f"{text} {hint}")


def replies_too_many(
    comment: Label, replies: Collection[Reply], policy: Policy
) -> Violation | None:
    """A thread of this length is a debate, and wants a meeting."""
    if len(replies) < policy.max_replies:
        return None
    text = f"{comment} has {len(replies)} replies, and no more fit. Talk to each other."
    return Violation("REPLIES_TOO_MANY", comment.name, text)


def not_comment_author(comment: Label, author: str, by: Actor) -> Violation | None:
    """Only who made it clears it or takes it back."""
    if by.name == author:
        return None
    text = (
        f"{comment} was made by {author}. Ask them, or ask the decider to override it."
    )
    return Violation("NOT_COMMENT_AUTHOR", comment.name, text)


def nothing_to_override(comment: Label, severity: CommentSeverity) -> Violation | None:
    """An override ends what blocks; it answers no question."""
    if severity is CommentSeverity.BLOCKING:
        return None
    text = f"{comment} does not block, so there is nothing to override."
    hint = "Have a question answered by an author, or resolved by who asked it."
    return Violation("NOTHING_TO_OVERRIDE", comment.name, f"{text} {hint}")


def expiry_missing(
    comment: Label, path: ReviewPolicy, expire_time: datetime | None
) -> Violation | None:
    """What is accepted on a one-way door is accepted for a while."""
    if path is ReviewPolicy.LIGHT or expire_time:
        return None
    text = f"{comment} is about a one-way door. Say until when it may stay as it is."
    return Violation("EXPIRY_MISSING", "expire_time", text)


def expiry_invalid(
    subject: Label, expire_time: datetime | None, at: datetime, policy: Policy
) -> Violation | None:
    """An exception ends, and not in the past."""
    latest = at + policy.longest_exception
    if expire_time is None or at < expire_time <= latest:
        return None
    until = f"{expire_time:%Y-%m-%d %H:%M:%S} UTC"
    text = f"The exception for {subject} would end at {until}."
    return Violation(
        "EXPIRY_INVALID",
        "expire_time",
        f"{text} Choose a moment in the next {policy.longest_exception.days} days.",
    )


def _misplaced(submission: Submission, anchor: Anchor) -> str:
    """Return why the anchor is no place in the document; empty if it is one."""
    texts = {section.id: section.text for section in submission.sections}
    if (text := texts.get(anchor.section)) is None:
        return f"The document has no section '{anchor.section}'."
    if anchor.end is None and anchor.start:
        return f"The place in section '{anchor.section}' has no end."
    if not anchor.start <= (anchor.end or 0) <= len(text):
        return f"Section '{anchor.section}' has {len(text)} characters."
    place = text[anchor.start : anchor.end]
    if anchor.quote and anchor.quote != place:
        return f"'{anchor.quote}' does not stand there in section '{anchor.section}'."
    return ""
