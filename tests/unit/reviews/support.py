"""Builders of reviews in each of their states, and reviews kept in memory."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any, Generic, TypeVar

import pytest

from chassis.checks import (
    ActiveCheck,
    Answer,
    Check,
    CheckSeverity,
    ReviewQuestion,
    Risk,
    Scope,
    Stage,
)
from chassis.checks.evaluation import ActiveChecks
from chassis.checks.storage import ACTIVE_CHECKS
from chassis.domain import (
    Actor,
    Aggregate,
    AlreadyExists,
    Change,
    ChangeQuery,
    Conflict,
    DomainError,
    DomainEvent,
    NotFound,
    Query,
    Violation,
)
from chassis.etags import etag_of
from chassis.money import Money
from chassis.storage import Table
from services.reviews.domain.case import Case
from services.reviews.domain.comment import UNSETTLED, Comment
from services.reviews.domain.decision import Outcome, PositionKind, Ruling
from services.reviews.domain.decision_log import Entry, Head
from services.reviews.domain.document import (
    Bet,
    Door,
    OpenQuestion,
    Section,
    Submission,
    Undo,
    number_of,
)
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.life import (
    RUNNING,
)
from services.reviews.domain.policy import Policy
from services.reviews.domain.remark import (
    Anchor,
    CommentKind,
    CommentSeverity,
    Remark,
)
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.verification import Part, Verification, verify
from services.reviews.storage.postgres import COMMENTS, REVIEWS, SNAPSHOTS

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TITLED = "'Boxes that fit' (reviews/r1)"
"""What messages call the review."""

READ = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)
"""When a careful reader has read what is short."""
LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)
POLICY = Policy()

ANN = Actor("people/ann", "teams/books")
"""The author."""
COY = Actor("people/coy", "teams/books")
"""Who wrote with her, where someone did."""
LEO = Actor("people/leo", "teams/books")
"""The leader nominee."""
DEE = Actor("people/dee", "teams/family")
"""The decider of a FULL review."""
RIA = Actor("people/ria", "teams/devices")
"""A reader, once invited."""
KAI = Actor("people/kai", "teams/family")
"""Another reader of a FULL review."""
SAM = Actor("people/sam", "teams/devices")
"""A stranger."""
IDEAS = Actor("services/ideas")
ITSELF = Actor("services/reviews")

APPROVE = Ruling(Outcome.APPROVE, "Cheap to undo.")
RETURN = Ruling(Outcome.RETURN, "Name the customer.")
DECLINE = Ruling(Outcome.DECLINE, "Tried last year.")

TWO_WAY = Door(
    "price",
    is_two_way=True,
    decision="Raise it",
    undo=Undo("Lower it", Money("USD", 1500), 3),
)
ONE_WAY = Door("brand", is_two_way=False, decision="Rename it")
TEXT = "Boxes that fit at last"
BET = Bet(0.10, 100.0)

NOTE = Remark(kind=CommentKind.COMMENT, text="A better name?")
QUESTION = Remark(kind=CommentKind.QUESTION, text="Who returns boxes?")
BLOCKER = Remark(
    kind=CommentKind.COMMENT,
    text="It breaks a promise.",
    anchor=Anchor("headline", 0, 5, "Boxes"),
    severity=CommentSeverity.BLOCKING,
    clears_when="The promise is kept.",
)
ASKED = OpenQuestion("ideas/i1/questions/q1", "What if nobody buys?")

DEBATE = Remark(kind=CommentKind.DEBATE, text="Too early.", topic="topic-1")

SCOPE = Scope(Stage.REVIEW_DECIDE)


def question(**changes: Any) -> Check:
    """Return a check that asks, and blocks."""
    base = Check(
        mechanism="mechanisms/way-back",
        version=1,
        title="The way back was tried",
        owner_team="teams/platform",
        scope=SCOPE,
        severity=CheckSeverity.BLOCK,
        message="Nobody has tried the way back.",
        fix_hint="Try it once.",
        origin_coes=("coes/c1",),
        question=ReviewQuestion(
            "Was the way back tried?",
            answers=(
                Answer("yes", "Yes", Risk.NONE),
                Answer("partly", "Partly", Risk.MEDIUM),
                Answer("no", "No", Risk.HIGH),
            ),
        ),
    )
    return replace(base, **changes)


def predicate(expression: str = 'decision.revisit_when != ""', **changes: Any) -> Check:
    """Return a check that is evaluated, and blocks."""
    return question(
        mechanism="mechanisms/revisit",
        title="Says when to look again",
        message="Nobody will look at it again.",
        fix_hint="Write revisit_when.",
        question=None,
        predicate=expression,
        **changes,
    )


def submission(**changes: Any) -> Submission:
    return replace(
        Submission(
            idea="ideas/i1",
            revision="1.0",
            title="Boxes that fit",
            author=ANN.name,
            leader_nominee=LEO.name,
            doors=(TWO_WAY,),
            sections=(Section("headline", "Headline", TEXT),),
            document_hash="5ec7",
            team=ANN.team,
            tags=("boxes",),
        ),
        **changes,
    )


def words(number: int) -> tuple[Section, ...]:
    return (Section("summary", "What we announce", "word " * number),)


def reading(*checks: Check, **changes: Any) -> Review:
    """Return a LIGHT review of ANN's idea that LEO decides."""
    about = submission(**changes)
    return Review.open("r1", about, checks, by=IDEAS, at=NOON, policy=POLICY)


