"""What stands in Kafka, for those who operate it: no group is joined, none is moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import KafkaError, KafkaTimeoutError

from . import PartitionState, Reading, StoredRecord, TopicState
from .kafka_address import KafkaAddress
from .kafka_client import connect
from .kafka_cluster import KafkaCluster
from .kafka_errors import trouble_translated
from .kafka_reader import SETTINGS, record_in

Offsets = Mapping[TopicPartition, Any]
"""Offset and timestamp; the timestamp is in milliseconds, both are -1 for none."""

KEPT = "retention.ms"
CLEANUP = "cleanup.policy"
POLL_MS = 500
QUIET_POLLS = 20
"""In a row: then the broker has gone away in the middle of it."""


class KafkaHistory:
    """Looks at topics, groups and records; names are told without the prefix."""

    def __init__(self, address: KafkaAddress, cluster: KafkaCluster) -> None:
        self._address = address
        self._cluster = cluster
        self._prefix = address.layout.prefix

    def topics(self) -> Sequence[TopicState]:
        """Return the topics of this installation, by name."""
        partitions = self._partitions()
        everything = [p for of_topic in partitions.values() for p in of_topic]
        begin = self._offsets(everything, OffsetSpec.EARLIEST)
        end = self._offsets(everything, OffsetSpec.LATEST)
        oldest = self._offsets(everything, 0)
        newest = self._offsets(everything, OffsetSpec.MAX_TIMESTAMP)
        configs = self._cluster.configs(partitions, KEPT, CLEANUP)
        return [
            TopicState(
                name.removeprefix(self._prefix),
                [
                    PartitionState(
                        p.partition,
                        begin[p].offset,
                        end[p].offset,
                        _moment(oldest[p].timestamp),
                        _moment(newest[p].timestamp),
                    )
                    for p in of_topic
                ],
                kept=_kept(int(configs[name][KEPT])),
                compacted="compact" in configs[name][CLEANUP],
            )
            for name, of_topic in partitions.items()
        ]

    def readings(self) -> Sequence[Reading]:
        """Return what each group of this installation has committed."""
        groups = [
            group["group_id"]
            for group in self._cluster.ask(lambda client: client.list_groups())
            if group["group_id"].startswith(self._prefix)
        ]
        committed = self._cluster.ask(lambda client: client.list_group_offsets(groups))
        partitions = {p for of_group in committed.values() for p in of_group}
        end = self._offsets(partitions, OffsetSpec.LATEST)
        return sorted(
            (
                Reading(
                    group.removeprefix(self._prefix),
                    partition.topic.removeprefix(self._prefix),
                    partition.partition,
                    place.offset,
                    end[partition].offset,
                )
                for group, of_group in committed.items()
                for partition, place in of_group.items()
            ),
            key=lambda reading: (reading.group, reading.topic, reading.partition),
        )

    def offsets_at(self, topic: str, moment: datetime) -> Mapping[int, int]:
        """Return the first offsets at `moment` or later, or the ends."""
        name = self._prefix + topic
        partitions = self._partitions().get(name, [])
        end = self._offsets(partitions, OffsetSpec.LATEST)
        found = self._offsets(partitions, max(0, int(moment.timestamp() * 1000)))
        return {
            p.partition: end[p].offset if found[p].offset < 0 else found[p].offset
            for p in partitions
        }

    def browse(self, topic: str, begin: Mapping[int, int]) -> Iterator[StoredRecord]:
        """Yield what stands there now, in order per partition."""
        name = self._prefix + topic
        start = {TopicPartition(name, number): at for number, at in begin.items()}
        ends = self._offsets(start, OffsetSpec.LATEST)
        rest = {p: ends[p].offset for p, at in start.items() if at < ends[p].offset}
        if not rest:
            return
        with trouble_translated(self._address):
            consumer = connect(KafkaConsumer, self._address, **SETTINGS)
            try:
                consumer.assign(list(rest))
                for partition in rest:
                    consumer.seek(partition, start[partition])
                yield from self._until(consumer, rest)
            finally:
                with suppress(KafkaError):
                    consumer.close()

    def _until(
        self, consumer: KafkaConsumer, rest: dict[TopicPartition, int]
    ) -> Iterator[StoredRecord]:
        """Poll up to these ends. Offsets have gaps, so positions tell, not records."""
        quiet = 0
        while rest:
            found = consumer.poll(POLL_MS)
            quiet = 0 if found else quiet + 1
            if quiet > QUIET_POLLS:
                raise KafkaTimeoutError("It has fallen silent.")
            for partition, messages in found.items():
                for message in messages:
                    if message.offset < rest.get(partition, 0):
                        yield self._stored(message)
            for partition in list(rest):
                if consumer.position(partition) >= rest[partition]:
                    del rest[partition]
                    consumer.pause(partition)

    def _stored(self, message: Any) -> StoredRecord:
        return StoredRecord(
            message.partition,
            message.offset,
            datetime.fromtimestamp(message.timestamp / 1000, UTC),
            record_in(message, self._prefix),
        )

    def _partitions(self) -> dict[str, list[TopicPartition]]:
        """Return all partitions of the topics of this installation, in order."""
        described = self._cluster.ask(lambda client: client.describe_topics())
        return {
            topic["name"]: [
                TopicPartition(topic["name"], number)
                for number in sorted(p["partition_index"] for p in topic["partitions"])
            ]
            for topic in sorted(described, key=lambda topic: topic["name"])
            if topic["name"].startswith(self._prefix) and not topic["is_internal"]
        }

    def _offsets(self, partitions: Iterable[TopicPartition], spec: Any) -> Offsets:
        wanted = dict.fromkeys(partitions, spec)
        if not wanted:
            return {}
        return self._cluster.ask(lambda client: client.list_partition_offsets(wanted))


def _moment(milliseconds: int) -> datetime | None:
    return (
        None if milliseconds < 0 else datetime.fromtimestamp(milliseconds / 1000, UTC)
    )


def _kept(milliseconds: int) -> timedelta | None:
    return None if milliseconds < 0 else timedelta(milliseconds=milliseconds)
