"""The reasons that all methods have in common, each given by a method of a contract."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import grpc
import psycopg
import pytest
from pydantic import SecretStr

from chassis import units
from chassis.domain import Violation
from chassis.eventlog.embedded import EmbeddedLog
from chassis.rpc import server, watching
from chassis.rpc.client import connect
from chassis.rpc.errors import violations_in
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for
from tests.integration.in_process import running_monolith
from web.app import CONTRACTS, create_app
from web.config import WebSettings

Call = Callable[..., Any]


class Ideas:
    """The methods of ideas, called as Ann."""

    def __init__(self, channel: grpc.Channel, token: str) -> None:
        self._stub: Any = IdeaServiceStub(channel)
        self._metadata = (("authorization", f"Bearer {token}"),)

    def refusal(
        self, method: str, request: Any, timeout: float = 10
    ) -> tuple[str, list[Violation]]:
        """Return the status and the violations of a call that is refused."""
        with pytest.raises(grpc.RpcError) as refused:
            self._call(method, request, timeout)
        error: Any = refused.value
        return error.code().name, list(violations_in(error))

    def create(self) -> str:
        """Return the name of a new idea."""
        idea = pb.Idea(document=pb.IdeaDocument(title="A kettle"))
        answer = self._call("CreateIdea", rpc.CreateIdeaRequest(idea=idea), 10)
        return str(answer.idea.name)

    def _call(self, method: str, request: Any, timeout: float) -> Any:
        """Return the answer, or the first one of a stream."""
        call = getattr(self._stub, method)
        answer = call(request, metadata=self._metadata, timeout=timeout)
        return next(answer) if method.startswith("Watch") else answer


@pytest.fixture(scope="module")
def ideas(
    tmp_path_factory: pytest.TempPathFactory, postgres: EmbeddedPostgres
) -> Iterator[Ideas]:
    home = tmp_path_factory.mktemp("common") / "home"
    with running_monolith(postgres, home, EmbeddedLog) as product:
        yield Ideas(product.channel, token_for(Keychain(home), "ann"))


def test_a_write_that_loses_every_race_is_contention(
    ideas: Ideas, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object) -> None:
        raise psycopg.errors.SerializationFailure

    monkeypatch.setattr(units.Units, "_attempt", lose)
    monkeypatch.setattr(units, "FIRST_PAUSE_SECONDS", 0)
    request = rpc.CreateIdeaRequest(
        idea=pb.Idea(document=pb.IdeaDocument(title="A kettle"))
    )

    code, (violation,) = ideas.refusal("CreateIdea", request)

    assert (code, violation.reason) == ("ABORTED", "CONTENTION")


def test_another_etag_than_the_current_one_is_a_mismatch(ideas: Ideas) -> None:
    name = ideas.create()
    request = rpc.WithdrawIdeaRequest(name=name, etag="old", reason="No.")

    code, (violation,) = ideas.refusal("WithdrawIdea", request)

    assert (code, violation.reason) == ("ABORTED", "ETAG_MISMATCH")


def test_a_call_without_any_time_left_exceeds_its_deadline(ideas: Ideas) -> None:
    code, (violation,) = ideas.refusal("ListIdeas", rpc.ListIdeasRequest(), timeout=0)

    assert (code, violation.reason) == ("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED")


def test_an_enum_value_that_the_contract_has_not_is_unknown(ideas: Ideas) -> None:
    request: Any = rpc.ListIdeasRequest()
    request.view = 99

    code, (violation,) = ideas.refusal("ListIdeas", request)

    assert (code, violation.reason) == ("INVALID_ARGUMENT", "ENUM_UNKNOWN")
    assert violation.subject == "view"


def test_more_entries_than_the_contract_allows_are_too_many(ideas: Ideas) -> None:
    people = [f"people/p{number}" for number in range(1000)]
    idea = pb.Idea(document=pb.IdeaDocument(title="A kettle"), co_authors=people)

    code, violations = ideas.refusal("CreateIdea", rpc.CreateIdeaRequest(idea=idea))

    assert code == "INVALID_ARGUMENT"
    assert ("TOO_MANY", "idea.co_authors") in {
        (v.reason, v.subject) for v in violations
    }


def test_an_answer_that_clients_would_not_take_is_too_large(
    ideas: Ideas, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = rpc.GetIdeaRequest(name=ideas.create())
    monkeypatch.setattr(server, "MAX_RESPONSE_BYTES", 10)

    code, (violation,) = ideas.refusal("GetIdea", request)

    assert (code, violation.reason) == ("RESOURCE_EXHAUSTED", "RESPONSE_TOO_LARGE")


def test_one_watcher_more_than_a_process_has_seats_for_is_refused(
    ideas: Ideas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MAX_WATCHERS", 0)

    code, (violation,) = ideas.refusal("WatchIdeas", rpc.WatchIdeasRequest())

    assert (code, violation.reason) == ("RESOURCE_EXHAUSTED", "TOO_MANY_WATCHERS")


@pytest.fixture
def silent() -> Iterator[str]:
    """Return the address of something that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def closed() -> str:
    """Return an address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


def json_error(address: str, home: Any) -> tuple[int, dict[str, Any]]:
    """Return how the front answers while its services are behind an address."""
    keychain = Keychain(home)
    keychain.make_token_keys()
    settings = WebSettings(
        token_signing_key=keychain.token_signing_key,
        session_key=SecretStr("secret"),
        call_timeout=timedelta(seconds=0.5),
    )
    with connect(address) as channel:
        app = create_app(settings, dict.fromkeys(CONTRACTS, channel))
        answer = app.test_client().get("/v1/ideas")
    return answer.status_code, answer.get_json()["error"]


def test_over_json_a_service_that_is_away_is_unavailable(
    closed: str, tmp_path: Any
) -> None:
    http, error = json_error(closed, tmp_path)

    assert (http, error["status"]) == (503, "UNAVAILABLE")
    assert error["details"][0]["reason"] == "UNAVAILABLE"


def test_over_json_a_service_that_is_silent_exceeds_the_deadline(
    silent: str, tmp_path: Any
) -> None:
    http, error = json_error(silent, tmp_path)

    assert (http, error["status"]) == (504, "DEADLINE_EXCEEDED")
    assert error["details"][0]["reason"] == "DEADLINE_EXCEEDED"
