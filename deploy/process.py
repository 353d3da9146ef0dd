"""One supervised process: started, watched, restarted, stopped."""

import signal
import subprocess
import sys
import time
from threading import Thread

from .console import Console
from .deaths import Deaths
from .errors import CannotStart
from .program import ROOT, Program


class Process:
    """A program that is kept running.

    It gets a session of its own: Ctrl-C in the terminal is the runner's to handle.
    """

    def __init__(self, program: Program, console: Console) -> None:
        self.name = program.name
        self.is_healthy = False
        self._program = program
        self._console = console
        self._deaths = Deaths()
        self._start_at = 0.0
        self._running: subprocess.Popen[str] | None = None
        self._relay = Thread()

    def tend(self) -> None:
        """Do what is due: start, restart, or ask for health.

        Raises `CannotStart` when there is no hope that another start helps.
        """
        if self._running is None:
            if time.monotonic() >= self._start_at:
                self._running = self._start()
        elif self._running.poll() is not None:
            self._bury(self._running)
        elif not self.is_healthy and self._program.probe():
            self.is_healthy = True
            self._deaths.forgive()

    def terminate(self) -> None:
        """Ask it to stop; do not wait."""
        if self._running is not None:
            self._running.terminate()

    def end_by(self, deadline: float) -> None:
        """Wait until it has stopped; at the deadline, kill it."""
        if self._running is None:
            return
        try:
            self._running.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._console.say(f"{self.name} does not stop; killing it.")
            self._running.kill()
        self._let_go(self._running)

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - a module of this repository
            [sys.executable, "-m", "deploy.child", self._program.module],
            cwd=ROOT,
            env=self._program.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        words = (self.name, process.stdout)
        self._relay = Thread(target=self._console.relay, args=words, daemon=True)
        self._relay.start()
        return process

    def _let_go(self, ended: subprocess.Popen[str]) -> None:
        """Wait for its last words, which the pipe may still hold."""
        self._relay.join(timeout=1)
        with ended:
            self._running, self.is_healthy = None, False

    def _bury(self, dead: subprocess.Popen[str]) -> None:
        self._let_go(dead)
        self._console.repeat(self.name)
        self._deaths.record(time.monotonic())
        if self._deaths.are_hopeless:
            raise CannotStart(
                f"{self.name} keeps ending ({_cause(dead)}) before it is healthy;"
                " gave up. Its own last words are above."
            )
        self._start_at = time.monotonic() + self._deaths.delay
        when = f"in {self._deaths.delay:g} s" if self._deaths.delay else "at once"
        self._console.say(f"{self.name} ended ({_cause(dead)}); starts again {when}.")


def _cause(dead: subprocess.Popen[str]) -> str:
    if dead.returncode < 0:
        return signal.Signals(-dead.returncode).name
    return f"exit status {dead.returncode}"
