"""`make faults`: everything that fails, under load, into docs/faults.md.

Processes are killed, networks cut, disks filled, clocks put wrong, events poisoned.
Then all that was accepted is looked for, and every event is followed from its outbox to
the inboxes. Ends with 1 if anything was lost, doubled or out of order, or could not be
tried. Cuts and full disks need root.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from deploy.instance import ROOT

from .page import Page
from .setups import SETUPS
from .toll import Toll, tolls

TARGET = ROOT / "docs" / "faults.md"
ALL_ALONG_SECONDS = 24 * 3600.0
"""The past that the time left is guessed from."""


@click.command()
@click.option(
    "--only",
    multiple=True,
    help="What has this in its name, or its setup's; repeat it.",
)
@click.option("--page", default=TARGET, type=click.Path(path_type=Path), help="Where.")
def main(only: Sequence[str], page: Path) -> None:
    """Strike, count, and write the tables, anew after each victim; keep other rows."""
    chosen = [
        (setup, [v for v in setup.victims if _is_meant(f"{setup.title}: {v}", only)])
        for setup in SETUPS
    ]
    tables, is_clean = Page(page), True
    bar = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        "{task.description}", *bar, speed_estimate_period=ALL_ALONG_SECONDS
    ) as progress:
        task = progress.add_task("", total=sum(len(victims) for _, victims in chosen))
        for setup, victims in chosen:
            if victims:
                progress.update(task, description=setup.title)
            for victim, cost in tolls(setup, victims):
                tables.write(setup.title, victim, cost)
                is_clean &= isinstance(cost, Toll) and not cost.found.wrong
                progress.console.print(f"{victim}: {_words(cost)}", markup=False)
                progress.advance(task)
    sys.exit(not is_clean)


def _is_meant(name: str, only: Sequence[str]) -> bool:
    return not only or any(part in name for part in only)


def _words(cost: Toll | Exception) -> str:
    if isinstance(cost, Exception):
        return f"FAILED: {type(cost).__name__}: {cost}"
    found = cost.found
    wrong = ", ".join(f"{n} {what}" for what, n in found.wrong.items())
    told = [wrong or "nothing is wrong", *found.examples]
    return f"{found.accepted} accepted; {'; '.join(told)}"


if __name__ == "__main__":
    main()
