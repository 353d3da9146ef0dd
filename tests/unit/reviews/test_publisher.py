"""What others hear from reviews: every field of every public event."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.checks import (
    ActiveCheck,
    CheckActivated,
    CheckEvaluated,
    CheckResult,
    DoorKind,
    Evaluation,
    Stage,
)
from chassis.domain import Actor, Aggregate, Cause, DomainEvent
from chassis.values import as_fields
from day1.checks.v1 import checks_pb2
from day1.reviews.v1 import reviews_events_pb2 as pb
from day1.reviews.v1 import reviews_pb2 as api
from services.reviews.domain import comment as comments
from services.reviews.domain import events
from services.reviews.domain.checklist import CheckOutcome, GrantedException
from services.reviews.domain.decision import (
    Outcome,
    PositionKind,
    PositionsSummary,
    ReturnReason,
)
from services.reviews.domain.document import Door, ReviewPolicy, Undo
from services.reviews.domain.events import StallReason
from services.reviews.domain.information import NeedState
from services.reviews.messaging.publisher import MESSAGES, PUBLISHER, to_message
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    BET,
    BLOCKER,
    NOON,
    QUESTION,
    RIA,
    TOMORROW,
    case,
    comment,
    informed,
    question,
    reading,
    take_side,
)

REVIEW, IDEA, PERSON, LEO = "reviews/r1", "ideas/i1", "people/ria", "people/leo"
OF: dict[str, Any] = {"review": REVIEW, "idea": IDEA, "at": NOON}
NAMES = {"review": REVIEW, "idea": IDEA}


def snapshot() -> Any:
    review = informed(question(), debated_topics=("Now?",), bet=BET)
    review.answer_item("way-back", "no", "Soon.", "", by=ANN, at=NOON)
    take_side(review, RIA)
    ruling = replace(
        APPROVE,
        conditions=("One.",),
        revisit_when="Later.",
        validation=("mechanisms/m",),
    )
    said = [comment(BLOCKER), comment(QUESTION, number="c2")]
    return case(review, ruling, *said).snapshot()


PUBLIC: list[tuple[DomainEvent, Message]] = [
    (
        events.ReviewOpened(
            **OF, revision="1.2", policy=ReviewPolicy.LIGHT, decider=LEO
        ),
        pb.ReviewOpened(
            **NAMES, revision="1.2", policy=api.REVIEW_POLICY_LIGHT, decider=LEO
        ),
    ),
    (events.ReviewReadingStarted(**OF), pb.ReviewReadingStarted(**NAMES)),
    (
        events.ReviewReadingFinished(**OF, reader=PERSON),
        pb.ReviewReadingFinished(**NAMES, reader=PERSON),
    ),
    (
        events.ReviewDebateOpened(**OF, automatic=True),
        pb.ReviewDebateOpened(**NAMES, automatic=True),
    ),
    (
        events.ReviewRereadRequested(**OF, reason="New."),
        pb.ReviewRereadRequested(**NAMES, reason="New."),
    ),
    (
        events.ReviewDecided(
            **OF,
            revision="1.2",
            outcome=Outcome.RETURN,
            policy=ReviewPolicy.FULL,
            decider=PERSON,
            leader=LEO,
            rationale="Why not.",
            door_kinds=(DoorKind.ONE_WAY,),
            information_ratio=0.75,
            conditions=("One country.",),
            exceptions=(GrantedException("mechanisms/m1", PERSON, "Soon.", TOMORROW),),
            checks=(
                CheckOutcome(
                    "mechanisms/m1",
                    2,
                    Stage.REVIEW_DECIDE,
                    CheckResult.EXCEPTION,
                    blocked=False,
                    actor=PERSON,
                    detail="It is not answered.",
                ),
            ),
            positions_summary=PositionsSummary(3, 2, 1),
            return_reason=ReturnReason.SPLIT_ONE_WAY_DOOR,
            elapsed=timedelta(hours=5),
            snapshot=snapshot(),
            revisit_when="Sales fall.",
            validation=("mechanisms/m2",),
            log_position=7,
            hash="abc",
        ),
        pb.ReviewDecided(
            **NAMES,
            revision="1.2",
            outcome=api.REVIEW_OUTCOME_RETURN,
            policy=api.REVIEW_POLICY_FULL,
            decider=PERSON,
            leader=LEO,
            rationale="Why not.",
            door_kinds=[checks_pb2.DOOR_KIND_ONE_WAY],
            information_ratio=0.75,
            conditions=["One country."],
            exceptions=[
                api.GrantedException(
                    subject="mechanisms/m1",
                    approver=PERSON,
                    reason="Soon.",
                    expire_time=TOMORROW,
                )
            ],
            checks=[
                checks_pb2.CheckOutcome(
                    mechanism="mechanisms/m1",
                    version=2,
                    stage=checks_pb2.STAGE_REVIEW_DECIDE,
                    result=checks_pb2.CHECK_RESULT_EXCEPTION,
                    actor=PERSON,
                    detail="It is not answered.",
                )
            ],
            positions_summary=pb.PositionsSummary(
                support=3, disagree_and_commit=2, object=1
            ),
            return_reason=api.RETURN_REASON_SPLIT_ONE_WAY_DOOR,
            elapsed=timedelta(hours=5),
            snapshot=pb.DecisionSnapshot(**as_fields(snapshot())),
            revisit_when="Sales fall.",
            validation=["mechanisms/m2"],
            log_position=7,
            hash="abc",
        ),
    ),
    (
        events.ReviewSuperseded(**OF, revision="1.2"),
        pb.ReviewSuperseded(**NAMES, revision="1.2"),
    ),
    (
        events.ReviewWithdrawn(**OF, revision="1.2"),
        pb.ReviewWithdrawn(**NAMES, revision="1.2"),
    ),
    (
        events.ReviewStalled(
            **OF,
            reason=StallReason.WAITING_PAST_90,
            due_time=TOMORROW,
            information_ratio=0.95,
        ),
        pb.ReviewStalled(
            **NAMES,
            reason=api.STALL_REASON_WAITING_PAST_90,
            due_time=TOMORROW,
            information_ratio=0.95,
        ),
    ),
    (
        events.ReviewCheckActivated(**OF, mechanism="mechanisms/m1", version=2),
        pb.ReviewCheckActivated(**NAMES, mechanism="mechanisms/m1", version=2),
    ),
    (
        events.ReviewExceptionExpired(
            **OF, subject="mechanisms/m1", approver=LEO, expire_time=TOMORROW
        ),
        pb.ReviewExceptionExpired(
            **NAMES, subject="mechanisms/m1", approver=LEO, expire_time=TOMORROW
        ),
    ),
]

PRIVATE: list[DomainEvent] = [
    events.ReviewDeciderNamed(**OF, decider=PERSON),
    events.ReviewReaderInvited(**OF, reader=PERSON),
    events.ReviewNeedChanged(**OF, need="need-1"),
    events.ReviewPositionSet(**OF),
    events.ReviewTopicClosed(**OF, topic="topic-1"),
    events.ReviewQuestionAsked(**OF, question="ideas/i1/questions/q1"),
    events.ReviewQuestionAnswered(**OF, question="ideas/i1/questions/q1"),
    events.ReviewCheckEnded(**OF, mechanism="mechanisms/m1"),
    events.ReviewItemAnswered(**OF, mechanism="mechanisms/m1"),
    events.ReviewFixAccepted(**OF, mechanism="mechanisms/m1"),
    events.ReviewExceptionGranted(**OF, mechanism="mechanisms/m1"),
    events.ReviewTextErased(**OF),
    *(
        kind(comment="reviews/r1/comments/c1", at=NOON)
        for kind in (
            events.CommentMade,
            events.CommentReplied,
            events.CommentAnswered,
            events.CommentReopened,
            events.CommentResolved,
            events.CommentOverridden,
            events.CommentCarried,
            events.CommentWithdrawn,
            events.CommentTextErased,
        )
    ),
]

PARTS = {"PositionsSummary", "DecisionSnapshot", "DoorSnapshot", "AnswerSnapshot"}
"""Messages that are parts of others."""


@pytest.mark.parametrize(("event", "message"), PUBLIC)
def test_a_public_event_travels_with_all_its_fields(
    event: DomainEvent, message: Message
) -> None:
    assert to_message(event) == message
    assert len(message.ListFields()) == len(message.DESCRIPTOR.fields)


@pytest.mark.parametrize("event", PRIVATE)
def test_a_private_event_stays_here(event: DomainEvent) -> None:
    assert to_message(event) is None


def test_a_snapshot_travels_with_all_its_fields() -> None:
    message = pb.DecisionSnapshot(**as_fields(snapshot()))

    assert len(message.ListFields()) == len(pb.DecisionSnapshot.DESCRIPTOR.fields)
    assert len(message.answers[0].ListFields()) == 4
    assert len(message.doors[0].ListFields()) == 7


def test_what_nobody_said_is_absent_in_a_snapshot_and_not_zero() -> None:
    door = Door("price", is_two_way=True, undo=Undo("Lower it"))
    seen = case(reading(doors=(door,))).snapshot()

    message = pb.DecisionSnapshot(**as_fields(seen))

    for field in ("information_ratio", "win_probability", "payoff_multiple"):
        assert not message.HasField(field)
    assert not message.doors[0].HasField("undo_cost")
    assert not message.doors[0].HasField("undo_days")


def test_a_ratio_of_nothing_is_absent_and_not_zero() -> None:
    event, _ = PUBLIC[5]
    assert isinstance(event, events.ReviewDecided)

    message = to_message(replace(event, information_ratio=None))

    assert message
    assert not message.HasField("information_ratio")


def test_no_event_is_forgotten() -> None:
    known = {type(event) for event in [*(event for event, _ in PUBLIC), *PRIVATE]}

    assert known == {
        kind
        for kind in vars(events).values()
        if isinstance(kind, type)
        and issubclass(kind, DomainEvent)
        and kind not in {DomainEvent, events.ReviewEvent}
    }
    assert set(MESSAGES) == {type(event) for event, _ in PUBLIC}


def test_no_message_of_the_contract_is_forgotten() -> None:
    known = {message.DESCRIPTOR.name for _, message in PUBLIC}

    assert known == set(pb.DESCRIPTOR.message_types_by_name) - PARTS


@pytest.mark.parametrize(
    ("words", "enum"),
    [
        (Outcome, api.ReviewOutcome),
        (ReturnReason, api.ReturnReason),
        (StallReason, api.StallReason),
        (ReviewPolicy, api.ReviewPolicy),
        (NeedState, api.NeedState),
        (PositionKind, api.PositionKind),
        (
            [f"COMMENT_STATE_{state}" for state in comments.CommentState],
            api.CommentState,
        ),
    ],
)
def test_the_contract_knows_every_word(words: Any, enum: Any) -> None:
    assert {*words, enum.keys()[0]} == set(enum.keys())


def record_of(aggregate: Aggregate, event: DomainEvent) -> Any:
    cause = Cause("e1", Actor("services/ideas"))
    (record,) = PUBLISHER.records_of(aggregate, event, cause, lambda: "e2")
    return record


def test_all_reviews_of_one_idea_stay_in_order() -> None:
    review = reading()

    record = record_of(review, review.events[0])

    assert (record.topic, record.key) == ("reviews.events.v1", "i1")
    assert record.headers["ce_journey"] == "ideas/i1"
    assert record.headers["ce_subject"] == "reviews/r1"


def test_what_came_of_a_check_travels_with_the_idea_and_its_activation_alone() -> None:
    review = reading()
    found = Evaluation(question(), CheckResult.FAIL)
    copy = ActiveCheck(
        id="way-back", check=question(), created_at=NOON, updated_at=NOON
    )
    activated = CheckActivated(
        mechanism="mechanisms/way-back",
        version=1,
        service="services/reviews",
        active=True,
        at=NOON,
    )

    asked = record_of(review, CheckEvaluated.of(found, review.name, by=RIA, at=NOON))
    heard = record_of(copy, activated)

    assert (asked.key, heard.key) == ("i1", "way-back")
    message = checks_pb2.CheckEvaluated.FromString(asked.value)
    assert (message.blocked, message.stage) == (True, checks_pb2.STAGE_REVIEW_DECIDE)
