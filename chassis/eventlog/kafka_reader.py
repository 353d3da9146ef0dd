"""One member of a consumer group in Kafka."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.errors import CommitFailedError, KafkaError
from kafka.structs import MemberState, OffsetAndMetadata
from typing_extensions import override

from . import LogConsumer, LogRecord
from .kafka_address import KafkaAddress
from .kafka_client import connect
from .kafka_errors import trouble_translated

log = structlog.get_logger()

SETTINGS: dict[str, Any] = {
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "partition_assignment_strategy": [CooperativeStickyAssignor],
    "max_poll_records": 200,
    "fetch_max_bytes": 4 * 1024 * 1024,
    "max_partition_fetch_bytes": 2 * 1024 * 1024,
    "session_timeout_ms": 6_000,
    "heartbeat_interval_ms": 500,
    "allow_auto_create_topics": False,
    "metrics_enabled": False,
}
"""Bounded polls: the rest waits in the broker, so a slow consumer is merely late."""

PATIENCE_MS = 5_000

JOINING = timedelta(seconds=3)
"""A poll that ends before its member has joined starts to join again (kafka-python
3.0.12), and all others with it; so then it may take longer than asked for."""


class KafkaReader(LogConsumer):
    """Polls in the thread of its user; the group is kept up in one of its own."""

    def __init__(
        self, address: KafkaAddress, group: str, topics: Sequence[str], **tuning: Any
    ) -> None:
        self._address = address
        self._group = group
        self._polled: dict[TopicPartition, OffsetAndMetadata] = {}
        prefix = address.layout.prefix
        with trouble_translated(address):
            self._consumer = connect(
                KafkaConsumer,
                address,
                **{**SETTINGS, **tuning},
                group_id=prefix + group,
            )
            try:
                self._consumer.subscribe([prefix + topic for topic in topics])
                # Who leads the group without this shares out nothing, and begins again.
                self._consumer.topics()
            except KafkaError:
                self.close()
                raise

    @override
    def poll(self, timeout: timedelta) -> Sequence[LogRecord]:
        patience = timeout if self._is_member() else max(timeout, JOINING)
        with trouble_translated(self._address):
            found = self._consumer.poll(patience // timedelta(milliseconds=1))
        for partition, messages in found.items():
            last = messages[-1]
            self._polled[partition] = OffsetAndMetadata(
                last.offset + 1, "", last.leader_epoch
            )
        prefix = self._address.layout.prefix
        return [record_in(m, prefix) for messages in found.values() for m in messages]

    def _is_member(self) -> bool:
        return bool(self._consumer.group_metadata().state == MemberState.STABLE)

    @override
    def commit(self) -> None:
        """Remember what was polled, unless the group has moved on without this member.

        Then somebody gets it again, and the inbox knows it.
        """
        if not self._polled:
            return
        with trouble_translated(self._address):
            try:
                self._consumer.commit(self._polled, timeout_ms=PATIENCE_MS)
            except CommitFailedError as moved_on:
                log.info("events.redelivered", group=self._group, reason=str(moved_on))
        self._polled = {}

    @override
    def close(self) -> None:
        with suppress(KafkaError):
            self._consumer.close(autocommit=False, timeout_ms=PATIENCE_MS)


def record_in(message: Any, prefix: str) -> LogRecord:
    """Return what a message of Kafka holds; others may leave parts of one out."""
    return LogRecord(
        message.topic.removeprefix(prefix),
        _text(message.key),
        {_text(name.encode()): _text(value) for name, value in message.headers},
        message.value or b"",
    )


def _text(raw: bytes | None) -> str:
    """Return text that PostgreSQL takes, whatever somebody has put there."""
    return (raw or b"").decode(errors="replace").replace("\0", "\ufffd")
