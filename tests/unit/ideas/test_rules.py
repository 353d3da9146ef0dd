"""Who may do what to an idea, and what an idea cannot be at all."""

from dataclasses import replace
from typing import Any

import pytest

from chassis.domain import Actor, InvalidInput, NotAllowed, NotFound, RuleBroken
from chassis.labels import Label
from chassis.money import Money
from services.ideas.domain import rules
from services.ideas.domain.document import (
    Bet,
    CostOfFailure,
    Faq,
    FaqAudience,
    ManualSection,
    ManualStage,
    UserManual,
)
from services.ideas.domain.edits import MAX_DOORS, MAX_FAQS
from services.ideas.domain.evidence import EvidenceKind
from services.ideas.domain.idea import Idea
from services.ideas.domain.profile import Profile
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CARA,
    EVE,
    I1,
    I2,
    LATER,
    MANUAL,
    NOON,
    ONE_WAY,
    POLICY,
    TWO_WAY,
    UNDO,
    approved,
    co_written,
    declined,
    document,
    draft,
    evidence,
    in_review,
    reasons,
    refusal,
    scaling,
    submit,
    submitted,
    vacant,
)


def other(**changes: Any) -> Idea:
    """Return a draft beside the one that a test is about."""
    return replace(draft(), id="i2", **changes)


@pytest.mark.parametrize("by", [BEN, CARA], ids=["leader", "co-author"])
def test_only_the_author_shares_submits_recalls_and_gives_up(by: Actor) -> None:
    for act in (
        lambda: co_written().share((), "", by=by, at=LATER),
        lambda: co_written().allow_submission(by),
        lambda: submitted().recall("A typo.", by=by, at=LATER),
        lambda: declined().reopen((evidence(9, at=LATER),), by=by, at=LATER),
        lambda: co_written().withdraw("No.", by=by, at=LATER),
        lambda: co_written().allow_duplicate(other(), by=by),
    ):
        assert reasons(act, NotAllowed) == ["NOT_AUTHOR"]


def test_a_co_author_writes() -> None:
    idea = co_written()

    idea.update(document(title="Ours"), by=CARA, at=LATER)

    assert idea.document.title == "Ours"
    for act in (
        lambda: idea.update(document(), by=BEN, at=LATER),
        lambda: idea.update(None, Profile(), by=BEN, at=LATER),
    ):
        [refused] = refusal(act, NotAllowed)
        assert refused.description == (
            "'Ours' (ideas/i1) belongs to its authors, people/ann, people/cara. "
            "Ask them."
        )


def test_only_the_leader_launches_kills_and_hands_over() -> None:
    for act in (
        lambda: scaling().launch(by=ANN, at=LATER),
        lambda: scaling().stop("Dull.", "Nobody cares.", by=ANN, at=LATER),
        lambda: approved().transfer_leader(EVE.name, None, by=ANN, at=LATER),
        lambda: approved().assign_leader(EVE.name, None, by=ANN, at=LATER),
    ):
        [refused] = refusal(act, NotAllowed)
        assert refused.reason == "NOT_LEADER"
        assert "led by people/ben" in refused.description


def test_where_there_is_no_leader_the_author_names_one() -> None:
    idea = vacant()

    [refused] = refusal(
        lambda: idea.transfer_leader(BEN.name, None, by=BEN, at=LATER), NotAllowed
    )
    idea.assign_leader(EVE.name, None, by=ANN, at=LATER)

    assert "has no leader. Its author, people/ann, names one." in refused.description
    assert (idea.leads, idea.leader_vacant) == (EVE.name, False)


def test_who_is_nominated_may_name_another() -> None:
    idea = draft()

    assert reasons(
        lambda: idea.assign_leader(EVE.name, None, by=EVE, at=LATER), NotAllowed
    ) == ["NOT_AUTHOR"]
    idea.assign_leader(EVE.name, None, by=BEN, at=LATER)

    assert (idea.document.leader, idea.leads) == (EVE.name, "")


def test_one_person_leads_one_idea() -> None:
    bags = Label(I2, "Bags")
    for act in (
        lambda: approved().transfer_leader(EVE.name, bags, by=BEN, at=LATER),
        lambda: vacant().assign_leader(EVE.name, bags, by=ANN, at=LATER),
    ):
        [refused] = refusal(act, RuleBroken)
        assert refused.reason == "LEADER_NOT_SINGLE_THREADED"
        assert refused.description == (
            "people/eve already leads 'Bags' (ideas/i2). "
            "Free them there or name someone else."
        )


def test_who_may_not_is_told_so_before_what_is_wrong() -> None:
    idea = in_review()

    assert reasons(lambda: idea.allow_submission(EVE), NotAllowed) == ["NOT_AUTHOR"]


@pytest.mark.parametrize("title", ["", "  "])
def test_an_idea_is_never_without_a_title(title: str) -> None:
    [created] = refusal(lambda: draft(title=title), InvalidInput)
    [updated] = refusal(
        lambda: draft().update(document(title=title), by=ANN, at=LATER), InvalidInput
    )

    assert created == updated
    assert (created.reason, created.subject) == ("TITLE_MISSING", "idea.document.title")


