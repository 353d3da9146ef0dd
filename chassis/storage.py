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
    Change,
    ChangeQuery,
    Conflict,
    DomainEvent,
    NotFound,
    Query,
    Violation,
)
from chassis.etags import etag_of
from chassis.eventlog import LogRecord
from chassis.messaging import Publisher

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True)
class Table(Generic[A]):
    """Where the aggregates of one type are kept: id, version, body, query columns.

    A body written by another version of the service is read with what it knows:
    missing fields take their defaults, unknown top-level ones are kept on save.

    Besides its `columns`, a table has `id text`, `version bigint`, `body jsonb`,
    `created_at timestamptz`, and `changed_in xid8 NOT NULL DEFAULT
    pg_current_xact_id()`: the transaction that changed the row last. A table that is
    watched has an index on `(changed_in, id)`.

    Attributes:
        lists: Columns with several values, of which a filter names one.
        visible: SQL condition under which a viewer may see a row. It may name the
            person, `%(viewer)s`, and their team, `%(viewer_team)s`.
        was_visible: SQL condition under which a viewer who may not see a row any more
            may have seen it earlier, so that a stream may tell its name.
    """

    type: type[A]
    columns: Mapping[str, Callable[[A], Any]]
    lists: frozenset[str] = frozenset()
    visible: str = "true"
    was_visible: str = "false"
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
        if etag and etag != etag_of(aggregate):
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
        """Return those that match and that the viewer may see, newest first."""
        table, after = self._table, query.after or ("", "")
        statement = _page(
            table.name,
            tuple(query.equals),
            table.lists,
            "true" if query.viewer is None else table.visible,
            follows=query.after is not None,
        )
        values = {
            **_wanted(query.equals),
            **_viewing(query.viewer),
            "after_at": after[0],
            "after_id": after[1],
            "limit": query.limit,
        }
        rows = self._work.connection.execute(statement, values)
        return [table.load(*row) for row in rows]

    def count(self, equals: Mapping[str, str | bool]) -> int:
        """Return how many match, on all pages together."""
        statement = _count(self._table.name, tuple(equals), self._table.lists)
        row = self._work.connection.execute(statement, _wanted(equals)).fetchone()
        return int(row[0]) if row else 0

    def horizon(self) -> tuple[str, str]:
        """Return the number before which all changes are settled, and the next number.

        A change before the first can be read, and none will follow there. A change that
        begins from now on has at least the second.
        """
        row = self._work.connection.execute(HORIZON).fetchone()
        return (row[0], row[1]) if row else ("0", "0")

    def changes(self, query: ChangeQuery) -> list[Change[A]]:
        """Return the newest change of each that has changed, oldest change first.

        A change is returned once every transaction that began to write before it has
        ended, so that none can commit later and be passed over. A transaction that
        stays open therefore holds up the changes in its whole database server.
        """
        table = self._table
        statement = _changes(
            table.name,
            (tuple(query.within), tuple(query.equals)),
            table.lists,
            (table.visible, table.was_visible),
        )
        values = {
            **_wanted({**query.within, **query.equals}),
            **_viewing(query.viewer),
            "after_change": query.after[0],
            "after_id": query.after[1],
            "limit": query.limit,
        }
        rows = self._work.connection.execute(statement, values).fetchall()
        return [
            Change(table.load(version, body), (changed, one), matches, known)
            for version, body, changed, one, matches, known in rows
        ]

    def _not_found(self, aggregate_id: str) -> NotFound:
        name = f"{self._table.name}/{aggregate_id}"
        reason = f"{self._table.noun.upper()}_NOT_FOUND"
        return NotFound(Violation(reason, name, f"There is no {name}."))


HORIZON = (
    "SELECT pg_snapshot_xmin(now)::text, pg_snapshot_xmax(now)::text"
    " FROM pg_current_snapshot() AS now"
)


def _wanted(equals: Mapping[str, str | bool]) -> dict[str, str | bool]:
    return {f"is_{column}": value for column, value in equals.items()}


def _viewing(viewer: Actor | None) -> dict[str, str]:
    return {"viewer": viewer.name, "viewer_team": viewer.team} if viewer else {}


@cache
def _page(
    table: str,
    columns: tuple[str, ...],
    lists: frozenset[str],
    visible: str,
    *,
    follows: bool,
) -> bytes:
    follow = "(created_at, id) < (%(after_at)s, %(after_id)s)" if follows else "true"
    statement = sql.SQL(
        "SELECT version, body::text FROM {} WHERE {} AND ({}) AND {}"
        " ORDER BY created_at DESC, id DESC LIMIT %(limit)s"
    ).format(
        sql.Identifier(table),
        _equal(columns, lists),
        sql.SQL(visible),
        sql.SQL(follow),
    )
    return statement.as_bytes()


@cache
def _count(table: str, columns: tuple[str, ...], lists: frozenset[str]) -> bytes:
    statement = sql.SQL("SELECT count(*) FROM {} WHERE {}")
    return statement.format(sql.Identifier(table), _equal(columns, lists)).as_bytes()


@cache
def _changes(
    table: str,
    columns: tuple[tuple[str, ...], tuple[str, ...]],
    lists: frozenset[str],
    visible: tuple[str, str],
) -> bytes:
    statement = sql.SQL(
        "SELECT version, body::text, changed_in::text, id,"
        " coalesce({equals} AND ({visible}), false),"
        " coalesce(({visible}) OR ({was_visible}), false)"
        " FROM {table} WHERE {within}"
        " AND (changed_in, id) > (%(after_change)s::xid8, %(after_id)s)"
        " AND changed_in < pg_snapshot_xmin(pg_current_snapshot())"
        " ORDER BY {table}.changed_in, {table}.id LIMIT %(limit)s"
    ).format(
        table=sql.Identifier(table),
        within=_equal(columns[0], lists),
        equals=_equal(columns[1], lists),
        visible=sql.SQL(visible[0]),
        was_visible=sql.SQL(visible[1]),
    )
    return statement.as_bytes()


def _equal(columns: Iterable[str], lists: Collection[str]) -> sql.Composed:
    """Return the condition that columns have the values that are wanted."""
    conditions = [
        sql.SQL("{1} = ANY({0})" if one in lists else "{0} = {1}").format(
            sql.Identifier(one), sql.Placeholder(f"is_{one}")
        )
        for one in columns
    ]
    return sql.SQL(" AND ").join([sql.SQL("true"), *conditions])


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
            "UPDATE {} SET {}, body = body || %(body)s::jsonb,"
            " changed_in = pg_current_xact_id()"
            " WHERE id = %(id)s AND version = %(version)s - 1"
        ).format(name, changes),
    }
    return {key: statement.as_bytes() for key, statement in composed.items()}
