"""An event log for each test, and members of its groups."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from chassis.eventlog import EventLog, LogConsumer
from chassis.eventlog.opening import open_log
from tests.contract.logs import TOPIC, Subscribe


@pytest.fixture
def log(eventlog_url: str) -> Iterator[EventLog]:
    """An empty log of the kind that this run is about, with one topic."""
    log = open_log(eventlog_url)
    log.declare([TOPIC])
    yield log
    log.close()


@pytest.fixture
def subscribe(log: EventLog) -> Iterator[Subscribe]:
    """Join a group; whoever is still a member leaves when the test ends."""
    with ExitStack() as leaving:

        def join(group: str) -> LogConsumer:
            consumer = log.subscribe(group, [TOPIC])
            leaving.callback(consumer.close)
            return consumer

        yield join
