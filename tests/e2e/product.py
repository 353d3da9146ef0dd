"""The product as a user starts it: a command, a folder, some ports."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from deploy.api import Api, Refused
from deploy.keychain import Keychain
from deploy.tokens import token_for

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
SERVICES = ("ideas", "reviews", "experiments", "coes")


class Product:
    """One running instance, in one of the two shapes."""

    def __init__(self, shape: str, home: Path) -> None:
        self.shape = shape
        self.home = home
        self.ports = dict(zip(("web", *SERVICES), free_ports(5), strict=True))
        self.base_url = f"http://127.0.0.1:{self.ports['web']}"
        self._log = home.parent / f"{home.name}.log"
        self._runner: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """What the terminal showed so far."""
        return self._log.read_text()

    def start(self) -> None:
        """Run the command, and wait until all of it is ready with its demo data."""
        command = {"microservices": "up", "monolith": "monolith"}[self.shape]
        ports = {f"DAY1_{name.upper()}_PORT": str(p) for name, p in self.ports.items()}
        with self._log.open("ab") as log:
            self._runner = subprocess.Popen(
                [sys.executable, "-m", "deploy.cli", command],
                cwd=ROOT,
                env={**os.environ, "DAY1_HOME": str(self.home), **ports},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        shown = len(self.output)
        self.await_true(lambda: "Day 1 is up" in self.output[shown:], "it is up")

    def stop(self) -> int:
        """Ask the runner to end, as Ctrl-C does; return its exit status."""
        assert self._runner is not None
        self._runner.send_signal(signal.SIGINT)
        return self._runner.wait(PATIENCE_SECONDS)

    def api(self, persona: str = "") -> Api:
        """Return the JSON API, for a persona or for nobody."""
        token = token_for(Keychain(self.home), persona) if persona else ""
        return Api(self.base_url, token)

    def process_of(self, name: str) -> psutil.Process:
        """Return the process that runs a service; the monolith runs them all."""
        assert self._runner is not None
        module = "monolith" if self.shape == "monolith" else f"services.{name}"
        children = psutil.Process(self._runner.pid).children(recursive=True)
        return next(c for c in children if module in c.cmdline())

    def is_ready(self) -> bool:
        """Tell what `/healthz` tells."""
        try:
            return self.api().get("/healthz")["status"] == "SERVING"
        except (OSError, Refused):
            return False

    def await_true(self, is_true: Callable[[], object], what: str) -> None:
        """Wait for it; fail with the end of the log when patience ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_true():
            assert time.monotonic() < deadline, f"not {what}:\n{self.output[-3000:]}"
            assert self._runner is None or self._runner.poll() is None, self.output
            time.sleep(0.05)


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on right now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(s.getsockname()[1]) for s in sockets]
    for held in sockets:
        held.close()
    return ports
