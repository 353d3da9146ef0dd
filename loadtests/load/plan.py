"""What load is made, and against what."""

import socket
from pathlib import Path
from typing import NamedTuple

from deploy.api import Api, Refused
from deploy.errors import CannotStart
from deploy.settings import RunnerSettings

from ..stories.steps import SERVICES
from ..wires.calls import Wire
from ..wires.grpc_wire import GrpcWire
from ..wires.json_wire import JsonWire
from ..wires.sending import Sender


class Plan(NamedTuple):
    """What load is made.

    Attributes:
        run: Tells its ideas from those of other runs.
        rate: Writes a second.
        reads: Reads to a write.
        seconds: How long.
        target: `json`, `grpc` or `both`.
        url: Where the front is.
        retry: Seconds for which what is unanswered is tried again.
        journal: Where what was written is written down.
        html: Where Locust's report goes.
    """

    run: str
    rate: float
    reads: float
    seconds: float
    target: str
    url: str
    retry: float
    journal: Path
    html: Path


def wires_of(plan: Plan, settings: RunnerSettings) -> list[Wire]:
    """Return the ways of the target, after somebody has answered on each."""
    _ensure_up(plan.url)
    wires: list[Wire] = []
    if plan.target != "grpc":
        wires.append(JsonWire(Sender(plan.url)))
    if plan.target != "json":
        ports = {name: settings.port_of(name) for name in SERVICES}
        for name, port in ports.items():
            _ensure_listening(name, port)
        wires.append(GrpcWire({n: f"127.0.0.1:{port}" for n, port in ports.items()}))
    return wires


def _ensure_listening(name: str, port: int) -> None:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        raise CannotStart(
            f"{name} does not answer gRPC on port {port}: run `make up`,"
            " or TARGET=json for the monolith."
        ) from None


def _ensure_up(url: str) -> None:
    try:
        Api(url).get("/healthz")
    except (OSError, Refused):
        raise CannotStart(f"nobody is ready at {url}: run `make up` first.") from None
