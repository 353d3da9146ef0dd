"""Between the words of the domain and the words of the contract."""

from chassis.values import as_fields
from day1.reviews.v1 import reviews_service_pb2 as pb

from ..domain.decision import Outcome, Ruling
from ..domain.review import Review


def to_message(review: Review) -> pb.Review:
    """Return the review as others see it."""
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
        decision=pb.Decision(**as_fields(decision)) if decision else None,
        due_time=review.due_time,
        create_time=review.created_at,
        update_time=review.updated_at,
        etag=str(review.version),
        history=[
            pb.HistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in review.history
        ],
    )


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"REVIEW_STATE_{state}"


def to_ruling(request: pb.DecideReviewRequest) -> Ruling:
    """Return what the decider says."""
    return Ruling(Outcome(pb.Outcome.Name(request.outcome)), request.rationale)
