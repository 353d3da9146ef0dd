"""The loop, counted with SQL over what this service keeps and has heard."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.storage import Work

from ..domain.loop import CauseClassRate, LoopHealth, Measure

COES = "FROM coes WHERE state <> 'DISMISSED' AND created_at >= %(a)s"
COES += " AND created_at < %(b)s"
CAME_BACK = (
    "(recurrence_of <> '' OR EXISTS (SELECT FROM mechanisms"
    " WHERE body -> 'escapes' @> jsonb_build_array("
    "jsonb_build_object('coe', 'coes/' || coes.id)))"
    " OR (cause_class <> '' AND EXISTS (SELECT FROM coes AS earlier"
    " WHERE earlier.cause_class = coes.cause_class AND earlier.state <> 'DISMISSED'"
    " AND (earlier.created_at, earlier.id) < (coes.created_at, coes.id))))"
)
"""An incident came back if somebody says so, if it escaped a mechanism that should have
prevented it, or if an earlier one had the same kind of cause."""
PROTECTED = "FROM coes WHERE protect_at >= %(a)s AND protect_at < %(b)s"
HEARD = "FROM heard WHERE happened_at >= %(a)s AND happened_at < %(b)s"
HOURS = "percentile_cont(0.5) WITHIN GROUP (ORDER BY hours), count(hours)"


def median(seconds: str, unit: int) -> str:
    """Return the SQL of a median and of how many it is of."""
    value = f"extract(epoch FROM {seconds}) / {unit}"
    return f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {value}), count({value})"


def reviews_of(door_kind: str) -> str:
    """Return the SQL of the median hours of reviews with such doors."""
    return f"SELECT {HOURS} {HEARD} AND door_kind = '{door_kind}'"


STATEMENTS: Mapping[str, str] = {
    "incidents_per_100_experiments": (
        f"SELECT 100.0 * (SELECT count(*) {COES} AND source LIKE 'experiments/%%')"
        f" / nullif(count(*), 0), count(*) {HEARD} AND kind = 'ExperimentStarted'"
    ),
    "minutes_to_mitigate": (
        f"SELECT {median('(mitigate_time - start_time)', 60)} {COES}"
    ),
    "customers_per_incident": (
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY customers),"
        f" count(customers) {COES}"
    ),
    "recurrence_ratio": (
        f"SELECT avg(CASE WHEN {CAME_BACK} THEN 1 ELSE 0 END), count(*) {COES}"
    ),
    "corrected_by_mechanism_ratio": (
        f"SELECT avg(CASE WHEN waived THEN 0 ELSE 1 END), count(*) {COES}"
        " AND state IN ('WATCHING', 'CLOSED')"
    ),
    "hours_to_protect": (
        f"SELECT {median('(protect_at - created_at)', 3600)} {PROTECTED}"
    ),
    "review_hours_one_way": reviews_of("ONE_WAY"),
    "review_hours_two_way": reviews_of("TWO_WAY"),
}
"""Each returns a number and how many things it was counted over."""

WORDS: Mapping[str, Mapping[str, Any]] = {
    "incidents_per_100_experiments": {
        "title": "Fewer: incidents per 100 experiments started",
        "unit": "incidents",
        "proxy": False,
    },
    "minutes_to_mitigate": {
        "title": "Shorter: from the start to the end of the harm, median",
        "unit": "minutes",
        "proxy": False,
    },
    "customers_per_incident": {
        "title": "Smaller: customers touched per incident, median",
        "unit": "customers",
        "proxy": False,
    },
    "recurrence_ratio": {
        "title": "Share of incidents that are an earlier one come back",
        "unit": "ratio",
        "proxy": True,
    },
    "corrected_by_mechanism_ratio": {
        "title": "Share of corrected COEs that rest on a mechanism, and on no waiver",
        "unit": "ratio",
        "proxy": True,
        "less_is_better": False,
    },
    "hours_to_protect": {
        "title": "From a COE to the mechanism that protects, median",
        "unit": "hours",
        "proxy": True,
    },
    "review_hours_one_way": {
        "title": "The price: time a review with a one-way door takes, median",
        "unit": "hours",
        "proxy": True,
    },
    "review_hours_two_way": {
        "title": "The price: time a review of two-way doors takes, median",
        "unit": "hours",
        "proxy": True,
    },
}


class Loop:
    """Figures about the loop."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def health(self, since: datetime, until: datetime) -> LoopHealth:
        """Return how it does in the window, beside the window before."""
        before = since - (until - since)
        measures = []
        for key, statement in STATEMENTS.items():
            value, sample = self._number(statement, since, until)
            previous, _ = self._number(statement, before, since)
            measures.append(
                Measure(
                    key=key,
                    value=value,
                    previous=previous,
                    sample=sample,
                    **WORDS[key],
                )
            )
        return LoopHealth(
            since=since,
            measures=tuple(measures),
            cause_classes=self._cause_classes(since, until),
            adopted_mechanisms=self._count(
                "SELECT count(*) FROM mechanisms WHERE state = 'ADOPTED'"
            ),
            open_coes=self._count(
                "SELECT count(*) FROM coes WHERE state NOT IN ('CLOSED', 'DISMISSED')"
            ),
        )

    def _number(
        self, statement: str, a: datetime, b: datetime
    ) -> tuple[float | None, int]:
        row = self._work.connection.execute(
            statement.encode(), {"a": a, "b": b}
        ).fetchone()
        value, sample = row or (None, 0)
        return (None if value is None else float(value)), int(sample)

    def _cause_classes(
        self, since: datetime, until: datetime
    ) -> tuple[CauseClassRate, ...]:
        rows = self._work.connection.execute(
            (
                "SELECT cause_class, count(*),"
                f" count(*) FILTER (WHERE {CAME_BACK})"
                f" {COES} GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1 LIMIT 50"
            ).encode(),
            {"a": since, "b": until},
        )
        return tuple(
            CauseClassRate(cause_class=name, coes=coes, recurrences=recurrences)
            for name, coes, recurrences in rows
        )

    def _count(self, statement: str) -> int:
        row = self._work.connection.execute(statement.encode()).fetchone()
        return int(row[0]) if row else 0
