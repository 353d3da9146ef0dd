"""The form in which the owner of a COE writes down what is known."""

import time

from flask import request
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp

from day1.coes.v1 import coes_pb2 as pb
from day1.coes.v1 import coes_service_pb2 as rpc

from ..fields import assign
from ..form_texts import filled, values_of
from ..forms import Form

END = "mitigate_time"
IS_OVER = "is_over"
"""The box that says the harm has ended, at the time in the input beside it.

The time is in the form and not taken when it arrives: a double click sends the same
request twice, and must be answered once.
"""


def form_of(coe: pb.Coe) -> Form:
    """Return the form with what is known so far; the harm ends now, if not before."""
    now = Timestamp()
    now.FromSeconds(int(time.time()))
    end = coe.mitigate_time if coe.HasField("mitigate_time") else now
    return Form(values=values_of(coe) | {END: end.ToJsonString()}, etag=coe.etag)


def update_request(coe_id: str) -> rpc.UpdateCoeRequest:
    """Return what the visitor wants to change. Raises `FieldsRefused`."""
    entered = request.form.to_dict()
    is_over = bool(entered.pop(IS_OVER, ""))
    if not is_over:
        entered.pop(END, "")
    message = rpc.UpdateCoeRequest(
        update_mask=FieldMask(paths=["summary", "impact", *[END] * is_over]),
        request_id=entered.get("request_id", ""),
    )
    assign(message.coe, filled(entered))
    message.coe.name = f"coes/{coe_id}"
    message.coe.etag = entered.get("etag", "")
    return message
