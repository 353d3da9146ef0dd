"""Between the words of the contract and the words of the domain."""

from typing import Any

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import InvalidInput, Violation
from day1.coes.v1 import coes_pb2 as pb
from services.coes.api.mapping import (
    FIXED,
    WRITABLE,
    to_change,
    to_message,
    to_report,
)
from services.coes.domain.coe import Coe
from services.coes.domain.corrections import CorrectionEffect, Waiver
from services.coes.domain.report import CoeMetric, Lessons, Questions
from tests.unit.coes.support import (
    DAY,
    EVE,
    EXPERIMENTS,
    KAI,
    LATER,
    NOON,
    breach,
    chore,
    complete,
    correction,
    opened,
    refusal,
    report,
)

NOT_WRITABLE = {
    "reviewer",
    "recurrence_of",
    "watch_until_time",
    "waiver",
    "return_comment",
    "repeats",
    "recurrences",
    "protect_time",
    "close_time",
    "warnings",
    "possible_methods",
    "name",
    "idea",
    "owner",
    "team",
    "state",
    "dismiss_reason",
    "create_time",
    "update_time",
    "etag",
    "history",
}


def stamp(time: Any) -> Timestamp:
    return Timestamp(seconds=int(time.timestamp()))


def everything() -> Coe:
    """Return a COE of which nothing is left out."""
    coe = Coe.of_incident("c1", breach(), by=EXPERIMENTS, at=NOON)
    coe.report = complete(
        detected_by="An alert",
        trigger="A hot day",
        metrics=(CoeMetric("torn", 0.3, 0.01, "/torn"),),
        questions=Questions(detect_half="A scale"),
        lessons=Lessons(lucky="Few were sold."),
        corrections=(correction(), chore(id="", effect=CorrectionEffect.PREVENT)),
        fictional=True,
    )
    coe.dismiss("A test order.", by=EVE, at=LATER)
    coe.recurrence_of, coe.recurrences = "coes/c0", ("coes/c9",)
    coe.waiver = Waiver("No glue.", LATER, EVE.name, NOON)
    coe.watch_until = coe.protect_at = coe.close_at = LATER
    coe.return_comment, coe.repeats = "Why?", 3
    coe.warnings = (Violation("FEW_WHYS", "coes/c1", "One more?"),)
    return coe


def test_others_see_everything() -> None:
    coe = everything()

    message = to_message(coe)

    # What a COE that is over allows is nothing.
    assert {field.name for field, _ in message.ListFields()} == {
        field.name
        for field in pb.Coe.DESCRIPTOR.fields
        if field.name != "possible_methods"
    }
    assert (message.name, message.idea) == ("coes/c1", "ideas/i1")
    assert (message.owner, message.team) == (KAI.name, KAI.team)
    assert (message.state, message.etag) == (pb.COE_STATE_DISMISSED, "0")
    assert message.dismiss_reason == "A test order."
    assert (message.create_time, message.update_time) == (stamp(NOON), stamp(LATER))
    assert message.history[1] == pb.HistoryEntry(
        time=stamp(LATER),
        actor=EVE.name,
        event="CoeDismissed",
        state="COE_STATE_DISMISSED",
    )
    assert message.waiver == pb.Waiver(
        reason="No glue.", expire_time=stamp(LATER), reviewer=EVE.name, time=stamp(NOON)
    )
    assert [it.reason for it in message.warnings] == ["FEW_WHYS"]
    assert message.corrections[0].due_time == stamp(NOON + 10 * DAY)
    assert to_report(message) == coe.report


def test_what_a_state_allows_is_told() -> None:
    assert "StartAnalysis" in to_message(opened()).possible_methods


def test_what_is_unknown_is_absent() -> None:
    unknown = {"impact", "start_time", "detect_time", "mitigate_time"}
    coe = opened(**dict.fromkeys(unknown))

    message = to_message(coe)

    assert not any(map(message.HasField, unknown))
    assert to_report(message) == coe.report


def test_every_field_is_writable_or_not() -> None:
    fields = set(pb.Coe.DESCRIPTOR.fields_by_name)

    assert set(WRITABLE) | set(FIXED) | NOT_WRITABLE == fields
    assert not set(WRITABLE) & set(FIXED)


def test_output_only_fields_are_ignored() -> None:
    message = to_message(opened())
    message.MergeFrom(
        pb.Coe(owner="people/mallory", state="COE_STATE_DISMISSED", etag="7")
    )

    assert to_report(message) == report()


def test_an_update_changes_what_the_mask_names_and_nothing_else() -> None:
    change = to_change(
        pb.Coe(title="New", summary="Ignored"),
        FieldMask(paths=["title", "mitigate_time"]),
    )

    assert change(report()) == report(title="New", mitigate_time=None)


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    message = pb.Coe(
        name="coes/c1",
        title="New",
        etag="1",
        owner="people/mallory",
        source="services/glue",
        severity="SEVERITY_LOW",
    )

    assert to_change(message, FieldMask())(report()) == report(title="New")


@pytest.mark.parametrize("field", sorted(NOT_WRITABLE | set(FIXED)))
def test_what_the_service_writes_or_has_told_cannot_be_updated(field: str) -> None:
    [violation] = refusal(
        lambda: to_change(pb.Coe(), FieldMask(paths=[field])), InvalidInput
    )

    assert violation.reason == "FIELD_NOT_UPDATABLE"


@pytest.mark.parametrize(
    "time",
    [Timestamp(seconds=10**13), Timestamp(seconds=-(10**13)), Timestamp(nanos=-1)],
    ids=["far future", "far past", "backwards"],
)
def test_a_time_that_does_not_exist_is_refused(time: Timestamp) -> None:
    message = pb.Coe(title="New", severity="SEVERITY_LOW", start_time=time)

    [violation] = refusal(lambda: to_report(message), InvalidInput)

    assert (violation.reason, violation.subject) == ("TIME_INVALID", "coe.start_time")
