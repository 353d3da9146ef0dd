"""What waits for the next arrival: steps of stories under way, or a new story.

Arrivals come at a constant rate; stories cannot, because a step needs the answer before
it. So each arrival takes a step that is ready, and begins a new story when none is. A
slow product has more stories under way, never fewer requests.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from google.protobuf.message import Message

from ..stories.steps import Script, Step
from ..stories.story import look_around
from ..wires.calls import Wire

PAUSE_SECONDS = 0.05
"""How long a story leaves the product alone before it looks again."""

REPEAT_EVERY = 10
"""Every tenth accepted write is sent once more, under its request id."""


@dataclass(slots=True)
class Tale:
    """A story under way.

    Attributes:
        number: In which order they began.
        idea: Such as `ideas/load-1`; empty when somebody only looks around.
        script: Where it goes on.
        wire: The way that all its requests take.
    """

    number: int
    idea: str
    script: Script
    wire: Wire


@dataclass(slots=True)
class Turn:
    """One step of a story that is ready.

    Attributes:
        tale: The story.
        step: What comes next.
        first: The answer to this very step when it was taken before: it is a repeat,
            and has to be answered the same.
    """

    tale: Tale
    step: Step
    first: Message | None = None


class Queue:
    """Turns, each ready from some time on; of those that are, the oldest story first.

    So stories end, also where more begin than can go on.
    """

    def __init__(self) -> None:
        self._later: list[tuple[float, int, Turn]] = []
        self._ready: list[tuple[int, Turn]] = []

    def put(self, turn: Turn, at: float) -> None:
        """Add a turn; a story has one at a time."""
        heapq.heappush(self._later, (at, turn.tale.number, turn))

    def take(self, now: float) -> Turn | None:
        """Return the turn of the oldest story that is ready; None if none is."""
        while self._later and self._later[0][0] <= now:
            _, number, turn = heapq.heappop(self._later)
            heapq.heappush(self._ready, (number, turn))
        return heapq.heappop(self._ready)[1] if self._ready else None

    def __len__(self) -> int:
        return len(self._later) + len(self._ready)


class Backlog:
    """All that is under way."""

    def __init__(
        self, stories: Iterator[tuple[str, Script]], wires: list[Wire]
    ) -> None:
        self._stories = stories
        self._wires = wires
        self._writes = Queue()
        self._reads = Queue()
        self._numbers = count()
        self._accepted = 0

    def __len__(self) -> int:
        return len(self._writes) + len(self._reads)

    def write(self, now: float) -> Turn:
        """Return the write for an arrival."""
        return self._writes.take(now) or self._begun()

    def read(self, now: float) -> Turn:
        """Return the read for an arrival: somebody waits for news, or looks around."""
        return self._reads.take(now) or self._browsing()

    def answered(self, turn: Turn, answer: Message | None, now: float) -> None:
        """Go on with the story after an expected answer; None where it was refused."""
        if answer is not None and self._is_repeated(turn):
            self._writes.put(Turn(turn.tale, turn.step, answer), now)
            return
        try:
            following = turn.tale.script.send(answer)
        except StopIteration:
            return
        waits = following is turn.step
        queue = self._writes if following.is_write else self._reads
        queue.put(Turn(turn.tale, following), now + PAUSE_SECONDS * waits)

    def _begun(self) -> Turn:
        return self._first_of(*next(self._stories))

    def _browsing(self) -> Turn:
        return self._first_of("", look_around())

    def _first_of(self, idea: str, script: Script) -> Turn:
        number = next(self._numbers)
        wire = self._wires[number % len(self._wires)]
        return Turn(Tale(number, idea, script, wire), next(script))

    def _is_repeated(self, turn: Turn) -> bool:
        if turn.first is not None or not turn.step.request_id:
            return False
        self._accepted += 1
        return self._accepted % REPEAT_EVERY == 0
