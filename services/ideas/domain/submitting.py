"""What comes of a submission: a revision, an event, and what predicates see of it."""

from chassis.domain import Actor, Violation, id_in
from chassis.money import Money

from . import events
from .document import Bet, CostOfFailure, Door, DoorKind, Faq, ManualStage, Undo
from .revision import Revision, revision_id
from .snapshot import IdeaSnapshot, SnapshotDoor, SnapshotFaq
from .submission import Submission
from .text import hash_of, word_count

MAX_OPEN_QUESTIONS = 100
"""Open questions that a submission names."""

MAX_RELEASE = 20_000
MAX_ANSWER = 2_000
"""Characters of a text that predicates see."""


def frozen(what: Submission, warnings: tuple[Violation, ...], *, by: Actor) -> Revision:
    """Return the revision that is kept as it was submitted."""
    revision = Revision(
        id=revision_id(id_in(what.name), what.revision),
        idea=what.name,
        number=what.revision,
        submitter=by.name,
        document=what.document,
        sections=what.sections,
        warnings=warnings,
        evidence=tuple(piece.name for piece in what.dossier.evidence),
        visuals=tuple(visual.name for visual in what.dossier.visuals),
        created_at=what.at,
        updated_at=what.at,
    )
    revision.froze(by=by, at=what.at)
    return revision


def submitted(what: Submission, revision: Revision) -> events.IdeaSubmitted:
    """Return what a review needs, the whole text included, so that it needs no call."""
    document, profile = what.document, what.profile
    waiting = what.dossier.open_questions[:MAX_OPEN_QUESTIONS]
    return events.IdeaSubmitted(
        idea=what.name,
        revision=what.revision,
        title=document.title,
        author=what.authors[0],
        team=what.team,
        leader_nominee=document.leader,
        doors=document.doors,
        cost_of_failure=document.cost_of_failure,
        sections=revision.sections,
        document_hash=hash_of(revision.sections),
        business_unit=profile.business_unit,
        door_kinds=document.door_kinds,
        review_policy=what.path,
        word_count=revision.word_count,
        debated_topics=document.debated_topics,
        bet=document.bet,
        learns_from=profile.learns_from,
        snapshot=snapshot_of(what),
        co_authors=what.authors[1:],
        trend_tags=what.tags,
        warnings=revision.warnings,
        pivoted_from=what.pivoted_from,
        patience_until_time=profile.patience_until,
        open_questions=tuple(events.OpenQuestion(q.name, q.text) for q in waiting),
        currency_code=document.currency_code,
        at=what.at,
    )


def snapshot_of(what: Submission) -> IdeaSnapshot:
    """Return what predicates see of a submission."""
    document, profile, dossier = what.document, what.profile, what.dossier
    cost, bet = document.cost_of_failure or CostOfFailure(), document.bet or Bet()
    stage = document.user_manual.stage
    return IdeaSnapshot(
        name=what.name,
        revision=what.revision,
        title=document.title,
        author=what.authors[0],
        team=what.team,
        tags=what.tags,
        door_kinds=tuple(kind.name for kind in document.door_kinds),
        business_unit=profile.business_unit,
        country_codes=profile.country_codes,
        customer_segment=document.customer.segment,
        customer_need=document.customer.need,
        headline=document.press_release.headline,
        press_release="\n\n".join(document.press_release.paragraphs)[:MAX_RELEASE],
        customer_faqs=tuple(map(_faq, document.customer_faqs)),
        internal_faqs=tuple(map(_faq, document.internal_faqs)),
        doors=tuple(map(_door, document.doors)),
        evidence_kinds=tuple(sorted({e.finding.kind.name for e in dossier.evidence})),
        conversations=dossier.conversations,
        evidence_against=len(dossier.against),
        open_questions=len(dossier.open_questions),
        answered_questions=what.answered_questions,
        visuals=len(dossier.visuals),
        manual_stage="" if stage is ManualStage.UNSPECIFIED else stage.name,
        loss_cap=_amount(document.loss_cap),
        customers_exposed=cost.customers_exposed,
        win_probability=bet.win_probability,
        payoff_multiple=bet.payoff_multiple,
        word_count=word_count(what.sections),
        debated_topics=document.debated_topics,
        learns_from=profile.learns_from,
        leader=document.leader,
        members=len(profile.members),
        mlp_features=document.mlp_features,
        currency_code=document.currency_code,
    )


def _faq(faq: Faq) -> SnapshotFaq:
    return SnapshotFaq(faq.id, faq.question, faq.answer[:MAX_ANSWER])


def _door(door: Door) -> SnapshotDoor:
    undo = door.undo or Undo()
    return SnapshotDoor(
        id=door.id,
        decision=door.decision,
        kind="" if door.kind is DoorKind.UNSPECIFIED else door.kind.name,
        undo_cost=_amount(undo.cost),
        undo_days=undo.days,
        undo_tested=undo.tested,
    )


def _amount(money: Money | None) -> float | None:
    return None if money is None else money.amount
