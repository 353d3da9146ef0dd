"""What lies below the API of a service: events that are stuck, doubled or out of order.

For whoever has the DSN of a service's database; nothing else of the probe needs it.
"""

from collections import Counter
from collections.abc import Sequence

import psycopg

WRONG = {
    "events not published": "SELECT count(*) FROM outbox WHERE published_at IS NULL",
    "events parked": "SELECT count(*) FROM parked",
    "dead letters": """
        SELECT count(*) FROM outbox
        WHERE topic LIKE '%%.dead.v1' AND headers ->> 'ce_journey' LIKE %(ideas)s
    """,
    "events said twice": """
        SELECT count(*) FROM (
            SELECT FROM outbox
            WHERE topic NOT LIKE '%%.dead.v1'
                AND headers ->> 'ce_journey' LIKE %(ideas)s
            GROUP BY topic, headers ->> 'ce_id' HAVING count(*) > 1
        ) twice
    """,
    "events out of order": """
        SELECT count(*) FILTER (WHERE version < earlier) FROM (
            SELECT version, lag(version) OVER (
                PARTITION BY topic, headers ->> 'ce_subject' ORDER BY position
            ) AS earlier
            FROM outbox, CAST(headers ->> 'ce_aggregateversion' AS bigint) AS version
            WHERE topic NOT LIKE '%%.dead.v1'
                AND headers ->> 'ce_journey' LIKE %(ideas)s
        ) pairs
    """,
}
"""What must not be there, and how many of it there are."""


def wrong_in(dsns: Sequence[str], run: str) -> Counter[str]:
    """Return what is wrong in the databases of services, as far as the run goes.

    Args:
        dsns: Libpq URL of each.
        run: Part of the names of all its ideas.

    Raises `psycopg.Error`.
    """
    found: Counter[str] = Counter()
    for dsn in dsns:
        with psycopg.connect(dsn) as connection:
            for what, query in WRONG.items():
                row = connection.execute(
                    query.encode(), {"ideas": f"ideas/load-{run}-%"}
                )
                found[what] += int((row.fetchone() or (0,))[0])
    return +found
