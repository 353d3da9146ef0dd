"""What every event log promises: run it over the embedded one, and over Kafka."""

import multiprocessing
import multiprocessing.synchronize
import os
import signal
import threading
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest

from chassis.eventlog import EventLog, LogConsumer, LogRecord
from chassis.eventlog.opening import open_log
from tests.contract.logs import (
    PATIENCE_SECONDS,
    SOON,
    TOPIC,
    Member,
    Subscribe,
    at_work,
    await_true,
    read_until,
    record,
)


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
    with at_work([subscribe("g") for _ in range(2)]) as members:
        settle(log, members)
        log.append([record(f"k{n}", 1000 + n) for n in range(100)])
        await_true(lambda: len(later(members)) >= 100, "all read")

    assert sorted(later(members)) == [str(1000 + n).encode() for n in range(100)]
    assert all(later([member]) for member in members), "one member did all the work"


def settle(log: EventLog, members: Sequence[Member]) -> None:
    """Append until each member gets a share of what is new."""
    for member in members:
        member.read.clear()

    def shared() -> bool:
        log.append([record(f"k{n}", n) for n in range(20)])
        return all(member.read for member in members)

    await_true(shared, "a share for each")


def later(members: Sequence[Member]) -> list[bytes]:
    return [r.value for member in members for r in member.read if len(r.value) > 2]


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
    found = read_until([survivor], lambda found: len(found) >= 21)
    assert sorted(r.value for r in found if r.key != "ready") == sorted(
        str(n).encode() for n in range(20)
    )


def hold_everything(url: str, ready: multiprocessing.synchronize.Event) -> None:
    log = open_log(url)
    member = log.subscribe("g", [TOPIC])
    log.append([record("ready", 0)])
    while not member.poll(SOON):
        pass
    ready.set()
    while True:
        member.poll(timedelta(seconds=1))


def test_a_new_member_gets_its_share_from_one_that_held_all(
    log: EventLog, subscribe: Subscribe
) -> None:
    with at_work([subscribe("g")]) as old:
        settle(log, old)
        with at_work([subscribe("g")]) as new:
            settle(log, [*old, *new])


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


def test_an_undeclared_topic_is_refused(log: EventLog) -> None:
    with pytest.raises(LookupError, match=r"nobody.events.v1.* was never declared"):
        log.append([LogRecord("nobody.events.v1", "a", {}, b"")])
