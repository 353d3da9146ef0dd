"""What others call the events of this service: a part of the contract.

`CoeHistoryEntry.event` and `MechanismHistoryEntry.event` have these names, and the
published messages do. A name never changes, also if a class does.
"""

from collections.abc import Mapping

from chassis.domain import DomainEvent

from . import events
from . import mechanism_events as mechanisms

PUBLIC: Mapping[type[DomainEvent], str] = {
    events.CoeOpened: "CoeOpened",
    events.CoeUpdated: "CoeUpdated",
    events.CoeTimelineExtended: "CoeTimelineExtended",
    events.CoeWhyAdded: "CoeWhyAdded",
    events.CoeAnalysisStarted: "CoeAnalysisStarted",
    events.CoeDismissalAsked: "CoeDismissalAsked",
    events.CoeDismissed: "CoeDismissed",
    events.CoeSubmitted: "CoeSubmitted",
    events.CoeReturned: "CoeReturned",
    events.CoeApproved: "CoeApproved",
    events.CoeWaived: "CoeWaived",
    events.CoeWaiverExpired: "CoeWaiverExpired",
    events.CoeCorrectionCompleted: "CoeCorrectionCompleted",
    events.CoeCorrectionOverdue: "CoeCorrectionOverdue",
    events.CoeCorrected: "CoeCorrected",
    events.CoeProtected: "CoeProtected",
    events.CoeUnprotected: "CoeUnprotected",
    events.CoeClosed: "CoeClosed",
    events.CoeRecurrenceMarked: "CoeRecurrenceMarked",
    events.CoeRecurred: "CoeRecurred",
    events.CoeReopened: "CoeReopened",
    mechanisms.MechanismProposed: "MechanismProposed",
    mechanisms.MechanismProven: "MechanismProven",
    mechanisms.MechanismRejected: "MechanismRejected",
    mechanisms.MechanismAdopted: "MechanismAdopted",
    mechanisms.MechanismActivated: "MechanismActivated",
    mechanisms.MechanismImproved: "MechanismImproved",
    mechanisms.MechanismSuspended: "MechanismSuspended",
    mechanisms.MechanismResumed: "MechanismResumed",
    mechanisms.MechanismRetired: "MechanismRetired",
    mechanisms.MechanismInspected: "MechanismInspected",
    mechanisms.MechanismInspectionOverdue: "MechanismInspectionOverdue",
    mechanisms.MechanismSoftened: "MechanismSoftened",
    mechanisms.MechanismEscaped: "MechanismEscaped",
}
"""Every event that a history tells of, and its name there."""

PRIVATE: frozenset[type[DomainEvent]] = frozenset(
    {
        events.CoeRepeated,
        events.CoeTextErased,
        mechanisms.MechanismConsumed,
        mechanisms.MechanismExcused,
        mechanisms.MechanismReported,
        mechanisms.MechanismTextErased,
    }
)
"""Every event that only this service knows: neither published nor in a history."""
