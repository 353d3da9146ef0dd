"""Networks between two that are cut, and mended once both ends have noticed.

Needs root.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .fault import Strike, Trial
from .links import Link, Station, station, until_given_up
from .scattered import ListeningBroker, Place, Scattered

APART = ("ideas", "reviews")
"""Who has a network of its own."""

CUTS: Mapping[str, Callable[[Mapping[str, Station]], Sequence[Link]]] = {
    "the front cut from ideas": lambda stations: [stations["ideas"].calls],
    "ideas cut from its database": lambda stations: [stations["ideas"].data],
    "ideas cut from the event log": lambda stations: [stations["ideas"].log],
    "reviews cut from the event log": lambda stations: [stations["reviews"].log],
    "reviews cut from everybody": lambda stations: stations["reviews"].cables,
}
UNPLUGGED = "reviews unplugged"
NETWORKS = (*CUTS, UNPLUGGED)
BROKERS = {f"{name} cut from Kafka": name for name in APART}


@contextmanager
def cut_networks(folder: Path) -> Iterator[Trial]:
    """Cut cables until both ends have noticed, then mend them."""
    with ExitStack() as stack:
        stations = {name: stack.enter_context(station(name)) for name in APART}
        product = _apart(folder, stations)
        stack.callback(product.stop)
        product.start()
        yield (
            product,
            {
                **{name: _strike(links(stations)) for name, links in CUTS.items()},
                UNPLUGGED: lambda _: _unplug(stations["reviews"].cables),
            },
        )


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
            {
                name: _strike([stations[service].log], here=False)
                for name, service in BROKERS.items()
            },
        )


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


def _strike(links: Sequence[Link], *, here: bool = True) -> Strike:
    return lambda _: _cut(links, here=here)


def _cut(links: Sequence[Link], *, here: bool) -> None:
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
