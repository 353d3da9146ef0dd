"""Builders of COEs in each of their states, and COEs kept in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from chassis.domain import Actor, DomainError, NotFound, Query, Violation
from services.coes.domain.breach import Breach
from services.coes.domain.coe import Coe
from services.coes.domain.report import Impact, Report, Severity

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATER, BEFORE = NOON + HOUR, NOON - HOUR

KAI = Actor("people/kai", "teams/platform")
"""The owner."""
JOY = Actor("people/joy", "teams/platform")
"""A colleague of the owner."""
EVE = Actor("people/eve", "teams/devices")
"""A reviewer of another team."""
EXPERIMENTS = Actor("services/experiments")


def report(**changes: Any) -> Report:
    """Return a report of harm that has ended."""
    return replace(
        Report(
            title="Boxes came back torn",
            severity=Severity.MEDIUM,
            source="services/packing",
            summary="The glue was too old.",
            impact=Impact(12, 340, "Boxes arrive whole."),
            start_time=BEFORE,
            detect_time=NOON,
            mitigate_time=NOON,
        ),
        **changes,
    )


def breach(**changes: Any) -> Breach:
    return replace(
        Breach(
            incident_key="e1/refund_rate/1",
            experiment="experiments/e1",
            idea="ideas/i1",
            owner=KAI.name,
            team=KAI.team,
            title="Boxes that fit",
            metric="refund_rate",
            value=0.31,
            threshold=0.2,
            units=120,
            units_exposed=400,
            start_time=BEFORE,
        ),
        **changes,
    )


def opened(**changes: Any) -> Coe:
    return Coe.create("c1", report(**changes), by=KAI, at=NOON)


def opened_by_breach(**changes: Any) -> Coe:
    return Coe.of_breach("c1", breach(**changes), by=EXPERIMENTS, at=NOON)


def analyzing() -> Coe:
    coe = opened()
    coe.start_analysis(by=KAI, at=NOON)
    return coe


def dismissed() -> Coe:
    coe = opened()
    coe.dismiss("Nobody was hurt.", by=EVE, at=NOON)
    return coe


def refusal(act: Callable[[], object], kind: type[DomainError]) -> list[Violation]:
    """Return every violation that `act` is refused with."""
    with pytest.raises(kind) as refused:
        act()
    assert refused.type is kind
    return list(refused.value.violations)


def reasons(act: Callable[[], object], kind: type[DomainError]) -> list[str]:
    return [violation.reason for violation in refusal(act, kind)]


@dataclass
class CoesInMemory:
    """All COEs of one test."""

    by_id: dict[str, Coe] = field(default_factory=dict)

    def get(self, aggregate_id: str, *, etag: str = "") -> Coe:
        if aggregate_id not in self.by_id:
            raise NotFound(Violation("COE_NOT_FOUND", aggregate_id, "There is none."))
        return self.by_id[aggregate_id]

    def find(self, aggregate_id: str) -> Coe | None:
        return self.by_id.get(aggregate_id)

    def add(self, aggregate: Coe) -> Coe:
        self.by_id[aggregate.id] = aggregate
        return aggregate

    def page(self, query: Query) -> list[Coe]:
        return list(self.by_id.values())[: query.limit]

    def save(self, aggregate: Coe) -> Coe:
        aggregate.version += 1
        return self.add(aggregate)

    def has_incident(self, key: str) -> bool:
        return any(coe.incident_key == key for coe in self.by_id.values())


@dataclass
class WorkInMemory:
    """A unit of work on them."""

    actor: Actor = EXPERIMENTS
    now: datetime = NOON
    coes: CoesInMemory = field(default_factory=CoesInMemory)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def new_id(self) -> str:
        return f"c{next(self.numbers)}"
