"""What people can do with experiments."""

from collections.abc import Callable
from dataclasses import replace

from chassis.checks import Stage, warnings
from chassis.domain import Violation, id_in, reject

from ..domain import design as plan
from ..domain import rules
from ..domain.decision import Call, Evidence
from ..domain.design import Design
from ..domain.events import CleanUpResult
from ..domain.experiment import Experiment
from ..domain.library import Metric
from ..domain.policy import Policy
from ..domain.settling import settled
from ..domain.verdicts import Verdict
from .analysis import effects_of, keep_last_look
from .knowledge import (
    attest_checks,
    circumstances_at_abort,
    circumstances_at_resume,
    circumstances_at_start,
    known_idea,
    library_of,
    open_coes,
)
from .measuring import health_of, units_required
from .ports import Statistics, Work


def create_experiment(  # noqa: PLR0913, PLR0917 - what is tried, and how it is planned
    work: Work,
    experiment_id: str,
    idea_id: str,
    design: Design,
    statistics: Statistics,
    policy: Policy,
) -> Experiment:
    """Begin a design.

    Raises `InvalidInput`, `NotFound`, `NotAllowed`, `AlreadyExists`.
    """
    reject(rules.idea_missing(idea_id), rules.title_missing(design.title))
    new_id = experiment_id or work.new_id()
    idea = known_idea(work, idea_id)
    units = _required(work, design, statistics, policy)
    experiment = Experiment.create(
        new_id, idea, design, required_units=units, by=work.actor, at=work.now
    )
    return work.experiments.add(experiment)


