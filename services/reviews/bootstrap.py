"""The one place where the reviews service is put together."""

from pathlib import Path
from typing import Any

import grpc

from chassis.messaging import EventRouter
from chassis.paging import Pager
from chassis.service import Service
from chassis.units import Units
from day1.reviews.v1.reviews_service_pb2_grpc import add_ReviewServiceServicer_to_server

from .api.servicer import ReviewServicer
from .application import reactions
from .config import ReviewsSettings
from .domain.policy import Policy
from .messaging import consumer
from .messaging.publisher import PUBLISHER
from .storage.postgres import ReviewsWork


def build(settings: ReviewsSettings) -> Service[ReviewsWork]:
    """Return the service, ready to be run."""
    policy = settings.numbers(Policy)

    def register(server: grpc.Server, units: Units[ReviewsWork], pager: Pager) -> None:
        servicer = ReviewServicer(units, pager, policy)
        add_ReviewServiceServicer_to_server(servicer, server)

    def subscribe(router: EventRouter[Any]) -> None:
        consumer.subscribe(router, policy)

    return Service(
        name="reviews",
        rpc_services=["day1.reviews.v1.ReviewService"],
        migrations=Path(__file__).parent / "storage" / "migrations",
        work_type=ReviewsWork,
        publisher=PUBLISHER,
        listens_to=consumer.TOPICS,
        register=register,
        subscribe=subscribe,
        wake=reactions.wake_due,
    )
