"""Each rule of reading and of people: its reason, what it says, and its siblings."""

from datetime import timedelta

import pytest

from chassis.domain import (
    Actor,
    AlreadyExists,
    InvalidInput,
    NotAllowed,
    RuleBroken,
)
from chassis.labels import Label
from chassis.money import Money
from services.reviews.domain import rules
from services.reviews.domain.document import Door, ReviewPolicy, Undo
from services.reviews.domain.information import InformationNeed
from services.reviews.domain.policy import Policy
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    COY,
    DEE,
    KAI,
    LATER,
    LEO,
    POLICY,
    RIA,
    SAM,
    TITLED,
    debating,
    full_read,
    full_reading,
    know,
    named,
    opened,
    reading,
    reasons_of,
    subjects_of,
    submission,
    violations_of,
    with_reader,
    words,
)

LABEL = Label("reviews/r1", "Boxes that fit")


def invite(
    review: Review, reader: Actor, by: Actor = ANN, policy: Policy = POLICY
) -> None:
    review.invite(reader.name, by=by, at=LATER, policy=policy)


def start(review: Review, asked: ReviewPolicy | None = None, by: Actor = DEE) -> None:
    review.start(asked, (), by=by, at=LATER, policy=POLICY)


def name(
    review: Review, decider: Actor, by: Actor = ANN, policy: Policy = POLICY
) -> None:
    review.name_decider(decider.name, by=by, at=LATER, policy=policy)


def test_nobody_is_invited_twice() -> None:
    found = violations_of(lambda: invite(reading(), LEO), RuleBroken)

    assert found == {
        "ALREADY_READER": f"people/leo reads {TITLED} already. Invite someone else."
    }


@pytest.mark.parametrize("author", [ANN, COY])
def test_authors_do_not_read_their_own_document(author: Actor) -> None:
    review = reading(co_authors=(COY.name,))

    found = violations_of(lambda: invite(review, author, LEO), RuleBroken)

    assert found == {
        "READER_IS_AUTHOR": f"{author.name} wrote what {TITLED} is about. "
        "Invite someone who has not."
    }


def test_an_author_who_is_to_lead_reads_from_the_start() -> None:
    review = reading(leader_nominee=ANN.name)

    assert reasons_of(lambda: invite(review, ANN), RuleBroken) == ["ALREADY_READER"]


def test_no_more_readers_fit_than_the_policy_allows() -> None:
    two = Policy(max_readers=2)
    review = with_reader(reading())

    found = violations_of(lambda: invite(review, SAM, policy=two), RuleBroken)

    text = f"{TITLED} has 2 readers, and no more fit. Ask its decider, who "
    text += "may replace a reader who has not finished."
    assert found == {"READERS_TOO_MANY": text}


def test_an_invitation_is_refused_for_all_reasons_at_once() -> None:
    one = Policy(max_readers=1)

    reasons = reasons_of(lambda: invite(reading(), ANN, policy=one), RuleBroken)

    assert reasons == ["READER_IS_AUTHOR", "READERS_TOO_MANY"]


def test_the_author_does_not_decide_where_others_read() -> None:
    found = violations_of(lambda: name(opened(), ANN), RuleBroken)

    assert found == {
        "DECIDER_IS_AUTHOR": f"people/ann wrote what {TITLED} decides. Name a decider "
        "who has not, or recall the idea and submit it again."
    }


def test_the_leader_does_not_decide_a_one_way_door() -> None:
    found = violations_of(lambda: name(opened(), LEO), RuleBroken)

    assert found == {
        "DECIDER_IS_LEADER": f"people/leo would lead what {TITLED} decides, behind a "
        "one-way door. Name another decider."
    }


def test_the_leader_decides_two_way_doors() -> None:
    review = with_reader(reading())

    name(review, RIA, by=LEO)
    name(review, LEO, by=RIA)

    assert review.decider == LEO.name


def test_a_decider_is_refused_for_all_reasons_at_once() -> None:
    review = opened(leader_nominee=ANN.name, co_authors=(COY.name,))
    one = Policy(max_readers=1)

    both = reasons_of(lambda: name(review, ANN), RuleBroken)
    crowded = reasons_of(lambda: name(review, COY, policy=one), RuleBroken)

    assert both == ["DECIDER_IS_AUTHOR", "DECIDER_IS_LEADER"]
    assert crowded == ["DECIDER_IS_AUTHOR", "READERS_TOO_MANY"]


