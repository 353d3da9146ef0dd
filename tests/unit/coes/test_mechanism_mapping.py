"""Between the words of the contract and the words of the domain: mechanisms."""

from contextlib import nullcontext
from datetime import UTC, timedelta
from typing import Any

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.json_format import ParseDict

from chassis.checks import CheckResult, CheckSeverity
from chassis.domain import InvalidInput
from chassis.etags import etag_of
from day1.checks.v1 import checks_pb2 as checks
from day1.coes.v1 import mechanisms_pb2 as pb
from services.coes.api.mechanism_mapping import (
    NOT_BASIC,
    PARTS,
    to_backtest,
    to_change,
    to_design,
    to_loop_health,
    to_message,
    to_replay,
    to_replays,
    to_version,
)
from services.coes.domain.design import Design
from services.coes.domain.keeping import EndTrigger
from services.coes.domain.loop import CauseClassRate, LoopHealth, Measure
from services.coes.domain.mechanism import Mechanism
from services.coes.domain.proofs import (
    FAIL,
    PASS,
    Backtest,
    CheckReport,
    Counters,
    Replay,
    ReplayedCase,
)
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
    left_out_by,
    proof,
    proposed,
    question,
    reasons,
    suspend,
)

REPORT = CheckReport(
    subject="services/reviews",
    result=CheckResult.PASS,
    evidence_url="/x",
    at=NOON,
    reporter=EVE.name,
)
PATCHED = ReplayedCase(patch='{"title": "Fine", "units": 3.0}')


def message(mechanism: Mechanism, **more: Any) -> pb.Mechanism:
    return to_message(mechanism, Counters(fired=3), LATER, POLICY, **more)


def test_others_see_everything() -> None:
    mechanism = active(design(inputs="A design.", fictional=True))
    inspect(mechanism, we_own_it=True)
    mechanism.escape("coes/c9", by=COES, at=NOON)
    mechanism.end_reason, mechanism.end_trigger = "Never.", EndTrigger.PERSON
    mechanism.origin_titles = ("Wrong boots",)
    suspend(mechanism, at=LATER)
    seen = message(mechanism, reports=[REPORT])

    # One tool excludes the others, and people run nothing that a machine does.
    absent = {"question", "guardrail", "external", "human_run"}
    assert seen.proof_evidence == pb.ProofEvidence(
        strength="PROOF_STRENGTH_WEAK", incidents=1, mutated_incidents=1
    )
    assert {field.name for field, _ in seen.ListFields()} == {
        field.name for field in pb.Mechanism.DESCRIPTOR.fields
    } - absent
    assert seen.adoption.active is False
    assert seen.adoption.HasField("time_to_protect")
    assert seen.adoption.consumers[0].answer_time.ToDatetime(UTC) == NOON
    assert seen.inspection.inspection_interval.ToTimedelta() == 30 * DAY
    assert seen.inspection.HasField("still_needed")
    assert seen.etag == etag_of(mechanism)
    assert "MechanismConsumed" not in [entry.event for entry in seen.history]
    assert seen.counters.fired == 3
    assert seen.counters.escapes == 1
    assert [it.reason for it in seen.warnings] == ["CHECK_REPORT_STALE"]


def test_before_an_inspection_its_answers_are_absent() -> None:
    seen = message(active()).inspection

    assert not seen.HasField("outputs_reached")
    assert not seen.HasField("still_needed")
    assert not seen.HasField("we_own_it")
    assert not seen.HasField("version")


def test_a_consumer_that_does_not_understand_it_is_told() -> None:
    mechanism = active()
    mechanism.consumed(
        "services/experiments", 1, active=False, unsupported=True, by=COES, at=LATER
    )

    adoption = message(mechanism).adoption

    assert [it.unsupported for it in adoption.consumers] == [True]
    assert not adoption.active
    assert list(adoption.missing) == ["services/experiments"]


def test_the_view_basic_leaves_out_what_the_contract_says() -> None:
    mechanism = active()
    mechanism.escape("coes/c9", by=COES, at=NOON)
    full = message(mechanism, reports=[REPORT])

    basic = message(mechanism, reports=[REPORT], view=pb.MECHANISM_VIEW_BASIC)

    names = [{field.name for field, _ in it.ListFields()} for it in (full, basic)]
    assert names[0] - names[1] == set(NOT_BASIC)
    assert set(NOT_BASIC) == left_out_by("mechanisms", "MECHANISM_VIEW_BASIC")


def test_the_newest_hundred_escapes_and_proofs_are_told() -> None:
    mechanism = active()
    for number in range(120):
        mechanism.escape(f"coes/e{number}", by=COES, at=NOON)
    mechanism.proofs = tuple(proof(coe) for coe in mechanism.incidents)

    seen = message(mechanism)

    assert [len(seen.escapes), len(seen.proofs)] == [100, 100]
    assert seen.escapes[-1].coe == seen.proofs[-1].coe == "coes/e119"
    assert seen.counters.escapes == 120


