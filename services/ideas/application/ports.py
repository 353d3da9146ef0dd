"""What the use cases need from the outside world, in their own words."""

from datetime import datetime
from typing import Protocol

from chassis.domain import Actor, Query

from ..domain.idea import Idea


class Ideas(Protocol):
    """All ideas, as if they were in memory."""

    def get(self, aggregate_id: str, *, etag: str = "") -> Idea:
        """Return the idea, locked. Raises `NotFound`, `Conflict`."""

    def add(self, aggregate: Idea) -> Idea:
        """Put a new idea in. Raises `AlreadyExists`."""

    def page(self, query: Query) -> list[Idea]:
        """Return those that match, newest first."""

    def save(self, aggregate: Idea) -> Idea:
        """Keep what was changed, and publish what happened."""


class Work(Protocol):
    """One transaction, and why it happens."""

    @property
    def ideas(self) -> Ideas:
        """The ideas as this transaction sees them."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    @property
    def now(self) -> datetime:
        """When."""

    def new_id(self) -> str:
        """Return an id that was never used."""
