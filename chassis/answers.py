"""Answers that were given, so that a repeated request gets the first one (AIP-155)."""

import hashlib
from collections.abc import Sequence
from typing import Any

import psycopg
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message

from chassis.domain import AlreadyExists, Cause, Violation
from chassis.eventlog import LogRecord
from chassis.outbox import insert_statement, rows_of


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
    row: tuple[Any, ...] = (cause.actor.name, cause.id, digest_of(request), *answer)
    statement, values = KEEP, [*row]
    if events:  # in the same statement: each costs a round trip
        statement = f"WITH published AS ({insert_statement(len(events))}) {KEEP}"
        values = [*rows_of(events), *row]
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
    if row[0] != digest_of(request):
        text = f"Request id {cause.id} was used for another request. Take a new one."
        raise AlreadyExists(Violation("REQUEST_ID_REUSED", "request_id", text))
    descriptor = descriptor_pool.Default().FindMessageTypeByName(row[1])
    return message_factory.GetMessageClass(descriptor).FromString(row[2])


def digest_of(request: Message) -> bytes:
    """Return what tells requests apart: method and content."""
    text = request.SerializeToString(deterministic=True)
    name = request.DESCRIPTOR.full_name.encode()
    return hashlib.sha256(name + b"\0" + text).digest()
