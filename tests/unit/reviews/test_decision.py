"""Decisions: each rule against one, all of them at once, and what then stands."""

from dataclasses import replace

import pytest

from chassis.checks import CheckResult, CheckSeverity, DoorKind, Evaluation, Stage
from chassis.domain import Conflict, NotAllowed, RuleBroken
from services.reviews.domain import events
from services.reviews.domain.checklist import CheckOutcome, GrantedException
from services.reviews.domain.comment import Comment
from services.reviews.domain.decision import (
    Outcome,
    PositionsSummary,
    ReturnReason,
    Ruling,
)
from services.reviews.domain.decision_log import GENESIS, Head
from services.reviews.domain.document import Bet, Door, ReviewPolicy, Undo
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.policy import Policy
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.snapshot import AnswerSnapshot, DoorSnapshot
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    ASKED,
    BET,
    BLOCKER,
    DECLINE,
    DEE,
    IDEAS,
    LATER,
    LEO,
    NOON,
    POLICY,
    QUESTION,
    RETURN,
    RIA,
    SAM,
    TITLED,
    TOMORROW,
    against,
    case,
    comment,
    debating,
    decide,
    decided,
    full_read,
    full_reading,
    informed,
    know,
    predicate,
    question,
    read,
    reading,
    reasons_of,
    superseded,
    take_side,
    violations_of,
    with_reader,
)

BLANK = Ruling(Outcome.APPROVE, " \n")


def test_an_approval_names_the_leader_and_keeps_what_it_rests_on() -> None:
    review = read()
    know(review, 3)
    know(review, 1, NeedState.UNKNOWN)
    ruling = Ruling(
        Outcome.APPROVE,
        "Cheap to undo.",
        conditions=("One country.",),
        revisit_when="Sales fall.",
        validation=("mechanisms/m1",),
    )

    entry = decide(review, ruling, head=Head(4, "abc"))

    decision = review.decision
    assert review.state is ReviewState.DECIDED
    assert decision
    assert (decision.leader, decision.decider) == (LEO.name, LEO.name)
    assert (decision.outcome, decision.rationale) == (Outcome.APPROVE, "Cheap to undo.")
    assert (decision.information_ratio, decision.decide_time) == (0.75, LATER)
    assert decision.conditions == ("One country.",)
    assert (decision.log_position, decision.prev_hash) == (5, "abc")
    assert decision.hash == entry.hash
    decided_event = review.events[-1]
    assert isinstance(decided_event, events.ReviewDecided)
    assert decided_event.elapsed == LATER - NOON
    assert decided_event.hash == entry.hash
    assert decided_event.door_kinds == (DoorKind.TWO_WAY,)


def test_the_log_keeps_the_decision_as_text_with_sorted_keys() -> None:
    review = read(revision="1.2")

    entry = decide(review)

    assert entry.prev_hash == GENESIS
    assert entry.record.startswith('{"decision":{"alone":false,"checks":[],"cond')
    assert '"revision":"1.2"' in entry.record
    assert '"hash"' not in entry.record


def test_the_log_keeps_free_texts_beside_the_record() -> None:
    review = debating(title="Schachteln für alle")
    know(review, 3)
    ruling = replace(APPROVE, conditions=("One country.",), revisit_when="Sales fall.")
    take_side(review, RIA)
    said = comment(BLOCKER)
    said.overrule("Now.", TOMORROW, ReviewPolicy.FULL, by=DEE, at=NOON, policy=POLICY)

    entry = decide(review, ruling, said, by=DEE)

    texts = {each.path: each.text for each in entry.texts}
    assert texts == {
        "decision.conditions.0": "One country.",
        "decision.exceptions.0.reason": "Now.",
        "decision.positions.0.first_text": "",
        "decision.positions.0.text": "Yes.",
        "decision.positions.1.first_text": "Yes.",
        "decision.positions.1.text": "No.",
        "decision.rationale": APPROVE.rationale,
        "decision.revisit_when": "Sales fall.",
        "title": "Schachteln für alle",
    }
    assert not [text for text in texts.values() if text and text in entry.record]
    assert all(each.hash in entry.record for each in entry.texts)


