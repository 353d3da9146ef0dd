"""What is true of ideas whatever happens to them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import DomainError, RuleBroken
from day1.ideas.v1 import ideas_service_pb2 as pb
from services.ideas.api.mapping import WRITABLE, to_document, to_message
from services.ideas.domain import events
from services.ideas.domain.document import Document, hash_of
from services.ideas.domain.idea import TRANSITIONS, Idea
from services.ideas.storage.postgres import IDEAS as TABLE
from tests.unit.ideas.support import (
    ANN,
    BEN,
    CLAIM,
    IDEAS,
    LATER,
    METHODS,
    NOON,
    POLICY,
    REVIEWS,
    TWO_WAY,
    UNCLASSIFIED,
    document,
    draft,
    reasons,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""What a contract lets through and a database keeps."""
BEGINNINGS = st.sampled_from(sorted(IDEAS))
STEPS = st.lists(st.sampled_from(sorted(METHODS)), max_size=12)
DAYS = st.sampled_from(["", "2026-03-02", "2026-03-03"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
AMOUNTS = st.integers(0, 2**63 - 1)

UNDOS = st.builds(pb.Undo, plan=TEXTS, cost_usd=AMOUNTS, days=st.integers(0, 2**31 - 1))
DOORS = st.builds(
    pb.Door,
    id=TEXTS,
    decision=TEXTS,
    kind=st.sampled_from(pb.DoorKind.values()),
    undo=st.none() | UNDOS,
)
CLAIMS = st.builds(
    pb.Claim, metric=TEXTS, baseline=NUMBERS, target=NUMBERS, by_date=DAYS
)
MESSAGES = st.builds(
    pb.Idea,
    title=TEXTS,
    customer=st.builds(pb.Customer, segment=TEXTS, context=TEXTS, need=TEXTS),
    press_release=st.builds(
        pb.PressRelease,
        headline=TEXTS,
        claim=CLAIMS,
        summary=TEXTS,
        problem=TEXTS,
        benefit=TEXTS,
        journey=TEXTS,
        customer_quote=TEXTS,
    ),
    five_questions=st.builds(
        pb.FiveQuestions,
        who=TEXTS,
        problem=TEXTS,
        benefit=TEXTS,
        evidence=TEXTS,
        experience=TEXTS,
    ),
    doors=st.lists(DOORS, max_size=3),
    cost_of_failure=st.none()
    | st.builds(pb.CostOfFailure, loss_cap_usd=AMOUNTS, customers_exposed=AMOUNTS),
    leader=TEXTS,
)

DEFECTS: dict[str, Callable[[Document], Document]] = {
    "PRESS_RELEASE_MISSING": lambda known: replace(
        known, press_release=replace(known.press_release, journey="")
    ),
    "CLAIM_NOT_MEASURABLE": lambda known: replace(
        known,
        press_release=replace(
            known.press_release, claim=replace(CLAIM, by_date="2026-03-01")
        ),
    ),
    "CUSTOMER_NOT_SPECIFIC": lambda known: replace(
        known, customer=replace(known.customer, segment="anyone")
    ),
    "FIVE_QUESTIONS_UNANSWERED": lambda known: replace(
        known, five_questions=replace(known.five_questions, who="")
    ),
    "FAQ_MISSING_REQUIRED": lambda known: replace(known, leader=""),
    "DOOR_UNCLASSIFIED": lambda known: replace(
        known, doors=(*known.doors, UNCLASSIFIED)
    ),
    "TWO_WAY_DOOR_WITHOUT_WAY_BACK": lambda known: replace(
        known, doors=(*known.doors, replace(TWO_WAY, undo=None))
    ),
}
"""One way to break each rule of submission, and no other."""


def written(message: pb.Idea) -> Idea:
    idea = draft()
    idea.document = to_document(message)
    return idea


@given(st.permutations(sorted(DEFECTS)), st.integers(0, len(DEFECTS)))
def test_submission_is_allowed_exactly_when_no_rule_is_broken(
    defects: list[str], number: int
) -> None:
    idea, chosen = draft(), set(defects[:number])
    for defect in sorted(chosen):
        idea.update(DEFECTS[defect](idea.document), by=ANN, at=NOON)

    def submit() -> None:
        idea.submit(by=ANN, at=NOON, policy=POLICY)

    if chosen:
        assert reasons(submit, RuleBroken) == [d for d in DEFECTS if d in chosen]
        assert idea.state == "DRAFT"
    else:
        submit()
        assert idea.state == "SUBMITTED"


@given(BEGINNINGS, STEPS)
def test_states_only_move_along_the_table(beginning: str, steps: list[str]) -> None:
    idea = IDEAS[beginning]()
    for step in steps:
        before = deepcopy(idea)
        try:
            METHODS[step](idea)
        except DomainError:
            assert idea == before
        if idea.events == before.events:
            assert idea == before
        else:
            move = (before.state, type(idea.events[-1]))
            assert TRANSITIONS[move] == idea.state
            assert len(idea.events) == len(before.events) + 1


def life_of(beginning: str, steps: list[str]) -> Idea:
    idea = IDEAS[beginning]()
    for step in steps:
        try:
            METHODS[step](idea)
        except DomainError:
            continue
    return idea


@given(st.lists(st.sampled_from(["submit", "recall", "start_review", "send_back"])))
def test_no_two_submissions_have_the_same_revision_number(steps: list[str]) -> None:
    idea = life_of("DRAFT", steps)

    told = [
        event.revision
        for event in idea.events
        if isinstance(event, events.IdeaSubmitted)
    ]
    assert len(told) == len(set(told))


@given(BEGINNINGS, STEPS)
def test_an_experiment_is_open_exactly_while_an_idea_experiments(
    beginning: str, steps: list[str]
) -> None:
    idea = life_of(beginning, steps)

    assert bool(idea.experiment) == (idea.state == "EXPERIMENTING")


@given(BEGINNINGS, STEPS)
def test_what_was_launched_once_is_never_killed(
    beginning: str, steps: list[str]
) -> None:
    idea = life_of(beginning, steps)

    moves = [entry.event for entry in idea.history]
    assert idea.launched == ("IdeaLaunched" in moves)
    assert not idea.launched or idea.state not in {"KILLED", "PIVOTED"}


@given(BEGINNINGS, st.integers(0, 9), st.sampled_from(range(4)))
def test_a_decision_on_another_revision_changes_nothing(
    beginning: str, minor: int, kind: int
) -> None:
    idea = IDEAS[beginning]()
    idea.revision = "1.10"
    before, other = deepcopy(idea), f"1.{minor}"

    [
        lambda: idea.start_review("reviews/r9", other, by=REVIEWS, at=LATER),
        lambda: idea.approve(other, BEN.name, by=REVIEWS, at=LATER),
        lambda: idea.send_back(other, by=REVIEWS, at=LATER),
        lambda: idea.decline(other, "No.", by=REVIEWS, at=LATER),
    ][kind]()

    assert idea == before
    assert idea.events == before.events


@given(MESSAGES, MESSAGES)
def test_the_hash_changes_exactly_when_the_sections_do(
    one: pb.Idea, other: pb.Idea
) -> None:
    first, second = to_document(one).sections(), to_document(other).sections()

    assert (hash_of(first) == hash_of(second)) == (first == second)
    assert hash_of(first) == hash_of(to_document(one).sections())


@given(TEXTS, TEXTS)
def test_a_text_that_moves_to_the_next_section_changes_the_hash(
    text: str, rest: str
) -> None:
    release = document().press_release
    one = document(press_release=replace(release, summary=text + rest, problem=""))
    other = document(press_release=replace(release, summary=text, problem=rest))

    same = one.sections() == other.sections()
    assert (hash_of(one.sections()) == hash_of(other.sections())) == same


@given(MESSAGES)
def test_what_an_author_writes_comes_back_as_it_was(message: pb.Idea) -> None:
    shown = to_message(written(message))

    assert all(getattr(shown, path) == getattr(message, path) for path in WRITABLE)
    assert to_document(shown) == to_document(message)


@given(MESSAGES)
def test_a_stored_document_is_read_as_it_was(message: pb.Idea) -> None:
    idea = written(message)

    assert TABLE.load(idea.version, TABLE.dump(idea)["body"]) == idea


@given(BEGINNINGS, STEPS)
def test_a_stored_idea_is_read_as_it_was(beginning: str, steps: list[str]) -> None:
    idea = life_of(beginning, steps)

    assert TABLE.load(idea.version, TABLE.dump(idea)["body"]) == idea
