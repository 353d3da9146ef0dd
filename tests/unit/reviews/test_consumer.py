"""What reviews makes of the messages of others."""

from typing import Any

import pytest
from google.protobuf.message import Message

from chassis.checks import CheckActivated, CheckState
from chassis.checks.messaging import STATE_TOPIC, from_check
from chassis.domain import ERASED, NotFound
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter
from chassis.money import Money
from chassis.wire import from_money
from day1.checks.v1 import checks_pb2 as checks
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as api
from services.reviews.application.ports import Work
from services.reviews.domain.document import Bet, Door, ReviewPolicy, Undo
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.messaging.consumer import (
    TOPICS,
    on_check_changed,
    on_idea_recalled,
    on_idea_submitted,
    on_idea_withdrawn,
    on_question_answered,
    on_question_asked,
    on_text_erased,
    subscribe,
    to_submission,
)
from tests.unit.reviews.support import (
    ASKED,
    BET,
    LEO,
    POLICY,
    Memory,
    question,
    submission,
)

SUBMITTED = ideas.IdeaSubmitted(
    idea="ideas/i1",
    revision="1.0",
    title="Boxes that fit",
    author="people/ann",
    team="teams/books",
    leader_nominee="people/leo",
    doors=[
        api.Door(
            id="price",
            decision="Raise it",
            kind=checks.DOOR_KIND_TWO_WAY,
            undo=api.Undo(plan="Lower it", cost=from_money(Money("USD", 1500)), days=3),
        )
    ],
    sections=[
        api.Section(id="headline", heading="Headline", text="Boxes that fit at last")
    ],
    document_hash="5ec7",
    co_authors=["people/coy"],
    trend_tags=["boxes"],
    debated_topics=["Now?"],
    bet=api.Bet(win_probability=0.1, payoff_multiple=100),
    open_questions=[ideas.OpenQuestion(question=ASKED.name, text=ASKED.text)],
)


def test_a_submission_is_read_with_all_its_fields() -> None:
    assert to_submission(SUBMITTED) == submission(
        co_authors=("people/coy",),
        debated_topics=("Now?",),
        bet=BET,
        open_questions=(ASKED,),
    )


def test_a_submission_of_before_is_read_too() -> None:
    before = ideas.IdeaSubmitted()
    before.CopyFrom(SUBMITTED)
    for name in ("co_authors", "trend_tags", "debated_topics", "bet", "open_questions"):
        before.ClearField(name)

    assert to_submission(before) == submission(tags=())


def test_a_number_that_nobody_said_is_unknown_and_not_zero() -> None:
    doors = [
        api.Door(id="d", kind=checks.DOOR_KIND_TWO_WAY, undo=api.Undo(plan="Back")),
        api.Door(id="e", kind=checks.DOOR_KIND_TWO_WAY, undo=api.Undo(days=0)),
    ]

    said = to_submission(ideas.IdeaSubmitted(doors=doors, bet=api.Bet()))
    silent = to_submission(ideas.IdeaSubmitted())

    assert [door.undo for door in said.doors] == [Undo("Back"), Undo("", None, 0)]
    assert said.bet == Bet(None, None)
    assert silent.bet is None


@pytest.mark.parametrize("kind", [0, checks.DOOR_KIND_ONE_WAY, 99])
def test_what_is_not_marked_two_way_has_no_way_back(kind: Any) -> None:
    door = api.Door(id="d", kind=kind)

    read = to_submission(ideas.IdeaSubmitted(doors=[door]))

    assert read.doors == (Door("d", is_two_way=False),)
    assert read.policy is ReviewPolicy.FULL
    assert Bet(0.5, 4).expected_value == 2


def test_the_texts_of_an_erased_idea_are_forgotten_and_others_stay() -> None:
    work = Memory()
    on_idea_submitted(work, SUBMITTED, POLICY)
    (review,) = work.reviews.all.values()
    later = ideas.IdeaQuestionAsked(idea="ideas/i1", question="q2", text="And then?")
    on_question_asked(work, later)
    assert [each.text for each in review.questions] == [ASKED.text, "And then?"]

    on_text_erased(work, erasure.TextErased(subject="ideas/other"))
    assert review.submission.title == "Boxes that fit"
    on_text_erased(work, erasure.TextErased(subject="ideas/i1"))

    assert review.submission.title == ERASED
    assert {each.text for each in review.questions} == {ERASED}
    assert {each.text for each in review.submission.open_questions} == {ERASED}


def test_submitted_and_recalled_open_and_supersede() -> None:
    work = Memory()

    on_idea_submitted(work, SUBMITTED, POLICY)
    on_question_answered(
        work, ideas.IdeaQuestionAnswered(idea="ideas/i1", question=ASKED.name)
    )
    on_idea_recalled(work, ideas.IdeaRecalled(idea="ideas/i1", revision="1.0"))

    (review,) = work.reviews.all.values()
    assert (review.state, review.questions) == (ReviewState.SUPERSEDED, ())