def test_another_leader_than_the_nominee_may_be_named_if_they_have_read() -> None:
    review = with_reader(read())
    ruling = replace(APPROVE, leader=RIA.name)
    assert against(review, ruling) == {
        "LEADER_HAS_NOT_READ": f"people/ria would lead what {TITLED} is about, and "
        "has not read it. Invite them and wait until they have, or name the nominee of "
        "the document."
    }
    review.finish_reading(by=RIA, at=NOON, policy=POLICY)

    decide(review, replace(APPROVE, leader=RIA.name))

    assert review.decision
    assert review.decision.leader == RIA.name


@pytest.mark.parametrize("ruling", [RETURN, DECLINE])
def test_without_an_approval_nobody_leads(ruling: Ruling) -> None:
    decision = decided(ruling).decision

    assert decision
    assert decision.leader == ""


def test_a_return_says_what_to_do() -> None:
    split = replace(RETURN, return_reason=ReturnReason.SPLIT_ONE_WAY_DOOR)
    review = debating()

    decide(review, split, by=DEE)

    assert review.decision
    assert review.decision.return_reason is ReturnReason.SPLIT_ONE_WAY_DOOR


def test_only_a_return_says_what_to_do() -> None:
    review = read()

    decide(review, replace(APPROVE, return_reason=ReturnReason.OTHER))

    assert review.decision
    assert review.decision.return_reason is ReturnReason.UNSPECIFIED


def test_what_speaks_against_an_approval_does_not_keep_a_revision_from_going_back() -> (
    None
):
    review = debating(question(), debated_topics=("Now?",))

    decide(review, RETURN, comment(BLOCKER), comment(QUESTION), by=DEE)

    assert review.state is ReviewState.DECIDED


def test_only_the_decider_decides() -> None:
    review = with_reader(read())

    assert reasons_of(lambda: decide(review, by=RIA), NotAllowed) == ["NOT_DECIDER"]


def test_a_decision_is_final() -> None:
    def again() -> None:
        decided().expect_ruling("", by=LEO)

    assert reasons_of(again, RuleBroken) == ["DECISION_FINAL"]


def test_nobody_decides_on_a_text_that_is_not_under_review() -> None:
    def decide_old() -> None:
        superseded().expect_ruling("", by=LEO)

    def decide_other() -> None:
        read().expect_ruling("0ther", by=LEO)

    for act in (decide_old, decide_other):
        assert reasons_of(act, Conflict) == ["REVISION_STALE"]
    decide(read(), replace(APPROVE, document_hash="5ec7"))


def test_an_author_who_leads_decides_while_nobody_else_reads() -> None:
    review = read(leader_nominee=ANN.name)

    decide(review, by=ANN)

    assert review.state is ReviewState.DECIDED


def test_an_author_does_not_decide_where_others_read() -> None:
    review = read(leader_nominee=ANN.name)
    review.invite(RIA.name, by=ANN, at=LATER, policy=POLICY)

    assert list(against(review)) == ["DECIDER_IS_AUTHOR"]


def test_enough_have_read_and_the_decider_as_well() -> None:
    review = with_reader(reading())
    review.finish_reading(by=RIA, at=LATER, policy=POLICY)

    assert list(against(review)) == ["NOT_READ_YET"]
    assert list(against(reading())) == ["NOT_READ_YET"], "one reads, and that is enough"
    two = replace(case(reading()), policy=Policy(light_readers=2))
    reasons = [each.reason for each in two.violations(())]
    assert reasons == ["NOT_READ_YET", "READERS_TOO_FEW"]


def test_the_leader_does_not_decide_what_they_would_lead() -> None:
    found = against(informed(), replace(APPROVE, leader=DEE.name))

    assert list(found) == ["DECIDER_IS_LEADER"]


def test_one_way_doors_are_debated_before() -> None:
    review = full_read()
    know(review, 3)

    assert against(review) == {
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR": f"{TITLED} has doors without a way back: "
        "'Rename it' (brand). Its debate has not been opened: open it, and then decide."
    }


