"""The runner's one terminal: whole lines, each with the name of who speaks."""

import sys
from collections import defaultdict, deque
from contextlib import suppress
from functools import partial
from itertools import cycle
from pathlib import Path
from threading import Lock
from typing import IO

import click

COLOURS = ("cyan", "green", "yellow", "blue", "magenta", "bright_cyan")
RUNNER = "day1"
WIDTH = len("experiments")

LAST_WORDS = 20
"""Lines of a process that are shown once it has ended."""


class Console:
    """Prints lines of several processes without mixing them up.

    Coloured in a terminal, plain when piped. A reader that has gone away is no
    reason to stop: its lines are dropped.

    With a folder for logs, a terminal shows what the runner says alone: a person
    looks for one address, and processes write hundreds of lines.
    """

    def __init__(self, logs: Path | None = None) -> None:
        self._logs = logs if self.is_terminal else None
        self._last: dict[str, deque[str]] = defaultdict(
            partial(deque, maxlen=LAST_WORDS)
        )
        self._unused = cycle(COLOURS)
        self._colours = {RUNNER: "bright_white"}
        self._lock = Lock()

    @property
    def is_terminal(self) -> bool:
        """True when a person reads, False for a pipe or a file."""
        return sys.stdout.isatty()

    def say(self, text: str) -> None:
        """Print lines of the runner itself, all together."""
        with self._lock:
            for line in text.splitlines():
                self._print(RUNNER, line)

    def relay(self, name: str, output: IO[str]) -> None:
        """Print, or keep in its log, what a process writes until it ends."""
        if self._logs is None:
            for line in output:
                with self._lock:
                    self._print(name, line.rstrip())
            return
        with suppress(OSError):
            self._keep(name, output, self._logs)
        for line in output:  # a process that nobody reads would hang
            self._last[name].append(line.rstrip())

    def _keep(self, name: str, output: IO[str], logs: Path) -> None:
        """Write it down; a disk that is full costs lines, no more. Raises `OSError`."""
        logs.mkdir(exist_ok=True)
        # Of this run alone: a process that is started again goes on below.
        mode = "a" if name in self._last else "w"
        with (logs / f"{name}.log").open(mode, 1, "utf-8") as log:
            for line in output:
                self._last[name].append(line.rstrip())
                with suppress(OSError):
                    log.write(line)

    def repeat(self, name: str) -> None:
        """Print the last words of a process, unless all of them have been printed."""
        with self._lock:
            while self._last[name]:
                self._print(name, self._last[name].popleft())

    def _print(self, name: str, line: str) -> None:
        if name not in self._colours:
            self._colours[name] = next(self._unused)
        prefix = click.style(f"{name:<{WIDTH}} |", fg=self._colours[name])
        try:
            click.echo(f"{prefix} {line}".rstrip())
        except (OSError, ValueError):
            return
