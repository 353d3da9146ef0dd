"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import from_check
from chassis.domain import HistoryEntry
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from ..domain.checklist import ChecklistItem, GrantedException
from ..domain.decision import (
    Decision,
    Outcome,
    Position,
    PositionKind,
    ReturnReason,
    Ruling,
)
from ..domain.document import Bet, Door, ReviewPolicy, Section, Submission, Undo
from ..domain.information import InformationNeed, NeedState
from ..domain.review import (
    Review,
)


def to_message(review: Review, viewer: str) -> pb.Review:
    """Return the review as someone sees it: positions stay hidden until the debate."""
    submission, decision = review.submission, review.decision
    return pb.Review(
        name=review.name,
        idea=submission.idea,
        revision=submission.revision,
        title=submission.title,
        author=submission.author,
        policy=review.policy,
        decider=review.decider,
        leader_nominee=submission.leader_nominee,
        readers=[pb.Reader(**as_fields(reader)) for reader in review.readers],
        document=[pb.Section(**as_fields(section)) for section in submission.sections],
        document_hash=submission.document_hash,
        reading_minutes=review.reading_minutes,
        state=to_state(review.state),
        decision=_decision(decision) if decision else None,
        due_time=review.due_time,
        create_time=review.created_at,
        update_time=review.updated_at,
        etag=str(review.version),
        history=[_history(entry) for entry in review.history],
        team=submission.team,
        co_authors=submission.co_authors,
        tags=submission.tags,
        doors=map(_door, submission.doors),
        bet=pb.Bet(**as_fields(submission.bet)) if submission.bet else None,
        debate_topics=[pb.DebateTopic(**as_fields(topic)) for topic in review.topics],
        information_needs=[to_need(review, need) for need in review.needs],
        information_ratio=review.information_ratio,
        positions=map(_position, review.visible_positions(viewer)),
        checklist=map(_item, review.checklist),
        stalled_reasons=review.stalls,
        expired_exceptions=review.expired,
        possible_methods=review.possible,
    )


def rehearsed(message: pb.Review, viewer: str) -> pb.Review:
    """Return what somebody may see of what did not happen.

    Who rehearses the opening of a debate must not read the positions it would show.
    """
    for positions in (message.positions, message.decision.positions):
        own = [position for position in positions if position.person == viewer]
        del positions[:]
        positions.extend(own)
    if not message.decision.outcome:
        message.ClearField("decision")
    return message


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"REVIEW_STATE_{state}"


def to_need(review: Review, need: InformationNeed) -> pb.InformationNeed:
    """Return something to be known as others see it."""
    return pb.InformationNeed(
        name=f"{review.name}/informationNeeds/{need.id}",
        text=need.text,
        weight=need.weight,
        state=need.state,
        source=need.source,
    )


def to_submission(message: pb.Review) -> Submission:
    """Return what was submitted; a door of an unknown kind has no way back."""
    bet = message.bet
    return Submission(
        idea=message.idea,
        revision=message.revision,
        title=message.title,
        author=message.author,
        leader_nominee=message.leader_nominee,
        doors=tuple(map(_to_door, message.doors)),
        sections=tuple(Section(s.id, s.heading, s.text) for s in message.document),
        document_hash=message.document_hash,
        co_authors=tuple(message.co_authors),
        team=message.team,
        tags=tuple(message.tags),
        debated_topics=tuple(topic.text for topic in message.debate_topics),
        bet=Bet(bet.win_probability, bet.payoff_multiple)
        if message.HasField("bet")
        else None,
    )


def to_policy(policy: int) -> ReviewPolicy | None:
    """Return the path that someone asks for, if they do."""
    return ReviewPolicy(pb.ReviewPolicy.Name(policy)) if policy else None


def to_ruling(request: rpc.DecideReviewRequest) -> Ruling:
    """Return what the decider says."""
    return Ruling(
        Outcome(pb.Outcome.Name(request.outcome)),
        request.rationale,
        request.leader,
        tuple(request.conditions),
        request.revisit_when,
        tuple(request.validation),
        ReturnReason(pb.ReturnReason.Name(request.return_reason)),
        request.document_hash,
    )


def to_lint_ruling(request: rpc.LintDecisionRequest) -> Ruling:
    """Return what the decider might say: an approval, unless they tell."""
    outcome = request.outcome or pb.OUTCOME_APPROVE
    return Ruling(Outcome(pb.Outcome.Name(outcome)), request.rationale, request.leader)


def to_new_need(message: pb.InformationNeed) -> InformationNeed:
    """Return what someone would like to know; its id comes later."""
    values = {path: read(message) for path, read in WRITABLE.items()}
    return InformationNeed("", **values)


def to_need_change(
    message: pb.InformationNeed, mask: FieldMask
) -> Callable[[InformationNeed], InformationNeed]:
    """Return the change that an update asks for. Raises `InvalidInput`."""
    values = {path: WRITABLE[path](message) for path in masked(message, mask, WRITABLE)}
    return lambda need: replace(need, **values)


def to_position_kind(kind: int) -> PositionKind:
    """Return where someone stands."""
    return PositionKind(pb.PositionKind.Name(kind))


def to_time(timestamp: Timestamp) -> datetime:
    """Return a moment."""
    return timestamp.ToDatetime(UTC)


def exception_of(exception: GrantedException | None) -> pb.GrantedException | None:
    """Return what someone accepts for a while, if anything."""
    return pb.GrantedException(**as_fields(exception)) if exception else None


def _decision(decision: Decision) -> pb.Decision:
    fields = as_fields(decision)
    positions = map(_position, decision.positions)
    return pb.Decision(**{**fields, "positions": positions})


def _position(position: Position) -> pb.Position:
    return pb.Position(
        person=position.person,
        kind=position.kind,
        text=position.text,
        set_time=position.set_time,
    )


def _item(item: ChecklistItem) -> pb.ChecklistItem:
    answer = pb.ChecklistAnswer(**as_fields(item.answer)) if item.answer else None
    return pb.ChecklistItem(
        id=item.id,
        check=from_check(item.check),
        added_later=item.added_later,
        add_time=item.add_time,
        active=item.active,
        answer=answer,
        exception=exception_of(item.exception),
    )


def _door(door: Door) -> pb.Door:
    return pb.Door(
        id=door.id,
        decision=door.decision,
        kind=f"DOOR_KIND_{door.kind}",
        undo=pb.Undo(**as_fields(door.undo)) if door.undo else None,
    )


def _to_door(door: pb.Door) -> Door:
    undo = Undo(door.undo.plan, door.undo.cost_usd, door.undo.days)
    way_back = undo if door.HasField("undo") else None
    is_two_way = door.kind == pb.DOOR_KIND_TWO_WAY
    return Door(door.id, is_two_way, door.decision, way_back)


def _history(entry: HistoryEntry) -> pb.HistoryEntry:
    return pb.HistoryEntry(
        time=entry.at,
        actor=entry.actor,
        event=entry.event,
        state=to_state(entry.state),
    )


def _need_state(need: pb.InformationNeed) -> NeedState:
    state = need.state or pb.NEED_STATE_UNKNOWN
    return NeedState(pb.NeedState.Name(state))


WRITABLE: Mapping[str, Callable[[pb.InformationNeed], Any]] = {
    "text": lambda need: need.text,
    "weight": lambda need: need.weight or 1,
    "state": _need_state,
    "source": lambda need: need.source,
}
"""The fields of a need that people write, and how to read them."""
