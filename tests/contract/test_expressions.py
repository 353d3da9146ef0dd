"""Expressions that people have stored go on to mean what they meant.

The language is as `protos/day1/checks/v1/checks.proto` says, and every expression that
the project itself stores fits the snapshots of the contracts.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.checks import Stage
from chassis.checks.predicates import InvalidExpression, Predicate
from day1.experiments.v1.experiments_events_pb2 import ExperimentSnapshot
from day1.ideas.v1.ideas_events_pb2 import IdeaSnapshot
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot

ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "protos/day1/checks/v1/checks.proto").read_text()
STORED = sorted(
    [*ROOT.glob("deploy/demo/data/mechanisms/*.json"), *ROOT.glob("docs/tour/*.json")]
)
SNAPSHOTS: dict[Stage, Any] = {
    Stage.IDEA_SUBMIT: IdeaSnapshot,
    Stage.REVIEW_DECIDE: DecisionSnapshot,
    Stage.EXPERIMENT_START: ExperimentSnapshot,
    Stage.EXPERIMENT_DECIDE: ExperimentSnapshot,
}
STANDARD = (
    "text.contains('x') || text.startsWith('x') || text.endsWith('x')",
    "text.matches('(?i)x') || text.size() == 1",
    "'x' in tags && tags.all(t, t != '') && tags.exists_one(t, t == 'x')",
    "tags.filter(t, t == 'x').map(t, t + '!').size() > 0",
    "double(3) < 3.5 && int(3.9) == 3 && string(1) == '1'",
    "has(experiment.primary_metric) ? true : false",
)
"""Expressions that need what every version of the language has to have."""

WITHOUT = (
    "'a,b'.split(',').size() == 2",
    "math.greatest(1, 2) == 2",
    "sets.contains([1], [1])",
    "optional.of(1).hasValue()",
    "[1].all(i, x, x > 0)",
    "1 == 1.0",
    "1 < 1.5",
)
"""What the contract says that the language has not."""


def expressions_in(value: Any, stage: str = "") -> Iterator[tuple[str, str]]:
    """Yield every expression with its stage; an improvement keeps the stage."""
    if isinstance(value, dict):
        stage = value.get("scope", {}).get("stage", stage)
        if "expression" in value:
            yield value["expression"], stage
        for each in value.values():
            yield from expressions_in(each, stage)
    elif isinstance(value, list):
        for each in value:
            yield from expressions_in(each, stage)


def stage_of(document: Any) -> str:
    found = re.search(r"STAGE_[A-Z_]+", json.dumps(document))
    return found[0] if found else ""


def stored() -> list[tuple[str, str]]:
    documents = [json.loads(file.read_text()) for file in STORED]
    return [
        found
        for document in documents
        for found in expressions_in(document, stage_of(document))
    ]


def holds(expression: str, snapshot: ExperimentSnapshot) -> bool:
    return Predicate.compile(expression, ExperimentSnapshot, "experiment").holds(
        snapshot
    )


@pytest.mark.parametrize(("expression", "stage"), stored())
def test_every_expression_that_the_project_stores_fits_its_snapshot(
    expression: str, stage: str
) -> None:
    of = Stage(stage)

    Predicate.compile(expression, SNAPSHOTS[of], of.variable)


def test_there_are_stored_expressions() -> None:
    assert len(stored()) >= 4


def test_the_example_of_the_contract_says_what_it_seems_to_say() -> None:
    [example] = re.findall(r"`(experiment\.required_inputs\.all\([^`]+)`", CONTRACT)
    with_control = [{"name": "weight", "fallback": "control"}]
    without = [*with_control, {"name": "size", "fallback": "treatment"}]

    assert holds(example, ExperimentSnapshot(required_inputs=with_control))
    assert not holds(example, ExperimentSnapshot(required_inputs=without))


@pytest.mark.parametrize("expression", STANDARD)
def test_the_language_has_its_standard_functions_and_macros(expression: str) -> None:
    said = expression.replace("text", "experiment.title")
    said = said.replace("tags", "experiment.tags")

    holds(said, ExperimentSnapshot(title="x", tags=["x"]))


@pytest.mark.parametrize("expression", WITHOUT)
def test_the_language_has_no_extensions_and_converts_nothing_by_itself(
    expression: str,
) -> None:
    with pytest.raises(InvalidExpression):
        holds(expression, ExperimentSnapshot())


def test_a_message_that_is_not_set_reads_as_empty_and_never_as_null() -> None:
    nothing = ExperimentSnapshot()

    assert holds('experiment.primary_metric.key == ""', nothing)
    assert holds("experiment.primary_metric != null", nothing)
    assert holds("!has(experiment.primary_metric)", nothing)


@pytest.mark.parametrize("snapshot", set(SNAPSHOTS.values()))
def test_an_optional_number_that_is_not_set_reads_as_0(snapshot: Any) -> None:
    variable = next(s.variable for s, kind in SNAPSHOTS.items() if kind is snapshot)
    for field in snapshot.DESCRIPTOR.fields:
        if field.has_presence and not field.message_type:
            path = f"{variable}.{field.name}"
            said = f"!has({path}) && double({path}) == 0.0"
            assert Predicate.compile(said, snapshot, variable).holds(snapshot())
