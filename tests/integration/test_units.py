"""One unit of work is all or nothing, once per request id, alone with what it reads."""

import contextvars
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, TypeVar

import psycopg
import pytest
from psycopg import errors as pg

from chassis.domain import (
    Actor,
    AlreadyExists,
    Cause,
    Conflict,
    InvalidInput,
    NotFound,
    Violation,
    id_in,
)
from chassis.etags import etag_of
from chassis.postgres import Database
from chassis.rpc.calls import CURRENT, Call
from chassis.rpc.errors import DeadlineExceeded, Unavailable
from chassis.units import ATTEMPTS, Units
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from tests.integration.kettles import PUBLISHER, Kettle, KettlesWork, fill, prepared
from tests.integration.support import NOON

PATIENCE_SECONDS = 10.0
LATER = timedelta(minutes=1)
ANN, BEN = Actor("people/ann", "teams/books"), Actor("people/ben", "teams/toys")
R = TypeVar("R")


class Store:
    """The database of kettles, written to by several people at once."""

    def __init__(self, url: str) -> None:
        self.database = prepared(url)
        self.units: Units[KettlesWork] = Units(
            self.database, KettlesWork, PUBLISHER, lambda: NOON, lambda: None
        )

    def create(
        self,
        title: str,
        *,
        request_id: str = "",
        meanwhile: Callable[[], object] = lambda: None,
    ) -> rpc.CreateIdeaResponse:
        """Put a kettle on, as a service would."""
        request = rpc.CreateIdeaRequest(idea=pb.Idea(team=title), request_id=request_id)

        def act(work: KettlesWork) -> rpc.CreateIdeaResponse:
            if not title:
                raise InvalidInput(Violation("LABEL_MISSING", "title", "Write one."))
            kettle = fill(work, work.new_id(), LATER, title=title)
            meanwhile()
            return rpc.CreateIdeaResponse(idea=to_message(kettle))

        return self.units.write(request, act)

    def put_title(self, kettle: pb.Idea, title: str, etag: str = "") -> pb.Idea:
        """Change a kettle."""

        def act(work: KettlesWork) -> pb.Idea:
            found = work.kettles.get(id_in(kettle.name), etag=etag)
            found.put_title(title, by=work.actor, at=work.now)
            return to_message(work.kettles.save(found))

        return self.units.write(rpc.UpdateIdeaRequest(), act)

    def read(self, kettle: pb.Idea) -> pb.Idea:
        """Return it as it is now."""
        return self.units.read(
            lambda work: to_message(work.kettles.get(id_in(kettle.name)))
        )

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Look past the repository."""
        with self.database.connection() as connection:
            return connection.execute(query.encode(), values).fetchall()

    def labels(self) -> list[str]:
        rows = self.rows("SELECT body->>'title' FROM kettles ORDER BY 1")
        return [title for (title,) in rows]

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


def to_message(kettle: Kettle) -> pb.Idea:
    """Return a message with a name, a text and an etag."""
    return pb.Idea(name=kettle.name, title=kettle.title, etag=etag_of(kettle))


def calling(actor: Actor = ANN, seconds: float = 10.0) -> Call:
    return Call(actor, "test", time.monotonic() + seconds)


def at_once(*acts: Callable[[], R]) -> list[R]:
    """Return what each returns, every one in a thread and a call of its own."""
    with ThreadPoolExecutor(len(acts)) as threads:
        scopes = [contextvars.copy_context() for _ in acts]
        futures = [
            threads.submit(scope.run, act)
            for scope, act in zip(scopes, acts, strict=True)
        ]
        return [future.result(timeout=PATIENCE_SECONDS) for future in futures]


class Meeting:
    """A point that two threads have reached before either goes on, once."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)
        self._met = threading.local()
        self.visits = 0

    def __call__(self) -> None:
        self.visits += 1
        if not hasattr(self._met, "already"):
            self._met.already = True
            self._barrier.wait(PATIENCE_SECONDS)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url)
    token = CURRENT.set(calling())
    yield store
    CURRENT.reset(token)
    store.database.close()


def test_a_repeated_request_gets_the_first_answer(store: Store) -> None:
    again = str(uuid.uuid4())
    first = store.create("Once", request_id=again)
    store.put_title(first.idea, "Changed since")

    second = store.create("Once", request_id=again)

    assert second == first
    assert store.labels() == ["Changed since"]


def test_a_request_sent_twice_at_the_same_time_takes_effect_once(store: Store) -> None:
    again, both_are_writing = str(uuid.uuid4()), Meeting()

    def create() -> rpc.CreateIdeaResponse:
        return store.create("Once", request_id=again, meanwhile=both_are_writing)

    first, second = at_once(create, create)

    assert both_are_writing.visits == 2
    assert first == second
    assert store.labels() == ["Once"]
    assert store.count("outbox") == 1
    assert store.count("requests") == 1


