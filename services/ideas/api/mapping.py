"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import to_findings
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.ideas.v1 import ideas_pb2 as pb

from ..application.commands import Change
from ..application.ports import Headline, Tally
from ..domain import document as doc
from ..domain.comparison import SectionChange
from ..domain.evidence import Evidence, EvidenceKind, EvidenceResult, EvidenceTag
from ..domain.evidence import Finding as Found
from ..domain.idea import Idea
from ..domain.profile import Maturity, Origin, Profile, Visibility
from ..domain.question import Question
from ..domain.revision import Revision
from ..domain.visual import Fidelity, Picture, Visual

NOTHING_SAID = Tally()


def to_message(
    idea: Idea, tally: Tally = NOTHING_SAID, open_coes: Iterable[str] = ()
) -> pb.Idea:
    """Return the idea as others see it."""
    return pb.Idea(
        **as_fields(idea.document),
        **_profile_fields(idea.profile),
        **_tally_fields(tally),
        open_coes=open_coes,
        name=idea.name,
        author=idea.author,
        team=idea.team,
        state=to_state(idea.state),
        revision=idea.revision,
        parent=idea.parent,
        review=idea.review,
        learning=idea.learning,
        experiment=idea.experiment,
        create_time=idea.created_at,
        update_time=idea.updated_at,
        etag=str(idea.version),
        history=[
            pb.HistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in idea.history
        ],
        possible_methods=idea.possible,
        priority=idea.priority,
        priority_reason=idea.priority_reason,
        priority_evidence=idea.priority_evidence,
        leader_since=idea.leader_since,
        leader_vacant=idea.leader_vacant,
        duplicate_of=idea.duplicate_of,
        outcome=_outcome(idea),
        shared_with=idea.shared_with,
        share_time=idea.shared_at,
        first_submit_time=idea.first_submitted_at,
        conditions=idea.conditions,
    )


def tally_message(tally: Tally) -> pb.Idea:
    """Return how much has been said about an idea."""
    return pb.Idea(**_tally_fields(tally))


def document_message(document: doc.Document) -> pb.Idea:
    """Return the fields that a revision freezes."""
    return pb.Idea(**as_fields(document))


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"IDEA_STATE_{state}"


def to_document(message: pb.Idea) -> doc.Document:
    """Return what the author wrote; output-only fields are ignored."""
    return doc.Document(**{path: read(message) for path, read in DOCUMENT.items()})


def to_profile(message: pb.Idea) -> Profile:
    """Return what is said beside the document."""
    return Profile(
        **{PROFILE_FIELDS.get(path, path): PROFILE[path](message) for path in PROFILE}
    )


def to_change(message: pb.Idea, mask: FieldMask) -> Change:
    """Return the change that an update asks for. Raises `InvalidInput`."""
    paths = masked(message, mask, WRITABLE)
    written = {path: DOCUMENT[path](message) for path in paths if path in DOCUMENT}
    said = {
        PROFILE_FIELDS.get(path, path): PROFILE[path](message)
        for path in paths
        if path in PROFILE
    }
    return Change(
        document=(lambda known: replace(known, **written)) if written else None,
        profile=(lambda known: replace(known, **said)) if said else None,
    )


def to_doors(doors: Iterable[pb.Door]) -> tuple[doc.Door, ...]:
    """Return the doors that a message describes."""
    return tuple(map(_door, doors))


def to_finding(message: pb.Evidence) -> Found:
    """Return what whoever adds evidence says; output-only fields are ignored."""
    return Found(
        kind=EvidenceKind(pb.EvidenceKind.Name(message.kind)),
        summary=message.summary,
        result=EvidenceResult(pb.EvidenceResult.Name(message.result)),
        tag=EvidenceTag(pb.EvidenceTag.Name(message.tag)),
        source=message.source,
        minutes=message.minutes,
        sample_size=message.sample_size,
        invented_because=message.invented_because,
        observed_at=_time(message, "observe_time"),
        url=message.url,
    )


def to_picture(message: pb.Visual) -> Picture:
    """Return what somebody drew; output-only fields are ignored."""
    fidelity = Fidelity(pb.Fidelity.Name(message.fidelity))
    return Picture(message.caption, fidelity, message.svg, message.url)


