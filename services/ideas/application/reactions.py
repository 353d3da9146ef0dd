"""What ideas does when it hears events of other services, and when time has come.

Each raises `RuleBroken` while the idea is in another state: the event came early, and
waits for the one that it follows. What can follow nothing any more changes nothing, so
that it does not wait for ever: an idea that has ended never moves again, and one that
is not here never comes, for ideas begin here.
"""

from dataclasses import dataclass
from enum import StrEnum

from chassis.domain import Query, id_in
from chassis.labels import Label

from ..domain.evidence import Evidence, EvidenceKind, EvidenceResult, Finding
from ..domain.idea import Idea
from ..domain.known import KnownCoe
from ..domain.life import IdeaState
from ..domain.outcome import Decision
from .ports import Work
from .reading import all_of, last_said, led_by

MAX_SUMMARY = 5_000
"""Characters, as the contract says of evidence."""

DUE_AT_ONCE = 50

MAX_ERASED = 1000
"""Ideas, and pieces of evidence, that hold texts of one review or experiment."""


class Verdict(StrEnum):
    """Which way an experiment was decided."""

    SCALE = "SCALE"
    PIVOT = "PIVOT"
    KILL = "KILL"
    INCONCLUSIVE = "INCONCLUSIVE"


RESULTS: dict[Verdict | None, EvidenceResult] = {
    Verdict.SCALE: EvidenceResult.SUPPORTS,
    Verdict.PIVOT: EvidenceResult.NEW_NEED,
    Verdict.KILL: EvidenceResult.CONTRADICTS,
    Verdict.INCONCLUSIVE: EvidenceResult.UNSPECIFIED,
}
"""What a verdict says about the idea, as evidence."""


@dataclass(frozen=True, slots=True)
class Result:
    """How an experiment ended.

    Attributes:
        verdict: None where it is not known here: then the idea stays where it is.
        is_supporting: Whether it only adds evidence, and moves nothing.
        units: How many met it.
    """

    experiment: str
    verdict: Verdict | None
    learning: str
    is_supporting: bool = False
    units: int | None = None


