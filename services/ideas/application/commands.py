"""What people can do with ideas."""

from collections.abc import Callable

from chassis.checks import CheckEvaluated, Evaluation, Stage, failures
from chassis.checks import warnings as check_warnings
from chassis.domain import Query, Repository, Violation, id_in

from ..domain.advice import advice
from ..domain.completeness import gaps
from ..domain.document import Document, Door
from ..domain.evidence import Evidence
from ..domain.idea import Idea
from ..domain.outcome import Moved
from ..domain.policy import Policy
from ..domain.profile import Profile
from ..domain.question import Question
from ..domain.revision import Revision
from ..domain.submission import Submission
from ..domain.submitting import snapshot_of
from .ports import Work
from .reading import (
    BATCH,
    dossier_of,
    led_by,
    open_coes,
    require_evidence,
)

Change = Callable[[Idea], tuple[Document | None, Profile | None]]
"""What an update makes of an idea: None for what it does not touch."""


def create_idea(
    work: Work,
    idea_id: str,
    document: Document,
    profile: Profile = Profile(),  # noqa: B008 - frozen
    policy: Policy = Policy(),  # noqa: B008 - frozen
) -> Idea:
    """Begin a draft. Raises `InvalidInput`, `AlreadyExists`."""
    new_id = idea_id or work.new_id()
    idea = Idea.create(
        new_id, document, profile, by=work.actor, at=work.now, policy=policy
    )
    return work.ideas.add(idea)


def update_idea(
    work: Work, idea_id: str, etag: str, change: Change, policy: Policy
) -> Idea:
    """Change a draft, or what may be said beside a frozen document.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea = work.ideas.get(idea_id, etag=etag)
    idea.update(*change(idea), by=work.actor, at=work.now, policy=policy)
    return work.ideas.save(idea)


def share_idea(
    work: Work, idea_id: str, etag: str, readers: tuple[str, ...], note: str
) -> Idea:
    """Show it to readers. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.share(readers, note, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def lint_idea(
    work: Work, idea_id: str, policy: Policy
) -> tuple[list[Violation], list[Violation]]:
    """Return what a submission would be refused with, and warned of.

    Raises `NotFound`.
    """
    idea = work.ideas.get(idea_id)
    what, evaluations = _asked(work, idea, policy)
    refused = [*gaps(what), *failures(idea.name, evaluations)]
    return refused, [*advice(what), *check_warnings(idea.name, evaluations)]


def submit_idea(
    work: Work, idea_id: str, etag: str, policy: Policy
) -> tuple[Idea, Revision]:
    """Ask for a review. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.allow_submission(work.actor)
    what, evaluations = _asked(work, idea, policy)
    facts = [
        CheckEvaluated.of(found, idea.name, by=work.actor, at=work.now)
        for found in evaluations
    ]
    work.attest(idea, *facts)
    revision = idea.submit(what, evaluations, by=work.actor)
    work.revisions.add(revision)
    return work.ideas.save(idea), revision


def recall_idea(work: Work, idea_id: str, etag: str, reason: str) -> Idea:
    """Take it back. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.recall(reason, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def reopen_idea(work: Work, idea_id: str, etag: str) -> Idea:
    """Bring it back. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    evidence = dossier_of(work, idea).evidence
    idea.reopen(evidence, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def withdraw_idea(work: Work, idea_id: str, etag: str, reason: str) -> Idea:
    """Give it up. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    coes = open_coes(work, idea.name)
    idea.withdraw(reason, coes, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def mark_duplicate(
    work: Work, idea_id: str, etag: str, target: str
) -> tuple[Idea, Moved]:
    """Move all that was said about an idea to the one that says the same.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea = work.ideas.get(idea_id, etag=etag)
    other = work.ideas.get(id_in(target))
    idea.allow_duplicate(other, by=work.actor)
    moved = Moved(
        questions=_move(work, work.questions, idea.name, other),
        evidence=_move(work, work.evidence, idea.name, other),
    )
    idea.mark_duplicate(target, moved, by=work.actor, at=work.now)
    return work.ideas.save(idea), moved


def assign_leader(work: Work, idea_id: str, etag: str, person: str) -> Idea:
    """Name the leader. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    leads = led_by(work, person)
    idea.assign_leader(person, leads, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def transfer_leader(work: Work, idea_id: str, etag: str, person: str) -> Idea:
    """Hand it over. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    leads = led_by(work, person)
    idea.transfer_leader(person, leads, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def split_door(  # noqa: PLR0913 - a door, and what becomes of it
    work: Work,
    idea_id: str,
    etag: str,
    door: str,
    into: tuple[Door, ...],
    *,
    policy: Policy,
) -> Idea:
    """Break a door down.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea = work.ideas.get(idea_id, etag=etag)
    idea.split_door(door, into, by=work.actor, at=work.now, policy=policy)
    return work.ideas.save(idea)


def launch_idea(work: Work, idea_id: str, etag: str) -> Idea:
    """Declare it out. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.launch(open_coes(work, idea.name), by=work.actor, at=work.now)
    return work.ideas.save(idea)


def kill_idea(work: Work, idea_id: str, etag: str, reason: str, learning: str) -> Idea:
    """Stop it. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    coes = open_coes(work, idea.name)
    idea.stop(reason, learning, coes, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def prioritize_idea(  # noqa: PLR0913 - a place, and why
    work: Work,
    idea_id: str,
    etag: str,
    priority: int,
    *,
    evidence: tuple[str, ...],
    reason: str,
) -> Idea:
    """Move it on the roadmap.

    Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea = work.ideas.get(idea_id, etag=etag)
    idea.allow_insiders(work.actor)
    require_evidence(work, idea.label, evidence)
    idea.prioritize(priority, evidence, reason, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def _asked(
    work: Work, idea: Idea, policy: Policy
) -> tuple[Submission, list[Evaluation]]:
    """Return what would be submitted, and what the mechanisms say of it."""
    what = idea.submission(dossier_of(work, idea), work.now, policy)
    stage = Stage.IDEA_SUBMIT
    return what, work.checks.evaluate(stage, idea.name, snapshot_of(what))


def _move(
    work: Work,
    repository: "Repository[Question] | Repository[Evidence]",
    idea: str,
    target: Idea,
) -> int:
    """Move all that belongs to an idea to another; what has moved is not met again."""
    moved = 0
    while batch := repository.page(Query({"idea": idea}, BATCH)):
        for one in batch:
            if isinstance(one, Question):
                one.move(target.subject, by=work.actor, at=work.now)
            else:
                one.move(target.name, by=work.actor, at=work.now)
            repository.save(one)  # type: ignore[arg-type]  # it came from there
        moved += len(batch)
    return moved
