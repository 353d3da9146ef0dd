"""The decision log: every decision, chained to the one before by its hash."""

from flask import Blueprint, render_template, request

from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from .. import paging
from ..front import Front

OUTCOMES = [name.removeprefix("OUTCOME_") for name in pb.Outcome.keys()[1:]]


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
        verified = None
        if request.args.get("verify"):
            check = rpc.VerifyDecisionLogRequest()
            verified = self._front.call(reviews.VerifyDecisionLog, check)
        return render_template(
            "decisions/index.html",
            decisions=listed.decisions,
            outcomes=OUTCOMES,
            verified=verified,
            next_page=paging.next_page(listed.next_page_token),
        )
