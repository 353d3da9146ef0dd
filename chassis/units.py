"""Runs units of work: reads, events, and writes that answer a retry as before."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import psycopg
import uuid_utils
from google.protobuf.message import Message
from psycopg import Rollback

from chassis.answers import AnsweredBefore, first_answer, keep_answer
from chassis.domain import Actor, Cause, Clock, Conflict, DomainError, Violation
from chassis.eventlog import LogRecord
from chassis.messaging import Publisher
from chassis.outbox import add_to_outbox
from chassis.postgres import RACES, Database
from chassis.rpc.calls import CURRENT
from chassis.rpc.errors import DeadlineExceeded, Unavailable

W_co = TypeVar("W_co", covariant=True)
R = TypeVar("R")
Response = TypeVar("Response", bound=Message)

ATTEMPTS = 5
FIRST_PAUSE_SECONDS = 0.01


class Units(Generic[W_co]):
    """Opens the units of work of one service."""

    def __init__(
        self,
        database: Database,
        work_type: Callable[..., W_co],
        publisher: Publisher,
        clock: Clock,
        committed: Callable[[], None],
    ) -> None:
        self._database = database
        self._work_type = work_type
        self._publisher = publisher
        self._clock = clock
        self._committed = committed

    def read(self, act: Callable[[W_co], R]) -> R:
        """Return what `act` reads; it sees one statement's state at a time."""

        def attempt() -> R:
            with self._database.connection() as connection:
                return act(self.open(connection, _cause(""), [], locking=False))

        return despite_races(attempt)

    def write(self, request: Message, act: Callable[[W_co], Response]) -> Response:
        """Return what `act` answers, once per request id (AIP-155).

        The answer is stored with the effect: a repeated request gets the first
        answer. A request with `validate_only` gets the answer it would get, and leaves
        nothing behind (AIP-163). Of a refused one, only what was attested is left.
        Raises `AlreadyExists` if the id was used for something else, and
        `DeadlineExceeded`, with nothing changed, if the caller has given up.
        """
        cause = _cause(getattr(request, "request_id", ""))
        return despite_races(lambda: self._write_once(cause, request, act))

    def act(self, service: str, act: Callable[[W_co], R]) -> R:
        """Return what the service does by itself, because its time has come."""
        outgoing: list[LogRecord] = []
        cause = Cause(str(uuid_utils.uuid7()), Actor(f"services/{service}"))
        with self._database.transaction() as connection:
            result = act(self.open(connection, cause, outgoing))
            add_to_outbox(connection, outgoing)
        if outgoing:
            self._committed()
        return result

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """Lend a connection to look something up; nobody is woken afterwards."""
        with self._database.connection() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection]:
        """Lend a connection; what is published in it is relayed once it commits."""
        with self._database.transaction() as connection:
            yield connection
        self._committed()

    def open(
        self,
        connection: psycopg.Connection,
        cause: Cause,
        outgoing: list[LogRecord],
        attested: list[LogRecord] | None = None,
        *,
        locking: bool = True,
    ) -> W_co:
        """Return a unit of work that is part of a transaction.

        What it publishes is added to `outgoing`, for the outbox; what it attests also
        to `attested`, for the outbox even if the rest is rolled back.
        """
        return self._work_type(
            connection,
            cause,
            self._publisher,
            self._clock(),
            outgoing,
            attested=[] if attested is None else attested,
            locking=locking,
        )

    def _write_once(
        self, cause: Cause, request: Message, act: Callable[[W_co], Response]
    ) -> Response:
        attested: list[LogRecord] = []
        try:
            if getattr(request, "validate_only", False):
                return self._rehearse(cause, act)
            response = self._attempt(cause, request, act, attested)
        except (Unavailable, DeadlineExceeded):
            raise
        except (AnsweredBefore, DomainError):
            # A repeat is refused, or found out at its end; then nobody pays for
            # looking it up who is not one.
            if (first := self._first_answer(cause, request)) is not None:
                return first  # type: ignore[return-value]  # same request and type
            self._keep(attested)
            raise
        self._committed()
        return response

    def _attempt(
        self,
        cause: Cause,
        request: Message,
        act: Callable[[W_co], Response],
        attested: list[LogRecord],
    ) -> Response:
        outgoing: list[LogRecord] = []
        with self._database.transaction() as connection:
            response = act(self.open(connection, cause, outgoing, attested))
            if getattr(request, "request_id", ""):
                keep_answer(connection, cause, request, response, outgoing)
            else:
                add_to_outbox(connection, outgoing)
            CURRENT.get().ensure_time_left()
        return response

    def _rehearse(self, cause: Cause, act: Callable[[W_co], Response]) -> Response:
        with self._database.transaction() as connection:
            response = act(self.open(connection, cause, []))
            raise Rollback
        return response

    def _keep(self, attested: list[LogRecord]) -> None:
        if attested:
            with self.transaction() as connection:
                add_to_outbox(connection, attested)

    def _first_answer(self, cause: Cause, request: Message) -> Message | None:
        if not getattr(request, "request_id", ""):
            return None
        with self._database.connection() as connection:
            return first_answer(connection, cause, request)


def despite_races(attempt: Callable[[], R]) -> R:
    """Return what the first attempt returns that loses no race.

    Between attempts it waits for a while that is random, and longer each time: who
    collided in step would collide again. Raises `Conflict` when all were lost, and
    `DeadlineExceeded`.
    """
    for number in range(ATTEMPTS):
        if number:
            pause = FIRST_PAUSE_SECONDS * 2 ** (number - 1)
            time.sleep(random.uniform(0, pause))  # noqa: S311 - no secret
        try:
            return attempt()
        except RACES:
            CURRENT.get().ensure_time_left()
    raise Conflict(Violation("CONTENTION", "", "Too much at once here. Try again."))


def _cause(request_id: str) -> Cause:
    """Return the cause of a request; ids that differ in case only are the same one."""
    call = CURRENT.get()
    own = request_id.lower() or str(uuid_utils.uuid7())
    return Cause(own, call.actor, traceparent=call.traceparent)
