"""Every method of a COE in every one of its states."""

from collections.abc import Callable
from itertools import product

import pytest

from chassis.domain import RuleBroken
from services.coes.domain.coe import Coe, CoeState
from tests.unit.coes.support import (
    EVE,
    KAI,
    LATER,
    analyzing,
    dismissed,
    opened,
    reasons,
    report,
)

COES: dict[str, Callable[[], Coe]] = {
    "OPENED": opened,
    "ANALYZING": analyzing,
    "DISMISSED": dismissed,
}

METHODS: dict[str, Callable[[Coe], None]] = {
    "update": lambda coe: coe.update(report(), by=KAI, at=LATER),
    "start_analysis": lambda coe: coe.start_analysis(by=KAI, at=LATER),
    "dismiss": lambda coe: coe.dismiss("Fine.", by=EVE, at=LATER),
}

EXPECTED = {
    ("OPENED", "update"): "OPENED",
    ("OPENED", "start_analysis"): "ANALYZING",
    ("OPENED", "dismiss"): "DISMISSED",
    ("ANALYZING", "update"): "ANALYZING",
    ("ANALYZING", "start_analysis"): "WRONG_STATE",
    ("ANALYZING", "dismiss"): "WRONG_STATE",
    ("DISMISSED", "update"): "WRONG_STATE",
    ("DISMISSED", "start_analysis"): "WRONG_STATE",
    ("DISMISSED", "dismiss"): "WRONG_STATE",
}
"""Where each method leads, or why it is refused."""


def test_no_state_and_no_method_is_forgotten() -> None:
    public = {name for name in vars(Coe) if not name.startswith("_")}
    makers = {"create", "of_breach"}
    described = {"COLLECTION", "TRANSITIONS", "journey"} | set(Coe.__slots__)

    assert set(COES) == set(CoeState)
    assert set(METHODS) == public - makers - described
    assert set(EXPECTED) == set(product(COES, METHODS))


@pytest.mark.parametrize(("state", "method"), EXPECTED)
def test_a_method_does_in_a_state_what_the_table_says(state: str, method: str) -> None:
    coe, expected = COES[state](), EXPECTED[state, method]
    assert coe.state == state

    if expected in set(CoeState):
        METHODS[method](coe)
        assert coe.state == expected
    else:
        assert reasons(lambda: METHODS[method](coe), RuleBroken) == [expected]
        assert coe.state == state
