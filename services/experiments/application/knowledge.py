"""What use cases ask about others: our copies, the library and the checks answer."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from chassis.checks import CheckEvaluated, Evaluation, Stage, Subject
from chassis.domain import NotFound, Query, Violation, id_in
from chassis.labels import Label
from chassis.money import Money

from ..domain.circumstances import Circumstances, guardrails_of
from ..domain.design import Design, Metric
from ..domain.experiment import Experiment
from ..domain.known import CoeState, KnownIdea
from ..domain.policy import Policy
from ..domain.settling import settled
from ..domain.snapshot import ExperimentSnapshot
from .measuring import units_required
from .ports import Statistics, Work

MAX_NAMED = 10
"""More open COEs than this need not be named."""

MAX_PAGE = 100
"""Experiments that are read at once."""


def known_idea(work: Work, idea_id: str) -> KnownIdea:
    """Return what we know of an idea, locked. Raises `NotFound`."""
    if (idea := work.known_ideas.find(idea_id)) is None:
        name = f"ideas/{idea_id}"
        text = f"We have not heard of {name} yet. Submit it, or try again in a moment."
        raise NotFound(Violation("IDEA_UNKNOWN", name, text))
    return idea


def open_coes(work: Work, experiment_id: str) -> list[Label]:
    """Return the COEs that hold an experiment back."""
    equals = {"experiment": experiment_id, "state": CoeState.OPEN}
    found = work.known_coes.page(Query(equals, limit=MAX_NAMED))
    return [coe.label for coe in found]


def open_experiment(work: Work, idea: str) -> str:
    """Return the name of the decisive experiment open on an idea, or empty."""
    equals: dict[str, str | bool] = {"idea": idea, "is_open": True}
    found = work.experiments.page(Query(equals, limit=1))
    return found[0].name if found else ""


def library_of(work: Work, keys: Collection[str]) -> dict[str, Metric]:
    """Return what the library says of metrics, as far as it has them.

    Listed and not found, for what is found is locked, and these never change.
    """
    pages = (work.metrics.page(Query({"id": key}, limit=1)) for key in keys)
    return {known.id: known.metric for page in pages for known in page}


def circumstances_at_start(
    work: Work, experiment: Experiment, statistics: Statistics, policy: Policy
) -> Circumstances:
    """Return what the start of a draft depends on; asks every check in scope."""
    idea = known_idea(work, id_in(experiment.idea))
    snapshot = experiment.snapshot_at_start(idea)
    checks = work.checks.active(Stage.EXPERIMENT_START, subject_of(snapshot))
    guardrails, design = guardrails_of(checks), experiment.design
    keys = {*design.metrics, *(bound.metric for bound in guardrails)}
    library = library_of(work, keys)
    others = [one for one in experiments_on(work, idea) if one.id != experiment.id]
    return Circumstances(
        idea,
        open_experiment(work, idea.name),
        guardrails,
        library,
        work.checks.evaluate(Stage.EXPERIMENT_START, experiment.name, snapshot),
        [coe for one in others for coe in open_coes(work, one.id)],
        any(one.awaits_coe for one in others),
        _caps(others, design),
        units_required(settled(design, library), statistics, policy),
    )


def experiments_on(work: Work, idea: KnownIdea) -> list[Experiment]:
    """Return all experiments on an idea that were ever started."""
    query = Query({"idea": idea.name}, limit=MAX_PAGE)
    found: list[Experiment] = []
    while page := work.experiments.page(query):
        found += page
        query = replace(query, after=(page[-1].created_at, page[-1].id))
    return [experiment for experiment in found if experiment.starts]


def _caps(others: Sequence[Experiment], design: Design) -> list[Money]:
    """Return what others may lose that can be open beside it, in its currency."""
    code = design.loss_cap.currency_code if design.loss_cap else ""
    beside = (
        one.design
        for one in others
        if one.is_open and (design.supporting or one.design.supporting)
    )
    caps = (one.loss_cap for one in beside)
    return [cap for cap in caps if cap and cap.currency_code == code]


def circumstances_at_resume(work: Work, experiment: Experiment) -> Circumstances:
    """Return what going on depends on: the idea, and the checks that are active now."""
    evaluations = work.checks.evaluate(
        Stage.EXPERIMENT_START, experiment.name, experiment.snapshot()
    )
    idea = known_idea(work, id_in(experiment.idea))
    return Circumstances(idea, evaluations=evaluations)


def circumstances_at_abort(work: Work, experiment: Experiment) -> Circumstances:
    """Return what may keep the leader from a verdict: the idea, and open COEs."""
    idea = known_idea(work, id_in(experiment.idea))
    return Circumstances(idea, open_coes=open_coes(work, experiment.id))


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
