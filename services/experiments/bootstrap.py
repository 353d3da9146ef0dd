"""The one place where the experiments service is put together."""

from functools import partial
from pathlib import Path

import grpc

from chassis.paging import Pager
from chassis.service import Service
from chassis.units import Units
from day1.experiments.v1.experiments_service_pb2_grpc import (
    add_AssignmentServiceServicer_to_server,
    add_ExperimentServiceServicer_to_server,
)

from . import statistics
from .api.assignment_servicer import AssignmentServicer
from .api.experiment_servicer import ExperimentServicer
from .application.reactions import wake_due
from .config import ExperimentsSettings
from .domain.policy import Policy
from .messaging import consumer
from .messaging.publisher import PUBLISHER
from .storage.postgres import ExperimentsWork


def build(settings: ExperimentsSettings) -> Service[ExperimentsWork]:
    """Return the service, ready to be run."""
    policy = settings.numbers(Policy)

    def register(
        server: grpc.Server, units: Units[ExperimentsWork], pager: Pager
    ) -> None:
        experiments = ExperimentServicer(units, pager, statistics, policy)
        add_ExperimentServiceServicer_to_server(experiments, server)
        assignment = AssignmentServicer(units, statistics, policy)
        add_AssignmentServiceServicer_to_server(assignment, server)

    return Service(
        name="experiments",
        rpc_services=[
            "day1.experiments.v1.ExperimentService",
            "day1.experiments.v1.AssignmentService",
        ],
        migrations=Path(__file__).parent / "storage" / "migrations",
        work_type=ExperimentsWork,
        publisher=PUBLISHER,
        listens_to=consumer.TOPICS,
        register=register,
        subscribe=consumer.subscribe,
        wake=partial(wake_due, statistics=statistics, policy=policy),
    )
