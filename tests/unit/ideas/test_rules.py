"""Each rule of ideas seen broken, and kept."""

from dataclasses import replace

import pytest

from chassis.domain import InvalidInput, NotAllowed, RuleBroken
from services.ideas.domain.document import (
    CostOfFailure,
    Customer,
    Document,
    DoorKind,
    FiveQuestions,
    Undo,
)
from services.ideas.domain.idea import Idea
from services.ideas.domain.rules import Policy
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CLAIM,
    EVE,
    LATER,
    NOON,
    ONE_WAY,
    POLICY,
    TWO_WAY,
    UNCLASSIFIED,
    document,
    draft,
    in_review,
    press_release,
    reasons,
    refusal,
    scaling,
    submitted,
)


def broken_by(written: Document) -> list[str]:
    idea = Idea.create("i1", written, by=ANN, at=NOON)
    return reasons(lambda: idea.submit(by=ANN, at=NOON, policy=POLICY), RuleBroken)


def words_on(written: Document) -> str:
    idea = Idea.create("i1", written, by=ANN, at=NOON)
    [violation] = refusal(
        lambda: idea.submit(by=ANN, at=NOON, policy=POLICY), RuleBroken
    )
    return violation.description


def is_accepted(written: Document) -> bool:
    idea = Idea.create("i1", written, by=ANN, at=NOON)
    idea.submit(by=ANN, at=NOON, policy=POLICY)
    return idea.state == "SUBMITTED"


def test_only_the_author_writes_submits_and_recalls() -> None:
    for act in (
        lambda: draft().update(document(), by=BEN, at=LATER),
        lambda: draft().submit(by=BEN, at=LATER, policy=POLICY),
        lambda: submitted().recall("A typo.", by=BEN, at=LATER),
    ):
        assert reasons(act, NotAllowed) == ["NOT_AUTHOR"]


def test_only_the_leader_launches() -> None:
    assert reasons(lambda: scaling().launch(by=ANN, at=LATER), NotAllowed) == [
        "NOT_LEADER"
    ]


def test_who_may_not_is_told_so_before_what_is_wrong() -> None:
    idea = in_review()

    assert reasons(
        lambda: idea.submit(by=EVE, at=LATER, policy=POLICY), NotAllowed
    ) == ["NOT_AUTHOR"]


@pytest.mark.parametrize("title", ["", "  "])
def test_an_idea_is_never_without_a_title(title: str) -> None:
    [created] = refusal(lambda: draft(title=title), InvalidInput)
    [updated] = refusal(
        lambda: draft().update(document(title=title), by=ANN, at=LATER), InvalidInput
    )

    assert created == updated
    assert (created.reason, created.subject) == ("TITLE_MISSING", "idea.title")


@pytest.mark.parametrize(
    "part", ["headline", "summary", "problem", "benefit", "journey"]
)
def test_every_idea_starts_with_its_press_release(part: str) -> None:
    written = document(press_release=press_release(**{part: " "}))

    assert broken_by(written) == ["PRESS_RELEASE_MISSING"]
    assert f"Missing: {part}." in words_on(written)


def test_a_press_release_needs_no_quote() -> None:
    assert is_accepted(document(press_release=press_release(customer_quote="")))


@pytest.mark.parametrize(
    "claim",
    [
        replace(CLAIM, metric=" "),
        replace(CLAIM, target=CLAIM.baseline),
        replace(CLAIM, by_date=""),
        replace(CLAIM, by_date="2026-02-30"),
        replace(CLAIM, by_date="2026-03-02"),
    ],
    ids=["no metric", "no change", "no day", "no such day", "today"],
)
def test_a_claim_without_a_number_and_a_day_cannot_be_wrong(claim: object) -> None:
    written = document(press_release=press_release(claim=claim))

    assert broken_by(written) == ["CLAIM_NOT_MEASURABLE"]


def test_a_claim_may_be_for_tomorrow() -> None:
    assert CLAIM.by_date == "2026-03-03"
    assert is_accepted(document())


