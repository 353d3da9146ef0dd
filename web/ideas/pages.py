"""Reading ideas: the list, and one idea with all that came of it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.experiments.v1.experiments_service_pb2 import ListExperimentsRequest
from day1.ideas.v1 import ideas_service_pb2 as pb
from day1.reviews.v1.reviews_service_pb2 import ListReviewsRequest

from .. import paging
from ..attempts import attempt
from ..forms import Refusal
from ..front import Front
from .commands import AWAITING, COMMANDS, EXPERIMENTABLE, OFFERED
from .writing import IdeaWriting


class IdeaPages:
    """What a visitor can see of ideas, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("ideas", __name__)
        rule = pages.add_url_rule
        rule("/", "index", self.index)
        rule("/ideas/<idea_id>", "show", self.show)
        rule("/ideas/<idea_id>/pulse", "pulse", self.pulse)
        rule("/ideas/<idea_id>/<command_id>", "command", self.command, methods=["POST"])
        IdeaWriting(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """List ideas, newest first."""
        wanted = pb.ListIdeasRequest(**paging.asked())
        listed = self._front.call(self._front.ideas.ListIdeas, wanted)
        link = paging.next_page(listed.next_page_token)
        return render_template("ideas/index.html", ideas=listed.ideas, next_page=link)

    def show(self, idea_id: str) -> str:
        """Show one idea, its reviews, experiments and COEs."""
        return self._page(idea_id, {})

    def pulse(self, idea_id: str) -> Response:
        """Tell a waiting page to load again once the state is another."""
        state = str(self._idea(idea_id).state)
        if request.args.get("state") == state:
            return Response(status=204)
        return Response(headers={"HX-Refresh": "true"})

    def command(self, idea_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"ideas/{idea_id}")
            return url_for("ideas.show", idea_id=idea_id)

        return attempt(run, lambda why: self._page(idea_id, {command_id: why}))

    def _page(self, idea_id: str, failed: Mapping[str, Refusal]) -> str:
        idea = self._idea(idea_id)
        return render_template(
            "ideas/show.html",
            idea=idea,
            commands=COMMANDS.forms(OFFERED.get(idea.state, ()), idea.etag, failed),
            awaiting=AWAITING.get(idea.state),
            is_draft=idea.state == pb.IDEA_STATE_DRAFT,
            is_experimentable=idea.state in EXPERIMENTABLE,
            **self._related(f'idea = "{idea.name}"'),
        )

    def _idea(self, idea_id: str) -> pb.Idea:
        wanted = pb.GetIdeaRequest(name=f"ideas/{idea_id}")
        return self._front.call(self._front.ideas.GetIdea, wanted).idea

    def _related(self, of: str) -> dict[str, Any]:
        ask, front = self._front.call_if_up, self._front
        tried = ListExperimentsRequest(filter=of)
        return {
            "reviews": ask(front.reviews.ListReviews, ListReviewsRequest(filter=of)),
            "experiments": ask(front.experiments.ListExperiments, tried),
            "coes": ask(front.coes.ListCoes, ListCoesRequest(filter=of)),
        }
