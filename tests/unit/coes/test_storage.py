"""The rows of COEs and mechanisms."""

from services.coes.api import coe_servicer, mechanism_servicer
from services.coes.storage.postgres import COES, MECHANISMS
from tests.unit.coes.support import (
    DAY,
    NOON,
    active,
    closed,
    correcting,
    human_run,
    opened,
    opened_by_breach,
    proposed,
    watching,
)


def test_a_list_can_be_filtered_by_columns_only() -> None:
    assert set(coe_servicer.FILTERS) <= set(COES.columns)
    assert set(coe_servicer.CORRECTION_FILTERS) <= set(COES.columns)
    assert set(mechanism_servicer.FILTERS) <= set(MECHANISMS.columns)


def test_an_incident_is_a_column_so_that_it_can_be_unique() -> None:
    assert COES.dump(opened_by_breach())["incident_key"] == "e1/refund_rate/1"


def test_coes_that_people_opened_do_not_share_an_incident() -> None:
    assert COES.dump(opened())["incident_key"] is None


def test_the_row_says_when_time_has_something_to_do() -> None:
    assert COES.dump(correcting())["wake_at"] == NOON + 10 * DAY
    assert COES.dump(watching())["wake_at"] == NOON + 30 * DAY
    assert COES.dump(opened())["wake_at"] is None


def test_the_row_says_by_what_a_coe_was_closed() -> None:
    assert COES.dump(watching())["closed_by"] is None
    assert COES.dump(closed())["closed_by"] == "MECHANISM"


def test_the_row_of_a_mechanism_says_what_it_is_found_by() -> None:
    row = MECHANISMS.dump(active())

    assert (row["state"], row["stage"]) == ("ADOPTED", "STAGE_EXPERIMENT_START")
    assert (row["tool"], row["origin_coes"]) == ("PREDICATE", ["coes/c1"])
    assert MECHANISMS.dump(proposed(human_run()))["stage"] == ""


def test_a_stored_mechanism_is_read_as_it_was() -> None:
    mechanism = active()

    assert MECHANISMS.load(0, MECHANISMS.dump(mechanism)["body"]) == mechanism
