"""What counts say: effects and looks, by way of the statistics port."""

from chassis.domain import Query

from ..domain.experiment import Experiment
from ..domain.health_rules import mismatches
from ..domain.look import Look
from ..domain.policy import Policy
from ..domain.results import Effect, Results
from .measuring import health_of
from .ports import Statistics, Work


def effects_of(
    experiment: Experiment, results: Results, statistics: Statistics, policy: Policy
) -> tuple[Effect, ...]:
    """Return every metric of every treatment against control.

    The primary metric first. All intervals of one metric hold together.
    """
    design = experiment.design
    keys = [
        *(metric.key for metric in design.described),
        *(guardrail.metric for guardrail in experiment.guardrails),
    ]
    return tuple(
        _effect(experiment, results, statistics, policy, metric, arm)
        for metric in dict.fromkeys(keys)
        for arm in design.treatments
    )


def keep_look(
    work: Work, experiment: Experiment, statistics: Statistics, policy: Policy
) -> None:
    """Keep a look at the results, if they can be read and the last one is old."""
    latest = work.looks.page(Query({"experiment": experiment.id}, limit=1))
    if latest and work.now - latest[0].created_at < policy.look_interval:
        return
    keep_last_look(work, experiment, statistics, policy)


def keep_last_look(
    work: Work, experiment: Experiment, statistics: Statistics, policy: Policy
) -> None:
    """Keep a look at the results, if they can be read."""
    results = work.measurements.results(experiment.id)
    health = health_of(experiment, results, statistics, policy)
    is_early = bool(experiment.still_needed(results, work.now, policy))
    if is_early or mismatches(experiment.label, health, policy):
        return
    look = Look(
        id=work.new_id(),
        experiment=experiment.id,
        units=results.units,
        effects=effects_of(experiment, results, statistics, policy),
        sample_ratio_p=health.ratio.p,
        created_at=work.now,
        updated_at=work.now,
    )
    work.looks.add(look)


def _effect(  # noqa: PLR0913, PLR0917 - two arms, and how sure to be
    experiment: Experiment,
    results: Results,
    statistics: Statistics,
    policy: Policy,
    metric: str,
    arm: str,
) -> Effect:
    design = experiment.design
    control = experiment.counting.sample(metric, (design.control,), results)
    treatment = experiment.counting.sample(metric, (arm,), results)
    found = statistics.difference(
        control.moments,
        treatment.moments,
        alpha=policy.error_rate / len(design.treatments),
        tuned_for=2 * (experiment.required_units or 0),
    )
    return Effect.of(metric, arm, control.units + treatment.units, found)
