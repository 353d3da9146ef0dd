"""How clients of kafka-python are made here."""

from collections.abc import Callable
from typing import Any, TypeVar

from kafka.errors import KafkaError
from kafka.net.compat import KafkaNetClient

from .kafka_address import KafkaAddress

C = TypeVar("C")


def connect(kind: Callable[..., C], address: KafkaAddress, **settings: Any) -> C:
    """Return a client that knows the cluster. Raises `KafkaError`.

    A client that finds no broker leaves its network thread running (kafka-python
    3.0.12); whoever waits for a broker would collect one a second.
    """
    networks: list[KafkaNetClient] = []

    def network(**configs: Any) -> KafkaNetClient:
        networks.append(KafkaNetClient(**configs))
        return networks[-1]

    try:
        return kind(**address.clients, **settings, kafka_client=network)
    except KafkaError:
        for opened in networks:
            opened.close()
        raise
