"""The embedded PostgreSQL of the runner: its walls, and its life."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.databases import provide_separately, provide_together
from deploy.errors import CannotStart
from deploy.postgres import EmbeddedPostgres

SERVICES = ("ideas", "reviews")
LEAVE_BEHIND = """
import os, sys
from pathlib import Path
from deploy.postgres import EmbeddedPostgres
EmbeddedPostgres(Path(sys.argv[1])).start()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path_factory.mktemp("home"))
    server.start()
    yield server
    server.stop()


def test_providing_twice_gives_the_same_databases(postgres: EmbeddedPostgres) -> None:
    first = provide_separately(postgres, SERVICES)

    assert provide_separately(postgres, SERVICES) == first
    assert set(first) == {"ideas", "reviews", "eventlog"}


def test_a_service_owns_its_database(postgres: EmbeddedPostgres) -> None:
    with psycopg.connect(postgres.create("ideas")) as connection:
        connection.execute("CREATE TABLE proof ()")

        user = connection.execute("SELECT current_user, current_database()").fetchone()
        assert user == ("ideas", "ideas")


@pytest.mark.parametrize("database", ["reviews", "eventlog", "postgres", "template1"])
def test_a_service_enters_no_database_but_its_own(
    postgres: EmbeddedPostgres, database: str
) -> None:
    url = provide_separately(postgres, SERVICES)["ideas"]

    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(url, dbname=database)


@pytest.mark.parametrize("role", ["ideas", "postgres"])
@pytest.mark.parametrize("password", ["", "guess"])
def test_nobody_enters_without_the_password(
    postgres: EmbeddedPostgres, role: str, password: str
) -> None:
    url = postgres.create("ideas")

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url, user=role, password=password)


def test_the_monolith_has_a_schema_per_service(postgres: EmbeddedPostgres) -> None:
    urls = provide_together(postgres, SERVICES)

    assert provide_together(postgres, SERVICES) == urls
    with psycopg.connect(urls["reviews"]) as connection:
        where = connection.execute("SELECT current_database(), current_schema()")
        assert where.fetchone() == ("monolith", "reviews")


def test_nothing_listens_on_the_network(postgres: EmbeddedPostgres) -> None:
    with psycopg.connect(postgres.admin_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_committed_data_survives_a_power_cut(postgres: EmbeddedPostgres) -> None:
    with psycopg.connect(postgres.admin_url) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {setting}").fetchone() == ("on",)


def test_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path)
    server.start()
    server.stop()

    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_server_left_behind_is_adopted_by_the_next_start(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LEAVE_BEHIND, str(tmp_path)])
    left_behind = _pid(tmp_path)
    server = EmbeddedPostgres(tmp_path)

    server.start()

    assert _pid(tmp_path) == left_behind
    server.create("ideas")
    server.stop()
    assert not server.is_running


def test_a_server_that_was_killed_starts_again_with_its_data(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path)
    server.start()
    with psycopg.connect(server.create("ideas")) as connection:
        connection.execute("CREATE TABLE proof ()")

    os.kill(_pid(tmp_path), signal.SIGKILL)
    server.start()

    with psycopg.connect(server.create("ideas")) as connection:
        connection.execute("SELECT FROM proof")
    server.stop()


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path)
    server.start()
    notes = (tmp_path / "postgres/postmaster.pid").read_text().splitlines()
    server.stop()
    stranger = "\n".join([str(os.getpid()), *notes[1:]])
    (tmp_path / "postgres/postmaster.pid").write_text(stranger + "\n")

    server.start()

    assert server.is_running
    server.stop()


def test_a_folder_with_a_long_path_works(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("long-" * 30))
    server.start()

    psycopg.connect(server.create("ideas")).close()
    server.stop()


def test_lost_passwords_are_told_in_plain_words(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path)
    server.start()
    (tmp_path / "secrets.json").unlink()

    with pytest.raises(CannotStart, match=r"secrets\.json does not fit"):
        server.start()
    server.stop()


def _pid(home: Path) -> int:
    return int((home / "postgres/postmaster.pid").read_text().split()[0])