@pytest.mark.parametrize(
    "customer",
    [
        Customer("", "One hand free", "Open it"),
        Customer("Parents", " ", "Open it"),
        Customer("Parents", "One hand free", ""),
        Customer(" Everyone ", "One hand free", "Open it"),
        Customer("ALL USERS", "One hand free", "Open it"),
    ],
    ids=["nobody", "no context", "no need", "everyone", "all users"],
)
def test_what_fits_everyone_helps_nobody(customer: Customer) -> None:
    assert broken_by(document(customer=customer)) == ["CUSTOMER_NOT_SPECIFIC"]


def test_the_customer_is_named_in_the_refusal() -> None:
    everyone = replace(document().customer, segment="Everyone")
    nobody = replace(document().customer, segment="")

    assert words_on(document(customer=everyone)).startswith("'Everyone' is not")
    assert words_on(document(customer=nobody)).startswith("'nobody' is not")


@pytest.mark.parametrize(
    "question", ["who", "problem", "benefit", "evidence", "experience"]
)
def test_all_five_questions_have_an_answer(question: str) -> None:
    answers = {"who": "a", "problem": "b", "benefit": "c", "evidence": "d"}
    asked = FiveQuestions(**(answers | {"experience": "e"} | {question: " "}))
    written = document(five_questions=asked)

    assert broken_by(written) == ["FIVE_QUESTIONS_UNANSWERED"]
    assert f"have no answer: {question}." in words_on(written)


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"doors": ()}, "if-doors"),
        ({"leader": ""}, "if-leader"),
        ({"doors": (ONE_WAY,), "cost_of_failure": None}, "if-cost-of-failure"),
        (
            {"doors": (ONE_WAY,), "cost_of_failure": CostOfFailure(0, 50)},
            "if-cost-of-failure",
        ),
    ],
    ids=["no door", "no leader", "no cost", "no cap"],
)
def test_the_internal_faq_is_answered(changes: dict[str, object], answer: str) -> None:
    written = document(**changes)

    assert broken_by(written) == ["FAQ_MISSING_REQUIRED"]
    assert f"no answer to: {answer}." in words_on(written)


def test_each_door_says_whether_there_is_a_way_back() -> None:
    written = document(doors=(ONE_WAY, UNCLASSIFIED))

    assert broken_by(written) == ["DOOR_UNCLASSIFIED"]
    assert "Nobody said for: size." in words_on(written)


@pytest.mark.parametrize(
    "undo",
    [None, Undo(" ", 900, 30), Undo("Buy it", 901, 30), Undo("Buy it", 900, 31)],
    ids=["none", "no plan", "too dear", "too slow"],
)
def test_a_two_way_door_has_a_way_back_within_limits(undo: Undo | None) -> None:
    written = document(doors=(ONE_WAY, replace(TWO_WAY, undo=undo)))

    assert broken_by(written) == ["TWO_WAY_DOOR_WITHOUT_WAY_BACK"]
    assert "within 30 days and the loss cap of 900 USD: glue." in words_on(written)


def test_a_two_way_door_costs_nothing_where_nothing_may_be_lost() -> None:
    assert broken_by(document(cost_of_failure=None)) == [
        "FAQ_MISSING_REQUIRED",
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
    ]


def test_how_long_a_way_back_may_be_is_policy() -> None:
    idea, policy = draft(), Policy(undo_days_limit=29)

    broken = reasons(lambda: idea.submit(by=ANN, at=NOON, policy=policy), RuleBroken)

    assert broken == ["TWO_WAY_DOOR_WITHOUT_WAY_BACK"]


def test_a_one_way_door_needs_no_way_back() -> None:
    assert ONE_WAY.kind is DoorKind.ONE_WAY
    assert is_accepted(document(doors=(ONE_WAY,)))


def test_an_idea_is_refused_with_all_its_gaps_at_once() -> None:
    doors = (UNCLASSIFIED, replace(TWO_WAY, undo=None))

    assert broken_by(Document(title="Boxes that fit", doors=doors)) == [
        "PRESS_RELEASE_MISSING",
        "CLAIM_NOT_MEASURABLE",
        "CUSTOMER_NOT_SPECIFIC",
        "FIVE_QUESTIONS_UNANSWERED",
        "FAQ_MISSING_REQUIRED",
        "DOOR_UNCLASSIFIED",
        "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
    ]
