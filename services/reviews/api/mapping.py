"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import from_check
from chassis.etags import etag_of
from chassis.histories import history_of
from chassis.rpc.updates import merged
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
from ..domain.document import Door, ReviewPolicy
from ..domain.information import InformationNeed, NeedState
from ..domain.review import Review
from .history import PUBLIC_NAMES


def to_message(
    review: Review, viewer: str, view: int = pb.REVIEW_VIEW_FULL
) -> pb.Review:
    """Return the review as someone sees it: positions stay hidden until the debate."""
    submission = review.submission
    message = pb.Review(
        name=review.name,
        idea=submission.idea,
        revision=submission.revision,
        title=submission.title,
        author=submission.author,
        co_authors=submission.co_authors,
        team=submission.team,
        tags=submission.tags,
        policy=review.policy,
        state=to_state(review.state),
        decider=review.decider,
        leader_nominee=submission.leader_nominee,
        readers=[pb.Reader(**as_fields(reader)) for reader in review.readers],
        document_hash=submission.document_hash,
        reading_duration=review.reading_time,
        bet=pb.Bet(**as_fields(submission.bet)) if submission.bet else None,
        information_ratio=review.information_ratio,
        stalled_reasons=review.stalls,
        expired_exceptions=review.expired,
        due_time=review.due_time,
        create_time=review.created_at,
        update_time=review.updated_at,
        etag=etag_of(review),
        possible_methods=review.possible,
        previous_decider=review.previous_decider,
    )
    if view == pb.REVIEW_VIEW_FULL:
        _add_details(message, review, viewer)
    elif review.decision:
        message.decision.CopyFrom(_decision_in_brief(review.decision))
    return message


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
        author=need.author,
    )


def to_policy(policy: int) -> ReviewPolicy | None:
    """Return the path that someone asks for, if they do."""
    return ReviewPolicy(pb.ReviewPolicy.Name(policy)) if policy else None


def to_ruling(request: rpc.DecideReviewRequest) -> Ruling:
    """Return what the decider says."""
    return Ruling(
        Outcome(pb.ReviewOutcome.Name(request.outcome)),
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
    outcome = request.outcome or pb.REVIEW_OUTCOME_APPROVE
    name = pb.ReviewOutcome.Name(outcome)
    return Ruling(
        Outcome(name),
        request.rationale,
        request.leader,
        revisit_when=request.revisit_when,
    )


def to_new_need(message: pb.InformationNeed, need_id: str) -> InformationNeed:
    """Return what someone would like to know; without an id, one comes later."""
    state = message.state or pb.NEED_STATE_UNKNOWN
    return InformationNeed(
        need_id,
        message.text,
        message.weight or 1,
        NeedState(pb.NeedState.Name(state)),
        message.source,
    )


def to_need_change(
    message: pb.InformationNeed, mask: FieldMask
) -> Callable[[InformationNeed], InformationNeed]:
    """Return the change that an update asks for; it raises `InvalidInput`."""

    def change(need: InformationNeed) -> InformationNeed:
        fields = as_fields(need)
        del fields["id"]
        current = pb.InformationNeed(**fields)
        result, _ = merged(current, message, mask, WRITABLE)
        return replace(to_new_need(result, need.id), author=need.author)

    return change


def to_position_kind(kind: int) -> PositionKind:
    """Return where someone stands."""
    return PositionKind(pb.PositionKind.Name(kind))


def to_time(timestamp: Timestamp) -> datetime:
    """Return a moment."""
    return timestamp.ToDatetime(UTC)


def exception_of(exception: GrantedException | None) -> pb.GrantedException | None:
    """Return what someone accepts for a while, if anything."""
    return pb.GrantedException(**as_fields(exception)) if exception else None


def _add_details(message: pb.Review, review: Review, viewer: str) -> None:
    """Add what a list leaves out."""
    submission, decision = review.submission, review.decision
    sections = [pb.Section(**as_fields(section)) for section in submission.sections]
    message.document.extend(sections)
    message.doors.extend(map(_door, submission.doors))
    topics = [pb.DebateTopic(**as_fields(topic)) for topic in review.topics]
    message.debate_topics.extend(topics)
    message.information_needs.extend(to_need(review, need) for need in review.needs)
    message.positions.extend(map(_position, review.visible_positions(viewer)))
    message.checklist.extend(map(_item, review.checklist))
    message.history.extend(
        history_of(review, PUBLIC_NAMES, pb.ReviewHistoryEntry, to_state)
    )
    if decision:
        message.decision.CopyFrom(_decision(decision))


def _decision_in_brief(decision: Decision) -> pb.ReviewDecision:
    """Return a decision without its texts and lists."""
    return pb.ReviewDecision(
        outcome=decision.outcome,
        leader=decision.leader,
        decider=decision.decider,
        decide_time=decision.decide_time,
        information_ratio=decision.information_ratio,
        return_reason=decision.return_reason,
        log_position=decision.log_position,
        prev_hash=decision.prev_hash,
        hash=decision.hash,
        alone=decision.alone,
    )


def _decision(decision: Decision) -> pb.ReviewDecision:
    fields = as_fields(decision)
    positions = map(_position, decision.positions)
    return pb.ReviewDecision(**{**fields, "positions": positions})


def _position(position: Position) -> pb.Position:
    return pb.Position(
        person=position.person,
        kind=position.kind,
        text=position.text,
        set_time=position.set_time,
        first_kind=position.first_kind,
        first_text=position.first_text,
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
        kind=door.kind,
        undo=pb.Undo(**as_fields(door.undo)) if door.undo else None,
    )


WRITABLE = ("text", "weight", "state", "source")
"""The fields of a need that people write."""
