"""What others hear of an idea."""

import inspect
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type import money_pb2

from chassis.checks import CheckActivated, CheckEvaluated, CheckResult, Evaluation
from chassis.domain import Aggregate, Cause, DomainEvent, Violation
from chassis.money import Money
from chassis.values import as_fields
from day1.checks.v1.checks_pb2 import Finding
from day1.ideas.v1 import ideas_events_pb2 as pb
from day1.ideas.v1 import ideas_pb2 as api
from services.ideas.domain import events, names
from services.ideas.domain.document import CostOfFailure, DoorKind
from services.ideas.domain.names import PUBLIC
from services.ideas.domain.profile import Profile, Visibility
from services.ideas.domain.snapshot import IdeaSnapshot, SnapshotDoor, SnapshotFaq
from services.ideas.domain.text import Section
from services.ideas.messaging.publisher import PUBLISHER, publications, to_message
from tests.unit.chassis.checks import check
from tests.unit.ideas.support import (
    ANN,
    BEN,
    BET,
    E1,
    EVE,
    LATER,
    NOON,
    ONE_WAY,
    R1,
    TWO_WAY,
    asked,
    document,
    draft,
    evidence,
    hidden,
    visual,
)

I1 = "ideas/i1"
DOORS = (ONE_WAY, TWO_WAY)
NINE_HUNDRED = money_pb2.Money(currency_code="USD", units=900)
DOOR_MESSAGES = [
    api.Door(id="brand", decision="Call it Fit.", kind="DOOR_KIND_ONE_WAY"),
    api.Door(
        id="glue",
        decision="Change the glue.",
        kind="DOOR_KIND_TWO_WAY",
        undo=api.Undo(plan="Buy it", cost=NINE_HUNDRED, days=30),
    ),
]

SNAPSHOT = IdeaSnapshot(
    name=I1,
    revision="1.0",
    title="Boxes",
    author=ANN.name,
    team=ANN.team,
    tags=("ml_ai",),
    door_kinds=("ONE_WAY",),
    business_unit="Homes",
    country_codes=("DE",),
    customer_segment="Parents",
    customer_need="A hand",
    headline="Boxes",
    press_release="Boxes open.",
    customer_faqs=(SnapshotFaq("cf-cost", "How much?", "Nothing."),),
    internal_faqs=(SnapshotFaq("if-feedback", "And?", "Fine."),),
    doors=(SnapshotDoor("glue", "Glue", "TWO_WAY", 9.0, 2, undo_tested=True),),
    evidence_kinds=("SURVEY",),
    conversations=1,
    evidence_against=2,
    open_questions=3,
    answered_questions=4,
    visuals=5,
    manual_stage="WRITTEN",
    loss_cap=900.0,
    customers_exposed=50,
    win_probability=0.1,
    payoff_multiple=100.0,
    word_count=6,
    debated_topics=("The tab",),
    learns_from=("coes/c1",),
    leader=BEN.name,
    members=7,
    mlp_features=("A tab",),
    currency_code="USD",
)
"""Every field says something."""


def fields_of(value: Any) -> dict[str, Any]:
    """Return an event as the message of the same fields is made from it."""
    fields = as_fields(value)
    return {name: fields[name] for name in fields if name not in {"at", "is_news"}}


def alike(event: DomainEvent, message: type[Message], **other: Any) -> Any:
    """Return an event, and the message that says the same but for `other`."""
    return event, message(**(fields_of(event) | other))


NOON_TIME = Timestamp(seconds=int(NOON.timestamp()))

