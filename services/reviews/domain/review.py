"""The review: one submitted revision of an idea, read and then decided."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from typing_extensions import override

from chassis.domain import (
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    refuse,
)

from . import events, rules
from .decision import Decision, Outcome, Reader, Ruling
from .document import ReviewPolicy, Submission
from .rules import Policy


class ReviewState(StrEnum):
    """Where a review is in its life. Only a FULL review stays OPENED."""

    OPENED = "OPENED"
    READING = "READING"
    DECIDED = "DECIDED"
    SUPERSEDED = "SUPERSEDED"


S = ReviewState

TRANSITIONS: Transitions = {
    (S.OPENED, events.ReviewReadingStarted): S.READING,
    (S.OPENED, events.ReviewReaderInvited): S.OPENED,
    (S.READING, events.ReviewReaderInvited): S.READING,
    (S.OPENED, events.ReviewReadingFinished): S.OPENED,
    (S.READING, events.ReviewReadingFinished): S.READING,
    (S.READING, events.ReviewDecided): S.DECIDED,
    (S.OPENED, events.ReviewSuperseded): S.SUPERSEDED,
    (S.READING, events.ReviewSuperseded): S.SUPERSEDED,
}
"""Every move there is. What is not in this table cannot happen."""


@dataclass(slots=True, kw_only=True)
class Review(Aggregate):
    """The reading and the decision of one revision, and the aggregate root here.

    Attributes:
        decider: Who decides; empty on a FULL review, which this version cannot decide.
        due_time: When it should be decided.
        readers: In the order of invitation.
    """

    COLLECTION: ClassVar[str] = "reviews"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS

    submission: Submission
    policy: ReviewPolicy
    decider: str
    readers: tuple[Reader, ...]
    reading_minutes: int
    due_time: datetime
    state: ReviewState = ReviewState.OPENED
    decision: Decision | None = None

    @classmethod
    def open(
        cls,
        review_id: str,
        submission: Submission,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> "Review":
        """Begin a review; a LIGHT one has its decider at once, and reading starts."""
        path, nominee = submission.policy, submission.leader_nominee
        is_light = path is ReviewPolicy.LIGHT
        review = cls(
            id=review_id,
            submission=submission,
            policy=path,
            decider=nominee if is_light else "",
            readers=(Reader(nominee),),
            reading_minutes=submission.reading_minutes(policy.words_per_minute),
            due_time=at + policy.clock_of(path),
            created_at=at,
            updated_at=at,
        )
        review._began(by, at)
        return review

    @property
    @override
    def journey(self) -> str:
        return self.submission.idea

    @property
    def is_open(self) -> bool:
        """Whether it can still be superseded."""
        return (self.state, events.ReviewSuperseded) in self.TRANSITIONS

    def invite(self, reader: str, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Add a reader. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_involved(self.name, self._involved, by))
        self.expect(events.ReviewReaderInvited)
        refuse(
            rules.already_reader(self.name, self.readers, reader),
            rules.reader_is_author(self.name, self.submission, reader),
            rules.readers_too_many(self.name, self.readers, policy),
        )
        invited = events.ReviewReaderInvited(
            review=self.name, idea=self.submission.idea, reader=reader, at=at
        )
        self.record(invited, by=by)
        self.readers += (Reader(reader),)

    def finish_reading(self, *, by: Actor, at: datetime) -> None:
        """Note that someone has read to the end; once is enough, again is nothing.

        Raises `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_reader(self.name, self.readers, by))
        self.expect(events.ReviewReadingFinished)
        if by.name in rules.people(rules.finished(self.readers)):
            return
        finished = events.ReviewReadingFinished(
            review=self.name, idea=self.submission.idea, reader=by.name, at=at
        )
        self.record(finished, by=by)
        self.readers = tuple(
            replace(reader, finish_time=at) if reader.person == by.name else reader
            for reader in self.readers
        )

    def decide(
        self, ruling: Ruling, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Decide, once and for all. Refused with everything that is missing, at once.

        Raises `NotAllowed`, `RuleBroken`. Where nobody is the decider, all who are
        involved are told why it cannot be decided.
        """
        allow(
            rules.not_decider(self.name, self.decider, by)
            if self.decider
            else rules.not_involved(self.name, self._involved, by)
        )
        self.expect(events.ReviewDecided)
        author = self.submission.author
        refuse(
            rules.not_read_yet(self.name, self.readers, by.name, self.reading_minutes),
            rules.readers_too_few(self.name, self.readers, policy),
            rules.decider_is_author(self.name, author, by.name, self.readers),
            rules.decline_needs_reason(self.name, ruling),
        )
        approved = ruling.outcome is Outcome.APPROVE
        leader = self.submission.leader_nominee if approved else ""
        self.record(self._decided(ruling, leader, at), by=by)
        self.decision = Decision(
            ruling.outcome, ruling.rationale, leader, self.decider, at
        )

    def supersede(self, *, by: Actor, at: datetime) -> None:
        """The revision was taken back or replaced. Raises `RuleBroken`."""
        superseded = events.ReviewSuperseded(
            review=self.name,
            idea=self.submission.idea,
            revision=self.submission.revision,
            at=at,
        )
        self.record(superseded, by=by)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        match self.state, event:
            case S.OPENED, events.ReviewDecided:
                doors = self.submission.one_way_doors
                return rules.light_process_on_one_way_door(self.name, doors)
            case S.DECIDED, events.ReviewDecided:
                return rules.decision_final(self.name)
            case _:
                return Aggregate.wrong_state(self, event)

    @property
    def _involved(self) -> set[str]:
        people = {self.submission.author, self.decider} | rules.people(self.readers)
        return people - {""}

    def _began(self, by: Actor, at: datetime) -> None:
        opened = events.ReviewOpened(
            review=self.name,
            idea=self.submission.idea,
            revision=self.submission.revision,
            policy=self.policy,
            decider=self.decider,
            at=at,
        )
        self.remember(opened, by=by)
        if self.decider:
            started = events.ReviewReadingStarted(
                review=self.name, idea=self.submission.idea, at=at
            )
            self.record(started, by=by)

    def _decided(
        self, ruling: Ruling, leader: str, at: datetime
    ) -> events.ReviewDecided:
        return events.ReviewDecided(
            review=self.name,
            idea=self.submission.idea,
            revision=self.submission.revision,
            outcome=ruling.outcome,
            policy=self.policy,
            decider=self.decider,
            leader=leader,
            rationale=ruling.rationale,
            at=at,
        )
