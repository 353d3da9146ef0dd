"""COEs and mechanisms in PostgreSQL, and the unit of work they are changed in."""

from collections.abc import Sequence
from functools import cached_property

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from chassis.domain import Query
from chassis.storage import Aggregates, Table, Work

from ..domain.coe import Coe
from ..domain.corrections import Correction, ListedCorrection
from ..domain.mechanism import Mechanism
from ..domain.mechanism_life import MechanismState
from .evidence import Evidence
from .hearsay import Evaluations, Hearsay, People, Reports
from .loop import Loop
from .predicates import Predicates

MOST = 1000
"""More than that nobody reads, and no budget allows."""

COES = Table(
    Coe,
    columns={
        "state": lambda coe: coe.state,
        "idea": lambda coe: coe.idea,
        "source": lambda coe: coe.report.source,
        "team": lambda coe: coe.team,
        "incident_key": lambda coe: coe.incident_key or None,
        "wake_at": lambda coe: coe.wake_at,
        "severity": lambda coe: coe.report.severity,
        "cause_class": lambda coe: coe.report.cause_class,
        "recurrence_of": lambda coe: coe.recurrence_of,
        "start_time": lambda coe: coe.report.start_time,
        "mitigate_time": lambda coe: coe.report.mitigate_time,
        "customers": lambda coe: coe.report.impact and coe.report.impact.customers,
        "protect_at": lambda coe: coe.protect_at,
        "close_at": lambda coe: coe.close_at,
        "waived": lambda coe: coe.waiver is not None,
    },
)

MECHANISMS = Table(
    Mechanism,
    columns={
        "wake_at": lambda mechanism: mechanism.wake_at,
        "state": lambda mechanism: mechanism.state,
        "stage": lambda mechanism: (
            mechanism.design.scope.stage if mechanism.design.scope else ""
        ),
        "tool": lambda mechanism: mechanism.design.tool,
        "owner_team": lambda mechanism: mechanism.owner_team,
        "origin_coes": lambda mechanism: list(mechanism.origin_coes),
    },
    lists=frozenset({"origin_coes"}),
)

CORRECTION = TypeAdapter(Correction)

CORRECTIONS = {
    "id": "coes.id",
    "coe_state": "coes.state",
    "state": "one ->> 'state'",
    "kind": "one ->> 'kind'",
    "team": "one ->> 'team'",
}
"""What a list of corrections is filtered by, as SQL."""

PLACE = "coes.id || '/' || lpad((1000 - n)::text, 4, '0')"
"""The place of a correction among COEs of one moment, in falling order."""


