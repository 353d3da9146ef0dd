"""Units, outcomes, losses and tallies in PostgreSQL: one statement per batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

from ..domain.results import LOSSES, Loss, Outcome, Results, Tally

TALLY = sql.SQL(
    """
    INSERT INTO tallies AS t
        (experiment_id, arm, metric, units, total, squares, grown_at)
    SELECT %(experiment)s, arm, metric, count(*), sum(value), sum(value * value), %(at)s
    FROM counted GROUP BY arm, metric ORDER BY arm, metric
    ON CONFLICT (experiment_id, arm, metric) DO UPDATE SET
        units = t.units + excluded.units,
        total = t.total + excluded.total,
        squares = t.squares + excluded.squares,
        grown_at = greatest(t.grown_at, excluded.grown_at)
    """
)
"""Adds what is new, and only that; in one order, so that nobody waits in a circle."""

EXPOSE = sql.SQL(
    """
    WITH counted AS (
        INSERT INTO exposures (experiment_id, unit, arm, exposed_at)
        SELECT %(experiment)s, unit, arm, %(at)s
        FROM unnest(%(units)s::text[], %(arms)s::text[])
            WITH ORDINALITY AS batch (unit, arm, place)
        {within}
        ON CONFLICT DO NOTHING
        RETURNING arm, '' AS metric, 0::numeric AS value
    ), tallied AS ({tally})
    SELECT count(*), {fresh} FROM counted
    """
)

NEW = sql.SQL(
    """
    WHERE NOT EXISTS (
        SELECT FROM exposures AS met
        WHERE met.experiment_id = %(experiment)s AND met.unit = batch.unit
    )
    """
)
"""Those that have not met the experiment before."""

FRESH = sql.SQL("(SELECT count(*) FROM unnest(%(units)s::text[]) AS batch (unit) {})")
"""How many of a batch are new, whether or not they were added."""

ADD_EXPOSURES = EXPOSE.format(
    within=sql.SQL(""), fresh=sql.SQL("count(*)"), tally=TALLY
)
ADD_FEW_EXPOSURES = EXPOSE.format(
    within=NEW + sql.SQL("ORDER BY place LIMIT %(limit)s"),
    fresh=FRESH.format(NEW),
    tally=TALLY,
)
"""The first new ones; those that met the experiment before do not use up the limit."""

EXPOSED = sql.SQL(
    """
    (SELECT count(*) FROM unnest(%(units)s::text[]) AS batch (unit)
        JOIN exposures USING (unit) WHERE experiment_id = %(experiment)s)
    """
)
"""How many rows of a batch are about exposed units."""

ADD_OUTCOMES = sql.SQL(
    """
    WITH recorded AS (
        INSERT INTO outcomes (experiment_id, unit, metric, value, recorded_at)
        SELECT experiment_id, unit, metric, value, %(at)s
        FROM unnest(%(units)s::text[], %(metrics)s::text[], %(values)s::float8[])
            WITH ORDINALITY AS batch (unit, metric, value, place)
            JOIN exposures USING (unit)
        WHERE experiment_id = %(experiment)s
        ORDER BY place
        ON CONFLICT DO NOTHING
        RETURNING experiment_id, unit, metric, value::numeric
    ), counted AS (
        SELECT arm, metric, value
        FROM recorded JOIN exposures USING (experiment_id, unit)
    ), tallied AS ({tally})
    SELECT count(*), {exposed} FROM recorded
    """
).format(tally=TALLY, exposed=EXPOSED)

ADD_LOSSES = sql.SQL(
    """
    WITH recorded AS (
        INSERT INTO losses (experiment_id, unit, nanos, recorded_at)
        SELECT experiment_id, unit, nanos, %(at)s
        FROM unnest(%(units)s::text[], %(nanos)s::numeric[])
            WITH ORDINALITY AS batch (unit, nanos, place)
            JOIN exposures USING (unit)
        WHERE experiment_id = %(experiment)s
        ORDER BY place
        ON CONFLICT DO NOTHING
        RETURNING experiment_id, unit, nanos
    ), counted AS (
        SELECT arm, %(losses)s AS metric, nanos AS value
        FROM recorded JOIN exposures USING (experiment_id, unit)
    ), tallied AS ({tally})
    SELECT count(*), {exposed} FROM recorded
    """
).format(tally=TALLY, exposed=EXPOSED)

RESULTS = """
    SELECT arm, metric, units, total, squares, grown_at
    FROM tallies WHERE experiment_id = %s
"""


class PostgresMeasurements:
    """Every unit that met an experiment, what came of it, and the tallies of both."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def add_exposures(
        self,
        experiment_id: str,
        arms: Mapping[str, str],
        at: datetime,
        *,
        limit: int | None = None,
    ) -> tuple[int, int]:
        """Keep units with their arms, at most so many new ones.

        Return how many were kept, and how many new ones were not.
        """
        batch = {"units": list(arms), "arms": list(arms.values()), "limit": limit}
        statement = ADD_EXPOSURES if limit is None else ADD_FEW_EXPOSURES
        added, fresh = self._add(statement, experiment_id, batch, at)
        return added, fresh - added

    def add_outcomes(
        self,
        experiment_id: str,
        outcomes: Sequence[Outcome],
        losses: Sequence[Loss],
        at: datetime,
    ) -> tuple[int, int]:
        """Keep outcomes of exposed units: the first per metric, and the first loss.

        Return how many were kept, and how many are of units that were not exposed.
        """
        added = exposed = 0
        if outcomes:
            batch: dict[str, Any] = {
                "units": [outcome.unit for outcome in outcomes],
                "metrics": [outcome.metric for outcome in outcomes],
                "values": [outcome.value for outcome in outcomes],
            }
            added, exposed = self._add(ADD_OUTCOMES, experiment_id, batch, at)
        if losses:
            batch = {
                "units": [loss.unit for loss in losses],
                "nanos": [loss.amount.total_nanos for loss in losses],
                "losses": LOSSES,
            }
            more = self._add(ADD_LOSSES, experiment_id, batch, at)
            added, exposed = added + more[0], exposed + more[1]
        return added, len(outcomes) + len(losses) - exposed

    def results(self, experiment_id: str) -> Results:
        """Return what was counted so far, without counting it again."""
        rows = self._connection.execute(RESULTS, (experiment_id,))
        return Results(tuple(Tally(*row) for row in rows))

    def _add(
        self,
        statement: sql.Composed,
        experiment_id: str,
        batch: Mapping[str, Any],
        at: datetime,
    ) -> tuple[int, int]:
        values = {"experiment": experiment_id, "at": at, **batch}
        row = self._connection.execute(statement, values).fetchone()
        return row or (0, 0)
