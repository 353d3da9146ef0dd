"""S13, the black box: no service enters the database of another."""

from itertools import permutations

import psycopg
import pytest

from deploy.databases import EVENTLOG, MONOLITH
from deploy.instance import SERVICES, Instance
from tests.e2e.database import connect, role_of

NAMES = (*SERVICES, EVENTLOG)


@pytest.mark.parametrize(("role", "database"), list(permutations(NAMES, 2)))
def test_a_service_that_knocks_at_another_database_is_refused(
    product: Instance, role: str, database: str
) -> None:
    if product.shape == "monolith":
        pytest.skip("they share one database here, and a schema each")

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        connect(product, role, database)


@pytest.mark.parametrize("role", SERVICES)
def test_a_service_enters_its_own_database_and_is_nobody_special_there(
    product: Instance, role: str
) -> None:
    role = role_of(product, role)

    with connect(product, role, role) as connection:
        query = (
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert connection.execute(query).fetchone() == (False,)


def test_no_service_becomes_another(product: Instance) -> None:
    for role in {role_of(product, name) for name in SERVICES}:
        with connect(product, role, role) as connection:
            for other in (*SERVICES, MONOLITH, "postgres"):
                if other == role:
                    continue
                with pytest.raises(psycopg.Error, match=r"denied|does not exist"):
                    connection.execute(f"SET ROLE {other}")
                connection.rollback()