MESSAGES: list[tuple[DomainEvent, Message]] = [
    *(
        (
            created(
                idea=I1,
                title="Boxes",
                author=ANN.name,
                team=ANN.team,
                create_time=NOON,
                at=LATER,
            ),
            pb.IdeaCreated(
                idea=I1,
                title="Boxes",
                author="people/ann",
                team="teams/books",
                create_time=NOON_TIME,
            ),
        )
        for created in (events.IdeaCreated, events.IdeaOpened)
    ),
    *(
        (
            updated(idea=I1, title="Boxes", team=ANN.team, is_news=True, at=NOON),
            pb.IdeaUpdated(idea=I1, title="Boxes", team="teams/books"),
        )
        for updated in (events.IdeaUpdated, events.IdeaProfileUpdated)
    ),
    alike(
        events.IdeaShared(
            idea=I1,
            title="Boxes",
            author=ANN.name,
            readers=(BEN.name,),
            note="Look.",
            at=NOON,
        ),
        pb.IdeaShared,
    ),
    alike(
        events.IdeaQuestionAsked(
            idea=I1,
            title="Boxes",
            revision="1.0",
            question=f"{I1}/questions/q1",
            text="Why?",
            asker=BEN.name,
            at=NOON,
        ),
        pb.IdeaQuestionAsked,
    ),
    alike(
        events.IdeaQuestionAnswered(
            idea=I1,
            question=f"{I1}/questions/q1",
            answer="So.",
            answerer=ANN.name,
            at=NOON,
        ),
        pb.IdeaQuestionAnswered,
    ),
    alike(
        events.IdeaEvidenceAdded(
            idea=I1,
            evidence=f"{I1}/evidence/v1",
            kind="EVIDENCE_KIND_SURVEY",
            result="EVIDENCE_RESULT_SUPPORTS",
            conversation_length=timedelta(minutes=5),
            creator=BEN.name,
            at=NOON,
        ),
        pb.IdeaEvidenceAdded,
    ),
    alike(
        events.IdeaSubmitted(
            idea=I1,
            revision="1.0",
            title="Boxes",
            author=ANN.name,
            team=ANN.team,
            leader_nominee=BEN.name,
            doors=DOORS,
            cost_of_failure=CostOfFailure(Money("USD", 900), 50),
            sections=(Section("headline", "Headline", "Boxes"),),
            document_hash="5ec7",
            business_unit="Homes",
            door_kinds=(DoorKind.ONE_WAY, DoorKind.TWO_WAY),
            review_policy="REVIEW_POLICY_FULL",
            word_count=6,
            debated_topics=("The tab",),
            bet=BET,
            learns_from=("coes/c1",),
            snapshot=SNAPSHOT,
            co_authors=(BEN.name,),
            trend_tags=("ml_ai",),
            warnings=(Violation("JARGON", I1, "Say it plainly."),),
            pivoted_from="ideas/i0",
            patience_until_time=NOON,
            open_questions=(events.OpenQuestion(f"{I1}/questions/q1", "Why?"),),
            currency_code="USD",
            at=NOON,
        ),
        pb.IdeaSubmitted,
        doors=DOOR_MESSAGES,
        warnings=[Finding(reason="JARGON", subject=I1, description="Say it plainly.")],
        patience_until_time=NOON_TIME,
    ),
    alike(
        events.IdeaReviewStarted(idea=I1, revision="1.0", review=R1, at=NOON),
        pb.IdeaReviewStarted,
    ),
    alike(
        events.IdeaRecalled(idea=I1, revision="1.0", reason="A typo.", at=NOON),
        pb.IdeaRecalled,
    ),
    alike(
        events.IdeaReturned(idea=I1, revision="1.0", reason="Split it.", at=NOON),
        pb.IdeaReturned,
    ),
    alike(
        events.IdeaApproved(
            idea=I1,
            revision="1.0",
            review=R1,
            title="Boxes",
            team=ANN.team,
            leader=BEN.name,
            doors=DOORS,
            loss_cap=Money("USD", 900),
            conditions=("Watch the glue.",),
            leader_vacant=True,
            trend_tags=("ml_ai",),
            door_kinds=(DoorKind.ONE_WAY,),
            patience_until_time=NOON,
            currency_code="USD",
            at=NOON,
        ),
        pb.IdeaApproved,
        doors=DOOR_MESSAGES,
    ),
    alike(
        events.IdeaDeclined(idea=I1, revision="1.0", reason="No.", at=NOON),
        pb.IdeaDeclined,
    ),
    alike(
        events.IdeaReopened(idea=I1, revision="2.0", declined_because="No.", at=NOON),
        pb.IdeaReopened,
    ),
    alike(
        events.IdeaWithdrawn(idea=I1, revision="1.0", reason="No.", at=NOON),
        pb.IdeaWithdrawn,
    ),
    *(
        alike(
            assigned(
                idea=I1,
                leader=ANN.name,
                previous_leader=BEN.name,
                state="APPROVED",
                at=NOON,
            ),
            pb.IdeaLeaderAssigned,
            state="IDEA_STATE_APPROVED",
        )
        for assigned in (events.IdeaLeaderAssigned, events.IdeaLeaderTransferred)
    ),
    alike(
        events.IdeaLeaderVacant(idea=I1, person=BEN.name, leads="ideas/i2", at=NOON),
        pb.IdeaLeaderVacant,
    ),
    alike(
        events.IdeaMarkedDuplicate(
            idea=I1,
            duplicate_of="ideas/i2",
            moved_questions=1,
            moved_evidence=2,
            at=NOON,
        ),
        pb.IdeaMarkedDuplicate,
    ),
    alike(
        events.IdeaReprioritized(
            idea=I1,
            priority=1,
            previous_priority=2,
            evidence=(f"{I1}/evidence/v1",),
            reason="They asked.",
            at=NOON,
        ),
        pb.IdeaReprioritized,
    ),
    alike(
        events.IdeaStaleDecisionIgnored(
            idea=I1, revision="1.0", current_revision="1.1", review=R1, at=NOON
        ),
        pb.IdeaStaleDecisionIgnored,
    ),
    alike(
        events.IdeaWentQuiet(
            idea=I1, last_event_time=NOON, state="DRAFT", team=ANN.team, at=NOON
        ),
        pb.IdeaWentQuiet,
        state="IDEA_STATE_DRAFT",
    ),
    alike(
        events.IdeaExperimenting(
            idea=I1, experiment=E1, leader=BEN.name, leader_vacant=True, at=NOON
        ),
        pb.IdeaExperimenting,
    ),
    alike(
        events.IdeaBackToApproved(idea=I1, experiment=E1, at=NOON),
        pb.IdeaExperimentEnded,
        state="IDEA_STATE_APPROVED",
    ),
    alike(
        events.IdeaBackToLaunched(idea=I1, experiment=E1, at=NOON),
        pb.IdeaExperimentEnded,
        state="IDEA_STATE_LAUNCHED",
    ),
    alike(
        events.IdeaScaling(idea=I1, experiment=E1, learning="Yes.", at=NOON),
        pb.IdeaScaling,
    ),
    alike(
        events.IdeaPivoted(
            idea=I1,
            experiment=E1,
            new_idea="ideas/i2",
            learning="Bags.",
            team=ANN.team,
            at=NOON,
        ),
        pb.IdeaPivoted,
    ),
    *(
        alike(
            killed(
                idea=I1,
                experiment=E1,
                reason="Dull.",
                learning="No.",
                avoided_build_cost=Money("USD", 9),
                team=ANN.team,
                at=NOON,
            ),
            pb.IdeaKilled,
        )
        for killed in (events.IdeaKilled, events.IdeaStopped)
    ),
    alike(
        events.IdeaLaunched(
            idea=I1, title="Boxes", team=ANN.team, leader=BEN.name, at=NOON
        ),
        pb.IdeaLaunched,
    ),
]

