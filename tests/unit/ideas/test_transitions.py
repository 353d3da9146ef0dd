"""Every method of an idea in every one of its states."""

from copy import deepcopy
from itertools import product

import pytest

from chassis.domain import RuleBroken
from services.ideas.domain.idea import Idea, IdeaState
from tests.unit.ideas.support import IDEAS, METHODS, reasons

IGNORED = "IGNORED"
FROZEN = "REVISION_IMMUTABLE"
WRONG = "WRONG_STATE"

MOVES = {
    ("DRAFT", "update"): "DRAFT",
    ("DRAFT", "submit"): "SUBMITTED",
    ("SUBMITTED", "start_review"): "IN_REVIEW",
    ("SUBMITTED", "recall"): "DRAFT",
    ("IN_REVIEW", "recall"): "DRAFT",
    ("IN_REVIEW", "send_back"): "DRAFT",
    ("IN_REVIEW", "approve"): "APPROVED",
    ("IN_REVIEW", "decline"): "DECLINED",
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
}
"""Where a method leads, from where it may be called."""

ELSEWHERE = {
    "update": FROZEN,
    "submit": WRONG,
    "recall": WRONG,
    "launch": WRONG,
    "start_review": WRONG,
    "approve": WRONG,
    "send_back": WRONG,
    "decline": WRONG,
    "experiment_started": WRONG,
    "experiment_aborted": IGNORED,
    "scale": IGNORED,
    "pivot": IGNORED,
    "kill": IGNORED,
}
"""What becomes of a method everywhere else: the reason, or nothing at all."""


def test_no_state_and_no_method_is_forgotten() -> None:
    public = {name for name in vars(Idea) if not name.startswith("_")}
    others = {"COLLECTION", "TRANSITIONS", "create", "wrong_state"}

    assert {state.removesuffix(" again") for state in IDEAS} == set(IdeaState)
    assert set(METHODS) == public - others - set(Idea.__slots__) == set(ELSEWHERE)
    assert set(MOVES) <= set(product(IDEAS, METHODS))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("state", IDEAS)
def test_a_method_does_in_a_state_what_the_table_says(state: str, method: str) -> None:
    idea, expected = IDEAS[state](), MOVES.get((state, method), ELSEWHERE[method])
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
