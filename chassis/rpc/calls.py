"""The call that is being served: who, why, and how much time is left."""

import re
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from chassis.domain import Actor, Violation

from .errors import DeadlineExceeded


@dataclass(frozen=True, slots=True)
class Call:
    """One call on its way through this process.

    Attributes:
        actor: The person behind it.
        client: The program through which they call.
        deadline: When the caller stops waiting, on the monotonic clock, seconds.
        traceparent: The trace that it belongs to (W3C Trace Context); empty for none.
    """

    actor: Actor
    client: str
    deadline: float
    traceparent: str = ""

    @property
    def seconds_left(self) -> float:
        """How long the caller will still wait; negative when too late."""
        return self.deadline - time.monotonic()

    def ensure_time_left(self) -> None:
        """Raise `DeadlineExceeded` if nobody waits for the answer any more."""
        if self.seconds_left <= 0:
            raise DeadlineExceeded(
                Violation("DEADLINE_EXCEEDED", "", "No time was left. Nothing changed.")
            )


TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def trace_in(metadata: Mapping[str, str | bytes]) -> str:
    """Return what the caller says of its trace; what is malformed is ignored."""
    said = str(metadata.get("traceparent", ""))
    return said if TRACEPARENT.fullmatch(said) else ""


CURRENT: ContextVar[Call] = ContextVar("call")
"""Set by the server for the time of a call; outgoing calls inherit its deadline."""
