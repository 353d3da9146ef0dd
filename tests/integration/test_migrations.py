"""Migrations: once each, whoever starts them, however often, even after a kill."""

import itertools
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from chassis.postgres import (
    CHASSIS_MIGRATIONS,
    FORMAT,
    MIGRATION_LOCK,
    MadeByAnotherVersion,
    migrate,
)
from deploy.databases import EVENTLOG, provide_separately, provide_together
from deploy.errors import OtherVersion
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.program import ROOT
from deploy.shapes import services
from tests.integration.support import eventually

PROCESSES = multiprocessing.get_context("spawn")
NUMBERS = itertools.count(1)
HELD = 4711
SLOW = f"""
CREATE TABLE half (id int);
SELECT pg_advisory_xact_lock({HELD});
CREATE TABLE whole (id int);
"""
TABLES = {
    "ideas": {"ideas", "revisions", "evidence", "questions", "visuals"}
    | {"known_coes", "active_checks"},
    "reviews": {"reviews", "comments", "active_checks"}
    | {"decision_log", "decision_log_head"},
    "experiments": {"experiments", "known_ideas", "known_coes", "exposures", "outcomes"}
    | {"losses", "tallies", "metrics", "looks", "active_checks"},
    "coes": {"coes", "mechanisms", "subjects", "measures", "heard", "evaluations"}
    | {"check_reports", "people"},
}
CHASSIS_TABLES = {"outbox", "sequences", "inbox", "parked", "published_to", "requests"}


class FreshPostgres:
    """The same server, without the databases that other tests have left."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self._postgres = postgres
        self._number = next(NUMBERS)

    def create(self, name: str) -> str:
        """Return the URL of a database that is empty."""
        return self._postgres.create(f"fresh{self._number}_{name}")


@pytest.fixture
def fresh_postgres(postgres: EmbeddedPostgres) -> FreshPostgres:
    return FreshPostgres(postgres)


def migrations_of(service: str) -> Path:
    return ROOT / "services" / service / "storage" / "migrations"


def rows(url: str, query: str) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        return [row[0] for row in connection.execute(query.encode())]


def tables(url: str, schema: str = "public") -> set[str]:
    found = rows(url, f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}'")  # noqa: S608
    return {name for name in found if "yoyo" not in name and name != "made_by"}


def all_in(*folders: Path) -> list[str]:
    return sorted(file.stem for folder in folders for file in folder.glob("*.sql"))


def applied(url: str) -> list[str]:
    """Return what was ever applied; what was applied twice is in it twice."""
    query = "SELECT migration_id FROM _yoyo_log WHERE operation = 'apply' ORDER BY 1"
    return rows(url, query)


def is_waiting(url: str, lock: int, processes: int = 1) -> bool:
    query = f"SELECT count(*) FROM pg_locks WHERE objid = {lock} AND NOT granted"  # noqa: S608
    database = "SELECT oid FROM pg_database WHERE datname = current_database()"
    return rows(url, f"{query} AND database = ({database})") == [processes]


@contextmanager
def holding(url: str, lock: int) -> Iterator[None]:
    """Keep everyone else from an advisory lock."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (lock,))
        yield


@contextmanager
def migrating(url: str, folders: Sequence[Path], count: int) -> Iterator[list[Any]]:
    """Run processes that migrate; none outlives the test."""
    processes = [
        PROCESSES.Process(target=migrate, args=(url, *folders)) for _ in range(count)
    ]
    for process in processes:
        process.start()
    try:
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.join()


def test_migrating_again_is_harmless(database_url: str) -> None:
    folders = CHASSIS_MIGRATIONS, migrations_of("ideas")
    migrate(database_url, *folders)
    once = applied(database_url)
    rows(database_url, "INSERT INTO inbox (event_id) VALUES ('kept') RETURNING 1")

    migrate(database_url, *folders)

    assert applied(database_url) == once == all_in(*folders)
    assert rows(database_url, "SELECT event_id FROM inbox") == ["kept"]


def test_processes_that_start_together_apply_each_migration_once(
    database_url: str,
) -> None:
    folders = CHASSIS_MIGRATIONS, migrations_of("experiments")

    with migrating(database_url, folders, 4) as processes:
        with holding(database_url, MIGRATION_LOCK):
            eventually(lambda: is_waiting(database_url, MIGRATION_LOCK, 4), "all wait")
        for process in processes:
            process.join(30)

    assert [process.exitcode for process in processes] == [0] * 4
    assert applied(database_url) == all_in(*folders)


def test_a_start_that_is_killed_in_a_migration_does_not_block_the_next(
    database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "0201_before.sql").write_text("CREATE TABLE before (id int)")
    (tmp_path / "0202_slow.sql").write_text(SLOW)
    with (
        holding(database_url, HELD),
        migrating(database_url, [tmp_path], 1) as processes,
    ):
        eventually(lambda: is_waiting(database_url, HELD), "half a migration")

    migrate(database_url, tmp_path)

    assert [process.exitcode for process in processes] == [-9]
    assert tables(database_url) == {"before", "half", "whole"}
    assert applied(database_url) == ["0201_before", "0202_slow"]


def test_a_lock_row_that_nobody_stands_behind_does_not_block(
    database_url: str, tmp_path: Path
) -> None:
    migrate(database_url, CHASSIS_MIGRATIONS)
    left = "INSERT INTO yoyo_lock (locked, ctime, pid) VALUES (1, now(), 1) RETURNING 1"
    rows(database_url, left)
    (tmp_path / "0201_later.sql").write_text("CREATE TABLE later (id int)")

    migrate(database_url, tmp_path)

    assert "later" in tables(database_url)
    assert rows(database_url, "SELECT pid FROM yoyo_lock") == []