def test_a_review_starts_with_a_decider_and_enough_readers() -> None:
    found = violations_of(lambda: start(opened(), by=ANN), RuleBroken)

    assert found == {
        "DECIDER_MISSING": f"Nobody decides {TITLED} yet. Name a decider, then start "
        "the review.",
        "READERS_TOO_FEW": f"Readers of {TITLED} beside its authors and its "
        "leader: 0; needed: 3. Invite more, then start.",
    }


def test_authors_are_no_angle_on_a_one_way_door() -> None:
    review = opened(leader_nominee=ANN.name)
    name(review, DEE)
    invite(review, RIA)

    assert reasons_of(lambda: start(review), RuleBroken) == ["READERS_TOO_FEW"]


def test_the_heavy_way_is_refused_for_two_way_doors_in_any_state() -> None:
    found = violations_of(
        lambda: start(reading(), ReviewPolicy.FULL, by=LEO), RuleBroken
    )

    assert found == {
        "HEAVY_PROCESS_ON_TWO_WAY_DOOR": f"{TITLED} has two-way doors only. Being "
        "wrong costs the way back: USD 1,500 and 3 days. Read it, and let its decider "
        "decide."
    }


@pytest.mark.parametrize(
    ("undos", "price"),
    [
        ([Undo("Back")], "no known cost and unknown days"),
        ([Undo("Back", Money("USD", 2)), Undo("Back", days=0)], "USD 2 and 0 days"),
        (
            [Undo("Back", Money("USD", 2), 1), Undo("Back", Money("USD", 3), 4)],
            "USD 5 and 4 days",
        ),
        (
            [Undo("Back", Money("EUR", 2)), Undo("Back", Money("USD", 3), 4)],
            "EUR 2 and USD 3 and 4 days",
        ),
    ],
)
def test_the_price_of_being_wrong_is_the_sum_of_what_is_known(
    undos: list[Undo], price: str
) -> None:
    doors = [Door("d", is_two_way=True, undo=undo) for undo in undos]
    document = submission(doors=(*doors, Door("e", is_two_way=True)))

    full = ReviewPolicy.FULL
    found = rules.heavy_process_on_two_way_door(LABEL, document, full)

    assert found
    assert f"costs the way back: {price}." in found.description


def test_the_light_way_is_refused_for_one_way_doors_in_any_state() -> None:
    for review in (named(), full_reading(), debating()):
        found = violations_of(
            lambda review=review: start(review, ReviewPolicy.LIGHT),  # type: ignore[misc]
            RuleBroken,
        )
        assert found == {
            "LIGHT_PROCESS_ON_ONE_WAY_DOOR": f"{TITLED} has doors without a way back: "
            "'Rename it' (brand). Have it read and debated first, or recall the idea "
            "and split the door."
        }


def test_two_way_doors_are_not_debated_at_length() -> None:
    def debate() -> None:
        reading().open_debate(by=LEO, at=LATER, policy=POLICY)

    assert reasons_of(debate, RuleBroken) == ["HEAVY_PROCESS_ON_TWO_WAY_DOOR"]


def test_a_debate_needs_a_quorum_of_more_than_one_team() -> None:
    review = full_reading()

    def debate() -> None:
        review.open_debate(by=DEE, at=LATER, policy=POLICY)

    assert violations_of(debate, RuleBroken) == {
        "READERS_TOO_FEW": f"Readers of {TITLED} who have finished: 0; needed: 3. "
        "Invite readers, or wait.",
        "READERS_ONE_TEAM": f"Readers of {TITLED} come from 2 teams at least; "
        "finished: none yet. Invite someone of another.",
    }
    for person in (LEO, DEE, RIA, KAI):
        same_team = Actor(person.name, "teams/books")
        review.finish_reading(by=same_team, at=LATER, policy=POLICY)

    assert violations_of(debate, RuleBroken) == {
        "READERS_ONE_TEAM": f"Readers of {TITLED} come from 2 teams at least; "
        "finished: only teams/books. Invite someone of another."
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (450, f"people/leo has not read {TITLED} to the end: 3 minutes of text."),
        (4, f"people/leo has not read {TITLED} to the end: 1 minute of text."),
    ],
)
def test_one_reads_first(number: int, text: str) -> None:
    review = reading(sections=words(number))

    minutes = review.reading_time // timedelta(minutes=1)
    found = rules.not_read_yet(review.label, review.readers, LEO.name, minutes)

    assert found
    assert found.reason == "NOT_READ_YET"
    assert found.description == f"{text} Read it, then finish reading."


