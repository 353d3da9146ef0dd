"""A submission when it is made: the revision that stays, and what others hear of it."""

from chassis.domain import Actor, Violation, id_in

from . import events
from .document import CostOfFailure
from .revision import Revision, revision_id
from .seen import snapshot_of
from .submission import Submission
from .text import hash_of

MAX_OPEN_QUESTIONS = 100
"""More questions than this need not travel with a submission."""


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
