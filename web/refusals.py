"""What the front itself refuses, in the same shape as what the services refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status

from chassis.rpc.errors import ERROR_DOMAIN, packed

INVALID = grpc.StatusCode.INVALID_ARGUMENT

REASONS = {
    "BODY_MALFORMED": INVALID,
    "CONTENT_TYPE_UNSUPPORTED": INVALID,
    "DEADLINE_EXCEEDED": grpc.StatusCode.DEADLINE_EXCEEDED,
    "ENUM_UNKNOWN": INVALID,
    "FIELD_MALFORMED": INVALID,
    "FIELD_REPEATED": INVALID,
    "FIELD_UNKNOWN": INVALID,
    "INTERNAL": grpc.StatusCode.INTERNAL,
    "METHOD_NOT_ALLOWED": grpc.StatusCode.UNIMPLEMENTED,
    "PATH_UNKNOWN": grpc.StatusCode.NOT_FOUND,
    "REQUEST_MALFORMED": INVALID,
    "REQUEST_TOO_LARGE": INVALID,
    "UNAVAILABLE": grpc.StatusCode.UNAVAILABLE,
}
"""Every reason that the JSON API gives by itself, with its status; `reasons.json` lists
them. A service that does not answer is `UNAVAILABLE` or `DEADLINE_EXCEEDED`."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field.

    Attributes:
        field: Path of the field, such as `idea.title`.
        reason: Stable name for programs.
        description: For people.
    """

    field: str
    reason: str
    description: str


class Refused(Exception):
    """The front will not pass this on.

    Attributes:
        http: Status code to answer with.
        status: What is wrong; it has an `ErrorInfo`.
        headers: To send along.
    """

    def __init__(
        self, http: int, status: Status, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status.message)
        self.http = http
        self.status = status
        self.headers = dict(headers or {})


class FieldsRefused(Refused):
    """Fields that cannot be set like this, all at once."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        message = " ".join(f"{one.field}: {one.description}" for one in problems)
        failed = _status(INVALID, problems[0].reason, message[:2000])
        violations = map(_violation, problems)
        failed.details.append(packed(BadRequest(field_violations=violations)))
        super().__init__(400, failed)
        self.problems = tuple(problems)


def status(reason: str, message: str) -> Status:
    """Return a status of the front's own; its reason is one of `REASONS`."""
    return _status(REASONS[reason], reason, message)


def _status(code: grpc.StatusCode, reason: str, message: str) -> Status:
    info = ErrorInfo(reason=reason, domain=ERROR_DOMAIN)
    return Status(code=code.value[0], message=message, details=[packed(info)])


def _violation(problem: FieldProblem) -> BadRequest.FieldViolation:
    return BadRequest.FieldViolation(
        field=problem.field, reason=problem.reason, description=problem.description
    )