def test_a_no_has_a_reason() -> None:
    found = against(read(), Ruling(Outcome.DECLINE, " "))

    assert found == {
        "DECLINE_NEEDS_REASON": f"{TITLED} would be declined without a reason. "
        "Write the rationale."
    }


LONG = (
    "Nobody out of forty readers would wait a week for a book, whatever it costs, and "
    "no publisher sends single ones."
)


def test_a_no_to_a_long_shot_answers_the_bet() -> None:
    review = read(bet=BET)
    short = Ruling(Outcome.DECLINE, "We tried this. " * 5)
    long = Ruling(Outcome.DECLINE, LONG)
    bets = f"{TITLED} bets 0.1 on 100 times the stake, and one such win pays for many "
    turn = "nobody says what would make it a good one; write revisit_when"

    assert against(review, short) == {
        "DECLINE_NEEDS_REASON": f"{bets}misses; the reason has 3 different words; "
        f"write at least 15: what makes this bet a bad one; {turn}."
    }
    assert against(review, long) == {"DECLINE_NEEDS_REASON": f"{bets}misses; {turn}."}
    assert against(review, replace(long, revisit_when="One publisher does.")) == {}
    assert against(read(bet=replace(BET, payoff_multiple=99.0)), short) == {}


@pytest.mark.parametrize("unknown", ["win_probability", "payoff_multiple"])
def test_a_bet_with_an_unknown_number_is_no_long_shot(unknown: str) -> None:
    bet = Bet(None, 100.0) if unknown == "win_probability" else Bet(0.5, None)

    assert bet.expected_value is None
    assert against(read(bet=bet), DECLINE) == {}


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.RETURN])
def test_behind_two_way_doors_only_a_no_needs_a_reason(outcome: Outcome) -> None:
    assert against(read(), Ruling(outcome, "")) == {}


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.RETURN])
def test_behind_a_one_way_door_a_decision_says_what_was_weighed(
    outcome: Outcome,
) -> None:
    assert against(informed(), Ruling(outcome, "")) == {
        "SUMMARY_MISSING": f"{TITLED} is about a one-way door, and its decision has "
        "no summary. Write in the rationale what was weighed."
    }


def answered(said: Comment) -> Comment:
    said.reply("We do.", is_author=True, by=ANN, at=NOON, policy=POLICY)
    return said


def test_a_blocking_comment_stands_in_the_way_even_if_answered() -> None:
    said = [comment(BLOCKER, number="c1"), answered(comment(BLOCKER, number="c2"))]

    assert against(read(), APPROVE, *said) == {
        "BLOCKING_COMMENTS_OPEN": "Blocking comments stand in the way: "
        f"{said[0].label}, {said[1].label}. Do what clears them and have "
        "them resolved, or override them."
    }


def test_more_than_ten_are_counted() -> None:
    said = [comment(BLOCKER, number=f"c{number}") for number in range(13)]

    text = against(read(), APPROVE, *said)["BLOCKING_COMMENTS_OPEN"]

    assert "(reviews/r1/comments/c9) and 3 more." in text


def test_an_override_holds_until_it_expires() -> None:
    full, review = ReviewPolicy.FULL, informed()
    said = comment(BLOCKER)
    said.overrule("Now.", TOMORROW, full, by=DEE, at=NOON, policy=POLICY)
    at_last = replace(case(review, APPROVE, said), at=TOMORROW)

    assert against(review, APPROVE, said) == {}
    assert [v.reason for v in at_last.violations(())] == ["BLOCKING_COMMENTS_OPEN"]
    decide(review, APPROVE, said, by=DEE)
    assert review.decision
    assert review.decision.exceptions == (
        GrantedException(said.name, DEE.name, "Now.", TOMORROW),
    )


def test_questions_are_answered_before_a_one_way_door() -> None:
    review = informed(open_questions=(ASKED,))
    said = [comment(QUESTION, number="c1"), answered(comment(QUESTION, number="c2"))]

    assert against(review, APPROVE, *said) == {
        "QUESTIONS_OPEN": "Nobody has answered 'What if nobody buys?' "
        "(ideas/i1/questions/q1), 'Who returns boxes?' (reviews/r1/comments/c1). Have "
        "the author answer first."
    }


