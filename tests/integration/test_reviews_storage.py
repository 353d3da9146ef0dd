"""Reviews on a real PostgreSQL: comments, clocks, and a log that is checked."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

import services.reviews.storage
from chassis.domain import Actor, Cause, Query, RuleBroken
from chassis.eventlog import LogRecord
from chassis.outbox import add_to_outbox
from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from chassis.units import Units
from services.reviews.application import commands, deciding, discussion, reactions
from services.reviews.domain.decision_log import GENESIS
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.verification import Part, Verification
from services.reviews.messaging.publisher import PUBLISHER
from services.reviews.storage.postgres import ReviewsWork
from tests.unit.reviews.support import (
    APPROVE,
    BLOCKER,
    DEBATE,
    DEE,
    IDEAS,
    LEO,
    NOON,
    NOTE,
    POLICY,
    RETURN,
    RIA,
    informed,
    predicate,
    question,
    submission,
)

MIGRATIONS = Path(services.reviews.storage.__file__).parent / "migrations"


OTHER_IDEA = """
    UPDATE decision_log SET record = replace(record, 'ideas/i1', 'ideas/i7')
    WHERE position = 2
"""
OTHER_TEXT = """
    UPDATE decision_log SET texts = jsonb_set(texts, '{0,text}', '"Dear."')
    WHERE position = 2
"""
LESS_TEXT = "UPDATE decision_log SET texts = texts - 0 WHERE position = 2"
ERASED_TEXT = """
    UPDATE decision_log SET texts = jsonb_set(texts, '{0,text}', '"[erased]"')
    WHERE position = 2
