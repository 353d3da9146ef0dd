"""The roadmap: what is next, and which evidence put it there."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc

from ..front import Front
from ..lists import every

ENDED = {
    pb.IDEA_STATE_DECLINED,
    pb.IDEA_STATE_PIVOTED,
    pb.IDEA_STATE_KILLED,
    pb.IDEA_STATE_WITHDRAWN,
    pb.IDEA_STATE_DUPLICATE,
}


class RoadmapPages:
    """Ideas in the order in which they matter."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("roadmap", __name__)
        pages.add_url_rule("/roadmap", "index", self.index)
        return pages

    def index(self) -> str:
        """Show the ideas that have a place, first things first, then the others."""
        front, wanted = self._front, rpc.ListIdeasRequest()
        found = every(front.call_if_up, front.ideas.ListIdeas, wanted, "ideas")
        placed, others = split(found.all if found else ())
        return render_template(
            "roadmap/index.html", placed=placed, others=others, found=found
        )


def split(ideas: Sequence[pb.Idea]) -> tuple[list[pb.Idea], list[pb.Idea]]:
    """Return those with a place in its order, and those without; none that ended."""
    going = [one for one in ideas if one.state not in ENDED]
    placed = sorted((o for o in going if o.priority), key=lambda one: one.priority)
    return placed, [one for one in going if not one.priority]
