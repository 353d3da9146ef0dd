"""What the suites over event logs share: records, and patience."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from typing_extensions import override

from chassis.eventlog import LogConsumer, LogRecord

TOPIC = "things.events.v1"
SOON = timedelta(milliseconds=50)
PATIENCE_SECONDS = 20.0

Subscribe = Callable[[str], LogConsumer]


def record(key: str, number: int) -> LogRecord:
    """Return an event of a key that tells its number."""
    return LogRecord(TOPIC, key, {"ce_id": f"{key}-{number}"}, str(number).encode())


def read_until(
    consumers: Sequence[LogConsumer], enough: Callable[[list[LogRecord]], bool]
) -> list[LogRecord]:
    """Poll and commit until there is enough; fail loudly when patience ends."""
    found: list[LogRecord] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not enough(found):
        assert time.monotonic() < deadline, f"only {len(found)} records arrived"
        for consumer in consumers:
            found += consumer.poll(SOON)
            consumer.commit()
    return found


class Member(threading.Thread):
    """Reads as a service does: in a thread of its own, again and again."""

    def __init__(self, consumer: LogConsumer) -> None:
        super().__init__(daemon=True)
        self.read: list[LogRecord] = []
        self._consumer = consumer
        self._stopping = threading.Event()

    @override
    def run(self) -> None:
        while not self._stopping.is_set():
            self.read += self._consumer.poll(SOON)
            self._consumer.commit()

    def stop(self) -> None:
        """Finish the batch at hand, then end."""
        self._stopping.set()
        self.join()


@contextmanager
def at_work(consumers: Sequence[LogConsumer]) -> Iterator[list[Member]]:
    """Let all of them read while the block runs."""
    members = [Member(consumer) for consumer in consumers]
    for member in members:
        member.start()
    try:
        yield members
    finally:
        for member in members:
            member.stop()


def await_true(is_true: Callable[[], object], what: str) -> None:
    """Wait for it; fail when patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline, f"not {what}"
        time.sleep(0.02)
