"""Where an idea came from, what came of it, and which ones read like it."""

from collections import deque

from chassis.domain import Query, id_in

from ..domain.comparison import similarity
from ..domain.idea import Idea
from .ports import Headline, Work

MAX_RELATIVES = 200
"""A family larger than this is cut, the nearest kept."""

MAX_COMPARED = 2_000
"""Only the newest are compared: they are read from start to end, at every call."""

WORTH_A_LOOK = 0.05
"""Below this, two titles have a few letters in common, and nothing else."""


def lineage_of(work: Work, idea_id: str) -> list[Idea]:
    """Return an idea and its relatives over pivots and duplicates, oldest first.

    Raises `NotFound`.
    """
    family: dict[str, Idea] = {}
    waiting = deque([work.ideas.get(idea_id)])
    while waiting and len(family) < MAX_RELATIVES:
        idea = waiting.popleft()
        if idea.name not in family:
            family[idea.name] = idea
            waiting += _next_of_kin(work, idea)
    return sorted(family.values(), key=lambda one: (one.created_at, one.id))


def similar_to(work: Work, idea_id: str, limit: int) -> list[tuple[Headline, float]]:
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
    return sorted(alike, key=lambda pair: -pair[1])[:limit]


def _next_of_kin(work: Work, idea: Idea) -> list[Idea]:
    above = [work.ideas.find(id_in(n)) for n in (idea.parent, idea.duplicate_of) if n]
    below = [
        relative
        for column in ("parent", "duplicate_of")
        for relative in work.ideas.page(Query({column: idea.name}, MAX_RELATIVES))
    ]
    return [*filter(None, above), *below]
