"""The command that counts: whether the log lacks an event that was published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import click

from chassis.dead_letters import SUFFIX, redrive_topic_of
from chassis.eventlog import LogRecord, TopicState
from chassis.messaging import SEQUENCE

from .decoding import printable
from .letters import everything_in
from .printing import show
from .selecting import opened


@click.command()
@click.pass_obj
def gaps(url: str) -> None:
    """List events that the log lacks; exit status 1 if there are any.

    Publishers number the events of each topic and key. What is missing between two
    numbers was published, and is lost.
    """
    with opened(url) as log:
        lost = [
            [topic.name, printable(key), numbers]
            for topic in log.topics()
            if is_numbered(topic)
            for key, numbers in missing(
                s.record for s in everything_in(log, topic.name)
            )
        ]
    if not lost:
        click.echo("No event is missing.", err=True)
        return
    show(["topic", "key", "missing"], lost)
    raise SystemExit(1)


def is_numbered(topic: TopicState) -> bool:
    """Tell whether it keeps every number: states, letters and copies do not."""
    copies = redrive_topic_of("")
    return not (topic.compacted or topic.name.endswith((SUFFIX, copies, ".state.v1")))


def missing(records: Iterable[LogRecord]) -> Iterator[tuple[str, str]]:
    """Yield each key that lacks numbers, and which. Records may come repeatedly."""
    last: dict[str, int] = {}
    lost: dict[str, set[int]] = defaultdict(set)
    for record in records:
        number = record.headers.get(SEQUENCE, "")
        if number.isdecimal():
            before = last.setdefault(record.key, int(number))
            lost[record.key].update(range(before + 1, int(number)))
            lost[record.key].discard(int(number))
            last[record.key] = max(before, int(number))
    for key in sorted(lost):
        if lost[key]:
            yield key, ", ".join(map(str, sorted(lost[key])))
