"""Between the words of the contract and the words of the domain."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.domain import InvalidInput, Violation
from chassis.etags import etag_of
from chassis.money import Money
from day1.coes.v1 import coes_pb2 as pb
from services.coes.api.mapping import (
    FIXED,
    NOT_BASIC,
    WRITABLE,
    to_change,
    to_message,
    to_report,
)
from services.coes.domain.causes import CauseChain, Why, WhyClass
from services.coes.domain.coe import Coe
from services.coes.domain.corrections import CorrectionEffect, Waiver
from services.coes.domain.report import (
    CoeMetric,
    Impact,
    Lessons,
    Questions,
    Report,
    TimelineEntry,
)
from tests.unit.coes.support import (
    DAY,
    EVE,
    EXPERIMENTS,
    HOUR,
    KAI,
    LATER,
    NOON,
    POLICY,
    breach,
    chore,
    complete,
    correction,
    left_out_by,
    opened,
    refusal,
    report,
)

LOW = pb.INCIDENT_SEVERITY_LOW

NOT_WRITABLE = {
    "asked_dismissal",
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
        metrics=(CoeMetric("torn", 0.3, 0.0, "/torn"), CoeMetric("late", 0.0)),
        questions=Questions(detect_half="A scale"),
        lessons=Lessons(lucky="Few were sold."),
        corrections=(correction(), chore(id="", effect=CorrectionEffect.PREVENT)),
        fictional=True,
    )
    coe.ask_dismissal("We tried it.", by=KAI, at=NOON)
    coe.dismiss("A test order.", by=EVE, at=LATER)
    coe.recurrence_of = "coes/c0"
    coe.recurrences = tuple(f"coes/r{number}" for number in range(101))
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
    assert (message.state, message.etag) == (pb.COE_STATE_DISMISSED, etag_of(coe))
    assert (len(message.recurrences), message.recurrences[-1]) == (100, "coes/r100")
    assert message.dismiss_reason == "A test order."
    assert (message.create_time, message.update_time) == (stamp(NOON), stamp(LATER))
    assert message.asked_dismissal == pb.AskedDismissal(
        reason="We tried it.", asker=KAI.name, time=stamp(NOON)
    )
    assert message.history[2] == pb.CoeHistoryEntry(
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
    assert [it.normal for it in to_report(message).metrics] == [0.0, None]


def test_the_view_basic_leaves_out_what_the_contract_says() -> None:
    coe = everything()

    basic = to_message(coe, pb.COE_VIEW_BASIC)

    full = {field.name for field, _ in to_message(coe).ListFields()}
    told = {field.name for field, _ in basic.ListFields()}
    assert full - told == set(NOT_BASIC) == left_out_by("coes", "COE_VIEW_BASIC")


def test_private_bookkeeping_is_not_in_a_history_and_the_newest_entries_are() -> None:
    coe = opened()
    for number in range(150):
        coe.repeat(by=EXPERIMENTS, at=NOON)
        coe.update(coe.report, by=KAI, at=NOON + number * DAY, policy=POLICY)
    coe.erase(by=EVE, at=LATER)

    history = to_message(coe).history

    assert {entry.event for entry in history} == {"CoeUpdated"}
    assert (len(history), history[-1].time) == (100, stamp(NOON + 149 * DAY))


def test_what_was_never_written_is_absent() -> None:
    message = to_message(opened(impact=Impact()))

    assert not message.HasField("questions")
    assert not message.HasField("lessons")
    assert message.HasField("impact")
    assert not message.impact.HasField("customers")


def test_nothing_and_unknown_are_two_things() -> None:
    told = Impact(0, Money("USD"), duration=timedelta())
    sent = pb.Impact(customers=0, loss={"currency_code": "USD"}, duration={})

    assert to_report(pb.Coe(severity=LOW, impact=sent)).impact == told
    assert to_report(pb.Coe(severity=LOW, impact=pb.Impact())).impact == Impact()


def test_an_answer_is_a_symptom_unless_it_says_what() -> None:
    chain = pb.CauseChain(id="a", whys=[pb.Why(answer="It was torn.")])
    message = pb.Coe(severity=LOW, cause_chains=[chain])

    [told] = to_report(message).cause_chains

    assert told == CauseChain((Why("It was torn.", why_class=WhyClass.SYMPTOM),), "a")


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


def test_an_update_of_a_field_inside_leaves_the_others() -> None:
    message = pb.Coe(impact=pb.Impact(customers=7, promise_broken="Ignored"))
    change = to_change(message, FieldMask(paths=["impact.customers"]))

    known = Impact(1, Money("USD", 2), "Whole.", HOUR)

    assert change(report(impact=known)).impact == replace(known, customers=7)


def test_an_update_of_everything_replaces_all_that_can_be_written() -> None:
    change = to_change(pb.Coe(title="New"), FieldMask(paths=["*"]))

    told = report()

    assert change(complete()) == Report("New", told.severity, told.source)


def test_an_update_keeps_what_it_does_not_name_as_it_was() -> None:
    imported = TimelineEntry(NOON, "It went up.", imported=True)
    change = to_change(pb.Coe(title="New"), FieldMask(paths=["title"]))

    assert change(report(timeline=(imported,))).timeline == (imported,)


def test_an_update_without_a_mask_changes_what_is_set() -> None:
    message = pb.Coe(
        name="coes/c1",
        title="New",
        etag="1",
        owner="people/mallory",
        source="services/glue",
        severity="INCIDENT_SEVERITY_LOW",
    )

    assert to_change(message, FieldMask())(report()) == report(title="New")


@pytest.mark.parametrize("field", sorted(NOT_WRITABLE | set(FIXED)))
def test_what_the_service_writes_or_has_told_cannot_be_updated(field: str) -> None:
    [violation] = refusal(
        lambda: to_change(pb.Coe(), FieldMask(paths=[field]))(report()), InvalidInput
    )

    assert violation.reason == "FIELD_NOT_UPDATABLE"
