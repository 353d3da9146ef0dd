"""Reviews in PostgreSQL."""

from functools import cached_property

from chassis.storage import Aggregates, Table, Work

from ..domain.review import Review

REVIEWS = Table(
    Review,
    columns={
        "idea": lambda review: review.submission.idea,
        "revision": lambda review: review.submission.revision,
        "state": lambda review: review.state,
        "decider": lambda review: review.decider,
    },
)

LATEST = (
    "SELECT id FROM reviews WHERE idea = %s"
    " ORDER BY string_to_array(revision, '.')::int[] DESC LIMIT 1"
)


class PostgresReviews(Aggregates[Review]):
    """All reviews; the table allows one per idea and revision."""

    def __init__(self, work: Work) -> None:
        super().__init__(REVIEWS, work)

    def latest(self, idea: str) -> Review | None:
        """Return the review of the newest revision of an idea, locked, or None."""
        row = self._work.connection.execute(LATEST, (idea,)).fetchone()
        return self.get(row[0]) if row else None


class ReviewsWork(Work):
    """A unit of work on reviews."""

    @cached_property
    def reviews(self) -> PostgresReviews:
        """All reviews."""
        return PostgresReviews(self)
