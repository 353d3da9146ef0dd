"""A case: a ruling on a review, what it is measured against, and what then stands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chassis.checks import CheckResult, Evaluation, failures, warnings
from chassis.domain import Actor, Violation, broken_rules, refuse
from chassis.labels import Label

from . import checklist_rules, decision_log, events, information_rules, rules
from . import decision_rules as say
from .checklist import ChecklistItem, CheckOutcome, GrantedException
from .comment import Comment
from .decision import (
    Decision,
    Outcome,
    Position,
    PositionKind,
    PositionsSummary,
    ReturnReason,
    Ruling,
)
from .decision_log import Entry, Head
from .document import Bet
from .policy import Policy
from .review import (
    Review,
)
from .snapshot import MAX_TEXT, AnswerSnapshot, DecisionSnapshot, DoorSnapshot

APPROVALS_ONLY = "It is asked of approvals only."


@dataclass(frozen=True, slots=True)
class Case:
    """What a decider would like to decide, and when.

    Attributes:
        comments: Those of the review that are not settled.
        viewer: Who gets to see what it would meet; empty when it is decided.
    """

    review: Review
    ruling: Ruling
    comments: Sequence[Comment]
    at: datetime
    policy: Policy
    viewer: str = ""

    @property
    def positions(self) -> Sequence[Position]:
        """What readers think, as far as the viewer may know."""
        review, viewer = self.review, self.viewer
        return review.visible_positions(viewer) if viewer else review.positions

    @property
    def is_alone(self) -> bool:
        """Whether one person wrote it, would lead it, alone has read it and decides."""
        review = self.review
        readers = rules.people(rules.finished(review.readers))
        leader = {self.leader} - {""} or {review.decider}
        people = {review.decider, *review.submission.authors, *readers, *leader}
        return len(people) == 1

    @property
    def is_approval(self) -> bool:
        """Whether it would let the idea be tried."""
        return self.ruling.outcome is Outcome.APPROVE

    @property
    def leader(self) -> str:
        """Who would lead."""
        return self.ruling.leader or self.review.submission.leader_nominee

    @property
    def questions(self) -> list[Label]:
        """The questions that nobody has answered, on the idea and in the review."""
        asked = [each.label for each in self.comments if each.is_open_question]
        return [*(each.label for each in self.review.questions), *asked]

    @property
    def exceptions(self) -> tuple[GrantedException, ...]:
        """What is accepted, for now, though it is not as it should be."""
        items = [i.exception for i in self.review.checklist if i.active]
        overrides = [c.exception for c in self.comments]
        granted = [each for each in (*items, *overrides) if each]
        return tuple(each for each in granted if each.holds(self.at))

    def snapshot(self) -> DecisionSnapshot:
        """Return the case as predicates see it."""
        review, ruling, submission = self.review, self.ruling, self.review.submission
        read = rules.finished(review.readers)
        bet = submission.bet or Bet()
        return DecisionSnapshot(
            review=review.name,
            idea=submission.idea,
            revision=submission.revision,
            team=submission.team,
            tags=submission.all_tags,
            door_kinds=submission.door_words,
            policy=review.policy.name,
            outcome=ruling.outcome.name,
            title=submission.title,
            author=submission.author,
            decider=review.decider,
            leader=self.leader,
            rationale=ruling.rationale[:MAX_TEXT],
            conditions=ruling.conditions,
            revisit_when=ruling.revisit_when,
            validation=ruling.validation,
            needs_listed=len(review.needs),
            information_ratio=review.information_ratio,
            readers_finished=len(read),
            reader_teams=len({reader.team for reader in read}),
            objections=PositionsSummary.of(self.positions).object,
            blocking_open=sum(each.is_blocking(self.at) for each in self.comments),
            questions_open=len(self.questions),
            topics_open=sum(not topic.outcome for topic in review.topics),
            win_probability=bet.win_probability,
            payoff_multiple=bet.payoff_multiple,
            doors=tuple(map(DoorSnapshot.of, submission.doors)),
            answers=tuple(
                AnswerSnapshot(
                    item.check.mechanism,
                    item.answer.answer,
                    item.answer.risk.name,
                    item.answer.fix[:MAX_TEXT],
                )
                for item in review.checklist
                if item.answer
            ),
        )

    def evaluations(self, predicates: Iterable[Evaluation]) -> list[Evaluation]:
        """Return what came of every item; mechanisms have a say on approvals only.

        Args:
            predicates: What came of asking the predicates.
        """
        items = {item.check.mechanism: item for item in self.review.checklist}
        answered = [
            item.evaluated(self.at)
            for item in items.values()
            if item.active and item.check.question
        ]
        excused = [self._excused(found, items) for found in predicates]
        return [self._of_approvals(found) for found in (*answered, *excused)]

    def violations(self, evaluations: Sequence[Evaluation]) -> list[Violation]:
        """Return everything that speaks against the ruling."""
        review, ruling = self.review, self.ruling
        if not review.is_open:
            return [review.wrong_state(events.ReviewDecided)]
        label, path = review.label, review.policy
        bet, policy = review.submission.bet, self.policy
        return broken_rules(
            *review.unready(policy, self.leader),
            rules.decider_is_leader(label, path, self.leader, review.decider),
            say.decline_needs_reason(label, ruling, bet, policy),
            say.summary_missing(label, path, ruling),
            *(self._against_approval(evaluations) if self.is_approval else ()),
        )

    def warnings(self, evaluations: Sequence[Evaluation]) -> list[Violation]:
        """Return what is worth knowing and stops nothing."""
        review, found = self.review, warnings(self.review.name, evaluations)
        label = review.label
        if self.is_alone:
            found.append(say.decided_alone(label, review.decider))
        if review.is_full:
            return [*found, *broken_rules(*self._warnings_of_full())]
        if self.is_approval and self.questions:
            found.append(say.questions_carried(label, self.questions))
        return found

    def _warnings_of_full(self) -> list[Violation | None]:
        review = self.review
        objects = PositionKind.OBJECT
        against = [each.person for each in self.positions if each.kind is objects]
        return [
            rules.read_fast(review.label, review.readers, review.reading_time),
            say.objections_stand(review.label, against) if self.is_approval else None,
        ]

    def decide(
        self,
        evaluations: Sequence[Evaluation],
        head: Head,
        salt: Callable[[], str],
        *,
        by: Actor,
    ) -> Entry:
        """Let the ruling stand, once and for all; return its entry in the log.

        `salt` returns characters that nobody can guess. Raises `RuleBroken`.
        """
        refuse(*self.violations(evaluations))
        review, ruling = self.review, self.ruling
        decision = Decision(
            outcome=ruling.outcome,
            rationale=ruling.rationale,
            leader=self.leader if self.is_approval else "",
            decider=review.decider,
            decide_time=self.at,
            information_ratio=review.information_ratio,
            positions=review.positions,
            conditions=ruling.conditions,
            exceptions=self.exceptions,
            revisit_when=ruling.revisit_when,
            validation=ruling.validation,
            return_reason=ruling.return_reason
            if ruling.outcome is Outcome.RETURN
            else ReturnReason.UNSPECIFIED,
            checks=tuple(CheckOutcome.of(each, by=by) for each in evaluations),
            alone=self.is_alone,
        )
        entry = head.next(self._record(decision), self.at, salt)
        sealed = replace(
            decision,
            log_position=entry.position,
            prev_hash=entry.prev_hash,
            hash=entry.hash,
        )
        review.conclude(self._decided(sealed), sealed, by=by)
        return entry

    def _against_approval(
        self, evaluations: Sequence[Evaluation]
    ) -> list[Violation | None]:
        review, ruling, at = self.review, self.ruling, self.at
        label, path, needs = review.label, review.policy, review.needs
        submission = review.submission
        predicates = [each for each in evaluations if each.check.predicate]
        return [
            say.blocking_comments_open(label, self.comments, at),
            say.questions_open(label, path, self.questions),
            say.debated_topic_undebated(label, path, review.topics),
            information_rules.information_not_listed(
                label, path, needs, submission.authors
            ),
            information_rules.information_too_low(
                label, path, needs, ruling, self.policy
            ),
            checklist_rules.checklist_incomplete(label, review.checklist, at),
            checklist_rules.high_risk_not_accepted(
                label, review.checklist, review.judge, at
            ),
            say.leader_required(label, self.leader),
            rules.leader_has_not_read(label, submission, self.leader, review.readers),
            *failures(review.name, predicates),
        ]

    def _excused(
        self, found: Evaluation, items: dict[str, ChecklistItem]
    ) -> Evaluation:
        item = items.get(found.check.mechanism)
        is_accepted = item is not None and item.is_excepted(self.at)
        if found.result is CheckResult.FAIL and is_accepted:
            return replace(found, result=CheckResult.EXCEPTION)
        return found

    def _of_approvals(self, found: Evaluation) -> Evaluation:
        if self.is_approval:
            return found
        return replace(found, result=CheckResult.NOT_APPLICABLE, detail=APPROVALS_ONLY)

    def _record(self, decision: Decision) -> dict[str, Any]:
        """Return what the log keeps, and hashes."""
        review = self.review
        submission = review.submission
        return {
            "decision": decision_log.plain(
                decision, without=("log_position", "prev_hash", "hash")
            ),
            "document_hash": submission.document_hash,
            "door_kinds": submission.door_kinds,
            "elapsed_seconds": (self.at - review.created_at).total_seconds(),
            "idea": submission.idea,
            "policy": review.policy,
            "review": review.name,
            "revision": submission.revision,
            decision_log.TITLE: submission.title,
        }

    def _decided(self, decision: Decision) -> events.ReviewDecided:
        review = self.review
        submission = review.submission
        return events.ReviewDecided(
            review=review.name,
            idea=submission.idea,
            revision=submission.revision,
            outcome=decision.outcome,
            policy=review.policy,
            decider=decision.decider,
            leader=decision.leader,
            rationale=decision.rationale,
            door_kinds=submission.door_kinds,
            information_ratio=decision.information_ratio,
            conditions=decision.conditions,
            exceptions=decision.exceptions,
            checks=decision.checks,
            positions_summary=PositionsSummary.of(review.positions),
            return_reason=decision.return_reason,
            elapsed=self.at - review.created_at,
            snapshot=self.snapshot(),
            revisit_when=decision.revisit_when,
            validation=decision.validation,
            log_position=decision.log_position,
            hash=decision.hash,
            at=self.at,
        )
