"""The rules of ideas. Each is named after its reason, and says what to do about it."""

from dataclasses import dataclass
from datetime import date, datetime

from chassis.domain import Actor, Violation

from .document import Claim, Document, Door, DoorKind


@dataclass(frozen=True, slots=True)
class Policy:
    """The numbers of the rules."""

    undo_days_limit: int = 30


EVERYONE = {"everyone", "everybody", "all", "all customers", "all users", "anyone"}
"""Segments that fit everyone, and so nobody."""


def not_author(name: str, author: str, by: Actor) -> Violation | None:
    """Only the author writes, submits and recalls."""
    if by.name == author:
        return None
    text = f"{name} belongs to its author, {author}. Ask them."
    return Violation("NOT_AUTHOR", name, text)


def not_leader(name: str, leader: str, by: Actor) -> Violation | None:
    """Only the leader launches."""
    if by.name == leader:
        return None
    return Violation("NOT_LEADER", name, f"{name} is led by {leader}. Ask them.")


def title_missing(document: Document) -> Violation | None:
    """People find it by its title."""
    if document.title.strip():
        return None
    text = "An idea cannot be without a title. Say in one line what it is."
    return Violation("TITLE_MISSING", "idea.title", text)


def press_release_missing(name: str, document: Document) -> Violation | None:
    """Every idea starts with its press release."""
    release = document.press_release
    parts = {
        "headline": release.headline,
        "summary": release.summary,
        "problem": release.problem,
        "benefit": release.benefit,
        "journey": release.journey,
    }
    if not (missing := [part for part, text in parts.items() if not text.strip()]):
        return None
    return Violation(
        "PRESS_RELEASE_MISSING",
        name,
        "The press release is the one thing every idea needs. "
        f"Missing: {', '.join(missing)}. Write them, then submit.",
    )


def claim_not_measurable(
    name: str, document: Document, at: datetime
) -> Violation | None:
    """A claim without a number and a date cannot be wrong."""
    claim = document.press_release.claim
    if claim.metric.strip() and claim.baseline != claim.target and _is_ahead(claim, at):
        return None
    return Violation(
        "CLAIM_NOT_MEASURABLE",
        name,
        "The headline claims no number and date. Give a metric, today's value, the "
        "value you promise, and a day in the future by when.",
    )


def customer_not_specific(name: str, document: Document) -> Violation | None:
    """What fits everyone helps nobody."""
    customer = document.customer
    parts = [customer.segment, customer.context, customer.need]
    if all(map(str.strip, parts)) and customer.segment.strip().lower() not in EVERYONE:
        return None
    segment = customer.segment.strip() or "nobody"
    return Violation(
        "CUSTOMER_NOT_SPECIFIC",
        name,
        f"'{segment[:80]}' is not a customer to work backwards from. "
        "Name a segment, their situation, and what they need.",
    )


def five_questions_unanswered(name: str, document: Document) -> Violation | None:
    """All five questions have an answer."""
    asked = document.five_questions
    answers = {
        "who": asked.who,
        "problem": asked.problem,
        "benefit": asked.benefit,
        "evidence": asked.evidence,
        "experience": asked.experience,
    }
    if not (missing := [key for key, text in answers.items() if not text.strip()]):
        return None
    text = f"Of the five questions these have no answer: {', '.join(missing)}."
    return Violation("FIVE_QUESTIONS_UNANSWERED", name, f"{text} Answer them.")


def faq_missing_required(name: str, document: Document) -> Violation | None:
    """The structured answers of the internal FAQ: doors, leader, cost of failure."""
    cost = document.cost_of_failure
    answers = {
        "if-doors": bool(document.doors),
        "if-leader": bool(document.leader),
        "if-cost-of-failure": cost is not None and cost.loss_cap_usd > 0,
    }
    if not (missing := [key for key, answered in answers.items() if not answered]):
        return None
    text = f"The internal FAQ has no answer to: {', '.join(missing)}."
    return Violation("FAQ_MISSING_REQUIRED", name, f"{text} Fill in those fields.")


def door_unclassified(name: str, document: Document) -> Violation | None:
    """Each door says whether there is a way back."""
    doors = [d.id for d in document.doors if d.kind is DoorKind.UNSPECIFIED]
    if not doors:
        return None
    text = f"Is it a one-way or a two-way door? Nobody said for: {', '.join(doors)}."
    return Violation("DOOR_UNCLASSIFIED", name, f"{text} Classify each.")


def two_way_door_without_way_back(
    name: str, document: Document, policy: Policy
) -> Violation | None:
    """A two-way door has a written way back within limits."""
    cost = document.cost_of_failure
    cap = cost.loss_cap_usd if cost else 0
    doors = [
        door.id
        for door in document.doors
        if door.kind is DoorKind.TWO_WAY and not _has_way_back(door, policy, cap)
    ]
    if not doors:
        return None
    return Violation(
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
        name,
        f"Marked two-way but without an undo plan within {policy.undo_days_limit} days "
        f"and the loss cap of {cap} USD: {', '.join(doors)}. "
        "Write the way back, split the door, or mark it one-way.",
    )


def _has_way_back(door: Door, policy: Policy, loss_cap_usd: int) -> bool:
    undo = door.undo
    return (
        undo is not None
        and bool(undo.plan.strip())
        and undo.days <= policy.undo_days_limit
        and undo.cost_usd <= loss_cap_usd
    )


def _is_ahead(claim: Claim, at: datetime) -> bool:
    try:
        return date.fromisoformat(claim.by_date) > at.date()
    except ValueError:
        return False
