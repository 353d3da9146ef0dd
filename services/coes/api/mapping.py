"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask

from chassis.domain import InvalidInput, Violation
from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.coes.v1 import coes_service_pb2 as pb

from ..domain.coe import Coe
from ..domain.report import Impact, Report, Severity


def to_message(coe: Coe) -> pb.Coe:
    """Return the COE as others see it."""
    return pb.Coe(
        **as_fields(coe.report),
        name=coe.name,
        idea=coe.idea,
        owner=coe.owner,
        team=coe.team,
        state=to_state(coe.state),
        dismiss_reason=coe.dismiss_reason,
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


def _impact(coe: pb.Coe) -> Impact | None:
    if not coe.HasField("impact"):
        return None
    impact = coe.impact
    return Impact(impact.customers, impact.cost_usd, impact.promise_broken)


def _time(field: str) -> Callable[[pb.Coe], datetime | None]:
    def read(coe: pb.Coe) -> datetime | None:
        if not coe.HasField(field):
            return None
        try:
            time: datetime = getattr(coe, field).ToDatetime(tzinfo=UTC)
        except ValueError:
            text = "There is no such time. Give one between the years 1 and 9999."
            violation = Violation("TIME_INVALID", f"coe.{field}", text)
            raise InvalidInput(violation) from None
        return time

    return read


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
}
"""The fields that an owner may write at any time, and how to read them."""
