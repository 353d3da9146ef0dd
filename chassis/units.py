"""Runs units of work: reads, events, and writes that answer a retry as before."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import psycopg
import uuid6
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message

from chassis.domain import AlreadyExists, Cause, Clock, Conflict, Violation
from chassis.messaging import Publisher
from chassis.postgres import RACES, Database
from chassis.rpc.calls import CURRENT

W_co = TypeVar("W_co", covariant=True)
R = TypeVar("R")
Response = TypeVar("Response", bound=Message)

ATTEMPTS = 5


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
        with self._database.connection() as connection:
            return act(self.open(connection, _cause(""), locking=False))

    def write(self, request: Message, act: Callable[[W_co], Response]) -> Response:
        """Return what `act` answers, once per request id (AIP-155).

        The answer is stored with the effect: a repeated request gets the first
        answer. Raises `AlreadyExists` if the id was used for something else, and
        `DeadlineExceeded`, with nothing changed, if the caller has given up.
        """
        request_id = getattr(request, "request_id", "")
        for _ in range(ATTEMPTS):
            try:
                response = self._attempt(request, request_id, act)
            except RACES:
                continue
            self._committed()
            return response
        raise Conflict(Violation("CONTENTION", "", "Too much at once here. Try again."))

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection]:
        """Lend a connection; what is published in it is relayed once it commits."""
        with self._database.transaction() as connection:
            yield connection
        self._committed()

    def open(
        self, connection: psycopg.Connection, cause: Cause, *, locking: bool = True
    ) -> W_co:
        """Return a unit of work that is part of a transaction."""
        return self._work_type(
            connection, cause, self._publisher, self._clock(), locking=locking
        )

    def _attempt(
        self, request: Message, request_id: str, act: Callable[[W_co], Response]
    ) -> Response:
        cause = _cause(request_id)
        with self._database.transaction() as connection:
            if not request_id:
                response = act(self.open(connection, cause))
            elif first := _first_answer(connection, cause, request):
                return first  # type: ignore[return-value]  # same request, same type
            else:
                response = act(self.open(connection, cause))
                _remember(connection, cause, request, response)
            CURRENT.get().ensure_time_left()
        return response


def _cause(request_id: str) -> Cause:
    return Cause(request_id or str(uuid6.uuid7()), CURRENT.get().actor)


def _digest(request: Message) -> bytes:
    text = request.SerializeToString(deterministic=True)
    name = request.DESCRIPTOR.full_name.encode()
    return hashlib.sha256(name + b"\0" + text).digest()


def _first_answer(
    connection: psycopg.Connection, cause: Cause, request: Message
) -> Message | None:
    row = connection.execute(
        "SELECT digest, response_type, response FROM requests"
        " WHERE actor = %s AND request_id = %s",
        (cause.actor.name, cause.id),
    ).fetchone()
    if row is None:
        return None
    if row[0] != _digest(request):
        text = f"Request id {cause.id} was used for another request. Take a new one."
        raise AlreadyExists(Violation("REQUEST_ID_REUSED", "request_id", text))
    descriptor = descriptor_pool.Default().FindMessageTypeByName(row[1])
    return message_factory.GetMessageClass(descriptor).FromString(row[2])


def _remember(
    connection: psycopg.Connection, cause: Cause, request: Message, response: Message
) -> None:
    connection.execute(
        "INSERT INTO requests (actor, request_id, digest, response_type, response)"
        " VALUES (%s, %s, %s, %s, %s)",
        (
            cause.actor.name,
            cause.id,
            _digest(request),
            response.DESCRIPTOR.full_name,
            response.SerializeToString(),
        ),
    )
