"""A small service and its log; one PostgreSQL on TCP where a server is given."""

from collections.abc import Iterator

import psycopg
import pytest

from chassis.eventlog import EventLog
from chassis.eventlog.opening import open_log
from chassis.postgres import Database
from tests.integration.support import DEAD, TOPIC, prepared
from tests.integration.tcp_postgres import TcpPostgres


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return the database of the service in `support`."""
    database = prepared(database_url)
    yield database
    database.close()


@pytest.fixture
def log(eventlog_url: str) -> Iterator[EventLog]:
    """Return a log of the kind that this run is about, with that service's topics."""
    log = open_log(eventlog_url)
    log.declare([TOPIC, DEAD])
    yield log
    log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TcpPostgres]:
    server = TcpPostgres(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bare_server(server: TcpPostgres) -> TcpPostgres:
    """The same, without any database or role that tests have left."""
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        for (statement,) in connection.execute(LEFT).fetchall():
            connection.execute(statement.encode())
    return server


LEFT = """
    SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database
    WHERE NOT datistemplate AND datname <> 'postgres'
    UNION ALL
    SELECT 'DROP ROLE ' || string_agg(quote_ident(rolname), ', ') FROM pg_roles
    WHERE rolname <> 'postgres' AND rolname !~ '^pg_' HAVING count(*) > 0
"""
