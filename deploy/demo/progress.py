"""How far the loader is: a bar in a terminal, plain lines elsewhere, or nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

import click


class Progress(Protocol):
    """Hears of every story that has been told."""

    def told(self, what: str) -> None:
        """One more is there. Any thread may say so."""


class Silent:
    """Says nothing."""

    def told(self, what: str) -> None:
        """Go on."""


class Bar:
    """A bar with the story that was told last beside it."""

    def __init__(self, bar: "click._termui_impl.ProgressBar[int]") -> None:
        self._bar = bar
        self._lock = Lock()

    def told(self, what: str) -> None:
        """Move on by one."""
        with self._lock:
            self._bar.label = f"{what:<28.28}"
            self._bar.update(1)


class Lines:
    """A line now and then: whoever reads a file later does not want a hundred."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._count = 0
        self._lock = Lock()

    def told(self, what: str) -> None:
        """Count, and speak at every tenth part."""
        with self._lock:
            self._count += 1
            every = max(self._length // 10, 1)
            if self._count % every == 0 or self._count == self._length:
                click.echo(f"{self._count} of {self._length} stories, last: {what}")


@contextmanager
def progress(length: int) -> Iterator[Progress]:
    """Show how many of so many stories have been told."""
    if not sys.stdout.isatty():
        yield Lines(length)
        return
    with click.progressbar(length=length, label="The company") as bar:
        yield Bar(bar)