def test_withdrawn_ends_it() -> None:
    work = Memory()

    on_idea_submitted(work, SUBMITTED, POLICY)
    on_idea_withdrawn(work, ideas.IdeaWithdrawn(idea="ideas/i1", revision="1.0"))

    (review,) = work.reviews.all.values()
    assert review.state is ReviewState.WITHDRAWN


def test_a_mechanism_is_learnt_and_one_of_an_unknown_stage_is_not_asked() -> None:
    work = Memory()
    changed = checks.CheckChanged(
        check=from_check(question()), active=True, aggregate_version=3
    )
    of_the_future = checks.CheckChanged()
    of_the_future.CopyFrom(changed)
    of_the_future.check.mechanism = "mechanisms/of-the-future"
    of_the_future.check.scope.stage = 99  # type: ignore[assignment]

    on_check_changed(work, of_the_future)
    on_check_changed(work, changed)

    known = work.known_checks.all
    assert known["of-the-future"].state is CheckState.ENDED
    heard = known["way-back"]
    assert (heard.check, heard.heard, heard.state) == (
        question(),
        3,
        CheckState.ACTIVE,
    )
    answers = [
        (each.mechanism, each.active, each.unsupported)
        for each in work.published
        if isinstance(each, CheckActivated)
    ]
    assert answers == [
        ("mechanisms/of-the-future", False, True),
        ("mechanisms/way-back", True, False),
    ]


def test_reviews_listens_to_ideas_and_to_checks() -> None:
    router: EventRouter[Work] = EventRouter()

    subscribe(router, POLICY)

    known = [
        *ideas.DESCRIPTOR.message_types_by_name.values(),
        *checks.DESCRIPTOR.message_types_by_name.values(),
        *erasure.DESCRIPTOR.message_types_by_name.values(),
    ]
    wanted = {k.name for k in known if router.handles({"ce_type": k.full_name})}
    assert wanted == {
        "IdeaSubmitted",
        "IdeaRecalled",
        "IdeaWithdrawn",
        "IdeaQuestionAsked",
        "IdeaQuestionAnswered",
        "CheckChanged",
        "TextErased",
    }
    assert TOPICS == ("ideas.events.v1", STATE_TOPIC)


TOLD: dict[str, Message] = {
    "IdeaSubmitted": SUBMITTED,
    "IdeaRecalled": ideas.IdeaRecalled(idea="ideas/i1", revision="1.0"),
    "IdeaWithdrawn": ideas.IdeaWithdrawn(idea="ideas/i1", revision="1.0"),
    "IdeaQuestionAsked": ideas.IdeaQuestionAsked(
        idea="ideas/i1", question=ASKED.name, text=ASKED.text
    ),
    "IdeaQuestionAnswered": ideas.IdeaQuestionAnswered(
        idea="ideas/i1", question=ASKED.name
    ),
    "CheckChanged": checks.CheckChanged(
        check=from_check(question()), active=True, aggregate_version=3
    ),
    "TextErased": erasure.TextErased(subject="ideas/i1"),
}
"""Everything that reviews hears."""

PAST: dict[str, tuple[Message, ...]] = {
    "never heard of": (),
    "another idea is known": (
        ideas.IdeaSubmitted(idea="ideas/i2", revision="1.0", leader_nominee=LEO.name),
    ),
    "open": (SUBMITTED,),
    "recalled": (SUBMITTED, TOLD["IdeaRecalled"]),
    "withdrawn": (SUBMITTED, TOLD["IdeaWithdrawn"]),
    "erased": (SUBMITTED, TOLD["TextErased"]),
    "the check is known": (TOLD["CheckChanged"], SUBMITTED),
}
"""The events about an idea that reviews may have taken in before the one tried."""

WAITS = {("IdeaRecalled", "never heard of"), ("IdeaRecalled", "another idea is known")}
"""Events before their cause, which is on its way: `IdeaSubmitted` of that revision."""


def router() -> EventRouter[Work]:
    found: EventRouter[Work] = EventRouter()
    subscribe(found, POLICY)
    return found


def hear(work: Memory, *messages: Message) -> None:
    for message in messages:
        of = {"ce_type": message.DESCRIPTOR.full_name}
        record = LogRecord("ideas.events.v1", "i1", of, message.SerializeToString())
        router().handle(work, record)


@pytest.mark.parametrize("past", PAST)
@pytest.mark.parametrize("event", TOLD)
def test_no_event_ends_as_a_dead_letter(event: str, past: str) -> None:
    work = Memory()
    hear(work, *PAST[past])

    if (event, past) in WAITS:
        with pytest.raises(NotFound):
            hear(work, TOLD[event])
    else:
        hear(work, TOLD[event])
        hear(work, TOLD[event])
    reviews = list(work.reviews.all.values())
    assert len({review.submission.revision for review in reviews}) <= 1


def test_the_table_has_every_event_that_is_heard() -> None:
    kinds = {message.DESCRIPTOR.full_name for message in TOLD.values()}

    assert kinds == set(router().types)
