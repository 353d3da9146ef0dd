"""What the use cases need from the outside world, in their own words."""

from datetime import datetime
from typing import Protocol

from chassis.domain import Actor, Query

from ..domain.review import Review


class Reviews(Protocol):
    """All reviews, as if they were in memory; one per revision of an idea."""

    def get(self, aggregate_id: str, *, etag: str = "") -> Review:
        """Return the review, locked. Raises `NotFound`, `Conflict`."""

    def latest(self, idea: str) -> Review | None:
        """Return the review of the newest revision of an idea, locked, or None."""

    def add(self, aggregate: Review) -> Review:
        """Put a new review in. Raises `AlreadyExists`."""

    def page(self, query: Query) -> list[Review]:
        """Return those that match, newest first."""

    def save(self, aggregate: Review) -> Review:
        """Keep what was changed, and publish what happened."""


class Work(Protocol):
    """One transaction, and why it happens."""

    @property
    def reviews(self) -> Reviews:
        """The reviews as this transaction sees them."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    @property
    def now(self) -> datetime:
        """When."""

    def new_id(self) -> str:
        """Return an id that was never used."""