class Coes(Aggregates[Coe]):
    """All COEs, which can also be found by what opened them and what they wait for."""

    def of_incident(self, key: str) -> Coe | None:
        """Return the newest one that was opened for this incident, locked, or None."""
        found = self.page(Query({"incident_key": key}, limit=1))
        return self.find(found[0].id) if found else None

    def open_on(self, source: str) -> Coe | None:
        """Return the newest open one about this source, locked, or None."""
        found = self.page(Query({"source": source}, limit=20))
        newest = next((coe for coe in found if coe.is_open), None)
        return self.find(newest.id) if newest else None

    def about(self, source: str) -> list[Coe]:
        """Return all about this source, locked."""
        found = self.page(Query({"source": source}, MOST))
        return [self.get(coe.id) for coe in found]

    def corrections(self, query: Query) -> list[ListedCorrection]:
        """Return corrections that match, by COE, newest COE first."""
        after = query.after or ()
        conditions = ["true", *(f"{CORRECTIONS[name]} = %s" for name in query.equals)]
        if after:
            conditions.append(f"(created_at, {PLACE}) < (%s, %s)")
        where = " AND ".join(conditions)
        statement = (
            f"SELECT coes.id, one::text, {PLACE}, created_at FROM coes,"  # noqa: S608 - from constants
            " jsonb_array_elements(body -> 'report' -> 'corrections')"
            f" WITH ORDINALITY AS each(one, n) WHERE {where}"
            f" ORDER BY created_at DESC, {PLACE} DESC LIMIT %s"
        )
        values = [*query.equals.values(), *after, query.limit]
        rows = self._work.connection.execute(statement.encode(), values)
        return [
            ListedCorrection(
                coe=f"{Coe.COLLECTION}/{coe_id}",
                correction=CORRECTION.validate_json(body),
                id=place,
                created_at=created_at,
            )
            for coe_id, body, place, created_at in rows
        ]

    def waiting_for(self, mechanism: str) -> list[Coe]:
        """Return those in CORRECTING or WATCHING with a correction by it, locked."""
        rows = self._work.connection.execute(
            "SELECT id FROM coes WHERE state IN ('CORRECTING', 'WATCHING')"
            " AND body -> 'report' -> 'corrections' @> %s ORDER BY created_at LIMIT %s",
            (
                Jsonb([{"reference": mechanism}]),
                MOST,
            ),
        ).fetchall()
        return [self.get(coe_id) for (coe_id,) in rows]

    def of_class(self, cause_class: str) -> list[str]:
        """Return the names of the newest ones with this kind of cause."""
        rows = self._work.connection.execute(
            "SELECT id FROM coes WHERE cause_class = %s ORDER BY created_at DESC"
            " LIMIT %s",
            (cause_class, MOST),
        )
        return [f"{Coe.COLLECTION}/{coe_id}" for (coe_id,) in rows]

    def corrected_of_class(self, cause_class: str) -> list[Coe]:
        """Return those in WATCHING or CLOSED with this kind of cause, locked."""
        rows = self._work.connection.execute(
            "SELECT id FROM coes WHERE cause_class = %s"
            " AND state IN ('WATCHING', 'CLOSED') ORDER BY created_at LIMIT %s",
            (cause_class, MOST),
        ).fetchall()
        return [self.get(coe_id) for (coe_id,) in rows]


class Mechanisms(Aggregates[Mechanism]):
    """All mechanisms, which can also be found by what they were made after."""

    def of_origin(self, coe: str) -> list[Mechanism]:
        """Return all that were made after this COE, in any state, locked."""
        found = self.page(Query({"origin_coes": coe}, MOST))
        return [self.get(mechanism.id) for mechanism in found]

    def adopted(self) -> list[Mechanism]:
        """Return all that act, or return by themselves, oldest first."""
        acting = self.page(Query({"state": MechanismState.ADOPTED}, MOST))
        returning = self.page(Query({"state": MechanismState.SUSPENDED}, MOST))
        return sorted([*acting, *returning], key=lambda each: each.created_at)

    def made_after(self, coes: Sequence[str]) -> list[Mechanism]:
        """Return those that act and were made after one of these COEs, locked."""
        rows = self._work.connection.execute(
            "SELECT id FROM mechanisms WHERE state = %s AND origin_coes && %s"
            " ORDER BY created_at LIMIT %s",
            (MechanismState.ADOPTED, list(coes), MOST),
        ).fetchall()
        return [self.get(mechanism_id) for (mechanism_id,) in rows]


class CoesWork(Work):
    """A unit of work on COEs and mechanisms."""

    @cached_property
    def coes(self) -> Coes:
        """All COEs."""
        return Coes(COES, self)

    @cached_property
    def mechanisms(self) -> Mechanisms:
        """All mechanisms."""
        return Mechanisms(MECHANISMS, self)

    @cached_property
    def evidence(self) -> Evidence:
        """What other services showed to their checks."""
        return Evidence(self)

    @cached_property
    def predicates(self) -> Predicates:
        """The language of predicates."""
        return Predicates()

    @cached_property
    def hearsay(self) -> Hearsay:
        """What was heard of other services."""
        return Hearsay(self)

    @cached_property
    def evaluations(self) -> Evaluations:
        """What consumers told of asking checks."""
        return Evaluations(self)

    @cached_property
    def check_reports(self) -> Reports:
        """What external checks found."""
        return Reports(self)

    @cached_property
    def people(self) -> People:
        """Who is known."""
        return People(self)

    @cached_property
    def loop(self) -> Loop:
        """The loop, counted."""
        return Loop(self)
