"""A throw-away instance, started as a user starts it: for tests and measurements."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from . import program, shapes
from .api import Api, Refused
from .keychain import Keychain
from .tokens import token_for

ROOT = program.ROOT
SERVICES = tuple(shapes.services())
PATIENCE_SECONDS = 60.0

COMMANDS = {"microservices": "up", "monolith": "monolith"}
"""Shape to what starts it."""


class Instance:
    """One running instance, in one of the two shapes."""

    def __init__(self, shape: str, home: Path) -> None:
        self.shape = shape
        self.home = home
        listeners = ("web", *SERVICES)
        self.ports = dict(zip(listeners, free_ports(len(listeners)), strict=True))
        self.base_url = f"http://127.0.0.1:{self.ports['web']}"
        self._log = home.parent / f"{home.name}.log"
        self._runner: subprocess.Popen[bytes] | None = None

    @property
    def runner(self) -> "subprocess.Popen[bytes]":
        """The process that a user would see. Raises `ValueError` before `start`."""
        if self._runner is None:
            raise ValueError("Start it first.")
        return self._runner

    @property
    def output(self) -> str:
        """What the terminal showed so far."""
        return self._log.read_text()

    def start(self) -> None:
        """Run the command, and wait until all of it is ready with its demo data."""
        ports = {f"DAY1_{name.upper()}_PORT": str(p) for name, p in self.ports.items()}
        with self._log.open("ab") as log:
            self._runner = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "deploy.cli", COMMANDS[self.shape]],
                cwd=ROOT,
                env={**os.environ, "DAY1_HOME": str(self.home), **ports},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        shown = len(self.output)
        self.await_true(lambda: "Day 1 is up" in self.output[shown:], "it is up")

    def stop(self) -> int:
        """Ask the runner to end, as Ctrl-C does; return its exit status."""
        runner = self.runner
        runner.send_signal(signal.SIGINT)
        return runner.wait(PATIENCE_SECONDS)

    def api(self, persona: str = "") -> Api:
        """Return the JSON API, for a persona or for nobody."""
        token = token_for(Keychain(self.home), persona) if persona else ""
        return Api(self.base_url, token)

    def process_of(self, name: str) -> psutil.Process:
        """Return the process that runs a service, once there is one.

        In the monolith the same process runs them all.
        """
        module = "monolith" if self.shape == "monolith" else f"services.{name}"
        found: list[psutil.Process] = []

        def look() -> bool:
            children = psutil.Process(self.runner.pid).children(recursive=True)
            found[:] = [child for child in children if module in _command(child)]
            return bool(found)

        self.await_true(look, f"a process for {name}")
        return found[0]

    def is_ready(self) -> bool:
        """Tell what `/healthz` tells."""
        try:
            return bool(self.api().get("/healthz"))
        except (OSError, Refused):
            return False

    def await_true(self, is_true: Callable[[], object], what: str) -> None:
        """Wait for it; fail with the end of the log when patience ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_true():
            if time.monotonic() > deadline or self.runner.poll() is not None:
                raise TimeoutError(f"not {what}:\n{self.output[-3000:]}")
            time.sleep(0.05)


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on right now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(s.getsockname()[1]) for s in sockets]
    for held in sockets:
        held.close()
    return ports


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
