"""What every event log promises; today the embedded one, the same suite for others."""

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta

import psycopg
import pytest

from chassis.eventlog import EventLog, LogConsumer, LogRecord
from chassis.eventlog.embedded import EmbeddedLog

TOPIC = "things.events.v1"
SOON = timedelta(milliseconds=50)
PATIENCE_SECONDS = 20.0


@pytest.fixture(params=[EmbeddedLog])
def log(request: pytest.FixtureRequest, eventlog_url: str) -> Iterator[EventLog]:
    log: EventLog = request.param(eventlog_url)
    log.declare([TOPIC])
    yield log
    log.close()


Subscribe = Callable[[str], LogConsumer]


@pytest.fixture
def subscribe(log: EventLog) -> Iterator[Subscribe]:
    """Join a group; whoever is still a member leaves when the test ends."""
    with ExitStack() as leaving:

        def join(group: str) -> LogConsumer:
            consumer = log.subscribe(group, [TOPIC])
            leaving.callback(consumer.close)
            return consumer

        yield join


def record(key: str, number: int) -> LogRecord:
    return LogRecord(TOPIC, key, {"ce_id": f"{key}-{number}"}, str(number).encode())


def read_until(
    consumers: Sequence[LogConsumer], enough: Callable[[list[LogRecord]], bool]
) -> list[LogRecord]:
    """Poll and commit until there is enough; fail loudly when patience ends."""
    found: list[LogRecord] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not enough(found):
        assert time.monotonic() < deadline, f"only {len(found)} records arrived"
        for consumer in consumers:
            found += consumer.poll(SOON)
            consumer.commit()
    return found


def numbers(records: Sequence[LogRecord], key: str) -> list[int]:
    return [int(r.value) for r in records if r.key == key]


def test_records_come_back_as_they_went_in(log: EventLog, subscribe: Subscribe) -> None:
    log.append([LogRecord(TOPIC, "a", {"ce_id": "1", "ce_actor": "ünï"}, b"\x00\xff")])

    found = read_until([subscribe("g")], lambda found: len(found) == 1)

    assert found == [
        LogRecord(TOPIC, "a", {"ce_id": "1", "ce_actor": "ünï"}, b"\x00\xff")
    ]


def test_records_of_a_key_keep_their_order(log: EventLog, subscribe: Subscribe) -> None:
    for number in range(50):
        log.append([record(key, number) for key in "abcdefgh"])

    found = read_until([subscribe("g")], lambda found: len(found) == 400)

    assert all(numbers(found, key) == list(range(50)) for key in "abcdefgh")


def test_each_group_reads_everything_from_the_beginning(
    log: EventLog, subscribe: Subscribe
) -> None:
    log.append([record("a", 1), record("b", 2)])

    for group in ("first", "second"):
        reader = subscribe(group)
        assert len(read_until([reader], lambda found: len(found) >= 2)) == 2
        reader.close()


def test_what_was_not_committed_is_read_again(
    log: EventLog, subscribe: Subscribe
) -> None:
    log.append([record("a", 1)])
    forgetful = subscribe("g")
    assert read_once(forgetful) == [1]
    forgetful.close()

    assert read_once(subscribe("g")) == [1]


def read_once(consumer: LogConsumer) -> list[int]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (records := consumer.poll(SOON)):
        assert time.monotonic() < deadline, "nothing arrived"
    return [int(r.value) for r in records]


def test_what_was_committed_is_not_read_again(
    log: EventLog, subscribe: Subscribe
) -> None:
    log.append([record("a", 1)])
    first = subscribe("g")
    assert read_once(first) == [1]
    first.commit()
    first.close()
    log.append([record("a", 2)])

    assert read_once(subscribe("g")) == [2]


def test_members_of_a_group_share_and_each_record_is_read_once(
    log: EventLog, subscribe: Subscribe
) -> None:
    members = [subscribe("g") for _ in range(2)]
    for member in members:
        settle(members)
        member.commit()
    log.append([record(f"k{n}", n) for n in range(100)])

    shares: list[list[LogRecord]] = [[], []]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while sum(map(len, shares)) < 100:
        assert time.monotonic() < deadline
        for member, share in zip(members, shares, strict=True):
            share.extend(member.poll(SOON))
            member.commit()

    assert sum(map(len, shares)) == 100
    assert all(share for share in shares), "one member did all the work"


def settle(members: Sequence[LogConsumer]) -> None:
    for member in members:
        member.poll(timedelta(0))


def test_the_living_take_over_from_a_killed_member(
    log: EventLog, subscribe: Subscribe, eventlog_url: str
) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    doomed = context.Process(target=hold_everything, args=(eventlog_url, ready))
    doomed.start()
    assert ready.wait(PATIENCE_SECONDS)
    log.append([record(f"k{n}", n) for n in range(20)])

    os.kill(doomed.pid or 0, signal.SIGKILL)
    doomed.join()

    survivor = subscribe("g")
    found = read_until([survivor], lambda found: len(found) >= 20)
    assert sorted(int(r.value) for r in found) == list(range(20))


def hold_everything(url: str, ready: multiprocessing.synchronize.Event) -> None:
    member = EmbeddedLog(url).subscribe("g", [TOPIC])
    member.poll(timedelta(0))
    ready.set()
    while True:
        member.poll(timedelta(seconds=1))


def test_a_new_member_gets_its_share_from_one_that_held_all(
    log: EventLog, subscribe: Subscribe
) -> None:
    old = subscribe("g")
    settle([old])
    new = subscribe("g")
    settle([old, new, old, new])

    log.append([record(f"k{n}", n) for n in range(100)])
    found = read_until([new], bool)

    assert found


def test_replay_reads_from_offset_zero(log: EventLog, subscribe: Subscribe) -> None:
    log.append([record("a", number) for number in range(5)])
    reader = subscribe("live")
    read_until([reader], lambda found: len(found) == 5)
    reader.close()

    replayed = read_until([subscribe("replay")], lambda found: len(found) == 5)

    assert numbers(replayed, "a") == [0, 1, 2, 3, 4]


def write_many(log: EventLog, key: str) -> None:
    for number in range(60):
        log.append([record(key, number)])


def test_nothing_is_skipped_while_many_write(
    log: EventLog, subscribe: Subscribe
) -> None:
    """A reader that runs along sees every record of four writers, in order per key."""
    writers = [
        threading.Thread(target=write_many, args=(log, key))
        for key in ("a", "b", "c", "d")
    ]
    reader = subscribe("g")
    for writer in writers:
        writer.start()

    found = read_until([reader], lambda found: len(found) >= 240)
    for writer in writers:
        writer.join()

    assert all(numbers(found, key) == list(range(60)) for key in "abcd")


def test_a_slow_writer_holds_back_its_partition_and_is_not_overtaken(
    log: EventLog, subscribe: Subscribe, eventlog_url: str
) -> None:
    """An open transaction that took an offset is waited for, not stepped over."""
    reader = subscribe("g")
    slow = psycopg.connect(eventlog_url)
    slow.execute(
        "UPDATE partitions SET next_offset = next_offset + 1 WHERE topic = %s", (TOPIC,)
    )
    quick = threading.Thread(target=log.append, args=([record("a", 2)],))
    quick.start()
    assert reader.poll(SOON) == []

    slow.rollback()
    slow.close()
    quick.join()

    assert read_once(reader) == [2]


def test_an_undeclared_topic_is_refused(log: EventLog) -> None:
    with pytest.raises(LookupError, match=r"nobody.events.v1.* was never declared"):
        log.append([LogRecord("nobody.events.v1", "a", {}, b"")])
