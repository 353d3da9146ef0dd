"""Reading ideas: the list, and one idea with all that came of it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

from .. import live, paging
from ..attempts import attempt
from ..day1.panels import TRENDS
from ..forms import Form, Refusal
from ..front import Front
from ..writing import can_write
from .commands import APART, COMMANDS, EXPERIMENTABLE, FINAL, QUESTIONS, TABS
from .revisions import RevisionPages
from .tabs import Tabs
from .visuals import picture
from .writing import FAQS, IdeaWriting

STANDING = {one: words for faqs in FAQS.values() for one, words in faqs.items()}
STATES = [name.removeprefix("IDEA_STATE_") for name in pb.IdeaState.keys()[1:]]

MOST_VISUALS = 200


class IdeaPages:
    """What a visitor can see of ideas, and do with them."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._tabs = Tabs(front)

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("ideas", __name__)
        one, rule = "/ideas/<idea_id>", pages.add_url_rule
        rule("/ideas", "index", self.index)
        rule(one, "show", self.show)
        rule(f"{one}/pulse", "pulse", self.pulse)
        rule(f"{one}/<any(questions, evidence):tab>", "tab", self.tab)
        rule(f"{one}/<any(questions, evidence):tab>/<row_id>", "row", self.row)
        rule(f"{one}/visuals/<visual_id>.svg", "visual", self.visual)
        rule(f"{one}/<command_id>", "command", self.command, methods=["POST"])
        rule(
            f"{one}/questions/<question_id>/<command_id>",
            "question_command",
            self.question_command,
            methods=["POST"],
        )
        IdeaWriting(self._front).add_to(pages)
        RevisionPages(self._front).add_to(pages)
        return pages

    def index(self) -> str:
        """List ideas, newest first, all or those of a state, a team, a trend."""
        chosen = paging.chosen("state", "team", "leader", "trend_tags")
        wanted = rpc.ListIdeasRequest(
            **paging.asked(), filter=chosen, view=pb.IDEA_VIEW_FULL
        )
        listed = self._front.call(self._front.ideas.ListIdeas, wanted)
        return render_template(
            "ideas/index.html",
            ideas=listed.ideas,
            states=STATES,
            trends=TRENDS,
            next_page=paging.next_page(listed.next_page_token),
        )

    def show(self, idea_id: str) -> str:
        """Show one idea: its document, and what came of it."""
        return self._page(idea_id, "show", {})

    def tab(self, idea_id: str, tab: str) -> str:
        """Show the questions of one idea, or its evidence."""
        return self._page(idea_id, tab, {})

    def pulse(self, idea_id: str) -> Response:
        """Answer with what came of it alone, for a page that looks again."""
        idea = self._idea(idea_id, pb.IDEA_VIEW_BASIC)
        outcomes = self._tabs.outcomes(idea)
        return live.fragment(
            render_template("ideas/outcomes.html", idea=idea, **outcomes),
            version=str(idea.state),
            is_final=idea.state in FINAL,
        )

    def row(self, idea_id: str, tab: str, row_id: str) -> ResponseReturnValue:
        """Lead from the name of a question, or of evidence, to where it is shown."""
        place = url_for("ideas.tab", idea_id=idea_id, tab=tab, _anchor=row_id)
        return redirect(place, 302)

    def visual(self, idea_id: str, visual_id: str) -> Response:
        """Answer with a drawing."""
        wanted = rpc.ListVisualsRequest(
            parent=f"ideas/{idea_id}", page_size=MOST_VISUALS
        )
        drawn = self._front.call(self._front.ideas.ListVisuals, wanted).visuals
        name = f"ideas/{idea_id}/visuals/{visual_id}"
        return picture(next((one.svg for one in drawn if one.name == name), ""))

    def command(self, idea_id: str, command_id: str) -> ResponseReturnValue:
        """Do something with it; if refused, say why beside the button."""
        tab = TABS.get(command_id, "show")

        def run() -> str:
            COMMANDS.run(self._front, command_id, f"ideas/{idea_id}")
            return _address(idea_id, tab)

        return attempt(run, lambda why: self._page(idea_id, tab, {command_id: why}))

    def question_command(
        self, idea_id: str, question_id: str, command_id: str
    ) -> ResponseReturnValue:
        """Do something with one of its questions."""
        tab, name = "questions", f"ideas/{idea_id}/questions/{question_id}"
        failed = f"{question_id}-{command_id}"

        def run() -> str:
            QUESTIONS.run(self._front, command_id, name)
            return _address(idea_id, tab)

        return attempt(run, lambda why: self._page(idea_id, tab, {failed: why}))

    def _page(self, idea_id: str, tab: str, failed: Mapping[str, Refusal]) -> str:
        idea = self._idea(idea_id)
        offered = COMMANDS.offered(self._front, idea)
        forms = COMMANDS.forms(offered, idea.etag, failed)
        more: dict[str, Any] = getattr(self._tabs, tab)(idea, failed)
        return render_template(
            f"ideas/{tab}.html",
            idea=idea,
            tab=tab,
            commands=[(one, form) for one, form in forms if one.id not in APART],
            apart={one.id: (one, form) for one, form in forms if one.id in APART},
            is_writable=can_write(self._front, idea),
            is_manual_due="launch" in offered,
            is_live=idea.state not in FINAL | {pb.IDEA_STATE_DRAFT},
            blank=Form(etag=idea.etag),
            standing=STANDING,
            is_experimentable=idea.state in EXPERIMENTABLE,
            **more,
        )

    def _idea(self, idea_id: str, view: pb.IdeaView = pb.IDEA_VIEW_FULL) -> pb.Idea:
        wanted = rpc.GetIdeaRequest(name=f"ideas/{idea_id}", view=view)
        return self._front.call(self._front.ideas.GetIdea, wanted).idea


def _address(idea_id: str, tab: str) -> str:
    if tab == "show":
        return url_for("ideas.show", idea_id=idea_id)
    return url_for("ideas.tab", idea_id=idea_id, tab=tab)
