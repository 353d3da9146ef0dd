"""The document as its readers get it."""

from dataclasses import replace

from chassis.money import Money
from services.ideas.domain.document import (
    Bet,
    Claim,
    CostOfFailure,
    Document,
    DoorKind,
    Faq,
    Undo,
)
from services.ideas.domain.text import Section, byte_count, hash_of, sections_of
from tests.unit.ideas.support import (
    ONE_WAY,
    TWO_WAY,
    UNCLASSIFIED,
    UNDO,
    document,
    press_release,
)


def test_a_document_is_read_in_this_order() -> None:
    assert [section.id for section in sections_of(document())] == [
        "headline",
        "claim",
        "summary",
        "problem",
        "benefit",
        "journey",
        "customer-quote",
        "customer",
        "need",
        "q-who",
        "q-problem",
        "q-benefit",
        "q-evidence",
        "q-experience",
        "customer-faq-cf-different",
        "customer-faq-cf-refund",
        "customer-faq-cf-manage",
        "customer-faq-cf-cost",
        "internal-faq-if-decisions",
        "internal-faq-if-feedback",
        "internal-faq-if-disappoint",
        "doors",
        "mlp",
        "rejected",
        "debated",
        "cost-of-failure",
        "bet",
        "manual-1",
    ]


def test_empty_sections_are_left_out() -> None:
    assert sections_of(Document(title="Boxes that fit")) == ()


def test_a_claim_is_one_sentence() -> None:
    claim = sections_of(document())[1]

    assert claim == Section(
        "claim",
        "The claim",
        "share of boxes returned: from 0.08 to 0.04 by 2026-06-03.",
    )


def test_each_door_is_a_line_with_its_way_back() -> None:
    tried = replace(
        TWO_WAY, undo=Undo("Ask", Money("USD", 1), 2, tested=True), split_from="brand"
    )
    doors = (*document().doors, UNCLASSIFIED, tried)

    [text] = [s.text for s in sections_of(document(doors=doors)) if s.id == "doors"]
    assert text.splitlines() == [
        "Call it Fit. (one-way)",
        "Change the glue. (two-way; way back: Buy it, USD 900, 30 days)",
        "Make it smaller. (unspecified)",
        (
            "Change the glue. (two-way, split from brand; "
            "way back: Ask, USD 1, 2 days, tried once)"
        ),
    ]


def test_a_question_of_the_template_is_asked_in_its_words() -> None:
    faqs = (Faq("cf-cost", "", "A dollar."), Faq("other", "And twins?", "Two."))

    headings = [s.heading for s in sections_of(document(customer_faqs=faqs))]

    assert {"What does it cost?", "And twins?"} <= set(headings)


def test_the_kinds_of_doors_are_named_once() -> None:
    both, one = (UNCLASSIFIED, TWO_WAY, ONE_WAY, TWO_WAY), (UNCLASSIFIED, TWO_WAY)

    assert document(doors=both).door_kinds == (DoorKind.ONE_WAY, DoorKind.TWO_WAY)
    assert document(doors=one).door_kinds == (DoorKind.TWO_WAY,)


def test_what_nobody_said_is_nothing() -> None:
    bare = Document(title="Boxes that fit")

    assert (bare.loss_cap, bare.faq("cf-cost"), bare.one_way_doors) == (None, "", ())
    assert (byte_count(bare), bare.money, bare.currency_code) == (0, {}, "")


def texts(**changes: object) -> dict[str, str]:
    return {s.id: s.text for s in sections_of(document(**changes))}


def test_numbers_that_nobody_said_are_left_out_of_the_text() -> None:
    vague = press_release(claim=Claim("boxes returned"))
    door = replace(TWO_WAY, undo=Undo())

    said = texts(
        press_release=vague,
        cost_of_failure=CostOfFailure(customers_exposed=1_000),
        bet=Bet(payoff_multiple=100.0),
        doors=(door,),
    )
    silent = texts(cost_of_failure=CostOfFailure(), bet=Bet())

    assert said["claim"] == "boxes returned: no number yet."
    assert said["cost-of-failure"] == "At most 1,000 customers."
    assert said["bet"] == "Returns 100 times the stake."
    assert said["doors"] == "Change the glue. (two-way; way back: no plan yet)"
    assert not {"cost-of-failure", "bet"} & silent.keys()


def test_numbers_are_told_with_their_units() -> None:
    said = texts()

    assert said["cost-of-failure"] == "At most USD 900, 50 customers."
    assert said["bet"] == (
        "Works with a probability of 0.1. Returns 100 times the stake. "
        "Costs USD 70,000 to build."
    )


def test_money_is_found_by_the_path_of_its_field() -> None:
    written = document()

    assert written.money == {
        "doors[1].undo.cost": Money("USD", 900),
        "cost_of_failure.loss_cap": Money("USD", 900),
        "bet.build_cost": Money("USD", 70_000),
    }
    assert written.currency_code == "USD"
    without_cost = replace(TWO_WAY, undo=replace(UNDO, cost=None))
    assert document(doors=(without_cost,), bet=None).currency_code == "USD"


def test_a_hash_is_sha_256_in_hexadecimal() -> None:
    assert hash_of(()) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
