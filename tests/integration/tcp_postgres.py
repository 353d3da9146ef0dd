"""A PostgreSQL server as others run it: reached over TCP, with scram passwords."""

from pathlib import Path

import psycopg
from typing_extensions import override

from deploy import cluster, wheel
from deploy.instance import free_ports
from deploy.keychain import Keychain
from deploy.postgres import SUPERUSER, EmbeddedPostgres

ACCESS = """\
host all all 127.0.0.1/32 scram-sha-256
host replication all 127.0.0.1/32 scram-sha-256
"""


class TcpPostgres(EmbeddedPostgres):
    """The server of the wheel on a loopback port, without a Unix socket.

    It may lose data when the machine loses its power, and is faster for that.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.port = free_ports(1)[0]
        self.data = self._data
        self.password = Keychain(home).database_password(SUPERUSER)

    @property
    @override
    def admin_url(self) -> str:
        """Libpq URL of the superuser."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """Of the server itself, which ends all others with it."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    @override
    def _start_once(self) -> None:
        cluster.prepare(self.data, self.password)
        cluster.clear_leftovers(self.data)
        (self.data / "pg_hba.conf").write_text(ACCESS)
        if not self.is_running:
            where = f"-h 127.0.0.1 -p {self.port} -k '' -c fsync=off"
            log = str(self.data / "log")
            server = wheel.server_at(self.data)
            wheel.run(server, "pg_ctl", "start", "-w", "-l", log, "-o", where)
        psycopg.connect(self.admin_url).close()
