"""The composition of the monolith: the same services, one process, no network.

The difference between this file and four `__main__.py` files is the whole difference
between the two shapes.
"""

from collections.abc import Callable
from typing import Any

from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server

from chassis.eventlog import EventLog
from chassis.rpc.local import LocalTransport
from chassis.service import Running, Service, pipeline
from chassis.settings import ServiceSettings, read
from services.coes import bootstrap as coes
from services.coes.config import CoesSettings
from services.experiments import bootstrap as experiments
from services.experiments.config import ExperimentsSettings
from services.ideas import bootstrap as ideas
from services.ideas.config import IdeasSettings
from services.reviews import bootstrap as reviews
from services.reviews.config import ReviewsSettings

SERVICES: list[tuple[type[ServiceSettings], Callable[[Any], Service[Any]]]] = [
    (IdeasSettings, ideas.build),
    (ReviewsSettings, reviews.build),
    (ExperimentsSettings, experiments.build),
    (CoesSettings, coes.build),
]


def settings_of_all() -> list[ServiceSettings]:
    """Return the settings of every service, as its own process would read them."""
    return [read(settings_type) for settings_type, _ in SERVICES]


def build(
    settings: list[ServiceSettings], event_log: EventLog, health: HealthServicer
) -> tuple[LocalTransport, list[Running[Any]]]:
    """Return a transport that reaches every service, and the services at work."""
    transport = LocalTransport()
    running = []
    for (_, build_service), own in zip(SERVICES, settings, strict=True):
        service = build_service(own)
        server = transport.server(pipeline(service.name, own))
        running.append(Running(service, own, event_log, server))
    add_HealthServicer_to_server(health, server)
    return transport, running
