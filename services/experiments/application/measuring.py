"""Whether counts can be trusted, and how many are needed, by the statistics port."""

from chassis.checks import Aggregation

from ..domain.design import Design
from ..domain.experiment import Experiment
from ..domain.health import GuardrailReading, Health, Measured, OutcomeRatio
from ..domain.policy import Policy
from ..domain.results import Results
from .ports import Statistics


def health_of(
    experiment: Experiment, results: Results, statistics: Statistics, policy: Policy
) -> Health:
    """Return whether what is counted can be trusted, and where guardrails are."""
    arms = experiment.design.arms
    counts = {arm.id: results.exposed(arm.id) for arm in arms}
    weights = {arm.id: float(arm.weight) for arm in arms}
    measured = experiment.counting.measured(results)
    alpha = policy.error_rate / max(len(measured), 1)
    return Health(
        tuple(_reading(each, statistics, alpha) for each in measured),
        statistics.sample_ratio(counts, weights),
        results,
        _outcome_ratio(experiment, results, statistics),
    )


def units_required(
    design: Design, statistics: Statistics, policy: Policy
) -> int | None:
    """Return how many units each arm needs; None while that cannot be said.

    As many as find an effect as large as the target with the power of the design, and
    no fewer than its owner wants.
    """
    metric = design.primary_metric
    if metric.missing or not design.treatments:
        return None
    alpha = policy.error_rate / len(design.treatments)
    if metric.aggregation is Aggregation.CONVERSION:
        found = statistics.conversions_needed(
            metric.baseline or 0.0, metric.target, alpha=alpha, power=design.power
        )
    else:
        deviation = metric.standard_deviation or 0.0
        variance = deviation * deviation
        found = statistics.units_needed(
            variance,
            variance,
            metric.target_effect or 0.0,
            alpha=alpha,
            power=design.power,
        )
    return None if found is None else max(found, design.min_units_per_arm or 0)


def _reading(
    measured: Measured, statistics: Statistics, alpha: float
) -> GuardrailReading:
    least, treated = measured.guardrail.min_units, measured.treated
    if treated.aggregation is Aggregation.CONVERSION:
        mean = statistics.share_bounds(treated.moments, alpha=alpha)
    else:
        mean = statistics.mean_bounds(treated.moments, alpha=alpha, tuned_for=least)
    if not measured.has_control:
        return GuardrailReading(measured, mean)
    difference = statistics.difference_bounds(
        measured.control.moments, treated.moments, alpha=alpha, tuned_for=2 * least
    )
    return GuardrailReading(measured, mean, difference)


def _outcome_ratio(
    experiment: Experiment, results: Results, statistics: Statistics
) -> OutcomeRatio | None:
    """Return whether outcomes are missing alike, where it matters if one is missing.

    A conversion that nobody recorded did not happen, unless somebody records zeros.
    """
    design = experiment.design
    metric, ids = design.primary_metric, [arm.id for arm in design.arms]
    whole = results.sample(metric.key, ids, metric.aggregation)
    is_mean = metric.aggregation is Aggregation.MEAN
    if not (is_mean or whole.has_zeros):
        return None
    recorded = {arm: results.pooled(metric.key, (arm,)).units for arm in ids}
    exposed = {arm: results.exposed(arm) for arm in ids}
    p = statistics.recorded_ratio(exposed, recorded)
    shares = {arm: recorded[arm] / exposed[arm] for arm in ids if exposed[arm]}
    return None if p is None else OutcomeRatio(p, shares)