def review_opened(work: Work, idea_id: str, review: str, revision: str) -> None:
    """Note that the revision is being reviewed."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    idea.start_review(review, revision, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_approved(work: Work, idea_id: str, decision: Decision) -> None:
    """Let the idea be tried, by its leader if that person is free."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    if not idea.is_stale(decision, by=work.actor, at=work.now):
        leads = _led_by(work, decision.leader)
        idea.approve(decision, leads, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_returned(work: Work, idea_id: str, decision: Decision) -> None:
    """Give the idea back to its author."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    if not idea.is_stale(decision, by=work.actor, at=work.now):
        idea.send_back(decision, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_declined(work: Work, idea_id: str, decision: Decision) -> None:
    """Note that the idea was declined."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    if not idea.is_stale(decision, by=work.actor, at=work.now):
        idea.decline(decision, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_started(work: Work, idea_id: str, experiment: str) -> None:
    """Note that it is being tried, by its leader if that person is still free."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    leads = _led_by(work, idea.document.leader)
    idea.experiment_started(experiment, leads, by=work.actor, at=work.now)
    work.ideas.save(idea)


def supporting_started(work: Work, idea_id: str, experiment: Label) -> None:
    """Note that an experiment runs which only adds evidence."""
    if idea := work.ideas.find(idea_id):
        idea.supporting_started(experiment, by=work.actor, at=work.now)
        work.ideas.save(idea)


def experiment_aborted(work: Work, idea_id: str, experiment: str) -> None:
    """Bring it back to where it came from."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    idea.supporting_ended(experiment, by=work.actor, at=work.now)
    idea.experiment_aborted(experiment, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_decided(work: Work, idea_id: str, result: Result) -> None:
    """Keep what was learnt as evidence; a decisive result also moves the idea."""
    if (idea := work.ideas.find(idea_id)) is None:
        return
    _keep_evidence(work, _told_by(work, idea), result)
    if result.is_supporting:
        idea.supporting_ended(result.experiment, by=work.actor, at=work.now)
        work.ideas.save(idea)
    else:
        _move(work, idea, result)


def coe_opened(work: Work, coe_id: str, idea: str, title: str) -> None:
    """Note that a grave COE holds an idea, or holds it again."""
    if coe_held_again(work, coe_id):
        return
    at = work.now
    coe = KnownCoe(id=coe_id, idea=idea, title=title, created_at=at, updated_at=at)
    work.known_coes.add(coe)


def coe_held_again(work: Work, coe_id: str) -> bool:
    """Note that a COE holds again what it held; return whether it ever did."""
    if (known := work.known_coes.find(coe_id)) is None:
        return False
    known.hold(by=work.actor, at=work.now)
    work.known_coes.save(known)
    return True


def coe_settled(work: Work, coe_id: str) -> None:
    """Note that a COE holds nothing any more."""
    if known := work.known_coes.find(coe_id):
        known.release(by=work.actor, at=work.now)
        work.known_coes.save(known)


def erase_text(work: Work, subject: str) -> None:
    """Replace the texts that were copied from a review, an experiment or a COE."""
    collection, _, resource_id = subject.partition("/")
    if collection == "coes" and (coe := work.known_coes.find(resource_id)):
        coe.erase(by=work.actor, at=work.now)
        work.known_coes.save(coe)
    for evidence in work.evidence.page(Query({"experiment": subject}, MAX_ERASED)):
        evidence.erase(by=work.actor, at=work.now)
        work.evidence.save(evidence)
    for seen in work.ideas.page(Query({"copied_from": subject}, MAX_ERASED)):
        idea = work.ideas.get(seen.id)
        idea.erase(subject, by=work.actor, at=work.now)
        work.ideas.save(idea)


def wake_due(work: Work) -> int:
    """Note which ideas have gone quiet; return how many were looked at.

    Evidence and questions change no idea, so they are only seen here.
    """
    due = work.ideas.due(DUE_AT_ONCE)
    for idea in due:
        said_at = last_said(work, idea.name)
        if said_at and said_at > idea.updated_at:
            idea.discussed(by=work.actor, at=said_at)
        else:
            idea.wake(by=work.actor, at=work.now)
        work.ideas.save(idea)
    return len(due)


def _led_by(work: Work, person: str) -> str:
    found = led_by(work, person)
    return found.name if found else ""


def _told_by(work: Work, idea: Idea) -> Idea:
    """Return the idea that stays, where this one is a duplicate."""
    while idea.state is IdeaState.DUPLICATE:
        idea = work.ideas.get(id_in(idea.duplicate_of))
    return idea


def _keep_evidence(work: Work, idea: Idea, result: Result) -> None:
    finding = Finding(
        kind=EvidenceKind.EXPERIMENT,
        summary=result.learning[:MAX_SUMMARY],
        result=RESULTS.get(result.verdict, EvidenceResult.UNSPECIFIED),
        sample_size=result.units,
        experiment=result.experiment,
    )
    new_id = work.new_id()
    work.evidence.add(
        Evidence.add(new_id, idea.name, finding, by=work.actor, at=work.now)
    )


def _move(work: Work, idea: Idea, result: Result) -> None:
    experiment, learning = result.experiment, result.learning
    if result.verdict is Verdict.PIVOT:
        _pivot(work, idea, result)
    elif result.verdict is Verdict.SCALE:
        idea.scale(experiment, learning, by=work.actor, at=work.now)
    elif result.verdict is Verdict.KILL:
        idea.kill(experiment, learning, by=work.actor, at=work.now)
    elif result.verdict is Verdict.INCONCLUSIVE:
        idea.experiment_aborted(experiment, by=work.actor, at=work.now)
    work.ideas.save(idea)


def _pivot(work: Work, idea: Idea, result: Result) -> None:
    """Begin the child that goes on with what was learnt, and with the evidence."""
    child = idea.pivot(
        result.experiment, work.new_id(), result.learning, by=work.actor, at=work.now
    )
    if child is None:
        return
    work.ideas.add(child)
    for piece in all_of(work.evidence, idea.name):
        copy = piece.copied(work.new_id(), child.name, by=work.actor, at=work.now)
        work.evidence.add(copy)
