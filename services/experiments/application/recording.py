"""What programs can do with experiments: record who met them, and what came of it.

Both lock the experiment first, so batches of one experiment take turns. What has to
follow from a batch follows in its transaction: a pause, or the end of the collection.
"""

from collections.abc import Sequence

from ..domain.policy import Policy
from ..domain.results import Outcome
from .analysis import keep_look
from .ports import Statistics, Work


def record_exposures(work: Work, experiment_id: str, units: Sequence[str]) -> int:
    """Return how many were new. Raises `NotFound`, `NotAllowed`, `RuleBroken`."""
    experiment = work.experiments.get(experiment_id)
    arms = experiment.enrol(units, by=work.actor)
    cap = experiment.design.exposure_cap_units
    if not cap:
        return work.measurements.add_exposures(experiment_id, arms, work.now)
    left = cap - work.measurements.results(experiment_id).units
    recorded = work.measurements.add_exposures(
        experiment_id, arms, work.now, limit=max(left, 0)
    )
    results = work.measurements.results(experiment_id)
    experiment.watch(results, by=work.actor, at=work.now)
    work.experiments.save(experiment)
    return recorded


def record_outcomes(
    work: Work,
    experiment_id: str,
    outcomes: Sequence[Outcome],
    statistics: Statistics,
    policy: Policy,
) -> int:
    """Return how many were new; pause the experiment if they break a guardrail.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `InvalidInput`.
    """
    experiment = work.experiments.get(experiment_id)
    metrics = {outcome.metric for outcome in outcomes}
    experiment.expect_outcomes(metrics, by=work.actor)
    recorded = work.measurements.add_outcomes(experiment_id, outcomes, work.now)
    results = work.measurements.results(experiment_id)
    experiment.watch(results, by=work.actor, at=work.now)
    if recorded:
        keep_look(work, experiment, statistics, policy)
    work.experiments.save(experiment)
    return recorded
