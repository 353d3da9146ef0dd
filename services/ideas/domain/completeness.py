"""What a submission needs: one table, read by the linter and by the submission.

It grows with the doors. What a two-way door needs, a one-way door needs as well.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from chassis.domain import Violation, broken_rules
from chassis.money import Money
from chassis.words import answers, normalized, states

from . import rules
from .document import Claim, Document, DoorKind, ManualStage, Undo
from .evidence import PROXIES
from .profile import Visibility
from .submission import Submission
from .text import TOPICS, essence_of

EVERYONE = frozenset(
    {"all", "any", "anybody", "anyone", "every", "everybody", "everyone"}
    | {"client", "clients", "consumer", "consumers", "customer", "customers"}
    | {"human", "humans", "people", "person", "persons", "public", "user", "users"}
    | {"in", "of", "our", "the", "whole", "world"}
)
"""Words that name no particular customer, in whatever order they stand."""

NEVER_NOTHING = frozenset({"if-disappoint", "if-rejected", "if-debated"})
"""Questions of the template that "nothing" does not answer: say why, too."""


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
    if not (missing := _unsaid(parts)):
        return None
    return Violation(
        "PRESS_RELEASE_MISSING",
        name,
        "The press release is the one thing every idea needs. "
        f"Missing: {', '.join(missing)}. Write them, then share or submit.",
    )


def claim_not_measurable(s: Submission) -> Violation | None:
    """A claim has a metric, two different numbers, and a day in the future."""
    if not (wrong := _faults(s.document.press_release.claim, s.at)):
        return None
    text = f"The claim cannot be measured: {'; '.join(wrong)}."
    hint = "A claim is a metric, today's value, another one, and a day after today."
    return Violation("CLAIM_NOT_MEASURABLE", s.name, f"{text} {hint}")


def _faults(claim: Claim, at: datetime) -> list[str]:
    """Return what is wrong with a claim, part by part."""
    baseline, target, day = claim.baseline, claim.target, claim.by_date
    is_same = baseline is not None and baseline == target
    faults = {
        "it names no metric": not states(claim.metric),
        "it gives no value of today": baseline is None,
        "it promises no value": target is None,
        f"it promises the value of today, {baseline or 0:,.15g}": is_same,
        "it names no day": day is None,
        f"its day, {day}, is not after today": day is not None
        and days_ahead(claim, at) <= 0,
    }
    return [fault for fault, is_there in faults.items() if is_there]


def customer_not_specific(s: Submission) -> Violation | None:
    """The customer is a particular segment, with a situation and a need."""
    customer = s.document.customer
    parts = {
        "segment": customer.segment,
        "context": customer.context,
        "need": customer.need,
    }
    wrong = [f"it has no {part}" for part in _unsaid(parts)]
    if fits_everyone(customer.segment):
        wrong.insert(0, f"the segment '{customer.segment.strip()[:80]}' is everyone")
    if not wrong:
        return None
    text = f"The customer is not specific: {'; '.join(wrong)}."
    hint = "Name a segment, their situation, and what they need."
    return Violation("CUSTOMER_NOT_SPECIFIC", s.name, f"{text} {hint}")


def fits_everyone(segment: str) -> bool:
    """Tell whether a segment is made of words only that fit all people."""
    words = normalized(segment).split()
    return bool(words) and EVERYONE.issuperset(words)


def five_questions_unanswered(s: Submission) -> Violation | None:
    """All five questions have an answer."""
    asked = s.document.five_questions
    answered = {
        "who": asked.who,
        "problem": asked.problem,
        "benefit": asked.benefit,
        "evidence": asked.evidence,
        "experience": asked.experience,
    }
    if not (missing := _unsaid(answered)):
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
    """People who never wrote it have asked, and have answers of somebody else."""
    if s.answered_questions >= s.needs.questions:
        return None
    if not s.dossier.asked_by_others(s.insiders):
        text = "Nobody but authors and leader has asked anything: share the press "
        text += "release."
        hint = f"Needed: {s.needs.questions}, answered."
    else:
        text = f"Different questions of others with an answer: {s.answered_questions}."
        waiting = [f"'{q.text}'" for q in s.dossier.open_questions]
        wait = f" These wait for an answer: {rules.named(waiting)}." if waiting else ""
        hint = f"Needed: {s.needs.questions}.{wait} Answer them, or ask around."
    return Violation("NO_HARD_QUESTION", s.name, f"{text} {hint}")


def no_customer_evidence(s: Submission) -> Violation | None:
    """There is enough evidence from customers."""
    found = len(s.dossier.from_customers)
    if found >= s.needs.evidence or only_proxy_evidence(s):
        return None
    text = f"Different pieces of evidence from customers: {found}; "
    text += f"needed: {s.needs.evidence}."
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
    if s.dossier.against or states(s.document.contradiction_sought):
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
    headings = [states(section.heading) for section in manual.sections]
    is_staged = manual.stage is not ManualStage.UNSPECIFIED
    is_there = is_staged and headings and all(headings)
    if not s.needs.outline or is_there:
        return None
    text = "The user manual is not OUTLINED. Name its sections, and set its stage."
    return Violation("MANUAL_NOT_OUTLINED", s.name, text)


def door_unclassified(s: Submission) -> Violation | None:
    """Each door says whether there is a way back."""
    doors = [d for d in s.document.doors if d.kind is DoorKind.UNSPECIFIED]
    if not doors:
        return None
    listed = rules.named([rules.door_titled(door) for door in doors])
    text = f"Is it a one-way or a two-way door? Nobody said for: {listed}."
    return Violation("DOOR_UNCLASSIFIED", s.name, f"{text} Classify each.")


def two_way_door_without_way_back(s: Submission) -> Violation | None:
    """A two-way door has a written way back within limits."""
    limit, cap = s.policy.undo_days_limit, s.document.loss_cap
    wrong = [
        f"{rules.door_titled(door)}: {', '.join(missing)}"
        for door in s.document.doors
        if door.kind is DoorKind.TWO_WAY
        and (missing := _way_back_faults(door.undo or Undo(), limit, cap))
    ]
    if not (wrong := wrong or _too_dear_together(s.document)):
        return None
    text = f"Marked two-way, without a way back: {rules.named(wrong, '; ', 400)}."
    hint = "Write the way back, split the door, or mark it one-way."
    return Violation("TWO_WAY_DOOR_WITHOUT_WAY_BACK", s.name, f"{text} {hint}")


def _too_dear_together(document: Document) -> list[str]:
    """Return what is wrong if all ways back together cost more than may be lost."""
    costs = [door.undo.cost for door in document.doors if door.undo and door.undo.cost]
    total, cap = sum(cost.total_nanos for cost in costs), document.loss_cap
    if cap is None or total <= cap.total_nanos:
        return []
    together = Money.from_nanos(cap.currency_code, total)
    return [f"all doors together cost {together}, above the loss cap of {cap}"]


def _way_back_faults(undo: Undo, days_limit: int, loss_cap: Money | None) -> list[str]:
    """Return what a way back lacks: its plan, its days, its cost."""
    faults = [] if states(undo.plan) else ["no plan"]
    if undo.days is None:
        faults.append("no number of days")
    elif undo.days > days_limit:
        faults.append(f"{undo.days} days where {days_limit} are allowed")
    if undo.cost is None:
        faults.append("no cost")
    elif loss_cap is None and undo.cost > Money.zero(undo.cost.currency_code):
        faults.append(f"a cost of {undo.cost} where no loss cap is set")
    elif loss_cap is not None and undo.cost > loss_cap:
        faults.append(f"a cost of {undo.cost} above the loss cap of {loss_cap}")
    return faults


def one_way_door_relabelled(s: Submission) -> Violation | None:
    """A door that was submitted as one-way stays so, or is split into other ones."""
    ids = {door.id for door in s.one_way_before}
    words = {normalized(door.decision) for door in s.one_way_before}
    doors = [
        rules.door_titled(door)
        for door in s.document.doors
        if door.kind is DoorKind.TWO_WAY
        and (door.id in ids or normalized(door.decision) in words)
    ]
    if not doors:
        return None
    text = f"An earlier text called these doors one-way: {rules.named(doors)}."
    hint = "Split each into smaller decisions, or leave it one-way."
    return Violation("ONE_WAY_DOOR_RELABELLED", s.name, f"{text} {hint}")


def nothing_changed(s: Submission) -> Violation | None:
    """What a review returned, or a pivot left behind, is not submitted as it was."""
    if s.returned == s.fingerprint:
        text = "Nothing has changed since the review returned it: neither the document "
        text += "nor its evidence, visuals, questions and answers."
        hint = "Change what it asked for."
    elif s.inherited and s.inherited == essence_of(s.document):
        text = "Nothing has changed since the pivot: it says what the idea before said."
        hint = "Write what is different now."
    else:
        return None
    return Violation("NOTHING_CHANGED", s.name, f"{text} {hint}")


def already_decided(s: Submission) -> Violation | None:
    """Building began after the first submission, if it began at all."""
    began, submitted = s.profile.build_started_at, s.first_submitted_at or s.at
    if began is None or began >= submitted:
        return None
    return Violation(
        "ALREADY_DECIDED",
        s.name,
        f"Building began on {began:%Y-%m-%d}, before the first submit. Working "
        "backwards is for getting clarity. Withdraw this idea, and start from the "
        "customer again in a new one.",
    )


def team_over_two_pizzas(s: Submission) -> Violation | None:
    """A team has at most as many people as the policy says."""
    people = {*s.authors, *s.profile.members, s.document.leader} - {""}
    return rules.team_over_two_pizzas(s.label, people, s.policy.team_limit)


def visibility_too_narrow(s: Submission) -> Violation | None:
    """Reviewers of other teams receive the text."""
    what = "reviewers of other teams receive its text"
    hidden = s.profile.visibility is Visibility.TEAM
    return rules.visibility_too_narrow(s.label, what, is_hidden=hidden)


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
    one_way_door_relabelled,
    nothing_changed,
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
        "if-doors": bool(document.doors)
        and all(states(door.decision) for door in document.doors),
        "if-leader": bool(document.leader),
        "if-mlp": any(map(states, document.mlp_features)),
        "if-cost-of-failure": cost is not None and cost.loss_cap is not None,
    }
    lists = {
        "if-rejected": any(
            states(one.option) and states(one.reason)
            for one in document.rejected_options
        ),
        "if-debated": any(map(states, document.debated_topics)),
    }
    if faq in fields:
        return fields[faq]
    says = states if faq in NEVER_NOTHING else answers
    return lists.get(faq, False) or says(document.faq(faq))


def days_ahead(claim: Claim, at: datetime) -> int:
    """Return how many days are left for the claim; 0 when it names no day."""
    return (claim.by_date - at.date()).days if claim.by_date else 0


def _unsaid(parts: Mapping[str, str]) -> list[str]:
    """Return the parts that say nothing."""
    return [part for part, text in parts.items() if not states(text)]
