"""What experiments does when other services speak.

What arrives before the submission of its idea raises `NotFound`: it came early, and
waits for the one that it follows.
"""

from dataclasses import dataclass

from ..domain.known import CoeState, IdeaState, KnownCoe, KnownIdea
from .knowledge import known_idea
from .ports import Work


@dataclass(frozen=True, slots=True)
class Approval:
    """What a review allowed."""

    revision: str
    review: str
    leader: str
    one_way_doors: tuple[str, ...]
    loss_cap_usd: int


def idea_submitted(work: Work, idea_id: str, title: str, team: str) -> None:
    """Get to know an idea, or its next revision."""
    if (idea := work.known_ideas.find(idea_id)) is None:
        at = work.now
        new = KnownIdea(
            id=idea_id, title=title, team=team, created_at=at, updated_at=at
        )
        work.known_ideas.add(new)
        return
    idea.title, idea.team, idea.state = title, team, IdeaState.SUBMITTED
    work.known_ideas.save(idea)


def idea_moved(work: Work, idea_id: str, state: IdeaState) -> None:
    """Remember where the idea is now."""
    idea = known_idea(work, idea_id)
    idea.state = state
    work.known_ideas.save(idea)


def idea_approved(work: Work, idea_id: str, approval: Approval) -> None:
    """Remember what its experiments may do, and who decides them."""
    idea = known_idea(work, idea_id)
    idea.state = IdeaState.APPROVED
    idea.revision, idea.review = approval.revision, approval.review
    idea.leader = approval.leader
    idea.one_way_doors = approval.one_way_doors
    idea.loss_cap_usd = approval.loss_cap_usd
    work.known_ideas.save(idea)


def coe_opened(work: Work, coe_id: str, experiment_id: str) -> None:
    """Hold the experiment back, and pause it if it runs; once is enough."""
    experiment = work.experiments.find(experiment_id)
    if work.known_coes.find(coe_id):
        return
    at = work.now
    coe = KnownCoe(id=coe_id, experiment=experiment_id, created_at=at, updated_at=at)
    work.known_coes.add(coe)
    if experiment and experiment.is_running:
        experiment.halt(coe.name, by=work.actor, at=at)
        work.experiments.save(experiment)


def coe_dismissed(work: Work, coe_id: str) -> None:
    """Let go; one that never held anything back changes nothing."""
    if coe := work.known_coes.find(coe_id):
        coe.state = CoeState.CLOSED
        work.known_coes.save(coe)
