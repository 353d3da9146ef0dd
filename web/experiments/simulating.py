"""Simulated units: an experiment can be tried out before a program sends it real ones.

They come in as a program's do: by the same methods, under the rights of the visitor.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil, sqrt
from random import Random
from typing import TypeVar

from day1.checks.v1 import checks_pb2 as checks
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..front import Front
from ..refusals import FieldProblem, FieldsRefused
from . import figures

MOST_UNITS = 10_000
ASSIGNED_AT_ONCE, RECORDED_AT_ONCE = 1000, 10_000
"""What the contract takes in one call, and in one stream."""

USUAL_UNITS = 1000
"""How many come by, where nobody knows how many are needed."""

ROOM = 4
"""So many standard deviations more than are needed come by: chance lets some in."""

NOISE = 0.25
"""Standard deviation of a simulated amount, as a share of its mean."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Simulation:
    """What is to be simulated.

    Attributes:
        units: How many come by; the ramp lets in its share of them.
        effect: What a treatment adds to the mean of the primary metric.
        seed: The same one brings the same units again, and those count once.
        breach: Whether guardrails break where the treatment is.
    """

    units: int
    effect: float
    seed: str
    breach: bool

    @classmethod
    def of(cls, entered: Mapping[str, str]) -> "Simulation":
        """Return what was entered. Raises `FieldsRefused`."""
        problems = []
        units = _number(entered.get("units", ""))
        if units is None or not 1 <= units <= MOST_UNITS or units % 1:
            words = f"must be a whole number from 1 to {MOST_UNITS:,}."
            problems.append(FieldProblem("units", "FIELD_MALFORMED", words))
        if (effect := _number(entered.get("effect", ""))) is None:
            words = "must be a number."
            problems.append(FieldProblem("effect", "FIELD_MALFORMED", words))
        if units is None or effect is None or problems:
            raise FieldsRefused(problems)
        seed = entered.get("seed", "").strip()[:20]
        return cls(int(units), effect, seed, entered.get("guardrails") == "break")

    def names(self) -> list[str]:
        """Return the units that come by."""
        return [f"simulated-{self.seed}-{number}" for number in range(self.units)]

    def mean(self, experiment: pb.Experiment, metric: str, arm: str) -> float:
        """Return what a metric comes to in an arm, on average."""
        is_treated = any(one.id == arm and not one.control for one in experiment.arms)
        rules = [*experiment.guardrails, *experiment.injected_guardrails]
        bound = next((rule for rule in rules if rule.metric == metric), None)
        if bound and self.breach and is_treated:
            return _beside(bound, is_safe=False)
        primary = experiment.primary_metric
        if metric == primary.key:
            return primary.baseline + (self.effect if is_treated else 0.0)
        if bound:
            return _beside(bound, is_safe=True)
        others = experiment.secondary_metrics
        return next(one.baseline for one in others if one.key == metric)

    def value(self, unit: str, metric: pb.Metric, mean: float) -> float:
        """Return what comes of one unit: yes or no for a share, else an amount.

        A mean from 0 to 1 is a share unless the metric says how its values vary.
        """
        chance = Random(f"{self.seed}/{unit}/{metric.key}")  # noqa: S311 - no secret
        varies = metric.HasField("standard_deviation")
        is_conversion = metric.aggregation == checks.METRIC_AGGREGATION_CONVERSION
        if is_conversion or (0 <= mean <= 1 and not varies):
            return float(chance.random() < mean)
        deviation = metric.standard_deviation if varies else abs(mean) * NOISE
        return round(chance.gauss(mean, deviation), 6)


def suggestion(experiment: pb.Experiment, health: pb.Health) -> dict[str, str]:
    """Return what the form begins with: enough units, new ones, and the target."""
    return {
        "units": str(_enough(experiment)),
        "effect": f"{figures.target_of(experiment.primary_metric) or 0:g}",
        "seed": str(health.units + 1),
    }


