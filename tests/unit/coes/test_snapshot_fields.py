"""What an expression may read: what went wrong, and not which subject it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.checks import Stage
from services.coes.storage.predicates import SNAPSHOTS, Predicates
from services.coes.storage.snapshot_fields import (
    IDENTITY,
    KINDS,
    TEXTS,
    messages_in,
    texts_of,
)
from services.coes.storage.snapshot_fields import SNAPSHOTS as CLASSIFIED
from tests.unit.coes.support import experiment, recorded

MESSAGES = {
    part.full_name: part
    for kind in SNAPSHOTS.values()
    for part in messages_in(kind.DESCRIPTOR)
}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_text_of_every_snapshot_is_classified(name: str) -> None:
    message = MESSAGES[name]
    names = [
        field for kind in KINDS.get(message.name, {}).values() for field in kind.split()
    ]

    assert sorted(names) == sorted(texts_of(message))


def test_every_snapshot_is_looked_at() -> None:
    assert set(SNAPSHOTS.values()) == set(CLASSIFIED)
    assert set(KINDS) <= {message.name for message in MESSAGES.values()}


LOOKS_AT_IDENTITY = [
    ('experiment.title != "Unlucky title"', "ExperimentSnapshot.title"),
    ("experiment.title.size() > 3", "ExperimentSnapshot.title"),
    ('!experiment.name.contains("7f3")', "ExperimentSnapshot.name"),
    ('experiment.idea != "ideas/i1"', "ExperimentSnapshot.idea"),
    ('experiment.team in ["teams/books"]', "ExperimentSnapshot.team"),
    ('experiment.arms.all(a, a.id != "x")', "Arm.id"),
    ("has(experiment.title)", "ExperimentSnapshot.title"),
    ('experiment.learning == "We know."', "ExperimentSnapshot.learning"),
    ('"We know." != experiment.learning', "ExperimentSnapshot.learning"),
    ('experiment.learning + "" != "We know."', "ExperimentSnapshot.learning"),
    ('experiment.learning < "We know."', "ExperimentSnapshot.learning"),
    ('experiment.learning in ["We know."]', "ExperimentSnapshot.learning"),
    ('["We know."].exists(t, experiment.learning == t)', "ExperimentSnapshot.learning"),
    ('{"We know.": true}[experiment.learning]', "ExperimentSnapshot.learning"),
    ('[experiment.learning] == ["We know."]', "ExperimentSnapshot.learning"),
    ('bytes(experiment.learning) == b"We know."', "ExperimentSnapshot.learning"),
    ('{"a": experiment.learning}.a == "We know."', "ExperimentSnapshot.learning"),
    (
        '(experiment.supporting ? experiment.learning : "") == "x"',
        "ExperimentSnapshot.learning",
    ),
    (
        'experiment.treatment_reads.map(t, experiment.learning) == ["x"]',
        "ExperimentSnapshot.learning",
    ),
    ('experiment.hypothesis.change != "Boxes"', "Hypothesis.change"),
    ('experiment.kill_switch == "flags/boxes"', "ExperimentSnapshot.kill_switch"),
    ('experiment.learning.matches("^We know[.]$")', "ExperimentSnapshot.learning"),
    ('experiment.learning.matches("We know[.]$")', "ExperimentSnapshot.learning"),
    (r"experiment.learning.matches('\\AWe')", "ExperimentSnapshot.learning"),
    ('experiment.learning.startsWith("We")', "ExperimentSnapshot.learning"),
    ('experiment.learning.endsWith("know.")', "ExperimentSnapshot.learning"),
    ('dyn(experiment).title != "Unlucky title"', "dyn"),
    ('[dyn(experiment)].all(e, e.title != "x")', "dyn"),
    ("experiment != day1.experiments.v1.ExperimentSnapshot{}", "dyn"),
    (
        'experiment.arms != [day1.experiments.v1.Arm{id: "x"}]',
        "dyn",
    ),
]


@pytest.mark.parametrize(("expression", "field"), LOOKS_AT_IDENTITY)
def test_what_only_says_which_subject_it_is_is_named(
    expression: str, field: str
) -> None:
    assert Predicates().identity(Stage.EXPERIMENT_START, expression) == (field,)


@pytest.mark.parametrize(
    "expression",
    [
        "experiment.required_inputs.all(i, i.name.size() > 0)",
        'experiment.treatment_reads.all(a, a != "weight")',
        'experiment.learning != ""',
        "experiment.learning.size() >= 40",
        'experiment.learning.contains("because")',
        'experiment.learning.matches("(?i)because")',
        'experiment.learning.contains("a") == true',
        "experiment.learning == experiment.kill_switch",
        "experiment.arms.size() > 1",
        'experiment.primary_metric.key == "orders"',
        '"fictional" in experiment.tags',
        "experiment.exposure_share <= 0.5",
        "!has(experiment.loss_cap)",
    ],
)
def test_what_went_wrong_may_be_read(expression: str) -> None:
    assert Predicates().identity(Stage.EXPERIMENT_START, expression) == ()


def names_of(stage: Stage, fields: frozenset[tuple[str, str]]) -> list[str]:
    kind = SNAPSHOTS[stage].DESCRIPTOR
    return sorted(name for message, name in fields if message == kind.full_name)


@given(
    st.sampled_from(
        [(stage, name) for stage in SNAPSHOTS for name in names_of(stage, IDENTITY)]
    ),
    st.sampled_from(["size({}) > 2", "{}.contains('a')", "{} != ''", "{} == 'a'"]),
)
def test_no_form_of_reading_an_identity_goes_unseen(
    one: tuple[Stage, str], form: str
) -> None:
    stage, name = one
    expression = form.format(f"{stage.variable}.{name}")

    assert Predicates().identity(stage, expression)


@pytest.mark.parametrize(
    ("stage", "name"),
    [(stage, name) for stage in SNAPSHOTS for name in names_of(stage, TEXTS)],
)
def test_no_free_text_is_compared_with_a_constant(stage: Stage, name: str) -> None:
    field = f"{stage.variable}.{name}"
    kind = SNAPSHOTS[stage].DESCRIPTOR.fields_by_name[name]
    forms = ['{} == "a"', '"a" == {}', '{} in ["a"]']
    if kind.is_repeated:
        forms = ['"a" in {}', '{}.exists(t, t == "a")', '{} == ["a"]']

    for form in forms:
        assert Predicates().identity(stage, form.format(field)), form


READS = (
    "experiment.treatment_reads.size() == 0 || experiment.required_inputs.size() > 0"
)


@pytest.mark.parametrize(
    ("expression", "changes", "different"),
    [
        (READS, {"treatment_reads": ["height"]}, True),
        (READS, {"treatment_reads": ["weight", "height"]}, True),
        (READS, {"title": "Other", "idea": "ideas/i9", "team": "teams/x"}, False),
        (READS, {"loss_cap": 4.0}, False),
        ("experiment.loss_cap > 1.0", {"loss_cap": 0.5}, True),
        ("experiment.loss_cap > 1.0", {"treatment_reads": ["height"]}, True),
        ("experiment.loss_cap > 1.0", {"title": "Other"}, False),
        ("experiment.loss_cap > 1.0", {"arms": [{"id": "b"}]}, True),
    ],
)
def test_a_variant_differs_in_what_is_read_unless_none_of_that_was_set(
    expression: str, changes: dict[str, Any], *, different: bool
) -> None:
    was = recorded()
    now = recorded(snapshot=experiment(**changes).SerializeToString())

    assert Predicates().varies(expression, was, now) is different
    assert not Predicates().varies(expression, was, was)


@pytest.mark.parametrize(
    ("expression", "searches"),
    [
        ('!experiment.kill_switch.contains("The flag.")', True),
        ('!"A|B".matches(experiment.kill_switch)', True),
        ('experiment.hypothesis.because.matches("(?i)because")', True),
        ("experiment.kill_switch.size() > 20", False),
        ('experiment.tags.exists(t, t.contains("physical"))', False),
    ],
)
def test_a_search_for_words_in_a_free_text_is_noticed(
    expression: str, *, searches: bool
) -> None:
    found = Predicates().searches_text(Stage.EXPERIMENT_START, expression)

    assert found is searches
