"""The promises about events: topics, keys, headers, partitions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from chassis import limits, messaging
from chassis.checks.messaging import STATE_TOPIC
from chassis.domain import Actor
from chassis.eventlog.embedded import PARTITIONS, partition_of
from chassis.eventlog.kafka_address import Layout
from chassis.eventlog.kafka_cluster import COMPACTED
from chassis.eventlog.kafka_writer import SETTINGS
from chassis.messaging import Envelope
from chassis.service import Service
from day1.checks.v1.checks_pb2 import CheckActivated

from .entries import Entry, May

KEYS = ("groceries", "7f3", "fire-phone")
"""Keys whose partitions are stated: an example of the rule."""


class Cluster:
    """What a partitioner of Kafka asks about: one topic, made by our defaults."""

    PARTITIONS: int = Layout.model_fields["partitions"].default

    def topics(self) -> set[str]:
        """Return the topics that there are."""
        return {"topic"}

    def partitions_for_topic(self, _: str) -> set[int]:
        """Return the numbers of all partitions."""
        return {*range(self.PARTITIONS)}

    available_partitions_for_topic = partitions_for_topic


def events() -> Iterator[Entry]:
    """Return what holds for every event."""
    headers, always = _headers("teams/books", "00-1-2-01"), _headers("", "")
    added = [messaging.SEQUENCE]
    yield Entry("events/headers", [*headers, *added], May.GAIN)
    yield Entry("events/headers_of_every_event", [*always, *added], May.GAIN)
    yield Entry("events/headers_required", [*messaging.REQUIRED], May.LOSE)
    for name in ("ce_specversion", "content-type"):
        yield Entry(f"events/header/{name}", headers[name], May.STAY)
    kept = int(limits.EVENT_RETENTION.total_seconds())
    yield Entry("events/kept_seconds", kept, May.RISE)
    yield Entry("events/partitions/kafka", Cluster.PARTITIONS, May.STAY)
    yield Entry("events/partitions/embedded", PARTITIONS, May.STAY)
    place = SETTINGS["partitioner"].partition
    placed = {
        key: place("topic", key, key.encode(), None, None, Cluster()) for key in KEYS
    }
    yield Entry("events/partition_of/kafka", placed, May.STAY)
    placed = {key: partition_of(key) for key in KEYS}
    yield Entry("events/partition_of/embedded", placed, May.STAY)


def topics(service: Service[Any]) -> Iterator[Entry]:
    """Return where a service publishes, and under which keys.

    A key is the id of the resource that a field of the event names.
    """
    topics = service.publisher.topics
    yield Entry("events/topics", [*topics], May.GAIN)
    for topic, field in topics.items():
        yield Entry(f"events/topic/{topic}/key", field, May.STAY)
        yield Entry(
            f"events/topic/{topic}/compacted", topic.endswith(COMPACTED), May.STAY
        )
        if STATE_TOPIC in service.listens_to:
            # Of a check that was asked, the key is that of the events of its subject.
            name = f"events/topic/{topic}/key/{CheckActivated.DESCRIPTOR.full_name}"
            yield Entry(name, "mechanism", May.STAY)


def _headers(team: str, trace: str) -> dict[str, str]:
    """Return the headers of an event by somebody in a team, in a trace."""
    envelope = Envelope(
        id="id",
        type="type",
        source="source",
        subject="subject",
        time=datetime.now(UTC),
        actor=Actor("people/ann", team),
        journey="journey",
        causation_id="cause",
        aggregate_version=1,
        data=b"",
        traceparent=trace,
    )
    return dict(envelope.to_record("topic", "key").headers)