def test_questions_behind_two_way_doors_go_on_to_the_experiment() -> None:
    said = comment(QUESTION)
    approval, no = case(read(), APPROVE, said), case(read(), DECLINE, said)

    assert approval.violations(()) == []
    (warning,) = approval.warnings(())
    assert (warning.reason, warning.description) == (
        "QUESTIONS_OPEN",
        f"Nobody has answered {said.label}; the experiment will have to.",
    )
    assert no.warnings(()) == []
    assert case(read()).warnings(()) == []
    assert case(informed(), APPROVE, said).warnings(()) == []


def test_each_hot_topic_is_debated_to_an_end() -> None:
    review = informed(debated_topics=("Now?", "Here?"))
    topic = review.topic("topic-1")
    review.close_topic(topic, "Now.", is_debated=True, by=DEE, at=NOON)

    assert against(review) == {
        "DEBATED_TOPIC_UNDEBATED": "Topics without an outcome: topic-2 (Here?). "
        "Debate each, then close it."
    }
    assert against(read(debated_topics=("Now?",))) == {}


def test_a_one_way_door_lists_what_one_would_have_to_know() -> None:
    assert against(debating()) == {
        "INFORMATION_NOT_LISTED": "Nobody has listed what one would have to know to "
        f"decide {TITLED}. Let a reader list it, with weights."
    }


def test_a_one_way_door_has_a_floor_of_what_is_known() -> None:
    review = informed()
    know(review, 1, NeedState.UNKNOWN)
    assert against(review) == {}
    know(review, 3, NeedState.LEFT_TO_EXPERIMENT)

    assert against(review) == {
        "INFORMATION_TOO_LOW": "0.43 of the information you listed is known; the floor "
        "for a one-way door is 0.70. Learn: Weight 1. Not known yet: Weight 3. Or "
        "split the door: what has a way back may be tried first."
    }


def test_a_two_way_door_has_a_written_line_instead_of_a_floor() -> None:
    review = read()
    know(review, 1)
    assert against(review, BLANK) == {}
    know(review, 2, NeedState.UNKNOWN)

    assert against(review, APPROVE) == {}
    assert against(review, BLANK) == {
        "INFORMATION_TOO_LOW": "0.33 of the information you listed is known; below "
        "0.50 a two-way door needs a line that says why one goes on. Write the "
        "rationale, or know more. Learn: Weight 2."
    }


def test_each_question_that_blocks_is_answered() -> None:
    review = read(question(), question(mechanism="mechanisms/m2", origin_coes=()))

    assert against(review) == {
        "CHECKLIST_INCOMPLETE": "Items of the checklist without an answer: 'The way "
        "back was tried' (mechanisms/way-back v1, from coes/c1), 'The way back was "
        "tried' (mechanisms/m2 v1). Answer each."
    }


def test_a_high_risk_has_a_fix_or_an_exception() -> None:
    review = read(question())
    review.answer_item("way-back", "", " ", "", by=ANN, at=NOON)
    assert against(review) == {
        "HIGH_RISK_NOT_ACCEPTED": "Answers of high risk without a fix: 'The way back "
        "was tried' (mechanisms/way-back v1, from coes/c1). Write the fix and have it "
        "accepted, or ask for an exception that expires."
    }

    review.answer_item("way-back", "no", "We try it on Monday.", "", by=ANN, at=NOON)
    assert against(review) == {
        "HIGH_RISK_NOT_ACCEPTED": "Fixes of a high risk that nobody has accepted: 'The "
        "way back was tried' (mechanisms/way-back v1, from coes/c1). people/leo "
        "decides it: ask them to accept the fix."
    }
    review.accept_fix("way-back", "I was there.", by=LEO, at=NOON)
    assert against(review) == {}

    review.answer_item("way-back", "no", "", "", by=ANN, at=NOON)
    review.grant_exception(
        "way-back", "Soon.", TOMORROW, by=LEO, at=NOON, policy=POLICY
    )
    assert against(review) == {}
    at_last = replace(case(review), at=TOMORROW)
    assert [v.reason for v in at_last.violations(())] == ["HIGH_RISK_NOT_ACCEPTED"]


