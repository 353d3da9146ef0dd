"""What use cases ask about others: our copies, the library and the checks answer."""

from collections.abc import Collection, Sequence

from chassis.checks import CheckEvaluated, Evaluation, Stage, Subject
from chassis.domain import NotFound, Query, Violation, id_in

from ..domain.circumstances import Circumstances, guardrails_of
from ..domain.design import MetricKind
from ..domain.experiment import Experiment
from ..domain.known import CoeState, KnownIdea
from ..domain.snapshot import ExperimentSnapshot
from .ports import Work

MAX_NAMED = 10
"""More open COEs than this need not be named."""


def known_idea(work: Work, idea_id: str) -> KnownIdea:
    """Return what we know of an idea, locked. Raises `NotFound`."""
    if (idea := work.known_ideas.find(idea_id)) is None:
        name = f"ideas/{idea_id}"
        text = f"We have not heard of {name} yet. Submit it, or try again in a moment."
        raise NotFound(Violation("IDEA_UNKNOWN", name, text))
    return idea


def open_coes(work: Work, experiment_id: str) -> list[str]:
    """Return the names of the COEs that hold an experiment back."""
    equals = {"experiment": experiment_id, "state": CoeState.OPEN}
    found = work.known_coes.page(Query(equals, limit=MAX_NAMED))
    return [coe.name for coe in found]


def open_experiment(work: Work, idea: str) -> str:
    """Return the name of the decisive experiment open on an idea, or empty."""
    equals: dict[str, str | bool] = {"idea": idea, "is_open": True}
    found = work.experiments.page(Query(equals, limit=1))
    return found[0].name if found else ""


def kinds_of(work: Work, keys: Collection[str]) -> dict[str, MetricKind]:
    """Return what the library says that metrics stand for, as far as it has them.

    Listed and not found, for what is found is locked, and these never change.
    """
    pages = (work.metrics.page(Query({"id": key}, limit=1)) for key in keys)
    return {known.id: known.metric.kind for page in pages for known in page}


def circumstances_at_start(work: Work, experiment: Experiment) -> Circumstances:
    """Return what the start of a draft depends on; asks every check in scope."""
    idea = known_idea(work, id_in(experiment.idea))
    snapshot = experiment.snapshot_at_start(idea)
    checks = work.checks.active(Stage.EXPERIMENT_START, subject_of(snapshot))
    return Circumstances(
        idea,
        open_experiment(work, idea.name),
        guardrails_of(checks),
        kinds_of(work, experiment.design.metrics),
        work.checks.evaluate(Stage.EXPERIMENT_START, experiment.name, snapshot),
    )


def circumstances_at_resume(work: Work, experiment: Experiment) -> Circumstances:
    """Return what going on depends on: the idea, and the checks that are active now."""
    evaluations = work.checks.evaluate(
        Stage.EXPERIMENT_START, experiment.name, experiment.snapshot()
    )
    idea = known_idea(work, id_in(experiment.idea))
    return Circumstances(idea, evaluations=evaluations)


def subject_of(snapshot: ExperimentSnapshot) -> Subject:
    """Return what decides which checks are in scope."""
    return Subject(snapshot.team, snapshot.tags, snapshot.door_kinds)


def attest_checks(
    work: Work, experiment: Experiment, evaluations: Sequence[Evaluation]
) -> None:
    """Let others know what was asked, whether or not it then refuses."""
    facts = (
        CheckEvaluated.of(each, experiment.name, by=work.actor, at=work.now)
        for each in evaluations
    )
    work.attest(experiment, *facts)
