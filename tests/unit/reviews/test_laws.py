"""What holds for every review, whatever people try and ideas says."""

from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chassis.checks import CheckResult, CheckSeverity, Risk
from chassis.domain import Actor, DomainError
from services.reviews.application.reactions import idea_recalled, idea_submitted
from services.reviews.domain.checklist import RISKS, renewed, risk_of
from services.reviews.domain.decision import Outcome, PositionKind, Ruling
from services.reviews.domain.decision_log import canonical
from services.reviews.domain.document import Door, ReviewPolicy
from services.reviews.domain.information import (
    InformationNeed,
    NeedState,
    information_ratio,
    weightiest,
)
from services.reviews.domain.life import (
    TRANSITIONS,
    ReviewState,
)
from services.reviews.domain.review import (
    Review,
)
from tests.unit.reviews.support import (
    ANN,
    DEE,
    IDEAS,
    ITSELF,
    LATER,
    LEO,
    NOON,
    POLICY,
    RIA,
    SAM,
    TOMORROW,
    Memory,
    decide,
    question,
    reading,
    submission,
    words,
)

PEOPLE = st.sampled_from([ANN, LEO, DEE, RIA, SAM])
DOORS = st.lists(st.builds(Door, st.just("d"), st.booleans())).map(tuple)
RULINGS = st.builds(Ruling, st.sampled_from(Outcome), st.sampled_from(["", "Because."]))
ACTS = st.one_of(
    st.tuples(st.just("invite"), PEOPLE, PEOPLE),
    st.tuples(st.just("name"), PEOPLE, PEOPLE),
    st.tuples(st.just("start"), PEOPLE, st.none()),
    st.tuples(st.just("finish"), PEOPLE, st.none()),
    st.tuples(st.just("position"), PEOPLE, st.none()),
    st.tuples(st.just("debate"), PEOPLE, st.none()),
    st.tuples(st.just("reread"), PEOPLE, st.none()),
    st.tuples(st.just("need"), PEOPLE, st.none()),
    st.tuples(st.just("decide"), PEOPLE, RULINGS),
    st.tuples(st.just("wake"), st.just(ITSELF), st.none()),
    st.tuples(st.just("supersede"), st.just(IDEAS), st.none()),
)
S = ReviewState
Act = tuple[str, Actor, Actor | Ruling | None]
LEADS = {(state, to) for (state, _), to in TRANSITIONS.items()}


def attempt(review: Review, act: Act) -> bool:  # noqa: C901 - one per act
    """Tell whether it was not refused."""
    try:
        match act:
            case "invite", by, Actor(name=reader):
                review.invite(reader, by=by, at=LATER, policy=POLICY)
            case "name", by, Actor(name=decider):
                review.name_decider(decider, by=by, at=LATER, policy=POLICY)
            case "start", by, _:
                review.start(None, (), by=by, at=LATER, policy=POLICY)
            case "position", by, _:
                kind = PositionKind.SUPPORT
                review.set_position(kind, "", by=by, at=LATER, policy=POLICY)
            case "debate", by, _:
                review.open_debate(by=by, at=LATER, policy=POLICY)
            case "reread", by, _:
                review.request_reread("New.", by=by, at=LATER)
            case "need", by, _:
                need = InformationNeed("", "?", 1, NeedState.KNOWN)
                review.list_need(need, by=by, at=LATER, policy=POLICY)
            case "decide", by, Ruling() as ruling:
                decide(review, ruling, by=by)
            case "finish", by, _:
                review.finish_reading(by=by, at=LATER, policy=POLICY)
            case "wake", by, _:
                review.wake(by=by, at=TOMORROW)
            case _:
                review.supersede(by=IDEAS, at=LATER)
    except DomainError:
        return False
    return True


@given(doors=DOORS, author=PEOPLE, leader=PEOPLE, acts=st.lists(ACTS, max_size=25))
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
        moved = (before.state, review.state)
        assert before.state is review.state or moved in LEADS
        for viewer in (ANN, LEO, DEE, RIA, SAM):
            hidden_from(review, viewer)

    people = [reader.person for reader in review.readers]
    assert len(people) == len(set(people))
    assert (review.decision is not None) == (review.state is S.DECIDED)
    if review.decision:
        rightly_decided(review, author, leader)


