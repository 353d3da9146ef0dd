"""One Apache Kafka broker in KRaft mode on loopback, with its data in one folder."""

import base64
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

import psutil

from chassis.eventlog.kafka_address import KafkaAddress
from chassis.eventlog.kafka_cluster import KafkaCluster
from deploy.errors import CannotStart

from .java import FOLDER, java, libraries

PATIENCE_SECONDS = 60.0

JVM = ("-Xms96m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Small, and quick to start; a broker of this size is no slower for it."""

PROPERTIES = """\
process.roles=broker,controller
node.id=1
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
controller.quorum.voters=1@127.0.0.1:{controller_port}
log.dirs={data}

# Topics are created by the services, with what each of them needs.
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1

# A guest on somebody's laptop.
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=16777216

# Only itself can be in its own way: after a kill it is let in again this soon.
broker.session.timeout.ms=2000
broker.heartbeat.interval.ms=500
"""


class Broker:
    """A broker that outlives a killed owner; the next `start` ends it first."""

    def __init__(self, home: Path, port: int) -> None:
        self._home = home.resolve()
        self._port = port
        self._data = self._home / "data"
        self._properties = self._home / "server.properties"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens, as `host:port`."""
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """The URL of an event log in it."""
        return f"kafka://{self.address}"

    @property
    def log(self) -> Path:
        """The file with what the broker complained about."""
        return self._home / "log"

    @property
    def process(self) -> psutil.Process:
        """The running broker. Raises `ValueError` before `start`."""
        if self._process is None:
            raise ValueError("Start it first.")
        return psutil.Process(self._process.pid)

    def start(self) -> None:
        """Have a broker that answers, with the data of before. Raises `CannotStart`."""
        self._end_leftover()
        self._configure()
        if not (self._data / "meta.properties").exists():
            self._format()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - Kafka, as a child
                self._java("kafka.Kafka", [str(self._properties)]),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._await_answer()

    def stop(self) -> None:
        """End it in order; do nothing when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would end the process."""
        self._end(signal.SIGKILL)

    def is_running(self) -> bool:
        """False once it has ended, by whoever's hand."""
        return self._process is not None and self._process.poll() is None

    def properties(self) -> str:
        """Return what it is configured with, each time with a free controller port."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            controller_port = free.getsockname()[1]
        return PROPERTIES.format(
            port=self._port, controller_port=controller_port, data=self._data
        )

    def _configure(self) -> None:
        self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._properties.write_text(self.properties())

    def _format(self) -> None:
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        arguments = ["format", "--ignore-formatted", f"--cluster-id={cluster_id}"]
        ran = subprocess.run(  # noqa: S603 - Kafka's own tool
            self._java(
                "kafka.tools.StorageTool",
                [*arguments, "--config", str(self._properties)],
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise CannotStart(f"Kafka cannot format {self._data}: {ran.stderr}")

    def _java(self, main: str, arguments: Sequence[str]) -> list[str]:
        logging = f"-Dlog4j2.configurationFile={FOLDER / 'log4j2.properties'}"
        classes = f"{libraries()}/*"
        return [java(), *JVM, logging, "-classpath", classes, main, *arguments]

    def _await_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if not self.is_running() or time.monotonic() > deadline:
                self.kill()
                last_words = self.log.read_text()[-2000:]
                raise CannotStart(f"Kafka does not start: {last_words}")

    def _answers(self) -> bool:
        cluster = KafkaCluster(KafkaAddress.parse(self.url))
        try:
            return bool(cluster.identity())
        except ConnectionError:
            return False
        finally:
            cluster.close()

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(PATIENCE_SECONDS)
        self._process = None

    def _end_leftover(self) -> None:
        """End a broker on the same data whose owner was killed."""
        for process in psutil.process_iter(["cmdline"]):
            if str(self._properties) in (process.info["cmdline"] or []):
                process.terminate()
                process.wait(PATIENCE_SECONDS)
