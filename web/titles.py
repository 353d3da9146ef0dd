"""What people call a thing that the services know by a name such as `ideas/7f3`."""

from collections.abc import Callable
from typing import Any

from flask import g

from day1.coes.v1.coes_pb2 import COE_VIEW_BASIC
from day1.coes.v1.coes_service_pb2 import GetCoeRequest
from day1.coes.v1.mechanisms_pb2 import MECHANISM_VIEW_BASIC
from day1.coes.v1.mechanisms_service_pb2 import GetMechanismRequest
from day1.experiments.v1.experiments_pb2 import EXPERIMENT_VIEW_BASIC
from day1.experiments.v1.experiments_service_pb2 import GetExperimentRequest
from day1.ideas.v1.ideas_pb2 import IDEA_VIEW_BASIC
from day1.ideas.v1.ideas_service_pb2 import GetIdeaRequest
from day1.reviews.v1.reviews_pb2 import REVIEW_VIEW_BASIC
from day1.reviews.v1.reviews_service_pb2 import GetReviewRequest

from .front import Front

Read = Callable[[Front, str], Any]

READ: dict[str, Read] = {
    "ideas": lambda front, name: front.call_if_there(
        front.ideas.GetIdea, GetIdeaRequest(name=name, view=IDEA_VIEW_BASIC)
    ),
    "reviews": lambda front, name: front.call_if_there(
        front.reviews.GetReview, GetReviewRequest(name=name, view=REVIEW_VIEW_BASIC)
    ),
    "experiments": lambda front, name: front.call_if_there(
        front.experiments.GetExperiment,
        GetExperimentRequest(name=name, view=EXPERIMENT_VIEW_BASIC),
    ),
    "coes": lambda front, name: front.call_if_there(
        front.coes.GetCoe, GetCoeRequest(name=name, view=COE_VIEW_BASIC)
    ),
    "mechanisms": lambda front, name: front.call_if_there(
        front.mechanisms.GetMechanism,
        GetMechanismRequest(name=name, view=MECHANISM_VIEW_BASIC),
    ),
}

KINDS = {
    "ideas": "an idea",
    "reviews": "a review",
    "experiments": "an experiment",
    "coes": "a COE",
    "mechanisms": "a mechanism",
    "comments": "a comment",
    "questions": "a question",
    "evidence": "evidence",
}

MOST = 30
"""So many titles are looked up for one page; what comes after goes by its kind."""


class Titles:
    """Looks titles up as the visitor, each once for a page."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def words(self, name: str) -> str:
        """Return the title of a thing; its kind, where the visitor cannot see it."""
        kind, _, rest = name.partition("/")
        if kind not in READ:
            return name
        one, _, part = rest.partition("/")
        title = self._title(f"{kind}/{one}")
        if part:
            piece = KINDS.get(part.partition("/")[0], part)
            return f"{piece} on “{title}”" if title else piece
        if not title:
            return KINDS[kind]
        return f"the review of “{title}”" if kind == "reviews" else title

    def _title(self, name: str) -> str:
        known: dict[str, str] = g.setdefault("titles", {})
        if name not in known and len(known) < MOST:
            kind = name.partition("/")[0]
            reply = READ[kind](self._front, name)
            resource = getattr(reply, kind.removesuffix("s"), None)
            known[name] = resource.title if resource else ""
        return known.get(name, "")
