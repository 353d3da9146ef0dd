"""What comes of a submission: a revision, an event, and what predicates see of it."""

from chassis.domain import Actor, Violation, id_in

from . import events
from .document import CostOfFailure, Door, DoorKind, Faq, ManualStage
from .revision import Revision, revision_id
from .snapshot import IdeaSnapshot, SnapshotDoor, SnapshotFaq
from .submission import Submission
from .text import hash_of, word_count

MAX_OPEN_QUESTIONS = 100
"""More questions than this need not travel with a submission."""

MAX_RELEASE = 20_000
MAX_ANSWER = 2_000
"""Characters: a predicate need not read a whole book."""


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
    """Return what a review needs, the whole text included: nobody has to ask back."""
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
        cost_of_failure=document.cost_of_failure or CostOfFailure(),
        sections=revision.sections,
        document_hash=hash_of(revision.sections),
        business_unit=profile.business_unit,
        door_kinds=document.door_kinds,
        policy=what.path,
        word_count=revision.word_count,
        debated_topics=document.debated_topics,
        bet=document.bet,
        learns_from=profile.learns_from,
        snapshot=snapshot_of(what),
        co_authors=profile.co_authors,
        tags=profile.trend_tags,
        warnings=revision.warnings,
        parent=what.parent,
        patience_until=profile.patience_until,
        open_questions=tuple(question.name for question in waiting),
        at=what.at,
    )


def snapshot_of(what: Submission) -> IdeaSnapshot:
    """Return what predicates see of a submission."""
    document, profile, dossier = what.document, what.profile, what.dossier
    cost, bet = document.cost_of_failure or CostOfFailure(), document.bet
    stage = document.user_manual.stage
    return IdeaSnapshot(
        name=what.name,
        revision=what.revision,
        title=document.title,
        author=what.authors[0],
        team=what.team,
        tags=profile.trend_tags,
        door_kinds=document.door_kinds,
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
        loss_cap_usd=float(cost.loss_cap_usd),
        customers_exposed=float(cost.customers_exposed),
        win_probability=bet.win_probability if bet else 0.0,
        payoff_multiple=bet.payoff_multiple if bet else 0.0,
        word_count=word_count(what.sections),
        debated_topics=document.debated_topics,
        learns_from=profile.learns_from,
        leader=document.leader,
        members=len(profile.members),
        mlp_features=document.mlp_features,
    )


def _faq(faq: Faq) -> SnapshotFaq:
    return SnapshotFaq(faq.id, faq.question, faq.answer[:MAX_ANSWER])


def _door(door: Door) -> SnapshotDoor:
    undo = door.undo
    return SnapshotDoor(
        id=door.id,
        decision=door.decision,
        kind="" if door.kind is DoorKind.UNSPECIFIED else door.kind.name,
        undo_cost_usd=float(undo.cost_usd) if undo else 0.0,
        undo_days=undo.days if undo else 0,
        undo_tested=undo.tested if undo else False,
    )
