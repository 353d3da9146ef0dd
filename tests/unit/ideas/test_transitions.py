"""Every method of an idea in every one of its states."""

from collections.abc import Callable
from copy import deepcopy
from itertools import product

import pytest

from chassis.domain import RuleBroken
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import FINAL, OPEN, TRANSITIONS, IdeaState
from services.ideas.domain.life import METHODS as RPCS
from tests.unit.ideas.support import (
    IDEAS,
    METHODS,
    approved,
    draft,
    experimenting,
    launched,
    reasons,
    scaling,
    vacant,
)

IGNORED = "IGNORED"
FROZEN = "REVISION_IMMUTABLE"
WRONG = "WRONG_STATE"

MOVES: dict[tuple[str, str], str] = {
    ("DRAFT", "update"): "DRAFT",
    ("DRAFT", "share"): "DRAFT",
    ("DRAFT", "split_door"): "DRAFT",
    ("DRAFT", "promote"): "DRAFT",
    ("DRAFT", "submit"): "SUBMITTED",
    ("DRAFT", "mark_duplicate"): "DUPLICATE",
    ("SUBMITTED", "start_review"): "IN_REVIEW",
    ("SUBMITTED", "recall"): "DRAFT",
    ("IN_REVIEW", "recall"): "DRAFT",
    ("IN_REVIEW", "send_back"): "DRAFT",
    ("IN_REVIEW", "approve"): "APPROVED",
    ("IN_REVIEW", "decline"): "DECLINED",
    ("DECLINED", "reopen"): "DRAFT",
    ("APPROVED", "experiment_started"): "EXPERIMENTING",
    ("LAUNCHED", "experiment_started"): "EXPERIMENTING",
    ("EXPERIMENTING", "experiment_aborted"): "APPROVED",
    ("EXPERIMENTING", "scale"): "SCALING",
    ("EXPERIMENTING", "pivot"): "PIVOTED",
    ("EXPERIMENTING", "kill"): "KILLED",
    ("EXPERIMENTING again", "experiment_aborted"): "LAUNCHED",
    ("EXPERIMENTING again", "scale"): "SCALING",
    ("EXPERIMENTING again", "pivot"): "LAUNCHED",
    ("EXPERIMENTING again", "kill"): "LAUNCHED",
    ("SCALING", "launch"): "LAUNCHED",
    ("APPROVED", "stop"): "KILLED",
    ("SCALING", "stop"): "KILLED",
    ("LAUNCHED", "stop"): "KILLED",
    ("DRAFT", "withdraw"): "WITHDRAWN",
    ("SUBMITTED", "withdraw"): "WITHDRAWN",
    ("IN_REVIEW", "withdraw"): "WITHDRAWN",
    ("APPROVED", "withdraw"): "WITHDRAWN",
    **{(state, "experiment_started"): IGNORED for state in FINAL},
    **{
        (state, method): state.removesuffix(" again")
        for state in IDEAS
        if state.removesuffix(" again") in OPEN
        for method in (
            "update beside",
            "assign_leader",
            "transfer_leader",
            "prioritize",
            "wake",
        )
    },
}
"""Where a method leads, from where it may be called."""

ELSEWHERE = {
    "update": FROZEN,
    "split_door": FROZEN,
    "promote": FROZEN,
    "start_review": IGNORED,
    "experiment_aborted": IGNORED,
    "scale": IGNORED,
    "pivot": IGNORED,
    "kill": IGNORED,
}
"""What becomes of a method everywhere else: the reason, or nothing at all.

Of what is not named here, WRONG_STATE.
"""

NO_MOVES = {
    "create",
    "wrong_state",
    "authors",
    "writers",
    "label",
    "subject",
    "leader",
    "leads",
    "wake_at",
    "possible",
    "allow_author",
    "allow_authors",
    "allow_insiders",
    "allow_submission",
    "allow_duplicate",
    "submission",
    "is_stale",
    "discussed",
    "supporting_started",
    "supporting_ended",
    "is_hidden",
    "audience",
    "is_visible_to",
    "copied_from",
    "erase",
}
"""What an idea offers besides; asking moves nothing."""


def test_no_state_and_no_method_is_forgotten() -> None:
    public = {name for name in vars(Idea) if not name.startswith("_")}
    others = {"COLLECTION", "TRANSITIONS", "METHODS"}

    assert {state.removesuffix(" again") for state in IDEAS} == set(IdeaState)
    assert set(METHODS) - {"update beside"} == (
        public - others - NO_MOVES - set(Idea.__slots__)
    )
    assert set(MOVES) <= set(product(IDEAS, METHODS))


@pytest.mark.parametrize("state", IDEAS)
def test_each_method_does_in_a_state_what_the_table_says(state: str) -> None:
    for method in METHODS:
        expect_move(state, method)


def expect_move(state: str, method: str) -> None:
    idea = IDEAS[state]()
    expected = MOVES.get((state, method), ELSEWHERE.get(method, WRONG))
    before = deepcopy(idea)
    assert idea.state == state.removesuffix(" again")

    if expected in {FROZEN, WRONG}:
        assert reasons(lambda: METHODS[method](idea), RuleBroken) == [expected]
    else:
        METHODS[method](idea)

    if expected in set(IdeaState):
        assert idea.state == expected
        assert len(idea.events) == len(before.events) + 1
    else:
        assert idea == before
        assert idea.events == before.events


def test_a_screen_is_told_what_the_state_allows() -> None:
    for build in IDEAS.values():
        idea = build()

        pointless = "AssignLeader" if idea.leads else "TransferLeader"
        assert idea.possible == [
            rpc
            for rpc, event in RPCS.items()
            if (idea.state, event) in TRANSITIONS and rpc != pointless
        ]
    assert "SubmitIdea" in IDEAS["DRAFT"]().possible
    assert IDEAS["DUPLICATE"]().possible == []


def test_a_leader_is_named_where_there_is_none_and_else_handed_over() -> None:
    def offered(build: Callable[[], Idea]) -> set[str]:
        return {"AssignLeader", "TransferLeader"} & set(build().possible)

    for build in (draft, vacant, launched):
        assert offered(build) == {"AssignLeader"}
    for build in (approved, experimenting, scaling):
        assert offered(build) == {"TransferLeader"}
