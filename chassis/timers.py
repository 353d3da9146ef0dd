"""The alarm: wakes what waits for a moment, once that has come.

An aggregate says itself when it wants to be woken, in a column beside its body; so what
waits survives a restart, and any instance may wake it. One that cannot be woken is
passed over for a while, and holds up no other.
"""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Generic, TypeVar

import psycopg
import structlog
from typing_extensions import override

from chassis.rpc.errors import Unavailable
from chassis.storage import Turn, Work
from chassis.units import Units

log = structlog.get_logger()

W = TypeVar("W", bound=Work)

MOST_ROUNDS = 1000
"""Of one look-out: what forgets to move its `wake_at` must not spin for ever."""

STUCK_SECONDS = 60.0
"""How long one that cannot be woken is passed over."""


class Alarm(threading.Thread, Generic[W]):
    """Lets a use case wake what is due, again and again, until stopped.

    Several instances may run: each takes what no other holds at the moment.
    """

    def __init__(
        self,
        service: str,
        wake: Callable[[W], int],
        units: Units[W],
        interval: timedelta,
    ) -> None:
        super().__init__(name="alarm", daemon=True)
        self._service = service
        self._wake = wake
        self._units = units
        self._interval = interval.total_seconds()
        self._stopping = threading.Event()
        self._stuck: dict[str, float] = {}

    @override
    def start(self) -> None:
        """Begin, unless this service has nothing that waits."""
        if self._wake is not nothing_waits:
            super().start()

    def stop(self) -> None:
        """Finish the wake-up at hand, then end."""
        self._stopping.set()
        if self.is_alive():
            self.join()

    @override
    def run(self) -> None:
        """Wake until stopped; trouble with the database is waited out."""
        while not self._stopping.wait(self._interval):
            try:
                self.wake_all()
            except (Unavailable, psycopg.Error, OSError) as error:
                log.warning("alarm.delayed", error=str(error))
            except Exception:  # a bug must not end the thread that everyone relies on
                log.exception("alarm.crashed")

    def wake_all(self) -> None:
        """Wake all that is due: some at a time, or one by one if some cannot be."""
        alone = False
        for _ in range(MOST_ROUNDS):
            turn = Turn(1 if alone else None, self._passed_over())
            try:
                woken = self.wake_some(turn)
            except (Unavailable, psycopg.OperationalError, OSError):
                raise
            except Exception:
                if alone or len(turn.taken) == 1:
                    self._pass_over(turn.taken)
                    log.exception("alarm.stuck", ids=turn.taken)
                if not turn.taken:  # not the fault of any of them
                    raise
                woken, alone = len(turn.taken), True
            if not woken or self._stopping.is_set():
                return

    def wake_some(self, turn: Turn | None = None) -> int:
        """Wake some of what is due, in a transaction of its own; return how many."""

        def act(work: W) -> int:
            work.turn = turn or Turn()
            return self._wake(work)

        return self._units.act(self._service, act)

    def _passed_over(self) -> list[str]:
        now = time.monotonic()
        self._stuck = {name: end for name, end in self._stuck.items() if end > now}
        return list(self._stuck)

    def _pass_over(self, ids: list[str]) -> None:
        end = time.monotonic() + STUCK_SECONDS
        self._stuck.update(dict.fromkeys(ids, end))


def nothing_waits(_: object) -> int:
    """Wake nothing: for a service in which nothing waits for a moment."""
    return 0
