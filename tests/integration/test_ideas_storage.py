"""Ideas on a real PostgreSQL: leaders who are wanted twice, and texts that stay."""

import contextvars
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest

import services.ideas.storage
from chassis.domain import ERASED, Actor, Cause, ChangeQuery, DomainError, Query
from chassis.eventlog import LogRecord
from chassis.labels import Label
from chassis.outbox import add_to_outbox
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.rpc.calls import CURRENT, Call
from chassis.units import Units
from day1.ideas.v1 import ideas_service_pb2 as pb
from services.ideas.application import commands, discussion, documents, reactions
from services.ideas.application.ports import Headline, Seen, Tally
from services.ideas.application.reading import led_by, open_coes, revision_of
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import IdeaState
from services.ideas.domain.profile import Profile, Visibility
from services.ideas.messaging.publisher import PUBLISHER
from services.ideas.storage.postgres import IdeasWork
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CARA,
    E1,
    EVE,
    EXPERIMENTS,
    NOON,
    POLICY,
    R1,
    REVIEWS,
    approved,
    decision,
    document,
    dossier,
    draft,
    finding,
    hidden,
    in_review,
    vacant,
)

MIGRATIONS = Path(services.ideas.storage.__file__).parent / "migrations"
R = TypeVar("R")


class Store:
    """The database of ideas, written to by several people at once."""

    def __init__(self, url: str) -> None:
        migrate(url, CHASSIS_MIGRATIONS, MIGRATIONS)
        self.database = Database(url)
        self.now = NOON
        self.units: Units[IdeasWork] = Units(
            self.database, IdeasWork, PUBLISHER, lambda: self.now, lambda: None
        )

    @contextmanager
    def work(self, by: Actor = ANN) -> Iterator[IdeasWork]:
        """Open a unit of work that is committed in the end."""
        with self.units.transaction() as connection:
            outgoing: list[LogRecord] = []
            yield self.units.open(connection, Cause("request-1", by), outgoing)
            add_to_outbox(connection, outgoing)

    @contextmanager
    def event(self, of: Actor) -> Iterator[IdeasWork]:
        """Open a unit of work for an event of another service."""
        with self.units.transaction() as connection:
            cause = Cause("event-1", of, self.now, on_behalf=EVE)
            yield self.units.open(connection, cause, [])

    def add(self, *ideas: Idea) -> None:
        with self.work() as work:
            for idea in ideas:
                work.ideas.add(idea)

    def get(self, idea_id: str) -> Idea:
        with self.work() as work:
            return work.ideas.get(idea_id)

    def write(self, by: Actor, act: Callable[[IdeasWork], object]) -> list[str]:
        """Act as a call does, again after a lost race; return why it was refused."""

        def answer(work: IdeasWork) -> pb.GetIdeaResponse:
            act(work)
            return pb.GetIdeaResponse()

        token = CURRENT.set(Call(by, "test", time.monotonic() + 30))
        try:
            self.units.write(pb.GetIdeaRequest(), answer)
        except DomainError as refused:
            return [violation.reason for violation in refused.violations]
        finally:
            CURRENT.reset(token)
        return []


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.database.close()


def at_once(*acts: Callable[[], R]) -> list[R]:
    """Return what each returns, every one in a thread and a call of its own."""
    with ThreadPoolExecutor(len(acts)) as threads:
        scopes = [contextvars.copy_context() for _ in acts]
        futures = [
            threads.submit(scope.run, act)
            for scope, act in zip(scopes, acts, strict=True)
        ]
        return [future.result() for future in futures]


def named(idea: Idea, idea_id: str) -> Idea:
    idea.id = idea_id
    return idea


def test_of_two_ideas_approved_at_once_one_gets_the_leader(store: Store) -> None:
    store.add(named(in_review(), "i1"), named(in_review(), "i2"))
    both_have_looked = threading.Barrier(2)
    tried: list[str] = []

    def approve(idea_id: str) -> list[str]:
        def act(work: IdeasWork) -> None:
            tried.append(idea_id)
            if len(tried) <= 2:
                assert led_by(work, BEN.name) is None
                both_have_looked.wait(timeout=10)
            reactions.review_approved(work, idea_id, decision())

        return store.write(REVIEWS, act)

    assert at_once(lambda: approve("i1"), lambda: approve("i2")) == [[], []]

    ideas = [store.get("i1"), store.get("i2")]
    assert [idea.state for idea in ideas] == ["APPROVED", "APPROVED"]
    assert sorted(idea.document.leader for idea in ideas) == ["", BEN.name]
    [loser] = [idea for idea in ideas if idea.leader_vacant]
    [winner] = [idea for idea in ideas if idea.leads == BEN.name]
    assert loser.history[-1].event == "IdeaLeaderVacant"
    assert loser.name != winner.name


