"""The Day 1 dashboard: customers, proxies, trends, velocity; and the rows behind."""

from typing import Any

from flask import Blueprint, render_template, request

from day1.experiments.v1.experiments_service_pb2 import ListExperimentsRequest
from day1.ideas.v1.ideas_service_pb2 import ListIdeasRequest
from day1.reviews.v1.reviews_service_pb2 import ListReviewsRequest

from ..front import Front
from ..lists import every
from . import panels

DECIDED = 'state = "DECIDED"'


class Day1Pages:
    """Four panels, and a page of rows for each."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def blueprint(self) -> Blueprint:
        """Return the addresses."""
        pages = Blueprint("day1", __name__)
        rule = pages.add_url_rule
        rule("/day1", "index", self.index)
        rule("/day1/customers", "customers", self.customers)
        rule("/day1/proxies", "proxies", self.proxies)
        rule("/day1/trends", "trends", self.trends)
        rule("/day1/velocity", "velocity", self.velocity)
        return pages

    def index(self) -> str:
        """Show the four numbers."""
        ideas, rested, timed = self._ideas(), self._rested(), self._timed()
        mean = None if ideas is None else panels.conversations_per_idea(ideas)
        return render_template(
            "day1/index.html",
            ideas=ideas,
            conversations=mean,
            rested=rested,
            share=None if rested is None else panels.share(rested),
            trends=None if ideas is None else panels.by_trend(ideas),
            medians=None if timed is None else panels.medians(timed),
        )

    def customers(self) -> str:
        """Show the ideas by how much they have listened."""
        ideas = panels.by_conversations(self._ideas() or [])
        return render_template("day1/customers.html", ideas=ideas)

    def proxies(self) -> str:
        """Show the verdicts and what each rests on."""
        return render_template("day1/proxies.html", rows=self._rested() or [])

    def trends(self) -> str:
        """Show the ideas of each trend, or of one."""
        trends = panels.by_trend(self._ideas() or [])
        if tag := request.args.get("tag"):
            trends = {tag: trends.get(tag, [])}
        return render_template("day1/trends.html", trends=trends)

    def velocity(self) -> str:
        """Show the decisions, slowest first, of all doors or of one kind."""
        kind = request.args.get("doors", "")
        rows = [one for one in self._timed() or [] if kind in {"", one.door_kind}]
        return render_template("day1/velocity.html", rows=rows, kind=kind)

    def _ideas(self) -> list[Any] | None:
        rpc = self._front.ideas.ListIdeas
        return every(self._front, rpc, ListIdeasRequest(), "ideas")

    def _rested(self) -> list[panels.Rested] | None:
        rpc = self._front.experiments.ListExperiments
        wanted = ListExperimentsRequest(filter=DECIDED)
        found = every(self._front, rpc, wanted, "experiments")
        return None if found is None else panels.rested(found)

    def _timed(self) -> list[panels.Timed] | None:
        rpc = self._front.reviews.ListReviews
        wanted = ListReviewsRequest(filter=DECIDED)
        found = every(self._front, rpc, wanted, "reviews")
        return None if found is None else panels.timed(found)
