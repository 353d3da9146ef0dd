"""One idea from its draft to its end, as the requests of those who move it (S1).

To one idea of a company day there would be six readings and eighteen comments; here it
is one of each beside the leader's, so that events, which can get lost, are a larger
part. Of four ideas one is declined, one is killed, two are launched. One mistake is
made on each: expected refusals are expected answers.
"""

from collections.abc import Callable, Generator, Iterator
from itertools import count
from typing import Any

from day1.ideas.v1 import ideas_pb2 as ideas
from day1.ideas.v1 import ideas_service_pb2 as ideas_rpc
from day1.reviews.v1 import reviews_pb2 as reviews
from day1.reviews.v1 import reviews_service_pb2 as reviews_rpc

from . import documents
from .checking import Seen
from .experiment import Trial
from .people import AUTHOR, READER, STRANGER, leader
from .steps import Script, Step, step

ENDINGS = 4
DECLINED, KILLED = 1, 2
"""Which of four stories end like this."""

FIRST_REVISION = "1.0"
RENAMED = ideas.IdeaDocument(title="Every book")
PAGE = 5


def look_around() -> Script:
    """Yield what somebody does who only looks what is new."""
    newest = ideas_rpc.ListIdeasRequest(page_size=PAGE)
    yield step(STRANGER, "ListIdeas", newest, check=_fits_a_page)


def stories(run: str) -> Iterator[tuple[str, Script]]:
    """Yield stories for ever, each with the name of its idea."""
    for number in count(1):
        story = Story(f"load-{run}-{number}", number)
        yield story.idea, story.script()