def test_a_topic_that_nobody_has_debated_is_not_closed() -> None:
    review = debating(debated_topics=("Now?",))

    def close() -> None:
        topic = review.topic("topic-1")
        review.close_topic(topic, "Now.", is_debated=False, by=DEE, at=LATER)

    assert violations_of(close, RuleBroken) == {
        "DEBATED_TOPIC_UNDEBATED": "Nobody but you has debated topic-1 (Now?). Ask a "
        "reader to comment on it, then close it."
    }


def test_a_need_says_something() -> None:
    review = reading()
    know(review, 1)
    blank = review.need("need-1").__class__("need-1", " \n")

    def listed() -> None:
        review.list_need(blank, by=ANN, at=LATER, policy=POLICY)

    def changed() -> None:
        review.change_need(blank, by=ANN, at=LATER, policy=POLICY)

    for act in (listed, changed):
        assert violations_of(act, InvalidInput) == {
            "NEED_EMPTY": "'' does not say what one would like to know about "
            f"{TITLED}. Write it as a question."
        }
        assert subjects_of(act, InvalidInput) == ["information_need.text"]


def test_a_need_has_the_id_that_was_chosen_or_a_free_one() -> None:
    review = reading()

    for need_id in ("need-2", "", "", "cost", ""):
        need = InformationNeed(need_id, "How many?")
        review.list_need(need, by=ANN, at=LATER, policy=POLICY)

    found = [need.id for need in review.needs]
    assert found == ["need-2", "need-3", "need-4", "cost", "need-5"]


def test_two_needs_of_a_review_have_different_ids() -> None:
    review = reading()
    know(review, 1)

    def again() -> None:
        need = InformationNeed("need-1", "How many?")
        review.list_need(need, by=ANN, at=LATER, policy=POLICY)

    name = "reviews/r1/informationNeeds/need-1"
    assert violations_of(again, AlreadyExists) == {
        "NEED_EXISTS": f"{name} exists already. Choose another id."
    }
    assert subjects_of(again, AlreadyExists) == [name]


def test_no_more_needs_fit_than_the_policy_allows() -> None:
    review = reading()
    know(review, 1)

    def another() -> None:
        one, need = Policy(max_needs=1), review.need("need-1")
        review.list_need(need, by=ANN, at=LATER, policy=one)

    assert violations_of(another, RuleBroken) == {
        "NEEDS_TOO_MANY": f"{TITLED} lists 1 things to know, and no more fit. "
        "Change one that matters less."
    }


def test_what_was_read_is_what_is_decided() -> None:
    found = rules.revision_stale(LABEL, submission())

    assert found.reason == "REVISION_STALE"
    assert found.description == (
        f"What you read is not what counts: {TITLED} is about ideas/i1, revision 1.0. "
        "Read the newest revision, then go on."
    )


def test_a_decision_is_final() -> None:
    found = rules.decision_final(LABEL)

    assert found.description == (
        f"{TITLED} is decided, and stays so. Submit a new revision for a new decision."
    )


def test_who_may_not_is_told_nothing_else() -> None:
    def finish() -> None:
        opened().finish_reading(by=SAM, at=LATER, policy=POLICY)

    def need() -> None:
        review = reading()
        know(review, 1)
        review.change_need(review.need("need-1"), by=SAM, at=LATER, policy=POLICY)

    stranger = f"people/sam has no part in {TITLED}. Ask its author or a reader to "
    assert violations_of(lambda: invite(reading(), LEO, SAM), NotAllowed) == {
        "NOT_INVOLVED": f"{stranger}invite you."
    }
    assert reasons_of(finish, NotAllowed) == ["NOT_READER"]
    assert reasons_of(need, NotAllowed) == ["NOT_INVOLVED"]
    assert reasons_of(lambda: name(opened(), DEE, SAM), NotAllowed) == ["NOT_INVOLVED"]
    assert violations_of(lambda: start(full_read(), by=SAM), NotAllowed) == {
        "NOT_DECIDER": f"{TITLED} is decided by people/dee. Ask them."
    }
