"""What is true of ideas whatever happens to them."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from google.type import money_pb2
from hypothesis import given
from hypothesis import strategies as st

from chassis.domain import DomainError, RuleBroken, id_in
from chassis.wire import from_date
from day1.checks.v1 import checks_pb2
from day1.ideas.v1 import ideas_pb2 as pb
from services.ideas.api.mapping import to_document, to_message, to_profile
from services.ideas.application.commands import mark_duplicate
from services.ideas.application.reactions import Result, Verdict, experiment_decided
from services.ideas.application.relatives import lineage_of
from services.ideas.domain import events
from services.ideas.domain.comparison import (
    ChangeKind,
    differences,
    similarity,
    triples,
)
from services.ideas.domain.completeness import gaps
from services.ideas.domain.document import DoorKind, UserManual
from services.ideas.domain.evidence import EvidenceKind, EvidenceResult
from services.ideas.domain.idea import Idea
from services.ideas.domain.life import ACTIVE, TRANSITIONS, IdeaState
from services.ideas.domain.profile import Visibility
from services.ideas.domain.submission import ReviewPolicy, Submission
from services.ideas.domain.text import Section, hash_of, sections_of
from services.ideas.storage.postgres import IDEAS as TABLE
from tests.unit.ideas.support import (
    ANN,
    CLAIM,
    E1,
    EXPERIMENTS,
    IDEAS,
    LATER,
    METHODS,
    NOON,
    ONE_WAY,
    POLICY,
    REVIEWS,
    TWO_WAY,
    UNCLASSIFIED,
    asked,
    decision,
    document,
    dossier,
    draft,
    evidence,
    reasons,
    work_on,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""What a contract lets through and a database keeps."""
