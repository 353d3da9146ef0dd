"""What the use cases need from the outside world, in their own words."""

from typing import Protocol

from chassis.domain import Repository, UnitOfWork

from ..domain.review import Review


class Reviews(Repository[Review], Protocol):
    """All reviews, as if they were in memory; one per revision of an idea."""

    def latest(self, idea: str) -> Review | None:
        """Return the review of the newest revision of an idea, locked, or None."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def reviews(self) -> Reviews:
        """The reviews as this transaction sees them."""
