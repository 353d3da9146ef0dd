"""The review: one submitted revision of an idea, read, debated and then decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar

from typing_extensions import override

from chassis.checks import Check, Risk
from chassis.domain import (
    ERASED,
    Actor,
    Aggregate,
    AlreadyExists,
    Conflict,
    DomainEvent,
    InvalidInput,
    NotFound,
    Transitions,
    Violation,
    allow,
    refuse,
    reject,
)
from chassis.labels import Label
from chassis.words import says_nothing

from . import (
    checklist_rules,
    comment_rules,
    decision_rules,
    events,
    information_rules,
    rules,
)
from .checklist import (
    ChecklistAnswer,
    ChecklistItem,
    FixAcceptance,
    GrantedException,
    renewed,
    risk_of,
)
from .decision import (
    DebateTopic,
    Decision,
    Outcome,
    Position,
    PositionKind,
    Reader,
)
from .document import OpenQuestion, ReviewPolicy, Submission
from .events import StallReason
from .information import InformationNeed, information_ratio
from .life import METHODS, OPEN, RUNNING, TRANSITIONS, ReviewState
from .policy import Policy
from .remark import Remark

S = ReviewState


@dataclass(slots=True, kw_only=True)
class Review(Aggregate):
    """The reading and the decision of one revision, and the aggregate root here.

    Attributes:
        decider: Who decides; empty until named.
        due_time: When it should be decided.
        readers: In the order of invitation.
        questions: What is asked on the idea, and nobody has answered.
        previous_decider: Who judged the last revision on the same path; empty for
            nobody.
        slow_time: When too little will have happened since enough was known; None
            while too little is known.
        stalls: What was said of its slowness; each once.
        expired: Subjects of exceptions of the decision that hold no more.
    """

    COLLECTION: ClassVar[str] = "reviews"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    submission: Submission
    policy: ReviewPolicy
    decider: str
    readers: tuple[Reader, ...]
    reading_time: timedelta
    due_time: datetime
    state: ReviewState = ReviewState.OPENED
    decision: Decision | None = None
    topics: tuple[DebateTopic, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    previous_decider: str = ""
    needs: tuple[InformationNeed, ...] = ()
    positions: tuple[Position, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    slow_time: datetime | None = None
    stalls: tuple[StallReason, ...] = ()
    expired: tuple[str, ...] = ()

    @classmethod
    def open(  # noqa: PLR0913 - what it is about, what came before, under which rules
        cls,
        review_id: str,
        submission: Submission,
        checks: Iterable[Check] = (),
        previous: "Review | None" = None,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> "Review":
        """Begin a review; a LIGHT one has its decider at once, and reading starts.

        What `previous`, the review of the last revision, left undone goes on here.
        """
        path, nominee = submission.policy, submission.leader_nominee
        before = previous.next_decider(path) if previous else ""
        decider = (before or nominee) if path is ReviewPolicy.LIGHT else ""
        review = cls(
            id=review_id,
            submission=submission,
            policy=path,
            decider=decider,
            readers=tuple(
                Reader(person, invite_time=at)
                for person in dict.fromkeys((nominee, decider))
                if person
            ),
            reading_time=submission.reading_time(policy.words_per_minute),
            due_time=at + policy.clock_of(path),
            topics=tuple(
                DebateTopic(f"topic-{number}", text)
                for number, text in enumerate(submission.debated_topics, 1)
            ),
            questions=submission.open_questions,
            previous_decider=before,
            created_at=at,
            updated_at=at,
        )
        if previous and previous.state is S.SUPERSEDED:
            review._take_over(previous)
        opened = events.ReviewOpened(
            **review._names,
            revision=submission.revision,
            policy=path,
            decider=review.decider,
            at=at,
        )
        review.remember(opened, by=by)
        if review.decider:
            review._start(checks, by=by, at=at)
        return review

    def next_decider(self, path: ReviewPolicy) -> str:
        """Return who decides the next revision on this path too; empty for anybody.

        It is who sent this one back, or had read it when it was taken back; an author
        who decided alone binds nobody.
        """
        if path is not self.policy:
            return ""
        has_read = self.decider in rules.people(rules.finished(self.readers))
        if self.decision is None and not has_read:
            return self.previous_decider
        is_approved = self.decision and self.decision.outcome is Outcome.APPROVE
        return "" if is_approved else self.judge

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.submission.title)

    @property
    @override
    def journey(self) -> str:
        return self.submission.idea

    @property
    @override
    def possible(self) -> list[str]:
        # What has a way back is not debated.
        pointless = "" if self.is_full else "OpenDebate"
        allowed = super(Review, self).possible
        return [method for method in allowed if method != pointless]

    @property
    def is_open(self) -> bool:
        """Whether it can still be superseded."""
        return self.state in OPEN

    @property
    def is_full(self) -> bool:
        """Whether it takes the long way."""
        return self.policy is ReviewPolicy.FULL

    @property
    def information_ratio(self) -> float | None:
        """How much of the listed information is known; None if nothing is listed."""
        return information_ratio(self.needs)

    @property
    @override
    def wake_at(self) -> datetime | None:
        if self.is_open:
            clocks = self._clocks.items()
            times = [
                time for reason, time in clocks if time and reason not in self.stalls
            ]
        else:
            times = [each.expire_time for each in self._expiring if each.expire_time]
        return min(times, default=None)

    def visible_positions(self, viewer: str) -> list[Position]:
        """Return the positions that someone may see: their own, until the debate."""
        is_over = self.state is S.DECIDED
        return [
            p for p in self.positions if is_over or p.revealed or p.person == viewer
        ]

    def name_decider(
        self,
        decider: str,
        checks: Iterable[Check] = (),
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Say who decides; LIGHT starts reading. Raises `NotAllowed`, `RuleBroken`."""
        allow(self._not_deciding(by))
        self.expect(events.ReviewDeciderNamed)
        is_new = decider not in rules.people(self.readers)
        leader = self.submission.leader_nominee
        seats = self._seats(policy)
        before = "" if self.decider else self.previous_decider
        refuse(
            rules.decider_of_before(self.label, before, decider, by),
            rules.decider_is_author(self.label, self.submission, decider, self.readers),
            rules.decider_is_leader(self.label, self.policy, leader, decider),
            rules.readers_too_many(self.label, seats, policy) if is_new else None,
        )
        named = events.ReviewDeciderNamed(**self._names, decider=decider, at=at)
        self.record(named, by=by)
        self.decider = decider
        if is_new:
            self.readers = (*seats, Reader(decider, invite_time=at))
        if self.state is S.OPENED and not self.is_full:
            self._start(checks, by=by, at=at)

    def invite(self, reader: str, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Add a reader. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_involved(self.label, self.involved, by))
        self.expect(events.ReviewReaderInvited)
        seats = self._seats(policy) if by.name == self.decider else self.readers
        refuse(
            rules.already_reader(self.label, self.readers, reader),
            rules.reader_is_author(self.label, self.submission, reader),
            rules.readers_too_many(self.label, seats, policy),
        )
        invited = events.ReviewReaderInvited(**self._names, reader=reader, at=at)
        self.record(invited, by=by)
        self.readers = (*seats, Reader(reader, invite_time=at))

    def start(
        self,
        asked: ReviewPolicy | None,
        checks: Iterable[Check],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Begin the reading. Raises `NotAllowed`, `RuleBroken`.

        Another path than the one that follows from the doors is refused in any state.
        """
        allow(self._not_deciding(by))
        wanted = asked or self.policy
        refuse(
            rules.heavy_process_on_two_way_door(self.label, self.submission, wanted),
            rules.light_process_on_one_way_door(self.label, self.submission, wanted),
        )
        self.expect(events.ReviewReadingStarted)
        needed = policy.readers_of(self.policy)
        refuse(
            None if self.decider else rules.decider_missing(self.label),
            rules.readers_invited_too_few(self.label, self.angles(), needed),
        )
        self._start(checks, by=by, at=at)

    def finish_reading(
        self, *, by: Actor, at: datetime, policy: Policy, document_hash: str = ""
    ) -> None:
        """Note that someone has read to the end; once is enough, again is nothing.

        Raises `NotAllowed`, `RuleBroken`, `Conflict`.
        """
        allow(self._not_reader(by, policy))
        self.expect(events.ReviewReadingFinished)
        self.expect_text(document_hash)
        if by.name in rules.people(rules.finished(self.readers)):
            return
        finished = events.ReviewReadingFinished(**self._names, reader=by.name, at=at)
        self.record(finished, by=by)
        self.readers = tuple(
            replace(reader, finish_time=at, team=by.team)
            if reader.person == by.name
            else reader
            for reader in self.readers
        )
        self._debate_at_quorum(by, at, policy)

    def list_need(
        self, need: InformationNeed, *, by: Actor, at: datetime, policy: Policy
    ) -> InformationNeed:
        """Add one thing to know, under its id or, if that is empty, under a free one.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`, `AlreadyExists`.
        """
        allow(rules.not_involved(self.label, self.involved, by))
        judged = information_rules.need_judged_by_author
        authors = self._hushed_authors if need.is_judged else ()
        allow(judged(self.label, authors, need, by))
        self.expect(events.ReviewNeedChanged)
        reject(
            information_rules.need_empty(self.label, need),
            information_rules.need_without_source(need),
        )
        refuse(
            self._not_read_by_reader(by),
            information_rules.needs_too_many(self.label, self.needs, policy),
        )
        taken = {each.id for each in self.needs}
        if exists := information_rules.need_taken(self.label, taken, need.id):
            raise AlreadyExists(exists)
        numbers = count(len(self.needs) + 1)
        free = (one for one in map("need-{}".format, numbers) if one not in taken)
        listed = replace(need, id=need.id or next(free), author=by.name)
        self._keep_needs((*self.needs, listed), listed.id, by, at, policy)
        return listed

    def need(self, need_id: str) -> InformationNeed:
        """Return one of its needs. Raises `NotFound`."""
        for need in self.needs:
            if need.id == need_id:
                return need
        name = f"{self.name}/informationNeeds/{need_id}"
        raise NotFound(Violation("NEED_NOT_FOUND", name, f"There is no {name}."))

    def change_need(
        self, need: InformationNeed, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Say what is known. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`."""
        old = self.need(need.id)
        allow(rules.not_involved(self.label, self.involved, by))
        own = information_rules.not_need_author
        allow(own(self.label, old, need, self.decider, by))
        judged = information_rules.need_judged_by_author
        is_judged = need.is_judged or old.is_judged
        authors = self._hushed_authors if is_judged else ()
        allow(judged(self.label, authors, old, by))
        self.expect(events.ReviewNeedChanged)
        reject(
            information_rules.need_empty(self.label, need),
            information_rules.need_without_source(need),
        )
        refuse(self._not_read_by_reader(by))
        changed = tuple(need if each.id == need.id else each for each in self.needs)
        self._keep_needs(changed, need.id, by, at, policy)

    def set_position(
        self, kind: PositionKind, text: str, *, by: Actor, at: datetime, policy: Policy
    ) -> None:
        """Say where a reader stands; the last word counts.

        Raises `NotAllowed`, `RuleBroken`.
        """
        self._expect_reader(events.ReviewPositionSet, by, policy)
        self.record(events.ReviewPositionSet(**self._names, at=at), by=by)
        revealed = self.state is S.DEBATING
        old = next((each for each in self.positions if each.person == by.name), None)
        mine = Position(by.name, kind, text, at, revealed).after(old)
        others = (each for each in self.positions if each.person != by.name)
        self.positions = (*others, mine)
        self._debate_at_quorum(by, at, policy)

    def open_debate(self, *, by: Actor, at: datetime, policy: Policy) -> None:
        """Show all positions, and argue. Raises `NotAllowed`, `RuleBroken`."""
        allow(self._not_deciding(by))
        heavy, submission = ReviewPolicy.FULL, self.submission
        refuse(rules.heavy_process_on_two_way_door(self.label, submission, heavy))
        self.expect(events.ReviewDebateOpened)
        angles = [each for each in self.angles() if each.person != self.decider]
        needed = policy.readers_of(self.policy) - 1
        refuse(*self._quorum_missing(policy, self.angles()))
        refuse(rules.positions_missing(self.label, angles, self.positions, needed))
        self._open_debate(by, at, automatic=False)

    def topic(self, topic_id: str) -> DebateTopic:
        """Return one of the debated topics. Raises `NotFound`."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        text = f"{self.name} has no topic {topic_id}. Read it again to see its topics."
        raise NotFound(Violation("TOPIC_NOT_FOUND", self.name, text))

    def topic_like(self, topic_id: str, old: "Review") -> str:
        """Return the id of what another review debates under this id; empty if none.

        Topics are numbered anew in each revision.
        """
        texts = {topic.text for topic in old.topics if topic.id == topic_id}
        return next((topic.id for topic in self.topics if topic.text in texts), "")

    def close_topic(
        self,
        topic: DebateTopic,
        outcome: str,
        *,
        is_debated: bool,
        by: Actor,
        at: datetime,
    ) -> None:
        """Write down what a debate came to.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self.expect_decider(events.ReviewTopicClosed, by)
        reject(says_nothing(outcome, "outcome"))
        path = self.policy
        undebated = decision_rules.topic_undebated(self.label, path, topic)
        refuse(None if is_debated else undebated)
        closed = events.ReviewTopicClosed(**self._names, topic=topic.id, at=at)
        self.record(closed, by=by)
        done = replace(topic, outcome=outcome, closed_by=by.name, close_time=at)
        self.topics = tuple(done if each == topic else each for each in self.topics)

    def request_reread(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Have everybody read again.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        allow(self._not_deciding(by))
        self.expect(events.ReviewRereadRequested)
        reject(says_nothing(reason, "reason"))
        asked = events.ReviewRereadRequested(**self._names, reason=reason, at=at)
        self.record(asked, by=by)
        self.readers = tuple(
            replace(each, finish_time=None, invite_time=at) for each in self.readers
        )

    def question_asked(
        self, question: OpenQuestion, *, by: Actor, at: datetime
    ) -> None:
        """Note that somebody asks something on the idea; a repeat changes nothing."""
        names = {each.name for each in self.questions}
        if self.is_open and question.name not in names:
            asked = events.ReviewQuestionAsked(
                **self._names, question=question.name, at=at
            )
            self.record(asked, by=by)
            self.questions += (question,)

    def question_answered(self, question: str, *, by: Actor, at: datetime) -> None:
        """Note that a question on the idea is open no more."""
        names = {each.name for each in self.questions}
        if self.is_open and question in names:
            answered = events.ReviewQuestionAnswered(
                **self._names, question=question, at=at
            )
            self.record(answered, by=by)
            self.questions = tuple(
                each for each in self.questions if each.name != question
            )

    def renew_checklist(
        self, checks: Iterable[Check], *, by: Actor, at: datetime
    ) -> None:
        """Take in what mechanisms ask by now; after the decision nothing comes."""
        if self.state not in RUNNING:
            return
        asked = {
            (item.check.mechanism, item.check.version): item for item in self.checklist
        }
        self.checklist = renewed(self.checklist, checks, at=at, added_later=True)
        for item in self.checklist:
            mechanism, version = item.check.mechanism, item.check.version
            before = asked.get((mechanism, version))
            if before and before.active == item.active:
                continue
            news: DomainEvent = (
                events.ReviewCheckActivated(
                    **self._names, mechanism=mechanism, version=version, at=at
                )
                if item.active
                else events.ReviewCheckEnded(**self._names, mechanism=mechanism, at=at)
            )
            self.record(news, by=by)

    def answer_item(  # noqa: PLR0913 - the parts of an answer
        self,
        item_id: str,
        answer: str,
        fix: str,
        evidence_url: str,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Answer a question of the checklist; the last answer counts.

        Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_involved(self.label, self.involved, by))
        self.expect(events.ReviewItemAnswered)
        item = self._item(item_id)
        risk = risk_of(item.check, answer)
        if item.check.question is None or risk is None:
            raise InvalidInput(checklist_rules.answer_unusable(item, answer))
        lowered = checklist_rules.risk_raised_by_another
        allow(lowered(self.label, item, risk, self.judge, by))
        reject(checklist_rules.evidence_missing(item, risk, evidence_url))
        refuse(self._not_read_by_reader(by))
        answered = ChecklistAnswer(answer, risk, fix, evidence_url, by.name, at)
        mechanism = item.check.mechanism
        self.record(
            events.ReviewItemAnswered(**self._names, mechanism=mechanism, at=at), by=by
        )
        self._replace_item(item.answered(answered))

    def accept_fix(self, item_id: str, reason: str, *, by: Actor, at: datetime) -> None:
        """Accept what somebody else does about a high risk.

        Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        allow(rules.not_involved(self.label, self.involved, by))
        self.expect(events.ReviewFixAccepted)
        item, authors = self._item(item_id), self.submission.authors
        hint = checklist_rules.who_accepts(item, self.judge)
        allow(checklist_rules.fix_is_own(self.label, item, authors, hint, by))
        allow(checklist_rules.not_fix_judge(self.label, item, self.judge, by))
        reject(says_nothing(reason, "reason"))
        refuse(
            self._not_read_yet(by),
            checklist_rules.no_fix_to_accept(self.label, item),
        )
        mechanism = item.check.mechanism
        self.record(
            events.ReviewFixAccepted(**self._names, mechanism=mechanism, at=at), by=by
        )
        acceptance = FixAcceptance(by.name, reason, at)
        self._replace_item(item.accepted(acceptance))

    def grant_exception(  # noqa: PLR0913 - for what, why, until when, who, and when
        self,
        item_id: str,
        reason: str,
        expire_time: datetime,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Accept an item for a while though it is not as it should be.

        Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self.expect_decider(events.ReviewExceptionGranted, by)
        item = self._item(item_id)
        mechanism, check = item.check.mechanism, item.check
        authors = self.submission.authors
        person = item.answer.person if item.answer else ""
        own = checklist_rules.exception_is_own
        allow(own(self.label, check.label, person, authors, by))
        about = Label(mechanism, check.title)
        reject(
            says_nothing(reason, "reason"),
            comment_rules.expiry_invalid(about, expire_time, at, policy),
        )
        granted = events.ReviewExceptionGranted(
            **self._names, mechanism=mechanism, at=at
        )
        self.record(granted, by=by)
        exception = GrantedException(mechanism, by.name, reason, expire_time)
        self._replace_item(replace(item, exception=exception))

    def expect_remark(
        self, remark: Remark, count: int, *, by: Actor, policy: Policy
    ) -> None:
        """Refuse a comment that cannot be made, or not now, or not by this person.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        allow(self._not_reader(by, policy))
        self.expect(events.CommentMade)
        reject(
            comment_rules.comment_empty(self.label, remark),
            comment_rules.blocking_without_clearance(self.label, remark),
            comment_rules.anchor_invalid(self.label, self.submission, remark.anchor),
            comment_rules.topic_unknown(self.label, self.topics, remark.topic),
        )
        refuse(
            self._not_read_yet(by),
            comment_rules.comments_too_many(self.label, count, policy),
        )

    def expect_reply(self, by: Actor) -> bool:
        """Tell whether an author replies. Raises `NotAllowed`, `RuleBroken`."""
        allow(rules.not_involved(self.label, self.involved, by))
        self.expect(events.CommentReplied)
        refuse(self._not_read_by_reader(by))
        return by.name in self.submission.authors

    def expect_override(self, comment: Label, by: Actor) -> None:
        """Refuse who may not go on in spite of a comment, or not now.

        Raises `NotAllowed`, `RuleBroken`.
        """
        self.expect_decider(events.CommentOverridden, by)
        own, authors = checklist_rules.exception_is_own, self.submission.authors
        allow(own(self.label, comment, "", authors, by))

    def expect_decider(self, event: type[DomainEvent], by: Actor) -> None:
        """Refuse whoever is not the decider, has not read, or comes too late.

        Raises `NotAllowed`, `RuleBroken`.
        """
        allow(self._not_deciding(by))
        self.expect(event)
        refuse(self._not_read_yet(by))

    def expect_ruling(self, document_hash: str, *, by: Actor) -> None:
        """Refuse who may not decide, or not now, or not on this text.

        Raises `NotAllowed`, `RuleBroken`, `Conflict`.
        """
        allow(self._not_deciding(by))
        if self.state is S.SUPERSEDED:
            raise Conflict(rules.revision_stale(self.label, self.submission))
        self.expect(events.ReviewDecided)
        self.expect_text(document_hash)

    def expect_text(self, document_hash: str) -> None:
        """Refuse who has read another text; an empty hash says nothing."""
        if document_hash not in {"", self.submission.document_hash}:
            raise Conflict(rules.revision_stale(self.label, self.submission))

    def unready(self, policy: Policy, leader: str) -> list[Violation | None]:
        """Return what speaks against any decision now, whichever way it goes."""
        submission, decider = self.submission, self.decider
        nobody = None if decider else rules.decider_missing(self.label)
        unread = nobody or self._not_read_yet(Actor(decider))
        undebated = self.is_full and self.state is not S.DEBATING
        return [
            unread,
            *self._quorum_missing(
                policy,
                self.angles("" if leader == decider else leader),
                waits_for=decider if unread else "",
            ),
            rules.decider_is_author(self.label, submission, decider, self.readers),
            rules.debate_not_opened(self.label, submission) if undebated else None,
        ]

    def conclude(
        self, decided: events.ReviewDecided, decision: Decision, *, by: Actor
    ) -> None:
        """Let a decision stand. Raises `RuleBroken`."""
        self.record(decided, by=by)
        self.decision = decision

    def supersede(self, *, by: Actor, at: datetime) -> None:
        """The revision was taken back or replaced. Raises `RuleBroken`."""
        revision = self.submission.revision
        over = events.ReviewSuperseded(**self._names, revision=revision, at=at)
        self.record(over, by=by)

    def withdraw(self, *, by: Actor, at: datetime) -> None:
        """The idea was withdrawn. Raises `RuleBroken`."""
        revision = self.submission.revision
        over = events.ReviewWithdrawn(**self._names, revision=revision, at=at)
        self.record(over, by=by)

    def erase_texts(self, *, by: Actor, at: datetime) -> None:
        """Forget the texts that were copied from the idea, if it still knows them."""
        if self.submission == self.submission.erased:
            return
        self.record(events.ReviewTextErased(**self._names, at=at), by=by)
        self.submission = self.submission.erased
        self.topics = tuple(replace(topic, text=ERASED) for topic in self.topics)
        self.questions = tuple(question.erased for question in self.questions)

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        if self.is_open:
            self._notice_stalls(by, at)
        else:
            self._notice_expiry(by, at)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        match self.state, event:
            case S.OPENED, events.ReviewDecided if not self.decider:
                return rules.decider_missing(self.label)
            case S.DECIDED, events.ReviewDecided:
                return rules.decision_final(self.label)
            case _:
                return Aggregate.wrong_state(self, event)

    @property
    def judge(self) -> str:
        """The decider, unless they wrote what they decide."""
        return "" if self.decider in self.submission.authors else self.decider

    @property
    def involved(self) -> set[str]:
        """Who has a part in it."""
        people = {self.decider, self.previous_decider, *self.submission.authors}
        return (people | rules.people(self.readers)) - {""}

    def angles(self, leader: str = "") -> list[Reader]:
        """Return the readers that count: on FULL, neither authors nor leaders do."""
        partial = {leader, self.submission.leader_nominee, *self.submission.authors}
        partial = partial if self.is_full else set()
        return [reader for reader in self.readers if reader.person not in partial]

    @property
    def _hushed_authors(self) -> set[str]:
        """Who does not say that enough is known: on FULL, the authors."""
        return self.submission.authors if self.is_full else set()

    @property
    def _names(self) -> dict[str, str]:
        return {"review": self.name, "idea": self.submission.idea}

    @property
    def _clocks(self) -> dict[StallReason, datetime | None]:
        return {
            StallReason.CLOCK_PASSED: self.due_time,
            StallReason.WAITING_PAST_90: self.slow_time,
        }

    @property
    def _expiring(self) -> list[GrantedException]:
        exceptions = self.decision.exceptions if self.decision else ()
        return [
            each
            for each in exceptions
            if each.expire_time and each.subject not in self.expired
        ]

    def _start(self, checks: Iterable[Check], *, by: Actor, at: datetime) -> None:
        self.record(events.ReviewReadingStarted(**self._names, at=at), by=by)
        self.checklist = renewed(self.checklist, checks, at=at, added_later=False)

    def _take_over(self, old: "Review") -> None:
        """Go on with what was known and what was at risk when a text was recalled."""
        self.needs = old.needs
        self.checklist = tuple(
            item.reopened
            for item in old.checklist
            if item.answer and item.answer.risk is Risk.HIGH
        )

    def _seats(self, policy: Policy) -> tuple[Reader, ...]:
        """Return who keeps a place if one more has to come, however many there are."""
        kept = {self.decider, self.submission.leader_nominee}
        waiting = [
            reader
            for reader in self.readers
            if not reader.finish_time and reader.person not in kept
        ]
        gone = waiting[-1:] if len(self.readers) >= policy.max_readers else []
        return tuple(reader for reader in self.readers if reader not in gone)

    def _not_deciding(self, by: Actor) -> Violation | None:
        """Where nobody decides yet, all who are involved may hear why."""
        if self.decider:
            return rules.not_decider(self.label, self.decider, by)
        return rules.not_involved(self.label, self.involved, by)

    def _not_read_yet(self, by: Actor) -> Violation | None:
        minutes = self.reading_time // timedelta(minutes=1)
        return rules.not_read_yet(self.label, self.readers, by.name, minutes)

    def _not_reader(self, by: Actor, policy: Policy) -> Violation | None:
        authors = self.submission.authors
        return rules.not_reader(self.label, self.readers, authors, by, policy)

    def _not_read_by_reader(self, by: Actor) -> Violation | None:
        """Whoever judges a text has read it; its authors know it."""
        is_author = by.name in self.submission.authors
        return None if is_author else self._not_read_yet(by)

    def _expect_reader(
        self, event: type[DomainEvent], by: Actor, policy: Policy
    ) -> None:
        allow(self._not_reader(by, policy))
        self.expect(event)
        refuse(self._not_read_yet(by))

    def _quorum_missing(
        self, policy: Policy, angles: list[Reader], waits_for: str = ""
    ) -> list[Violation | None]:
        """Return what lacks beside one person whose reading is awaited anyway."""
        needed = policy.readers_of(self.policy)
        teams = policy.full_teams if self.is_full else 0
        awaited = sum(reader.person == waits_for for reader in angles)
        return [
            rules.readers_too_few(self.label, angles, needed, awaited),
            rules.readers_one_team(self.label, angles, teams),
        ]

    def _debate_at_quorum(self, by: Actor, at: datetime, policy: Policy) -> None:
        """Open the debate once enough have read, and none of them could still be led.

        The decider needs no position: their word is the decision.
        """
        read = rules.people(rules.finished(self.readers)) - {self.decider}
        have_said = {position.person for position in self.positions}
        is_waiting = self.state is S.READING and self.is_full and read <= have_said
        if is_waiting and not any(self._quorum_missing(policy, self.angles())):
            self._open_debate(by, at, automatic=True)

    def _open_debate(self, by: Actor, at: datetime, *, automatic: bool) -> None:
        opened = events.ReviewDebateOpened(**self._names, automatic=automatic, at=at)
        self.record(opened, by=by)
        self.positions = tuple(replace(each, revealed=True) for each in self.positions)

    def _keep_needs(
        self,
        needs: tuple[InformationNeed, ...],
        need: str,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        self.record(events.ReviewNeedChanged(**self._names, need=need, at=at), by=by)
        self.needs = needs
        ratio = self.information_ratio
        is_enough = ratio is not None and ratio >= policy.slow_mark
        since = self.slow_time or at + policy.slow_after
        self.slow_time = since if is_enough else None

    def _item(self, item_id: str) -> ChecklistItem:
        for item in self.checklist:
            if item.id == item_id:
                return item
        text = f"{self.name} has no item {item_id}. Read it again to see its checklist."
        raise NotFound(Violation("ITEM_NOT_FOUND", self.name, text))

    def _replace_item(self, item: ChecklistItem) -> None:
        self.checklist = tuple(
            item if each.id == item.id else each for each in self.checklist
        )

    def _notice_stalls(self, by: Actor, at: datetime) -> None:
        for reason, time in self._clocks.items():
            if time and time <= at and reason not in self.stalls:
                stalled = events.ReviewStalled(
                    **self._names,
                    reason=reason,
                    due_time=self.due_time,
                    information_ratio=self.information_ratio,
                    at=at,
                )
                self.record(stalled, by=by)
                self.stalls += (reason,)

    def _notice_expiry(self, by: Actor, at: datetime) -> None:
        for exception in self._expiring:
            if not exception.holds(at) and exception.expire_time:
                expired = events.ReviewExceptionExpired(
                    **self._names,
                    subject=exception.subject,
                    approver=exception.approver,
                    expire_time=exception.expire_time,
                    at=at,
                )
                self.record(expired, by=by)
                self.expired += (exception.subject,)