class Story:
    """One idea, its review and its experiment.

    Ids are chosen here, so that it can be asked later for what may never have happened.

    Attributes:
        idea: Such as `ideas/load-7f3-1`.
    """

    def __init__(self, key: str, number: int) -> None:
        self.idea = f"ideas/{key}"
        self._key = key
        self._number = number
        self._leader = leader(f"leader-{key}")
        self._seen = Seen()
        self._review = ""

    def script(self) -> Script:
        """Yield one step after the other."""
        yield from self._draft()
        yield from self._ask()
        yield from self._mistake()
        yield from self._submit()
        yield from self._read()
        if self._number % ENDINGS == DECLINED:
            yield from self._decline()
            return
        yield from self._approve()
        trial = Trial(self._key, self._leader, self._seen, self.until)
        yield from trial.script(scales=self._number % ENDINGS != KILLED)

    def _draft(self) -> Script:
        document = documents.document(self._leader.name)
        yield step(
            AUTHOR,
            "CreateIdea",
            ideas_rpc.CreateIdeaRequest(idea=document, idea_id=self._key),
            effects=("idea IdeaCreated",),
            check=self._seen.changed("idea", state=ideas.IDEA_STATE_DRAFT),
        )
        yield step(
            AUTHOR,
            "CreateEvidence",
            ideas_rpc.CreateEvidenceRequest(
                parent=self.idea, evidence=documents.EVIDENCE, evidence_id=self._key
            ),
            effects=("evidence",),
        )

    def _ask(self) -> Script:
        question = ideas.Question(text="What if a book is sold out?")
        yield step(
            READER,
            "CreateQuestion",
            ideas_rpc.CreateQuestionRequest(
                parent=self.idea, question=question, question_id=self._key
            ),
            effects=("questions",),
            check=self._seen.changed("question", state=ideas.QUESTION_STATE_OPEN),
        )
        name = f"{self.idea}/questions/{self._key}"
        yield step(
            AUTHOR,
            "AnswerQuestion",
            ideas_rpc.AnswerQuestionRequest(name=name, answer="We say so, at once."),
            effects=("answers",),
            check=self._seen.changed("question", state=ideas.QUESTION_STATE_ANSWERED),
        )

    def _mistake(self) -> Script:
        mistakes: tuple[Callable[[], Step], ...] = (
            self._submitted_by_a_stranger,
            self._edited_over_somebody_else,
            self._begun_twice,
        )
        yield mistakes[self._number % len(mistakes)]()

    def _submitted_by_a_stranger(self) -> Step:
        request = ideas_rpc.SubmitIdeaRequest(name=self.idea)
        return step(STRANGER, "SubmitIdea", request, reasons={"NOT_AUTHOR"})

    def _edited_over_somebody_else(self) -> Step:
        edited = ideas.Idea(name=self.idea, document=RENAMED, etag="stale")
        request = ideas_rpc.UpdateIdeaRequest(idea=edited)
        return step(AUTHOR, "UpdateIdea", request, reasons={"ETAG_MISMATCH"})

    def _begun_twice(self) -> Step:
        idea = ideas.Idea(document=RENAMED)
        request = ideas_rpc.CreateIdeaRequest(idea=idea, idea_id=self._key)
        return step(AUTHOR, "CreateIdea", request, reasons={"IDEA_EXISTS"})

    def _submit(self) -> Script:
        yield step(
            AUTHOR,
            "SubmitIdea",
            ideas_rpc.SubmitIdeaRequest(name=self.idea),
            effects=(
                "idea IdeaSubmitted",
                "idea IdeaReviewStarted",
                f"reviews of {FIRST_REVISION}",
            ),
            check=self._seen.changed(
                "idea", state=ideas.IDEA_STATE_SUBMITTED, revision=FIRST_REVISION
            ),
        )
        request = reviews_rpc.ListReviewsRequest(filter=f'idea = "{self.idea}"')
        look = step(self._leader, "ListReviews", request, check=_one_at_most)
        found = yield from _polled(look, lambda page: bool(page.reviews))
        self._review = str(found.reviews[0].name)

    def _read(self) -> Script:
        yield step(
            AUTHOR,
            "InviteReader",
            reviews_rpc.InviteReaderRequest(name=self._review, reader=READER.name),
            effects=("readers",),
            check=self._seen.changed("review"),
        )
        for person in (READER, self._leader):
            yield step(
                person,
                "FinishReading",
                reviews_rpc.FinishReadingRequest(name=self._review),
                effects=("readings",),
                check=self._seen.changed("review", state=reviews.REVIEW_STATE_READING),
            )
        comment = reviews.Comment(
            kind=reviews.COMMENT_KIND_COMMENT, text="Say what a parcel costs."
        )
        yield step(
            READER,
            "CreateComment",
            reviews_rpc.CreateCommentRequest(parent=self._review, comment=comment),
            effects=("comments",),
            check=self._seen.changed("comment", text=comment.text),
        )

    def _approve(self) -> Script:
        yield self._decide(reviews.REVIEW_OUTCOME_APPROVE, "IdeaApproved")
        yield from self.until(ideas.IDEA_STATE_APPROVED)

    def _decline(self) -> Script:
        yield self._decide(reviews.REVIEW_OUTCOME_DECLINE, "IdeaDeclined")
        yield from self.until(ideas.IDEA_STATE_DECLINED)

    def _decide(self, outcome: Any, event: str) -> Step:
        return step(
            self._leader,
            "DecideReview",
            reviews_rpc.DecideReviewRequest(
                name=self._review, outcome=outcome, rationale="It is read well."
            ),
            effects=("review ReviewDecided", "decisions", f"idea {event}"),
            check=self._seen.changed("review", state=reviews.REVIEW_STATE_DECIDED),
        )

    def until(self, state: Any) -> Generator[Step, Any, Any]:
        """Look until the idea is in a state; it is moved by events of others."""
        look = step(READER, "GetIdea", ideas_rpc.GetIdeaRequest(name=self.idea))
        yield from _polled(look, lambda found: found.idea.state == state)


def _polled(look: Step, is_there: Callable[[Any], bool]) -> Generator[Step, Any, Any]:
    while not is_there(answer := (yield look)):
        pass
    return answer


def _one_at_most(page: Any) -> str:
    return "an idea is reviewed twice" if len(page.reviews) > 1 else ""


def _fits_a_page(page: Any) -> str:
    return f"a page is longer than {PAGE}" if len(page.ideas) > PAGE else ""
