"""What people can do with experiments."""

from collections.abc import Callable

from chassis.domain import id_in

from ..domain.design import Design
from ..domain.events import Verdict
from ..domain.experiment import Decision, Experiment
from ..domain.rules import Policy
from .knowledge import known_idea, open_coes, open_experiment
from .ports import Work


def create_experiment(
    work: Work, experiment_id: str, idea_id: str, design: Design
) -> Experiment:
    """Begin a design. Raises `NotFound`, `NotAllowed`, `AlreadyExists`."""
    new_id = experiment_id or work.new_id()
    idea = known_idea(work, idea_id)
    experiment = Experiment.create(new_id, idea, design, by=work.actor, at=work.now)
    return work.experiments.add(experiment)


def update_experiment(
    work: Work, experiment_id: str, etag: str, change: Callable[[Design], Design]
) -> Experiment:
    """Change a design. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
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
    idea = known_idea(work, id_in(experiment.idea))
    rival = open_experiment(work, idea.name)
    experiment.start(idea, rival, by=work.actor, at=work.now, policy=policy)
    return work.experiments.save(experiment)


def pause_experiment(
    work: Work, experiment_id: str, etag: str, cause: str
) -> Experiment:
    """Stop letting in. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.pause(cause, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def resume_experiment(work: Work, experiment_id: str, etag: str) -> Experiment:
    """Let in again. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    coes = open_coes(work, experiment_id)
    experiment.resume(coes, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def stop_experiment(work: Work, experiment_id: str, etag: str) -> Experiment:
    """End collection. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.stop(by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def abort_experiment(
    work: Work, experiment_id: str, etag: str, reason: str
) -> Experiment:
    """End it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    experiment = work.experiments.get(experiment_id, etag=etag)
    experiment.abort(reason, by=work.actor, at=work.now)
    return work.experiments.save(experiment)


def decide_experiment(
    work: Work, experiment_id: str, etag: str, verdict: Verdict, learning: str
) -> Experiment:
    """Give a verdict. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.

    Nothing else may start on the idea until `ideas` has said where it goes.
    """
    experiment = work.experiments.get(experiment_id, etag=etag)
    results = work.measurements.results(experiment_id)
    decision = Decision(verdict, learning, work.actor.name, work.now)
    coes = open_coes(work, experiment_id)
    experiment.decide(decision, results, coes, by=work.actor)
    idea = known_idea(work, id_in(experiment.idea))
    idea.unsettle(experiment.name, by=work.actor, at=work.now)
    work.known_ideas.save(idea)
    return work.experiments.save(experiment)
