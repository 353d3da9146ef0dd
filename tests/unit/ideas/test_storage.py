"""The row of an idea."""

from services.ideas.api.servicer import FILTERS
from services.ideas.storage.postgres import IDEAS
from tests.unit.ideas.support import launched


def test_a_list_can_be_filtered_by_columns_only() -> None:
    assert set(FILTERS) <= set(IDEAS.columns)


def test_the_columns_say_where_an_idea_stands_and_whose_it_is() -> None:
    row = IDEAS.dump(launched())

    assert {name: row[name] for name in FILTERS} == {
        "state": "LAUNCHED",
        "author": "people/ann",
        "team": "teams/books",
        "leader": "people/ben",
    }
