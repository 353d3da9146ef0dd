"""A look at the results, kept, so that intervals can be drawn over time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from chassis.domain import Aggregate, Transitions

from .results import Effect


class LookState(StrEnum):
    """The only state of a look."""

    KEPT = "KEPT"


@dataclass(slots=True, kw_only=True)
class Look(Aggregate):
    """The results as they were when it was created.

    Attributes:
        experiment: Id of the experiment.
        units: Exposed units, all arms.
        sample_ratio_p: How often chance alone would split them as unevenly; None for
            too few units.
    """

    COLLECTION: ClassVar[str] = "looks"
    TRANSITIONS: ClassVar[Transitions] = {}

    experiment: str
    units: int
    effects: tuple[Effect, ...]
    sample_ratio_p: float | None
    state: LookState = LookState.KEPT
