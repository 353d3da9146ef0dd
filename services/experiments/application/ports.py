"""What the use cases need from the outside world, in their own words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chassis.domain import Repository, UnitOfWork

from ..domain.experiment import Experiment
from ..domain.known import KnownCoe, KnownIdea
from ..domain.results import Outcome, Results


class Measurements(Protocol):
    """Every unit that met an experiment, what came of it, and the tallies of both.

    Repeats count once. Whoever adds has locked the experiment before.
    """

    def add_exposures(
        self, experiment_id: str, arms: Mapping[str, str], at: datetime
    ) -> int:
        """Keep units with their arms; return how many were new."""

    def add_outcomes(
        self, experiment_id: str, outcomes: Sequence[Outcome], at: datetime
    ) -> int:
        """Keep outcomes of exposed units, the first per metric; return how many."""

    def results(self, experiment_id: str) -> Results:
        """Return what was counted so far, without counting it again."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def experiments(self) -> Repository[Experiment]:
        """The experiments as this transaction sees them."""

    @property
    def known_ideas(self) -> Repository[KnownIdea]:
        """What we have heard about ideas."""

    @property
    def known_coes(self) -> Repository[KnownCoe]:
        """What we have heard about COEs of high severity on experiments."""

    @property
    def measurements(self) -> Measurements:
        """The units and outcomes as this transaction sees them."""
