"""Each rule of reviews, its reason, and that they come all at once."""

import pytest

from chassis.domain import NotAllowed, RuleBroken
from services.reviews.domain.decision import Outcome, Ruling
from services.reviews.domain.rules import Policy
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    DECLINE,
    LATER,
    LEO,
    POLICY,
    RIA,
    SAM,
    opened,
    read,
    reading,
    reasons_of,
    with_reader,
    words,
)

BLANK = " \n"


def test_nobody_is_invited_twice() -> None:
    def invite() -> None:
        reading().invite(LEO.name, by=ANN, at=LATER, policy=POLICY)

    assert reasons_of(invite, RuleBroken) == ["ALREADY_READER"]


def test_authors_do_not_read_their_own_document() -> None:
    def invite() -> None:
        reading().invite(ANN.name, by=LEO, at=LATER, policy=POLICY)

    assert reasons_of(invite, RuleBroken) == ["READER_IS_AUTHOR"]


def test_an_author_who_is_to_lead_reads_from_the_start() -> None:
    def invite() -> None:
        review = reading(leader_nominee=ANN.name)
        review.invite(ANN.name, by=ANN, at=LATER, policy=POLICY)

    assert reasons_of(invite, RuleBroken) == ["ALREADY_READER"]


def test_no_more_readers_fit_than_the_policy_allows() -> None:
    two = Policy(max_readers=2)
    review = reading()
    review.invite(RIA.name, by=ANN, at=LATER, policy=two)

    def invite() -> None:
        review.invite(SAM.name, by=ANN, at=LATER, policy=two)

    assert reasons_of(invite, RuleBroken) == ["READERS_TOO_MANY"]


def test_an_invitation_is_refused_for_all_reasons_at_once() -> None:
    def invite() -> None:
        reading().invite(ANN.name, by=ANN, at=LATER, policy=Policy(max_readers=1))

    assert reasons_of(invite, RuleBroken) == ["READER_IS_AUTHOR", "READERS_TOO_MANY"]


def test_the_decider_reads_first() -> None:
    review = with_reader(reading(sections=words(450)))
    review.finish_reading(by=RIA, at=LATER)

    with pytest.raises(RuleBroken) as refusal:
        review.decide(APPROVE, by=LEO, at=LATER, policy=POLICY)

    (violation,) = refusal.value.violations
    assert violation.reason == "NOT_READ_YET"
    assert "3 minutes" in violation.description


def test_one_minute_is_not_called_minutes() -> None:
    with pytest.raises(RuleBroken) as refusal:
        reading().decide(APPROVE, by=LEO, at=LATER, policy=POLICY)

    assert "1 minute of text" in refusal.value.violations[0].description


def test_enough_readers_have_finished() -> None:
    def decide() -> None:
        read().decide(APPROVE, by=LEO, at=LATER, policy=Policy(light_readers=2))

    assert reasons_of(decide, RuleBroken) == ["READERS_TOO_FEW"]


def test_an_author_does_not_decide_where_others_read() -> None:
    review = read(leader_nominee=ANN.name)
    review.invite(RIA.name, by=ANN, at=LATER, policy=POLICY)

    def decide() -> None:
        review.decide(APPROVE, by=ANN, at=LATER, policy=POLICY)

    assert reasons_of(decide, RuleBroken) == ["DECIDER_IS_AUTHOR"]


def test_a_no_has_a_reason() -> None:
    def decide() -> None:
        ruling = Ruling(Outcome.DECLINE, BLANK)
        read().decide(ruling, by=LEO, at=LATER, policy=POLICY)

    assert reasons_of(decide, RuleBroken) == ["DECLINE_NEEDS_REASON"]


@pytest.mark.parametrize("outcome", [Outcome.APPROVE, Outcome.RETURN])
def test_only_a_no_needs_a_reason(outcome: Outcome) -> None:
    review = read()

    review.decide(Ruling(outcome, ""), by=LEO, at=LATER, policy=POLICY)

    assert review.decision


def test_a_decision_is_refused_for_all_reasons_at_once() -> None:
    review = with_reader(reading(leader_nominee=LEO.name, author=LEO.name))

    def decide() -> None:
        ruling = Ruling(Outcome.DECLINE, BLANK)
        review.decide(ruling, by=LEO, at=LATER, policy=POLICY)

    assert reasons_of(decide, RuleBroken) == [
        "NOT_READ_YET",
        "READERS_TOO_FEW",
        "DECIDER_IS_AUTHOR",
        "DECLINE_NEEDS_REASON",
    ]


def test_who_may_not_is_told_nothing_else() -> None:
    def invite() -> None:
        reading().invite(LEO.name, by=SAM, at=LATER, policy=POLICY)

    def finish() -> None:
        opened().finish_reading(by=SAM, at=LATER)

    def decide() -> None:
        reading().decide(DECLINE, by=SAM, at=LATER, policy=POLICY)

    assert reasons_of(invite, NotAllowed) == ["NOT_INVOLVED"]
    assert reasons_of(finish, NotAllowed) == ["NOT_READER"]
    assert reasons_of(decide, NotAllowed) == ["NOT_DECIDER"]
