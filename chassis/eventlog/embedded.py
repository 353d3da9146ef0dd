"""The embedded event log: a log for one machine, kept in PostgreSQL.

Writers of a partition take turns on its row, so offsets commit in order and a reader
never steps over one that is still to come. Membership and the right to read a
partition are advisory locks of the reader's connection: they end with it, so the dead
are noticed by the server and there is no clock to trust.
"""

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from psycopg.rows import scalar_row
from psycopg.types.json import Jsonb
from typing_extensions import override

from chassis.postgres import Database, connect, migrate
from chassis.settings import DatabaseLimits

from . import (
    EventLog,
    LogConsumer,
    LogRecord,
    PartitionState,
    Reading,
    StoredRecord,
    TopicState,
)

MIGRATIONS = Path(__file__).parent / "migrations"
CHANNEL = "eventlog"
PARTITIONS = 4
BATCH = 200
BATCH_BYTES = 2 * 1024 * 1024
"""Of one partition."""


MEMBER, READER = 1, 2
"""Name spaces of advisory locks: of a group (shared), of a reading (exclusive)."""


APPEND = """
    WITH batch AS (
        SELECT * FROM unnest(
            %(topics)b::text[], %(partitions)b::int[], %(keys)b::text[],
            %(headers)b::jsonb[], %(values)b::bytea[]
        ) WITH ORDINALITY AS b (topic, partition, key, headers, value, place)
    ), locked AS (
        SELECT id FROM partitions JOIN (SELECT DISTINCT topic, partition FROM batch) b
            USING (topic, partition) ORDER BY id FOR UPDATE OF partitions
    ), moved AS (
        UPDATE partitions p SET next_offset = p.next_offset + b.size
        FROM (SELECT topic, partition, count(*) AS size FROM batch GROUP BY 1, 2) b
        WHERE p.id IN (SELECT id FROM locked)
            AND p.topic = b.topic AND p.partition = b.partition
        RETURNING p.id, p.topic, p.partition, p.next_offset - b.size AS first_offset
    )
    INSERT INTO records (partition_id, record_offset, key, headers, value)
    SELECT id, first_offset - 1 + row_number() OVER (PARTITION BY id ORDER BY place),
        key, headers, value
    FROM batch JOIN moved USING (topic, partition)
"""
"""Takes the offsets under the row locks of the partitions, locked in one order.

Binary (`%b`): as text, psycopg escapes every element of an array by itself.
"""

SLICE = f"""
    CROSS JOIN LATERAL (
        SELECT *, sum(octet_length(value)) OVER (ORDER BY record_offset) AS so_far
        FROM records WHERE partition_id = p.id AND record_offset >= r.next_offset
        ORDER BY record_offset LIMIT {BATCH}
    ) x WHERE x.so_far - octet_length(x.value) < {BATCH_BYTES}
"""  # noqa: S608 - our own numbers
"""Records `x` of partition `p` from `r.next_offset` on; one, if there is one."""


FETCH = f"""
    SELECT r.id, x.record_offset, p.topic, x.key, x.headers, x.value
    FROM readings r JOIN partitions p ON p.id = r.partition_id {SLICE}
    AND r.id = ANY(%s) ORDER BY r.id, x.record_offset
"""  # noqa: S608


BROWSE = f"""
    SELECT p.partition, x.record_offset, x.appended_at,
        p.topic, x.key, x.headers, x.value
    FROM partitions p JOIN unnest(%s::int[], %s::bigint[], %s::bigint[])
        AS r (partition, next_offset, beyond) USING (partition) {SLICE}
    AND p.topic = %s AND x.record_offset < r.beyond
    ORDER BY p.partition, x.record_offset
"""  # noqa: S608


