"""Refusals across the wire: one table, read in both directions.

Every error carries a `google.rpc.ErrorInfo` with one of the reasons (AIP-193), and all
violations: as `BadRequest` for malformed input, as `PreconditionFailure` for broken
rules. Where some did not fit, `violations_omitted` in the metadata says how many.
"""

from collections.abc import Sequence
from dataclasses import astuple
from typing import cast

import grpc
import structlog
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, PreconditionFailure
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from chassis import domain
from chassis.domain import DomainError, Violation
from chassis.limits import MAX_VIOLATION_BYTES

log = structlog.get_logger()

ERROR_DOMAIN = "day1.example"
"""Of every `ErrorInfo`, whichever program it comes from. Reasons are unique in it."""

SUBJECT, OMITTED = "subject", "violations_omitted"
METADATA = (SUBJECT, OMITTED)
"""The keys that the metadata of an `ErrorInfo` may have: what the error is about, and
how many violations did not fit."""


class Unauthenticated(DomainError):
    """Nobody vouches for the caller."""


class Unavailable(DomainError):
    """Something we need is away; the same call may succeed in a moment."""


class DeadlineExceeded(DomainError):
    """The caller has stopped waiting; nothing was changed."""


class ResourceExhausted(DomainError):
    """There is a limit, and it is reached; the same call may succeed later."""


class Internal(DomainError):
    """A bug of ours; the caller learns nothing more."""


STATUSES: dict[type[DomainError], grpc.StatusCode] = {
    domain.InvalidInput: grpc.StatusCode.INVALID_ARGUMENT,
    domain.NotFound: grpc.StatusCode.NOT_FOUND,
    domain.AlreadyExists: grpc.StatusCode.ALREADY_EXISTS,
    domain.NotAllowed: grpc.StatusCode.PERMISSION_DENIED,
    domain.RuleBroken: grpc.StatusCode.FAILED_PRECONDITION,
    domain.Conflict: grpc.StatusCode.ABORTED,
    Unauthenticated: grpc.StatusCode.UNAUTHENTICATED,
    Unavailable: grpc.StatusCode.UNAVAILABLE,
    DeadlineExceeded: grpc.StatusCode.DEADLINE_EXCEEDED,
    ResourceExhausted: grpc.StatusCode.RESOURCE_EXHAUSTED,
    Internal: grpc.StatusCode.INTERNAL,
}

MAX_DESCRIPTION = 500
"""Characters of one description: all details travel in trailers of a limited size."""

MAX_MESSAGE = 600
"""Characters of the message, which repeats the descriptions for people."""

DETAILED = (domain.InvalidInput, domain.RuleBroken)
"""Refusals that carry all their violations; others carry one, in `ErrorInfo`."""


def refusal_behind(error: Exception, method: str) -> DomainError:
    """Return the refusal to answer with; what is none is a bug, logged here once."""
    if isinstance(error, DomainError):
        return error
    log.error("rpc.crashed", method=method, exc_info=error)
    return Internal(Violation("INTERNAL", "", "Internal error."))


def to_status(error: DomainError) -> Status:
    """Return the status of a refusal, with one detail per broken rule that fits."""
    violations = _fitting(error.violations)
    if type(error) not in DETAILED:
        violations = violations[:1]
    first, omitted = violations[0], len(error.violations) - len(violations)
    metadata = {SUBJECT: first.subject} if first.subject else {}
    if omitted:
        metadata[OMITTED] = str(omitted)
    info = ErrorInfo(reason=first.reason, domain=ERROR_DOMAIN, metadata=metadata)
    code = STATUSES[type(error)].value[0]
    message = " ".join(violation.description for violation in violations)
    details = [packed(info), *map(packed, _all_of(type(error), violations))]
    return Status(code=code, message=message[:MAX_MESSAGE], details=details)


def status_of(error: grpc.RpcError) -> Status:
    """Return the status of a failed call; there is always an `ErrorInfo` in it."""
    call = cast("grpc.Call", error)
    status = rpc_status.from_call(call) if call.trailing_metadata() else None
    if status is not None and status.details:
        return status
    code = call.code()
    info = ErrorInfo(reason=code.name, domain=ERROR_DOMAIN)
    return Status(
        code=code.value[0], message=TRANSPORT.get(code, ""), details=[packed(info)]
    )


TRANSPORT = {
    grpc.StatusCode.UNAVAILABLE: "The service cannot be reached. Try again.",
    grpc.StatusCode.DEADLINE_EXCEEDED: "No answer in time. Try again.",
    grpc.StatusCode.RESOURCE_EXHAUSTED: "The message is too large.",
    grpc.StatusCode.UNIMPLEMENTED: "There is no such method.",
    grpc.StatusCode.CANCELLED: "The call was cancelled.",
}
"""Our words for failures of the transport; its own may name hosts and ports."""


def violations_in(error: grpc.RpcError) -> tuple[Violation, ...]:
    """Return the broken rules that a failed call reports, in their order."""
    status = status_of(error)
    failure, request, info = PreconditionFailure(), BadRequest(), ErrorInfo()
    found: list[Violation] = []
    for detail in status.details:
        if detail.Unpack(failure):
            found += [
                Violation(v.type, v.subject, v.description) for v in failure.violations
            ]
        elif detail.Unpack(request):
            found += [
                Violation(v.reason, v.field, v.description)
                for v in request.field_violations
            ]
        else:
            detail.Unpack(info)
    if found:
        return tuple(found)
    return (Violation(info.reason, info.metadata["subject"], status.message),)


def _all_of(
    kind: type[DomainError], violations: Sequence[Violation]
) -> Sequence[Message]:
    if kind is domain.InvalidInput:
        fields = [
            BadRequest.FieldViolation(
                field=v.subject, description=v.description, reason=v.reason
            )
            for v in violations
        ]
        return [BadRequest(field_violations=fields)]
    if kind is domain.RuleBroken:
        rules = [
            PreconditionFailure.Violation(
                type=v.reason, subject=v.subject, description=v.description
            )
            for v in violations
        ]
        return [PreconditionFailure(violations=rules)]
    return []


def _fitting(violations: Sequence[Violation]) -> list[Violation]:
    """Return the first violations, at least one, that fit the trailers together."""
    fitting: list[Violation] = []
    total = 0
    for violation in map(_shortened, violations):
        total += sum(len(text.encode()) for text in astuple(violation))
        if fitting and total > MAX_VIOLATION_BYTES:
            break
        fitting.append(violation)
    return fitting


def _shortened(violation: Violation) -> Violation:
    description, subject = violation.description, violation.subject
    if len(description) > MAX_DESCRIPTION:
        description = description[: MAX_DESCRIPTION - 1] + "…"
    return Violation(violation.reason, subject[:200], description)


def packed(message: Message) -> AnyMessage:
    """Return a message as a detail of a status."""
    detail = AnyMessage()
    detail.Pack(message)
    return detail
