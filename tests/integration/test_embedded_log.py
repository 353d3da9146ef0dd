"""What only the embedded log has to prove: its writers share a database."""

import threading
import time
from datetime import timedelta

import psycopg
import pytest

from chassis.eventlog import LogRecord
from chassis.eventlog.embedded import EmbeddedLog
from deploy.postgres import EmbeddedPostgres

TOPIC = "things.events.v1"
SOON = timedelta(milliseconds=50)
PATIENCE_SECONDS = 20.0


@pytest.fixture
def url(postgres: EmbeddedPostgres) -> str:
    return postgres.create("embedded_log")


def test_a_slow_writer_holds_back_its_partition_and_is_not_overtaken(url: str) -> None:
    """An open transaction that took an offset is waited for, not stepped over."""
    log = EmbeddedLog(url)
    reader = log.subscribe("g", [TOPIC])
    slow = psycopg.connect(url)
    slow.execute(
        "UPDATE partitions SET next_offset = next_offset + 1 WHERE topic = %s", (TOPIC,)
    )
    event = LogRecord(TOPIC, "a", {}, b"2")
    quick = threading.Thread(target=log.append, args=([event],))
    quick.start()
    assert reader.poll(SOON) == []

    slow.rollback()
    slow.close()
    quick.join()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := reader.poll(SOON)):
        assert time.monotonic() < deadline, "nothing arrived"
    assert found == [event]
    reader.close()
    log.close()
