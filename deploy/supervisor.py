"""Keeps all processes of an instance running until it is asked to stop."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from .console import Console
from .process import Process
from .program import Program

TICK_SECONDS = 0.1
FRONT_SECONDS = 20.0
"""For the front to drain; in the monolith, to stop its services too."""

SERVICES_SECONDS = 15.0
"""For all services together, once nobody calls them any more."""


class StopRequest:
    """Whether Ctrl-C, SIGTERM or a closed terminal has asked for the end.

    A flag and no more: the main thread looks at it in a loop, because a lock or
    an event that is touched in a signal handler can block for ever.
    """

    def __init__(self) -> None:
        self.is_made = False

    def listen(self) -> None:
        """Take the signals over from Python; call it in the main thread."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._make)

    def _make(self, number: int, frame: FrameType | None) -> None:
        self.is_made = True


class Supervisor:
    """Starts programs in their order, and stops them the other way round."""

    def __init__(self, programs: Sequence[Program], console: Console) -> None:
        self._processes = [Process(program, console) for program in programs]

    def run(
        self,
        stop: StopRequest,
        *,
        once_healthy: Callable[[], None],
        tick: Callable[[], None],
    ) -> None:
        """Block until asked to stop. No process is left when this returns or raises.

        Raises `CannotStart` when a program cannot be kept running.
        """
        greeted = False
        try:
            while not stop.is_made:
                for process in self._processes:
                    process.tend()
                if not greeted and all(p.is_healthy for p in self._processes):
                    greeted = True
                    once_healthy()
                tick()
                time.sleep(TICK_SECONDS)
        finally:
            self._stop()

    def _stop(self) -> None:
        """Stop the last program alone: it is the front, and calls all others."""
        *others, front = self._processes
        front.terminate()
        front.end_by(time.monotonic() + FRONT_SECONDS)
        for process in others:
            process.terminate()
        deadline = time.monotonic() + SERVICES_SECONDS
        for process in others:
            process.end_by(deadline)