def hidden_from(review: Review, viewer: Actor) -> None:
    seen = review.visible_positions(viewer.name)
    has_debated = any(entry.event == "ReviewDebateOpened" for entry in review.history)
    if review.state is not S.DECIDED and not has_debated:
        assert {position.person for position in seen} <= {viewer.name}


def rightly_decided(review: Review, author: Actor, leader: Actor) -> None:
    assert review.decision
    read = {r.person: r.team for r in review.readers if r.finish_time}
    assert review.decision.decider in read
    if review.policy is ReviewPolicy.FULL:
        others = {person for person in read if person not in {author.name, leader.name}}
        assert review.decision.decider not in {author.name, leader.name}
        assert len(others) >= POLICY.full_readers
        assert len({read[person] for person in others}) >= POLICY.full_teams
    else:
        people = [reader.person for reader in review.readers]
        assert review.decision.decider != author.name or people == [author.name]


@given(doors=DOORS)
def test_the_path_is_a_function_of_the_doors(doors: tuple[Door, ...]) -> None:
    document = submission(doors=doors)
    other = submission(doors=doors, author=SAM.name, leader_nominee="", tags=("x",))

    is_light = document.policy is ReviewPolicy.LIGHT

    assert is_light == (False not in [door.is_two_way for door in doors])
    assert other.policy is document.policy


NEEDS = st.lists(
    st.builds(
        InformationNeed,
        st.just("n"),
        st.just("?"),
        st.integers(1, 3),
        st.sampled_from(NeedState),
    ),
    max_size=12,
)


@given(needs=NEEDS)
def test_the_ratio_is_a_share_and_undefined_only_of_nothing(
    needs: list[InformationNeed],
) -> None:
    ratio = information_ratio(needs)
    knowable = [need for need in needs if need.state is not NeedState.UNKNOWABLE]

    assert (ratio is None) == (not knowable)
    if ratio is not None:
        assert 0 <= ratio <= 1
        assert (ratio == 1) == all(n.state is NeedState.KNOWN for n in knowable)
        assert (ratio == 0) == all(n.state is not NeedState.KNOWN for n in knowable)


@given(needs=NEEDS, data=st.data())
def test_to_learn_never_lowers_the_ratio_and_order_does_not_matter(
    needs: list[InformationNeed], data: st.DataObject
) -> None:
    before = information_ratio(needs)
    learnt = [
        replace(need, state=NeedState.KNOWN)
        if need.state is not NeedState.UNKNOWABLE and data.draw(st.booleans())
        else need
        for need in needs
    ]
    after = information_ratio(learnt)

    assert information_ratio(data.draw(st.permutations(needs))) == before
    assert (before is None) == (after is None)
    assert (after or 0) >= (before or 0)


@given(needs=NEEDS)
def test_what_nobody_can_know_does_not_count(needs: list[InformationNeed]) -> None:
    unknowable = InformationNeed("n", "?", 3, NeedState.UNKNOWABLE)

    assert information_ratio([*needs, unknowable]) == information_ratio(needs)


@given(needs=NEEDS, state=st.sampled_from(NeedState))
def test_what_is_named_is_in_its_state_and_the_weightiest(
    needs: list[InformationNeed], state: NeedState
) -> None:
    told = [replace(need, text=str(need.weight)) for need in needs]

    weights = sorted(
        (need.weight for need in told if need.state is state), reverse=True
    )
    assert weightiest(told, state, 3) == [str(weight) for weight in weights[:3]]


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=5))
def test_values_have_one_text_whatever_their_order(values: dict[str, str]) -> None:
    backwards = dict(reversed(values.items()))

    assert canonical(values) == canonical(backwards)


@given(answer=st.sampled_from(["", "yes", "partly", "no"]))
def test_none_of_these_is_as_risky_as_the_riskiest(answer: str) -> None:
    risk, worst = risk_of(question(), answer), risk_of(question(), "")

    assert risk
    assert worst is Risk.HIGH
    assert RISKS.index(risk) <= RISKS.index(worst)


