"""The rules of checklists. Each is named after its reason, and says what to do."""

from collections.abc import Collection
from datetime import datetime

from chassis.checks import CheckSeverity, Risk
from chassis.domain import Actor, Violation
from chassis.labels import Label

from .checklist import ChecklistItem
from .naming import names

FIX = "Write the fix and have it accepted, or ask for an exception that expires."
READERS = "Let a reader who has neither written the fix nor the document accept it."
BARE = "Answers of high risk without a fix"
FIXED = "Fixes of a high risk that nobody has accepted"


def checklist_incomplete(
    review: Label, items: Collection[ChecklistItem], at: datetime
) -> Violation | None:
    """Each item that blocks is answered."""
    waiting = [i.check.label for i in blocking(items, at) if i.is_unanswered]
    if not waiting:
        return None
    text = f"Items of the checklist without an answer: {names(waiting)}."
    return Violation("CHECKLIST_INCOMPLETE", review.name, f"{text} Answer each.")


def high_risk_not_accepted(
    review: Label, items: Collection[ChecklistItem], judge: str, at: datetime
) -> Violation | None:
    """A fix of a high risk is accepted by somebody else, or the risk for a while."""
    risky = [item for item in blocking(items, at) if item.is_risky]
    if not risky:
        return None
    found: dict[str, list[str]] = {}
    for item in risky:
        is_fixed = item.answer is not None and item.answer.has_fix
        hint = who_accepts(item, judge) if is_fixed else FIX
        found.setdefault(hint, []).append(item.check.label)
    text = " ".join(
        f"{BARE if hint == FIX else FIXED}: {names(labels)}. {hint}"
        for hint, labels in found.items()
    )
    return Violation("HIGH_RISK_NOT_ACCEPTED", review.name, text)


def who_accepts(item: ChecklistItem, judge: str) -> str:
    """Return who may accept a fix: the decider, or a reader if it is the decider's."""
    person = item.answer.person if item.answer else ""
    if judge in {"", person}:
        return READERS
    return f"{judge} decides it: ask them to accept the fix."


def answer_unusable(item: ChecklistItem, answer: str) -> Violation:
    """A question is answered, with one of its answers; a predicate is not."""
    if (question := item.check.question) is None:
        text = f"{item.check.label} is no question: it is evaluated at the decision."
        hint = "Change what it looks at, or ask the decider for an exception."
        return Violation("ITEM_NOT_A_QUESTION", "item", f"{text} {hint}")
    ids = ", ".join(each.id for each in question.answers)
    text = f"{item.check.label} knows no answer '{answer}'."
    hint = f"Use one of {ids}, or leave it empty for none of these."
    return Violation("ANSWER_UNKNOWN", "answer", f"{text} {hint}")


def evidence_missing(
    item: ChecklistItem, risk: Risk, evidence_url: str
) -> Violation | None:
    """Where a question names its evidence, nobody says "no risk" without it."""
    question = item.check.question
    wanted = question.evidence.strip() if question else ""
    if risk is not Risk.NONE or not wanted or evidence_url.strip():
        return None
    text = f"{item.check.label} asks for evidence of an answer without risk"
    hint = f"Give its address in evidence_url: {wanted}"
    return Violation("EVIDENCE_MISSING", "evidence_url", f"{text}. {hint}")


def risk_raised_by_another(
    review: Label, item: ChecklistItem, risk: Risk, judge: str, by: Actor
) -> Violation | None:
    """Only who raised a risk lowers it, or a decider who has not written the text."""
    raised_by = item.answer.raised_by if item.answer else ""
    if not item.lowers(risk) or by.name in {raised_by, judge}:
        return None
    text = f"{raised_by} sees a higher risk in {item.check.label}."
    hint = f"Ask {raised_by} to answer anew, or write a fix and have it accepted."
    return Violation("RISK_RAISED_BY_ANOTHER", review.name, f"{text} {hint}")


def no_fix_to_accept(review: Label, item: ChecklistItem) -> Violation | None:
    """What is accepted is a fix of a high risk."""
    if item.answer and item.answer.has_fix:
        return None
    text = f"{item.check.label} has no answer of high risk with a fix."
    hint = "Answer it and write the fix first."
    return Violation("NO_FIX_TO_ACCEPT", review.name, f"{text} {hint}")


def fix_is_own(
    review: Label, item: ChecklistItem, authors: Collection[str], hint: str, by: Actor
) -> Violation | None:
    """Nobody accepts their own fix, nor one for their own document."""
    is_own = item.answer is not None and item.answer.person == by.name
    if not is_own and by.name not in authors:
        return None
    what = "the fix" if is_own else "the document"
    text = f"{by.name} wrote {what} of {item.check.label} in {review}."
    if not is_own:
        text = f"{by.name} wrote what {review} is about."
    return Violation("FIX_IS_OWN", review.name, f"{text} {hint}")


def not_fix_judge(
    review: Label, item: ChecklistItem, judge: str, by: Actor
) -> Violation | None:
    """The decider accepts a fix; where they wrote it or the text, a reader does."""
    person = item.answer.person if item.answer else ""
    if judge in {"", person, by.name}:
        return None
    text = f"{review} is decided by {judge}. Ask them to accept the fix."
    return Violation("NOT_DECIDER", review.name, text)


def exception_is_own(
    review: Label, subject: object, person: str, authors: Collection[str], by: Actor
) -> Violation | None:
    """Nobody grants themselves an exception."""
    is_own = by.name == person
    if not is_own and by.name not in authors:
        return None
    what = "answered it" if is_own else f"wrote what {review} is about"
    text = f"{by.name} {what}, and so grants no exception for {subject}."
    hint = "Name another decider, who may."
    return Violation("EXCEPTION_IS_OWN", review.name, f"{text} {hint}")


def blocking(items: Collection[ChecklistItem], at: datetime) -> list[ChecklistItem]:
    """Return the items that may refuse a decision, and are not accepted as they are."""
    return [
        item
        for item in items
        if item.active
        and item.check.severity is CheckSeverity.BLOCK
        and not item.is_excepted(at)
    ]
