"""The row of a COE."""

from services.coes.api.servicer import FILTERS
from services.coes.storage.postgres import COES
from tests.unit.coes.support import opened, opened_by_breach


def test_a_list_can_be_filtered_by_columns_only() -> None:
    assert set(FILTERS) <= set(COES.columns)


def test_an_incident_is_a_column_so_that_it_can_be_unique() -> None:
    assert COES.dump(opened_by_breach())["incident_key"] == "e1/refund_rate/1"


def test_coes_that_people_opened_do_not_share_an_incident() -> None:
    assert COES.dump(opened())["incident_key"] is None
