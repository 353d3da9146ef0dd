"""What experiments does when other services speak.

What arrives before the submission of its idea raises `NotFound`: it came early, and
waits for the one that it follows.
"""

from ..domain.known import Approval, IdeaState, KnownCoe, KnownIdea
from .knowledge import known_idea
from .ports import Work


def idea_submitted(work: Work, idea_id: str, title: str, team: str) -> None:
    """Get to know an idea, or its next revision."""
    at = work.now
    if idea := work.known_ideas.find(idea_id):
        idea.submit(title, team, by=work.actor, at=at)
        work.known_ideas.save(idea)
        return
    new = KnownIdea(id=idea_id, title=title, team=team, created_at=at, updated_at=at)
    work.known_ideas.add(new)


def idea_moved(work: Work, idea_id: str, state: IdeaState, ended: str = "") -> None:
    """Remember where the idea is now, and which experiment ended there, if one did."""
    idea = known_idea(work, idea_id)
    idea.move(state, by=work.actor, at=work.now, ended=ended)
    work.known_ideas.save(idea)


def idea_approved(work: Work, idea_id: str, approval: Approval) -> None:
    """Remember what its experiments may do, and who decides them."""
    idea = known_idea(work, idea_id)
    idea.approve(approval, by=work.actor, at=work.now)
    work.known_ideas.save(idea)


def coe_opened(work: Work, coe_id: str, experiment_id: str) -> None:
    """Hold the experiment back, and pause it if it runs; once is enough."""
    experiment = work.experiments.find(experiment_id)
    if work.known_coes.find(coe_id):
        return
    at = work.now
    coe = KnownCoe(id=coe_id, experiment=experiment_id, created_at=at, updated_at=at)
    work.known_coes.add(coe)
    if experiment:
        experiment.hear_of_coe(coe.name, by=work.actor, at=at)
        work.experiments.save(experiment)


def coe_dismissed(work: Work, coe_id: str) -> None:
    """Let go; one that never held anything back changes nothing."""
    if coe := work.known_coes.find(coe_id):
        coe.close(by=work.actor, at=work.now)
        work.known_coes.save(coe)
