"""How records get into Kafka: each batch whole and in order per partition, or not.

The producer is idempotent, so what it repeats by itself stands in the log once. What
it cannot repeat by itself is a batch that failed, with a later one of the same
partition on its way; so there is one batch per partition at a time, and a producer
that failed is not used again.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError
from kafka.partitioner import DefaultPartitioner
from kafka.record.default_records import DefaultRecordBatchBuilder

from . import LogRecord, RecordRefused
from .kafka_address import KafkaAddress
from .kafka_client import connect
from .kafka_cluster import MAX_RECORD_BYTES
from .kafka_errors import trouble_translated

GROUP_BYTES = 768 * 1024
"""Sent together; a topic that somebody made by Kafka's defaults takes more."""

SETTINGS: dict[str, Any] = {
    "enable_idempotence": True,
    "acks": "all",
    # Murmur2 of the key, as all of Kafka's clients do: it is the same for ever.
    "partitioner": DefaultPartitioner(),
    "batch_size": 2 * GROUP_BYTES,
    # Only `flush` sends, so a partition gets its part of a group as one batch.
    "linger_ms": 1_000,
    "max_request_size": MAX_RECORD_BYTES,
    "max_block_ms": 3_000,
    "delivery_timeout_ms": 7_000,
    "allow_auto_create_topics": False,
    "metrics_enabled": False,
}
PATIENCE_SECONDS = 10.0
"""Longer than `delivery_timeout_ms`: then each record has been taken, or has failed."""

Message = dict[str, Any]
"""A record as the producer wants it."""


class KafkaWriter:
    """Writes for any thread, one call after the other."""

    def __init__(self, address: KafkaAddress) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._producer: KafkaProducer | None = None

    def write(self, records: Sequence[LogRecord], limits: Mapping[str, int]) -> None:
        """Return once all replicas in step have all records, in this order per key.

        Raises `RecordRefused` for one with more bytes than its topic allows, and
        `ConnectionError` if some may not be there.
        """
        groups = list(self._groups(records, limits))
        with self._lock, trouble_translated(self._address):
            for group in groups:
                self._write_group(group)

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            self._hang_up()

    def _groups(
        self, records: Sequence[LogRecord], limits: Mapping[str, int]
    ) -> Iterator[list[Message]]:
        """Cut into groups that no topic finds too large; none is empty."""
        group: list[Message] = []
        total, most = 0, GROUP_BYTES
        for record in records:
            message = self._message(record)
            size = _size(message)
            limit = min(limits[message["topic"]], MAX_RECORD_BYTES)
            if size > limit:
                raise RecordRefused(
                    record, f"{record.topic} takes {limit} bytes, and this has {size}."
                )
            total, most = total + size, min(most, limit)
            if group and total > most:
                yield group
                group, total, most = [], size, min(GROUP_BYTES, limit)
            group.append(message)
        if group:
            yield group

    def _message(self, record: LogRecord) -> Message:
        return {
            "topic": self._address.layout.prefix + record.topic,
            "key": record.key.encode(),
            "value": record.value,
            "headers": [(name, text.encode()) for name, text in record.headers.items()],
        }

    def _write_group(self, messages: list[Message]) -> None:
        if self._producer is None:
            self._producer = connect(KafkaProducer, self._address, **SETTINGS)
        try:
            sent = [self._producer.send(**message) for message in messages]
            self._producer.flush(PATIENCE_SECONDS)
            for future in sent:
                future.get(PATIENCE_SECONDS)
        except Exception:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            with suppress(KafkaError):
                producer.close(timeout=1)


def _size(message: Message) -> int:
    """Return how many bytes it takes at most, in a batch of its own."""
    return int(
        DefaultRecordBatchBuilder.estimate_size_in_bytes(
            message["key"], message["value"], message["headers"]
        )
    )
