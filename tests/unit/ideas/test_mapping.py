"""Between the words of the contract and the words of the domain."""

from dataclasses import replace
from datetime import UTC

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import InvalidInput, Violation
from day1.ideas.v1 import ideas_pb2 as pb
from services.ideas.api import mapping
from services.ideas.api.mapping import WRITABLE, to_change, to_document, to_message
from services.ideas.application.ports import Headline, Tally
from services.ideas.domain.comparison import differences
from services.ideas.domain.document import Door
from services.ideas.domain.evidence import EvidenceKind, EvidenceTag
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import IdeaState
from services.ideas.domain.outcome import Outcome, OutcomeKind
from services.ideas.domain.profile import Maturity, Origin, Profile, Visibility
from services.ideas.domain.text import Section
from tests.unit.ideas.support import (
    ANN,
    BEN,
    E1,
    LATER,
    NOON,
    R1,
    UNCLASSIFIED,
    answered,
    approved,
    document,
    draft,
    evidence,
    pivoted,
    refusal,
    submit,
    visual,
)

NOT_WRITABLE = {
    "name",
    "author",
    "team",
    "state",
    "revision",
    "parent",
    "review",
    "learning",
    "create_time",
    "update_time",
    "etag",
    "history",
    "possible_methods",
    "priority",
    "priority_reason",
    "priority_evidence",
    "leader_since",
    "leader_vacant",
    "duplicate_of",
    "outcome",
    "shared_with",
    "share_time",
    "first_submit_time",
    "conditions",
    "open_coes",
    "experiment",
    "conversation_count",
    "last_conversation_time",
    "open_question_count",
    "evidence_count",
}


def told_at_length() -> Idea:
    """Return an idea of which every field says something."""
    idea = approved()
    idea.profile = Profile(
        co_authors=(BEN.name,),
        members=(BEN.name,),
        business_unit="Homes",
        origin=Origin.CUSTOMER,
        trend_tags=("ml_ai",),
        country_codes=("DE",),
        maturity=Maturity.ROUGH,
        visibility=Visibility.TEAM,
        learns_from=("coes/c1",),
        build_started_at=LATER,
        patience_until=LATER,
        historic_year=1999,
        fictional=True,
    )
    idea.document = document(contradiction_sought="Nine calls.", competitor_notes="-")
    idea.prioritize(1, ("ideas/i1/evidence/v1",), "Now.", by=ANN, at=NOON)
    idea.parent, idea.duplicate_of, idea.experiment = "ideas/i0", "ideas/i9", E1
    idea.shared_with, idea.shared_at = (BEN.name,), NOON
    idea.leader_vacant, idea.learning = True, "They want a bag."
    idea.outcome = Outcome(OutcomeKind.SCALED, "Why.", "What.", NOON)
    return idea


def test_others_see_everything() -> None:
    tally = Tally(4, 3, LATER, 2)

    message = to_message(told_at_length(), tally, ["coes/c1"])

    assert {field.name for field, _ in message.ListFields()} == {
        field.name for field in pb.Idea.DESCRIPTOR.fields
    }
    assert (message.name, message.etag) == ("ideas/i1", "0")
    assert (message.author, message.team) == ("people/ann", "teams/books")
    assert (message.state, message.revision) == (pb.IDEA_STATE_APPROVED, "1.0")
    assert (message.review, message.parent) == (R1, "ideas/i0")
    assert message.outcome == pb.Outcome(
        kind="OUTCOME_KIND_SCALED",
        reason="Why.",
        learning="What.",
        time=Timestamp(seconds=int(NOON.timestamp())),
    )
    assert (message.conversation_count, message.open_question_count) == (3, 2)
    assert message.last_conversation_time.ToDatetime(UTC) == LATER
    assert message.build_start_time.ToDatetime(UTC) == LATER
    assert "LaunchIdea" not in message.possible_methods
    assert message.history[-1] == pb.HistoryEntry(
        time=Timestamp(seconds=int(NOON.timestamp())),
        actor=ANN.name,
        event="IdeaReprioritized",
        state="IDEA_STATE_APPROVED",
    )


def test_every_field_is_writable_or_not() -> None:
    assert set(WRITABLE) | NOT_WRITABLE == set(pb.Idea.DESCRIPTOR.fields_by_name)


def test_output_only_fields_are_ignored() -> None:
    message = to_message(draft())
    message.MergeFrom(pb.Idea(author="people/mallory", state="IDEA_STATE_LAUNCHED"))

    assert to_document(message) == document()


