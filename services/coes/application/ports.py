"""What the use cases need from the outside world, in their own words."""

from typing import Protocol

from chassis.domain import Repository, UnitOfWork

from ..domain.coe import Coe


class Coes(Repository[Coe], Protocol):
    """All COEs, as if they were in memory; `add` refuses two of one incident."""

    def has_incident(self, key: str) -> bool:
        """Tell whether a COE was opened for this incident."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def coes(self) -> Coes:
        """The COEs as this transaction sees them."""