def update_experiment(  # noqa: PLR0913, PLR0917 - what changes, and how it is planned
    work: Work,
    experiment_id: str,
    etag: str,
    change: Callable[[Design], Design],
    statistics: Statistics,
    policy: Policy,
) -> Experiment:
    """Change a design.

    Raises `InvalidInput`, `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    design = change(experiment.design)
    units = _required(work, design, statistics, policy)
    experiment.update(design, required_units=units, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def verify_kill_switch(work: Work, experiment_id: str, etag: str) -> Experiment:
    """Note that it works. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.verify_kill_switch(by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def start_experiment(
    work: Work, experiment_id: str, etag: str, statistics: Statistics, policy: Policy
) -> Experiment:
    """Let units in. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.

    The experiment is locked, then our copy of its idea; so starts of two experiments on
    one idea take turns.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.expect_start(by=work.actor)
    circumstances = circumstances_at_start(work, experiment, statistics, policy)
    attest_checks(work, experiment, circumstances.evaluations)
    experiment.start(circumstances, by=work.actor, at=work.now, policy=policy)
    return work.experiments.save(experiment)


def cancel_experiment(
    work: Work, experiment_id: str, etag: str, reason: str
) -> Experiment:
    """Give up a draft. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.cancel(reason, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def ramp_experiment(  # noqa: PLR0913, PLR0917 - what is asked, and how it is judged
    work: Work,
    experiment_id: str,
    etag: str,
    share: float | None,
    statistics: Statistics,
    policy: Policy,
) -> Experiment:
    """Let more in. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    results = work.measurements.results(experiment_id)
    health = health_of(experiment, results, statistics, policy)
    coes = open_coes(work, experiment_id)
    experiment.ramp(share, health, coes, by=work.actor, at=work.now, policy=policy)
    return work.experiments.save(experiment)


def pause_experiment(
    work: Work, experiment_id: str, etag: str, cause: str
) -> Experiment:
    """Stop letting in. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.pause(cause, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def resume_experiment(
    work: Work, experiment_id: str, etag: str, remedy: str, policy: Policy
) -> Experiment:
    """Let in again. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.expect_resume(by=work.actor)
    circumstances = circumstances_at_resume(work, experiment)
    attest_checks(work, experiment, circumstances.evaluations)
    experiment.resume(
        remedy,
        circumstances,
        open_coes(work, experiment_id),
        work.measurements.results(experiment_id),
        by=work.actor,
        at=work.now,
        policy=policy,
    )
    return work.experiments.save(experiment)


def stop_experiment(
    work: Work, experiment_id: str, etag: str, statistics: Statistics, policy: Policy
) -> Experiment:
    """End collection. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.stop(by=work.actor, at=work.now)
    keep_last_look(work, experiment, statistics, policy)
    return work.experiments.save(experiment)


def abort_experiment(  # noqa: PLR0913, PLR0917 - why, and how it is judged
    work: Work,
    experiment_id: str,
    etag: str,
    reason: str,
    statistics: Statistics,
    policy: Policy,
) -> Experiment:
    """End it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    results = work.measurements.results(experiment_id)
    health = health_of(experiment, results, statistics, policy)
    circumstances = circumstances_at_abort(work, experiment)
    experiment.abort(
        reason, circumstances, health, by=work.actor, at=work.now, policy=policy
    )
    return work.experiments.save(experiment)


def second_decision(
    work: Work, experiment_id: str, etag: str, verdict: Verdict, reason: str
) -> Experiment:
    """Back a verdict. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.back(verdict, reason, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def decide_experiment(  # noqa: PLR0913, PLR0917 - what is said, and how it is judged
    work: Work,
    experiment_id: str,
    etag: str,
    call: Call,
    statistics: Statistics,
    policy: Policy,
) -> tuple[Experiment, list[Violation]]:
    """Give a verdict; return what is worth knowing with it.

    Nothing else may start on the idea until `ideas` has said where it goes, unless the
    experiment is a supporting one. Raises `NotFound`, `NotAllowed`, `RuleBroken`,
    `InvalidInput`, `Conflict`.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    known = work.known_ideas.find(id_in(experiment.idea))
    title = known.title if known else ""
    experiment.expect_decision(call, by=work.actor, idea_title=title)
    evidence = _evidence(work, experiment, call, statistics, policy)
    attest_checks(work, experiment, evidence.evaluations)
    experiment.decide(call, evidence, by=work.actor, at=work.now, policy=policy)
    if not experiment.design.supporting:
        idea = known_idea(work, id_in(experiment.idea))
        idea.unsettle(experiment.name, by=work.actor, at=work.now)
        work.known_ideas.save(idea)
    work.experiments.save(experiment)
    return experiment, warnings(experiment.name, evidence.evaluations)


def clean_up_experiment(
    work: Work, experiment_id: str, etag: str, result: CleanUpResult, note: str
) -> Experiment:
    """Note the end. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.tidy(result, note, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def create_metric(
    work: Work, metric: plan.Metric, title: str, description: str
) -> Metric:
    """Say what a key means. Raises `AlreadyExists`."""
    new = Metric.create(metric, title, description, by=work.actor, at=work.now)
    return work.metrics.add(new)


def _required(
    work: Work, design: Design, statistics: Statistics, policy: Policy
) -> int | None:
    """Return how many units each arm of a draft would need, if that can be said."""
    library = library_of(work, design.metrics)
    return units_required(settled(design, library), statistics, policy)


def _evidence(
    work: Work,
    experiment: Experiment,
    call: Call,
    statistics: Statistics,
    policy: Policy,
) -> Evidence:
    results = work.measurements.results(experiment.id)
    library = library_of(work, call.metrics_cited)
    evidence = Evidence(
        health_of(experiment, results, statistics, policy),
        effects_of(experiment, results, statistics, policy),
        open_coes(work, experiment.id),
        {key: metric.kind for key, metric in library.items()},
    )
    snapshot = experiment.snapshot_at_decision(
        call, evidence, at=work.now, policy=policy
    )
    evaluations = work.checks.evaluate(
        Stage.EXPERIMENT_DECIDE, experiment.name, snapshot
    )
    return replace(evidence, evaluations=evaluations)
