"""The idea: a proposal that starts from the customer and works backwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import (
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    refuse,
    reject,
)

from . import events, rules
from .document import CostOfFailure, Document, hash_of
from .rules import Policy


class IdeaState(StrEnum):
    """Where an idea is in its life."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    EXPERIMENTING = "EXPERIMENTING"
    SCALING = "SCALING"
    LAUNCHED = "LAUNCHED"
    PIVOTED = "PIVOTED"
    KILLED = "KILLED"


S = IdeaState

TRANSITIONS: Transitions = {
    (S.DRAFT, events.IdeaUpdated): S.DRAFT,
    (S.DRAFT, events.IdeaSubmitted): S.SUBMITTED,
    (S.SUBMITTED, events.IdeaReviewStarted): S.IN_REVIEW,
    (S.SUBMITTED, events.IdeaRecalled): S.DRAFT,
    (S.IN_REVIEW, events.IdeaRecalled): S.DRAFT,
    (S.IN_REVIEW, events.IdeaReturned): S.DRAFT,
    (S.IN_REVIEW, events.IdeaApproved): S.APPROVED,
    (S.IN_REVIEW, events.IdeaDeclined): S.DECLINED,
    (S.APPROVED, events.IdeaExperimenting): S.EXPERIMENTING,
    (S.LAUNCHED, events.IdeaExperimenting): S.EXPERIMENTING,
    (S.EXPERIMENTING, events.IdeaBackToApproved): S.APPROVED,
    (S.EXPERIMENTING, events.IdeaBackToLaunched): S.LAUNCHED,
    (S.EXPERIMENTING, events.IdeaScaling): S.SCALING,
    (S.EXPERIMENTING, events.IdeaPivoted): S.PIVOTED,
    (S.EXPERIMENTING, events.IdeaKilled): S.KILLED,
    (S.SCALING, events.IdeaLaunched): S.LAUNCHED,
}
"""Every move there is. What is not in this table cannot happen."""


