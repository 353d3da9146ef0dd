"""What ideas does when other services speak.

Each raises `RuleBroken` while the idea is in another state: the event came early, and
waits for the one that it follows.
"""

from .ports import Work


def review_opened(work: Work, idea_id: str, review: str, revision: str) -> None:
    """Note that the revision is being reviewed."""
    idea = work.ideas.get(idea_id)
    idea.start_review(review, revision, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_approved(work: Work, idea_id: str, revision: str, leader: str) -> None:
    """Let the idea be tried."""
    idea = work.ideas.get(idea_id)
    idea.approve(revision, leader, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_returned(work: Work, idea_id: str, revision: str) -> None:
    """Give the idea back to its author."""
    idea = work.ideas.get(idea_id)
    idea.send_back(revision, by=work.actor, at=work.now)
    work.ideas.save(idea)


def review_declined(work: Work, idea_id: str, revision: str, reason: str) -> None:
    """Note that the idea was declined."""
    idea = work.ideas.get(idea_id)
    idea.decline(revision, reason, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_started(work: Work, idea_id: str, experiment: str) -> None:
    """Note that it is being tried."""
    idea = work.ideas.get(idea_id)
    idea.experiment_started(experiment, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_aborted(work: Work, idea_id: str, experiment: str) -> None:
    """Bring it back to where it came from."""
    idea = work.ideas.get(idea_id)
    idea.experiment_aborted(experiment, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_scaled(work: Work, idea_id: str, experiment: str, learning: str) -> None:
    """Scale it, and keep what was learnt."""
    idea = work.ideas.get(idea_id)
    idea.scale(experiment, learning, by=work.actor, at=work.now)
    work.ideas.save(idea)


def experiment_pivoted(
    work: Work, idea_id: str, experiment: str, learning: str
) -> None:
    """Begin the child that goes on with what was learnt."""
    idea = work.ideas.get(idea_id)
    child = idea.pivot(experiment, work.new_id(), learning, by=work.actor, at=work.now)
    work.ideas.save(idea)
    if child:
        work.ideas.add(child)


def experiment_killed(work: Work, idea_id: str, experiment: str, learning: str) -> None:
    """Stop it, and keep what was learnt."""
    idea = work.ideas.get(idea_id)
    idea.kill(experiment, learning, by=work.actor, at=work.now)
    work.ideas.save(idea)
