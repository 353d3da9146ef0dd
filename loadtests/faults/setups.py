"""In which forms the product suffers what: all victims of docs/faults.md, by name."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from deploy.instance import SERVICES, Instance, free_ports
from deploy.kafka.broker import Broker

from .background import RATE
from .cuts import BROKERS, NETWORKS, cut_brokers, cut_networks
from .fault import WALK, Step, Trial
from .full_disks import DISKS, FULL_BROKER, filled_brokers, filled_disks
from .jumps import JUMPS, SHOWN, jumping_clocks
from .kills import BROKER, DATABASE, MOMENTS, Kills
from .poison import POISONED, poison

NOTHING = "nobody"
"""What recovery is to be compared with: a write of each service is not always due."""

FIRST, FEW, HALF = WALK[:1], WALK[::3], WALK[::2]
SLOW_RATE = 5.0
"""Writes a second: in a long outage all of them wait, and come again and again."""


class Setup(NamedTuple):
    """A form of the product, and what it is put through.

    Attributes:
        victims: Name to the steps of the walk after which it is struck.
        rate: Writes a second.
        tolerated: What is no wonder there, of that which is out of order.
    """

    title: str
    victims: Mapping[str, Sequence[Step]]
    opened: Callable[[Path], AbstractContextManager[Trial]]
    rate: float = RATE
    tolerated: Collection[str] = ()


def _services(steps: Sequence[Step]) -> dict[str, Sequence[Step]]:
    """Return each with the steps that it accepts or hears of."""
    return {
        name: [step for step in steps if name in (step.says, step.takes)]
        for name in SERVICES
    }


@contextmanager
def _running(
    shape: str, victims: Iterable[str], folder: Path, *, over_kafka: bool = False
) -> Iterator[Trial]:
    """Run an instance, and a broker if it needs one."""
    with ExitStack() as stack:
        product, broker = Instance(shape, folder / "home"), None
        if over_kafka:
            broker = Broker(folder / "kafka", free_ports(1)[0])
            stack.callback(broker.stop)
            broker.start()
            product.use_kafka(broker.address)
        stack.callback(product.stop)
        product.start()
        kills = Kills(product, broker)
        strikes = {victim: kills.strike(victim) for victim in victims}
        strikes[POISONED] = partial(poison, product)
        strikes[NOTHING] = lambda _: None
        yield product, strikes


EMBEDDED = {
    NOTHING: FEW,
    **dict.fromkeys(MOMENTS, WALK),
    POISONED: FEW,
    DATABASE: WALK,
    **_services(WALK),
    "web": FEW,
}
KAFKA = {
    **dict.fromkeys(MOMENTS, HALF),
    POISONED: FEW,
    BROKER: WALK,
    **_services(HALF),
}
MONOLITH = {DATABASE: FEW, "monolith": WALK}

SETUPS = (
    Setup(
        "Killed: microservices, embedded log",
        EMBEDDED,
        partial(_running, "microservices", EMBEDDED),
    ),
    Setup(
        "Killed: microservices, Kafka",
        KAFKA,
        partial(_running, "microservices", KAFKA, over_kafka=True),
    ),
    Setup(
        "Killed: monolith, embedded log",
        MONOLITH,
        partial(_running, "monolith", MONOLITH),
    ),
    Setup("Networks cut", dict.fromkeys(NETWORKS, FIRST), cut_networks, SLOW_RATE),
    Setup("Networks cut, Kafka", dict.fromkeys(BROKERS, FIRST), cut_brokers, SLOW_RATE),
    Setup("Disks full", dict.fromkeys(DISKS, FIRST), filled_disks, SLOW_RATE),
    Setup("Disk full, Kafka", {FULL_BROKER: FIRST}, filled_brokers, SLOW_RATE),
    Setup(
        "Clocks put wrong",
        dict.fromkeys(JUMPS, FIRST),
        jumping_clocks,
        SLOW_RATE,
        [SHOWN],
    ),
)