@dataclass(slots=True, kw_only=True)
class Idea(Aggregate):
    """A proposal, and the aggregate root of this service.

    Attributes:
        revision: "major.minor" of the document; frozen while submitted.
        review: Name of the review of this revision; empty before it opened.
        experiment: Name of the experiment that is open on it now; empty if none is.
        launched: Whether it ever was out; such an idea is not killed by one change.
    """

    COLLECTION: ClassVar[str] = "ideas"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS

    document: Document
    author: str
    team: str
    state: IdeaState = IdeaState.DRAFT
    revision: str = "1.0"
    review: str = ""
    parent: str = ""
    learning: str = ""
    launched: bool = False
    experiment: str = ""

    @classmethod
    def create(
        cls, idea_id: str, document: Document, *, by: Actor, at: datetime
    ) -> "Idea":
        """Begin a draft. Anyone may. Raises `InvalidInput`."""
        reject(rules.title_missing(document))
        idea = cls(
            id=idea_id,
            document=document,
            author=by.name,
            team=by.team,
            created_at=at,
            updated_at=at,
        )
        idea._began(by, at)
        return idea

    def update(self, document: Document, *, by: Actor, at: datetime) -> None:
        """Replace a draft. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`."""
        reject(rules.title_missing(document))
        allow(rules.not_author(self.name, self.author, by))
        self.record(events.IdeaUpdated(idea=self.name, at=at), by=by)
        self.document = document

    def submit(self, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Ask for a review. Refused with everything that is missing, at once."""
        allow(rules.not_author(self.name, self.author, by))
        self.expect(events.IdeaSubmitted)
        name, document = self.name, self.document
        refuse(
            rules.press_release_missing(name, document),
            rules.claim_not_measurable(name, document, at),
            rules.customer_not_specific(name, document),
            rules.five_questions_unanswered(name, document),
            rules.faq_missing_required(name, document),
            rules.door_unclassified(name, document),
            rules.two_way_door_without_way_back(name, document, policy),
        )
        self.record(self._submission(at), by=by)

    def recall(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Take the revision back to edit it. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_author(self.name, self.author, by))
        recalled = events.IdeaRecalled(
            idea=self.name, revision=self.revision, reason=reason, at=at
        )
        self.record(recalled, by=by)
        self._next_revision()

    def launch(self, *, by: Actor, at: datetime) -> None:
        """Declare it out. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_leader(self.name, self.document.leader, by))
        self.record(events.IdeaLaunched(idea=self.name, at=at), by=by)
        self.launched = True

    def start_review(
        self, review: str, revision: str, *, by: Actor, at: datetime
    ) -> None:
        """A review has opened; one of an older revision changes nothing."""
        if revision != self.revision:
            return
        started = events.IdeaReviewStarted(
            idea=self.name, revision=revision, review=review, at=at
        )
        self.record(started, by=by)
        self.review = review

    def approve(self, revision: str, leader: str, *, by: Actor, at: datetime) -> None:
        """The review said yes; a decision on an older revision changes nothing."""
        if revision != self.revision:
            return
        approved = events.IdeaApproved(
            idea=self.name,
            revision=revision,
            review=self.review,
            title=self.document.title,
            team=self.team,
            leader=leader,
            doors=self.document.doors,
            loss_cap_usd=self._cost_of_failure.loss_cap_usd,
            at=at,
        )
        self.record(approved, by=by)

    def send_back(self, revision: str, *, by: Actor, at: datetime) -> None:
        """The review sent it back; one of an older revision changes nothing."""
        if revision != self.revision:
            return
        returned = events.IdeaReturned(idea=self.name, revision=revision, at=at)
        self.record(returned, by=by)
        self._next_revision()

    def decline(self, revision: str, reason: str, *, by: Actor, at: datetime) -> None:
        """The review said no; one of an older revision changes nothing."""
        if revision != self.revision:
            return
        declined = events.IdeaDeclined(
            idea=self.name, revision=revision, reason=reason, at=at
        )
        self.record(declined, by=by)

    def experiment_started(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """An experiment on it runs."""
        started = events.IdeaExperimenting(idea=self.name, experiment=experiment, at=at)
        self.record(started, by=by)
        self.experiment = experiment

    def experiment_aborted(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """The experiment ended without a verdict: back to where the idea came from.

        Like every end of an experiment that is not open on it, this may come from a
        draft that never started, and then changes nothing.
        """
        if experiment != self.experiment:
            return
        self.record(self._way_back(experiment, at), by=by)
        self.experiment = ""

    def scale(self, experiment: str, learning: str, *, by: Actor, at: datetime) -> None:
        """The experiment that is open on it decided to scale it."""
        if experiment != self.experiment:
            return
        scaling = events.IdeaScaling(idea=self.name, experiment=experiment, at=at)
        self.record(scaling, by=by)
        self.experiment = ""
        self.learning = learning

    def pivot(
        self, experiment: str, child_id: str, learning: str, *, by: Actor, at: datetime
    ) -> "Idea | None":
        """Return the child that goes on with what was learnt.

        None, and nothing changes, if the experiment is not the one open on it.
        """
        if experiment != self.experiment:
            return None
        child = Idea(
            id=child_id,
            document=self.document,
            author=self.author,
            team=self.team,
            parent=self.name,
            learning=learning,
            created_at=at,
            updated_at=at,
        )
        self.record(self._pivoted(experiment, child.name, learning, at), by=by)
        self.experiment = ""
        self.learning = learning
        child._began(by, at)
        return child

    def kill(self, experiment: str, learning: str, *, by: Actor, at: datetime) -> None:
        """The experiment open on it said stop; what was launched before lives on."""
        if experiment != self.experiment:
            return
        killed: DomainEvent = events.IdeaKilled(
            idea=self.name, experiment=experiment, learning=learning, at=at
        )
        self.record(self._way_back(experiment, at) if self.launched else killed, by=by)
        self.experiment = ""
        self.learning = learning

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        if event is not events.IdeaUpdated:
            return Aggregate.wrong_state(self, event)
        text = f"Revision {self.revision} of {self.name} is frozen ({self.state})."
        return Violation(
            "REVISION_IMMUTABLE", self.name, f"{text} Recall the idea to edit it."
        )

    @property
    def _cost_of_failure(self) -> CostOfFailure:
        return self.document.cost_of_failure or CostOfFailure()

    def _began(self, by: Actor, at: datetime) -> None:
        created = events.IdeaCreated(
            idea=self.name,
            title=self.document.title,
            author=self.author,
            team=self.team,
            at=at,
        )
        self.remember(created, by=by)

    def _submission(self, at: datetime) -> events.IdeaSubmitted:
        sections = self.document.sections()
        return events.IdeaSubmitted(
            idea=self.name,
            revision=self.revision,
            title=self.document.title,
            author=self.author,
            team=self.team,
            leader_nominee=self.document.leader,
            doors=self.document.doors,
            cost_of_failure=self._cost_of_failure,
            sections=sections,
            document_hash=hash_of(sections),
            at=at,
        )

    def _pivoted(
        self, experiment: str, child: str, learning: str, at: datetime
    ) -> DomainEvent:
        if self.launched:
            return self._way_back(experiment, at)
        return events.IdeaPivoted(
            idea=self.name,
            experiment=experiment,
            child=child,
            learning=learning,
            at=at,
        )

    def _way_back(self, experiment: str, at: datetime) -> DomainEvent:
        if self.launched:
            return events.IdeaBackToLaunched(
                idea=self.name, experiment=experiment, at=at
            )
        return events.IdeaBackToApproved(idea=self.name, experiment=experiment, at=at)

    def _next_revision(self) -> None:
        major, minor = self.revision.split(".")
        self.revision, self.review = f"{major}.{int(minor) + 1}", ""
