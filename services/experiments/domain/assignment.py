"""Which arm a unit belongs to: a pure function, so no assignment is stored.

Two independent draws: the first lets a unit in, the second picks its arm. Letting more
units in therefore never moves one that is in already.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .design import Arm


@dataclass(frozen=True, slots=True)
class Assignment:
    """The arm to show to a unit, and whether the unit takes part."""

    arm: str
    enrolled: bool


def assign(
    salt: str, unit: str, arms: Sequence[Arm], exposure_share: float
) -> Assignment:
    """Return where a unit belongs; who is not let in gets control."""
    if _draw(f"{salt}/enrol/{unit}") >= exposure_share:
        control = next((arm.id for arm in arms if arm.control), "")
        return Assignment(control, enrolled=False)
    edges = list(accumulate(arm.weight for arm in arms))
    chosen = bisect_right(edges, _draw(f"{salt}/arm/{unit}") * edges[-1])
    return Assignment(arms[chosen].id, enrolled=True)


def _draw(text: str) -> float:
    """Return a number in [0, 1), the same for the same text: 53 bits of SHA-256."""
    digest = hashlib.sha256(text.encode()).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / (1 << 53)
