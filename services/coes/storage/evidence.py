"""What other services showed to their checks, kept as it was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg.rows import dict_row

from chassis.checks import Stage
from chassis.storage import Work

from ..domain.proofs import MeasuredMetric, Recorded
from .erasing import erase_texts
from .predicates import SNAPSHOTS

SELECT = (
    "SELECT stage, name, idea, team, tags, door_kinds, recorded_at AS at, snapshot,"
    # An experiment goes wrong by itself; a document or a decision with its idea.
    " EXISTS (SELECT FROM coes WHERE coes.source = subjects.name"
    " OR (subjects.name NOT LIKE 'experiments/%%' AND subjects.idea <> ''"
    " AND coes.idea = subjects.idea)) AS went_wrong FROM subjects "
)

MOST_MEASURES = 10_000
"""Of one metric, in one back-test: many for each experiment that it looks at."""


class Evidence:
    """Subjects and measured metrics, as they were recorded."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, recorded: Recorded) -> None:
        """Keep a subject; the same event again changes nothing."""
        self._work.connection.execute(
            "INSERT INTO subjects VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (
                self._work.cause.id,
                recorded.stage,
                recorded.name,
                recorded.idea,
                recorded.team,
                list(recorded.tags),
                list(recorded.door_kinds),
                recorded.at,
                recorded.snapshot,
            ),
        )

    def erase(self, name: str) -> None:
        """Forget the texts in what was recorded of a subject."""
        rows = self._work.connection.execute(
            "SELECT id, stage, snapshot FROM subjects WHERE name = %s", (name,)
        ).fetchall()
        for event, stage, snapshot in rows:
            seen = SNAPSHOTS[Stage(stage)].FromString(snapshot)
            erase_texts(seen)
            self._work.connection.execute(
                "UPDATE subjects SET snapshot = %s WHERE id = %s",
                (seen.SerializeToString(deterministic=True), event),
            )

    def latest(self, stage: Stage, name: str) -> Recorded | None:
        """Return what was last recorded of a subject, or of an idea's, at a stage."""
        return self._first(
            "WHERE stage = %s AND (name = %s OR idea = %s)"
            " ORDER BY (name = %s) DESC, recorded_at DESC LIMIT 1",
            (stage, name, name, name),
        )

    def about(self, name: str) -> Recorded | None:
        """Return what was last recorded under this name, at any stage."""
        return self._first("WHERE name = %s ORDER BY recorded_at DESC LIMIT 1", (name,))

    def recent(self, stage: Stage, since: datetime, limit: int) -> list[Recorded]:
        """Return the newest of each subject, newest first."""
        rows = self._rows(
            "WHERE id IN (SELECT DISTINCT ON (name) id FROM (SELECT id, name,"
            " recorded_at FROM subjects WHERE stage = %s AND recorded_at >= %s"
            " ORDER BY recorded_at DESC LIMIT %s) AS newest"
            " ORDER BY name, recorded_at DESC) ORDER BY recorded_at DESC",
            (stage, since, limit),
        )
        return [_recorded(row) for row in rows]

    def keep_measures(self, measures: Sequence[MeasuredMetric]) -> None:
        """Keep what one event told; the same event again changes nothing."""
        for each in measures:
            self._work.connection.execute(
                "INSERT INTO measures VALUES (%s, %s, %s, %s, %s, %s)"
                " ON CONFLICT DO NOTHING",
                (
                    self._work.cause.id,
                    each.experiment,
                    each.metric,
                    each.value,
                    each.units,
                    self._work.now,
                ),
            )

    def measures(self, metric: str, experiments: Sequence[str]) -> list[MeasuredMetric]:
        """Return the means of a metric that were measured in these, newest first."""
        rows = self._work.connection.execute(
            "SELECT experiment, metric, value, units FROM measures"
            " WHERE metric = %s AND experiment = ANY(%s) ORDER BY heard_at DESC"
            " LIMIT %s",
            (metric, list(experiments), MOST_MEASURES),
        )
        return [
            MeasuredMetric(experiment=who, metric=what, value=value, units=units)
            for who, what, value, units in rows
        ]

    def _first(self, where: str, values: Sequence[Any]) -> Recorded | None:
        rows = self._rows(where, values)
        return _recorded(rows[0]) if rows else None

    def _rows(self, where: str, values: Sequence[Any]) -> list[dict[str, Any]]:
        with self._work.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute((SELECT + where).encode(), values).fetchall()


def _recorded(row: dict[str, Any]) -> Recorded:
    return Recorded(
        **row
        | {
            "stage": Stage(row["stage"]),
            "tags": tuple(row["tags"]),
            "door_kinds": tuple(row["door_kinds"]),
        }
    )
