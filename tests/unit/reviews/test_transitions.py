"""Every method in every state: allowed exactly where this table says so."""

from collections.abc import Callable

import pytest

from chassis.domain import RuleBroken
from services.reviews.domain.review import Review, ReviewState
from tests.unit.reviews.support import (
    APPROVE,
    IDEAS,
    LATER,
    LEO,
    POLICY,
    RIA,
    decided,
    opened,
    read,
    reasons_of,
    superseded,
)

S = ReviewState

IN_STATE: dict[ReviewState, Callable[[], Review]] = {
    S.OPENED: opened,
    S.READING: read,
    S.DECIDED: decided,
    S.SUPERSEDED: superseded,
}

METHODS: dict[str, Callable[[Review], None]] = {
    "invite": lambda review: review.invite(RIA.name, by=LEO, at=LATER, policy=POLICY),
    "finish_reading": lambda review: review.finish_reading(by=LEO, at=LATER),
    "decide": lambda review: review.decide(APPROVE, by=LEO, at=LATER, policy=POLICY),
    "supersede": lambda review: review.supersede(by=IDEAS, at=LATER),
}

FINAL, LIGHT, WRONG = "DECISION_FINAL", "LIGHT_PROCESS_ON_ONE_WAY_DOOR", "WRONG_STATE"

EXPECTED: dict[ReviewState, dict[str, ReviewState | str]] = {
    S.OPENED: {
        "invite": S.OPENED,
        "finish_reading": S.OPENED,
        "decide": LIGHT,
        "supersede": S.SUPERSEDED,
    },
    S.READING: {
        "invite": S.READING,
        "finish_reading": S.READING,
        "decide": S.DECIDED,
        "supersede": S.SUPERSEDED,
    },
    S.DECIDED: {
        "invite": WRONG,
        "finish_reading": WRONG,
        "decide": FINAL,
        "supersede": WRONG,
    },
    S.SUPERSEDED: {
        "invite": WRONG,
        "finish_reading": WRONG,
        "decide": WRONG,
        "supersede": WRONG,
    },
}
"""The state it leads to, or the reason against it."""

CASES = [
    (state, method, expected)
    for state, row in EXPECTED.items()
    for method, expected in row.items()
]


def test_the_table_is_whole() -> None:
    asked = {(state, method) for state, method, _ in CASES}

    assert asked == {(state, method) for state in S for method in METHODS}


@pytest.mark.parametrize(("state", "method", "expected"), CASES)
def test_a_review_moves_along_the_table_only(
    state: ReviewState, method: str, expected: ReviewState | str
) -> None:
    review = IN_STATE[state]()
    assert review.state is state

    if isinstance(expected, ReviewState):
        METHODS[method](review)
        assert review.state is expected
    else:
        assert reasons_of(lambda: METHODS[method](review), RuleBroken) == [expected]
        assert review.state is state