PRIVATE: list[DomainEvent] = [
    events.IdeaVisualAdded(idea=I1, visual=f"{I1}/visuals/p1", at=NOON),
    events.QuestionPromoted(question=f"{I1}/questions/q1", faq="q1", at=NOON),
    events.QuestionUpvoted(question=f"{I1}/questions/q1", at=NOON),
    events.RevisionFrozen(revision=f"{I1}/revisions/1.0", at=NOON),
    events.CopyUpdated(of="coes/c1", at=NOON),
    events.IdeaDiscussed(idea=I1, at=NOON),
    events.CopiedTextErased(of=I1, at=NOON),
    *(
        replace(event, is_news=False)  # type: ignore[call-arg]  # it has one
        for event, _ in MESSAGES
        if "is_news" in as_fields(event)
    ),
]


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
        found
        for _, found in inspect.getmembers(events, inspect.isclass)
        if issubclass(found, DomainEvent) and found is not DomainEvent
    }
    parts = {"IdeaSnapshot", "SnapshotFaq", "SnapshotDoor", "OpenQuestion"}

    assert defined == PUBLIC.keys() | names.PRIVATE
    assert not PUBLIC.keys() & names.PRIVATE
    assert {type(event) for event, _ in MESSAGES} == PUBLIC.keys()
    assert set(PUBLIC.values()) == set(pb.DESCRIPTOR.message_types_by_name) - parts
    assert all(PUBLIC[type(event)] == kind(message) for event, message in MESSAGES)


