"""`day1 db init`: databases and roles on a given server, as often as one likes."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from chassis.postgres import Database
from deploy.cli import main
from deploy.databases import EVENTLOG, MONOLITH, TURNS
from deploy.errors import CannotStart
from deploy.keychain import Keychain
from deploy.program import ROOT
from deploy.server import PostgresServer
from deploy.shapes import services
from tests.integration.support import eventually
from tests.integration.tcp_postgres import TcpPostgres

NAMES = [*services(), EVENTLOG]


@pytest.fixture
def server(bare_server: TcpPostgres) -> TcpPostgres:
    return bare_server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def init(url: str, home: Path, *options: str) -> Result:
    variables = {"DAY1_POSTGRES_URL": url, "DAY1_HOME": str(home)}
    result = CliRunner().invoke(main, ["db", "init", *options], env=variables)
    assert not any(secret in result.output for secret in secrets_of(home))
    return result


def secrets_of(home: Path) -> list[str]:
    file = home / "secrets.json"
    return list(json.loads(file.read_bytes()).values()) if file.exists() else []


def initialised(url: str, home: Path, *options: str) -> list[list[str]]:
    """Return the rows of the table that a successful run prints."""
    result = init(url, home, *options)
    assert result.exit_code == 0, result.output
    return [line.split(maxsplit=2) for line in result.output.splitlines()[1:-2]]


def refusal(url: str, home: Path, *options: str) -> str:
    """Return the one line that tells why a run has failed."""
    result = init(url, home, *options)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    return line


def url_of(server: TcpPostgres, home: Path, role: str) -> str:
    password = Keychain(home).database_password(role)
    return f"postgresql://{role}:{password}@127.0.0.1:{server.port}/{role}"


def ask(url: str, question: str, dbname: str | None = None) -> list[object]:
    with psycopg.connect(url, autocommit=True, dbname=dbname) as connection:
        return [row[0] for row in connection.execute(question.encode())]


def test_the_first_run_makes_everything_and_the_second_nothing(
    server: TcpPostgres, home: Path
) -> None:
    first = initialised(server.admin_url, home)
    second = initialised(server.admin_url, home)

    assert first == [[name, "new", "new"] for name in NAMES]
    assert second == [[name, "kept", "kept"] for name in NAMES]


def test_a_role_enters_its_own_database_and_no_other(
    server: TcpPostgres, home: Path
) -> None:
    initialised(server.admin_url, home)

    for role in NAMES:
        url = url_of(server, home, role)
        assert ask(url, "SELECT current_user") == [role]
        for other in {*NAMES} - {role}:
            with pytest.raises(psycopg.OperationalError, match="permission denied"):
                ask(url, "SELECT 1", dbname=other)


def test_a_role_may_do_nothing_beyond_its_database(
    server: TcpPostgres, home: Path
) -> None:
    initialised(server.admin_url, home)

    powers = (
        "SELECT rolname FROM pg_roles WHERE rolname = ANY('{%s}') AND (rolsuper"
        " OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)"
    )
    passwords = (
        "SELECT rolname FROM pg_authid WHERE rolname = ANY('{%s}')"
        " AND rolpassword LIKE 'SCRAM-SHA-256$%%'"
    )
    assert ask(server.admin_url, powers % ",".join(NAMES)) == []
    assert {*ask(server.admin_url, passwords % ",".join(NAMES))} == {*NAMES}


def test_several_at_once_make_each_thing_once(server: TcpPostgres, home: Path) -> None:
    variables = {"DAY1_POSTGRES_URL": server.admin_url, "DAY1_HOME": str(home)}
    waiting = f"SELECT count(*) FROM pg_locks WHERE objid = {TURNS} AND NOT granted"  # noqa: S608
    with psycopg.connect(server.admin_url) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [TURNS])
        runs = [
            subprocess.Popen(
                [sys.executable, "-m", "deploy.cli", "db", "init"],
                cwd=ROOT,
                env=variables,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(2)
        ]
        eventually(lambda: ask(server.admin_url, waiting) == [2], "all wait")
    outputs = [run.communicate(timeout=60)[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], outputs
    words = " ".join(outputs).split()
    assert words.count("new") == 2 * len(NAMES)
    assert all(ask(url_of(server, home, name), "SELECT 1") for name in NAMES)


def test_services_at_work_notice_nothing(server: TcpPostgres, home: Path) -> None:
    initialised(server.admin_url, home)
    database = Database(url_of(server, home, "ideas"))
    enough, written = threading.Event(), 0
    with database.connection() as connection:
        connection.execute("CREATE TABLE proof (id serial)")

    def write() -> None:
        nonlocal written
        while not enough.is_set():
            with database.transaction() as connection:
                connection.execute("INSERT INTO proof DEFAULT VALUES")
            written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(2):
            initialised(server.admin_url, home)
            before = written
            initialised(server.admin_url, home, "--rotate")
            assert written > before
    finally:
        enough.set()
        writer.join()
        database.close()

    count = "SELECT count(*) FROM proof"
    assert ask(url_of(server, home, "ideas"), count) == [written]


def test_rotated_passwords_let_in_and_old_ones_do_not(
    server: TcpPostgres, home: Path
) -> None:
    initialised(server.admin_url, home)
    old = url_of(server, home, "ideas")

    rows = initialised(server.admin_url, home, "--rotate")

    assert rows == [[name, "kept", "new password"] for name in NAMES]
    assert ask(url_of(server, home, "ideas"), "SELECT 1") == [1]
    with pytest.raises(psycopg.OperationalError, match="password authentication"):
        ask(old, "SELECT 1")


def test_passwords_can_be_given(
    server: TcpPostgres, home: Path, tmp_path: Path
) -> None:
    hard = "p@ss:/?#%&+ 'word\""
    given = tmp_path / "passwords.json"
    given.write_text(json.dumps({"ideas": hard}))
    initialised(server.admin_url, home)

    rows = initialised(server.admin_url, home, "--passwords", str(given))

    assert ["ideas", "kept", "new password"] in rows
    assert ["coes", "kept", "kept"] in rows
    assert ask(url_of(server, home, "coes"), "SELECT 1") == [1]
    kept = PostgresServer(server.admin_url, Keychain(home)).create("ideas")
    assert hard not in kept
    assert ask(kept, "SELECT current_user") == ["ideas"]


@pytest.mark.parametrize("text", ["nonsense", "[]", '{"bob": "x"}', '{"ideas": ""}'])
def test_a_file_of_passwords_that_is_none_is_refused(
    server: TcpPostgres, home: Path, tmp_path: Path, text: str
) -> None:
    given = tmp_path / "passwords.json"
    given.write_text(text)

    assert str(given) in refusal(server.admin_url, home, "--passwords", str(given))


def test_the_monolith_gets_one_database_with_a_schema_each(
    server: TcpPostgres, home: Path
) -> None:
    for _ in range(2):
        initialised(server.admin_url, home, "--monolith")

    schemas = "SELECT nspname FROM pg_namespace WHERE nspname = ANY('{%s}')"
    url = url_of(server, home, MONOLITH)
    assert {*ask(url, schemas % ",".join(NAMES))} == {*NAMES}


def admin_with(server: TcpPostgres, rights: str) -> str:
    ask_all = f"DROP ROLE IF EXISTS boss; CREATE ROLE boss LOGIN PASSWORD 'b' {rights}"
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute(ask_all.encode())
    return f"postgresql://boss:b@127.0.0.1:{server.port}/postgres"


def test_the_administrator_need_not_be_a_superuser(
    server: TcpPostgres, home: Path
) -> None:
    url = admin_with(server, "CREATEROLE CREATEDB")
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute("GRANT CONNECT ON DATABASE postgres TO PUBLIC")

    initialised(url, home)
    rows = initialised(url, home, "--rotate")

    assert rows == [[name, "kept", "new password"] for name in NAMES]
    assert ask(url_of(server, home, "coes"), "SELECT 1") == [1]


@pytest.mark.parametrize("rights", ["", "CREATEROLE", "CREATEDB"])
def test_a_missing_right_is_named(server: TcpPostgres, home: Path, rights: str) -> None:
    url = admin_with(server, rights)
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute("GRANT CONNECT ON DATABASE postgres TO PUBLIC")

    assert "boss may not do this" in refusal(url, home)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://postgres:{password}@127.0.0.1:1/postgres", "refused"),
        ("postgresql://postgres:wr0ng@127.0.0.1:{port}/postgres", "password auth"),
        ("postgresql://postgres:{password}@127.0.0.1:{port}/away", "does not exist"),
        ("postgresql://no-such-host.invalid/postgres", "no-such-host.invalid"),
        ("nonsense {password}", "DAY1_POSTGRES_URL"),
        ("", "set DAY1_POSTGRES_URL"),
    ],
)
def test_a_server_that_cannot_be_entered_is_told_in_one_line(
    server: TcpPostgres, home: Path, url: str, words: str
) -> None:
    line = refusal(url.format(port=server.port, password=server.password), home)

    assert words in line
    assert server.password not in line


def test_a_second_instance_does_not_take_over_the_roles_of_the_first(
    server: TcpPostgres, home: Path, tmp_path: Path
) -> None:
    initialised(server.admin_url, home)

    assert "another instance" in refusal(server.admin_url, tmp_path / "second")
    with pytest.raises(CannotStart, match="another instance"):
        PostgresServer(server.admin_url, Keychain(tmp_path / "second")).create("ideas")
    assert ask(url_of(server, home, "ideas"), "SELECT 1") == [1]


def test_a_database_of_somebody_else_is_left_alone(
    server: TcpPostgres, home: Path
) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ideas")

    assert "belongs to postgres" in refusal(server.admin_url, home)
    rights = "SELECT datacl IS NULL FROM pg_database WHERE datname = 'ideas'"
    assert ask(server.admin_url, rights) == [True]


def test_parameters_of_the_server_pass_through(server: TcpPostgres, home: Path) -> None:
    home.mkdir()
    more = "sslmode=prefer&target_session_attrs=read-write&options=-c%20geqo%3Doff"
    given = PostgresServer(f"{server.admin_url}?{more}", Keychain(home))

    url = given.create("ideas")

    assert ask(url, "SHOW geqo") == ["off"]
    assert psycopg.conninfo.conninfo_to_dict(url).items() >= {
        ("sslmode", "prefer"),
        ("target_session_attrs", "read-write"),
    }
