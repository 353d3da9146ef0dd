"""The decision log: every decision, chained to the one before by its hash."""

from flask import Blueprint, render_template, request

from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from .. import paging
from ..front import Front

OUTCOMES = [
    name.removeprefix("REVIEW_OUTCOME_") for name in pb.ReviewOutcome.keys()[1:]
]

MOST_PARTS = 20
"""A page verifies so many parts of the log, and says when there were more."""


class DecisionPages:
    """What was decided, and whether the log still is as it was written."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("decisions", __name__)
        pages.add_url_rule("/decisions", "index", self.index)
        return pages

    def index(self) -> str:
        """List decisions, newest first; `?verify=1` computes every hash again."""
        reviews, chosen = self._front.reviews, paging.chosen("outcome", "decider")
        wanted = rpc.ListDecisionsRequest(**paging.asked(), filter=chosen)
        listed = self._front.call(reviews.ListDecisions, wanted)
        verified = self._verify() if request.args.get("verify") else None
        return render_template(
            "decisions/index.html",
            decisions=listed.decisions,
            outcomes=OUTCOMES,
            verified=verified,
            next_page=paging.next_page(listed.next_page_token),
        )

    def _verify(self) -> rpc.VerifyDecisionLogResponse:
        """Verify the log part by part; return the last part, with the sum of all."""
        part, verified = rpc.VerifyDecisionLogResponse(), 0
        for _ in range(MOST_PARTS):
            wanted = rpc.VerifyDecisionLogRequest(
                from_position=part.next_position, start_hash=part.end_hash
            )
            part = self._front.call(self._front.reviews.VerifyDecisionLog, wanted)
            verified += part.verified
            if not part.next_position:
                break
        part.verified = verified
        return part
