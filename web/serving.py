"""Serves the front until told to stop, and finishes what it has begun.

Waitress's own `run()` ends only by an exception in its loop; here the loop is
turned step by step, so that stopping is an ordinary thing to do.
"""

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
DRAIN_SECONDS = 15.0
"""Longer than a call may take, so that no request is cut off."""

MAX_BODY_BYTES = 64 * 1024 * 1024
"""Waitress drops what is larger; below, the application refuses in its own words."""


def serve(app: Flask, settings: WebSettings, stop: threading.Event) -> None:
    """Answer requests in this thread until `stop` is set; then drain, and return."""
    sockets: dict[int, Any] = {}
    listener = _listen(settings.host, settings.port)
    server = cast("Any", create_server)(
        app,
        sockets,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_body_size=MAX_BODY_BYTES,
    )
    log.info("web.started", host=settings.host, port=listener.getsockname()[1])
    while not stop.is_set():
        wasyncore.loop(STEP_SECONDS, map=sockets, count=1)
    _drain(server, sockets)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(cast("Any", sockets))
    log.info("web.stopped")


def _listen(host: str, port: int) -> socket.socket:
    """Return one socket: a name with two addresses would make two servers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def _drain(server: Any, sockets: dict[int, Any]) -> None:
    """Accept nothing new, and let every request that has arrived be answered."""
    wasyncore.dispatcher.close(server)
    deadline = time.monotonic() + DRAIN_SECONDS
    while _is_busy(server) and time.monotonic() < deadline:
        wasyncore.loop(STEP_SECONDS, map=cast("Any", sockets), count=1)


def _is_busy(server: Any) -> bool:
    channels = list(server.active_channels.values())
    return any(channel.requests or channel.total_outbufs_len for channel in channels)
