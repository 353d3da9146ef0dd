"""What can happen to the surroundings of an instance: its networks, disk and clocks.

Each of the three yields an instance, and the faults that it can be put through. All but
the clocks need root.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

import psycopg

from deploy.api import Refused
from deploy.instance import SERVICES, Instance, free_ports
from deploy.kafka.broker import Broker
from deploy.postgres import EmbeddedPostgres

from .clocks import Clock, compiled
from .disks import SmallDisk, small_disk
from .links import Link, Station, station, until_given_up
from .scattered import ListeningBroker, Place, Scattered

MEGABYTES = 320
"""Of the disk: the instance takes about 130 of them."""

TOO_MANY_SEGMENTS = 50
JUMP = timedelta(minutes=54)
"""Within the hour for which the tokens of the load are good."""

RIGHT = timedelta()
PLACES = ("web", *SERVICES)
APART = ("ideas", "reviews")
"""Who has a network of its own."""


class Strike(Protocol):
    """Lets a fault begin and end; returns when it is over."""

    def __call__(self) -> None: ...


class Fault(NamedTuple):
    """Something that happens to an instance, and how it is made to happen."""

    name: str
    strike: Strike


Trial = tuple[Instance, Sequence[Fault]]


@contextmanager
def cut_networks(folder: Path) -> Iterator[Trial]:
    """Cut cables until both ends have noticed, then mend them."""
    with ExitStack() as stack:
        stations = {name: stack.enter_context(station(name)) for name in APART}
        product = _apart(folder, stations)
        stack.callback(product.stop)
        product.start()
        ideas, reviews = (stations[name] for name in APART)
        cuts: dict[str, Sequence[Link]] = {
            "the front cut from ideas": [ideas.calls],
            "ideas cut from its database": [ideas.data],
            "ideas cut from the event log": [ideas.log],
            "reviews cut from the event log": [reviews.log],
            "reviews cut from everybody": reviews.cables,
        }
        faults = [Fault(name, partial(_cut, links)) for name, links in cuts.items()]
        unplug = Fault("reviews unplugged", partial(_unplug, reviews.cables))
        yield product, [*faults, unplug]


@contextmanager
def cut_brokers(folder: Path) -> Iterator[Trial]:
    """Cut cables to a broker of Kafka until the services have noticed, then mend them.

    The broker itself keeps a silent connection for ten minutes, and harms nobody.
    """
    with ExitStack() as stack:
        stations = {name: stack.enter_context(station(name)) for name in APART}
        for there in stations.values():
            there.log.lead_outside()
        broker = ListeningBroker(folder / "kafka", stations["ideas"].log.here)
        stack.callback(broker.stop)
        broker.start()
        product = _apart(folder, stations)
        product.use_kafka(broker.address)
        stack.callback(product.stop)
        product.start()
        yield (
            product,
            [
                Fault(f"{name} cut from Kafka", partial(_cut, [there.log], here=False))
                for name, there in stations.items()
            ],
        )


@contextmanager
def filled_disks(folder: Path) -> Iterator[Trial]:
    """Fill the disk that the databases and the event log are on, then free it."""
    with small_disk(folder / "home", MEGABYTES) as disk:
        product = Instance("microservices", disk.folder)
        product.start()
        try:
            yield (
                product,
                [
                    Fault("disk full", partial(_fill, product, disk)),
                    Fault("disk full, PostgreSQL ended", partial(_end, product, disk)),
                ],
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
        yield product, [Fault("disk full", partial(_starve, product, broker, disk))]


@contextmanager
def jumping_clocks(folder: Path) -> Iterator[Trial]:
    """Put clocks forward and back while they are gone by, and in the end right."""
    library = compiled(folder)
    clocks = {name: Clock(folder / name, library) for name in PLACES}
    places = {name: clock.place for name, clock in clocks.items()}
    product = Scattered(folder / "home", places)
    jump = partial(_jump, product, clocks)
    all_forward, all_back = dict.fromkeys(PLACES, JUMP), dict.fromkeys(PLACES, -JUMP)
    apart = dict(zip(SERVICES, (JUMP, -JUMP, JUMP / 2, -JUMP / 2), strict=True))
    jumps: dict[str, list[dict[str, timedelta]]] = {
        "all clocks forward, and back": [all_forward],
        "all clocks back, and forward": [all_back],
        "all clocks forward, then far back": [all_forward, all_back],
        "each clock its own": [apart],
        "the clock of the front ahead": [{"web": JUMP}],
    }
    product.start()
    try:
        yield (
            product,
            [Fault(name, partial(jump, steps)) for name, steps in jumps.items()],
        )
    finally:
        product.stop()


def refusal(product: Instance) -> Refused | None:
    """Return what becomes of a write right now; None if it is accepted."""
    try:
        product.api("ann").post("/v1/ideas", {"title": "Is there room?"})
    except Refused as refused:
        return refused
    return None


def _apart(folder: Path, stations: Mapping[str, Station]) -> Scattered:
    """Return an instance of which some services are in stations of their own."""
    places = {
        name: Place(
            ("ip", "netns", "exec", there.namespace),
            {f"{name.upper()}_HOST": there.calls.there},
            database=there.data.here,
            log=there.log.here,
        )
        for name, there in stations.items()
    }
    addresses = [one.here for s in stations.values() for one in (s.data, s.log)]
    product = Scattered(folder / "home", places, addresses)
    for name, there in stations.items():
        product.front_calls(name, f"{there.calls.there}:{product.ports[name]}")
    return product


def _cut(links: Sequence[Link], *, here: bool = True) -> None:
    for link in links:
        if not link.conversations():
            raise ValueError("nobody talks over this cable: cutting it shows nothing")
        link.cut()
    until_given_up(links, here=here)
    for link in links:
        link.mend()


def _unplug(links: Sequence[Link]) -> None:
    for link in links:
        link.unplug()
    until_given_up(links)
    for link in links:
        link.plug()


def _fill(product: Instance, disk: SmallDisk) -> None:
    """Until a write is refused, and in plain words."""

    def is_refused() -> bool:
        disk.fill()
        refused = refusal(product)
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


def _jump(
    product: Scattered,
    clocks: Mapping[str, Clock],
    steps: Sequence[Mapping[str, timedelta]],
) -> None:
    for step in (*steps, dict.fromkeys(clocks, RIGHT)):
        for name, ahead in step.items():
            clocks[name].jump(ahead)
        for name in SERVICES:
            is_there = partial(_has_jumped, product, name, clocks[name])
            product.await_true(is_there, f"{name} at work at that time")


def _has_jumped(product: Instance, name: str, clock: Clock) -> bool:
    """Tell whether a service goes by its clock: what it said last has a time."""
    lines = reversed(product.output.splitlines())
    last = next(line for line in lines if line.startswith(f'{{"service": "{name}"'))
    return clock.shows(datetime.fromisoformat(json.loads(last)["timestamp"]))
