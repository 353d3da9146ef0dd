"""What commands and reactions ask about other services: our own copies answer."""

from chassis.domain import NotFound, Query, Violation

from ..domain.known import CoeState, KnownIdea
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
    """Return the name of the experiment that is open on an idea, or empty."""
    equals = {"idea": idea, "is_open": "true"}
    found = work.experiments.page(Query(equals, limit=1))
    return found[0].name if found else ""
