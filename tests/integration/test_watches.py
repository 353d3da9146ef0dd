"""The watches of `tests/e2e/test_watches.py`, over the channel inside the monolith."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.eventlog.embedded import EmbeddedLog
from deploy.postgres import EmbeddedPostgres
from tests.e2e.watching import WATCHES, follow
from tests.integration.in_process import InProcess, running_monolith


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    home: Path = tmp_path_factory.mktemp("watches")
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    try:
        with running_monolith(server, home / "home", EmbeddedLog) as running:
            yield running
    finally:
        server.stop()


@pytest.mark.parametrize("service", WATCHES)
def test_a_watch_tells_what_is_there_and_what_changes(
    product: InProcess, service: str
) -> None:
    follow(WATCHES[service](product, product.channel), product)
