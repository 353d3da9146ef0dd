"""A step of a story: who asks for what, and which answer is the expected one."""

import uuid
from collections.abc import Callable, Collection, Generator
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from day1.experiments.v1 import experiments_service_pb2 as experiments
from day1.ideas.v1 import ideas_service_pb2 as ideas
from day1.reviews.v1 import reviews_service_pb2 as reviews

from ..wires.calls import Call
from .people import Person

METHODS = {
    method.name: method
    for contract in (ideas, reviews, experiments)
    for service in contract.DESCRIPTOR.services_by_name.values()
    for method in service.methods
}
"""Every method that a story calls, by its name."""

SERVICES = ("ideas", "reviews", "experiments")
"""Whose methods they are."""

Check = Callable[[Any], str]
"""Returns what is wrong with an answer, in words that name no id; empty if nothing."""


def fine(_answer: Any) -> str:
    """Find nothing wrong."""
    return ""


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a story.

    Attributes:
        who: Makes it.
        call: What is asked.
        effects: What an accepted write leaves behind, each as often as it stands here.
        reasons: A refusal that is the expected answer; empty if none is.
        early: Reasons that pass once an event has arrived: the step is taken again.
        check: Looks at the content of the answer.
    """

    who: Person
    call: Call
    effects: tuple[str, ...] = ()
    reasons: frozenset[str] = frozenset()
    early: frozenset[str] = frozenset()
    check: Check = fine

    @property
    def method(self) -> str:
        """Name of the method, such as `SubmitIdea`."""
        return str(self.call.method.name)

    @property
    def is_write(self) -> bool:
        """Whether the contract says that the method changes something."""
        options = self.call.method.GetOptions()
        return bool(options.idempotency_level != options.NO_SIDE_EFFECTS)

    @property
    def request_id(self) -> str:
        """Under which it is sent, every time."""
        return str(getattr(self.call.requests[0], "request_id", ""))


Script = Generator[Step, Any, None]
"""A story: yields steps, and is sent each answer; None where it was refused."""


def step(
    who: Person,
    method: str,
    *requests: Message,
    reasons: Collection[str] = (),
    **expected: Any,
) -> Step:
    """Return a step; a write gets a request id, which all its attempts share."""
    for request in requests:
        if "request_id" in request.DESCRIPTOR.fields_by_name:
            request.request_id = str(uuid.uuid4())  # type: ignore[attr-defined]
    call = Call(METHODS[method], requests)
    return Step(who, call, reasons=frozenset(reasons), **expected)
