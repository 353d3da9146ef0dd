"""Between the words of the contract and the words of the domain: mechanisms."""

from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.struct_pb2 import Struct

from chassis.checks import CheckResult, CheckSeverity
from chassis.domain import InvalidInput
from day1.coes.v1 import mechanisms_pb2 as pb
from services.coes.api.mechanism_mapping import (
    PARTS,
    to_change,
    to_design,
    to_loop_health,
    to_message,
    to_replay,
    to_version,
)
from services.coes.domain.design import Design
from services.coes.domain.loop import CauseClassRate, LoopHealth, Measure
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import CheckReport, Counters, Replay
from tests.unit.coes.support import (
    COES,
    DAY,
    EVE,
    LATER,
    NOON,
    POLICY,
    active,
    design,
    external,
    guardrail,
    human_run,
    inspect,
    proposed,
    question,
    reasons,
)


def message(mechanism: Mechanism, **more: Any) -> pb.Mechanism:
    return to_message(mechanism, Counters(fired=3), LATER, POLICY, **more)


def test_others_see_everything() -> None:
    mechanism = active(design(inputs="A design.", fictional=True))
    inspect(mechanism, we_own_it=True)
    mechanism.escape("coes/c9", by=COES, at=NOON)
    mechanism.end_reason = "Never."
    mechanism.origin_titles = ("Wrong boots",)
    mechanism.suspend("It hurts.", by=EVE, at=LATER, policy=POLICY)
    report = CheckReport(
        subject="services/reviews",
        result=CheckResult.PASS,
        evidence_url="/x",
        at=NOON,
        reporter=EVE.name,
    )

    seen = message(mechanism, reports=[report])

    # One tool excludes the others, and people run nothing that a machine does.
    absent = {"question", "guardrail", "external", "human_run"}
    assert {field.name for field, _ in seen.ListFields()} == {
        field.name for field in pb.Mechanism.DESCRIPTOR.fields
    } - absent
    assert seen.adoption.active is False
    assert seen.adoption.seconds_to_protect == 0
    assert seen.inspection.every_days == 30
    assert seen.counters.fired == 3
    assert seen.counters.escapes == 1
    assert [it.reason for it in seen.warnings] == ["CHECK_REPORT_STALE"]


@pytest.mark.parametrize(
    "is_like", [design(), question(), guardrail(), external(), human_run()]
)
def test_what_is_proposed_comes_back_as_it_was(is_like: Design) -> None:
    assert to_design(message(proposed(is_like))) == is_like


def test_what_is_not_said_refuses() -> None:
    assert to_design(pb.Mechanism()).severity is CheckSeverity.BLOCK


def test_a_tool_takes_the_place_of_the_one_before() -> None:
    asked = message(proposed(question()))

    named = to_change(asked, FieldMask(paths=["question", "scope"]))(design())
    unnamed = to_change(pb.Mechanism(question=asked.question), FieldMask())(design())

    assert (named.predicate, named.question) == ("", question().question)
    assert (unnamed.predicate, unnamed.question) == ("", question().question)


def test_an_improvement_changes_what_the_mask_names() -> None:
    change = to_change(
        pb.Mechanism(fix_hint="Other.", title="Ignored"), FieldMask(paths=["fix_hint"])
    )

    assert change(design()) == design(fix_hint="Other.")


@pytest.mark.parametrize("field", ["name", "origin_coes", "state", "proofs", "etag"])
def test_what_the_service_writes_cannot_be_improved(field: str) -> None:
    broken = reasons(
        lambda: to_change(pb.Mechanism(), FieldMask(paths=[field])), InvalidInput
    )

    assert broken == ["FIELD_NOT_UPDATABLE"]


def test_every_part_is_a_field() -> None:
    assert set(PARTS) <= set(pb.Mechanism.DESCRIPTOR.fields_by_name)


def test_a_replay_says_what_is_right_in_one_way() -> None:
    patch = Struct()
    patch.update({"title": "Fine"})

    assert to_replay(pb.Replay(coe="coes/c1", patch=patch)) == Replay(
        coe="coes/c1", patch='{"title": "Fine"}'
    )
    assert to_replay(pb.Replay(coe="coes/c1", value=0)).value == 0
    assert to_replay(pb.Replay(coe="coes/c1", subject="ideas/i1")).value is None
    answers = pb.ReplayedAnswers(then="no", now="yes")
    replay = to_replay(pb.Replay(coe="coes/c1", answers=answers))
    assert (replay.answer_then, replay.answer_now) == ("no", "yes")


def test_a_report_is_fresh_for_a_while() -> None:
    report = CheckReport(
        subject="services/reviews",
        result=CheckResult.PASS,
        evidence_url="",
        at=NOON,
        reporter=EVE.name,
    )
    mechanism = active(external())

    [fresh] = message(mechanism, reports=[report]).reports
    stale = to_message(mechanism, Counters(), NOON + DAY, POLICY, [report])

    assert fresh.fresh
    assert not stale.reports[0].fresh
    assert [it.reason for it in stale.warnings] == ["CHECK_REPORT_STALE"]


def test_what_people_run_has_versions_and_no_check() -> None:
    version = to_version(proposed(human_run()).present_version())

    assert version.version == 1
    assert not version.HasField("check")


def test_the_health_of_the_loop_travels() -> None:
    measure = Measure(key="k", title="T", unit="u", proxy=True, value=0.0, sample=2)
    health = LoopHealth(
        since=NOON - timedelta(days=90),
        measures=(measure,),
        cause_classes=(CauseClassRate(cause_class="a", coes=2, recurrences=1),),
        adopted_mechanisms=1,
        open_coes=2,
    )

    told = to_loop_health(health)

    assert told.measures[0].HasField("value")
    assert not told.measures[0].HasField("previous")
    assert (told.measures[0].proxy, told.cause_classes[0].ratio) == (True, 0.5)
