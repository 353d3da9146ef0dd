"""Between the words of the domain and the words of the contract: COEs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import to_findings
from chassis.etags import etag_of
from chassis.histories import history_of
from chassis.rpc.updates import merged
from chassis.values import as_fields
from chassis.wire import given, to_money
from day1.coes.v1 import coes_pb2 as pb

from ..domain.causes import CauseChain, Why, WhyClass
from ..domain.coe import Coe
from ..domain.corrections import (
    Correction,
    CorrectionEffect,
    CorrectionKind,
    ListedCorrection,
    Waiver,
)
from ..domain.dismissal import AskedDismissal
from ..domain.report import (
    CoeMetric,
    Impact,
    IncidentSeverity,
    Lessons,
    Questions,
    Report,
    TimelineEntry,
)
from .histories import NAMES, NEWEST

NOT_BASIC = (
    "summary",
    "metrics",
    "timeline",
    "cause_chains",
    "questions",
    "lessons",
    "warnings",
    "history",
)
"""The fields that the view BASIC leaves out."""


def to_message(coe: Coe, view: pb.CoeView = pb.COE_VIEW_FULL) -> pb.Coe:
    """Return the COE as others see it."""
    message = pb.Coe(
        **_report_fields(coe.report),
        name=coe.name,
        idea=coe.idea,
        owner=coe.owner,
        team=coe.team,
        state=to_state(coe.state),
        asked_dismissal=_asked(coe.asked_dismissal) if coe.asked_dismissal else None,
        dismiss_reason=coe.dismiss_reason,
        reviewer=coe.reviewer,
        recurrence_of=coe.recurrence_of,
        watch_until_time=coe.watch_until,
        waiver=_waiver(coe.waiver) if coe.waiver else None,
        return_comment=coe.return_comment,
        repeats=coe.repeats,
        recurrences=coe.recurrences[-NEWEST:],
        protect_time=coe.protect_at,
        close_time=coe.close_at,
        warnings=to_findings(coe.warnings),
        possible_methods=coe.possible,
        create_time=coe.created_at,
        update_time=coe.updated_at,
        etag=etag_of(coe),
        history=history_of(coe, NAMES, pb.CoeHistoryEntry, to_state),
    )
    if view == pb.COE_VIEW_BASIC:
        for field in NOT_BASIC:
            message.ClearField(field)
    return message


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"COE_STATE_{state}"


def to_listed(listed: ListedCorrection) -> pb.ListedCorrection:
    """Return a correction of a list in the words of the contract."""
    correction = _correction_message(listed.correction)
    return pb.ListedCorrection(coe=listed.coe, correction=correction)


def _report_fields(report: Report) -> dict[str, Any]:
    """Return the fields of a message; what was never written is absent."""
    fields = as_fields(report)
    fields["timeline"] = [_entry(entry) for entry in report.timeline]
    fields["corrections"] = [_correction_message(c) for c in report.corrections]
    if report.questions == Questions():
        del fields["questions"]
    if report.lessons == Lessons():
        del fields["lessons"]
    return fields


def _correction_message(correction: Correction) -> pb.Correction:
    fields = as_fields(correction)
    due_time, done_time = fields.pop("due_at"), fields.pop("done_at")
    return pb.Correction(**fields, due_time=due_time, done_time=done_time)


def to_report(message: pb.Coe) -> Report:
    """Return what its owner wrote; output-only fields are ignored."""
    fields = FIXED | WRITABLE
    return Report(**{path: read(message) for path, read in fields.items()})


def to_change(message: pb.Coe, mask: FieldMask) -> Callable[[Report], Report]:
    """Return the change that an update asks for, which may raise `InvalidInput`."""

    def change(report: Report) -> Report:
        current = pb.Coe(**_report_fields(report))
        result, touched = merged(current, message, mask, [*WRITABLE])
        return replace(report, **{path: WRITABLE[path](result) for path in touched})

    return change


def to_entry(message: pb.TimelineEntry) -> TimelineEntry:
    """Return what happened."""
    return TimelineEntry(to_time(message.time), message.fact, message.evidence_url)


def to_why(message: pb.Why) -> Why:
    """Return a why and its answer."""
    return Why(
        answer=message.answer,
        question=message.question,
        why_class=WhyClass(pb.WhyClass.Name(message.why_class or pb.WHY_CLASS_SYMPTOM)),
        evidence_url=message.evidence_url,
    )


def to_time(stamp: Timestamp) -> datetime:
    """Return a time."""
    return stamp.ToDatetime(tzinfo=UTC)


def time_in(message: Message, name: str) -> datetime | None:
    """Return a time of a message, if it has one."""
    return given(message, name, to_time)


def _entry(entry: TimelineEntry) -> pb.TimelineEntry:
    return pb.TimelineEntry(
        time=entry.at,
        fact=entry.fact,
        evidence_url=entry.evidence_url,
        imported=entry.imported,
    )


def _waiver(waiver: Waiver) -> pb.Waiver:
    return pb.Waiver(
        reason=waiver.reason,
        expire_time=waiver.expires_at,
        reviewer=waiver.reviewer,
        time=waiver.at,
    )


def _asked(asked: AskedDismissal) -> pb.AskedDismissal:
    return pb.AskedDismissal(reason=asked.reason, asker=asked.asker, time=asked.at)


def _impact(impact: pb.Impact) -> Impact:
    return Impact(
        customers=given(impact, "customers", int),
        loss=given(impact, "loss", to_money),
        promise_broken=impact.promise_broken,
        duration=given(impact, "duration", lambda span: span.ToTimedelta()),
    )


def _metrics(coe: pb.Coe) -> tuple[CoeMetric, ...]:
    return tuple(
        CoeMetric(m.metric, m.value, given(m, "normal", float), m.evidence_url)
        for m in coe.metrics
    )


def _timeline(coe: pb.Coe) -> tuple[TimelineEntry, ...]:
    return tuple(map(to_entry, coe.timeline))


def _cause_chains(coe: pb.Coe) -> tuple[CauseChain, ...]:
    chains = coe.cause_chains
    return tuple(CauseChain(tuple(map(to_why, it.whys)), it.id) for it in chains)


def _questions(coe: pb.Coe) -> Questions:
    asked = coe.questions
    return Questions(
        asked.detect_half,
        asked.diagnose_half,
        asked.mitigate_half,
        asked.last_review,
        asked.would_existing_mechanism_have_prevented,
        asked.item_answered_wrongly,
        tuple(asked.escaped_mechanisms),
    )


def _lessons(coe: pb.Coe) -> Lessons:
    known = coe.lessons
    return Lessons(known.well, known.wrong, known.lucky, known.surprised)


def _corrections(coe: pb.Coe) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            kind=CorrectionKind(pb.CorrectionKind.Name(message.kind)),
            id=message.id,
            text=message.text,
            reference=message.reference,
            team=message.team,
            due_at=time_in(message, "due_time"),
            effect=CorrectionEffect(pb.CorrectionEffect.Name(message.effect)),
        )
        for message in coe.corrections
    )


def _time(field: str) -> Callable[[pb.Coe], datetime | None]:
    return lambda coe: time_in(coe, field)


FIXED: dict[str, Callable[[pb.Coe], Any]] = {
    "source": lambda coe: coe.source,
    "severity": lambda coe: IncidentSeverity(pb.IncidentSeverity.Name(coe.severity)),
}
"""The fields that whoever opens it writes, once, and how to read them."""

WRITABLE: dict[str, Callable[[pb.Coe], Any]] = {
    "title": lambda coe: coe.title,
    "summary": lambda coe: coe.summary,
    "impact": lambda coe: given(coe, "impact", _impact),
    "start_time": _time("start_time"),
    "detect_time": _time("detect_time"),
    "mitigate_time": _time("mitigate_time"),
    "resolve_time": _time("resolve_time"),
    "detected_by": lambda coe: coe.detected_by,
    "trigger": lambda coe: coe.trigger,
    "metrics": _metrics,
    "timeline": _timeline,
    "cause_chains": _cause_chains,
    "cause_class": lambda coe: coe.cause_class,
    "questions": _questions,
    "lessons": _lessons,
    "corrections": _corrections,
    "fictional": lambda coe: coe.fictional,
}
"""The fields that an owner may write at any time, and how to read them."""
