"""When requests are due: at a constant rate, whatever becomes of those before.

Customers do not wait for each other. A generator that waits for an answer before it
sends the next request sends less just when answers are slow, and never measures the
wait of those it did not send: Gil Tene calls that coordinated omission ("How NOT to
Measure Latency", 2013). So arrivals are scheduled beforehand, and a latency counts
from when its request was due.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

LATE_SECONDS = 0.1
LATE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A constant rate for a while.

    Attributes:
        rate: Arrivals a second.
        seconds: For how long.
    """

    rate: float
    seconds: float

    def __len__(self) -> int:
        return round(self.rate * self.seconds)

    def due(
        self, now: Callable[[], float], sleep: Callable[[float], None]
    ) -> Iterator[float]:
        """Yield each arrival when it is due, as seconds on the clock `now`.

        Whoever is slow to ask for the next one gets it at once, and learns when it
        had been due.
        """
        begin = now()
        for number in range(len(self)):
            due = begin + number / self.rate
            if (ahead := due - now()) > 0:
                sleep(ahead)
            yield due


class Punctuality:
    """Whether the load was what it claims to be: sent when it was due.

    Attributes:
        sent: How many requests.
        late: How many of them more than 100 ms after they were due.
        worst: How late the latest was, seconds.
    """

    def __init__(self) -> None:
        self.sent = 0
        self.late = 0
        self.worst = 0.0

    def note(self, behind: float) -> None:
        """Count a request that is sent so many seconds after it was due."""
        self.sent += 1
        self.late += behind > LATE_SECONDS
        self.worst = max(self.worst, behind)

    @property
    def is_kept(self) -> bool:
        """False once more than one in a hundred was late: the run proves nothing."""
        return self.late <= LATE_SHARE * self.sent
