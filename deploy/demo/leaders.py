"""Finds who leads an idea: whom its story names, or somebody else who is free.

A person leads one idea at a time, and visitors take people for ideas of their own.
"""

from deploy.api import Refused
from web.personas import PERSONAS, STAND_INS

from .company import Company, Json, Untold

TAKEN = frozenset({"LEADER_NOT_SINGLE_THREADED", "LEADER_IS_DECIDER"})
"""Refusals of a person who cannot lead it now; somebody else may."""

PATIENCE_SECONDS = 5.0
"""For how long all may be busy: other stories end, and visitors stay."""

OPEN = ("_APPROVED", "_EXPERIMENTING", "_SCALING", "_LAUNCHED")
"""States in which an idea has a leader, or may get one."""


def lead(company: Company, idea: str, author: str, wanted: str, step: str) -> str:
    """Return who leads an idea; assign somebody where nobody does.

    Args:
        company: Where it happens.
        idea: Name of the idea; it was approved before.
        author: Who may assign a leader.
        wanted: Who leads it if that person is free.
        step: What they are to do; it tells two assignments apart.

    Raises:
        Untold: The idea has ended, or everybody leads another one.
    """
    told = company.resource(idea)
    if not told["state"].endswith(OPEN):
        raise Untold(f"'{told['document']['title']}' is {told['state']}")
    return leader_of(told) or _assigned(company, idea, author, wanted, step)


def leader_of(idea: Json) -> str:
    """Return who leads an idea that was approved; empty if nobody does."""
    if idea.get("leaderVacant"):
        return ""
    return str(idea.get("leader", "")).removeprefix("people/")


def _assigned(company: Company, idea: str, author: str, wanted: str, step: str) -> str:
    free = [one.id for one in PERSONAS if one.id != author]
    people = dict.fromkeys((wanted, *(one.id for one in STAND_INS), *free))

    def look() -> str:
        found = (who for who in people if _takes_it(company, idea, author, who, step))
        return next(found, "")

    try:
        return company.until(look, f"a leader of {idea}", PATIENCE_SECONDS)
    except TimeoutError as error:
        raise Untold(f"nobody is free to lead {idea}") from error


def _takes_it(company: Company, idea: str, author: str, person: str, step: str) -> bool:
    body = {"step": f"{step}-{person}", "leader": f"people/{person}"}
    try:
        company.act(author, idea, "assignLeader", **body)
    except Refused as refusal:
        if TAKEN.isdisjoint(refusal.reasons):
            raise
        return False
    return True
