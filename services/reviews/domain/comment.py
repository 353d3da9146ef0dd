"""A comment: what someone who has read the document says about a place in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import (
    ERASED,
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    allow,
    refuse,
    reject,
)
from chassis.labels import Label
from chassis.words import says_nothing

from . import comment_rules as rules
from . import events
from .checklist import GrantedException
from .document import ReviewPolicy
from .policy import Policy
from .remark import CommentKind, CommentSeverity, Remark, Reply


class CommentState(StrEnum):
    """Where a comment is in its life."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    RESOLVED = "RESOLVED"
    OVERRIDDEN = "OVERRIDDEN"
    CARRIED = "CARRIED"
    WITHDRAWN = "WITHDRAWN"


S = CommentState

UNSETTLED = (S.OPEN, S.ANSWERED, S.OVERRIDDEN)
"""Where a comment may still stand in the way of a decision."""

TRANSITIONS: Transitions = {
    (S.OPEN, events.CommentReplied): S.OPEN,
    (S.ANSWERED, events.CommentReplied): S.ANSWERED,
    (S.OVERRIDDEN, events.CommentReplied): S.OVERRIDDEN,
    (S.OPEN, events.CommentAnswered): S.ANSWERED,
    (S.ANSWERED, events.CommentAnswered): S.ANSWERED,
    (S.OVERRIDDEN, events.CommentAnswered): S.OVERRIDDEN,
    (S.ANSWERED, events.CommentReopened): S.OPEN,
    (S.OVERRIDDEN, events.CommentReopened): S.OVERRIDDEN,
    (S.OPEN, events.CommentResolved): S.RESOLVED,
    (S.ANSWERED, events.CommentResolved): S.RESOLVED,
    (S.OVERRIDDEN, events.CommentResolved): S.RESOLVED,
    (S.OPEN, events.CommentOverridden): S.OVERRIDDEN,
    (S.ANSWERED, events.CommentOverridden): S.OVERRIDDEN,
    (S.OVERRIDDEN, events.CommentOverridden): S.OVERRIDDEN,
    (S.OPEN, events.CommentWithdrawn): S.WITHDRAWN,
    (S.ANSWERED, events.CommentWithdrawn): S.WITHDRAWN,
    (S.OVERRIDDEN, events.CommentWithdrawn): S.WITHDRAWN,
    **{(state, events.CommentCarried): S.CARRIED for state in UNSETTLED},
    **{(state, events.CommentTextErased): state for state in S},
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "ReplyComment": events.CommentReplied,
    "ResolveComment": events.CommentResolved,
    "OverrideComment": events.CommentOverridden,
    "WithdrawComment": events.CommentWithdrawn,
}
"""What people can ask for, and what then happens."""