def test_a_question_that_only_warns_does_not_block() -> None:
    review = read(question(severity=CheckSeverity.WARN))
    of = case(review)
    found = of.evaluations(())

    assert of.violations(found) == []
    (warning,) = of.warnings(found)
    assert warning.reason == "MECHANISM_CHECK_FAILED"


def test_a_mechanism_that_ended_does_not_block() -> None:
    review = read(question())
    review.renew_checklist([], by=IDEAS, at=NOON)

    assert against(review) == {}
    assert case(review).evaluations(()) == []


def test_an_approval_has_a_leader() -> None:
    review = read()
    nobody = replace(review.submission, leader_nominee="")
    review.submission = nobody

    assert against(review) == {
        "LEADER_REQUIRED": f"{TITLED} would be approved, and nobody leads it. "
        "Name one leader."
    }
    assert against(review, RETURN) == {}


def failed(check_severity: CheckSeverity = CheckSeverity.BLOCK) -> Evaluation:
    return Evaluation(predicate(severity=check_severity), CheckResult.FAIL)


def test_a_predicate_that_fails_refuses_and_says_where_it_comes_from() -> None:
    of = case(read(predicate()))

    found = of.violations(of.evaluations([failed()]))

    assert [(v.reason, v.description) for v in found] == [
        (
            "MECHANISM_CHECK_FAILED",
            f"{predicate().label}: Nobody will look at it again. Write revisit_when.",
        )
    ]


def test_an_exception_lets_a_failed_predicate_pass_and_is_told() -> None:
    review = read(predicate())
    review.grant_exception("revisit", "Soon.", TOMORROW, by=LEO, at=NOON, policy=POLICY)
    of = case(review)

    (found,) = of.evaluations([failed()])

    assert found.result is CheckResult.EXCEPTION
    assert of.violations([found]) == []


def test_an_exception_is_not_used_by_what_passes() -> None:
    review = read(predicate())
    review.grant_exception("revisit", "Soon.", TOMORROW, by=LEO, at=NOON, policy=POLICY)
    passed = Evaluation(predicate(), CheckResult.PASS)

    assert case(review).evaluations([passed]) == [passed]


def test_mechanisms_have_a_say_on_approvals_only() -> None:
    of = case(read(question()), RETURN)

    found = of.evaluations([failed()])

    assert [each.result for each in found] == [CheckResult.NOT_APPLICABLE] * 2
    assert of.violations(found) == []


def test_what_came_of_each_check_is_kept_with_the_decision() -> None:
    review = read(question(), question(mechanism="mechanisms/m2"))
    review.answer_item("way-back", "partly", "", "", by=ANN, at=NOON)
    review.grant_exception("m2", "Soon.", TOMORROW, by=LEO, at=NOON, policy=POLICY)

    decide(review)

    assert review.decision
    stage, by = Stage.REVIEW_DECIDE, LEO.name
    passed, excepted = CheckResult.PASS, CheckResult.EXCEPTION
    assert review.decision.checks == (
        CheckOutcome("mechanisms/way-back", 1, stage, passed, blocked=False, actor=by),
        CheckOutcome("mechanisms/m2", 1, stage, excepted, blocked=False, actor=by),
    )


def test_a_decision_is_refused_for_all_reasons_at_once() -> None:
    review = crowded()
    said = [comment(BLOCKER), comment(QUESTION, number="c2")]
    of = case(review, Ruling(Outcome.APPROVE, ""), *said)

    found = of.violations(of.evaluations([failed()]))

    assert [each.reason for each in found] == [
        "NOT_READ_YET",
        "READERS_TOO_FEW",
        "READERS_ONE_TEAM",
        "DECIDER_IS_AUTHOR",
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        "SUMMARY_MISSING",
        "BLOCKING_COMMENTS_OPEN",
        "QUESTIONS_OPEN",
        "DEBATED_TOPIC_UNDEBATED",
        "INFORMATION_NOT_LISTED",
        "INFORMATION_TOO_LOW",
        "CHECKLIST_INCOMPLETE",
        "HIGH_RISK_NOT_ACCEPTED",
        "LEADER_REQUIRED",
        "MECHANISM_CHECK_FAILED",
    ]


