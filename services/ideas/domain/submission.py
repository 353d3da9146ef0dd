"""What is to be submitted, and how much of each part its doors make it need."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .document import Document, DoorKind
from .dossier import Dossier
from .policy import Policy
from .profile import Profile
from .question import QuestionState
from .text import Section, sections_of


class ReviewPolicy(StrEnum):
    """The path that a review takes, in the contract's words."""

    LIGHT = "REVIEW_POLICY_LIGHT"
    FULL = "REVIEW_POLICY_FULL"


@dataclass(frozen=True, slots=True)
class Needs:
    """How much of each part a submission needs.

    Attributes:
        questions: From others, with an answer.
        evidence: From customers.
        against: Whether some of it has to speak against the idea, or a note has to say
            that such was sought.
    """

    customer_faqs: tuple[str, ...]
    internal_faqs: tuple[str, ...]
    questions: int
    evidence: int
    against: bool
    visuals: int
    outline: bool


def needs_of(path: ReviewPolicy, policy: Policy) -> Needs:
    """Return the column of the table for a path."""
    table = {
        ReviewPolicy.LIGHT: Needs(
            customer_faqs=("cf-different", "cf-cost"),
            internal_faqs=("if-doors", "if-leader", "if-mlp"),
            questions=policy.hard_questions_two_way,
            evidence=policy.evidence_two_way,
            against=False,
            visuals=0,
            outline=False,
        ),
        ReviewPolicy.FULL: Needs(
            customer_faqs=("cf-different", "cf-refund", "cf-manage", "cf-cost"),
            internal_faqs=(
                "if-decisions",
                "if-feedback",
                "if-disappoint",
                "if-rejected",
                "if-mlp",
                "if-debated",
                "if-doors",
                "if-leader",
                "if-cost-of-failure",
            ),
            questions=policy.hard_questions_one_way,
            evidence=policy.evidence_one_way,
            against=True,
            visuals=policy.visuals_one_way,
            outline=True,
        ),
    }
    return table[path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is to be submitted, by whom, when, under which policy.

    Attributes:
        authors: The author and the co-authors.
        first_submitted_at: When an earlier revision was first submitted, if any was.
        pivoted_from: The idea that it goes on from, if any.
    """

    name: str
    team: str
    revision: str
    authors: tuple[str, ...]
    document: Document
    profile: Profile
    dossier: Dossier
    at: datetime
    policy: Policy
    first_submitted_at: datetime | None = None
    pivoted_from: str = ""

    @property
    def path(self) -> ReviewPolicy:
        """One door without a way back is enough for the full path."""
        one_way = DoorKind.ONE_WAY in self.document.door_kinds
        return ReviewPolicy.FULL if one_way else ReviewPolicy.LIGHT

    @property
    def needs(self) -> Needs:
        """How much of each part it needs."""
        return needs_of(self.path, self.policy)

    @property
    def answered_questions(self) -> int:
        """How many questions of others have an answer."""
        asked = self.dossier.asked_by_others(frozenset(self.authors))
        return sum(question.state is not QuestionState.OPEN for question in asked)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The text as readers get it."""
        return (*sections_of(self.document), *self.dossier.sections())
