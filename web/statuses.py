"""`google.rpc.Status` in the words of HTTP and JSON.

Source: AIP-193, and the comments of `google.rpc.Code`.
"""

from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.json_format import MessageToDict
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status

CODES = {code.value[0]: code for code in grpc.StatusCode}

HTTP = {
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.FAILED_PRECONDITION: 400,
    grpc.StatusCode.OUT_OF_RANGE: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ABORTED: 409,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.CANCELLED: 499,
    grpc.StatusCode.UNIMPLEMENTED: 501,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}
"""What is not here is 500."""

HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}


def code_of(status: Status) -> grpc.StatusCode:
    """Return the code; UNKNOWN when it is none of gRPC's."""
    return CODES.get(status.code, grpc.StatusCode.UNKNOWN)


def http_of(status: Status) -> int:
    """Return the HTTP status code of a status."""
    return HTTP.get(code_of(status), 500)


def reasons_in(status: Status) -> list[str]:
    """Return the reasons that a status gives: those of its fields, or its only one."""
    info, fields = ErrorInfo(), BadRequest()
    for detail in status.details:
        if detail.Unpack(fields):
            return [violation.reason for violation in fields.field_violations]
        detail.Unpack(info)
    return [info.reason]


def to_json(status: Status, http: int) -> dict[str, Any]:
    """Return the JSON of an error; details of types not known here are left out."""
    details = [known for detail in status.details if (known := _detail(detail))]
    error = {"code": http, "message": status.message, "status": code_of(status).name}
    return {"error": {**error, "details": details}}


def _detail(detail: AnyMessage) -> dict[str, Any] | None:
    try:
        return MessageToDict(detail)
    except (TypeError, ValueError):
        return None
