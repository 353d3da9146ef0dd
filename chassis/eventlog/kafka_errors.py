"""Trouble with a cluster, in the words that everyone here understands."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kafka.errors import KafkaError
from typing_extensions import override


class LastWords(logging.Handler):
    """Keeps what the client library said last: its exceptions seldom say why.

    It repeats itself many times a second while a broker is away; this says it once.
    That it waits for a bootstrap, or gives one up, is no reason.
    """

    words = ""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if not str(record.msg).startswith("Bootstrap "):
            self.words = record.getMessage()


LAST_WORDS = LastWords(logging.WARNING)

REFUSALS = ("socket disconnected", "Invalid frame length")
"""All that kafka-python 3.0.12 may hear of a broker that says why and hangs up at once,
or that speaks TLS."""


def quieten_library() -> None:
    """Let kafka-python speak in exceptions only."""
    library = logging.getLogger("kafka")
    library.addHandler(LAST_WORDS)
    library.propagate = False


@contextmanager
def trouble_translated(address: object) -> Iterator[None]:
    """Raise `ConnectionError` for whatever the client library complains of."""
    try:
        yield
    except KafkaError as error:
        words = LAST_WORDS.words
        if any(refusal in words for refusal in REFUSALS):
            words += "; so does a broker on a wrong password or security_protocol."
        raise ConnectionError(
            f"Kafka at {address}: {error} Before that: {words}"
        ) from error
