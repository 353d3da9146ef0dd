"""A service, put together from its parts, and its life from start to drain."""

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import grpc
import psycopg
import structlog
from grpc_health.v1.health import HealthServicer
from grpc_health.v1.health_pb2 import HealthCheckResponse
from prometheus_client import start_http_server

from chassis import logs
from chassis.consumer import Consumer, Subscription
from chassis.dead_letters import dead_topic_of
from chassis.domain import DomainError
from chassis.eventlog import EventLog
from chassis.eventlog.opening import open_log
from chassis.messaging import EventRouter, Publisher
from chassis.outbox import Relay
from chassis.paging import Pager
from chassis.postgres import (
    CHASSIS_MIGRATIONS,
    Database,
    MadeByAnotherVersion,
    migrate,
)
from chassis.process import raise_file_limit, stop_on_signals
from chassis.rpc.reflection import serve_reflection
from chassis.rpc.server import (
    AddressTaken,
    Drain,
    Pipeline,
    build_server,
    drain,
    health_servicer,
    listen,
)
from chassis.rpc.tokens import TokenVerifier, Trust
from chassis.settings import ServiceSettings
from chassis.storage import Work
from chassis.timers import Alarm, nothing_waits
from chassis.units import Units

log = structlog.get_logger()

W = TypeVar("W", bound=Work)

HEALTH_CHECK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Service(Generic[W]):
    """What makes one service different from another.

    Attributes:
        rpc_services: Full names of its gRPC services, for reflection.
        migrations: Folder of its SQL migrations.
        listens_to: Topics it consumes.
        register: Adds its servicers to a server.
        subscribe: Says which events it wants.
        wake: Wakes some of what is due, and returns how many; asked again and again.
    """

    name: str
    rpc_services: Sequence[str]
    migrations: Path
    work_type: Callable[..., W]
    publisher: Publisher
    listens_to: Sequence[str]
    register: Callable[[grpc.Server, Units[W], Pager], None]
    subscribe: Callable[[EventRouter[Any]], None]
    wake: Callable[[W], int] = nothing_waits


class Running(Generic[W]):
    """A service at work on its own database: storage, relay, consumer and alarm."""

    def __init__(
        self,
        service: Service[W],
        settings: ServiceSettings,
        event_log: EventLog,
        server: grpc.Server,
    ) -> None:
        url = settings.database_url.get_secret_value()
        patience = settings.migration_patience
        migrate(url, CHASSIS_MIGRATIONS, service.migrations, patience=patience)
        self.database = Database(url, settings.database_limits, name=service.name)
        event_log.declare([*service.publisher.topics, dead_topic_of(service.name)])
        self._relay = Relay(self.database, event_log)
        units: Units[W] = Units(
            self.database,
            service.work_type,
            service.publisher,
            utc_now,
            self._relay.wake,
        )
        pager = Pager(settings.page_token_key.get_secret_value().encode())
        service.register(server, units, pager)
        router: EventRouter[W] = EventRouter()
        service.subscribe(router)
        subscription = Subscription(
            service.name, tuple(service.listens_to), router, settings.event_patience
        )
        self._consumer = Consumer(event_log, subscription, units)
        self._alarm = Alarm(service.name, service.wake, units, settings.alarm_interval)

    def start(self) -> None:
        """Begin to publish, to listen and to wake."""
        self._relay.start()
        self._consumer.start()
        self._alarm.start()

    def stop(self) -> None:
        """Stop waking and listening, publish what is committed, close the database."""
        self._alarm.stop()
        self._consumer.stop()
        self._relay.stop()
        self.database.close()


def pipeline(name: str, settings: ServiceSettings) -> Pipeline:
    """Return what every call to this service goes through."""
    trust = Trust(name, settings.token_issuer, settings.token_person_claim)
    return Pipeline(TokenVerifier(settings.token_jwks, trust))


def run(service: Service[Any], settings: ServiceSettings) -> None:
    """Serve until SIGTERM or SIGINT, then drain."""
    logs.configure(settings.log_format, service.name)
    stop = stop_on_signals()
    raise_file_limit()
    try:
        _serve(service, settings, stop)
    except (AddressTaken, DomainError, psycopg.Error, OSError) as error:
        give_up(f"{service.name} cannot start", error)


def _serve(
    service: Service[Any], settings: ServiceSettings, stop: threading.Event
) -> None:
    health = health_servicer()
    server = build_server(pipeline(service.name, settings), health, settings.workers)
    port = listen(server, f"{settings.host}:{settings.port}")
    event_log = open_log(settings.eventlog_url.get_secret_value())
    running = Running(service, settings, event_log, server)
    serve_reflection(server, service.rpc_services)
    if settings.metrics_port:
        start_http_server(settings.metrics_port, settings.host)
    running.start()
    server.start()
    log.info("service.started", address=f"{settings.host}:{port}")
    watch(health, [running.database], stop)
    drain(server, health, Drain(settings.drain_notice, settings.drain_grace))
    running.stop()
    event_log.close()
    log.info("service.stopped")


def watch(
    health: HealthServicer, databases: Sequence[Database], stop: threading.Event
) -> None:
    """Report healthy while the databases answer; return when told to stop.

    Waits in a loop: a bare `wait()` in the main thread can sleep through SIGTERM.
    """
    while True:
        ready = all(database.is_reachable() for database in databases)
        serving, away = HealthCheckResponse.SERVING, HealthCheckResponse.NOT_SERVING
        health.set("", serving if ready else away)
        if stop.wait(HEALTH_CHECK.total_seconds()):
            return


def give_up(message: str, error: Exception) -> NoReturn:
    """End the process with one line that says why; 2 if no other start can help."""
    sys.stderr.write(f"{message}: {error}".strip() + "\n")
    raise SystemExit(2 if isinstance(error, MadeByAnotherVersion) else 1)


def utc_now() -> datetime:
    """Return the current time, UTC."""
    return datetime.now(UTC)
