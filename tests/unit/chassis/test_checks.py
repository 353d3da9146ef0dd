"""Checks: who is asked, of what, what that does, and what is said about it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.checks import (
    CheckActivated,
    CheckEvaluated,
    CheckResult,
    CheckSeverity,
    CheckState,
    Comparison,
    DoorKind,
    Evaluation,
    GuardrailAction,
    Risk,
    Scope,
    Stage,
    Subject,
    failures,
    warnings,
)
from chassis.checks.messaging import (
    STATE_TOPIC,
    from_check,
    on_check_changed,
    subscribe,
    to_check,
    to_message,
)
from chassis.domain import Actor
from chassis.eventlog import LogRecord
from chassis.messaging import EventRouter
from day1.checks.v1 import checks_pb2 as pb

from .checks import NOON, TOOLS, Seen, WorkInMemory, check

SUBJECT = Subject("teams/books", ("boxes", "glue"), ("TWO_WAY",))
ANN = Actor("people/ann", "teams/books")


@pytest.mark.parametrize(
    ("scope", "covers"),
    [
        ({}, True),
        ({"door_kind": DoorKind.TWO_WAY}, True),
        ({"door_kind": DoorKind.ONE_WAY}, False),
        ({"tags": ("glue", "x")}, True),
        ({"tags": ("x",)}, False),
        ({"teams": ("teams/books",)}, True),
        ({"teams": ("teams/devices",)}, False),
        ({"teams": ("teams/books",), "tags": ("x",)}, False),
    ],
)
def test_an_empty_field_of_a_scope_excludes_nothing(
    scope: dict[str, Any], *, covers: bool
) -> None:
    assert (
        Scope(Stage.IDEA_SUBMIT, **scope).covers(Stage.IDEA_SUBMIT, SUBJECT) is covers
    )


def test_a_scope_has_one_stage() -> None:
    covered = [s for s in Stage if Scope(Stage.IDEA_SUBMIT).covers(s, SUBJECT)]

    assert covered == [Stage.IDEA_SUBMIT]


def test_the_contract_knows_every_word() -> None:
    enums = (Stage, DoorKind, CheckSeverity, CheckResult, Risk, Comparison)
    for enum in (*enums, GuardrailAction):
        values = pb.DESCRIPTOR.enum_types_by_name[enum.__name__].values_by_name
        said = {name for name in values if "UNSPECIFIED" not in name}
        assert {*enum} - {Stage.NONE, Stage.UNKNOWN, DoorKind.ANY} == said


def test_a_check_is_asked_from_the_moment_it_is_heard_of_until_its_sunset() -> None:
    work = WorkInMemory()
    sunset = NOON + timedelta(hours=1)
    work.checks.learn(check(sunset_at=sunset), active=True, heard=1)

    assert work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)
    work.now = sunset
    assert not work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)


def test_checks_come_in_the_order_of_their_names() -> None:
    work = WorkInMemory()
    for name in "cab":
        work.checks.learn(check(mechanism=f"mechanisms/{name}"), active=True, heard=1)

    found = work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)

    assert [c.mechanism[-1] for c in found] == ["a", "b", "c"]


def test_a_check_that_has_ended_is_not_asked_and_can_come_back() -> None:
    work = WorkInMemory()
    asked = []
    for heard, active in enumerate([True, False, True], start=1):
        work.checks.learn(check(), active=active, heard=heard)
        asked.append(bool(work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)))

    assert asked == [True, False, True]
    name = "mechanisms/has-title"
    assert work.activated == [(name, 1, True), (name, 1, False), (name, 1, True)]


CHANGES = [
    (check(version=1), True),
    (check(version=1), False),
    (check(version=2, predicate='idea.title == "x"'), True),
    (check(version=3, scope={"tags": ("x",)}), True),
]


@given(st.lists(st.sampled_from(range(len(CHANGES))), min_size=1))
def test_the_newest_news_win_in_whatever_order_and_however_often_they_come(
    order: list[int],
) -> None:
    work = WorkInMemory()
    for n in order:
        told, active = CHANGES[n]
        work.checks.learn(told, active=active, heard=n + 1)

    newest, active = CHANGES[max(order)]
    copy = work.known.kept["has-title"]
    assert copy.check == newest
    assert copy.state == (CheckState.ACTIVE if active else CheckState.ENDED)
    rising = [n for i, n in enumerate(order) if n > max(order[:i], default=-1)]
    assert len(work.activated) == len(rising)


def test_a_check_of_another_stage_is_somebody_elses() -> None:
    work = WorkInMemory()
    elsewhere = check()
    elsewhere = replace(elsewhere, scope=Scope(Stage.EXPERIMENT_START))

    work.checks.learn(elsewhere, active=True, heard=1)

    assert not work.known.kept
    assert not work.activated


def test_a_check_that_moves_to_another_stage_ends_here() -> None:
    work = WorkInMemory()
    work.checks.learn(check(), active=True, heard=1)

    moved = replace(check(version=2), scope=Scope(Stage.EXPERIMENT_START))
    work.checks.learn(moved, active=True, heard=2)

    assert not work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)
    assert work.activated[-1] == ("mechanisms/has-title", 2, False)


def test_what_fails_blocks_or_warns_and_says_where_that_comes_from() -> None:
    work = WorkInMemory()
    warn = check(mechanism="mechanisms/warns", severity=CheckSeverity.WARN)
    for told in (check(origin_titles=("Nameless boxes",)), warn):
        work.checks.learn(told, active=True, heard=1)

    found = work.checks.evaluate(Stage.IDEA_SUBMIT, "ideas/i1", Seen(title=""))

    assert [(e.result, e.blocked) for e in found] == [
        (CheckResult.FAIL, True),
        (CheckResult.FAIL, False),
    ]
    (refusal,) = failures("ideas/i1", found)
    assert (refusal.reason, refusal.subject) == ("MECHANISM_CHECK_FAILED", "ideas/i1")
    assert refusal.description == (
        "'Has a title' (mechanisms/has-title v1, from 'Nameless boxes' coes/c1): "
        "It has no title. Give it one."
    )
    (warning,) = warnings("ideas/i1", found)
    assert warning.description.startswith(
        "'Has a title' (mechanisms/warns v1, from coes/c1): "
    )


def test_what_passes_says_nothing() -> None:
    work = WorkInMemory()
    work.checks.learn(check(), active=True, heard=1)

    found = work.checks.evaluate(Stage.IDEA_SUBMIT, "ideas/i1", Seen())

    assert [e.result for e in found] == [CheckResult.PASS]
    assert failures("ideas/i1", found) == warnings("ideas/i1", found) == []


def test_only_what_is_in_scope_is_asked() -> None:
    work = WorkInMemory()
    elsewhere = check(scope={"teams": ("teams/devices",)})
    work.checks.learn(elsewhere, active=True, heard=1)

    assert work.checks.evaluate(Stage.IDEA_SUBMIT, "ideas/i1", Seen(title="")) == []


def test_only_predicates_are_asked() -> None:
    work = WorkInMemory()
    for name, tool in TOOLS.items():
        told = check(mechanism=f"mechanisms/{name}", **tool)
        work.checks.learn(told, active=True, heard=1)

    found = work.checks.evaluate(Stage.IDEA_SUBMIT, "ideas/i1", Seen())

    assert [e.check.mechanism for e in found] == ["mechanisms/predicate"]
    assert len(work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)) == len(TOOLS)


@pytest.mark.parametrize(
    ("predicate", "why"),
    [
        ("idea.nope", "Line 1, column 5: undefined field 'nope'"),
        ("1 / 0 == 1", "divide by zero"),
        ("idea.title", "It is a STRING; it has to be true or false."),
    ],
)
def test_what_cannot_be_evaluated_is_said_to_be_so_and_blocks_nothing(
    predicate: str, why: str
) -> None:
    work = WorkInMemory()
    work.checks.learn(check(predicate=predicate), active=True, heard=1)

    (found,) = work.checks.evaluate(Stage.IDEA_SUBMIT, "ideas/i1", Seen())

    assert found.result == CheckResult.NOT_APPLICABLE
    assert found.detail.startswith(why)
    assert not found.blocked


def test_an_evaluation_is_told_in_every_detail() -> None:
    evaluation = Evaluation(check(), CheckResult.FAIL, "so")
    event = CheckEvaluated.of(evaluation, "ideas/i1", by=ANN, at=NOON)

    assert to_message(event) == pb.CheckEvaluated(
        mechanism="mechanisms/has-title",
        version=1,
        subject="ideas/i1",
        stage="STAGE_IDEA_SUBMIT",
        result="CHECK_RESULT_FAIL",
        blocked=True,
        actor="people/ann",
        detail="so",
    )


def test_what_was_heard_is_answered_in_every_detail() -> None:
    work = WorkInMemory()
    work.checks.learn(check(), active=True, heard=1)

    assert to_message(work.known.events[0]) == pb.CheckActivated(
        mechanism="mechanisms/has-title",
        version=1,
        service="services/ideas",
        active=True,
    )


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("sunset", [None, NOON])
def test_a_check_survives_its_journey(tool: str, sunset: Any) -> None:
    sent = check(
        sunset_at=sunset,
        scope={
            "door_kind": DoorKind.ONE_WAY,
            "tags": ("a",),
            "teams": ("teams/b",),
        },
        **TOOLS[tool],
    )

    message = from_check(sent)

    assert to_check(pb.Check.FromString(message.SerializeToString())) == sent
    assert message.WhichOneof("tool") == tool
    assert message.HasField("sunset_time") is bool(sunset)


def test_news_of_a_check_arrive() -> None:
    work = WorkInMemory()
    router: EventRouter[WorkInMemory] = EventRouter()
    subscribe(router)
    news = pb.CheckChanged(check=from_check(check()), active=True, aggregate_version=4)
    headers = {"ce_type": news.DESCRIPTOR.full_name}

    router.handle(work, LogRecord(STATE_TOPIC, "x", headers, news.SerializeToString()))

    copy = work.known.kept["has-title"]
    assert (copy.check, copy.heard) == (check(), 4)


def future(scope: bytes = b"", **changes: Any) -> pb.Check:
    """Return a check that a later version may publish, of this service's stage."""
    message = from_check(check(version=2))
    message.scope.MergeFromString(scope)
    message.MergeFrom(pb.Check(**changes))
    return message


