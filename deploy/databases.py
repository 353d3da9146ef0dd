"""Which databases and roles there are: the third wall between services.

Everything here can be run again, by several at once, and finishes what a killed run has
left undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from chassis.postgres import MadeByAnotherVersion, require_ours

from .errors import CannotStart, OtherVersion
from .keychain import Keychain

EVENTLOG = "eventlog"
MONOLITH = "monolith"

TURNS = 0x64622D69
"""Advisory lock: whoever makes databases takes turns; catalogs have no patience."""


class Postgres(Protocol):
    """A server that makes databases."""

    def create(self, name: str) -> str:
        """Return the URL of a database and role of this name."""


@dataclass(frozen=True, slots=True)
class Provided:
    """A database that only the role of its name may enter, and what was done for it.

    Attributes:
        url: libpq URL, with the password.
        role: `new`, `kept`, or `new password`.
        database: `new` or `kept`.
    """

    name: str
    url: str
    role: str
    database: str


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
        connection.execute("SELECT pg_advisory_lock(%s)", [TURNS])
        for schema in schemas:
            _run(connection, "CREATE SCHEMA IF NOT EXISTS {}", schema)
    return {name: _in_schema(url, name) for name in schemas}


def provide(
    admin_url: str, keychain: Keychain, name: str, *, reset: bool = False
) -> Provided:
    """Have a database, and a role of the same name, that fit together.

    A role that is there keeps its password unless that is to be `reset`, so that of two
    instances that share a server by mistake the second stops, and not the first. Raises
    `CannotStart`, `psycopg.Error`.
    """
    _require_ours(admin_url, name)
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [TURNS])
        password = keychain.database_password(name)
        role = _ensure_role(connection, name, password, reset=reset)
        database = _ensure_database(connection, name)
    url = _url(admin_url, name, password)
    _try_the_door(url, name)
    return Provided(name, url, role, database)


def _require_ours(admin_url: str, name: str) -> None:
    """Raise `OtherVersion` if there is a database that another version has made."""
    try:
        with psycopg.connect(admin_url, dbname=name, autocommit=True) as connection:
            require_ours(connection)
    except MadeByAnotherVersion as error:
        raise OtherVersion(f"{error}") from None
    except psycopg.Error:
        return  # there is none, or it is no business of this administrator


def _ensure_role(
    connection: psycopg.Connection[Any], name: str, password: str, *, reset: bool
) -> str:
    """Have a role that may log in, and nothing else."""
    found = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name])
    if not found.rowcount:
        _set_password(connection, "CREATE ROLE {} LOGIN PASSWORD {}", name, password)
        _administer(connection, name)
        return "new"
    if reset:
        _set_password(connection, "ALTER ROLE {} PASSWORD {}", name, password)
        return "new password"
    return "kept"


def _set_password(
    connection: psycopg.Connection[Any], statement: str, name: str, password: str
) -> None:
    """Send it as a hash: a failing statement ends up in the server's log."""
    hashed = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    )
    connection.execute(
        sql.SQL(statement).format(sql.Identifier(name), sql.Literal(hashed.decode()))
    )


def _administer(connection: psycopg.Connection[Any], name: str) -> None:
    """Let an administrator who is no superuser make a database for the role."""
    row = connection.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row != (True,):
        _run(connection, "GRANT {} TO CURRENT_USER", name)


def _ensure_database(connection: psycopg.Connection[Any], owner: str) -> str:
    """Have a database with the name of its owner, closed to everyone else."""
    row = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [owner]
    ).fetchone()
    if row is None:
        _run(
            connection,
            "CREATE DATABASE {0} OWNER {0} ENCODING 'UTF8' TEMPLATE template0",
            owner,
        )
    elif row != (owner,):
        raise CannotStart(
            f"the database {owner} on the server belongs to {row[0]}, not to"
            f" {owner}: it is not ours. Rename it, or use another server."
        )
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", owner)
    return "kept" if row else "new"


def _try_the_door(url: str, name: str) -> None:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError as error:
        raise CannotStart(
            f"the role {name} cannot enter its database with the password in the state"
            f" folder: {error}. If another instance uses this server, use another one;"
            " if the password is lost, `day1 db init --rotate` sets new ones."
        ) from error


def _url(admin_url: str, name: str, password: str) -> str:
    """Return the way to the same server, as another role; all else passes through."""
    theirs = {"user", "password", "passfile", "dbname"}
    kept = {k: v for k, v in conninfo_to_dict(admin_url).items() if k not in theirs}
    door = f"{quote(name)}:{quote(password, safe='')}@/{quote(name)}"
    return f"postgresql://{door}?{_query(kept)}"


def _in_schema(url: str, schema: str) -> str:
    """Return the URL with a search path, beside other options that it may have."""
    base, _, query = url.partition("?")
    parameters = conninfo_to_dict(f"postgresql://?{query}")
    options = f"{parameters.get('options', '')} -csearch_path={schema}".strip()
    return f"{base}?{_query({**parameters, 'options': options})}"


def _query(parameters: Mapping[str, Any]) -> str:
    """Return libpq's form of it, which knows no `+` for a space."""
    return urlencode(parameters, quote_via=quote, safe="")


def _run(connection: psycopg.Connection[Any], statement: str, name: str) -> None:
    connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
