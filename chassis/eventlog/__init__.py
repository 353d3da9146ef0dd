"""The event log: ordered partitions, consumer groups, offsets. One port, several logs.

Promises, checked for each log by one conformance suite: records with the same key
keep their order; what `append` returned from is never lost; a group sees every record
at least once, also when members die; the partitions of a dead member go to the living.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One event as any log carries it: CloudEvents in binary mode.

    Attributes:
        key: Records of a topic with the same key keep their order.
        headers: The CloudEvents attributes.
    """

    topic: str
    key: str
    headers: Mapping[str, str]
    value: bytes


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with its place in the log, and when the log got it (UTC)."""

    partition: int
    offset: int
    appended_at: datetime
    record: LogRecord


@dataclass(frozen=True, slots=True)
class PartitionState:
    """What a partition holds: offsets from `begin` up to, without, `end`.

    Attributes:
        oldest: When its first record was appended; None if it holds none.
        newest: When its last record was appended.
    """

    partition: int
    begin: int
    end: int
    oldest: datetime | None
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic as it is right now.

    Attributes:
        kept: For how long records are kept; None for ever.
        compacted: Of each key, only the last record is kept for sure.
    """

    name: str
    partitions: Sequence[PartitionState]
    kept: timedelta | None
    compacted: bool

    @property
    def records(self) -> int:
        """How many there are; with compaction, at most."""
        return sum(p.end - p.begin for p in self.partitions)


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a group has read a partition.

    Attributes:
        committed: The next offset that the group wants.
        end: The offset that the next record will get.
    """

    group: str
    topic: str
    partition: int
    committed: int
    end: int

    @property
    def lag(self) -> int:
        """How many records the group has yet to commit."""
        return self.end - self.committed


class RecordRefused(Exception):
    """A record that the log will never take, however often it is offered."""

    def __init__(self, record: LogRecord, reason: str) -> None:
        super().__init__(reason)
        self.record = record


class LogConsumer(Protocol):
    """One member of a consumer group. Used by one thread, except `close`."""

    def poll(self, timeout: timedelta) -> Sequence[LogRecord]:
        """Return new records, in order per key; empty after `timeout` without any."""

    def commit(self) -> None:
        """Remember that all polled records were handled."""

    def close(self) -> None:
        """Leave the group; others take over what was not committed."""


class EventLog(Protocol):
    """Where services publish, and what they subscribe to."""

    def identity(self) -> str:
        """Return which log this is; an empty one in its place is another one."""

    def declare(self, topics: Sequence[str]) -> None:
        """Create the topics that do not exist yet."""

    def append(self, records: Sequence[LogRecord]) -> None:
        """Return once all records are safe, in this order per key.

        Raises `LookupError` for a topic that does not exist, and `RecordRefused`;
        then any of the others may have been appended.
        """

    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        """Return a new member of a group; a new group begins at the first record."""

    def topics(self) -> Sequence[TopicState]:
        """Return every topic of users, by name, with its partitions by number."""

    def readings(self) -> Sequence[Reading]:
        """Return how far each group has read, by group, topic and partition.

        A partition from which a group never committed may be missing.
        """

    def offsets_at(self, topic: str, moment: datetime) -> Mapping[int, int]:
        """Return the first offset of each partition appended at `moment` or later.

        For a partition without one, its end.
        """

    def browse(self, topic: str, begin: Mapping[int, int]) -> Iterator[StoredRecord]:
        """Yield what stands in the log now, from the given offset of each partition on.

        In order per partition; no group is joined, and none is moved. Records that
        are appended meanwhile are left out. Partitions not named are left out.
        """

    def close(self) -> None:
        """Release what the log holds."""
