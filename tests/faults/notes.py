"""One small service over Kafka, whose events can be counted."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from chassis.eventlog import EventLog
from chassis.outbox import Relay, add_to_outbox
from chassis.postgres import Database
from tests.integration.support import DEAD, TOPIC, consumer_of, note


def say(database: Database, texts: Sequence[str], *, key: str = "a") -> None:
    """Commit an event for each text, in this order."""
    with database.transaction() as connection:
        add_to_outbox(connection, [note(text, key=key) for text in texts])


def texts(first: int, last: int) -> list[str]:
    """Return the texts of so many events."""
    return [f"t{number:04}" for number in range(first, last)]


@contextmanager
def at_work(database: Database, log: EventLog) -> Iterator[None]:
    """Publish and consume while the block runs."""
    log.declare([TOPIC, DEAD])
    with ExitStack() as stopping:
        for thread in (Relay(database, log), consumer_of(database, log)):
            thread.start()
            stopping.callback(thread.stop)
        yield
