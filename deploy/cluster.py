"""The data directory of the embedded PostgreSQL: how it is made, and found again."""

import shutil
import time
from pathlib import Path

import psutil

from . import wheel

ACCESS = "local all all scram-sha-256\n"
"""The whole pg_hba.conf: Unix sockets only, a password from everyone."""

TUNING = """
# A guest on somebody's laptop: small, quiet, and as durable as any PostgreSQL.
shared_buffers = 32MB
max_connections = 100
jit = off
io_method = sync
listen_addresses = ''
unix_socket_permissions = 0700
log_checkpoints = off
"""

LOCKED_DOORS = """\
ALTER ROLE postgres PASSWORD '{password}'
REVOKE ALL ON DATABASE postgres FROM PUBLIC
REVOKE ALL ON DATABASE template1 FROM PUBLIC
"""


def prepare(data: Path, password: str) -> None:
    """Create the data directory, unless it exists: whole, or not at all.

    Passwords are required before the first server starts, so there is no moment
    in which it trusts anyone.
    """
    if (data / "PG_VERSION").exists():
        return
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    server = wheel.server_at(draft)
    server.ensure_pgdata_inited()
    doors = LOCKED_DOORS.format(password=password)
    wheel.run(server, "postgres", "--single", "postgres", script=doors)
    (draft / "pg_hba.conf").write_text(ACCESS)
    with (draft / "postgresql.conf").open("a") as settings:
        settings.write(TUNING)
    draft.rename(data)


def is_served(data: Path) -> bool:
    """Tell whether a server, started by whomever, works on this data directory."""
    try:
        return str(data) in psutil.Process(_noted(data)).cmdline()
    except (OSError, psutil.Error):
        return False


def clear_leftovers(data: Path) -> None:
    """Leave behind either a server that can be adopted, or none.

    A server that is on its way up or down gets there first. The lock files of a
    dead one are removed when its number lives on in another process: after a reboot
    it may be anyone's, in a container without an init process it stays a zombie's,
    and PostgreSQL would start over neither.
    """
    pid_file = data / "postmaster.pid"
    deadline = time.monotonic() + 10
    while is_served(data) and not _is_ready(pid_file) and time.monotonic() < deadline:
        time.sleep(0.05)
    if pid_file.exists() and psutil.pid_exists(_noted(data)) and not is_served(data):
        sockets = Path(pid_file.read_text().splitlines()[4])
        (sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        pid_file.unlink()


def _noted(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().split()[0])


def _is_ready(pid_file: Path) -> bool:
    return pid_file.exists() and pid_file.read_text().split()[-1:] == ["ready"]
