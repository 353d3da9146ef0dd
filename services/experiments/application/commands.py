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
from ..domain.verdicts import Verdict
from .analysis import effects_of, health_of, keep_last_look
from .knowledge import (
    attest_checks,
    circumstances_at_resume,
    circumstances_at_start,
    kinds_of,
    known_idea,
    open_coes,
)
from .ports import Statistics, Work


def create_experiment(
    work: Work, experiment_id: str, idea_id: str, design: Design
) -> Experiment:
    """Begin a design.

    Raises `InvalidInput`, `NotFound`, `NotAllowed`, `AlreadyExists`.
    """
    reject(rules.idea_missing(idea_id), rules.title_missing(design.title))
    new_id = experiment_id or work.new_id()
    idea = known_idea(work, idea_id)
    experiment = Experiment.create(new_id, idea, design, by=work.actor, at=work.now)
    return work.experiments.add(experiment)


def update_experiment(
    work: Work, experiment_id: str, etag: str, change: Callable[[Design], Design]
) -> Experiment:
    """Change a design.

    Raises `InvalidInput`, `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.update(change(experiment.design), by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def verify_kill_switch(work: Work, experiment_id: str, etag: str) -> Experiment:
    """Note that it works. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.verify_kill_switch(by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def start_experiment(
    work: Work, experiment_id: str, etag: str, policy: Policy
) -> Experiment:
    """Let units in. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.

    The experiment is locked, then our copy of its idea; so starts of two experiments on
    one idea take turns.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.expect_start(by=work.actor)
    circumstances = circumstances_at_start(work, experiment)
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
    health = health_of(experiment, results, statistics)
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
    work: Work, experiment_id: str, etag: str, remedy: str
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


def abort_experiment(
    work: Work, experiment_id: str, etag: str, reason: str
) -> Experiment:
    """End it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.abort(reason, by=work.actor, at=work.now)
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
    experiment.expect_decision(call, by=work.actor)
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


def _evidence(
    work: Work,
    experiment: Experiment,
    call: Call,
    statistics: Statistics,
    policy: Policy,
) -> Evidence:
    results = work.measurements.results(experiment.id)
    evidence = Evidence(
        health_of(experiment, results, statistics),
        effects_of(experiment, results, statistics, policy),
        open_coes(work, experiment.id),
        kinds_of(work, call.metrics_cited),
    )
    snapshot = experiment.snapshot_at_decision(
        call, evidence, at=work.now, policy=policy
    )
    evaluations = work.checks.evaluate(
        Stage.EXPERIMENT_DECIDE, experiment.name, snapshot
    )
    return replace(evidence, evaluations=evaluations)
