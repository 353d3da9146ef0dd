"""Which dead letters there are, and which of them were sent back already.

The log alone tells: a redriven copy carries the count of the dead letter that it was
made of, so one that died again is told from one that is on its way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chassis.dead_letters import DEATHS, SUFFIX, dead_topic_of, redrive_topic_of
from chassis.eventlog import EventLog, LogRecord, StoredRecord
from chassis.inbox import id_of


@dataclass(frozen=True, slots=True)
class Letter:
    """The last dead letter of an event in a group.

    Attributes:
        deaths: How often the event became one.
        is_redriven: A copy of it was sent back.
    """

    group: str
    stored: StoredRecord
    deaths: int
    is_redriven: bool

    @property
    def record(self) -> LogRecord:
        """What became of the event."""
        return self.stored.record

    @property
    def id(self) -> str:
        """Tells the event from all others."""
        return id_of(self.record)


def letters_in(log: EventLog) -> list[Letter]:
    """Return the dead letters of all groups, in the order of their burial."""
    topics = {state.name for state in log.topics()}
    groups = [name.removesuffix(SUFFIX) for name in topics if name.endswith(SUFFIX)]
    letters = [letter for group in groups for letter in _of_group(log, group, topics)]
    return sorted(letters, key=lambda letter: place(letter.stored))


def place(stored: StoredRecord) -> tuple[float, int, int]:
    """Return what sorts records by time, and within a partition by offset."""
    return stored.appended_at.timestamp(), stored.partition, stored.offset


def everything_in(log: EventLog, topic: str) -> Iterator[StoredRecord]:
    """Yield all that a topic holds now."""
    [state] = [state for state in log.topics() if state.name == topic]
    yield from log.browse(topic, {p.partition: p.begin for p in state.partitions})


def _of_group(log: EventLog, group: str, topics: set[str]) -> list[Letter]:
    last: dict[str, tuple[int, StoredRecord]] = {}
    for stored in everything_in(log, dead_topic_of(group)):
        event_id, deaths = id_of(stored.record), _deaths(stored.record) or 1
        if event_id not in last or deaths >= last[event_id][0]:
            last[event_id] = deaths, stored
    sent = _counts_of_copies(log, group, topics)
    return [
        Letter(group, stored, deaths, sent.get(event_id, 0) >= deaths)
        for event_id, (deaths, stored) in last.items()
    ]


def _counts_of_copies(log: EventLog, group: str, topics: set[str]) -> dict[str, int]:
    """Return, by the id of the event, the highest count that was sent back."""
    counts: dict[str, int] = {}
    if (topic := redrive_topic_of(group)) in topics:
        for stored in everything_in(log, topic):
            if deaths := _deaths(stored.record):
                event_id = id_of(stored.record)
                counts[event_id] = max(deaths, counts.get(event_id, 0))
    return counts


def _deaths(record: LogRecord) -> int:
    """Return the count; 0 of what never was a dead letter."""
    count = record.headers.get(DEATHS, "")
    return int(count) if count.isdecimal() else 0
