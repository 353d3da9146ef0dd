"""A broker that is killed, comes late, or comes back empty: each event counts once."""

import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from typing_extensions import override

from chassis.eventlog import EventLog, LogRecord
from chassis.eventlog.kafka import KafkaLog
from chassis.postgres import Database
from deploy.instance import free_ports
from deploy.kafka.broker import Broker
from tests.faults.notes import at_work, say, texts
from tests.integration.support import TOPIC, eventually, happened

PAUSE_SECONDS = 0.01


class Moment(StrEnum):
    """When the broker is killed: an append knows of it, or not, or is told too late."""

    BEFORE = "before the append"
    AFTER = "after the append"
    UNHEARD = "between the append and its answer"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mortal")


@pytest.fixture(scope="module")
def broker(home: Path) -> Iterator[Broker]:
    """Start a broker that may be killed: nobody else uses it."""
    broker = Broker(home, free_ports(1)[0])
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def url(broker: Broker, database_url: str) -> str:
    name = database_url.partition("@/")[2].partition("?")[0]
    return f"{broker.url}?prefix={name}."


@pytest.fixture
def log(url: str) -> Iterator[EventLog]:
    with closing(KafkaLog(url)) as log:
        yield log


class Doomed(KafkaLog):
    """A log whose broker is killed at one of the appends, once that is asked for."""

    def __init__(self, url: str, broker: Broker, moment: Moment) -> None:
        super().__init__(url)
        self._broker = broker
        self._moment = moment
        self.is_due = threading.Event()
        self.is_over = threading.Event()

    @override
    def append(self, records: Sequence[LogRecord]) -> None:
        is_now = self.is_due.is_set() and not self.is_over.is_set()
        if is_now and self._moment is Moment.BEFORE:
            self._strike()
        super().append(records)
        if is_now and self._moment is not Moment.BEFORE:
            self._strike()
        if is_now and self._moment is Moment.UNHEARD:
            raise ConnectionError("The broker took it, and died before it said so.")

    def _strike(self) -> None:
        self._broker.kill()
        self.is_over.set()


def say_steadily(database: Database, texts: Sequence[str]) -> None:
    """Commit an event for each text, with a pause after each."""
    for text in texts:
        say(database, [text])
        time.sleep(PAUSE_SECONDS)


@pytest.mark.parametrize("moment", Moment)
def test_a_broker_killed_in_the_middle_of_traffic_loses_and_doubles_nothing(
    broker: Broker, database: Database, url: str, moment: Moment
) -> None:
    everything = texts(0, 200)

    def write() -> None:
        say_steadily(database, everything[:100])
        doomed.is_due.set()
        say_steadily(database, everything[100:])

    writer = threading.Thread(target=write)
    with closing(Doomed(url, broker, moment)) as doomed, at_work(database, doomed):
        writer.start()
        assert doomed.is_over.wait(60)
        broker.start()
        writer.join()
        eventually(lambda: everything[-1] in happened(database), "the last of it")

    assert happened(database) == everything


def test_a_service_starts_without_the_broker_and_its_events_wait(
    broker: Broker, database: Database, log: EventLog
) -> None:
    broker.stop()
    with at_work(database, log):
        say(database, texts(0, 3))
        broker.start()
        eventually(lambda: len(happened(database)) >= 3, "all of it")

    assert happened(database) == texts(0, 3)


def test_a_cluster_replaced_by_an_empty_one_gets_everything_and_nothing_happens_twice(
    broker: Broker, database: Database, log: EventLog, home: Path
) -> None:
    with at_work(database, log):
        say(database, texts(0, 20))
        eventually(lambda: len(happened(database)) >= 20, "the old cluster")
        identity = log.identity()

        broker.stop()
        shutil.rmtree(home / "data")
        say(database, texts(20, 25))
        broker.start()
        say(database, texts(25, 30))
        eventually(lambda: len(happened(database)) >= 30, "the new cluster")

    assert log.identity() != identity
    assert happened(database) == texts(0, 30)
    assert first_sightings(log) == texts(0, 30)


def first_sightings(log: EventLog) -> list[str]:
    """Return what a group that is new to the log reads, without repeats."""
    reader = log.subscribe("newcomer", [TOPIC])
    found: dict[str, None] = {}
    while records := reader.poll(timedelta(seconds=3)):
        found |= dict.fromkeys(r.headers["ce_id"].partition("/")[2] for r in records)
    reader.close()
    return list(found)
