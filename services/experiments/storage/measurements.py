"""Units, outcomes and tallies in PostgreSQL: one statement per batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import LiteralString

import psycopg

from ..domain.results import Outcome, Results, Tally

COUNT = """
INSERT INTO tallies AS tally (experiment_id, arm, metric, units, total, total_squares)
SELECT %(experiment)s, arm, metric, count(*), sum(value), sum(value * value)
FROM counted GROUP BY arm, metric ORDER BY arm, metric
ON CONFLICT (experiment_id, arm, metric) DO UPDATE SET
    units = tally.units + excluded.units,
    total = tally.total + excluded.total,
    total_squares = tally.total_squares + excluded.total_squares
RETURNING excluded.units
"""

ADD_EXPOSURES = f"""
WITH counted AS (
    INSERT INTO exposures (experiment_id, unit, arm, exposed_at)
    SELECT %(experiment)s, unit, arm, %(at)s
    FROM unnest(%(units)s::text[], %(arms)s::text[]) AS batch (unit, arm)
    ON CONFLICT DO NOTHING
    RETURNING arm, '' AS metric, 0::numeric AS value
), added AS ({COUNT})
SELECT count(*) FROM counted
"""
