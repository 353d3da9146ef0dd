"""What a submission needs: one table, read by the linter and by the submission.

It grows with the doors. What a two-way door needs, a one-way door needs as well.
"""

from collections.abc import Callable
from datetime import datetime

from chassis.domain import Violation, broken_rules
from chassis.money import Money

from . import rules
from .document import Claim, Document, Door, DoorKind, ManualStage
from .evidence import PROXIES
from .profile import Visibility
from .submission import Submission
from .text import TOPICS

EVERYONE = {"everyone", "everybody", "all", "all customers", "all users", "anyone"}
"""Segments that name no particular customer."""


Rule = Callable[[Submission], Violation | None]


def press_release_missing(s: Submission) -> Violation | None:
    """A submission needs a complete press release."""
    return release_missing(s.name, s.document)


def release_missing(name: str, document: Document) -> Violation | None:
    """Sharing and submitting need a complete press release."""
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
        f"Missing: {', '.join(missing)}. Write them, then share or submit.",
    )


def claim_not_measurable(s: Submission) -> Violation | None:
    """A claim has a metric, two different numbers, and a day in the future."""
    claim = s.document.press_release.claim
    if (
        claim.metric.strip()
        and None not in {claim.baseline, claim.target}
        and claim.baseline != claim.target
        and days_ahead(claim, s.at) > 0
    ):
        return None
    return Violation(
        "CLAIM_NOT_MEASURABLE",
        s.name,
        "The headline claims no number and date. Give a metric, today's value, the "
        "value you promise, and a day in the future by when.",
    )


def customer_not_specific(s: Submission) -> Violation | None:
    """The customer is a particular segment, with a situation and a need."""
    customer = s.document.customer
    parts = [customer.segment, customer.context, customer.need]
    if all(map(str.strip, parts)) and customer.segment.strip().lower() not in EVERYONE:
        return None
    segment = customer.segment.strip()
    who = f"'{segment[:80]}' is not a customer" if segment else "There is no customer"
    return Violation(
        "CUSTOMER_NOT_SPECIFIC",
        s.name,
        f"{who} to work backwards from. "
        "Name a segment, their situation, and what they need.",
    )


def five_questions_unanswered(s: Submission) -> Violation | None:
    """All five questions have an answer."""
    asked = s.document.five_questions
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
    return Violation("FIVE_QUESTIONS_UNANSWERED", s.name, f"{text} Answer them.")


def faq_missing_required(s: Submission) -> Violation | None:
    """The questions of the template that its doors require have an answer."""
    wanted = (*s.needs.customer_faqs, *s.needs.internal_faqs)
    if not (missing := [one for one in wanted if not is_answered(s.document, one)]):
        return None
    text = f"The document does not say {', '.join(map(TOPICS.__getitem__, missing))}."
    return Violation("FAQ_MISSING_REQUIRED", s.name, f"{text} Add it.")


def no_hard_question(s: Submission) -> Violation | None:
    """People other than the authors have asked questions, and have answers."""
    if s.answered_questions >= s.needs.questions:
        return None
    if not s.dossier.asked_by_others(frozenset(s.authors)):
        text = "Nobody but the authors has asked anything: share the press release."
        hint = f"Needed: {s.needs.questions}, answered."
    else:
        text = f"Questions of others with an answer: {s.answered_questions}."
        hint = f"Needed: {s.needs.questions}. Answer those that wait, or ask around."
    return Violation("NO_HARD_QUESTION", s.name, f"{text} {hint}")


def no_customer_evidence(s: Submission) -> Violation | None:
    """There is enough evidence from customers."""
    found = len(s.dossier.from_customers)
    if found >= s.needs.evidence or only_proxy_evidence(s):
        return None
    text = f"Pieces of evidence from customers: {found}; needed: {s.needs.evidence}."
    hint = "Add conversations or observed behaviour, or say why you invent for them."
    return Violation("NO_CUSTOMER_EVIDENCE", s.name, f"{text} {hint}")


def only_proxy_evidence(s: Submission) -> Violation | None:
    """Surveys and analyses alone are not enough evidence."""
    kinds = {piece.finding.kind for piece in s.dossier.evidence}
    if not kinds or not kinds <= PROXIES or not s.needs.evidence:
        return None
    return Violation(
        "ONLY_PROXY_EVIDENCE",
        s.name,
        "Evidence is all survey and analysis. Add one conversation or observed "
        "behaviour, or say why you invent on their behalf.",
    )


def only_supporting_evidence(s: Submission) -> Violation | None:
    """A one-way door needs evidence against the idea, or a note how it was sought."""
    return lonely_evidence(s) if s.needs.against else None


def lonely_evidence(s: Submission) -> Violation | None:
    """There is evidence against the idea, or a note how it was sought."""
    if s.dossier.against or s.document.contradiction_sought.strip():
        return None
    text = "Nothing speaks against the idea, and nothing says that it was sought."
    hint = "Add what contradicts it, or write down how you looked."
    return Violation("ONLY_SUPPORTING_EVIDENCE", s.name, f"{text} {hint}")


def visuals_missing(s: Submission) -> Violation | None:
    """An idea with a one-way door needs visuals."""
    if len(s.dossier.visuals) >= s.needs.visuals:
        return None
    return no_visuals(s)


