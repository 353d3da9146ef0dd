"""One PostgreSQL server on TCP for all tests that need a given one."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.integration.tcp_postgres import TcpPostgres


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
