"""Records that Kafka will not take, topics that are gone, letters that are dead."""

from collections.abc import Iterator

import pytest
from kafka.admin import ConfigResource

from chassis.eventlog import EventLog, LogRecord
from chassis.eventlog.kafka_address import KafkaAddress
from chassis.eventlog.kafka_cluster import MAX_RECORD_BYTES, KafkaCluster
from chassis.outbox import add_to_outbox
from chassis.postgres import Database
from tests.faults.notes import at_work, say
from tests.integration.support import DEAD, TOPIC, eventually, happened

SMALL_BYTES = 20_000


@pytest.fixture
def cluster(eventlog_url: str) -> Iterator[KafkaCluster]:
    cluster = KafkaCluster(KafkaAddress.parse(eventlog_url))
    yield cluster
    cluster.close()


@pytest.fixture
def topic(eventlog_url: str) -> str:
    """Return the topic's name in the cluster."""
    return KafkaAddress.parse(eventlog_url).layout.prefix + TOPIC


def refusals(database: Database) -> list[str]:
    with database.connection() as connection:
        rows = connection.execute(
            "SELECT refused FROM outbox WHERE refused IS NOT NULL"
        )
        return [reason for (reason,) in rows]


def say_something_large(database: Database, size: int) -> None:
    large = LogRecord(TOPIC, "a", {"ce_id": "large"}, bytes(size))
    with database.transaction() as connection:
        add_to_outbox(connection, [large])


def test_an_event_larger_than_any_topic_takes_holds_up_no_other(
    database: Database, log: EventLog
) -> None:
    say(database, ["before"])
    say_something_large(database, MAX_RECORD_BYTES)
    say(database, ["after"])

    with at_work(database, log):
        eventually(lambda: len(happened(database)) >= 2, "the others")

    assert happened(database) == ["before", "after"]
    [reason] = refusals(database)
    assert f"takes {MAX_RECORD_BYTES} bytes" in reason


def test_an_event_larger_than_the_cluster_allows_holds_up_no_other(
    database: Database, log: EventLog, cluster: KafkaCluster, topic: str
) -> None:
    limit = ConfigResource("TOPIC", topic, {"max.message.bytes": str(SMALL_BYTES)})
    cluster.ask(lambda client: client.alter_configs([limit]))
    say(database, ["before"])
    say_something_large(database, SMALL_BYTES)
    say(database, ["after"])

    with at_work(database, log):
        eventually(lambda: len(happened(database)) >= 2, "the others")

    assert happened(database) == ["before", "after"]
    [reason] = refusals(database)
    assert f"takes {SMALL_BYTES} bytes" in reason


def test_a_topic_that_was_deleted_is_made_again(
    database: Database, log: EventLog, cluster: KafkaCluster, topic: str
) -> None:
    with at_work(database, log):
        say(database, ["before"])
        eventually(lambda: happened(database) == ["before"], "the first")
        cluster.ask(lambda client: client.delete_topics([topic]))
        eventually(lambda: topic not in cluster.names(), "no such topic")
        say(database, ["after"])
        eventually(lambda: len(happened(database)) >= 2, "the second")

    assert happened(database) == ["before", "after"]


def test_a_dead_letter_tells_why_where_and_for_whom(
    database: Database, log: EventLog
) -> None:
    with at_work(database, log):
        say(database, ["poison", "after"])
        eventually(lambda: happened(database) == ["after"], "the good one")
        eventually(lambda: len(dead_letters(log)) == 1, "a dead letter")

    [dead] = dead_letters(log)
    assert dead.key == "a"
    assert dead.headers["ce_id"] == "a/poison"
    assert dead.headers["dead_reason"] == "Nobody can read this."
    assert dead.headers["dead_topic"] == TOPIC
    assert dead.headers["dead_group"] == "notes"


def dead_letters(log: EventLog) -> list[LogRecord]:
    [topic] = [topic for topic in log.topics() if topic.name == DEAD]
    begin = {p.partition: p.begin for p in topic.partitions}
    return [stored.record for stored in log.browse(DEAD, begin)]
