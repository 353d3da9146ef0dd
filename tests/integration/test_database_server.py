"""A service's database on a server: its limits, and what it lives through."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from psycopg.conninfo import conninfo_to_dict
from typing_extensions import override

from chassis.consumer import Consumer, Subscription
from chassis.domain import Actor, Conflict
from chassis.eventlog.embedded import EmbeddedLog
from chassis.messaging import EventRouter
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.rpc.calls import CURRENT, Call
from chassis.rpc.errors import Unavailable
from chassis.settings import DatabaseLimits
from chassis.storage import Work
from chassis.units import ATTEMPTS, FIRST_PAUSE_SECONDS
from deploy import wheel
from deploy.databases import provide_separately
from deploy.environment import Environment
from deploy.keychain import Keychain
from deploy.program import ROOT
from deploy.settings import RunnerSettings
from tests.integration.support import (
    TOPIC,
    effects,
    eventually,
    note,
    prepared,
    units_of,
)
from tests.integration.tcp_postgres import TcpPostgres


@contextmanager
def opened(url: str, limits: DatabaseLimits) -> Iterator[Database]:
    database = Database(url, limits, name="kettles")
    try:
        yield database
    finally:
        database.close()


def ask(database: Database, question: str) -> object:
    with database.connection() as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def is_free(database: Database) -> bool:
    with contextlib.suppress(Unavailable):
        return ask(database, "SELECT 1") == 1
    return False


LIMITS = DatabaseLimits(
    connections=2,
    statement_timeout=timedelta(milliseconds=800),
    lock_timeout=timedelta(milliseconds=200),
    idle_in_transaction_timeout=timedelta(milliseconds=400),
)


@pytest.fixture
def database(server: TcpPostgres) -> Iterator[Database]:
    with opened(server.create("limits"), LIMITS) as database:
        yield database


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("application_name", "kettles"),
        ("statement_timeout", "800ms"),
        ("lock_timeout", "200ms"),
        ("idle_in_transaction_session_timeout", "400ms"),
        ("tcp_keepalives_idle", "5"),
    ],
)
def test_the_server_knows_the_limits(
    database: Database, setting: str, value: str
) -> None:
    assert ask(database, f"SHOW {setting}") == value


def test_a_statement_that_takes_too_long_is_cut_off(database: Database) -> None:
    with pytest.raises(Unavailable):
        ask(database, "SELECT pg_sleep(20)")

    assert ask(database, "SELECT 1") == 1


def test_a_lock_that_cannot_be_had_is_not_waited_for(database: Database) -> None:
    with database.transaction() as holder:
        holder.execute("SELECT pg_advisory_xact_lock(1)")

        with pytest.raises(Unavailable) as refusal:
            ask(database, "SELECT pg_advisory_xact_lock(1)")

    assert isinstance(refusal.value.__cause__, psycopg.errors.LockNotAvailable)


def test_no_more_connections_are_opened_than_allowed(server: TcpPostgres) -> None:
    limits = DatabaseLimits(connections=1, pool_wait=timedelta(milliseconds=300))
    with opened(server.create("limits"), limits) as database:
        eventually(lambda: is_free(database), "the one connection is open")
        with database.connection(), pytest.raises(Unavailable):
            ask(database, "SELECT 1")


def test_a_transaction_that_is_forgotten_lets_go_of_its_locks(
    database: Database,
) -> None:
    ended = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in trans%'"
    with pytest.raises(Unavailable), database.transaction() as forgotten:  # noqa: PT012
        forgotten.execute("SELECT pg_advisory_xact_lock(2)")
        eventually(lambda: ask(database, ended) == 0, "the server ends it")
        forgotten.execute("SELECT 1")

    assert ask(database, "SELECT pg_try_advisory_lock(2)") is True


class Writer(threading.Thread):
    """Writes numbers as fast as it can, and remembers what was accepted."""

    def __init__(self, database: Database) -> None:
        super().__init__(daemon=True)
        self._database = database
        self._enough = threading.Event()
        self.accepted: list[int] = []
        self.refusals = 0
        self.bug: Exception | None = None

    @override
    def run(self) -> None:
        number = 0
        while not self._enough.is_set():
            number += 1
            try:
                with self._database.transaction() as connection:
                    connection.execute("INSERT INTO numbers VALUES (%s)", [number])
            except Unavailable:
                self.refusals += 1
                time.sleep(0.02)
            except Exception as error:  # noqa: BLE001 - the test looks at it
                self.bug = error
                return
            else:
                self.accepted.append(number)

    def goes_on(self) -> None:
        """Wait until it has written more."""
        so_far = len(self.accepted)
        eventually(lambda: len(self.accepted) > so_far + 5, "it writes on")

    def stop(self) -> None:
        self._enough.set()
        self.join()


@contextmanager
def writing(url: str) -> Iterator[Writer]:
    with opened(url, DatabaseLimits(pool_wait=timedelta(milliseconds=200))) as database:
        with database.connection() as connection:
            connection.execute("CREATE TABLE numbers (number int)")
        writer = Writer(database)
        writer.start()
        try:
            yield writer
        finally:
            writer.stop()


def numbers(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT number FROM numbers ORDER BY number")
        return [number for (number,) in rows]


def is_subset(accepted: list[int], stored: list[int]) -> bool:
    """Tell whether nothing accepted is lost, and nothing is there twice."""
    return {*accepted} <= {*stored} and len({*stored}) == len(stored)


def test_a_server_that_is_killed_and_restarted_is_found_again(
    server: TcpPostgres,
) -> None:
    url = server.create("killed")
    with writing(url) as writer:
        writer.goes_on()
        os.kill(server.pid, signal.SIGKILL)
        eventually(lambda: writer.refusals > 0, "the loss is noticed")
        server.start()
        writer.goes_on()

    assert writer.bug is None
    assert is_subset(writer.accepted, numbers(url))


def standby_of(server: TcpPostgres) -> TcpPostgres:
    """Return a running standby, without which the server commits nothing any more."""
    home = server.data.parent / "standby"
    home.mkdir(mode=0o755)
    standby = TcpPostgres(home)
    standby.password = server.password
    handle = wheel.server_at(standby.data)
    if handle.system_user:
        shutil.chown(standby.data, handle.system_user)
    standby.data.chmod(0o700)
    source = ("-d", server.admin_url, "--checkpoint=fast")
    wheel.run(handle, "pg_basebackup", "--write-recovery-conf", *source)
    standby.start()
    alter_system(server, "SET synchronous_standby_names = '*'")
    return standby


def alter_system(server: TcpPostgres, change: str) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM {change}".encode())
        connection.execute("SELECT pg_reload_conf()")


def test_writes_go_on_at_the_standby_that_is_promoted(server: TcpPostgres) -> None:
    parameters = conninfo_to_dict(server.create("moved"))
    standby = standby_of(server)
    parameters |= {
        "host": "127.0.0.1,127.0.0.1",
        "port": f"{standby.port},{server.port}",
        "target_session_attrs": "read-write",
    }
    url = f"postgresql://?{urlencode(parameters)}"
    try:
        migrate(url, CHASSIS_MIGRATIONS)
        with writing(url) as writer:
            writer.goes_on()
            os.kill(server.pid, signal.SIGKILL)
            wheel.run(wheel.server_at(standby.data), "pg_ctl", "promote", "-w")
            writer.goes_on()

        assert writer.bug is None
        assert is_subset(writer.accepted, numbers(url))
    finally:
        standby.stop()
        server.start()
        alter_system(server, "RESET synchronous_standby_names")


def test_a_connection_to_a_server_that_became_a_standby_is_given_up(
    database: Database,
) -> None:
    with database.connection() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS numbers (number int)")
        connection.execute("SET default_transaction_read_only = on")

    for _ in range(LIMITS.connections):
        with contextlib.suppress(Unavailable):
            ask(database, "INSERT INTO numbers VALUES (1) RETURNING 1")

    assert ask(database, "INSERT INTO numbers VALUES (1) RETURNING 1") == 1


@pytest.fixture
def strict(server: TcpPostgres) -> Iterator[Database]:
    """A database in which transactions are serializable, as some servers have it."""
    url = server.create("strict")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "ALTER DATABASE strict SET default_transaction_isolation = serializable"
        )
    database = prepared(url)
    with database.connection() as connection:
        connection.execute("TRUNCATE effects, inbox, parked")
    token = CURRENT.set(Call(Actor("people/ann"), "test", time.monotonic() + 10))
    yield database
    CURRENT.reset(token)
    database.close()


def count_on(connection: psycopg.Connection) -> None:
    """Note how much has been noted; two at once must not note the same."""
    text = str(len(effects(connection)))
    connection.execute("INSERT INTO effects (text) VALUES (%s)", (text,))


class Once:
    """Does something the first time it is called."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._acts = [act]

    def __call__(self) -> None:
        if self._acts:
            self._acts.pop()()


