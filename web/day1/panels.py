"""Four defences of Day 1, computed from the rows that the services list.

Each number is a count of rows; the page shows the rows behind it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from day1.experiments.v1 import experiments_pb2 as experiments
from day1.ideas.v1 import ideas_pb2 as ideas
from day1.reviews.v1 import reviews_pb2 as reviews

TRENDS = {
    "iot_edge": "IoT and edge",
    "wireless_mobile": "wireless and mobile",
    "ml_ai": "machine learning and AI",
    "other": "another one",
}
"""The external trends that are told apart; other tags say what an idea is about."""

NO_TREND = "none named"
RESULTS = {experiments.METRIC_KIND_OUTCOME, experiments.METRIC_KIND_BEHAVIOR}
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Rested:
    """One decided experiment, and what its verdict rests on."""

    experiment: experiments.Experiment
    on_outcomes: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """One decided review, and how long it took."""

    review: reviews.Review
    door_kind: str
    hours: float


def conversations_per_idea(found: Sequence[ideas.Idea]) -> float:
    """Return the mean; 0 without ideas."""
    return sum(one.stats.conversation_count for one in found) / len(found) if found else 0.0


def by_conversations(found: Iterable[ideas.Idea]) -> list[ideas.Idea]:
    """Return the ideas that listened least first: they need attention."""
    return sorted(found, key=lambda one: (one.stats.conversation_count, one.name))


def rested(found: Iterable[experiments.Experiment]) -> list[Rested]:
    """Return the decided experiments; one outcome among what is cited is enough."""
    decided = [one for one in found if one.HasField("decision")]
    return [Rested(one, _on_outcomes(one)) for one in decided]


def share(rows: Sequence[Rested]) -> float:
    """Return the share that rests on what customers got or did; 0 without rows."""
    return sum(one.on_outcomes for one in rows) / len(rows) if rows else 0.0


def by_trend(found: Iterable[ideas.Idea]) -> dict[str, list[ideas.Idea]]:
    """Return the ideas of each trend, most first; those without one come last."""
    trends: dict[str, list[ideas.Idea]] = {}
    for idea in found:
        named = [TRENDS[tag] for tag in idea.trend_tags if tag in TRENDS]
        for trend in named or [NO_TREND]:
            trends.setdefault(trend, []).append(idea)
    order = sorted(trends, key=lambda one: (one == NO_TREND, -len(trends[one]), one))
    return {trend: trends[trend] for trend in order}


def timed(found: Iterable[reviews.Review]) -> list[Timed]:
    """Return the decided reviews, slowest first."""
    return sorted(_timed(found), key=lambda one: -one.hours)


def medians(rows: Iterable[Timed]) -> dict[str, tuple[float, int]]:
    """Return median hours and number of decisions by kind of door."""
    hours: dict[str, list[float]] = {}
    for one in rows:
        hours.setdefault(one.door_kind, []).append(one.hours)
    return {kind: (median(all_), len(all_)) for kind, all_ in sorted(hours.items())}


def _on_outcomes(experiment: experiments.Experiment) -> bool:
    cited = [one.kind for one in experiment.decision.cited]
    return any(kind in RESULTS for kind in cited or [experiment.primary_metric.kind])


def _timed(found: Iterable[reviews.Review]) -> Iterator[Timed]:
    for one in found:
        if one.HasField("decision"):
            decided, opened = one.decision.decide_time, one.create_time
            took = (decided.ToNanoseconds() - opened.ToNanoseconds()) / 1e9
            is_full = one.policy == reviews.REVIEW_POLICY_FULL
            yield Timed(one, "one-way" if is_full else "two-way", took / HOUR)
