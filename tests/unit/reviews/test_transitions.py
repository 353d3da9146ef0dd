"""Every method in every state: allowed exactly where this table says so."""

from collections.abc import Callable

import pytest

from chassis.domain import Actor, Conflict, RuleBroken
from services.reviews.domain import events
from services.reviews.domain.comment import Comment, CommentState
from services.reviews.domain.decision import PositionKind
from services.reviews.domain.document import ReviewPolicy
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    BLOCKER,
    COY,
    DEE,
    IDEAS,
    KAI,
    LATER,
    NOTE,
    POLICY,
    RIA,
    SAM,
    TOMORROW,
    comment,
    debating,
    decide,
    full_read,
    named,
    question,
    reasons_of,
)

S = ReviewState
NEED = InformationNeed("", "How many?")


def prepared(review: Review) -> Review:
    """Return a review that has something for each method to work on."""
    if review.state in {S.OPENED, S.READING, S.DEBATING}:
        review.finish_reading(by=RIA, at=LATER, policy=POLICY)
        review.list_need(NEED, by=RIA, at=LATER, policy=POLICY)
    return review


def ready(review: Review) -> Review:
    """Return a review in which RIA and KAI have taken sides, and an item has a fix."""
    for person in (RIA, KAI):
        kind = PositionKind.SUPPORT
        review.set_position(kind, "Yes.", by=person, at=LATER, policy=POLICY)
    review.answer_item("way-back", "no", "We try it.", "", by=ANN, at=LATER)
    return review


def in_debate() -> Review:
    review = debating(question(), debated_topics=("Now?",))
    need = InformationNeed("", "How dear?", 3, NeedState.KNOWN, "An offer")
    review.list_need(need, by=RIA, at=LATER, policy=POLICY)
    review.close_topic(review.topics[0], "Now.", is_debated=True, by=DEE, at=LATER)
    review.answer_item("way-back", "no", "We try it.", "", by=ANN, at=LATER)
    review.accept_fix("way-back", "I saw it.", by=DEE, at=LATER)
    return review


def decided() -> Review:
    review = in_debate()
    decide(review, by=DEE)
    return review


def superseded() -> Review:
    review = in_debate()
    review.supersede(by=IDEAS, at=LATER)
    return review


def withdrawn() -> Review:
    review = in_debate()
    review.withdraw(by=IDEAS, at=LATER)
    return review


IN_STATE: dict[ReviewState, Callable[[], Review]] = {
    S.OPENED: lambda: prepared(named(debated_topics=("Now?",))),
    S.READING: lambda: ready(prepared(full_read(question(), debated_topics=("Now?",)))),
    S.DEBATING: lambda: prepared(in_debate()),
    S.DECIDED: decided,
    S.SUPERSEDED: superseded,
    S.WITHDRAWN: withdrawn,
}


def finish(review: Review) -> None:
    review.finish_reading(by=RIA, at=LATER, policy=POLICY)


def except_item(review: Review) -> None:
    item, why = "way-back", "We try it tomorrow."
    review.grant_exception(item, why, TOMORROW, by=DEE, at=LATER, policy=POLICY)


def accept_fix(review: Review) -> None:
    if not review.checklist:  # before the reading, and in nothing else
        review.checklist = full_read(question()).checklist
    review.accept_fix("way-back", "I saw it.", by=DEE, at=LATER)


def take_side(review: Review) -> None:
    kind = PositionKind.OBJECT
    review.set_position(kind, "No.", by=DEE, at=LATER, policy=POLICY)


def change_need(review: Review) -> None:
    need = InformationNeed("need-1", "How much?", author=RIA.name)
    review.change_need(need, by=RIA, at=LATER, policy=POLICY)


def close_topic(review: Review) -> None:
    topic = review.topic("topic-1")
    review.close_topic(topic, "Later.", is_debated=True, by=DEE, at=LATER)


def start(review: Review) -> None:
    review.start(ReviewPolicy.FULL, (), by=DEE, at=LATER, policy=POLICY)


def debate(review: Review) -> None:
    review.open_debate(by=DEE, at=LATER, policy=POLICY)


def decide_it(review: Review) -> None:
    review.expect_ruling("", by=DEE)
    if review.state is S.DEBATING:
        decide(review, APPROVE, by=DEE)


