"""PostgreSQL: a pool, transactions that translate trouble, migrations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
import yoyo
from psycopg import errors as pg
from psycopg_pool import ConnectionPool, PoolTimeout

from chassis.domain import InvalidInput, Violation
from chassis.rpc.errors import Unavailable

STATEMENT_TIMEOUT_MS = 5000
POOL_TIMEOUT_SECONDS = 3.0
MIGRATION_LOCK = 0x6D696772
CHASSIS_MIGRATIONS = Path(__file__).parent / "migrations"


RACES = (pg.DeadlockDetected, pg.SerializationFailure, pg.UniqueViolation)
"""Another transaction was faster. A new attempt sees what it did."""


TIMEOUTS = (pg.QueryCanceled, pg.LockNotAvailable)
"""A statement took too long; that says nothing about the next one."""


class Database:
    """A pool of connections, opened when first needed, reopened when lost."""

    def __init__(self, url: str, connections: int) -> None:
        self._url = url
        self._probe: psycopg.Connection | None = None
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            timeout=POOL_TIMEOUT_SECONDS,
            kwargs={"autocommit": True},
            configure=_configure,
            open=True,
            reconnect_timeout=5,
        )

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """Lend a connection in autocommit mode. Raises `Unavailable`, `InvalidInput`.

        A connection that died while it lay in the pool is found out here: the others
        in the pool are then likely dead too, so all of them are checked.
        """
        try:
            with self._pool.connection() as connection:
                yield connection
        except RACES:
            raise
        except (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout) as error:
            if not isinstance(error, PoolTimeout):
                self._pool.check()
            raise Unavailable(
                Violation("DATABASE_UNAVAILABLE", "", "Try again in a moment.")
            ) from error
        except psycopg.DataError as error:
            if not _is_about_nul(error):
                raise
            raise InvalidInput(
                Violation(
                    "TEXT_UNSUPPORTED", "", "A text holds a NUL character. Remove it."
                )
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection]:
        """Lend a connection inside a transaction: all is committed, or nothing is."""
        with self.connection() as connection, connection.transaction():
            yield connection

    def is_reachable(self) -> bool:
        """Tell whether the database answers right now, however busy the pool is."""
        try:
            if self._probe is None:
                self._probe = psycopg.connect(
                    self._url, autocommit=True, connect_timeout=2
                )
            self._probe.execute("SELECT 1")
        except psycopg.Error:
            self._drop_probe()
            return False
        return True

    def close(self) -> None:
        """Close every connection."""
        self._drop_probe()
        self._pool.close()

    def _drop_probe(self) -> None:
        probe, self._probe = self._probe, None
        if probe is not None:
            probe.close()


def _is_about_nul(error: psycopg.DataError) -> bool:
    """Tell whether a text held a NUL, which PostgreSQL cannot store.

    The server names it; psycopg itself raises a plain `DataError` for nothing else.
    """
    named = (pg.UntranslatableCharacter, pg.CharacterNotInRepertoire)
    return isinstance(error, named) or type(error) is psycopg.DataError


def migrate(url: str, *folders: Path) -> None:
    """Apply the migrations that are missing, in the order of their names.

    Safe when several instances start together, and after a kill: the advisory lock
    ends with its connection, so a row that yoyo left as its lock is known to be stale.
    """
    with psycopg.connect(url, autocommit=True) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
        with yoyo.get_backend(_for_yoyo(url)) as backend:
            backend.break_lock()
            migrations = yoyo.read_migrations(*map(str, folders))
            backend.apply_migrations(backend.to_apply(migrations))


def _for_yoyo(url: str) -> str:
    """Return the URL with psycopg 3 named, as yoyo wants it."""
    parts = urlsplit(url)
    query = urlencode(parse_qsl(parts.query))
    return urlunsplit(parts._replace(scheme="postgresql+psycopg", query=query))


def _configure(connection: psycopg.Connection) -> None:
    connection.execute(f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}")
    connection.prepare_threshold = 2
