"""A Kafka cluster as its administrators see it: which one it is, and its topics."""

import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TypeVar

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource
from kafka.errors import TopicAlreadyExistsError, for_code

from .kafka_address import KafkaAddress
from .kafka_client import connect
from .kafka_errors import trouble_translated

T = TypeVar("T")

MAX_RECORD_BYTES = 16 * 1024 * 1024
"""What a topic takes: twice what a call can carry, so a dead letter fits as well."""

LIMIT = "max.message.bytes"

COMPACTED = ".state.v1"
"""How the names of topics end that hold states, of which the last one counts."""


class KafkaCluster:
    """Asks and tells the cluster. Used by many threads; one at a time gets through.

    A client that met trouble is not used again: the next one finds the cluster anew,
    should all of its brokers have moved.
    """

    def __init__(self, address: KafkaAddress) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._client: KafkaAdminClient | None = None

    def ask(self, question: Callable[[KafkaAdminClient], T]) -> T:
        """Return the answer. Raises `ConnectionError`."""
        with self._lock, trouble_translated(self._address):
            if self._client is None:
                self._client = connect(KafkaAdminClient, self._address)
            try:
                return question(self._client)
            except Exception:
                self._hang_up()
                raise

    def identity(self) -> str:
        """Return the id that the cluster got when its storage was formatted."""
        return str(self.ask(lambda client: client.describe_cluster())["cluster_id"])

    def names(self) -> set[str]:
        """Return the names of all topics, those of Kafka itself too."""
        return set(self.ask(lambda client: client.list_topics()))

    def limits(self) -> dict[str, int]:
        """Return how many bytes a record of each topic may have."""
        configs = self.configs(self.names(), LIMIT)
        return {name: int(of_topic[LIMIT]) for name, of_topic in configs.items()}

    def configs(self, topics: Iterable[str], *keys: str) -> dict[str, dict[str, str]]:
        """Return these settings of each of the topics, which exist."""
        wanted = [ConfigResource("TOPIC", name, dict.fromkeys(keys)) for name in topics]
        if not wanted:
            return {}
        found = self.ask(
            lambda client: client.describe_configs(wanted, config_filter="all")["topic"]
        )
        return {
            name: {key: of_topic[key]["value"] for key in keys}
            for name, of_topic in found.items()
        }

    def create(self, names: Iterable[str]) -> None:
        """Create the topics that do not exist yet, and wait until they can be used."""
        wanted = {name: self._blueprint(name) for name in names}
        if missing := {name: wanted[name] for name in wanted.keys() - self.names()}:
            self.ask(lambda client: _create(client, missing))

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _blueprint(self, name: str) -> dict[str, Any]:
        layout = self._address.layout
        configs = {
            "cleanup.policy": "compact" if name.endswith(COMPACTED) else "delete",
            "retention.ms": str(_milliseconds(layout.retention)),
            LIMIT: str(MAX_RECORD_BYTES),
            # By the clock of the broker: what is found by time is in order of offsets.
            "message.timestamp.type": "LogAppendTime",
        }
        if layout.replication_factor > 1:
            # With all replicas but one in step, `acks=all` survives the loss of any.
            configs["min.insync.replicas"] = str(layout.replication_factor - 1)
        return {
            "num_partitions": layout.partitions,
            "replication_factor": layout.replication_factor,
            "configs": configs,
        }


def _create(client: KafkaAdminClient, topics: dict[str, dict[str, Any]]) -> None:
    """Another instance may create them at the same moment: that is as good."""
    answer = client.create_topics(topics, raise_errors=False)
    for topic in answer["topics"]:
        error = for_code(topic["error_code"])
        if topic["error_code"] and error is not TopicAlreadyExistsError:
            raise error(f"Topic {topic['name']}: {topic.get('error_message')}")
    client.wait_for_topics(list(topics))


def _milliseconds(retention: timedelta | None) -> int:
    return -1 if retention is None else retention // timedelta(milliseconds=1)
