"""How long until a submitted idea is visible in reviews, at a constant rate of writes.

Arrivals are scheduled, not answered for: a system that queues is seen queueing. Every
other write is a submit; the other ones are new drafts. What is submitted was written
before the clock started, with the evidence and the question that it needs.
"""

import math
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from rich.progress import track

from chassis.rpc.client import connect
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from day1.reviews.v1 import reviews_service_pb2 as reviews
from day1.reviews.v1.reviews_service_pb2_grpc import ReviewServiceStub
from deploy.instance import Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for

from ..stories.documents import EVIDENCE, IDEA

WRITES_PER_SECOND = 142
"""1.2 million employees with an idea a year, their day in ten minutes."""

SECONDS = 20
LOOK_EVERY_SECONDS = 0.02
PATIENCE_SECONDS = 30.0


def measure(instance: Instance) -> list[float]:
    """Return the seconds of each submit, from when it was due to when it was seen.

    Raises `TimeoutError` when a submitted idea never shows up.
    """
    return Run(instance).latencies()


class Run:
    """Writers on a schedule, and one reader that looks all the time."""

    def __init__(self, instance: Instance) -> None:
        ports = instance.ports
        self._ideas = IdeaServiceStub(connect(f"127.0.0.1:{ports['ideas']}"))
        self._reviews = ReviewServiceStub(connect(f"127.0.0.1:{ports['reviews']}"))
        self._metadata = _identity(instance, "ann")
        self._reader = _identity(instance, "eve")
        self._due: dict[str, float] = {}
        self._seen: dict[str, float] = {}
        self._written = threading.Event()

    def latencies(self) -> list[float]:
        """Write and look; return one latency per submit."""
        pairs = WRITES_PER_SECOND * SECONDS // 2
        with ThreadPoolExecutor(17) as threads:
            drafts = [threads.submit(self._prepared) for _ in range(pairs)]
            ready = [draft.result() for draft in track(drafts, description="drafts")]
            begin = time.monotonic() + 0.5
            looking = threads.submit(self._look)
            writes = [
                threads.submit(self._write, idea, begin + 2 * n / WRITES_PER_SECOND)
                for n, idea in enumerate(ready)
            ]
            for write in track(writes, description="submit -> visible"):
                write.result()
            self._written.set()
            looking.result()
        return [self._seen[idea] - due for idea, due in self._due.items()]

    def _prepared(self) -> str:
        """Return a draft that can be submitted."""
        ideas, ann = self._ideas, self._metadata
        draft = rpc.CreateIdeaRequest(idea=IDEA)
        idea = str(ideas.CreateIdea(draft, metadata=ann).idea.name)
        seen = rpc.CreateEvidenceRequest(parent=idea, evidence=EVIDENCE)
        ideas.CreateEvidence(seen, metadata=ann)
        hard = pb.Question(text="What if a book is sold out?")
        asked = rpc.CreateQuestionRequest(parent=idea, question=hard)
        question = ideas.CreateQuestion(asked, metadata=self._reader).question.name
        answer = rpc.AnswerQuestionRequest(name=question, answer="We say so, at once.")
        ideas.AnswerQuestion(answer, metadata=ann)
        return idea

    def _write(self, idea: str, due: float) -> None:
        _sleep_until(due)
        draft = rpc.CreateIdeaRequest(idea=IDEA)
        self._ideas.CreateIdea(draft, metadata=self._metadata)
        submit_due = due + 1 / WRITES_PER_SECOND
        _sleep_until(submit_due)
        self._due[idea] = submit_due
        request = rpc.SubmitIdeaRequest(name=idea)
        self._ideas.SubmitIdea(request, metadata=self._metadata)

    def _look(self) -> None:
        waiting: deque[str] = deque()
        known = 0
        deadline = math.inf
        while not self._written.is_set() or waiting or known < len(self._due):
            waiting += list(self._due)[known:]
            known = len(self._due)
            while waiting and self._is_visible(waiting[0]):
                self._seen[waiting.popleft()] = time.monotonic()
            if self._written.is_set() and deadline == math.inf:
                deadline = time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(waiting)} submitted ideas never showed up.")
            time.sleep(LOOK_EVERY_SECONDS)

    def _is_visible(self, idea: str) -> bool:
        request = reviews.ListReviewsRequest(filter=f'idea = "{idea}"', page_size=1)
        page = self._reviews.ListReviews(request, metadata=self._metadata)
        return bool(page.reviews)


def _identity(instance: Instance, persona: str) -> tuple[tuple[str, str | bytes], ...]:
    token = token_for(Keychain(instance.home), persona)
    return (("authorization", f"Bearer {token}"),)


def _sleep_until(due: float) -> None:
    time.sleep(max(0.0, due - time.monotonic()))
