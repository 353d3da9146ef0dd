"""What is printed: tables for people, lines with tabs for programs."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress
from rich.table import Column, Table
from rich.text import Text

from chassis.eventlog import EventLog, LogRecord, StoredRecord

from .decoding import data_of, printable, type_of

Row = Sequence[str | Text]

BATCH = 200
"""So many records are sent at once."""

COLUMN_WIDTH = 12
"""Narrower than this, a column of ids or reasons is hard to read."""


def show(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print a table to a terminal, its last column cut; to a pipe lines, uncut.

    Where a terminal is too narrow for all columns, they stand below one another.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        for row in [columns, *rows]:
            click.echo("\t".join(map(str, row)))
        return
    cells = [[Text(c) if isinstance(c, str) else c for c in row] for row in rows]
    if console.width < COLUMN_WIDTH * len(columns):
        for row in cells:
            console.print(_upright(columns, row))
    elif cells:
        console.print(_table(columns, cells, console.width // 4))


def _table(columns: Sequence[str], rows: Iterable[list[Text]], last: int) -> Table:
    table = Table(*(Column(name, overflow="fold") for name in columns[:-1]))
    table.add_column(columns[-1], overflow="ellipsis", no_wrap=True, max_width=last)
    for row in rows:
        table.add_row(*row)
    return table


def _upright(columns: Sequence[str], row: list[Text]) -> Table:
    row[-1].no_wrap, row[-1].overflow = True, "ellipsis"
    table = Table.grid(Column(style="dim"), Column(overflow="fold"), padding=(0, 2))
    for pair in zip(columns, row, strict=True):
        table.add_row(*pair)
    table.add_row()
    return table


def show_record(stored: StoredRecord) -> None:
    """Print when, under which key, what, and its data; cut where a terminal ends."""
    record, console = stored.record, Console(highlight=False)
    words = [
        moment(stored.appended_at),
        printable(record.key),
        type_of(record),
        data_of(record),
    ]
    if not console.is_terminal:
        click.echo("\t".join(words))
        return
    styles = ["dim", "cyan", "green", ""]
    line = Text("  ").join(Text(*pair) for pair in zip(words, styles, strict=True))
    console.print(line, no_wrap=True, overflow="ellipsis")


def moment(time: datetime) -> str:
    """Return a time to the millisecond, UTC."""
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"


def send(log: EventLog, records: Iterable[LogRecord], total: int) -> int:
    """Append records, with a progress bar for people; return how many."""
    console, waiting, sent = Console(stderr=True), iter(records), 0
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    hidden = not console.is_terminal
    with Progress(*columns, console=console, disable=hidden) as progress:
        task = progress.add_task("Sending", total=total)
        while batch := list(islice(waiting, BATCH)):
            log.append(batch)
            sent += len(batch)
            progress.update(task, completed=sent)
    return sent
