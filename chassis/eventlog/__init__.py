"""The event log: ordered partitions, consumer groups, offsets. One port, several logs.

Promises, checked for each log by one conformance suite: records with the same key
keep their order; what `append` returned from is never lost; a group sees every record
at least once, also when members die; the partitions of a dead member go to the living.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
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

    def declare(self, topics: Sequence[str]) -> None:
        """Create the topics that do not exist yet."""

    def append(self, records: Sequence[LogRecord]) -> None:
        """Return once all records are safe, in this order per key."""

    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        """Return a new member of a group; a new group begins at the first record."""

    def close(self) -> None:
        """Release what the log holds."""