def test_a_document_has_a_size() -> None:
    small = replace(POLICY, document_bytes_limit=100)

    [refused] = refusal(
        lambda: draft().update(document(), by=ANN, at=LATER, policy=small),
        InvalidInput,
    )

    assert (refused.reason, refused.subject) == ("DOCUMENT_TOO_LARGE", "idea.document")
    assert "100 are allowed" in refused.description


def test_a_refusal_of_a_size_names_a_field_of_its_request() -> None:
    small = replace(POLICY, document_bytes_limit=100)
    faq = Faq("new", "Why?", "So.")

    [split] = refusal(
        lambda: draft().split_door("brand", (), by=ANN, at=LATER, policy=small),
        InvalidInput,
    )
    [promoted] = refusal(
        lambda: draft().promote(
            FaqAudience.CUSTOMER, faq, by=ANN, at=LATER, policy=small
        ),
        InvalidInput,
    )

    assert (split.subject, promoted.subject) == ("into", "name")


def test_nothing_is_shared_without_its_press_release() -> None:
    idea = draft(press_release=replace(document().press_release, journey=""))

    [refused] = refusal(lambda: idea.share((), "", by=ANN, at=LATER), RuleBroken)

    assert refused.reason == "PRESS_RELEASE_MISSING"
    assert "journey" in refused.description


def test_an_idea_comes_back_with_new_evidence_only() -> None:
    for said in ((), (evidence(),)):
        [refused] = refusal(
            lambda said=said: declined().reopen(said, by=ANN, at=LATER),  # type: ignore[misc]
            RuleBroken,
        )
        assert refused.reason == "REOPEN_NEEDS_NEW_EVIDENCE"
        assert refused.description.startswith(
            "Nothing new since 2026-03-02 12:00:00 UTC"
        )


def test_what_ends_leaves_a_learning() -> None:
    [refused] = refusal(
        lambda: approved().stop("Dull.", " ", by=BEN, at=LATER), RuleBroken
    )

    assert refused.reason == "LEARNING_REQUIRED"
    assert "Say in two sentences what we now know." in refused.description


def test_a_duplicate_points_at_what_stays() -> None:
    idea = draft()

    gone = other(duplicate_of="ideas/i3")
    [itself] = refusal(lambda: idea.allow_duplicate(idea, by=ANN), RuleBroken)
    [moved] = refusal(lambda: idea.allow_duplicate(gone, by=ANN), RuleBroken)
    idea.allow_duplicate(other(), by=ANN)

    assert itself.reason == moved.reason == "DUPLICATE_TARGET_INVALID"
    assert "of itself" in itself.description
    assert "Name that one." in moved.description


@pytest.mark.parametrize(
    "manual",
    [
        UserManual(),
        UserManual(ManualStage.OUTLINED, MANUAL.sections),
        UserManual(ManualStage.WRITTEN, ()),
        UserManual(ManualStage.WRITTEN, (ManualSection("Opening", " "),)),
    ],
)
def test_nobody_uses_what_nobody_has_explained(manual: UserManual) -> None:
    idea = scaling()
    idea.document = replace(idea.document, user_manual=manual)

    assert reasons(lambda: idea.launch(by=BEN, at=LATER), RuleBroken) == [
        "MANUAL_NOT_WRITTEN"
    ]


def test_a_launch_is_refused_with_all_that_stands_against_it() -> None:
    idea = scaling()
    idea.document = replace(idea.document, user_manual=UserManual())
    idea.reviewed_doors = ()
    coes = [Label("coes/c1", "Wrong boxes"), Label("coes/c2", "")]

    manual, door, coe = refusal(lambda: idea.launch(coes, by=BEN, at=LATER), RuleBroken)

    assert manual.reason == "MANUAL_NOT_WRITTEN"
    assert door.reason == "ONE_WAY_DOOR_NOT_REVIEWED"
    assert "these one-way doors: 'Call it Fit.' (brand)." in door.description
    assert coe.reason == "COE_OPEN"
    assert "'Wrong boxes' (coes/c1), coes/c2." in coe.description


def test_a_door_that_is_not_there_cannot_be_split() -> None:
    [refused] = refusal(
        lambda: draft().split_door("roof", (), by=ANN, at=LATER, policy=POLICY),
        NotFound,
    )

    assert refused.reason == "DOOR_NOT_FOUND"
    assert "it has: brand, glue." in refused.description


def test_doors_are_few_and_known_by_their_ids() -> None:
    many = tuple(replace(TWO_WAY, id=f"d{n}") for n in range(MAX_DOORS))
    twice = (replace(ONE_WAY, id="a"), TWO_WAY)
    euros = replace(UNDO, cost=Money("EUR", 9))
    foreign = (replace(TWO_WAY, id="a"), replace(TWO_WAY, id="b", undo=euros))

    for into, broken in (
        (many, ("TOO_MANY_DOORS", "into")),
        (twice, ("DOOR_ID_TAKEN", "into[1].id")),
        (foreign, ("CURRENCY_MIXED", "into[1].undo.cost")),
    ):
        [refused] = refusal(
            lambda into=into: draft().split_door(  # type: ignore[misc]
                "brand", into, by=ANN, at=LATER, policy=POLICY
            ),
            InvalidInput,
        )
        assert (refused.reason, refused.subject) == broken


