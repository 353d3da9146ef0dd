"""Promises with a value, and the direction in which each may change."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | bool | list[str] | dict[str, int]


class May(StrEnum):
    """How a value may change from one release to the next."""

    STAY = "stay"
    RISE = "rise"
    FALL = "fall"
    GAIN = "gain"
    LOSE = "lose"

    def allows(self, before: Any, after: Any) -> bool:
        """Tell whether nobody who relies on the value before is broken by the other."""
        match self:
            case May.RISE:
                return bool(after >= before)
            case May.FALL:
                return bool(after <= before)
            case May.GAIN:
                return {*before} <= {*after}
            case May.LOSE:
                return {*after} <= {*before}
            case _:
                return bool(after == before)


MEANINGS = {
    May.STAY: "The value never changes.",
    May.RISE: "A larger value is compatible. A smaller one breaks somebody.",
    May.FALL: "A smaller value is compatible. A larger one breaks somebody.",
    May.GAIN: "Further items are compatible. Without one of these somebody breaks.",
    May.LOSE: "Fewer items are compatible. Somebody breaks on one more.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise.

    Attributes:
        name: Path of it, such as `limits/request_bytes`.
    """

    name: str
    value: Value
    may: May
