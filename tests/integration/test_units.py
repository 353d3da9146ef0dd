"""One unit of work is all or nothing, once per request id, alone with what it reads."""

import contextvars
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from psycopg import errors as pg

import services.ideas.storage
from chassis.domain import (
    Actor,
    AlreadyExists,
    Cause,
    Conflict,
    InvalidInput,
    NotFound,
)
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.rpc.calls import CURRENT, Call
from chassis.rpc.errors import DeadlineExceeded, Unavailable
from chassis.units import ATTEMPTS, Units
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from services.ideas.api.mapping import to_message
from services.ideas.application import commands
from services.ideas.domain.document import Document
from services.ideas.messaging.publisher import PUBLISHER
from services.ideas.storage.postgres import IdeasWork
from tests.unit.ideas.support import ANN, BEN, NOON

MIGRATIONS = Path(services.ideas.storage.__file__).parent / "migrations"
PATIENCE_SECONDS = 10.0
R = TypeVar("R")


class Store:
    """The database of ideas, written to by several people at once."""

    def __init__(self, url: str) -> None:
        migrate(url, CHASSIS_MIGRATIONS, MIGRATIONS)
        self.database = Database(url)
        self.units: Units[IdeasWork] = Units(
            self.database, IdeasWork, PUBLISHER, lambda: NOON, lambda: None
        )

    def create(
        self,
        title: str,
        *,
        request_id: str = "",
        meanwhile: Callable[[], object] = lambda: None,
    ) -> rpc.CreateIdeaResponse:
        """Write a draft, as the service does."""
        request = rpc.CreateIdeaRequest(
            idea=pb.Idea(title=title), request_id=request_id
        )

        def act(work: IdeasWork) -> rpc.CreateIdeaResponse:
            idea = commands.create_idea(work, "", Document(title=title))
            meanwhile()
            return rpc.CreateIdeaResponse(idea=to_message(idea))

        return self.units.write(request, act)

    def rename(self, idea: pb.Idea, title: str, etag: str = "") -> pb.Idea:
        """Change a draft."""

        def act(work: IdeasWork) -> pb.Idea:
            found = work.ideas.get(idea_id(idea), etag=etag)
            found.update(Document(title=title), by=work.actor, at=work.now)
            return to_message(work.ideas.save(found))

        return self.units.write(rpc.UpdateIdeaRequest(), act)

    def read(self, idea: pb.Idea) -> pb.Idea:
        """Return it as it is now."""
        return self.units.read(lambda work: to_message(work.ideas.get(idea_id(idea))))

    def rows(self, query: str, *values: Any) -> list[Any]:
        """Look past the repository."""
        with self.database.connection() as connection:
            return connection.execute(query.encode(), values).fetchall()

    def titles(self) -> list[str]:
        rows = self.rows("SELECT body->'document'->>'title' FROM ideas ORDER BY 1")
        return [title for (title,) in rows]

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


def idea_id(idea: pb.Idea) -> str:
    return idea.name.partition("/")[2]


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
    store.rename(first.idea, "Changed since")

    second = store.create("Once", request_id=again)

    assert second == first
    assert store.titles() == ["Changed since"]


def test_a_request_sent_twice_at_the_same_time_takes_effect_once(store: Store) -> None:
    again, both_are_writing = str(uuid.uuid4()), Meeting()

    def create() -> rpc.CreateIdeaResponse:
        return store.create("Once", request_id=again, meanwhile=both_are_writing)

    first, second = at_once(create, create)

    assert both_are_writing.visits == 2
    assert first == second
    assert store.titles() == ["Once"]
    assert store.count("outbox") == 1
    assert store.count("requests") == 1


def test_a_request_id_is_good_for_one_body(store: Store) -> None:
    again = str(uuid.uuid4())
    store.create("Once", request_id=again)

    with pytest.raises(AlreadyExists) as refusal:
        store.create("Twice", request_id=again)

    assert refusal.value.violations[0].reason == "REQUEST_ID_REUSED"
    assert store.titles() == ["Once"]


def test_a_request_id_is_good_for_one_method(store: Store) -> None:
    again, name = str(uuid.uuid4()), "ideas/ghost"

    def answer(_: IdeasWork) -> pb.Idea:
        return pb.Idea(name=name)

    store.units.write(rpc.SubmitIdeaRequest(name=name, request_id=again), answer)

    with pytest.raises(AlreadyExists):
        store.units.write(rpc.LaunchIdeaRequest(name=name, request_id=again), answer)


def test_a_request_id_belongs_to_the_person_who_sent_it(store: Store) -> None:
    again = str(uuid.uuid4())
    store.create("Mine", request_id=again)
    CURRENT.set(calling(BEN))

    store.create("Yours", request_id=again)

    assert store.titles() == ["Mine", "Yours"]


def test_a_refused_request_may_be_sent_again_with_its_id(store: Store) -> None:
    again = str(uuid.uuid4())
    with pytest.raises(InvalidInput):
        store.create("", request_id=again)

    store.create("Better", request_id=again)

    assert store.titles() == ["Better"]


