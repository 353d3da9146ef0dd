"""The commands that look, and change nothing."""

import heapq
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

import click
from rich.text import Text

from chassis.dead_letters import REASON
from chassis.eventlog import Reading, StoredRecord, TopicState

from .decoding import data_of, is_of_type, printable, type_of
from .letters import Letter, place
from .printing import Row, moment, show, show_record
from .selecting import known_topic, opened, selected, selecting

LOOK_AGAIN_SECONDS = 0.5


@click.command()
@click.pass_obj
def topics(url: str) -> None:
    """List topics: what they hold, since when, and for how long."""
    with opened(url) as log:
        rows = [_described(state) for state in log.topics()]
    show(["topic", "partitions", "records", "oldest", "newest", "kept"], rows)


def _described(state: TopicState) -> list[str]:
    oldest = [p.oldest for p in state.partitions if p.oldest]
    newest = [p.newest for p in state.partitions if p.newest]
    kept = "for ever" if state.kept is None else f"{state.kept}"
    return [
        state.name,
        str(len(state.partitions)),
        str(state.records),
        moment(min(oldest)) if oldest else "",
        moment(max(newest)) if newest else "",
        "the last of each key" if state.compacted else kept,
    ]


@click.command()
@click.pass_obj
def lag(url: str) -> None:
    """List how far each group is behind in each topic."""
    with opened(url) as log:
        readings = log.readings()
    grouped = groupby(readings, key=lambda reading: (reading.group, reading.topic))
    rows = [_progress(*names, list(found)) for names, found in grouped]
    show(["group", "topic", "read", "lag"], rows)


def _progress(group: str, topic: str, readings: Sequence[Reading]) -> Row:
    behind = sum(reading.lag for reading in readings)
    style = "yellow" if behind else "green"
    read = sum(reading.committed for reading in readings)
    return [group, topic, str(read), Text(str(behind), style)]


@click.command()
@click.argument("topic")
@click.option("-n", "count", default=20, type=click.IntRange(0), help="So many.")
@click.option("--follow", is_flag=True, help="Go on until Ctrl-C.")
@click.option("--type", "kind", default="", help="Only of this type, short or full.")
@click.option("--key", default="", help="Only with this key.")
@click.pass_obj
def tail(  # noqa: PLR0913 - one for each option
    url: str, topic: str, count: int, *, follow: bool, kind: str, key: str
) -> None:
    """Print the last records of a TOPIC, and with --follow those to come."""

    def is_wanted(stored: StoredRecord) -> bool:
        return is_of_type(stored.record, kind) and key in ("", stored.record.key)

    with opened(url) as log, suppress(KeyboardInterrupt):
        state = known_topic(log, topic)
        is_filtered = bool(kind or key)
        begin = {
            p.partition: p.begin if is_filtered else max(p.begin, p.end - count)
            for p in state.partitions
        }
        reached = {p.partition: p.end for p in state.partitions}
        found = filter(is_wanted, noting(log.browse(topic, begin), reached))
        for stored in sorted(heapq.nlargest(count, found, key=place), key=place):
            show_record(stored)
        while follow:
            new = noting(log.browse(topic, dict(reached)), reached)
            for stored in filter(is_wanted, new):
                show_record(stored)
            time.sleep(LOOK_AGAIN_SECONDS)


def noting(
    records: Iterable[StoredRecord], reached: dict[int, int]
) -> Iterator[StoredRecord]:
    """Yield the records, and note where each partition goes on after them."""
    for stored in records:
        reached[stored.partition] = stored.offset + 1
        yield stored


@click.command()
@selecting
@click.option("--redriven", "too", is_flag=True, help="Also those that were sent back.")
@click.pass_obj
def dead(url: str, *, group: str, kind: str, key: str, too: bool) -> None:
    """List the dead letters: what, since when, and why."""
    with opened(url) as log:
        letters = [
            letter
            for letter in selected(log, group, kind, key)
            if too or not letter.is_redriven
        ]
    if not letters:
        click.echo("There are no dead letters.", err=True)
    columns = ["id", "since", "group", "type", "key", "deaths", "reason", "data"]
    show(columns, [_lamented(letter) for letter in letters])


def _lamented(letter: Letter) -> Row:
    record = letter.record
    deaths = f"{letter.deaths}, redriven" if letter.is_redriven else str(letter.deaths)
    reason = printable(record.headers.get(REASON, ""))
    return [
        Text(printable(letter.id), "bold"),
        moment(letter.stored.appended_at),
        letter.group,
        type_of(record).rpartition(".")[2],
        printable(record.key),
        deaths,
        Text(reason, "red"),
        data_of(record),
    ]
