"""The rules of decisions. Each is named after its reason, and says what to do."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from chassis.checks import CheckSeverity
from chassis.domain import Violation

from .checklist import ChecklistItem
from .comment import Comment
from .decision import DebateTopic, Outcome, Ruling
from .document import Bet, ReviewPolicy
from .information import (
    InformationNeed,
    NeedState,
    information_ratio,
    weightiest,
)
from .policy import Policy

NAMED_UNKNOWNS = 3
QUOTED = 60
NAMED = 10
"""More than this are counted, not named."""


def decline_needs_reason(
    name: str, ruling: Ruling, bet: Bet | None, policy: Policy
) -> Violation | None:
    """A no without a reason teaches nothing; a no to a long shot explains itself."""
    if ruling.outcome is not Outcome.DECLINE:
        return None
    words = len(ruling.rationale.split())
    needed = 1
    text = f"{name} would be declined without a reason. Write the rationale."
    value = bet.expected_value if bet else None
    if bet and value is not None and value >= policy.long_shot_value:
        needed = policy.long_shot_words
        text = (
            f"{name} bets {bet.win_probability:g} on {bet.payoff_multiple:g} times the "
            f"stake, and one such win pays for many misses; the reason has {words} "
            f"words. Write at least {needed}: what makes this bet a bad one."
        )
    return Violation("DECLINE_NEEDS_REASON", name, text) if words < needed else None


def summary_missing(name: str, path: ReviewPolicy, ruling: Ruling) -> Violation | None:
    """A decision on a one-way door says what was weighed."""
    says_why = bool(ruling.rationale.strip())
    is_no = ruling.outcome is Outcome.DECLINE
    if path is ReviewPolicy.LIGHT or says_why or is_no:
        return None
    text = f"{name} is about a one-way door, and its decision comes without a summary."
    return Violation(
        "SUMMARY_MISSING", name, f"{text} Write in the rationale what was weighed."
    )


def blocking_comments_open(
    name: str, comments: Collection[Comment], at: datetime
) -> Violation | None:
    """Who blocks is heard, or overridden on record."""
    if not (standing := [each for each in comments if each.is_blocking(at)]):
        return None
    text = f"Blocking comments stand in the way: {_names(c.name for c in standing)}."
    return Violation(
        "BLOCKING_COMMENTS_OPEN",
        name,
        f"{text} Do what clears them and have them resolved, or override them.",
    )


def questions_open(
    name: str, path: ReviewPolicy, questions: Sequence[str]
) -> Violation | None:
    """Behind a one-way door no question is open; others the experiment answers."""
    if path is ReviewPolicy.LIGHT or not questions:
        return None
    text = f"Nobody has answered {_names(questions)}."
    return Violation("QUESTIONS_OPEN", name, f"{text} Have the author answer first.")


def questions_carried(name: str, questions: Sequence[str]) -> Violation:
    """Behind two-way doors an open question goes on to the experiment."""
    text = f"Nobody has answered {_names(questions)}; the experiment will have to."
    return Violation("QUESTIONS_OPEN", name, text)


def debated_topic_undebated(
    name: str, path: ReviewPolicy, topics: Collection[DebateTopic]
) -> Violation | None:
    """What the document calls hotly debated was debated, to an end."""
    waiting = [f"{t.id} ({shortened(t.text)})" for t in topics if not t.outcome]
    if path is ReviewPolicy.LIGHT or not waiting:
        return None
    text = f"Topics without an outcome: {_names(waiting)}."
    return Violation(
        "DEBATED_TOPIC_UNDEBATED", name, f"{text} Debate each, then close it."
    )


def information_not_listed(
    name: str, path: ReviewPolicy, needs: Collection[InformationNeed]
) -> Violation | None:
    """Behind a one-way door one says what one would have to know."""
    if path is ReviewPolicy.LIGHT or information_ratio(needs) is not None:
        return None
    text = f"Nobody has listed what one would have to know to decide {name}."
    return Violation("INFORMATION_NOT_LISTED", name, f"{text} List it, with weights.")


def information_too_low(
    name: str,
    path: ReviewPolicy,
    needs: Collection[InformationNeed],
    ruling: Ruling,
    policy: Policy,
) -> Violation | None:
    """A one-way door has a floor; below half, a two-way door has a written line."""
    if (ratio := information_ratio(needs)) is None:
        return None
    learn = _to_learn(needs)
    known = f"{ratio:.2f} of the information you listed is known;"
    if path is ReviewPolicy.LIGHT:
        if ratio >= policy.light_written_line or ruling.rationale.strip():
            return None
        text = (
            f"{known} below {policy.light_written_line:.2f} a two-way door needs a "
            "line that says why one goes on. Write the rationale, or know more. "
            f"{learn}"
        )
        return Violation("INFORMATION_TOO_LOW", name, text)
    if ratio >= policy.information_floor:
        return None
    text = (
        f"{known} the floor for a one-way door is {policy.information_floor:.2f}. "
        f"{learn} Or split the door: what has a way back may be tried first."
    )
    return Violation("INFORMATION_TOO_LOW", name, text)


def checklist_incomplete(
    name: str, items: Collection[ChecklistItem], at: datetime
) -> Violation | None:
    """Each item that blocks is answered."""
    waiting = [i.check.label for i in blocking(items, at) if i.is_unanswered]
    if not waiting:
        return None
    text = f"Items of the checklist without an answer: {_names(waiting)}."
    return Violation("CHECKLIST_INCOMPLETE", name, f"{text} Answer each.")


def high_risk_not_accepted(
    name: str, items: Collection[ChecklistItem], at: datetime
) -> Violation | None:
    """A high risk is dealt with, or accepted by someone, for a while."""
    risky = [i.check.label for i in blocking(items, at) if i.is_risky]
    if not risky:
        return None
    text = f"Answers of high risk: {_names(risky)}."
    return Violation(
        "HIGH_RISK_NOT_ACCEPTED",
        name,
        f"{text} Write the fix, or have the decider grant an exception that expires.",
    )


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


def leader_required(name: str, leader: str) -> Violation | None:
    """What is approved is led by one person."""
    if leader:
        return None
    text = f"{name} would be approved, and nobody leads it. Name one leader."
    return Violation("LEADER_REQUIRED", name, text)


def blocking(items: Collection[ChecklistItem], at: datetime) -> list[ChecklistItem]:
    """Return the items that may refuse a decision, and are not accepted as they are."""
    return [
        item
        for item in items
        if item.active
        and item.check.severity is CheckSeverity.BLOCK
        and not item.is_excepted(at)
    ]


def shortened(text: str) -> str:
    """Return as much of a text as a message may quote."""
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def _to_learn(needs: Collection[InformationNeed]) -> str:
    """Say what to find out; what an experiment will tell is not known before it."""
    parts = (
        ("Learn", NeedState.UNKNOWN),
        ("Not known yet", NeedState.LEFT_TO_EXPERIMENT),
    )
    named = (
        (words, weightiest(needs, state, NAMED_UNKNOWNS)) for words, state in parts
    )
    return " ".join(
        f"{words}: {'; '.join(map(shortened, texts))}."
        for words, texts in named
        if texts
    )


def _names(words: Iterable[str]) -> str:
    names = list(words)
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
