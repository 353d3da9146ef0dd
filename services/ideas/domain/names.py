"""What others call the events of ideas: a part of the contract, and never changed.

`IdeaHistoryEntry.event` has these names, and the published messages do.
"""

from collections.abc import Mapping

from chassis.domain import DomainEvent

from . import events

PUBLIC: Mapping[type[DomainEvent], str] = {
    events.IdeaCreated: "IdeaCreated",
    events.IdeaOpened: "IdeaCreated",
    events.IdeaUpdated: "IdeaUpdated",
    events.IdeaProfileUpdated: "IdeaUpdated",
    events.IdeaShared: "IdeaShared",
    events.IdeaQuestionAsked: "IdeaQuestionAsked",
    events.IdeaQuestionAnswered: "IdeaQuestionAnswered",
    events.IdeaEvidenceAdded: "IdeaEvidenceAdded",
    events.IdeaSubmitted: "IdeaSubmitted",
    events.IdeaReviewStarted: "IdeaReviewStarted",
    events.IdeaRecalled: "IdeaRecalled",
    events.IdeaReturned: "IdeaReturned",
    events.IdeaApproved: "IdeaApproved",
    events.IdeaDeclined: "IdeaDeclined",
    events.IdeaReopened: "IdeaReopened",
    events.IdeaWithdrawn: "IdeaWithdrawn",
    events.IdeaMarkedDuplicate: "IdeaMarkedDuplicate",
    events.IdeaLeaderAssigned: "IdeaLeaderAssigned",
    events.IdeaLeaderTransferred: "IdeaLeaderAssigned",
    events.IdeaLeaderVacant: "IdeaLeaderVacant",
    events.IdeaReprioritized: "IdeaReprioritized",
    events.IdeaStaleDecisionIgnored: "IdeaStaleDecisionIgnored",
    events.IdeaExperimenting: "IdeaExperimenting",
    events.IdeaBackToApproved: "IdeaExperimentEnded",
    events.IdeaBackToLaunched: "IdeaExperimentEnded",
    events.IdeaScaling: "IdeaScaling",
    events.IdeaPivoted: "IdeaPivoted",
    events.IdeaKilled: "IdeaKilled",
    events.IdeaStopped: "IdeaKilled",
    events.IdeaLaunched: "IdeaLaunched",
    events.IdeaWentQuiet: "IdeaWentQuiet",
}
"""Every event that others hear of, and the name of its message."""

PRIVATE: frozenset[type[DomainEvent]] = frozenset(
    {
        events.IdeaDiscussed,
        events.IdeaVisualAdded,
        events.QuestionPromoted,
        events.QuestionUpvoted,
        events.RevisionFrozen,
        events.CopyUpdated,
        events.CopiedTextErased,
    }
)
"""Every event that only this service knows: neither published nor in a history."""
