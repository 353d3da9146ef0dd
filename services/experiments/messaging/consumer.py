"""What experiments wants to hear from ideas, COEs and mechanisms."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from google.protobuf.message import Message

from chassis.checks import DoorKind
from chassis.checks import messaging as checks
from chassis.domain import id_in
from chassis.messaging import EventRouter
from chassis.wire import given, to_money
from day1.checks.v1 import checks_pb2
from day1.coes.v1 import coes_events_pb2 as coes
from day1.coes.v1 import coes_pb2 as coes_api
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api

from ..application import reactions
from ..application.ports import Work
from ..domain.approval import Approval, ApprovedDoor
from ..domain.known import IdeaState, Submission

TOPICS = ("ideas.events.v1", "coes.events.v1", checks.STATE_TOPIC)

MOVES: dict[type[Message], IdeaState] = {
    ideas.IdeaReturned: IdeaState.DRAFT,
    ideas.IdeaReopened: IdeaState.DRAFT,
    ideas.IdeaDeclined: IdeaState.DECLINED,
}
"""The events that say no more than where the idea is now."""

ENDS: dict[type[Message], IdeaState] = {
    ideas.IdeaWithdrawn: IdeaState.WITHDRAWN,
    ideas.IdeaMarkedDuplicate: IdeaState.DUPLICATE,
}
"""The events after which nothing is tried any more, because a person said so."""

ENDED = {
    ideas_api.IDEA_STATE_APPROVED: IdeaState.APPROVED,
    ideas_api.IDEA_STATE_LAUNCHED: IdeaState.LAUNCHED,
}
"""Where an idea can be once its experiment has ended without changing it."""

LESSER = {
    coes_api.INCIDENT_SEVERITY_LOW,
    coes_api.INCIDENT_SEVERITY_MEDIUM,
}
"""Severities of COEs that hold nothing back."""

UNDECIDED = {
    ideas_api.IDEA_STATE_DRAFT,
    ideas_api.IDEA_STATE_SUBMITTED,
    ideas_api.IDEA_STATE_IN_REVIEW,
    ideas_api.IDEA_STATE_DECLINED,
}
"""Where a leader is only nominated."""


def subscribe(router: EventRouter[Work]) -> None:
    """Say which events this service wants."""
    router.on(ideas.IdeaSubmitted, on_idea_submitted)
    router.on(ideas.IdeaApproved, on_idea_approved)
    router.on(ideas.IdeaExperimentEnded, on_idea_experiment_ended)
    router.on(ideas.IdeaReviewStarted, on_idea_review_started)
    router.on(ideas.IdeaRecalled, on_idea_recalled)
    router.on(ideas.IdeaKilled, on_idea_killed)
    router.on(ideas.IdeaLeaderAssigned, on_idea_leader_assigned)
    router.on(ideas.IdeaLeaderVacant, on_idea_leader_vacant)
    router.on(ideas.IdeaExperimenting, on_idea_experimenting)
    router.on(ideas.IdeaScaling, on_idea_scaling)
    router.on(ideas.IdeaPivoted, on_idea_pivoted)
    router.on(ideas.IdeaLaunched, on_idea_launched)
    for message_type, state in ENDS.items():
        router.on(message_type, _ended_as(state))
    for message_type, state in MOVES.items():
        router.on(message_type, _moved_to(state))
    router.on(coes.CoeOpened, on_coe_opened)
    router.on(coes.CoeReopened, on_coe_reopened)
    router.on(coes.CoeWaiverExpired, on_coe_waiver_expired)
    router.on(coes.CoeApproved, on_coe_released)
    router.on(coes.CoeDismissed, on_coe_released)
    router.on(erasure.TextErased, on_text_erased)
    checks.subscribe(router)


def on_idea_submitted(work: Work, event: ideas.IdeaSubmitted) -> None:
    """Get to know the idea."""
    said = Submission(
        event.title, event.team, tuple(event.trend_tags), event.currency_code
    )
    reactions.idea_submitted(work, id_in(event.idea), said)


def on_idea_review_started(work: Work, event: ideas.IdeaReviewStarted) -> None:
    """Remember which review is open."""
    reactions.idea_in_review(work, id_in(event.idea), event.review)


def on_idea_recalled(work: Work, event: ideas.IdeaRecalled) -> None:
    """Pause what runs on it."""
    reactions.idea_taken_back(work, id_in(event.idea))


def on_idea_killed(work: Work, event: ideas.IdeaKilled) -> None:
    """Give up other drafts on it; a person's kill ends what runs, too."""
    if event.experiment:
        reactions.idea_killed(work, id_in(event.idea), event.experiment)
    else:
        reactions.idea_ended(work, id_in(event.idea), IdeaState.KILLED)


