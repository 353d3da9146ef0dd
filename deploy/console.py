"""The runner's one terminal: whole lines, each with the name of who speaks."""

import sys
from itertools import cycle
from threading import Lock
from typing import IO

import click

COLOURS = ("cyan", "green", "yellow", "blue", "magenta", "bright_cyan")
RUNNER = "day1"
WIDTH = len("experiments")


class Console:
    """Prints lines of several processes without mixing them up.

    Coloured in a terminal, plain when piped. A reader that has gone away is no
    reason to stop: its lines are dropped.
    """

    def __init__(self) -> None:
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
        """Print what a process writes until it ends; blocks that long."""
        for line in output:
            with self._lock:
                self._print(name, line.rstrip())

    def _print(self, name: str, line: str) -> None:
        if name not in self._colours:
            self._colours[name] = next(self._unused)
        prefix = click.style(f"{name:<{WIDTH}} |", fg=self._colours[name])
        try:
            click.echo(f"{prefix} {line}".rstrip())
        except (OSError, ValueError):
            return
