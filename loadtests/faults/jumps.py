"""Clocks that are put forward and back while they are gone by, and in the end right."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from deploy.instance import SERVICES, Instance

from .clocks import Clock, compiled
from .fault import Strike, Trial
from .scattered import Scattered

JUMP = timedelta(minutes=54)
"""Within the hour for which the tokens of the load are good."""

RIGHT = timedelta()
PLACES = ("web", *SERVICES)
ALL_FORWARD, ALL_BACK = dict.fromkeys(PLACES, JUMP), dict.fromkeys(PLACES, -JUMP)
APART = dict(zip(SERVICES, (JUMP, -JUMP, JUMP / 2, -JUMP / 2), strict=True))
JUMPS: Mapping[str, Sequence[Mapping[str, timedelta]]] = {
    "all clocks forward, and back": [ALL_FORWARD],
    "all clocks back, and forward": [ALL_BACK],
    "all clocks forward, then far back": [ALL_FORWARD, ALL_BACK],
    "each clock its own": [APART],
    "the clock of the front ahead": [{"web": JUMP}],
}
SHOWN = "histories out of order"
"""By the times in them, which are what clocks said; events are counted beside that."""


@contextmanager
def jumping_clocks(folder: Path) -> Iterator[Trial]:
    """Run an instance whose clocks jump, each as it is told."""
    library = compiled(folder)
    clocks = {name: Clock(folder / name, library) for name in PLACES}
    places = {name: clock.place for name, clock in clocks.items()}
    product = Scattered(folder / "home", places)
    product.start()
    try:
        yield (
            product,
            {name: _strike(product, clocks, steps) for name, steps in JUMPS.items()},
        )
    finally:
        product.stop()


def _strike(
    product: Instance,
    clocks: Mapping[str, Clock],
    jumps: Sequence[Mapping[str, timedelta]],
) -> Strike:
    return lambda _: _jump(product, clocks, jumps)


def _jump(
    product: Instance,
    clocks: Mapping[str, Clock],
    jumps: Sequence[Mapping[str, timedelta]],
) -> None:
    for step in (*jumps, dict.fromkeys(clocks, RIGHT)):
        for name, ahead in step.items():
            clocks[name].jump(ahead)
        for name in SERVICES:
            is_there = partial(_has_jumped, product, name, clocks[name])
            product.await_true(is_there, f"{name} at work at that time")


def _has_jumped(product: Instance, name: str, clock: Clock) -> bool:
    """Tell whether a service goes by its clock: what it said last has a time.

    All processes write into one pipe, so another's words may follow on the line.
    """
    lines = reversed(product.output.splitlines())
    last = next(line for line in lines if line.startswith(f'{{"service": "{name}"'))
    told, _ = json.JSONDecoder().raw_decode(last)
    return clock.shows(datetime.fromisoformat(told["timestamp"]))