def rival(database: Database) -> Once:
    """Return a transaction of somebody else, which comes between."""

    def count() -> None:
        with database.transaction() as connection:
            count_on(connection)

    return Once(count)


def test_a_write_that_cannot_be_serialized_is_tried_again(strict: Database) -> None:
    other = rival(strict)

    def act(work: Work) -> StringValue:
        effects(work.connection)
        other()
        count_on(work.connection)
        return StringValue(value="done")

    assert units_of(strict).write(StringValue(), act).value == "done"
    with strict.connection() as connection:
        assert effects(connection) == ["0", "1"]


def test_a_read_that_cannot_be_serialized_is_tried_again(strict: Database) -> None:
    def fail() -> None:
        raise psycopg.errors.SerializationFailure

    failing = Once(fail)

    def act(work: Work) -> list[str]:
        failing()
        return effects(work.connection)

    assert units_of(strict).read(act) == []


def test_an_event_that_cannot_be_serialized_takes_effect_once(
    strict: Database, server: TcpPostgres
) -> None:
    other = rival(strict)

    def handle(work: Work, _: StringValue) -> None:
        effects(work.connection)
        other()
        count_on(work.connection)

    router: EventRouter[Work] = EventRouter()
    router.on(StringValue, handle)
    log = EmbeddedLog(server.create("strictlog"))
    log.declare([TOPIC])
    log.append([note("one"), note("two")])
    consumer = Consumer(log, Subscription("notes", (TOPIC,), router), units_of(strict))
    consumer.start()

    def noted() -> list[str]:
        with strict.connection() as connection:
            return effects(connection)

    try:
        eventually(lambda: len(noted()) == 3, "both take effect")
    finally:
        consumer.stop()
        log.close()
    assert noted() == ["0", "1", "2"]


