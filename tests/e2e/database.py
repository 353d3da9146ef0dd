"""What lies below the product: its databases, entered as its services enter them."""

from collections.abc import Mapping

import psycopg
from psycopg.rows import scalar_row

from deploy.databases import EVENTLOG, MONOLITH
from deploy.instance import Instance
from deploy.keychain import Keychain

SOCKETS_LINE = 4
"""Of `postmaster.pid`, from 0: where the server's Unix socket is."""


def role_of(product: Instance, name: str) -> str:
    """Return the role of a service, or of the event log."""
    return MONOLITH if product.shape == "monolith" else name


def connect(product: Instance, role: str, database: str) -> psycopg.Connection[object]:
    """Enter a database as a role, with the password that it has."""
    lines = (product.home / "postgres" / "postmaster.pid").read_text().splitlines()
    password = Keychain(product.home).database_password(role)
    return psycopg.connect(
        host=lines[SOCKETS_LINE], user=role, password=password, dbname=database
    )


def log_headers(product: Instance) -> list[Mapping[str, str]]:
    """Return the headers of every event so far."""
    role = role_of(product, EVENTLOG)
    query = "SELECT headers FROM eventlog.records"
    if role == EVENTLOG:
        query = "SELECT headers FROM records"
    with (
        connect(product, role, role) as connection,
        connection.cursor(row_factory=scalar_row) as cursor,
    ):
        return list(cursor.execute(query))
