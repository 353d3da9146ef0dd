"""Experiments, and what they know of others, in PostgreSQL."""

from collections.abc import Iterator
from functools import cached_property

from chassis.checks import ActiveCheck, Stage
from chassis.checks.evaluation import ActiveChecks
from chassis.checks.storage import ACTIVE_CHECKS, checks_in
from chassis.storage import Aggregates, Table, Work
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot

from ..domain.experiment import Experiment
from ..domain.known import KnownCoe, KnownIdea
from ..domain.library import Metric
from ..domain.look import Look
from .measurements import PostgresMeasurements

EXPERIMENTS = Table(
    Experiment,
    columns={
        "idea": lambda experiment: experiment.idea,
        "state": lambda experiment: experiment.state,
        "team": lambda experiment: experiment.team,
        "owner": lambda experiment: experiment.owner,
        "is_open": lambda experiment: experiment.holds_idea,
        "supporting": lambda experiment: experiment.design.supporting,
        "wake_at": lambda experiment: experiment.wake_at,
    },
)

KNOWN_IDEAS = Table(KnownIdea, columns={})

KNOWN_COES = Table(
    KnownCoe,
    columns={
        "experiment": lambda coe: coe.experiment,
        "state": lambda coe: coe.state,
    },
)


METRICS = Table(
    Metric,
    columns={
        "kind": lambda metric: metric.metric.kind,
        "team": lambda metric: metric.team,
    },
)

LOOKS = Table(Look, columns={"experiment": lambda look: look.experiment})

SNAPSHOTS = {
    Stage.EXPERIMENT_START: ExperimentSnapshot,
    Stage.EXPERIMENT_DECIDE: ExperimentSnapshot,
}
"""What checks see at each of our stages."""


QUOTING = "SELECT id FROM experiments WHERE position(%s IN body->>'warnings') > 0"


class PostgresExperiments(Aggregates[Experiment]):
    """All experiments."""

    def __init__(self, work: Work) -> None:
        super().__init__(EXPERIMENTS, work)

    def quoting(self, mechanism: str) -> Iterator[Experiment]:
        """Yield each experiment whose warnings quote a mechanism, locked."""
        rows = self._work.connection.execute(QUOTING, (f"({mechanism} v",)).fetchall()
        return (self.get(experiment_id) for (experiment_id,) in rows)


class ExperimentsWork(Work):
    """A unit of work on experiments."""

    @cached_property
    def experiments(self) -> PostgresExperiments:
        """All experiments."""
        return PostgresExperiments(self)

    @cached_property
    def known_ideas(self) -> Aggregates[KnownIdea]:
        """What we have heard of ideas."""
        return Aggregates(KNOWN_IDEAS, self)

    @cached_property
    def known_coes(self) -> Aggregates[KnownCoe]:
        """What we have heard of COEs."""
        return Aggregates(KNOWN_COES, self)

    @cached_property
    def metrics(self) -> Aggregates[Metric]:
        """The metric library."""
        return Aggregates(METRICS, self)

    @cached_property
    def looks(self) -> Aggregates[Look]:
        """The looks at results that were kept."""
        return Aggregates(LOOKS, self)

    @cached_property
    def known_checks(self) -> Aggregates[ActiveCheck]:
        """What we have heard of checks."""
        return Aggregates(ACTIVE_CHECKS, self)

    @cached_property
    def checks(self) -> ActiveChecks:
        """What mechanisms ask of experiments."""
        return checks_in(self, SNAPSHOTS)

    @cached_property
    def measurements(self) -> PostgresMeasurements:
        """All units and outcomes, counted."""
        return PostgresMeasurements(self.connection)
