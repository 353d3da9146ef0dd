"""Ideas in PostgreSQL."""

from functools import cached_property

from chassis.storage import Aggregates, Table, Work

from ..domain.idea import Idea

IDEAS = Table(
    Idea,
    columns={
        "state": lambda idea: idea.state,
        "author": lambda idea: idea.author,
        "team": lambda idea: idea.team,
        "leader": lambda idea: idea.document.leader,
    },
)


class IdeasWork(Work):
    """A unit of work on ideas."""

    @cached_property
    def ideas(self) -> Aggregates[Idea]:
        """All ideas."""
        return Aggregates(IDEAS, self)
