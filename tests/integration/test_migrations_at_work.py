"""Migrations while the previous version reads and writes: nobody waits, nothing fails.

The previous version is every statement that its tables allow: it inserts into all of
its columns, changes them and reads them, before, while and after the next version
migrates.
"""

import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from typing_extensions import override

from chassis.postgres import (
    CHASSIS_MIGRATIONS,
    LOCK_WAIT,
    Database,
    MigrationBlocked,
    migrate,
)
from chassis.settings import LIMITS
from deploy.shapes import services
from tests.integration.support import eventually
from tests.integration.test_migrations import applied, migrations_of, rows, tables

ROWS = 300
VALUES = {
    "text": "md5(random()::text)",
    "bigint": "(random() * 1e15)::bigint",
    "integer": "(random() * 1e9)::int",
    "numeric": "random()::numeric",
    "double precision": "random()",
    "boolean": "true",
    "bytea": "decode(md5(random()::text), 'hex')",
    "jsonb": "'{}'::jsonb",
    "timestamp with time zone": "now()",
    "xid8": "pg_current_xact_id()",
    "ARRAY": "'{}'::text[]",
}
COLUMNS = """
    SELECT table_name, array_agg(column_name::text), array_agg(data_type::text)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER' AND is_identity = 'NO'
        AND table_name NOT LIKE '%yoyo%' AND table_name <> 'made_by'
        AND table_name NOT IN
            (SELECT event_object_table FROM information_schema.triggers)
    GROUP BY 1
"""
ADD = "INSERT INTO {table} ({columns}) SELECT {values} ON CONFLICT DO NOTHING"
READ = "SELECT {columns} FROM {table} LIMIT 5"
CHANGE = """
    UPDATE {table} SET {first} = {first} WHERE ctid IN
        (SELECT ctid FROM {table} LIMIT 1 FOR UPDATE SKIP LOCKED)
"""


def statements_of(url: str) -> list[bytes]:
    """Return what a version of a service might say to the tables that it knows."""
    found: list[sql.Composed] = []
    with psycopg.connect(url) as connection:
        for table, columns, types in connection.execute(COLUMNS).fetchall():
            words = {
                "table": sql.Identifier(table),
                "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
                "values": sql.SQL(", ").join(sql.SQL(VALUES[kind]) for kind in types),
                "first": sql.Identifier(columns[0]),
            }
            found += [sql.SQL(said).format(**words) for said in (ADD, CHANGE, READ)]
    return [statement.as_bytes() for statement in found]


class OldVersion(threading.Thread):
    """Says all that it knows to say, again and again; notes the slowest answer."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._statements = statements_of(url)
        self._database = Database(url)
        self._enough = threading.Event()
        self.rounds = 0
        self.slowest = 0.0
        self.failure: Exception | None = None

    @override
    def run(self) -> None:
        try:
            while not self._enough.is_set():
                self._speak()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.failure = error

    def _speak(self) -> None:
        for statement in self._statements:
            began = time.monotonic()
            with self._database.transaction() as connection:
                connection.execute(statement)
            self.slowest = max(self.slowest, time.monotonic() - began)
        self.rounds += 1

    def goes_on(self) -> None:
        """Wait until everything was said at least once more."""
        end = self.rounds + 2
        eventually(lambda: self.rounds >= end or bool(self.failure), "it goes on")

    def stop(self) -> None:
        self._enough.set()
        self.join()
        self._database.close()


@contextmanager
def at_work(url: str) -> Iterator[OldVersion]:
    old = OldVersion(url)
    old.start()
    try:
        old.goes_on()
        yield old
        old.goes_on()
    finally:
        old.stop()
    assert old.failure is None
    assert old.slowest < LIMITS.lock_timeout.total_seconds()


def folders_of(service: str) -> tuple[Path, Path]:
    return CHASSIS_MIGRATIONS, migrations_of(service)


def before(folder: Path, versions: int, target: Path) -> Path:
    """Return a folder as it was some versions ago; the first one was always there."""
    files = sorted(folder.glob("*.sql"))
    target.mkdir()
    for file in files[: max(1, len(files) - versions)]:
        shutil.copy(file, target)
    return target


def ages() -> Sequence[tuple[str, int]]:
    """Return each service, and each number of versions that it can be behind.

    A service that is 0 versions behind today's meets the next one.
    """
    return [
        (service, versions)
        for service in services()
        for versions in range(max(len([*f.glob("*.sql")]) for f in folders_of(service)))
    ]


def with_the_next(own: Path, url: str, target: Path) -> Path:
    """Return a folder of migrations with one more, which widens every table."""
    shutil.copytree(own, target)
    with psycopg.connect(url) as connection:
        found = [str(row[0]) for row in connection.execute(COLUMNS).fetchall()]
    changes = [f"ALTER TABLE {one} ADD COLUMN next text DEFAULT 'x';" for one in found]
    (target / "0999_next.sql").write_text("\n".join(changes))
    return target


def fill(url: str) -> None:
    """Let every table have rows that a migration may have to rewrite."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements_of(url):
            if statement.startswith(b"INSERT"):
                many = b" FROM generate_series(1, %d) ON CONFLICT" % ROWS
                connection.execute(statement.replace(b" ON CONFLICT", many))


