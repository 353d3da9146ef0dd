"""What a review allowed: under which doors, and for how much."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from chassis.checks import DoorKind
from chassis.money import Money


@dataclass(frozen=True, slots=True)
class ApprovedDoor:
    """One decision of the approved revision, and whether it can be taken back."""

    id: str
    kind: DoorKind


@dataclass(frozen=True, slots=True)
class Approval:
    """What a review allowed; empty before it did.

    Attributes:
        leader: Who leads the idea; empty while nobody does.
        loss_cap: The most that an experiment may lose; None if the idea names none.
        patience_until_time: Until when the idea should not be judged; None if not said.
    """

    revision: str = ""
    review: str = ""
    leader: str = ""
    loss_cap: Money | None = None
    doors: tuple[ApprovedDoor, ...] = ()
    patience_until_time: datetime | None = None

    def one_way(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return those of the tested doors that have no way back."""
        return tuple(
            door.id
            for door in self._tested(tested)
            if door.kind is not DoorKind.TWO_WAY
        )

    def unknown(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return those of the tested doors that it does not have."""
        ids = {door.id for door in self.doors}
        return tuple(door for door in tested if ids and door not in ids)

    def kinds(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return the kinds of the tested doors, each once: `ONE_WAY`, `TWO_WAY`."""
        return tuple(sorted({door.kind.short for door in self._tested(tested)}))

    def _tested(self, tested: Collection[str]) -> list[ApprovedDoor]:
        return [door for door in self.doors if not tested or door.id in tested]