def test_the_name_of_an_event_is_kept_for_ever() -> None:
    told = sorted(set(PUBLIC.values()))

    assert told == [
        "IdeaApproved",
        "IdeaCreated",
        "IdeaDeclined",
        "IdeaEvidenceAdded",
        "IdeaExperimentEnded",
        "IdeaExperimenting",
        "IdeaKilled",
        "IdeaLaunched",
        "IdeaLeaderAssigned",
        "IdeaLeaderVacant",
        "IdeaMarkedDuplicate",
        "IdeaPivoted",
        "IdeaQuestionAnswered",
        "IdeaQuestionAsked",
        "IdeaRecalled",
        "IdeaReopened",
        "IdeaReprioritized",
        "IdeaReturned",
        "IdeaReviewStarted",
        "IdeaScaling",
        "IdeaShared",
        "IdeaStaleDecisionIgnored",
        "IdeaSubmitted",
        "IdeaUpdated",
        "IdeaWentQuiet",
        "IdeaWithdrawn",
    ]


def told_of(aggregate: Aggregate) -> list[str]:
    """Return the names of what is published of the events of an aggregate."""
    told = [publications(aggregate, event) for event in aggregate.events]
    return [kind(one.message) for messages in told for one in messages]


def test_nothing_is_told_of_a_hidden_idea_until_the_company_can_see_it() -> None:
    idea = hidden()
    idea.share((EVE.name,), "Look.", by=ANN, at=NOON)
    idea.update(document(title="Ours"), by=ANN, at=NOON)
    idea.prioritize(1, (), "Now.", by=ANN, at=NOON)
    assert told_of(idea) == []
    idea.events.clear()

    idea.update(None, Profile(visibility=Visibility.COMPANY), by=ANN, at=LATER)

    assert told_of(idea) == ["IdeaCreated", "IdeaUpdated"]
    [created] = publications(idea, idea.events[0])
    assert created.message == pb.IdeaCreated(
        idea=I1,
        title="Ours",
        author="people/ann",
        team="teams/books",
        create_time=NOON_TIME,
    )


def test_a_check_of_a_hidden_idea_is_not_told() -> None:
    evaluation = Evaluation(check(), CheckResult.FAIL)
    evaluated = CheckEvaluated.of(evaluation, I1, by=ANN, at=NOON)

    assert list(publications(hidden(), evaluated)) == []


def test_a_record_is_keyed_by_the_idea() -> None:
    idea = draft()

    (record,) = PUBLISHER.records_of(
        idea, idea.events[0], Cause("r1", ANN), lambda: "event-1"
    )

    assert (record.topic, record.key) == ("ideas.events.v1", "i1")
    assert record.headers["ce_source"] == "services/ideas"
    assert record.headers["ce_subject"] == I1
    assert record.headers["ce_journey"] == I1
    assert record.headers["ce_time"] == NOON.isoformat()


@pytest.mark.parametrize(
    ("said", "subject"),
    [(asked(), f"{I1}/questions/q1"), (evidence(), f"{I1}/evidence/v1")],
)
def test_what_is_said_about_an_idea_happens_to_it(
    said: Aggregate, subject: str
) -> None:
    (record,) = PUBLISHER.records_of(
        said, said.events[0], Cause("r1", ANN), lambda: "event-1"
    )

    assert (record.topic, record.key) == ("ideas.events.v1", "i1")
    assert record.headers["ce_subject"] == subject
    assert record.headers["ce_journey"] == I1


def test_a_visual_is_nobody_elses_business() -> None:
    drawn = visual()

    assert list(publications(drawn, drawn.events[0])) == []
    assert drawn.journey == I1


def test_a_check_is_answered_under_the_key_of_its_mechanism() -> None:
    activated = CheckActivated(
        mechanism="mechanisms/m1",
        version=2,
        service="services/ideas",
        active=True,
        at=NOON,
    )
    evaluated = CheckEvaluated.of(
        Evaluation(check(), CheckResult.FAIL), I1, by=ANN, at=NOON
    )

    (noted,) = publications(draft(), activated)
    (told,) = publications(draft(), evaluated)

    assert (noted.key, kind(noted.message)) == ("m1", "CheckActivated")
    assert (told.key, kind(told.message)) == ("i1", "CheckEvaluated")


def test_a_snapshot_says_every_field() -> None:
    message = pb.IdeaSnapshot(**as_fields(SNAPSHOT))

    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)
