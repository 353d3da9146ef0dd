"""Reviews, comments, and what mechanisms ask of them, in PostgreSQL."""

from collections.abc import Iterator
from functools import cached_property

from chassis.checks import ActiveCheck, Stage
from chassis.checks.evaluation import ActiveChecks, Snapshots
from chassis.checks.storage import ACTIVE_CHECKS, checks_in
from chassis.storage import Aggregates, Table, Work
from day1.reviews.v1.reviews_events_pb2 import DecisionSnapshot

from ..domain.comment import UNSETTLED, Comment, CommentState
from ..domain.life import (
    RUNNING,
)
from ..domain.review import (
    Review,
)
from .decision_log import PostgresDecisionLog

SNAPSHOTS: Snapshots = {Stage.REVIEW_DECIDE: DecisionSnapshot}
"""What predicates see."""

REVIEWS = Table(
    Review,
    columns={
        "idea": lambda review: review.submission.idea,
        "revision": lambda review: review.submission.revision,
        "state": lambda review: review.state,
        "decider": lambda review: review.decider,
        "wake_at": lambda review: review.wake_at,
    },
)

COMMENTS = Table(
    Comment,
    columns={
        "review": lambda comment: comment.review,
        "state": lambda comment: comment.state,
        "author": lambda comment: comment.author,
        "topic": lambda comment: comment.debated_topic,
    },
)

LATEST = (
    "SELECT id FROM reviews WHERE idea = %s"
    " ORDER BY string_to_array(revision, '.')::int[] DESC LIMIT 1"
)

RUNNING_IDS = "SELECT id FROM reviews WHERE state = ANY(%s) ORDER BY id"

OF_IDEA = "SELECT id FROM reviews WHERE idea = %s ORDER BY id"

OF_REVIEW = "SELECT version, body::text FROM comments WHERE review = %s"
OLDEST_FIRST = "ORDER BY created_at, id"


class PostgresReviews(Aggregates[Review]):
    """All reviews; the table allows one per idea and revision."""

    def __init__(self, work: Work) -> None:
        super().__init__(REVIEWS, work)

    def latest(self, idea: str) -> Review | None:
        """Return the review of the newest revision of an idea, locked, or None."""
        row = self._work.connection.execute(LATEST, (idea,)).fetchone()
        return self.get(row[0]) if row else None

    def of_idea(self, idea: str) -> Iterator[Review]:
        """Return the reviews of all revisions, each locked when it comes."""
        rows = self._work.connection.execute(OF_IDEA, (idea,)).fetchall()
        return (self.get(review_id) for (review_id,) in rows)

    def running(self) -> Iterator[Review]:
        """Return the reviews that are read or debated, each locked when it comes."""
        states = [str(state) for state in RUNNING]
        rows = self._work.connection.execute(RUNNING_IDS, (states,)).fetchall()
        return (self.get(review_id) for (review_id,) in rows)


class PostgresComments(Aggregates[Comment]):
    """All comments."""

    def __init__(self, work: Work) -> None:
        super().__init__(COMMENTS, work)

    def of_review(self, review: str) -> list[Comment]:
        """Return all of a review, oldest first."""
        return self._found(f"{OF_REVIEW} {OLDEST_FIRST}", review)

    def unsettled(self, review: str) -> list[Comment]:
        """Return those of a review that may stand in the way, oldest first."""
        states = [str(state) for state in UNSETTLED]
        statement = f"{OF_REVIEW} AND state = ANY(%s) {OLDEST_FIRST}"
        return self._found(statement, review, states)

    def debate(self, review: str, topic: str) -> list[Comment]:
        """Return those that argue about a topic, oldest first."""
        withdrawn = str(CommentState.WITHDRAWN)
        statement = f"{OF_REVIEW} AND topic = %s AND state <> %s {OLDEST_FIRST}"
        return self._found(statement, review, topic, withdrawn)

    def _found(self, statement: str, *values: object) -> list[Comment]:
        rows = self._work.connection.execute(statement.encode(), values)
        return [COMMENTS.load(*row) for row in rows]


class ReviewsWork(Work):
    """A unit of work on reviews."""

    @cached_property
    def reviews(self) -> PostgresReviews:
        """All reviews."""
        return PostgresReviews(self)

    @cached_property
    def comments(self) -> PostgresComments:
        """All comments."""
        return PostgresComments(self)

    @cached_property
    def decision_log(self) -> PostgresDecisionLog:
        """All decisions."""
        return PostgresDecisionLog(self.connection)

    @cached_property
    def checks(self) -> ActiveChecks:
        """What mechanisms ask of decisions."""
        return checks_in(self, SNAPSHOTS)

    @cached_property
    def known_checks(self) -> Aggregates[ActiveCheck]:
        """Every check that this service has heard of."""
        return Aggregates(ACTIVE_CHECKS, self)
