"""One embedded PostgreSQL per test run, and a fresh database for each test.

With `--events kafka`, also one Apache Kafka, in which each log has a prefix of its own.
Laws hold however long it takes to try them: a busy machine is no bug. They are tried
on few examples; with `--hypothesis-profile thorough`, on many. Which refusals the tests
meet is recorded, see `tests/recorder.py`.
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from deploy.instance import Instance, free_ports
from deploy.postgres import EmbeddedPostgres

if TYPE_CHECKING:
    from deploy.kafka.broker import Broker

pytest_plugins = ["tests.recorder"]

NUMBERS = itertools.count(1)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", UNHURRIED, max_examples=25)
settings.register_profile("thorough", UNHURRIED, max_examples=200)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--events",
        choices=("embedded", "kafka"),
        default="embedded",
        help="Which event log the tests of logs, and the product, run over.",
    )
    parser.addoption(
        "--containers",
        action="store_true",
        help="Run the tests of the product on docker-compose.yml, and no others.",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what only a broker can do, where there is none."""
    only_kafka = collection_path.name.startswith("test_kafka_")
    return True if only_kafka and config.getoption("--events") != "kafka" else None


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    home: Path = tmp_path_factory.mktemp("postgres")
    server = EmbeddedPostgres(home)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Broker]":
    from deploy.kafka.broker import Broker  # noqa: PLC0415 - no Java for other tests

    broker = Broker(tmp_path_factory.mktemp("kafka"), free_ports(1)[0])
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def database_url(postgres: EmbeddedPostgres) -> str:
    return postgres.create(f"test{next(NUMBERS)}")


@pytest.fixture
def eventlog_url(request: pytest.FixtureRequest, postgres: EmbeddedPostgres) -> str:
    """Return where an empty log is, of the kind that this run is about."""
    name = f"log{next(NUMBERS)}"
    if request.config.getoption("--events") == "kafka":
        return f"kafka://{request.getfixturevalue('broker').address}?prefix={name}."
    return postgres.create(name)


@pytest.fixture(scope="session")
def new_instance(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Instance]:
    """Make instances of the product over the kind of log that this run is about."""

    def contained(shape: str, home: Path) -> Instance:
        from tests.e2e.composition import Composition  # noqa: PLC0415 - needs Docker

        composition = Composition(shape, home)
        request.addfinalizer(composition.remove)
        return composition

    def make(shape: str) -> Instance:
        home = tmp_path_factory.mktemp(shape)
        if request.config.getoption("--containers"):
            return contained(shape, home / "home")
        instance = Instance(shape, home / "home")
        if request.config.getoption("--events") == "kafka":
            address = request.getfixturevalue("broker").address
            instance.use_kafka(f"{address}?prefix={home.name}.")
        return instance

    return make
