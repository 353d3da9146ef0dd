"""What every event log tells those who operate it, and that looking moves nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from chassis.eventlog import EventLog, LogRecord, StoredRecord, TopicState
from tests.contract.logs import TOPIC, Subscribe, read_until, record

MANY = 450
"""More than a log hands out at once."""

EPOCH = datetime.fromtimestamp(0, UTC)


def state_of(log: EventLog, topic: str = TOPIC) -> TopicState:
    return next(state for state in log.topics() if state.name == topic)


def all_of(log: EventLog, topic: str = TOPIC) -> list[StoredRecord]:
    begin = {p.partition: p.begin for p in state_of(log, topic).partitions}
    return list(log.browse(topic, begin))


def numbers(stored: Sequence[StoredRecord], key: str) -> list[int]:
    return [int(s.record.value) for s in stored if s.record.key == key]


def test_topics_tell_what_they_hold_and_since_when(log: EventLog) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    log.append([record("a", n) for n in range(3)])

    state = state_of(log)
    used = [p for p in state.partitions if p.end > p.begin]

    assert [p.partition for p in state.partitions] == list(range(len(state.partitions)))
    assert state.records == 3
    [(oldest, newest)] = [(p.oldest, p.newest) for p in used]
    assert oldest is not None
    assert newest is not None
    assert before <= oldest <= newest <= datetime.now(UTC) + timedelta(seconds=1)


def test_an_empty_topic_is_listed_without_times(log: EventLog) -> None:
    state = state_of(log)

    assert state.records == 0
    assert {(p.oldest, p.newest) for p in state.partitions} == {(None, None)}


def test_browsing_finds_everything_in_order_per_key(log: EventLog) -> None:
    keys = "abcd"
    log.append([record(key, number) for number in range(MANY) for key in keys])

    found = all_of(log)

    assert all(numbers(found, key) == list(range(MANY)) for key in keys)
    assert len(found) == MANY * len(keys)


def test_browsing_gives_records_back_as_they_went_in(log: EventLog) -> None:
    sent = LogRecord(TOPIC, "ü", {"ce_id": "1", "ce_actor": "ünï"}, b"\x00\xff")
    log.append([sent])

    [stored] = all_of(log)

    assert stored.record == sent
    assert stored.appended_at.utcoffset() == timedelta(0)


def test_browsing_goes_on_from_an_offset(log: EventLog) -> None:
    log.append([record("a", n) for n in range(5)])
    third = all_of(log)[2]

    found = list(log.browse(TOPIC, {third.partition: third.offset}))

    assert numbers(found, "a") == [2, 3, 4]
    assert found[0] == third


def test_browsing_leaves_out_what_arrives_meanwhile(log: EventLog) -> None:
    log.append([record("a", 0)])
    begin = {p.partition: p.begin for p in state_of(log).partitions}

    found = []
    for stored in log.browse(TOPIC, begin):
        found.append(stored)
        assert len(found) == 1, "it would never end"
        log.append([record("a", 1)])

    assert numbers(found, "a") == [0]


def test_browsing_nothing_finds_nothing(log: EventLog) -> None:
    log.append([record("a", 0)])
    end = {p.partition: p.end for p in state_of(log).partitions}

    assert list(log.browse(TOPIC, {})) == []
    assert list(log.browse(TOPIC, end)) == []


def test_offsets_are_found_by_time(log: EventLog) -> None:
    log.append([record("a", n) for n in range(2)])
    while datetime.now(UTC) <= (last := all_of(log)[-1]).appended_at:
        pass  # the log's clock may count in milliseconds
    log.append([record("a", 2)])
    newest = all_of(log)[-1]
    state = state_of(log)

    at_newest = log.offsets_at(TOPIC, newest.appended_at)
    ever = log.offsets_at(TOPIC, EPOCH)
    later = log.offsets_at(TOPIC, newest.appended_at + timedelta(days=1))

    assert last.appended_at < newest.appended_at
    assert numbers(list(log.browse(TOPIC, at_newest)), "a") == [2]
    assert dict(ever) == {p.partition: p.begin for p in state.partitions}
    assert dict(later) == {p.partition: p.end for p in state.partitions}


def test_readings_tell_how_far_a_group_is_behind(
    log: EventLog, subscribe: Subscribe
) -> None:
    log.append([record("a", n) for n in range(3)])
    reader = subscribe("g")
    read_until([reader], lambda found: len(found) == 3)
    assert lag_of(log, "g") == 0

    log.append([record("a", 3), record("a", 4)])

    assert lag_of(log, "g") == 2
    assert lag_of(log, "nobody") == 0


def lag_of(log: EventLog, group: str) -> int:
    return sum(r.lag for r in log.readings() if r.group == group and r.topic == TOPIC)


def test_looking_moves_no_group(log: EventLog, subscribe: Subscribe) -> None:
    log.append([record("a", n) for n in range(3)])
    reader = subscribe("g")

    all_of(log)
    log.offsets_at(TOPIC, EPOCH)
    log.readings()

    read_until([reader], lambda found: len(found) == 3)
