"""The one place where the coes service is put together."""

from pathlib import Path

import grpc

from chassis.paging import Pager
from chassis.service import Service
from chassis.units import Units
from day1.coes.v1.coes_service_pb2_grpc import add_CoeServiceServicer_to_server

from .api.servicer import CoeServicer
from .config import CoesSettings
from .messaging import consumer
from .messaging.publisher import PUBLISHER
from .storage.postgres import CoesWork


def build(_: CoesSettings) -> Service[CoesWork]:
    """Return the service, ready to be run."""

    def register(server: grpc.Server, units: Units[CoesWork], pager: Pager) -> None:
        add_CoeServiceServicer_to_server(CoeServicer(units, pager), server)

    return Service(
        name="coes",
        rpc_services=["day1.coes.v1.CoeService"],
        migrations=Path(__file__).parent / "storage" / "migrations",
        work_type=CoesWork,
        publisher=PUBLISHER,
        listens_to=consumer.TOPICS,
        register=register,
        subscribe=consumer.subscribe,
    )
