"""The embedded PostgreSQL: one server per state folder, reached by Unix socket only."""

import time
from pathlib import Path
from subprocess import SubprocessError
from urllib.parse import quote

import psycopg

from . import cluster, wheel
from .databases import provide
from .errors import CannotStart
from .keychain import Keychain

SUPERUSER = "postgres"
PATIENCE_SECONDS = 2.0
FAILURES = (OSError, SubprocessError, AssertionError, psycopg.OperationalError)
"""All the ways in which PostgreSQL, or the wheel around it, says no."""


class EmbeddedPostgres:
    """A real PostgreSQL with its data, log and passwords in one folder.

    The server is a process of its own: it outlives a killed owner, and the next
    `start` adopts it.
    """

    def __init__(self, home: Path) -> None:
        self._data = home.resolve() / "postgres"
        self._keychain = Keychain(home.resolve())
        self._sockets: Path | None = None

    @property
    def admin_url(self) -> str:
        """Libpq URL of the superuser."""
        password = self._keychain.database_password(SUPERUSER)
        sockets = quote(str(self._sockets), safe="")
        return f"postgresql://{SUPERUSER}:{password}@/{SUPERUSER}?host={sockets}"

    @property
    def is_running(self) -> bool:
        """False once somebody has stopped or killed the server."""
        return cluster.is_served(self._data)

    def start(self) -> None:
        """Have a server that answers. Raises `CannotStart`.

        Tries for two seconds: a server that was killed a moment ago looks alive for
        a while, and its connections hold on to its memory.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._start_once()
            except FAILURES as error:
                if time.monotonic() > deadline:
                    raise CannotStart(self._explanation(error)) from error
            time.sleep(0.2)

    def stop(self) -> None:
        """End the server and every connection; do nothing when there is none."""
        if self.is_running:
            wheel.stop(wheel.server_at(self._data))

    def create(self, name: str) -> str:
        """Return the libpq URL of a database that only the role of its name may enter.

        Both are created when missing. Raises `CannotStart`, `psycopg.Error`.
        """
        return provide(self.admin_url, self._keychain, name).url

    def _start_once(self) -> None:
        self._data.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        cluster.prepare(self._data, self._keychain.database_password(SUPERUSER))
        cluster.clear_leftovers(self._data)
        self._sockets = wheel.start(wheel.server_at(self._data)).socket_dir
        psycopg.connect(self.admin_url).close()

    def _explanation(self, error: Exception) -> str:
        if "password authentication failed" in str(error):
            return (
                f"secrets.json does not fit the database beside it. Put the old one"
                f" back, or remove {self._data} to start without data."
            )
        log = self._data / "log"
        return f"PostgreSQL does not start: {error} It may have said more in {log}."
