"""What deciders can do, what mechanisms say to it, and what others hear of that."""

from dataclasses import replace

import pytest

from chassis.checks import CheckEvaluated, CheckResult, CheckSeverity, DoorKind
from chassis.domain import Actor, Conflict, NotAllowed, RuleBroken
from chassis.etags import etag_of
from services.reviews.application.deciding import decide_review, lint_decision
from services.reviews.domain.decision import Outcome, Ruling
from services.reviews.domain.life import (
    ReviewState,
)
from services.reviews.domain.review import (
    Review,
)
from services.reviews.domain.verification import Part
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    BLOCKER,
    DEE,
    LATER,
    LEO,
    POLICY,
    QUESTION,
    RETURN,
    RIA,
    SAM,
    Memory,
    comment,
    decided,
    informed,
    opened,
    predicate,
    question,
    read,
    reading,
    reasons_of,
    withdrawn,
)

LOOKS_AGAIN = replace(APPROVE, revisit_when="Sales fall.")


def work_on(review: Review, actor: Actor = LEO) -> Memory:
    work = Memory(actor=actor, now=LATER)
    work.reviews.add(review)
    return work


def evaluated(work: Memory) -> list[tuple[str, CheckResult, bool]]:
    facts = [fact for fact in work.attested if isinstance(fact, CheckEvaluated)]
    return [(fact.mechanism, fact.result, fact.blocked) for fact in facts]


def test_the_decision_is_kept_and_logged() -> None:
    work = work_on(read())

    etag = etag_of(work.reviews.all["r1"])
    review, warnings = decide_review(work, "r1", etag, APPROVE, POLICY)

    assert (review.state, review.version) == (ReviewState.DECIDED, 2)
    assert list(warnings) == []
    (entry,) = work.decision_log.entries
    assert review.decision
    assert review.decision.hash == entry.hash
    assert entry.id == "1"
    assert work.decision_log.verify(Part()).is_intact
    assert len({text.salt for text in entry.texts}) == len(entry.texts)


def test_decisions_follow_one_another() -> None:
    work = work_on(read())
    other = read(idea="ideas/i2")
    other.id = "r2"
    work.reviews.add(other)

    decide_review(work, "r1", "", APPROVE, POLICY)
    review, _ = decide_review(work, "r2", "", RETURN, POLICY)

    first, second = work.decision_log.entries
    assert second.prev_hash == first.hash
    assert review.decision
    assert (review.decision.log_position, review.decision.prev_hash) == (2, first.hash)
    assert work.decision_log.verify(Part()).is_intact


def test_nobody_decides_on_what_has_moved_on() -> None:
    work = work_on(read())

    def decide() -> None:
        decide_review(work, "r1", "7", APPROVE, POLICY)

    assert reasons_of(decide, Conflict) == ["ETAG_MISMATCH"]


def test_unsettled_comments_are_heard() -> None:
    work = work_on(read())
    work.comments.add(comment(BLOCKER))

    def decide() -> None:
        decide_review(work, "r1", "", APPROVE, POLICY)

    assert reasons_of(decide, RuleBroken) == ["BLOCKING_COMMENTS_OPEN"]
    assert work.decision_log.entries == []


def test_a_check_that_refuses_is_told_even_though_nothing_is_kept() -> None:
    work = work_on(read(question()))
    work.ask(question(), predicate())

    def decide() -> None:
        decide_review(work, "r1", "", APPROVE, POLICY)

    assert reasons_of(decide, RuleBroken) == [
        "CHECKLIST_INCOMPLETE",
        "MECHANISM_CHECK_FAILED",
    ]
    assert evaluated(work) == [
        ("mechanisms/way-back", CheckResult.FAIL, True),
        ("mechanisms/revisit", CheckResult.FAIL, True),
    ]


def test_of_a_refused_attempt_only_what_refused_is_told() -> None:
    work = work_on(reading(question()))
    work.ask(question(severity=CheckSeverity.BLOCK), predicate())
    work.reviews.all["r1"].answer_item("way-back", "yes", "", "", by=ANN, at=LATER)

    def decide() -> None:
        decide_review(work, "r1", "", LOOKS_AGAIN, POLICY)

    assert reasons_of(decide, RuleBroken) == ["NOT_READ_YET"]
    assert evaluated(work) == []


def test_what_came_of_every_check_is_told_when_it_is_decided() -> None:
    work = work_on(read(question(severity=CheckSeverity.WARN)))
    work.ask(question(severity=CheckSeverity.WARN), predicate())

    review, warnings = decide_review(work, "r1", "", LOOKS_AGAIN, POLICY)

    assert evaluated(work) == [
        ("mechanisms/way-back", CheckResult.FAIL, False),
        ("mechanisms/revisit", CheckResult.PASS, False),
    ]
    assert [warning.reason for warning in warnings] == ["MECHANISM_CHECK_FAILED"]
    assert review.decision
    assert [each.result for each in review.decision.checks] == [
        CheckResult.FAIL,
        CheckResult.PASS,
    ]


def test_a_check_of_another_scope_says_nothing() -> None:
    one_way = predicate()
    scope = replace(one_way.scope, door_kind=DoorKind.ONE_WAY)
    work = work_on(read())
    work.ask(replace(one_way, scope=scope))

    decide_review(work, "r1", "", APPROVE, POLICY)

    assert evaluated(work) == []


def test_a_lint_says_what_a_decision_would_meet_and_changes_nothing() -> None:
    work = work_on(informed(), RIA)
    work.ask(predicate())
    work.comments.add(comment(QUESTION))

    lint = lint_decision(work, "r1", Ruling(Outcome.APPROVE, ""), POLICY)

    assert [each.reason for each in lint.violations] == [
        "SUMMARY_MISSING",
        "QUESTIONS_OPEN",
        "MECHANISM_CHECK_FAILED",
    ]
    assert list(lint.warnings) == []
    assert work.attested == []
    assert work.reviews.all["r1"].version == 1


@pytest.mark.parametrize("by", [ANN, DEE, LEO])
def test_everyone_involved_may_lint(by: Actor) -> None:
    lint = lint_decision(work_on(informed(), by), "r1", APPROVE, POLICY)

    assert list(lint.violations) == []


def test_a_lint_says_what_is_missing_before_anybody_decides() -> None:
    lint = lint_decision(work_on(opened(), ANN), "r1", APPROVE, POLICY)

    assert [each.reason for each in lint.violations] == [
        "DECIDER_MISSING",
        "READERS_TOO_FEW",
        "READERS_ONE_TEAM",
        "LIGHT_PROCESS_ON_ONE_WAY_DOOR",
        "INFORMATION_NOT_LISTED",
    ]


def test_nobody_is_not_both_the_leader_and_the_decider() -> None:
    nobody = opened(leader_nominee="")

    lint = lint_decision(work_on(nobody, ANN), "r1", APPROVE, POLICY)

    found = [each.reason for each in lint.violations]
    assert "DECIDER_MISSING" in found
    assert "DECIDER_IS_LEADER" not in found


def test_a_lint_of_what_has_ended_says_so() -> None:
    for review, reason in ((decided(), "DECISION_FINAL"), (withdrawn(), "WRONG_STATE")):
        lint = lint_decision(work_on(review, ANN), "r1", APPROVE, POLICY)
        assert [each.reason for each in lint.violations] == [reason]


def test_a_stranger_may_not_lint() -> None:
    def lint() -> None:
        lint_decision(work_on(informed(), SAM), "r1", APPROVE, POLICY)

    assert reasons_of(lint, NotAllowed) == ["NOT_INVOLVED"]
