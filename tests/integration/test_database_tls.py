"""TLS: what the URL asks for is what services insist on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.postgres import CHASSIS_MIGRATIONS, Database, migrate
from deploy.databases import provide_together
from deploy.errors import CannotStart
from deploy.keychain import Keychain
from deploy.server import PostgresServer
from tests.integration.tcp_postgres import TcpPostgres
from tests.integration.tls import Authority, TlsFront


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def front(authority: Authority, server: TcpPostgres) -> Iterator[TlsFront]:
    front = TlsFront(authority.context_for("localhost"), server.port)
    yield front
    front.close()


def given(
    server: TcpPostgres, front: TlsFront, root: Path, host: str
) -> PostgresServer:
    """Return the server as it looks from outside, to be verified in full."""
    url = (
        f"postgresql://postgres:{server.password}@{host}:{front.port}/postgres"
        f"?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={root}"
    )
    return PostgresServer(url, Keychain(server.data.parent))


def test_services_reach_a_server_that_proves_itself(
    server: TcpPostgres, front: TlsFront, authority: Authority
) -> None:
    verified = given(server, front, authority.certificate, "localhost")

    url = provide_together(verified, ["tls"])["tls"]

    migrate(url, CHASSIS_MIGRATIONS)
    database = Database(url)
    assert database.is_reachable()
    with database.connection() as connection:
        assert connection.pgconn.ssl_in_use
        where = connection.execute("SELECT to_regclass('tls.outbox') IS NOT NULL")
        assert where.fetchone() == (True,)
    database.close()


def test_a_server_that_another_authority_vouches_for_is_refused(
    server: TcpPostgres, front: TlsFront, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other").certificate

    with pytest.raises(CannotStart, match="certificate verify failed"):
        given(server, front, other, "localhost").start()


def test_a_server_of_another_name_is_refused(
    server: TcpPostgres, front: TlsFront, authority: Authority
) -> None:
    with pytest.raises(CannotStart, match="does not match host name"):
        given(server, front, authority.certificate, "elsewhere.example").start()


def test_a_server_without_tls_is_refused(
    server: TcpPostgres, authority: Authority
) -> None:
    class Plain(TlsFront):
        def __init__(self) -> None:
            self.port = server.port

    with pytest.raises(CannotStart, match="server does not support SSL"):
        given(server, Plain(), authority.certificate, "localhost").start()