def opened(**changes: Any) -> Review:
    """Return a FULL review, which has no decider yet."""
    return reading(doors=(TWO_WAY, ONE_WAY), **changes)


def named(**changes: Any) -> Review:
    """Return a FULL review that DEE decides, and that RIA and KAI read as well."""
    review = opened(**changes)
    review.name_decider(DEE.name, by=ANN, at=NOON, policy=POLICY)
    for reader in (RIA, KAI):
        review.invite(reader.name, by=ANN, at=NOON, policy=POLICY)
    return review


def full_reading(*checks: Check, **changes: Any) -> Review:
    """Return a FULL review that LEO, DEE, RIA and KAI are reading."""
    review = named(**changes)
    review.start(None, checks, by=DEE, at=NOON, policy=POLICY)
    return review


def full_read(*checks: Check, **changes: Any) -> Review:
    """Return a FULL review that all four have read."""
    review = full_reading(*checks, **changes)
    for person in (LEO, DEE, RIA, KAI):
        review.finish_reading(by=person, at=READ, policy=POLICY)
    return review


def debating(*checks: Check, **changes: Any) -> Review:
    """Return a FULL review that is debated; RIA and KAI are for it."""
    review = full_read(*checks, **changes)
    for person in (RIA, KAI):
        kind = PositionKind.SUPPORT
        review.set_position(kind, "Yes.", by=person, at=NOON, policy=POLICY)
    review.open_debate(by=DEE, at=NOON, policy=POLICY)
    return review


def informed(*checks: Check, **changes: Any) -> Review:
    """Return a FULL review of which enough is known."""
    review = debating(*checks, **changes)
    know(review, 3)
    return review


def know(review: Review, weight: int, state: NeedState = NeedState.KNOWN) -> None:
    """List something to be known; on FULL, a reader does."""
    need = InformationNeed("", f"Weight {weight}", weight, state, "A year of figures")
    by = RIA if review.is_full else ANN
    review.list_need(need, by=by, at=NOON, policy=POLICY)


def with_reader(review: Review) -> Review:
    review.invite(RIA.name, by=LEO, at=NOON, policy=POLICY)
    return review


def read(*checks: Check, **changes: Any) -> Review:
    """Return a LIGHT review that its decider has read."""
    review = reading(*checks, **changes)
    review.finish_reading(by=Actor(review.decider), at=NOON, policy=POLICY)
    return review


def take_side(review: Review, *people: Actor) -> None:
    for person in people:
        kind = PositionKind.OBJECT
        review.set_position(kind, "No.", by=person, at=NOON, policy=POLICY)


def case(review: Review, ruling: Ruling = APPROVE, *comments: Comment) -> Case:
    """Return what would be decided an hour later."""
    return Case(review, ruling, comments, LATER, POLICY)


def against(
    review: Review, ruling: Ruling = APPROVE, *comments: Comment
) -> dict[str, str]:
    """Return the reasons against a ruling, and what each says; predicates aside."""
    of = case(review, ruling, *comments)
    return {each.reason: each.description for each in of.violations(of.evaluations(()))}


def decide(
    review: Review,
    ruling: Ruling = APPROVE,
    *comments: Comment,
    by: Actor = LEO,
    head: Head | None = None,
) -> Entry:
    """Decide as the use case does, without predicates."""
    review.expect_ruling(ruling.document_hash, by=by)
    of = case(review, ruling, *comments)
    return of.decide(of.evaluations(()), head or Head(), lambda: "salt", by=by)


def decided(ruling: Ruling = APPROVE) -> Review:
    """Return a decided LIGHT review."""
    review = read()
    decide(review, ruling)
    return review


def superseded(**changes: Any) -> Review:
    review = reading(**changes)
    review.supersede(by=IDEAS, at=NOON)
    return review


def withdrawn(**changes: Any) -> Review:
    review = reading(**changes)
    review.withdraw(by=IDEAS, at=NOON)
    return review


def comment(remark: Remark = NOTE, *, by: Actor = RIA, number: str = "c1") -> Comment:
    return Comment.make(
        number, remark, review="reviews/r1", idea="ideas/i1", by=by, at=NOON
    )


def violations_of(
    act: Callable[[], object], refusal: type[DomainError]
) -> dict[str, str]:
    """Return the reasons of the refusal that the act meets, and what each says."""
    with pytest.raises(refusal) as refused:
        act()
    return {found.reason: found.description for found in refused.value.violations}


def subjects_of(act: Callable[[], object], refusal: type[DomainError]) -> list[str]:
    """Return what the violations of the refusal are about."""
    with pytest.raises(refusal) as refused:
        act()
    return [violation.subject for violation in refused.value.violations]


def reasons_of(act: Callable[[], object], refusal: type[DomainError]) -> list[str]:
    """Return the reasons of the refusal that the act meets."""
    with pytest.raises(refusal) as refused:
        act()
    return [violation.reason for violation in refused.value.violations]


