"""The one place where the coes service is put together."""

from functools import partial
from pathlib import Path

import grpc

from chassis.paging import Pager
from chassis.service import Service
from chassis.units import Units
from day1.coes.v1.coes_service_pb2_grpc import add_CoeServiceServicer_to_server
from day1.coes.v1.mechanisms_service_pb2_grpc import (
    add_MechanismServiceServicer_to_server,
)

from .api.coe_servicer import CoeServicer
from .api.mechanism_servicer import MechanismServicer
from .application import reactions
from .config import CoesSettings
from .domain.policy import Policy
from .messaging import consumer
from .messaging.publisher import PUBLISHER
from .storage.postgres import CoesWork


def build(settings: CoesSettings) -> Service[CoesWork]:
    """Return the service, ready to be run."""
    policy, on_call = settings.numbers(Policy), settings.rota

    def register(server: grpc.Server, units: Units[CoesWork], pager: Pager) -> None:
        coes = CoeServicer(units, pager, policy)
        add_CoeServiceServicer_to_server(coes, server)
        mechanisms = MechanismServicer(units, pager, policy, on_call)
        add_MechanismServiceServicer_to_server(mechanisms, server)

    return Service(
        name="coes",
        rpc_services=["day1.coes.v1.CoeService", "day1.coes.v1.MechanismService"],
        migrations=Path(__file__).parent / "storage" / "migrations",
        work_type=CoesWork,
        publisher=PUBLISHER,
        listens_to=consumer.TOPICS,
        register=register,
        subscribe=partial(consumer.subscribe, policy=policy),
        wake=partial(reactions.wake_due, policy=policy),
    )
