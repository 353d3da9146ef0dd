"""Whether the ports of an instance are free, asked before anything is started."""

import socket
import time
from collections.abc import Iterable

from .errors import CannotStart
from .settings import RunnerSettings

PATIENCE_SECONDS = 1.0


def require_free(settings: RunnerSettings, names: Iterable[str]) -> None:
    """Raise `CannotStart` with the setting to change when a port is taken.

    Waits a second first: processes of a runner that was just killed go then.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    users: dict[int, str] = {}
    for name in names:
        port = settings.port_of(name)
        if (other := users.setdefault(port, name)) != name:
            raise CannotStart(
                f"DAY1_{other.upper()}_PORT and DAY1_{name.upper()}_PORT are both"
                f" {port}. Give each its own."
            )
        while not _is_free(port):
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"port {port} is taken by another program."
                    f" Set DAY1_{name.upper()}_PORT to a free one."
                )
            time.sleep(0.05)


def _is_free(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
