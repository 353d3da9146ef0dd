"""Comments and the decision log, in the words of the contract."""

import json

from google.protobuf.timestamp_pb2 import Timestamp

from chassis.etags import etag_of
from chassis.values import as_fields
from chassis.wire import given
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from ..domain.comment import Comment
from ..domain.decision_log import TITLE, Entry
from ..domain.remark import (
    Anchor,
    CommentKind,
    CommentSeverity,
    CommentTag,
    Remark,
    Suggestion,
    SuggestionKind,
)
from ..domain.verification import DEFAULT_PART, MAX_PART, Part, Verification
from .mapping import exception_of


def to_comment(comment: Comment) -> pb.Comment:
    """Return the comment as others see it."""
    remark = comment.remark
    anchor, suggestion = remark.anchor, remark.suggestion
    return pb.Comment(
        name=comment.name,
        kind=remark.kind,
        text=remark.text,
        anchor=pb.Anchor(**as_fields(anchor)) if anchor else None,
        tag=remark.tag,
        suggestion=pb.Suggestion(**as_fields(suggestion)) if suggestion else None,
        severity=remark.severity,
        clears_when=remark.clears_when,
        principle=remark.principle,
        topic=remark.topic,
        author=comment.author,
        state=f"COMMENT_STATE_{comment.state}",
        replies=[pb.Reply(**as_fields(reply)) for reply in comment.replies],
        override_grant=exception_of(comment.exception),
        carried_from=comment.carried_from,
        resolution=comment.resolution,
        create_time=comment.created_at,
        update_time=comment.updated_at,
        etag=etag_of(comment),
        possible_methods=comment.possible,
    )


def to_remark(message: pb.Comment) -> Remark:
    """Return what someone says; output-only fields are ignored."""
    tag = message.tag or pb.COMMENT_TAG_OTHER
    severity = message.severity or pb.COMMENT_SEVERITY_NOTE
    return Remark(
        kind=CommentKind(pb.CommentKind.Name(message.kind)),
        text=message.text,
        anchor=_anchor(message),
        tag=CommentTag(pb.CommentTag.Name(tag)),
        suggestion=_suggestion(message),
        severity=CommentSeverity(pb.CommentSeverity.Name(severity)),
        clears_when=message.clears_when,
        principle=message.principle,
        topic=message.topic,
    )


def to_logged(entry: Entry) -> pb.DecisionLogEntry:
    """Return one decision of the log, with the very text that was hashed."""
    record = json.loads(entry.record)
    decision = record["decision"]
    message = pb.DecisionLogEntry(
        position=entry.position,
        review=record["review"],
        idea=record["idea"],
        revision=record["revision"],
        title=entry.text(TITLE),
        policy=record["policy"],
        door_kinds=record["door_kinds"],
        outcome=decision["outcome"],
        rationale=entry.text("decision.rationale"),
        return_reason=decision["return_reason"],
        decider=decision["decider"],
        decide_time=_moment(decision["decide_time"]),
        information_ratio=decision["information_ratio"],
        record=entry.record,
        texts=[pb.DecisionText(**as_fields(text)) for text in entry.texts],
        prev_hash=entry.prev_hash,
        hash=entry.hash,
        alone=decision["alone"],
    )
    message.elapsed.FromNanoseconds(round(record["elapsed_seconds"] * 1e9))
    return message


def to_part(request: rpc.VerifyDecisionLogRequest) -> Part:
    """Return which part of the log is to be verified."""
    return Part(
        request.from_position or 1,
        min(request.max_positions or DEFAULT_PART, MAX_PART),
        request.start_hash,
    )


def to_verification(found: Verification) -> rpc.VerifyDecisionLogResponse:
    """Return what came of computing the hashes of a part again."""
    return rpc.VerifyDecisionLogResponse(
        intact=found.is_intact,
        verified=found.verified,
        expected=found.expected,
        next_position=found.next_position,
        end_hash=found.end_hash,
        broken_position=found.broken_position,
        description=found.description,
    )


def _anchor(message: pb.Comment) -> Anchor | None:
    if not message.HasField("anchor"):
        return None
    place = message.anchor
    end = given(place, "end", int)
    return Anchor(place.section, place.start, end, place.quote)


def _suggestion(message: pb.Comment) -> Suggestion | None:
    if not message.HasField("suggestion"):
        return None
    suggestion = message.suggestion
    kind = SuggestionKind(pb.SuggestionKind.Name(suggestion.kind))
    return Suggestion(kind, suggestion.replacement)


def _moment(text: str) -> Timestamp:
    moment = Timestamp()
    moment.FromJsonString(text)
    return moment
