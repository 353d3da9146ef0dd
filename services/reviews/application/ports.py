"""What the use cases need from the outside world, in their own words."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from chassis.checks import ActiveCheck, Checks
from chassis.domain import Query, Repository, UnitOfWork, Watchable

from ..domain.comment import Comment
from ..domain.decision_log import Entry, Head
from ..domain.review import Review
from ..domain.verification import Part, Verification


class Reviews(Watchable[Review], Protocol):
    """All reviews, as if they were in memory; one per revision of an idea."""

    def latest(self, idea: str) -> Review | None:
        """Return the review of the newest revision of an idea, locked, or None."""

    def of_idea(self, idea: str) -> Iterator[Review]:
        """Return the reviews of all revisions, each locked when it comes."""

    def running(self) -> Iterator[Review]:
        """Return the reviews that are read or debated, each locked when it comes."""


class Comments(Watchable[Comment], Protocol):
    """All comments. Whoever changes one has locked its review before."""

    def of_review(self, review: str) -> list[Comment]:
        """Return all of a review, oldest first."""

    def unsettled(self, review: str) -> list[Comment]:
        """Return those of a review that may stand in the way, oldest first."""

    def debate(self, review: str, topic: str) -> list[Comment]:
        """Return those that argue about a topic, oldest first."""


class DecisionLog(Protocol):
    """Every decision, for ever, in one chain; their texts can be erased."""

    def head(self) -> Head:
        """Return where it ends; locked, so that one writes at a time."""

    def append(self, entry: Entry) -> None:
        """Add what follows from the head, and move the head there."""

    def page(self, query: Query) -> list[Entry]:
        """Return those that match, newest first."""

    def of_idea(self, idea: str) -> Sequence[Entry]:
        """Return the decisions on an idea, oldest first."""

    def keep_texts(self, entry: Entry) -> None:
        """Store the texts of an entry as they are now."""

    def verify(self, part: Part) -> Verification:
        """Compute the hashes of a part again, on one and the same state of the log."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def reviews(self) -> Reviews:
        """The reviews as this transaction sees them."""

    @property
    def comments(self) -> Comments:
        """The comments as this transaction sees them."""

    @property
    def decision_log(self) -> DecisionLog:
        """The decisions as this transaction sees them."""

    @property
    def checks(self) -> Checks:
        """What mechanisms ask of decisions."""

    @property
    def known_checks(self) -> Repository[ActiveCheck]:
        """Every check that this service has heard of."""
