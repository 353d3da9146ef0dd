"""What the use cases need from the outside world, in their own words."""

from typing import Protocol

from chassis.domain import Repository, UnitOfWork

from ..domain.idea import Idea


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def ideas(self) -> Repository[Idea]:
        """The ideas as this transaction sees them."""