def without(field: str) -> pb.Check:
    message = from_check(check(version=2))
    message.ClearField(field)
    return message


def guarded(**changes: Any) -> pb.Check:
    message = from_check(check(version=2, **TOOLS["guardrail"]))
    message.guardrail.MergeFrom(pb.GuardrailTool(**changes))
    return message


def asking(risk: int) -> pb.Check:
    message = from_check(check(version=2, **TOOLS["question"]))
    message.question.answers[0].risk = risk  # type: ignore[assignment]
    return message


NOT_UNDERSTOOD = {
    "a feature": future(requires=["regions"]),
    "a scope field": future(scope=b"\xfa\x7f\x01x"),
    "no tool": without("tool"),
    "no severity": without("severity"),
    "a severity": future(severity=99),
    "a door kind": future(scope=pb.Scope(door_kind=99).SerializeToString()),  # type: ignore[arg-type]
    "a stage": future(scope=pb.Scope(stage=99).SerializeToString()),  # type: ignore[arg-type]
    "a comparison": guarded(comparison=99),
    "an action": guarded(action=99),
    "a risk": asking(99),
}
"""Checks that need what this version does not know."""


@pytest.mark.parametrize("what", NOT_UNDERSTOOD)
def test_a_check_that_is_not_understood_is_not_asked_and_answered_so(what: str) -> None:
    message = NOT_UNDERSTOOD[what]
    work = WorkInMemory()
    work.checks.learn(check(), active=True, heard=1)

    on_check_changed(
        work, pb.CheckChanged(check=message, active=True, aggregate_version=2)
    )

    assert not work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)
    assert to_message(work.known.events[-1]) == pb.CheckActivated(
        mechanism="mechanisms/has-title",
        version=2,
        service="services/ideas",
        unsupported=True,
    )


