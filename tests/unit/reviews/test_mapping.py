"""Reviews, comments and decisions as others see them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from chassis.checks.messaging import to_findings
from chassis.domain import ERASED, InvalidInput, Violation
from chassis.etags import etag_of
from chassis.money import Money
from chassis.storage import Table
from chassis.wire import to_money
from day1.checks.v1 import checks_pb2
from day1.reviews.v1 import reviews_pb2 as pb
from day1.reviews.v1 import reviews_service_pb2 as rpc
from services.reviews.api import mapping
from services.reviews.api.comment_mapping import (
    to_comment,
    to_logged,
    to_part,
    to_remark,
    to_verification,
)
from services.reviews.api.mapping import to_message, to_ruling
from services.reviews.domain.comment import Comment
from services.reviews.domain.decision import Outcome, PositionKind, ReturnReason, Ruling
from services.reviews.domain.document import Bet, Door, ReviewPolicy, Undo
from services.reviews.domain.events import StallReason
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.remark import (
    Anchor,
    CommentKind,
    Remark,
    Suggestion,
    SuggestionKind,
)
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.verification import Part, Verification
from services.reviews.storage.postgres import COMMENTS, REVIEWS
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    BET,
    BLOCKER,
    COY,
    DEE,
    LATER,
    LEO,
    NOON,
    NOTE,
    POLICY,
    RETURN,
    RIA,
    SAM,
    TOMORROW,
    comment,
    debating,
    decide,
    full_read,
    know,
    opened,
    question,
    read,
    reading,
    take_side,
)


def full_story() -> Review:
    """Return a review to which everything has happened."""
    review = debating(
        question(),
        debated_topics=("Now?",),
        bet=BET,
        co_authors=(COY.name,),
    )
    know(review, 3)
    take_side(review, RIA)
    review.previous_decider = DEE.name
    topic = review.topic("topic-1")
    review.close_topic(topic, "Now.", is_debated=True, by=DEE, at=NOON)
    review.answer_item("way-back", "no", "Soon.", "http://x", by=ANN, at=NOON)
    review.accept_fix("way-back", "I saw it.", by=DEE, at=NOON)
    review.grant_exception(
        "way-back", "Soon.", TOMORROW, by=DEE, at=NOON, policy=POLICY
    )
    review.wake(by=LEO, at=review.due_time)
    ruling = replace(
        APPROVE,
        conditions=("One.",),
        revisit_when="Later.",
        validation=("mechanisms/m",),
        return_reason=ReturnReason.OTHER,
    )
    decide(review, ruling, by=DEE)
    review.wake(by=LEO, at=TOMORROW)
    review.version = 3
    return review


def test_a_decided_review_is_shown_with_all_its_fields() -> None:
    message = to_message(full_story(), SAM.name)

    assert len(message.ListFields()) == len(pb.Review.DESCRIPTOR.fields)
    decision = pb.ReviewDecision.DESCRIPTOR
    # Only a return has a reason, and nobody decides a one-way door alone.
    assert len(message.decision.ListFields()) == len(decision.fields) - 2
    assert message.positions[-1].first_text == "Yes."
    answer = pb.ChecklistAnswer.DESCRIPTOR
    assert len(message.checklist[0].answer.ListFields()) == len(answer.fields)
    assert message.policy == pb.REVIEW_POLICY_FULL
    assert message.state == pb.REVIEW_STATE_DECIDED
    assert message.etag == etag_of(full_story())
    assert message.decision.outcome == pb.REVIEW_OUTCOME_APPROVE
    assert message.decision.exceptions[0].expire_time.ToDatetime() == (
        TOMORROW.replace(tzinfo=None)
    )
    assert message.readers[0].HasField("finish_time")
    assert message.document[0].text == "Boxes that fit at last"
    assert to_money(message.doors[0].undo.cost) == Money("USD", 1500)
    assert message.doors[0].kind == checks_pb2.DOOR_KIND_TWO_WAY
    assert message.doors[1].kind == checks_pb2.DOOR_KIND_ONE_WAY
    assert message.reading_duration.ToTimedelta() == timedelta(minutes=1)
    assert not message.doors[1].HasField("undo")
    (item,) = message.checklist
    assert len(item.ListFields()) == len(pb.ChecklistItem.DESCRIPTOR.fields) - 1
    assert item.answer.risk == checks_pb2.RISK_HIGH
    assert item.check.question.prompt == "Was the way back tried?"
    (need,) = message.information_needs
    assert need.name == "reviews/r1/informationNeeds/need-1"
    assert list(message.expired_exceptions) == ["mechanisms/way-back"]
    assert message.possible_methods == ["ReplyComment"]


def test_a_brief_review_has_no_texts_and_no_long_lists() -> None:
    full = to_message(full_story(), SAM.name)

    brief = to_message(full_story(), SAM.name, pb.REVIEW_VIEW_BASIC)

    left_out = {field.name for field, _ in full.ListFields()} - {
        field.name for field, _ in brief.ListFields()
    }
    assert left_out == {
        "document",
        "doors",
        "debate_topics",
        "information_needs",
        "positions",
        "checklist",
        "history",
    }
    in_decision = {field.name for field, _ in full.decision.ListFields()} - {
        field.name for field, _ in brief.decision.ListFields()
    }
    assert in_decision == {
        "rationale",
        "positions",
        "conditions",
        "exceptions",
        "revisit_when",
        "validation",
        "checks",
    }
    undecided = to_message(opened(), SAM.name, pb.REVIEW_VIEW_BASIC)
    assert not undecided.HasField("decision")


def test_a_number_that_nobody_said_is_absent_and_not_zero() -> None:
    door = Door("price", is_two_way=True, undo=Undo("Lower it"))

    message = to_message(reading(doors=(door,), bet=Bet(0.0)), LEO.name)

    undo = message.doors[0].undo
    assert (undo.HasField("cost"), undo.HasField("days")) == (False, False)
    assert message.bet.HasField("win_probability")
    assert not message.bet.HasField("payoff_multiple")


def test_what_has_not_happened_yet_is_absent() -> None:
    message = to_message(opened(), LEO.name)

    assert message.decider == ""
    assert not message.HasField("decision")
    assert not message.HasField("information_ratio")
    assert not message.HasField("bet")
    assert not message.readers[0].HasField("finish_time")
    assert "StartReview" in message.possible_methods


def test_positions_are_shown_to_their_owners_only_until_the_debate() -> None:
    review = full_read()
    take_side(review, RIA)

    assert len(to_message(review, RIA.name).positions) == 1
    assert len(to_message(review, DEE.name).positions) == 0


def test_who_rehearses_does_not_read_what_others_think() -> None:
    in_debate, ended = debating(), full_story()
    take_side(in_debate, RIA, LEO)

    seen = mapping.rehearsed(to_message(in_debate, LEO.name), LEO.name)
    decision = mapping.rehearsed(to_message(ended, DEE.name), DEE.name)

    assert [each.person for each in seen.positions] == [LEO.name]
    assert not seen.HasField("decision")
    assert (len(decision.positions), len(decision.decision.positions)) == (0, 0)
    assert decision.decision.outcome == pb.REVIEW_OUTCOME_APPROVE


def test_a_ruling_is_read_from_the_request() -> None:
    request = rpc.DecideReviewRequest(
        outcome="REVIEW_OUTCOME_RETURN",
        rationale="Not yet.",
        leader=SAM.name,
        conditions=["One."],
        revisit_when="Later.",
        validation=["mechanisms/m"],
        return_reason="RETURN_REASON_SPLIT_ONE_WAY_DOOR",
        document_hash="5ec7",
    )

    assert to_ruling(request) == Ruling(
        Outcome.RETURN,
        "Not yet.",
        SAM.name,
        ("One.",),
        "Later.",
        ("mechanisms/m",),
        ReturnReason.SPLIT_ONE_WAY_DOOR,
        "5ec7",
    )
    old = rpc.DecideReviewRequest(outcome="REVIEW_OUTCOME_RETURN", rationale="Not yet.")
    assert to_ruling(old) == Ruling(Outcome.RETURN, "Not yet.")


def test_a_lint_is_about_an_approval_unless_it_says_so() -> None:
    nothing = rpc.LintDecisionRequest()
    no = rpc.LintDecisionRequest(
        outcome="REVIEW_OUTCOME_DECLINE", rationale="No.", leader="x"
    )

    assert mapping.to_lint_ruling(nothing) == Ruling(Outcome.APPROVE, "")
    assert mapping.to_lint_ruling(no) == Ruling(Outcome.DECLINE, "No.", "x")


def test_a_path_is_asked_for_or_not() -> None:
    assert mapping.to_policy(pb.REVIEW_POLICY_UNSPECIFIED) is None
    assert mapping.to_policy(pb.REVIEW_POLICY_FULL) is ReviewPolicy.FULL
    assert mapping.to_position_kind(pb.POSITION_KIND_OBJECT) is PositionKind.OBJECT


def test_a_need_has_defaults() -> None:
    said = pb.InformationNeed(text="How many?")

    assert mapping.to_new_need(said, "n1") == InformationNeed("n1", "How many?")


def test_a_need_is_changed_where_the_update_says() -> None:
    need = InformationNeed("need-1", "How many?", 3)
    said = pb.InformationNeed(
        name="x", state=pb.NEED_STATE_KNOWN, source="Survey", weight=2
    )

    all_set = mapping.to_need_change(said, FieldMask())(need)
    named = mapping.to_need_change(said, FieldMask(paths=["state"]))(need)

    assert all_set == InformationNeed(
        "need-1", "How many?", 2, NeedState.KNOWN, "Survey"
    )
    assert named == InformationNeed("need-1", "How many?", 3, NeedState.KNOWN)
    everything = mapping.to_need_change(said, FieldMask(paths=["*"]))(need)
    assert everything == InformationNeed("need-1", "", 2, NeedState.KNOWN, "Survey")
    cleared = mapping.to_need_change(
        pb.InformationNeed(), FieldMask(paths=["weight", "state"])
    )(need)
    assert cleared == InformationNeed("need-1", "How many?")
    with pytest.raises(InvalidInput):
        mapping.to_need_change(said, FieldMask(paths=["name"]))(need)


def test_findings_and_moments_are_told() -> None:
    (finding,) = to_findings([Violation("R", "reviews/r1", "Because.")])
    request = rpc.GrantExceptionRequest(expire_time=TOMORROW)

    assert (finding.reason, finding.description) == ("R", "Because.")
    assert mapping.to_time(request.expire_time) == TOMORROW


def test_a_comment_is_shown_with_all_its_fields() -> None:
    strike = Suggestion(SuggestionKind.REPLACE, "Crates")
    remark = replace(
        BLOCKER,
        kind=CommentKind.DEBATE,
        suggestion=strike,
        principle="p",
        topic="topic-1",
    )
    said = comment(remark)
    said.reply("Yes.", is_author=True, by=ANN, at=LATER, policy=POLICY)
    path = ReviewPolicy.FULL
    said.overrule("Now.", TOMORROW, path, by=DEE, at=LATER, policy=POLICY)
    said.version, said.carried_from, said.resolution = 2, "reviews/r0/comments/c0", "x"

    message = to_comment(said)

    assert len(message.ListFields()) == len(pb.Comment.DESCRIPTOR.fields)
    assert message.state == pb.COMMENT_STATE_OVERRIDDEN
    assert to_remark(message) == remark


def test_a_short_comment_has_defaults() -> None:
    said = pb.Comment(kind=pb.COMMENT_KIND_COMMENT, text="A better name?")

    assert to_remark(said) == NOTE
    message = to_comment(comment(NOTE))
    assert not message.HasField("anchor")
    assert not message.HasField("suggestion")
    assert not message.HasField("override_grant")


def test_a_place_that_is_a_whole_section_has_no_end() -> None:
    anchor = pb.Anchor(section="headline")
    said = pb.Comment(kind=pb.COMMENT_KIND_COMMENT, text="Shorter?", anchor=anchor)

    remark = to_remark(said)

    assert remark.anchor == Anchor("headline", 0, None)
    assert to_comment(comment(remark)).anchor == anchor
    said.anchor.end = 0
    assert to_remark(said).anchor == Anchor("headline", 0, 0)


def test_a_logged_decision_is_shown_with_all_its_fields() -> None:
    review = debating()
    know(review, 3)
    ruling = replace(RETURN, return_reason=ReturnReason.OTHER)
    entry = decide(review, ruling, by=DEE)

    message = to_logged(entry)

    # Nobody decides a one-way door alone.
    assert len(message.ListFields()) == len(pb.DecisionLogEntry.DESCRIPTOR.fields) - 1
    assert message.record == entry.record
    assert (message.title, message.rationale) == ("Boxes that fit", RETURN.rationale)
    assert [text.path for text in message.texts if text.text] == [
        "decision.positions.0.text",
        "decision.positions.1.text",
        "decision.rationale",
        "title",
    ]
    assert message.elapsed.ToTimedelta() == timedelta(hours=1)
    assert message.decide_time.ToDatetime() == LATER.replace(tzinfo=None)
    assert message.door_kinds == [
        checks_pb2.DOOR_KIND_ONE_WAY,
        checks_pb2.DOOR_KIND_TWO_WAY,
    ]


def test_an_erased_text_of_a_logged_decision_is_shown_as_erased() -> None:
    message = to_logged(decide(read()).erased("title"))

    assert message.title == ERASED
    assert message.texts[-1] == pb.DecisionText(path="title", text=ERASED)


@pytest.mark.parametrize(
    ("request_", "part"),
    [
        (rpc.VerifyDecisionLogRequest(), Part(1, 5_000, "")),
        (
            rpc.VerifyDecisionLogRequest(
                from_position=7, max_positions=3, start_hash="ab"
            ),
            Part(7, 3, "ab"),
        ),
        (rpc.VerifyDecisionLogRequest(max_positions=99_999), Part(1, 10_000, "")),
    ],
)
def test_a_verification_is_about_a_bounded_part(
    request_: rpc.VerifyDecisionLogRequest, part: Part
) -> None:
    assert to_part(request_) == part


def test_a_verification_is_told() -> None:
    broken = Verification(1, 3, broken_position=2, description="It is missing.")

    assert to_verification(broken) == rpc.VerifyDecisionLogResponse(
        intact=False,
        verified=1,
        expected=3,
        broken_position=2,
        description="It is missing.",
    )
    assert to_verification(Verification(2, 3, "abc", 3)) == (
        rpc.VerifyDecisionLogResponse(
            intact=True, verified=2, expected=3, end_hash="abc", next_position=3
        )
    )


@pytest.mark.parametrize(
    ("table", "aggregate"),
    [
        (REVIEWS, full_story()),
        (REVIEWS, opened()),
        (COMMENTS, comment(replace(BLOCKER, anchor=Anchor("headline")))),
        (COMMENTS, comment(Remark(kind=CommentKind.DEBATE, text="<b>ü</b>"))),
    ],
)
def test_a_row_gives_back_what_was_kept(
    table: Table[Review] | Table[Comment], aggregate: Review | Comment
) -> None:
    aggregate.events.clear()

    row = table.dump(aggregate)  # type: ignore[arg-type]

    assert table.load(aggregate.version, row["body"]) == aggregate


def test_a_review_that_an_older_version_kept_is_read() -> None:
    row = REVIEWS.dump(opened())
    new = ("topics", "questions", "needs", "positions", "checklist", "slow_time")
    body = REVIEWS.adapter.validate_json(row["body"])
    shorter = REVIEWS.adapter.dump_python(body, exclude={*new, "stalls", "expired"})

    read = REVIEWS.adapter.validate_python(shorter)

    assert (read.checklist, read.stalls, read.submission) == (
        (),
        (),
        opened().submission,
    )
    assert StallReason.CLOCK_PASSED not in read.stalls
