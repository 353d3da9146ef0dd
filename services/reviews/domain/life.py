"""The life of a review, as data: its states, its moves, and what causes them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from chassis.domain import DomainEvent, Transitions

from . import events


class ReviewState(StrEnum):
    """Where a review is in its life. Only a FULL review is debated."""

    OPENED = "OPENED"
    READING = "READING"
    DEBATING = "DEBATING"
    DECIDED = "DECIDED"
    SUPERSEDED = "SUPERSEDED"
    WITHDRAWN = "WITHDRAWN"


S = ReviewState
OPEN = (S.OPENED, S.READING, S.DEBATING)
RUNNING = (S.READING, S.DEBATING)

MOVES: Transitions = {
    (S.OPENED, events.ReviewReadingStarted): S.READING,
    (S.READING, events.ReviewDebateOpened): S.DEBATING,
    (S.DEBATING, events.ReviewRereadRequested): S.READING,
    (S.READING, events.ReviewDecided): S.DECIDED,
    (S.DEBATING, events.ReviewDecided): S.DECIDED,
    **{(state, events.ReviewSuperseded): S.SUPERSEDED for state in OPEN},
    **{(state, events.ReviewWithdrawn): S.WITHDRAWN for state in OPEN},
}
"""What leads to another state."""

STAYS: Mapping[type[DomainEvent], Sequence[ReviewState]] = {
    events.ReviewDeciderNamed: OPEN,
    events.ReviewReaderInvited: OPEN,
    events.ReviewReadingFinished: OPEN,
    events.ReviewNeedChanged: OPEN,
    events.ReviewQuestionAsked: OPEN,
    events.ReviewQuestionAnswered: OPEN,
    events.ReviewStalled: OPEN,
    events.ReviewPositionSet: RUNNING,
    events.ReviewCheckActivated: RUNNING,
    events.ReviewCheckEnded: RUNNING,
    events.ReviewItemAnswered: RUNNING,
    events.ReviewFixAccepted: RUNNING,
    events.ReviewExceptionGranted: RUNNING,
    events.ReviewTopicClosed: (S.DEBATING,),
    events.ReviewExceptionExpired: (S.DECIDED,),
    events.ReviewTextErased: tuple(S),
    events.CommentMade: RUNNING,
    events.CommentReplied: (*RUNNING, S.DECIDED),
    events.CommentResolved: RUNNING,
    events.CommentOverridden: RUNNING,
    events.CommentWithdrawn: RUNNING,
}
"""What leaves it where it is; comments change themselves, and ask here whether now."""

TRANSITIONS: Transitions = {
    **MOVES,
    **{(state, event): state for event, states in STAYS.items() for state in states},
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "NameDecider": events.ReviewDeciderNamed,
    "InviteReader": events.ReviewReaderInvited,
    "StartReview": events.ReviewReadingStarted,
    "FinishReading": events.ReviewReadingFinished,
    "CreateComment": events.CommentMade,
    "ReplyComment": events.CommentReplied,
    "ResolveComment": events.CommentResolved,
    "OverrideComment": events.CommentOverridden,
    "WithdrawComment": events.CommentWithdrawn,
    "CreateInformationNeed": events.ReviewNeedChanged,
    "UpdateInformationNeed": events.ReviewNeedChanged,
    "SetPosition": events.ReviewPositionSet,
    "OpenDebate": events.ReviewDebateOpened,
    "CloseDebateTopic": events.ReviewTopicClosed,
    "RequestReread": events.ReviewRereadRequested,
    "AnswerChecklistItem": events.ReviewItemAnswered,
    "AcceptChecklistFix": events.ReviewFixAccepted,
    "GrantException": events.ReviewExceptionGranted,
    "DecideReview": events.ReviewDecided,
}
"""What people can ask for, and what then happens."""
