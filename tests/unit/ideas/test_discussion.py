"""What people can say about ideas."""

from dataclasses import replace

from chassis.domain import InvalidInput, NotAllowed, NotFound, RuleBroken
from services.ideas.application import discussion
from services.ideas.application.reading import question_named
from services.ideas.domain.document import Faq, FaqAudience
from services.ideas.domain.evidence import EvidenceKind
from tests.unit.ideas.support import (
    ANN,
    BEN,
    EVE,
    I1,
    I2,
    POLICY,
    answered,
    asked,
    co_written,
    declined,
    draft,
    duplicate,
    finding,
    in_review,
    killed,
    picture,
    reasons,
    refusal,
    subject,
    work_on,
)

Q1 = "ideas/i1/questions/q1"


def test_anyone_adds_evidence_in_any_state() -> None:
    for begin in (draft, in_review, declined, killed):
        work = work_on(begin(), EVE)

        given = discussion.create_evidence(work, "i1", "", finding())
        chosen = discussion.create_evidence(work, "i1", "heard", finding())

        assert given.name == "ideas/i1/evidence/i2"
        assert (chosen.name, chosen.creator) == ("ideas/i1/evidence/heard", EVE.name)


def test_evidence_on_a_duplicate_belongs_elsewhere() -> None:
    work = work_on(duplicate(), EVE)

    assert reasons(
        lambda: discussion.create_evidence(work, "i1", "", finding()), RuleBroken
    ) == ["WRONG_STATE"]


def test_the_result_of_an_experiment_is_added_by_the_service_only() -> None:
    work = work_on(draft(), ANN)
    result = finding(kind=EvidenceKind.EXPERIMENT)

    [refused] = refusal(
        lambda: discussion.create_evidence(work, "i1", "", result), InvalidInput
    )

    assert (refused.reason, refused.subject) == (
        "EVIDENCE_KIND_RESERVED",
        "evidence.kind",
    )


def test_only_authors_invent_on_the_customers_behalf() -> None:
    invented = finding(
        kind=EvidenceKind.INVENTED_ON_BEHALF, invented_because="Too new."
    )
    work = work_on(draft(), ANN)

    assert reasons(
        lambda: discussion.create_evidence(work.by(EVE), "i1", "", invented),
        NotAllowed,
    ) == ["NOT_AUTHOR"]
    assert discussion.create_evidence(work, "i1", "", invented).idea == I1


def test_anyone_asks_and_insiders_answer() -> None:
    work = work_on(draft(), EVE)

    question = discussion.create_question(work, "i1", "q1", "And twins?")
    assert question.state == "OPEN"
    assert reasons(
        lambda: discussion.answer_question(work, Q1, "", "Two tabs."), NotAllowed
    ) == ["NOT_AUTHOR"]
    first = discussion.answer_question(work.by(ANN), Q1, "", "Two tabs.")
    assert (first.state, first.answerer) == ("ANSWERED", ANN.name)
    better = discussion.answer_question(work.by(BEN), Q1, "", "Three.")

    assert (better.answer, better.answerer) == ("Three.", BEN.name)


def test_what_has_ended_is_asked_no_more() -> None:
    work = work_on(killed(), EVE)

    assert reasons(
        lambda: discussion.create_question(work, "i1", "", "Why?"), RuleBroken
    ) == ["WRONG_STATE"]


def test_an_answer_becomes_part_of_the_faq() -> None:
    work = work_on(co_written(), ANN)
    work.questions.add(answered())
    work.questions.add(answered(2))

    question, idea = discussion.promote_question(
        work, Q1, "", FaqAudience.INTERNAL, "", policy=POLICY
    )
    _, again = discussion.promote_question(
        work, f"{I1}/questions/q2", "", FaqAudience.CUSTOMER, "twins", policy=POLICY
    )

    assert (question.state, question.faq) == ("PROMOTED", "q1")
    assert idea.document.internal_faqs[-1] == Faq(
        "q1", "And with 1 children?", "Two tabs."
    )
    assert again.document.customer_faqs[-1].id == "twins"


def promote(work: object) -> object:
    return discussion.promote_question(
        work,  # type: ignore[arg-type]
        Q1,
        "",
        FaqAudience.CUSTOMER,
        "",
        policy=POLICY,
    )


def test_only_answers_to_drafts_are_promoted() -> None:
    frozen, waiting, strange = (
        work_on(idea, by)
        for idea, by in ((in_review(), ANN), (draft(), ANN), (draft(), EVE))
    )
    frozen.questions.add(answered())
    waiting.questions.add(asked())
    strange.questions.add(answered())

    assert reasons(lambda: promote(frozen), RuleBroken) == ["REVISION_IMMUTABLE"]
    assert reasons(lambda: promote(waiting), RuleBroken) == ["WRONG_STATE"]
    assert reasons(lambda: promote(strange), NotAllowed) == ["NOT_AUTHOR"]
    assert frozen.questions.get("q1").state == "ANSWERED"


def test_one_person_has_one_vote() -> None:
    work = work_on(draft(), EVE)
    work.questions.add(asked())

    for by in (EVE, EVE, BEN):
        question = discussion.upvote_question(work.by(by), Q1)

    assert question.voters == (EVE.name, BEN.name)


def test_what_is_in_the_faq_needs_no_votes() -> None:
    work = work_on(draft(), ANN)
    work.questions.add(answered())
    promote(work)

    assert reasons(lambda: discussion.upvote_question(work, Q1), RuleBroken) == [
        "WRONG_STATE"
    ]


def test_a_question_that_moved_is_found_under_both_names() -> None:
    work = work_on(replace(draft(), id="i2"), ANN)
    question = work.questions.add(asked())
    question.move(subject(I2), by=ANN, at=question.created_at)

    assert question_named(work, Q1) is question_named(work, f"{I2}/questions/q1")
    for name in ("ideas/i3/questions/q1", f"{I1}/questions/q9"):
        assert reasons(lambda name=name: question_named(work, name), NotFound) == [  # type: ignore[misc]
            "QUESTION_NOT_FOUND"
        ]


def test_a_question_that_moved_is_answered_under_its_old_name() -> None:
    work = work_on(draft(), ANN)
    question = work.questions.add(asked(idea=I2))
    question.move(subject(I1), by=ANN, at=question.created_at)

    said = discussion.answer_question(work, f"{I2}/questions/q1", "", "Two tabs.")

    assert said.answer == "Two tabs."


def test_authors_draw() -> None:
    work = work_on(co_written(), ANN)
    two = replace(POLICY, visuals_limit=2)

    first = discussion.create_visual(work, "i1", "", picture(), two)
    discussion.create_visual(work, "i1", "hand", picture(), two)

    assert (first.name, first.creator) == ("ideas/i1/visuals/i2", ANN.name)
    assert reasons(
        lambda: discussion.create_visual(work, "i1", "", picture(), two), InvalidInput
    ) == ["TOO_MANY_VISUALS"]
    assert reasons(
        lambda: discussion.create_visual(work.by(EVE), "i1", "", picture(), two),
        NotAllowed,
    ) == ["NOT_AUTHOR"]


def test_a_frozen_document_is_drawn_no_more() -> None:
    work = work_on(in_review(), ANN)

    assert reasons(
        lambda: discussion.create_visual(work, "i1", "", picture(), POLICY), RuleBroken
    ) == ["REVISION_IMMUTABLE"]