@dataclass(slots=True, kw_only=True)
class Comment(Aggregate):
    """One remark and what became of it. Who changes it has locked its review.

    Attributes:
        review: Format: `reviews/{review}`.
        carried_from: Name of the comment that it continues; empty for none.
        exception: Why the decider goes on nevertheless.
        answered: Whether the last word between its author and the document's is theirs.
    """

    COLLECTION: ClassVar[str] = "comments"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    review: str
    idea: str
    author: str
    remark: Remark
    state: CommentState = CommentState.OPEN
    replies: tuple[Reply, ...] = ()
    exception: GrantedException | None = None
    answered: bool = False
    resolution: str = ""
    carried_from: str = ""

    @classmethod
    def make(  # noqa: PLR0913 - what it says, where, and who says it
        cls,
        comment_id: str,
        remark: Remark,
        *,
        review: str,
        idea: str,
        by: Actor,
        at: datetime,
    ) -> "Comment":
        """Say it."""
        comment = cls(
            id=comment_id,
            review=review,
            idea=idea,
            author=by.name,
            remark=remark,
            created_at=at,
            updated_at=at,
        )
        comment.remember(events.CommentMade(comment=comment.name, at=at), by=by)
        return comment

    @property
    @override
    def name(self) -> str:
        return f"{self.review}/comments/{self.id}"

    @property
    @override
    def journey(self) -> str:
        return self.idea

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.remark.text)

    @property
    def stays_open(self) -> bool:
        """Whether the next revision has to deal with it as well."""
        blocks = self.remark.severity is CommentSeverity.BLOCKING
        asks = self.remark.kind is CommentKind.QUESTION and not self.answered
        return self.state is S.OPEN or (self.state in UNSETTLED and (blocks or asks))

    @property
    def ends_with_its_topic(self) -> bool:
        """Whether the outcome of its debate settles it; what blocks is cleared."""
        is_settled = (self.state, events.CommentResolved) not in self.TRANSITIONS
        blocks = self.remark.severity is CommentSeverity.BLOCKING
        return not is_settled and not blocks

    @property
    def debated_topic(self) -> str:
        """Id of the topic that it argues about; empty if it does not."""
        is_debate = self.remark.kind is CommentKind.DEBATE
        return self.remark.topic if is_debate else ""

    def is_blocking(self, at: datetime) -> bool:
        """Tell whether it stands in the way of an approval."""
        overridden = self.exception if self.state is S.OVERRIDDEN else None
        is_blocking = self.remark.severity is CommentSeverity.BLOCKING
        is_standing = is_blocking and self.state in UNSETTLED
        return is_standing and not (overridden and overridden.holds(at))

    @property
    def is_open_question(self) -> bool:
        """Whether it is a question that nobody has answered; no override answers it."""
        is_question = self.remark.kind is CommentKind.QUESTION
        return is_question and not self.answered and self.state in UNSETTLED

    def reply(
        self, text: str, *, is_author: bool, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Add a reply; one of the document's authors answers, its own author objects.

        Raises `InvalidInput`, `RuleBroken`.
        """
        said = self._meaning_of_reply(is_author=is_author, by=by)
        self.expect(said)
        reject(says_nothing(text, "text"))
        refuse(rules.replies_too_many(self.label, self.replies, policy))
        self.record(said(comment=self.name, at=at), by=by)
        self.replies += (Reply(by.name, text, at),)
        if said is not events.CommentReplied:
            self.answered = is_author

    def resolve(self, resolution: str, *, by: Actor, at: datetime) -> None:
        """Clear it. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_comment_author(self.label, self.author, by))
        self.settle(resolution, by=by, at=at)

    def settle(self, resolution: str, *, by: Actor, at: datetime) -> None:
        """Note what it came to. Raises `RuleBroken`."""
        self.record(events.CommentResolved(comment=self.name, at=at), by=by)
        self.resolution = resolution

    def overrule(  # noqa: PLR0913 - who, when, why, until when, and under which rules
        self,
        reason: str,
        expire_time: datetime | None,
        path: ReviewPolicy,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Go on nevertheless. Raises `InvalidInput`, `RuleBroken`."""
        self.expect(events.CommentOverridden)
        reject(
            says_nothing(reason, "reason"),
            rules.expiry_missing(self.label, path, expire_time),
            rules.expiry_invalid(self.label, expire_time, at, policy),
        )
        refuse(rules.nothing_to_override(self.label, self.remark.severity))
        self.record(events.CommentOverridden(comment=self.name, at=at), by=by)
        self.exception = GrantedException(self.name, by.name, reason, expire_time)

    def withdraw(self, *, by: Actor, at: datetime) -> None:
        """Take it back. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_comment_author(self.label, self.author, by))
        self.record(events.CommentWithdrawn(comment=self.name, at=at), by=by)

    def carry(
        self, comment_id: str, review: str, *, topic: str, by: Actor, at: datetime
    ) -> "Comment":
        """Go on in the review of the next revision, under the id of its topic there.

        Raises `RuleBroken`.
        """
        self.record(events.CommentCarried(comment=self.name, at=at), by=by)
        says, remark = Actor(self.author), replace(self.remark, topic=topic)
        next_one = Comment.make(
            comment_id, remark, review=review, idea=self.idea, by=says, at=at
        )
        next_one.carried_from = self.name
        return next_one

    def erase_quote(self, *, by: Actor, at: datetime) -> None:
        """Forget the words of the document that it quotes, if it still knows them."""
        anchor = self.remark.anchor
        if anchor and anchor.quote not in {"", ERASED}:
            erased = events.CommentTextErased(comment=self.name, at=at)
            self.record(erased, by=by)
            self.remark = replace(self.remark, anchor=replace(anchor, quote=ERASED))

    def _meaning_of_reply(
        self, *, is_author: bool, by: Actor
    ) -> type[events.CommentAnswered | events.CommentReopened | events.CommentReplied]:
        if is_author:
            return events.CommentAnswered
        is_objection = self.answered and by.name == self.author
        return events.CommentReopened if is_objection else events.CommentReplied