def on_idea_leader_assigned(work: Work, event: ideas.IdeaLeaderAssigned) -> None:
    """Remember who leads it, once it is more than a nomination."""
    if event.state not in UNDECIDED:
        reactions.idea_led_by(work, id_in(event.idea), event.leader)


def on_idea_leader_vacant(work: Work, event: ideas.IdeaLeaderVacant) -> None:
    """Remember that nobody leads it."""
    reactions.idea_led_by(work, id_in(event.idea), "")


def on_idea_experimenting(work: Work, event: ideas.IdeaExperimenting) -> None:
    """Note that it is tried, and by whom."""
    reactions.idea_tried(work, id_in(event.idea), event.leader)


def on_idea_scaling(work: Work, event: ideas.IdeaScaling) -> None:
    """Note that its experiment decided to scale it."""
    state = IdeaState.SCALING
    reactions.idea_moved(work, id_in(event.idea), state, event.experiment)


def on_idea_pivoted(work: Work, event: ideas.IdeaPivoted) -> None:
    """Note that its experiment decided to go on with another idea."""
    reactions.idea_pivoted(work, id_in(event.idea), event.experiment)


def on_idea_launched(work: Work, event: ideas.IdeaLaunched) -> None:
    """Note that it is out, and that nobody leads it any more."""
    reactions.idea_launched(work, id_in(event.idea))


def on_idea_approved(work: Work, event: ideas.IdeaApproved) -> None:
    """Remember what the approval allows."""
    approval = Approval(
        revision=event.revision,
        review=event.review,
        leader=event.leader,
        loss_cap=given(event, "loss_cap", to_money),
        doors=tuple(ApprovedDoor(door.id, _kind(door.kind)) for door in event.doors),
        patience_until_time=given(
            event, "patience_until_time", lambda time: time.ToDatetime(UTC)
        ),
    )
    reactions.idea_approved(work, id_in(event.idea), approval, tuple(event.trend_tags))


def on_idea_experiment_ended(work: Work, event: ideas.IdeaExperimentEnded) -> None:
    """Note where the idea is again; a state that is not known here changes nothing."""
    if state := ENDED.get(event.state):
        reactions.idea_back(work, id_in(event.idea), state, event.experiment)


def on_text_erased(work: Work, event: erasure.TextErased) -> None:
    """Erase what was copied of it."""
    reactions.erase_text(work, event.subject)


def on_coe_opened(work: Work, event: coes.CoeOpened) -> None:
    """Hold back the experiment it happened to, if it is a grave one."""
    if experiment_id := _grave(event):
        reactions.coe_opened(work, id_in(event.coe), experiment_id, event.title)


def on_coe_reopened(work: Work, event: coes.CoeReopened) -> None:
    """Hold it back again."""
    if experiment_id := _grave(event):
        reactions.coe_reopened(work, id_in(event.coe), experiment_id)


def on_coe_waiver_expired(work: Work, event: coes.CoeWaiverExpired) -> None:
    """Hold back again what the waiver let go."""
    reactions.coe_held_again(work, id_in(event.coe))


def on_coe_released(work: Work, event: coes.CoeApproved | coes.CoeDismissed) -> None:
    """Let the experiment go on."""
    reactions.coe_released(work, id_in(event.coe))


def _grave(event: coes.CoeOpened | coes.CoeReopened) -> str:
    """Return the id of the experiment that it holds back, if it does."""
    collection, _, experiment_id = event.source.partition("/")
    is_grave = event.severity not in LESSER
    return experiment_id if collection == "experiments" and is_grave else ""


def _kind(value: int) -> DoorKind:
    """Return the kind of a door; one that is not known counts as one-way."""
    is_two_way = value == checks_pb2.DOOR_KIND_TWO_WAY
    return DoorKind.TWO_WAY if is_two_way else DoorKind.ONE_WAY


def _ended_as(state: IdeaState) -> Callable[[Work, Any], None]:
    def on_idea_ended(work: Work, event: Any) -> None:
        reactions.idea_ended(work, id_in(event.idea), state)

    return on_idea_ended


def _moved_to(state: IdeaState) -> Callable[[Work, Any], None]:
    def on_idea_moved(work: Work, event: Any) -> None:
        reactions.idea_moved(work, id_in(event.idea), state)

    return on_idea_moved
