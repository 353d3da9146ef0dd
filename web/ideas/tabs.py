"""What the pages of one idea show besides the idea itself."""

from collections.abc import Mapping
from typing import Any

from day1.coes.v1.coes_service_pb2 import ListCoesRequest
from day1.experiments.v1.experiments_service_pb2 import ListExperimentsRequest
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.reviews.v1.reviews_service_pb2 import ListReviewsRequest

from .. import paging
from ..forms import Refusal
from ..front import Front
from .commands import AWAITING, QUESTIONS
from .lineage import roots

SIMILAR = 3
RELATIVES = 200
"""At most this many are shown."""

Failed = Mapping[str, Refusal]


class Tabs:
    """Reads what each page of an idea needs."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def show(self, idea: pb.Idea, failed: Failed) -> dict[str, Any]:
        """Return what is missing, what came of it, and its relatives."""
        ask, ideas, name = self._front.call_if_up, self._front.ideas, idea.name
        is_draft = idea.state == pb.IDEA_STATE_DRAFT
        related = rpc.GetIdeaLineageRequest(name=name, page_size=RELATIVES)
        lineage = ask(ideas.GetIdeaLineage, related)
        wanted = rpc.ListSimilarIdeasRequest(name=name, page_size=SIMILAR)
        similar = ask(ideas.ListSimilarIdeas, wanted)
        lint = None
        if is_draft and "submit" not in failed:
            lint = ask(ideas.LintIdea, rpc.LintIdeaRequest(name=name))
        return {
            "lint": lint,
            "lineage": roots(lineage.nodes) if lineage else (),
            "similar": similar.similar if similar else (),
            **self.outcomes(idea),
        }

    def outcomes(self, idea: pb.Idea) -> dict[str, Any]:
        """Return what came of it: the part that looks again by itself."""
        ask, front, of = self._front.call_if_up, self._front, f'idea = "{idea.name}"'
        tried = ListExperimentsRequest(filter=of)
        return {
            "awaiting": AWAITING.get(idea.state),
            "reviews": ask(front.reviews.ListReviews, ListReviewsRequest(filter=of)),
            "experiments": ask(front.experiments.ListExperiments, tried),
            "coes": ask(front.coes.ListCoes, ListCoesRequest(filter=of)),
        }

    def questions(self, idea: pb.Idea, failed: Failed) -> dict[str, Any]:
        """Return the questions, each with what can be done with it.

        What failed is named after its question and its command: `q1-answer`.
        """
        ask = self._front.call
        wanted = rpc.ListQuestionsRequest(parent=idea.name, **paging.asked())
        listed = ask(self._front.ideas.ListQuestions, wanted)
        questions = sorted(listed.questions, key=lambda one: -one.upvotes)
        return {
            "questions": [(one, _forms(one, failed)) for one in questions],
            "next_page": paging.next_page(listed.next_page_token),
        }

    def evidence(self, idea: pb.Idea, _: Failed) -> dict[str, Any]:
        """Return the evidence and the pictures."""
        ask, ideas = self._front.call, self._front.ideas
        wanted = rpc.ListEvidenceRequest(parent=idea.name, **paging.asked())
        listed = ask(ideas.ListEvidence, wanted)
        drawn = ask(ideas.ListVisuals, rpc.ListVisualsRequest(parent=idea.name))
        return {
            "evidence": listed.evidence,
            "visuals": drawn.visuals,
            "next_page": paging.next_page(listed.next_page_token),
        }


def _forms(question: pb.Question, failed: Failed) -> Any:
    key = question.name.rpartition("/")[2]
    mine = {
        name.removeprefix(f"{key}-"): why
        for name, why in failed.items()
        if name.startswith(f"{key}-")
    }
    ids = QUESTIONS.possible(question)
    return QUESTIONS.forms(ids, question.etag, mine, key)
