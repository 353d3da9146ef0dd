"""Where an idea came from, what came of it, and which ones read like it."""

from ..domain.comparison import similarity
from ..domain.idea import Idea
from .ports import Headline, Work

MAX_RELATIVES = 200
"""A family larger than this is cut, the nearest kept."""

MAX_COMPARED = 2_000
"""The newest ideas that are compared: all of them are read at every call."""

WORTH_A_LOOK = 0.05
"""Below this, two titles have no more than a few letters in common."""


def lineage_of(work: Work, idea_id: str) -> list[Idea]:
    """Return an idea and its relatives over pivots and duplicates, oldest first.

    Raises `NotFound`.
    """
    newest = [work.ideas.get(idea_id)]
    family = {idea.name: idea for idea in newest}
    while newest and len(family) < MAX_RELATIVES:
        kin = work.ideas.next_of_kin(newest, MAX_RELATIVES)
        unknown = [idea for idea in kin if idea.name not in family]
        newest = unknown[: MAX_RELATIVES - len(family)]
        family |= {idea.name: idea for idea in newest}
    return sorted(family.values(), key=lambda one: (one.created_at, one.id))


def similar_to(work: Work, idea_id: str) -> list[tuple[Headline, float]]:
    """Return the ideas whose first lines read most like this one's.

    Raises `NotFound`.
    """
    idea = work.ideas.get(idea_id)
    mine = f"{idea.document.title} {idea.document.press_release.headline}"
    scored = [
        (other, similarity(mine, f"{other.title} {other.headline}"))
        for other in work.ideas.headlines(MAX_COMPARED)
        if other.idea != idea.name
    ]
    alike = [pair for pair in scored if pair[1] >= WORTH_A_LOOK]
    return sorted(alike, key=lambda pair: -pair[1])
