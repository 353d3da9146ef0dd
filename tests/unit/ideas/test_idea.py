"""What an idea does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chassis.checks import CheckResult, CheckSeverity, Evaluation
from chassis.domain import Actor, HistoryEntry, RuleBroken
from chassis.money import Money
from services.ideas.domain import events
from services.ideas.domain.document import (
    CostOfFailure,
    Customer,
    DoorKind,
    Faq,
    FaqAudience,
    UserManual,
)
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import FINAL, IdeaState
from services.ideas.domain.outcome import Outcome, OutcomeKind
from services.ideas.domain.profile import Profile
from services.ideas.domain.submitting import snapshot_of
from services.ideas.domain.text import hash_of, sections_of, word_count
from tests.unit.chassis.checks import check
from tests.unit.ideas.support import (
    ANN,
    BEN,
    BET,
    CARA,
    E1,
    E2,
    ENDS,
    EVE,
    EXPERIMENTS,
    IDEAS,
    LATER,
    NOON,
    ONE_WAY,
    POLICY,
    R1,
    REVIEWS,
    TWO_WAY,
    UNCLASSIFIED,
    answered,
    approved,
    asked,
    decision,
    declined,
    document,
    dossier,
    draft,
    duplicate,
    evidence,
    experimenting,
    experimenting_again,
    in_review,
    killed,
    launched,
    pivoted,
    refusal,
    scaling,
    submit,
    submitted,
    vacant,
    withdrawn,
)


def test_who_begins_an_idea_is_its_author() -> None:
    idea = draft()

    assert (idea.author, idea.team) == (ANN.name, ANN.team)
    assert (idea.state, idea.revision) == (IdeaState.DRAFT, "1.0")
    assert idea.events == [
        events.IdeaCreated(
            idea="ideas/i1",
            title="Boxes that fit",
            author=ANN.name,
            team=ANN.team,
            create_time=NOON,
            at=NOON,
        )
    ]


def test_a_draft_is_rewritten_by_its_author() -> None:
    idea = draft()

    idea.update(document(title="Bags that fit"), by=ANN, at=LATER)

    assert idea.document == document(title="Bags that fit")
    assert idea.revision == "1.0"
    assert idea.events[-1] == events.IdeaUpdated(
        idea="ideas/i1", title="Bags that fit", team=ANN.team, is_news=True, at=LATER
    )


def test_others_are_told_of_edits_once_in_a_while() -> None:
    idea = draft()
    minute = POLICY.tell_updates_every

    for at in (LATER, LATER + minute / 2, LATER + minute, LATER + minute * 1.5):
        idea.update(document(), by=ANN, at=at)

    told = [e.is_news for e in idea.events if isinstance(e, events.IdeaUpdated)]
    assert told == [True, False, True, False]


def test_what_is_said_beside_a_frozen_document_can_change() -> None:
    idea, profile = submitted(), Profile(trend_tags=("ml_ai",))

    idea.update(None, profile, by=ANN, at=LATER)

    assert (idea.profile, idea.document) == (profile, document())
    assert isinstance(idea.events[-1], events.IdeaProfileUpdated)


def test_a_shared_draft_knows_its_readers() -> None:
    idea = draft()

    idea.share((EVE.name,), "The claim.", by=ANN, at=NOON)
    idea.share((EVE.name, BEN.name), "", by=ANN, at=LATER)

    assert idea.shared_with == (EVE.name, BEN.name)
    assert idea.shared_at == NOON
    assert idea.events[-2] == events.IdeaShared(
        idea="ideas/i1",
        title="Boxes that fit",
        author=ANN.name,
        readers=(EVE.name,),
        note="The claim.",
        at=NOON,
    )


def test_a_submission_carries_all_that_reviewers_need() -> None:
    idea = draft()
    profile = Profile(
        co_authors=(EVE.name,),
        business_unit="Homes",
        trend_tags=("ml_ai",),
        learns_from=("coes/c1",),
        patience_until=LATER,
    )
    idea.profile, idea.pivoted_from = profile, "ideas/i0"
    said = dossier(questions=(asked(4), answered(3), answered(2), answered(1)))
    what = idea.submission(replace(said), LATER, replace(POLICY, release_words_limit=9))
    what = replace(what, authors=(ANN.name, CARA.name))

    revision = idea.submit(what, (), by=ANN)

    sections = (*sections_of(document()), *said.sections())
    assert revision.sections == sections
    assert idea.events[-1] == events.IdeaSubmitted(
        idea="ideas/i1",
        revision="1.0",
        title="Boxes that fit",
        author=ANN.name,
        team=ANN.team,
        leader_nominee=BEN.name,
        doors=(ONE_WAY, TWO_WAY),
        cost_of_failure=CostOfFailure(Money("USD", 900), 50),
        sections=sections,
        document_hash=hash_of(sections),
        business_unit="Homes",
        door_kinds=(DoorKind.ONE_WAY, DoorKind.TWO_WAY),
        review_policy="REVIEW_POLICY_FULL",
        word_count=word_count(sections),
        debated_topics=("Is the tab needed at all?",),
        bet=BET,
        learns_from=("coes/c1",),
        snapshot=snapshot_of(what),
        co_authors=(CARA.name,),
        trend_tags=("ml_ai",),
        warnings=revision.warnings,
        pivoted_from="ideas/i0",
        patience_until_time=LATER,
        open_questions=(
            events.OpenQuestion("ideas/i1/questions/q4", "And with 4 children?"),
        ),
        currency_code="USD",
        at=LATER,
    )
    assert [warning.reason for warning in revision.warnings] == ["PR_TOO_LONG"]


def test_a_revision_is_what_was_submitted() -> None:
    idea = draft()

    revision = submit(idea, LATER)
    idea.recall("A typo.", by=ANN, at=LATER)
    idea.update(document(title="New"), by=ANN, at=LATER)

    assert (revision.name, revision.id) == ("ideas/i1/revisions/1.0", "i1.1.0")
    assert (revision.document, revision.submitter) == (document(), ANN.name)
    assert revision.document_hash == hash_of(revision.sections)
    assert revision.evidence == tuple(f"ideas/i1/evidence/v{n}" for n in (3, 2, 1))
    assert revision.visuals == ("ideas/i1/visuals/p1",)
    assert [type(event) for event in revision.events] == [events.RevisionFrozen]


def test_predicates_see_what_they_need_and_no_book() -> None:
    long = Faq("cf-cost", "?", "x" * 3000)
    written = document(
        customer_faqs=(*document().customer_faqs[:3], long),
        doors=(*document().doors, UNCLASSIFIED),
        user_manual=UserManual(),
        bet=None,
        cost_of_failure=None,
    )
    idea = Idea.create("i1", written, by=ANN, at=NOON)

    seen = snapshot_of(idea.submission(dossier(), NOON, POLICY))

    assert (seen.name, seen.revision, seen.team) == ("ideas/i1", "1.0", ANN.team)
    assert len(seen.customer_faqs[-1].answer) == 2000
    assert [door.kind for door in seen.doors] == ["ONE_WAY", "TWO_WAY", ""]
    assert [door.undo_cost for door in seen.doors] == [None, 900.0, None]
    assert (seen.manual_stage, seen.loss_cap) == ("", None)
    assert (seen.win_probability, seen.customers_exposed) == (None, None)
    assert (seen.conversations, seen.evidence_against, seen.visuals) == (3, 1, 1)
    assert (seen.answered_questions, seen.open_questions) == (3, 0)
    full = snapshot_of(draft().submission(dossier(), NOON, POLICY))
    assert (full.manual_stage, full.win_probability) == ("WRITTEN", 0.1)


def test_a_failed_check_refuses_beside_the_other_reasons() -> None:
    idea = draft(customer=Customer())
    what = idea.submission(dossier(), NOON, POLICY)
    failed = Evaluation(check(), CheckResult.FAIL)
    told = Evaluation(check(severity=CheckSeverity.WARN), CheckResult.FAIL)

    broken = refusal(lambda: idea.submit(what, [failed, told], by=ANN), RuleBroken)
    idea.update(document(), by=ANN, at=NOON)
    complete = idea.submission(dossier(), NOON, POLICY)
    revision = idea.submit(complete, [told], by=ANN)

    assert [one.reason for one in broken] == [
        "CUSTOMER_NOT_SPECIFIC",
        "MECHANISM_CHECK_FAILED",
    ]
    assert broken[1].description == (
        "'Has a title' (mechanisms/has-title v1, from coes/c1): It has no title. "
        "Give it one."
    )
    assert [one.reason for one in revision.warnings] == ["MECHANISM_CHECK_FAILED"]


def test_a_submitted_revision_is_frozen_and_says_how_to_thaw_it() -> None:
    idea = submitted()

    [violation] = refusal(lambda: idea.update(document(), by=ANN, at=LATER), RuleBroken)

    assert violation.reason == "REVISION_IMMUTABLE"
    assert "Revision 1.0 of ideas/i1 is frozen" in violation.description
    assert "Recall" in violation.description


def test_an_idea_knows_the_review_of_its_revision() -> None:
    idea = submitted()

    idea.start_review(R1, "1.0", by=REVIEWS, at=LATER)

    assert idea.review == R1
    assert idea.events[-1] == events.IdeaReviewStarted(
        idea="ideas/i1", revision="1.0", review=R1, at=LATER
    )


def test_a_recalled_idea_goes_on_under_the_next_revision() -> None:
    idea = in_review()

    idea.recall("A typo.", by=ANN, at=LATER)

    assert (idea.revision, idea.review) == ("1.1", "")
    assert idea.events[-1] == events.IdeaRecalled(
        idea="ideas/i1", revision="1.0", reason="A typo.", at=LATER
    )


def test_a_returned_idea_goes_on_under_the_next_revision() -> None:
    idea = in_review()

    idea.send_back(decision(), by=REVIEWS, at=LATER)

    assert (idea.revision, idea.review) == ("1.1", "")
    assert idea.outcome == Outcome(
        OutcomeKind.RETURNED, "Tried last year.", "", LATER, R1
    )
    assert idea.events[-1] == events.IdeaReturned(
        idea="ideas/i1", revision="1.0", reason="Tried last year.", at=LATER
    )


def test_the_tenth_revision_is_not_the_first() -> None:
    idea = draft()

    for _ in range(10):
        submit(idea)
        idea.recall("A typo.", by=ANN, at=NOON)

    assert idea.revision == "1.10"


def approval(**changes: Any) -> events.IdeaApproved:
    told = events.IdeaApproved(
        idea="ideas/i1",
        revision="1.0",
        review=R1,
        title="Boxes that fit",
        team=ANN.team,
        leader=BEN.name,
        doors=(ONE_WAY, TWO_WAY),
        loss_cap=Money("USD", 900),
        conditions=("Watch the glue.",),
        leader_vacant=False,
        trend_tags=(),
        door_kinds=(DoorKind.ONE_WAY, DoorKind.TWO_WAY),
        patience_until_time=None,
        currency_code="USD",
        at=LATER,
    )
    return replace(told, **changes)


def test_an_approval_carries_all_that_experiments_need() -> None:
    idea = in_review()

    idea.approve(decision(), by=REVIEWS, at=LATER)

    assert idea.events[-1] == approval()
    assert (idea.leads, idea.leader_since) == (BEN.name, LATER)
    assert idea.reviewed_doors == ("brand",)
    assert idea.conditions == ("Watch the glue.",)


def test_a_light_review_has_reviewed_no_one_way_door() -> None:
    idea = in_review()

    idea.approve(decision(is_full=False), by=REVIEWS, at=LATER)

    assert idea.reviewed_doors == ()


def test_an_idea_is_approved_though_its_leader_is_taken() -> None:
    idea = in_review()

    idea.approve(decision(), "ideas/i2", by=REVIEWS, at=LATER)

    assert (idea.state, idea.leads, idea.leader_vacant) == ("APPROVED", "", True)
    assert idea.document.leader == ""
    assert idea.events[-2:] == [
        approval(leader="", leader_vacant=True),
        events.IdeaLeaderVacant(
            idea="ideas/i1", person=BEN.name, leads="ideas/i2", at=LATER
        ),
    ]


def test_an_approval_that_names_nobody_leaves_a_vacancy() -> None:
    idea = in_review()

    idea.approve(decision(leader=""), by=REVIEWS, at=LATER)

    assert idea.leader_vacant


def test_a_vacancy_is_filled() -> None:
    idea = vacant()

    idea.assign_leader(EVE.name, None, by=ANN, at=LATER)

    assert (idea.leads, idea.leader_since, idea.leader_vacant) == (
        EVE.name,
        LATER,
        False,
    )
    assert idea.events[-1] == events.IdeaLeaderAssigned(
        idea="ideas/i1", leader=EVE.name, previous_leader="", state="APPROVED", at=LATER
    )


def test_a_leader_hands_over() -> None:
    idea = approved()

    idea.transfer_leader(EVE.name, None, by=BEN, at=LATER)

    assert idea.leads == EVE.name
    assert idea.events[-1] == events.IdeaLeaderTransferred(
        idea="ideas/i1",
        leader=EVE.name,
        previous_leader=BEN.name,
        state="APPROVED",
        at=LATER,
    )


def test_a_leader_is_taken_exactly_while_the_idea_is_active() -> None:
    taken = {state: build().leads for state, build in IDEAS.items()}

    assert {state for state, leader in taken.items() if leader} == {
        "APPROVED",
        "EXPERIMENTING",
        "EXPERIMENTING again",
        "SCALING",
    }


def test_a_launched_idea_takes_its_leader_again_or_does_without() -> None:
    free, busy = launched(), launched()
    for idea in (free, busy):
        idea.assign_leader(BEN.name, None, by=ANN, at=LATER)

    free.experiment_started(E2, by=EXPERIMENTS, at=LATER)
    busy.experiment_started(E2, "ideas/i2", by=EXPERIMENTS, at=LATER)

    assert (free.leads, free.leader_since) == (BEN.name, LATER)
    assert (busy.leads, busy.leader_vacant) == ("", True)
    assert busy.events[-2:] == [
        events.IdeaExperimenting(
            idea="ideas/i1", experiment=E2, leader="", leader_vacant=True, at=LATER
        ),
        events.IdeaLeaderVacant(
            idea="ideas/i1", person=BEN.name, leads="ideas/i2", at=LATER
        ),
    ]


def test_a_vacancy_is_told_once() -> None:
    idea = vacant()

    idea.experiment_started(E1, by=EXPERIMENTS, at=LATER)

    assert idea.leader_vacant
    assert isinstance(idea.events[-1], events.IdeaExperimenting)


def test_a_stale_decision_is_noted_and_changes_nothing_else() -> None:
    idea, before = in_review(), in_review()

    assert idea.is_stale(decision("0.9"), by=REVIEWS, at=LATER)

    assert (idea.state, idea.revision) == (before.state, before.revision)
    assert idea.events[-1] == events.IdeaStaleDecisionIgnored(
        idea="ideas/i1",
        revision="0.9",
        current_revision="1.0",
        review=R1,
        at=LATER,
    )
    assert not in_review().is_stale(decision(), by=REVIEWS, at=LATER)
    assert withdrawn().is_stale(decision(), by=REVIEWS, at=LATER)


def test_a_reopened_idea_remembers_why_it_was_declined() -> None:
    idea = declined()

    idea.reopen((evidence(9, at=LATER),), by=ANN, at=LATER)

    assert (idea.state, idea.revision, idea.review) == ("DRAFT", "2.0", "")
    assert idea.outcome == Outcome(
        OutcomeKind.DECLINED, "Tried last year.", "", NOON, R1
    )
    assert idea.events[-1] == events.IdeaReopened(
        idea="ideas/i1",
        revision="2.0",
        declined_because="Tried last year.",
        at=LATER,
    )


def test_an_idea_is_given_up_with_a_reason() -> None:
    idea = withdrawn()

    assert idea.outcome == Outcome(
        OutcomeKind.WITHDRAWN, "Somebody sells it.", "", NOON
    )
    assert idea.events[-1] == events.IdeaWithdrawn(
        idea="ideas/i1", revision="1.0", reason="Somebody sells it.", at=NOON
    )


def test_a_duplicate_says_where_the_rest_is() -> None:
    idea = duplicate()

    assert idea.duplicate_of == "ideas/i2"
    assert idea.events[-1] == events.IdeaMarkedDuplicate(
        idea="ideas/i1",
        duplicate_of="ideas/i2",
        moved_questions=1,
        moved_evidence=2,
        at=NOON,
    )


@pytest.mark.parametrize(
    ("begin", "by", "avoided"),
    [(approved, BEN, Money("USD", 70_000)), (launched, ANN, None)],
    ids=["paper", "out"],
)
def test_what_its_leader_kills_or_its_author_without_one_was_learnt(
    begin: Callable[[], Idea], by: Actor, avoided: Money | None
) -> None:
    idea = begin()

    idea.stop("Dull.", "Nobody cares.", by=by, at=LATER)

    assert (idea.state, idea.learning) == ("KILLED", "Nobody cares.")
    assert idea.outcome == Outcome(OutcomeKind.KILLED, "Dull.", "Nobody cares.", LATER)
    assert idea.events[-1] == events.IdeaStopped(
        idea="ideas/i1",
        experiment="",
        reason="Dull.",
        learning="Nobody cares.",
        avoided_build_cost=avoided,
        team=ANN.team,
        at=LATER,
    )


def test_an_idea_moves_on_the_roadmap_for_a_reason() -> None:
    idea, causes = draft(), ("ideas/i1/evidence/v2", "ideas/i1/evidence/v1")

    idea.prioritize(3, causes[1:], "They asked.", by=ANN, at=NOON)
    idea.prioritize(1, causes, "They begged.", by=BEN, at=LATER)

    assert (idea.priority, idea.priority_reason, idea.priority_evidence) == (
        1,
        "They begged.",
        causes,
    )
    assert idea.events[-1] == events.IdeaReprioritized(
        idea="ideas/i1",
        priority=1,
        previous_priority=3,
        evidence=causes,
        reason="They begged.",
        at=LATER,
    )


def test_a_split_door_leaves_smaller_ones_in_its_place() -> None:
    idea = draft()
    into = (replace(ONE_WAY, id="logo"), replace(TWO_WAY, id="words"))

    idea.split_door("brand", into, by=ANN, at=LATER, policy=POLICY)

    assert [(door.id, door.split_from) for door in idea.document.doors] == [
        ("logo", "brand"),
        ("words", "brand"),
        ("glue", ""),
    ]
    assert isinstance(idea.events[-1], events.IdeaUpdated)


@pytest.mark.parametrize("audience", FaqAudience)
def test_a_question_is_promoted_to_the_faq_it_belongs_to(
    audience: FaqAudience,
) -> None:
    idea, faq = draft(), Faq("q1", "And twins?", "Two tabs.")

    idea.promote(audience, faq, by=ANN, at=LATER, policy=POLICY)

    written = idea.document
    assert (written.customer_faqs[-1] == faq) == (audience is FaqAudience.CUSTOMER)
    assert (written.internal_faqs[-1] == faq) == (audience is FaqAudience.INTERNAL)


def test_an_idea_without_an_event_goes_quiet_and_says_so_once() -> None:
    idea = draft()
    due = idea.wake_at
    assert due == NOON + POLICY.quiet_after

    idea.wake(by=Actor("services/ideas"), at=due)

    assert idea.wake_at is None
    assert idea.events[-1] == events.IdeaWentQuiet(
        idea="ideas/i1",
        last_event_time=NOON,
        state="DRAFT",
        team=ANN.team,
        at=due,
    )
    idea.update(document(), by=ANN, at=due)
    assert idea.wake_at == due + POLICY.quiet_after


def test_what_is_final_never_goes_quiet() -> None:
    asleep = {state for state, build in IDEAS.items() if build().wake_at is None}

    assert asleep == FINAL


def test_a_declined_idea_says_why() -> None:
    assert declined().events[-1] == events.IdeaDeclined(
        idea="ideas/i1", revision="1.0", reason="Tried last year.", at=NOON
    )


def test_an_experiment_is_open_on_an_idea_until_it_ends() -> None:
    idea = approved()

    idea.experiment_started(E1, by=EXPERIMENTS, at=LATER)
    open_now = idea.experiment
    idea.experiment_aborted(E1, by=EXPERIMENTS, at=LATER)

    assert (open_now, idea.experiment) == (E1, "")
    assert idea.events[-2:] == [
        events.IdeaExperimenting(
            idea="ideas/i1",
            experiment=E1,
            leader=BEN.name,
            leader_vacant=False,
            at=LATER,
        ),
        events.IdeaBackToApproved(idea="ideas/i1", experiment=E1, at=LATER),
    ]


def test_the_next_experiment_waits_until_the_open_one_has_ended() -> None:
    idea = experimenting()

    [refused] = refusal(
        lambda: idea.experiment_started(E2, by=EXPERIMENTS, at=LATER), RuleBroken
    )

    assert refused.reason == "WRONG_STATE"
    assert idea.experiment == E1


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_another_experiment_changes_nothing(end: str) -> None:
    idea, before = experimenting(), experimenting()

    ENDS[end](idea, E2)

    assert idea == before
    assert idea.events == before.events


def test_what_scales_was_learnt() -> None:
    idea = scaling()

    assert (idea.learning, idea.experiment) == ("They love it.", "")
    assert idea.events[-1] == events.IdeaScaling(
        idea="ideas/i1", experiment=E1, learning="They love it.", at=NOON
    )
    assert idea.outcome == Outcome(
        OutcomeKind.SCALED, "experiments/e1 was decided so.", "They love it.", NOON, E1
    )


def test_what_is_killed_was_learnt() -> None:
    idea = killed()

    assert (idea.learning, idea.experiment) == ("Nobody noticed.", "")
    assert idea.events[-1] == events.IdeaKilled(
        idea="ideas/i1",
        experiment=E1,
        reason="experiments/e1 was decided so.",
        learning="Nobody noticed.",
        avoided_build_cost=Money("USD", 70_000),
        team=ANN.team,
        at=NOON,
    )


def test_a_child_goes_on_with_what_was_learnt() -> None:
    idea = experimenting()

    child = idea.pivot(E1, "i2", "They want a bag.", by=EXPERIMENTS, at=LATER)

    assert child is not None
    assert (child.pivoted_from, child.learning) == ("ideas/i1", "They want a bag.")
    assert (child.author, child.team) == (ANN.name, ANN.team)
    assert (child.state, child.revision) == (IdeaState.DRAFT, "1.0")
    assert child.document == idea.document
    assert [type(event) for event in child.events] == [events.IdeaCreated]


def test_a_pivoted_idea_names_its_child() -> None:
    idea = pivoted()

    assert (idea.learning, idea.experiment) == ("They want a bag.", "")
    assert idea.events[-1] == events.IdeaPivoted(
        idea="ideas/i1",
        experiment=E1,
        new_idea="ideas/i2",
        learning="They want a bag.",
        team=ANN.team,
        at=NOON,
    )


def test_the_leader_launches() -> None:
    idea = scaling()

    idea.launch(by=BEN, at=LATER)

    assert idea.launched
    assert (idea.leader, idea.document.leader) == ("", "")
    assert idea.events[-1] == events.IdeaLaunched(
        idea="ideas/i1",
        title="Boxes that fit",
        team=ANN.team,
        leader=BEN.name,
        at=LATER,
    )


@pytest.mark.parametrize("end", ["experiment_aborted", "pivot", "kill"])
def test_what_was_launched_lives_on_when_its_next_experiment_fails(end: str) -> None:
    idea = experimenting_again()

    ENDS[end](idea, E1)

    assert idea.state is IdeaState.LAUNCHED
    assert idea.events[-1] == events.IdeaBackToLaunched(
        idea="ideas/i1", experiment=E1, at=LATER
    )


def test_history_says_who_did_what() -> None:
    assert launched().history == [
        HistoryEntry(NOON, ANN.name, "IdeaCreated", "DRAFT"),
        HistoryEntry(NOON, ANN.name, "IdeaSubmitted", "SUBMITTED"),
        HistoryEntry(NOON, REVIEWS.name, "IdeaReviewStarted", "IN_REVIEW"),
        HistoryEntry(NOON, REVIEWS.name, "IdeaApproved", "APPROVED"),
        HistoryEntry(NOON, EXPERIMENTS.name, "IdeaExperimenting", "EXPERIMENTING"),
        HistoryEntry(NOON, EXPERIMENTS.name, "IdeaScaling", "SCALING"),
        HistoryEntry(NOON, BEN.name, "IdeaLaunched", "LAUNCHED"),
    ]


def test_edits_in_a_row_are_one_entry_of_the_history() -> None:
    idea = draft()
    for at in (NOON, LATER):
        idea.update(document(title=f"At {at}"), by=ANN, at=at)
    submit(idea, LATER)
    idea.recall("A typo.", by=ANN, at=LATER)
    idea.update(document(), by=ANN, at=LATER)

    assert idea.history == [
        HistoryEntry(NOON, ANN.name, "IdeaCreated", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaUpdated", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaSubmitted", "SUBMITTED"),
        HistoryEntry(LATER, ANN.name, "IdeaRecalled", "DRAFT"),
        HistoryEntry(LATER, ANN.name, "IdeaUpdated", "DRAFT"),
    ]
    assert len(idea.events) == 6


def test_an_approval_of_an_idea_without_a_known_cost_names_no_cap() -> None:
    idea = in_review()
    idea.document = replace(idea.document, cost_of_failure=None)

    idea.approve(decision(), by=REVIEWS, at=LATER)

    told = idea.events[-1]
    assert isinstance(told, events.IdeaApproved)
    assert told.loss_cap is None