def test_a_request_id_is_good_for_one_body(store: Store) -> None:
    again = str(uuid.uuid4())
    store.create("Once", request_id=again)

    with pytest.raises(AlreadyExists) as refusal:
        store.create("Twice", request_id=again)

    assert refusal.value.violations[0].reason == "REQUEST_ID_REUSED"
    assert store.labels() == ["Once"]


def test_a_request_id_is_good_for_one_method(store: Store) -> None:
    again, name = str(uuid.uuid4()), "kettles/ghost"

    def answer(_: KettlesWork) -> pb.Idea:
        return pb.Idea(name=name)

    store.units.write(rpc.SubmitIdeaRequest(name=name, request_id=again), answer)

    with pytest.raises(AlreadyExists):
        store.units.write(rpc.LaunchIdeaRequest(name=name, request_id=again), answer)


def test_a_request_id_belongs_to_the_person_who_sent_it(store: Store) -> None:
    again = str(uuid.uuid4())
    store.create("Mine", request_id=again)
    CURRENT.set(calling(BEN))

    store.create("Yours", request_id=again)

    assert store.labels() == ["Mine", "Yours"]


def test_a_request_id_is_the_same_in_any_case_of_its_letters(store: Store) -> None:
    again = "6f1eabcd-0000-4000-8000-00000000000f"
    first = store.create("Once", request_id=again)

    second = store.create("Once", request_id=again.upper())

    assert second == first
    assert store.labels() == ["Once"]
    assert store.rows("SELECT headers->>'ce_causationid' FROM outbox") == [(again,)]


def test_a_refused_request_may_be_sent_again_with_its_id(store: Store) -> None:
    again = str(uuid.uuid4())
    with pytest.raises(InvalidInput):
        store.create("", request_id=again)

    store.create("Better", request_id=again)

    assert store.labels() == ["Better"]


def test_nothing_changes_when_the_deadline_passes_before_the_commit(
    store: Store,
) -> None:
    CURRENT.set(calling(seconds=0.05))

    def dawdle() -> None:
        with store.database.connection() as other:
            other.execute("SELECT pg_sleep(0.1)")

    with pytest.raises(DeadlineExceeded):
        store.create("Late", request_id=str(uuid.uuid4()), meanwhile=dawdle)

    assert [store.count(table) for table in ("kettles", "outbox", "requests")] == [
        0
    ] * 3


