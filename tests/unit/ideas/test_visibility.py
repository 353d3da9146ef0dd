"""Ideas that only their team may know of: VISIBILITY_TEAM."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chassis.domain import Actor, NotFound, Query, RuleBroken
from services.ideas.application import commands, discussion, documents, relatives
from services.ideas.application.reading import question_named
from services.ideas.domain import events
from services.ideas.domain.document import FaqAudience
from services.ideas.domain.idea import Idea
from services.ideas.domain.profile import Profile, Visibility
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CARA,
    EVE,
    I2,
    LATER,
    NOON,
    POLICY,
    REVIEWS,
    WorkInMemory,
    answered,
    declined,
    document,
    draft,
    finding,
    full_work_on,
    hidden,
    in_review,
    picture,
    reasons,
    refusal,
    withdrawn,
    work_on,
)

TEAM, COMPANY = (
    Profile(visibility=one) for one in (Visibility.TEAM, Visibility.COMPANY)
)
GUS = Actor("people/gus", "teams/garden")
HAL = Actor("people/hal")
Q1 = "ideas/i1/questions/q1"


def shown_to_some() -> Idea:
    """Return a hidden draft with a co-author, a member and a reader elsewhere."""
    profile = replace(TEAM, co_authors=(CARA.name,), members=(GUS.name,))
    idea = Idea.create("i1", document(), profile, by=ANN, at=NOON)
    idea.share((HAL.name,), "", by=ANN, at=NOON)
    return idea


@pytest.mark.parametrize("by", [ANN, BEN, CARA, GUS, HAL])
def test_a_hidden_idea_is_known_to_its_team_and_its_people(by: Actor) -> None:
    assert shown_to_some().is_visible_to(by)


@pytest.mark.parametrize("by", [EVE, Actor("people/ivy"), REVIEWS])
def test_a_hidden_idea_is_unknown_to_others(by: Actor) -> None:
    assert not shown_to_some().is_visible_to(by)
    assert draft().is_visible_to(by)


def test_a_person_without_a_team_is_in_no_team() -> None:
    idea = Idea.create("i1", document(), TEAM, by=HAL, at=NOON)

    assert idea.audience == (HAL.name,)
    assert not idea.is_visible_to(Actor("people/ivy"))


CALLS: dict[str, Callable[[WorkInMemory], object]] = {
    "update": lambda work: commands.update_idea(
        work, "i1", "9", lambda _: (None, None), POLICY
    ),
    "share": lambda work: commands.share_idea(work, "i1", "9", (), ""),
    "lint": lambda work: commands.lint_idea(work, "i1", POLICY),
    "submit": lambda work: commands.submit_idea(work, "i1", "9", POLICY),
    "recall": lambda work: commands.recall_idea(work, "i1", "9", "No."),
    "reopen": lambda work: commands.reopen_idea(work, "i1", "9"),
    "withdraw": lambda work: commands.withdraw_idea(work, "i1", "9", "No."),
    "duplicate": lambda work: commands.mark_duplicate(work, "i1", "9", I2),
    "target": lambda work: commands.mark_duplicate(work, "i2", "", "ideas/i1"),
    "assign": lambda work: commands.assign_leader(work, "i1", "9", EVE.name),
    "transfer": lambda work: commands.transfer_leader(work, "i1", "9", EVE.name),
    "split": lambda work: commands.split_door(
        work, "i1", "9", "brand", (), policy=POLICY
    ),
    "launch": lambda work: commands.launch_idea(work, "i1", "9"),
    "kill": lambda work: commands.kill_idea(work, "i1", "9", "Dull.", "So?"),
    "prioritize": lambda work: commands.prioritize_idea(
        work, "i1", "9", 1, evidence=(), reason="Now."
    ),
    "similar": lambda work: relatives.similar_to(work, "i1"),
    "lineage": lambda work: relatives.lineage_of(work, "i1"),
    "diff": lambda work: documents.changes_between(work, "i1", "1.0", ""),
    "export": lambda work: documents.exported(work, "i1", ""),
    "evidence": lambda work: discussion.create_evidence(work, "i1", "", finding()),
    "question": lambda work: discussion.create_question(work, "i1", "", "Why?"),
    "visual": lambda work: discussion.create_visual(work, "i1", "", picture(), POLICY),
    "seen": lambda work: work.ideas.seen("i1"),
    "parent of a list": lambda work: work.ideas.get("i1"),
}
"""Every use case that names an idea, with an old etag where it takes one."""

QUESTIONS: dict[str, Callable[[WorkInMemory], object]] = {
    "get": lambda work: question_named(work, Q1),
    "answer": lambda work: discussion.answer_question(work, Q1, "9", "So."),
    "upvote": lambda work: discussion.upvote_question(work, Q1),
    "promote": lambda work: discussion.promote_question(
        work, Q1, "9", FaqAudience.CUSTOMER, "", policy=POLICY
    ),
}
"""Every use case that names a question."""


@pytest.mark.parametrize("call", CALLS)
def test_a_hidden_idea_is_not_found_by_others(call: str) -> None:
    work = full_work_on(hidden(), EVE)
    work.ideas.add(replace(draft(), id="i2", author=EVE.name))
    nothing = WorkInMemory(EVE, ideas=replace(work.ideas, by_id={}))
    nothing.ideas.add(work.ideas.by_id["i2"])

    broken = refusal(lambda: CALLS[call](work), NotFound)

    assert broken == refusal(lambda: CALLS[call](nothing), NotFound)
    assert [one.reason for one in broken] == ["IDEA_NOT_FOUND"]


@pytest.mark.parametrize("call", QUESTIONS)
def test_a_question_of_a_hidden_idea_is_not_found_by_others(call: str) -> None:
    work = work_on(hidden(), EVE)
    work.questions.add(answered())

    broken = refusal(lambda: QUESTIONS[call](work), NotFound)

    work.questions.by_id.clear()
    assert broken == refusal(lambda: QUESTIONS[call](work), NotFound)
    assert [one.reason for one in broken] == ["QUESTION_NOT_FOUND"]


def test_lists_and_likenesses_leave_out_what_is_hidden() -> None:
    mine = replace(draft(), id="i2", author=EVE.name)
    secret = replace(hidden(), id="i3", pivoted_from="ideas/i1")
    work = work_on(draft(), EVE)
    for idea in (mine, secret):
        work.ideas.add(idea)

    assert [one.id for one in work.ideas.page(Query({}, 9))] == ["i2", "i1"]
    assert [one.idea for one, _ in relatives.similar_to(work, "i1")] == [I2]
    assert [one.id for one in relatives.lineage_of(work, "i1")] == ["i1"]
    assert [one.id for one in relatives.lineage_of(work.by(BEN), "i1")] == ["i1", "i3"]


def test_what_is_said_of_a_hidden_idea_is_not_published() -> None:
    work = full_work_on(hidden(), BEN)

    evidence = discussion.create_evidence(work, "i1", "", finding())
    discussion.create_question(work, "i1", "q9", "Why?")
    question = discussion.answer_question(work, "ideas/i1/questions/q9", "", "So.")

    said = [*evidence.events, *question.events]
    assert [getattr(event, "is_news", True) for event in said] == [False] * 3


def test_the_company_hears_of_an_idea_when_it_can_see_it_first() -> None:
    idea = hidden()
    assert (idea.announced, idea.audience) == (False, (ANN.team, ANN.name))

    idea.update(None, COMPANY, by=ANN, at=LATER)
    heard = [type(event) for event in idea.events]
    idea.update(None, TEAM, by=ANN, at=LATER)
    idea.update(None, COMPANY, by=ANN, at=LATER)

    assert heard == [events.IdeaCreated, events.IdeaOpened, events.IdeaUpdated]
    assert sum(isinstance(event, events.IdeaOpened) for event in idea.events) == 1
    assert (idea.announced, idea.audience) == (True, None)
    assert draft().announced


@pytest.mark.parametrize("begin", [in_review, declined])
def test_an_idea_that_was_submitted_is_not_hidden_again(
    begin: Callable[[], Idea],
) -> None:
    idea = begin()

    [refused] = refusal(lambda: idea.update(None, TEAM, by=ANN, at=LATER), RuleBroken)

    assert (refused.reason, refused.subject) == ("VISIBILITY_TOO_NARROW", "ideas/i1")
    assert "Leave its visibility at VISIBILITY_COMPANY." in refused.description
    assert not idea.is_hidden


def test_an_idea_that_has_ended_stays_as_hidden_as_it_was() -> None:
    idea = hidden()

    idea.withdraw("No.", by=ANN, at=LATER)

    assert idea.is_hidden
    for ended in (idea, withdrawn()):
        assert reasons(
            lambda ended=ended: ended.update(None, TEAM, by=ANN, at=LATER),  # type: ignore[misc]
            RuleBroken,
        ) == ["WRONG_STATE"]


def test_a_hidden_idea_is_shared_with_people_who_are_named() -> None:
    idea = hidden()

    [refused] = refusal(lambda: idea.share((), "", by=ANN, at=LATER), RuleBroken)
    idea.share((EVE.name,), "", by=ANN, at=LATER)

    assert refused.reason == "VISIBILITY_TOO_NARROW"
    assert "Set its visibility to VISIBILITY_COMPANY first." in refused.description
    assert idea.is_visible_to(EVE)


def test_a_draft_has_a_limited_number_of_readers() -> None:
    idea = draft()
    readers = tuple(f"people/p{number}" for number in range(500))
    idea.share(readers, "", by=ANN, at=LATER)
    idea.share((*readers[:9], readers[0]), "", by=ANN, at=LATER)

    [refused] = refusal(
        lambda: idea.share((EVE.name,), "", by=ANN, at=LATER), RuleBroken
    )

    assert refused.reason == "READERS_TOO_MANY"
    assert "501 readers; 500 are allowed" in refused.description
    assert idea.shared_with == readers


@pytest.mark.parametrize(
    ("first", "second", "subjects"),
    [
        (hidden, draft, ["ideas/i1"]),
        (draft, hidden, [I2]),
        (hidden, hidden, ["ideas/i1", I2]),
    ],
)
def test_a_duplicate_takes_nothing_into_the_open_or_out_of_it(
    first: Callable[[], Idea], second: Callable[[], Idea], subjects: list[str]
) -> None:
    idea, target = first(), replace(second(), id="i2")

    broken = refusal(lambda: idea.allow_duplicate(target, by=ANN), RuleBroken)

    assert [(one.reason, one.subject) for one in broken] == [
        ("VISIBILITY_TOO_NARROW", subject) for subject in subjects
    ]


def test_a_hidden_idea_is_not_submitted() -> None:
    work: Any = full_work_on(hidden())

    assert reasons(
        lambda: commands.submit_idea(work, "i1", "", POLICY), RuleBroken
    ) == ["VISIBILITY_TOO_NARROW"]
