"""The metric library: what a key means, for all experiments."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chassis.domain import Actor, Aggregate, DomainEvent, Transitions

from . import design


class MetricState(StrEnum):
    """The only state of a metric of the library."""

    ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricCreated(DomainEvent):
    """Someone said what a key means. Private to this service."""

    metric: str


@dataclass(slots=True, kw_only=True)
class Metric(Aggregate):
    """What a key means; its id is the key.

    Attributes:
        metric: What it says; baseline and effects belong to experiments.
        title: For people.
        description: How it is counted.
    """

    COLLECTION: ClassVar[str] = "metrics"
    TRANSITIONS: ClassVar[Transitions] = {}

    metric: design.Metric
    title: str
    owner: str
    team: str
    description: str = ""
    state: MetricState = MetricState.ACTIVE

    @classmethod
    def create(
        cls,
        metric: design.Metric,
        title: str,
        description: str,
        *,
        by: Actor,
        at: datetime,
    ) -> "Metric":
        """Say what a key means."""
        new = cls(
            id=metric.key,
            metric=metric,
            title=title,
            description=description,
            owner=by.name,
            team=by.team,
            created_at=at,
            updated_at=at,
        )
        new.remember(MetricCreated(metric=new.name, at=at), by=by)
        return new
