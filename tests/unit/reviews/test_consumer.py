"""What reviews makes of the messages of others."""

from chassis.checks.messaging import STATE_TOPIC, from_check
from chassis.messaging import EventRouter
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as api
from services.reviews.application.ports import Work
from services.reviews.domain.document import Bet, Door, ReviewPolicy
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
    subscribe,
    to_submission,
)
from tests.unit.reviews.support import (
    BET,
    POLICY,
    Memory,
    question,
    submission,
)

ASKED = "ideas/i1/questions/q1"
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
            kind=api.DOOR_KIND_TWO_WAY,
            undo=api.Undo(plan="Lower it", cost_usd=1500, days=3),
        )
    ],
    sections=[
        ideas.Section(id="headline", heading="Headline", text="Boxes that fit at last")
    ],
    document_hash="5ec7",
    co_authors=["people/coy"],
    tags=["boxes"],
    debated_topics=["Now?"],
    bet=api.Bet(win_probability=0.1, payoff_multiple=100),
    open_questions=[ASKED],
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
    for name in ("co_authors", "tags", "debated_topics", "bet", "open_questions"):
        before.ClearField(name)

    assert to_submission(before) == submission(tags=())


def test_what_is_not_marked_two_way_has_no_way_back() -> None:
    kinds = [api.DOOR_KIND_UNSPECIFIED, api.DOOR_KIND_ONE_WAY]
    doors = [api.Door(id=f"d{kind}", kind=kind) for kind in kinds]

    read = to_submission(ideas.IdeaSubmitted(doors=doors))

    assert read.doors == (Door("d0", is_two_way=False), Door("d1", is_two_way=False))
    assert read.policy is ReviewPolicy.FULL
    assert Bet(0.5, 4).expected_value == 2


def test_submitted_and_recalled_open_and_supersede() -> None:
    work = Memory()

    on_idea_submitted(work, SUBMITTED, POLICY)
    on_question_answered(
        work, ideas.IdeaQuestionAnswered(idea="ideas/i1", question=ASKED)
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


def test_a_mechanism_is_learnt_and_one_of_an_unknown_stage_is_not_ours() -> None:
    work = Memory()
    changed = checks.CheckChanged(
        check=from_check(question()), active=True, aggregate_version=3
    )
    of_the_future = checks.CheckChanged()
    of_the_future.CopyFrom(changed)
    of_the_future.check.scope.stage = 99  # type: ignore[assignment]

    on_check_changed(work, of_the_future)
    assert work.known_checks.all == {}
    on_check_changed(work, changed)

    (known,) = work.known_checks.all.values()
    assert (known.check, known.heard) == (question(), 3)


def test_reviews_listens_to_ideas_and_to_checks() -> None:
    router: EventRouter[Work] = EventRouter()

    subscribe(router, POLICY)

    known = [
        *ideas.DESCRIPTOR.message_types_by_name.values(),
        *checks.DESCRIPTOR.message_types_by_name.values(),
    ]
    wanted = {k.name for k in known if router.handles({"ce_type": k.full_name})}
    assert wanted == {
        "IdeaSubmitted",
        "IdeaRecalled",
        "IdeaWithdrawn",
        "IdeaQuestionAnswered",
        "CheckChanged",
    }
    assert TOPICS == ("ideas.events.v1", STATE_TOPIC)
