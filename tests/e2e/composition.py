"""The product in containers: docker-compose.yml as it stands, behind an `Instance`.

Compose starts and stops; all else is asked of the engine by its SDK. The engine has to
be on this machine: databases are entered by the address of their container.
"""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import docker
from docker.models.containers import Container
from typing_extensions import override

from deploy import demo
from deploy.instance import PATIENCE_SECONDS, ROOT, Instance
from deploy.keychain import Keychain
from deploy.tokens import token_for

DOORS = {"microservices": "front", "monolith": "monolith"}
"""Shape to the container that needs all the others."""

MAIN_PROGRAM = "set -- $(cat /proc/1/task/1/children) && kill -{signal} $1"
"""Process 1 is the container's init, which no signal from inside can end."""

TRUSTED = timedelta(seconds=10)
"""What ran so long, the engine starts again at once; else twice as late each time."""

READ_LOG = """
import json
from contextlib import closing
from chassis.eventlog.opening import open_log
from chassis.settings import read
from services.ideas.config import IdeasSettings
with closing(open_log(read(IdeasSettings).eventlog_url.get_secret_value())) as log:
    found = [
        dict(stored.record.headers)
        for topic in log.topics()
        for stored in log.browse(
            topic.name, {p.partition: p.begin for p in topic.partitions}
        )
    ]
print(json.dumps(found))
"""
"""Run where the log can be reached: from outside it cannot."""


class Contained:
    """The program of a container, and what tests do to a process."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._began = _state(container)["StartedAt"]

    def send_signal(self, number: signal.Signals) -> None:
        """Send it from inside, as no engine would: the container is not stopped."""
        command = MAIN_PROGRAM.format(signal=int(number))
        ended = self._container.exec_run(["sh", "-c", command])
        # 137: a container that ends takes the messenger along.
        assert ended.exit_code in {0, 137}, ended.output

    def kill(self) -> None:
        """End it, as a crash would; not so often that the engine gives it a rest."""
        while _age(self._container) < TRUSTED:
            time.sleep(0.1)
        self.send_signal(signal.SIGKILL)

    def wait(self) -> None:
        """Return when this program has ended; the next may have begun."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (state := _state(self._container))["Running"] and state[
            "StartedAt"
        ] == self._began:
            assert time.monotonic() < deadline, "it does not end"
            time.sleep(0.05)


class Composition(Instance):
    """One project of Compose, with volumes of its own, in one of the two shapes."""

    def __init__(self, shape: str, home: Path) -> None:
        super().__init__(shape, home)
        self.ports["web"] = _quiet_port()
        self.base_url = f"http://127.0.0.1:{self.ports['web']}"
        self.project = f"day1-test-{shape}"
        self._engine = docker.from_env()

    @property
    @override
    def output(self) -> str:
        return self._compose("logs", "--no-color")

    @property
    @override
    def has_ended(self) -> bool:
        """Containers start again, until they are told to stop."""
        return not self.containers()

    @property
    @override
    def database_host(self) -> str:
        container = self.container("postgres")
        networks: dict[str, Any] = container.attrs["NetworkSettings"]["Networks"]
        return str(next(iter(networks.values()))["IPAddress"])

    @override
    def start(self) -> None:
        if not self.home.exists():
            self.remove()  # what a run that was killed has left
        self._compose("up", "--detach", DOORS[self.shape])
        self._copy_keychain()
        self.await_true(self.is_ready, "ready")
        demo.load(self.base_url, partial(token_for, Keychain(self.home)))

    @override
    def stop(self) -> int:
        """Stop in order; return 0 if each of our own programs ended well."""
        self._compose("stop")
        ours = [one for one in self.containers() if _is_ours(one)]
        codes = [int(_state(one)["ExitCode"]) for one in ours]
        self._compose("down")
        return max(codes)

    def remove(self) -> None:
        """Stop, and forget all data."""
        self._compose("down", "--volumes")

    @override
    def process_of(self, name: str) -> Contained:  # type: ignore[override] # as much of a process as tests need
        home = self._home_of(name)
        self.await_true(lambda: self._is_running(home), f"a process for {name}")
        return Contained(self.container(home))

    @override
    def event_headers(self) -> list[Mapping[str, str]]:
        container = self.container(self._home_of("ideas"))
        ended: Any = container.exec_run(["python", "-c", READ_LOG], demux=True)
        told, complaint = ended.output
        assert ended.exit_code == 0, complaint
        return list(json.loads(told))

    @override
    def kill_database(self) -> None:
        Contained(self.container("postgres")).kill()

    def containers(self) -> list[Container]:
        """Return what there is, stopped or not."""
        label = f"com.docker.compose.project={self.project}"
        return list(self._engine.containers.list(all=True, filters={"label": label}))

    def container(self, service: str) -> Container:
        """Return the container of a service of docker-compose.yml."""
        label = "com.docker.compose.service"
        return next(one for one in self.containers() if one.labels[label] == service)

    def _home_of(self, service: str) -> str:
        """Return which container runs a service."""
        return "monolith" if self.shape == "monolith" else service

    def _is_running(self, name: str) -> bool:
        state = _state(self.container(name))
        return bool(state["Running"] and not state["Restarting"])

    def _copy_keychain(self) -> None:
        chunks, _ = self.container("keys").get_archive("/keychain/.")
        with tarfile.open(fileobj=io.BytesIO(b"".join(chunks))) as archive:
            archive.extractall(self.home, filter="data")

    def _compose(self, *arguments: str) -> str:
        """Run Compose on our project; return what it said, or fail with it."""
        ran = subprocess.run(
            [*compose(), "--project-name", self.project, *arguments],
            cwd=ROOT,
            env={**os.environ, "DAY1_WEB_PORT": str(self.ports["web"])},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert ran.returncode == 0, ran.stdout[-3000:]
        return ran.stdout


def compose() -> list[str]:
    """Return the command of Compose: the engine's plugin, or the program before it."""
    plugin = ["docker", "compose"]
    if subprocess.run([*plugin, "version"], capture_output=True).returncode == 0:
        return plugin
    program = shutil.which("docker-compose")
    assert program, "Install Docker Compose: it is missing here."
    return [program]


def _quiet_port() -> int:
    """Return a free port that no outgoing connection takes before the front starts."""
    for port in range(23000, 24000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port from 23000 to 23999 is free")


def _state(container: Container) -> dict[str, Any]:
    container.reload()
    return dict(container.attrs["State"])


def _age(container: Container) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(_state(container)["StartedAt"])


def _is_ours(container: Container) -> bool:
    return container.labels["com.docker.compose.service"] not in {"postgres", "kafka"}
