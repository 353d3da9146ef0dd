"""What the front itself refuses, in the same shape as what the services refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status

from chassis.rpc.errors import packed

DOMAIN = "web.day1"
"""Domain of every `ErrorInfo` that begins here."""


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
        code, reason = grpc.StatusCode.INVALID_ARGUMENT, problems[0].reason
        super().__init__(400, status(code, reason, message[:2000], problems))
        self.problems = tuple(problems)


def status(
    code: grpc.StatusCode,
    reason: str,
    message: str,
    problems: Sequence[FieldProblem] = (),
) -> Status:
    """Return a status of the front's own."""
    details = [packed(ErrorInfo(reason=reason, domain=DOMAIN))]
    if problems:
        details.append(packed(BadRequest(field_violations=map(_violation, problems))))
    return Status(code=code.value[0], message=message, details=details)


def _violation(problem: FieldProblem) -> BadRequest.FieldViolation:
    return BadRequest.FieldViolation(
        field=problem.field, reason=problem.reason, description=problem.description
    )