BEGINNINGS = st.sampled_from(sorted(IDEAS))
STEPS = st.lists(st.sampled_from(sorted(METHODS)), max_size=12)
DAYS = st.none() | st.sampled_from([date(2026, 3, 2), date(2026, 3, 3)]).map(from_date)
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
AMOUNTS = st.none() | st.builds(
    money_pb2.Money,
    currency_code=st.just("USD"),
    units=st.integers(0, 2**63 - 1),
    nanos=st.integers(0, 999_999_999),
)
COUNTS = st.none() | st.integers(0, 2**31 - 1)
NAMES = st.lists(TEXTS, max_size=2)
LINES = st.text("ab\n", max_size=12)
TIMES = st.none() | st.integers(0, 7_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
UNDOS = st.builds(pb.Undo, plan=TEXTS, cost=AMOUNTS, days=COUNTS, tested=st.booleans())
FAQS = st.lists(st.builds(pb.Faq, id=TEXTS, question=TEXTS, answer=TEXTS), max_size=2)
MANUALS = st.builds(
    pb.UserManual,
    stage=st.sampled_from(pb.ManualStage.values()),
    sections=st.lists(
        st.builds(pb.ManualSection, heading=TEXTS, text=TEXTS), max_size=2
    ),
)
OPTIONS = st.builds(pb.RejectedOption, option=TEXTS, reason=TEXTS)
BETS = st.builds(
    pb.Bet, win_probability=NUMBERS, payoff_multiple=NUMBERS, build_cost=AMOUNTS
)
DOORS = st.builds(
    pb.Door,
    id=TEXTS,
    decision=TEXTS,
    kind=st.sampled_from(checks_pb2.DoorKind.values()),
    undo=st.none() | UNDOS,
    split_from=TEXTS,
)
CLAIMS = st.builds(
    pb.Claim, metric=TEXTS, baseline=NUMBERS, target=NUMBERS, by_date=DAYS
)
DOCUMENTS = st.builds(
    pb.IdeaDocument,
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
        subheading=TEXTS,
        dateline=TEXTS,
        replaces=TEXTS,
        company_quote=TEXTS,
        getting_started=TEXTS,
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
    | st.builds(
        pb.CostOfFailure,
        loss_cap=AMOUNTS,
        customers_exposed=COUNTS,
        undo_days=COUNTS,
    ),
    leader=TEXTS,
    customer_faqs=FAQS,
    internal_faqs=FAQS,
    user_manual=MANUALS,
    mlp_features=NAMES,
    rejected_options=st.lists(OPTIONS, max_size=2),
    debated_topics=NAMES,
    bet=st.none() | BETS,
    contradiction_sought=TEXTS,
    competitor_notes=TEXTS,
)
MESSAGES = st.builds(
    pb.Idea,
    document=DOCUMENTS,
    co_authors=NAMES,
    members=NAMES,
    business_unit=TEXTS,
    origin=st.sampled_from(pb.IdeaOrigin.values()),
    trend_tags=NAMES,
    country_codes=NAMES,
    maturity=st.sampled_from(pb.Maturity.values()),
    visibility=st.sampled_from(pb.Visibility.values()),
    learns_from=NAMES,
    build_start_time=TIMES,
    patience_until_time=TIMES,
    historic_year=COUNTS,
    fictional=st.booleans(),
)

DEFECTS: dict[str, Callable[[Submission], Submission]] = {
    "PRESS_RELEASE_MISSING": lambda s: rewritten(
        s, press_release=replace(s.document.press_release, journey="")
    ),
    "CLAIM_NOT_MEASURABLE": lambda s: rewritten(
        s,
        press_release=replace(
            s.document.press_release, claim=replace(CLAIM, by_date=date(2026, 3, 1))
        ),
    ),
    "CUSTOMER_NOT_SPECIFIC": lambda s: rewritten(
        s, customer=replace(s.document.customer, segment="anyone")
    ),
    "FIVE_QUESTIONS_UNANSWERED": lambda s: rewritten(
        s, five_questions=replace(s.document.five_questions, who="")
    ),
    "FAQ_MISSING_REQUIRED": lambda s: rewritten(s, leader=""),
    "NO_HARD_QUESTION": lambda s: told(s, questions=()),
    "ONLY_PROXY_EVIDENCE": lambda s: told(
        s,
        evidence=(
            evidence(kind=EvidenceKind.SURVEY, result=EvidenceResult.CONTRADICTS),
        ),
    ),
    "VISUALS_MISSING": lambda s: told(s, visuals=()),
    "MANUAL_NOT_OUTLINED": lambda s: rewritten(s, user_manual=UserManual()),
    "DOOR_UNCLASSIFIED": lambda s: rewritten(
        s, doors=(*s.document.doors, UNCLASSIFIED)
    ),
    "TWO_WAY_DOOR_WITHOUT_WAY_BACK": lambda s: rewritten(
        s, doors=(*s.document.doors, replace(TWO_WAY, undo=None))
    ),
    "ALREADY_DECIDED": lambda s: replace(
        s,
        profile=replace(s.profile, build_started_at=NOON - POLICY.horizon),
    ),
    "TEAM_OVER_TWO_PIZZAS": lambda s: replace(
        s, profile=replace(s.profile, members=tuple(map(str, range(11))))
    ),
    "VISIBILITY_TOO_NARROW": lambda s: replace(
        s, profile=replace(s.profile, visibility=Visibility.TEAM)
    ),
}
"""One way to break each rule of submission, and no other, in the order of the table."""


def rewritten(s: Submission, **changes: Any) -> Submission:
    return replace(s, document=replace(s.document, **changes))


def told(s: Submission, **changes: Any) -> Submission:
    return replace(s, dossier=replace(s.dossier, **changes))


def written(message: pb.Idea) -> Idea:
    idea = draft()
    idea.document = to_document(message.document)
    idea.profile = to_profile(message)
    return idea


@given(st.sets(st.sampled_from(sorted(DEFECTS))))
def test_submission_is_allowed_exactly_when_no_rule_is_broken(chosen: set[str]) -> None:
    idea = draft()
    what = idea.submission(dossier(), NOON, POLICY)
    for defect in sorted(chosen):
        what = DEFECTS[defect](what)

    if chosen:
        assert reasons(lambda: idea.submit(what, (), by=ANN), RuleBroken) == [
            defect for defect in DEFECTS if defect in chosen
        ]
        assert idea.state == "DRAFT"
    else:
        idea.submit(what, (), by=ANN)
        assert idea.state == "SUBMITTED"


@given(MESSAGES, st.sets(st.sampled_from(["evidence", "questions", "visuals"])))
def test_what_blocks_a_two_way_door_blocks_a_one_way_door(
    message: pb.Idea, missing: set[str]
) -> None:
    idea = written(message)
    two_way = tuple(d for d in idea.document.doors if d.kind is not DoorKind.ONE_WAY)
    said = replace(dossier(), **dict.fromkeys(missing, ()))
    idea.document = replace(idea.document, doors=(*two_way, TWO_WAY))
    light = idea.submission(said, NOON, POLICY)

    full = rewritten(light, doors=(*light.document.doors, ONE_WAY))

    assert (light.path, full.path) == (ReviewPolicy.LIGHT, ReviewPolicy.FULL)
    assert {v.reason for v in gaps(light)} <= {v.reason for v in gaps(full)}


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
            move = (before.state, type(idea.events[len(before.events)]))
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
def test_what_was_launched_once_is_killed_by_its_leader_only(
    beginning: str, steps: list[str]
) -> None:
    idea = life_of(beginning, steps)

    moves = [entry.event for entry in idea.history]
    assert idea.launched == ("IdeaLaunched" in moves)
    if idea.launched:
        assert idea.state != "PIVOTED"
        assert (idea.state == "KILLED") == ("IdeaStopped" in moves)


@given(BEGINNINGS, STEPS)
def test_a_leader_is_taken_by_active_ideas_only(
    beginning: str, steps: list[str]
) -> None:
    idea = life_of(beginning, steps)

    is_active = idea.state in ACTIVE
    assert bool(idea.leads) == (is_active and not idea.leader_vacant)
    assert not idea.leader_vacant or not idea.document.leader


@given(BEGINNINGS, st.integers(0, 9))
def test_a_decision_on_another_revision_is_stale_in_every_state(
    beginning: str, minor: int
) -> None:
    idea = IDEAS[beginning]()
    idea.revision = "1.10"
    other = f"1.{minor}"
    before = deepcopy(idea)

    idea.start_review("reviews/r9", other, by=REVIEWS, at=LATER)
    assert idea == before
    assert idea.is_stale(decision(other), by=REVIEWS, at=LATER)
    assert (idea.state, idea.revision, idea.document) == (
        before.state,
        before.revision,
        before.document,
    )


SECTIONS = st.lists(
    st.builds(Section, st.sampled_from("abcd"), st.sampled_from(["One", "Two"]), LINES),
    unique_by=lambda section: section.id,
    max_size=4,
).map(tuple)


def texts(sections: tuple[Section, ...]) -> dict[str, str]:
    return {section.id: section.text for section in sections}


@given(SECTIONS, SECTIONS)
def test_a_difference_applied_to_the_old_text_gives_the_new(
    old: tuple[Section, ...], new: tuple[Section, ...]
) -> None:
    rebuilt, taken_from = texts(old), texts(old)

    for change in differences(old, new):
        was = [p.old_text for p in change.paragraphs if p.kind is not ChangeKind.ADDED]
        now = [
            p.new_text for p in change.paragraphs if p.kind is not ChangeKind.REMOVED
        ]
        if change.kind is ChangeKind.REMOVED:
            del rebuilt[change.section]
        else:
            rebuilt[change.section] = "\n".join(now)
        if change.kind is not ChangeKind.ADDED:
            assert "\n".join(was) == taken_from[change.section]

    assert rebuilt == texts(new)


@given(SECTIONS)
def test_a_text_does_not_differ_from_itself(text: tuple[Section, ...]) -> None:
    assert differences(text, text) == []


@given(TEXTS, TEXTS)
def test_likeness_is_mutual_and_complete_with_oneself(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0.0 <= similarity(one, other) <= 1.0
    assert similarity(one, one) == (1.0 if triples(one) else 0.0)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=6))