def run(front: Front, experiment: pb.Experiment, wanted: Simulation) -> str:
    """Let the units in, record what comes of them, and return what that did, in words.

    Raises `grpc.RpcError`.
    """
    name, units = experiment.name, wanted.names()
    exposures = [rpc.RecordExposuresRequest(name=name, unit=one) for one in units]
    front.send(front.assignment.RecordExposures, exposures)
    arms = list(_arms(front, name, units))
    outcomes = _outcomes(experiment, wanted, arms)
    while batch := list(islice(outcomes, RECORDED_AT_ONCE)):
        front.send(front.assignment.RecordOutcomes, batch)
    health = front.call(front.experiments.GetHealth, rpc.GetHealthRequest(name=name))
    let_in = f"{len(arms):,} of {wanted.units:,} simulated units were let in."
    return f"{let_in} {_of_guardrails(health.health)}" if wanted.breach else let_in


def metrics_of(experiment: pb.Experiment) -> list[pb.Metric]:
    """Return all that is counted, each once, as far as it is described."""
    rules = [*experiment.guardrails, *experiment.injected_guardrails]
    bounded = [pb.Metric(key=one.metric, aggregation=one.aggregation) for one in rules]
    found: dict[str, pb.Metric] = {}
    for metric in [*figures.metrics_of(experiment), *bounded]:
        found.setdefault(metric.key, metric)
    return list(found.values())


def _enough(experiment: pb.Experiment) -> int:
    """Return how many come by until each arm has the units that it needs."""
    lightest = min((arm.weight for arm in experiment.arms), default=0)
    let_in = experiment.current_exposure_share * lightest
    if not (let_in and experiment.required_units_per_arm):
        return USUAL_UNITS
    all_ = sum(arm.weight for arm in experiment.arms)
    needed = experiment.required_units_per_arm
    return min(ceil((needed + ROOM * sqrt(needed)) * all_ / let_in), MOST_UNITS)


def _arms(front: Front, name: str, units: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield who was let in, and into which arm."""
    for some in _batches(units, ASSIGNED_AT_ONCE):
        wanted = rpc.BatchAssignUnitsRequest(name=name, units=some)
        places = front.call(front.assignment.BatchAssignUnits, wanted).assignments
        yield from ((one.unit, one.arm) for one in places if one.enrolled)


def _outcomes(
    experiment: pb.Experiment, wanted: Simulation, arms: Iterable[tuple[str, str]]
) -> Iterator[rpc.RecordOutcomesRequest]:
    metrics = metrics_of(experiment)
    for unit, arm in arms:
        for metric in metrics:
            mean = wanted.mean(experiment, metric.key, arm)
            value = wanted.value(unit, metric, mean)
            measured = rpc.Measurement(metric=metric.key, value=value)
            yield rpc.RecordOutcomesRequest(
                name=experiment.name, unit=unit, measurement=measured
            )


def _of_guardrails(health: pb.Health) -> str:
    """Say which guardrails broke; if none did, what is missing."""
    if broken := [one.guardrail.metric for one in health.guardrails if one.broken]:
        return f"Broken: {', '.join(broken)}."
    counts = (
        f"{rule.metric} is at {one.mean:.3g}, bound {rule.threshold:g}, over "
        f"{one.units} treated units, and counts from {rule.min_units} on"
        for one, rule in ((each, each.guardrail) for each in health.guardrails)
    )
    hint = "It breaks once that is beyond chance: let more come by, with another seed."
    return f"No guardrail broke: {'; '.join(counts)}. {hint}"


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[first : first + size] for first in range(0, len(items), size))


def _beside(rule: pb.Guardrail, *, is_safe: bool) -> float:
    """Return a mean on one side of a bound, far enough from it to be seen soon.

    A bound between 0 and 1 may be one of a share, so the mean is one as well.
    """
    bound = rule.threshold
    is_below = is_safe == (rule.comparison == checks.COMPARISON_AT_MOST)
    if 0 < bound < 1:
        return bound / 2 if is_below else (bound + 1) / 2
    away = abs(bound) / 2 or 0.5
    return bound - away if is_below else bound + away


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
