"""What predicates of mechanisms get to see of an idea that is to be submitted."""

from .document import CostOfFailure, Door, DoorKind, Faq, ManualStage
from .snapshot import IdeaSnapshot, SnapshotDoor, SnapshotFaq
from .submission import Submission
from .text import word_count

MAX_RELEASE = 20_000
MAX_ANSWER = 2_000
"""Characters: a predicate need not read a whole book."""


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