def test_a_migration_that_fails_changes_nothing_and_can_be_repaired(
    database_url: str, tmp_path: Path
) -> None:
    broken = tmp_path / "0201_broken.sql"
    broken.write_text("CREATE TABLE half (id int); SELECT no_such_column;")
    with pytest.raises(psycopg.Error):
        migrate(database_url, tmp_path)
    assert tables(database_url) == set()

    broken.write_text("CREATE TABLE whole (id int);")
    migrate(database_url, tmp_path)

    assert tables(database_url) == {"whole"}


UNMARKED = "DROP TABLE made_by"
LATER = "UPDATE made_by SET format = format + 1"


def dump(url: str) -> list[Any]:
    """Return the tables of a database, and how often each was written to."""
    query = "SELECT schemaname || '.' || relname FROM pg_stat_user_tables ORDER BY 1"
    found = rows(url, query)
    return [(table, rows(url, f"SELECT count(*) FROM {table}")) for table in found]  # noqa: S608


@pytest.mark.parametrize(
    ("change", "which"), [(UNMARKED, "an earlier"), (LATER, "a later")]
)
def test_a_database_that_another_version_made_is_left_as_it_is(
    database_url: str, change: str, which: str
) -> None:
    migrate(database_url, CHASSIS_MIGRATIONS)
    with psycopg.connect(database_url) as connection:
        connection.execute(change.encode())
    before = dump(database_url)

    with pytest.raises(MadeByAnotherVersion, match=f"the state of {which} version"):
        migrate(database_url, CHASSIS_MIGRATIONS, migrations_of("ideas"))

    assert dump(database_url) == before


def test_the_mark_of_an_empty_database_comes_before_anything_else(
    database_url: str, tmp_path: Path
) -> None:
    (tmp_path / "0201_slow.sql").write_text(SLOW)
    with holding(database_url, HELD), migrating(database_url, [tmp_path], 1):
        eventually(lambda: is_waiting(database_url, HELD), "half a migration")

    assert rows(database_url, "SELECT format FROM made_by") == [FORMAT]
    migrate(database_url, tmp_path)


@pytest.mark.parametrize("change", [UNMARKED, LATER])
def test_a_service_ends_with_status_2_and_one_line(
    database_url: str, tmp_path: Path, change: str
) -> None:
    keychain = Keychain(tmp_path)
    keychain.make_token_keys()
    migrate(database_url, CHASSIS_MIGRATIONS)
    with psycopg.connect(database_url) as connection:
        connection.execute(change.encode())
    settings = {
        "EXPERIMENTS_DATABASE_URL": database_url,
        "EXPERIMENTS_EVENTLOG_URL": "kafka://127.0.0.1:1",
        "EXPERIMENTS_TOKEN_JWKS": str(keychain.token_jwks),
        "EXPERIMENTS_PAGE_TOKEN_KEY": keychain.page_token_key("experiments"),
    }

    ended = subprocess.run(
        [sys.executable, "-m", "services.experiments"],
        cwd=ROOT,
        env=settings,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ended.returncode == 2
    assert "It was left as it is" in ended.stderr.splitlines()[-1]


def test_databases_of_an_earlier_version_on_a_given_server_are_left_as_they_are(
    fresh_postgres: FreshPostgres,
) -> None:
    urls = provide_together(fresh_postgres, TABLES)
    migrate(urls["ideas"], CHASSIS_MIGRATIONS)
    with psycopg.connect(urls["ideas"]) as connection:
        connection.execute(UNMARKED.encode())
    before = dump(urls["ideas"])

    with pytest.raises(OtherVersion, match="the state of an earlier version"):
        provide_together(fresh_postgres, TABLES)

    assert dump(urls["ideas"]) == before


def test_there_is_a_list_of_tables_for_every_service() -> None:
    assert sorted(TABLES) == services()


@pytest.mark.parametrize("service", TABLES)
def test_every_service_fits_into_an_empty_database(
    database_url: str, service: str
) -> None:
    migrate(database_url, CHASSIS_MIGRATIONS, migrations_of(service))

    assert tables(database_url) == CHASSIS_TABLES | TABLES[service]


def test_all_services_fit_into_one_database_with_a_schema_each(
    fresh_postgres: FreshPostgres,
) -> None:
    urls = provide_together(fresh_postgres, TABLES)

    for service in TABLES:
        migrate(urls[service], CHASSIS_MIGRATIONS, migrations_of(service))

    found = {service: tables(urls[service], service) for service in TABLES}
    assert found == {name: CHASSIS_TABLES | own for name, own in TABLES.items()}
    assert tables(urls["ideas"]) == set()


@pytest.mark.parametrize("service", TABLES)
def test_a_service_can_enter_its_own_database_and_no_other(
    postgres: EmbeddedPostgres, service: str
) -> None:
    urls = provide_separately(postgres, services())
    names = [*services(), EVENTLOG]

    entered = [name for name in names if can_enter(urls[service], name)]

    assert entered == [service]


@pytest.mark.parametrize("service", TABLES)
def test_a_service_cannot_make_itself_more_powerful(
    postgres: EmbeddedPostgres, service: str
) -> None:
    url = provide_separately(postgres, services())[service]
    privileges = (
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
        " OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )

    assert rows(url, privileges) == [False]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(url, "SET ROLE postgres")


def can_enter(url: str, database: str) -> bool:
    try:
        with psycopg.connect(url, dbname=database) as connection:
            return bool(connection.execute("SELECT 1").fetchone())
    except psycopg.OperationalError as error:
        if "permission denied for database" not in str(error):
            raise
        return False
