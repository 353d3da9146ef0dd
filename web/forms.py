"""Forms of the pages: what is in them, and what the API said about it.

Inputs are named like the fields of the contract, so a violation finds its input.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import grpc

from chassis.domain import Violation

UNCERTAIN = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.INTERNAL,
    grpc.StatusCode.UNKNOWN,
}
"""After these the write may have happened; only the same request id is safe."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a service, or the front, said no to."""

    code: grpc.StatusCode
    http: int
    message: str
    violations: tuple[Violation, ...]

    @property
    def is_lost_race(self) -> bool:
        """Whether the resource has changed since the visitor saw it."""
        return self.code is grpc.StatusCode.ABORTED


def new_id() -> str:
    """Return an id for one request."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form, as it is shown.

    Attributes:
        values: Text of each input, by its name.
        etag: Of the resource that the visitor has seen.
        request_id: Makes a double click one request.
        refusal: Why it is shown again; None the first time.
        key: Tells forms of one page apart, where a command is offered more than once.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    request_id: str = field(default_factory=new_id)
    refusal: Refusal | None = None
    key: str = ""

    def hints(self, name: str) -> list[str]:
        """Return what is wrong with one input."""
        violations = self.refusal.violations if self.refusal else ()
        return [v.description for v in violations if input_of(v.subject) == name]


def refused(entered: Mapping[str, str], refusal: Refusal, *, etag: str = "") -> Form:
    """Return the form again with all that was entered, and why."""
    keep = refusal.code in UNCERTAIN
    request_id = entered.get("request_id", "") if keep else ""
    return Form(
        values=entered,
        etag=etag or entered.get("etag", ""),
        request_id=request_id or new_id(),
        refusal=refusal,
    )


def input_of(subject: str) -> str:
    """Return the name of the input that a field path belongs to."""
    path = re.sub(r"\[([0-9]+)\]", r".\1", subject)
    return re.sub(r"^(idea|experiment|coe|mechanism)\.", "", path)


def label_of(subject: str) -> str:
    """Return a field path for people: `Doors 1, undo, days`; rows count from 1."""
    path = re.sub(r"\.([0-9]+)", lambda row: f" {int(row[1]) + 1}", input_of(subject))
    inner = path.removeprefix("document.")
    return inner.replace("_", " ").replace(".", ", ").capitalize()
