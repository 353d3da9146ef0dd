"""Ways around the rules of ideas, each of which is closed.

Each test does what somebody would do who wants the result of a rule without what it
asks for.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.domain import Actor, InvalidInput, RuleBroken
from chassis.labels import Label
from chassis.money import Money
from chassis.words import answers, states
from services.ideas.application import commands, discussion, reactions
from services.ideas.domain.advice import advice
from services.ideas.domain.completeness import gaps
from services.ideas.domain.document import (
    Bet,
    Customer,
    Document,
    DoorKind,
    Faq,
    FiveQuestions,
    ManualSection,
    ManualStage,
    RejectedOption,
    Undo,
    UserManual,
)
from services.ideas.domain.dossier import Dossier
from services.ideas.domain.evidence import EvidenceKind, EvidenceResult
from services.ideas.domain.idea import Idea
from services.ideas.domain.profile import Profile
from services.ideas.domain.submission import ReviewPolicy, Submission
from services.ideas.domain.submitting import snapshot_of
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CARA,
    E1,
    EVE,
    EXPERIMENTS,
    I1,
    I2,
    LATER,
    MANUAL,
    NOON,
    ONE_WAY,
    POLICY,
    REVIEWS,
    TWO_WAY,
    UNDO,
    answered,
    approved,
    asked,
    co_written,
    decision,
    declined,
    document,
    dossier,
    draft,
    evidence,
    finding,
    in_review,
    launched,
    press_release,
    reasons,
    refusal,
    scaling,
    submit,
    submitted,
    two_way,
    vacant,
    withdrawn,
    work_on,
)

DAY = timedelta(days=1)


def submission(idea: Idea, said: Dossier | None = None) -> Submission:
    return idea.submission(said or dossier(), LATER, POLICY)


def found(idea: Idea, said: Dossier | None = None) -> list[str]:
    return [violation.reason for violation in gaps(submission(idea, said))]


# Questions


def test_a_co_author_who_was_taken_off_the_list_asks_no_hard_question() -> None:
    idea = co_written()
    idea.update(None, Profile(), by=ANN, at=NOON)
    said = dossier(questions=tuple(answered(n, by=CARA) for n in range(3)))

    assert idea.authors == (ANN.name,)
    assert idea.writers == (ANN.name, CARA.name)
    assert found(idea, said) == ["NO_HARD_QUESTION"]
    idea.update(None, Profile(co_authors=(CARA.name,)), by=ANN, at=LATER)
    assert idea.past_authors == (), "nobody is there twice"


def test_whoever_becomes_a_co_author_later_has_asked_no_hard_question() -> None:
    idea = draft()
    idea.update(None, Profile(co_authors=(EVE.name,)), by=ANN, at=NOON)

    assert found(idea) == ["NO_HARD_QUESTION"]


def test_reviews_hear_of_everybody_who_ever_wrote_it() -> None:
    idea = co_written()
    idea.update(None, Profile(), by=ANN, at=NOON)

    submit(idea)

    assert idea.events[-1].co_authors == (CARA.name,)  # type: ignore[attr-defined]


def test_whoever_is_to_lead_it_asks_no_hard_question() -> None:
    said = dossier(questions=tuple(answered(n, by=BEN) for n in range(3)))

    assert found(draft(), said) == ["NO_HARD_QUESTION"]


def test_an_answer_of_the_asker_is_none() -> None:
    said = dossier(questions=tuple(answered(n, answerer=EVE) for n in range(3)))

    assert found(draft(), said) == ["NO_HARD_QUESTION"]


def test_one_question_of_three_people_is_one_question() -> None:
    people = (EVE, CARA, Actor("people/fay"))
    same = tuple(
        answered(n, by=by, text="What  if it RAINS" + "?" * n)
        for n, by in enumerate(people)
    )

    [refused] = gaps(submission(draft(), dossier(questions=(asked(9), *same))))

    assert refused.reason == "NO_HARD_QUESTION"
    assert "Different questions of others with an answer: 1." in refused.description
    assert "These wait for an answer: 'And with 9 children?'." in refused.description


@pytest.mark.parametrize("words", [".", "  ", "?!", "TBD", "n/a", "To do.", "…"])
def test_words_that_say_nothing_are_refused_where_people_rely_on_them(
    words: str,
) -> None:
    work = work_on(draft(), ANN)
    work.questions.add(asked())
    name = f"{I1}/questions/q1"

    for act, field in (
        (lambda: discussion.answer_question(work, name, "", words), "answer"),
        (lambda: discussion.create_question(work, "i1", "", words), "question.text"),
        (lambda: evidence(summary=words), "evidence.summary"),
        (lambda: submitted().recall(words, by=ANN, at=LATER), "reason"),
        (lambda: draft().withdraw(words, by=ANN, at=LATER), "reason"),
        (lambda: approved().stop(words, "We know.", by=BEN, at=LATER), "reason"),
        (lambda: draft().prioritize(1, (), words, by=ANN, at=LATER), "reason"),
    ):
        [refused] = refusal(act, InvalidInput)
        assert (refused.reason, refused.subject) == ("TEXT_SAYS_NOTHING", field)
    assert work.questions.by_id.keys() == {"q1"}


def test_an_answer_may_be_short_and_a_statement_says_more() -> None:
    assert all(map(answers, ("No.", "Nothing.", "7", "無料")))
    assert not any(map(states, ("No.", "None", "nothing!", "I don't know.")))
    assert states("None of the boxes fits.")


# The document

SAYS_NOTHING = "TBD."


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            document(press_release=press_release(benefit=SAYS_NOTHING)),
            "PRESS_RELEASE_MISSING",
        ),
        (
            document(five_questions=FiveQuestions("We", "It", "None.", "So", "Tab")),
            "FIVE_QUESTIONS_UNANSWERED",
        ),
        (
            document(customer=Customer("Parents", "-", "Open it")),
            "CUSTOMER_NOT_SPECIFIC",
        ),
        (
            document(
                customer_faqs=tuple(
                    Faq(f.id, "", "…") for f in document().customer_faqs
                )
            ),
            "FAQ_MISSING_REQUIRED",
        ),
        (document(rejected_options=(RejectedOption("", ""),)), "FAQ_MISSING_REQUIRED"),
        (document(debated_topics=("?",)), "FAQ_MISSING_REQUIRED"),
        (document(mlp_features=("tbd",)), "FAQ_MISSING_REQUIRED"),
        (document(doors=(replace(ONE_WAY, decision="."),)), "FAQ_MISSING_REQUIRED"),
        (
            document(
                user_manual=UserManual(ManualStage.OUTLINED, (ManualSection(" "),))
            ),
            "MANUAL_NOT_OUTLINED",
        ),
        (
            document(
                doors=(ONE_WAY, replace(TWO_WAY, undo=Undo(".", Money("USD"), 0)))
            ),
            "TWO_WAY_DOOR_WITHOUT_WAY_BACK",
        ),
    ],
)
def test_a_placeholder_completes_nothing(written: Document, reason: str) -> None:
    idea = draft()
    idea.document = written

    assert found(idea) == [reason]


def test_a_note_of_a_dot_is_no_search_for_contradiction() -> None:
    agreeing = dossier(evidence=tuple(map(evidence, range(3))))

    assert found(draft(contradiction_sought="."), agreeing) == [
        "ONLY_SUPPORTING_EVIDENCE"
    ]


@pytest.mark.parametrize(
    "segment",
    ["Everyone.", "all people", "Every customer", "the public", "Our users", "PEOPLE!"],
)
def test_everyone_by_another_name_is_everyone(segment: str) -> None:
    whole = replace(document().customer, segment=segment)

    assert found(draft(customer=whole)) == ["CUSTOMER_NOT_SPECIFIC"]
    assert found(draft(customer=replace(whole, segment=f"{segment} in Ghent"))) == []


def test_the_ways_back_together_cost_no_more_than_may_be_lost() -> None:
    doors = tuple(replace(TWO_WAY, id=f"d{n}", decision=f"Door {n}.") for n in (1, 2))

    [refused] = gaps(submission(draft(doors=doors)))

    assert refused.reason == "TWO_WAY_DOOR_WITHOUT_WAY_BACK"
    assert "all doors together cost USD 1,800, above the loss cap of USD 900." in (
        refused.description
    )


# Evidence


def test_one_conversation_told_three_times_is_one() -> None:
    against = EvidenceResult.CONTRADICTS
    words = ("One hand.", "one  HAND", "One hand!")
    same = tuple(
        evidence(n, summary=text, result=against) for n, text in enumerate(words)
    )

    what = submission(draft(), dossier(evidence=same))

    [refused] = gaps(what)
    assert refused.reason == "NO_CUSTOMER_EVIDENCE"
    assert "from customers: 1; needed: 3." in refused.description
    assert what.dossier.conversations == 1


def test_one_conversation_in_other_words_is_one() -> None:
    same = tuple(
        evidence(n, source="A call in Ghent", observed_at=NOON) for n in range(3)
    )
    others = tuple(
        evidence(n, source="A call in Ghent", observed_at=NOON - n * DAY)
        for n in range(3)
    )

    assert len(dossier(evidence=same).from_customers) == 1
    assert len(dossier(evidence=others).from_customers) == 3


def test_one_experiment_over_pivots_and_duplicates_is_one_piece() -> None:
    kind = EvidenceKind.EXPERIMENT
    first = evidence(1, kind=kind, experiment=E1)
    again = first.copied("v2", I1, by=ANN, at=LATER)
    other = evidence(3, kind=kind, experiment="experiments/e9", summary="[erased]")

    assert len(dossier(evidence=(other, again, first)).from_customers) == 2


def test_evidence_from_the_future_is_refused() -> None:
    work = work_on(draft(), EVE)
    tomorrow = finding(observed_at=work.now + DAY)

    [refused] = refusal(
        lambda: discussion.create_evidence(work, "i1", "", tomorrow), InvalidInput
    )

    assert refused.reason == "EVIDENCE_IN_FUTURE"
    assert refused.subject == "evidence.observe_time"
    soon = finding(observed_at=work.now + timedelta(seconds=30))
    assert discussion.create_evidence(work, "i1", "", soon).finding == soon


def test_what_an_experiment_taught_is_kept_whatever_its_words() -> None:
    kept = evidence(kind=EvidenceKind.EXPERIMENT, summary="TBD")

    assert kept.finding.summary == "TBD", "it was said elsewhere: it is not refused"


OLD = evidence(1, summary="She has three children.")


@pytest.mark.parametrize(
    "piece",
    [
        evidence(2, at=LATER, summary="She has THREE children"),
        evidence(2, at=LATER, observed_at=NOON - DAY),
        evidence(2, at=LATER, kind=EvidenceKind.SURVEY),
        evidence(2, at=LATER, kind=EvidenceKind.DATA_ANALYSIS),
        evidence(
            2,
            at=LATER,
            kind=EvidenceKind.INVENTED_ON_BEHALF,
            invented_because="Too early to ask.",
        ),
    ],
    ids=["a repeat", "seen before", "a survey", "an analysis", "an invention"],
)
def test_a_declined_idea_comes_back_with_something_learnt_since(piece: object) -> None:
    work = work_on(declined(), ANN)
    for one in (OLD, piece):
        work.evidence.add(one)  # type: ignore[arg-type]

    [refused] = refusal(lambda: commands.reopen_idea(work, "i1", ""), RuleBroken)
    assert refused.reason == "REOPEN_NEEDS_NEW_EVIDENCE"
    text = "Surveys, analyses, inventions and repeats do not count."
    assert text in refused.description
    work.evidence.add(evidence(3, at=LATER, summary="She has four."))
    assert commands.reopen_idea(work, "i1", "").state == "DRAFT"


def test_evidence_that_a_duplicate_brings_along_is_as_old_as_it_was() -> None:
    work = work_on(declined(), ANN)
    other = draft()
    other.id = "i2"
    work.ideas.add(other)
    work.evidence.add(evidence(4, idea=I2))
    commands.mark_duplicate(work, "i2", "", I1)

    assert reasons(lambda: commands.reopen_idea(work, "i1", ""), RuleBroken) == [
        "REOPEN_NEEDS_NEW_EVIDENCE"
    ]


# Doors


def back_to_draft() -> Idea:
    idea = submitted()
    idea.recall("A typo.", by=ANN, at=NOON)
    return idea


@pytest.mark.parametrize(
    "door",
    [
        replace(ONE_WAY, kind=DoorKind.TWO_WAY, undo=replace(UNDO, cost=Money("USD"))),
        replace(
            ONE_WAY,
            id="name",
            kind=DoorKind.TWO_WAY,
            undo=replace(UNDO, cost=Money("USD")),
        ),
    ],
    ids=["same id", "same words"],
)
def test_a_one_way_door_is_not_relabelled_after_it_was_submitted(door: object) -> None:
    idea = back_to_draft()
    written = replace(idea.document, doors=(door, TWO_WAY))  # type: ignore[arg-type]
    idea.update(written, by=ANN, at=LATER)

    [refused] = gaps(submission(idea))

    assert submission(idea).path is ReviewPolicy.LIGHT
    assert refused.reason == "ONE_WAY_DOOR_RELABELLED"
    assert "'Call it Fit.' (" in refused.description


def test_a_one_way_door_is_not_split_into_itself() -> None:
    idea, free = draft(), replace(UNDO, cost=Money("USD"))
    into = (
        replace(TWO_WAY, id="brand", decision="Call it Fit, first.", undo=free),
        replace(TWO_WAY, id="logo", decision="Draw a logo.", undo=free),
    )
    idea.split_door("brand", into, by=ANN, at=LATER, policy=POLICY)

    assert found(idea) == ["ONE_WAY_DOOR_RELABELLED"]


def test_readers_hear_of_a_one_way_door_that_was_split_away_or_dropped() -> None:
    split, dropped = draft(), back_to_draft()
    free = replace(UNDO, cost=Money("USD"))
    into = tuple(
        replace(TWO_WAY, id=one, decision=f"Call it {one}.", undo=free) for one in "ab"
    )
    split.split_door("brand", into, by=ANN, at=LATER, policy=POLICY)
    dropped.update(two_way(), by=ANN, at=LATER)

    for idea in (split, dropped):
        what = submission(idea)
        [warning] = advice(what)
        assert (what.path, gaps(what)) == (ReviewPolicy.LIGHT, [])
        assert warning.reason == "ONE_WAY_DOOR_GONE"
        assert "not any more: 'Call it Fit.' (brand)." in warning.description
    assert advice(submission(back_to_draft())) == []
    assert len(submission(split).one_way_before) == 1


def test_doors_are_not_changed_by_a_patch_after_the_approval() -> None:
    for build in (approved, scaling, launched):
        idea = build()
        fewer = replace(idea.document, doors=(TWO_WAY,), user_manual=MANUAL)

        assert reasons(
            lambda idea=idea, fewer=fewer: idea.update(fewer, by=ANN, at=LATER),  # type: ignore[misc]
            RuleBroken,
        ) == ["REVISION_IMMUTABLE"]


def test_what_a_review_returned_is_not_submitted_unchanged() -> None:
    idea = in_review()
    idea.send_back(decision(), by=REVIEWS, at=NOON)

    assert found(idea) == ["NOTHING_CHANGED"]
    more = dossier(questions=(answered(4), *dossier().questions))
    assert found(idea, more) == []
    submit_anew = replace(idea.document, competitor_notes="They glue.")
    idea.update(submit_anew, by=ANN, at=LATER)
    assert found(idea) == []
    submit(idea)
    assert idea.returned == ""


# People


@pytest.mark.parametrize("build", [approved, vacant, scaling, launched])
def test_whoever_decided_about_a_one_way_door_does_not_lead_it(
    build: Callable[[], Idea],
) -> None:
    idea = build()
    idea.decider = EVE.name
    by = Actor(idea.leader or ANN.name)

    for act in (idea.assign_leader, idea.transfer_leader):
        [refused] = refusal(
            lambda act=act: act(EVE.name, None, by=by, at=LATER),  # type: ignore[misc]
            RuleBroken,
        )
        assert refused.reason == "LEADER_IS_DECIDER"


def test_only_the_decider_of_a_full_review_is_kept_out() -> None:
    light, full = in_review(), in_review()

    said = decision(decider=EVE.name)
    full.approve(said, by=REVIEWS, at=NOON)
    light.approve(replace(said, is_full=False), by=REVIEWS, at=NOON)

    assert (full.decider, light.decider) == (EVE.name, "")
    light.transfer_leader(EVE.name, None, by=BEN, at=LATER)
    assert light.leader == EVE.name


def test_a_leader_who_hands_over_to_themself_leads_no_later() -> None:
    idea = approved()

    idea.transfer_leader(BEN.name, None, by=BEN, at=LATER)

    assert (idea.leads, idea.leader_since) == (BEN.name, NOON)


def test_a_team_does_not_grow_over_its_limit_after_the_submission() -> None:
    people = tuple(f"people/p{n}" for n in range(30))
    for profile in (Profile(members=people), Profile(co_authors=people[:10])):
        idea = in_review()

        [refused] = refusal(
            lambda idea=idea, profile=profile: idea.update(  # type: ignore[misc]
                None, profile, by=ANN, at=LATER
            ),
            RuleBroken,
        )
        assert refused.reason == "TEAM_OVER_TWO_PIZZAS"
    draft().update(None, Profile(members=people), by=ANN, at=LATER)


def test_authors_and_the_leader_are_in_the_team() -> None:
    idea = draft()
    members = tuple(f"people/p{n}" for n in range(7))
    idea.profile = Profile(members=(ANN.name, *members), co_authors=(CARA.name,))
    assert found(idea) == []

    idea.profile = replace(idea.profile, members=(*members, "people/p8"))
    idea.profile = replace(idea.profile, co_authors=(CARA.name, "people/q1"))

    assert found(idea) == ["TEAM_OVER_TWO_PIZZAS"]


# Time


def test_building_that_began_is_not_unsaid() -> None:
    idea = draft()
    idea.update(None, Profile(build_started_at=NOON - DAY), by=ANN, at=NOON)
    assert found(idea) == ["ALREADY_DECIDED"]

    for said in (None, LATER + DAY):
        [refused] = refusal(
            lambda said=said: idea.update(  # type: ignore[misc]
                None, Profile(build_started_at=said), by=ANN, at=LATER
            ),
            RuleBroken,
        )
        assert refused.reason == "BUILD_START_STAYS"
    idea.update(None, Profile(build_started_at=NOON - 2 * DAY), by=ANN, at=LATER)


def test_a_start_that_is_planned_may_be_postponed() -> None:
    idea = draft()
    idea.update(None, Profile(build_started_at=LATER + DAY), by=ANN, at=NOON)

    idea.update(None, Profile(build_started_at=LATER + 2 * DAY), by=ANN, at=LATER)

    assert found(idea) == []


def promised(state: str = "APPROVED") -> Idea:
    """Return an idea that is not to be judged yet, whose author took that back."""
    idea = in_review()
    idea.profile = Profile(patience_until=LATER + DAY)
    idea.approve(decision(), by=REVIEWS, at=NOON)
    idea.update(None, Profile(), by=ANN, at=NOON)
    if state == "SCALING":
        idea.experiment_started(E1, by=EXPERIMENTS, at=NOON)
        idea.scale(E1, "Yes, it fits.", by=EXPERIMENTS, at=NOON)
    return idea


ENDINGS: tuple[Callable[[datetime, list[Label]], None], ...] = (
    lambda at, coes: promised().stop("No.", "It.", coes, by=BEN, at=at),
    lambda at, coes: promised("SCALING").stop("No.", "It.", coes, by=BEN, at=at),
    lambda at, coes: promised().withdraw("No.", coes, by=ANN, at=at),
)


@pytest.mark.parametrize("end", ENDINGS)
def test_an_idea_is_not_ended_before_its_patience_is_over(
    end: Callable[[datetime, list[Label]], None],
) -> None:
    [refused] = refusal(lambda: end(LATER, []), RuleBroken)

    assert refused.reason == "KILL_BEFORE_PATIENCE"
    assert "before 2026-03-03 13:00 UTC" in refused.description
    end(LATER + DAY, [])
    end(LATER, [Label("coes/c1", "Wrong boxes")])


def test_a_draft_with_patience_may_be_given_up() -> None:
    idea = draft()
    idea.profile = Profile(patience_until=LATER + DAY)

    idea.withdraw("No.", by=ANN, at=LATER)

    assert idea.state == "WITHDRAWN"


# What is out, what has ended


@pytest.mark.parametrize(
    "manual",
    [UserManual(), UserManual(ManualStage.WRITTEN, (ManualSection("Opening", "."),))],
)
def test_what_is_out_keeps_its_manual(manual: UserManual) -> None:
    idea = launched()
    less = replace(idea.document, user_manual=manual)

    assert reasons(lambda: idea.update(less, by=ANN, at=LATER), RuleBroken) == [
        "MANUAL_NOT_WRITTEN"
    ]
    idea.update(None, Profile(business_unit="Homes"), by=ANN, at=LATER)


def test_a_launch_names_the_sections_that_say_nothing() -> None:
    idea = scaling()
    sections = (ManualSection("Opening", "TBD"), ManualSection("", " "))
    manual = UserManual(ManualStage.WRITTEN, sections)
    idea.document = replace(idea.document, user_manual=manual)

    [refused] = refusal(lambda: idea.launch(by=BEN, at=LATER), RuleBroken)

    assert refused.reason == "MANUAL_NOT_WRITTEN"
    assert "These sections have no text: Opening, section 2." in refused.description


def test_an_idea_is_no_duplicate_of_one_that_has_ended() -> None:
    idea, ended = draft(), withdrawn()
    ended.id = "i2"

    [refused] = refusal(lambda: idea.allow_duplicate(ended, by=ANN), RuleBroken)

    assert refused.reason == "DUPLICATE_TARGET_INVALID"
    assert "'Boxes that fit' (ideas/i2) is WITHDRAWN" in refused.description


def test_the_same_evidence_moves_an_idea_once() -> None:
    idea, one, two = draft(), f"{I1}/evidence/v1", f"{I1}/evidence/v2"
    idea.prioritize(3, (one, two), "They asked.", by=ANN, at=NOON)

    [refused] = refusal(
        lambda: idea.prioritize(1, (two,), "Again.", by=ANN, at=LATER), RuleBroken
    )

    assert refused.reason == "PRIORITY_NEEDS_NEW_EVIDENCE"
    idea.prioritize(1, (two, f"{I1}/evidence/v3"), "More.", by=ANN, at=LATER)


def test_a_question_that_moves_brings_its_answer_along() -> None:
    work = work_on(draft(), ANN)
    other = draft(title="Bags")
    other.id, other.revision = "i2", "1.3"
    work.ideas.add(other)
    work.questions.add(answered())
    work.questions.add(asked(2))
    for question in work.questions.by_id.values():
        question.events.clear()

    commands.mark_duplicate(work, "i1", "", I2)

    told = [type(e).__name__ for e in work.questions.get("q1").events]
    assert told == ["IdeaQuestionAsked", "IdeaQuestionAnswered"]
    [waits] = work.questions.get("q2").events
    assert (waits.idea, waits.title, waits.revision) == (I2, "Bags", "1.3")  # type: ignore[attr-defined]


def test_an_idea_does_not_end_while_evidence_is_being_looked_for() -> None:
    work = work_on(approved(), EXPERIMENTS)
    idea = work.ideas.get("i1")
    for _ in range(2):
        reactions.supporting_started(work, "i1", Label(E1, "Torn boxes"))
    reactions.supporting_started(work, "i9", Label(E1, "Torn boxes"))

    for act in (
        lambda: idea.stop("No.", "It.", by=BEN, at=LATER),
        lambda: idea.withdraw("No.", by=ANN, at=LATER),
    ):
        [refused] = refusal(act, RuleBroken)
        assert refused.reason == "EXPERIMENT_OPEN"
        text = f"open on 'Boxes that fit' (ideas/i1): 'Torn boxes' ({E1})."
        assert text in refused.description
    result = reactions.Result(E1, reactions.Verdict.KILL, "No.", is_supporting=True)
    reactions.experiment_decided(work, "i1", result)
    reactions.supporting_started(work, "i1", Label("experiments/e7", "Bags"))
    reactions.experiment_aborted(work, "i1", "experiments/e7")

    idea.stop("No.", "It.", by=BEN, at=LATER)
    assert idea.state == "KILLED"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Boxes that fit well"},
        {"leader": CARA.name},
        {"doors": (replace(TWO_WAY, id="other"),)},
        {"user_manual": UserManual(ManualStage.OUTLINED)},
        {"bet": Bet(win_probability=0.1)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_part_of_the_document_is_a_change(changes: dict[str, Any]) -> None:
    idea = in_review()
    idea.send_back(decision(), by=REVIEWS, at=NOON)
    [refused] = gaps(submission(idea))
    assert "neither the document nor its evidence" in refused.description

    idea.document = replace(idea.document, **changes)

    assert "NOTHING_CHANGED" not in found(idea)


def test_a_circle_of_duplicates_is_not_closed() -> None:
    idea, other = draft(), draft(title="Bags")
    other.id, other.duplicate_of = "i2", I1

    [refused] = refusal(lambda: idea.allow_duplicate(other, by=ANN), RuleBroken)

    assert refused.reason == "DUPLICATE_TARGET_INVALID"
    assert refused.description == (
        "'Bags' (ideas/i2) is a duplicate of 'Boxes that fit' (ideas/i1) already, "
        "which is the one that stays. Leave it, or name a third idea."
    )


def test_a_pivot_without_a_change_is_not_submitted() -> None:
    idea = approved()
    idea.experiment_started(E1, by=EXPERIMENTS, at=NOON)
    child = idea.pivot(E1, "i2", "They want a bag.", by=EXPERIMENTS, at=LATER)
    assert child is not None

    assert found(child) == ["NOTHING_CHANGED"]
    child.update(document(title="Bags that fit"), by=ANN, at=LATER)
    assert found(child) == []


def test_a_trend_that_was_taken_off_stays_in_the_scope_of_checks() -> None:
    idea = draft()

    for trends in (("ml_ai",), ("iot",), ()):
        profile = replace(idea.profile, trend_tags=trends)
        idea.update(None, profile, by=ANN, at=NOON)

    assert submission(idea).tags == ("ml_ai", "iot")
    assert snapshot_of(submission(idea)).tags == ("ml_ai", "iot")
