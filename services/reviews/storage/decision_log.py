"""The decision log in PostgreSQL: rows that are only added, and a head to lock."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
from psycopg import sql

from chassis.domain import Query
from chassis.values import as_fields

from ..domain.decision_log import Entry, Head, Text
from ..domain.verification import Part, Verification, verify

LARGEST = 2**63 - 1
"""No position comes after it."""

SELECT = "SELECT position, prev_hash, record, hash, created_at, texts FROM decision_log"

HEAD = "SELECT count, hash FROM decision_log_head"

APPEND = (
    "INSERT INTO decision_log (position, prev_hash, record, hash, created_at, texts)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)

MOVE_HEAD = "UPDATE decision_log_head SET count = %s, hash = %s WHERE count = %s - 1"

KEEP_TEXTS = "UPDATE decision_log SET texts = %s WHERE position = %s"

OF_IDEA = f"{SELECT} WHERE idea = %s ORDER BY position"

PART = """
    WITH log AS (
        SELECT position, prev_hash, record, hash, created_at, texts FROM decision_log
        WHERE position >= %s ORDER BY position LIMIT %s
    )
    SELECT head.count, head.hash, log.*
    FROM (SELECT 1) one
    LEFT JOIN decision_log_head head ON true
    LEFT JOIN log ON true
    ORDER BY log.position
"""
"""Head and rows in one statement, which sees one state of both; a row even without."""


class PostgresDecisionLog:
    """Every decision, for ever, in one chain; their texts can be erased."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def head(self) -> Head:
        """Return where it ends; locked, so that one writes at a time."""
        row = self._connection.execute(f"{HEAD} FOR UPDATE").fetchone()
        return Head(*row) if row else Head()

    def append(self, entry: Entry) -> None:
        """Add what follows from the head, and move the head there."""
        values = (
            entry.position,
            entry.prev_hash,
            entry.record,
            entry.hash,
            entry.created_at,
            _stored(entry),
        )
        self._connection.execute(APPEND, values)
        moved = (entry.position, entry.hash, entry.position)
        self._connection.execute(MOVE_HEAD, moved)

    def page(self, query: Query) -> list[Entry]:
        """Return those that match, newest first."""
        equal = [
            sql.SQL("{} = %s").format(sql.Identifier(column)) for column in query.equals
        ]
        last = int(query.after[1]) if query.after else LARGEST
        statement = sql.SQL("{} WHERE {} ORDER BY position DESC LIMIT %s").format(
            sql.SQL(SELECT),
            sql.SQL(" AND ").join([*equal, sql.SQL("position < %s")]),
        )
        values = [*query.equals.values(), last, query.limit]
        rows = self._connection.execute(statement, values)
        return [_entry(*row) for row in rows]

    def of_idea(self, idea: str) -> list[Entry]:
        """Return the decisions on an idea, oldest first."""
        rows = self._connection.execute(OF_IDEA, (idea,))
        return [_entry(*row) for row in rows]

    def keep_texts(self, entry: Entry) -> None:
        """Store the texts of an entry as they are now."""
        values = (_stored(entry), entry.position)
        self._connection.execute(KEEP_TEXTS, values)

    def verify(self, part: Part) -> Verification:
        """Compute the hashes of a part again, on one and the same state of the log."""
        before = part.first > 1
        values = (part.first - before, part.most + before)
        cursor = self._connection.cursor()
        stream: Any = cursor.stream(PART, values)  # a generator, says not its type
        with cursor, closing(stream) as rows:
            count, last, *first = next(rows)
            head = Head(count or 0, last or "")
            return verify(part, head, _entries(first, rows))


def _entries(first: list[Any], rest: Iterator[tuple[Any, ...]]) -> Iterator[Entry]:
    if first[0] is not None:
        yield _entry(*first)
    for _, _, *row in rest:
        yield _entry(*row)


def _entry(  # noqa: PLR0913, PLR0917 - the columns
    position: int, prev_hash: str, record: str, digest: str, created_at: Any, texts: Any
) -> Entry:
    kept = tuple(Text(**each) for each in texts)
    return Entry(position, prev_hash, record, digest, created_at, kept)


def _stored(entry: Entry) -> str:
    return json.dumps([as_fields(text) for text in entry.texts])