def test_nothing_changes_when_the_answer_cannot_be_given(store: Store) -> None:
    def crash() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.create("Half", meanwhile=crash)

    assert [store.count(table) for table in ("kettles", "outbox")] == [0, 0]


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.create("a\0b"),
        lambda store: store.units.read(lambda work: work.kettles.find("a\0b")),
    ],
    ids=["in a body", "in an id"],
)
def test_a_nul_character_is_refused_as_input(
    store: Store, act: Callable[[Store], object]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        act(store)

    assert refusal.value.violations[0].reason == "TEXT_UNSUPPORTED"
    assert store.labels() == []


def test_whoever_loses_the_race_for_a_unique_value_tries_again_and_sees_it(
    store: Store,
) -> None:
    both_looked = Meeting()

    def ensure(work: KettlesWork) -> pb.Idea:
        found = work.connection.execute("SELECT event_id FROM inbox").fetchone()
        both_looked()
        if found:
            return pb.Idea(title="found it")
        work.connection.execute("INSERT INTO inbox (event_id) VALUES ('only')")
        return pb.Idea(title="made it")

    def write() -> pb.Idea:
        return store.units.write(rpc.GetIdeaRequest(), ensure)

    answers = at_once(write, write)

    assert sorted(answer.title for answer in answers) == ["found it", "made it"]
    assert store.count("inbox") == 1


def test_a_deadlock_is_resolved_by_trying_again(store: Store) -> None:
    kettles = [store.create(title).idea for title in ("a", "b")]
    both_hold_one = Meeting()

    def rename_both(first: pb.Idea, second: pb.Idea) -> Callable[[], pb.Idea]:
        def act(work: KettlesWork) -> pb.Idea:
            found = work.kettles.get(id_in(first.name))
            both_hold_one()
            other = work.kettles.get(id_in(second.name))
            for kettle in (found, other):
                kettle.put_title(f"{kettle.title}!", by=work.actor, at=work.now)
                work.kettles.save(kettle)
            return pb.Idea()

        return lambda: store.units.write(rpc.UpdateIdeaRequest(), act)

    at_once(rename_both(*kettles), rename_both(*reversed(kettles)))

    assert store.labels() == ["a!!", "b!!"]
    assert both_hold_one.visits == 3


def test_a_race_that_never_ends_is_a_conflict(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = []
    pauses: list[float] = []
    monkeypatch.setattr("chassis.units.time", SimpleNamespace(sleep=pauses.append))

    def collide(work: KettlesWork) -> pb.Idea:
        attempts.append(work)
        for _ in range(2):
            work.connection.execute("INSERT INTO inbox (event_id) VALUES ('only')")
        return pb.Idea()

    with pytest.raises(Conflict) as refusal:
        store.units.write(rpc.UpdateIdeaRequest(), collide)

    assert refusal.value.violations[0].reason == "CONTENTION"
    assert len(attempts) == ATTEMPTS
    assert len(pauses) == ATTEMPTS - 1  # nobody waits for nothing
    assert store.count("inbox") == 0


def test_what_a_newer_version_has_stored_survives_a_save_of_this_one(
    store: Store,
) -> None:
    kettle = store.create("First").idea
    newer = 'UPDATE kettles SET body = body || \'{"mood": {"is": [1]}}\' RETURNING 1'
    store.rows(newer)

    store.put_title(kettle, "Second")

    assert store.labels() == ["Second"]
    assert store.rows("SELECT body->'mood' FROM kettles") == [({"is": [1]},)]


def test_what_an_older_version_has_not_stored_takes_its_default(store: Store) -> None:
    kettle = store.create("First").idea
    store.rows("UPDATE kettles SET body = body - 'title' - 'owner' RETURNING 1")

    found = store.read(kettle)

    assert found.title == "none"


def test_a_change_based_on_an_old_state_is_refused(store: Store) -> None:
    kettle = store.create("First").idea
    changed = store.put_title(kettle, "Second", etag=kettle.etag)

    with pytest.raises(Conflict) as refusal:
        store.put_title(kettle, "Third", etag=kettle.etag)

    assert refusal.value.violations[0].reason == "ETAG_MISMATCH"
    assert store.read(kettle) == changed


def test_a_save_on_top_of_a_state_that_was_not_read_is_refused(store: Store) -> None:
    kettle = store.create("First").idea
    stale = store.units.read(lambda work: work.kettles.get(id_in(kettle.name)))
    store.put_title(kettle, "Second")
    stale.put_title("Third", by=ANN, at=NOON)

    with store.units.transaction() as connection:
        work = store.units.open(connection, Cause("request-1", ANN), [])
        with pytest.raises(Conflict):
            work.kettles.save(stale)

    assert store.labels() == ["Second"]


def test_what_is_not_there_is_not_found_under_its_name(store: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        store.units.read(lambda work: work.kettles.get("ghost"))

    violation = refusal.value.violations[0]
    assert (violation.reason, violation.subject) == (
        "KETTLE_NOT_FOUND",
        "kettles/ghost",
    )


@pytest.mark.parametrize("look", ["get", "find"])
def test_what_a_write_reads_is_locked_until_it_ends(store: Store, look: str) -> None:
    kettle = store.create("Mine").idea
    locked: list[bool] = []

    def act(work: KettlesWork) -> pb.Idea:
        getattr(work.kettles, look)(id_in(kettle.name))
        locked.append(is_locked(store))
        return pb.Idea()

    store.units.write(rpc.UpdateIdeaRequest(), act)

    assert [*locked, is_locked(store)] == [True, False]


@pytest.mark.parametrize("look", ["get", "find"])
def test_what_is_only_read_is_not_locked(store: Store, look: str) -> None:
    kettle = store.create("Mine").idea

    def act(work: KettlesWork) -> bool:
        with work.connection.transaction():
            getattr(work.kettles, look)(id_in(kettle.name))
            return is_locked(store)

    assert store.units.read(act) is False


def is_locked(store: Store) -> bool:
    try:
        store.rows("SELECT 1 FROM kettles FOR UPDATE NOWAIT")
    except Unavailable as error:
        if not isinstance(error.__cause__, pg.LockNotAvailable):
            raise
        return True
    return False


def test_the_events_of_a_request_belong_to_its_trace_and_are_numbered(
    store: Store,
) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    CURRENT.set(replace(calling(), traceparent=trace))

    store.create("With an answer that is kept", request_id=str(uuid.uuid4()))
    store.create("Without")

    headers = [row for (row,) in store.rows("SELECT headers FROM outbox")]
    assert [one["ce_traceparent"] for one in headers] == [trace] * 2
    assert [one["ce_sequence"] for one in headers] == ["1"] * 2


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_every_time_that_python_knows_is_read_whatever_the_zone_of_the_database(
    database_url: str, zone: str
) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET timezone = '{zone}'".encode())
    database = Database(database_url)

    with database.connection() as connection:
        query = b"SELECT '0001-01-01Z'::timestamptz, '9999-12-31 23:59Z'::timestamptz"
        row = connection.execute(query).fetchone()
    database.close()

    assert row == (
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    )