def test_smaller_doors_have_one_currency_where_the_idea_had_none() -> None:
    euros, dollars = (
        replace(TWO_WAY, id=code, undo=replace(UNDO, cost=Money(code.upper(), 9)))
        for code in ("eur", "usd")
    )
    idea = draft(doors=(TWO_WAY,), cost_of_failure=None, bet=None)

    [refused] = refusal(
        lambda: idea.split_door(
            "glue", (euros, dollars), by=ANN, at=LATER, policy=POLICY
        ),
        InvalidInput,
    )
    idea.split_door("glue", (euros,), by=ANN, at=LATER, policy=POLICY)

    assert (refused.reason, refused.subject) == ("CURRENCY_MIXED", "into[1].undo.cost")
    assert idea.document.currency_code == "EUR"


def test_all_money_of_an_idea_has_one_currency() -> None:
    euros = Bet(build_cost=Money("EUR", 9))
    mixed = document(bet=euros, cost_of_failure=CostOfFailure(Money("CHF", 9)))

    created = refusal(lambda: Idea.create("i1", mixed, by=ANN, at=NOON), InvalidInput)
    updated = refusal(lambda: draft().update(mixed, by=ANN, at=LATER), InvalidInput)

    assert created == updated
    assert [(one.reason, one.subject) for one in created] == [
        ("CURRENCY_MIXED", "idea.document.cost_of_failure.loss_cap"),
        ("CURRENCY_MIXED", "idea.document.bet.build_cost"),
    ]
    assert created[1].description == (
        "All money of an idea has one currency, and this one counts in USD. "
        "Convert EUR 9."
    )


def test_an_faq_is_short_and_its_entries_known_by_their_ids() -> None:
    full = tuple(Faq(f"f{n}") for n in range(MAX_FAQS))

    for faq, reason in ((Faq("new"), "TOO_MANY_FAQS"), (Faq("f1"), "FAQ_ID_TAKEN")):
        broken = reasons(
            lambda faq=faq: draft(customer_faqs=full).promote(  # type: ignore[misc]
                FaqAudience.CUSTOMER, faq, by=ANN, at=LATER, policy=POLICY
            ),
            InvalidInput,
        )
        assert reason in broken


def test_an_invention_says_why_nobody_was_asked() -> None:
    invented = EvidenceKind.INVENTED_ON_BEHALF

    [refused] = refusal(lambda: evidence(kind=invented), InvalidInput)

    assert refused.reason == "INVENTION_NEEDS_REASON"
    assert refused.subject == "evidence.invented_because"
    assert evidence(kind=invented, invented_because="Too new.").idea == I1


def test_a_long_list_is_cut_for_people() -> None:
    assert rules.named(["a", "b"]) == "a, b"
    assert rules.named([str(n) for n in range(12)]).endswith("9 and 2 more")


def test_a_leader_of_nothing_is_nobody() -> None:
    idea = Label(I1, "Boxes")
    assert rules.not_leader(idea, "", ANN.name, ANN) is None
    assert rules.leader_not_single_threaded(idea, EVE.name, idea) is None


def test_insiders_say_what_comes_first() -> None:
    for by in (ANN, BEN):
        draft().prioritize(1, (), "Now.", by=by, at=LATER)

    assert reasons(
        lambda: draft().prioritize(1, (), "Now.", by=EVE, at=LATER), NotAllowed
    ) == ["NOT_AUTHOR"]


def test_a_manual_goes_on_being_written_after_the_approval() -> None:
    idea, more = approved(), replace(MANUAL, sections=MANUAL.sections * 2)

    idea.update(replace(idea.document, user_manual=more), by=BEN, at=LATER)

    assert idea.document.user_manual == more
    assert idea.history[-1].event == "IdeaProfileUpdated"
    assert reasons(
        lambda: idea.update(document(title="New"), by=ANN, at=LATER), RuleBroken
    ) == ["REVISION_IMMUTABLE"]
    assert reasons(
        lambda: idea.update(
            replace(idea.document, user_manual=MANUAL), by=EVE, at=LATER
        ),
        NotAllowed,
    ) == ["NOT_AUTHOR"]


def test_a_manual_is_frozen_while_it_is_reviewed() -> None:
    idea = in_review()
    written = replace(idea.document, user_manual=UserManual())

    assert reasons(lambda: idea.update(written, by=ANN, at=LATER), RuleBroken) == [
        "REVISION_IMMUTABLE"
    ]


def test_what_is_submitted_twice_was_recalled_between() -> None:
    idea = submitted()
    idea.recall("A typo.", by=ANN, at=LATER)

    assert submit(idea, LATER).number == "1.1"
    assert idea.first_submitted_at == NOON
