"""The life of an idea, as data: its states, its moves, and what causes them."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.domain import DomainEvent, Transitions

from . import events


class IdeaState(StrEnum):
    """Where an idea is in its life."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    EXPERIMENTING = "EXPERIMENTING"
    SCALING = "SCALING"
    LAUNCHED = "LAUNCHED"
    PIVOTED = "PIVOTED"
    KILLED = "KILLED"
    WITHDRAWN = "WITHDRAWN"
    DUPLICATE = "DUPLICATE"


S = IdeaState

FINAL = frozenset({S.PIVOTED, S.KILLED, S.WITHDRAWN, S.DUPLICATE})
"""Nothing moves an idea from there; it is never deleted or hidden either."""

OPEN = tuple(state for state in S if state not in FINAL)

ACTIVE = frozenset({S.APPROVED, S.EXPERIMENTING, S.SCALING})
"""Where an idea takes all of its leader."""

CONFIRMED = ACTIVE | {S.LAUNCHED}
"""Where whoever is named leads it; before, that person is only nominated."""

TRANSITIONS: Transitions = {
    (S.DRAFT, events.IdeaUpdated): S.DRAFT,
    (S.DRAFT, events.IdeaVisualAdded): S.DRAFT,
    (S.DRAFT, events.IdeaShared): S.DRAFT,
    (S.DRAFT, events.IdeaSubmitted): S.SUBMITTED,
    (S.DRAFT, events.IdeaMarkedDuplicate): S.DUPLICATE,
    (S.SUBMITTED, events.IdeaReviewStarted): S.IN_REVIEW,
    (S.SUBMITTED, events.IdeaRecalled): S.DRAFT,
    (S.IN_REVIEW, events.IdeaRecalled): S.DRAFT,
    (S.IN_REVIEW, events.IdeaReturned): S.DRAFT,
    (S.IN_REVIEW, events.IdeaApproved): S.APPROVED,
    (S.IN_REVIEW, events.IdeaDeclined): S.DECLINED,
    (S.DECLINED, events.IdeaReopened): S.DRAFT,
    (S.APPROVED, events.IdeaExperimenting): S.EXPERIMENTING,
    (S.LAUNCHED, events.IdeaExperimenting): S.EXPERIMENTING,
    (S.EXPERIMENTING, events.IdeaBackToApproved): S.APPROVED,
    (S.EXPERIMENTING, events.IdeaBackToLaunched): S.LAUNCHED,
    (S.EXPERIMENTING, events.IdeaScaling): S.SCALING,
    (S.EXPERIMENTING, events.IdeaPivoted): S.PIVOTED,
    (S.EXPERIMENTING, events.IdeaKilled): S.KILLED,
    (S.SCALING, events.IdeaLaunched): S.LAUNCHED,
    (S.APPROVED, events.IdeaStopped): S.KILLED,
    (S.SCALING, events.IdeaStopped): S.KILLED,
    (S.LAUNCHED, events.IdeaStopped): S.KILLED,
    (S.DRAFT, events.IdeaWithdrawn): S.WITHDRAWN,
    (S.SUBMITTED, events.IdeaWithdrawn): S.WITHDRAWN,
    (S.IN_REVIEW, events.IdeaWithdrawn): S.WITHDRAWN,
    (S.APPROVED, events.IdeaWithdrawn): S.WITHDRAWN,
    **{
        (state, event): state
        for event in (
            events.IdeaProfileUpdated,
            events.IdeaQuestionAsked,
            events.IdeaLeaderAssigned,
            events.IdeaLeaderTransferred,
            events.IdeaReprioritized,
            events.IdeaWentQuiet,
        )
        for state in OPEN
    },
    **{
        (state, events.IdeaEvidenceAdded): state
        for state in S
        if state is not S.DUPLICATE
    },
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "UpdateIdea": events.IdeaUpdated,
    "ShareIdea": events.IdeaShared,
    "SubmitIdea": events.IdeaSubmitted,
    "RecallIdea": events.IdeaRecalled,
    "ReopenIdea": events.IdeaReopened,
    "WithdrawIdea": events.IdeaWithdrawn,
    "MarkDuplicate": events.IdeaMarkedDuplicate,
    "AssignLeader": events.IdeaLeaderAssigned,
    "TransferLeader": events.IdeaLeaderTransferred,
    "SplitDoor": events.IdeaUpdated,
    "LaunchIdea": events.IdeaLaunched,
    "KillIdea": events.IdeaStopped,
    "PrioritizeIdea": events.IdeaReprioritized,
    "CreateEvidence": events.IdeaEvidenceAdded,
    "CreateQuestion": events.IdeaQuestionAsked,
    "CreateVisual": events.IdeaVisualAdded,
}
"""What people may ask for, and what then happens.

`UpdateIdea` is told for the document; what is said beside it can be changed in every
open state (`IdeaProfileUpdated`).
"""

MANUAL_STATES = frozenset({S.APPROVED, S.EXPERIMENTING, S.SCALING, S.LAUNCHED})
"""Where a user manual goes on being written, though its revision is frozen."""
