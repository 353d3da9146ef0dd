"""What holds for every review, whatever people try and ideas says."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import Actor, DomainError
from services.reviews.application.reactions import idea_recalled, idea_submitted
from services.reviews.domain.decision import Outcome, Ruling
from services.reviews.domain.document import Door, ReviewPolicy
from services.reviews.domain.review import Review, ReviewState
from tests.unit.reviews.support import (
    ANN,
    IDEAS,
    LATER,
    LEO,
    NOON,
    POLICY,
    RIA,
    SAM,
    Memory,
    submission,
    words,
)

PEOPLE = st.sampled_from([ANN, LEO, RIA, SAM])
DOORS = st.lists(st.builds(Door, st.just("d"), st.booleans())).map(tuple)
RULINGS = st.builds(Ruling, st.sampled_from(Outcome), st.sampled_from(["", "Because."]))
ACTS = st.one_of(
    st.tuples(st.just("invite"), PEOPLE, PEOPLE),
    st.tuples(st.just("finish"), PEOPLE, st.none()),
    st.tuples(st.just("decide"), PEOPLE, RULINGS),
    st.tuples(st.just("supersede"), st.just(IDEAS), st.none()),
)
S = ReviewState
MOVES = {
    (S.OPENED, S.OPENED),
    (S.OPENED, S.SUPERSEDED),
    (S.READING, S.READING),
    (S.READING, S.DECIDED),
    (S.READING, S.SUPERSEDED),
}
Act = tuple[str, Actor, Actor | Ruling | None]


def attempt(review: Review, act: Act) -> bool:
    """Tell whether it was not refused."""
    try:
        match act:
            case "invite", by, Actor(name=reader):
                review.invite(reader, by=by, at=LATER, policy=POLICY)
            case "decide", by, Ruling() as ruling:
                review.decide(ruling, by=by, at=LATER, policy=POLICY)
            case "finish", by, _:
                review.finish_reading(by=by, at=LATER)
            case _:
                review.supersede(by=IDEAS, at=LATER)
    except DomainError:
        return False
    return True


@given(doors=DOORS, author=PEOPLE, leader=PEOPLE, acts=st.lists(ACTS, max_size=20))
def test_nothing_is_decided_unread_and_a_refusal_changes_nothing(
    doors: tuple[Door, ...], author: Actor, leader: Actor, acts: list[Act]
) -> None:
    document = submission(doors=doors, author=author.name, leader_nominee=leader.name)
    review = Review.open("r1", document, by=IDEAS, at=NOON, policy=POLICY)

    for act in acts:
        before = deepcopy(review)
        if not attempt(review, act):
            assert review == before
            assert review.events == before.events
        assert review == before or (before.state, review.state) in MOVES

    people = [reader.person for reader in review.readers]
    assert len(people) == len(set(people))
    assert (review.decision is not None) == (review.state is S.DECIDED)
    if review.decision:
        assert review.policy is ReviewPolicy.LIGHT
        read = {r.person for r in review.readers if r.finish_time}
        assert review.decision.decider in read
        assert author != leader or people == [author.name]


@given(doors=DOORS)
def test_one_one_way_door_makes_the_whole_review_full(doors: tuple[Door, ...]) -> None:
    is_light = submission(doors=doors).policy is ReviewPolicy.LIGHT

    assert is_light == (False not in [door.is_two_way for door in doors])


@given(number=st.integers(0, 5000), pace=st.integers(1, 1000))
def test_reading_takes_at_least_a_minute_and_never_less_than_the_pace_needs(
    number: int, pace: int
) -> None:
    minutes = submission(sections=words(number)).reading_minutes(pace)

    assert minutes >= 1
    assert number <= minutes * pace < number + pace or minutes == 1


@given(data=st.data(), recalled=st.lists(st.booleans(), min_size=1, max_size=12))
def test_events_that_come_again_change_nothing(
    data: st.DataObject, recalled: list[bool]
) -> None:
    stream = [
        (said, minor)
        for minor, was_recalled in enumerate(recalled)
        for said in (["submitted", "recalled"] if was_recalled else ["submitted"])
    ]
    once, again = Memory(), Memory()

    for position, event in enumerate(stream):
        react(once, *event)
        react(again, *event)
        for repeat in data.draw(st.lists(st.sampled_from(stream[: position + 1]))):
            react(again, *repeat)

    assert once.kept == again.kept
    assert sum(review.is_open for review in again.kept.values()) <= 1


def react(work: Memory, said: str, minor: int) -> None:
    revision = f"1.{minor}"
    if said == "recalled":
        idea_recalled(work, "ideas/i1", revision)
    else:
        idea_submitted(work, submission(revision=revision), POLICY)
