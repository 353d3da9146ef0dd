"""The document as its readers get it."""

from services.ideas.domain.document import Document, Section, hash_of
from tests.unit.ideas.support import UNCLASSIFIED, document


def test_a_document_is_read_in_this_order() -> None:
    assert [section.id for section in document().sections()] == [
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
        "doors",
    ]


def test_empty_sections_are_left_out() -> None:
    assert Document(title="Boxes that fit").sections() == ()


def test_a_claim_is_one_sentence() -> None:
    claim = document().sections()[1]

    assert claim == Section(
        "claim",
        "The claim",
        "share of boxes returned: from 0.08 to 0.04 by 2026-03-03.",
    )


def test_each_door_is_a_line_with_its_way_back() -> None:
    doors = (*document().doors, UNCLASSIFIED)

    assert document(doors=doors).sections()[-1].text.splitlines() == [
        "Call it Fit. (one-way)",
        "Change the glue. (two-way; way back: Buy it, 900 USD, 30 days)",
        "Make it smaller. (unspecified)",
    ]


def test_a_hash_is_sha_256_in_hexadecimal() -> None:
    assert hash_of(()) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