"""


class Store:
    """The database of the service, a unit of work at a time."""

    def __init__(self, url: str) -> None:
        migrate(url, CHASSIS_MIGRATIONS, MIGRATIONS)
        self.url = url
        self.now = NOON
        self.database = Database(url)
        self._units: Units[ReviewsWork] = Units(
            self.database, ReviewsWork, PUBLISHER, lambda: self.now, lambda: None
        )

    @contextmanager
    def work(self, by: Actor = LEO) -> Iterator[ReviewsWork]:
        """Open a unit of work that is committed in the end."""
        with self._units.transaction() as connection:
            outgoing: list[LogRecord] = []
            yield self._units.open(connection, Cause("request-1", by), outgoing)
            add_to_outbox(connection, outgoing)

    def submit(self, number: int, revision: str = "1.0") -> str:
        """Open a LIGHT review; return its id."""
        with self.work(IDEAS) as work:
            about = submission(idea=f"ideas/i{number}", revision=revision)
            reactions.idea_submitted(work, about, POLICY)
            latest = work.reviews.latest(about.idea)
            assert latest
            return latest.id

    def decide(self, review_id: str) -> Review:
        """Read and approve it."""
        with self.work() as work:
            commands.finish_reading(work, review_id, "", POLICY)
            return deciding.decide_review(work, review_id, "", APPROVE, POLICY)[0]

    def verify(self, part: Part | None = None) -> Verification:
        """Compute the log again, or a part of it."""
        with self._units.connection() as connection:
            work = self._units.open(connection, Cause("", LEO), [], locking=False)
            return work.decision_log.verify(part or Part())

    def tamper(self, statement: str) -> None:
        """Change the log as its owner can who stops at nothing."""
        with psycopg.connect(self.url) as connection:
            connection.execute("ALTER TABLE decision_log DISABLE TRIGGER ALL")
            connection.execute(statement.encode())

    def published(self) -> list[str]:
        """Return the types of all events so far, in order."""
        with self.work() as work:
            rows = work.connection.execute(
                "SELECT headers->>'ce_type' FROM outbox ORDER BY position"
            ).fetchall()
        return [name.rpartition(".")[2] for (name,) in rows]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = Store(database_url)
    yield opened
    opened.database.close()


@pytest.fixture
def decided(store: Store) -> Store:
    """Return a store with four decisions."""
    for number in range(4):
        store.decide(store.submit(number))
    return store


def test_an_empty_log_is_intact(store: Store) -> None:
    assert store.verify() == Verification(0, 0, GENESIS)


def test_decisions_follow_one_another_and_verify(decided: Store) -> None:
    with decided.work() as work:
        entries = work.decision_log.page(Query({}, limit=10))
        review = work.reviews.latest("ideas/i3")

    assert [entry.position for entry in entries] == [4, 3, 2, 1]
    assert review
    assert review.decision
    assert (review.decision.log_position, review.decision.hash) == (4, entries[0].hash)
    assert review.decision.prev_hash == entries[1].hash
    assert decided.verify() == Verification(4, 4, entries[0].hash)


def test_the_log_is_paged_and_filtered(decided: Store) -> None:
    with decided.work() as work:
        log = work.decision_log
        after = log.page(Query({}, 2))[-1]
        rest = log.page(Query({}, 10, (after.created_at, after.id)))
        of_one = log.page(Query({"idea": "ideas/i2"}, 10))
        approved = {"decider": LEO.name, "outcome": "REVIEW_OUTCOME_APPROVE"}
        by_leo = log.page(Query(approved, 10))
        declined = log.page(Query({"outcome": "REVIEW_OUTCOME_DECLINE"}, 10))

    assert [entry.position for entry in rest] == [2, 1]
    assert [entry.position for entry in of_one] == [3]
    assert (len(by_leo), declined) == (4, [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision_log SET hash = ''",
        "UPDATE decision_log SET record = '{}'",
        "UPDATE decision_log SET position = position + 10",
        "DELETE FROM decision_log",
    ],
)
def test_the_log_refuses_to_be_changed(decided: Store, statement: str) -> None:
    with (
        psycopg.connect(decided.url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="append-only"),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize(
    ("statement", "broken", "says"),
    [
        (
            OTHER_IDEA,
            2,
            "Decision 2 is not as it was written.",
        ),
        (
            OTHER_TEXT,
            2,
            "The text decision.rationale of decision 2 was changed.",
        ),
        (
            LESS_TEXT,
            2,
            "Decision 2 has other texts than were written.",
        ),
        (
            "UPDATE decision_log SET hash = repeat('0', 64) WHERE position = 3",
            3,
            "Decision 3 is not as it was written.",
        ),
        (
            "UPDATE decision_log SET prev_hash = repeat('0', 64) WHERE position = 2",
            2,
            "Decision 2 does not follow from the one before it.",
        ),
        (
            "DELETE FROM decision_log WHERE position = 2",
            2,
            "Decision 2 of 4 is missing.",
        ),
        (
            "DELETE FROM decision_log WHERE position = 1",
            1,
            "Decision 1 of 4 is missing.",
        ),
        (
            "DELETE FROM decision_log WHERE position = 4",
            4,
            "Decision 4 of 4 is missing.",
        ),
        ("DELETE FROM decision_log", 1, "Decision 1 of 4 is missing."),
        (
            "UPDATE decision_log SET position = 9 WHERE position = 4",
            4,
            "Decision 4 of 4 is missing.",
        ),
        (
            "UPDATE decision_log_head SET count = 3",
            4,
            "Decision 4 was never written: the log ends at 3.",
        ),
        (
            "DELETE FROM decision_log_head",
            1,
            "Decision 1 was never written: the log ends at 0.",
        ),
        (
            "UPDATE decision_log_head SET hash = repeat('0', 64)",
            4,
            "The log ends at decision 4, with another hash than noted.",
        ),
    ],
)
def test_whoever_tampers_with_the_log_is_found_out(
    decided: Store, statement: str, broken: int, says: str
) -> None:
    decided.tamper(statement)

    found = decided.verify()

    assert (found.is_intact, found.broken_position) == (False, broken)
    assert found.description == says
    assert found.end_hash == ""
    assert decided.verify() == found, "and the connection is good for more"


def test_a_text_that_is_erased_leaves_the_log_intact(decided: Store) -> None:
    decided.tamper(ERASED_TEXT)

    assert decided.verify().is_intact


def test_the_log_is_verified_in_parts(decided: Store) -> None:
    first = decided.verify(Part(most=3))
    second = decided.verify(Part(first.next_position, 3, first.end_hash))
    trusting = decided.verify(Part(4))

    assert (first.is_intact, first.verified, first.next_position) == (True, 3, 4)
    assert (second.verified, second.next_position) == (1, 0)
    assert second == trusting
    assert second.end_hash == decided.verify().end_hash
    decided.tamper(OTHER_IDEA)
    assert decided.verify(Part(3)).is_intact, "a part says nothing of what is before"
    assert decided.verify(Part(2, 1)).broken_position == 2


def test_the_texts_of_an_erased_idea_are_forgotten_everywhere(store: Store) -> None:
    review_id = store.submit(1)
    with store.work() as work:
        commands.finish_reading(work, review_id, "", POLICY)
        discussion.create_comment(work, review_id, "", NOTE, POLICY)
        anchored = replace(NOTE, anchor=BLOCKER.anchor)
        discussion.create_comment(work, review_id, "", anchored, POLICY)
        deciding.decide_review(work, review_id, "", APPROVE, POLICY)
    store.submit(1, "1.1")
    other_id = store.submit(2)

    with store.work(IDEAS) as work:
        reactions.erase_text(work, "ideas/i1")

    with psycopg.connect(store.url) as connection:
        rows = connection.execute(
            "SELECT body::text FROM reviews WHERE idea = 'ideas/i1' UNION ALL"
            " SELECT body::text FROM comments UNION ALL"
            " SELECT record || texts::text FROM decision_log"
        ).fetchall()
    assert len(rows) == 7
    assert [row for row in rows if "Boxes" in row[0] or "Raise it" in row[0]] == []
    assert store.verify().is_intact
    with store.work() as work:
        assert work.reviews.get(other_id).submission.title == "Boxes that fit"


def test_decisions_that_fall_together_make_one_chain(store: Store) -> None:
    reviews = [store.submit(number) for number in range(12)]
    start = threading.Barrier(6)

    def decide(some: list[str]) -> None:
        start.wait(timeout=10)
        for review_id in some:
            store.decide(review_id)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(decide, [reviews[n::6] for n in range(6)]))

    found = store.verify()
    assert (found.is_intact, found.verified) == (True, 12)


def test_who_reads_the_log_does_not_wait_for_who_writes(decided: Store) -> None:
    with decided.work() as writing:
        writing.decision_log.head()

        found = decided.verify()

    assert found.is_intact


def test_a_refused_decision_leaves_the_log_as_it_is(store: Store) -> None:
    review_id = store.submit(1)

    with pytest.raises(RuleBroken), store.work() as work:
        deciding.decide_review(work, review_id, "", APPROVE, POLICY)

    assert store.verify().expected == 0


def test_comments_are_found_by_review_state_and_topic(store: Store) -> None:
    with store.work(RIA) as work:
        work.reviews.add(informed(debated_topics=("Now?",)))
        blocker = discussion.create_comment(work, "r1", "", BLOCKER, POLICY)
        note = discussion.create_comment(work, "r1", "", NOTE, POLICY)
        debate = discussion.create_comment(work, "r1", "", DEBATE, POLICY)
    with store.work(RIA) as work:
        discussion.withdraw_comment(work, "r1", note.id, "")
    with store.work(DEE) as work:
        discussion.close_debate_topic(work, "r1", "", "topic-1", "Now.")

    with store.work() as work:
        unsettled = work.comments.unsettled("reviews/r1")
        count = work.comments.count({"review": "reviews/r1"})
        resolved = work.comments.page(Query({"state": "RESOLVED"}, 10))

    assert [each.name for each in unsettled] == [blocker.name]
    assert [each.name for each in resolved] == [debate.name]
    assert count == 3
    assert unsettled[0].remark == BLOCKER


def test_a_comment_on_a_returned_revision_goes_on_in_the_next(store: Store) -> None:
    review_id = store.submit(1)
    with store.work() as work:
        commands.finish_reading(work, review_id, "", POLICY)
        discussion.create_comment(work, review_id, "", BLOCKER, POLICY)
        deciding.decide_review(work, review_id, "", RETURN, POLICY)

    next_id = store.submit(1, "1.1")

    with store.work() as work:
        old = work.comments.page(Query({"review": f"reviews/{review_id}"}, 10))
        new = work.comments.unsettled(f"reviews/{next_id}")
    assert [each.state for each in old] == ["CARRIED"]
    assert [each.carried_from for each in new] == [old[0].name]
    assert new[0].author == LEO.name


def test_a_mechanism_reaches_every_review_that_runs(store: Store) -> None:
    ids = [store.submit(number) for number in range(3)]
    store.decide(ids[0])

    with store.work(Actor("services/coes")) as work:
        reactions.check_changed(work, question(), active=True, heard=1)

    with store.work() as work:
        lists = [work.reviews.get(each).checklist for each in ids]
    assert [len(each) for each in lists] == [0, 1, 1]
    assert lists[1][0].added_later
    assert "CheckActivated" in store.published()
    assert store.published().count("ReviewCheckActivated") == 2


def test_a_predicate_is_asked_of_the_decision(store: Store) -> None:
    review_id = store.submit(1)
    with store.work(Actor("services/coes")) as work:
        reactions.check_changed(work, predicate(), active=True, heard=1)
    with store.work() as work:
        commands.finish_reading(work, review_id, "", POLICY)

    with pytest.raises(RuleBroken) as refused, store.work() as work:
        deciding.decide_review(work, review_id, "", APPROVE, POLICY)
    with store.work() as work:
        ruling = replace(APPROVE, revisit_when="Sales fall.")
        review, _ = deciding.decide_review(work, review_id, "", ruling, POLICY)

    (violation,) = refused.value.violations
    assert violation.reason == "MECHANISM_CHECK_FAILED"
    assert violation.description == (
        "'Says when to look again' (mechanisms/revisit v1, from coes/c1): "
        "Nobody will look at it again. Write revisit_when."
    )
    assert review.state is ReviewState.DECIDED
    assert store.published()[-2:] == ["CheckEvaluated", "ReviewDecided"]


def test_time_reaches_the_reviews_that_are_due_and_once(store: Store) -> None:
    ids = [store.submit(number) for number in range(2)]
    store.decide(ids[0])
    store.now += timedelta(days=2)

    with store.work(Actor("services/reviews")) as work:
        woken = [reactions.wake_due(work), reactions.wake_due(work)]

    assert woken == [1, 0]
    assert store.published()[-1] == "ReviewStalled"
