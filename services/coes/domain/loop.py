"""The health of the loop: do incidents get fewer, shorter and smaller?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number about the loop.

    Attributes:
        value: In the window; None when there is nothing to count.
        previous: In the window before.
        proxy: Whether it stands for the result, rather than being it.
        sample: How many things were counted in the window.
    """

    key: str
    title: str
    unit: str
    proxy: bool
    value: float | None = None
    previous: float | None = None
    sample: int = 0
    less_is_better: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseClassRate:
    """How often one kind of cause came back."""

    cause_class: str
    coes: int
    recurrences: int

    @property
    def ratio(self) -> float:
        """Share of those that are an earlier one come back."""
        return self.recurrences / self.coes if self.coes else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopHealth:
    """How the loop does, since a time."""

    since: datetime
    measures: tuple[Measure, ...]
    cause_classes: tuple[CauseClassRate, ...]
    adopted_mechanisms: int
    open_coes: int