def crowded() -> Review:
    """Return a FULL review with which everything is wrong."""
    asked = (question(), question(mechanism="mechanisms/m2"), predicate())
    review = full_reading(*asked, debated_topics=("Now?",))
    need = InformationNeed("", "How many?", 1, NeedState.UNKNOWN)
    review.list_need(need, by=ANN, at=NOON, policy=POLICY)
    review.answer_item("m2", "no", "", "", by=ANN, at=NOON)
    review.submission = replace(review.submission, leader_nominee="")
    review.decider = ANN.name
    return review


def test_a_decision_that_is_refused_changes_nothing() -> None:
    review = crowded()
    before = list(review.events)

    def try_it() -> None:
        decide(review, by=ANN)

    assert len(violations_of(try_it, RuleBroken)) > 5
    assert (review.events, review.decision) == (before, None)


def test_predicates_see_the_decision_and_what_it_rests_on() -> None:
    review = informed(question(), debated_topics=("Now?",), bet=BET)
    review.answer_item("way-back", "no", "Soon.", "", by=ANN, at=NOON)
    take_side(review, RIA)
    ruling = replace(APPROVE, conditions=("One country.",), leader=SAM.name)
    said = [comment(BLOCKER), comment(QUESTION, number="c2")]

    seen = case(review, ruling, *said).snapshot()

    assert (seen.policy, seen.outcome) == ("FULL", "APPROVE")
    assert (seen.team, seen.tags) == (ANN.team, ("boxes",))
    assert seen.door_kinds == ("ONE_WAY", "TWO_WAY")
    assert (seen.author, seen.decider, seen.leader) == (ANN.name, DEE.name, SAM.name)
    assert (seen.readers_finished, seen.reader_teams) == (4, 3)
    assert (seen.needs_listed, seen.information_ratio) == (1, 1.0)
    assert (seen.objections, seen.blocking_open, seen.questions_open) == (1, 1, 1)
    assert (seen.topics_open, seen.win_probability, seen.payoff_multiple) == (
        1,
        0.1,
        100,
    )
    assert seen.doors == (
        DoorSnapshot("price", "TWO_WAY", "Raise it", "Lower it", 1500.0, "USD", 3),
        DoorSnapshot("brand", "ONE_WAY", "Rename it"),
    )
    assert seen.answers == (
        AnswerSnapshot("mechanisms/way-back", "no", "HIGH", "Soon."),
    )


def test_predicates_see_nothing_where_there_is_nothing() -> None:
    seen = case(read(question())).snapshot()

    assert (seen.information_ratio, seen.win_probability, seen.answers) == (
        None,
        None,
        (),
    )


def test_predicates_see_no_price_where_nobody_said_one() -> None:
    plan = Undo("Lower it")
    door = Door("price", is_two_way=True, decision="Raise it", undo=plan)

    seen = case(read(doors=(door,))).snapshot()

    assert seen.doors == (DoorSnapshot("price", "TWO_WAY", "Raise it", "Lower it"),)


def test_long_texts_are_quoted_in_short() -> None:
    found = against(informed(debated_topics=("Ümlaut? " * 20,)))

    assert f"topic-1 ({('Ümlaut? ' * 20)[:59]}…)." in found["DEBATED_TOPIC_UNDEBATED"]


def test_positions_are_counted() -> None:
    review = debating()
    take_side(review, RIA, LEO)

    assert PositionsSummary.of(review.positions) == PositionsSummary(1, 0, 2)


def test_numbers_of_the_policy_can_be_changed() -> None:
    strict = replace(case(read()), policy=Policy(light_readers=2))

    assert [v.reason for v in strict.violations(())] == ["READERS_TOO_FEW"]
