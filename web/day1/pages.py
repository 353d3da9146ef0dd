"""The Day 1 dashboard: customers, proxies, trends, velocity; and the rows behind."""

from flask import Blueprint, render_template, request

from day1.experiments.v1.experiments_service_pb2 import ListExperimentsRequest
from day1.ideas.v1.ideas_service_pb2 import ListIdeasRequest
from day1.reviews.v1.reviews_service_pb2 import ListReviewsRequest

from ..front import Front
from ..lists import Rows, every
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
        ideas, tried, read = self._ideas(), self._experiments(), self._reviews()
        rested = panels.rested(tried.all) if tried else []
        return render_template(
            "day1/index.html",
            ideas=ideas,
            conversations=panels.conversations_per_idea(ideas.all) if ideas else 0,
            tried=tried,
            rested=rested,
            share=panels.share(rested),
            trends=panels.by_trend(ideas.all) if ideas else {},
            read=read,
            medians=panels.medians(panels.timed(read.all)) if read else {},
        )

    def customers(self) -> str:
        """Show the ideas by how much they have listened."""
        found = self._ideas()
        ideas = panels.by_conversations(found.all if found else ())
        return render_template("day1/customers.html", ideas=ideas, found=found)

    def proxies(self) -> str:
        """Show the verdicts and what each rests on."""
        found = self._experiments()
        rows = panels.rested(found.all if found else ())
        return render_template("day1/proxies.html", rows=rows, found=found)

    def trends(self) -> str:
        """Show the ideas of each trend, or of one."""
        found = self._ideas()
        trends = panels.by_trend(found.all if found else ())
        if tag := request.args.get("tag"):
            trends = {tag: trends.get(tag, [])}
        return render_template("day1/trends.html", trends=trends, found=found)

    def velocity(self) -> str:
        """Show the decisions, slowest first, of all doors or of one kind."""
        found, kind = self._reviews(), request.args.get("doors", "")
        timed = panels.timed(found.all if found else ())
        rows = [one for one in timed if kind in {"", one.door_kind}]
        return render_template("day1/velocity.html", rows=rows, kind=kind, found=found)

    def _ideas(self) -> Rows | None:
        rpc = self._front.ideas.ListIdeas
        return every(self._front.call_if_up, rpc, ListIdeasRequest(), "ideas")

    def _experiments(self) -> Rows | None:
        rpc = self._front.experiments.ListExperiments
        wanted = ListExperimentsRequest(filter=DECIDED)
        return every(self._front.call_if_up, rpc, wanted, "experiments")

    def _reviews(self) -> Rows | None:
        rpc = self._front.reviews.ListReviews
        wanted = ListReviewsRequest(filter=DECIDED)
        return every(self._front.call_if_up, rpc, wanted, "reviews")
