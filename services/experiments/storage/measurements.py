"""Units, outcomes and tallies in PostgreSQL: one statement per batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

from ..domain.results import Outcome, Results, Tally

TALLY = sql.SQL(
    """
    INSERT INTO tallies AS t
        (experiment_id, arm, metric, units, total, squares, squared)
    SELECT %(experiment)s, arm, metric,
        count(*), sum(value), sum(value * value), count(*)
    FROM counted GROUP BY arm, metric ORDER BY arm, metric
    ON CONFLICT (experiment_id, arm, metric) DO UPDATE SET
        units = t.units + excluded.units,
        total = t.total + excluded.total,
        squares = t.squares + excluded.squares,
        squared = t.squared + excluded.squared
    """
)
"""Adds what is new, and only that; in one order, so that nobody waits in a circle."""

EXPOSE = sql.SQL(
    """
    WITH counted AS (
        INSERT INTO exposures (experiment_id, unit, arm, exposed_at)
        SELECT %(experiment)s, unit, arm, %(at)s
        FROM unnest(%(units)s::text[], %(arms)s::text[]) AS batch (unit, arm)
        {within}
        ON CONFLICT DO NOTHING
        RETURNING arm, '' AS metric, 0::numeric AS value
    ), tallied AS ({tally})
    SELECT count(*) FROM counted
    """
)

WITHIN = sql.SQL(
    """
    WHERE NOT EXISTS (
        SELECT FROM exposures AS met
        WHERE met.experiment_id = %(experiment)s AND met.unit = batch.unit
    ) LIMIT %(limit)s
    """
)
"""Only so many new ones; those that met the experiment before do not use it up."""

ADD_EXPOSURES = EXPOSE.format(within=sql.SQL(""), tally=TALLY)
ADD_FEW_EXPOSURES = EXPOSE.format(within=WITHIN, tally=TALLY)

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
    SELECT count(*) FROM recorded
    """
).format(tally=TALLY)

RESULTS = """
    SELECT arm, metric, units, total,
        CASE WHEN squared = units THEN squares ELSE (
            SELECT coalesce(sum(value::numeric * value::numeric), 0)
            FROM outcomes JOIN exposures USING (experiment_id, unit)
            WHERE outcomes.experiment_id = tallies.experiment_id
                AND exposures.arm = tallies.arm AND outcomes.metric = tallies.metric
        ) END
    FROM tallies WHERE experiment_id = %s
"""
"""Squares that a version without them has left out are summed from the outcomes."""


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
    ) -> int:
        """Keep units with their arms, at most so many new ones; return how many."""
        batch = {"units": list(arms), "arms": list(arms.values()), "limit": limit}
        statement = ADD_EXPOSURES if limit is None else ADD_FEW_EXPOSURES
        return self._add(statement, experiment_id, batch, at)

    def add_outcomes(
        self, experiment_id: str, outcomes: Sequence[Outcome], at: datetime
    ) -> int:
        """Keep outcomes of exposed units, the first per metric; return how many."""
        batch: dict[str, list[Any]] = {
            "units": [outcome.unit for outcome in outcomes],
            "metrics": [outcome.metric for outcome in outcomes],
            "values": [outcome.value for outcome in outcomes],
        }
        return self._add(ADD_OUTCOMES, experiment_id, batch, at)

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
    ) -> int:
        values = {"experiment": experiment_id, "at": at, **batch}
        row = self._connection.execute(statement, values).fetchone()
        return int(row[0]) if row else 0
