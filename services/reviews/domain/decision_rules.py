"""The rules of decisions. Each is named after its reason, and says what to do."""

from collections.abc import Collection, Sequence
from datetime import datetime

from chassis.domain import Violation
from chassis.labels import Label
from chassis.words import answers, normalized, states

from .comment import Comment
from .decision import DebateTopic, Outcome, Ruling
from .document import Bet, ReviewPolicy
from .information_rules import shortened
from .naming import names
from .policy import Policy


def decline_needs_reason(
    review: Label, ruling: Ruling, bet: Bet | None, policy: Policy
) -> Violation | None:
    """A no without a reason teaches nothing; a no to a long shot answers the bet."""
    if ruling.outcome is not Outcome.DECLINE:
        return None
    value = bet.expected_value if bet else None
    if bet and value is not None and value >= policy.long_shot_value:
        return _long_shot_unanswered(review, ruling, bet, policy)
    if answers(ruling.rationale):
        return None
    text = f"{review} would be declined without a reason. Write the rationale."
    return Violation("DECLINE_NEEDS_REASON", review.name, text)


def _long_shot_unanswered(
    review: Label, ruling: Ruling, bet: Bet, policy: Policy
) -> Violation | None:
    words, needed = different_words(ruling.rationale), policy.long_shot_words
    missing = [
        f"the reason has {words} different words; write at least {needed}: what makes "
        "this bet a bad one"
        if words < needed
        else "",
        "nobody says what would make it a good one; write revisit_when"
        if not states(ruling.revisit_when)
        else "",
    ]
    if not any(missing):
        return None
    text = (
        f"{review} bets {bet.win_probability:g} on {bet.payoff_multiple:g} times the "
        "stake, and one such win pays for many misses"
    )
    parts = "; ".join(filter(None, [text, *missing]))
    return Violation("DECLINE_NEEDS_REASON", review.name, f"{parts}.")


def summary_missing(
    review: Label, path: ReviewPolicy, ruling: Ruling
) -> Violation | None:
    """A decision on a one-way door says what was weighed."""
    says_why = states(ruling.rationale)
    is_no = ruling.outcome is Outcome.DECLINE
    if path is ReviewPolicy.LIGHT or says_why or is_no:
        return None
    text = f"{review} is about a one-way door, and its decision has no summary."
    return Violation(
        "SUMMARY_MISSING",
        review.name,
        f"{text} Write in the rationale what was weighed.",
    )


def blocking_comments_open(
    review: Label, comments: Collection[Comment], at: datetime
) -> Violation | None:
    """Who blocks is heard, or overridden on record."""
    if not (standing := [each for each in comments if each.is_blocking(at)]):
        return None
    text = (
        f"Blocking comments stand in the way: {names(each.label for each in standing)}."
    )
    return Violation(
        "BLOCKING_COMMENTS_OPEN",
        review.name,
        f"{text} Do what clears them and have them resolved, or override them.",
    )


def questions_open(
    review: Label, path: ReviewPolicy, questions: Sequence[Label]
) -> Violation | None:
    """Behind a one-way door no question is open; others the experiment answers."""
    if path is ReviewPolicy.LIGHT or not questions:
        return None
    text = f"Nobody has answered {names(questions)}."
    return Violation(
        "QUESTIONS_OPEN", review.name, f"{text} Have the author answer first."
    )


def questions_carried(review: Label, questions: Sequence[Label]) -> Violation:
    """Behind two-way doors an open question goes on to the experiment."""
    text = f"Nobody has answered {names(questions)}; the experiment will have to."
    return Violation("QUESTIONS_OPEN", review.name, text)


def debated_topic_undebated(
    review: Label, path: ReviewPolicy, topics: Collection[DebateTopic]
) -> Violation | None:
    """What the document calls hotly debated was debated, to an end."""
    waiting = [f"{t.id} ({shortened(t.text)})" for t in topics if not t.outcome]
    if path is ReviewPolicy.LIGHT or not waiting:
        return None
    text = f"Topics without an outcome: {names(waiting)}."
    return Violation(
        "DEBATED_TOPIC_UNDEBATED", review.name, f"{text} Debate each, then close it."
    )


def topic_undebated(
    review: Label, path: ReviewPolicy, topic: DebateTopic
) -> Violation | None:
    """A topic is closed once somebody else than its decider has debated it."""
    if debated_topic_undebated(review, path, [topic]) is None:
        return None
    text = f"Nobody but you has debated {topic.id} ({shortened(topic.text)})."
    hint = "Ask a reader to comment on it, then close it."
    return Violation("DEBATED_TOPIC_UNDEBATED", review.name, f"{text} {hint}")


def decided_alone(review: Label, person: str) -> Violation:
    """One person is everybody: allowed behind two-way doors, and worth knowing."""
    text = f"{person} wrote what {review} is about, would lead it, alone has read it"
    hint = "A second reader would see it from another side."
    return Violation("DECIDED_ALONE", review.name, f"{text}, and decides it. {hint}")


def objections_stand(review: Label, against: Sequence[str]) -> Violation | None:
    """Who objects is heard before a door closes behind everybody."""
    if not against:
        return None
    text = f"Against {review} stand {names(against)}."
    return Violation(
        "OBJECTIONS_STAND", review.name, f"{text} Answer them in the rationale."
    )


def leader_required(review: Label, leader: str) -> Violation | None:
    """What is approved is led by one person."""
    if leader:
        return None
    text = f"{review} would be approved, and nobody leads it. Name one leader."
    return Violation("LEADER_REQUIRED", review.name, text)


def different_words(text: str) -> int:
    """Return in how many words a text says something; a repeat says nothing new."""
    return len(set(normalized(text).split()))
