"""`python -m loadtests.kafka_bench`: what Day 1 does over Apache Kafka, as a table.

Events a second through outbox, Kafka and inbox, as a ratio to what kafka-python's own
producer and consumer do with the same messages on the same broker in the same run; and
submit -> visible over Kafka beside the embedded log.
"""

import logging
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from google.protobuf.wrappers_pb2 import StringValue
from kafka import KafkaConsumer, KafkaProducer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from chassis.consumer import Consumer, Subscription
from chassis.eventlog import LogRecord
from chassis.eventlog.kafka import KafkaLog
from chassis.messaging import EventRouter
from chassis.outbox import Relay, add_to_outbox
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.storage import Work
from deploy.instance import Instance, free_ports
from deploy.kafka.broker import Broker
from deploy.postgres import EmbeddedPostgres
from tests.integration.support import TOPIC, note, units_of

from .bench import visibility

EVENTS = 10_000
ROUNDS = 3
KEYS = 100
TEXT_BYTES = 1_000
PATIENCE_SECONDS = 120.0


def main() -> None:
    """Measure both and print the table."""
    console = Console()
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    table = Table("what", "measured", title="Day 1 over Apache Kafka")
    with tempfile.TemporaryDirectory() as folder, _broker(Path(folder)) as broker:
        with _postgres(Path(folder)) as postgres:
            ours, theirs = _throughput(broker, postgres)
        ratio = f"{ours:,.0f}; {ours / theirs:.2f} of kafka-python's {theirs:,.0f}"
        table.add_row("events a second, outbox to inbox", ratio)
        for log in ("embedded", "kafka"):
            instance = Instance("microservices", Path(folder) / log)
            if log == "kafka":
                instance.use_kafka(f"{broker.address}?prefix=bench.")
            table.add_row(f"submit -> visible, {log}", _visibility(instance))
    console.print(table)


@contextmanager
def _broker(home: Path) -> Iterator[Broker]:
    broker = Broker(home / "broker", free_ports(1)[0])
    broker.start()
    yield broker
    broker.stop()


@contextmanager
def _postgres(home: Path) -> Iterator[EmbeddedPostgres]:
    postgres = EmbeddedPostgres(home / "postgres")
    postgres.start()
    yield postgres
    postgres.stop()


def _visibility(instance: Instance) -> str:
    instance.start()
    try:
        found = statistics.quantiles(visibility.measure(instance), n=100)
    finally:
        instance.stop()
    rate = f"{visibility.WRITES_PER_SECOND} writes/s"
    return f"p50 {found[49] * 1e3:.0f} ms, p99 {found[98] * 1e3:.0f} ms at {rate}"


def _throughput(broker: Broker, postgres: EmbeddedPostgres) -> tuple[float, float]:
    """Return events a second of the product, and of the bare library: medians."""
    ours, theirs = [], []
    for number in track(range(ROUNDS), description="events a second"):
        log = KafkaLog(f"kafka://{broker.address}?prefix=round{number}.")
        log.declare([TOPIC])
        theirs.append(EVENTS / _through_library(broker, f"round{number}.floor"))
        ours.append(EVENTS / _through_product(log, postgres.create(f"round{number}")))
        log.close()
    return statistics.median(ours), statistics.median(theirs)


def _through_library(broker: Broker, topic: str) -> float:
    """Produce and consume at once, as the library's own documentation shows."""
    KafkaLog(f"kafka://{broker.address}").declare([topic])
    consumer = KafkaConsumer(
        topic,
        bootstrap_servers=broker.address,
        group_id=topic,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    producer = KafkaProducer(bootstrap_servers=broker.address, acks="all")
    records = _records()

    def produce() -> None:
        for record in records:
            headers = [(name, text.encode()) for name, text in record.headers.items()]
            producer.send(topic, record.value, record.key.encode(), headers)
        producer.flush()

    producer.send(topic, b"", b"").get()
    while not consumer.poll(500):
        pass  # it joins its group
    began = time.monotonic()
    producing = threading.Thread(target=produce)
    producing.start()
    read = 0
    while read < EVENTS:
        read += sum(map(len, consumer.poll(500).values()))
        consumer.commit()
    seconds = time.monotonic() - began
    producing.join()
    producer.close()
    consumer.close()
    return seconds


def _through_product(log: KafkaLog, url: str) -> float:
    """Relay what an outbox holds to a consumer that enters it in its inbox."""
    migrate(url, CHASSIS_MIGRATIONS)
    database = Database(url)
    with database.transaction() as connection:
        for begin in range(0, EVENTS, KEYS):
            add_to_outbox(connection, _records()[begin : begin + KEYS])
    router: EventRouter[Work] = EventRouter()
    router.on(StringValue, lambda _work, _event: None)
    subscription = Subscription("notes", (TOPIC,), router)
    consumer = Consumer(log, subscription, units_of(database))
    relay = Relay(database, log)
    consumer.start()
    log.append([_record(EVENTS)])
    _await(lambda: _handled(database) == 1)
    began = time.monotonic()
    relay.start()
    _await(lambda: _handled(database) > EVENTS)
    seconds = time.monotonic() - began
    consumer.stop()
    relay.stop()
    database.close()
    return seconds


def _handled(database: Database) -> int:
    with database.connection() as connection:
        row = connection.execute("SELECT count(*) FROM inbox").fetchone()
    return int(row[0]) if row else 0


def _await(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError("Not all events came through.")
        time.sleep(0.05)


def _records() -> list[LogRecord]:
    """Return what both are measured with: events of a hundred aggregates."""
    return [_record(number) for number in range(EVENTS)]


def _record(number: int) -> LogRecord:
    return note("x" * TEXT_BYTES, key=f"{number % KEYS}", event_id=f"{number}")


if __name__ == "__main__":
    main()
