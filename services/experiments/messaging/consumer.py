"""What experiments wants to hear from ideas and COEs."""

from collections.abc import Callable
from typing import Any

from google.protobuf.message import Message

from chassis.domain import id_in
from chassis.messaging import EventRouter, PoisonMessage
from day1.coes.v1 import coes_events_pb2 as coes
from day1.coes.v1 import coes_service_pb2 as coes_api
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_api

from ..application import reactions
from ..application.ports import Work
from ..domain.known import Approval, IdeaState

TOPICS = ("ideas.events.v1", "coes.events.v1")

MOVES: dict[type[Message], IdeaState] = {
    ideas.IdeaReviewStarted: IdeaState.IN_REVIEW,
    ideas.IdeaRecalled: IdeaState.DRAFT,
    ideas.IdeaReturned: IdeaState.DRAFT,
    ideas.IdeaDeclined: IdeaState.DECLINED,
    ideas.IdeaExperimenting: IdeaState.EXPERIMENTING,
    ideas.IdeaLaunched: IdeaState.LAUNCHED,
}
"""The events that say no more than where the idea is now."""

VERDICTS: dict[type[Message], IdeaState] = {
    ideas.IdeaScaling: IdeaState.SCALING,
    ideas.IdeaPivoted: IdeaState.PIVOTED,
    ideas.IdeaKilled: IdeaState.KILLED,
}
"""The events that also say which experiment decided so."""

ENDED = {
    ideas_api.IDEA_STATE_APPROVED: IdeaState.APPROVED,
    ideas_api.IDEA_STATE_LAUNCHED: IdeaState.LAUNCHED,
}
"""Where an idea can be once its experiment has ended without changing it."""


def subscribe(router: EventRouter[Work]) -> None:
    """Say which events this service wants."""
    router.on(ideas.IdeaSubmitted, on_idea_submitted)
    router.on(ideas.IdeaApproved, on_idea_approved)
    router.on(ideas.IdeaExperimentEnded, on_idea_experiment_ended)
    for message_type, state in MOVES.items():
        router.on(message_type, _moved_to(state))
    for message_type, state in VERDICTS.items():
        router.on(message_type, _decided_to(state))
    router.on(coes.CoeOpened, on_coe_opened)
    router.on(coes.CoeDismissed, on_coe_dismissed)


def on_idea_submitted(work: Work, event: ideas.IdeaSubmitted) -> None:
    """Get to know the idea."""
    reactions.idea_submitted(work, id_in(event.idea), event.title, event.team)


def on_idea_approved(work: Work, event: ideas.IdeaApproved) -> None:
    """Remember what the approval allows."""
    one_way = (d.id for d in event.doors if d.kind == ideas_api.DOOR_KIND_ONE_WAY)
    approval = Approval(
        revision=event.revision,
        review=event.review,
        leader=event.leader,
        one_way_doors=tuple(one_way),
        loss_cap_usd=event.loss_cap_usd,
    )
    reactions.idea_approved(work, id_in(event.idea), approval)


def on_idea_experiment_ended(work: Work, event: ideas.IdeaExperimentEnded) -> None:
    """Note that the idea is back where it came from."""
    if event.state not in ENDED:
        raise PoisonMessage(f"{event.idea} cannot be back in state {event.state}.")
    state = ENDED[event.state]
    reactions.idea_moved(work, id_in(event.idea), state, event.experiment)


def on_coe_opened(work: Work, event: coes.CoeOpened) -> None:
    """Hold back the experiment it happened to, if it is a grave one."""
    collection, _, experiment_id = event.source.partition("/")
    if collection == "experiments" and event.severity == coes_api.SEVERITY_HIGH:
        reactions.coe_opened(work, id_in(event.coe), experiment_id)


def on_coe_dismissed(work: Work, event: coes.CoeDismissed) -> None:
    """Let the experiment go on."""
    reactions.coe_dismissed(work, id_in(event.coe))


def _moved_to(state: IdeaState) -> Callable[[Work, Any], None]:
    def on_idea_moved(work: Work, event: Any) -> None:
        reactions.idea_moved(work, id_in(event.idea), state)

    return on_idea_moved


def _decided_to(state: IdeaState) -> Callable[[Work, Any], None]:
    def on_idea_decided(work: Work, event: Any) -> None:
        reactions.idea_moved(work, id_in(event.idea), state, event.experiment)

    return on_idea_decided