@pytest.mark.parametrize(("service", "versions"), ages())
def test_an_older_version_goes_on_while_a_newer_one_migrates(
    database_url: str, tmp_path: Path, service: str, versions: int
) -> None:
    chassis, own = folders_of(service)
    old_chassis = before(chassis, versions, tmp_path / "chassis")
    migrate(database_url, old_chassis, before(own, versions, tmp_path / "own"))
    fill(database_url)
    following = with_the_next(own, database_url, tmp_path / "next")

    with at_work(database_url):
        migrate(database_url, chassis, following)
        migrate(database_url, tmp_path / "chassis", tmp_path / "own")

    there = [*chassis.glob("*.sql"), *following.glob("*.sql")]
    assert len(applied(database_url)) == len(there)


@pytest.fixture
def kettles(database_url: str, tmp_path: Path) -> Path:
    """A folder with a migration that changes a table which is there already."""
    with psycopg.connect(database_url) as connection:
        connection.execute("CREATE TABLE kettles (id bigint)")
    (tmp_path / "0201_lids.sql").write_text(
        "CREATE TABLE lids (id int); ALTER TABLE kettles ADD COLUMN lid bigint;"
    )
    return tmp_path


@contextmanager
def held(url: str, statement: str) -> Iterator[None]:
    """Keep a transaction open that has said this."""
    with psycopg.connect(url) as holder:
        holder.execute(statement.encode())
        yield


def is_waiting(url: str) -> bool:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'migrations'"
        " AND datname = current_database() AND wait_event_type = 'Lock'"
    )
    return rows(url, query) == [1]


def test_who_queues_behind_a_migration_that_waits_does_not_wait_long(
    database_url: str, kettles: Path
) -> None:
    with ThreadPoolExecutor(1) as threads, at_work(database_url) as old:
        with held(database_url, "SELECT id FROM kettles"):
            migration = threads.submit(migrate, database_url, kettles)
            for _ in range(2):
                eventually(lambda: is_waiting(database_url), "it waits for the lock")
                eventually(lambda: not is_waiting(database_url), "it lets others pass")
            old.goes_on()
            assert not migration.done()
        migration.result(timeout=20)

    assert old.slowest < 3 * LOCK_WAIT.total_seconds()
    assert "lids" in tables(database_url)


def test_a_migration_that_never_gets_its_lock_gives_up_and_leaves_nothing(
    database_url: str, kettles: Path
) -> None:
    no_patience = timedelta()
    with (
        held(database_url, "SELECT id FROM kettles"),
        pytest.raises(MigrationBlocked, match=r"0201_lids.*pg_stat_activity"),
    ):
        migrate(database_url, kettles, patience=no_patience)
    assert tables(database_url) == {"kettles"}
    assert applied(database_url) == []

    migrate(database_url, kettles, patience=no_patience)

    assert tables(database_url) == {"kettles", "lids"}


def test_a_migration_and_the_note_of_it_are_one(
    database_url: str, kettles: Path
) -> None:
    (kettles / "empty").mkdir()
    migrate(database_url, kettles / "empty")

    with (
        held(database_url, "LOCK TABLE _yoyo_migration IN EXCLUSIVE MODE"),
        pytest.raises(MigrationBlocked),
    ):
        migrate(database_url, kettles, patience=timedelta())

    assert tables(database_url) == {"kettles"}
