"""What a submission needs: one table, read by the linter and by the submission.

It grows with the doors. What a two-way door needs, a one-way door needs as well.
"""

from collections.abc import Callable
from datetime import date, datetime

from chassis.domain import Violation, broken_rules

from .document import Claim, Document, Door, DoorKind, ManualStage
from .evidence import PROXIES
from .submission import Submission
from .text import TOPICS

EVERYONE = {"everyone", "everybody", "all", "all customers", "all users", "anyone"}
"""Segments that fit everyone, and so nobody."""


Rule = Callable[[Submission], Violation | None]


def press_release_missing(s: Submission) -> Violation | None:
    """Every idea starts with its press release."""
    return release_missing(s.name, s.document)


def release_missing(name: str, document: Document) -> Violation | None:
    """Without its press release, an idea is neither shared nor submitted."""
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
    """A claim without a number and a date cannot be wrong."""
    claim = s.document.press_release.claim
    if (
        claim.metric.strip()
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
    """What fits everyone helps nobody."""
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
    """The questions that come to every idea of its kind have an answer."""
    wanted = (*s.needs.customer_faqs, *s.needs.internal_faqs)
    if not (missing := [one for one in wanted if not is_answered(s.document, one)]):
        return None
    text = f"The document does not say {', '.join(map(TOPICS.__getitem__, missing))}."
    return Violation("FAQ_MISSING_REQUIRED", s.name, f"{text} Add it.")


def no_hard_question(s: Submission) -> Violation | None:
    """What nobody else has doubted, nobody else has read."""
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
    """How do we know? From customers."""
    found = len(s.dossier.from_customers)
    if found >= s.needs.evidence or only_proxy_evidence(s):
        return None
    text = f"Pieces of evidence from customers: {found}; needed: {s.needs.evidence}."
    hint = "Add conversations or observed behaviour, or say why you invent for them."
    return Violation("NO_CUSTOMER_EVIDENCE", s.name, f"{text} {hint}")


def only_proxy_evidence(s: Submission) -> Violation | None:
    """Five minutes with a customer beat a hundred hours of analysis."""
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
    """Where there is no way back, somebody has looked for what speaks against it."""
    return lonely_evidence(s) if s.needs.against else None


def lonely_evidence(s: Submission) -> Violation | None:
    """Evidence that only ever agrees has not been asked."""
    if s.dossier.against or s.document.contradiction_sought.strip():
        return None
    text = "Nothing speaks against the idea, and nothing says that it was sought."
    hint = "Add what contradicts it, or write down how you looked."
    return Violation("ONLY_SUPPORTING_EVIDENCE", s.name, f"{text} {hint}")


def visuals_missing(s: Submission) -> Violation | None:
    """A one-way door is seen before it is walked through."""
    if len(s.dossier.visuals) >= s.needs.visuals:
        return None
    return no_visuals(s)


def no_visuals(s: Submission) -> Violation | None:
    """A rough drawing shows what a page of text hides."""
    if len(s.dossier.visuals) >= max(s.needs.visuals, 1):
        return None
    text = f"Visuals: {len(s.dossier.visuals)}; needed: {max(s.needs.visuals, 1)}."
    hint = "Draw the experience; a sketch will do."
    return Violation("VISUALS_MISSING", s.name, f"{text} {hint}")


def manual_not_outlined(s: Submission) -> Violation | None:
    """Whoever cannot say how it is used does not know what it is."""
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
    limit, cap = s.policy.undo_days_limit, s.document.loss_cap_usd
    doors = [
        door.id
        for door in s.document.doors
        if door.kind is DoorKind.TWO_WAY and not _has_way_back(door, limit, cap)
    ]
    if not doors:
        return None
    return Violation(
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
        s.name,
        f"Marked two-way but without an undo plan within {limit} days "
        f"and the loss cap of {cap} USD: {', '.join(doors)}. "
        "Write the way back, split the door, or mark it one-way.",
    )


def already_decided(s: Submission) -> Violation | None:
    """Working backwards is for getting clarity, not for paperwork."""
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
    """Small teams move."""
    people, limit = len(s.profile.members), s.policy.team_limit
    if people <= limit:
        return None
    text = f"{people} people; the limit is {limit}. Split the idea or the team."
    return Violation("TEAM_OVER_TWO_PIZZAS", s.name, text)


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
)
"""Every part that a submission needs; how much of it, its doors say (`needs_of`)."""


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
        "if-cost-of-failure": cost is not None and cost.loss_cap_usd > 0,
    }
    lists = {
        "if-rejected": bool(document.rejected_options),
        "if-debated": bool(document.debated_topics),
    }
    if faq in fields:
        return fields[faq]
    return lists.get(faq, False) or bool(document.faq(faq).strip())


def days_ahead(claim: Claim, at: datetime) -> int:
    """Return how many days are left for the claim; 0 when it names no such day."""
    try:
        return (date.fromisoformat(claim.by_date) - at.date()).days
    except ValueError:
        return 0


def _has_way_back(door: Door, days_limit: int, loss_cap_usd: int) -> bool:
    undo = door.undo
    return (
        undo is not None
        and bool(undo.plan.strip())
        and undo.days <= days_limit
        and undo.cost_usd <= loss_cap_usd
    )
