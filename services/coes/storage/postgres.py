"""COEs in PostgreSQL."""

from functools import cached_property

from chassis.domain import Query
from chassis.storage import Aggregates, Table, Work

from ..domain.coe import Coe

COES = Table(
    Coe,
    columns={
        "state": lambda coe: coe.state,
        "idea": lambda coe: coe.idea,
        "source": lambda coe: coe.report.source,
        "team": lambda coe: coe.team,
        "incident_key": lambda coe: coe.incident_key or None,
    },
)


class Coes(Aggregates[Coe]):
    """All COEs, which can also be found by the incident that opened them."""

    def has_incident(self, key: str) -> bool:
        """Tell whether a COE was opened for this incident."""
        return bool(self.page(Query({"incident_key": key}, limit=1)))


class CoesWork(Work):
    """A unit of work on COEs."""

    @cached_property
    def coes(self) -> Coes:
        """All COEs."""
        return Coes(COES, self)
