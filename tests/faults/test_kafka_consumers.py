"""Consumers that come, go and fall behind in the middle of a batch."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import pytest
from google.protobuf.wrappers_pb2 import StringValue
from typing_extensions import override

from chassis.consumer import Consumer, Subscription
from chassis.dead_letters import redrive_topic_of
from chassis.eventlog import EventLog, LogConsumer
from chassis.eventlog.kafka import KafkaLog
from chassis.eventlog.kafka_address import KafkaAddress
from chassis.eventlog.kafka_cluster import KafkaCluster
from chassis.eventlog.kafka_reader import KafkaReader
from chassis.messaging import EventRouter
from chassis.outbox import Relay
from chassis.postgres import Database
from chassis.storage import Work
from tests.faults.notes import say, texts
from tests.integration.support import (
    DEAD,
    TOPIC,
    eventually,
    happened,
    units_of,
    write_down,
)

KEYS = "abcdefgh"
GROUP = "notes"
HALF, EACH = 20, 40
END = "end"
MAX_POLL_MS = 2_000


class HastyLog(KafkaLog):
    """A log whose groups give up on a member after two seconds, not five minutes."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._url = url

    @override
    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        self.declare(topics)
        address = KafkaAddress.parse(self._url)
        return KafkaReader(address, group, topics, max_poll_interval_ms=MAX_POLL_MS)


class Gate:
    """Writes events down, but at one of the second half it waits to be opened."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def handle(self, work: Work, event: StringValue) -> None:
        """Take the place of `write_down`."""
        if event.value == f"a-{texts(HALF, EACH)[HALF // 2]}":
            self.reached.set()
            assert self.opened.wait(60)
        write_down(work, event)


class Group:
    """What the broker knows of the group."""

    def __init__(self, url: str) -> None:
        address = KafkaAddress.parse(url)
        self._name = address.layout.prefix + GROUP
        self._topic = address.layout.prefix + TOPIC
        self._cluster = KafkaCluster(address)

    def is_rebalancing(self) -> bool:
        """Tell whether members have been asked to join again, and some have not."""
        return bool(self._describe()["group_state"] == "PreparingRebalance")

    def members(self) -> int:
        """Return how many have a share of the topic, once all agree on who has which.

        A share of the redrive topic alone is none: nothing is there to be doubled.
        """
        described = self._describe()
        if described["group_state"] != "Stable":
            return 0
        shares = [
            {topic["topic"] for topic in share["assigned_partitions"]}
            for share in (m["member_assignment"] for m in described["members"])
        ]
        return sum(self._topic in share for share in shares)

    def close(self) -> None:
        """Let go of the connections."""
        self._cluster.close()

    def _describe(self) -> dict[str, Any]:
        name = self._name
        found = self._cluster.ask(lambda client: client.describe_groups([name]))
        return dict(found[name])


@pytest.fixture
def log(database: Database, eventlog_url: str) -> Iterator[EventLog]:
    """A log with the first half of the events of each key.

    There is little to redrive, so that a second member gets a part of the topic.
    """
    with closing(KafkaLog(f"{eventlog_url}&partitions=1")) as small:
        small.declare([redrive_topic_of(GROUP)])
    log = KafkaLog(eventlog_url)
    log.declare([TOPIC, DEAD])
    publish(database, log, texts(0, HALF))
    yield log
    log.close()


@pytest.fixture
def group(eventlog_url: str) -> Iterator[Group]:
    group = Group(eventlog_url)
    yield group
    group.close()


@contextmanager
def consuming(
    database: Database, log: EventLog, handle: Callable[[Work, StringValue], None]
) -> Iterator[None]:
    """Consume in a thread of its own while the block runs."""
    router: EventRouter[Work] = EventRouter()
    router.on(StringValue, handle)
    subscription = Subscription(GROUP, (TOPIC,), router)
    consumer = Consumer(log, subscription, units_of(database))
    consumer.start()
    try:
        yield
    finally:
        consumer.stop()


def publish(database: Database, log: EventLog, each: Sequence[str]) -> None:
    """Let each key have these events in the log."""
    for key in KEYS:
        say(database, [f"{key}-{text}" for text in each], key=key)
    Relay(database, log).relay_batch()


def await_the_middle(database: Database, log: EventLog, gate: Gate) -> None:
    """Let the first half happen, and wait in the middle of a batch of the second."""
    eventually(lambda: len(happened(database)) == len(KEYS) * HALF, "the first half")
    publish(database, log, texts(HALF, EACH))
    assert gate.reached.wait(60)


def await_the_end(database: Database, log: EventLog) -> None:
    """Wait for one more event of each key: what was doubled comes before it."""
    publish(database, log, [END])
    ends = {f"{key}-{END}" for key in KEYS}
    eventually(lambda: ends <= set(happened(database)), "the end of each key")


def assert_all_happened_once_and_in_order(database: Database) -> None:
    found = happened(database)
    for key in KEYS:
        mine = [text for text in found if text.startswith(key)]
        assert mine == [f"{key}-{text}" for text in [*texts(0, EACH), END]]


def test_a_member_that_joins_in_the_middle_of_a_batch_doubles_nothing(
    database: Database, log: EventLog, group: Group
) -> None:
    gate = Gate()
    with consuming(database, log, gate.handle):
        await_the_middle(database, log, gate)
        with consuming(database, log, write_down):
            eventually(group.is_rebalancing, "a rebalance under way")
            gate.opened.set()
            eventually(lambda: group.members() == 2, "two members with a share")
            await_the_end(database, log)

    assert_all_happened_once_and_in_order(database)


def test_a_member_slower_than_its_group_waits_doubles_nothing(
    database: Database, log: EventLog, group: Group, eventlog_url: str
) -> None:
    gate, hasty = Gate(), HastyLog(eventlog_url)
    with consuming(database, hasty, gate.handle):
        await_the_middle(database, log, gate)
        with consuming(database, log, write_down):
            eventually(group.is_rebalancing, "a rebalance under way")
            eventually(lambda: group.members() == 1, "the slow one is given up")
            gate.opened.set()
            eventually(lambda: group.members() == 2, "the slow one is back")
            await_the_end(database, log)

    hasty.close()
    assert_all_happened_once_and_in_order(database)
