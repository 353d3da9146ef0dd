"""What people can do with ideas."""

from collections.abc import Callable

from ..domain.document import Document
from ..domain.idea import Idea
from ..domain.rules import Policy
from .ports import Work


def create_idea(work: Work, idea_id: str, document: Document) -> Idea:
    """Begin a draft. Raises `InvalidInput`, `AlreadyExists`."""
    new_id = idea_id or work.new_id()
    return work.ideas.add(Idea.create(new_id, document, by=work.actor, at=work.now))


def update_idea(
    work: Work, idea_id: str, etag: str, change: Callable[[Document], Document]
) -> Idea:
    """Change a draft.

    Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`, `Conflict`.
    """
    idea = work.ideas.get(idea_id, etag=etag)
    idea.update(change(idea.document), by=work.actor, at=work.now)
    return work.ideas.save(idea)


def submit_idea(work: Work, idea_id: str, etag: str, policy: Policy) -> Idea:
    """Ask for a review. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.submit(by=work.actor, at=work.now, policy=policy)
    return work.ideas.save(idea)


def recall_idea(work: Work, idea_id: str, etag: str, reason: str) -> Idea:
    """Take it back. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.recall(reason, by=work.actor, at=work.now)
    return work.ideas.save(idea)


def launch_idea(work: Work, idea_id: str, etag: str) -> Idea:
    """Declare it out. Raises `NotFound`, `NotAllowed`, `RuleBroken`, `Conflict`."""
    idea = work.ideas.get(idea_id, etag=etag)
    idea.launch(by=work.actor, at=work.now)
    return work.ideas.save(idea)
