"""Reading room: the document, who has read it, and the decision."""

from collections.abc import Mapping

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from day1.reviews.v1 import reviews_service_pb2 as pb

from .. import paging
from ..attempts import attempt
from ..forms import Refusal
from ..front import Front
from .commands import COMMANDS, OFFERED


class ReviewPages:
    """What a visitor can see of reviews, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("reviews", __name__)
        rule = pages.add_url_rule
        rule("/reviews", "index", self.index)
        rule("/reviews/<review_id>", "show", self.show)
        rule(
            "/reviews/<review_id>/<command_id>",
            "command",
            self.command,
            methods=["POST"],
        )
        return pages

    def index(self) -> str:
        """List reviews, newest first."""
        wanted = pb.ListReviewsRequest(**paging.asked())
        listed = self._front.call(self._front.reviews.ListReviews, wanted)
        link = paging.next_page(listed.next_page_token)
        return render_template(
            "reviews/index.html", reviews=listed.reviews, next_page=link
        )

    def show(self, review_id: str) -> str:
        """Show one review with the document as it was submitted."""
        return self._page(review_id, {})

    def command(self, review_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"reviews/{review_id}")
            return url_for("reviews.show", review_id=review_id)

        return attempt(run, lambda why: self._page(review_id, {command_id: why}))

    def _page(self, review_id: str, failed: Mapping[str, Refusal]) -> str:
        wanted = pb.GetReviewRequest(name=f"reviews/{review_id}")
        review = self._front.call(self._front.reviews.GetReview, wanted).review
        offered = OFFERED.get(review.state, ())
        return render_template(
            "reviews/show.html",
            review=review,
            commands=COMMANDS.forms(offered, review.etag, failed),
        )