def test_nothing_changes_when_the_deadline_passes_before_the_commit(
    store: Store,
) -> None:
    CURRENT.set(calling(seconds=0.05))

    def dawdle() -> None:
        with store.database.connection() as other:
            other.execute("SELECT pg_sleep(0.1)")

    with pytest.raises(DeadlineExceeded):
        store.create("Late", request_id=str(uuid.uuid4()), meanwhile=dawdle)

    assert [store.count(table) for table in ("ideas", "outbox", "requests")] == [0] * 3


def test_nothing_changes_when_the_answer_cannot_be_given(store: Store) -> None:
    def crash() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.create("Half", meanwhile=crash)

    assert [store.count(table) for table in ("ideas", "outbox")] == [0, 0]


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.create("a\0b"),
        lambda store: store.units.read(lambda work: work.ideas.find("a\0b")),
    ],
    ids=["in a body", "in an id"],
)
def test_a_nul_character_is_refused_as_input(
    store: Store, act: Callable[[Store], object]
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        act(store)

    assert refusal.value.violations[0].reason == "TEXT_UNSUPPORTED"
    assert store.titles() == []


def test_whoever_loses_the_race_for_a_unique_value_tries_again_and_sees_it(
    store: Store,
) -> None:
    both_looked = Meeting()

    def ensure(work: IdeasWork) -> pb.Idea:
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
    ideas = [store.create(title).idea for title in ("a", "b")]
    both_hold_one = Meeting()

    def rename_both(first: pb.Idea, second: pb.Idea) -> Callable[[], pb.Idea]:
        def act(work: IdeasWork) -> pb.Idea:
            found = work.ideas.get(idea_id(first))
            both_hold_one()
            other = work.ideas.get(idea_id(second))
            for idea in (found, other):
                title = idea.document.title + "!"
                idea.update(Document(title=title), by=work.actor, at=work.now)
                work.ideas.save(idea)
            return pb.Idea()

        return lambda: store.units.write(rpc.UpdateIdeaRequest(), act)

    at_once(rename_both(*ideas), rename_both(*reversed(ideas)))

    assert store.titles() == ["a!!", "b!!"]
    assert both_hold_one.visits == 3


def test_a_race_that_never_ends_is_a_conflict(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = []
    pauses: list[float] = []
    monkeypatch.setattr("chassis.units.time", SimpleNamespace(sleep=pauses.append))

    def collide(work: IdeasWork) -> pb.Idea:
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
    idea = store.create("First").idea
    newer = 'UPDATE ideas SET body = body || \'{"mood": {"is": [1]}}\' RETURNING 1'
    store.rows(newer)

    store.rename(idea, "Second")

    assert store.titles() == ["Second"]
    assert store.rows("SELECT body->'mood' FROM ideas") == [({"is": [1]},)]


def test_what_an_older_version_has_not_stored_takes_its_default(store: Store) -> None:
    idea = store.create("First").idea
    store.rows("UPDATE ideas SET body = body - 'learning' - 'experiment' RETURNING 1")

    found = store.read(idea)

    assert (found.title, found.learning) == ("First", "")


def test_a_change_based_on_an_old_state_is_refused(store: Store) -> None:
    idea = store.create("First").idea
    changed = store.rename(idea, "Second", etag=idea.etag)

    with pytest.raises(Conflict) as refusal:
        store.rename(idea, "Third", etag=idea.etag)

    assert refusal.value.violations[0].reason == "ETAG_MISMATCH"
    assert store.read(idea) == changed


def test_a_save_on_top_of_a_state_that_was_not_read_is_refused(store: Store) -> None:
    idea = store.create("First").idea
    stale = store.units.read(lambda work: work.ideas.get(idea_id(idea)))
    store.rename(idea, "Second")
    stale.update(Document(title="Third"), by=ANN, at=NOON)

    with store.units.transaction() as connection:
        work = store.units.open(connection, Cause("request-1", ANN), [])
        with pytest.raises(Conflict):
            work.ideas.save(stale)

    assert store.titles() == ["Second"]


def test_what_is_not_there_is_not_found_under_its_name(store: Store) -> None:
    with pytest.raises(NotFound) as refusal:
        store.units.read(lambda work: work.ideas.get("ghost"))

    violation = refusal.value.violations[0]
    assert (violation.reason, violation.subject) == ("IDEA_NOT_FOUND", "ideas/ghost")


@pytest.mark.parametrize("look", ["get", "find"])
def test_what_a_write_reads_is_locked_until_it_ends(store: Store, look: str) -> None:
    idea = store.create("Mine").idea
    locked: list[bool] = []

    def act(work: IdeasWork) -> pb.Idea:
        getattr(work.ideas, look)(idea_id(idea))
        locked.append(is_locked(store))
        return pb.Idea()

    store.units.write(rpc.UpdateIdeaRequest(), act)

    assert [*locked, is_locked(store)] == [True, False]


@pytest.mark.parametrize("look", ["get", "find"])
def test_what_is_only_read_is_not_locked(store: Store, look: str) -> None:
    idea = store.create("Mine").idea

    def act(work: IdeasWork) -> bool:
        with work.connection.transaction():
            getattr(work.ideas, look)(idea_id(idea))
            return is_locked(store)

    assert store.units.read(act) is False


def is_locked(store: Store) -> bool:
    try:
        store.rows("SELECT 1 FROM ideas FOR UPDATE NOWAIT")
    except Unavailable as error:
        if not isinstance(error.__cause__, pg.LockNotAvailable):
            raise
        return True
    return False