@given(versions=st.lists(st.integers(1, 3), min_size=1, max_size=6))
def test_the_checklist_asks_each_mechanism_once_in_its_newest_version(
    versions: list[int],
) -> None:
    items = renewed((), [], at=NOON, added_later=False)

    for version in versions:
        items = renewed(items, [question(version=version)], at=LATER, added_later=True)

    (item,) = items
    assert item.check.version == max(versions)
    assert item.evaluated(LATER).result is CheckResult.FAIL
    assert item.check.severity is CheckSeverity.BLOCK


@given(number=st.integers(0, 5000), pace=st.integers(1, 1000))
def test_reading_takes_at_least_a_minute_and_never_less_than_the_pace_needs(
    number: int, pace: int
) -> None:
    time = submission(sections=words(number)).reading_time(pace)
    minutes, rest = divmod(time, timedelta(minutes=1))

    assert not rest
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

    assert once.reviews.all == again.reviews.all
    assert sum(review.is_open for review in again.reviews.all.values()) <= 1


def react(work: Memory, said: str, minor: int) -> None:
    revision = f"1.{minor}"
    if said == "recalled":
        idea_recalled(work, "ideas/i1", revision)
    else:
        idea_submitted(work, submission(revision=revision), POLICY)


ON_THE_CHECKLIST = st.one_of(
    st.tuples(st.just("answer"), PEOPLE, st.sampled_from(["yes", "partly", "no", ""])),
    st.tuples(st.just("fix"), PEOPLE, st.sampled_from(["We try it.", "."])),
    st.tuples(st.just("accept"), PEOPLE, st.just("I saw it.")),
    st.tuples(st.just("except"), PEOPLE, st.just("Soon.")),
    st.tuples(st.just("read"), PEOPLE, st.just("")),
    st.tuples(
        st.just("hand over"), PEOPLE, st.sampled_from(["people/ria", "people/leo"])
    ),
)


@given(leader=st.sampled_from([ANN, LEO]), acts=st.lists(ON_THE_CHECKLIST, max_size=25))
def test_a_high_risk_passes_by_two_people_only_however_it_is_answered(
    leader: Actor, acts: list[tuple[str, Actor, str]]
) -> None:
    review = reading(question(), leader_nominee=leader.name)
    for person in (LEO, RIA):
        with suppress(DomainError):
            review.invite(person.name, by=ANN, at=NOON, policy=POLICY)

    for act, by, said in acts:
        with suppress(DomainError):
            on_the_checklist(review, act, by, said)

    (item,) = review.checklist
    if item.answer and item.answer.risk is Risk.HIGH and not item.is_risky:
        assert item.answer.acceptance
        assert item.answer.acceptance.approver not in {item.answer.person, ANN.name}
    if item.exception:
        assert item.exception.approver != ANN.name


def on_the_checklist(review: Review, act: str, by: Actor, said: str) -> None:
    match act:
        case "answer":
            review.answer_item("way-back", said, "", "", by=by, at=LATER)
        case "fix":
            review.answer_item("way-back", "no", said, "", by=by, at=LATER)
        case "accept":
            review.accept_fix("way-back", said, by=by, at=LATER)
        case "except":
            review.grant_exception(
                "way-back", said, TOMORROW, by=by, at=LATER, policy=POLICY
            )
        case "read":
            review.finish_reading(by=by, at=LATER, policy=POLICY)
        case _:
            review.name_decider(said, by=by, at=LATER, policy=POLICY)


@given(acts=st.lists(ON_THE_CHECKLIST, max_size=25))
def test_a_risk_falls_by_who_raised_it_or_by_the_decider_only(
    acts: list[tuple[str, Actor, str]],
) -> None:
    review = reading(question())
    review.invite(RIA.name, by=ANN, at=NOON, policy=POLICY)

    for act, by, said in acts:
        before, decider = review.checklist[0], review.decider
        with suppress(DomainError):
            on_the_checklist(review, act, by, said)
        after = review.checklist[0].answer
        if before.answer and after and before.lowers(after.risk):
            assert by.name in {before.answer.raised_by, decider}
