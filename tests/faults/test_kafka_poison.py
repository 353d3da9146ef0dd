"""What only Kafka can hold: text that PostgreSQL never takes stops no consumer."""

from dataclasses import replace

from chassis.eventlog import EventLog, LogRecord
from chassis.postgres import Database
from deploy.events.letters import everything_in
from tests.faults.notes import at_work
from tests.integration.support import DEAD, eventually, happened, note

NUL = "a\0b"


def poison(name: str, header: str, text: str) -> LogRecord:
    record = replace(note(name), value=b"\xff\xff")
    return replace(record, headers={**record.headers, header: text})


def test_text_with_a_nul_stops_nobody(database: Database, log: EventLog) -> None:
    log.append([note("before"), replace(note("one"), key=NUL)])
    log.append([poison("two", "ce_id", NUL), poison("three", "ce_subject", NUL)])
    log.append([poison("four", NUL, NUL), note("after")])

    with at_work(database, log):
        eventually(lambda: len(happened(database)) == 3, "the good ones")
        eventually(lambda: len(list(everything_in(log, DEAD))) == 3, "the poison")
    assert [text for text in happened(database) if text != "one"] == [
        "before",
        "after",
    ]