def test_a_lineage_never_returns_to_itself(pivots: list[tuple[int, bool]]) -> None:
    work = work_on(draft(), EXPERIMENTS)
    for number, again in pivots:
        names = sorted(work.ideas.by_id)
        parent = work.ideas.by_id[names[number % len(names)]]
        if parent.state == "DRAFT":
            parent.state, parent.launched = IdeaState.EXPERIMENTING, again
            parent.experiment = E1
        result = Result(E1, Verdict.PIVOT, "Bags.")
        experiment_decided(work, parent.id, result)

    for idea in work.ideas.by_id.values():
        seen, name = set[str](), idea.name
        while name:
            assert name not in seen
            seen.add(name)
            name = work.ideas.get(id_in(name)).pivoted_from
        family = lineage_of(work, idea.id)
        assert len({one.name for one in family}) == len(family)


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_duplicate_keeps_no_question_and_no_evidence(
    questions: int, pieces: int
) -> None:
    work = work_on(draft(), ANN)
    other = draft()
    other.id = "i2"
    work.ideas.add(other)
    for number in range(questions):
        work.questions.add(asked(number))
    for number in range(pieces):
        work.evidence.add(evidence(number))

    _, moved = mark_duplicate(work, "i1", "", "ideas/i2")

    assert (moved.questions, moved.evidence) == (questions, pieces)
    assert {q.idea for q in work.questions.by_id.values()} <= {"ideas/i2"}
    assert {e.idea for e in work.evidence.by_id.values()} <= {"ideas/i2"}
    assert all(q.origin == "ideas/i1" for q in work.questions.by_id.values())


@given(MESSAGES, MESSAGES)
def test_the_hash_changes_exactly_when_the_sections_do(
    one: pb.Idea, other: pb.Idea
) -> None:
    first, second = (sections_of(to_document(each.document)) for each in (one, other))

    assert (hash_of(first) == hash_of(second)) == (first == second)
    assert hash_of(first) == hash_of(sections_of(to_document(one.document)))


@given(TEXTS, TEXTS)
def test_a_text_that_moves_to_the_next_section_changes_the_hash(
    text: str, rest: str
) -> None:
    release = document().press_release
    one = document(press_release=replace(release, summary=text + rest, problem=""))
    other = document(press_release=replace(release, summary=text, problem=rest))

    same = sections_of(one) == sections_of(other)
    assert (hash_of(sections_of(one)) == hash_of(sections_of(other))) == same


@given(MESSAGES)
def test_what_an_author_writes_comes_back_as_it_was(message: pb.Idea) -> None:
    shown = to_message(written(message))

    assert to_document(shown.document) == to_document(message.document)
    assert to_profile(shown) == to_profile(message)


@given(MESSAGES)
def test_a_stored_document_is_read_as_it_was(message: pb.Idea) -> None:
    idea = written(message)

    assert TABLE.load(idea.version, TABLE.dump(idea)["body"]) == idea


@given(BEGINNINGS, STEPS)
def test_a_stored_idea_is_read_as_it_was(beginning: str, steps: list[str]) -> None:
    idea = life_of(beginning, steps)

    assert TABLE.load(idea.version, TABLE.dump(idea)["body"]) == idea
