"""What was heard of others: events, evaluations, reports, and people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from chassis.checks import CheckEvaluated, CheckResult
from chassis.domain import ERASED, id_in
from chassis.storage import Work

from ..domain.heard import Heard
from ..domain.proofs import CheckReport, Counters


class Hearsay:
    """Events of other services."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, heard: Heard) -> None:
        """Keep it; the same event again changes nothing."""
        self._work.connection.execute(
            "INSERT INTO heard (id, kind, source, idea, fact, owner, door_kind, hours,"
            " happened_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (
                self._work.cause.id,
                heard.kind,
                heard.source,
                heard.idea,
                heard.fact,
                heard.owner,
                heard.door_kind,
                heard.hours,
                heard.at,
            ),
        )

    def erase(self, source: str) -> None:
        """Forget the texts of what was heard of a source."""
        self._work.connection.execute(
            "UPDATE heard SET fact = %s WHERE source = %s", (ERASED, source)
        )

    def about(self, source: str, limit: int) -> list[Heard]:
        """Return what was heard of a source, the newest, oldest first."""
        rows = self._work.connection.execute(
            "SELECT kind, source, idea, fact, happened_at FROM heard WHERE source = %s"
            " ORDER BY happened_at DESC, id DESC LIMIT %s",
            (source, limit),
        ).fetchall()
        return [
            Heard(kind=kind, source=name, idea=idea, fact=fact, at=at)
            for kind, name, idea, fact, at in reversed(rows)
        ]

    def owner_of(self, source: str) -> str:
        """Return who owns it; empty when nobody has said."""
        return self._newest(
            "SELECT owner FROM heard WHERE source = %s AND owner <> ''"
            " ORDER BY happened_at DESC LIMIT 1",
            source,
        )

    def idea_of(self, source: str) -> str:
        """Return the idea that it belongs to; empty when nobody has said."""
        return self._newest(
            "SELECT idea FROM heard WHERE source = %s AND idea <> ''"
            " ORDER BY happened_at DESC LIMIT 1",
            source,
        )

    def _newest(self, statement: str, source: str) -> str:
        row = self._work.connection.execute(statement.encode(), (source,)).fetchone()
        return str(row[0]) if row else ""


class Evaluations:
    """What came of asking checks."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, evaluation: CheckEvaluated) -> None:
        """Keep it; the same event again changes nothing."""
        self._work.connection.execute(
            "INSERT INTO evaluations VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            (
                self._work.cause.id,
                evaluation.mechanism,
                evaluation.version,
                evaluation.subject,
                evaluation.result,
                evaluation.blocked,
                evaluation.actor,
                evaluation.at,
            ),
        )

    def counters(
        self, mechanisms: Sequence[str], harmless_before: datetime
    ) -> Mapping[str, Counters]:
        """Return what each of them did; exceptions before then may be false alarms."""
        rows = self._work.connection.execute(
            "SELECT mechanism,"
            " count(*) FILTER (WHERE result <> %(not_applicable)s),"
            " count(*) FILTER (WHERE result IN (%(fail)s, %(exception)s)),"
            " count(*) FILTER (WHERE blocked),"
            " count(*) FILTER (WHERE result = %(exception)s),"
            " count(*) FILTER (WHERE result = %(exception)s"
            "  AND evaluated_at <= %(harmless_before)s AND NOT EXISTS ("
            "   SELECT FROM coes WHERE coes.created_at >= evaluated_at"
            "   AND (coes.source = subject OR coes.idea = subject"
            "    OR coes.idea = (SELECT idea FROM subjects WHERE name = subject"
            "     AND idea <> '' LIMIT 1)))),"
            " max(evaluated_at) FILTER (WHERE result IN (%(fail)s, %(exception)s))"
            " FROM evaluations WHERE mechanism = ANY(%(mechanisms)s)"
            " GROUP BY mechanism",
            {
                "mechanisms": list(mechanisms),
                "harmless_before": harmless_before,
                "fail": CheckResult.FAIL,
                "exception": CheckResult.EXCEPTION,
                "not_applicable": CheckResult.NOT_APPLICABLE,
            },
        )
        return {
            name: Counters(
                evaluated=evaluated,
                fired=fired,
                blocked=blocked,
                exceptions=exceptions,
                false_alarms=false_alarms,
                last_fired_at=last_fired_at,
            )
            for (
                name,
                evaluated,
                fired,
                blocked,
                exceptions,
                false_alarms,
                last_fired_at,
            ) in rows
        }

    def passed(self, mechanism: str) -> int:
        """Return how many subjects passed it that did not go wrong."""
        row = self._work.connection.execute(
            "SELECT count(DISTINCT subject) FROM evaluations"
            " WHERE mechanism = %s AND result = %s AND NOT EXISTS ("
            "  SELECT FROM coes WHERE coes.source = subject OR coes.idea IN"
            "  (SELECT idea FROM subjects WHERE name = subject AND idea <> ''))",
            (mechanism, CheckResult.PASS),
        ).fetchone()
        return int(row[0]) if row else 0

    def refused_lately(self, mechanism: str, since: datetime) -> frozenset[str]:
        """Return whom it refused something since then."""
        rows = self._work.connection.execute(
            "SELECT DISTINCT actor FROM evaluations"
            " WHERE mechanism = %s AND blocked AND evaluated_at >= %s",
            (mechanism, since),
        )
        return frozenset(actor for (actor,) in rows)

    def has_fired_on(self, mechanism: str, subject: str) -> bool:
        """Tell whether it said no to this subject: then it did not escape there."""
        row = self._work.connection.execute(
            "SELECT FROM evaluations WHERE mechanism = %s AND subject = %s"
            " AND result = ANY(%s) LIMIT 1",
            (mechanism, subject, [CheckResult.FAIL, CheckResult.EXCEPTION]),
        ).fetchone()
        return row is not None


class Reports:
    """What external checks found."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, mechanism: str, report: CheckReport) -> None:
        """Keep one."""
        self._work.connection.execute(
            "INSERT INTO check_reports (mechanism, subject, result, evidence_url,"
            " reporter, reported_at) VALUES (%s, %s, %s, %s, %s, %s)",
            (
                mechanism,
                report.subject,
                report.result,
                report.evidence_url,
                report.reporter,
                report.at,
            ),
        )

    def newest(self, mechanism: str, limit: int) -> list[CheckReport]:
        """Return the newest ones, newest first."""
        rows = self._work.connection.execute(
            "SELECT subject, result, evidence_url, reported_at, reporter"
            " FROM check_reports WHERE mechanism = %s ORDER BY position DESC LIMIT %s",
            (mechanism, limit),
        )
        return [
            CheckReport(
                subject=subject,
                result=CheckResult(result),
                evidence_url=url,
                at=at,
                reporter=reporter,
            )
            for subject, result, url, at, reporter in rows
        ]


class People:
    """Handles of people that this service has met."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def learn(self, *names: str) -> None:
        """Take note of people; other names are nobody's."""
        handles = sorted(
            {id_in(name).casefold() for name in names if name.startswith("people/")}
        )
        if handles:
            # Ordered, so that two that learn at once never wait for each other.
            self._work.connection.execute(
                "INSERT INTO people SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING",
                (handles,),
            )

    def among(self, handles: Collection[str]) -> frozenset[str]:
        """Return those of the handles that are somebody's."""
        rows = self._work.connection.execute(
            "SELECT handle FROM people WHERE handle = ANY(%s)", (sorted(handles),)
        )
        return frozenset(handle for (handle,) in rows)