METHODS: dict[str, Callable[[Review], object]] = {
    "NameDecider": lambda r: r.name_decider(SAM.name, by=DEE, at=LATER, policy=POLICY),
    "InviteReader": lambda r: r.invite(SAM.name, by=ANN, at=LATER, policy=POLICY),
    "StartReview": start,
    "FinishReading": finish,
    "CreateComment": lambda r: r.expect_remark(NOTE, 0, by=RIA, policy=POLICY),
    "ReplyComment": lambda r: r.expect_reply(ANN),
    "ResolveComment": lambda r: r.expect(events.CommentResolved),
    "OverrideComment": lambda r: r.expect_decider(events.CommentOverridden, DEE),
    "WithdrawComment": lambda r: r.expect(events.CommentWithdrawn),
    "CreateInformationNeed": lambda r: r.list_need(
        NEED, by=ANN, at=LATER, policy=POLICY
    ),
    "UpdateInformationNeed": change_need,
    "SetPosition": take_side,
    "OpenDebate": debate,
    "CloseDebateTopic": close_topic,
    "RequestReread": lambda r: r.request_reread("New.", by=DEE, at=LATER),
    "AnswerChecklistItem": lambda r: r.answer_item(
        "way-back", "no", "We try it.", "", by=ANN, at=LATER
    ),
    "AcceptChecklistFix": accept_fix,
    "GrantException": except_item,
    "DecideReview": decide_it,
}

INWARD: dict[str, Callable[[Review], object]] = {
    "supersede": lambda r: r.supersede(by=IDEAS, at=LATER),
    "withdraw": lambda r: r.withdraw(by=IDEAS, at=LATER),
}
"""What events of ideas do."""

WRONG = "WRONG_STATE"
EVERYWHERE: dict[ReviewState, dict[str, ReviewState | str]] = {
    S.OPENED: {
        "NameDecider": S.OPENED,
        "InviteReader": S.OPENED,
        "StartReview": S.READING,
        "FinishReading": S.OPENED,
        "CreateInformationNeed": S.OPENED,
        "UpdateInformationNeed": S.OPENED,
        "supersede": S.SUPERSEDED,
        "withdraw": S.WITHDRAWN,
    },
    S.READING: {
        "NameDecider": S.READING,
        "InviteReader": S.READING,
        "FinishReading": S.READING,
        "CreateComment": S.READING,
        "ReplyComment": S.READING,
        "ResolveComment": S.READING,
        "OverrideComment": S.READING,
        "WithdrawComment": S.READING,
        "CreateInformationNeed": S.READING,
        "UpdateInformationNeed": S.READING,
        "SetPosition": S.READING,
        "OpenDebate": S.DEBATING,
        "AnswerChecklistItem": S.READING,
        "AcceptChecklistFix": S.READING,
        "GrantException": S.READING,
        "DecideReview": S.READING,
        "supersede": S.SUPERSEDED,
        "withdraw": S.WITHDRAWN,
    },
    S.DEBATING: {
        "NameDecider": S.DEBATING,
        "InviteReader": S.DEBATING,
        "FinishReading": S.DEBATING,
        "CreateComment": S.DEBATING,
        "ReplyComment": S.DEBATING,
        "ResolveComment": S.DEBATING,
        "OverrideComment": S.DEBATING,
        "WithdrawComment": S.DEBATING,
        "CreateInformationNeed": S.DEBATING,
        "UpdateInformationNeed": S.DEBATING,
        "SetPosition": S.DEBATING,
        "CloseDebateTopic": S.DEBATING,
        "RequestReread": S.READING,
        "AnswerChecklistItem": S.DEBATING,
        "AcceptChecklistFix": S.DEBATING,
        "GrantException": S.DEBATING,
        "DecideReview": S.DECIDED,
        "supersede": S.SUPERSEDED,
        "withdraw": S.WITHDRAWN,
    },
    S.DECIDED: {"ReplyComment": S.DECIDED, "DecideReview": "DECISION_FINAL"},
    S.SUPERSEDED: {"DecideReview": "REVISION_STALE"},
    S.WITHDRAWN: {},
}
"""The state it leads to, or the reason against it; `WRONG_STATE` where nothing stands.

On FULL, nobody decides while it is read: of that, the rules of decisions tell.
"""


def test_the_methods_are_those_of_the_table() -> None:
    assert list(METHODS) == list(Review.METHODS)
    assert set(IN_STATE) == set(S)


@pytest.mark.parametrize("state", S)
def test_a_review_moves_along_the_table_only(state: ReviewState) -> None:
    for method in [*METHODS, *INWARD]:
        expect_move(state, method, EVERYWHERE[state].get(method, WRONG))


