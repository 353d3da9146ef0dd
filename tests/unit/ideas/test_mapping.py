"""Between the words of the contract and the words of the domain."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money as MoneyMessage

from chassis.domain import InvalidInput, Violation
from chassis.etags import etag_of
from chassis.limits import MAX_HISTORY
from chassis.money import Money
from day1.checks.v1 import checks_pb2 as checks
from day1.ideas.v1 import ideas_pb2 as pb
from services.ideas.api import mapping
from services.ideas.api.mapping import WRITABLE, changed, to_document, to_message
from services.ideas.application.ports import Headline, Tally
from services.ideas.domain.comparison import differences
from services.ideas.domain.document import (
    Bet,
    Claim,
    CostOfFailure,
    Document,
    Door,
    PressRelease,
    Undo,
)
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
    "title",
    "leader",
    "pivoted_from",
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
    "lead_start_time",
    "leader_vacant",
    "duplicate_of",
    "outcome",
    "shared_with",
    "share_time",
    "first_submit_time",
    "conditions",
    "experiment",
    "currency_code",
    "stats",
}


FREE = MoneyMessage(currency_code="EUR")


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
        visibility=Visibility.COMPANY,
        learns_from=("coes/c1",),
        build_started_at=LATER,
        patience_until=LATER,
        historic_year=1999,
        fictional=True,
    )
    idea.document = document(contradiction_sought="Nine calls.", competitor_notes="-")
    idea.prioritize(1, ("ideas/i1/evidence/v1",), "Now.", by=ANN, at=NOON)
    idea.pivoted_from, idea.duplicate_of, idea.experiment = "ideas/i0", "ideas/i9", E1
    idea.shared_with, idea.shared_at = (BEN.name,), NOON
    idea.leader_vacant, idea.learning = True, "They want a bag."
    idea.outcome = Outcome(OutcomeKind.SCALED, "Why.", "What.", NOON)
    return idea


def test_others_see_everything() -> None:
    idea, tally = told_at_length(), Tally(4, 3, LATER, 2, ["coes/c1"])

    message = to_message(idea, tally=tally)

    assert {field.name for field, _ in message.ListFields()} == {
        field.name for field in pb.Idea.DESCRIPTOR.fields
    }
    assert (message.name, message.etag) == ("ideas/i1", etag_of(idea))
    assert (message.title, message.leader) == ("Boxes that fit", BEN.name)
    assert (message.document.title, message.currency_code) == (message.title, "USD")
    assert (message.author, message.team) == ("people/ann", "teams/books")
    assert (message.state, message.revision) == (pb.IDEA_STATE_APPROVED, "1.0")
    assert (message.review, message.pivoted_from) == (R1, "ideas/i0")
    assert message.outcome == pb.IdeaOutcome(
        kind="IDEA_OUTCOME_KIND_SCALED",
        reason="Why.",
        learning="What.",
        time=Timestamp(seconds=int(NOON.timestamp())),
    )
    stats = message.stats
    assert is_complete(stats)
    assert (stats.conversation_count, stats.open_question_count) == (3, 2)
    assert stats.last_conversation_time.ToDatetime(UTC) == LATER
    assert message.build_start_time.ToDatetime(UTC) == LATER
    assert "LaunchIdea" not in message.possible_methods
    assert message.history[-1] == pb.IdeaHistoryEntry(
        time=Timestamp(seconds=int(NOON.timestamp())),
        actor=ANN.name,
        event="IdeaReprioritized",
        state="IDEA_STATE_APPROVED",
    )


def test_every_field_is_writable_or_not() -> None:
    assert set(WRITABLE) | NOT_WRITABLE == set(pb.Idea.DESCRIPTOR.fields_by_name)


def test_output_only_fields_are_ignored() -> None:
    message = to_message(draft())
    message.MergeFrom(pb.Idea(author="people/mallory", title="Mine"))

    assert to_document(message.document) == document()


def test_what_is_unknown_is_absent() -> None:
    shown = to_message(draft(cost_of_failure=None, doors=(UNCLASSIFIED,))).document

    assert not shown.HasField("cost_of_failure")
    assert not shown.doors[0].HasField("undo")
    assert to_document(shown).doors == (Door("size", "Make it smaller."),)


def test_what_nobody_wrote_is_absent() -> None:
    bare = to_message(Idea.create("i1", Document(title="Fit"), by=ANN, at=NOON))
    no_claim = to_message(draft(press_release=PressRelease(headline="Fit")))

    assert [field.name for field, _ in bare.document.ListFields()] == ["title"]
    assert not no_claim.document.press_release.HasField("claim")
    assert not bare.HasField("stats")
    assert not bare.HasField("priority")
    assert not bare.HasField("historic_year")


def test_zero_is_not_unknown() -> None:
    none = to_document(pb.IdeaDocument(bet=pb.Bet(), cost_of_failure={}))
    zero = to_document(
        pb.IdeaDocument(
            press_release={"claim": {"baseline": 0.0, "target": 0.0}},
            bet=pb.Bet(win_probability=0, payoff_multiple=0, build_cost=FREE),
            cost_of_failure=pb.CostOfFailure(
                loss_cap=FREE, customers_exposed=0, undo_days=0
            ),
            doors=[pb.Door(id="a", undo=pb.Undo(cost=FREE, days=0))],
        )
    )

    assert (none.bet, none.cost_of_failure) == (Bet(), CostOfFailure())
    nothing = Money.zero("EUR")
    assert zero.bet == Bet(0.0, 0.0, nothing)
    assert zero.cost_of_failure == CostOfFailure(nothing, 0, 0)
    assert zero.doors[0].undo == Undo("", nothing, 0)
    assert zero.press_release.claim == Claim("", 0.0, 0.0)
    assert to_document(mapping.document_message(zero)) == zero
    assert to_document(mapping.document_message(none)) == none


def test_what_nobody_chose_is_stored_as_the_value_that_holds() -> None:
    profile = mapping.to_profile(pb.Idea())

    assert profile == Profile()
    shown = to_message(Idea.create("i1", document(), profile, by=ANN, at=NOON))
    assert (shown.maturity, shown.visibility) == (
        pb.MATURITY_ROUGH,
        pb.VISIBILITY_COMPANY,
    )


def test_a_day_that_does_not_exist_is_refused_with_its_field() -> None:
    claim = {"by_date": {"year": 2031, "month": 2, "day": 31}}

    [refused] = refusal(
        lambda: to_document(pb.IdeaDocument(press_release={"claim": claim})),
        InvalidInput,
    )

    assert (refused.reason, refused.subject) == (
        "FIELD_MALFORMED",
        "idea.document.press_release.claim.by_date",
    )


def test_a_basic_view_leaves_out_what_is_long() -> None:
    idea = told_at_length()

    basic, full = to_message(idea, pb.IDEA_VIEW_BASIC), to_message(idea)

    left_out = {"document", "history", "shared_with"}
    assert is_complete(basic, "stats", *left_out)
    for name in left_out:
        full.ClearField(name)
    assert basic == full


def test_a_history_has_public_names_and_an_end() -> None:
    idea = draft()
    for number in range(60):
        idea.discussed(by=ANN, at=NOON)
        evidence = (f"ideas/i1/evidence/v{number}",)
        idea.prioritize(number, evidence, "Now.", by=ANN, at=LATER)
        idea.update(None, Profile(), by=ANN, at=LATER)

    told = to_message(idea).history

    assert len(told) == MAX_HISTORY == 100
    assert {entry.event for entry in told} == {"IdeaReprioritized", "IdeaUpdated"}
    assert told[-1].event == "IdeaUpdated"


def test_an_update_changes_what_the_mask_names_and_nothing_else() -> None:
    changes = pb.Idea(document={"title": "New", "leader": "people/eve"})
    mask = FieldMask(paths=["document.title", "document.cost_of_failure"])

    written, profile = changed(draft(), changes, mask)

    assert written == document(title="New", cost_of_failure=None)
    assert profile is None


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    message = pb.Idea(name="ideas/i1", etag="1", author=ANN.name, title="Ignored")
    message.document.title = "New"

    written, profile = changed(draft(), message, FieldMask())

    assert (written, profile) == (document(title="New"), None)


def test_an_update_beside_the_document_leaves_it_alone() -> None:
    message = pb.Idea(build_start_time=LATER, trend_tags=["ml_ai"])

    written, profile = changed(draft(), message, FieldMask())

    assert written is None
    assert profile == Profile(build_started_at=LATER, trend_tags=("ml_ai",))


def test_a_number_is_cleared_by_its_name() -> None:
    idea = told_at_length()

    _, profile = changed(idea, pb.Idea(), FieldMask(paths=["historic_year"]))

    assert profile == replace(idea.profile, historic_year=None)


def test_everything_is_replaced_by_a_star() -> None:
    idea = told_at_length()
    message = pb.Idea(document={"title": "New"})

    assert changed(idea, message, FieldMask(paths=["*"])) == (
        Document(title="New"),
        Profile(),
    )


@pytest.mark.parametrize("field", sorted(NOT_WRITABLE))
def test_what_only_the_service_writes_cannot_be_updated(field: str) -> None:
    [violation] = refusal(
        lambda: changed(draft(), pb.Idea(), FieldMask(paths=[field])), InvalidInput
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
        conversation_length=timedelta(minutes=5),
        sample_size=9,
        invented_because="Too new.",
        observed_at=NOON,
        url="https://example.org",
        experiment=E1,
    )
    piece.origin = "ideas/i0/evidence/v0"

    message = mapping.evidence_message(piece)

    assert is_complete(message)
    assert message.name == "ideas/i1/evidence/v1"
    assert mapping.to_finding(message) == replace(piece.finding, experiment="")


def test_a_question_is_shown_with_its_votes() -> None:
    question = answered()
    question.upvote(by=BEN, at=LATER)
    question.promote("q1", by=ANN, at=LATER)
    question.origin = "ideas/i0"

    message = mapping.question_message(question)

    assert is_complete(message, "possible_methods")
    assert (message.upvotes, message.state) == (1, pb.QUESTION_STATE_PROMOTED)
    assert list(mapping.question_message(answered()).possible_methods) == [
        "AnswerQuestion",
        "PromoteQuestion",
        "UpvoteQuestion",
    ]


def test_a_visual_is_shown_as_it_was_drawn() -> None:
    url = "https://example.org/a.svg"
    drawn, linked = visual(), visual(svg="", url=url)

    shown, link = mapping.visual_message(drawn), mapping.visual_message(linked)

    assert is_complete(shown, "url")
    assert is_complete(link, "svg")
    assert mapping.to_picture(shown) == drawn.picture
    assert mapping.to_picture(link) == linked.picture


def test_a_revision_is_shown_with_its_text_or_as_a_line() -> None:
    revision = submit(draft())
    revision.warnings = (Violation("JARGON", "ideas/i1", "Say it plainly."),)

    whole, line = mapping.revision_message(revision), mapping.revision_line(revision)

    assert is_complete(whole)
    assert is_complete(line, "document", "sections", "evidence", "visuals")
    assert to_document(whole.document) == document()
    assert list(line.door_kinds) == [checks.DOOR_KIND_ONE_WAY, checks.DOOR_KIND_TWO_WAY]
    assert whole.warnings[0].reason == "JARGON"


def test_relatives_and_likenesses_are_shown() -> None:
    other = Headline("ideas/i2", "Bags", "Bags that open", IdeaState.DRAFT)

    assert is_complete(mapping.similar_message((other, 0.5)))
    told = told_at_length()
    assert is_complete(mapping.lineage_message(told))
    assert mapping.lineage_message(pivoted()).learning == "They want a bag."


def test_a_difference_is_shown_by_paragraph() -> None:
    old, new = (Section("a", "A", "One\nTwo"),), (Section("a", "A", "One\n2"),)

    [change] = map(mapping.change_message, differences(old, new))

    assert (change.section, change.kind) == ("a", pb.CHANGE_KIND_CHANGED)
    assert change.paragraphs[1] == pb.ParagraphChange(
        kind="CHANGE_KIND_CHANGED", old_text="Two", new_text="2"
    )
