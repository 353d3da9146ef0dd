"""S13, the black box: no service enters the database of another."""

from itertools import permutations

import psycopg
import pytest

from deploy.databases import EVENTLOG, MONOLITH
from deploy.instance import SERVICES, Instance
from tests.e2e.database import connect, role_of

ROLES = {*SERVICES, EVENTLOG, MONOLITH, "postgres"}


# In the monolith all share one database, and a role that may enter it.
@pytest.mark.parametrize("product", ["microservices"], indirect=True)
def test_who_knocks_at_the_database_of_another_is_refused(product: Instance) -> None:
    for role, database in permutations((*SERVICES, EVENTLOG), 2):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            connect(product, role, database)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_enters_its_own_database_and_is_nobody_special_there(
    product: Instance, service: str
) -> None:
    role = role_of(product, service)
    query = (
        "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication"
        " OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )

    with connect(product, role, role) as connection:
        assert connection.execute(query).fetchone() == (False,)


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_becomes_another(product: Instance, service: str) -> None:
    role = role_of(product, service)

    with connect(product, role, role) as connection:
        for other in sorted(ROLES - {role}):
            with pytest.raises(psycopg.Error, match=r"denied|does not exist"):
                connection.execute("SELECT set_config('role', %s, false)", [other])
            connection.rollback()


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_reads_the_files_or_runs_the_programs_of_the_machine(
    product: Instance, service: str
) -> None:
    role = role_of(product, service)
    attempts = (
        "SELECT pg_read_file('postgresql.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT * FROM pg_authid",
    )

    with connect(product, role, role) as connection:
        for attempt in attempts:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)
            connection.rollback()
