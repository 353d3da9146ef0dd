"""Expressions that are written down somewhere can still be used.

They are programs over the snapshots, so names in snapshots never change.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from chassis.checks import Stage
from services.coes.storage.predicates import Predicates

ROOT = Path(__file__).parents[3]
CONTRACT = ROOT / "protos/day1/checks/v1/checks.proto"
FILES = [
    *sorted(ROOT.glob("deploy/demo/data/mechanisms/*.json")),
    ROOT / "docs/tour/mechanism.json",
]


def predicate_in(file: Path) -> tuple[Stage, str] | None:
    """Return the stage and the expression of a mechanism, if it has one."""
    content = json.loads(file.read_text())
    mechanism: dict[str, Any] = content.get("mechanism", content)
    if "predicate" not in mechanism:
        return None
    stage = Stage(mechanism["scope"]["stage"])
    return stage, str(mechanism["predicate"]["expression"])


STORED = {file.name: found for file in FILES if (found := predicate_in(file))}


@pytest.mark.parametrize("name", STORED)
def test_a_predicate_of_the_demo_data_and_of_the_tour_can_be_used(name: str) -> None:
    assert Predicates().problem(*STORED[name]) == ""
    assert Predicates().identity(*STORED[name]) == ()


def test_the_example_in_the_contract_can_be_used() -> None:
    [example] = re.findall(r"// Such as `(experiment\.[^`]*)`", CONTRACT.read_text())

    assert Predicates().problem(Stage.EXPERIMENT_START, example) == ""
    assert '"control"' in example


def test_there_are_predicates_to_look_at() -> None:
    assert len(STORED) > 2
