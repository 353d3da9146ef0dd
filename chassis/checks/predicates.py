"""Predicates: expressions in the Common Expression Language over a snapshot.

They are checked against the message type before anybody relies on them, and evaluated
in a process of their own, which cannot hold this one up.
"""

import atexit
import base64
import re
from dataclasses import dataclass
from typing import Self

from google.protobuf.message import Message

from . import MAX_EXPRESSION
from .reading import Reading, reading_of
from .sandbox import Answer, CutOff, Question, Sandbox

SANDBOX = Sandbox()
"""One process is enough: an evaluation takes microseconds, and is rare."""
atexit.register(SANDBOX.close)

PROBLEM = re.compile(r"ERROR: <input>:(\d+):(\d+): ([^\n]*)")
NOISE = re.compile(r"^[A-Z_]+: | \[[A-Z_]+\]$| \(in container ''\)")
MAX_PROBLEMS = 3
MAX_PROBLEM = 200
"""Characters; the parser likes to list everything it could have met instead."""


class InvalidExpression(Exception):
    """The expression is not one, or cannot be evaluated; says why, for people."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A statement about a snapshot, true when the subject passes."""

    expression: str
    snapshot_type: type[Message]
    variable: str

    @classmethod
    def compile(
        cls, expression: str, snapshot_type: type[Message], variable: str
    ) -> Self:
        """Return it, if it is one. Raises `InvalidExpression`."""
        if len(expression) > MAX_EXPRESSION:
            raise InvalidExpression(
                f"It has {len(expression)} characters; {MAX_EXPRESSION} are allowed."
            )
        predicate = cls(expression, snapshot_type, variable)
        predicate._ask(None)
        return predicate

    def holds(self, snapshot: Message) -> bool:
        """Tell whether it is true of the snapshot. Raises `InvalidExpression`."""
        seen = base64.b64encode(snapshot.SerializeToString()).decode()
        return bool(self._ask(seen)["value"])

    def reading(self) -> Reading:
        """Return what it reads. Raises `InvalidExpression`."""
        return reading_of(base64.b64decode(self._ask(None)["compiled"]))

    def _ask(self, snapshot: str | None) -> Answer:
        question = Question(
            expression=self.expression,
            variable=self.variable,
            module=self.snapshot_type.__module__,
            type=self.snapshot_type.DESCRIPTOR.full_name,
            snapshot=snapshot,
        )
        try:
            answer = SANDBOX.ask(question)
        except CutOff:
            raise InvalidExpression("It took too long and was cut off.") from None
        if answer["error"]:
            raise InvalidExpression(in_words(answer["error"]))
        return answer


def in_words(error: str) -> str:
    """Return what the compiler or the evaluation complains about, with its place."""
    problems = PROBLEM.findall(error)
    if not problems:
        return NOISE.sub("", error.partition("\n")[0])[:MAX_PROBLEM]
    return " ".join(
        f"Line {line}, column {column}: {NOISE.sub('', text)[:MAX_PROBLEM]}."
        for line, column, text in problems[:MAX_PROBLEMS]
    )
