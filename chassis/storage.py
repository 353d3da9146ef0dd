"""Aggregates in PostgreSQL, and the unit of work they are changed in.

One message, one transaction: a request or an event opens a unit of work, a use case
changes aggregates in it, and all of it is committed together with the events it
published and the answer it gave.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

import psycopg
import uuid_utils
from psycopg import sql
from pydantic import TypeAdapter

from chassis.domain import (
    Actor,
    Aggregate,
    AlreadyExists,
    Cause,
    Conflict,
    DomainEvent,
    NotFound,
    Query,
    Violation,
)
from chassis.eventlog import LogRecord
from chassis.messaging import Publisher

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True)
class Table(Generic[A]):
    """Where the aggregates of one type are kept: id, version, body, query columns.

    A body written by another version of the service is read with what it knows:
    missing fields take their defaults, unknown top-level ones are kept on save.

    Attributes:
        lists: Columns with several values, of which a filter names one.
    """

    type: type[A]
    columns: Mapping[str, Callable[[A], Any]]
    lists: frozenset[str] = frozenset()
    name: str = field(init=False)
    noun: str = field(init=False)
    adapter: TypeAdapter[A] = field(init=False)
    statements: Mapping[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.type.COLLECTION)
        object.__setattr__(self, "noun", self.type.__name__)
        object.__setattr__(self, "adapter", TypeAdapter(self.type))
        statements = _statements(self.name, tuple(self.columns))
        object.__setattr__(self, "statements", statements)

    def load(self, version: int, body: str) -> A:
        """Return the aggregate that a row holds."""
        aggregate = self.adapter.validate_json(body)
        aggregate.version = version
        return aggregate

    def dump(self, aggregate: A) -> dict[str, Any]:
        """Return the row that holds an aggregate."""
        body = self.adapter.dump_json(aggregate, exclude={"events", "version"})
        row = {name: column(aggregate) for name, column in self.columns.items()}
        return row | {
            "id": aggregate.id,
            "version": aggregate.version,
            "created_at": aggregate.created_at,
            "body": body.decode(),
        }


@dataclass
class Turn:
    """Which of what is due a unit of work takes, and which it has taken.

    Attributes:
        limit: At most this many at a time; None for as many as are asked for.
        stuck: Ids that are passed over.
        taken: Ids that were taken.
    """

    limit: int | None = None
    stuck: Collection[str] = ()
    taken: list[str] = field(default_factory=list)


class Work:
    """One transaction on its way: who acts and why, when, and on which connection.

    What it reads is locked until it ends, unless it only reads.

    A service derives its own, with a repository for each of its aggregates.
    """

    def __init__(  # noqa: PLR0913 - what a unit of work is made of
        self,
        connection: psycopg.Connection,
        cause: Cause,
        publisher: Publisher,
        now: datetime,
        outgoing: list[LogRecord],
        *,
        attested: list[LogRecord],
        locking: bool = True,
    ) -> None:
        self.connection = connection
        self.cause = cause
        self.now = now
        self.locking = locking
        self.turn = Turn()
        self._publisher = publisher
        self._outgoing = outgoing
        self._attested = attested

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.cause.actor

    def new_id(self) -> str:
        """Return an id that sorts by time and was never used (UUID version 7)."""
        return str(uuid_utils.uuid7())

    @property
    def source(self) -> str:
        """The service that this happens in: `services/{service}`."""
        return self._publisher.source

    def attest(self, aggregate: Aggregate, *events: DomainEvent) -> None:
        """Publish facts that stay true even if the request is then refused."""
        for event in events:
            records = self._records_of(aggregate, event)
            self._outgoing += records
            self._attested += records

    def publish(self, aggregate: Aggregate) -> None:
        """Let others know what happened to the aggregate, once this commits."""
        for event in aggregate.events:
            self._outgoing += self._records_of(aggregate, event)
        aggregate.events.clear()

    def _records_of(
        self, aggregate: Aggregate, event: DomainEvent
    ) -> Sequence[LogRecord]:
        return self._publisher.records_of(aggregate, event, self.cause, self.new_id)


class Aggregates(Generic[A]):
    """All aggregates of one type, as if they were in memory."""

    def __init__(self, table: Table[A], work: Work) -> None:
        self._table = table
        self._work = work
        self._sql = table.statements

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        """Return it, locked until the transaction ends. Raises `NotFound`, `Conflict`.

        A given etag must be the current one.
        """
        if (aggregate := self.find(aggregate_id)) is None:
            raise self._not_found(aggregate_id)
        if etag and etag != str(aggregate.version):
            raise _changed_meanwhile(aggregate)
        return aggregate

    def find(self, aggregate_id: str) -> A | None:
        """Return it, locked until the transaction ends, or None."""
        statement = self._sql["lock" if self._work.locking else "select"]
        row = self._work.connection.execute(statement, (aggregate_id,)).fetchone()
        return self._table.load(*row) if row else None

    def add(self, aggregate: A) -> A:
        """Store a new one. Raises `AlreadyExists`."""
        aggregate.version = 1
        row = self._table.dump(aggregate)
        if not self._work.connection.execute(self._sql["insert"], row).rowcount:
            reason = f"{self._table.noun.upper()}_EXISTS"
            name = aggregate.name
            text = f"{name} exists already. Choose another id."
            raise AlreadyExists(Violation(reason, name, text))
        self._work.publish(aggregate)
        return aggregate

    def save(self, aggregate: A) -> A:
        """Store a changed one under its next version. Raises `Conflict`.

        One to which nothing happened stays as it is, etag included.
        """
        if not aggregate.events:
            return aggregate
        aggregate.version += 1
        row = self._table.dump(aggregate)
        if not self._work.connection.execute(self._sql["update"], row).rowcount:
            raise _changed_meanwhile(aggregate)
        self._work.publish(aggregate)
        return aggregate

    def due(self, limit: int) -> list[A]:
        """Return those whose `wake_at` has come, locked, the longest due first.

        Those that another instance holds at the moment are left to it, or to the next
        time.
        """
        turn = self._work.turn
        most = limit if turn.limit is None else min(limit, turn.limit)
        values = (self._work.now, list(turn.stuck), most)
        rows = self._work.connection.execute(self._sql["due"], values).fetchall()
        found = [self._table.load(*row) for row in rows]
        turn.taken += [aggregate.id for aggregate in found]
        return found

    def page(self, query: Query) -> list[A]:
        """Return those that match, newest first."""
        after = query.after or ()
        table, columns = self._table, tuple(query.equals)
        statement = _page(table.name, columns, table.lists, follows=bool(after))
        values = [*query.equals.values(), *after, query.limit]
        rows = self._work.connection.execute(statement, values)
        return [self._table.load(*row) for row in rows]

    def count(self, equals: Mapping[str, str]) -> int:
        """Return how many match, on all pages together."""
        statement = _count(self._table.name, tuple(equals), self._table.lists)
        row = self._work.connection.execute(statement, [*equals.values()]).fetchone()
        return int(row[0]) if row else 0

    def _not_found(self, aggregate_id: str) -> NotFound:
        name = f"{self._table.name}/{aggregate_id}"
        reason = f"{self._table.noun.upper()}_NOT_FOUND"
        return NotFound(Violation(reason, name, f"There is no {name}."))


@cache
def _page(
    table: str, columns: tuple[str, ...], lists: frozenset[str], *, follows: bool
) -> bytes:
    conditions = _equal(columns, lists)
    if follows:
        conditions.append(sql.SQL("(created_at, id) < (%s, %s)"))
    statement = sql.SQL(
        "SELECT version, body::text FROM {} WHERE {}"
        " ORDER BY created_at DESC, id DESC LIMIT %s"
    ).format(sql.Identifier(table), sql.SQL(" AND ").join(conditions))
    return statement.as_bytes()


@cache
def _count(table: str, columns: tuple[str, ...], lists: frozenset[str]) -> bytes:
    conditions = sql.SQL(" AND ").join(_equal(columns, lists))
    statement = sql.SQL("SELECT count(*) FROM {} WHERE {}")
    return statement.format(sql.Identifier(table), conditions).as_bytes()


def _equal(columns: Iterable[str], lists: Collection[str]) -> list[sql.Composable]:
    """Return the conditions of a list, at least one."""
    conditions = [
        sql.SQL("%s = ANY({})" if one in lists else "{} = %s").format(
            sql.Identifier(one)
        )
        for one in columns
    ]
    return [sql.SQL("true"), *conditions]


def _changed_meanwhile(aggregate: Aggregate) -> Conflict:
    return Conflict(
        Violation(
            "ETAG_MISMATCH",
            aggregate.name,
            f"{aggregate.name} has changed meanwhile. Read it again, then retry.",
        )
    )


def _statements(table: str, columns: tuple[str, ...]) -> dict[str, bytes]:
    """Return the statements of a table, composed once and not at every call."""
    name = sql.Identifier(table)
    names = ["id", "version", "created_at", *columns]
    values = sql.SQL(", ").join(map(sql.Placeholder, names))
    changes = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.Placeholder(column))
        for column in ("version", *columns)
    )
    select = sql.SQL("SELECT version, body::text FROM {} WHERE id = %s").format(name)
    composed = {
        "select": select,
        "lock": select + sql.SQL(" FOR UPDATE"),
        "due": sql.SQL(
            "SELECT version, body::text FROM {}"
            " WHERE wake_at <= %s AND id <> ALL(%s::text[])"
            " ORDER BY wake_at LIMIT %s FOR UPDATE SKIP LOCKED"
        ).format(name),
        "insert": sql.SQL(
            "INSERT INTO {} ({}, body) VALUES ({}, %(body)s)"
            " ON CONFLICT (id) DO NOTHING"
        ).format(name, sql.SQL(", ").join(map(sql.Identifier, names)), values),
        "update": sql.SQL(
            "UPDATE {} SET {}, body = body || %(body)s::jsonb"
            " WHERE id = %(id)s AND version = %(version)s - 1"
        ).format(name, changes),
    }
    return {key: statement.as_bytes() for key, statement in composed.items()}
