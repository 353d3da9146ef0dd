"""Serves the front until told to stop, and finishes what it has begun.

Waitress's own `run()` ends only by an exception in its loop; here the loop is
turned step by step, so that stopping is an ordinary thing to do.
"""

import resource
import socket
import threading
import time
from typing import Any, cast

import structlog
from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from .config import WebSettings

log = structlog.get_logger()

THREADS = 16
STEP_SECONDS = 0.2
DRAIN_SECONDS = 12.0
"""Longer than a call may take, so that no request is cut off."""

MAX_CONNECTIONS = 16_000
"""Waitress's own limit is 100: so many idle visitors would keep out all others."""

OWN_FILES = 200
"""Left for everything that is no visitor: logs, services, in the monolith databases."""

IDLE_SECONDS = 30
"""A connection that is silent for so long is closed."""

ACCEPTED_AT_ONCE = 100
"""Each step looks at every connection, so one visitor a step would be few."""

MAX_BODY_BYTES = 64 * 1024 * 1024
"""Waitress drops what is larger; below, the application refuses in its own words."""


def serve(app: Flask, settings: WebSettings, stop: threading.Event) -> None:
    """Answer requests in this thread until `stop` is set; then drain, and return."""
    most = _most_connections()
    sockets: dict[int, Any] = {}
    listener = _listen(settings.host, settings.port)
    server = cast("Any", create_server)(
        app,
        sockets,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_body_size=MAX_BODY_BYTES,
        connection_limit=most,
        channel_timeout=IDLE_SECONDS,
        # Looks at those who wait: who has hung up is not served. After an outage the
        # queue is long, and serving the gone would keep it so for ever.
        channel_request_lookahead=1,
    )
    log.info("web.started", host=settings.host, port=listener.getsockname()[1])
    while not stop.is_set():
        _step(sockets)
        _accept_waiting(server, sockets, most)
    _drain(server, sockets)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(cast("Any", sockets))
    log.info("web.stopped")


def _listen(host: str, port: int) -> socket.socket:
    """Return one socket: a name with two addresses would make two servers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _most_connections() -> int:
    """Use the open files that this process may have; keep some for ourselves."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return min(MAX_CONNECTIONS, max(files - OWN_FILES, 1))


def _step(sockets: dict[int, Any]) -> None:
    """Serve whoever is ready; with `poll`, because `select` ends at 1,024 files."""
    wasyncore.loop(STEP_SECONDS, use_poll=True, map=cast("Any", sockets), count=1)


def _accept_waiting(server: Any, sockets: dict[int, Any], most: int) -> None:
    """Let in those who wait at the door, up to a number."""
    for _ in range(ACCEPTED_AT_ONCE):
        known = len(sockets)
        if known < most:
            server.handle_accept()
        if len(sockets) == known:
            return


def _drain(server: Any, sockets: dict[int, Any]) -> None:
    """Accept nothing new, and let every request that has arrived be answered."""
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + DRAIN_SECONDS
    while _is_busy(server) and time.monotonic() < deadline:
        _step(sockets)


def _is_busy(server: Any) -> bool:
    channels = list(server.active_channels.values())
    return any(channel.requests or channel.total_outbufs_len for channel in channels)
