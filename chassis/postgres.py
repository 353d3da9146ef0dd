"""PostgreSQL: a pool, transactions that translate trouble, migrations."""

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import structlog
import yoyo
from psycopg import errors as pg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool, PoolTimeout

from chassis.domain import InvalidInput, Violation
from chassis.rpc.errors import Unavailable
from chassis.settings import LIMITS, DatabaseLimits

log = structlog.get_logger()

MIGRATION_LOCK = 0x6D696772
CHASSIS_MIGRATIONS = Path(__file__).parent / "migrations"


RACES = (pg.DeadlockDetected, pg.SerializationFailure, pg.UniqueViolation)
"""Another transaction was faster. A new attempt sees what it did."""


TIMEOUTS = (pg.QueryCanceled, pg.LockNotAvailable)
"""A statement took too long; that says nothing about the next one."""


LOST = (pg.ReadOnlySqlTransaction, pg.IdleInTransactionSessionTimeout)
"""Of no use any more: the server has become a standby, or ended the session."""


LIVELY = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""So that a server that vanished without a word is missed within seconds; not hours."""

MISSED = (
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
    " SET tcp_keepalives_count = 3; SET tcp_user_timeout = 10000"
)
"""The same the other way round, for the sake of the locks that a client holds."""


class Database:
    """A pool of connections, opened when first needed, reopened when lost.

    With several hosts and `target_session_attrs=read-write` in the URL, lost ones are
    reopened at whichever server can write now.
    """

    def __init__(
        self, url: str, limits: DatabaseLimits = LIMITS, *, name: str = "day1"
    ) -> None:
        self._limits = limits
        self._parameters = parameters(url, name, limits.connect_timeout)
        self._probe: psycopg.Connection | None = None
        self._pool = ConnectionPool(
            min_size=min(limits.connections_kept, limits.connections),
            max_size=limits.connections,
            timeout=limits.pool_wait.total_seconds(),
            kwargs={**self._parameters, "autocommit": True},
            configure=self._configure,
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
                try:
                    yield connection
                except LOST:
                    connection.close()
                    raise
        except RACES:
            raise
        except (psycopg.OperationalError, psycopg.InterfaceError, *LOST) as error:
            if not isinstance(error, (PoolTimeout, *TIMEOUTS, *LOST)):
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
                hasty = {**self._parameters, "connect_timeout": 2}
                self._probe = psycopg.connect(**hasty, autocommit=True)
                self._probe.execute(MISSED)
            self._probe.execute("SELECT 1")
        except psycopg.Error:
            self._drop_probe()
            return False
        return True

    def close(self) -> None:
        """Close every connection."""
        self._drop_probe()
        self._pool.close()

    def _configure(self, connection: psycopg.Connection) -> None:
        limits = self._limits
        idle = _milliseconds(limits.idle_in_transaction_timeout)
        connection.execute(
            f"SET statement_timeout = {_milliseconds(limits.statement_timeout)};"
            f" SET lock_timeout = {_milliseconds(limits.lock_timeout)};"
            f" SET idle_in_transaction_session_timeout = {idle};"
            # Python has no year 0 and no year 10,000, which other zones would need.
            f" SET TimeZone = 'UTC'; {MISSED}".encode()
        )
        connection.prepare_threshold = 2

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


def parameters(
    url: str, name: str, connect_timeout: timedelta = LIMITS.connect_timeout
) -> dict[str, Any]:
    """Return how to connect, to be passed to psycopg; what the URL says wins.

    `name` is what the server calls the connection (`application_name`). Raises
    `InvalidInput`.
    """
    try:
        wanted = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # whose own words may show a password
        raise InvalidInput(UNREADABLE) from None
    return {
        "application_name": name,
        "connect_timeout": int(connect_timeout.total_seconds()),
        **LIVELY,
        **wanted,
    }


UNREADABLE = Violation(
    "DATABASE_URL_INVALID",
    "",
    "The URL of a database is none that libpq reads, such as"
    " postgresql://user:password@host/database. Correct it.",
)


def connect(url: str, name: str) -> psycopg.Connection:
    """Return a connection in autocommit mode, of which both ends miss the other soon.

    Locks of a client that vanished are then free again. Raises `psycopg.Error`.
    """
    connection = psycopg.connect(**parameters(url, name), autocommit=True)
    connection.execute(MISSED)
    return connection


class MigrationBlocked(psycopg.OperationalError):
    """Others hold what a migration needs; nothing was changed, and they go on."""


FORMAT = 2
"""Of what this version keeps in a database. A database without a mark is older."""

MARKED = """
    SELECT nspname, to_regclass(format('%I.made_by', nspname)) IS NOT NULL
    FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relname = '_yoyo_migration'
