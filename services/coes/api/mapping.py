"""Between the words of the domain and the words of the contract: COEs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.checks.messaging import to_findings
from chassis.domain import InvalidInput, Violation
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.coes.v1 import coes_pb2 as pb

from ..domain.causes import CauseChain, Why, WhyClass
from ..domain.coe import Coe
from ..domain.corrections import Correction, CorrectionEffect, CorrectionKind, Waiver
from ..domain.report import (
    CoeMetric,
    Impact,
    Lessons,
    Questions,
    Report,
    Severity,
    TimelineEntry,
)


def to_message(coe: Coe) -> pb.Coe:
    """Return the COE as others see it."""
    known = as_fields(coe.report)
    known["timeline"] = [_entry(entry) for entry in coe.report.timeline]
    known["corrections"] = [to_correction_message(c) for c in coe.report.corrections]
    return pb.Coe(
        **known,
        name=coe.name,
        idea=coe.idea,
        owner=coe.owner,
        team=coe.team,
        state=to_state(coe.state),
        dismiss_reason=coe.dismiss_reason,
        reviewer=coe.reviewer,
        recurrence_of=coe.recurrence_of,
        watch_until_time=coe.watch_until,
        waiver=_waiver(coe.waiver) if coe.waiver else None,
        return_comment=coe.return_comment,
        repeats=coe.repeats,
        recurrences=coe.recurrences,
        protect_time=coe.protect_at,
        close_time=coe.close_at,
        warnings=to_findings(coe.warnings),
        possible_methods=coe.possible,
        create_time=coe.created_at,
        update_time=coe.updated_at,
        etag=str(coe.version),
        history=[
            pb.HistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in coe.history
        ],
    )


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"COE_STATE_{state}"


def to_correction_message(correction: Correction) -> pb.Correction:
    """Return a correction in the words of the contract."""
    fields = as_fields(correction)
    due_time, done_time = fields.pop("due_at"), fields.pop("done_at")
    return pb.Correction(**fields, due_time=due_time, done_time=done_time)


def to_report(message: pb.Coe) -> Report:
    """Return what its owner wrote; output-only fields are ignored.

    Raises `InvalidInput` for a time that does not exist.
    """
    fields = FIXED | WRITABLE
    return Report(**{path: read(message) for path, read in fields.items()})


def to_change(message: pb.Coe, mask: FieldMask) -> Callable[[Report], Report]:
    """Return the change that an update asks for. Raises `InvalidInput`."""
    paths = masked(message, mask, WRITABLE)
    values = {path: WRITABLE[path](message) for path in paths}
    return lambda report: replace(report, **values)


def to_entry(message: pb.TimelineEntry, field: str = "entry.time") -> TimelineEntry:
    """Return what happened. Raises `InvalidInput`."""
    at = to_time(message.time, field)
    return TimelineEntry(at, message.fact, message.evidence_url)


def to_why(message: pb.Why) -> Why:
    """Return a why and its answer."""
    return Why(
        answer=message.answer,
        question=message.question,
        why_class=WhyClass(pb.WhyClass.Name(message.why_class)),
        evidence_url=message.evidence_url,
    )


def to_time(stamp: Timestamp, field: str) -> datetime:
    """Return a time. Raises `InvalidInput` for one that does not exist."""
    try:
        return stamp.ToDatetime(tzinfo=UTC)
    except ValueError:
        text = "There is no such time. Give one between the years 1 and 9999."
        raise InvalidInput(Violation("TIME_INVALID", field, text)) from None


def time_in(message: Message, name: str, field: str) -> datetime | None:
    """Return a time of a message, if it has one. Raises `InvalidInput`."""
    return to_time(getattr(message, name), field) if message.HasField(name) else None


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


def _impact(coe: pb.Coe) -> Impact | None:
    if not coe.HasField("impact"):
        return None
    impact = coe.impact
    return Impact(
        impact.customers, impact.cost_usd, impact.promise_broken, impact.minutes
    )


def _metrics(coe: pb.Coe) -> tuple[CoeMetric, ...]:
    return tuple(
        CoeMetric(m.metric, m.value, m.normal, m.evidence_url) for m in coe.metrics
    )


def _timeline(coe: pb.Coe) -> tuple[TimelineEntry, ...]:
    entries = enumerate(coe.timeline)
    return tuple(to_entry(entry, f"coe.timeline[{n}].time") for n, entry in entries)


def _cause_chains(coe: pb.Coe) -> tuple[CauseChain, ...]:
    chains = coe.cause_chains
    return tuple(CauseChain(tuple(map(to_why, chain.whys))) for chain in chains)


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
            ref=message.ref,
            team=message.team,
            due_at=time_in(message, "due_time", f"coe.corrections[{n}].due_time"),
            effect=CorrectionEffect(pb.CorrectionEffect.Name(message.effect)),
        )
        for n, message in enumerate(coe.corrections)
    )


def _time(field: str) -> Callable[[pb.Coe], datetime | None]:
    return lambda coe: time_in(coe, field, f"coe.{field}")


FIXED: dict[str, Callable[[pb.Coe], Any]] = {
    "source": lambda coe: coe.source,
    "severity": lambda coe: Severity(pb.Severity.Name(coe.severity)),
}
"""The fields that whoever opens it writes, once, and how to read them."""

WRITABLE: dict[str, Callable[[pb.Coe], Any]] = {
    "title": lambda coe: coe.title,
    "summary": lambda coe: coe.summary,
    "impact": _impact,
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
