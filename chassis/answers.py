"""Answers that were given, so that a repeated request gets the first one (AIP-155).

A request id belongs to the person who sent it, in any case of its letters. Its answer
is kept for at least `chassis.limits.ANSWER_RETENTION`.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message

from chassis.digests import digest_of
from chassis.domain import AlreadyExists, Cause, Violation
from chassis.eventlog import LogRecord
from chassis.outbox import publishing


class AnsweredBefore(Exception):
    """This request id has an answer already; what was done again must not be kept."""


FIND = """
    SELECT digest, response_type, response FROM requests
    WHERE actor = %s AND request_id = %s
"""

KEEP = (
    "INSERT INTO requests (actor, request_id, digest, response_type, response)"
    " VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


def keep_answer(
    connection: psycopg.Connection,
    cause: Cause,
    request: Message,
    response: Message,
    events: Sequence[LogRecord],
) -> None:
    """Keep the answer, and publish its events. Raises `AnsweredBefore`.

    Waits for a transaction that is just answering the same request.
    """
    answer = (response.DESCRIPTOR.full_name, response.SerializeToString())
    row: tuple[Any, ...] = (cause.actor.name, cause.id, _digest_of(request), *answer)
    statement, values = KEEP, [*row]
    if events:  # in the same statement: each costs a round trip
        expressions, published = publishing(events)
        statement, values = f"WITH {expressions} {KEEP}", [*published, *row]
    if not connection.execute(statement.encode(), values).rowcount:
        raise AnsweredBefore


def first_answer(
    connection: psycopg.Connection, cause: Cause, request: Message
) -> Message | None:
    """Return the answer that the request got before, if it got one.

    Raises `AlreadyExists` if another request had the same id.
    """
    row = connection.execute(FIND, (cause.actor.name, cause.id)).fetchone()
    if row is None:
        return None
    if row[0] != _digest_of(request):
        text = f"Request id {cause.id} was used for another request. Take a new one."
        raise AlreadyExists(Violation("REQUEST_ID_REUSED", "request_id", text))
    descriptor = descriptor_pool.Default().FindMessageTypeByName(row[1])
    return message_factory.GetMessageClass(descriptor).FromString(row[2])


def _digest_of(request: Message) -> bytes:
    """Return what tells requests apart: method and content, without the request id."""
    return digest_of(request, without={"request_id"})