A = TypeVar("A", bound=Aggregate)


class Kept(Generic[A]):
    """Aggregates of one type, in memory; what happened to them is published."""

    def __init__(self, table: Table[A], work: "Memory") -> None:
        self.all: dict[str, A] = {}
        self._table = table
        self._work = work

    def get(self, aggregate_id: str, *, etag: str = "") -> A:
        if (found := self.find(aggregate_id)) is None:
            reason = f"{self._table.noun.upper()}_NOT_FOUND"
            raise NotFound(Violation(reason, aggregate_id, "None."))
        if etag and etag != etag_of(found):
            raise Conflict(Violation("ETAG_MISMATCH", aggregate_id, "Changed."))
        return found

    def find(self, aggregate_id: str) -> A | None:
        return self.all.get(aggregate_id)

    def add(self, aggregate: A) -> A:
        if aggregate.id in self.all:
            reason = f"{self._table.noun.upper()}_EXISTS"
            raise AlreadyExists(Violation(reason, aggregate.name, "Taken."))
        self.all[aggregate.id] = aggregate
        return self.save(aggregate)

    def save(self, aggregate: A) -> A:
        if aggregate.events:
            aggregate.version += 1
            self._work.published += aggregate.events
            aggregate.events.clear()
        return aggregate

    def page(self, query: Query) -> list[A]:
        return self.matching(query.equals)[: query.limit]

    def count(self, equals: Mapping[str, str | bool]) -> int:
        return len(self.matching(equals))

    def horizon(self) -> tuple[str, str]:
        raise NotImplementedError

    def changes(self, query: ChangeQuery) -> list[Change[A]]:
        raise NotImplementedError

    def due(self, limit: int) -> list[A]:
        now = self._work.now
        waiting = [each for each in self.all.values() if each.wake_at]
        return [each for each in waiting if each.wake_at <= now][:limit]  # type: ignore[operator]

    def matching(self, equals: Mapping[str, str | bool]) -> list[A]:
        columns = self._table.columns
        return [
            each
            for each in self.all.values()
            if all(str(columns[name](each)) == equals[name] for name in equals)
        ]


class KeptReviews(Kept[Review]):
    def of_idea(self, idea: str) -> Iterator[Review]:
        return iter(self.matching({"idea": idea}))

    def latest(self, idea: str) -> Review | None:
        of_idea = self.matching({"idea": idea})
        newest = sorted(of_idea, key=lambda r: number_of(r.submission.revision))
        return newest[-1] if newest else None

    def running(self) -> Iterator[Review]:
        return (each for each in self.all.values() if each.state in RUNNING)


class KeptComments(Kept[Comment]):
    def of_review(self, review: str) -> list[Comment]:
        return self.matching({"review": review})

    def unsettled(self, review: str) -> list[Comment]:
        return [each for each in self.of_review(review) if each.state in UNSETTLED]

    def debate(self, review: str, topic: str) -> list[Comment]:
        said = self.matching({"review": review, "topic": topic})
        return [each for each in said if each.state != "WITHDRAWN"]


class KeptLog:
    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def head(self) -> Head:
        if not self.entries:
            return Head()
        last = self.entries[-1]
        return Head(last.position, last.hash)

    def append(self, entry: Entry) -> None:
        self.entries.append(entry)

    def page(self, query: Query) -> list[Entry]:
        return self.entries[::-1][: query.limit]

    def of_idea(self, idea: str) -> list[Entry]:
        return [each for each in self.entries if f'"idea":"{idea}"' in each.record]

    def keep_texts(self, entry: Entry) -> None:
        self.entries[entry.position - 1] = entry

    def verify(self, part: Part) -> Verification:
        end = part.first - 1 + part.most
        return verify(part, self.head(), self.entries[max(part.first - 2, 0) : end])


@dataclass
class Memory:
    """A unit of work on reviews that are kept in memory."""

    actor: Actor = IDEAS
    now: datetime = NOON
    ids: Any = field(default_factory=lambda: count(1))
    published: list[DomainEvent] = field(default_factory=list)
    attested: list[DomainEvent] = field(default_factory=list)

    @cached_property
    def reviews(self) -> KeptReviews:
        return KeptReviews(REVIEWS, self)

    @cached_property
    def comments(self) -> KeptComments:
        return KeptComments(COMMENTS, self)

    @cached_property
    def decision_log(self) -> KeptLog:
        return KeptLog()

    @cached_property
    def known_checks(self) -> Kept[ActiveCheck]:
        return Kept(ACTIVE_CHECKS, self)

    @cached_property
    def checks(self) -> ActiveChecks:
        return ActiveChecks(self, self.known_checks, SNAPSHOTS, "services/reviews")

    def new_id(self) -> str:
        return f"new{next(self.ids)}"

    def attest(self, aggregate: Aggregate, *facts: DomainEvent) -> None:
        assert aggregate.name
        self.attested += facts

    def ask(self, *checks: Check) -> None:
        """Let mechanisms ask these."""
        for check in checks:
            self.checks.learn(check, active=True, heard=check.version)
