"""What a review allowed: under which doors, and for how much."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ApprovedDoor:
    """One decision of the approved revision: `ONE_WAY` or `TWO_WAY`."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What a review allowed; empty before it did.

    Attributes:
        leader: Who leads the idea; empty while nobody does.
        one_way_doors: Ids of the doors that have no way back.
        doors: All of its doors; empty in what was heard before they were kept.
        patience_until: Until when the idea should not be judged; None if nobody said.
    """

    revision: str = ""
    review: str = ""
    leader: str = ""
    one_way_doors: tuple[str, ...] = ()
    loss_cap_usd: int = 0
    doors: tuple[ApprovedDoor, ...] = ()
    patience_until: datetime | None = None

    def one_way(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return those of the tested doors that have no way back."""
        doors = self.one_way_doors
        return tuple(door for door in doors if not tested or door in tested)

    def unknown(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return those of the tested doors that it does not have."""
        ids = {door.id for door in self.doors}
        return tuple(door for door in tested if self.doors and door not in ids)

    def kinds(self, tested: Collection[str]) -> tuple[str, ...]:
        """Return the kinds of the tested doors, each once."""
        doors = (d for d in self.doors if not tested or d.id in tested)
        return tuple(sorted({door.kind for door in doors}))
