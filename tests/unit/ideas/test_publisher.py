"""What others hear of an idea."""

import inspect
from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.domain import Cause, DomainEvent
from day1.ideas.v1 import ideas_events_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as api
from services.ideas.domain import events
from services.ideas.domain.document import CostOfFailure, Section
from services.ideas.messaging.publisher import PUBLISHER, to_message
from tests.unit.ideas.support import (
    ANN,
    BEN,
    E1,
    NOON,
    ONE_WAY,
    R1,
    TWO_WAY,
    draft,
)

I1 = "ideas/i1"
DOORS = (ONE_WAY, TWO_WAY)
DOOR_MESSAGES = [
    api.Door(id="brand", decision="Call it Fit.", kind="DOOR_KIND_ONE_WAY"),
    api.Door(
        id="glue",
        decision="Change the glue.",
        kind="DOOR_KIND_TWO_WAY",
        undo=api.Undo(plan="Buy it", cost_usd=900, days=30),
    ),
]

MESSAGES: list[tuple[DomainEvent, Message]] = [
    (
        events.IdeaCreated(
            idea=I1, title="Boxes", author=ANN.name, team=ANN.team, at=NOON
        ),
        pb.IdeaCreated(idea=I1, title="Boxes", author="people/ann", team="teams/books"),
    ),
    (
        events.IdeaSubmitted(
            idea=I1,
            revision="1.0",
            title="Boxes",
            author=ANN.name,
            team=ANN.team,
            leader_nominee=BEN.name,
            doors=DOORS,
            cost_of_failure=CostOfFailure(900, 50),
            sections=(Section("headline", "Headline", "Boxes"),),
            document_hash="5ec7",
            at=NOON,
        ),
        pb.IdeaSubmitted(
            idea=I1,
            revision="1.0",
            title="Boxes",
            author="people/ann",
            team="teams/books",
            leader_nominee="people/ben",
            doors=DOOR_MESSAGES,
            cost_of_failure=api.CostOfFailure(loss_cap_usd=900, customers_exposed=50),
            sections=[pb.Section(id="headline", heading="Headline", text="Boxes")],
            document_hash="5ec7",
        ),
    ),
    (
        events.IdeaReviewStarted(idea=I1, revision="1.0", review=R1, at=NOON),
        pb.IdeaReviewStarted(idea=I1, revision="1.0", review=R1),
    ),
    (
        events.IdeaRecalled(idea=I1, revision="1.0", reason="A typo.", at=NOON),
        pb.IdeaRecalled(idea=I1, revision="1.0", reason="A typo."),
    ),
    (
        events.IdeaReturned(idea=I1, revision="1.0", at=NOON),
        pb.IdeaReturned(idea=I1, revision="1.0"),
    ),
    (
        events.IdeaApproved(
            idea=I1,
            revision="1.0",
            review=R1,
            title="Boxes",
            team=ANN.team,
            leader=BEN.name,
            doors=DOORS,
            loss_cap_usd=900,
            at=NOON,
        ),
        pb.IdeaApproved(
            idea=I1,
            revision="1.0",
            review=R1,
            title="Boxes",
            team="teams/books",
            leader="people/ben",
            doors=DOOR_MESSAGES,
            loss_cap_usd=900,
        ),
    ),
    (
        events.IdeaDeclined(idea=I1, revision="1.0", reason="No.", at=NOON),
        pb.IdeaDeclined(idea=I1, revision="1.0", reason="No."),
    ),
    (
        events.IdeaExperimenting(idea=I1, experiment=E1, at=NOON),
        pb.IdeaExperimenting(idea=I1, experiment=E1),
    ),
    (
        events.IdeaBackToApproved(idea=I1, experiment=E1, at=NOON),
        pb.IdeaExperimentEnded(idea=I1, experiment=E1, state="IDEA_STATE_APPROVED"),
    ),
    (
        events.IdeaBackToLaunched(idea=I1, experiment=E1, at=NOON),
        pb.IdeaExperimentEnded(idea=I1, experiment=E1, state="IDEA_STATE_LAUNCHED"),
    ),
    (
        events.IdeaScaling(idea=I1, experiment=E1, at=NOON),
        pb.IdeaScaling(idea=I1, experiment=E1),
    ),
    (
        events.IdeaPivoted(
            idea=I1, experiment=E1, child="ideas/i2", learning="Bags.", at=NOON
        ),
        pb.IdeaPivoted(idea=I1, experiment=E1, child="ideas/i2", learning="Bags."),
    ),
    (
        events.IdeaKilled(idea=I1, experiment=E1, learning="No.", at=NOON),
        pb.IdeaKilled(idea=I1, experiment=E1, learning="No."),
    ),
    (events.IdeaLaunched(idea=I1, at=NOON), pb.IdeaLaunched(idea=I1)),
]

PRIVATE: list[DomainEvent] = [events.IdeaUpdated(idea=I1, at=NOON)]


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
    parts = {"Section"}

    assert defined == {kind(event) for event, _ in MESSAGES} | set(map(kind, PRIVATE))
    assert {kind(message) for _, message in MESSAGES} == (
        set(pb.DESCRIPTOR.message_types_by_name) - parts
    )


def test_a_record_is_keyed_by_the_idea() -> None:
    idea = draft()

    record = PUBLISHER.record_of(idea, idea.events[0], Cause("r1", ANN), "event-1")

    assert record is not None
    assert (record.topic, record.key) == ("ideas.events.v1", "i1")
    assert record.headers["ce_source"] == "services/ideas"
    assert record.headers["ce_subject"] == I1
    assert record.headers["ce_correlationid"] == I1
    assert record.headers["ce_time"] == NOON.isoformat()
