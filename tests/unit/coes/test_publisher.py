"""What others hear of a COE."""

import inspect
from typing import Any

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import Cause, DomainEvent
from day1.coes.v1 import coes_events_pb2 as pb
from services.coes.domain import events
from services.coes.domain.report import Severity
from services.coes.messaging.publisher import PUBLISHER, to_message
from tests.unit.coes.support import (
    BEFORE,
    EVE,
    KAI,
    NOON,
    opened,
    opened_by_breach,
)

MESSAGES: list[tuple[DomainEvent, Message]] = [
    (
        events.CoeOpened(
            coe="coes/c1",
            source="experiments/e1",
            severity=Severity.HIGH,
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            start_time=BEFORE,
            at=NOON,
        ),
        pb.CoeOpened(
            coe="coes/c1",
            source="experiments/e1",
            severity="SEVERITY_HIGH",
            idea="ideas/i1",
            owner="people/kai",
            team="teams/platform",
            start_time=Timestamp(seconds=int(BEFORE.timestamp())),
        ),
    ),
    (
        events.CoeAnalysisStarted(coe="coes/c1", source="experiments/e1", at=NOON),
        pb.CoeAnalysisStarted(coe="coes/c1", source="experiments/e1"),
    ),
    (
        events.CoeDismissed(
            coe="coes/c1", source="experiments/e1", reason="Fine.", at=NOON
        ),
        pb.CoeDismissed(coe="coes/c1", source="experiments/e1", reason="Fine."),
    ),
]

PRIVATE: list[DomainEvent] = [events.CoeUpdated(coe="coes/c1", at=NOON)]


def kind(value: Any) -> str:
    return type(value).__name__


@pytest.mark.parametrize(("event", "message"), MESSAGES, ids=kind)
def test_an_event_travels_with_every_field(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)


@pytest.mark.parametrize("event", PRIVATE, ids=kind)
def test_some_events_are_private(event: DomainEvent) -> None:
    assert to_message(event) is None


def test_no_event_is_forgotten() -> None:
    defined = {
        name
        for name, found in inspect.getmembers(events, inspect.isclass)
        if issubclass(found, DomainEvent) and found is not DomainEvent
    }
    told = {kind(event) for event, _ in MESSAGES}

    assert defined == told | {kind(event) for event in PRIVATE}
    assert told == set(pb.DESCRIPTOR.message_types_by_name)


def test_a_beginning_that_nobody_knows_is_left_out() -> None:
    [event] = opened(start_time=None).events

    message = to_message(event)

    assert isinstance(message, pb.CoeOpened)
    assert not message.HasField("start_time")


def test_a_record_is_keyed_by_the_coe_and_belongs_to_the_journey_of_the_idea() -> None:
    coe = opened_by_breach()

    record = PUBLISHER.record_of(coe, coe.events[0], Cause("r1", EVE), "event-1")

    assert record is not None
    assert (record.topic, record.key) == ("coes.events.v1", "c1")
    assert record.headers["ce_source"] == "services/coes"
    assert record.headers["ce_subject"] == "coes/c1"
    assert record.headers["ce_correlationid"] == "ideas/i1"
    assert record.headers["ce_time"] == NOON.isoformat()
