"""An instance whose parts run in places of their own: another network, another clock.

Nobody starts a part again: a service has to get over what happens to its place.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from psycopg.conninfo import make_conninfo
from typing_extensions import override

from deploy import cluster, shapes, wheel
from deploy.environment import Environment
from deploy.home import prepare
from deploy.instance import PATIENCE_SECONDS, ROOT, SERVICES, Instance, free_ports
from deploy.kafka.broker import Broker
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.settings import RunnerSettings

LOOPBACK = "127.0.0.1"
ACCESS = "host all all all scram-sha-256\n"


@dataclass(frozen=True)
class Place:
    """Where a part runs.

    Attributes:
        words: What stands before its command, such as `ip netns exec …`.
        variables: What it is told beside what the runner would tell it.
        database: Address by which it reaches its database; a Unix socket if empty.
        log: Address by which it reaches the event log.
    """

    words: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    database: str = ""
    log: str = ""


class ListeningPostgres(EmbeddedPostgres):
    """The embedded PostgreSQL, with addresses beside its Unix socket."""

    def __init__(self, home: Path, addresses: Sequence[str]) -> None:
        super().__init__(home)
        self._addresses = addresses

    @override
    def _start_once(self) -> None:
        password = self._keychain.database_password("postgres")
        cluster.prepare(self._data, password)
        (self._data / "pg_hba.conf").write_text(cluster.ACCESS + ACCESS)
        if not self.is_running:
            where = f"-h '{','.join(self._addresses)}' -k {self._data}"
            words = ("start", "-w", "-l", str(self._data / "log"), "-o", where)
            wheel.run(wheel.server_at(self._data), "pg_ctl", *words)
        super()._start_once()


class ListeningBroker(Broker):
    """A broker that is reached by another address than loopback's."""

    def __init__(self, home: Path, host: str) -> None:
        super().__init__(home, free_ports(1)[0])
        self._host = host

    @property
    @override
    def address(self) -> str:
        return super().address.replace(LOOPBACK, self._host)

    @override
    def _configure(self) -> None:
        super()._configure()
        told = self._properties.read_text()
        own = f"PLAINTEXT://{super().address}"
        self._properties.write_text(told.replace(own, f"PLAINTEXT://{self.address}"))


class Scattered(Instance):
    """The microservices, each in its place; those without one are where the test is."""

    def __init__(
        self, home: Path, places: Mapping[str, Place], addresses: Sequence[str] = ()
    ) -> None:
        super().__init__("microservices", home)
        self.places = dict(places)
        self._parts: dict[str, subprocess.Popen[bytes]] = {}
        self._postgres = ListeningPostgres(home, addresses)

    @property
    @override
    def has_ended(self) -> bool:
        return any(part.poll() is not None for part in self._parts.values())

    @override
    def start(self) -> None:
        prepare(self.home)
        keychain = Keychain(self.home)
        keychain.make_token_keys()
        self._postgres.start()
        told = {f"{name}_port": port for name, port in self.ports.items()}
        servers = self._variables.get("KAFKA_BOOTSTRAP_SERVERS", "")
        settings = RunnerSettings.model_validate(
            {
                "home": self.home,
                "events": "kafka" if servers else "embedded",
                "KAFKA_BOOTSTRAP_SERVERS": servers,
                **told,
            }
        )
        environment = Environment(settings, keychain, os.environ, "json")
        programs = shapes.microservices(environment, self._postgres)
        keychain.keep_eventlog_url(shapes.eventlog_url_of(programs))
        for program in programs:
            self._run(program.name, program.module, dict(program.environment))
        self.await_true(self.is_ready, "it is up")

    @override
    def stop(self) -> int:
        """End every part, and the database; return how many did not end well."""
        for part in self._parts.values():
            part.terminate()
        ended = [self._end(part) for part in self._parts.values()]
        self._parts.clear()
        self._postgres.stop()
        return sum(status != 0 for status in ended)

    def front_calls(self, name: str, target: str) -> None:
        """Let the front reach a service at `host:port` from the next start on."""
        front = self.places.get("web", Place())
        called = {**front.variables, f"WEB_{name.upper()}_TARGET": target}
        self.places["web"] = replace(front, variables=called)

    def _run(self, name: str, module: str, variables: dict[str, str]) -> None:
        place = self.places.get(name, Place())
        for what, address in (("DATABASE", place.database), ("EVENTLOG", place.log)):
            key = f"{name.upper()}_{what}_URL"
            if address and not variables[key].startswith("kafka:"):
                variables[key] = make_conninfo(variables[key], host=address)
        with self._log.open("ab") as log:
            self._parts[name] = subprocess.Popen(  # noqa: S603 - a module of ours
                [*place.words, sys.executable, "-m", "deploy.child", module],
                cwd=ROOT,
                env={**variables, **place.variables},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _end(self, part: "subprocess.Popen[bytes]") -> int:
        with part:
            try:
                return part.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                part.kill()
                return part.wait()


def everywhere(place: Place) -> dict[str, Place]:
    """Return the same place for all parts."""
    return dict.fromkeys((*SERVICES, "web"), place)