def no_visuals(s: Submission) -> Violation | None:
    """There are enough visuals, at least one."""
    if len(s.dossier.visuals) >= max(s.needs.visuals, 1):
        return None
    text = f"Visuals: {len(s.dossier.visuals)}; needed: {max(s.needs.visuals, 1)}."
    hint = "Draw the experience; a sketch will do."
    return Violation("VISUALS_MISSING", s.name, f"{text} {hint}")


def manual_not_outlined(s: Submission) -> Violation | None:
    """An idea with a one-way door needs an outline of its user manual."""
    manual = s.document.user_manual
    is_there = manual.stage is not ManualStage.UNSPECIFIED and manual.sections
    if not s.needs.outline or is_there:
        return None
    text = "The user manual is not OUTLINED. Name its sections, and set its stage."
    return Violation("MANUAL_NOT_OUTLINED", s.name, text)


def door_unclassified(s: Submission) -> Violation | None:
    """Each door says whether there is a way back."""
    doors = [d.id for d in s.document.doors if d.kind is DoorKind.UNSPECIFIED]
    if not doors:
        return None
    text = f"Is it a one-way or a two-way door? Nobody said for: {', '.join(doors)}."
    return Violation("DOOR_UNCLASSIFIED", s.name, f"{text} Classify each.")


def two_way_door_without_way_back(s: Submission) -> Violation | None:
    """A two-way door has a written way back within limits."""
    limit, cap = s.policy.undo_days_limit, s.document.loss_cap
    doors = [
        door.id
        for door in s.document.doors
        if door.kind is DoorKind.TWO_WAY and not _has_way_back(door, limit, cap)
    ]
    if not doors:
        return None
    price = "without cost (no loss cap is set)"
    if cap is not None:
        price = f"the loss cap of {cap}"
    return Violation(
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
        s.name,
        f"Marked two-way but without an undo plan within {limit} days "
        f"and {price}: {', '.join(doors)}. "
        "Write the way back, split the door, or mark it one-way.",
    )


def already_decided(s: Submission) -> Violation | None:
    """Building began after the first submission, if it began at all."""
    began, submitted = s.profile.build_started_at, s.first_submitted_at or s.at
    if began is None or began >= submitted:
        return None
    return Violation(
        "ALREADY_DECIDED",
        s.name,
        f"Building began on {began:%Y-%m-%d}, before the first submit. Working "
        "backwards is for getting clarity; record a COE-style note or start from the "
        "customer again.",
    )


def team_over_two_pizzas(s: Submission) -> Violation | None:
    """A team has at most as many people as the policy says."""
    people, limit = len(s.profile.members), s.policy.team_limit
    if people <= limit:
        return None
    text = f"{people} people; the limit is {limit}. Split the idea or the team."
    return Violation("TEAM_OVER_TWO_PIZZAS", s.name, text)


def visibility_too_narrow(s: Submission) -> Violation | None:
    """Reviewers of other teams receive the text."""
    what = "reviewers of other teams receive its text"
    hidden = s.profile.visibility is Visibility.TEAM
    return rules.visibility_too_narrow(s.name, what, is_hidden=hidden)


PARTS: tuple[Rule, ...] = (
    press_release_missing,
    claim_not_measurable,
    customer_not_specific,
    five_questions_unanswered,
    faq_missing_required,
    no_hard_question,
    no_customer_evidence,
    only_proxy_evidence,
    only_supporting_evidence,
    visuals_missing,
    manual_not_outlined,
    door_unclassified,
    two_way_door_without_way_back,
    already_decided,
    team_over_two_pizzas,
    visibility_too_narrow,
)
"""Every part that a submission needs; `needs_of` says how much of each."""


def gaps(submission: Submission) -> list[Violation]:
    """Return what is missing, all of it."""
    return broken_rules(*(part(submission) for part in PARTS))


def is_answered(document: Document, faq: str) -> bool:
    """Tell whether a question of the template has its answer, in a field or in words.

    Who leads, which doors there are and what the product has cannot be said in words
    only; what was rejected or is debated can, if only to say: nothing, because.
    """
    cost = document.cost_of_failure
    fields = {
        "if-doors": bool(document.doors),
        "if-leader": bool(document.leader),
        "if-mlp": any(map(str.strip, document.mlp_features)),
        "if-cost-of-failure": cost is not None and cost.loss_cap is not None,
    }
    lists = {
        "if-rejected": bool(document.rejected_options),
        "if-debated": bool(document.debated_topics),
    }
    if faq in fields:
        return fields[faq]
    return lists.get(faq, False) or bool(document.faq(faq).strip())


def days_ahead(claim: Claim, at: datetime) -> int:
    """Return how many days are left for the claim; 0 when it names no day."""
    return (claim.by_date - at.date()).days if claim.by_date else 0


def _has_way_back(door: Door, days_limit: int, loss_cap: Money | None) -> bool:
    undo = door.undo
    if undo is None or undo.days is None or undo.cost is None:
        return False
    cap = loss_cap or Money.zero(undo.cost.currency_code)
    return bool(undo.plan.strip()) and undo.days <= days_limit and undo.cost <= cap
