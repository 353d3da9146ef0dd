"""The product on a PostgreSQL server that is given: none is started beside it."""

import os
import signal
from pathlib import Path

import psycopg

from deploy.databases import MONOLITH
from deploy.instance import Instance
from tests.e2e.story import Story
from tests.integration.tcp_postgres import TcpPostgres

NAMES = "SELECT DISTINCT application_name FROM pg_stat_activity WHERE usename = %s"


def test_the_monolith_lives_on_the_server_and_outlives_its_end(
    bare_server: TcpPostgres, tmp_path: Path
) -> None:
    server = bare_server
    product = Instance("monolith", tmp_path / "home")
    product.use_postgres(server.admin_url)
    product.start()
    try:
        assert not (product.home / "postgres").exists()
        with psycopg.connect(server.admin_url) as connection:
            names = {name for (name,) in connection.execute(NAMES, [MONOLITH])}
        assert names >= {"ideas", "reviews", "experiments", "coes", "eventlog"}
        secret = f"DAY1_POSTGRES_URL={server.admin_url}"
        environment = product.process_of("ideas").environ()
        assert secret not in [f"{key}={value}" for key, value in environment.items()]

        story = Story(product)
        story.draft()
        os.kill(server.pid, signal.SIGKILL)
        product.await_true(lambda: not product.is_ready(), "known to be away")
        server.start()
        product.await_true(product.is_ready, "ready again")
        story.submit()
        story.approve()
    finally:
        assert product.stop() == 0, product.output[-3000:]
    assert server.is_running
