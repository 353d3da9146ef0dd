"""One embedded PostgreSQL per test run, and a fresh database for each test.

Laws hold however long it takes to try them: a busy machine is no bug.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from deploy.postgres import EmbeddedPostgres

NUMBERS = itertools.count(1)

settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    home: Path = tmp_path_factory.mktemp("postgres")
    server = EmbeddedPostgres(home)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def database_url(postgres: EmbeddedPostgres) -> str:
    return postgres.create(f"test{next(NUMBERS)}")


@pytest.fixture
def eventlog_url(postgres: EmbeddedPostgres) -> str:
    return postgres.create(f"log{next(NUMBERS)}")
