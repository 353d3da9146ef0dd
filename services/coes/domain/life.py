"""The life of a COE, as data: its states, its moves, and what causes them."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.domain import DomainEvent, Transitions

from . import events


class CoeState(StrEnum):
    """Where a COE is in its life."""

    OPENED = "OPENED"
    ANALYZING = "ANALYZING"
    REVIEWING = "REVIEWING"
    CORRECTING = "CORRECTING"
    WATCHING = "WATCHING"
    CLOSED = "CLOSED"
    DISMISSED = "DISMISSED"


S = CoeState
OPEN = (S.OPENED, S.ANALYZING, S.REVIEWING, S.CORRECTING, S.WATCHING)

TRANSITIONS: Transitions = {
    (S.OPENED, events.CoeUpdated): S.OPENED,
    (S.OPENED, events.CoeTimelineExtended): S.OPENED,
    (S.OPENED, events.CoeAnalysisStarted): S.ANALYZING,
    (S.OPENED, events.CoeDismissalAsked): S.OPENED,
    (S.OPENED, events.CoeDismissed): S.DISMISSED,
    (S.ANALYZING, events.CoeUpdated): S.ANALYZING,
    (S.ANALYZING, events.CoeTimelineExtended): S.ANALYZING,
    (S.ANALYZING, events.CoeWhyAdded): S.ANALYZING,
    (S.ANALYZING, events.CoeSubmitted): S.REVIEWING,
    (S.REVIEWING, events.CoeReturned): S.ANALYZING,
    (S.REVIEWING, events.CoeApproved): S.CORRECTING,
    (S.REVIEWING, events.CoeWaived): S.REVIEWING,
    (S.CORRECTING, events.CoeWaived): S.CORRECTING,
    (S.CORRECTING, events.CoeCorrectionCompleted): S.CORRECTING,
    (S.CORRECTING, events.CoeCorrected): S.WATCHING,
    (S.CORRECTING, events.CoeWaiverExpired): S.ANALYZING,
    (S.WATCHING, events.CoeProtected): S.WATCHING,
    (S.WATCHING, events.CoeUnprotected): S.WATCHING,
    (S.WATCHING, events.CoeWaiverExpired): S.ANALYZING,
    (S.WATCHING, events.CoeClosed): S.CLOSED,
    (S.WATCHING, events.CoeReopened): S.ANALYZING,
    (S.CLOSED, events.CoeReopened): S.ANALYZING,
    **{(state, events.CoeRepeated): state for state in OPEN},
    **{(state, events.CoeRecurrenceMarked): state for state in OPEN},
    **{(state, events.CoeCorrectionOverdue): state for state in OPEN[:-1]},
    **{(state, events.CoeRecurred): state for state in CoeState},
    **{(state, events.CoeTextErased): state for state in CoeState},
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "UpdateCoe": events.CoeUpdated,
    "StartAnalysis": events.CoeAnalysisStarted,
    "AddTimelineEntry": events.CoeTimelineExtended,
    "ImportTimeline": events.CoeTimelineExtended,
    "AddWhy": events.CoeWhyAdded,
    "SubmitCoe": events.CoeSubmitted,
    "ReturnCoe": events.CoeReturned,
    "ApproveCoe": events.CoeApproved,
    "WaiveMechanism": events.CoeWaived,
    "DismissCoe": events.CoeDismissed,
    "MarkRecurrence": events.CoeRecurrenceMarked,
    "CompleteCorrection": events.CoeCorrectionCompleted,
}
"""What people may ask for, and what happens then."""
