"""A watcher hears what is there and what changes, over a socket and without one."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import grpc
import pytest
from cryptography.fernet import Fernet
from structlog.testing import capture_logs

from chassis.domain import Actor, ChangeQuery
from chassis.limits import MAX_WATCHERS, TOKEN_LIFETIME
from chassis.postgres import Database
from chassis.rpc import watching
from chassis.rpc.calls import CURRENT
from chassis.rpc.client import connect
from chassis.rpc.errors import status_of, violations_in
from chassis.rpc.local import LocalTransport
from chassis.rpc.server import (
    Drain,
    Pipeline,
    build_server,
    drain,
    health_servicer,
    listen,
)
from chassis.rpc.tokens import Caller, TokenVerifier
from chassis.rpc.watching import Watched
from chassis.sealing import RESUME, Seal
from chassis.units import Units
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1.reviews_service_pb2 import WatchReviewRequest, WatchReviewResponse
from tests.integration.kettles import PUBLISHER, KettlesWork, fill, prepared
from tests.integration.support import eventually

SERVICE = "test.Kettles"
PATH = f"/{SERVICE}/Watch"
SOON = 20.0
KITCHEN, CELLAR = "reviews/kitchen", "cellar"
ANN, BEN = "people/ann", "people/ben"
KEY = Fernet.generate_key()
LONG = timedelta(days=1)


class Anyone:
    """Lets everybody in, as Ann."""

    def caller_of(self, _: str) -> Caller:
        return Caller(Actor(ANN, "teams/books"), "test", 0)


class Kettles:
    """What can be watched: the kettles of a kitchen that heat, and a cellar."""

    def __init__(self, url: str) -> None:
        self.database: Database = prepared(url)
        self.numbers = itertools.count()
        self.units: Units[KettlesWork] = Units(
            self.database, KettlesWork, PUBLISHER, self._now, lambda: None
        )
        self.reads = 0

    def _now(self) -> datetime:
        """Return a time that is later each time, so that the order is known."""
        return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(seconds=next(self.numbers))

    def fill(self, kettle: str, kitchen: str = KITCHEN, owner: str = "") -> None:
        self.units.act(
            "kettles",
            lambda work: fill(work, kettle, LONG, kitchen=kitchen, owner=owner),
        )

    def boil(self, kettle: str) -> None:
        """Let it leave what is watched."""

        def act(work: KettlesWork) -> None:
            found = work.kettles.get(kettle)
            found.wake(by=work.actor, at=work.now)
            work.kettles.save(found)

        self.units.act("kettles", act)

    def change(self, kettle: str, **columns: str) -> None:
        """Change it in the database, as a service would."""
        sets = "".join(f", {column} = %({column})s" for column in columns)
        statement = f"""
            UPDATE kettles SET changed_in = pg_current_xact_id(),
            version = version + 1 {sets} WHERE id = %(id)s
        """  # noqa: S608 - of our own making
        with self.database.connection() as connection:
            connection.execute(statement.encode(), {**columns, "id": kettle})

    def watch(
        self, request: WatchReviewRequest, context: grpc.ServicerContext
    ) -> Iterator[WatchReviewResponse]:
        return watching.watch(
            context,
            self.units,
            Seal(KEY),
            request,
            WatchReviewResponse,
            Watched(
                repository=lambda work: work.kettles,
                to_messages=self.messages,
                within={"kitchen": request.name},
                equals={"state": "HEATING"},
            ),
            Watched(
                repository=lambda work: work.kettles,
                to_messages=lambda _, found: [pb.Comment(name=k.name) for k in found],
                within={"kitchen": CELLAR},
                arm="comment_changed",
            ),
        )

    def messages(self, _: KettlesWork, found: Any) -> list[pb.Review]:
        self.reads += 1
        return [pb.Review(name=one.name, etag=str(one.version)) for one in found]

    def handlers(self) -> dict[str, Any]:
        watch = grpc.unary_stream_rpc_method_handler(
            self.watch,
            WatchReviewRequest.FromString,
            WatchReviewResponse.SerializeToString,
        )
        return {"Watch": watch}


Watch = Callable[..., Any]


def pipeline() -> Pipeline:
    return Pipeline(cast("TokenVerifier", Anyone()))


@contextmanager
def on_a_socket(kettles: Kettles) -> Iterator[Watch]:
    server = build_server(pipeline(), health_servicer(), workers=16)
    server.add_registered_method_handlers(SERVICE, kettles.handlers())
    port = listen(server, "127.0.0.1:0")
    server.start()
    with connect(f"127.0.0.1:{port}") as channel:
        yield stub(channel)
    server.stop(None).wait()


@contextmanager
def without_one(kettles: Kettles) -> Iterator[Watch]:
    transport = LocalTransport()
    server: Any = transport.server(pipeline())
    server.add_registered_method_handlers(SERVICE, kettles.handlers())
    yield stub(transport.channel)


def stub(channel: grpc.Channel) -> Watch:
    method = channel.unary_stream(
        PATH,
        request_serializer=WatchReviewRequest.SerializeToString,
        response_deserializer=WatchReviewResponse.FromString,
    )

    def watch(token: str = "", name: str = KITCHEN, timeout: float = SOON) -> Any:
        request = WatchReviewRequest(name=name, resume_token=token)
        return cast("Any", method)(request, timeout=timeout)

    return watch


@pytest.fixture(params=[on_a_socket, without_one])
def watch(request: pytest.FixtureRequest, kettles: Kettles) -> Iterator[Watch]:
    with request.param(kettles) as watch:
        yield watch


@pytest.fixture
def kettles(database_url: str) -> Iterator[Kettles]:
    kettles = Kettles(database_url)
    kettles.fill("a")
    kettles.fill("b")
    yield kettles
    kettles.database.close()


@pytest.fixture(autouse=True)
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "POLL", watching.POLL / 20)


def said(response: WatchReviewResponse) -> str:
    """Return what a response says, in a word or two."""
    match response.WhichOneof("event"):
        case "changed":
            return f"{response.changed.name[8:]}@{response.changed.etag}"
        case "removed":
            return f"-{response.removed[8:]}"
        case "comment_changed":
            return f"cellar {response.comment_changed.name[8:]}"
        case _:
            return "synced"


def next_of(stream: Any, count: int) -> list[str]:
    return [said(next(stream)) for _ in range(count)]


def all_of(watch: Watch, token: str = "") -> list[WatchReviewResponse]:
    """Return everything up to the end of a short call."""
    return list(watch(token, timeout=0.4))


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(grpc.RpcError) as refusal:
        act()
    return violations_in(refusal.value)[0].reason


def test_what_is_there_comes_first_and_then_what_is_new_or_changed(
    watch: Watch, kettles: Kettles
) -> None:
    stream = watch()
    assert next_of(stream, 3) == ["b@1", "a@1", "synced"]

    kettles.change("b")
    assert next_of(stream, 1) == ["b@2"]

    kettles.fill("c")
    assert next_of(stream, 1) == ["c@1"]
    stream.cancel()


def test_all_that_is_there_comes_however_much_it_is(
    watch: Watch, kettles: Kettles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "BATCH", 3)
    for number in range(10):
        kettles.fill(f"k{number}")

    stream = watch()

    expected = [f"k{number}@1" for number in reversed(range(10))]
    assert next_of(stream, 13) == [*expected, "b@1", "a@1", "synced"]
    stream.cancel()


def test_all_changes_come_however_many_they_are(
    watch: Watch, kettles: Kettles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "BATCH", 3)
    *_, synced = (response for response in all_of(watch))
    for number in range(10):
        kettles.fill(f"k{number}")

    expected = [*(f"k{number}@1" for number in range(10)), "synced"]
    assert [said(one) for one in all_of(watch, synced.resume_token)] == expected


def test_what_leaves_the_filter_is_removed_once(watch: Watch, kettles: Kettles) -> None:
    stream = watch()
    assert next_of(stream, 3) == ["b@1", "a@1", "synced"]

    kettles.boil("a")
    assert next_of(stream, 1) == ["-a"]

    kettles.change("a")
    kettles.change("b")
    assert next_of(stream, 1) == ["b@2"]

    kettles.change("a", state="HEATING")
    assert next_of(stream, 1) == ["a@4"]
    stream.cancel()


def test_what_the_caller_may_not_see_any_more_is_removed(
    watch: Watch, kettles: Kettles
) -> None:
    stream = watch()
    assert next_of(stream, 3) == ["b@1", "a@1", "synced"]

    kettles.change("a", owner=ANN)
    assert next_of(stream, 1) == ["a@2"]
    kettles.change("a", owner=BEN)
    assert next_of(stream, 1) == ["-a"]
    kettles.change("a", owner="")
    assert next_of(stream, 1) == ["a@4"]
    stream.cancel()


def test_what_the_caller_may_never_see_is_not_even_named(
    watch: Watch, kettles: Kettles
) -> None:
    kettles.fill("secret", owner=BEN)
    responses = all_of(watch)
    assert [said(one) for one in responses] == ["b@1", "a@1", "synced"]
    kettles.change("secret")

    again = all_of(watch, responses[-1].resume_token)

    assert [said(one) for one in again] == ["synced"]


def test_after_a_token_what_the_caller_may_have_is_removed(
    watch: Watch, kettles: Kettles
) -> None:
    token = all_of(watch)[-1].resume_token
    kettles.boil("a")
    kettles.change("b", owner="people/thief")

    again = all_of(watch, token)

    assert [said(one) for one in again] == ["-a", "-b", "synced"]


def test_what_happens_elsewhere_is_not_told(watch: Watch, kettles: Kettles) -> None:
    token = all_of(watch)[-1].resume_token
    kettles.fill("x", kitchen="reviews/other")
    kettles.boil("x")

    assert [said(one) for one in all_of(watch, token)] == ["synced"]


def test_several_types_can_be_watched_in_one_stream(
    watch: Watch, kettles: Kettles
) -> None:
    kettles.fill("x", kitchen=CELLAR)
    stream = watch()
    assert next_of(stream, 4) == ["b@1", "a@1", "cellar x", "synced"]

    kettles.fill("y", kitchen=CELLAR)

    assert next_of(stream, 1) == ["cellar y"]
    stream.cancel()


def test_a_token_goes_on_after_the_response_it_came_with(
    watch: Watch, kettles: Kettles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "BATCH", 2)
    for number in range(4):
        kettles.fill(f"k{number}")
    kettles.fill("x", kitchen=CELLAR)
    first = all_of(watch)
    kettles.change("k1")
    kettles.boil("a")
    told = [said(one) for one in first]
    assert told == ["k3@1", "k2@1", "k1@1", "k0@1", "b@1", "a@1", "cellar x", "synced"]

    for number, response in enumerate(first):
        again = [said(one) for one in all_of(watch, response.resume_token)]

        left = [one for one in told[number + 1 :] if one not in {"k1@1", "a@1"}]
        assert [one for one in again if one not in {"k1@2", "-a"}] == (
            left if "synced" in left else ["synced"]
        )
        assert {"k1@2", "-a"} <= set(again)


def test_a_change_that_commits_late_is_not_passed_over(
    watch: Watch, kettles: Kettles
) -> None:
    stream = watch()
    assert next_of(stream, 3) == ["b@1", "a@1", "synced"]
    with kettles.database.transaction() as slow:
        slow.execute(
            "UPDATE kettles SET changed_in = pg_current_xact_id(),"
            " version = 7 WHERE id = 'a'"
        )
        kettles.change("b")
        time.sleep(10 * watching.POLL.total_seconds())

    assert next_of(stream, 2) == ["a@7", "b@2"]
    stream.cancel()


def test_synced_comes_after_all_that_was_missed_however_late_it_can_be_read(
    watch: Watch, kettles: Kettles
) -> None:
    (*_, synced) = all_of(watch)
    with kettles.database.transaction() as slow:
        slow.execute("SELECT pg_current_xact_id()")
        kettles.change("b")
        assert all_of(watch, synced.resume_token) == []
        stream = watch(synced.resume_token)
        time.sleep(10 * watching.POLL.total_seconds())

    assert next_of(stream, 2) == ["b@2", "synced"]
    stream.cancel()


def test_changes_are_ordered_by_number(kettles: Kettles) -> None:
    """And not as texts, in which 10 comes before 9."""
    with kettles.database.connection() as connection:
        for kettle, transaction in (("a", "10"), ("b", "9")):
            statement = "UPDATE kettles SET changed_in = %s::xid8 WHERE id = %s"
            connection.execute(statement, (transaction, kettle))
    query = ChangeQuery({}, {}, 10, ("0", ""), Actor(ANN))

    changes = kettles.units.act("kettles", lambda work: work.kettles.changes(query))

    assert [change.position for change in changes] == [("9", "b"), ("10", "a")]


def test_what_is_listed_while_it_changes_is_told_once(
    watch: Watch, kettles: Kettles
) -> None:
    with kettles.database.transaction() as slow:
        slow.execute("SELECT pg_current_xact_id()")
        kettles.fill("c")
        stream = watch()
        assert next_of(stream, 4) == ["c@1", "b@1", "a@1", "synced"]
    kettles.fill("d")

    assert next_of(stream, 1) == ["d@1"]
    stream.cancel()


def old(token: str) -> str:
    """Return a token with the same content, made before its lifetime."""
    fernet = Fernet(KEY)
    made_at = time.time() - TOKEN_LIFETIME.total_seconds() - 1
    content = fernet.decrypt(token.encode())
    return fernet.encrypt_at_time(content, int(made_at)).decode()


def of_another_server(_: str) -> str:
    """Return a token with a position that this server has not reached."""
    place = (None, [[str(2**60), ""]] * 2)
    return Seal(KEY).token(RESUME, WatchReviewRequest(name=KITCHEN), place)


@pytest.mark.parametrize(
    "spoil",
    [lambda _: "nonsense", lambda token: token[:-9], old, of_another_server],
    ids=["made up", "cut", "old", "of another server"],
)
def test_a_token_that_cannot_be_used_is_refused(
    watch: Watch, spoil: Callable[[str], str]
) -> None:
    token = next(watch()).resume_token

    assert reason_of(lambda: next(watch(spoil(token)))) == "RESUME_TOKEN_INVALID"


def test_a_token_is_for_one_request(watch: Watch) -> None:
    token = next(watch()).resume_token

    reason = reason_of(lambda: next(watch(token, name="reviews/other")))

    assert reason == "RESUME_TOKEN_INVALID"


def test_a_stream_ends_cleanly_at_its_deadline(watch: Watch) -> None:
    with capture_logs() as logged:
        started = time.monotonic()
        assert next_of(iter(list(watch(timeout=1))), 3) == ["b@1", "a@1", "synced"]
        took = time.monotonic() - started
        eventually(lambda: bool(logged), "logged")

    assert took < 1
    assert [(e["event"], e["code"]) for e in logged] == [("rpc.finished", "OK")]


def test_whoever_leaves_is_not_read_for_any_more(
    watch: Watch, kettles: Kettles
) -> None:
    stream = watch()
    next(stream)
    stream.cancel()

    eventually(lambda: not watching._watching, "left")  # noqa: SLF001
    reads = kettles.reads
    time.sleep(0.1)
    assert kettles.reads == reads


def test_there_are_so_many_seats_and_no_more(watch: Watch) -> None:
    streams = [watch() for _ in range(MAX_WATCHERS)]
    for stream in streams:
        next(stream)

    with pytest.raises(grpc.RpcError) as refusal:
        next(watch())

    assert status_of(refusal.value).code == grpc.StatusCode.RESOURCE_EXHAUSTED.value[0]
    assert violations_in(refusal.value)[0].reason == "TOO_MANY_WATCHERS"
    streams[0].cancel()
    eventually(
        lambda: len(watching._watching) < MAX_WATCHERS,  # noqa: SLF001
        "a seat is free",
    )
    next(watch())
    for stream in streams:
        stream.cancel()


def test_a_server_that_drains_does_not_wait_for_its_watchers(kettles: Kettles) -> None:
    health = health_servicer()
    server = build_server(pipeline(), health, workers=2)
    server.add_registered_method_handlers(SERVICE, kettles.handlers())
    port = listen(server, "127.0.0.1:0")
    server.start()
    with connect(f"127.0.0.1:{port}") as channel:
        stream = stub(channel)()
        next_of(stream, 3)

        started = time.monotonic()
        drain(server, health, Drain())

        assert time.monotonic() - started < Drain().grace.total_seconds() / 2
        assert list(stream) == []


def test_a_local_stream_leaves_the_callers_own_call_alone(kettles: Kettles) -> None:
    with without_one(kettles) as watch:
        stream = watch()
        next(stream)

        assert CURRENT.get(None) is None
        stream.cancel()
    assert list(stream) == []


def test_a_local_stream_can_be_left_from_another_thread(
    kettles: Kettles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "POLL", watching.POLL * 1000)
    with without_one(kettles) as watch:
        stream = watch()
        found: list[WatchReviewResponse] = []
        reader = threading.Thread(target=lambda: found.extend(stream))
        reader.start()
        eventually(lambda: len(found) == 3, "all read")

        stream.cancel()
        reader.join(SOON)

    assert not reader.is_alive()


def test_a_stream_that_is_forgotten_leaves_its_seat(kettles: Kettles) -> None:
    with without_one(kettles) as watch:
        next(watch())

        assert not watching._watching  # noqa: SLF001