def evidence_message(evidence: Evidence) -> pb.Evidence:
    """Return a piece of evidence as others see it."""
    fields = as_fields(evidence.finding)
    return pb.Evidence(
        name=evidence.name,
        creator=evidence.creator,
        create_time=evidence.created_at,
        origin=evidence.origin,
        etag=str(evidence.version),
        observe_time=fields.pop("observed_at"),
        **fields,
    )


def question_message(question: Question) -> pb.Question:
    """Return a question as others see it."""
    return pb.Question(
        name=question.name,
        text=question.text,
        asker=question.asker,
        state=f"QUESTION_STATE_{question.state}",
        answer=question.answer,
        answerer=question.answerer,
        upvotes=len(question.voters),
        faq=question.faq,
        origin=question.origin,
        create_time=question.created_at,
        update_time=question.updated_at,
        etag=str(question.version),
        possible_methods=question.possible,
    )


def visual_message(visual: Visual) -> pb.Visual:
    """Return a visual as others see it."""
    return pb.Visual(
        name=visual.name,
        creator=visual.creator,
        create_time=visual.created_at,
        etag=str(visual.version),
        **as_fields(visual.picture),
    )


def revision_message(revision: Revision) -> pb.Revision:
    """Return a revision, with its text."""
    message = revision_line(revision)
    message.document.CopyFrom(document_message(revision.document))
    message.sections.extend(
        pb.RevisionSection(**as_fields(section)) for section in revision.sections
    )
    message.evidence.extend(revision.evidence)
    message.visuals.extend(revision.visuals)
    return message


def revision_line(revision: Revision) -> pb.Revision:
    """Return as much of a revision as a list shows."""
    return pb.Revision(
        name=revision.name,
        number=revision.number,
        submit_time=revision.created_at,
        submitter=revision.submitter,
        document_hash=revision.document_hash,
        warnings=to_findings(revision.warnings),
        word_count=revision.word_count,
        door_kinds=revision.document.door_kinds,
        text_bytes=sum(len(section.text.encode()) for section in revision.sections),
    )


def change_message(change: SectionChange) -> pb.SectionChange:
    """Return how a section differs."""
    return pb.SectionChange(**as_fields(change))


def similar_message(other: Headline, similarity: float) -> pb.SimilarIdea:
    """Return an idea that reads like another."""
    return pb.SimilarIdea(
        idea=other.idea,
        title=other.title,
        state=to_state(other.state),
        similarity=similarity,
    )


def lineage_message(idea: Idea) -> pb.LineageNode:
    """Return an idea among its relatives."""
    return pb.LineageNode(
        idea=idea.name,
        title=idea.document.title,
        state=to_state(idea.state),
        parent=idea.parent,
        duplicate_of=idea.duplicate_of,
        learning=idea.learning,
        learns_from=idea.profile.learns_from,
    )


def _outcome(idea: Idea) -> pb.Outcome | None:
    if (outcome := idea.outcome) is None:
        return None
    return pb.Outcome(
        kind=outcome.kind,
        reason=outcome.reason,
        learning=outcome.learning,
        time=outcome.at,
    )


def _profile_fields(profile: Profile) -> dict[str, Any]:
    fields = as_fields(profile)
    return fields | {"build_start_time": fields.pop("build_started_at")}


def _tally_fields(tally: Tally) -> dict[str, Any]:
    return {
        "evidence_count": tally.evidence,
        "conversation_count": tally.conversations,
        "last_conversation_time": tally.last_conversation_at,
        "open_question_count": tally.open_questions,
    }


def _customer(idea: pb.Idea) -> doc.Customer:
    customer = idea.customer
    return doc.Customer(customer.segment, customer.context, customer.need)


def _press_release(idea: pb.Idea) -> doc.PressRelease:
    release = idea.press_release
    claim = release.claim
    return doc.PressRelease(
        headline=release.headline,
        claim=doc.Claim(claim.metric, claim.baseline, claim.target, claim.by_date),
        summary=release.summary,
        problem=release.problem,
        benefit=release.benefit,
        journey=release.journey,
        customer_quote=release.customer_quote,
        subheading=release.subheading,
        dateline=release.dateline,
        replaces=release.replaces,
        company_quote=release.company_quote,
        getting_started=release.getting_started,
    )