def test_what_is_unknown_is_absent() -> None:
    message = to_message(draft(cost_of_failure=None, doors=(UNCLASSIFIED,)))

    assert not message.HasField("cost_of_failure")
    assert not message.doors[0].HasField("undo")
    assert to_document(message).doors == (Door("size", "Make it smaller."),)


def test_an_update_changes_what_the_mask_names_and_nothing_else() -> None:
    change = to_change(
        pb.Idea(title="New", leader="people/eve"),
        FieldMask(paths=["title", "cost_of_failure"]),
    )

    assert change.document is not None
    assert change.document(document()) == document(title="New", cost_of_failure=None)
    assert change.profile is None


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    message = pb.Idea(name="ideas/i1", title="New", etag="1", author=ANN.name)

    change = to_change(message, FieldMask())

    assert change.document is not None
    assert change.document(document()) == document(title="New")


def test_an_update_beside_the_document_leaves_it_alone() -> None:
    message = pb.Idea(build_start_time=LATER, trend_tags=["ml_ai"])

    change = to_change(message, FieldMask())

    assert change.document is None
    assert change.profile is not None
    assert change.profile(Profile()) == Profile(
        build_started_at=LATER, trend_tags=("ml_ai",)
    )


@pytest.mark.parametrize("field", sorted(NOT_WRITABLE))
def test_what_only_the_service_writes_cannot_be_updated(field: str) -> None:
    [violation] = refusal(
        lambda: to_change(pb.Idea(), FieldMask(paths=[field])), InvalidInput
    )

    assert violation.reason == "FIELD_NOT_UPDATABLE"


def is_complete(message: Message, *but: str) -> bool:
    fields = {field.name for field in message.DESCRIPTOR.fields} - set(but)
    return {field.name for field, _ in message.ListFields()} == fields


def test_evidence_is_shown_as_it_was_found() -> None:
    piece = evidence(
        kind=EvidenceKind.INVENTED_ON_BEHALF,
        tag=EvidenceTag.DREAM,
        source="Parents",
        minutes=5,
        sample_size=9,
        invented_because="Too new.",
        observed_at=LATER,
        url="https://example.org",
        experiment=E1,
    )
    piece.origin, piece.version = "ideas/i0/evidence/v0", 1

    message = mapping.evidence_message(piece)

    assert is_complete(message)
    assert message.name == "ideas/i1/evidence/v1"
    assert mapping.to_finding(message) == replace(piece.finding, experiment="")


def test_a_question_is_shown_with_its_votes() -> None:
    question = answered()
    question.upvote(by=BEN, at=LATER)
    question.promote("q1", by=ANN, at=LATER)
    question.origin, question.version = "ideas/i0", 2

    message = mapping.question_message(question)

    assert is_complete(message, "possible_methods")
    assert (message.upvotes, message.state) == (1, pb.QUESTION_STATE_PROMOTED)
    assert list(mapping.question_message(answered()).possible_methods) == [
        "AnswerQuestion",
        "PromoteQuestion",
        "UpvoteQuestion",
    ]


def test_a_visual_is_shown_as_it_was_drawn() -> None:
    drawn = visual(url="https://example.org/a.svg")
    drawn.version = 1

    message = mapping.visual_message(drawn)

    assert is_complete(message)
    assert mapping.to_picture(message) == drawn.picture


def test_a_revision_is_shown_with_its_text_or_as_a_line() -> None:
    revision = submit(draft())
    revision.warnings = (Violation("JARGON", "ideas/i1", "Say it plainly."),)

    whole, line = mapping.revision_message(revision), mapping.revision_line(revision)

    assert is_complete(whole)
    assert is_complete(line, "document", "sections", "evidence", "visuals")
    assert to_document(whole.document) == document()
    assert whole.warnings[0].reason == "JARGON"


def test_relatives_and_likenesses_are_shown() -> None:
    other = Headline("ideas/i2", "Bags", "Bags that open", IdeaState.DRAFT)

    assert is_complete(mapping.similar_message(other, 0.5))
    told = told_at_length()
    assert is_complete(mapping.lineage_message(told))
    assert mapping.lineage_message(pivoted()).learning == "They want a bag."


def test_a_difference_is_shown_by_paragraph() -> None:
    old, new = (Section("a", "A", "One\nTwo"),), (Section("a", "A", "One\n2"),)

    [change] = map(mapping.change_message, differences(old, new))

    assert (change.section, change.kind) == ("a", pb.CHANGE_KIND_CHANGED)
    assert change.paragraphs[1] == pb.ParagraphChange(
        kind="CHANGE_KIND_CHANGED", old="Two", new="2"
    )