def expect_move(state: ReviewState, method: str, expected: ReviewState | str) -> None:
    review = IN_STATE[state]()
    assert review.state is state
    act = (METHODS | INWARD)[method]

    if isinstance(expected, ReviewState):
        act(review)
        assert review.state is expected
    else:
        refusal = Conflict if expected == "REVISION_STALE" else RuleBroken
        assert reasons_of(lambda: act(review), refusal) == [expected]
        assert review.state is state


@pytest.mark.parametrize("state", S)
def test_what_is_possible_is_what_the_table_allows(state: ReviewState) -> None:
    allowed = EVERYWHERE[state]

    assert IN_STATE[state]().possible == [
        method for method in METHODS if isinstance(allowed.get(method), ReviewState)
    ]


C = CommentState


def carry(said: Comment) -> None:
    next_one = said.carry("c2", "reviews/r2", topic="", by=IDEAS, at=LATER)
    assert (next_one.author, next_one.carried_from) == (RIA.name, said.name)
    assert next_one.name == "reviews/r2/comments/c2"


COMMENT_METHODS: dict[str, Callable[[Comment], None]] = {
    "ReplyComment": lambda c: c.reply(
        "Hm.", is_author=False, by=RIA, at=LATER, policy=POLICY
    ),
    "ResolveComment": lambda c: c.resolve("Fine.", by=RIA, at=LATER),
    "OverrideComment": lambda c: c.overrule(
        "Now.", TOMORROW, ReviewPolicy.FULL, by=DEE, at=LATER, policy=POLICY
    ),
    "WithdrawComment": lambda c: c.withdraw(by=RIA, at=LATER),
    "answer": lambda c: c.reply(
        "Yes.", is_author=True, by=COY, at=LATER, policy=POLICY
    ),
    "carry": carry,
}


def comment_in(state: CommentState) -> Comment:
    said = comment(BLOCKER, by=RIA)
    match state:
        case C.ANSWERED:
            COMMENT_METHODS["answer"](said)
        case C.RESOLVED:
            COMMENT_METHODS["ResolveComment"](said)
        case C.OVERRIDDEN:
            COMMENT_METHODS["OverrideComment"](said)
        case C.WITHDRAWN:
            COMMENT_METHODS["WithdrawComment"](said)
        case C.CARRIED:
            COMMENT_METHODS["carry"](said)
        case C.OPEN:
            pass
    return said


COMMENT_TABLE: dict[CommentState, dict[str, CommentState]] = {
    C.OPEN: {
        "ReplyComment": C.OPEN,
        "ResolveComment": C.RESOLVED,
        "OverrideComment": C.OVERRIDDEN,
        "WithdrawComment": C.WITHDRAWN,
        "answer": C.ANSWERED,
        "carry": C.CARRIED,
    },
    C.ANSWERED: {
        "ReplyComment": C.OPEN,
        "ResolveComment": C.RESOLVED,
        "OverrideComment": C.OVERRIDDEN,
        "WithdrawComment": C.WITHDRAWN,
        "answer": C.ANSWERED,
        "carry": C.CARRIED,
    },
    C.OVERRIDDEN: {
        "ReplyComment": C.OVERRIDDEN,
        "ResolveComment": C.RESOLVED,
        "OverrideComment": C.OVERRIDDEN,
        "WithdrawComment": C.WITHDRAWN,
        "answer": C.OVERRIDDEN,
        "carry": C.CARRIED,
    },
    C.RESOLVED: {},
    C.CARRIED: {},
    C.WITHDRAWN: {},
}


@pytest.mark.parametrize("state", C)
@pytest.mark.parametrize("method", COMMENT_METHODS)
def test_a_comment_moves_along_the_table_only(state: CommentState, method: str) -> None:
    said = comment_in(state)
    assert said.state is state

    if expected := COMMENT_TABLE[state].get(method):
        COMMENT_METHODS[method](said)
        assert said.state is expected
    else:
        reasons = reasons_of(lambda: COMMENT_METHODS[method](said), RuleBroken)
        assert reasons == [WRONG]
        assert said.state is state


@pytest.mark.parametrize("state", C)
def test_what_is_possible_on_a_comment_is_what_the_table_allows(
    state: CommentState,
) -> None:
    possible = comment_in(state).possible

    assert possible == [m for m in Comment.METHODS if m in COMMENT_TABLE[state]]


def test_where_nobody_decides_all_who_are_involved_hear_so() -> None:
    review = named()
    review.decider = ""

    def decide_now() -> None:
        review.expect_ruling("", by=Actor(ANN.name))

    assert reasons_of(decide_now, RuleBroken) == ["DECIDER_MISSING"]
