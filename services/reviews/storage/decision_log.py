"""The decision log in PostgreSQL: rows that are only added, and a head to lock."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import psycopg
from psycopg import sql

from chassis.domain import Query

from ..domain.decision_log import Entry, Head, Verification, verify

HEAD = "SELECT count, hash FROM decision_log_head"

APPEND = (
    "INSERT INTO decision_log (position, prev_hash, record, hash, created_at)"
    " VALUES (%s, %s, %s, %s, %s)"
)

MOVE_HEAD = "UPDATE decision_log_head SET count = %s, hash = %s WHERE count = %s - 1"

ALL = """
    SELECT head.count, head.hash,
        log.position, log.prev_hash, log.record, log.hash, log.created_at
    FROM (SELECT 1) one
    LEFT JOIN decision_log_head head ON true
    LEFT JOIN decision_log log ON true
    ORDER BY log.position
"""
"""Head and rows in one statement, which sees one state of both; a row even without."""


class PostgresDecisionLog:
    """Every decision, for ever, in one chain."""

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
        )
        self._connection.execute(APPEND, values)
        moved = (entry.position, entry.hash, entry.position)
        self._connection.execute(MOVE_HEAD, moved)

    def page(self, query: Query) -> list[Entry]:
        """Return those that match, newest first."""
        conditions = _conditions(query.equals)
        values: list[Any] = list(query.equals.values())
        if query.after:
            conditions.append(sql.SQL("position < %s"))
            values.append(int(query.after[1]))
        statement = sql.SQL(
            "SELECT position, prev_hash, record, hash, created_at FROM decision_log"
            " WHERE {} ORDER BY position DESC LIMIT %s"
        ).format(sql.SQL(" AND ").join([*conditions, sql.SQL("true")]))
        rows = self._connection.execute(statement, [*values, query.limit])
        return [_entry(*row) for row in rows]

    def count(self, equals: Mapping[str, str]) -> int:
        """Return how many match."""
        conditions = sql.SQL(" AND ").join([*_conditions(equals), sql.SQL("true")])
        statement = sql.SQL("SELECT count(*) FROM decision_log WHERE {}")
        found = self._connection.execute(
            statement.format(conditions), list(equals.values())
        )
        row = found.fetchone()
        return int(row[0]) if row else 0

    def verify(self) -> Verification:
        """Compute every hash again, on one and the same state of the log."""
        cursor = self._connection.cursor()
        stream: Any = cursor.stream(ALL)  # a generator, which its type does not tell
        with cursor, closing(stream) as rows:
            count, last, *first = next(rows)
            head = Head(count or 0, last or "")
            return verify(head, _entries(first, rows))


def _conditions(equals: Mapping[str, str]) -> list[sql.Composable]:
    return [sql.SQL("{} = %s").format(sql.Identifier(column)) for column in equals]


def _entries(first: list[Any], rest: Iterator[tuple[Any, ...]]) -> Iterator[Entry]:
    if first[0] is not None:
        yield _entry(*first)
    for _, _, *row in rest:
        yield _entry(*row)


def _entry(
    position: int, prev_hash: str, record: str, digest: str, created_at: Any
) -> Entry:
    return Entry(position, prev_hash, record, digest, created_at)
