"""Ideas, what is said about them, and what they know of others, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from chassis.checks import Stage
from chassis.checks.evaluation import ActiveChecks, Snapshots
from chassis.checks.storage import checks_in
from chassis.domain import id_in
from chassis.storage import Aggregates, Table, Work
from day1.ideas.v1 import ideas_events_pb2 as pb

from ..application.ports import Headline, Tally
from ..domain.evidence import Evidence, EvidenceKind
from ..domain.idea import Idea
from ..domain.known import KnownCoe
from ..domain.life import IdeaState
from ..domain.question import Question, QuestionState
from ..domain.revision import Revision
from ..domain.visual import Visual

SNAPSHOTS: Snapshots = {Stage.IDEA_SUBMIT: pb.IdeaSnapshot}

IDEAS = Table(
    Idea,
    columns={
        "state": lambda idea: idea.state,
        "author": lambda idea: idea.author,
        "team": lambda idea: idea.team,
        "leader": lambda idea: idea.document.leader,
        "active_leader": lambda idea: idea.leads or None,
        "parent": lambda idea: idea.parent,
        "duplicate_of": lambda idea: idea.duplicate_of,
        "business_unit": lambda idea: idea.profile.business_unit,
        "wake_at": lambda idea: idea.wake_at,
    },
)

REVISIONS = Table(Revision, columns={"idea": lambda revision: revision.idea})

EVIDENCE = Table(
    Evidence,
    columns={
        "idea": lambda evidence: evidence.idea,
        "kind": lambda evidence: evidence.finding.kind,
    },
)

QUESTIONS = Table(
    Question,
    columns={
        "idea": lambda question: question.idea,
        "state": lambda question: question.state,
    },
)

VISUALS = Table(Visual, columns={"idea": lambda visual: visual.idea})

KNOWN_COES = Table(
    KnownCoe,
    columns={"idea": lambda coe: coe.idea, "state": lambda coe: coe.state},
)

HEADLINES = """
    SELECT id, body->'document'->>'title',
        body->'document'->'press_release'->>'headline', state
    FROM ideas ORDER BY created_at DESC, id DESC LIMIT %s
"""

KIN = """
    SELECT version, body::text FROM ideas
    WHERE id = ANY(%(above)s)
        OR (parent <> '' AND parent = ANY(%(names)s))
        OR (duplicate_of <> '' AND duplicate_of = ANY(%(names)s))
    ORDER BY created_at, id LIMIT %(limit)s
"""

TALLIES = """
    SELECT idea, sum(evidence), sum(spoken), max(spoken_at), sum(asked) FROM (
        SELECT idea, count(*) AS evidence,
            count(*) FILTER (WHERE kind = %(spoken)s) AS spoken,
            max(created_at) FILTER (WHERE kind = %(spoken)s) AS spoken_at, 0 AS asked
        FROM evidence WHERE idea = ANY(%(names)s) GROUP BY idea
        UNION ALL
        SELECT idea, 0, 0, NULL, count(*) FROM questions
        WHERE idea = ANY(%(names)s) AND state = %(open)s GROUP BY idea
    ) AS said GROUP BY idea
"""


class Ideas(Aggregates[Idea]):
    """All ideas, with what can be told of them without reading them."""

    def headlines(self, limit: int) -> list[Headline]:
        """Return the first lines of the newest."""
        rows = self._work.connection.execute(HEADLINES, (limit,))
        return [
            Headline(f"ideas/{idea}", title, headline, IdeaState(state))
            for idea, title, headline, state in rows
        ]

    def next_of_kin(self, ideas: Sequence[Idea], limit: int) -> list[Idea]:
        """Return the parents, children, originals and duplicates of some."""
        above = {name for idea in ideas for name in (idea.parent, idea.duplicate_of)}
        values = {
            "above": [id_in(name) for name in above],
            "names": [idea.name for idea in ideas],
            "limit": limit,
        }
        rows = self._work.connection.execute(KIN, values)
        return [IDEAS.load(*row) for row in rows]

    def tallies(self, names: Sequence[str]) -> Mapping[str, Tally]:
        """Return how much was said about each; nothing of whom nobody spoke of."""
        values = {
            "names": list(names),
            "spoken": EvidenceKind.CUSTOMER_CONVERSATION,
            "open": QuestionState.OPEN,
        }
        rows = self._work.connection.execute(TALLIES, values)
        return {
            idea: Tally(int(evidence), int(spoken), spoken_at, int(asked))
            for idea, evidence, spoken, spoken_at, asked in rows
        }


class IdeasWork(Work):
    """A unit of work on ideas."""

    @cached_property
    def ideas(self) -> Ideas:
        """All ideas."""
        return Ideas(IDEAS, self)

    @cached_property
    def revisions(self) -> Aggregates[Revision]:
        """All revisions."""
        return Aggregates(REVISIONS, self)

    @cached_property
    def evidence(self) -> Aggregates[Evidence]:
        """All evidence."""
        return Aggregates(EVIDENCE, self)

    @cached_property
    def questions(self) -> Aggregates[Question]:
        """All questions."""
        return Aggregates(QUESTIONS, self)

    @cached_property
    def visuals(self) -> Aggregates[Visual]:
        """All visuals."""
        return Aggregates(VISUALS, self)

    @cached_property
    def known_coes(self) -> Aggregates[KnownCoe]:
        """What we have heard of COEs."""
        return Aggregates(KNOWN_COES, self)

    @cached_property
    def checks(self) -> ActiveChecks:
        """What mechanisms ask of a submission."""
        return checks_in(self, SNAPSHOTS)
