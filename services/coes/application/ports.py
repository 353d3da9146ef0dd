"""What the use cases need from the outside world, in their own words."""

from datetime import datetime
from typing import Protocol

from chassis.domain import Actor, Query

from ..domain.coe import Coe


class Coes(Protocol):
    """All COEs, as if they were in memory."""

    def get(self, aggregate_id: str, *, etag: str = "") -> Coe:
        """Return the COE, locked. Raises `NotFound`, `Conflict`."""

    def add(self, aggregate: Coe) -> Coe:
        """Put a new COE in. Raises `AlreadyExists`, also for a known incident."""

    def page(self, query: Query) -> list[Coe]:
        """Return those that match, newest first."""

    def save(self, aggregate: Coe) -> Coe:
        """Keep what was changed, and publish what happened."""

    def has_incident(self, key: str) -> bool:
        """Tell whether a COE was opened for this incident."""


class Work(Protocol):
    """One transaction, and why it happens."""

    @property
    def coes(self) -> Coes:
        """The COEs as this transaction sees them."""

    @property
    def actor(self) -> Actor:
        """Who acts."""

    @property
    def now(self) -> datetime:
        """When."""

    def new_id(self) -> str:
        """Return an id that was never used."""
