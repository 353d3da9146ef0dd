"""Two rooms of a review: one to read in, one to debate and decide in."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from google.protobuf.field_mask_pb2 import FieldMask

from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc

from .. import identity, live, paging
from ..attempts import attempt
from ..fields import assign
from ..form_texts import filled, texts_of
from ..forms import Refusal
from ..front import Front
from .commands import COMMANDS, COMMENTS, DECIDING, NEED_STATES, READING
from .desk import Desk, status
from .margin import anchor

STATES = [name.removeprefix("REVIEW_STATE_") for name in pb.ReviewState.keys()[1:]]
FINAL = {
    pb.REVIEW_STATE_DECIDED,
    pb.REVIEW_STATE_SUPERSEDED,
    pb.REVIEW_STATE_WITHDRAWN,
}
ROOMS = dict.fromkeys((*READING, "comment"), "show")
"""Command to the page that it is on; otherwise the one where decisions are made."""

ANCHOR = "comment.anchor."


class ReviewPages:
    """What a visitor can see of reviews, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._desk = Desk(front)

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("reviews", __name__)
        one, rule, post = "/reviews/<review_id>", pages.add_url_rule, ["POST"]
        rule("/reviews", "index", self.index)
        rule(one, "show", self.show)
        rule(f"{one}/decision", "decision", self.decision)
        rule(f"{one}/pulse", "pulse", self.pulse)
        rule(f"{one}/<command_id>", "command", self.command, methods=post)
        comment = f"{one}/comments/<comment_id>/<command_id>"
        rule(comment, "comment_command", self.comment_command, methods=post)
        rule(f"{one}/informationNeeds/<need_id>", "need", self.need, methods=post)
        rule(f"{one}/comments/<comment_id>", "comment", self.comment)
        rule(f"{one}/informationNeeds", "needs", self.needs)
        return pages

    def index(self) -> str:
        """List reviews, newest first, all or those of a state or a decider."""
        chosen = paging.chosen("state", "decider")
        wanted = rpc.ListReviewsRequest(**paging.asked(), filter=chosen)
        listed = self._front.call(self._front.reviews.ListReviews, wanted)
        link = paging.next_page(listed.next_page_token)
        return render_template(
            "reviews/index.html", reviews=listed.reviews, states=STATES, next_page=link
        )

    def show(self, review_id: str) -> str:
        """Show the reading room: the document as submitted, with its margin."""
        return self._page(review_id, "show", {})

    def decision(self, review_id: str) -> str:
        """Show what is debated, what is known, and what is decided."""
        return self._page(review_id, "decision", {})

    def pulse(self, review_id: str) -> Response:
        """Answer with the numbers alone, for a page that looks again."""
        review = self._review(review_id, pb.REVIEW_VIEW_BASIC)
        numbers = status(review, self._desk.marks(review))
        return live.fragment(
            render_template("reviews/status.html", review=review, **numbers),
            version=str(review.state),
            is_final=review.state in FINAL,
        )

    def command(self, review_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""
        room, name = ROOMS.get(command_id, "decision"), f"reviews/{review_id}"

        def run() -> str:
            more = self._anchor(review_id) if command_id == "comment" else {}
            COMMANDS.run(self._front, command_id, name, more)
            return url_for(f"reviews.{room}", review_id=review_id)

        return attempt(run, lambda why: self._page(review_id, room, {command_id: why}))

    def comment_command(
        self, review_id: str, comment_id: str, command_id: str
    ) -> ResponseReturnValue:
        """Do something with one of its comments."""
        name, mark = (
            f"reviews/{review_id}/comments/{comment_id}",
            f"comment-{comment_id}",
        )

        def run() -> str:
            COMMENTS.run(self._front, command_id, name)
            return url_for("reviews.show", review_id=review_id, _anchor=mark)

        failed = f"{mark}-{command_id}"
        return attempt(run, lambda why: self._page(review_id, "show", {failed: why}))

    def comment(self, review_id: str, comment_id: str) -> ResponseReturnValue:
        """Lead from the name of a comment to where it is shown."""
        mark = f"comment-{comment_id}"
        return redirect(url_for("reviews.show", review_id=review_id, _anchor=mark))

    def needs(self, review_id: str) -> ResponseReturnValue:
        """Lead to where the needs are shown."""
        place = url_for("reviews.decision", review_id=review_id, _anchor="information")
        return redirect(place)

    def need(self, review_id: str, need_id: str) -> ResponseReturnValue:
        """Say whether something is known by now."""

        def run() -> str:
            message = rpc.UpdateInformationNeedRequest(
                update_mask=FieldMask(paths=["state", "source"])
            )
            assign(message, filled(texts_of(request.form)))
            message.information_need.name = (
                f"reviews/{review_id}/informationNeeds/{need_id}"
            )
            message.etag = request.form.get("etag", "")
            message.request_id = request.form.get("request_id", "")
            self._front.call(self._front.reviews.UpdateInformationNeed, message)
            return url_for("reviews.decision", review_id=review_id)

        failed = f"need-{need_id}"
        return attempt(
            run, lambda why: self._page(review_id, "decision", {failed: why})
        )

    def _anchor(self, review_id: str) -> dict[str, str]:
        """Return where the quoted words stand; nothing when none are quoted."""
        quote = request.form.get(f"{ANCHOR}quote", "").replace("\r\n", "\n").strip()
        if not quote:
            return {}
        section = request.form.get(f"{ANCHOR}section", "")
        return anchor(self._review(review_id).document, section, quote)

    def _page(self, review_id: str, room: str, failed: Mapping[str, Refusal]) -> str:
        review = self._review(review_id)
        values = {
            "document_hash": review.document_hash,
            "comment.kind": "COMMENT_KIND_COMMENT",
        }
        offered = COMMANDS.offered(self._front, review)
        ids = [
            one for one in offered if one != "finish-reading" or not _is_read(review)
        ]
        forms = COMMANDS.forms(ids, review.etag, failed, values=values)
        row = READING if room == "show" else DECIDING
        return render_template(
            f"reviews/{room}.html",
            review=review,
            room=room,
            commands=[(one, form) for one, form in forms if one.id in row],
            apart={one.id: (one, form) for one, form in forms if one.id not in row},
            is_live=review.state not in FINAL,
            need_states=NEED_STATES,
            **getattr(self._desk, room)(review, failed, offered),
        )

    def _review(
        self, review_id: str, view: pb.ReviewView = pb.REVIEW_VIEW_FULL
    ) -> pb.Review:
        wanted = rpc.GetReviewRequest(name=f"reviews/{review_id}", view=view)
        return self._front.call(self._front.reviews.GetReview, wanted).review


def _is_read(review: pb.Review) -> bool:
    """Tell whether the visitor has read it to the end; once is enough."""
    me = identity.current().name
    return any(
        one.person == me and one.HasField("finish_time") for one in review.readers
    )
