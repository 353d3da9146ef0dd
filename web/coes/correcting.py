"""The table of corrections, and what the service thinks of it while one types."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from flask import request
from google.protobuf.field_mask_pb2 import FieldMask

from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc

from ..fields import assign
from ..form_texts import filled, rows_in, values_of, without_blank_rows
from ..forms import Form
from ..personas import TEAMS

FEWEST = 2
MOST = 20
"""Rows: those in use and one to add; never fewer, nor more than the contract takes."""

SOON = timedelta(days=7)

TEAM_OPTIONS = tuple((f"teams/{team}", team) for team in TEAMS)
KINDS = (
    ("CORRECTION_KIND_MECHANISM", "mechanism: a machine checks it"),
    ("CORRECTION_KIND_ENGINEERING_CHANGE", "change: what runs becomes different"),
    ("CORRECTION_KIND_HUMAN_REMINDER", "reminder: somebody has to remember it"),
)
EFFECTS = (
    ("CORRECTION_EFFECT_PREVENT", "prevents it"),
    ("CORRECTION_EFFECT_DETECT", "notices it sooner"),
    ("CORRECTION_EFFECT_MITIGATE", "makes it smaller"),
)
OPTIONS = {"kinds": KINDS, "effects": EFFECTS, "teams": TEAM_OPTIONS}


def form_of(coe: pb.Coe) -> Form:
    """Return the form with the corrections so far."""
    return Form(values=values_of(pb.Coe(corrections=coe.corrections)), etag=coe.etag)


def entered() -> dict[str, str]:
    """Return what the visitor wants, without empty rows."""
    return without_blank_rows(request.form.to_dict(), "corrections", ignoring="id")


def update_request(
    coe_id: str, wanted: Mapping[str, str], *, validate_only: bool = False
) -> rpc.UpdateCoeRequest:
    """Return what the visitor wants to change. Raises `FieldsRefused`."""
    message = rpc.UpdateCoeRequest(
        update_mask=FieldMask(paths=["corrections"]),
        request_id="" if validate_only else wanted.get("request_id", ""),
        validate_only=validate_only,
    )
    assign(message.coe, filled(wanted))
    message.coe.name = f"coes/{coe_id}"
    message.coe.etag = "" if validate_only else wanted.get("etag", "")
    return message


def finish(corrections: Iterable[pb.Correction]) -> None:
    """Fill in who does it and by when, so that one is first told what is wrong."""
    for one in corrections:
        one.team = one.team or TEAM_OPTIONS[0][0]
        if not one.HasField("due_time"):
            one.due_time.FromDatetime(datetime.now(UTC) + SOON)


def rows(form: Form) -> int:
    """Return how many rows the table shows."""
    return min(max(FEWEST, rows_in(form.values, "corrections") + 1), MOST)
