"""Ways around the rules that somebody may try, each of which is closed."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from chassis.checks import Answer, Check, ReviewQuestion, Risk
from chassis.domain import Actor, InvalidInput, NotAllowed, RuleBroken
from services.reviews.application import discussion, reactions
from services.reviews.application.deciding import lint_decision
from services.reviews.domain.comment import Comment, CommentState
from services.reviews.domain.decision import Outcome, PositionKind, Ruling
from services.reviews.domain.document import OpenQuestion, ReviewPolicy
from services.reviews.domain.information import InformationNeed, NeedState
from services.reviews.domain.policy import Policy
from services.reviews.domain.remark import CommentKind, CommentSeverity
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    APPROVE,
    ASKED,
    BLOCKER,
    COY,
    DEBATE,
    DECLINE,
    DEE,
    IDEAS,
    KAI,
    LATER,
    LEO,
    NOON,
    NOTE,
    ONE_WAY,
    POLICY,
    QUESTION,
    RETURN,
    RIA,
    SAM,
    TOMORROW,
    TWO_WAY,
    Memory,
    against,
    case,
    comment,
    debating,
    decide,
    full_read,
    informed,
    know,
    named,
    opened,
    question,
    read,
    reading,
    reasons_of,
    submission,
    take_side,
    violations_of,
    with_reader,
)

FULL = ReviewPolicy.FULL
KNOWN, UNKNOWN, UNKNOWABLE = (
    NeedState.KNOWN,
    NeedState.UNKNOWN,
    NeedState.UNKNOWABLE,
)


def need(
    state: NeedState = KNOWN, *, source: str = "An offer", weight: int = 1
) -> InformationNeed:
    return InformationNeed("", "What does it cost?", weight, state, source)


def listing(review: Review, each: InformationNeed, by: Actor) -> InformationNeed:
    return review.list_need(each, by=by, at=LATER, policy=POLICY)


def change(review: Review, by: Actor, **fields: object) -> None:
    changed = replace(review.needs[0], **fields)  # type: ignore[arg-type]
    review.change_need(changed, by=by, at=LATER, policy=POLICY)


def answer(  # noqa: PLR0913, PLR0917 - the parts of an answer
    review: Review,
    by: Actor,
    said: str = "no",
    fix: str = "",
    evidence: str = "",
    item: str = "way-back",
) -> None:
    review.answer_item(item, said, fix, evidence, by=by, at=LATER)


def accept(review: Review, by: Actor, reason: str = "I saw it.") -> None:
    review.accept_fix("way-back", reason, by=by, at=LATER)


def grant(review: Review, by: Actor) -> None:
    review.grant_exception(
        "way-back", "Soon.", TOMORROW, by=by, at=LATER, policy=POLICY
    )


# What is known.


@pytest.mark.parametrize("state", [KNOWN, UNKNOWABLE])
def test_authors_of_a_one_way_door_do_not_say_that_enough_is_known(
    state: NeedState,
) -> None:
    review = debating(co_authors=(COY.name,))
    listing(review, need(UNKNOWN), RIA)

    for author in (ANN, COY):
        for act in (
            lambda by=author: listing(review, need(state), by),
            lambda by=author: change(review, by, state=state),
        ):
            reasons = reasons_of(act, NotAllowed)
            assert reasons[0] in {"NEED_JUDGED_BY_AUTHOR", "NOT_NEED_AUTHOR"}
    assert listing(review, need(UNKNOWN), ANN).author == ANN.name
    assert "NEED_JUDGED_BY_AUTHOR" in reasons_of(
        lambda: review.change_need(
            replace(review.needs[-1], state=state), by=ANN, at=LATER, policy=POLICY
        ),
        NotAllowed,
    )


def test_an_author_does_not_reword_what_a_reader_has_called_known() -> None:
    review = debating()
    listing(review, need(UNKNOWN), ANN)
    change(review, RIA, state=KNOWN)

    def reword() -> None:
        change(review, ANN, text="What does it cost in 2040?", weight=3)

    assert reasons_of(reword, NotAllowed) == ["NEED_JUDGED_BY_AUTHOR"]


def test_authors_behind_two_way_doors_say_what_they_know() -> None:
    review = read()

    listing(review, need(), ANN)

    assert review.information_ratio == 1


def test_nobody_changes_the_text_or_the_weight_of_what_somebody_else_listed() -> None:
    review = debating()
    listing(review, need(UNKNOWN, weight=3), RIA)

    for by in (ANN, KAI, DEE):
        for fields in ({"weight": 1}, {"text": "What is 1 + 1?"}):

            def act(by: Actor = by, fields: dict[str, object] = fields) -> None:  # type: ignore[assignment]
                change(review, by, **fields)

            assert violations_of(act, NotAllowed) == {
                "NOT_NEED_AUTHOR": "people/ria listed 'What does it cost?' in 'Boxes "
                "that fit' (reviews/r1), and says what it asks and what it weighs. "
                "Ask people/ria, or list a need of your own."
            }
    change(review, RIA, weight=2)
    change(review, KAI, state=KNOWN)
    assert review.information_ratio == 1


def test_only_who_listed_it_or_the_decider_gives_a_need_up() -> None:
    for by in (RIA, DEE):
        review = debating()
        listing(review, need(UNKNOWN), RIA)
        given_up = violations_of(
            lambda review=review: change(review, KAI, state=UNKNOWABLE),  # type: ignore[misc]
            NotAllowed,
        )
        assert given_up["NOT_NEED_AUTHOR"].endswith(
            "says that nobody can know it. Ask people/ria or the decider."
        )
        change(review, by, state=UNKNOWABLE)
        change(review, KAI, source="Nobody has the figures")
        assert review.information_ratio is None


def test_what_is_called_known_or_unknowable_has_a_source() -> None:
    review = read()
    listing(review, need(UNKNOWN, source=""), ANN)

    for state, words in ((KNOWN, "from where"), (UNKNOWABLE, "why")):
        found = violations_of(
            lambda state=state: change(review, ANN, state=state, source="."),  # type: ignore[misc]
            InvalidInput,
        )
        assert f"nobody says {words}. Write the source." in found["NEED_WITHOUT_SOURCE"]
        listed = reasons_of(
            lambda state=state: listing(review, need(state, source="TBD"), ANN),  # type: ignore[misc]
            InvalidInput,
        )
        assert listed == ["NEED_WITHOUT_SOURCE"]


def test_who_has_not_read_does_not_tell_what_is_known() -> None:
    review = with_reader(reading())
    listing(review, need(UNKNOWN), ANN)

    for act in (
        lambda: listing(review, need(), RIA),
        lambda: change(review, RIA, source="A survey"),
    ):
        assert reasons_of(act, RuleBroken) == ["NOT_READ_YET"]


def test_what_authors_list_is_not_what_one_has_to_know() -> None:
    review = debating()
    listing(review, need(UNKNOWN), ANN)
    change(review, RIA, state=KNOWN)

    found = against(review)

    assert list(found) == ["INFORMATION_NOT_LISTED"]
    assert found["INFORMATION_NOT_LISTED"].startswith("Only its authors have listed")


def test_the_ratio_does_not_pass_by_giving_up_most_of_it() -> None:
    review = informed()
    know(review, 3, UNKNOWABLE)
    assert against(review) == {}, "half of it"
    know(review, 1, UNKNOWABLE)

    assert against(review) == {
        "INFORMATION_TOO_LOW": "0.57 of the weight of what you listed is called "
        "unknowable; at most 0.50 may be. Find out, or split the door: Weight 3; "
        "Weight 1."
    }


def test_a_ratio_below_the_floor_does_not_look_like_the_floor() -> None:
    review = debating()
    for weight, state in ((3, KNOWN), (3, KNOWN), (3, KNOWN), (3, KNOWN), (3, KNOWN)):
        know(review, weight, state)
    know(review, 1, KNOWN)
    for weight in (3, 3, 1):
        know(review, weight, UNKNOWN)

    text = against(review)["INFORMATION_TOO_LOW"]

    assert text.startswith("0.696 of the information you listed is known;")
    assert "the floor for a one-way door is 0.700." in text


# What is at risk.


def test_a_fix_is_accepted_by_the_decider_who_has_not_written_it() -> None:
    review = with_reader(read(question()))
    answer(review, ANN, fix="We will be careful.")
    assert list(against(review)) == ["HIGH_RISK_NOT_ACCEPTED"]

    for by, reason in (
        (ANN, "FIX_IS_OWN"),
        (RIA, "NOT_DECIDER"),
        (SAM, "NOT_INVOLVED"),
    ):
        refused = reasons_of(lambda by=by: accept(review, by), NotAllowed)  # type: ignore[misc]
        assert refused == [reason]
    accept(review, LEO)

    assert against(review) == {}
    (item,) = review.checklist
    assert item.answer
    assert item.answer.acceptance
    kept = item.answer.acceptance
    assert (kept.approver, kept.reason, kept.accept_time) == (
        LEO.name,
        "I saw it.",
        LATER,
    )


def test_a_fix_of_the_decider_is_accepted_by_another_reader() -> None:
    review = with_reader(read(question(), co_authors=(COY.name,)))
    answer(review, LEO, fix="We will be careful.")
    assert "Let a reader who has neither" in against(review)["HIGH_RISK_NOT_ACCEPTED"]

    for by, reason in ((LEO, "FIX_IS_OWN"), (COY, "FIX_IS_OWN"), (SAM, "NOT_INVOLVED")):
        refused = reasons_of(lambda by=by: accept(review, by), NotAllowed)  # type: ignore[misc]
        assert refused == [reason]
    assert reasons_of(lambda: accept(review, RIA), RuleBroken) == ["NOT_READ_YET"]
    review.finish_reading(by=RIA, at=LATER, policy=POLICY)
    accept(review, RIA)

    assert against(review) == {}


def test_an_author_who_decides_alone_accepts_nothing() -> None:
    review = read(question(), leader_nominee=ANN.name, co_authors=(COY.name,))
    answer(review, COY, fix="We will be careful.")

    assert reasons_of(lambda: accept(review, ANN), NotAllowed) == ["FIX_IS_OWN"]
    assert reasons_of(lambda: grant(review, ANN), NotAllowed) == ["EXCEPTION_IS_OWN"]
    assert reasons_of(lambda: accept(review, RIA), NotAllowed) == ["NOT_INVOLVED"]


def test_a_new_fix_needs_a_new_acceptance() -> None:
    review = read(question())
    answer(review, ANN, fix="We try it on Monday.")
    accept(review, LEO)
    assert against(review) == {}

    answer(review, ANN, fix="We try it, one day.")

    assert list(against(review)) == ["HIGH_RISK_NOT_ACCEPTED"]


@pytest.mark.parametrize(("said", "fix"), [("no", "."), ("no", ""), ("yes", "Done.")])
def test_what_is_no_fix_of_a_high_risk_is_not_accepted(said: str, fix: str) -> None:
    review = read(question())
    assert reasons_of(lambda: accept(review, LEO), RuleBroken) == ["NO_FIX_TO_ACCEPT"]

    answer(review, ANN, said, fix)

    assert reasons_of(lambda: accept(review, LEO), RuleBroken) == ["NO_FIX_TO_ACCEPT"]
    assert reasons_of(lambda: accept(review, LEO, "."), InvalidInput) == [
        "TEXT_SAYS_NOTHING"
    ]


def test_nobody_grants_themselves_an_exception() -> None:
    review = read(question())
    answer(review, LEO)

    found = violations_of(lambda: grant(review, LEO), NotAllowed)

    assert found == {
        "EXCEPTION_IS_OWN": "people/leo answered it, and so grants no exception for "
        f"{question().label}. Name another decider, who may."
    }
    answer(review, ANN)
    grant(review, LEO)


def test_only_who_raised_a_risk_or_an_independent_decider_lowers_it() -> None:
    review = full_read(question())
    answer(review, RIA)
    answer(review, ANN, fix="We are careful.")
    assert review.checklist[0].answer
    assert review.checklist[0].answer.raised_by == RIA.name

    for by in (ANN, KAI):
        for said in ("partly", "yes"):

            def lower(by: Actor = by, said: str = said) -> None:
                answer(review, by, said)

            assert violations_of(lower, NotAllowed) == {
                "RISK_RAISED_BY_ANOTHER": "people/ria sees a higher risk in "
                f"{question().label}. Ask people/ria to answer anew, or write a fix "
                "and have it accepted."
            }
    answer(review, DEE, "partly")
    answer(review, ANN, "no")
    answer(review, ANN, "yes")
    answer(review, RIA, "no")
    answer(review, RIA, "yes")


def test_a_decider_who_wrote_the_document_does_not_lower_a_risk() -> None:
    review = read(question(), leader_nominee=ANN.name)
    review.invite(RIA.name, by=ANN, at=NOON, policy=POLICY)
    review.finish_reading(by=RIA, at=LATER, policy=POLICY)
    answer(review, RIA)

    def lower() -> None:
        answer(review, ANN, "yes")

    assert reasons_of(lower, NotAllowed) == ["RISK_RAISED_BY_ANOTHER"]


def proof() -> Check:
    answers = (Answer("yes", "Yes", Risk.NONE), Answer("no", "No", Risk.HIGH))
    asked = ReviewQuestion("Tried?", evidence="A link to the test", answers=answers)
    return question(question=asked)


def test_no_risk_has_the_evidence_that_the_question_asks_for() -> None:
    review = read(proof())

    found = violations_of(
        lambda: answer(review, ANN, "yes", evidence=" "), InvalidInput
    )

    assert found == {
        "EVIDENCE_MISSING": f"{proof().label} asks for evidence of an answer without "
        "risk. Give its address in evidence_url: A link to the test"
    }
    answer(review, ANN, "yes", evidence="https://ci.example.com/1")
    answer(review, ANN, "no")


def test_who_has_not_read_does_not_answer_the_checklist() -> None:
    review = with_reader(reading(question()))

    assert reasons_of(lambda: answer(review, RIA), RuleBroken) == ["NOT_READ_YET"]


# Who reads and who decides.


def test_a_leader_nominee_is_no_angle_on_a_one_way_door() -> None:
    review = opened()
    review.name_decider(DEE.name, by=ANN, at=NOON, policy=POLICY)
    review.invite(RIA.name, by=ANN, at=NOON, policy=POLICY)

    def start() -> None:
        review.start(None, (), by=DEE, at=NOON, policy=POLICY)

    assert reasons_of(start, RuleBroken) == ["READERS_TOO_FEW"]


def test_whoever_is_named_to_lead_is_no_angle_either() -> None:
    review = informed()

    found = against(review, replace(APPROVE, leader=RIA.name))

    assert list(found) == ["READERS_TOO_FEW", "READERS_ONE_TEAM"]


def resubmitted(old: Review, **changes: object) -> Review:
    about = replace(old.submission, revision="1.1", **changes)  # type: ignore[arg-type]
    return Review.open("r2", about, (), old, by=IDEAS, at=LATER, policy=POLICY)


@pytest.mark.parametrize("ruling", [RETURN, DECLINE])
def test_who_sent_a_revision_back_decides_the_next_one(ruling: Ruling) -> None:
    old = debating()
    decide(old, ruling, by=DEE)
    review = resubmitted(old)

    def other() -> None:
        review.name_decider(SAM.name, by=ANN, at=LATER, policy=POLICY)

    assert (review.decider, review.previous_decider) == ("", DEE.name)
    assert violations_of(other, RuleBroken) == {
        "DECIDER_OF_BEFORE": "people/dee judged the last revision of what 'Boxes that "
        "fit' (reviews/r2) is about. Name people/dee, or ask people/dee to name "
        "somebody else."
    }
    review.name_decider(SAM.name, by=DEE, at=LATER, policy=POLICY)
    review.name_decider(RIA.name, by=SAM, at=LATER, policy=POLICY)
    assert review.decider == RIA.name


def test_another_nominee_does_not_bring_another_decider() -> None:
    old = read()
    decide(old, DECLINE)

    review = resubmitted(old, leader_nominee=SAM.name)

    assert review.decider == LEO.name
    assert [reader.person for reader in review.readers] == [SAM.name, LEO.name]


def test_a_recall_does_not_shake_off_a_decider_who_has_read() -> None:
    old = full_read()
    old.supersede(by=IDEAS, at=NOON)
    second = resubmitted(old)
    second.supersede(by=IDEAS, at=NOON)

    third = resubmitted(second)

    assert third.previous_decider == DEE.name


def test_a_decider_who_has_judged_nothing_is_not_asked_again() -> None:
    alone = read(leader_nominee=ANN.name)
    decide(alone, RETURN, by=ANN)
    assert resubmitted(alone, leader_nominee=LEO.name).decider == LEO.name
    unread, approved, other = named(), read(), full_read()
    unread.supersede(by=IDEAS, at=NOON)
    decide(approved)
    other.supersede(by=IDEAS, at=NOON)

    assert resubmitted(unread).previous_decider == ""
    assert resubmitted(approved).previous_decider == ""
    assert resubmitted(other, doors=(TWO_WAY,)).previous_decider == ""


def test_what_was_known_and_at_risk_outlives_a_recall() -> None:
    old = full_read(question(), question(mechanism="mechanisms/fine"))
    listing(old, need(UNKNOWN, weight=3), RIA)
    answer(old, RIA, fix="Try it.")
    accept(old, DEE)
    answer(old, ANN, "yes", item="fine")
    old.supersede(by=IDEAS, at=NOON)

    review = resubmitted(old)

    assert review.needs == old.needs
    (item,) = review.checklist
    assert item.answer
    assert (item.answer.person, item.answer.acceptance) == (RIA.name, None)
    returned = debating()
    listing(returned, need(UNKNOWN), RIA)
    decide(returned, RETURN, by=DEE)
    assert resubmitted(returned).needs == ()


def test_a_mechanism_asks_on_when_its_tag_is_taken_off() -> None:
    work = Memory()
    scope = replace(question().scope, tags=("boxes",))
    work.ask(question(scope=scope))
    reactions.idea_submitted(work, submission(), POLICY)

    for minor in (1, 2):
        without = submission(revision=f"1.{minor}", tags=())
        reactions.idea_submitted(work, without, POLICY)

    newest = work.reviews.latest("ideas/i1")
    assert newest
    assert [item.id for item in newest.checklist] == ["way-back"]
    assert case(newest).snapshot().tags == ("boxes",)
    assert newest.submission.tags == ()


def test_a_crowd_that_does_not_read_keeps_no_critic_out() -> None:
    three = Policy(max_readers=3)
    review = with_reader(read())
    review.invite(KAI.name, by=ANN, at=LATER, policy=three)

    def invite(by: Actor) -> None:
        review.invite(SAM.name, by=by, at=LATER, policy=three)

    assert reasons_of(lambda: invite(ANN), RuleBroken) == ["READERS_TOO_MANY"]
    invite(LEO)

    people = [reader.person for reader in review.readers]
    assert people == [LEO.name, RIA.name, SAM.name]
    for reader in (RIA, SAM):
        review.finish_reading(by=reader, at=LATER, policy=three)
    full = reasons_of(
        lambda: review.invite(DEE.name, by=LEO, at=LATER, policy=three), RuleBroken
    )
    assert full == ["READERS_TOO_MANY"], "all of them have read"


def test_a_crowd_keeps_no_decider_out() -> None:
    review = opened()
    two = Policy(max_readers=2)
    review.invite(RIA.name, by=ANN, at=LATER, policy=two)

    review.name_decider(DEE.name, by=ANN, at=LATER, policy=two)

    assert [reader.person for reader in review.readers] == [LEO.name, DEE.name]


def test_who_may_invite_depends_on_the_places_that_are_left() -> None:
    two = Policy(max_readers=2)
    full = ", and all 2 places are taken. Ask its decider to invite you in place of a "
    full += "reader who has not finished."
    for review, said in (
        (reading(), ". Ask its author to invite you."),
        (with_reader(reading()), full),
    ):
        name = f"people/sam is not a reader of {review.label}"
        for act in (
            partial(review.finish_reading, by=SAM, at=LATER, policy=two),
            partial(review.expect_remark, NOTE, 0, by=SAM, policy=two),
            partial(
                review.set_position,
                PositionKind.OBJECT,
                "No.",
                by=SAM,
                at=LATER,
                policy=two,
            ),
        ):
            assert violations_of(act, NotAllowed) == {"NOT_READER": f"{name}{said}"}


def test_authors_who_comment_hear_what_they_may_do() -> None:
    def say() -> None:
        debating().expect_remark(NOTE, 0, by=ANN, policy=POLICY)

    assert violations_of(say, NotAllowed) == {
        "NOT_READER": "people/ann wrote what 'Boxes that fit' (reviews/r1) is about. "
        "Authors reply to comments, and leave reading and judging to others."
    }


# Debates and comments.


def test_a_debate_begins_after_enough_have_said_where_they_stand() -> None:
    review = full_read()
    take_side(review, RIA)

    def begin() -> None:
        review.open_debate(by=DEE, at=LATER, policy=POLICY)

    assert violations_of(begin, RuleBroken) == {
        "POSITIONS_MISSING": "Readers of 'Boxes that fit' (reviews/r1) beside the "
        "decider who have a position: 1; needed: 2. Without one: people/kai. Have them "
        "set their positions before others' are shown."
    }
    take_side(review, LEO, DEE)
    assert reasons_of(begin, RuleBroken) == ["POSITIONS_MISSING"], "neither counts"
    take_side(review, KAI)
    assert review.state == "DEBATING"


def test_a_position_that_was_turned_in_the_debate_stays_on_record() -> None:
    review = full_read()
    for person in (LEO, RIA, KAI):
        review.set_position(
            PositionKind.OBJECT, "Never.", by=person, at=NOON, policy=POLICY
        )
    assert review.state == "DEBATING"
    for text in ("Well.", "Yes."):
        kind = PositionKind.SUPPORT
        review.set_position(kind, text, by=RIA, at=LATER, policy=POLICY)
    know(review, 3)

    decide(review, by=DEE)

    assert review.decision
    turned = review.decision.positions[-1]
    assert (turned.person, turned.kind, turned.text) == (
        RIA.name,
        PositionKind.SUPPORT,
        "Yes.",
    )
    assert (turned.first_kind, turned.first_text) == (PositionKind.OBJECT, "Never.")


def test_a_position_that_nobody_has_seen_may_still_be_changed() -> None:
    review = full_read()
    take_side(review, RIA)
    review.set_position(PositionKind.SUPPORT, "", by=RIA, at=LATER, policy=POLICY)

    (position,) = review.positions

    assert position.first_kind is None


def on(review: Review, actor: Actor, *said: Comment) -> Memory:
    work = Memory(actor=actor, now=LATER)
    work.reviews.add(review)
    for each in said:
        work.comments.add(each)
    return work


def close(work: Memory, outcome: str = "Now.") -> None:
    discussion.close_debate_topic(work, "r1", "", "topic-1", outcome)


def test_the_decider_does_not_debate_with_themselves() -> None:
    review = debating(debated_topics=("Now?",))
    work = on(review, DEE, comment(DEBATE, by=DEE))

    assert reasons_of(lambda: close(work), RuleBroken) == ["DEBATED_TOPIC_UNDEBATED"]


def test_closing_a_topic_clears_nothing_that_blocks() -> None:
    blocking = replace(
        DEBATE, severity=CommentSeverity.BLOCKING, clears_when="Legal signs."
    )
    work = on(debating(debated_topics=("Now?",)), DEE, comment(blocking))
    assert reasons_of(lambda: close(work, "."), InvalidInput) == ["TEXT_SAYS_NOTHING"]

    close(work)

    (said,) = work.comments.all.values()
    assert said.state is CommentState.OPEN
    assert said.is_blocking(LATER)


def reply(said: Comment, text: str, by: Actor) -> None:
    is_author = by == ANN
    said.reply(text, is_author=is_author, by=by, at=LATER, policy=POLICY)


def test_an_answer_that_says_nothing_answers_nothing() -> None:
    said = comment(QUESTION)

    for text in (".", "TBD", " \n"):
        refused = reasons_of(lambda text=text: reply(said, text, ANN), InvalidInput)  # type: ignore[misc]
        assert refused == ["TEXT_SAYS_NOTHING"]
    assert said.is_open_question


def test_who_asked_is_not_content_and_the_question_is_open_again() -> None:
    review, said = informed(), comment(QUESTION)
    reply(said, "Somebody pays.", ANN)
    assert against(review, APPROVE, said) == {}
    reply(said, "Who?", LEO)
    assert not said.is_open_question, "others only remark"

    reply(said, "That is no answer.", RIA)

    assert said.state is CommentState.OPEN
    assert list(against(review, APPROVE, said)) == ["QUESTIONS_OPEN"]
    reply(said, "Hm.", RIA)
    reply(said, "The publisher pays.", ANN)
    assert against(review, APPROVE, said) == {}


def test_an_override_answers_no_question() -> None:
    review = informed()
    both = replace(
        QUESTION, severity=CommentSeverity.BLOCKING, clears_when="It says who."
    )
    asked, said = comment(QUESTION), comment(both)

    def overrule(of: Comment, reason: str = "Now.") -> None:
        of.overrule(reason, TOMORROW, FULL, by=DEE, at=NOON, policy=POLICY)

    assert violations_of(lambda: overrule(asked), RuleBroken) == {
        "NOTHING_TO_OVERRIDE": "'Who returns boxes?' (reviews/r1/comments/c1) does not "
        "block, so there is nothing to override. Have a question answered by an "
        "author, or resolved by who asked it."
    }
    assert reasons_of(lambda: overrule(said, "."), InvalidInput) == [
        "TEXT_SAYS_NOTHING"
    ]
    overrule(said)
    assert list(against(review, APPROVE, said)) == ["QUESTIONS_OPEN"]
    reply(said, "The publisher does.", ANN)
    assert against(review, APPROVE, said) == {}
    reply(said, "Which one?", RIA)
    assert list(against(review, APPROVE, said)) == ["QUESTIONS_OPEN"]


def test_an_author_who_is_alone_again_overrides_nobody() -> None:
    old = read(leader_nominee=ANN.name)
    old.invite(RIA.name, by=ANN, at=NOON, policy=POLICY)
    old.finish_reading(by=RIA, at=NOON, policy=POLICY)
    work = on(old, ANN, comment(BLOCKER))
    again = submission(revision="1.1", leader_nominee=ANN.name)
    reactions.idea_submitted(work, again, POLICY)
    review = work.reviews.latest("ideas/i1")
    assert review
    assert [reader.person for reader in review.readers] == [ANN.name]
    review.finish_reading(by=ANN, at=LATER, policy=POLICY)
    (said,) = (each for each in work.comments.all.values() if each.carried_from)

    def overrule() -> None:
        discussion.override_comment(
            work, review.id, said.id, "", "It is fine.", None, POLICY
        )

    assert violations_of(overrule, NotAllowed) == {
        "EXCEPTION_IS_OWN": f"people/ann wrote what {review.label} is about, and so "
        f"grants no exception for {said.label}. Name another decider, who may."
    }
    assert list(against(review, APPROVE, said)) == ["BLOCKING_COMMENTS_OPEN"]


def test_what_blocks_or_asks_goes_on_in_the_next_revision() -> None:
    answered, overridden, settled = (
        comment(BLOCKER, number="a"),
        comment(BLOCKER, number="o"),
        comment(QUESTION, number="s"),
    )
    reply(answered, "No.", ANN)
    overridden.overrule("Now.", TOMORROW, FULL, by=DEE, at=NOON, policy=POLICY)
    reply(settled, "We do.", ANN)
    work = on(debating(), IDEAS, answered, overridden, settled)

    again = submission(revision="1.1", doors=(TWO_WAY, ONE_WAY))
    reactions.idea_submitted(work, again, POLICY)

    carried = [each for each in work.comments.all.values() if each.carried_from]
    assert {each.carried_from for each in carried} == {answered.name, overridden.name}
    assert all(each.is_blocking(LATER) for each in carried)


def test_everybody_hears_why_one_reads_again() -> None:
    def reread() -> None:
        debating().request_reread("...", by=DEE, at=LATER)

    assert reasons_of(reread, InvalidInput) == ["TEXT_SAYS_NOTHING"]


@pytest.mark.parametrize("text", ["-", "TBD"])
def test_what_blocks_says_in_words_what_would_clear_it(text: str) -> None:
    remark = replace(BLOCKER, text=text, clears_when=text, kind=CommentKind.COMMENT)

    def say() -> None:
        debating().expect_remark(remark, 0, by=RIA, policy=POLICY)

    assert reasons_of(say, InvalidInput) == [
        "COMMENT_EMPTY",
        "BLOCKING_WITHOUT_CLEARANCE",
    ]


# Questions on the idea.


def test_a_question_that_is_asked_during_the_review_waits_for_its_answer() -> None:
    work = on(informed(open_questions=(ASKED,)), IDEAS)
    review = work.reviews.all["r1"]
    later = OpenQuestion("ideas/i1/questions/q2", "Who pays?")

    for _ in range(2):
        reactions.question_asked(work, "ideas/i1", later)
    assert [each.name for each in review.questions] == [ASKED.name, later.name]
    reactions.question_answered(work, "ideas/i1", ASKED.name)

    assert against(review) == {
        "QUESTIONS_OPEN": "Nobody has answered 'Who pays?' (ideas/i1/questions/q2). "
        "Have the author answer first."
    }
    reactions.question_answered(work, "ideas/i1", later.name)
    assert against(review) == {}


def test_a_question_on_what_is_not_under_review_changes_nothing() -> None:
    over = read()
    decide(over)
    work = on(over, IDEAS)

    reactions.question_asked(work, "ideas/i1", ASKED)
    reactions.question_asked(work, "ideas/unknown", ASKED)

    assert over.questions == ()


def test_a_question_that_was_copied_is_forgotten_with_its_idea() -> None:
    review = opened(open_questions=(ASKED,))

    review.erase_texts(by=IDEAS, at=LATER)

    assert [each.text for each in review.questions] == ["[erased]"]
    assert [each.text for each in review.submission.open_questions] == ["[erased]"]


# The decision.


@pytest.mark.parametrize("rationale", [".", "Yes.", "TBD", "..."])
def test_a_summary_or_a_reason_says_something(rationale: str) -> None:
    approval = Ruling(Outcome.APPROVE, rationale)

    assert list(against(informed(), approval)) == ["SUMMARY_MISSING"]
    low = read()
    know(low, 3, UNKNOWN)
    assert list(against(low, approval)) == ["INFORMATION_TOO_LOW"]


def test_a_no_of_a_full_stop_is_no_reason() -> None:
    no = Ruling(Outcome.DECLINE, ".")

    assert list(against(read(), no)) == ["DECLINE_NEEDS_REASON"]


def warned(review: Review, ruling: Ruling = APPROVE) -> dict[str, str]:
    of = case(review, ruling)
    return {each.reason: each.description for each in of.warnings(())}


def test_a_decision_says_when_one_person_is_everybody() -> None:
    review = read(leader_nominee=ANN.name)

    assert warned(review) == {
        "DECIDED_ALONE": "people/ann wrote what 'Boxes that fit' (reviews/r1) is "
        "about, would lead it, alone has read it, and decides it. A second reader "
        "would see it from another side."
    }
    decide(review, by=ANN)
    assert review.decision
    assert review.decision.alone


@pytest.mark.parametrize("ruling", [RETURN, DECLINE])
def test_who_judges_their_own_idea_alone_is_alone_whichever_way(ruling: Ruling) -> None:
    assert "DECIDED_ALONE" in warned(read(leader_nominee=ANN.name), ruling)


def test_two_people_are_not_alone() -> None:
    by_two = read(leader_nominee=ANN.name, co_authors=(COY.name,))
    led_by_other = replace(APPROVE, leader=LEO.name)

    assert warned(read()) == {}
    assert warned(by_two) == {}
    assert warned(read(leader_nominee=ANN.name), led_by_other) == {}


def test_a_one_way_door_is_not_closed_over_objections_without_a_word() -> None:
    review = debating()
    take_side(review, RIA)

    assert warned(review, RETURN) == {}
    assert warned(review)["OBJECTIONS_STAND"] == (
        "Against 'Boxes that fit' (reviews/r1) stand people/ria. "
        "Answer them in the rationale."
    )


def test_who_finishes_three_minutes_in_a_moment_is_named() -> None:
    review = debating(sections=submission().sections)
    review.reading_time = timedelta(minutes=3)
    quick = timedelta(milliseconds=40)
    ria, *others = review.readers[::-1]
    slow = [replace(each, finish_time=NOON + timedelta(minutes=1)) for each in others]
    review.readers = (*slow, replace(ria, finish_time=NOON + quick))

    assert warned(review, RETURN) == {
        "READ_FAST": "'Boxes that fit' (reviews/r1) has 3 minutes of text; it was "
        f"finished by {ria.person} within 0.04 s. Ask them what they read."
    }


def test_who_has_not_finished_has_taken_no_time_yet() -> None:
    review = reading()

    assert [reader.took for reader in review.readers] == [None]
    assert [reader.took for reader in full_read().readers] == [timedelta(minutes=1)] * 4


def test_a_lint_tells_nobody_what_others_think() -> None:
    review = full_read()
    take_side(review, RIA)
    seen = []
    for viewer in (ANN, RIA):
        work = on(review, viewer)
        found = lint_decision(work, "r1", APPROVE, POLICY)
        seen.append([each.reason for each in found.warnings])
        of = replace(case(review), viewer=viewer.name)
        seen.append([str(of.snapshot().objections)])

    assert seen == [[], ["0"], ["OBJECTIONS_STAND"], ["1"]]
    assert case(review).snapshot().objections == 1, "the decision counts all"
