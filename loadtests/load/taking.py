"""Takes a turn: sends the request, judges the answer, and writes down what came of it.

What is unanswered is sent again under the same request id, as a careful client does,
until patience ends: then nobody knows whether it happened, and it is called unknown,
neither accepted nor refused.
"""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from google.protobuf.message import Message

from ..stories.people import Badges
from ..wires.calls import Passing, Refused
from .arrivals import Punctuality
from .backlog import Backlog, Turn
from .journal import Entry, Journal, Outcome

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 2.0


class Answered(NamedTuple):
    """What became of a turn.

    Attributes:
        outcome: How it ended.
        attempts: How often it was sent.
        message: The answer; None if there was none, or a refusal.
        problem: What was not as expected; empty if nothing.
    """

    outcome: Outcome
    attempts: int
    message: Message | None = None
    problem: str = ""


Report = Callable[[str, str, float, int, str], None]
"""Hears of every answer: wire, method, seconds since it was due, bytes, problem."""


@dataclass(slots=True)
class Desk:
    """Where turns are taken, many at once.

    Attributes:
        backlog: Where the next turn comes from.
        badges: Tokens of those who act.
        journal: What was written, and how it ended.
        report: Hears of every answer.
        patience: For how many seconds what is unanswered is tried again; 0 for never.
        punctuality: Whether requests were sent when they were due.
        retried: How many attempts failed and were made again.
    """

    backlog: Backlog
    badges: Badges
    journal: Journal
    report: Report
    patience: float
    punctuality: Punctuality
    retried: int = 0

    def take(self, turn: Turn, due: float) -> None:
        """Take a turn that was due at this time of the monotonic clock, and go on."""
        token = self.badges.token(turn.step.who)
        self.punctuality.note(time.monotonic() - due)
        answered = self._answered(turn, token, due)
        seconds = time.monotonic() - due
        size = answered.message.ByteSize() if answered.message else 0
        problem = answered.problem
        self.report(turn.tale.wire.name, turn.step.method, seconds, size, problem)
        if turn.step.is_write:
            self.journal.note(_entry(turn, answered))
        if not problem:
            self.backlog.answered(turn, answered.message, time.monotonic())

    def _answered(self, turn: Turn, token: str, due: float) -> Answered:
        attempts, pause = 0, FIRST_PAUSE_SECONDS
        while True:
            attempts += 1
            try:
                message = turn.tale.wire.call(turn.step.call, token)
            except Refused as refusal:
                return _refused(turn, refusal, attempts)
            except Passing as trouble:
                if time.monotonic() + pause > due + self.patience:
                    problem = f"no answer: {trouble}"
                    return Answered(Outcome.UNKNOWN, attempts, problem=problem)
            else:
                return _accepted(turn, message, attempts)
            self.retried += 1
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _refused(turn: Turn, refusal: Refused, attempts: int) -> Answered:
    # What was accepted before cannot be early; and nobody expects what has no reason.
    is_early = turn.first is None and refusal.reasons <= turn.step.early
    if refusal.reasons and (is_early or refusal.reasons == turn.step.reasons):
        return Answered(Outcome.REFUSED, attempts)
    return Answered(Outcome.FAILED, attempts, problem=f"refused: {refusal}")


def _accepted(turn: Turn, message: Message, attempts: int) -> Answered:
    problem, outcome = turn.step.check(message), Outcome.ACCEPTED
    if turn.first is not None:
        outcome = Outcome.REPEATED
        problem = "" if message == turn.first else "a repeat is answered differently"
    if turn.step.reasons:
        problem = f"accepted, though {', '.join(turn.step.reasons)}"
    return Answered(Outcome.FAILED if problem else outcome, attempts, message, problem)


def _entry(turn: Turn, answered: Answered) -> Entry:
    """Return the line of a write: with what it left behind, if it did or may have."""
    may_have = answered.message is not None or answered.outcome is Outcome.UNKNOWN
    is_new = turn.first is None
    return Entry(
        turn.tale.idea,
        turn.step.method,
        answered.outcome,
        dict(Counter(turn.step.effects)) if may_have and is_new else {},
        turn.step.request_id,
        answered.attempts,
        answered.problem,
    )