"""
"""Which schemas have migrations, and whether they are marked."""


class MadeByAnotherVersion(psycopg.DatabaseError):
    """What is in the database was made by another version; it was left as it is."""


def require_ours(connection: psycopg.Connection) -> None:
    """Raise `MadeByAnotherVersion` unless the database is empty, or ours."""
    for schema, is_marked in connection.execute(MARKED).fetchall():
        made_by = _mark_of(connection, schema) if is_marked else 0
        if made_by != FORMAT:
            which = "a later" if made_by > FORMAT else "an earlier"
            raise MadeByAnotherVersion(
                f"The database {connection.info.dbname} holds the state of {which}"
                " version, which this one cannot use. It was left as it is: rename it,"
                " or name another one."
            )


def _mark_of(connection: psycopg.Connection, schema: str) -> int:
    table = sql.Identifier(schema, "made_by")
    row = connection.execute(sql.SQL("SELECT format FROM {}").format(table)).fetchone()
    return int(row[0]) if row else 0


MARK = f"""
    CREATE TABLE IF NOT EXISTS made_by AS SELECT {FORMAT} AS format
"""


def migrate(
    url: str, *folders: Path, patience: timedelta = timedelta(minutes=1)
) -> None:
    """Apply the migrations that are missing, in the order of their names.

    Safe when several instances start together, and after a kill: the advisory lock
    ends with its connection, so a row that yoyo left as its lock is known to be stale.
    Safe while others work: whoever queues behind a migration that waits for a lock
    waits no longer than `LOCK_WAIT`. Raises `MigrationBlocked` when patience ends, and
    `MadeByAnotherVersion`.
    """
    with connect(url, "migrations") as guard:
        guard.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        guard.execute("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
        require_ours(guard)
        guard.execute(MARK.encode())
        with yoyo.get_backend(_for_yoyo(parameters(url, "migrations"))) as backend:
            backend.break_lock()
            migrations = yoyo.read_migrations(*map(str, folders))
            for migration in backend.to_apply(migrations):
                _apply(backend, migration, patience)


LOCK_WAIT = timedelta(milliseconds=500)
"""Of a migration. Shorter than `deadlock_timeout` and than any limit of a service, so
that in a traffic jam it is the migration that gives way."""


def _apply(backend: Any, migration: Any, patience: timedelta) -> None:
    """Apply one; if its locks cannot be had, let others pass and try again."""
    deadline = time.monotonic() + patience.total_seconds()
    while True:
        try:
            return _apply_at_once(backend, migration)
        except (pg.LockNotAvailable, pg.DeadlockDetected) as error:
            if time.monotonic() > deadline:
                raise MigrationBlocked(BLOCKED.format(migration.id)) from error
            log.info("migration.waits", migration=migration.id)
        time.sleep(random.uniform(0.5, 1.5) * LOCK_WAIT.total_seconds())  # noqa: S311


BLOCKED = (
    "Migration {} cannot lock its tables: other transactions hold them. Nothing was"
    " changed. Find the oldest in pg_stat_activity (xact_start), end it, start again."
)


def _apply_at_once(backend: Any, migration: Any) -> None:
    """Apply one and note it, in one transaction: a kill leaves both or neither."""
    with backend.transaction():
        migration.process_steps(backend, "apply")
        backend.log_migration(migration, "apply")
        backend.mark_one(migration, log=False)


def _for_yoyo(connection: Mapping[str, Any]) -> str:
    """Return a URL with psycopg 3 named, as yoyo wants it, and with its own limits."""
    wait = f"-c lock_timeout={_milliseconds(LOCK_WAIT)} -c statement_timeout=0"
    options = f"{connection.get('options', '')} {wait}"
    return f"postgresql+psycopg://?{urlencode({**connection, 'options': options})}"


def _milliseconds(time_span: timedelta) -> int:
    return time_span // timedelta(milliseconds=1)
