"""The one place where the ideas service is put together."""

from pathlib import Path

import grpc

from chassis.paging import Pager
from chassis.service import Service
from chassis.units import Units
from day1.ideas.v1.ideas_service_pb2_grpc import add_IdeaServiceServicer_to_server

from .api.servicer import IdeaServicer
from .application.reactions import wake_due
from .config import IdeasSettings
from .domain.policy import Policy
from .messaging import consumer
from .messaging.publisher import PUBLISHER
from .storage.postgres import IdeasWork


def build(settings: IdeasSettings) -> Service[IdeasWork]:
    """Return the service, ready to be run."""

    def register(server: grpc.Server, units: Units[IdeasWork], pager: Pager) -> None:
        servicer = IdeaServicer(units, pager, settings.numbers(Policy))
        add_IdeaServiceServicer_to_server(servicer, server)

    return Service(
        name="ideas",
        rpc_services=["day1.ideas.v1.IdeaService"],
        migrations=Path(__file__).parent / "storage" / "migrations",
        work_type=IdeasWork,
        publisher=PUBLISHER,
        listens_to=consumer.TOPICS,
        register=register,
        subscribe=consumer.subscribe,
        wake=wake_due,
    )
