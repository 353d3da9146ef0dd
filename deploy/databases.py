"""Which databases and roles there are: the third wall between services.

Everything here can be run again, and finishes what a killed run has left undone.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import psycopg
from psycopg import sql

EVENTLOG = "eventlog"
MONOLITH = "monolith"


class Postgres(Protocol):
    """A server that makes databases."""

    def create(self, name: str) -> str:
        """Return the URL of a database and role of this name."""


def provide_separately(
    postgres: Postgres, services: Iterable[str]
) -> Mapping[str, str]:
    """Return a URL per service and for the event log: a database and a role each."""
    return {name: postgres.create(name) for name in (*services, EVENTLOG)}


def provide_together(postgres: Postgres, services: Iterable[str]) -> Mapping[str, str]:
    """Return the same names with one database and role: a schema each."""
    schemas = (*services, EVENTLOG)
    url = postgres.create(MONOLITH)
    with psycopg.connect(url, autocommit=True) as connection:
        for schema in schemas:
            _run(connection, "CREATE SCHEMA IF NOT EXISTS {}", schema)
    return {name: f"{url}&options=-csearch_path%3D{name}" for name in schemas}


def ensure_role(connection: psycopg.Connection[Any], name: str, password: str) -> None:
    """Create a role that may log in, and nothing else."""
    found = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name])
    if not found.rowcount:
        # Sent as a hash: a failing statement ends up in the server's log.
        hashed = connection.pgconn.encrypt_password(
            password.encode(), name.encode(), b"scram-sha-256"
        )
        statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(name), sql.Literal(hashed.decode())
        )
        connection.execute(statement)


def ensure_database(connection: psycopg.Connection[Any], owner: str) -> None:
    """Create a database with the name of its owner, closed to everyone else."""
    found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [owner])
    if not found.rowcount:
        _run(connection, "CREATE DATABASE {0} OWNER {0}", owner)
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", owner)


def _run(connection: psycopg.Connection[Any], statement: str, name: str) -> None:
    connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