def _five_questions(idea: pb.Idea) -> doc.FiveQuestions:
    asked = idea.five_questions
    return doc.FiveQuestions(
        asked.who, asked.problem, asked.benefit, asked.evidence, asked.experience
    )


def _door(door: pb.Door) -> doc.Door:
    kind = doc.DoorKind(pb.DoorKind.Name(door.kind))
    undo = door.undo
    way_back = doc.Undo(undo.plan, undo.cost_usd, undo.days, undo.tested)
    has_undo = door.HasField("undo")
    return doc.Door(
        door.id, door.decision, kind, way_back if has_undo else None, door.split_from
    )


def _cost_of_failure(idea: pb.Idea) -> doc.CostOfFailure | None:
    if not idea.HasField("cost_of_failure"):
        return None
    cost = idea.cost_of_failure
    return doc.CostOfFailure(cost.loss_cap_usd, cost.customers_exposed, cost.undo_days)


def _faqs(faqs: Iterable[pb.Faq]) -> tuple[doc.Faq, ...]:
    return tuple(doc.Faq(faq.id, faq.question, faq.answer) for faq in faqs)


def _user_manual(idea: pb.Idea) -> doc.UserManual:
    manual = idea.user_manual
    return doc.UserManual(
        doc.ManualStage(pb.ManualStage.Name(manual.stage)),
        tuple(doc.ManualSection(part.heading, part.text) for part in manual.sections),
    )


def _rejected_options(idea: pb.Idea) -> tuple[doc.RejectedOption, ...]:
    options = idea.rejected_options
    return tuple(doc.RejectedOption(one.option, one.reason) for one in options)


def _bet(idea: pb.Idea) -> doc.Bet | None:
    if not idea.HasField("bet"):
        return None
    bet = idea.bet
    return doc.Bet(bet.win_probability, bet.payoff_multiple, bet.build_cost_usd)


def _time(message: Message, field: str) -> datetime | None:
    if not message.HasField(field):
        return None
    time: Timestamp = getattr(message, field)
    return time.ToDatetime(UTC)


DOCUMENT: dict[str, Callable[[pb.Idea], Any]] = {
    "title": lambda idea: idea.title,
    "customer": _customer,
    "press_release": _press_release,
    "five_questions": _five_questions,
    "doors": lambda idea: to_doors(idea.doors),
    "cost_of_failure": _cost_of_failure,
    "leader": lambda idea: idea.leader,
    "customer_faqs": lambda idea: _faqs(idea.customer_faqs),
    "internal_faqs": lambda idea: _faqs(idea.internal_faqs),
    "user_manual": _user_manual,
    "mlp_features": lambda idea: tuple(idea.mlp_features),
    "rejected_options": _rejected_options,
    "debated_topics": lambda idea: tuple(idea.debated_topics),
    "bet": _bet,
    "contradiction_sought": lambda idea: idea.contradiction_sought,
    "competitor_notes": lambda idea: idea.competitor_notes,
}
"""The fields that an author may write in a draft, and how to read them."""

PROFILE: dict[str, Callable[[pb.Idea], Any]] = {
    "co_authors": lambda idea: tuple(idea.co_authors),
    "members": lambda idea: tuple(idea.members),
    "business_unit": lambda idea: idea.business_unit,
    "origin": lambda idea: Origin(pb.IdeaOrigin.Name(idea.origin)),
    "trend_tags": lambda idea: tuple(idea.trend_tags),
    "country_codes": lambda idea: tuple(idea.country_codes),
    "maturity": lambda idea: Maturity(pb.Maturity.Name(idea.maturity)),
    "visibility": lambda idea: Visibility(pb.Visibility.Name(idea.visibility)),
    "learns_from": lambda idea: tuple(idea.learns_from),
    "build_start_time": lambda idea: _time(idea, "build_start_time"),
    "patience_until": lambda idea: _time(idea, "patience_until"),
    "historic_year": lambda idea: idea.historic_year,
    "fictional": lambda idea: idea.fictional,
}
"""The fields that may be written while the document is frozen, too."""

WRITABLE = (*DOCUMENT, *PROFILE)
"""All that people may write."""

PROFILE_FIELDS = {"build_start_time": "build_started_at"}
"""What the domain calls by another name."""
