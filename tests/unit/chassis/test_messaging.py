"""Events on the wire: what is said of them, and who is behind what they set off."""

from datetime import UTC, datetime

import pytest
from google.protobuf.wrappers_pb2 import StringValue

from chassis.checks import ActiveCheck, CheckState
from chassis.domain import Actor, Cause, DomainEvent
from chassis.eventlog import LogRecord
from chassis.messaging import PoisonMessage, Publication, Publisher, cause_in

from .checks import check

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANN = Actor("people/ann", "teams/books")
HAPPENED = DomainEvent(at=NOON)
ONE, TWO = StringValue(value="1"), StringValue(value="2")


def records(*publications: Publication) -> list[LogRecord]:
    """Return what is logged of an event that is published like this."""
    ids = iter(["e1", "e2"])
    topics = [publication.topic for publication in publications]
    publisher = Publisher("services/coes", topics, lambda *_: publications)
    aggregate = ActiveCheck(
        id="m1",
        check=check(),
        state=CheckState.ACTIVE,
        created_at=NOON,
        updated_at=NOON,
        version=7,
    )
    return publisher.records_of(
        aggregate, HAPPENED, Cause("r1", ANN), lambda: next(ids)
    )


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


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"ce_id": None}, "no header 'ce_id'"),
        ({"ce_time": "noon"}, "Invalid isoformat string: 'noon'"),
    ],
)
def test_what_is_no_event_is_poison(headers: dict[str, str | None], why: str) -> None:
    (record,) = records(Publication("a", "k1", ONE))
    changed = {**record.headers, **headers}
    spoilt = {name: value for name, value in changed.items() if value is not None}

    with pytest.raises(PoisonMessage, match=why):
        cause_in(LogRecord("a", "k1", spoilt, b""))