def test_pauses_between_attempts_are_random_and_bounded(
    strict: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("chassis.units.time.sleep", pauses.append)

    def act(_: Work) -> StringValue:
        raise psycopg.errors.SerializationFailure

    for _ in range(2):
        with pytest.raises(Conflict):
            units_of(strict).write(StringValue(), act)

    limits = [FIRST_PAUSE_SECONDS * 2**number for number in range(ATTEMPTS - 1)]
    assert all(pause <= most for pause, most in zip(pauses, limits * 2, strict=True))
    assert pauses[: len(limits)] != pauses[len(limits) :]


def has_started(log: Path) -> bool:
    return "service.started" in log.read_text()


def test_instances_that_start_together_on_nothing_all_serve(
    server: TcpPostgres, tmp_path: Path
) -> None:
    keychain = Keychain(tmp_path)
    keychain.make_token_keys()
    urls = provide_separately(server, ["experiments"])
    settings = RunnerSettings.model_validate({"home": tmp_path})
    variables = Environment(settings, keychain, os.environ, "json").of_service(
        "experiments", urls
    )
    command = [sys.executable, "-m", "services.experiments"]
    logs = [tmp_path / f"{number}.log" for number in range(3)]
    instances = []
    for log in logs:
        with log.open("wb") as output:
            instances.append(
                subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env={**variables, "EXPERIMENTS_PORT": "0"},
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            )
    try:
        eventually(lambda: all(map(has_started, logs)), "all have started")
    finally:
        for instance in instances:
            instance.terminate()
    assert [instance.wait(20) for instance in instances] == [0, 0, 0]
