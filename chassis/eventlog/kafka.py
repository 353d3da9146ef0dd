"""The event log in Apache Kafka. What its promises cost there: ADR 24."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import structlog
from typing_extensions import override

from . import EventLog, LogConsumer, LogRecord, Reading, StoredRecord, TopicState
from .kafka_address import KafkaAddress
from .kafka_cluster import KafkaCluster
from .kafka_errors import quieten_library
from .kafka_history import KafkaHistory
from .kafka_reader import KafkaReader
from .kafka_writer import KafkaWriter

log = structlog.get_logger()


class KafkaLog(EventLog):
    """A log in the cluster behind `url`. Nothing connects before it has to.

    Everything raises `ConnectionError` while no broker answers.
    """

    def __init__(self, url: str) -> None:
        quieten_library()
        self._address = KafkaAddress.parse(url)
        self._cluster = KafkaCluster(self._address)
        self._writer = KafkaWriter(self._address)
        self._history = KafkaHistory(self._address, self._cluster)
        self._declared: frozenset[str] = frozenset()
        self._limits: Mapping[str, int] = {}

    @override
    def identity(self) -> str:
        return self._cluster.identity()

    @override
    def declare(self, topics: Sequence[str]) -> None:
        """Create the topics that do not exist yet; if no broker answers, later."""
        self._declared |= frozenset(map(self._named, topics))
        try:
            self._cluster.create(self._declared)
        except ConnectionError as away:
            log.warning("eventlog.away", error=str(away))

    @override
    def append(self, records: Sequence[LogRecord]) -> None:
        try:
            self._require(frozenset(self._named(record.topic) for record in records))
            self._writer.write(records, self._limits)
        except ConnectionError:
            self._limits = {}
            raise

    @override
    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        self._declared |= frozenset(map(self._named, topics))
        self._cluster.create(self._declared)
        return KafkaReader(self._address, group, topics)

    @override
    def topics(self) -> Sequence[TopicState]:
        return self._history.topics()

    @override
    def readings(self) -> Sequence[Reading]:
        return self._history.readings()

    @override
    def offsets_at(self, topic: str, moment: datetime) -> Mapping[int, int]:
        return self._history.offsets_at(topic, moment)

    @override
    def browse(self, topic: str, begin: Mapping[int, int]) -> Iterator[StoredRecord]:
        return self._history.browse(topic, begin)

    @override
    def close(self) -> None:
        self._writer.close()
        self._cluster.close()

    def _named(self, topic: str) -> str:
        return self._address.layout.prefix + topic

    def _require(self, topics: frozenset[str]) -> None:
        """See to it that the topics exist: a cluster can be replaced by an empty one.

        Raises `LookupError`.
        """
        if topics <= self._limits.keys():
            return
        self._cluster.create(self._declared)
        self._limits = self._cluster.limits()
        if unknown := topics - self._limits.keys():
            raise LookupError(f"{', '.join(sorted(unknown))} was never declared.")
