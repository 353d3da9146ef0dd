"""Between the words of the domain and the words of the contract."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import to_findings
from chassis.etags import etag_of
from chassis.histories import history_of
from chassis.rpc.updates import merged
from chassis.values import as_fields
from chassis.wire import from_date, given, to_date, to_money
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_pb2 as pb

from ..application.ports import Headline, Tally
from ..domain import document as doc
from ..domain.comparison import SectionChange
from ..domain.evidence import Evidence, EvidenceKind, EvidenceResult, EvidenceTag
from ..domain.evidence import Finding as Found
from ..domain.idea import Idea
from ..domain.names import PUBLIC
from ..domain.profile import Maturity, Origin, Profile, Visibility
from ..domain.question import Question
from ..domain.revision import Revision
from ..domain.visual import Fidelity, Picture, Visual

NAMES: Mapping[str, str] = {event.__name__: name for event, name in PUBLIC.items()}
"""What the contract calls an event in a history; the others are not told."""


def to_message(
    idea: Idea, view: pb.IdeaView = pb.IDEA_VIEW_FULL, tally: Tally | None = None
) -> pb.Idea:
    """Return the idea as others see it; its stats are absent without a tally."""
    message = pb.Idea(
        **_profile_fields(idea.profile),
        name=idea.name,
        title=idea.document.title,
        leader=idea.document.leader,
        author=idea.author,
        team=idea.team,
        state=to_state(idea.state),
        revision=idea.revision,
        pivoted_from=idea.pivoted_from,
        review=idea.review,
        learning=idea.learning,
        experiment=idea.experiment,
        create_time=idea.created_at,
        update_time=idea.updated_at,
        etag=etag_of(idea),
        possible_methods=idea.possible,
        priority=idea.priority,
        priority_reason=idea.priority_reason,
        priority_evidence=idea.priority_evidence,
        lead_start_time=idea.leader_since,
        leader_vacant=idea.leader_vacant,
        duplicate_of=idea.duplicate_of,
        outcome=_outcome(idea),
        share_time=idea.shared_at,
        first_submit_time=idea.first_submitted_at,
        conditions=idea.conditions,
        currency_code=idea.document.currency_code,
        stats=stats_message(tally) if tally else None,
    )
    if view != pb.IDEA_VIEW_BASIC:
        message.document.CopyFrom(document_message(idea.document))
        message.history.extend(history_of(idea, NAMES, pb.IdeaHistoryEntry, to_state))
        message.shared_with.extend(idea.shared_with)
    return message


def stats_message(tally: Tally) -> pb.IdeaStats:
    """Return what is told of an idea elsewhere."""
    return pb.IdeaStats(
        evidence_count=tally.evidence,
        conversation_count=tally.conversations,
        last_conversation_time=tally.last_conversation_at,
        open_question_count=tally.open_questions,
        open_coes=tally.open_coes,
    )


def document_message(document: doc.Document) -> pb.IdeaDocument:
    """Return what a revision freezes; what was never written is absent."""
    fields = as_fields(document)
    if (day := document.press_release.claim.by_date) is not None:
        fields["press_release"]["claim"]["by_date"] = from_date(day)
    for name, nothing in NOTHING_WRITTEN.items():
        if getattr(document, name) == nothing:
            del fields[name]
    if document.press_release.claim == doc.Claim() and "press_release" in fields:
        del fields["press_release"]["claim"]
    return pb.IdeaDocument(**fields)


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"IDEA_STATE_{state}"


def to_document(message: pb.IdeaDocument) -> doc.Document:
    """Return what the author wrote. Raises `InvalidInput`."""
    return doc.Document(
        title=message.title,
        customer=_customer(message.customer),
        press_release=_press_release(message.press_release),
        five_questions=_five_questions(message.five_questions),
        doors=to_doors(message.doors),
        cost_of_failure=given(message, "cost_of_failure", _cost_of_failure),
        leader=message.leader,
        customer_faqs=_faqs(message.customer_faqs),
        internal_faqs=_faqs(message.internal_faqs),
        user_manual=_user_manual(message.user_manual),
        mlp_features=tuple(message.mlp_features),
        rejected_options=_rejected_options(message.rejected_options),
        debated_topics=tuple(message.debated_topics),
        bet=given(message, "bet", _bet),
        contradiction_sought=message.contradiction_sought,
        competitor_notes=message.competitor_notes,
    )


def to_profile(message: pb.Idea) -> Profile:
    """Return what is said beside the document; what nobody chose has its default."""
    return Profile(
        co_authors=tuple(message.co_authors),
        members=tuple(message.members),
        business_unit=message.business_unit,
        origin=Origin(pb.IdeaOrigin.Name(message.origin)),
        trend_tags=tuple(message.trend_tags),
        country_codes=tuple(message.country_codes),
        maturity=Maturity(pb.Maturity.Name(message.maturity or pb.MATURITY_ROUGH)),
        visibility=Visibility(
            pb.Visibility.Name(message.visibility or pb.VISIBILITY_COMPANY)
        ),
        learns_from=tuple(message.learns_from),
        build_started_at=_time(message, "build_start_time"),
        patience_until=_time(message, "patience_until_time"),
        historic_year=given(message, "historic_year", int),
        fictional=message.fictional,
    )


def changed(
    idea: Idea, changes: pb.Idea, mask: FieldMask
) -> tuple[doc.Document | None, Profile | None]:
    """Return what an update makes of an idea; None for what it does not touch.

    Raises `InvalidInput`.
    """
    message, touched = merged(to_message(idea), changes, mask, WRITABLE)
    return (
        to_document(message.document) if DOCUMENT in touched else None,
        to_profile(message) if any(path != DOCUMENT for path in touched) else None,
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
        conversation_length=given(
            message, "conversation_length", lambda length: length.ToTimedelta()
        ),
        sample_size=given(message, "sample_size", int),
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
        etag=etag_of(evidence),
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
        etag=etag_of(question),
        possible_methods=question.possible,
    )


def visual_message(visual: Visual) -> pb.Visual:
    """Return a visual as others see it."""
    fields = as_fields(visual.picture)
    del fields["url" if visual.picture.svg else "svg"]
    return pb.Visual(
        name=visual.name,
        creator=visual.creator,
        create_time=visual.created_at,
        etag=etag_of(visual),
        **fields,
    )


def revision_message(revision: Revision) -> pb.Revision:
    """Return a revision, with its text."""
    message = revision_line(revision)
    message.document.CopyFrom(document_message(revision.document))
    message.sections.extend(
        pb.Section(**as_fields(section)) for section in revision.sections
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


def similar_message(found: tuple[Headline, float]) -> pb.SimilarIdea:
    """Return an idea that reads like another."""
    other, similarity = found
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
        pivoted_from=idea.pivoted_from,
        duplicate_of=idea.duplicate_of,
        learning=idea.learning,
        learns_from=idea.profile.learns_from,
    )


def _outcome(idea: Idea) -> pb.IdeaOutcome | None:
    if (outcome := idea.outcome) is None:
        return None
    return pb.IdeaOutcome(
        kind=outcome.kind,
        reason=outcome.reason,
        learning=outcome.learning,
        time=outcome.at,
    )


def _profile_fields(profile: Profile) -> dict[str, Any]:
    fields = as_fields(profile)
    return fields | {
        "build_start_time": fields.pop("build_started_at"),
        "patience_until_time": fields.pop("patience_until"),
    }


def _customer(customer: pb.Customer) -> doc.Customer:
    return doc.Customer(customer.segment, customer.context, customer.need)


def _press_release(release: pb.PressRelease) -> doc.PressRelease:
    return doc.PressRelease(
        headline=release.headline,
        claim=_claim(release.claim),
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


def _claim(claim: pb.Claim) -> doc.Claim:
    path = "idea.document.press_release.claim.by_date"
    return doc.Claim(
        metric=claim.metric,
        baseline=given(claim, "baseline", float),
        target=given(claim, "target", float),
        by_date=given(claim, "by_date", lambda day: to_date(day, path)),
    )


def _five_questions(asked: pb.FiveQuestions) -> doc.FiveQuestions:
    return doc.FiveQuestions(
        asked.who, asked.problem, asked.benefit, asked.evidence, asked.experience
    )


def _door(door: pb.Door) -> doc.Door:
    kind = doc.DoorKind(checks.DoorKind.Name(door.kind))
    undo = given(door, "undo", _undo)
    return doc.Door(door.id, door.decision, kind, undo, door.split_from)


def _undo(undo: pb.Undo) -> doc.Undo:
    return doc.Undo(
        plan=undo.plan,
        cost=given(undo, "cost", to_money),
        days=given(undo, "days", int),
        tested=undo.tested,
    )


def _cost_of_failure(cost: pb.CostOfFailure) -> doc.CostOfFailure:
    return doc.CostOfFailure(
        loss_cap=given(cost, "loss_cap", to_money),
        customers_exposed=given(cost, "customers_exposed", int),
        undo_days=given(cost, "undo_days", int),
    )


def _faqs(faqs: Iterable[pb.Faq]) -> tuple[doc.Faq, ...]:
    return tuple(doc.Faq(faq.id, faq.question, faq.answer) for faq in faqs)


def _user_manual(manual: pb.UserManual) -> doc.UserManual:
    return doc.UserManual(
        doc.ManualStage(pb.ManualStage.Name(manual.stage)),
        tuple(doc.ManualSection(part.heading, part.text) for part in manual.sections),
    )


def _rejected_options(
    options: Iterable[pb.RejectedOption],
) -> tuple[doc.RejectedOption, ...]:
    return tuple(doc.RejectedOption(one.option, one.reason) for one in options)


def _bet(bet: pb.Bet) -> doc.Bet:
    return doc.Bet(
        win_probability=given(bet, "win_probability", float),
        payoff_multiple=given(bet, "payoff_multiple", float),
        build_cost=given(bet, "build_cost", to_money),
    )


def _time(message: Message, field: str) -> datetime | None:
    def read(time: Timestamp) -> datetime:
        return time.ToDatetime(UTC)

    return given(message, field, read)


NOTHING_WRITTEN: Mapping[str, object] = {
    "customer": doc.Customer(),
    "press_release": doc.PressRelease(),
    "five_questions": doc.FiveQuestions(),
    "user_manual": doc.UserManual(),
}
"""The parts of a document that are absent while nothing was written."""

DOCUMENT = "document"

WRITABLE = (
    DOCUMENT,
    "co_authors",
    "members",
    "business_unit",
    "origin",
    "trend_tags",
    "country_codes",
    "maturity",
    "visibility",
    "learns_from",
    "build_start_time",
    "patience_until_time",
    "historic_year",
    "fictional",
)
"""All that people may write; what is not the document stays writable beside it."""
