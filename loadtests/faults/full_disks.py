"""Disks that are full: under the databases and the event log, and under Kafka.

Needs root.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg

from deploy.api import Refused
from deploy.instance import Instance, free_ports
from deploy.kafka.broker import Broker
from deploy.postgres import EmbeddedPostgres

from .disks import SmallDisk, small_disk
from .fault import Trial

MEGABYTES = 320
"""Of the disk: the instance takes about 130 of them."""

TOO_MANY_SEGMENTS = 50

FULL, FULL_UNTIL_THE_END = "disk full", "disk full, PostgreSQL ended"
DISKS = (FULL, FULL_UNTIL_THE_END)
FULL_BROKER = "disk of Kafka full"


@contextmanager
def filled_disks(folder: Path) -> Iterator[Trial]:
    """Fill the disk that the databases and the event log are on, then free it."""
    with small_disk(folder / "home", MEGABYTES) as disk:
        product = Instance("microservices", disk.folder)
        product.start()
        try:
            yield (
                product,
                {
                    FULL: lambda _: _fill(product, disk),
                    FULL_UNTIL_THE_END: lambda _: _end(product, disk),
                },
            )
        finally:
            disk.free()
            product.stop()


@contextmanager
def filled_brokers(folder: Path) -> Iterator[Trial]:
    """Fill the disk of Kafka until the broker ends itself; free it, and start it again.

    Nothing is refused meanwhile: events wait in the outboxes.
    """
    with ExitStack() as stack:
        disk = stack.enter_context(small_disk(folder / "kafka", MEGABYTES))
        broker = Broker(disk.folder, free_ports(1)[0])
        stack.callback(broker.stop)
        broker.start()
        product = Instance("microservices", folder / "home")
        product.use_kafka(broker.address)
        stack.callback(product.stop)
        stack.callback(disk.free)
        product.start()
        yield product, {FULL_BROKER: lambda _: _starve(product, broker, disk)}


def _refusal(product: Instance) -> Refused | None:
    """Return what becomes of a write right now; None if it is accepted."""
    try:
        product.api("ann").post("/v1/ideas", {"document": {"title": "Is there room?"}})
    except Refused as refused:
        return refused
    return None


def _fill(product: Instance, disk: SmallDisk) -> None:
    """Until a write is refused, and in plain words."""

    def is_refused() -> bool:
        disk.fill()
        refused = _refusal(product)
        return refused is not None and refused.reasons == ["DATABASE_UNAVAILABLE"]

    product.await_true(is_refused, "a refusal that says what to do")
    disk.free()


def _starve(product: Instance, broker: Broker, disk: SmallDisk) -> None:
    def has_ended() -> bool:
        disk.fill()
        return not broker.is_running()

    product.await_true(has_ended, "a broker that ends for want of room")
    disk.free()
    broker.start()


def _end(product: Instance, disk: SmallDisk) -> None:
    """Until PostgreSQL has ended and cannot start: it stops where it cannot log."""
    said = len(product.output)
    server = EmbeddedPostgres(product.home)
    server.start()
    with (
        suppress(psycopg.OperationalError),
        psycopg.connect(server.admin_url, autocommit=True) as connection,
    ):
        for _ in range(TOO_MANY_SEGMENTS):
            disk.fill()
            connection.execute(
                "SELECT pg_logical_emit_message(false, '', 'x'), pg_switch_wal()"
            )
    product.await_true(
        lambda: "It is tried again" in product.output[said:],
        "a start of PostgreSQL that failed",
    )
    disk.free()
