"""`make faults`: kill -9 of everything, at each step of the walk, under load.

Every victim has a load of its own, in which it dies seven times: each time that a step
of the walk was just accepted. Then all that was accepted is looked for, and every event
is followed from its outbox to the inboxes. docs/faults.md holds what was counted. Ends
with 1 if anything was lost, doubled or out of order.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
import psutil
from rich.progress import Progress

from deploy.instance import ROOT, SERVICES, Instance, free_ports

from .background import RATE, BackgroundLoad
from .kills import WALK, Kill, Kills
from .reckoning import Reckoning

TARGET = ROOT / "docs" / "faults.md"
MINUTES_EACH = 1.5
"""About what a victim takes on two cores: for the estimate."""

SETUPS = (
    ("microservices", "embedded"),
    ("microservices", "kafka"),
    ("monolith", "embedded"),
)
"""Shape and event log."""

HEAD = """\
# What is lost when something dies

Written by `make faults`, on {cores} cores with {memory:.0f} GB of memory, at {rate:g}
writes a second through the front: {summary}.

Each victim is ended by kill -9 {steps} times while the load runs: each time when a
step of the walk from a draft to a launch was just accepted, which are
{walk}.
A relay dies in the service that accepted it, a consumer in one that hears of it. The
load sends what is unanswered again under its request id, as a careful client does.

*Lost* and *doubled* count effects that people see, and events on their way from outbox
to log to inbox; *out of order*, aggregates. *Said again* are records that the log got
twice, because it promises at least once; inboxes drop them. *All found* is how many
seconds after the load the last effect was found; looking twice takes a few.
"""

RECOVERY = (
    "Seconds from the kill until each service accepted a write, median and worst:"
)
COUNTED = (
    "victim",
    "requests",
    "accepted",
    "lost",
    "doubled",
    "out of order",
    "unanswered",
    "said again",
    "all found",
)


class Toll(NamedTuple):
    """What one victim cost.

    Attributes:
        repeats: How many records the log got once more.
        recoveries: For each kill, service to seconds until it accepted a write.
    """

    victim: str
    reckoning: Reckoning
    repeats: int
    recoveries: Sequence[dict[str, float]]

    @property
    def counted(self) -> Sequence[str]:
        """As a line of the first table."""
        found = self.reckoning
        wrong = (found.lost, found.doubled, found.disordered, found.odd)
        numbers = (
            found.requests,
            found.accepted,
            *(kind.total() for kind in wrong),
            self.repeats,
        )
        return (self.victim, *(f"{n:,}" for n in numbers), f"{found.seconds:.0f}")

    @property
    def recovered(self) -> Sequence[str]:
        """As a line of the second table."""
        by_service = (
            [recovery[service] for recovery in self.recoveries] for service in SERVICES
        )
        return (
            self.victim,
            *(f"{median(found):.1f}, {max(found):.1f}" for found in by_service),
        )


@click.command()
@click.option("--rate", default=RATE, help="Writes a second.")
@click.option("--only", default="", help="Victims with this in their name; no file.")
def main(rate: float, only: str) -> None:
    """Kill, count, and write the tables, anew after each victim."""
    tolls: dict[str, list[Toll]] = {}
    for shape, events in SETUPS:
        paid = tolls.setdefault(f"{shape.capitalize()}, {events} log", [])
        for toll in _tolls(shape, events, rate, only):
            paid.append(toll)
            if not only:
                TARGET.write_text(_page(tolls, rate))
    sys.exit(any(toll.reckoning.wrong for paid in tolls.values() for toll in paid))


def _tolls(shape: str, events: str, rate: float, only: str) -> Iterator[Toll]:
    """Yield what each victim of one setup cost."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _kills_of(shape, events, Path(folder)) as (product, kills),
        Progress() as progress,
    ):
        chosen = [kill for kill in kills.every() if only in kill.victim]
        minutes = len(chosen) * MINUTES_EACH
        what = f"{shape}, {events} log, about {minutes:.0f} minutes"
        repeats = 0
        for kill in progress.track(chosen, description=what):
            recoveries, found = _suffered(product, kill, rate, Path(folder))
            toll = Toll(kill.victim, found, found.repeats - repeats, recoveries)
            repeats = found.repeats
            progress.console.print(_words(toll), markup=False)
            yield toll


def _suffered(
    product: Instance, kill: Kill, rate: float, folder: Path
) -> tuple[list[dict[str, float]], Reckoning]:
    """Kill at each step; return how it recovered each time, and what became of it."""
    recoveries = []
    with BackgroundLoad(product, folder, rate) as load:
        for step in WALK:
            load.await_accepted(step.write)
            kill.strike(step)
            recoveries.append(load.await_recovery())
        return recoveries, load.end()


@contextmanager
def _kills_of(
    shape: str, events: str, folder: Path
) -> Iterator[tuple[Instance, Kills]]:
    """Run an instance, and a broker if it needs one, while the block runs."""
    product, broker = Instance(shape, folder / "home"), None
    if events == "kafka":
        from deploy.kafka.broker import Broker  # noqa: PLC0415 - no Java for the others

        broker = Broker(folder / "kafka", free_ports(1)[0])
        broker.start()
        product.use_kafka(broker.address)
    try:
        product.start()
        yield product, Kills(product, broker)
    finally:
        product.stop()
        if broker is not None:
            broker.stop()


def _words(toll: Toll) -> str:
    wrong = ", ".join(f"{n} {what}" for what, n in toll.reckoning.wrong.items())
    found = [wrong or "nothing is wrong", *toll.reckoning.examples]
    return f"{toll.victim}: {toll.reckoning.accepted} accepted; {'; '.join(found)}"


def _page(tolls: Mapping[str, Sequence[Toll]], rate: float) -> str:
    every = [toll for paid in tolls.values() for toll in paid]
    wrong = sum(sum(toll.reckoning.wrong.values()) for toll in every)
    accepted = sum(toll.reckoning.accepted for toll in every)
    kills = len(every) * len(WALK)
    head = HEAD.format(
        cores=os.cpu_count(),
        memory=psutil.virtual_memory().total / 2**30,
        rate=rate,
        summary=f"{kills} kills, {accepted:,} writes accepted, {wrong:,} things wrong",
        steps=len(WALK),
        walk=", ".join(step.write for step in WALK),
    )
    parts = [f"\n## {title}\n{_tables(paid)}" for title, paid in tolls.items()]
    return head + "".join(parts)


def _tables(tolls: Sequence[Toll]) -> str:
    counted = _table(COUNTED, [toll.counted for toll in tolls])
    recovered = _table(("victim", *SERVICES), [toll.recovered for toll in tolls])
    return f"\n{counted}\n{RECOVERY}\n\n{recovered}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(columns) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (columns, rule, *rows))


if __name__ == "__main__":
    main()
