"""Experiments, and what they know of others, in PostgreSQL."""

from functools import cached_property

from chassis.storage import Aggregates, Table, Work

from ..domain.experiment import Experiment
from ..domain.known import KnownCoe, KnownIdea
from .measurements import PostgresMeasurements

EXPERIMENTS = Table(
    Experiment,
    columns={
        "idea": lambda experiment: experiment.idea,
        "state": lambda experiment: experiment.state,
        "team": lambda experiment: experiment.team,
        "owner": lambda experiment: experiment.owner,
        "is_open": lambda experiment: experiment.is_open,
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


class ExperimentsWork(Work):
    """A unit of work on experiments."""

    @cached_property
    def experiments(self) -> Aggregates[Experiment]:
        """All experiments."""
        return Aggregates(EXPERIMENTS, self)

    @cached_property
    def known_ideas(self) -> Aggregates[KnownIdea]:
        """What we have heard of ideas."""
        return Aggregates(KNOWN_IDEAS, self)

    @cached_property
    def known_coes(self) -> Aggregates[KnownCoe]:
        """What we have heard of COEs."""
        return Aggregates(KNOWN_COES, self)

    @cached_property
    def measurements(self) -> PostgresMeasurements:
        """All units and outcomes, counted."""
        return PostgresMeasurements(self.connection)
