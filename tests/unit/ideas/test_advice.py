"""What a linter warns of, and what it lets pass in silence."""

from dataclasses import replace
from datetime import date

import pytest

from services.ideas.domain.advice import advice
from services.ideas.domain.document import Document, Faq
from services.ideas.domain.dossier import Dossier
from services.ideas.domain.idea import Idea
from services.ideas.domain.profile import Maturity, Profile
from services.ideas.domain.submission import Submission
from services.ideas.domain.visual import Fidelity
from tests.unit.ideas.support import (
    ANN,
    CLAIM,
    NOON,
    POLICY,
    document,
    dossier,
    evidence,
    press_release,
    two_way,
    visual,
)


def submission(
    written: Document,
    said: Dossier | None = None,
    profile: Profile = Profile(),  # noqa: B008 - frozen
) -> Submission:
    idea = Idea.create("i1", written, profile, by=ANN, at=NOON)
    return idea.submission(dossier() if said is None else said, NOON, POLICY)


def warned(what: Submission) -> list[str]:
    return [violation.reason for violation in advice(what)]


def words(what: Submission) -> str:
    [violation] = advice(what)
    return violation.description


def released(**changes: object) -> Submission:
    return submission(document(press_release=press_release(**changes)))


def test_a_good_document_is_not_nagged_about() -> None:
    assert warned(submission(document())) == []
    assert warned(submission(two_way())) == []


@pytest.mark.parametrize(
    ("maturity", "finished"),
    [
        (Maturity.ROUGH, Fidelity.MOCKUP),
        (Maturity.TESTED, Fidelity.PROTOTYPE),
    ],
)
def test_a_rough_idea_has_a_rough_drawing(
    maturity: Maturity, finished: Fidelity
) -> None:
    said = dossier(visuals=(visual(fidelity=finished),))

    shiny = submission(document(), said, Profile(maturity=maturity))
    proven = submission(document(), said, Profile(maturity=Maturity.PROVEN))

    assert warned(shiny) == ["VISUAL_FIDELITY_ABOVE_MATURITY"]
    assert "than the idea is: 'A hand' (ideas/i1/visuals/p1)." in words(shiny)
    assert warned(proven) == []


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "1. ", "12) "])
def test_a_press_release_is_prose(bullet: str) -> None:
    listed = released(summary=f"We announce:\n{bullet}Boxes.")

    assert warned(listed) == ["NOT_A_NARRATIVE"]
    assert "lists in: summary." in words(listed)


def test_a_press_release_fits_a_page() -> None:
    long = released(summary="Boxes open. " * 230)

    assert warned(long) == ["PR_TOO_LONG"]
    assert "450 do." in words(long)


def test_customers_talk_plainly() -> None:
    assert warned(released(summary="We Leverage synergies.")) == ["JARGON"]
    assert "leverage, synergies" in words(released(summary="We leverage synergies."))
    endless = released(summary="and " * 41)
    assert warned(endless) == ["JARGON"]
    assert words(endless).startswith("The longest sentence has 41 words.")


def test_a_release_without_words_is_not_jargon() -> None:
    assert "JARGON" not in warned(submission(Document(title="Boxes")))


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 3, 3), ["SHORT_HORIZON"]),
        (date(2026, 3, 15), ["SHORT_HORIZON"]),
        (date(2026, 3, 16), []),
        (None, []),
    ],
)
def test_a_claim_looks_ahead(day: date | None, reasons: list[str]) -> None:
    assert warned(released(claim=replace(CLAIM, by_date=day))) == reasons


def test_a_two_way_door_is_told_what_a_one_way_door_needs() -> None:
    lonely = dossier(evidence=(evidence(),), visuals=())

    assert warned(submission(two_way(), lonely)) == [
        "ONLY_SUPPORTING_EVIDENCE",
        "VISUALS_MISSING",
    ]
    assert warned(submission(document(), lonely)) == []


def test_a_promise_and_its_limit_live_in_one_document() -> None:
    promise = press_release(benefit="Boxes are free and come the next day.")
    limits = (Faq("free", "Is it free?", "Free up to nine boxes; Next day in Bonn."),)
    known = document().customer_faqs

    bare = submission(document(press_release=promise))
    said = submission(document(press_release=promise, customer_faqs=(*known, *limits)))

    assert warned(bare) == ["PROMISE_WITHOUT_LIMITS"]
    assert "without a limit: free, next day." in words(bare)
    assert warned(said) == []
