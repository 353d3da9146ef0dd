"""The document as its readers get it."""

from dataclasses import replace

from services.ideas.domain.document import Document, Faq, Undo
from services.ideas.domain.text import Section, byte_count, hash_of, sections_of
from tests.unit.ideas.support import TWO_WAY, UNCLASSIFIED, document


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
    tried = replace(TWO_WAY, undo=Undo("Ask", 1, 2, tested=True), split_from="brand")
    doors = (*document().doors, UNCLASSIFIED, tried)

    [text] = [s.text for s in sections_of(document(doors=doors)) if s.id == "doors"]
    assert text.splitlines() == [
        "Call it Fit. (one-way)",
        "Change the glue. (two-way; way back: Buy it, 900 USD, 30 days)",
        "Make it smaller. (unspecified)",
        (
            "Change the glue. (two-way, split from brand; "
            "way back: Ask, 1 USD, 2 days, tried once)"
        ),
    ]


def test_a_question_of_the_template_is_asked_in_its_words() -> None:
    faqs = (Faq("cf-cost", "", "A dollar."), Faq("other", "And twins?", "Two."))

    headings = [s.heading for s in sections_of(document(customer_faqs=faqs))]

    assert {"What does it cost?", "And twins?"} <= set(headings)


def test_the_kinds_of_doors_are_named_once() -> None:
    assert document().door_kinds == ("ONE_WAY", "TWO_WAY")
    assert document(doors=(UNCLASSIFIED, TWO_WAY, TWO_WAY)).door_kinds == ("TWO_WAY",)


def test_what_nobody_said_is_nothing() -> None:
    bare = Document(title="Boxes that fit")

    assert (bare.loss_cap_usd, bare.faq("cf-cost"), bare.one_way_doors) == (0, "", ())
    assert byte_count(bare) == 0


def test_a_hash_is_sha_256_in_hexadecimal() -> None:
    assert hash_of(()) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