def test_the_database_itself_refuses_a_second_active_idea(store: Store) -> None:
    store.add(named(approved(), "i1"))

    with pytest.raises(psycopg.errors.UniqueViolation, match="one_per_leader"):
        store.add(named(approved(), "i2"))


def test_a_leader_is_free_again_once_the_idea_is_out_of_their_hands(
    store: Store,
) -> None:
    store.add(named(approved(), "i1"), named(vacant(), "i2"))

    def assign(work: IdeasWork) -> None:
        commands.assign_leader(work, "i2", "", BEN.name)

    def stop(work: IdeasWork) -> None:
        commands.kill_idea(work, "i1", "", "Dull.", "Nobody cares.")

    assert store.write(ANN, assign) == ["LEADER_NOT_SINGLE_THREADED"]
    assert store.write(BEN, stop) == []
    assert store.write(ANN, assign) == []
    assert store.get("i2").leads == BEN.name


def test_of_two_who_fill_a_vacancy_at_once_one_is_told_where_the_person_is(
    store: Store,
) -> None:
    store.add(named(vacant(), "i1"), named(vacant(), "i2"))
    both_have_looked = threading.Barrier(2)
    tried: list[str] = []

    def assign(idea_id: str) -> list[str]:
        def act(work: IdeasWork) -> None:
            tried.append(idea_id)
            if len(tried) <= 2:
                led_by(work, EVE.name)
                both_have_looked.wait(timeout=10)
            commands.assign_leader(work, idea_id, "", EVE.name)

        return store.write(ANN, act)

    answers = at_once(lambda: assign("i1"), lambda: assign("i2"))

    assert sorted(answers) == [[], ["LEADER_NOT_SINGLE_THREADED"]]


def furnish(store: Store) -> None:
    """Keep a draft with a dossier that lacks nothing."""
    store.add(draft())
    complete = dossier()
    with store.work() as work:
        for piece in complete.evidence:
            work.evidence.add(piece)
        for question in complete.questions:
            work.questions.add(question)
        for visual in complete.visuals:
            work.visuals.add(visual)


def test_a_revision_is_kept_as_it_was_submitted(store: Store) -> None:
    furnish(store)

    with store.work() as work:
        _, first = commands.submit_idea(work, "i1", "", POLICY)
    with store.work() as work:
        commands.recall_idea(work, "i1", "", "A typo.")
    with store.work() as work:
        renamed = document(title="Bags that fit")
        commands.update_idea(work, "i1", "", lambda _: (renamed, None), POLICY)
    store.now = NOON + timedelta(minutes=1)
    with store.work() as work:
        commands.submit_idea(work, "i1", "", POLICY)

    with store.work() as work:
        kept = revision_of(work, "i1", "1.0")
        listed = work.revisions.page(Query({"idea": "ideas/i1"}, 10))
        changes = documents.changes_between(work, "i1", "1.0", "1.1")
        text = documents.exported(work, "i1", "1.0")
    assert (kept.document, kept.sections) == (document(), first.sections)
    assert [one.number for one in listed] == ["1.1", "1.0"]
    assert changes == []
    assert text.startswith("# Boxes that fit\n")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE revisions SET idea = 'ideas/i2'", "DELETE FROM revisions"],
)
def test_the_database_itself_keeps_a_revision(store: Store, statement: str) -> None:
    furnish(store)
    with store.work() as work:
        commands.submit_idea(work, "i1", "", POLICY)

    with (
        pytest.raises(psycopg.errors.RaiseException, match="never changed"),
        store.work() as work,
    ):
        work.connection.execute(statement.encode())


def test_what_was_said_is_counted_without_reading_it(store: Store) -> None:
    furnish(store)
    with store.work(EVE) as work:
        discussion.create_question(work, "i1", "", "And triplets?")
        discussion.create_evidence(work, "i1", "", finding())

    with store.work() as work:
        tallies = work.ideas.tallies(["ideas/i1", "ideas/i2"])
        seen = work.ideas.seen("i1")
        headlines = work.ideas.headlines(10)
    assert tallies == {
        "ideas/i1": Tally(
            evidence=4,
            conversations=4,
            last_conversation_at=NOON,
            open_questions=1,
            open_coes=[],
        )
    }
    assert seen == Seen(store.get("i1"), tallies["ideas/i1"])
    assert headlines == [
        Headline(
            "ideas/i1",
            "Boxes that fit",
            "Boxes that open with one hand",
            IdeaState.DRAFT,
        )
    ]


def test_all_that_was_said_moves_to_the_idea_that_stays(store: Store) -> None:
    furnish(store)
    store.add(named(draft(), "i2"))

    with store.work() as work:
        _, moved = commands.mark_duplicate(work, "i1", "", "ideas/i2")

    with store.work() as work:
        assert (moved.questions, moved.evidence) == (3, 3)
        assert work.questions.count({"idea": "ideas/i1"}) == 0
        assert work.evidence.count({"idea": "ideas/i2"}) == 3
        assert work.questions.get("q1").name == "ideas/i2/questions/q1"


