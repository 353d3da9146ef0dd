"""Ideas, what is said about them, and what they know of others, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from typing_extensions import override

from chassis.checks import ActiveCheck, Stage
from chassis.checks.evaluation import ActiveChecks, Snapshots
from chassis.checks.storage import ACTIVE_CHECKS, checks_in
from chassis.domain import id_in
from chassis.storage import Aggregates, Table, Work
from day1.ideas.v1 import ideas_events_pb2 as pb

from ..application.ports import Headline, Seen, Tally
from ..domain.evidence import Evidence
from ..domain.idea import Idea
from ..domain.known import KnownCoe
from ..domain.life import IdeaState
from ..domain.question import Question
from ..domain.revision import Revision
from ..domain.rules import MAX_NAMED
from ..domain.visual import Visual

SNAPSHOTS: Snapshots = {Stage.IDEA_SUBMIT: pb.IdeaSnapshot}

VISIBLE = "seen_by IS NULL OR seen_by && ARRAY[%(viewer)s, %(viewer_team)s]::text[]"
"""Whether somebody may know of an idea, as `Idea.is_visible_to` says of people."""

IDEAS = Table(
    Idea,
    columns={
        "state": lambda idea: idea.state,
        "author": lambda idea: idea.author,
        "team": lambda idea: idea.team,
        "leader": lambda idea: idea.document.leader,
        "active_leader": lambda idea: idea.leads or None,
        "pivoted_from": lambda idea: idea.pivoted_from,
        "duplicate_of": lambda idea: idea.duplicate_of,
        "business_unit": lambda idea: idea.profile.business_unit,
        "trend_tags": lambda idea: list(idea.profile.trend_tags),
        "wake_at": lambda idea: idea.wake_at,
        "seen_by": lambda idea: idea.audience and list(idea.audience),
        "announced": lambda idea: idea.announced,
        "copied_from": lambda idea: list(idea.copied_from),
    },
    lists=frozenset({"trend_tags", "copied_from"}),
    visible=VISIBLE,
    was_visible="announced",
)

REVISIONS = Table(Revision, columns={"idea": lambda revision: revision.idea})

EVIDENCE = Table(
    Evidence,
    columns={
        "idea": lambda evidence: evidence.idea,
        "kind": lambda evidence: evidence.finding.kind,
        "experiment": lambda evidence: evidence.finding.experiment,
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

HEADLINES = f"""
    SELECT id, body->'document'->>'title',
        body->'document'->'press_release'->>'headline', state
    FROM ideas WHERE {VISIBLE} ORDER BY created_at DESC, id DESC LIMIT %(limit)s
"""  # noqa: S608 - our own condition

KIN = f"""
    SELECT version, body::text FROM ideas
    WHERE ({VISIBLE}) AND (
        id = ANY(%(above)s)
        OR (pivoted_from <> '' AND pivoted_from = ANY(%(names)s))
        OR (duplicate_of <> '' AND duplicate_of = ANY(%(names)s))
    )
    ORDER BY created_at, id LIMIT %(limit)s
"""  # noqa: S608 - our own condition

TALLY = f"""
    said.evidence, spoken.conversations, spoken.newest, asked.open, ARRAY(
        SELECT 'coes/' || id FROM known_coes
        WHERE idea = 'ideas/' || ideas.id AND state = 'OPEN'
        ORDER BY created_at DESC, id DESC LIMIT {MAX_NAMED}
    )
    FROM ideas
    CROSS JOIN LATERAL (
        SELECT count(*) AS evidence FROM evidence WHERE idea = 'ideas/' || ideas.id
    ) said
    CROSS JOIN LATERAL (
        SELECT count(*) AS conversations, max(created_at) AS newest FROM evidence
        WHERE idea = 'ideas/' || ideas.id
            AND kind = 'EVIDENCE_KIND_CUSTOMER_CONVERSATION'
    ) spoken
    CROSS JOIN LATERAL (
        SELECT count(*) AS open FROM questions
        WHERE idea = 'ideas/' || ideas.id AND state = 'OPEN'
    ) asked
"""  # noqa: S608 - our own number

TALLIES = f"SELECT 'ideas/' || id, {TALLY} WHERE id = ANY(%s)"

SEEN = f"SELECT version, body::text, {TALLY} WHERE id = %s"
"""In one statement: it is what readers ask for most, and each costs a round trip."""


class Ideas(Aggregates[Idea]):
    """All ideas that whoever acts may know of; the others do not exist here.

    Events of other services and the service itself may know of every idea.
    """

    @override
    def find(self, aggregate_id: str) -> Idea | None:
        """Return it, locked until the transaction ends, or None."""
        idea = super().find(aggregate_id)
        return idea if idea and self._may_know(idea) else None

    def headlines(self, limit: int) -> list[Headline]:
        """Return the first lines of the newest."""
        values = self._viewing | {"limit": limit}
        rows = self._work.connection.execute(HEADLINES, values)
        return [
            Headline(f"ideas/{idea}", title, headline, IdeaState(state))
            for idea, title, headline, state in rows
        ]

    def next_of_kin(self, ideas: Sequence[Idea], limit: int) -> list[Idea]:
        """Return the parents, children, originals and duplicates of some."""
        above = {n for idea in ideas for n in (idea.pivoted_from, idea.duplicate_of)}
        values = self._viewing | {
            "above": [id_in(name) for name in above],
            "names": [idea.name for idea in ideas],
            "limit": limit,
        }
        rows = self._work.connection.execute(KIN, values)
        return [IDEAS.load(*row) for row in rows]

    def seen(self, idea_id: str) -> Seen:
        """Return an idea with what is told of it elsewhere. Raises `NotFound`."""
        row = self._work.connection.execute(SEEN, (idea_id,)).fetchone()
        if row is None:
            raise self._not_found(idea_id)
        version, body, *tally = row
        seen = Seen(IDEAS.load(version, body), Tally(*tally))
        if not self._may_know(seen.idea):
            raise self._not_found(idea_id)
        return seen

    def tallies(self, names: Sequence[str]) -> Mapping[str, Tally]:
        """Return what is told of each that there is."""
        ids = [id_in(name) for name in names]
        rows = self._work.connection.execute(TALLIES, (ids,))
        return {idea: Tally(*tally) for idea, *tally in rows}

    def _may_know(self, idea: Idea) -> bool:
        work = self._work
        is_call = work.cause.on_behalf is None and work.actor.name != work.source
        return not is_call or idea.is_visible_to(work.actor)

    @property
    def _viewing(self) -> dict[str, object]:
        actor = self._work.actor
        return {"viewer": actor.name, "viewer_team": actor.team}


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

    @cached_property
    def known_checks(self) -> Aggregates[ActiveCheck]:
        """What we have heard of the checks of mechanisms."""
        return Aggregates(ACTIVE_CHECKS, self)