CASES = [
    ({"subject": "ideas/i1"}, ReplayedCase(subject="ideas/i1")),
    ({"patch": {"title": "Fine", "units": 3}}, PATCHED),
    ({"value": 0.0}, ReplayedCase(value=0.0)),
    ({"answer": ""}, ReplayedCase(answer="")),
]


@pytest.mark.parametrize(("sent", "case"), CASES)
def test_what_is_replayed_comes_back_as_it_was(
    sent: dict[str, Any], case: ReplayedCase
) -> None:
    one = ParseDict(sent, pb.ReplayedCase())
    replay = pb.Replay(coe="coes/c1", incident=one, mutated_incidents=[one, one])
    mechanism = active()
    read = to_replay(replay)
    mechanism.proofs = (proof(replay=read, said_on_mutated=(FAIL, PASS)),)

    [told] = message(mechanism).proofs

    assert read == Replay(coe="coes/c1", incident=case, mutated=(case, case))
    assert told.replay == replay
    assert (told.coe, told.said_on_incident) == ("coes/c1", checks.CHECK_RESULT_FAIL)
    assert told.said_on_mutated_incidents == [
        checks.CHECK_RESULT_FAIL,
        checks.CHECK_RESULT_PASS,
    ]


def test_a_report_in_a_proof_is_told_and_not_read() -> None:
    case = ReplayedCase(report=REPORT)
    mechanism = active()
    mechanism.proofs = (proof(replay=Replay(coe="coes/c1", corrected=case)),)

    [told] = message(mechanism).proofs

    assert told.replay.corrected.report.subject == "services/reviews"
    assert not told.replay.corrected.report.HasField("fresh")
    assert not told.replay.HasField("incident")
    read = to_replay(told.replay)
    assert read == Replay(coe="coes/c1", corrected=ReplayedCase())


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
    cleared = to_change(pb.Mechanism(), FieldMask(paths=["predicate"]))(design())
    unnamed = to_change(pb.Mechanism(question=asked.question), FieldMask())(design())

    assert (named.predicate, named.question) == ("", question().question)
    assert (unnamed.predicate, unnamed.question) == ("", question().question)
    assert cleared == design(predicate="")


def test_an_improvement_changes_what_the_mask_names() -> None:
    change = to_change(
        pb.Mechanism(fix_hint="Other.", title="Ignored"), FieldMask(paths=["fix_hint"])
    )

    assert change(design()) == design(fix_hint="Other.")


@pytest.mark.parametrize("field", ["name", "origin_coes", "state", "proofs", "etag"])
def test_what_the_service_writes_cannot_be_improved(field: str) -> None:
    broken = reasons(
        lambda: to_change(pb.Mechanism(), FieldMask(paths=[field]))(design()),
        InvalidInput,
    )

    assert broken == ["FIELD_NOT_UPDATABLE"]


def test_every_part_is_a_field() -> None:
    assert set(PARTS) <= set(pb.Mechanism.DESCRIPTOR.fields_by_name)


def test_a_report_is_fresh_for_a_while() -> None:
    mechanism = active(external())

    [fresh] = message(mechanism, reports=[REPORT]).reports
    stale = to_message(mechanism, Counters(), NOON + DAY, POLICY, [REPORT])

    assert fresh.fresh
    assert not stale.reports[0].fresh
    assert [it.reason for it in stale.warnings] == ["CHECK_REPORT_STALE"]


def test_without_subjects_nobody_knows_how_often_it_would_be_wrong() -> None:
    assert not to_backtest(Backtest()).HasField("false_alarm_ratio")
    assert to_backtest(Backtest(subjects=3)).HasField("false_alarm_ratio")


def test_what_people_run_has_versions_and_no_check() -> None:
    version = to_version("mechanisms/m1", proposed(human_run()).present_version())

    assert version.name == "mechanisms/m1/versions/1"
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
    assert (told.measures[0].proxy, told.cause_classes[0].recurrence_ratio) == (
        True,
        0.5,
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_patch_that_is_no_json_is_refused_by_its_path(number: float) -> None:
    odd, good = pb.ReplayedCase(), pb.ReplayedCase(subject="ideas/a")
    odd.patch.update({"days": [number]})
    replays = [
        pb.Replay(incident=good, corrected=good),
        pb.Replay(incident=odd, corrected=good, mutated_incidents=[good, odd]),
    ]

    with pytest.raises(InvalidInput) as refusal:
        to_replays(replays)

    assert [(one.reason, one.subject) for one in refusal.value.violations] == [
        ("FIELD_MALFORMED", "replays[1].incident.patch"),
        ("FIELD_MALFORMED", "replays[1].mutated_incidents[1].patch"),
    ]


@pytest.mark.parametrize(("levels", "is_refused"), [(20, False), (21, True)])
def test_a_patch_has_at_most_twenty_levels(levels: int, *, is_refused: bool) -> None:
    patch: dict[str, Any] = {}
    for _ in range(levels - 1):
        patch = {"a": patch}
    replay = ParseDict({"incident": {"patch": patch}}, pb.Replay())

    with pytest.raises(InvalidInput) if is_refused else nullcontext():
        to_replays([replay])
