"""What programs can do with experiments: record who met them, and what came of it.

Both lock the experiment first, so batches of one experiment take turns. What has to
follow from a batch follows in its transaction: a pause, or the end of the collection.
"""

from collections.abc import Mapping, Sequence

from ..domain.experiment import Experiment
from ..domain.policy import Policy
from ..domain.results import ExposuresRecorded, Loss, Outcome, OutcomesRecorded
from .analysis import keep_look
from .measuring import health_of
from .ports import Statistics, Work


def record_exposures(
    work: Work,
    experiment_id: str,
    units: Sequence[str],
    statistics: Statistics,
    policy: Policy,
) -> ExposuresRecorded:
    """Record who met the experiment; the last unit of its cap ends the collection.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`.
    """
    experiment = work.experiments.get(experiment_id)
    arms = experiment.enrol(units, by=work.actor)
    enrolled = sum(unit in arms for unit in units)
    recorded, beyond = _add_exposures(work, experiment, arms, statistics, policy)
    return ExposuresRecorded(
        recorded=recorded,
        duplicate=enrolled - recorded - beyond,
        not_enrolled=len(units) - enrolled,
        beyond_cap=beyond,
    )


def _add_exposures(
    work: Work,
    experiment: Experiment,
    arms: Mapping[str, str],
    statistics: Statistics,
    policy: Policy,
) -> tuple[int, int]:
    counted, cap = work.measurements, experiment.design.exposure_cap_units
    if not cap:
        return counted.add_exposures(experiment.id, arms, work.now)
    left = max(cap - counted.results(experiment.id).units, 0)
    added = counted.add_exposures(experiment.id, arms, work.now, limit=left)
    _watch(work, experiment, statistics, policy)
    work.experiments.save(experiment)
    return added


def record_outcomes(  # noqa: PLR0913, PLR0917 - what came of units, and how it is read
    work: Work,
    experiment_id: str,
    outcomes: Sequence[Outcome],
    losses: Sequence[Loss],
    statistics: Statistics,
    policy: Policy,
) -> OutcomesRecorded:
    """Record what came of units; pause the experiment if they break a guardrail.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `InvalidInput`.
    """
    experiment = work.experiments.get(experiment_id)
    experiment.expect_outcomes(outcomes, losses, by=work.actor)
    recorded, not_exposed = work.measurements.add_outcomes(
        experiment_id, outcomes, losses, work.now
    )
    _watch(work, experiment, statistics, policy)
    if recorded:
        keep_look(work, experiment, statistics, policy)
    work.experiments.save(experiment)
    return OutcomesRecorded(
        recorded=recorded,
        duplicate=len(outcomes) + len(losses) - recorded - not_exposed,
        not_exposed=not_exposed,
    )


def _watch(
    work: Work, experiment: Experiment, statistics: Statistics, policy: Policy
) -> None:
    """Act on what was counted by now."""
    results = work.measurements.results(experiment.id)
    health = health_of(experiment, results, statistics, policy)
    experiment.watch(health, by=work.actor, at=work.now)
