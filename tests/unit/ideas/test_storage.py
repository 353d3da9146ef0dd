"""The row of an idea."""

from typing import Any

import pytest

from chassis.domain import Aggregate
from chassis.labels import Label
from chassis.storage import Table
from services.ideas.api.servicer import FILTERS
from services.ideas.domain.known import KnownCoe
from services.ideas.storage.postgres import (
    EVIDENCE,
    IDEAS,
    KNOWN_COES,
    QUESTIONS,
    REVISIONS,
    VISUALS,
)
from tests.unit.ideas.support import (
    E1,
    NOON,
    POLICY,
    answered,
    approved,
    dossier,
    draft,
    evidence,
    launched,
    submit,
    visual,
)


def test_a_list_can_be_filtered_by_columns_only() -> None:
    assert set(FILTERS) <= set(IDEAS.columns)


def test_the_columns_say_where_an_idea_stands_and_whose_it_is() -> None:
    row = IDEAS.dump(launched())

    assert {name: row[name] for name in FILTERS} == {
        "state": "LAUNCHED",
        "author": "people/ann",
        "team": "teams/books",
        "leader": "",
        "pivoted_from": "",
        "duplicate_of": "",
        "business_unit": "",
        "trend_tags": [],
    }


def test_a_leader_is_in_a_column_of_its_own_while_the_idea_is_active() -> None:
    assert IDEAS.dump(approved())["active_leader"] == "people/ben"
    assert IDEAS.dump(launched())["active_leader"] is None


@pytest.mark.parametrize(
    ("table", "stored"),
    [
        (EVIDENCE, evidence()),
        (QUESTIONS, answered()),
        (VISUALS, visual()),
        (REVISIONS, submit(draft())),
        (
            KNOWN_COES,
            KnownCoe(id="c1", idea="ideas/i1", created_at=NOON, updated_at=NOON),
        ),
    ],
)
def test_what_is_stored_is_read_as_it_was(table: Table[Any], stored: Aggregate) -> None:
    row = table.dump(stored)

    assert table.load(stored.version, row["body"]) == stored
    assert row["idea"] == "ideas/i1"


def test_what_was_returned_is_the_same_after_it_was_stored() -> None:
    idea = draft()
    idea.supporting = (Label(E1, "Torn boxes"),)

    read = IDEAS.load(idea.version, IDEAS.dump(idea)["body"])

    assert read == idea
    before, after = (one.submission(dossier(), NOON, POLICY) for one in (idea, read))
    assert after.fingerprint == before.fingerprint
