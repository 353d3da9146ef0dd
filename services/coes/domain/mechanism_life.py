"""The life of a mechanism, as data: its states, its moves, and what causes them."""

from collections.abc import Mapping
from enum import StrEnum

from chassis.domain import DomainEvent, Transitions

from . import mechanism_events as events


class MechanismState(StrEnum):
    """Where a mechanism is in its life."""

    PROPOSED = "PROPOSED"
    PROVEN = "PROVEN"
    ADOPTED = "ADOPTED"
    SUSPENDED = "SUSPENDED"
    RETIRED = "RETIRED"
    REJECTED = "REJECTED"


S = MechanismState
ALIVE = (S.PROPOSED, S.PROVEN, S.ADOPTED, S.SUSPENDED)

TRANSITIONS: Transitions = {
    (S.PROPOSED, events.MechanismProven): S.PROVEN,
    (S.PROPOSED, events.MechanismRejected): S.REJECTED,
    (S.PROVEN, events.MechanismRejected): S.REJECTED,
    (S.PROVEN, events.MechanismAdopted): S.ADOPTED,
    (S.ADOPTED, events.MechanismImproved): S.ADOPTED,
    (S.ADOPTED, events.MechanismConsumed): S.ADOPTED,
    (S.ADOPTED, events.MechanismActivated): S.ADOPTED,
    (S.ADOPTED, events.MechanismSuspended): S.SUSPENDED,
    (S.SUSPENDED, events.MechanismConsumed): S.SUSPENDED,
    (S.SUSPENDED, events.MechanismResumed): S.ADOPTED,
    (S.ADOPTED, events.MechanismRetired): S.RETIRED,
    (S.SUSPENDED, events.MechanismRetired): S.RETIRED,
    (S.RETIRED, events.MechanismConsumed): S.RETIRED,
    (S.ADOPTED, events.MechanismInspected): S.ADOPTED,
    (S.ADOPTED, events.MechanismInspectionOverdue): S.ADOPTED,
    (S.ADOPTED, events.MechanismSoftened): S.ADOPTED,
    (S.ADOPTED, events.MechanismExcused): S.ADOPTED,
    (S.ADOPTED, events.MechanismEscaped): S.ADOPTED,
    **{(state, events.MechanismReported): state for state in ALIVE},
    **{(state, events.MechanismTextErased): state for state in MechanismState},
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "ProveMechanism": events.MechanismProven,
    "AdoptMechanism": events.MechanismAdopted,
    "ImproveMechanism": events.MechanismImproved,
    "SuspendMechanism": events.MechanismSuspended,
    "ResumeMechanism": events.MechanismResumed,
    "RetireMechanism": events.MechanismRetired,
    "RejectMechanism": events.MechanismRejected,
    "InspectMechanism": events.MechanismInspected,
    "ReportCheckResult": events.MechanismReported,
}
"""What people may ask for, and what happens then."""
