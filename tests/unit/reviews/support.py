"""Builders of reviews in each of their states, and reviews kept in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from chassis.domain import Actor, Conflict, DomainError, NotFound, Query, Violation
from services.reviews.domain.decision import Outcome, Ruling
from services.reviews.domain.document import Door, Section, Submission, number_of
from services.reviews.domain.review import Review
from services.reviews.domain.rules import Policy

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)
POLICY = Policy()

ANN = Actor("people/ann", "teams/books")
"""The author."""
LEO = Actor("people/leo", "teams/books")
"""The leader nominee."""
RIA = Actor("people/ria", "teams/family")
"""A reader, once invited."""
SAM = Actor("people/sam", "teams/devices")
"""A stranger."""
IDEAS = Actor("services/ideas")

APPROVE = Ruling(Outcome.APPROVE, "Cheap to undo.")
RETURN = Ruling(Outcome.RETURN, "Name the customer.")
DECLINE = Ruling(Outcome.DECLINE, "Tried last year.")

TWO_WAY, ONE_WAY = Door("price", is_two_way=True), Door("brand", is_two_way=False)


def submission(**changes: Any) -> Submission:
    return replace(
        Submission(
            idea="ideas/i1",
            revision="1.0",
            title="Boxes that fit",
            author=ANN.name,
            leader_nominee=LEO.name,
            doors=(TWO_WAY,),
            sections=(Section("headline", "Headline", "Boxes that fit at last"),),
            document_hash="5ec7",
        ),
        **changes,
    )


def words(number: int) -> tuple[Section, ...]:
    return (Section("summary", "What we announce", "word " * number),)


def reading(**changes: Any) -> Review:
    """Return a LIGHT review of ANN's idea that LEO decides."""
    return Review.open("r1", submission(**changes), by=IDEAS, at=NOON, policy=POLICY)


def opened(**changes: Any) -> Review:
    """Return a FULL review, which has no decider."""
    return reading(doors=(TWO_WAY, ONE_WAY), **changes)


def with_reader(review: Review) -> Review:
    review.invite(RIA.name, by=LEO, at=NOON, policy=POLICY)
    return review


def read(**changes: Any) -> Review:
    """Return a LIGHT review that its decider has read."""
    review = reading(**changes)
    review.finish_reading(by=Actor(review.decider), at=NOON)
    return review


def decided(ruling: Ruling = APPROVE) -> Review:
    review = read()
    review.decide(ruling, by=LEO, at=NOON, policy=POLICY)
    return review


def superseded(**changes: Any) -> Review:
    review = reading(**changes)
    review.supersede(by=IDEAS, at=NOON)
    return review


def reasons_of(act: Callable[[], object], refusal: type[DomainError]) -> list[str]:
    """Return the reasons of the refusal that the act meets."""
    with pytest.raises(refusal) as refused:
        act()
    return [violation.reason for violation in refused.value.violations]


@dataclass
class Memory:
    """A unit of work on reviews that are kept in memory."""

    actor: Actor = IDEAS
    now: datetime = NOON
    kept: dict[str, Review] = field(default_factory=dict)
    ids: Any = field(default_factory=lambda: count(1))

    @property
    def reviews(self) -> "Memory":
        return self

    def new_id(self) -> str:
        return f"new{next(self.ids)}"

    def get(self, aggregate_id: str, *, etag: str = "") -> Review:
        if (review := self.find(aggregate_id)) is None:
            raise NotFound(Violation("REVIEW_NOT_FOUND", aggregate_id, "None."))
        if etag and etag != str(review.version):
            raise Conflict(Violation("ETAG_MISMATCH", aggregate_id, "Changed."))
        return review

    def find(self, aggregate_id: str) -> Review | None:
        return self.kept.get(aggregate_id)

    def latest(self, idea: str) -> Review | None:
        of_idea = [r for r in self.kept.values() if r.submission.idea == idea]
        newest = sorted(of_idea, key=lambda r: number_of(r.submission.revision))
        return newest[-1] if newest else None

    def add(self, aggregate: Review) -> Review:
        assert aggregate.id not in self.kept
        self.kept[aggregate.id] = aggregate
        return self.save(aggregate)

    def page(self, query: Query) -> list[Review]:
        return list(self.kept.values())[: query.limit]

    def save(self, aggregate: Review) -> Review:
        if aggregate.events:
            aggregate.version += 1
            aggregate.events.clear()
        return aggregate
