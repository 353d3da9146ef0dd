"""docs/faults.md: the tables of all that was suffered, of this run and of those before.

The page is its own memory: rows that a run does not take again are kept as they are.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from .fault import WALK
from .setups import NOTHING, SETUPS
from .toll import Toll

COLUMNS = (
    "victim",
    "times",
    "requests",
    "accepted",
    "lost",
    "doubled",
    "out of order",
    "unexpected",
    "said again",
    "seconds to recover",
)
WRONG = slice(4, 8)
"""Of the columns."""

HEAD = """\
# What is lost when something fails

Written by `make faults`, on {cores} cores with {memory:.0f} GB of memory: {victims} victims, {times} faults, {accepted:,} writes accepted, {wrong:,} things wrong{failed}.

Each victim has a load of its own, which arrives through the front at {rates} writes a second, and sends what is unanswered again under its request id, as a careful client does.
It is struck, as often as *times* says, when a step of the walk from a draft to a launch was just accepted: {walk}.
A relay dies in the service that accepted the step, a consumer in one that hears of it; a service after the steps that it accepts or hears of.
Before an append to Kafka, or a commit of its offsets, the broker dies with its client, lest it do what the dead had sent.
Every kill is a kill -9; networks, disks and clocks fail once, for as long as it takes to be noticed.
Where clocks are wrong, histories show wrong times, so only events are asked for their order.

*Lost* and *doubled* count effects that people see, and events on their way from outbox to log to inbox; *out of order*, aggregates; *unexpected*, answers that no careful client has to reckon with, or that never came.
*Said again* are records that the log got twice, because it promises at least once; inboxes drop them.
*Seconds to recover* are those from the end of the strike until each of the services has accepted a write: the median and the worst.
A write of each is not always due, so compare them with those of *{nobody}*, to whom nothing happens.
"""  # noqa: E501 - lines of a document


class Page:
    """The tables, by the titles of setups and the names of victims."""

    def __init__(self, path: Path) -> None:
        self._path = path
        told = path.read_text().splitlines() if path.exists() else []
        self._rows = dict(_rows_in(told))

    def write(self, title: str, victim: str, cost: Toll | Exception) -> None:
        """Write what a victim cost, or why that is not known, and keep the others."""
        cells = _failed(cost) if isinstance(cost, Exception) else _suffered(cost)
        self._rows[title, victim] = (victim, *cells)
        self._path.write_text(self._words())

    def _words(self) -> str:
        tables = {
            setup.title: [
                self._rows[setup.title, victim]
                for victim in setup.victims
                if (setup.title, victim) in self._rows
            ]
            for setup in SETUPS
        }
        rows = [row for table in tables.values() for row in table]
        failed = sum("FAILED" in row[-1] for row in rows)
        rates = sorted({setup.rate for setup in SETUPS}, reverse=True)
        head = HEAD.format(
            cores=os.cpu_count(),
            memory=psutil.virtual_memory().total / 2**30,
            victims=len(rows),
            times=_sum(row[1] for row in rows),
            accepted=_sum(row[3] for row in rows),
            wrong=_sum(cell for row in rows for cell in row[WRONG]),
            failed=f", {failed} FAILED" if failed else "",
            rates=" or ".join(f"{rate:g}" for rate in rates),
            walk=", ".join(step.write for step in WALK),
            nobody=NOTHING,
        )
        return head + "".join(
            f"\n## {title}\n\n{_table(table)}"
            for title, table in tables.items()
            if table
        )


def _suffered(toll: Toll) -> Sequence[str]:
    found = toll.found
    wrong = (found.lost, found.doubled, found.disordered, found.odd)
    numbers = (
        len(toll.recoveries),
        found.requests,
        found.accepted,
        *(kind.total() for kind in wrong),
        found.repeats,
    )
    recovered = ", ".join(f"{seconds:.1f}" for seconds in toll.recovered)
    return [*(f"{n:,}" for n in numbers), recovered]


def _failed(error: Exception) -> Sequence[str]:
    why = f"{type(error).__name__}: {error}".splitlines()[0].replace("|", "/")
    return [*["-"] * (len(COLUMNS) - 2), f"FAILED, {why}"]


def _sum(cells: Iterator[str]) -> int:
    return sum(int(cell.replace(",", "")) for cell in cells if cell != "-")


def _table(rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(COLUMNS) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (COLUMNS, rule, *rows))


def _rows_in(lines: Sequence[str]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    title, is_ours = "", False
    for line in lines:
        cells = tuple(line.strip("| ").split(" | "))
        if line.startswith("## "):
            title, is_ours = line.removeprefix("## "), False
        elif cells == COLUMNS:
            is_ours = True
        elif is_ours and len(cells) == len(COLUMNS) and not cells[0].startswith("---"):
            yield (title, cells[0]), cells
