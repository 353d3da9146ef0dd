"""What the use cases need from the outside world, in their own words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chassis.checks import ActiveCheck, Checks
from chassis.domain import Repository, UnitOfWork, Watchable

from ..domain.experiment import Experiment
from ..domain.inference import Difference, Interval, Moments, SampleRatio, Share
from ..domain.known import KnownCoe, KnownIdea
from ..domain.library import Metric
from ..domain.look import Look
from ..domain.results import Loss, Outcome, Results


class Statistics(Protocol):
    """What can be known from counts. Never raises on data."""

    def sample_ratio(
        self, counts: Mapping[str, int], weights: Mapping[str, float]
    ) -> SampleRatio:
        """Return whether units were split as planned; valid however often one looks."""

    def recorded_ratio(
        self, exposed: Mapping[str, int], recorded: Mapping[str, int]
    ) -> float | None:
        """Return whether outcomes come of the same share of each arm's units, as p."""

    def difference(
        self, control: Moments, treatment: Moments, *, alpha: float, tuned_for: float
    ) -> Difference:
        """Return how far two arms are apart; valid however often one looks."""

    def difference_bounds(
        self, control: Moments, treatment: Moments, *, alpha: float, tuned_for: float
    ) -> Interval:
        """Return what the difference is at least, and at most, each with `alpha`."""

    def mean_bounds(
        self, sample: Moments, *, alpha: float, tuned_for: float
    ) -> Interval:
        """Return what a mean is at least, and at most, each with `alpha`."""

    def share_bounds(self, sample: Moments, *, alpha: float) -> Interval:
        """Return what a share is at least, and at most, exactly."""

    def units_needed(
        self,
        control_variance: float,
        treatment_variance: float,
        effect: float,
        *,
        alpha: float,
        power: float,
    ) -> int | None:
        """Return the units per arm that show a difference of means, if any do."""

    def conversions_needed(
        self, baseline: float, target: float, *, alpha: float, power: float
    ) -> int | None:
        """Return the units per arm that show a difference of two shares, if any do."""

    def compare_shares(
        self, before: Share, after: Share, *, alpha: float
    ) -> Difference:
        """Return how far two surveys are apart; valid for one look."""

    def answers_needed(
        self, before: float, after: float, *, alpha: float, power: float
    ) -> int | None:
        """Return how many answers each survey needs; None if no number would do."""


class Measurements(Protocol):
    """Every unit that met an experiment, what came of it, and the tallies of both.

    Repeats count once. Whoever adds has locked the experiment before.
    """

    def add_exposures(
        self,
        experiment_id: str,
        arms: Mapping[str, str],
        at: datetime,
        *,
        limit: int | None = None,
    ) -> tuple[int, int]:
        """Keep units with their arms, at most so many new ones.

        Return how many were kept, and how many new ones were not.
        """

    def add_outcomes(
        self,
        experiment_id: str,
        outcomes: Sequence[Outcome],
        losses: Sequence[Loss],
        at: datetime,
    ) -> tuple[int, int]:
        """Keep outcomes of exposed units: the first per metric, and the first loss.

        Return how many were kept, and how many are of units that were not exposed.
        """

    def results(self, experiment_id: str) -> Results:
        """Return what was counted so far, without counting it again."""


class Experiments(Watchable[Experiment], Protocol):
    """All experiments."""

    def quoting(self, mechanism: str) -> Iterator[Experiment]:
        """Yield each experiment whose warnings quote a mechanism, locked."""


class Work(UnitOfWork, Protocol):
    """One transaction, and why it happens."""

    @property
    def experiments(self) -> Experiments:
        """The experiments as this transaction sees them."""

    @property
    def known_ideas(self) -> Repository[KnownIdea]:
        """What we have heard about ideas."""

    @property
    def known_coes(self) -> Repository[KnownCoe]:
        """What we have heard about COEs of high severity on experiments."""

    @property
    def metrics(self) -> Repository[Metric]:
        """The metric library."""

    @property
    def looks(self) -> Repository[Look]:
        """The looks at results that were kept."""

    @property
    def measurements(self) -> Measurements:
        """The units and outcomes as this transaction sees them."""

    @property
    def checks(self) -> Checks:
        """What mechanisms ask of experiments."""

    @property
    def known_checks(self) -> Repository[ActiveCheck]:
        """What we have heard about those checks."""
