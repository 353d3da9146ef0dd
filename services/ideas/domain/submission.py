"""What is to be submitted, and how much of each part its doors make it need."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chassis.labels import Label
from chassis.words import distinct

from .document import Document, Door, DoorKind
from .dossier import Dossier
from .policy import Policy
from .profile import Profile
from .text import Section, hash_of, sections_of


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
        authors: Everybody who ever wrote it, the author first.
        first_submitted_at: When an earlier revision was first submitted, if any was.
        pivoted_from: The idea that it goes on from, if any.
        one_way_before: Doors that were one-way when submitted, or split, before.
        returned: Fingerprint of what the last review returned, if the last one did.
        inherited: Essence of the document that the idea before a pivot had.
        past_tags: Trends that the draft named before, and does not name any more.
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
    one_way_before: tuple[Door, ...] = ()
    returned: str = ""
    inherited: str = ""
    past_tags: tuple[str, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """Every trend that was ever named: no check is left by taking one off."""
        return (*self.profile.trend_tags, *self.past_tags)

    @property
    def label(self) -> Label:
        """What messages call it."""
        return Label(self.name, self.document.title)

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
    def insiders(self) -> frozenset[str]:
        """Everybody who wrote it or is to lead it: their questions are not hard."""
        return frozenset({*self.authors, self.document.leader})

    @property
    def fingerprint(self) -> str:
        """What a review would look at: the document, and what was asked and answered.

        Every part of the document counts, also what is no text, like the leader.
        """
        document = Section("document", "", repr(self.document))
        written = hash_of((document, *self.dossier.sections()))
        questions = len(self.dossier.questions)
        return f"{written} {questions} {self.answered_questions}"

    @property
    def answered_questions(self) -> int:
        """How many different questions of others have an answer of somebody else."""
        asked = self.dossier.asked_by_others(self.insiders)
        return distinct([question.text for question in asked if question.is_answered])

    @property
    def sections(self) -> tuple[Section, ...]:
        """The text as readers get it."""
        return (*sections_of(self.document), *self.dossier.sections())
