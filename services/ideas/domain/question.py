"""Questions: what somebody wants to know of an idea."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import Actor, Aggregate, DomainEvent, Transitions, reject
from chassis.words import says_nothing

from . import events


class QuestionState(StrEnum):
    """How far a question is."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    PROMOTED = "PROMOTED"


S = QuestionState

TRANSITIONS: Transitions = {
    (S.OPEN, events.IdeaQuestionAnswered): S.ANSWERED,
    (S.ANSWERED, events.IdeaQuestionAnswered): S.ANSWERED,
    (S.ANSWERED, events.QuestionPromoted): S.PROMOTED,
    (S.OPEN, events.QuestionUpvoted): S.OPEN,
    (S.ANSWERED, events.QuestionUpvoted): S.ANSWERED,
}
"""Every move there is. What is not in this table cannot happen."""

METHODS: Mapping[str, type[DomainEvent]] = {
    "AnswerQuestion": events.IdeaQuestionAnswered,
    "PromoteQuestion": events.QuestionPromoted,
    "UpvoteQuestion": events.QuestionUpvoted,
}
"""What people may ask for, and what then happens."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The idea that is asked about, as it is when somebody asks.

    Attributes:
        revision: "major.minor" of its document.
    """

    idea: str
    title: str
    revision: str


@dataclass(slots=True, kw_only=True)
class Question(Aggregate):
    """A question of somebody, and its answer.

    Attributes:
        idea: `ideas/{idea}` it is asked of.
        voters: Who wants to know it too.
        faq: Id of the FAQ entry it became.
        origin: The idea it was asked of, when that was a duplicate.
    """

    COLLECTION: ClassVar[str] = "questions"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    idea: str
    text: str
    asker: str
    answer: str = ""
    answerer: str = ""
    voters: tuple[str, ...] = ()
    faq: str = ""
    origin: str = ""
    state: QuestionState = QuestionState.OPEN

    @property
    @override
    def name(self) -> str:
        return f"{self.idea}/questions/{self.id}"

    @property
    @override
    def journey(self) -> str:
        return self.idea

    @property
    def is_answered(self) -> bool:
        """Whether somebody else than its asker answered it."""
        return self.state is not QuestionState.OPEN and self.answerer != self.asker

    @classmethod
    def ask(  # noqa: PLR0913 - a question, and whether others hear of it
        cls,
        question_id: str,
        subject: Subject,
        text: str,
        *,
        by: Actor,
        at: datetime,
        is_news: bool = True,
    ) -> "Question":
        """Ask. Anyone may. Raises `InvalidInput`."""
        reject(says_nothing(text, "question.text"))
        question = cls(
            id=question_id,
            idea=subject.idea,
            text=text,
            asker=by.name,
            created_at=at,
            updated_at=at,
        )
        question._asked(subject, by, at, is_news=is_news)
        return question

    def reply(
        self, answer: str, *, by: Actor, at: datetime, is_news: bool = True
    ) -> None:
        """Answer, or answer better. Raises `InvalidInput`, `RuleBroken`."""
        reject(says_nothing(answer, "answer"))
        self.expect(events.IdeaQuestionAnswered)
        self.answer, self.answerer = answer, by.name
        self.record(self._answered(at, is_news=is_news), by=by)

    def promote(self, faq: str, *, by: Actor, at: datetime) -> None:
        """It is in the FAQ now. Raises `RuleBroken`."""
        promoted = events.QuestionPromoted(question=self.name, faq=faq, at=at)
        self.record(promoted, by=by)
        self.faq = faq

    def upvote(self, *, by: Actor, at: datetime) -> None:
        """Count a vote; a second one changes nothing. Raises `RuleBroken`."""
        self.expect(events.QuestionUpvoted)
        if by.name in self.voters:
            return
        self.record(events.QuestionUpvoted(question=self.name, at=at), by=by)
        self.voters += (by.name,)

    def move(self, subject: Subject, *, by: Actor, at: datetime) -> None:
        """It belongs to another idea, which says the same; so does its answer."""
        self.origin, self.idea = self.origin or self.idea, subject.idea
        self._asked(subject, by, at)
        if self.state is not QuestionState.OPEN:
            self.remember(self._answered(at), by=by)

    def _asked(
        self, subject: Subject, by: Actor, at: datetime, *, is_news: bool = True
    ) -> None:
        asked = events.IdeaQuestionAsked(
            idea=self.idea,
            title=subject.title,
            revision=subject.revision,
            question=self.name,
            text=self.text,
            asker=self.asker,
            is_news=is_news,
            at=at,
        )
        self.remember(asked, by=by)

    def _answered(
        self, at: datetime, *, is_news: bool = True
    ) -> events.IdeaQuestionAnswered:
        return events.IdeaQuestionAnswered(
            idea=self.idea,
            question=self.name,
            answer=self.answer,
            answerer=self.answerer,
            is_news=is_news,
            at=at,
        )
