"""The first page: the loop, and how much is where in it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from flask import Blueprint, Response, render_template

from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.coes.v1.mechanisms_service_pb2 import ListMechanismsRequest
from day1.experiments.v1.experiments_service_pb2 import ListExperimentsRequest
from day1.ideas.v1.ideas_service_pb2 import ListIdeasRequest

from .. import live
from ..front import Front
from ..lists import counted

CENTRE, RADIUS = 220, 158
"""Of the circle in the picture, which is 440 wide and high."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the loop.

    Attributes:
        id: Keeps the focus where it is when the numbers move.
        label: What is done there.
        what: What is counted.
        collection: Address of the rows.
        state: Which of them; all when empty.
        request: Class of the request that lists them.
        rpc: Finds the method.
    """

    id: str
    label: str
    what: str
    collection: str
    state: str
    request: Callable[[], Any]
    rpc: Callable[[Front], Any]

    @property
    def address(self) -> str:
        """Where the rows are."""
        return f"/{self.collection}" + (f"?state={self.state}" if self.state else "")


STOPS = (
    Stop(
        "write",
        "Write",
        "drafts",
        "ideas",
        "DRAFT",
        ListIdeasRequest,
        lambda f: f.ideas.ListIdeas,
    ),
    Stop(
        "read",
        "Read",
        "in review",
        "ideas",
        "IN_REVIEW",
        ListIdeasRequest,
        lambda f: f.ideas.ListIdeas,
    ),
    Stop(
        "try",
        "Try",
        "running",
        "experiments",
        "RUNNING",
        ListExperimentsRequest,
        lambda f: f.experiments.ListExperiments,
    ),
    Stop(
        "scale",
        "Scale",
        "launched",
        "ideas",
        "LAUNCHED",
        ListIdeasRequest,
        lambda f: f.ideas.ListIdeas,
    ),
    Stop(
        "learn",
        "Learn",
        "killed",
        "ideas",
        "KILLED",
        ListIdeasRequest,
        lambda f: f.ideas.ListIdeas,
    ),
    Stop(
        "correct",
        "Correct",
        "COEs",
        "coes",
        "",
        ListCoesRequest,
        lambda f: f.coes.ListCoes,
    ),
    Stop(
        "protect",
        "Protect",
        "mechanisms",
        "mechanisms",
        "ADOPTED",
        ListMechanismsRequest,
        lambda f: f.mechanisms.ListMechanisms,
    ),
)


class HomePages:
    """What a visitor sees first."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("home", __name__)
        pages.add_url_rule("/", "index", self.index)
        pages.add_url_rule("/home/loop", "loop", self.loop)
        return pages

    def index(self) -> str:
        """Show the loop."""
        return render_template("home/index.html", **self._counts())

    def loop(self) -> Response:
        """Answer with the picture alone, for the page that looks again."""
        return live.fragment(render_template("home/loop.html", **self._counts()))

    def _counts(self) -> dict[str, Any]:
        counts = [
            counted(
                self._front,
                one.rpc(self._front),
                one.request(),
                one.collection,
                one.state,
            )
            for one in STOPS
        ]
        places = [_place(n) for n in range(len(STOPS))]
        arrows = [(n + 0.5) * 360 / len(STOPS) for n in range(len(STOPS))]
        stops = list(zip(STOPS, counts, places, strict=True))
        return {"stops": stops, "arrows": arrows, "mechanisms": counts[-1]}


def _place(number: int) -> tuple[int, int]:
    """Return the middle of a stop; the first is at the top, the others clockwise."""
    angle = 2 * pi * number / len(STOPS)
    return round(CENTRE + RADIUS * sin(angle)), round(CENTRE - RADIUS * cos(angle))