STATES = """
    SELECT p.topic, p.partition, coalesce(oldest.record_offset, p.next_offset),
        p.next_offset, oldest.appended_at, newest.appended_at
    FROM partitions p
    LEFT JOIN LATERAL (SELECT record_offset, appended_at FROM records
        WHERE partition_id = p.id ORDER BY record_offset LIMIT 1) oldest ON true
    LEFT JOIN LATERAL (SELECT appended_at FROM records
        WHERE partition_id = p.id ORDER BY record_offset DESC LIMIT 1) newest ON true
    ORDER BY p.topic, p.partition
"""


class EmbeddedLog(EventLog):
    """A log in the database behind `url`."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        if create:
            migrate(url, MIGRATIONS)
        self._url = url
        self._database = Database(url, DatabaseLimits(connections=2), name="eventlog")

    @override
    def identity(self) -> str:
        return self._identity

    @cached_property
    def _identity(self) -> str:
        with self._database.connection() as connection:
            row = connection.execute("SELECT id FROM log_identity").fetchone()
        return str(row and row[0])

    @override
    def declare(self, topics: Sequence[str]) -> None:
        with self._database.transaction() as connection:
            connection.cursor().executemany(
                "INSERT INTO partitions (topic, partition) VALUES (%s, %s)"
                " ON CONFLICT DO NOTHING",
                [(topic, n) for topic in sorted(topics) for n in range(PARTITIONS)],
            )

    @override
    def append(self, records: Sequence[LogRecord]) -> None:
        batch = {
            "topics": [record.topic for record in records],
            "partitions": [partition_of(record.key) for record in records],
            "keys": [record.key for record in records],
            "headers": [Jsonb(record.headers) for record in records],
            "values": [record.value for record in records],
        }
        with self._database.transaction() as connection:
            added = connection.execute(APPEND, batch).rowcount
            topics = {record.topic for record in records}
            if added != len(records):
                raise LookupError(f"One of {topics} was never declared.")
            for topic in topics:
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, topic))

    @override
    def subscribe(self, group: str, topics: Sequence[str]) -> LogConsumer:
        self.declare(topics)
        return EmbeddedConsumer(self._url, group, topics)

    @override
    def topics(self) -> Sequence[TopicState]:
        with self._database.connection() as connection:
            rows = connection.execute(STATES).fetchall()
        return [
            TopicState(
                topic,
                [PartitionState(*state) for _, *state in states],
                kept=None,
                compacted=False,
            )
            for topic, states in groupby(rows, key=itemgetter(0))
        ]

    @override
    def readings(self) -> Sequence[Reading]:
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT g.name, p.topic, p.partition, r.next_offset, p.next_offset"
                " FROM readings r JOIN groups g ON g.id = r.group_id"
                " JOIN partitions p ON p.id = r.partition_id ORDER BY 1, 2, 3"
            ).fetchall()
        return [Reading(*row) for row in rows]

    @override
    def offsets_at(self, topic: str, moment: datetime) -> Mapping[int, int]:
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT partition, coalesce((SELECT min(record_offset) FROM records"
                "  WHERE partition_id = p.id AND appended_at >= %s), next_offset)"
                " FROM partitions p WHERE topic = %s",
                (moment, topic),
            ).fetchall()
        return dict(rows)

    @override
    def browse(self, topic: str, begin: Mapping[int, int]) -> Iterator[StoredRecord]:
        following = dict(begin)
        end = self.offsets_at(topic, datetime.max.replace(tzinfo=UTC))
        while rows := self._slices(topic, following, end):
            for partition, offset, appended_at, *fields in rows:
                following[partition] = offset + 1
                yield StoredRecord(partition, offset, appended_at, LogRecord(*fields))

    def _slices(
        self, topic: str, begin: Mapping[int, int], end: Mapping[int, int]
    ) -> list[Any]:
        """Return the next rows of each partition."""
        bounds = [(p, first, end[p]) for p, first in begin.items() if p in end]
        columns = zip(*bounds, strict=True) if bounds else ([], [], [])
        with self._database.connection() as connection:
            rows = connection.execute(BROWSE, (*map(list, columns), topic))
            return rows.fetchall()

    @override
    def close(self) -> None:
        self._database.close()


def partition_of(key: str) -> int:
    """Return the partition of a key; the same for ever."""
    return zlib.crc32(key.encode()) % PARTITIONS


class EmbeddedConsumer(LogConsumer):
    """One connection, which is the membership."""

    def __init__(self, url: str, group: str, topics: Sequence[str]) -> None:
        self._topics = list(topics)
        self._connection = connect(url, "eventlog-reader")
        self._connection.execute(f"LISTEN {CHANNEL}")
        self._group = self._join(group)
        self._mine: list[int] = []
        self._polled: dict[int, int] = {}

    @override
    def poll(self, timeout: timedelta) -> Sequence[LogRecord]:
        self._share()
        if records := self._fetch():
            return records
        self._wait(timeout)
        return self._fetch()

    @override
    def commit(self) -> None:
        if self._polled:
            self._connection.cursor().executemany(
                "UPDATE readings SET next_offset = %s WHERE id = %s",
                [(offset, reading) for reading, offset in self._polled.items()],
            )
        self._polled = {}

    @override
    def close(self) -> None:
        self._connection.close()

    def _join(self, group: str) -> int:
        cursor = self._connection.cursor(row_factory=scalar_row)
        cursor.execute(
            "INSERT INTO groups (name) VALUES (%s) ON CONFLICT DO NOTHING", (group,)
        )
        cursor.execute("SELECT id FROM groups WHERE name = %s", (group,))
        group_id = int(cursor.fetchone() or 0)
        cursor.execute(
            "INSERT INTO readings (group_id, partition_id)"
            " SELECT %s, id FROM partitions WHERE topic = ANY(%s)"
            " ON CONFLICT DO NOTHING",
            (group_id, self._topics),
        )
        cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", (MEMBER, group_id))
        return group_id

    def _share(self) -> None:
        """Hold a fair share of the group's readings: give away more, take up less."""
        readings, members = self._census()
        fair = math.ceil(len(readings) / max(members, 1))
        while len(self._mine) > fair:
            self._lock("pg_advisory_unlock", self._mine.pop())
        for reading in readings:
            if len(self._mine) >= fair:
                break
            if reading not in self._mine and self._lock(
                "pg_try_advisory_lock", reading
            ):
                self._mine.append(reading)

    def _census(self) -> tuple[list[int], int]:
        row = self._connection.execute(
            "SELECT (SELECT array_agg(r.id ORDER BY r.id) FROM readings r"
            "  JOIN partitions p ON p.id = r.partition_id"
            "  WHERE r.group_id = %(group)s AND p.topic = ANY(%(topics)s)),"
            " (SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            "  WHERE d.datname = current_database() AND l.locktype = 'advisory'"
            "  AND l.classid = %(space)s AND l.objid = %(group)s AND l.objsubid = 2)",
            {"group": self._group, "topics": self._topics, "space": MEMBER},
        ).fetchone()
        readings, members = row or ([], 1)
        return list(readings or []), int(members)

    def _lock(self, function: str, reading: int) -> bool:
        row = self._connection.execute(
            f"SELECT {function}(%s, %s)",
            (READER, reading),
        ).fetchone()
        return bool(row and row[0])

    def _fetch(self) -> list[LogRecord]:
        """Read on from the committed offsets of what is held, and note how far."""
        if not self._mine:
            return []
        rows = self._connection.execute(FETCH, (self._mine,)).fetchall()
        self._polled = {reading: offset + 1 for reading, offset, *_ in rows}
        return [LogRecord(*fields) for _, _, *fields in rows]

    def _wait(self, timeout: timedelta) -> None:
        for notice in self._connection.notifies(timeout=timeout.total_seconds()):
            if notice.payload in self._topics:
                return
