"""Faults, suffered under load, and what that cost."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from statistics import median

from deploy.instance import Instance

from .background import BackgroundLoad
from .fault import Step, Strike
from .reckoning import Reckoning
from .setups import Setup


@dataclass(frozen=True, slots=True)
class Toll:
    """What a fault cost.

    Attributes:
        found: What became of all that was written.
        recoveries: For each strike, service to seconds until it accepted a write.
    """

    found: Reckoning
    recoveries: Sequence[dict[str, float]]

    @property
    def recovered(self) -> tuple[float, float]:
        """Seconds from a strike until every service accepted a write: median, worst."""
        slowest = [max(recovery.values()) for recovery in self.recoveries]
        return median(slowest), max(slowest)


def suffered(
    product: Instance,
    strike: Strike,
    steps: Sequence[Step],
    folder: Path,
    rate: float,
) -> Toll:
    """Let a fault happen under load: each time that one of the steps was accepted.

    Raises `TimeoutError` when the load or the product does not get over it.
    """
    recoveries = []
    with BackgroundLoad(product, folder, rate) as load:
        load.await_recovery()  # of nothing: until it is under way everywhere
        for step in steps:
            load.await_accepted(step.write)
            strike(step)
            recoveries.append(load.await_recovery())
        return Toll(load.end(), recoveries)


def tolls(
    setup: Setup, victims: Iterable[str]
) -> Iterator[tuple[str, Toll | Exception]]:
    """Yield what each victim cost, or why that is not known.

    What went wrong stays in the databases: who is next gets an instance of its own.
    """
    left = iter(victims)
    for first in left:
        victim = first
        try:
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
                setup.opened(folder := Path(name)) as (product, strikes),
            ):
                repeats = 0
                for victim in chain([first], left):
                    strike, steps = strikes[victim], setup.victims[victim]
                    toll = suffered(product, strike, steps, folder, setup.rate)
                    found = toll.found.tolerating(setup.tolerated)
                    said_again, repeats = found.repeats - repeats, found.repeats
                    yield (
                        victim,
                        replace(toll, found=replace(found, repeats=said_again)),
                    )
                    if found.wrong:
                        break
        except Exception as error:  # noqa: BLE001 - one that fails is not the end
            yield victim, error
