"""What can be done with a review, and in which state."""

from day1.reviews.v1 import reviews_service_pb2 as pb

from ..commands import Command, Commands, Input
from ..personas import PERSONAS

OUTCOMES = (
    ("OUTCOME_APPROVE", "approve: try it"),
    ("OUTCOME_RETURN", "return: back to the author"),
    ("OUTCOME_DECLINE", "decline: no, with a reason"),
)

COMMANDS = Commands(
    Command(
        "finish-reading",
        "I have read it to the end",
        "A reader may.",
        pb.FinishReadingRequest,
        lambda front: front.reviews.FinishReading,
    ),
    Command(
        "decide",
        "Decide",
        "The decider may, once it is read. A decision is final.",
        pb.DecideReviewRequest,
        lambda front: front.reviews.DecideReview,
        (Input("outcome", "Which way?", OUTCOMES), Input("rationale", "Why?")),
    ),
    Command(
        "invite-reader",
        "Invite",
        "The author, the decider and the readers may.",
        pb.InviteReaderRequest,
        lambda front: front.reviews.InviteReader,
        (
            Input(
                "reader",
                "Who else should read it?",
                tuple((persona.name, persona.full_name) for persona in PERSONAS),
            ),
        ),
    ),
)

OFFERED: dict[int, tuple[str, ...]] = {
    pb.REVIEW_STATE_OPENED: ("invite-reader",),
    pb.REVIEW_STATE_READING: ("finish-reading", "decide", "invite-reader"),
}
"""By state; what is decided or superseded is final."""
