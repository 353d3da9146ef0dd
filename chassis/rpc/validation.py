"""The rules in the contracts (protovalidate), checked before a servicer runs."""

from collections.abc import Iterator
from typing import TypeVar

import protovalidate
from google.protobuf.message import Message

from chassis.domain import InvalidInput, Violation

M = TypeVar("M", bound=Message)


def valid(request: M) -> M:
    """Return the request. Raises `InvalidInput` with every violation at once."""
    if broken := protovalidate.collect_violations(request):
        raise InvalidInput(*map(_to_violation, broken))
    return request


def each_valid(requests: Iterator[M]) -> Iterator[M]:
    """Return the requests of a stream, each checked as it is read."""
    return map(valid, requests)


def _to_violation(broken: protovalidate.Violation) -> Violation:
    rule = broken.proto
    path = ".".join(
        step.field_name + (f"[{step.subscript.value}]" if step.subscript else "")
        for step in (rule.field.elements if rule.field else ())
    )
    reason = rule.rule_id.upper().replace(".", "_") or "INVALID"
    return Violation(reason, path, f"{path} {rule.message}.")
