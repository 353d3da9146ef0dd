"""`day1 events`, as somebody types it, on a log and a consumer that are at work."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from google.protobuf.wrappers_pb2 import StringValue
from structlog.testing import capture_logs

from chassis.dead_letters import dead_letter
from chassis.eventlog import EventLog, LogRecord
from chassis.outbox import Relay
from chassis.postgres import Database, connect
from deploy.cli import main
from tests.integration.support import (
    DEAD,
    TOPIC,
    consumer_of,
    eventually,
    happened,
    note,
)

Type = Callable[..., Result]
REPLAY = ("replay", "--group", "notes", "--topic", TOPIC, "--yes", "--since")


@pytest.fixture
def at_work(database: Database, log: EventLog) -> Iterator[None]:
    """Let a service without patience consume, and publish its dead letters.

    Its own log would get between what is printed.
    """
    consumer = consumer_of(database, log, patience=timedelta(0))
    relay = Relay(database, log)
    with capture_logs():
        consumer.start()
        relay.start()
        yield
        consumer.stop()
        relay.stop()


@pytest.fixture
def events(eventlog_url: str) -> Type:
    """Type `day1 events` with the words given; what it reads is piped."""

    def type_in(*words: str, answer: str = "") -> Result:
        return CliRunner().invoke(
            main, ["events", "--log", eventlog_url, *words], input=answer
        )

    return type_in


def printed(result: Result) -> list[list[str]]:
    """Return the cells of the lines under the heading."""
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()[1:]]


def await_caught_up(log: EventLog) -> None:
    def is_caught_up() -> bool:
        readings = log.readings()
        return bool(readings) and all(reading.lag == 0 for reading in readings)

    eventually(is_caught_up, "the group has read it all")


def test_topics_tell_what_they_hold(log: EventLog, events: Type) -> None:
    log.append([note("one"), note("two")])

    dead, topic = printed(events("topics"))

    assert dead == [DEAD, "4", "0", "", "", "for ever"]
    assert topic[:3] == [TOPIC, "4", "2"]
    oldest, newest = map(datetime.fromisoformat, topic[3:5])
    assert timedelta(0) <= datetime.now(UTC) - oldest < timedelta(minutes=1)
    assert oldest <= newest


def test_lag_is_what_a_group_has_not_committed(log: EventLog, events: Type) -> None:
    log.append([note("one")])
    reader = log.subscribe("notes", [TOPIC])
    while not reader.poll(timedelta(milliseconds=50)):
        pass
    reader.commit()
    reader.close()
    assert printed(events("lag")) == [["notes", TOPIC, "1", "0"]]

    log.append([note("two"), note("three")])

    assert printed(events("lag")) == [["notes", TOPIC, "1", "2"]]


def test_tail_prints_the_last_records_decoded(log: EventLog, events: Type) -> None:
    for number in range(5):
        log.append([note(f"number {number}", key=f"k{number}")])

    result = events("tail", TOPIC, "-n", "2")

    lines = [line.split("\t") for line in result.stdout.splitlines()]
    kind = StringValue.DESCRIPTOR.full_name
    assert [line[1:] for line in lines] == [
        ["k3", kind, '"number 3"'],
        ["k4", kind, '"number 4"'],
    ]


def test_tail_says_honestly_what_it_cannot_read(log: EventLog, events: Type) -> None:
    kind = StringValue.DESCRIPTOR.full_name
    log.append(
        [
            LogRecord(TOPIC, "a", {"ce_type": "day1.x.v1.Gone"}, b"123"),
            LogRecord(TOPIC, "a", {"ce_type": kind}, b"\xff\xff"),
            LogRecord(TOPIC, "a\x1b[31m\x9b", {}, b""),
        ]
    )

    lines = [line.split("\t") for line in events("tail", TOPIC).stdout.splitlines()]

    assert sorted(line[1:] for line in lines) == [
        ["a", "day1.x.v1.Gone", "(3 bytes of a type that no contract here has)"],
        ["a", kind, "(2 bytes, which are no StringValue)"],
        [
            r"a\u001b[31m\u009b",
            "(no type)",
            "(0 bytes of a type that no contract here has)",
        ],
    ]


def test_tail_filters_by_key_and_by_type(log: EventLog, events: Type) -> None:
    other = LogRecord(TOPIC, "a", {"ce_type": "day1.x.v1.Gone"}, b"")
    log.append([note("one", key="a"), note("two", key="b"), other])

    by_key = events("tail", TOPIC, "--key", "b").stdout
    by_type = events("tail", TOPIC, "--type", "Gone").stdout
    by_both = events("tail", TOPIC, "--type", "StringValue", "--key", "a").stdout

    assert ['"two"' in by_key, by_key.count("\n")] == [True, 1]
    assert ["Gone" in by_type, by_type.count("\n")] == [True, 1]
    assert ['"one"' in by_both, by_both.count("\n")] == [True, 1]


@pytest.mark.usefixtures("at_work")
def test_the_dead_are_listed_with_the_reason_and_by_what_was_asked(
    log: EventLog, events: Type
) -> None:
    log.append([note("poison", event_id="p"), note("late after early", key="b")])
    eventually(lambda: len(printed(events("dead"))) == 2, "both are dead")

    [poison] = printed(events("dead", "--key", "a"))
    [late] = printed(events("dead", "--key", "b", "--group", "notes"))

    assert [poison[0], *poison[2:]] == [
        "p",
        "notes",
        "StringValue",
        "a",
        "1",
        "Nobody can read this.",
        '"poison"',
    ]
    assert late[6] == "early has not happened yet."
    assert len(printed(events("dead", "--type", "StringValue"))) == 2
    assert printed(events("dead", "--type", "Other")) == []


@pytest.mark.usefixtures("at_work")
def test_a_redrive_has_its_effect_once_and_the_second_has_nothing_to_do(
    database: Database, log: EventLog, events: Type
) -> None:
    log.append([note("late after early", key="b", event_id="l"), note("poison")])
    eventually(lambda: len(printed(events("dead"))) == 2, "both are dead")
    log.append([note("early", key="c")])
    eventually(lambda: happened(database) == ["early"], "what it waited for is there")

    first = events("redrive", "--id", "l", "--yes")
    eventually(lambda: happened(database) == ["early", "late"], "it took effect")
    second = events("redrive", "--id", "l", "--yes")

    assert first.stdout == "Redriven: 1; before that: 0.\n"
    assert second.stdout == "Nothing to do: 1 redriven already.\n"
    assert [letter[-1] for letter in printed(events("dead"))] == ['"poison"']
    redriven = {line[0]: line[5] for line in printed(events("dead", "--redriven"))}
    assert redriven == {"l": "1, redriven", "a/poison": "1"}


def test_a_redrive_sends_events_in_the_order_in_which_they_happened(
    log: EventLog, events: Type
) -> None:
    """The first died twice, so it was buried last."""
    for text, hour, deaths in (("second", "13", 1), ("first", "12", 2)):
        event = note(text)
        headers = {**event.headers, "ce_time": f"2030-01-01T{hour}:00:00+00:00"}
        log.append([dead_letter(replace(event, headers=headers), "notes", "", deaths)])

    events("redrive", "--all", "--yes")

    sent = events("tail", "notes.redrive.v1").stdout.splitlines()
    assert [line.split("\t")[-1] for line in sent] == ['"first"', '"second"']


@pytest.mark.usefixtures("at_work")
def test_what_dies_again_can_be_redriven_again(log: EventLog, events: Type) -> None:
    log.append([note("poison")])
    for deaths in ("1", "2", "3"):

        def died(times: str = deaths) -> bool:
            return [letter[5] for letter in printed(events("dead"))] == [times]

        eventually(died, f"it is dead for the {deaths}. time")
        assert events("redrive", "--all", "--yes").exit_code == 0


@pytest.mark.usefixtures("at_work")
def test_nothing_is_sent_unless_somebody_agrees(log: EventLog, events: Type) -> None:
    log.append([note("poison")])
    eventually(lambda: len(printed(events("dead"))) == 1, "it is dead")

    refused = events("redrive", "--all", answer="n\n")
    await_caught_up(log)
    replay = [word for word in REPLAY if word != "--yes"]
    unsaid = events(*replay, "2020-01-01")

    assert refused.exit_code == unsaid.exit_code == 1
    assert len(printed(events("dead"))) == 1
    agreed = events("redrive", "--all", answer="y\n")
    assert "Redriven: 1" in agreed.stdout


@pytest.mark.usefixtures("at_work")
def test_replay_has_effect_only_where_something_was_lost(
    database: Database, log: EventLog, events: Type
) -> None:
    log.append([note("one"), note("two"), note("lost")])
    eventually(lambda: len(happened(database)) == 3, "all took effect")
    await_caught_up(log)
    with database.connection() as connection:
        connection.execute("DELETE FROM inbox WHERE event_id = 'a/lost'")
        connection.execute("DELETE FROM effects WHERE text = 'lost'")

    for _ in range(2):
        result = events(*REPLAY, "2020-01-01T00:00+02:00")
        assert result.stdout == "Replayed: 3; notes drops what it has.\n"
    eventually(lambda: len(happened(database)) == 3, "the lost one took effect")
    await_caught_up(log)

    assert happened(database) == ["one", "two", "lost"]


@pytest.mark.usefixtures("at_work")
def test_replay_begins_at_the_time_it_is_told(log: EventLog, events: Type) -> None:
    log.append([note("one")])
    await_caught_up(log)
    soon = datetime.now(UTC) + timedelta(hours=1)

    result = events(*REPLAY, soon.replace(tzinfo=None).isoformat())

    assert result.stdout.startswith("Nothing to do")


SINCE = ("--since", "2020-01-01", "--yes")
REFUSED = [
    (["tail", "nope"], f"no 'nope' here, but {DEAD}, notes.events.v1"),
    (["dead", "--group", "nope"], "no group 'nope', but notes"),
    (["redrive", "--all", "--group", "nope"], "no group 'nope', but notes"),
    (["redrive"], "Say which"),
    (["redrive", "--id", "nope"], "no such dead letter: nope"),
    (["replay", "--group", "x", "--topic", TOPIC, *SINCE], "no group 'x', but notes"),
    (
        ["replay", "--group", "notes", "--topic", DEAD, *SINCE],
        f"no '{DEAD}' here, but {TOPIC}.",
    ),
    ([*REPLAY, "yesterday"], "'yesterday' is no time"),
]


@pytest.mark.usefixtures("at_work")
def test_what_cannot_be_is_told_with_what_there_is(log: EventLog, events: Type) -> None:
    log.append([note("one")])
    await_caught_up(log)

    results = [(events(*words), told) for words, told in REFUSED]

    assert {result.exit_code for result, _ in results} == {2}
    assert [
        (result.stderr, told) for result, told in results if told not in result.stderr
    ] == []


def test_a_log_that_does_not_answer_is_told_in_one_line() -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/eventlog"

    result = CliRunner().invoke(main, ["events", "--log", url, "lag"])

    assert result.exit_code == 1
    assert result.stderr.startswith("day1: the event log does not answer: run `make")
    assert result.stderr.count("\n") == 1
    assert "secret" not in result.stderr


def test_looking_for_a_log_makes_none(database_url: str) -> None:
    result = CliRunner().invoke(main, ["events", "--log", database_url, "topics"])

    assert result.exit_code == 1
    assert result.stderr.startswith("day1: no event log is in that database: name")
    assert result.stderr.count("\n") == 1
    with connect(database_url, "test") as connection:
        tables = "SELECT FROM pg_tables WHERE schemaname = current_schema()"
        assert connection.execute(tables).rowcount == 0


def numbered(text: str, number: int, **more: str) -> LogRecord:
    record = note(text, **more)
    return replace(record, headers={**record.headers, "ce_sequence": str(number)})


def test_a_lost_event_is_found_by_its_number(log: EventLog, events: Type) -> None:
    log.append([numbered("one", 1), numbered("two", 2), numbered("far", 7, key="b")])
    log.append([numbered("one", 1), numbered("two", 2)])  # published again
    whole = events("gaps")
    log.append([numbered("five", 5), numbered("four", 4)])

    lacking = events("gaps")

    assert (whole.exit_code, whole.stderr) == (0, "No event is missing.\n")
    assert lacking.exit_code == 1
    assert lacking.stdout.splitlines()[1:] == [f"{TOPIC}\ta\t3"]
