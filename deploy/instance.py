"""A throw-away instance, started as a user starts it: for tests and measurements."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import psutil

from chassis.eventlog.opening import open_log

from . import program, shapes
from .api import Api, Refused
from .keychain import Keychain
from .tokens import token_for

ROOT = program.ROOT
SERVICES = tuple(shapes.services())
PATIENCE_SECONDS = 60.0

SOCKETS_LINE = 4
"""Of `postmaster.pid`, from 0: where the server's Unix socket is."""

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
        self._variables: dict[str, str] = {}
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

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing left to wait for."""
        return self.runner.poll() is not None

    @property
    def database_host(self) -> str:
        """Where its PostgreSQL listens, as libpq has it."""
        return self._postmaster()[SOCKETS_LINE]

    def use_kafka(self, servers: str) -> None:
        """Let the next start use these brokers, as in `KAFKA_BOOTSTRAP_SERVERS`."""
        self._variables["DAY1_EVENTS"] = "kafka"
        self._variables["KAFKA_BOOTSTRAP_SERVERS"] = servers

    def use_postgres(self, url: str) -> None:
        """Let the next start use this server, entered as an administrator."""
        self._variables["DAY1_POSTGRES_URL"] = url

    def start(self) -> None:
        """Run the command, and wait until all of it is ready with its demo data."""
        ports = {f"DAY1_{name.upper()}_PORT": str(p) for name, p in self.ports.items()}
        home = str(self.home)
        with self._log.open("ab") as log:
            self._runner = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "deploy.cli", COMMANDS[self.shape]],
                cwd=ROOT,
                env={**os.environ, "DAY1_HOME": home, **ports, **self._variables},
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
        """Return the process that runs a service or `web`, once there is one.

        In the monolith the same process runs them all.
        """
        module = f"services.{name}" if name in SERVICES else name
        module = "monolith" if self.shape == "monolith" else module
        found: list[psutil.Process] = []

        def look() -> bool:
            children = psutil.Process(self.runner.pid).children(recursive=True)
            found[:] = [child for child in children if module in _command(child)]
            return bool(found)

        self.await_true(look, f"a process for {name}")
        return found[0]

    def event_headers(self) -> list[Mapping[str, str]]:
        """Return the headers of every event so far."""
        with closing(open_log(Keychain(self.home).eventlog_url.read_text())) as log:
            return [
                stored.record.headers
                for topic in log.topics()
                for stored in log.browse(
                    topic.name, {p.partition: p.begin for p in topic.partitions}
                )
            ]

    def kill_database(self) -> None:
        """End its PostgreSQL by kill -9."""
        os.kill(int(self._postmaster()[0]), signal.SIGKILL)

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
            if time.monotonic() > deadline or self.has_ended:
                raise TimeoutError(f"not {what}:\n{self.output[-3000:]}")
            time.sleep(0.05)

    def _postmaster(self) -> list[str]:
        return (self.home / "postgres" / "postmaster.pid").read_text().splitlines()


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
