"""A call, and the ways to the services: the same messages of the contract on each.

A call blocks its caller, and nobody else: under gevent too.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message

TIMEOUT_SECONDS = 15.0
CONTENTION = "CONTENTION"


class Refused(Exception):
    """A rule said no: nothing was changed.

    Attributes:
        reasons: Of every broken rule.
    """

    def __init__(self, reasons: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(reasons)))
        self.reasons = reasons


class Passing(Exception):
    """Trouble that may pass: whether anything was changed, is not known."""


class Call(NamedTuple):
    """What is asked of a service.

    Attributes:
        method: As the contract describes it.
        requests: One; several for a method that takes a stream.
    """

    method: MethodDescriptor
    requests: Sequence[Message]


class Wire(Protocol):
    """A way to the services."""

    name: str

    def call(self, call: Call, token: str) -> Message:
        """Return the answer. Raises `Refused` and `Passing`."""


def refusal_of(reasons: Sequence[str], *, passes: bool) -> Refused | Passing:
    """Return why a call has no answer: for good, or by trouble that passes."""
    if passes or CONTENTION in reasons:
        return Passing(", ".join(reasons))
    return Refused(frozenset(reasons))
