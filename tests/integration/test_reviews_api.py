"""The reviews service as others meet it: calls, events, mechanisms and time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uuid_utils

from chassis.checks import DoorKind
from day1.checks.v1 import checks_pb2 as checks
from day1.erasure.v1 import erasure_events_pb2 as erasure
from day1.ideas.v1 import ideas_events_pb2 as ideas
from day1.ideas.v1 import ideas_pb2 as ideas_api
from day1.reviews.v1 import reviews_events_pb2 as said
from day1.reviews.v1 import reviews_pb2 as pb
from tests.integration.alone import await_true
from tests.integration.reviews_alone import (
    APPROVE,
    FULL,
    IDEA,
    NOTE,
    ONE_WAY,
    SLOW,
    TWO_WAY,
    Reviews,
    running,
)
from tests.unit.reviews.support import (
    ANN,
    DEE,
    KAI,
    LEO,
    RIA,
    SAM,
    SCOPE,
    predicate,
    question,
)


@pytest.fixture
def reviews(tmp_path: Path, database_url: str, eventlog_url: str) -> Iterator[Reviews]:
    with running(tmp_path, database_url, eventlog_url) as service:
        yield service


def test_s1_one_human_stands_between_submit_and_approval(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)

    reviews(LEO, "FinishReading")
    decided = reviews(LEO, "DecideReview", outcome="REVIEW_OUTCOME_APPROVE").review

    assert decided.state == pb.REVIEW_STATE_DECIDED
    people = {e.actor for e in decided.history if e.actor.startswith("people/")}
    assert people == {LEO.name}
    await_true(lambda: reviews.heard(said.ReviewDecided), "the decision published")
    (event,) = reviews.heard(said.ReviewDecided)
    assert (event.leader, event.log_position) == (LEO.name, 1)
    assert event.hash == decided.decision.hash


def test_s2_a_one_way_door_meets_every_guard_and_passes(  # noqa: PLR0915 - a story
    reviews: Reviews,
) -> None:
    question_id = f"{IDEA}/questions/q1"
    reviews.adopt(question())
    reviews.submit(
        TWO_WAY,
        ONE_WAY,
        debated_topics=["Now?"],
        open_questions=[ideas.OpenQuestion(question=question_id, text="Who pays?")],
    )

    assert list(reviews.refused(DEE, "StartReview")) == ["NOT_INVOLVED"]
    assert list(reviews.refused(ANN, "StartReview")) == [
        "DECIDER_MISSING",
        "READERS_TOO_FEW",
    ]
    assert list(reviews.refused(ANN, "DecideReview", **APPROVE)) == ["DECIDER_MISSING"]
    for person, reason in ((ANN, "DECIDER_IS_AUTHOR"), (LEO, "DECIDER_IS_LEADER")):
        named = reviews.refused(ANN, "NameDecider", decider=person.name)
        assert list(named) == [reason]
    reviews(ANN, "NameDecider", decider=DEE.name)
    for reader in (RIA, KAI):
        reviews(ANN, "InviteReader", reader=reader.name)
    light = reviews.refused(DEE, "StartReview", policy="REVIEW_POLICY_LIGHT")
    assert list(light) == ["LIGHT_PROCESS_ON_ONE_WAY_DOOR"]
    assert reviews(DEE, "StartReview").review.state == pb.REVIEW_STATE_READING

    unread = reviews.refused(RIA, "SetPosition", kind="POSITION_KIND_OBJECT")
    assert unread["NOT_READ_YET"].endswith("Read it, then finish reading.")
    for person in (LEO, DEE, RIA, KAI):
        reviews(person, "FinishReading", document_hash="hash of 1.0")
    reviews(RIA, "SetPosition", kind="POSITION_KIND_OBJECT", text="Too early.")
    assert len(reviews.get(LEO).positions) == 0
    assert len(reviews.get(RIA).positions) == 1
    alone = reviews.refused(DEE, "OpenDebate")
    assert "Without one: people/kai." in alone["POSITIONS_MISSING"]
    reviews(KAI, "SetPosition", kind="POSITION_KIND_SUPPORT")
    peek = reviews(DEE, "OpenDebate", validate_only=True).review
    assert (peek.state, len(peek.positions)) == (pb.REVIEW_STATE_DEBATING, 0)
    undebated = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert "LIGHT_PROCESS_ON_ONE_WAY_DOOR" in undebated
    reviews(LEO, "SetPosition", kind="POSITION_KIND_SUPPORT", text="Now.")
    assert reviews.get().state == pb.REVIEW_STATE_DEBATING
    assert len(reviews.get(SAM).positions) == 3

    blocker = pb.Comment(kind="COMMENT_KIND_COMMENT", text="It breaks a promise.")
    blocker.severity = pb.COMMENT_SEVERITY_BLOCKING
    bare = reviews.refused(RIA, "CreateComment", comment=blocker)
    assert list(bare) == ["BLOCKING_WITHOUT_CLEARANCE"]
    blocker.clears_when = "The promise is kept."
    blocker = reviews(RIA, "CreateComment", comment=blocker).comment
    debate = pb.Comment(kind="COMMENT_KIND_DEBATE", text="Later.", topic="topic-1")
    reviews(RIA, "CreateComment", comment=debate)
    low = pb.InformationNeed(text="Will they stay?", weight=3)
    low = reviews(RIA, "CreateInformationNeed", information_need=low).information_need
    assert low.author == RIA.name

    refused = reviews.refused(DEE, "DecideReview", outcome="REVIEW_OUTCOME_APPROVE")
    assert list(refused) == [
        "SUMMARY_MISSING",
        "BLOCKING_COMMENTS_OPEN",
        "QUESTIONS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_TOO_LOW",
        "CHECKLIST_INCOMPLETE",
    ]
    lint = reviews(ANN, "LintDecision")
    assert [each.reason for each in lint.violations] == list(refused)
    assert (lint.information_ratio, lint.information_floor) == (0, 0.7)

    expiry = datetime.now(UTC) + timedelta(days=30)
    why = {"name": blocker.name, "reason": "We accept it."}
    assert list(reviews.refused(DEE, "OverrideComment", **why)) == ["EXPIRY_MISSING"]
    reviews(DEE, "OverrideComment", **why, expire_time=expiry)
    answer = ideas.IdeaQuestionAnswered(idea=IDEA, question=question_id)
    reviews.hear(answer)
    later = f"{IDEA}/questions/q2"
    reviews.hear(ideas.IdeaQuestionAsked(idea=IDEA, question=later, text="And then?"))
    await_true(
        lambda: (
            "'And then?'"
            in reviews.refused(DEE, "DecideReview", **APPROVE).get("QUESTIONS_OPEN", "")
        ),
        "a question that came during the review",
    )
    reviews.hear(ideas.IdeaQuestionAnswered(idea=IDEA, question=later))
    reviews(DEE, "CloseDebateTopic", topic="topic-1", outcome="Now.")
    low.state, low.source = pb.NEED_STATE_KNOWN, "We asked 300."
    judged = reviews.refused(ANN, "UpdateInformationNeed", information_need=low)
    assert list(judged) == ["NEED_JUDGED_BY_AUTHOR"]
    reviews(KAI, "UpdateInformationNeed", information_need=low)
    rest = pb.InformationNeed(text="Will it rain?", weight=1)
    reviews(ANN, "CreateInformationNeed", information_need=rest)
    reviews(ANN, "AnswerChecklistItem", item="way-back", answer="no")
    await_true(
        lambda: (
            list(reviews.refused(DEE, "DecideReview", **APPROVE))
            == ["HIGH_RISK_NOT_ACCEPTED"]
        ),
        "only the risk in the way",
    )
    fix = {"item": "way-back", "answer": "no", "fix": "We try it on Monday."}
    reviews(ANN, "AnswerChecklistItem", **fix)
    still = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert "that nobody has accepted" in still["HIGH_RISK_NOT_ACCEPTED"]
    accept = {"item": "way-back", "reason": "I was there."}
    accepted = reviews(DEE, "AcceptChecklistFix", **accept).review.checklist[0].answer
    assert (accepted.acceptance.approver, accepted.raised_by) == (DEE.name, ANN.name)
    reviews(ANN, "AnswerChecklistItem", **fix | {"fix": "We try it, one day."})
    changed = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert list(changed) == ["HIGH_RISK_NOT_ACCEPTED"], "another fix, not accepted"
    reviews(DEE, "GrantException", item="way-back", reason="Soon.", expire_time=expiry)
    no_leader = reviews.refused(DEE, "DecideReview", **APPROVE, leader=DEE.name)
    assert list(no_leader) == ["DECIDER_IS_LEADER"]

    decided = reviews(DEE, "DecideReview", **APPROVE, conditions=["One country."])

    decision = decided.review.decision
    assert decision.information_ratio == 0.75
    assert [each.subject for each in decision.exceptions] == [
        "mechanisms/way-back",
        blocker.name,
    ]
    assert [each.result for each in decision.checks] == [checks.CHECK_RESULT_EXCEPTION]
    again = reviews.refused(DEE, "DecideReview", **APPROVE)
    assert list(again) == ["DECISION_FINAL"]
    found = reviews(SAM, "VerifyDecisionLog")
    assert (found.intact, found.verified, found.end_hash) == (True, 1, decision.hash)
    assert found.next_position == 0
    (logged,) = reviews(SAM, "ListDecisions").decisions
    assert (logged.review, logged.hash) == (reviews.review, decision.hash)


def test_s3_s4_a_returned_revision_leaves_its_marks_to_the_next(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY, ONE_WAY)
    first = reviews.review
    reviews(ANN, "NameDecider", decider=DEE.name)
    for reader in (RIA, KAI):
        reviews(ANN, "InviteReader", reader=reader.name)
    reviews(DEE, "StartReview")
    for person in (LEO, DEE, RIA, KAI):
        reviews(person, "FinishReading")
    names = [
        reviews(RIA, "CreateComment", comment=pb.Comment(**mark)).comment.name
        for mark in (
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "Who says this?",
                "tag": "COMMENT_TAG_QUOTE_DOUBT",
            },
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "Leave it out.",
                "anchor": pb.Anchor(section="headline", start=15, end=22),
                "suggestion": pb.Suggestion(kind="SUGGESTION_KIND_STRIKE"),
            },
            {
                "kind": "COMMENT_KIND_COMMENT",
                "text": "<b>Gelöst?</b>",
                "severity": "COMMENT_SEVERITY_BLOCKING",
                "clears_when": "It is named.",
            },
        )
    ]
    for reader in (RIA, KAI):
        reviews(reader, "SetPosition", kind="POSITION_KIND_SUPPORT")
    reviews(DEE, "OpenDebate")
    split = {"return_reason": "RETURN_REASON_SPLIT_ONE_WAY_DOOR", "rationale": "Split."}
    returned = reviews(
        DEE, "DecideReview", outcome="REVIEW_OUTCOME_RETURN", **split
    ).review
    assert returned.decision.return_reason == pb.RETURN_REASON_SPLIT_ONE_WAY_DOOR
    reviews(ANN, "ReplyComment", name=names[0], text="Forty customers.")

    reviews.submit(TWO_WAY, revision="1.1")

    assert reviews.review != first
    assert reviews.get().policy == pb.REVIEW_POLICY_LIGHT
    assert not reviews.get().HasField("decision")
    carried = reviews(ANN, "ListComments").comments
    assert {each.carried_from for each in carried} == set(names[1:])
    assert "<b>Gelöst?</b>" in {each.text for each in carried}
    old = reviews(ANN, "ListComments", parent=first)
    states = {each.name: each.state for each in old.comments}
    assert [states[name] for name in names] == [
        pb.COMMENT_STATE_ANSWERED,
        pb.COMMENT_STATE_CARRIED,
        pb.COMMENT_STATE_CARRIED,
    ]
    assert reviews(ANN, "GetReview", name=first).review.decision.rationale == "Split."


def test_s5_a_long_shot_is_not_declined_in_passing(reviews: Reviews) -> None:
    bet = ideas_api.Bet(win_probability=0.1, payoff_multiple=100)
    reviews.submit(TWO_WAY, bet=bet)
    reviews(LEO, "FinishReading")

    for rationale in ("", "Too risky."):
        no = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": rationale}
        assert list(reviews.refused(LEO, "DecideReview", **no)) == [
            "DECLINE_NEEDS_REASON"
        ]
    long = (
        "We tried this in two countries last year, and nobody came back a second time, "
        "whatever it did cost."
    )
    no = {"outcome": "REVIEW_OUTCOME_DECLINE", "rationale": long}
    silent = reviews.refused(LEO, "DecideReview", **no)["DECLINE_NEEDS_REASON"]
    assert silent.endswith("what would make it a good one; write revisit_when.")
    no["revisit_when"] = "One country in which they do come back."
    declined = reviews(LEO, "DecideReview", **no).review

    assert declined.decision.rationale == long


def test_s7_a_mechanism_stops_the_next_decision_and_says_where_it_comes_from(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    reviews.adopt(predicate())

    (item,) = reviews.get().checklist
    assert (item.id, item.added_later) == ("revisit", True)
    refused = reviews.refused(LEO, "DecideReview", **APPROVE)
    assert refused == {
        "MECHANISM_CHECK_FAILED": "'Says when to look again' (mechanisms/revisit v1, "
        "from coes/c1): Nobody will look at it again. Write revisit_when."
    }
    reviews(LEO, "DecideReview", **APPROVE, revisit_when="Sales fall.")

    def is_told() -> bool:
        found = reviews.heard(checks.CheckEvaluated)
        return [(each.result, each.blocked) for each in found] == [
            (checks.CHECK_RESULT_FAIL, True),
            (checks.CHECK_RESULT_PASS, False),
        ]

    await_true(is_told, "both evaluations published")
    (activated,) = reviews.heard(checks.CheckActivated)
    assert (activated.service, activated.active) == ("services/reviews", True)
    reviews.adopt(question())
    assert len(reviews.get().checklist) == 1, "nothing comes after the decision"


def test_a_rehearsed_decision_leaves_nothing_behind(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")

    rehearsed = reviews(LEO, "DecideReview", **APPROVE, validate_only=True).review

    assert rehearsed.state == pb.REVIEW_STATE_DECIDED
    assert reviews.get().state == pb.REVIEW_STATE_READING
    assert reviews(ANN, "VerifyDecisionLog").expected == 0


def test_a_repeated_decision_gets_the_first_answer(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    same = {**APPROVE, "request_id": str(uuid_utils.uuid7())}

    answers = [reviews(LEO, "DecideReview", **same) for _ in range(2)]

    assert answers[0] == answers[1]
    assert reviews(ANN, "VerifyDecisionLog").verified == 1


def test_a_recalled_or_withdrawn_idea_ends_its_review(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews.hear(ideas.IdeaRecalled(idea=IDEA, revision="1.0"))
    superseded = pb.REVIEW_STATE_SUPERSEDED
    await_true(lambda: reviews.get().state == superseded, "superseded")
    stale = reviews.refused(LEO, "DecideReview", **APPROVE)
    assert list(stale) == ["REVISION_STALE"]

    reviews.submit(TWO_WAY, revision="1.1")
    reviews.hear(ideas.IdeaWithdrawn(idea=IDEA, revision="1.1"))

    withdrawn = pb.REVIEW_STATE_WITHDRAWN
    await_true(lambda: reviews.get().state == withdrawn, "withdrawn")


def test_who_watches_sees_the_review_its_comments_and_each_change(
    reviews: Reviews,
) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    said_before = reviews(LEO, "CreateComment", comment=NOTE).comment
    stream = reviews(ANN, "WatchReview")
    first = next(stream).changed
    assert (first.name, first.document) == (reviews.review, [])
    assert next(stream).comment_changed == said_before
    synced = next(stream)
    assert synced.HasField("synced")

    made = reviews(LEO, "CreateComment", comment=NOTE).comment
    assert next(stream).comment_changed == made
    reviews(LEO, "DecideReview", **APPROVE)
    assert next(stream).changed.state == pb.REVIEW_STATE_DECIDED
    stream.cancel()

    resumed = reviews(ANN, "WatchReview", resume_token=synced.resume_token)
    missed = [next(resumed), next(resumed)]
    assert {each.WhichOneof("event") for each in missed} == {
        "changed",
        "comment_changed",
    }
    assert next(resumed).HasField("synced")
    resumed.cancel()
    full = reviews(ANN, "WatchReview", **FULL)
    assert next(full).changed.document[0].id == "headline"
    full.cancel()


def test_a_list_leaves_out_what_is_long(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)

    (brief,) = reviews(ANN, "ListReviews").reviews
    (full,) = reviews(ANN, "ListReviews", **FULL).reviews
    got = reviews(ANN, "GetReview", view="REVIEW_VIEW_BASIC").review

    assert (len(brief.document), len(brief.history)) == (0, 0)
    assert full == reviews.get()
    assert got == brief
    assert full.document[0].text == "Boxes that fit at last"
    assert brief.reading_duration.ToTimedelta() == timedelta(minutes=1)


def test_lists_are_filtered_by_full_and_short_names(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)

    for state in ("REVIEW_STATE_READING", "READING"):
        wanted = f'state = "{state}" AND decider = "{LEO.name}"'
        assert len(reviews(ANN, "ListReviews", filter=wanted).reviews) == 1
    other = reviews(ANN, "ListReviews", filter="state = DECIDED").reviews
    assert list(other) == []
    reviews(LEO, "FinishReading")
    reviews(LEO, "CreateComment", comment=NOTE)
    for state in ("COMMENT_STATE_OPEN", "OPEN"):
        listed = reviews(ANN, "ListComments", filter=f"state = {state}").comments
        assert len(listed) == 1
    reviews(LEO, "DecideReview", **APPROVE)
    for outcome in ("REVIEW_OUTCOME_APPROVE", "APPROVE"):
        listed = reviews(ANN, "ListDecisions", filter=f"outcome = {outcome}").decisions
        assert len(listed) == 1


def test_the_checks_that_are_asked_come_in_pages(reviews: Reviews) -> None:
    reviews.adopt(question())
    reviews.adopt(predicate())
    elsewhere = replace(SCOPE, door_kind=DoorKind.ONE_WAY)
    reviews.adopt(question(mechanism="mechanisms/zebra", scope=elsewhere))
    reviews.submit(TWO_WAY)

    first = reviews(ANN, "ListActiveChecks", page_size=2)
    token = first.next_page_token
    second = reviews(ANN, "ListActiveChecks", page_size=2, page_token=token)
    in_scope = reviews(ANN, "ListActiveChecks", review=reviews.review)

    names = [check.mechanism for check in (*first.checks, *second.checks)]
    assert names == ["mechanisms/revisit", "mechanisms/way-back", "mechanisms/zebra"]
    assert second.next_page_token == ""
    assert [check.mechanism for check in in_scope.checks] == names[:2]


def test_clients_choose_ids_if_they_like(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    need = pb.InformationNeed(text="Who?")

    made = reviews(LEO, "CreateComment", comment=NOTE, comment_id="why").comment
    known = reviews(
        ANN, "CreateInformationNeed", information_need=need, information_need_id="who"
    ).information_need

    assert made.name == f"{reviews.review}/comments/why"
    assert known.name == f"{reviews.review}/informationNeeds/who"
    assert (known.weight, known.state) == (1, pb.NEED_STATE_UNKNOWN)


def test_the_log_is_verified_in_parts_by_whoever_asks(reviews: Reviews) -> None:
    for revision in ("1.0", "1.1", "1.2"):
        reviews.submit(TWO_WAY, revision=revision)
        reviews(LEO, "FinishReading")
        reviews(LEO, "DecideReview", **APPROVE)

    parts = [reviews(SAM, "VerifyDecisionLog", max_positions=2)]
    while following := parts[-1].next_position:
        after = {"from_position": following, "start_hash": parts[-1].end_hash}
        parts.append(reviews(SAM, "VerifyDecisionLog", max_positions=2, **after))

    assert [(each.intact, each.verified, each.expected) for each in parts] == [
        (True, 2, 3),
        (True, 1, 3),
    ]
    newest = reviews(SAM, "ListDecisions", page_size=1).decisions[0]
    assert parts[-1].end_hash == newest.hash
    other = {"from_position": 3, "start_hash": "0" * 64}
    found = reviews(SAM, "VerifyDecisionLog", **other)
    assert (found.intact, found.broken_position, found.end_hash) == (False, 3, "")


def test_an_erased_idea_is_forgotten_and_its_decision_stays(reviews: Reviews) -> None:
    reviews.submit(TWO_WAY)
    reviews(LEO, "FinishReading")
    decided = reviews(LEO, "DecideReview", **APPROVE).review

    reviews.hear(erasure.TextErased(subject=IDEA))

    await_true(lambda: reviews.get().title == "[erased]", "erased")
    review = reviews.get()
    assert {section.text for section in review.document} == {"[erased]"}
    assert review.decision == decided.decision
    assert review.history[-1].event == "ReviewTextErased"
    (logged,) = reviews(SAM, "ListDecisions").decisions
    assert (logged.title, logged.rationale) == ("[erased]", APPROVE["rationale"])
    assert reviews(SAM, "VerifyDecisionLog").intact


def test_time_says_when_a_review_waits_and_when_an_exception_ends(
    tmp_path: Path, database_url: str, eventlog_url: str
) -> None:
    clocks = {"light_clock": SLOW, "slow_after": SLOW}
    with running(tmp_path, database_url, eventlog_url, **clocks) as reviews:
        reviews.adopt(question())
        reviews.submit(TWO_WAY)
        known = pb.InformationNeed(
            text="Who?", state="NEED_STATE_KNOWN", source="A survey"
        )
        reviews(ANN, "CreateInformationNeed", information_need=known)

        await_true(lambda: len(reviews.get().stalled_reasons) == 2, "stalled twice")
        assert {each.reason for each in reviews.heard(said.ReviewStalled)} == {
            pb.STALL_REASON_CLOCK_PASSED,
            pb.STALL_REASON_WAITING_PAST_90,
        }

        reviews(LEO, "FinishReading")
        end = datetime.now(UTC) + SLOW
        granted = {"item": "way-back", "reason": "Soon.", "expire_time": end}
        reviews(LEO, "GrantException", **granted)
        reviews(LEO, "DecideReview", **APPROVE)
        await_true(lambda: reviews.get().expired_exceptions, "the exception expired")
        (expired,) = reviews.heard(said.ReviewExceptionExpired)
        assert expired.approver == LEO.name
