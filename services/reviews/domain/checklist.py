"""The checklist: checks as they concern one review, and how they were answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chassis.checks import Check, CheckResult, Evaluation, Risk, Stage
from chassis.domain import Actor, id_in
from chassis.words import answers

RISKS = (Risk.NONE, Risk.MEDIUM, Risk.HIGH)
"""From fine to worst."""

RISKY = "The risk is high, and nobody has accepted a fix."

MAX_ITEMS = 1000
"""Items of one checklist. The budget of mechanisms keeps them far below."""


@dataclass(frozen=True, slots=True)
class GrantedException:
    """Something that is accepted for a while though it is not as it should be.

    Attributes:
        subject: Name of a mechanism, or of a comment.
        expire_time: None where it need not end.
    """

    subject: str
    approver: str
    reason: str
    expire_time: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Tell whether it is still accepted."""
        return self.expire_time is None or at < self.expire_time


@dataclass(frozen=True, slots=True)
class FixAcceptance:
    """That somebody else than its author accepts a fix."""

    approver: str
    reason: str
    accept_time: datetime


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """How a question was answered; an empty `answer` is "none of these".

    Attributes:
        acceptance: Of the fix; None before.
        raised_by: Who was the first to give an answer of at least this risk.
    """

    answer: str
    risk: Risk
    fix: str
    evidence_url: str
    person: str
    answer_time: datetime
    acceptance: FixAcceptance | None = None
    raised_by: str = ""

    @property
    def has_fix(self) -> bool:
        """Whether the risk is high, and something would be done about it."""
        return self.risk is Risk.HIGH and answers(self.fix)


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One check as it concerns this review.

    Attributes:
        added_later: It came after reading had started.
        active: The mechanism still asks.
    """

    check: Check
    add_time: datetime
    added_later: bool = False
    active: bool = True
    answer: ChecklistAnswer | None = None
    exception: GrantedException | None = None

    @property
    def id(self) -> str:
        """Last part of the mechanism's name; unique within the review."""
        return id_in(self.check.mechanism)

    @property
    def is_unanswered(self) -> bool:
        """Whether it is a question without an answer."""
        return self.check.question is not None and self.answer is None

    @property
    def is_risky(self) -> bool:
        """Whether the answer is a high risk, and nobody has accepted a fix of it."""
        answer = self.answer
        return answer is not None and answer.risk is Risk.HIGH and not answer.acceptance

    def lowers(self, risk: Risk) -> bool:
        """Tell whether an answer of this risk says less than the present one."""
        before = self.answer.risk if self.answer else Risk.NONE
        return RISKS.index(risk) < RISKS.index(before)

    def answered(self, answer: ChecklistAnswer) -> "ChecklistItem":
        """Return it with another answer; who raised the same risk before stays so."""
        old = self.answer
        is_same = old is not None and old.risk is answer.risk
        raised_by = old.raised_by if old and is_same else answer.person
        return replace(self, answer=replace(answer, raised_by=raised_by))

    def accepted(self, acceptance: FixAcceptance) -> "ChecklistItem":
        """Return it with its fix accepted."""
        answer = replace(self.answer, acceptance=acceptance) if self.answer else None
        return replace(self, answer=answer)

    @property
    def reopened(self) -> "ChecklistItem":
        """The same for another revision: nothing of it is accepted yet."""
        answer = replace(self.answer, acceptance=None) if self.answer else None
        return replace(self, answer=answer, exception=None, added_later=False)

    def is_excepted(self, at: datetime) -> bool:
        """Tell whether someone has accepted it as it is."""
        return self.exception is not None and self.exception.holds(at)

    def evaluated(self, at: datetime) -> Evaluation:
        """Return what comes of asking its question now."""
        if self.is_excepted(at):
            return Evaluation(self.check, CheckResult.EXCEPTION)
        if self.is_unanswered:
            return Evaluation(self.check, CheckResult.FAIL, "It is not answered.")
        if self.is_risky:
            return Evaluation(self.check, CheckResult.FAIL, RISKY)
        return Evaluation(self.check, CheckResult.PASS)


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The result of one check at a decision."""

    mechanism: str
    version: int
    stage: Stage
    result: CheckResult
    blocked: bool
    actor: str
    detail: str = ""

    @classmethod
    def of(cls, evaluation: Evaluation, *, by: Actor) -> "CheckOutcome":
        """Return what is kept of an evaluation."""
        check = evaluation.check
        return cls(
            check.mechanism,
            check.version,
            check.scope.stage,
            evaluation.result,
            evaluation.blocked,
            by.name,
            evaluation.detail,
        )


def risk_of(check: Check, answer: str) -> Risk | None:
    """Return how risky an answer is; None if the question knows no such answer.

    "None of these" is as risky as the riskiest of them.
    """
    answers = check.question.answers if check.question else ()
    if not answer:
        return max((each.risk for each in answers), key=RISKS.index, default=Risk.HIGH)
    return next((each.risk for each in answers if each.id == answer), None)


def renewed(
    items: Sequence[ChecklistItem],
    checks: Iterable[Check],
    *,
    at: datetime,
    added_later: bool,
) -> tuple[ChecklistItem, ...]:
    """Return the checklist as the checks that are active now want it.

    A check that ended stays, and asks nothing; one that was improved is asked anew.
    """
    asked = {check.mechanism: check for check in checks if _is_item(check)}
    kept = [
        replace(item, active=item.check.mechanism in asked)
        for item in items
        if not _is_improved(item, asked.get(item.check.mechanism))
    ]
    known = {item.check.mechanism for item in kept}
    added = [
        ChecklistItem(check, at, added_later)
        for mechanism, check in asked.items()
        if mechanism not in known
    ]
    return (*kept, *added)[:MAX_ITEMS]


def _is_item(check: Check) -> bool:
    return bool(check.question or check.predicate)


def _is_improved(item: ChecklistItem, check: Check | None) -> bool:
    return check is not None and check.version > item.check.version
