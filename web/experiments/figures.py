"""What the numbers of an experiment look like: charts, gauges and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from day1.checks.v1 import checks_pb2 as checks
from day1.experiments.v1 import experiments_pb2 as pb
from day1.experiments.v1 import experiments_service_pb2 as rpc

from ..charts import Gauge, IntervalChart, Reading, gauge, interval_chart

SHOWN_DIGITS = 100_000
"""Chances are cut, not rounded: 0.049998 is below 5 %, and has to look like it."""


CLIMBING = {pb.EXPERIMENT_STATE_DRAFT, pb.EXPERIMENT_STATE_RUNNING}
"""States in which a ramp has steps ahead."""


@dataclass(frozen=True, slots=True)
class ArmChart:
    """How well the effect of one treatment is known by now, and was before."""

    arm: str
    metric: str
    chart: IntervalChart


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ramp.

    Attributes:
        share: Of all units, that is let in; from 0 to 1.
        place: `done`, `now` or `ahead`; `off` while nobody is let in any more.
    """

    share: float
    place: str


def metrics_of(experiment: pb.Experiment) -> list[pb.Metric]:
    """Return what the experiment may be decided on, the primary metric first."""
    primary = [experiment.primary_metric] if experiment.primary_metric.key else []
    return [*primary, *experiment.secondary_metrics]


def arm_charts(
    experiment: pb.Experiment,
    metric: pb.Metric,
    looks: Iterable[pb.ResultsSnapshot],
    results: rpc.GetResultsResponse,
    now: float,
) -> list[ArmChart]:
    """Return a chart for each treatment with an interval; the newest look is now."""
    seen: dict[str, list[Reading]] = {}
    moments = [(look.create_time.ToNanoseconds() / 1e9, look.effects) for look in looks]
    newest = max([now, *(seconds for seconds, _ in moments)])
    for seconds, effects in [*moments, (newest, results.effects)]:
        for effect in effects:
            if effect.HasField("interval") and effect.metric == metric.key:
                seen.setdefault(effect.arm, []).append(_reading(seconds, effect))
    target = target_of(metric)
    charts = ((arm.id, seen.get(arm.id, ())) for arm in experiment.arms)
    return [
        ArmChart(arm, metric.key, chart)
        for arm, readings in charts
        if (chart := interval_chart(readings, target))
    ]


def target_of(metric: pb.Metric) -> float | None:
    """Return the effect that is worth it: below zero where less is better.

    None if nobody has said.
    """
    if not metric.HasField("target_effect"):
        return None
    worth = metric.target_effect
    return -worth if metric.direction == pb.DIRECTION_DOWN else worth


def steps_of(experiment: pb.Experiment) -> list[Step]:
    """Return the ramp; without steps there is one, straight to all of it.

    Empty while nobody has said how many are let in.
    """
    steps = list(experiment.exposure_share_steps)
    if not steps and experiment.HasField("exposure_share"):
        steps = [experiment.exposure_share]
    return [Step(one, _place(one, experiment)) for one in steps]


def gauge_of(health: pb.GuardrailHealth) -> Gauge:
    """Return where a guardrail stands; broken only if the service says so."""
    rule = health.guardrail
    at_most = rule.comparison == checks.COMPARISON_AT_MOST
    drawn = gauge(health.mean, rule.threshold, at_most=at_most)
    return Gauge(drawn.value, drawn.bound, is_broken=health.broken)


def chance(probability: float) -> str:
    """Return a probability for people, cut after five digits."""
    if 0 < probability < 1 / SHOWN_DIGITS:
        return "below 0.00001"
    return f"{floor(probability * SHOWN_DIGITS) / SHOWN_DIGITS:g}"


def percent(share: float) -> str:
    """Return a share in percent, as short as it is exact: "0.1 %"."""
    return f"{share * 100:.6g} %"


def points(share: float) -> str:
    """Return a change of a share in points, with its sign."""
    return f"{share * 100:+.1f}".replace("-", "\N{MINUS SIGN}")


def _reading(seconds: float, effect: pb.Effect) -> Reading:
    low, high = effect.interval.low, effect.interval.high
    return Reading(seconds, effect.difference, low, high, effect.units)


def _place(step: float, experiment: pb.Experiment) -> str:
    current = experiment.current_exposure_share
    if experiment.state not in CLIMBING:
        return "off"
    if step == current:
        return "now"
    return "done" if step < current else "ahead"
