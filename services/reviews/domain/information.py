"""What one would like to know before deciding, and how much of it is known."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class NeedState(StrEnum):
    """Whether something is known, in the contract's words."""

    UNKNOWN = "NEED_STATE_UNKNOWN"
    KNOWN = "NEED_STATE_KNOWN"
    UNKNOWABLE = "NEED_STATE_UNKNOWABLE"
    LEFT_TO_EXPERIMENT = "NEED_STATE_LEFT_TO_EXPERIMENT"


JUDGED = (NeedState.KNOWN, NeedState.UNKNOWABLE)
"""What raises the ratio, so that it takes a source, and somebody who may say it."""


@dataclass(frozen=True, slots=True)
class InformationNeed:
    """Something that one would like to know.

    Attributes:
        id: Unique within the review.
        weight: How much it matters, from 1 to 3.
        source: From where it is known, why it cannot be, or who will find out.
        author: Who listed it.
    """

    id: str
    text: str
    weight: int = 1
    state: NeedState = NeedState.UNKNOWN
    source: str = ""
    author: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether somebody says that it is known, or that nobody can know it."""
        return self.state in JUDGED


def information_ratio(needs: Collection[InformationNeed]) -> float | None:
    """Return the weight of what is known through that of what can be known.

    None while nothing is listed that can be known: a ratio of nothing says nothing.
    """
    knowable = [need for need in needs if need.state is not NeedState.UNKNOWABLE]
    total = sum(need.weight for need in knowable)
    known = sum(need.weight for need in knowable if need.state is NeedState.KNOWN)
    return known / total if total else None


def unknowable_share(needs: Collection[InformationNeed]) -> float:
    """Return the weight of what is called unknowable through that of everything."""
    total = sum(need.weight for need in needs)
    without = sum(need.weight for need in needs if need.state is NeedState.UNKNOWABLE)
    return without / total if total else 0.0


def weightiest(
    needs: Collection[InformationNeed], state: NeedState, most: int
) -> list[str]:
    """Return what matters most of what is in a state, in words."""
    waiting = [need for need in needs if need.state is state]
    ordered = sorted(waiting, key=lambda need: -need.weight)
    return [need.text for need in ordered[:most]]