def test_an_idea_goes_quiet_once(store: Store) -> None:
    store.add(draft())
    with store.work() as work:
        assert reactions.wake_due(work) == 0

    store.now = NOON + POLICY.quiet_after
    with store.work() as work:
        assert reactions.wake_due(work) == 1
    store.now += POLICY.quiet_after * 2
    with store.work() as work:
        assert reactions.wake_due(work) == 0

    assert store.get("i1").history[-1].event == "IdeaWentQuiet"


def test_a_coe_holds_until_it_is_settled(store: Store) -> None:
    store.add(draft())

    with store.work() as work:
        reactions.coe_opened(work, "c1", "ideas/i1", "Wrong boxes")
        reactions.coe_opened(work, "c2", "ideas/i1", "")
    with store.work() as work:
        reactions.coe_settled(work, "c1")
        held = open_coes(work, "ideas/i1")
        assert work.ideas.seen("i1").tally.open_coes == [coe.name for coe in held]
        reactions.coe_opened(work, "c1", "ideas/i1", "Wrong boxes")
        reactions.coe_settled(work, "c9")

    with store.work() as work:
        assert held == [Label("coes/c2", "")]
        both = open_coes(work, "ideas/i1")
        assert {str(coe) for coe in both} == {"'Wrong boxes' (coes/c1)", "coes/c2"}
        tally = work.ideas.tallies(["ideas/i1"])["ideas/i1"]
        assert tally.open_coes == [coe.name for coe in both]


def test_a_hidden_idea_is_in_nobody_elses_rows(store: Store) -> None:
    hal = Actor("people/hal", "teams/garden")
    secret, known = hidden(), named(draft(), "i2")
    secret.profile = replace(secret.profile, co_authors=(CARA.name,))
    secret.share((hal.name,), "", by=ANN, at=NOON)
    secret.pivoted_from = known.name
    store.add(secret, known)

    def seen_by(by: Actor) -> tuple[object, ...]:
        with store.work(by) as work:
            return (
                work.ideas.find("i1") is not None,
                len(work.ideas.page(Query({}, 10, viewer=by))),
                len(work.ideas.headlines(10)),
                len(work.ideas.next_of_kin([known], 10)),
                store.write(by, lambda work: work.ideas.seen("i1")),
            )

    for by in (ANN, BEN, CARA, hal):
        assert seen_by(by) == (True, 2, 2, 1, []), by
    for by in (EVE, Actor("people/ivy")):
        assert seen_by(by) == (False, 1, 1, 0, ["IDEA_NOT_FOUND"]), by
    assert seen_by(REVIEWS) == (False, 1, 1, 0, ["IDEA_NOT_FOUND"])
    with store.event(REVIEWS) as work:
        assert work.ideas.find("i1")
    with store.work(Actor("services/ideas")) as work:
        assert work.ideas.seen("i1").idea.is_hidden


def test_changes_tell_whether_a_viewer_may_know_of_them(store: Store) -> None:
    never, once = named(hidden(), "i1"), named(draft(), "i2")
    store.add(never, once)
    with store.work() as work:
        team = Profile(visibility=Visibility.TEAM)
        commands.update_idea(work, "i2", "", lambda _: (None, team), POLICY)

    def told(by: Actor) -> dict[str, tuple[bool, bool]]:
        with store.work(by) as work:
            asked = ChangeQuery({}, {"state": "DRAFT"}, 10, ("0", ""), by)
            return {
                one.aggregate.id: (one.matches, one.known)
                for one in work.ideas.changes(asked)
            }

    assert told(ANN) == {"i1": (True, True), "i2": (True, True)}
    assert told(EVE) == {"i1": (False, False), "i2": (False, True)}


def test_texts_of_others_are_found_by_where_they_came_from(store: Store) -> None:
    store.add(in_review())
    with store.work(REVIEWS) as work:
        reactions.review_approved(work, "i1", decision())
    with store.work(EXPERIMENTS) as work:
        reactions.experiment_started(work, "i1", E1)
        result = reactions.Result(E1, reactions.Verdict.PIVOT, "They want bags.")
        reactions.experiment_decided(work, "i1", result)

    for subject in (R1, E1):
        with store.work(EXPERIMENTS) as work:
            reactions.erase_text(work, subject)

    with store.work() as work:
        ideas = work.ideas.page(Query({}, 10))
        evidence = work.evidence.page(Query({"experiment": E1}, 10))
    assert [one.learning for one in ideas] == [ERASED, ERASED]
    assert store.get("i1").conditions == (ERASED,)
    assert [one.finding.summary for one in evidence] == [ERASED, ERASED]
