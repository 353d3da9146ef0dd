"""Comments: who may say what, where, and what becomes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.domain import Actor, InvalidInput, NotAllowed, RuleBroken
from services.reviews.domain import events
from services.reviews.domain.checklist import GrantedException
from services.reviews.domain.comment import CommentState
from services.reviews.domain.document import ReviewPolicy, Section
from services.reviews.domain.policy import Policy
from services.reviews.domain.remark import Anchor, CommentKind, Remark
from tests.unit.reviews.support import (
    ANN,
    BLOCKER,
    DEBATE,
    DEE,
    LATER,
    LEO,
    NOON,
    NOTE,
    POLICY,
    QUESTION,
    RIA,
    SAM,
    TITLED,
    TOMORROW,
    comment,
    debating,
    full_read,
    full_reading,
    question,
    read,
    reading,
    reasons_of,
    subjects_of,
    violations_of,
)

FULL, LIGHT = ReviewPolicy.FULL, ReviewPolicy.LIGHT


def at(section: str, start: int = 0, end: int | None = None, quote: str = "") -> Remark:
    return replace(NOTE, anchor=Anchor(section, start, end, quote))


def invalid(remark: Remark) -> dict[str, str]:
    review = full_read(debated_topics=("Now?",))
    return violations_of(
        lambda: review.expect_remark(remark, 0, by=RIA, policy=POLICY), InvalidInput
    )


@pytest.mark.parametrize(
    "remark",
    [
        NOTE,
        QUESTION,
        BLOCKER,
        DEBATE,
        at("headline"),
        at("headline", 0, None, "Boxes that fit at last"),
        at("headline", 0, 0),
        at("headline", 6, 10, "that"),
        at("headline", 22, 22),
    ],
)
def test_who_has_read_may_say_it(remark: Remark) -> None:
    review = full_read(debated_topics=("Now?",))

    review.expect_remark(remark, 0, by=RIA, policy=POLICY)


def test_places_are_counted_in_characters_of_any_language() -> None:
    review = full_read(sections=(Section("s", "", "häß🎁lich"),))

    remark = at("s", 3, 5, "🎁l")

    review.expect_remark(remark, 0, by=RIA, policy=POLICY)


@pytest.mark.parametrize(
    ("remark", "problem"),
    [
        (at("nowhere"), "The document has no section 'nowhere'."),
        (at("headline", 0, 23), "Section 'headline' has 22 characters."),
        (at("headline", 5, 4), "Section 'headline' has 22 characters."),
        (at("headline", 5), "The place in section 'headline' has no end."),
        (
            at("headline", 0, 0, "Boxes"),
            "'Boxes' does not stand there in section 'headline'.",
        ),
        (
            at("headline", 0, 5, "boxes"),
            "'boxes' does not stand there in section 'headline'.",
        ),
    ],
)
def test_a_place_is_one_that_is_there(remark: Remark, problem: str) -> None:
    assert invalid(remark) == {
        "ANCHOR_INVALID": f"{problem} Mark a place in the text that is under review in "
        f"{TITLED}."
    }


def test_who_blocks_says_what_would_clear_it() -> None:
    assert invalid(replace(BLOCKER, clears_when=" ")) == {
        "BLOCKING_WITHOUT_CLEARANCE": f"A blocking comment on {TITLED} does not say "
        "what would clear it. Write clears_when, or make it a note."
    }


def test_a_debate_is_about_a_topic_of_the_document() -> None:
    nowhere = replace(DEBATE, topic="topic-9")
    without = full_read()

    assert invalid(nowhere) == {
        "TOPIC_UNKNOWN": f"{TITLED} has no topic topic-9. Use one of topic-1, or "
        "leave the topic empty."
    }
    assert violations_of(
        lambda: without.expect_remark(nowhere, 0, by=RIA, policy=POLICY), InvalidInput
    ) == {
        "TOPIC_UNKNOWN": f"{TITLED} has no topic topic-9. Its document names no "
        "topics, or leave the topic empty."
    }


def test_a_comment_is_refused_for_all_reasons_at_once() -> None:
    remark = replace(
        BLOCKER, text=" ", clears_when="", anchor=Anchor("x"), topic="topic-9"
    )

    assert list(invalid(remark)) == [
        "COMMENT_EMPTY",
        "BLOCKING_WITHOUT_CLEARANCE",
        "ANCHOR_INVALID",
        "TOPIC_UNKNOWN",
    ]
    review = full_read(debated_topics=("Now?",))
    assert subjects_of(
        lambda: review.expect_remark(remark, 0, by=RIA, policy=POLICY), InvalidInput
    ) == [
        "comment.text",
        "comment.clears_when",
        "comment.anchor",
        "comment.topic",
    ]
    assert invalid(remark)["COMMENT_EMPTY"] == (
        f"The comment on {TITLED} says nothing. Write what you mean."
    )


def test_one_reads_before_one_comments_and_there_is_an_end_to_it() -> None:
    review = full_reading()
    one = Policy(max_comments=1)

    found = violations_of(
        lambda: review.expect_remark(NOTE, 1, by=RIA, policy=one), RuleBroken
    )

    assert list(found) == ["NOT_READ_YET", "COMMENTS_TOO_MANY"]
    assert found["COMMENTS_TOO_MANY"] == (
        f"{TITLED} has 1 comments, and no more fit. "
        "Reply to one of them, or have it returned to its author."
    )


def test_only_readers_comment() -> None:
    def say() -> None:
        full_read().expect_remark(NOTE, 0, by=ANN, policy=POLICY)

    assert reasons_of(say, NotAllowed) == ["NOT_READER"]


def test_a_reply_of_an_author_answers() -> None:
    said = comment(QUESTION)

    said.reply("Hm.", is_author=False, by=LEO, at=NOON, policy=POLICY)
    assert said.is_open_question
    said.reply("Nobody.", is_author=True, by=ANN, at=LATER, policy=POLICY)

    assert said.state is CommentState.ANSWERED
    assert not said.is_open_question
    assert [(each.person, each.text) for each in said.replies] == [
        (LEO.name, "Hm."),
        (ANN.name, "Nobody."),
    ]


def test_no_more_replies_fit_than_the_policy_allows() -> None:
    said, none = comment(), Policy(max_replies=0)

    def reply() -> None:
        said.reply("Hm.", is_author=True, by=ANN, at=NOON, policy=none)

    assert violations_of(reply, RuleBroken) == {
        "REPLIES_TOO_MANY": f"{said.label} has 0 replies, and no more fit. "
        "Talk to each other."
    }


def test_who_is_not_involved_does_not_reply() -> None:
    def reply() -> None:
        debating().expect_reply(SAM)

    assert reasons_of(reply, NotAllowed) == ["NOT_INVOLVED"]


def test_readers_who_have_read_reply() -> None:
    assert full_read().expect_reply(RIA) is False
    assert full_read().expect_reply(ANN) is True


@pytest.mark.parametrize("by", [ANN, DEE])
def test_only_who_made_it_clears_it_or_takes_it_back(by: Actor) -> None:
    said = comment(BLOCKER)

    found = violations_of(lambda: said.resolve("", by=by, at=NOON), NotAllowed)

    assert found == {
        "NOT_COMMENT_AUTHOR": f"{said.label} was made by people/ria. Ask "
        "them, or ask the decider to override it."
    }
    withdrawn = violations_of(lambda: said.withdraw(by=by, at=NOON), NotAllowed)
    assert withdrawn == found


def test_what_is_resolved_says_how_and_blocks_no_more() -> None:
    said = comment(BLOCKER)

    said.resolve("The promise is kept.", by=RIA, at=LATER)

    assert said.resolution == "The promise is kept."
    assert not said.is_blocking(LATER)


def test_the_decider_goes_on_nevertheless_and_that_is_on_record() -> None:
    said = comment(BLOCKER)

    said.overrule("It costs a day.", None, LIGHT, by=LEO, at=NOON, policy=POLICY)

    assert said.exception == GrantedException(said.name, LEO.name, "It costs a day.")
    assert not said.is_blocking(TOMORROW)


def test_only_the_decider_overrides_and_only_having_read() -> None:
    def overrule() -> None:
        read().expect_decider(events.CommentOverridden, RIA)

    def unread() -> None:
        reading().expect_decider(events.CommentOverridden, LEO)

    assert reasons_of(overrule, NotAllowed) == ["NOT_DECIDER"]
    assert reasons_of(unread, RuleBroken) == ["NOT_READ_YET"]


def test_behind_a_one_way_door_an_override_ends() -> None:
    said = comment(BLOCKER)

    def overrule() -> None:
        said.overrule("Now.", None, FULL, by=DEE, at=NOON, policy=POLICY)

    assert violations_of(overrule, InvalidInput) == {
        "EXPIRY_MISSING": f"{said.label} is about a one-way door. Say until "
        "when it may stay as it is."
    }
    assert subjects_of(overrule, InvalidInput) == ["expire_time"]


@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=181)])
def test_an_exception_ends_and_not_in_the_past(away: timedelta) -> None:
    end = NOON + away

    def overrule() -> None:
        comment(BLOCKER).overrule("Now.", end, FULL, by=DEE, at=NOON, policy=POLICY)

    def grant() -> None:
        review = full_read(question())
        review.grant_exception("way-back", "Now.", end, by=DEE, at=NOON, policy=POLICY)

    assert violations_of(overrule, InvalidInput) == {
        "EXPIRY_INVALID": f"The exception for {comment(BLOCKER).label} would end at "
        f"{end:%Y-%m-%d %H:%M:%S} UTC. Choose a moment in the next 180 days."
    }
    assert reasons_of(grant, InvalidInput) == ["EXPIRY_INVALID"]
    assert subjects_of(overrule, InvalidInput) == ["expire_time"]
    assert subjects_of(grant, InvalidInput) == ["expire_time"]


def test_a_comment_belongs_to_the_journey_of_its_idea_and_knows_its_topic() -> None:
    assert comment().journey == "ideas/i1"
    assert comment(DEBATE).debated_topic == "topic-1"
    assert comment(replace(DEBATE, kind=CommentKind.COMMENT)).debated_topic == ""