@pytest.mark.parametrize("what", NOT_UNDERSTOOD)
def test_a_check_that_is_not_understood_can_end_and_can_be_mended(what: str) -> None:
    message = NOT_UNDERSTOOD[what]
    work = WorkInMemory()
    for active, heard in ((True, 1), (False, 2)):
        news = pb.CheckChanged(check=message, active=active, aggregate_version=heard)
        on_check_changed(work, news)

    ended = work.known.events[-1]
    work.checks.learn(check(version=3), active=True, heard=3)

    assert isinstance(ended, CheckActivated)
    assert (ended.active, ended.unsupported) == (False, False)
    assert work.activated[-1] == ("mechanisms/has-title", 3, True)
    assert work.checks.active(Stage.IDEA_SUBMIT, SUBJECT)


def test_a_check_of_anothers_stage_need_not_be_understood() -> None:
    work = WorkInMemory()
    message = without("tool")
    message.scope.stage = pb.STAGE_REVIEW_DECIDE

    on_check_changed(work, pb.CheckChanged(check=message, active=True))

    assert not work.known.kept


def test_a_new_field_outside_the_scope_changes_nothing() -> None:
    message = from_check(check())
    message.MergeFromString(b"\xfa\x7f\x01x")
    message.predicate.MergeFromString(b"\xfa\x7f\x01x")

    assert to_check(message) == check()
