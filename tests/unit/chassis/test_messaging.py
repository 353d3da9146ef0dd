"""Events on the wire: what is said of them, and who is behind what they set off."""

from datetime import UTC, datetime

import pytest
from google.protobuf.wrappers_pb2 import StringValue

from chassis.checks import ActiveCheck, CheckState
from chassis.domain import Actor, Cause, DomainEvent
from chassis.eventlog import LogRecord
from chassis.messaging import (
    REQUIRED,
    PoisonMessage,
    Publication,
    Publisher,
    cause_in,
)

from .checks import check

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANN = Actor("people/ann", "teams/books")
HAPPENED = DomainEvent(at=NOON)
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
ONE, TWO = StringValue(value="1"), StringValue(value="2")


REQUEST = Cause("r1", ANN)


def records(*publications: Publication, cause: Cause = REQUEST) -> list[LogRecord]:
    """Return what is logged of an event that is published like this."""
    ids = iter(["e1", "e2"])
    topics = {publication.topic: "mechanism" for publication in publications}
    publisher = Publisher("services/coes", topics, lambda *_: publications)
    aggregate = ActiveCheck(
        id="m1",
        check=check(),
        state=CheckState.ACTIVE,
        created_at=NOON,
        updated_at=NOON,
        version=7,
    )
    return publisher.records_of(aggregate, HAPPENED, cause, lambda: next(ids))


def test_one_event_can_be_news_on_several_topics_each_with_an_id() -> None:
    first, second = records(Publication("a", "k1", ONE), Publication("b", "k2", TWO))

    assert (first.topic, first.key, first.value) == ("a", "k1", ONE.SerializeToString())
    assert (second.topic, second.key) == ("b", "k2")
    assert [r.headers["ce_id"] for r in (first, second)] == ["e1", "e2"]
    assert {r.headers["ce_aggregateversion"] for r in (first, second)} == {"7"}
    assert first.headers["ce_subject"] == "mechanisms/m1"


def test_a_private_event_is_no_news() -> None:
    assert records() == []


def test_an_event_is_the_cause_of_what_it_sets_off() -> None:
    (record,) = records(Publication("a", "k1", ONE))

    assert cause_in(record) == Cause("e1", Actor("services/coes"), NOON, ANN)


def test_a_trace_goes_on_from_the_cause_to_the_event_to_its_effect() -> None:
    (record,) = records(
        Publication("a", "k1", ONE), cause=Cause("r1", ANN, traceparent=TRACE)
    )

    assert record.headers["ce_traceparent"] == TRACE
    assert cause_in(record).traceparent == TRACE


def test_a_header_without_a_value_is_not_written() -> None:
    service = Actor("services/coes")
    (record,) = records(Publication("a", "k1", ONE), cause=Cause("r1", service))

    assert all(record.headers.values())
    assert not {"ce_traceparent", "ce_actorteam"} & set(record.headers)
    assert cause_in(record).on_behalf == service


def test_an_event_says_which_message_of_which_release_describes_it() -> None:
    (record,) = records(Publication("a", "k1", ONE))

    assert record.headers["ce_dataschema"] == (
        "https://day1.example/schemas/2026.11/google.protobuf.StringValue"
    )


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        *(({name: None}, f"no header '{name}'") for name in REQUIRED),
        *(({name: ""}, f"no header '{name}'") for name in REQUIRED),
        ({"ce_time": "noon"}, "Invalid isoformat string: 'noon'"),
        ({"ce_specversion": "2.0"}, "not a CloudEvent of version 1.0: '2.0'"),
    ],
)
def test_what_is_no_event_is_poison(headers: dict[str, str | None], why: str) -> None:
    (record,) = records(Publication("a", "k1", ONE))
    changed = {**record.headers, **headers}
    spoilt = {name: value for name, value in changed.items() if value is not None}

    with pytest.raises(PoisonMessage, match=f"(?i){why}"):
        cause_in(LogRecord("a", "k1", spoilt, b""))


def test_only_the_required_headers_are_needed() -> None:
    (record,) = records(Publication("a", "k1", ONE))
    few = {name: record.headers[name] for name in REQUIRED}

    cause = cause_in(LogRecord("a", "k1", few, b""))

    assert cause.on_behalf == Actor("people/ann")
